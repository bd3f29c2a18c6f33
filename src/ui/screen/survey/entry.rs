//! Sheets typed in by hand: once, or twice and compared.

use std::collections::BTreeMap;
use std::path::PathBuf;

use iced::Task;
use iced::widget::{image, operation};

use super::part::handle;
use super::scan::picture;
use super::{Survey, told};
use crate::calendar::wording;
use crate::import::answers::{EXTENSIONS, read};
use crate::pasted;
use crate::store;
use crate::survey::entry::{List, Typed, differences, letters, line, numbers, put, seed, table};
use crate::survey::intake::Intake;
use crate::survey::options::shape;
use crate::survey::outcome::per_page;
use crate::survey::scan::Plane;
use crate::ui::{Action, Context, Effect, Notice, background, pick};

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
    pub visible: (f32, f32),
    /// The scan of the sheet that was pressed.
    pub picture: Option<image::Handle>,
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
    /// A table from the clipboard, or from files.
    PasteAsked,
    Pasted(Option<String>),
    FilesAsked,
    FilesPicked(Vec<PathBuf>),
    TablesRead(Result<List, String>),
    /// A sheet in the list: to be typed anew.
    Chosen(String),
    Pictured(Option<Plane>),
    PictureClosed,
    Scrolled(f32, f32),
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
            Message::PasteAsked => {
                let then = |text| super::Message::Entry(Message::Pasted(text));
                Action::run(iced::clipboard::read().map(then))
            }
            Message::Pasted(text) => {
                let Some(quiz) = &self.quiz else { return Action::none() };
                let (questions, options) = shape(quiz);
                let read = table(&pasted::rows(&text.unwrap_or_default()), questions, options);
                self.take_list(read, context)
            }
            Message::FilesAsked => {
                Action::run(pick::files("Chọn bảng đã nhập", ("Excel, CSV", EXTENSIONS), |files| {
                    super::Message::Entry(Message::FilesPicked(files))
                }))
            }
            Message::FilesPicked(files) => {
                let Some(quiz) = &self.quiz else { return Action::none() };
                let shape = shape(quiz);
                let read = background(move || read_tables(&files, shape));
                Action::run(read.map(|read| super::Message::Entry(Message::TablesRead(read))))
            }
            Message::TablesRead(read) => self.take_list(read, context),
            Message::Chosen(id) => {
                let Some(sheet) = self.answers(context).and_then(|answers| answers.sheet(&id)) else {
                    return Action::none();
                };
                let pane = &mut self.entry;
                pane.number.clone_from(&sheet.candidate);
                pane.version = sheet.version.to_string();
                pane.letters = line(&sheet.answers);
                (pane.fault, pane.said, pane.picture) = (None, None, None);
                let (root, source) = (PathBuf::from(&context.root), sheet.source.clone());
                let picture = background(move || picture(&root, &source));
                let picture = picture.map(|plane| super::Message::Entry(Message::Pictured(plane)));
                Action::run(Task::batch([operation::focus(LETTERS), picture]))
            }
            Message::Pictured(plane) => {
                pane.picture = plane.as_ref().map(handle);
                Action::none()
            }
            Message::PictureClosed => {
                pane.picture = None;
                Action::none()
            }
            Message::Scrolled(from, height) => {
                pane.visible = (from, height);
                Action::none()
            }
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

    /// Keeps the sheets of a table.
    fn take_list(&mut self, read: Result<List, String>, context: &Context) -> Action<super::Message> {
        let (Some(answers), Some(quiz)) = (self.own(context), self.quiz.clone()) else {
            return Action::none();
        };
        let list = match read {
            Ok(list) => list,
            Err(trouble) => return told(trouble),
        };
        let pane = &mut self.entry;
        let seed = pane.seed.trim().parse().unwrap_or_else(|_| seed(&answers));
        let before = answers.clone();
        let mut intake = Intake::new(answers);
        let remarks = list.typed.iter().filter_map(|typed| put(&mut intake, typed, seed, per_page(&quiz)));
        let remark = remarks.last();
        let missed = list.missed.first().map(|first| {
            let count = wording::counted(list.missed.len(), "dòng");
            format!("Bỏ qua {count}; dòng {}: {}.", first.row, first.reason)
        });
        pane.fault = missed.or(remark);
        let said = format!("Đã nhận {}.", wording::counted(list.typed.len(), "phiếu"));
        pane.said = Some(said.clone());
        let answers = intake.into_answers();
        if answers == before {
            return Action::none();
        }
        Action::command(self.keep(answers, context)).and(Effect::Notify(Notice::undoable(said)))
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
        let seed = pane.seed.trim().parse().unwrap_or_else(|_| seed(&answers));
        let mut intake = Intake::new(answers);
        let remark = put(&mut intake, &typed, seed, per_page(&quiz));
        let _ = pane.first.remove(&typed.candidate);
        pane.fault = remark;
        pane.said = Some(format!("Đã ghi phiếu {}.", typed.candidate));
        (pane.number, pane.letters) = (String::new(), String::new());
        let command = self.keep(intake.into_answers(), context);
        Action::command(command).and_task(again)
    }
}

/// Reads tables one after another.
fn read_tables(files: &[PathBuf], (questions, options): (usize, usize)) -> Result<List, String> {
    let mut list = List::default();
    for file in files {
        let failed = |trouble: String| format!("{}: {trouble}", file.display());
        let bytes = store::foreign_bytes(file)
            .map_err(|problem| failed(format!("{}; {}", problem.reason, problem.remedy)))?;
        let read = read(&bytes, &store::foreign_text, questions, options).map_err(failed)?;
        list.typed.extend(read.typed);
        list.missed.extend(read.missed);
    }
    Ok(list)
}
