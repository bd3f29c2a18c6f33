//! Scans of the chosen survey and locality: reading, progress, what became of each page.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::{Survey, pick_files, told};
use crate::calendar::wording;
use crate::survey::intake::{Crop, Intake};
use crate::survey::scan::Plane;
use crate::survey::sheet::survey_number;
use crate::ui::{Action, Context, Effect, Notice, streamed};

use super::scan::{Event, Job, Page};

const KINDS: &[&str] = &["pdf", "tif", "tiff", "jpg", "jpeg", "png"];

#[derive(Debug, Default)]
pub struct Pane {
    pub is_running: bool,
    is_stopped: Arc<AtomicBool>,
    pub done: usize,
    pub total: usize,
    pages: Vec<Page>,
    failed: Vec<String>,
    /// What became of the pages read last: those to look at first.
    pub lines: Vec<Line>,
    /// What stands beside a doubtful box, by the sheet's source and the box.
    crops: HashMap<(String, String), Plane>,
    pub visible: (f32, f32),
}

/// A page as listed.
#[derive(Debug, Clone)]
pub struct Line {
    pub file: String,
    pub number: usize,
    pub candidate: String,
    pub version: String,
    pub doubtful: usize,
    /// Why it was not taken, or what needs a look.
    pub remark: String,
    pub is_taken: bool,
}

#[derive(Debug, Clone)]
pub enum Message {
    Asked,
    Picked(Vec<PathBuf>),
    Told(Event),
    Stopped,
    Scrolled(f32, f32),
}

impl Pane {
    /// Another survey or locality was chosen.
    pub fn forget(&mut self) {
        self.is_stopped.store(true, Ordering::Relaxed);
        *self = Self::default();
    }

    pub fn crop(&self, source: &str, name: &str) -> Option<&Plane> {
        self.crops.get(&(source.to_owned(), name.to_owned()))
    }
}

impl Survey {
    pub(super) fn read(&mut self, message: Message, context: &Context) -> Action<super::Message> {
        let pane = &mut self.reading;
        match message {
            Message::Asked => Action::run(pick_files("Chọn bản quét", "Bản quét", KINDS, |files| {
                super::Message::Reading(Message::Picked(files))
            })),
            Message::Picked(files) => {
                let (Some(survey), Some(quiz)) = (&self.piece, &self.quiz) else { return Action::none() };
                if files.is_empty() || pane.is_running {
                    return Action::none();
                }
                if let Some(problem) = quiz.problems().first() {
                    return told(format!("Phiếu còn điều phải sửa trước khi chấm: {problem}."));
                }
                let is_stopped = Arc::new(AtomicBool::new(false));
                let crops = std::mem::take(&mut pane.crops);
                *pane =
                    Pane { is_running: true, is_stopped: Arc::clone(&is_stopped), crops, ..Pane::default() };
                let job = Job { files, quiz: Arc::clone(quiz), survey: survey_number(survey), is_stopped };
                let told = streamed(move |tell| job.run(tell));
                Action::run(told.map(|event| super::Message::Reading(Message::Told(event))))
            }
            // Of a reading that was forgotten meanwhile.
            Message::Told(_) if !pane.is_running => Action::none(),
            Message::Told(Event::Opened(pages)) => {
                pane.total += pages;
                Action::none()
            }
            Message::Told(Event::Read(pages)) => {
                pane.done += pages.len();
                pane.pages.extend(pages);
                Action::none()
            }
            Message::Told(Event::Failed(trouble)) => {
                pane.failed.push(trouble.clone());
                told(trouble)
            }
            Message::Told(Event::Ended) => self.take(context),
            Message::Stopped => {
                pane.is_stopped.store(true, Ordering::Relaxed);
                Action::none()
            }
            Message::Scrolled(from, height) => {
                pane.visible = (from, height);
                Action::none()
            }
        }
    }

    /// Puts what was read in its place; the pages read before a stop, too.
    fn take(&mut self, context: &Context) -> Action<super::Message> {
        let Some(answers) = self.own(context) else { return Action::none() };
        let before = answers.clone();
        let mut intake = Intake::new(answers);
        let pane = &mut self.reading;
        pane.is_running = false;
        for page in std::mem::take(&mut pane.pages) {
            let mut line = Line {
                file: page.file,
                number: page.number,
                candidate: String::new(),
                version: String::new(),
                doubtful: 0,
                remark: String::new(),
                is_taken: false,
            };
            match page.taken {
                Err(reason) => line.remark = reason,
                Ok(taken) => {
                    line.candidate.clone_from(&taken.read.candidate);
                    line.version = taken.read.version.map(|version| version.to_string()).unwrap_or_default();
                    line.doubtful = taken.read.doubtful.len();
                    line.is_taken = true;
                    for Crop { name, plane } in taken.crops {
                        let _ = pane.crops.insert((page.source.clone(), name), plane);
                    }
                    let put = intake.put(taken.read.sheet(&taken.code, page.source));
                    line.remark = put.remark.unwrap_or_default();
                }
            }
            pane.lines.push(line);
        }
        // What needs a look comes first.
        pane.lines.sort_by_key(|line| (line.is_taken && line.remark.is_empty(), line.doubtful == 0));
        let taken = pane.lines.iter().filter(|line| line.is_taken).count();
        let doubtful: usize = pane.lines.iter().map(|line| line.doubtful).sum();
        let said = format!(
            "Đã đọc {}: {taken} phiếu; {doubtful} ô chờ xem lại.",
            wording::counted(pane.lines.len(), "trang")
        );
        let answers = intake.into_answers();
        if answers == before {
            return Action::effect(Effect::Notify(Notice::done(said)));
        }
        Action::command(self.keep(answers, context)).and(Effect::Notify(Notice::undoable(said)))
    }
}
