//! Working beside others: what they changed is taken in, merged with unsaved words, never written over.

use std::collections::BTreeSet;
use std::path::PathBuf;

use iced::futures::{SinkExt, StreamExt};
use iced::{Subscription, Task};

use super::{App, Message, Office, Stage, save};
use crate::newsroom::Change;
use crate::piece::merge::{self, Merged};
use crate::piece::{Header, PieceId};
use crate::ui::screen::conflict;
use crate::ui::{Notice, background};
use crate::workspace::watch::Watch;
use crate::workspace::{Event, Problem, SaveError, Stored};

/// Looking for what others changed: once at a time.
#[derive(Debug, Default)]
pub(super) struct Rescan {
    is_running: bool,
    /// Asked for again meanwhile.
    is_due: bool,
    /// Pieces written since it began: what it says of them is old.
    touched: BTreeSet<PieceId>,
}

impl Rescan {
    /// Asks for another look once the write under way has ended.
    pub fn ask(&mut self) {
        self.is_due = true;
    }

    pub fn is_running(&self) -> bool {
        self.is_running
    }

    pub fn touch(&mut self, id: &PieceId) {
        if self.is_running {
            let _ = self.touched.insert(id.clone());
        }
    }
}

/// Says when files may have changed, for as long as the workspace is open.
pub(super) fn changes(root: PathBuf) -> Subscription<Message> {
    Subscription::run_with(root, |root| {
        let root = root.clone();
        iced::stream::channel(1, async move |mut output: iced::futures::channel::mpsc::Sender<Message>| {
            let (sender, mut receiver) = iced::futures::channel::mpsc::unbounded();
            // A share that hangs must hold up nobody else.
            let (_living, ended) = std::sync::mpsc::channel::<()>();
            let _ = std::thread::spawn(move || {
                let watch = Watch::new(&root, move || {
                    let _ = sender.unbounded_send(());
                });
                let _ = ended.recv();
                drop(watch);
            });
            while receiver.next().await.is_some() {
                if output.send(Message::FilesChanged).await.is_err() {
                    break;
                }
            }
        })
    })
}

impl App {
    /// Takes in what a write came to. A file that someone else changed is merged with and written again.
    pub(super) fn saved(&mut self, id: &PieceId, outcome: save::Outcome) -> Task<Message> {
        let Stage::Open(office) = &mut self.stage else { return Task::none() };
        office.rescan.touch(id);
        let (tasks, notices) = match outcome {
            save::Outcome::Failed(SaveError::ChangedOutside { theirs, .. }) => {
                office.saver.release(id);
                if let Some(theirs) = theirs {
                    let (task, notice) = office.join(&theirs);
                    (vec![task, office.flush()], notice)
                } else {
                    // Moved, deleted or damaged: the folder tells which.
                    office.saver.hold(id);
                    (vec![office.look()], None)
                }
            }
            outcome => {
                let is_written = matches!(outcome, save::Outcome::Written(_));
                office.settle(id, outcome);
                let mut tasks = vec![office.written_down(id)];
                if is_written {
                    tasks.push(office.put_away(id));
                }
                if office.rescan.is_due {
                    tasks.push(office.look());
                }
                // What was told of the file may be mended now.
                if office.is_told(id) {
                    tasks.push(office.verify(Vec::new()));
                }
                (tasks, None)
            }
        };
        let toasts = notices.into_iter().map(|notice| self.toasts.push(notice)).collect::<Vec<_>>();
        Task::batch(tasks.into_iter().chain(toasts))
    }

    /// Takes in what others changed.
    pub(super) fn rescanned(&mut self, events: Vec<Event>) -> Task<Message> {
        let Stage::Open(office) = &mut self.stage else { return Task::none() };
        let (task, notices) = office.take_in(events);
        let toasts: Vec<_> = notices.into_iter().map(|notice| self.toasts.push(notice)).collect();
        Task::batch(toasts.into_iter().chain([task, self.written()]))
    }

    pub(super) fn conflict(&mut self, message: conflict::Message) -> Task<Message> {
        let Stage::Open(office) = &mut self.stage else { return Task::none() };
        let Some(dialog) = office.conflicts.first_mut() else { return Task::none() };
        if let conflict::Outcome::Resolved = dialog.update(message) {
            let dialog = office.conflicts.remove(0);
            return office.resolve(&dialog);
        }
        Task::none()
    }
}

impl Office {
    /// Closes the choice that is shown; both versions stay as the merge kept them.
    pub(super) fn leave_conflict(&mut self) -> bool {
        let is_shown = !self.conflicts.is_empty();
        if is_shown {
            drop(self.conflicts.remove(0));
        }
        is_shown
    }

    /// Looks for outside changes off the window's thread.
    pub(super) fn look(&mut self) -> Task<Message> {
        self.rescan.is_due = self.rescan.is_running;
        if self.rescan.is_running {
            return Task::none();
        }
        self.rescan.is_running = true;
        self.rescan.touched = self.saver.writing();
        let workspace = self.workspace.clone();
        let known = self.saver.known();
        background(move || workspace.rescan(&known)).map(Message::Rescanned)
    }

