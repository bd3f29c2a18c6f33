//! Scans of the chosen survey and locality: reading, progress, what became of each page.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use iced::Task;

use super::{Part, Survey, count, told};
use crate::calendar::wording;
use crate::survey::intake::{Crop, NUMBER, VERSION};
use crate::survey::scan::Plane;
use crate::survey::sheet::survey_number;
use crate::survey::sorting::Sorting;
use crate::ui::{Action, Context, Effect, Notice, background, pick, streamed};

use super::scan::{Event, Job, Page, crops};

/// The extensions of scans.
pub const KINDS: &[&str] = &["pdf", "tif", "tiff", "jpg", "jpeg", "png"];

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
    /// Sheets whose kept scans were looked at again for what a person is shown.
    looked: HashSet<String>,
    /// Scans are thrown away rather than kept in the workspace as evidence.
    pub is_thrown_away: bool,
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
    /// It went to another locality, and nothing is wrong with it.
    pub is_elsewhere: bool,
}

impl Line {
    pub fn needs_a_look(&self) -> bool {
        !self.is_taken || self.doubtful > 0 || !(self.remark.is_empty() || self.is_elsewhere)
    }
}

#[derive(Debug, Clone)]
pub enum Message {
    Asked,
    /// The clipboard has the paths of files, as "Copy as path" copies them.
    PathsAsked,
    PathsPasted(Option<String>),
    Picked(Vec<PathBuf>),
    Told(Event),
    /// What is shown of a sheet of an earlier reading, by its source.
    Looked(String, Vec<Crop>),
    KeptToggled(bool),
    Stopped,
    Scrolled(f32, f32),
}

impl Pane {
    /// Whether it reads no more than the pages that it has begun.
    pub fn is_stopping(&self) -> bool {
        self.is_stopped.load(Ordering::Relaxed)
    }

    /// Another survey or locality was chosen.
    pub fn forget(&mut self) {
        self.is_stopped.store(true, Ordering::Relaxed);
        *self = Self { is_thrown_away: self.is_thrown_away, ..Self::default() };
    }

    /// `name` as in [`crate::survey::answers::Sheet::doubtful`].
    pub fn crop(&self, source: &str, name: &str) -> Option<&Plane> {
        let name = [NUMBER, VERSION].into_iter().find(|word| name.starts_with(word)).unwrap_or(name);
        self.crops.get(&(source.to_owned(), name.to_owned()))
    }

    fn keep(&mut self, source: &str, crops: Vec<Crop>) {
        for Crop { name, plane } in crops {
            let _ = self.crops.insert((source.to_owned(), name), plane);
        }
    }
}

impl Survey {
    pub(super) fn read(&mut self, message: Message, context: &Context) -> Action<super::Message> {
        let pane = &mut self.reading;
        match message {
            Message::Asked => {
                Action::run(pick::files("Chọn bản quét", ("Bản quét", KINDS), |files| {
                    super::Message::Reading(Message::Picked(files))
                }))
            }
            Message::PathsAsked => {
                let then = |text| super::Message::Reading(Message::PathsPasted(text));
                Action::run(iced::clipboard::read().map(then))
            }
            Message::PathsPasted(text) => {
                let text = text.unwrap_or_default();
                let lines = text.lines().map(|line| line.trim().trim_matches('"'));
                let files: Vec<PathBuf> =
                    lines.map(PathBuf::from).filter(|path| path.is_absolute()).collect();
                if files.is_empty() {
                    return told(
                        "Chưa chép đường dẫn của tệp nào. Hãy bấm “Chọn bản quét”, hoặc kéo tệp vào đây.",
                    );
                }
                self.read(Message::Picked(files), context)
            }
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
                let is_thrown_away = pane.is_thrown_away;
                *pane = Pane {
                    is_running: true,
                    is_stopped: Arc::clone(&is_stopped),
                    crops,
                    is_thrown_away,
                    ..Pane::default()
                };
                let kept_in = (!is_thrown_away).then(|| PathBuf::from(&context.root));
                let survey = survey_number(survey);
                let job = Job { files, quiz: Arc::clone(quiz), survey, kept_in, is_stopped };
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
            Message::Looked(source, crops) => {
                pane.keep(&source, crops);
                Action::none()
            }
            Message::KeptToggled(is_kept) => {
                pane.is_thrown_away = !is_kept;
                Action::none()
            }
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

    /// Looks at the kept scan of the sheet that is shown for correction, once.
    pub(super) fn look(&mut self, context: &Context) -> Task<super::Message> {
        let (Some(shown), Some(survey), Some(quiz)) = (self.correct.shown(), &self.piece, &self.quiz) else {
            return Task::none();
        };
        let is_shown = self.reading.crop(&shown.source, &shown.name).is_some();
        if self.part != Part::Correct || is_shown || !self.reading.looked.insert(shown.source.clone()) {
            return Task::none();
        }
        let (root, source) = (PathBuf::from(&context.root), shown.source.clone());
        let (quiz, survey) = (Arc::clone(quiz), survey_number(survey));
        background(move || {
            let crops = crops(&root, &source, &quiz, survey);
            (source, crops)
        })
        .map(|(source, crops)| super::Message::Reading(Message::Looked(source, crops)))
    }

    /// Puts what was read in its place; the pages read before a stop, too.
    fn take(&mut self, context: &Context) -> Action<super::Message> {
        let (Some(survey), Some(locality)) = (&self.piece, &self.locality) else { return Action::none() };
        let plan = context.newsroom.plan();
        let mut sorting = Sorting::new(survey, locality, count::answers(&context.newsroom, survey));
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
                is_elsewhere: false,
            };
            match page.taken {
                Err(reason) => line.remark = reason,
                Ok(taken) => {
                    line.candidate.clone_from(&taken.read.candidate);
                    line.version = taken.read.version.map(|version| version.to_string()).unwrap_or_default();
                    line.doubtful = taken.read.doubtful.len();
                    line.is_taken = true;
                    pane.keep(&page.source, taken.crops);
                    let stranger = sorting
                        .is_stranger(&line.candidate)
                        .then(|| "số báo danh không có trong danh sách".to_owned());
                    let (home, put) = sorting.put(taken.read.sheet(&taken.code, page.source));
                    let elsewhere = plan.locality(home).filter(|_| home != locality);
                    let elsewhere = elsewhere.map(|of| format!("có tên trong danh sách {}", of.full_name()));
                    line.is_elsewhere = elsewhere.is_some() && put.remark.is_none();
                    let remarks: Vec<String> =
                        elsewhere.into_iter().chain(stranger).chain(put.remark).collect();
                    line.remark = remarks.join("; ");
                }
            }
            pane.lines.push(line);
        }
        // What needs a look comes first.
        pane.lines.sort_by_key(|line| (!line.needs_a_look(), line.is_taken, line.doubtful == 0));
        let taken = pane.lines.iter().filter(|line| line.is_taken).count();
        let doubtful: usize = pane.lines.iter().map(|line| line.doubtful).sum();
        let said = format!(
            "Đã đọc {}: {taken} phiếu; {doubtful} ô chờ xem lại.",
            wording::counted(pane.lines.len(), "trang")
        );
        let changed = sorting.changed();
        if changed.is_empty() {
            return Action::effect(Effect::Notify(Notice::done(said)));
        }
        Action::command(self.keep_all(changed, context)).and(Effect::Notify(Notice::undoable(said)))
    }
}
