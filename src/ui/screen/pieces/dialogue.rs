//! The editor of a dialogue: guests, programme, what is asked and promised, minutes, review.

pub mod asked;
mod guests;
mod minutes;

use std::collections::HashMap;

use iced::widget::container;
use iced::widget::text_editor::{self, Content};
use iced::{Alignment, Length};

use crate::dialogue::{Dialogue, Phase, Reply};
use crate::newsroom::{Command, Newsroom};
use crate::piece::{Piece, PieceId};
use crate::ui::widget::{column, divider, row, scroll, segmented};
use crate::ui::{Context, Element};
pub use asked::{Asked, Entry};
pub use guests::Choice;

/// A part of the editor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part {
    #[default]
    Guests,
    Programme,
    Asked,
    Minutes,
    Review,
}

impl Part {
    const ALL: [(Self, &'static str); 5] = [
        (Self::Guests, "Khách mời"),
        (Self::Programme, "Chương trình"),
        (Self::Asked, "Câu hỏi, lời hứa"),
        (Self::Minutes, "Biên bản, kết luận"),
        (Self::Review, "Sơ kết"),
    ];
}

/// A text of several lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Area {
    Manner,
    Minutes,
    Conclusion,
    Review,
}

impl Area {
    const ALL: [Self; 4] = [Self::Manner, Self::Minutes, Self::Conclusion, Self::Review];

    fn of(self, dialogue: &mut Dialogue) -> &mut String {
        match self {
            Self::Manner => &mut dialogue.manner,
            Self::Minutes => &mut dialogue.minutes,
            Self::Conclusion => &mut dialogue.conclusion,
            Self::Review => &mut dialogue.review,
        }
    }
}

/// A line of text in one of a list's entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    Topic,
    Place,
    Attended,
    GuestName(usize),
    GuestTitle(usize),
    GuestAddress(usize),
    ItemTime(usize),
    ItemText(usize),
    ItemBy(usize),
    RemarkBy(usize),
    RemarkText(usize),
}

#[derive(Debug)]
pub struct Editor {
    piece: PieceId,
    dialogue: Dialogue,
    part: Part,
    areas: HashMap<Area, Content>,
    /// What was asked and promised, read again when a case changes.
    asked: Asked,
    entry: Entry,
}

#[derive(Debug, Clone)]
pub enum Message {
    PartChosen(Part),
    Typed(Line, String),
    Wrote(Area, text_editor::Action),
    GuestAdded,
    GuestRemoved(usize),
    GuestOf(usize, Choice),
    /// All bodies that the plan names as partners of the activity.
    PartnersInvited,
    Replied(usize, Reply),
    Came(usize, bool),
    ItemAdded,
    ItemRemoved(usize),
    FieldToggled(String),
    PhaseChosen(Phase),
    RemarkAdded,
    RemarkRemoved(usize),
    RemarkSettled(usize, bool),
    Entry(asked::Message),
    CaseOpened(String),
}

impl Message {
    /// Whether it is typing: what follows in the same burst is one step to undo.
    pub fn is_typed(&self) -> bool {
        matches!(self, Self::Typed(..) | Self::Wrote(..))
    }
}

/// What a message asks for.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The dialogue with its change.
    pub dialogue: Option<Dialogue>,
    /// A change of the cases.
    pub command: Option<Command>,
}

impl Editor {
    /// None for a body that does not parse: it is shown as text.
    pub fn new(piece: &Piece, newsroom: &Newsroom) -> Option<Self> {
        let mut dialogue = Dialogue::parse(&piece.body).ok()?;
        let areas = Area::ALL.map(|area| (area, Content::with_text(area.of(&mut dialogue))));
        let asked = Asked::new(piece, &dialogue, newsroom);
        let part = Part::default();
        let id = piece.header.id.clone();
        Some(Self { piece: id, dialogue, part, areas: areas.into(), asked, entry: Entry::default() })
    }

