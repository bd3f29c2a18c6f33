//! The history panel's reading, off the window's thread, and the way back to an old revision.

use iced::Task;

use super::message::Head;
use super::{App, Message, Office, Stage};
use crate::newsroom::Command;
use crate::piece::merge;
use crate::piece::{Piece, PieceId};
use crate::ui::screen::history::{Beside, Comparison, Dialog, Message as Said, Outcome};
use crate::ui::{Notice, background};
use crate::workspace::{Error, Revision};

impl App {
    pub(super) fn history(&mut self, message: Said) -> Task<Message> {
        let Stage::Open(office) = &mut self.stage else { return Task::none() };
        let Some(dialog) = office.dialogs.get_mut::<Dialog>() else { return Task::none() };
        match dialog.update(message) {
            Outcome::Stay => Task::none(),
            Outcome::Compare(chosen, other) => office.compare(*chosen, other),
            Outcome::Restore(piece) => {
                let task = office.restore(*piece);
                Task::batch([task, self.toasts.push(Notice::undoable("Đã khôi phục bản cũ."))])
            }
            Outcome::Merge(head) => {
                let id = dialog.piece().clone();
                office.dialogs.close::<Dialog>();
                office.read_head(id, *head)
            }
            Outcome::Close => {
                office.dialogs.close::<Dialog>();
                Task::none()
            }
        }
    }
}

impl App {
    /// Merges a head with the piece; the next save follows both.
    pub(super) fn head_read(&mut self, id: &PieceId, read: Result<Head, String>) -> Task<Message> {
        let Stage::Open(office) = &mut self.stage else { return Task::none() };
        let head = match read {
            Ok(head) => head,
            Err(trouble) => return self.toasts.push(Notice::error(trouble)),
        };
        let Some(mine) = office.desk.newsroom.piece(id) else { return Task::none() };
        // The write under way does not have these words.
        if office.saver.is_writing(id) || mine.header.is_newer() {
            return self.toasts.push(Notice::error("Chưa gộp được lúc này: thử lại sau khi bài đã lưu."));
        }
        let merged = match &head.base {
            Some(base) => merge::merge(base, mine, &head.piece),
            None => merge::merge_without_base(mine, &head.piece),
        };
        office.saver.join_head(id, head.mark);
        let (task, notice) = office.bring(id, merged);
        Task::batch([task, self.toasts.push(notice)])
    }
}

impl Office {
    fn read_head(&self, id: PieceId, head: Revision) -> Task<Message> {
        let workspace = self.workspace.clone();
        let current = self.saver.stamp(&id);
        background(move || {
            let (piece, base) =
                workspace.read_head(&head, current.as_ref()).map_err(|error| error.to_string())?;
            Ok(Head { mark: head.mark, piece, base })
        })
        .map(move |read| Message::HeadRead(id.clone(), Box::new(read)))
    }

    pub(super) fn open_history(&mut self, id: PieceId) -> Task<Message> {
        let Some(piece) = self.desk.newsroom.piece(&id) else { return Task::none() };
        self.dialogs.open(Dialog::new(piece));
        let workspace = self.workspace.clone();
        let stamp = self.saver.stamp(&id);
        let list = move || {
            let own = stamp.map(|stamp| workspace.revision_of(&id, &stamp)).transpose()?.flatten();
            Ok((workspace.revisions(&id)?, own.map(|own| own.mark)))
        };
        background(move || list().map_err(|error: Error| error.to_string()))
            .map(|listed| Message::History(Said::Listed(listed)))
    }

    fn compare(&self, chosen: Revision, other: Beside) -> Task<Message> {
        let Some(dialog) = self.dialogs.get::<Dialog>() else { return Task::none() };
        let Some((index, against)) = dialog.pair() else { return Task::none() };
        let now = self.desk.newsroom.shared(dialog.piece());
        let workspace = self.workspace.clone();
        background(move || {
            let read = |revision| workspace.read_revision(revision).map_err(|error| error.to_string());
            let piece = read(&chosen)?;
            match (&other, &now) {
                (Beside::Nothing, _) => Ok(Comparison::with_older(piece, None, false)),
                (Beside::Older(older), _) => {
                    let mut readable = older.iter().enumerate();
                    let nearest = readable
                        .find_map(|(skipped, older)| Some((skipped, workspace.read_revision(older).ok()?)));
                    let is_after_damage =
                        nearest.as_ref().map_or(!older.is_empty(), |(skipped, _)| *skipped > 0);
                    let older = nearest.map(|(_, older)| older);
                    Ok(Comparison::with_older(piece, older.as_ref(), is_after_damage))
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
        self.dialogs.close::<Dialog>();
        let id = old.header.id;
        let Some(now) = self.desk.newsroom.piece(&id) else { return Task::none() };
        let mut header = now.header.clone();
        header.title = old.header.title;
        self.apply(Command::All(vec![
            Command::SetHeader(Box::new(header)),
            Command::SetBody { id, body: old.body.into_string(), is_typing: false },
        ]))
    }
}
