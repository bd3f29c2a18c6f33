//! Leaving a workspace with every word in its file.

use std::path::PathBuf;

use iced::{Task, window};

use super::{App, Message, Office, Stage, open};
use crate::newsroom::Command;
use crate::ui::{Action, Effect, Notice};

/// Where to, once everything is written.
#[derive(Debug, Clone)]
pub(super) enum Exit {
    Close(window::Id),
    Open(PathBuf),
    Welcome,
}

impl App {
    /// Writes what is not yet written, then goes; stays, saying why, when that fails. A write under way is waited
    /// for: [`Self::written`] goes on after it.
    pub(super) fn leave(&mut self, exit: Exit) -> Task<Message> {
        self.exit = None;
        if let Stage::Open(office) = &mut self.stage {
            let kept = office.keep();
            if office.saver.is_busy() {
                self.exit = Some(exit);
                return kept;
            }
            if let Err(reason) = office.flush_now() {
                // A colleague's words may be all that stands in the way: they are merged with now.
                office.saver.retry();
                let again = office.flush();
                let trouble = match exit {
                    Exit::Close(_) => format!("Chưa đóng vì còn chữ chưa lưu được: {reason}"),
                    _ => format!("Chưa rời thư mục này vì còn chữ chưa lưu được: {reason}"),
                };
                return Task::batch([kept, again, self.toasts.push(Notice::error(trouble))]);
            }
        }
        if let Stage::Open(office) = &self.stage {
            office.release();
        }
        match exit {
            Exit::Close(id) => {
                self.remember();
                window::close(id)
            }
            Exit::Open(path) => self.read(path),
            Exit::Welcome => {
                self.stage = Stage::Welcome(open::welcome(&self.profile, None));
                Task::none()
            }
        }
    }

    /// After a write ended: goes, if that was waited for.
    pub(super) fn written(&mut self) -> Task<Message> {
        let is_writing = matches!(&self.stage, Stage::Open(office) if office.saver.is_busy());
        match self.exit.take_if(|_| !is_writing) {
            Some(exit) => self.leave(exit),
            None => Task::none(),
        }
    }
}

impl Office {
    /// Takes what stands in fields, typed just now, into the newsroom.
    pub(super) fn keep(&mut self) -> Task<Message> {
        let mut tasks = Vec::new();
        let calendar = self.calendar.flush(&self.desk);
        tasks.push(self.take(calendar, Message::Calendar));
        if let Some(command) = self.draft.flush(&self.desk) {
            tasks.push(self.apply(command));
        }
        let poster = self.poster.flush(&self.desk);
        tasks.push(self.take(poster, Message::Poster));
        Task::batch(tasks)
    }

    /// Carries out the commands among a screen's effects.
    fn take<M: Send + 'static>(
        &mut self,
        action: Action<M>,
        wrap: impl Fn(M) -> Message + Send + 'static,
    ) -> Task<Message> {
        let commands = action.effects.into_iter().filter_map(|effect| match effect {
            Effect::Apply(command) => Some(command),
            _ => None,
        });
        let applied: Vec<_> = commands.map(|command| self.apply(command)).collect();
        Task::batch(applied.into_iter().chain([action.task.map(wrap)]))
    }

    pub(super) fn apply(&mut self, command: Command) -> Task<Message> {
        let change = self.desk.newsroom.apply(command);
        self.changed(&change)
    }
}