    /// Takes in a body changed elsewhere, or undone; false when it no longer parses.
    pub fn follow(&mut self, body: &str) -> bool {
        let Ok(mut dialogue) = Dialogue::parse(body) else { return false };
        for (area, content) in &mut self.areas {
            let text = area.of(&mut dialogue);
            if content.text().trim_end() != text.trim_end() {
                *content = Content::with_text(text);
            }
        }
        self.dialogue = dialogue;
        true
    }

    /// Reads the cases again.
    pub fn refresh(&mut self, piece: &Piece, newsroom: &Newsroom) {
        self.asked = Asked::new(piece, &self.dialogue, newsroom);
    }

    pub fn update(&mut self, message: Message, context: &Context) -> Outcome {
        let mut dialogue = self.dialogue.clone();
        let mut command = None;
        match message {
            Message::PartChosen(part) => self.part = part,
            Message::Wrote(area, action) => {
                if let Some(content) = self.areas.get_mut(&area) {
                    content.perform(action);
                    content.text().trim_end().clone_into(area.of(&mut dialogue));
                }
            }
            Message::Typed(line, text) => set(&mut dialogue, line, text),
            Message::FieldToggled(id) => {
                if dialogue.fields.contains(&id) {
                    dialogue.fields.retain(|other| *other != id);
                } else {
                    dialogue.fields.push(id);
                }
            }
            Message::PhaseChosen(phase) => dialogue.phase = phase,
            Message::Entry(message) => command = self.entry.update(message, &self.piece, context),
            Message::CaseOpened(_) => {}
            message => self.change_lists(&mut dialogue, message, context),
        }
        if dialogue == self.dialogue {
            return Outcome { dialogue: None, command };
        }
        self.dialogue = dialogue.clone();
        if let Some(piece) = context.newsroom.piece(&self.piece) {
            self.asked.find_lacks(piece, &self.dialogue, &context.newsroom);
        }
        Outcome { dialogue: Some(dialogue), command }
    }

    pub fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let bar =
            row![segmented(Part::ALL, self.part, Message::PartChosen)].spacing(12).align_y(Alignment::Center);
        let body: Element<'a, Message> = match self.part {
            Part::Guests => self.guests(context),
            Part::Programme => self.programme(),
            Part::Asked => self.asked(context),
            Part::Minutes => self.minutes(),
            Part::Review => self.review(context),
        };
        let body = container(container(body).max_width(900)).padding([16, 20]).center_x(Length::Fill);
        // Each part begins at its top.
        let body = (self.part as u32, scroll(body).height(Length::Fill).into());
        column![container(bar).padding([10, 20]), divider()].extend_keyed([body]).height(Length::Fill).into()
    }
}

/// Puts a typed line into the dialogue.
fn set(dialogue: &mut Dialogue, line: Line, text: String) {
    let field = match line {
        Line::Topic => Some(&mut dialogue.topic),
        Line::Place => Some(&mut dialogue.place),
        Line::Attended => {
            dialogue.attended = text.trim().parse().ok();
            None
        }
        Line::GuestName(at) => dialogue.guests.get_mut(at).map(|guest| &mut guest.name),
        Line::GuestTitle(at) => dialogue.guests.get_mut(at).map(|guest| &mut guest.title),
        Line::GuestAddress(at) => dialogue.guests.get_mut(at).map(|guest| &mut guest.address),
        Line::ItemTime(at) => dialogue.programme.get_mut(at).map(|item| &mut item.time),
        Line::ItemText(at) => dialogue.programme.get_mut(at).map(|item| &mut item.text),
        Line::ItemBy(at) => dialogue.programme.get_mut(at).map(|item| &mut item.by),
        Line::RemarkBy(at) => dialogue.remarks.get_mut(at).map(|remark| &mut remark.by),
        Line::RemarkText(at) => dialogue.remarks.get_mut(at).map(|remark| &mut remark.text),
    };
    if let Some(field) = field {
        *field = text;
    }
}

fn new_id() -> String {
    ulid::Ulid::generate().to_string()
}
