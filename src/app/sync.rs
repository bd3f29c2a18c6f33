//! Working with others: their changes are taken in, merged with unsaved text, never overwritten.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use iced::futures::{SinkExt, StreamExt};
use iced::{Subscription, Task};

use super::message::SaveOutcome;
use super::{App, Message, Phase, Session};
use crate::calendar::wording;
use crate::fold::capital;
use crate::newsroom::Change;
use crate::piece::{Status, merge};
use crate::store::watch::Watch;
use crate::store::{Content, Event, Key, Known, Lost, Merged, Problem, SaveError, Stamp, StoredFile};
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
    pub(super) fn saved(&mut self, key: &Key, outcome: SaveOutcome) -> Task<Message> {
        let Phase::Open(session) = &mut self.phase else { return Task::none() };
        session.rescan.touch(key.clone());
        let (tasks, notices) = match outcome {
            SaveOutcome::Failed(SaveError::ChangedOutside { theirs: Some(theirs), .. })
                if theirs.key() == *key =>
            {
                session.saver.release(key);
                let (task, notice) = session.join(&theirs);
                (vec![task, session.flush()], notice)
            }
            // Moved, deleted, damaged, half written or another piece: a rescan finds out which.
            SaveOutcome::Failed(error @ (SaveError::ChangedOutside { .. } | SaveError::Unsettled { .. })) => {
                session.saver.release(key);
                let reason = match error {
                    SaveError::ChangedOutside { path, .. } => {
                        format!("tệp {path} đã bị chuyển, xóa hoặc hỏng; đang tìm lại")
                    }
                    error => error.to_string(),
                };
                session.saver.mark_dirty(key.clone(), reason);
                session.context.save = session.saver.state();
                (vec![session.rescan()], None)
            }
            outcome => {
                let is_written = matches!(outcome, SaveOutcome::Written(_));
                session.complete(key, outcome);
                let mut tasks = vec![session.written_down(key)];
                if is_written {
                    tasks.push(session.discard_copy(key));
                }
                if session.rescan.is_due {
                    tasks.push(session.rescan());
                }
                // A reported problem of the file may be solved now.
                if session.has_problem(key) {
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
        // Pictures may have been added to the folder, or to a poster.
        let pictures = match &self.phase {
            Phase::Open(session) => session.load_pictures(),
            _ => Task::none(),
        };
        Task::batch(toasts.into_iter().chain([task, pictures, self.written()]))
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
        // A file that left one piece for another: both are taken in, or none, as a path has one holder.
        let mut passed_over = HashSet::new();
        for event in events {
            // The scan may have seen our own write.
            let is_ours = |key: Key| touched.contains(&key) || self.saver.is_writing(key);
            let path = event.path();
            if event.key().is_some_and(is_ours) || path.is_some_and(|path| passed_over.contains(path)) {
                passed_over.extend(path.map(str::to_owned));
                self.rescan.is_due = true;
                continue;
            }
            match event {
                Event::Changed(stored) | Event::Added(stored) | Event::Moved { stored, .. } => {
                    let key = stored.key();
                    if !self.saver.has_changes(&key) {
                        self.saver.adopt(&stored);
                        notices.extend(self.came(&stored.content));
                        change.join(self.absorb(stored.content));
                        adopted.push((key, stored.path, stored.stamp));
                    } else if self.content(&key).is_some() {
                        let (task, notice) = self.join(&stored);
                        tasks.push(task);
                        notices.extend(notice);
                    }
                }
                // Unsaved text stays when its file is removed, and the window needs every record.
                Event::Removed { key, path } if self.saver.has_changes(&key) || is_record(&key) => {
                    notices.extend(is_record(&key).then(|| {
                        let words = "vừa bị xóa ở nơi khác: đang ghi lại bản đang mở.";
                        let name = self.content(&key).map_or_else(String::new, |content| content.name());
                        Notice::error(format!("Tệp {path} ({name}) {words}"))
                    }));
                    self.saver.detach(&key);
                    tasks.push(self.flush());
                }
                Event::Removed { key, .. } => {
                    self.saver.forget(&key);
                    change.join(self.forget_file(key));
                }
                Event::Broken { key, problem } => {
                    if self.saver.has_changes(&key) {
                        self.saver.detach(&key);
                        tasks.push(self.flush());
                    }
                    self.list(problem);
                }
                Event::Problem(problem) => self.list(problem),
                Event::Unsettled { path, stamp } => unsettled.push((path, stamp)),
                Event::Lost(now) => lost = now,
                Event::Copied(copy) => tasks.push(self.take_copy(copy)),
            }
        }
        self.rescan.wait_for(unsettled);
        lost.files.retain(|(key, _)| {
            let is_there = self.content(key).is_some();
            if !is_there {
                // Deleted in this window as well.
                self.saver.forget(key);
            }
            // What was written back since the scan began is no longer lost.
            is_there && !touched.contains(key) && !self.saver.is_writing(key)
        });
        self.saver.lose(lost);
        self.context.save = self.saver.state();
        if change.is_of_records() || !change.pieces.is_empty() || !change.entries.is_empty() {
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
                let key = stored.key();
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

    /// Says that another version of a record comes in; a piece shows it itself.
    fn came(&self, content: &Content) -> Option<Notice> {
        let record = content.record()?;
        let now = match record.entry() {
            Some(id) => self.context.newsroom.any_entry(&id),
            None => self.context.newsroom.record(record.kind().path),
        };
        // Of many, those that come in are shown where they stand.
        let is_other = now != Some(record) && !record.kind().is_many();
        let name = capital(record.kind().name);
        is_other.then(|| Notice::done(format!("{name} vừa được sửa ở nơi khác: đã lấy bản mới.")))
    }

    /// Removes what has lost its file from the newsroom. Returns what it touched.
    pub(super) fn forget_file(&mut self, key: Key) -> Change {
        let newsroom = &mut self.context.newsroom;
        match key {
            Key::Piece(id) => {
                newsroom.forget(&id);
                Change::piece(id)
            }
            Key::Entry(id) => {
                newsroom.forget_entry(&id);
                Change::entry(id)
            }
            Key::Record(_) => Change::default(),
        }
    }

    /// Replaces a content by someone else's. Returns what it touched.
    fn absorb(&mut self, content: Content) -> Change {
        match content {
            Content::Piece(piece) => {
                let change = Change::piece(piece.header.id.clone());
                self.context.newsroom.absorb(Arc::unwrap_or_clone(piece));
                Change { is_outside: true, ..change }
            }
            Content::Record(record) => self.context.newsroom.absorb_record(&record),
        }
    }

    /// Merges unsaved changes with the file's new content; the result is saved again.
    fn join(&mut self, theirs: &StoredFile) -> (Task<Message>, Option<Notice>) {
        let key = theirs.key();
        let Some(mine) = self.content(&key) else { return (Task::none(), None) };
        let base = self.saver.base(&key).cloned();
        let Some(merged) = mine.merge(base.as_ref(), &theirs.content) else { return (Task::none(), None) };
        self.saver.adopt(theirs);
        let told = self.outdone(base.as_ref(), &mine, &merged.content());
        let (task, notice) = self.replace_by_merged(&key, merged);
        (task, Some(told.unwrap_or(notice)))
    }

    /// Says that someone else's later answer to the same step stands instead of one given here.
    fn outdone(&self, base: Option<&Content>, mine: &Content, merged: &Content) -> Option<Notice> {
        let merged = merged.piece()?;
        let outdone = merge::outdone(base.and_then(Content::piece), mine.piece()?, merged);
        let step = &outdone.first()?.step;
        let kept = merged.header.approval(step)?;
        let (plan, settings) = (self.context.newsroom.plan(), self.context.newsroom.settings());
        let mut steps = merged.header.approval_steps(plan, settings);
        let name = steps.find(|known| known.id == *step).map_or(step.as_str(), |known| &known.name);
        let by = if kept.by.is_empty() { "người khác" } else { &kept.by };
        let act = if kept.is_agreed() { "đồng ý" } else { "trả lại" };
        let date = wording::date(kept.date);
        Some(Notice::error(format!(
            "Bước “{name}” của “{}”: {by} cũng vừa ghi {act} ngày {date}. Ý kiến ấy được giữ thay cho ý kiến ghi ở \
             đây; bản kia còn trong lịch sử.",
            merged.header.title
        )))
    }

    /// Two answers given at once may be the last two: then the merged piece is approved.
    fn following_chain(&self, content: Content) -> Content {
        let newsroom = &self.context.newsroom;
        match content {
            Content::Piece(piece) if piece.header.status == Status::InReview => {
                let mut piece = Arc::unwrap_or_clone(piece);
                piece.follow_chain(newsroom.plan(), newsroom.settings(), newsroom.today());
                piece.into()
            }
            content => content,
        }
    }

    /// Replaces a piece or a record by the merged one, to be saved; conflicts wait for the user's choice.
    pub(super) fn replace_by_merged(&mut self, key: &Key, merged: Merged) -> (Task<Message>, Notice) {
        let content = self.following_chain(merged.content());
        let change = self.absorb(content.clone());
        let task = self.changed(&change);
        let notice = if merged.conflicts().is_empty() {
            Notice::done(match content {
                Content::Piece(piece) => {
                    format!("Đã gộp phần người khác vừa sửa trong “{}” với phần của bạn.", piece.header.title)
                }
                Content::Record(record) => {
                    format!("Đã gộp {} người khác vừa đổi với phần của bạn.", record.name())
                }
            })
        } else {
            self.ask_to_choose(key, merged)
        };
        (task, notice)
    }
}

fn is_record(key: &Key) -> bool {
    matches!(key, Key::Record(_))
}
