//! Sheets typed in by hand: once, or twice and compared.

use std::collections::BTreeMap;

use iced::widget::operation;

use super::Survey;
use crate::survey::entry::{SOURCE, Typed, differences, letters, numbers, sheets};
use crate::survey::intake::Intake;
use crate::survey::options::shape;
use crate::survey::outcome::per_page;
use crate::ui::{Action, Context};

/// The field for the candidate's number.
pub const NUMBER: &str = "survey-number";
const LETTERS: &str = "survey-letters";

#[derive(Debug, Default)]
pub struct Pane {
    pub number: String,
    pub version: String,
    pub letters: String,
    /// The seed of the printed versions, as typed; empty for the one of the sheets that are there, else 1.
    pub seed: String,
    /// Each sheet is typed twice; it is kept when both are alike.
    pub is_double: bool,
    /// Typed once, by number.
    pub first: BTreeMap<String, Typed>,
    pub fault: Option<String>,
    /// What was kept last.
    pub said: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    Number,
    Version,
    Letters,
    Seed,
}

#[derive(Debug, Clone)]
pub enum Message {
    Typed(Line, String),
    Submitted(Line),
    DoubleToggled(bool),
    /// What was typed first of this candidate was wrong.
    FirstDropped,
}

impl Survey {
    pub(super) fn enter(&mut self, message: Message, context: &Context) -> Action<super::Message> {
        let pane = &mut self.entry;
        match message {
            Message::Typed(line, text) => {
                pane.fault = None;
                *match line {
                    Line::Number => &mut pane.number,
                    Line::Version => &mut pane.version,
                    Line::Letters => &mut pane.letters,
                    Line::Seed => &mut pane.seed,
                } = text;
                Action::none()
            }
            Message::DoubleToggled(is_double) => {
                pane.is_double = is_double;
                Action::none()
            }
            Message::FirstDropped => {
                if let Ok((candidate, _)) = numbers(&pane.number, &pane.version) {
                    let _ = pane.first.remove(&candidate);
                }
                pane.fault = None;
                Action::none()
            }
            // The version mostly stays the same: Enter goes from the number to the letters.
            Message::Submitted(Line::Number) if !pane.version.is_empty() => {
                Action::run(operation::focus(LETTERS))
            }
            Message::Submitted(Line::Number | Line::Version | Line::Seed) => {
                Action::run(operation::focus_next())
            }
            Message::Submitted(Line::Letters) => self.put(context),
        }
    }

    fn put(&mut self, context: &Context) -> Action<super::Message> {
        let (Some(answers), Some(quiz)) = (self.own(context), self.quiz.clone()) else {
            return Action::none();
        };
        let (questions, options) = shape(&quiz);
        let pane = &mut self.entry;
        let read = numbers(&pane.number, &pane.version).and_then(|(candidate, version)| {
            Ok((candidate, version, letters(&pane.letters, questions, options)?))
        });
        let typed = match read {
            Ok((candidate, version, answers)) => Typed { candidate, version, answers },
            Err(fault) => {
                pane.fault = Some(fault);
                return Action::none();
            }
        };
        let again = operation::focus(NUMBER);
        if pane.is_double {
            match pane.first.get(&typed.candidate) {
                None => {
                    pane.said = Some(format!("Lượt một: {}. Nhập lại phiếu này để so.", typed.candidate));
                    let _ = pane.first.insert(typed.candidate.clone(), typed);
                    (pane.number, pane.letters) = (String::new(), String::new());
                    return Action::run(again);
                }
                Some(first) => {
                    let differ = differences(first, &typed);
                    if !differ.is_empty() {
                        let names: Vec<String> = differ
                            .iter()
                            .map(|at| if *at == 0 { "mã đề".to_owned() } else { format!("câu {at}") })
                            .collect();
                        pane.fault = Some(format!(
                            "Hai lượt khác nhau ở {}. Xem lại phiếu rồi sửa; nếu lượt một sai, bấm “Bỏ lượt một”.",
                            names.join(", ")
                        ));
                        return Action::none();
                    }
                }
            }
        }
        let own = answers.sheets.iter().find(|sheet| sheet.source != SOURCE).map(|sheet| sheet.seed);
        let seed = pane.seed.trim().parse().ok().or(own).unwrap_or(1);
        let mut intake = Intake::new(answers);
        let mut remark = None;
        for sheet in sheets(&typed, seed, per_page(&quiz)) {
            remark = remark.or(intake.put(sheet).remark);
        }
        let _ = pane.first.remove(&typed.candidate);
        pane.fault = remark;
        pane.said = Some(format!("Đã ghi phiếu {}.", typed.candidate));
        (pane.number, pane.letters) = (String::new(), String::new());
        let command = self.keep(intake.into_answers(), context);
        Action::command(command).and_task(again)
    }
}
