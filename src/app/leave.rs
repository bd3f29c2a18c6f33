//! Leaving a workspace with every change saved, or where the user chooses to put it.

use std::sync::{Arc, mpsc};
use std::time::Duration;

use iced::{Task, window};

use super::message::Exit;
use super::{App, Message, Office, Stage, Tab, loss, profile};
use crate::newsroom::Command;
use crate::ui::screen::leave::{Dialog, Message as Said, Outcome, Way};
use crate::ui::screen::unfinished;
use crate::ui::{Action, Effect, Notice, Place, SaveState, after, background};
use crate::workspace::rescue;

/// After this long, show the leave dialog.
const GRACE: Duration = Duration::from_millis(1500);
/// Longest wait for an unresponsive share before the window closes.
const FAREWELL: Duration = Duration::from_secs(1);

/// A pending exit that waits for writes or for the user.
#[derive(Debug)]
pub(super) struct Leaving {
    exit: Exit,
    /// The number of conflicts when it began.
    conflicts: usize,
    pub question: Option<Question>,
}

/// The question asked before the window closes.
#[derive(Debug)]
pub(super) enum Question {
    /// Fields with invalid values.
    Unfinished(unfinished::Dialog),
    /// Text that cannot be saved.
    Unsaved(Dialog),
}

impl App {
    /// Starts the remaining writes, then leaves: [`Self::written`] continues when they have ended.
    pub(super) fn leave(&mut self, exit: Exit) -> Task<Message> {
        let Stage::Open(office) = &mut self.stage else {
            let is_closing = matches!(exit, Exit::Close(_));
            return if is_closing { self.depart(exit) } else { self.left(exit) };
        };
        let bad = office.screens.settings.unfinished(&office.desk);
        if !bad.is_empty() {
            let is_closing = matches!(exit, Exit::Close(_));
            let question = Question::Unfinished(unfinished::Dialog::new(is_closing, bad));
            self.exit = Some(Leaving { exit, conflicts: office.conflicts.len(), question: Some(question) });
            return office.flush();
        }
        let kept = office.keep();
        if office.saver.state() == SaveState::Saved {
            return Task::batch([kept, self.depart(exit)]);
        }
        office.saver.retry();
        let writes = office.flush();
        self.exit = Some(Leaving { exit, conflicts: office.conflicts.len(), question: None });
        let grace = after(GRACE).map(|()| Message::LeaveWaits);
        Task::batch([kept, writes, grace])
    }

    /// After a write has ended: leaves if an exit waits for it, or shows the leave dialog if it failed.
    pub(super) fn written(&mut self) -> Task<Message> {
        let (Stage::Open(office), Some(leaving)) = (&mut self.stage, &mut self.exit) else {
            return Task::none();
        };
        if matches!(leaving.question, Some(Question::Unfinished(_))) {
            return Task::none();
        }
        if office.saver.is_busy() || office.rescan.is_running() {
            return Task::none();
        }
        if office.conflicts.len() > leaving.conflicts {
            self.exit = None;
            let words = "Người khác vừa sửa cùng chỗ với bạn: xem hai bản rồi đóng lại.";
            return self.toasts.push(Notice::error(words));
        }
        match office.saver.state() {
            SaveState::Saved => {
                let exit = leaving.exit.clone();
                self.exit = None;
                self.depart(exit)
            }
            SaveState::Saving => office.flush(),
            SaveState::Failed(_) => self.ask(),
        }
    }

    /// Shows the leave dialog while text is unsaved.
    pub(super) fn ask(&mut self) -> Task<Message> {
        let (Stage::Open(office), Some(leaving)) = (&self.stage, &mut self.exit) else {
            return Task::none();
        };
        let question = leaving.question.get_or_insert_with(|| {
            let is_closing = matches!(leaving.exit, Exit::Close(_));
            // The journal does not store pictures.
            let has_journal = office.journal.is_some() && office.saver.lost().pictures.is_empty();
            Question::Unsaved(Dialog::new(is_closing, has_journal, &self.places.exports))
        });
        let Question::Unsaved(dialog) = question else { return Task::none() };
        let newsroom = &office.desk.newsroom;
        let held = office.saver.held();
        let titles =
            held.iter().filter_map(|(id, _)| Some(format!("“{}”", newsroom.piece(id)?.header.title)));
        let records = office.saver.held_records(newsroom).into_iter();
        let records = records.map(|(record, _)| record.kind().name.to_owned());
        let lost = loss::count(office.saver.lost());
        dialog.tell(titles.chain(records).chain(lost).collect(), office.saver.state());
        Task::none()
    }

    pub(super) fn leave_said(&mut self, message: Said) -> Task<Message> {
        let (Stage::Open(office), Some(leaving)) = (&mut self.stage, &mut self.exit) else {
            return Task::none();
        };
        let Some(Question::Unsaved(dialog)) = &mut leaving.question else { return Task::none() };
        match dialog.update(message) {
            Outcome::Wait(task) => task.map(Message::Leave),
            Outcome::Stay => {
                self.exit = None;
                Task::none()
            }
            Outcome::Retry => {
                office.saver.retry();
                let writes = office.flush();
                dialog.tell_state(office.saver.state());
                Task::batch([writes, self.written()])
            }
            Outcome::Go(way) => office.set_down(way).map(|result| Message::Leave(Said::SetDown(result))),
            Outcome::Gone => {
                let exit = leaving.exit.clone();
                self.exit = None;
                self.forsake(exit)
            }
        }
    }

