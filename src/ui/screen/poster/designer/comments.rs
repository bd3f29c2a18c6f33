//! Comments on the poster's elements, in the place of the inspector.

use iced::widget::canvas::{Frame as Sketch, Path, Text};
use iced::widget::{container, text};
use iced::{Alignment, Length, Pixels, Point, alignment};

use super::{Designer, Message};
use crate::piece::comment::Anchor;
use crate::piece::{Header, Piece, part};
use crate::poster::ElementId;
use crate::ui::comment::{self, Comments};
use crate::ui::icon::{Icon, icon};
use crate::ui::theme::{LIGHT, metric, size, style};
use crate::ui::widget::{button, icon_button, row, tip};
use crate::ui::{Action, Context, Element, font};

/// The comments of the designer: hidden until they are asked for.
#[derive(Debug, Default)]
pub(super) struct Pane {
    comments: Comments,
    pub is_shown: bool,
    /// The number of open comments on each element with some.
    marks: Vec<(ElementId, usize)>,
}

impl Pane {
    pub fn new(header: &Header) -> Self {
        let mut pane = Self::default();
        pane.count(header);
        pane
    }

    /// Counts the comments again after a change of the header.
    pub fn count(&mut self, header: &Header) {
        self.marks.clear();
        let open = header.comments.iter().filter(|comment| comment.is_open());
        for element in open.filter_map(|comment| comment.anchor.as_ref()?.element) {
            match self.marks.iter_mut().find(|(known, _)| *known == element) {
                Some((_, count)) => *count += 1,
                None => self.marks.push((element, 1)),
            }
        }
    }
}

impl Designer {
    pub(super) fn comment(&mut self, message: comment::Message, context: &Context) -> Action<Message> {
        let Some(piece) = context.newsroom.piece(&self.id) else { return Action::none() };
        match &message {
            comment::Message::Asked => return self.begin_comment(),
            comment::Message::Closed => self.commenting.is_shown = false,
            comment::Message::Chosen(id) => {
                let comment = piece.header.comment(id).and_then(|comment| comment.anchor.as_ref()?.element);
                if let Some(element) = comment.filter(|id| self.poster.element(*id).is_some()) {
                    self.choose(vec![element]);
                }
            }
            _ => {}
        }
        self.commenting.comments.update(message, piece, context).map(Message::Comment)
    }

    /// Begins a comment on the selected element; without one, on the poster as a whole.
    pub(super) fn begin_comment(&mut self) -> Action<Message> {
        let anchor = self.chosen().and_then(|chosen| {
            let parts = part::of_poster(&self.poster);
            let at = parts.iter().position(|one| one.element == Some(chosen.id))?;
            Some(Anchor::new(&parts[at], at))
        });
        self.commenting.is_shown = true;
        Action::run(self.commenting.comments.begin(&self.id, anchor))
    }

    pub(super) fn comments<'a>(&'a self, piece: &'a Piece, context: &'a Context) -> Element<'a, Message> {
        let placed = piece.header.placed_comments(&part::of_poster(&self.poster));
        self.commenting.comments.view(piece, placed, context).map(Message::Comment)
    }

    /// The button in the bar: "3 góp ý", or the way to write the first.
    pub(super) fn comments_button<'a>(&self, piece: &Piece) -> Element<'a, Message> {
        let hint = "Góp ý của bản vẽ; Ctrl M: góp ý ở phần tử đang chọn";
        let press = Message::ShowComments(!self.commenting.is_shown);
        let open = piece.header.open_comments();
        if open == 0 {
            return icon_button(Icon::Message, hint, style::ghost, Some(press));
        }
        let words = text(open.to_string()).size(size::DENSE).font(font::MEDIUM);
        let words = row![icon(Icon::Message, 16.0), words].spacing(5).align_y(Alignment::Center);
        let face = button(container(words).center_y(Length::Fill)).padding([0, 8]).height(metric::CONTROL);
        tip(face.style(style::ghost).on_press(press), hint)
    }

    /// A numbered mark beside the top right corner of each element with open comments, clear of its handle.
    pub(super) fn draw_comments(&self, sketch: &mut Sketch) {
        const RADIUS: f32 = 9.0;
        const AWAY: f32 = 12.0;
        for (id, count) in &self.commenting.marks {
            let Some(frame) = self.shown(*id) else { continue };
            let [_, corner, ..] = frame.corners().map(|corner| self.camera.view(corner));
            let middle = Point::new(corner.x + AWAY, corner.y - AWAY);
            sketch.fill(&Path::circle(middle, RADIUS + 1.5), iced::Color::WHITE);
            sketch.fill(&Path::circle(middle, RADIUS), LIGHT.warn);
            sketch.fill_text(Text {
                content: count.to_string(),
                position: middle,
                color: iced::Color::WHITE,
                size: Pixels(11.0),
                font: font::SEMIBOLD,
                align_x: alignment::Horizontal::Center.into(),
                align_y: alignment::Vertical::Center,
                ..Text::default()
            });
        }
    }
}
