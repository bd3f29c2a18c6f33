//! What a screen asks the app to do.

use std::path::PathBuf;

use chrono::NaiveDate;
use iced::Task;

use crate::document::survey::outcome;
use crate::document::{assignment, budget, cases, desk, places, schedule};
use crate::newsroom::Command;
use crate::piece::find::{Hit, Sought};
use crate::piece::{Format, Piece, PieceId};
use crate::plan::SlotId;
use crate::store::profile::{Eyesight, Publisher};
use crate::store::update::Offer;
use crate::store::{Key, Problem};

/// A screen's response to a message: effects for the app to carry out, and the screen's own tasks.
#[derive(Debug)]
pub struct Action<Message> {
    pub effects: Vec<Effect>,
    pub task: Task<Message>,
}

impl<Message> Action<Message> {
    pub fn none() -> Self {
        Self { effects: Vec::new(), task: Task::none() }
    }

    pub fn effect(effect: Effect) -> Self {
        Self { effects: vec![effect], task: Task::none() }
    }

    pub fn command(command: Command) -> Self {
        Self::effect(Effect::Apply(command))
    }

    pub fn open(place: Route) -> Self {
        Self::effect(Effect::Open(place))
    }

    pub fn run(task: Task<Message>) -> Self {
        Self { effects: Vec::new(), task }
    }

    #[must_use]
    pub fn and(mut self, effect: Effect) -> Self {
        self.effects.push(effect);
        self
    }

    #[must_use]
    pub fn and_task(mut self, task: Task<Message>) -> Self
    where
        Message: 'static,
    {
        self.task = Task::batch([self.task, task]);
        self
    }

    /// Maps the message type, like `Task::map`.
    pub fn map<B: Send + 'static>(self, wrap: impl Fn(Message) -> B + Send + 'static) -> Action<B>
    where
        Message: Send + 'static,
    {
        Action { effects: self.effects, task: self.task.map(wrap) }
    }
}

impl<Message> From<Task<Message>> for Action<Message> {
    fn from(task: Task<Message>) -> Self {
        Self::run(task)
    }
}