    pub(super) fn unfinished_said(&mut self, message: unfinished::Message) -> Task<Message> {
        let (Stage::Open(office), Some(leaving)) = (&mut self.stage, self.exit.take()) else {
            return Task::none();
        };
        match message {
            unfinished::Message::Mend => office.open(Place::Settings),
            unfinished::Message::Drop => {
                office.screens.settings.give_up();
                self.leave(leaving.exit)
            }
        }
    }

    /// Withdraws this window's presence notes and leaves; returns to the writes when something was changed
    /// meanwhile.
    fn depart(&mut self, exit: Exit) -> Task<Message> {
        self.farewell().map(move |()| Message::Left(exit.clone()))
    }

    /// Like [`Self::depart`], with text that is only in the journal or in copies.
    fn forsake(&mut self, exit: Exit) -> Task<Message> {
        if let Stage::Open(office) = &mut self.stage {
            office.saver.forsake();
        }
        self.depart(exit)
    }

    pub(super) fn left(&mut self, exit: Exit) -> Task<Message> {
        if matches!(&self.stage, Stage::Open(office) if office.saver.state() != SaveState::Saved) {
            return self.leave(exit);
        }
        let leases = match &self.stage {
            Stage::Open(office) => Some(std::sync::Arc::clone(&office.leases)),
            _ => None,
        };
        let gone = match exit {
            Exit::Close(id) => return window::close(id),
            Exit::Open(path) => self.read(path),
            Exit::Welcome => {
                self.stage = Stage::Welcome(profile::welcome(&self.profile, None));
                Task::none()
            }
        };
        // A note written since then is withdrawn too.
        Task::batch([gone, background(move || drop(leases)).discard()])
    }

    /// Removes this window's files on disk, on a background thread.
    fn farewell(&mut self) -> Task<()> {
        let profile = self.places.profile.clone().map(|file| (self.profile.clone(), file));
        let office = match &mut self.stage {
            Stage::Open(office) => Some((std::sync::Arc::clone(&office.leases), office.journal.take())),
            _ => None,
        };
        background(move || {
            let (sender, receiver) = mpsc::channel();
            let _ = std::thread::spawn(move || {
                if let Some((profile, file)) = profile
                    && let Err(error) = profile.save_to(&file)
                {
                    tracing::warn!(%error, "profile not kept");
                }
                if let Some((leases, journal)) = office {
                    drop(journal);
                    leases.lock().unwrap_or_else(std::sync::PoisonError::into_inner).release();
                }
                let _ = sender.send(());
            });
            // Its notes expire by themselves.
            let _ = receiver.recv_timeout(FAREWELL);
        })
    }
}

impl Office {
    /// Puts unsaved text in a place that outlasts the window.
    fn set_down(&self, way: Way) -> Task<Result<(), String>> {
        let workspace = self.workspace.clone();
        let mut held = self.saver.held();
        let lost = self.saver.lost().pieces.iter().map(|(id, _)| (id.clone(), self.saver.file(id).cloned()));
        held.extend(lost.filter(|(id, _)| !self.saver.holds(id)));
        let newsroom = self.desk.newsroom.snapshot_of(held.iter().map(|(id, _)| id));
        let records = self.saver.held_records(&self.desk.newsroom);
        let pictures = self.saver.lost().pictures.clone();
        let loaded = Arc::clone(&self.desk.pictures);
        let journal = self.journal.clone().map(|journal| (journal.turn(), journal));
        background(move || {
            let mut pieces = held.iter().filter_map(|(id, file)| Some((newsroom.piece(id)?, file.as_ref())));
            match (way, journal) {
                (Way::Copies(folder), _) => {
                    let pictures = pictures.iter().filter_map(|path| loaded.get_key_value(path));
                    let unsaved = rescue::Unsaved {
                        pieces: pieces.collect(),
                        pictures: pictures.map(|(path, data)| (path.as_str(), &**data)).collect(),
                        records: records.into_iter().map(|(record, _)| record).collect(),
                    };
                    rescue::copy(&workspace, &folder, &unsaved).map_err(|error| error.to_string())
                }
                (Way::Journal, Some((turn, journal))) => pieces
                    .try_for_each(|(piece, file)| journal.keep(turn, &workspace, piece, file))
                    .and_then(|()| {
                        records.iter().try_for_each(|(record, stamp)| {
                            journal.keep_record(turn, &workspace, record, stamp.as_ref())
                        })
                    })
                    .map_err(|error| error.to_string()),
                (Way::Journal, None) => Err("Máy này không có thư mục riêng cho nhật ký.".to_owned()),
            }
        })
    }

    /// Commits the text of fields being edited to the newsroom.
    pub(super) fn keep(&mut self) -> Task<Message> {
        let mut tasks = Vec::new();
        for tab in Tab::ALL {
            let action = self.screens.flush(*tab, &self.desk);
            tasks.push(self.take(action));
        }
        Task::batch(tasks)
    }

    /// Carries out the commands among a screen's effects.
    fn take(&mut self, action: Action<Message>) -> Task<Message> {
        let commands = action.effects.into_iter().filter_map(|effect| match effect {
            Effect::Apply(command) => Some(command),
            _ => None,
        });
        let applied: Vec<_> = commands.map(|command| self.apply(command)).collect();
        Task::batch(applied.into_iter().chain([action.task]))
    }

    /// Carries out a command. If it would change a newer version's file, it is refused and the screens reset.
    pub(super) fn apply(&mut self, command: Command) -> Task<Message> {
        if let Some(refusal) = self.desk.newsroom.refusal(&command) {
            let notice = Notice::error(refusal.to_string());
            let back = self.refresh(&refusal.change);
            return Task::batch([back, Task::done(Message::Effect(Effect::Notify(notice)))]);
        }
        let change = self.desk.newsroom.apply(command);
        self.changed(&change)
    }
}