    fn take_in(&mut self, events: Vec<Event>) -> (Task<Message>, Vec<Notice>) {
        self.rescan.is_running = false;
        let touched = std::mem::take(&mut self.rescan.touched);
        let mut change = Change { is_outside: true, ..Change::default() };
        let (mut tasks, mut notices, mut adopted) = (Vec::new(), Vec::new(), Vec::new());
        let is_news = !events.is_empty();
        for event in events {
            let id = match &event {
                Event::Changed(stored) | Event::Added(stored) | Event::Moved { stored, .. } => {
                    Some(&stored.piece.header.id)
                }
                Event::Removed { id, .. } | Event::Broken { id, .. } => Some(id),
                Event::Copied(_) | Event::Settings(..) | Event::Problem(_) => None,
            };
            if id.is_some_and(|id| touched.contains(id) || self.saver.is_writing(id)) {
                self.rescan.is_due = true;
                continue;
            }
            match event {
                Event::Changed(stored) | Event::Added(stored) | Event::Moved { stored, .. } => {
                    let id = stored.piece.header.id.clone();
                    self.desk.problems.retain(|problem| problem.path != stored.path);
                    if self.saver.holds(&id) && self.desk.newsroom.piece(&id).is_some() {
                        let (task, notice) = self.join(&stored);
                        tasks.push(task);
                        notices.extend(notice);
                    } else if !self.saver.holds(&id) {
                        self.saver.adopt(&stored);
                        self.desk.newsroom.absorb(stored.piece.clone());
                        adopted.push(stored);
                        let _ = change.pieces.insert(id);
                    }
                }
                // Words that are not written yet outlive their file.
                Event::Removed { id, .. } if self.saver.holds(&id) => {
                    self.saver.rehome(&id);
                    tasks.push(self.flush());
                }
                Event::Removed { id, .. } => {
                    self.saver.forget(&id);
                    self.desk.newsroom.forget(&id);
                    let _ = change.pieces.insert(id);
                }
                Event::Broken { id, problem } => {
                    if self.saver.holds(&id) {
                        self.saver.rehome(&id);
                        tasks.push(self.flush());
                    }
                    self.list(problem);
                }
                Event::Problem(problem) => self.list(problem),
                Event::Copied(stored) => tasks.push(self.take_copy(stored)),
                // A write under way may be what was seen.
                Event::Settings(..) if self.saver.settings.is_writing() => self.rescan.is_due = true,
                Event::Settings(settings, stamp) => {
                    notices.extend(self.settings_came(*settings, stamp));
                    tasks.push(self.save_settings());
                    change.is_settings = true;
                }
            }
        }
        self.desk.save = self.saver.state();
        if change.is_settings || !change.pieces.is_empty() {
            tasks.push(self.refresh(&change));
        }
        if is_news {
            tasks.push(self.verify(adopted));
        }
        if self.rescan.is_due && self.saver.writing().is_empty() {
            tasks.push(self.look());
        }
        (Task::batch(tasks), notices)
    }

    fn list(&mut self, problem: Problem) {
        if !self.desk.problems.contains(&problem) {
            self.desk.problems.push(problem);
        }
    }

    /// Merges unsaved words with what the file now says; the sum is saved again.
    fn join(&mut self, theirs: &Stored) -> (Task<Message>, Option<Notice>) {
        let id = theirs.piece.header.id.clone();
        let Some(mine) = self.desk.newsroom.piece(&id) else { return (Task::none(), None) };
        let merged = match self.saver.base(&id) {
            Some(base) => merge::merge(base, mine, &theirs.piece),
            None => merge::merge_without_base(mine, &theirs.piece),
        };
        if theirs.piece.header.schema <= Header::SCHEMA {
            self.saver.adopt(theirs);
        }
        self.bring(&id, merged)
    }

    /// Puts a merged piece in its place, to be saved; what could not be merged is shown side by side.
    pub(super) fn bring(&mut self, id: &PieceId, merged: Merged) -> (Task<Message>, Option<Notice>) {
        self.desk.newsroom.absorb(merged.keep_all());
        let change = Change { pieces: BTreeSet::from([id.clone()]), is_outside: true, ..Change::default() };
        let task = self.changed(&change);
        let title = self.desk.newsroom.piece(id).map_or("", |piece| piece.header.title.as_str());
        let notice = if merged.is_clean() {
            Some(Notice::done(format!("Đã gộp phần người khác vừa sửa trong “{title}” với phần của bạn.")))
        } else {
            self.conflicts.push(conflict::Dialog::new(id.clone(), title.to_owned(), merged));
            None
        };
        (task, notice)
    }

    /// Carries the choices over to the piece as it is by now. One step, which can be undone.
    fn resolve(&mut self, dialog: &conflict::Dialog) -> Task<Message> {
        let Some(now) = self.desk.newsroom.piece(dialog.piece()) else { return Task::none() };
        let (before, after) = dialog.resolved();
        let after = merge::merge(&before, now, &after).keep_all();
        let id = dialog.piece().clone();
        let commands = vec![
            crate::newsroom::Command::SetHeader(Box::new(after.header)),
            crate::newsroom::Command::SetBody { id, body: after.body, is_typing: false },
        ];
        self.apply(crate::newsroom::Command::All(commands))
    }
}
