//! Reads revisions for the history panel on a background thread, and restores old ones.

use iced::Task;

use super::message::Head;
use super::{App, Message, Phase, Session, save};
use crate::newsroom::Command;
use crate::piece::PieceId;
use crate::store::{Content, Error, Key, Revision, RevisionId, Stamp, Workspace};
use crate::ui::screen::history::{Beside, Comparison, Dialog, Message as DialogMessage, Reply};
use crate::ui::{Notice, background};

impl App {
    pub(super) fn history(&mut self, message: DialogMessage) -> Task<Message> {
        let Phase::Open(session) = &mut self.phase else { return Task::none() };
        let Some(dialog) = session.dialogs.get_mut::<Dialog>() else { return Task::none() };
        match dialog.update(message) {
            Reply::Stay => Task::none(),
            Reply::Compare(chosen, other) => session.compare(*chosen, other),
            Reply::Restore(content) => {
                let restored = session.restore(*content);
                let (task, notice) = match restored {
                    Ok(task) => (task, Notice::undoable("Đã khôi phục bản cũ.")),
                    Err(trouble) => (Task::none(), Notice::error(trouble)),
                };
                Task::batch([task, self.toasts.push(notice)])
            }
            Reply::Name(id, name) => {
                let key = dialog.key().clone();
                session.list_revisions(key, Some((id, name)))
            }
            Reply::Merge(head) => {
                let key = dialog.key().clone();
                session.dialogs.close::<Dialog>();
                session.read_head(key, *head)
            }
            Reply::Close => {
                session.dialogs.close::<Dialog>();
                Task::none()
            }
        }
    }
}

impl App {
    /// Merges a head into the window's version; the next save has both as parents.
    pub(super) fn head_read(&mut self, key: &Key, read: Result<Head, String>) -> Task<Message> {
        let Phase::Open(session) = &mut self.phase else { return Task::none() };
        let head = match read {
            Ok(head) => head,
            Err(trouble) => return self.toasts.push(Notice::error(trouble)),
        };
        let Some(mine) = session.content(key) else { return Task::none() };
        // The current write does not include this text.
        if session.saver.is_writing(key) || mine.is_newer() || head.content.is_newer() {
            return self.toasts.push(Notice::error("Chưa gộp được lúc này: thử lại sau khi đã lưu."));
        }
        session.saver.join_head(key, head.revision_id);
        let (task, notice) = session.merge_in(key, head.base.as_ref(), &head.content);
        Task::batch([task].into_iter().chain(notice.map(|notice| self.toasts.push(notice))))
    }
}

impl Session {
    fn read_head(&self, key: Key, head: Revision) -> Task<Message> {
        let workspace = self.workspace.clone();
        let current = self.saver.stamp(&key);
        let of = key.clone();
        background(move || {
            let (content, base) =
                workspace.read_head(&of, &head, current.as_ref()).map_err(|error| error.to_string())?;
            Ok(Head { revision_id: head.revision_id, content, base })
        })
        .map(move |read| Message::HeadRead(key.clone(), Box::new(read)))
    }

    /// The window's current version.
    pub(super) fn content(&self, key: &Key) -> Option<Content> {
        save::content(&self.context.newsroom, key)
    }

    pub(super) fn open_history(&mut self, key: Key) -> Task<Message> {
        let title = match self.content(&key) {
            Some(Content::Piece(piece)) => piece.header.title.clone(),
            Some(Content::Record(record)) => record.kind().name.to_owned(),
            None => return Task::none(),
        };
        self.dialogs.open(Dialog::new(key.clone(), title));
        self.list_revisions(key, None)
    }

    /// Lists the revisions for the dialog, once one of them was given a name.
    fn list_revisions(&self, key: Key, named: Option<(RevisionId, String)>) -> Task<Message> {
        let workspace = self.workspace.clone();
        let stamp = self.saver.stamp(&key);
        let list = move || {
            if let Some((id, name)) = named {
                workspace.name_revision(&key, id, &name).map_err(|error| error.to_string())?;
            }
            listed(&workspace, &key, stamp.as_ref()).map_err(|error| error.to_string())
        };
        background(list).map(|listed| Message::History(DialogMessage::Listed(listed)))
    }

