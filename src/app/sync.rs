//! Working with others: their changes are taken in, merged with unsaved text, never overwritten.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::PathBuf;
use std::time::Duration;

use iced::futures::{SinkExt, StreamExt};
use iced::{Subscription, Task};

use super::message::Outcome;
use super::{App, Message, Phase, Session};
use crate::newsroom::Change;
use crate::piece::merge::{self, Merged};
use crate::piece::{Header, PieceId};
use crate::plan::Plan;
use crate::record::Record;
use crate::store::watch::Watch;
use crate::store::{Event, Key, Known, Lost, Problem, SaveError, Stamp, Stored};
use crate::ui::{Notice, background};

/// How often files that another program may be writing are checked.
pub(super) const SETTLE: Duration = Duration::from_secs(1);
/// The number of checks after which an unchanged file counts as complete; the first may come after only a
/// part of the period.
const LOOKS: u8 = 2;

/// Rescans for outside changes, one at a time.
#[derive(Debug, Default)]
pub(super) struct Rescan {
    is_running: bool,
    /// Another scan was requested meanwhile.
    is_due: bool,
    /// What has been written since the scan began: its result for these is outdated.
    touched: BTreeSet<Key>,
    /// Files that another program may be writing, with their stamps and the number of periods since.
    unsettled: HashMap<String, (Stamp, u8)>,
}

impl Rescan {
    /// Requests another scan after the current write.
    pub fn ask(&mut self) {
        self.is_due = true;
    }

    pub fn is_due(&self) -> bool {
        self.is_due
    }

    pub fn is_running(&self) -> bool {
        self.is_running
    }

    /// Whether files wait for a second check.
    pub fn is_unsettled(&self) -> bool {
        self.unsettled.values().any(|(_, looks)| *looks < LOOKS)
    }

    /// Called after each period.
    pub fn tick(&mut self) {
        for (_, looks) in self.unsettled.values_mut() {
            *looks = looks.saturating_add(1);
        }
    }

    /// The stamps of the files that were unsettled long enough ago.
    fn seen(&self) -> HashMap<String, Stamp> {
        let long_ago = self.unsettled.iter().filter(|(_, (_, looks))| *looks >= LOOKS);
        long_ago.map(|(path, (stamp, _))| (path.clone(), *stamp)).collect()
    }

    /// Stores what a scan found unsettled. A file already waiting is not added again while it stays
    /// unsettled.
    fn wait_for(&mut self, found: Vec<(String, Stamp)>) {
        let mut before = std::mem::take(&mut self.unsettled);
        for (path, stamp) in found {
            let same = before.remove(&path).filter(|(before, _)| before.has_content_of(&stamp));
            let _ = self.unsettled.insert(path, same.unwrap_or((stamp, 0)));
        }
        before.retain(|_, (_, looks)| *looks >= LOOKS);
        self.unsettled.extend(before);
    }

    pub fn touch(&mut self, key: Key) {
        if self.is_running {
            let _ = self.touched.insert(key);
        }
    }
}

