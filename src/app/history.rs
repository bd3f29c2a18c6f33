//! The history panel's reading, off the window's thread, and the way back to an old revision.

use iced::Task;

use super::{App, Message, Office, Stage};
use crate::newsroom::Command;
use crate::piece::{Piece, PieceId};
use crate::ui::screen::history::{Beside, Comparison, Dialog, Message as Said, Other, Outcome};
use crate::ui::{Notice, background};
use crate::workspace::Revision;

impl App {
    pub(super) fn history(&mut self, message: Said) -> Task<Message> {
        let Stage::Open(office) = &mut self.stage else { return Task::none() };
        let Some(dialog) = &mut office.history else { return Task::none() };
        match dialog.update(message) {
            Outcome::Stay => Task::none(),
            Outcome::Compare(chosen, other) => office.compare(*chosen, other),
            Outcome::Restore(piece) => {
                let task = office.restore(*piece);
                Task::batch([task, self.toasts.push(Notice::undoable("Đã khôi phục bản cũ."))])
            }
            Outcome::Close => {
                office.history = None;
                Task::none()
            }
        }
    }
}

impl Office {
    pub(super) fn open_history(&mut self, id: PieceId) -> Task<Message> {
        let Some(piece) = self.desk.newsroom.piece(&id) else { return Task::none() };
        self.history = Some(Dialog::new(piece));
        let workspace = self.workspace.clone();
        background(move || workspace.revisions(&id).map_err(|error| error.to_string()))
            .map(|revisions| Message::History(Said::Listed(revisions)))
    }

    fn compare(&self, chosen: Revision, other: Beside) -> Task<Message> {
        let Some(dialog) = &self.history else { return Task::none() };
        let Some((index, against)) = dialog.pair() else { return Task::none() };
        let now = self.desk.newsroom.shared(dialog.piece());
        let workspace = self.workspace.clone();
        let shown = against.clone();
        background(move || {
            let read = |revision| workspace.read_revision(revision).map_err(|error| error.to_string());
            let piece = read(&chosen)?;
            match (&other, &now) {
                (Beside::Nothing, _) => Ok(Comparison::with_older(piece, None)),
                (Beside::Revision(other), _) if shown == Other::Before => {
                    Ok(Comparison::with_older(piece, Some(&read(other)?)))
                }
                (Beside::Revision(other), _) => Ok(Comparison::with_other(piece, &read(other)?)),
                (Beside::Now, Some(now)) => Ok(Comparison::with_other(piece, now)),
                (Beside::Now, None) => Err("Bài này không còn trong thư mục làm việc.".to_owned()),
            }
        })
        .map(move |compared| Message::History(Said::Compared(index, against.clone(), Box::new(compared))))
    }

    /// Puts an old revision's title and text in the place of the piece's; what was decided and scheduled since stays.
    fn restore(&mut self, old: Piece) -> Task<Message> {
        self.history = None;
        let id = old.header.id;
        let Some(now) = self.desk.newsroom.piece(&id) else { return Task::none() };
        let mut header = now.header.clone();
        header.title = old.header.title;
        self.apply(Command::All(vec![
            Command::SetHeader(Box::new(header)),
            Command::SetBody { id, body: old.body, is_typing: false },
        ]))
    }
}
