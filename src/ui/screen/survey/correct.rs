//! What waits for a person: one box, number or version after another, by keyboard.

use iced::Task;
use iced::keyboard::{Key, Modifiers, key};
use iced::widget::operation;

use super::{Survey, told};
use crate::survey::answers::Answers;
use crate::survey::decide::{Decision, decide};
use crate::survey::intake::{NUMBER, VERSION};
use crate::survey::outcome::per_page;
use crate::ui::{Action, Context};

/// The field for a number or a version.
pub const FIELD: &str = "survey-decided";

#[derive(Debug, Default)]
pub struct Pane {
    /// What waits: the sheet's id, its source, and what is doubtful on it.
    pub waiting: Vec<Waiting>,
    pub at: usize,
    /// A number or a version being typed.
    pub typed: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    pub sheet: String,
    pub source: String,
    pub candidate: String,
    pub page: u8,
    /// As in [`crate::survey::answers::Sheet::doubtful`].
    pub name: String,
}

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    Answer,
    Candidate,
    Version,
}

impl Waiting {
    pub fn asked(&self) -> Asked {
        match () {
            () if self.name.starts_with(NUMBER) => Asked::Candidate,
            () if self.name.starts_with(VERSION) => Asked::Version,
            () => Asked::Answer,
        }
    }
}

#[derive(Debug, Clone)]
pub enum Message {
    Answered(bool),
    Typed(String),
    Entered,
    Stepped(isize),
    Shown(usize),
}

impl Message {
    pub fn of_key(key: &Key, modifiers: Modifiers) -> Option<Self> {
        match key {
            Key::Named(key::Named::ArrowRight | key::Named::ArrowDown) => Some(Self::Stepped(1)),
            Key::Named(key::Named::ArrowLeft | key::Named::ArrowUp) => Some(Self::Stepped(-1)),
            Key::Character(letter) if modifiers.is_empty() => match letter.to_lowercase().as_str() {
                "c" => Some(Self::Answered(true)),
                "k" => Some(Self::Answered(false)),
                _ => None,
            },
            _ => None,
        }
    }
}

impl Pane {
    /// What waits now; what was shown stays shown, or what follows it.
    pub fn follow(&mut self, answers: Option<&Answers>) {
        let sheets = answers.map(|answers| answers.sheets.as_slice()).unwrap_or_default();
        let waiting = sheets.iter().flat_map(|sheet| {
            // A number is asked for once, however many digits are missing.
            let mut is_asked = false;
            let once = sheet.doubtful.iter().filter(move |name| {
                let is_number = name.starts_with(NUMBER);
                let is_new = !is_number || !is_asked;
                is_asked |= is_number;
                is_new
            });
            once.map(|name| Waiting {
                sheet: sheet.id.clone(),
                source: sheet.source.clone(),
                candidate: sheet.candidate.clone(),
                page: sheet.page,
                name: name.clone(),
            })
        });
        self.waiting = waiting.collect();
        self.at = self.at.min(self.waiting.len().saturating_sub(1));
    }

    pub fn shown(&self) -> Option<&Waiting> {
        self.waiting.get(self.at)
    }

    /// The cursor in the field, where one is asked for.
    pub fn focused(&mut self) -> Task<super::Message> {
        self.typed.clear();
        match self.shown().map(Waiting::asked) {
            Some(Asked::Candidate | Asked::Version) => operation::focus(FIELD),
            _ => Task::none(),
        }
    }
}

impl Survey {
    pub(super) fn decide(&mut self, message: Message, context: &Context) -> Action<super::Message> {
        let Some(shown) = self.correct.shown().cloned() else { return Action::none() };
        let decision = match message {
            Message::Typed(text) => {
                self.correct.typed = text;
                return Action::none();
            }
            Message::Stepped(by) => {
                let last = self.correct.waiting.len() - 1;
                self.correct.at = self.correct.at.saturating_add_signed(by).min(last);
                return Task::batch([self.correct.focused(), self.look(context)]).into();
            }
            Message::Shown(at) => {
                self.correct.at = at;
                return Task::batch([self.correct.focused(), self.look(context)]).into();
            }
            Message::Answered(is_marked) if shown.asked() == Asked::Answer => {
                Decision::Answer { name: shown.name.clone(), is_marked }
            }
            Message::Entered => {
                let typed = self.correct.typed.trim();
                match (shown.asked(), typed.parse::<u32>()) {
                    (Asked::Candidate, Ok(number)) if number <= 999_999 => {
                        Decision::Candidate(format!("{number:06}"))
                    }
                    (Asked::Version, Ok(version)) if (101..200).contains(&version) => {
                        Decision::Version(version as u16)
                    }
                    (Asked::Candidate, _) => return told("Số báo danh là số có nhiều nhất sáu chữ số."),
                    (Asked::Version, _) => return told("Mã đề là số ba chữ số, từ 101."),
                    (Asked::Answer, _) => return Action::none(),
                }
            }
            Message::Answered(_) => return Action::none(),
        };
        let (Some(mut answers), Some(quiz)) = (self.own(context), &self.quiz) else { return Action::none() };
        let first = (u16::from(shown.page).saturating_sub(1)) * per_page(quiz) as u16 + 1;
        if !decide(&mut answers, &shown.sheet, &decision, first) {
            return told("Phiếu này không còn, hoặc ô này không có trên phiếu.");
        }
        self.correct.follow(Some(&answers));
        let command = self.keep(answers, context);
        let look = self.look(context);
        Action::command(command).and_task(Task::batch([self.correct.focused(), look]))
    }
}
