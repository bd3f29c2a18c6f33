//! What the window is told: by its screens, by work that has ended, by the system.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;
use iced::{keyboard, window};

use crate::piece::PieceId;
use crate::ui::screen::{
    bundle, calendar, conflict, draft, export, history, home, leave, palette, plan, poster, progress,
    quarantine, recovery, settings, trash, unfinished, welcome,
};
use crate::ui::{Effect, Pictures};
use crate::workspace::journal::{Journal, Unsaved, UnsavedRecord};
use crate::workspace::lease::Lease;
use crate::workspace::{
    Content, Copy, Event, Key, Known, Mark, Opened, Problem, SaveError, Stored, StoredRecord,
};

#[derive(Debug, Clone)]
pub enum Message {
    Welcome(welcome::Message),
    Home(home::Message),
    Calendar(calendar::Message),
    Draft(draft::Message),
    Poster(poster::Message),
    Progress(progress::Message),
    Plan(plan::Message),
    Settings(settings::Message),
    Palette(palette::Message),
    Export(export::Message),
    Bundle(bundle::Message),
    Conflict(conflict::Message),
    History(history::Message),
    /// Of the dialogs that give words back.
    Mend(MendMessage),
    /// A word from the frame: the rail, the top bar, a toast.
    Effect(Effect),
    Dismiss,
    /// Tab on a screen that has a use of its own for it; `is_touring` when a control has the focus.
    Tab {
        is_touring: bool,
        is_back: bool,
    },
    ToastClosed(u64),
    Opened(Box<Result<Opened, String>>),
    PicturesLoaded(Pictures),
    PicturePicked(Option<PathBuf>),
    PictureImported(Result<(String, Arc<[u8]>), String>),
    FolderPicked(Option<PathBuf>),
    NewFolderPicked(Option<PathBuf>, i32),
    Saved(Key, Outcome),
    SaveTick,
    RetrySave,
    Minute,
    /// The day of the last weekly backup, or why there is none.
    BackedUp(Result<NaiveDate, String>),
    JournalTick,
    LeaseTick,
    /// Who else is at what this window is at.
    Colleagues(HashMap<Key, Vec<Lease>>),
    /// This window's journal, and what earlier windows left unsaved.
    JournalBegun(Option<Arc<Journal>>, Vec<Unsaved>, Vec<UnsavedRecord>),
    Leave(leave::Message),
    Unfinished(unfinished::Message),
    /// Leaving takes long.
    LeaveWaits,
    /// All that others were told is taken back.
    Left(Exit),
    /// Someone may have changed files of the workspace.
    FilesChanged,
    Rescanned(Vec<Event>),
    /// Time to look again at files that another program may be writing.
    SettleTick,
    Loss(LossMessage),
    CopyTaken(Box<Copy>),
    /// A head that is to be merged into what it is of.
    HeadRead(Key, Box<Result<Head, String>>),
    /// What the files that were known say against their histories.
    Verified(Box<Known>, Vec<Problem>),
    Window(window::Id, window::Event),
    Key(keyboard::Event, iced::event::Status),
    SystemTheme(iced::theme::Mode),
}

/// Where to, once everything is written.
#[derive(Debug, Clone)]
pub enum Exit {
    Close(window::Id),
    Open(PathBuf),
    Welcome,
}

/// What one write came to.
#[derive(Debug, Clone)]
pub enum Outcome {
    Written(Box<Stored>),
    WrittenRecord(StoredRecord),
    Trashed,
    Failed(SaveError),
}

/// Of the bar over every screen while files are lost.
#[derive(Debug, Clone)]
pub enum LossMessage {
    WriteBack,
    /// What each piece's write came to, and why a picture could not be written.
    WrittenBack(Vec<(PieceId, Outcome)>, Option<String>),
    /// The files are given up.
    GiveUp,
}

/// Of the dialogs that give words back.
#[derive(Debug, Clone)]
pub enum MendMessage {
    Trash(trash::Message),
    File(quarantine::Message),
    Unsaved(recovery::Message),
}

/// A revision that nothing follows yet.
#[derive(Debug, Clone)]
pub struct Head {
    pub mark: Mark,
    pub content: Content,
    /// What it and the file come from, where that is known.
    pub base: Option<Content>,
}