#[derive(Debug, Clone)]
pub enum Effect {
    /// Change the newsroom; the app saves the change and records it for undo.
    Apply(Command),
    Undo,
    Redo,
    Open(Route),
    /// Begin a new piece from its activity's template for these slots (all of one activity) and select it.
    /// Without slots: an idea for the tray. `is_opened` also opens its editor.
    BeginPiece {
        activity: String,
        slots: Vec<SlotId>,
        is_opened: bool,
    },
    /// Begin a new piece built from this one, for these slots or for the tray. `is_opened` as above.
    Duplicate {
        piece: PieceId,
        slots: Vec<SlotId>,
        is_opened: bool,
    },
    /// Build the empty slots of this month for pieces of this format from the month before.
    BuildMonth(u32, Format),
    /// Recover the unsaved text at this index of [`super::Context::unsaved`], merged with what was saved since.
    Recover(usize),
    DiscardUnsaved(usize),
    /// Compare this unsaved text with the current piece.
    CompareUnsaved(usize),
    /// Show the content of a file that cannot be opened.
    Inspect(Box<Problem>),
    /// Show the trash.
    Trash,
    /// Show the history of a piece or a record.
    History(Key),
    /// Compare the words that a step of this piece agreed to with the present ones.
    CompareApproval(PieceId, String),
    /// Ask who sits at this machine.
    Identify,
    /// Whether the screens show only what is mine.
    ShowMine(bool),
    /// Whether the calendar marks pieces with late steps; remembered on this machine.
    MarkLateSteps(bool),
    /// How the calendar is shown, by its name; remembered on this machine.
    RememberView(&'static str),
    /// Show the conflict dialog.
    Decide(Key),
    /// Show the spoken words of this script in the prompter's window.
    Prompter(PieceId),
    /// Show the score board and the clock of this contest.
    Board(PieceId),
    /// Show the live desk of this programme.
    Live(PieceId),
    /// Ask for a target, then write the file on a background thread.
    Export(Export),
    /// Export everything into one folder.
    ExportAll,
    /// Let the user choose a picture; the app copies it into the workspace and responds with
    /// `screen::poster::Message::PicturePicked`, or on the surveys' screen `bank::Message::PicturePicked`.
    PickPicture,
    /// Copy these files of pictures into the workspace; the app responds with
    /// `screen::poster::Message::PictureDropped` for each.
    TakePictures(Vec<std::path::PathBuf>),
    /// Copy the picture in the system's clipboard into the workspace and respond with
    /// `screen::poster::Message::PictureDropped`; without one, let the designer paste what was copied in it.
    PastePicture,
    /// Choose a folder, and export these posters into it for the print shop.
    ExportPosters(Vec<PieceId>),
    /// Let the user choose a scan or a file that proves an approval; the app copies it into the workspace and
    /// responds with `approval::Message::EvidencePicked` to the screen shown.
    PickEvidence,
    /// Open the evidence at this path of the workspace with the user's default program.
    OpenEvidence(String),
    Notify(Notice),
    /// Open with the user's default program.
    OpenFile(PathBuf),
    /// Show in the system's file manager.
    ShowInFolder(PathBuf),
    SetTheme(ThemeChoice),
    /// How large and how strong the window is drawn; remembered on this machine.
    SetEyesight(Eyesight),
    /// Show the help: a topic by its index, or what it says of the screen.
    Help(Option<usize>),
    /// Where new versions come from; remembered on this machine.
    SetPublisher(Publisher),
    /// Look for a new version, take it, or go back to the one before; the app responds with
    /// `screen::settings::Message::Version`.
    Version(VersionStep),
    /// Leave for the welcome screen; there, show the native dialog for another workspace.
    OpenWorkspace,
    /// Show the dialog for a new year's plan.
    NewWorkspace,
    Palette,
    /// Show the palette with the kinds of new pieces.
    NewPiece,
    /// Show the dialog that finds words in all pieces; with what is looked for in the open one.
    FindEverywhere(Option<Sought>),
    /// Open a piece with these words of it shown.
    ShowFound(PieceId, Sought, Hit),
    /// Show the dialog that makes pieces of files of others.
    Import,
    /// Show the dialog that takes back a table edited in Excel.
    ImportSchedule,
}

/// A step from one version of the program to another.
#[derive(Debug, Clone)]
pub enum VersionStep {
    Look,
    Take(Offer),
    Return,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub enum ThemeChoice {
    #[default]
    System,
    Light,
    Dark,
}

/// A screen, with what it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    Home,
    /// The calendar, with this slot or piece selected and its month shown.
    Calendar(Option<Selection>),
    Pieces,
    Piece(PieceId),
    Posters,
    Poster(PieceId),
    Progress,
    /// Who does what.
    People,
    /// The register of places; with this one shown.
    Places(Option<String>),
    /// What was raised; with this case shown.
    Cases(Option<String>),
    /// The budget; with this line shown.
    Budget(Option<String>),
    /// The surveys: bank, sheets, results.
    Survey,
    /// The plan, at a clause: "IV.7".
    Plan(Option<String>),
    /// The plan's localities and agencies.
    Units,
    Settings,
}

impl Route {
    /// The editor of a piece: the designer of a poster, else the one for texts.
    pub fn of(piece: &Piece) -> Self {
        let id = piece.header.id.clone();
        if piece.format == Format::Poster { Self::Poster(id) } else { Self::Piece(id) }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selection {
    Slot(SlotId),
    Piece(PieceId),
}

#[derive(Debug, Clone)]
pub enum Export {
    Schedule(schedule::Request),
    /// The script as PDF, text or Fountain; a poster as PDF or PNG.
    Piece(PieceId),
    /// Who does which step of a piece, or what people do.
    Assignments(assignment::Request),
    Budget(budget::Request),
    /// The register of places, where a piece hangs, its tour.
    Places(places::Request),
    /// A paper on cases.
    Cases(cases::Request),
    /// A paper on a survey's results.
    Outcome(outcome::Request),
    /// A reminder of the office that reports, a body's return form.
    Desk(desk::Request),
    Report {
        /// The first day of the period whose due slots are reported separately; none for the year so far.
        from: Option<NaiveDate>,
        /// The report counts what had happened by the end of this day; none for the newsroom's day.
        to: Option<NaiveDate>,
    },
}

impl Export {
    /// The report on the year so far.
    pub const REPORT: Self = Self::Report { from: None, to: None };
}

/// A short message at the bottom of the window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub text: String,
    pub is_error: bool,
    /// It stays until it is closed.
    pub is_waiting: bool,
    /// Offer to undo the last change.
    pub can_undo: bool,
    /// Offer to open this file or show it in its folder.
    pub file: Option<PathBuf>,
    /// Offer to resolve the conflicts in this piece or record.
    pub undecided: Option<Key>,
    /// Offer to give the present version of this piece a name.
    pub unnamed: Option<Key>,
}

impl Notice {
    pub fn done(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            is_error: false,
            is_waiting: false,
            can_undo: false,
            file: None,
            undecided: None,
            unnamed: None,
        }
    }

    /// Stays until the user has closed it.
    pub fn waiting(text: impl Into<String>) -> Self {
        Self { is_waiting: true, ..Self::error(text) }
    }

    pub fn undoable(text: impl Into<String>) -> Self {
        Self { can_undo: true, ..Self::done(text) }
    }

    /// Two people changed the same part of a piece or record.
    pub fn undecided(text: impl Into<String>, key: Key) -> Self {
        Self { undecided: Some(key), ..Self::error(text) }
    }

    /// A version was sent to someone: it can be given a name by which it is found again.
    pub fn unnamed(text: impl Into<String>, key: Key) -> Self {
        Self { unnamed: Some(key), ..Self::done(text) }
    }

    pub fn error(text: impl Into<String>) -> Self {
        Self { is_error: true, ..Self::done(text) }
    }

    /// A file or a folder was written.
    pub fn exported(path: PathBuf) -> Self {
        let text = format!("Đã xuất {}", path.display());
        Self { file: Some(path), ..Self::done(text) }
    }
}
