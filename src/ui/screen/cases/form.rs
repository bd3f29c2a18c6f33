//! The form of a case: entered with the keyboard alone, or changed later.

use chrono::NaiveDate;
use iced::widget::text_editor::{self, Binding, Content, KeyPress, Status};

use super::list::Choice;
use crate::calendar::wording;
use crate::case::Case;
use crate::plan::CaseSource;
use crate::ui::Context;

#[derive(Debug)]
pub struct Form {
    /// The case as it was; a new one has no topic.
    pub case: Case,
    pub received: String,
    pub due: String,
    pub text: Content,
    pub is_new: bool,
    /// Why it cannot be saved.
    pub fault: Option<String>,
}

/// A field of one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    Topic,
    Person,
    Contact,
    Procedure,
    Received,
    Due,
}

/// A field with options.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pick {
    Agency,
    Field,
    Locality,
}

#[derive(Debug, Clone)]
pub enum Message {
    Typed(Line, String),
    Picked(Pick, Choice),
    SourcePicked(CaseSource),
    PraiseToggled(bool),
    Wrote(text_editor::Action),
    Saved,
    Closed,
}

impl Form {
    pub fn new(case: Case, is_new: bool) -> Self {
        Self {
            received: wording::date(case.received),
            due: case.due.map_or_else(String::new, wording::date),
            text: Content::with_text(&case.text),
            is_new,
            fault: None,
            case,
        }
    }

    /// Takes in what was typed or chosen.
    pub fn update(&mut self, message: Message) {
        match message {
            Message::Typed(line, text) => {
                self.fault = None;
                match line {
                    Line::Topic => self.case.topic = text,
                    Line::Person => self.case.person = text,
                    Line::Contact => self.case.contact = text,
                    Line::Procedure => self.case.procedure = text,
                    Line::Received => self.received = text,
                    Line::Due => self.due = text,
                }
            }
            Message::Picked(pick, choice) => {
                let field = match pick {
                    Pick::Agency => &mut self.case.agency,
                    Pick::Field => &mut self.case.field,
                    Pick::Locality => &mut self.case.locality,
                };
                *field = choice.id.unwrap_or_default();
            }
            Message::SourcePicked(source) => self.case.source = source,
            Message::PraiseToggled(is_praise) => self.case.is_praise = is_praise,
            Message::Wrote(action) => self.text.perform(action),
            Message::Saved | Message::Closed => {}
        }
    }

    /// The case as the form says; none when a field is wrong, which the form then says.
    pub fn finished(&mut self, context: &Context) -> Option<Case> {
        let year = context.newsroom.plan().year;
        let day = |text: &str| wording::parse_date(text, year);
        if self.case.topic.trim().is_empty() {
            self.fault = Some("Hãy ghi tóm tắt ý kiến bằng một dòng.".to_owned());
            return None;
        }
        let Some(received) = day(&self.received) else {
            self.fault = Some(wrong_day("Ngày nhận", &self.received));
            return None;
        };
        let due: Option<NaiveDate> = match self.due.trim() {
            "" => None,
            typed => {
                let due = day(typed);
                if due.is_none() {
                    self.fault = Some(wrong_day("Hạn trả lời", typed));
                    return None;
                }
                due
            }
        };
        let tidy = |text: &str| text.trim().to_owned();
        let case = &self.case;
        Some(Case {
            received,
            due,
            topic: tidy(&case.topic),
            person: tidy(&case.person),
            contact: tidy(&case.contact),
            procedure: tidy(&case.procedure),
            text: tidy(&self.text.text()),
            ..case.clone()
        })
    }
}

/// "Ngày nhận “31/2” không có trong lịch…"
pub fn wrong_day(what: &str, typed: &str) -> String {
    format!("{what} “{typed}” chưa đúng: hãy ghi như 18/3 hoặc 18/03/2014.")
}

/// Ctrl Enter saves, Tab leaves the field.
pub fn binding(press: KeyPress) -> Option<Binding<Message>> {
    use iced::keyboard::key::{Key, Named};
    match press.key {
        Key::Named(Named::Enter)
            if press.modifiers.command() && matches!(press.status, Status::Focused { .. }) =>
        {
            Some(Binding::Custom(Message::Saved))
        }
        Key::Named(Named::Tab) => None,
        _ => Binding::from_key_press(press),
    }
}
