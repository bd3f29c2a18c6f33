//! The window's messages: from its screens, from finished background work, from the system.

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;
use iced::{keyboard, window};

use crate::piece::PieceId;
use crate::store::journal::{Journal, Unsaved};
use crate::store::lease::Lease;
use crate::store::{Content, Copy, Event, Key, Known, Opened, Problem, RevisionId, SaveError, StoredFile};
use crate::ui::screen::{
    budget, calendar, cases, conflict, export, export_all, find, help, history, home, identity, import,
    import_schedule, leave, new_year, palette, people, pieces, places, plan, poster, progress, quarantine,
    recovery, settings, survey, trash, unfinished, welcome,
};
use crate::ui::{Effect, Pictures, board, live, prompter};

#[derive(Debug, Clone)]
pub enum Message {
    Welcome(welcome::Message),
    Home(home::Message),
    Calendar(calendar::Message),
    Pieces(pieces::Message),
    Poster(poster::Message),
    Progress(progress::Message),
    Plan(plan::Message),
    People(people::Message),
    Cases(cases::Message),
    Places(places::Message),
    Budget(budget::Message),
    Survey(survey::Message),
    Settings(settings::Message),
    Palette(palette::Message),
    Export(export::Message),
    Find(find::Message),
    ExportAll(export_all::Message),
    Conflict(conflict::Message),
    History(history::Message),
    Identity(identity::Message),
    Import(import::Message),
    ImportSchedule(import_schedule::Message),
    /// From the recovery dialogs.
    Recovery(RecoveryMessage),
    /// From the frame: the rail, the top bar, a toast.
    Effect(Effect),
    Dismiss,
    /// Tab on a screen that uses it itself; `is_traversing` when a control has the focus.
    Tab {
        is_traversing: bool,
        is_back: bool,
    },
    ToastClosed(u64),
    Opened(Box<Result<Opened, String>>),
    PicturesLoaded(Pictures),
    PicturePicked(Option<PathBuf>),
    /// Export these posters into the folder.
    PostersFolderPicked(Vec<PieceId>, Option<PathBuf>),
    PictureImported(Result<ImportedPicture, String>, Arrival),
    /// The picture of the system's clipboard; none where it holds none.
    PicturePasted(Result<Option<ImportedPicture>, String>),
    EvidencePicked(Option<PathBuf>),
    /// Its path in the workspace.
    EvidenceImported(Result<String, String>),
    FolderPicked(Option<PathBuf>),
    SamplePlacePicked(Option<PathBuf>),
    /// The folder of a restored backup, or of the sample.
    Restored(Result<PathBuf, String>),
    NewYear(new_year::Message),
    Help(help::Message),
    /// The new workspace's folder.
    NewYearMade(Result<PathBuf, String>),
    Saved(Key, SaveOutcome),
    SaveTick,
    RetrySave,
    Minute,
    /// The day of the last weekly backup, or why there is none.
    BackedUp(Result<NaiveDate, String>),
    JournalTick,
    /// What could not be written to the journal.
    NotJournaled(Vec<Key>),
    LeaseTick,
    /// Who else has this window's pieces and records open.
    Colleagues(HashMap<Key, Vec<Lease>>),
    /// Of the open piece's evidence, the files that are missing.
    EvidenceMissing(BTreeSet<String>),
    /// This window's journal, and the entries of earlier windows.
    JournalBegun(Option<Arc<Journal>>, Vec<Unsaved>),
    Leave(leave::Message),
    Unfinished(unfinished::Message),
    /// Leaving takes long.
    LeaveWaits,
    /// This window's presence notes are withdrawn.
    Left(Exit),
    /// Files of the workspace may have changed.
    FilesChanged,
    Rescanned(Vec<Event>),
    /// Time to check again the files that another program may be writing.
    SettleTick,
    Loss(LossMessage),
    CopyTaken(Box<Copy>),
    /// A head to merge into its piece or record.
    HeadRead(Key, Box<Result<Head, String>>),
    /// The result of comparing the known files with their histories.
    Verified(Box<Known>, Vec<Problem>),
    Window(window::Id, window::Event),
    Key(keyboard::Event, iced::event::Status),
    /// A key in one of the windows; [`Self::Key`] is always one of the first.
    KeyIn(window::Id, keyboard::Event, iced::event::Status),
    /// From the prompter's window.
    Prompter(prompter::Message),
    /// From the window of a contest's score board.
    Board(board::Message),
    /// From the live desk's window.
    Live(live::Message),
    SystemTheme(iced::theme::Mode),
    /// The program was started again, with this folder or file.
    Summoned(Option<PathBuf>),
}

/// What happens once everything is written.
#[derive(Debug, Clone)]
pub enum Exit {
    Close(window::Id),
    Open(PathBuf),
    Welcome,
}

/// A picture that was copied into the workspace.
#[derive(Debug, Clone)]
pub struct ImportedPicture {
    /// In the workspace.
    pub path: String,
    pub data: Arc<[u8]>,
    /// Its width and height in units of its own.
    pub size: Option<(f32, f32)>,
}

/// How a picture comes into the workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrival {
    /// Chosen for a frame.
    Picked,
    Dropped,
}

/// The outcome of a write.
#[derive(Debug, Clone)]
pub enum SaveOutcome {
    Written(Box<StoredFile>),
    Trashed,
    Failed(SaveError),
}

/// Messages of the bar over every screen while files are lost.
#[derive(Debug, Clone)]
pub enum LossMessage {
    WriteBack,
    /// The outcome of each piece's write, and the error of a picture that could not be written.
    WrittenBack(Vec<(Key, SaveOutcome)>, Option<String>),
    /// Accept that the files are gone.
    GiveUp,
}

/// From the recovery dialogs.
#[derive(Debug, Clone)]
pub enum RecoveryMessage {
    Trash(trash::Message),
    File(quarantine::Message),
    Unsaved(recovery::Message),
}

/// A revision without successor.
#[derive(Debug, Clone)]
pub struct Head {
    pub revision_id: RevisionId,
    pub content: Content,
    /// Its common ancestor with the file, if known.
    pub base: Option<Content>,
}
