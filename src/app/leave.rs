//! Leaving a workspace with every change saved, or where the user chooses to put it.

use std::sync::{Arc, mpsc};
use std::time::Duration;

use iced::{Task, window};

use super::message::Exit;
use super::{App, Message, Phase, Session, Tab, loss, profile};
use crate::newsroom::Command;
use crate::store::rescue;
use crate::ui::screen::leave::{Dialog, Message as DialogMessage, Reply, Way};
use crate::ui::screen::unfinished;
use crate::ui::{Action, Effect, Notice, SaveState, after, background};

/// After this long, show the leave dialog.
const GRACE: Duration = Duration::from_millis(1500);
/// Longest wait for an unresponsive share before the window closes.
const CLEAN_UP_TIMEOUT: Duration = Duration::from_secs(1);

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
    /// Fields of a screen with invalid values.
    Unfinished(Tab, unfinished::Dialog),
    /// Text that cannot be saved.
    Unsaved(Dialog),
}

impl App {
    /// Starts the remaining writes, then leaves: [`Self::written`] continues when they have ended.
    pub(super) fn leave(&mut self, exit: Exit) -> Task<Message> {
        let Phase::Open(session) = &mut self.phase else {
            let is_closing = matches!(exit, Exit::Close(_));
            return if is_closing { self.finish_leaving(exit) } else { self.left(exit) };
        };
        if let Some((tab, fields)) = session.unfinished() {
            let is_closing = matches!(exit, Exit::Close(_));
            let dialog = unfinished::Dialog::new(is_closing, tab.face().1, fields);
            let question = Question::Unfinished(tab, dialog);
            self.exit = Some(Leaving { exit, conflicts: session.conflicts.len(), question: Some(question) });
            return session.flush();
        }
        let kept = session.keep();
        if session.saver.state() == SaveState::Saved {
            return Task::batch([kept, self.finish_leaving(exit)]);
        }
        session.saver.retry();
        let writes = session.flush();
        self.exit = Some(Leaving { exit, conflicts: session.conflicts.len(), question: None });
        let grace = after(GRACE).map(|()| Message::LeaveWaits);
        Task::batch([kept, writes, grace])
    }

    /// After a write has ended: leaves if an exit waits for it, or shows the leave dialog if it failed.
    pub(super) fn written(&mut self) -> Task<Message> {
        let (Phase::Open(session), Some(leaving)) = (&mut self.phase, &mut self.exit) else {
            return Task::none();
        };
        if matches!(leaving.question, Some(Question::Unfinished(..))) {
            return Task::none();
        }
        if session.saver.is_busy() || session.rescan.is_running() {
            return Task::none();
        }
        if session.conflicts.len() > leaving.conflicts {
            self.exit = None;
            let words = "Người khác vừa sửa cùng chỗ với bạn: xem hai bản rồi đóng lại.";
            return self.toasts.push(Notice::error(words));
        }
        match session.saver.state() {
            SaveState::Saved => {
                let exit = leaving.exit.clone();
                self.exit = None;
                self.finish_leaving(exit)
            }
            SaveState::Saving => session.flush(),
            SaveState::Failed(_) => self.ask(),
        }
    }

    /// Shows the leave dialog while text is unsaved.
    pub(super) fn ask(&mut self) -> Task<Message> {
        let (Phase::Open(session), Some(leaving)) = (&self.phase, &mut self.exit) else {
            return Task::none();
        };
        let question = leaving.question.get_or_insert_with(|| {
            let is_closing = matches!(leaving.exit, Exit::Close(_));
            // The journal does not store pictures.
            let has_journal = session.journal.is_some() && session.saver.lost().pictures.is_empty();
            Question::Unsaved(Dialog::new(is_closing, has_journal, &self.places.exports))
        });
        let Question::Unsaved(dialog) = question else { return Task::none() };
        let newsroom = &session.context.newsroom;
        let unsaved = session.saver.unsaved(newsroom);
        let names = unsaved.iter().map(|(content, _)| content.name());
        let lost = loss::count(session.saver.lost());
        dialog.set_waiting(names.chain(lost).collect(), session.saver.state());
        Task::none()
    }

    pub(super) fn leave_dialog(&mut self, message: DialogMessage) -> Task<Message> {
        let (Phase::Open(session), Some(leaving)) = (&mut self.phase, &mut self.exit) else {
            return Task::none();
        };
        let Some(Question::Unsaved(dialog)) = &mut leaving.question else { return Task::none() };
        match dialog.update(message) {
            Reply::Wait(task) => task.map(Message::Leave),
            Reply::Stay => {
                self.exit = None;
                Task::none()
            }
            Reply::Retry => {
                session.saver.retry();
                let writes = session.flush();
                dialog.set_state(session.saver.state());
                Task::batch([writes, self.written()])
            }
            Reply::Go(way) => {
                session.keep_elsewhere(way).map(|result| Message::Leave(DialogMessage::KeptElsewhere(result)))
            }
            Reply::Gone => {
                let exit = leaving.exit.clone();
                self.exit = None;
                self.abandon(exit)
            }
        }
    }

