//! "Kho chữ": the typefaces of the program and the fonts of the system, chosen by specimens in the place of the
//! inspector.

use std::collections::HashMap;

use iced::widget::canvas::{self, Canvas, Geometry};
use iced::widget::{container, text};
use iced::{Alignment, Length, Padding, Rectangle, Renderer, Task, Theme, mouse};

use crate::fold::fold;
use crate::fontbook::{self, Entry, Specimen};
use crate::newsroom::Command;
use crate::page::Embedding;
use crate::poster::{Edit, ElementKind, Text, Typeface};
use crate::ui::icon::Icon;
use crate::ui::theme::style::{self, ink as tint};
use crate::ui::theme::{Tokens, size};
use crate::ui::widget::{button, caption, column, field, icon_button, label, row, scroll, section_title};
use crate::ui::{Action, Context, Element, background};

use super::shelf::path;
use super::{Designer, Message as Parent};

/// Letters with marks above and below, as posters have them.
const WORDS: &str = "Một cửa, đúng hẹn – Ế Ợ Ữ";
/// Logical pixels.
const HEIGHT: f32 = 34.0;
const LETTERS: f32 = 18.0;
/// More fonts than these are not shown at once: they are sought by name.
const MOST: usize = 40;

#[derive(Debug, Clone)]
pub enum Message {
    Opened,
    Closed,
    /// The fonts of the system.
    Found(Vec<Entry>),
    Sought(String),
    Drawn(Vec<(Typeface, Specimen)>),
    Chosen(Typeface),
    /// Whether a family is one of the office's favourites.
    Favoured(String, bool),
}

#[derive(Debug, Default)]
pub(super) struct Typefaces {
    pub is_shown: bool,
    sought: String,
    /// None until they are looked for.
    fonts: Option<Vec<Entry>>,
    specimens: HashMap<Typeface, Specimen>,
}

impl Designer {
    pub(super) fn typeface_message(&mut self, message: Message, context: &Context) -> Action<Parent> {
        match message {
            Message::Opened => {
                self.typefaces.is_shown = true;
                self.shelf.is_shown = false;
                self.palette.of = None;
                self.commenting.is_shown = false;
                if self.typefaces.fonts.is_none() {
                    let found = |fonts| Parent::Typefaces(Message::Found(fonts));
                    return background(fontbook::entries).map(found).into();
                }
            }
            Message::Closed => self.typefaces.is_shown = false,
            Message::Found(mut fonts) => {
                // What cannot be used stands behind what can.
                fonts.sort_by_key(|entry| remark(entry).is_some());
                self.typefaces.fonts = Some(fonts);
            }
            Message::Sought(sought) => self.typefaces.sought = sought,
            Message::Drawn(drawn) => {
                self.typefaces.specimens.extend(drawn);
                return Action::none();
            }
            Message::Chosen(typeface) => return self.put_typeface(typeface),
            Message::Favoured(family, is_favourite) => {
                let mut settings = context.newsroom.settings().clone();
                settings.fonts.retain(|one| *one != family);
                if is_favourite {
                    settings.fonts.push(family);
                }
                return Action::command(Command::SetRecord { record: settings.into(), is_typing: false });
            }
        }
        self.draw_specimens(context).into()
    }

    /// Sets the selected letters, or the selected text, in a typeface.
    fn put_typeface(&mut self, typeface: Typeface) -> Action<Parent> {
        let (Some(id), Some(shown)) = (self.text_of, self.shown_text()) else { return Action::none() };
        let kind = Box::new(ElementKind::Text(Text { typeface, ..shown }));
        let action = self.commit(self.for_letters(Edit::SetKind { id, kind }), false);
        self.refocused(action)
    }

    /// What is shown: favourites, then the program's typefaces, then the fonts of the system.
    fn found_typefaces(&self, context: &Context) -> [Vec<Typeface>; 3] {
        let sought = fold(self.typefaces.sought.trim());
        let is_found = |typeface: &Typeface| sought.is_empty() || fold(&typeface.name()).contains(&sought);
        let favourites = &context.newsroom.settings().fonts;
        let fonts = self.typefaces.fonts.iter().flatten();
        let all = fonts.map(|entry| Typeface::System(entry.face.clone())).filter(is_found);
        let (first, mut rest): (Vec<_>, Vec<_>) = all.partition(
            |typeface| matches!(typeface, Typeface::System(face) if favourites.contains(&face.family)),
        );
        rest.truncate(MOST);
        [first, Typeface::OWN.into_iter().filter(is_found).collect(), rest]
    }

    /// Draws the specimens that are shown and not drawn yet.
    fn draw_specimens(&self, context: &Context) -> Task<Parent> {
        let shown = self.found_typefaces(context).into_iter().flatten();
        let missing: Vec<Typeface> =
            shown.filter(|one| !self.typefaces.specimens.contains_key(one)).collect();
        if missing.is_empty() {
            return Task::none();
        }
        let work = move || {
            let drawn = missing.into_iter().map(|typeface| {
                let specimen = crate::document::poster::specimen(&typeface, WORDS);
                (typeface, specimen)
            });
            drawn.collect::<Vec<_>>()
        };
        background(work).map(|drawn| Parent::Typefaces(Message::Drawn(drawn)))
    }