/// Signals that files may have changed, as long as the workspace is open.
pub(super) fn changes(root: PathBuf) -> Subscription<Message> {
    Subscription::run_with(root, |root| {
        let root = root.clone();
        iced::stream::channel(1, async move |mut output: iced::futures::channel::mpsc::Sender<Message>| {
            let (sender, mut receiver) = iced::futures::channel::mpsc::unbounded();
            // On its own thread, because a share that hangs must not block others.
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
    /// Takes in the outcome of a write. If someone else changed the file, merges and writes again.
    pub(super) fn saved(&mut self, key: &Key, outcome: Outcome) -> Task<Message> {
        let id = match key {
            Key::Record(path) => return self.record_saved(path, outcome),
            Key::Piece(id) => id,
        };
        let Phase::Open(session) = &mut self.phase else { return Task::none() };
        session.rescan.touch(key.clone());
        let (tasks, notices) = match outcome {
            Outcome::Failed(SaveError::ChangedOutside { theirs, .. }) => {
                session.saver.release(id);
                if let Some(theirs) = theirs {
                    let (task, notice) = session.join(&theirs);
                    (vec![task, session.flush()], notice)
                } else {
                    // Moved, deleted or damaged: a rescan finds out which.
                    session.saver.mark_dirty(id, "tệp của bài đã bị chuyển, xóa hoặc hỏng; đang tìm lại");
                    (vec![session.rescan()], None)
                }
            }
            Outcome::Failed(error @ SaveError::Unsettled { .. }) => {
                session.saver.release(id);
                session.saver.mark_dirty(id, error.to_string());
                (vec![session.rescan()], None)
            }
            outcome => {
                let is_written = matches!(outcome, Outcome::Written(_));
                session.complete(key, outcome);
                let mut tasks = vec![session.written_down(key)];
                if is_written {
                    tasks.push(session.discard_copy(key));
                }
                if session.rescan.is_due {
                    tasks.push(session.rescan());
                }
                // A reported problem of the file may be solved now.
                if session.has_problem(id) {
                    tasks.push(session.verify(Vec::new()));
                }
                (tasks, None)
            }
        };
        let toasts = notices.into_iter().map(|notice| self.toasts.push(notice)).collect::<Vec<_>>();
        Task::batch(tasks.into_iter().chain(toasts))
    }

    /// Takes in outside changes.
    pub(super) fn rescanned(&mut self, events: Vec<Event>) -> Task<Message> {
        let Phase::Open(session) = &mut self.phase else { return Task::none() };
        let (task, notices) = session.take_in(events);
        let toasts: Vec<_> = notices.into_iter().map(|notice| self.toasts.push(notice)).collect();
        Task::batch(toasts.into_iter().chain([task, self.written()]))
    }
}

impl Session {
    /// Scans for outside changes on a background thread.
    pub(super) fn rescan(&mut self) -> Task<Message> {
        self.rescan.is_due = self.rescan.is_running;
        if self.rescan.is_running {
            return Task::none();
        }
        self.rescan.is_running = true;
        self.rescan.touched = self.saver.writing();
        let workspace = self.workspace.clone();
        let known = self.saver.known();
        let seen = self.rescan.seen();
        let pictures = self.context.pictures.keys().cloned().collect();
        let look = move || workspace.rescan(&Known { seen, pictures, ..known() });
        background(look).map(Message::Rescanned)
    }

    fn take_in(&mut self, events: Vec<Event>) -> (Task<Message>, Vec<Notice>) {
        self.rescan.is_running = false;
        let touched = std::mem::take(&mut self.rescan.touched);
        let mut change = Change { is_outside: true, ..Change::default() };
        let (mut tasks, mut notices, mut adopted) = (Vec::new(), Vec::new(), Vec::new());
        let (mut unsettled, mut lost) = (Vec::new(), Lost::default());
        let is_news = events.iter().any(|event| !matches!(event, Event::Lost(_) | Event::Unsettled { .. }));
        self.forget_problems(&events, &touched);
        for event in events {
            // The scan may have seen our own write.
            if event.key().is_some_and(|key| touched.contains(&key) || self.saver.is_writing(key)) {
                self.rescan.is_due = true;
                continue;
            }
            match event {
                Event::Changed(stored) | Event::Added(stored) | Event::Moved { stored, .. } => {
                    let id = stored.piece.header.id.clone();
                    if self.saver.has_changes(&id) && self.context.newsroom.piece(&id).is_some() {
                        let (task, notice) = self.join(&stored);
                        tasks.push(task);
                        notices.extend(notice);
                    } else if !self.saver.has_changes(&id) {
                        self.saver.adopt(&stored);
                        self.context.newsroom.absorb(stored.piece.clone());
                        adopted.push((Key::from(&id), stored.path, stored.stamp));
                        let _ = change.pieces.insert(id);
                    }
                }
                // Unsaved text stays when its file is removed.
                Event::Removed { id, .. } if self.saver.has_changes(&id) => {
                    self.saver.detach(&id);
                    tasks.push(self.flush());
                }
                Event::Removed { id, .. } => {
                    self.saver.forget(&id);
                    self.context.newsroom.forget(&id);
                    let _ = change.pieces.insert(id);
                }
                Event::Broken { id, problem } => {
                    if self.saver.has_changes(&id) {
                        self.saver.detach(&id);
                        tasks.push(self.flush());
                    }
                    self.list(problem);
                }
                Event::Problem(problem) => self.list(problem),
                Event::Unsettled { path, stamp } => unsettled.push((path, stamp)),
                Event::Lost(now) => lost = now,
                Event::Copied(copy) => tasks.push(self.take_copy(copy)),
                Event::RecordRemoved(path) => {
                    notices.push(self.record_removed(path));
                    tasks.push(self.flush());
                }
                Event::Record(theirs) => {
                    let path = theirs.record.kind().path;
                    adopted.push((Key::Record(path), path.to_owned(), theirs.stamp));
                    let (came, notice) = self.record_came(&theirs);
                    change.join(came);
                    notices.push(notice);
                    tasks.push(self.flush());
                }
            }
        }
        self.rescan.wait_for(unsettled);
        lost.pieces.retain(|(id, _)| {
            let is_there = self.context.newsroom.piece(id).is_some();
            if !is_there {
                // Deleted in this window as well.
                self.saver.forget(id);
            }
            // What was written back since the scan began is no longer lost.
            is_there && !touched.contains(&Key::from(id)) && !self.saver.is_writing(id)
        });
        self.saver.lose(lost);
        self.context.save = self.saver.state();
        if change.records.contains(Plan::PATH) {
            self.workspace = self.workspace.in_year(self.context.newsroom.plan().year);
        }
        if change.is_of_records() || !change.pieces.is_empty() {
            tasks.push(self.refresh(&change));
        }
        if is_news {
            tasks.push(self.verify(adopted));
        }
        if self.rescan.is_due && self.saver.writing().is_empty() {
            tasks.push(self.rescan());
        }
        (Task::batch(tasks), notices)
    }

    /// Removes the problems of files that can be read now.
    fn forget_problems(&mut self, events: &[Event], touched: &BTreeSet<Key>) {
        let paths: HashSet<&str> = events
            .iter()
            .filter_map(|event| match event {
                Event::Changed(stored) | Event::Added(stored) | Event::Moved { stored, .. } => Some(stored),
                _ => None,
            })
            .filter(|stored| {
                let key = Key::from(&stored.piece.header.id);
                !touched.contains(&key) && !self.saver.is_writing(key)
            })
            .map(|stored| stored.path.as_str())
            .collect();
        // A broken record is read again at every scan.
        let is_record = |path: &str| self.workspace.kinds().iter().any(|kind| kind.path == path);
        self.context.problems.retain(|problem| {
            let is_read_again = problem.is_broken() && is_record(&problem.path);
            !is_read_again && !paths.contains(problem.path.as_str())
        });
    }

    fn list(&mut self, problem: Problem) {
        if !self.context.problems.contains(&problem) {
            self.context.problems.push(problem);
        }
    }

    /// Merges unsaved text with the file's new content; the result is saved again.
    fn join(&mut self, theirs: &Stored) -> (Task<Message>, Option<Notice>) {
        let id = theirs.piece.header.id.clone();
        let Some(mine) = self.context.newsroom.piece(&id) else { return (Task::none(), None) };
        let merged = match self.saver.base(&id) {
            Some(base) => merge::merge(base, mine, &theirs.piece),
            None => merge::merge_without_base(mine, &theirs.piece),
        };
        if theirs.piece.header.schema <= Header::SCHEMA {
            self.saver.adopt(theirs);
        }
        let (task, notice) = self.replace_by_merged(&id, merged);
        (task, Some(notice))
    }

    /// Replaces a piece by the merged one, to be saved; conflicts wait for the user's choice.
    pub(super) fn replace_by_merged(&mut self, id: &PieceId, merged: Merged) -> (Task<Message>, Notice) {
        self.context.newsroom.absorb(merged.keep_all());
        let change = Change { pieces: BTreeSet::from([id.clone()]), is_outside: true, ..Change::default() };
        let task = self.changed(&change);
        let notice = if merged.is_clean() {
            let title = self.context.newsroom.piece(id).map_or("", |piece| piece.header.title.as_str());
            Notice::done(format!("Đã gộp phần người khác vừa sửa trong “{title}” với phần của bạn."))
        } else {
            self.ask_to_choose(id, merged)
        };
        (task, notice)
    }
}
