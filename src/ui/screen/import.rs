//! "Nhập từ Word, tệp chữ…": a file of others beside the piece that it becomes, before anything is added.

mod view;

use std::collections::VecDeque;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use iced::Task;

use crate::import::source::Picture;
use crate::import::{self, Draft, Source};
use crate::piece::{Format, Piece, PieceId};
use crate::ui::Context;
use crate::ui::pick;

/// Findings that are shown and marked.
const MOST: usize = 100;
/// The id of the field with the file's path.
const PATH: &str = "import path";

/// The dialog's state.
#[derive(Debug)]
pub struct Dialog {
    path: String,
    /// Files that come after this one.
    waiting: VecDeque<PathBuf>,
    activities: Vec<Choice>,
    chosen: Option<Choice>,
    /// Whether the kind was guessed, and not chosen.
    is_guessed: bool,
    file: Option<File>,
    trouble: Option<String>,
    is_busy: bool,
}

/// A file that was read.
#[derive(Debug)]
struct File {
    source: Source,
    /// Its lines, and whether something about each is to be looked at.
    lines: Vec<(String, bool)>,
    draft: Draft,
}

/// An activity of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    id: String,
    name: String,
    format: Format,
}

impl std::fmt::Display for Choice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let format = self.format.name().to_lowercase();
        if self.name.to_lowercase() == format {
            f.write_str(&self.name)
        } else {
            write!(f, "{} ({format})", self.name)
        }
    }
}

#[derive(Debug, Clone)]
pub enum Message {
    PathChanged(String),
    /// Read the file at the typed path.
    PathEntered,
    Browse,
    Browsed(Option<PathBuf>),
    Read(PathBuf, Result<Box<Source>, String>),
    Chosen(Choice),
    Confirmed,
    /// The pictures were kept at these paths, or not.
    Kept(Box<Piece>, Result<Vec<String>, String>),
    /// Leave this file out and go on with the next.
    Skipped,
    Closed,
}

/// What the app must do.
#[derive(Debug)]
pub enum Reply {
    Stay(Task<Message>),
    Read(PathBuf),
    /// Keep these pictures beside the piece, then send [`Message::Kept`].
    Keep(Box<Piece>, Vec<Picture>),
    /// Add the piece; the dialog goes on with the next file, if any.
    Add(Box<Piece>),
    Close,
}

impl Dialog {
    pub fn new(context: &Context) -> (Self, Task<Message>) {
        let activities = context.newsroom.plan().activities.iter();
        let activities = activities
            .filter(|activity| {
                !matches!(activity.format, Format::Poster | Format::Contest | Format::Dialogue)
            })
            .map(|activity| {
                let (id, name) = (activity.id.clone(), activity.short.clone());
                Choice { id, name, format: activity.format }
            });
        let dialog = Self {
            path: String::new(),
            waiting: VecDeque::new(),
            activities: activities.collect(),
            chosen: None,
            is_guessed: false,
            file: None,
            trouble: None,
            is_busy: false,
        };
        (dialog, iced::widget::operation::focus(PATH))
    }

    /// Adds a file; whether it is the one to read now.
    pub fn add(&mut self, path: &Path) -> bool {
        if self.is_busy || self.file.is_some() {
            self.waiting.push_back(path.to_path_buf());
            return false;
        }
        self.begin(path);
        true
    }

    fn begin(&mut self, path: &Path) {
        self.path = path.display().to_string();
        self.file = None;
        self.trouble = None;
        self.is_busy = true;
    }

    /// Goes on with the next file that waits.
    pub fn advance(&mut self) -> Option<PathBuf> {
        self.file = None;
        self.trouble = None;
        self.is_busy = false;
        self.path.clear();
        let next = self.waiting.pop_front()?;
        self.begin(&next);
        Some(next)
    }

    pub fn update(&mut self, message: Message, context: &Context) -> Reply {
        match message {
            Message::PathChanged(path) => self.path = path,
            Message::PathEntered => {
                let path = PathBuf::from(self.path.trim());
                if !self.is_busy && !path.as_os_str().is_empty() {
                    self.begin(&path);
                    return Reply::Read(path);
                }
            }
            Message::Browse => return Reply::Stay(browse()),
            Message::Browsed(path) => {
                if let Some(path) = path {
                    self.begin(&path);
                    return Reply::Read(path);
                }
            }
            Message::Read(path, read) => {
                // Another file may have been chosen since.
                if path.display().to_string() == self.path {
                    self.is_busy = false;
                    match read {
                        Ok(source) => self.take(*source, context),
                        Err(trouble) => self.trouble = Some(trouble),
                    }
                }
            }
            Message::Chosen(choice) => {
                self.chosen = Some(choice);
                self.is_guessed = false;
                self.make(context);
            }
            Message::Confirmed => {
                if let Some(piece) = self.piece(context).filter(|_| !self.is_busy) {
                    let pictures = self.file.as_ref().map(|file| file.source.pictures.clone());
                    return match pictures.filter(|pictures| !pictures.is_empty()) {
                        Some(pictures) => {
                            self.is_busy = true;
                            Reply::Keep(Box::new(piece), pictures)
                        }
                        None => Reply::Add(Box::new(piece)),
                    };
                }
            }
            Message::Kept(mut piece, kept) => {
                import::note_pictures(&mut piece, kept);
                return Reply::Add(piece);
            }
            Message::Skipped => match self.advance() {
                Some(next) => return Reply::Read(next),
                None => return Reply::Close,
            },
            Message::Closed => return Reply::Close,
        }
        Reply::Stay(Task::none())
    }

    fn take(&mut self, source: Source, context: &Context) {
        let format = import::guess(&source);
        let activity = import::activity_for(context.newsroom.plan(), format);
        let guess = activity.and_then(|one| self.activities.iter().find(|choice| choice.id == one.id));
        self.chosen = guess.or(self.activities.first()).cloned();
        self.is_guessed = guess.is_some();
        self.file = Some(File { source, lines: Vec::new(), draft: Draft::default() });
        self.make(context);
    }

    /// Makes the draft anew.
    fn make(&mut self, context: &Context) {
        let (Some(file), Some(choice)) = (&mut self.file, &self.chosen) else { return };
        let settings = context.newsroom.settings();
        file.draft = import::draft(&file.source, choice.format, &|voice| settings.rate_of(voice));
        let plan = context.newsroom.plan();
        if let Some(activity) = plan.activity(&choice.id) {
            file.draft.point_out(&file.source, activity, plan, settings);
        }
        let heads: Vec<&str> = file
            .draft
            .findings
            .iter()
            .take(MOST)
            .filter_map(|finding| finding.words.lines().next())
            .collect();
        let is_marked = |line: &str| heads.iter().any(|head| !head.is_empty() && line.contains(head.trim()));
        let lines = file.source.lines().into_iter();
        file.lines = lines.map(|line| (is_marked(&line), line)).map(|(is, line)| (line, is)).collect();
    }

    fn piece(&self, context: &Context) -> Option<Piece> {
        let (file, choice) = (self.file.as_ref()?, self.chosen.as_ref()?);
        let activity = context.newsroom.plan().activity(&choice.id)?;
        let id = PieceId(ulid::Ulid::generate().to_string().into());
        let today: NaiveDate = context.newsroom.today();
        Some(file.draft.clone().piece(&file.source, activity, id, today))
    }
}

/// The native file dialog.
fn browse() -> Task<Message> {
    pick::file("Chọn tệp đưa vào", ("Word, tệp chữ, kịch bản", import::EXTENSIONS), Message::Browsed)
}