    pub(super) fn typeface_pane<'a>(&'a self, context: &'a Context) -> Element<'a, Parent> {
        let close = icon_button(Icon::Close, "Đóng (Esc)", style::ghost, Some(Message::Closed));
        let head =
            row![container(section_title("Kho chữ")).width(Length::Fill), close].align_y(Alignment::Center);
        let search = field("Tìm phông theo tên…", &self.typefaces.sought).on_input(Message::Sought);
        let [first, own, rest] = self.found_typefaces(context);
        let is_cut = rest.len() == MOST;
        let section = |name, faces: Vec<Typeface>, is_favourite| {
            let rows = faces.into_iter().map(|face| self.typeface_row(face, is_favourite));
            let rows: Vec<_> = rows.collect();
            (!rows.is_empty())
                .then(|| column![container(label(name)).padding([0, 8]), column(rows).spacing(2)].spacing(6))
        };
        let parts = [
            section("Cơ quan hay dùng", first, true),
            section("Có sẵn trong chương trình", own, false),
            section("Phông trên máy này", rest, false),
        ];
        let note = match &self.typefaces.fonts {
            None => Some("Đang tìm phông trên máy…".to_owned()),
            Some(_) if is_cut => Some(format!("Hiện {MOST} phông đầu; gõ tên để tìm phông khác.")),
            Some(_) if parts.iter().all(Option::is_none) => {
                Some("Không có phông nào tên như vậy.".to_owned())
            }
            Some(_) => None,
        };
        let list = column(parts.into_iter().flatten().map(Element::from)).spacing(18);
        let body = column![list].push(note.map(caption)).spacing(12).padding(Padding {
            right: 16.0,
            bottom: 24.0,
            left: 8.0,
            ..Padding::ZERO
        });
        let pane = column![
            container(column![head, search].spacing(8)).padding(Padding {
                top: 10.0,
                right: 10.0,
                bottom: 0.0,
                left: 16.0
            }),
            scroll(body.width(Length::Fill)).height(Length::Fill)
        ];
        Element::from(pane.spacing(12).height(Length::Fill)).map(Parent::Typefaces)
    }

    fn typeface_row(&self, typeface: Typeface, is_favourite: bool) -> Element<'_, Message> {
        let name = text(typeface.name()).size(size::CAPTION).wrapping(text::Wrapping::None);
        let (remark, star) = match &typeface {
            Typeface::System(face) => {
                let entry = self.typefaces.fonts.iter().flatten().find(|entry| entry.face == *face);
                let hint =
                    if is_favourite { "Bỏ khỏi phông hay dùng" } else { "Thêm vào phông hay dùng" };
                let star_style = if is_favourite { style::pressed } else { style::ghost };
                let family = face.family.clone();
                let favour = Message::Favoured(family, !is_favourite);
                (entry.and_then(remark), Some(icon_button(Icon::Star, hint, star_style, Some(favour))))
            }
            _ => (None, None),
        };
        let remark = remark.map(|remark| text(remark).size(size::CAPTION).style(tint::tertiary));
        let specimen = self
            .typefaces
            .specimens
            .get(&typeface)
            .map(|specimen| Canvas::new(Drawing(specimen)).width(Length::Fill).height(HEIGHT));
        let face = column![name].push(specimen).push(remark).spacing(2);
        let face = button(face).padding([6, 8]).width(Length::Fill).style(style::ghost);
        row![face.on_press(Message::Chosen(typeface))].push(star).align_y(Alignment::Center).into()
    }
}

/// What keeps a font from being used.
fn remark(entry: &Entry) -> Option<&'static str> {
    match (entry.embedding, entry.has_vietnamese) {
        (Embedding::Forbidden, _) => Some("không cho nhúng"),
        (_, false) => Some("thiếu chữ Việt"),
        _ => None,
    }
}

/// A specimen in the colour of text.
#[derive(Debug)]
struct Drawing<'a>(&'a Specimen);

impl canvas::Program<Message> for Drawing<'_> {
    type State = ();

    fn draw(
        &self,
        _state: &(),
        renderer: &Renderer,
        theme: &Theme,
        bounds: Rectangle,
        _cursor: mouse::Cursor,
    ) -> Vec<Geometry> {
        let mut frame = canvas::Frame::new(renderer, bounds.size());
        let letters = LETTERS.min(bounds.width / self.0.width.max(0.1));
        let segments: Vec<_> = self
            .0
            .segments
            .iter()
            .map(|one| {
                one.map(|at| crate::page::Point { x: at.x * letters, y: at.y * letters + HEIGHT * 0.7 })
            })
            .collect();
        frame.fill(&path(&segments), Tokens::of(theme).text);
        vec![frame.into_geometry()]
    }
}