    pub(super) fn unfinished_dialog(&mut self, message: unfinished::Message) -> Task<Message> {
        let (Phase::Open(session), Some(leaving)) = (&mut self.phase, self.exit.take()) else {
            return Task::none();
        };
        let Some(Question::Unfinished(tab, _)) = leaving.question else { return Task::none() };
        match message {
            unfinished::Message::Correct => {
                let is_of_plan = tab == Tab::Plan;
                session.open(if is_of_plan {
                    session.screens.plan.place_of_unfinished()
                } else {
                    tab.route()
                })
            }
            unfinished::Message::Drop => {
                if tab == Tab::Plan {
                    session.screens.plan.give_up(&session.context);
                } else {
                    session.screens.settings.give_up();
                }
                self.leave(leaving.exit)
            }
        }
    }

    /// Withdraws this window's presence notes and leaves; returns to the writes when something was changed
    /// meanwhile.
    fn finish_leaving(&mut self, exit: Exit) -> Task<Message> {
        self.clean_up().map(move |()| Message::Left(exit.clone()))
    }

    /// Like [`Self::finish_leaving`], with text that is only in the journal or in copies.
    fn abandon(&mut self, exit: Exit) -> Task<Message> {
        if let Phase::Open(session) = &mut self.phase {
            session.saver.abandon();
        }
        self.finish_leaving(exit)
    }

    pub(super) fn left(&mut self, exit: Exit) -> Task<Message> {
        if matches!(&self.phase, Phase::Open(session) if session.saver.state() != SaveState::Saved) {
            return self.leave(exit);
        }
        let leases = match &self.phase {
            Phase::Open(session) => Some(std::sync::Arc::clone(&session.leases)),
            _ => None,
        };
        let gone = match exit {
            // The prompter's window closes with the first one.
            Exit::Close(id) => return window::close(id).chain(iced::exit()),
            Exit::Open(path) => self.read(path),
            Exit::Welcome => {
                self.phase = Phase::Welcome(profile::welcome(&self.profile, String::new(), None));
                Task::none()
            }
        };
        // A note written since then is withdrawn too.
        Task::batch([gone, background(move || drop(leases)).discard()])
    }

    /// Removes this window's files on disk, on a background thread.
    fn clean_up(&mut self) -> Task<()> {
        let file = self.places.profile.clone();
        let remember = file.map(|file| self.profile_writer.write(&self.profile, file));
        let session = match &mut self.phase {
            Phase::Open(session) => Some((std::sync::Arc::clone(&session.leases), session.journal.take())),
            _ => None,
        };
        background(move || {
            let (sender, receiver) = mpsc::channel();
            let _ = std::thread::spawn(move || {
                if let Some(remember) = remember {
                    remember();
                }
                if let Some((leases, journal)) = session {
                    drop(journal);
                    leases.lock().unwrap_or_else(std::sync::PoisonError::into_inner).release();
                }
                let _ = sender.send(());
            });
            // Its notes expire by themselves.
            let _ = receiver.recv_timeout(CLEAN_UP_TIMEOUT);
        })
    }
}

impl Session {
    /// A screen with invalid fields, and their names.
    fn unfinished(&self) -> Option<(Tab, Vec<String>)> {
        let of_settings = self.screens.settings.unfinished(&self.context);
        let of_plan = self.screens.plan.unfinished(&self.context);
        let mut all = [(Tab::Settings, of_settings), (Tab::Plan, of_plan)].into_iter();
        all.find(|(_, fields)| !fields.is_empty())
    }

    /// Puts unsaved text in a place that outlasts the window.
    fn keep_elsewhere(&self, way: Way) -> Task<Result<(), String>> {
        let workspace = self.workspace.clone();
        let newsroom = &self.context.newsroom;
        let mut contents = self.saver.unsaved(newsroom);
        let lost = self.saver.lost().files.iter().map(|(key, _)| key);
        contents.extend(
            lost.filter(|key| !self.saver.has_changes(*key))
                .filter_map(|key| Some((self.content(key)?, self.saver.file(key).cloned()))),
        );
        let pictures = self.saver.lost().pictures.clone();
        let loaded = Arc::clone(&self.context.pictures);
        let journal = self.journal.clone().map(|journal| (journal.turn(), journal));
        background(move || match (way, journal) {
            (Way::Copies(folder), _) => {
                let pictures = pictures.iter().filter_map(|path| loaded.get_key_value(path));
                let unsaved = rescue::Unsaved {
                    contents: &contents,
                    pictures: pictures.map(|(path, data)| (path.as_str(), &**data)).collect(),
                };
                rescue::copy(&workspace, &folder, &unsaved).map_err(|error| error.to_string())
            }
            (Way::Journal, Some((turn, journal))) => contents
                .iter()
                .try_for_each(|(content, file)| journal.keep(turn, &workspace, content, file.as_ref()))
                .map_err(|error| error.to_string()),
            (Way::Journal, None) => Err("Máy này không có thư mục riêng cho nhật ký.".to_owned()),
        })
    }

    /// Commits the text of fields being edited to the newsroom.
    pub(super) fn keep(&mut self) -> Task<Message> {
        let mut tasks = Vec::new();
        for tab in Tab::ALL {
            let action = self.screens.flush(*tab, &self.context);
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
        if let Some(refusal) = self.context.newsroom.refusal(&command) {
            let notice = Notice::error(refusal.to_string());
            let back = self.refresh(&refusal.change);
            return Task::batch([back, Task::done(Message::Effect(Effect::Notify(notice)))]);
        }
        let change = self.context.newsroom.apply(command);
        self.changed(&change)
    }
}