    /// Opens the history at the words that a step agreed to, beside the present ones.
    pub(super) fn compare_approval(&mut self, id: &PieceId, step: &str) -> Task<Message> {
        let approval = self.context.newsroom.piece(id).and_then(|piece| piece.header.approval(step));
        let Some(approval) = approval.cloned() else { return Task::none() };
        let listed = self.open_history(id.into());
        let (workspace, key) = (self.workspace.clone(), Key::from(id));
        let agreed = background(move || workspace.agreed_revision(&key, &approval))
            .map(|agreed| Message::History(DialogMessage::Agreed(agreed)));
        listed.chain(agreed)
    }

    fn compare(&self, chosen: Revision, other: Beside) -> Task<Message> {
        let Some(dialog) = self.dialogs.get::<Dialog>() else { return Task::none() };
        let Some((index, against)) = dialog.pair() else { return Task::none() };
        let key = dialog.key().clone();
        let now = self.content(&key);
        let newsroom = self.context.newsroom.snapshot_of([]);
        let workspace = self.workspace.clone();
        background(move || {
            let plan = newsroom.plan();
            let read = |revision| workspace.read_content(&key, revision).map_err(|error| error.to_string());
            let content = read(&chosen)?;
            match (&other, &now) {
                (Beside::Nothing, _) => Ok(Comparison::with_older(content, None, false, plan)),
                (Beside::Older(older), _) => {
                    let mut readable = older.iter().enumerate();
                    let nearest = readable.find_map(|(skipped, older)| Some((skipped, read(older).ok()?)));
                    let is_after_damage =
                        nearest.as_ref().map_or(!older.is_empty(), |(skipped, _)| *skipped > 0);
                    let older = nearest.map(|(_, older)| older);
                    Ok(Comparison::with_older(content, older.as_ref(), is_after_damage, plan))
                }
                (Beside::Revision(other), _) => Ok(Comparison::with_other(content, &read(other)?, plan)),
                (Beside::Now, Some(now)) => Ok(Comparison::with_other(content, now, plan)),
                (Beside::Now, None) => Err("Bài này không còn trong thư mục làm việc.".to_owned()),
            }
        })
        .map(move |compared| {
            Message::History(DialogMessage::Compared(index, against.clone(), Box::new(compared)))
        })
    }

    /// Replaces the piece's title and text by those of an old revision; decisions and scheduling made since
    /// stay. For a record, all fields.
    fn restore(&mut self, old: Content) -> Result<Task<Message>, &'static str> {
        if old.is_newer() {
            return Err(
                "Bản này do phiên bản mới hơn của Tòa soạn ghi: hãy cập nhật chương trình để khôi phục nó.",
            );
        }
        self.dialogs.close::<Dialog>();
        let command = match old {
            Content::Record(record) => Some(self.context.newsroom.replaced(record)),
            Content::Piece(old) => self.context.newsroom.piece(&old.header.id).map(|now| {
                let mut header = now.header.clone();
                header.title.clone_from(&old.header.title);
                let (id, body) = (old.header.id.clone(), old.body.to_string());
                Command::All(vec![
                    Command::SetHeader(Box::new(header)),
                    Command::SetBody { id, body, is_typing: false },
                ])
            }),
        };
        Ok(command.map_or_else(Task::none, |command| self.apply(command)))
    }
}

/// The revisions, oldest first, and the one in the file.
fn listed(
    workspace: &Workspace,
    key: &Key,
    stamp: Option<&Stamp>,
) -> Result<(Vec<Revision>, Option<RevisionId>), Error> {
    let own = stamp.map(|stamp| workspace.revision_of(key, stamp)).transpose()?.flatten();
    Ok((workspace.revisions(key)?, own.map(|own| own.revision_id)))
}
