//! Recovers content: from the trash, the last good revision of a broken file, or an earlier window.

use iced::Task;

use super::dialog::State;
use super::message::RecoveryMessage as Message;
use super::{App, Message as AppMessage, Phase, Session, outside};
use crate::store::{Key, Problem, SaveError, Workspace};
use crate::ui::screen::quarantine::{self, Way};
use crate::ui::screen::{recovery, trash};
use crate::ui::{Notice, background};

impl App {
    /// After a message for a dialog closed meanwhile, still take in what was restored.
    pub(super) fn update_recovery(&mut self, message: Message) -> Task<AppMessage> {
        match message {
            Message::Trash(message) => self.trash(message),
            Message::File(message) => self.quarantine(message),
            Message::Unsaved(message) => self.recovery(message),
        }
    }

    fn trash(&mut self, message: trash::Message) -> Task<AppMessage> {
        let Phase::Open(session) = &mut self.phase else { return Task::none() };
        let Some(dialog) = session.dialogs.get_mut::<trash::Dialog>() else { return session.rescan() };
        match dialog.update(message) {
            trash::Reply::Stay => Task::none(),
            trash::Reply::Restore(file) => {
                let workspace = session.workspace.clone();
                background(move || workspace.restore_any(&file).map_err(|error| error.to_string()))
                    .map(|result| AppMessage::Recovery(Message::Trash(trash::Message::Restored(result))))
            }
            trash::Reply::Restored(restored) => {
                let tasks = [session.rescan(), session.open_trash()];
                let name = restored.name;
                let notice = Notice::done(if restored.is_replacement {
                    format!("Đã khôi phục “{name}”. Bản vừa được thay vẫn còn trong lịch sử.")
                } else {
                    format!("Đã khôi phục “{name}”.")
                });
                Task::batch(tasks.into_iter().chain([self.toasts.push(notice)]))
            }
            trash::Reply::Close => session.close::<trash::Dialog>(),
        }
    }

    fn quarantine(&mut self, message: quarantine::Message) -> Task<AppMessage> {
        let Phase::Open(session) = &mut self.phase else { return Task::none() };
        let Some(dialog) = session.dialogs.get_mut::<quarantine::Dialog>() else { return session.rescan() };
        match dialog.update(message) {
            quarantine::Reply::Stay => Task::none(),
            quarantine::Reply::Show => {
                let place = session.workspace.locate(&dialog.problem().path);
                place.map_or_else(|_| Task::none(), |place| outside::show(&place))
            }
            quarantine::Reply::Repair(way) => {
                let workspace = session.workspace.clone();
                let problem = dialog.problem().clone();
                background(move || put_right(&workspace, &problem, way).map_err(|error| error.to_string()))
                    .map(|result| AppMessage::Recovery(Message::File(quarantine::Message::Repaired(result))))
            }
            quarantine::Reply::Adopt(text) => {
                let path = dialog.problem().path.clone();
                let name = path.rsplit('/').next().unwrap_or(&path);
                match session.take_text(name, &text) {
                    Ok((opened, told)) => {
                        let workspace = session.workspace.clone();
                        let trashed = background(move || match workspace.trash(&path) {
                            Ok(_) => Ok(format!("{told} Tệp cũ đã vào thùng rác.")),
                            Err(error) => Err(format!("{told} Chưa bỏ được tệp cũ: {error}")),
                        });
                        let done = |result| {
                            AppMessage::Recovery(Message::File(quarantine::Message::Repaired(result)))
                        };
                        Task::batch([opened, trashed.map(done)])
                    }
                    Err(trouble) => self.quarantine(quarantine::Message::Repaired(Err(trouble))),
                }
            }
            quarantine::Reply::Repaired(told) => {
                let path = dialog.problem().path.clone();
                session.context.problems.retain(|problem| problem.path != path);
                let tasks = [session.rescan(), session.close::<quarantine::Dialog>()];
                Task::batch(tasks.into_iter().chain([self.toasts.push(Notice::done(told))]))
            }
            quarantine::Reply::ReadCopy => session.read_copy(),
            quarantine::Reply::Merge(copy) => {
                if session.saver.is_writing(copy.file.key()) {
                    let trouble = Err("Đang lưu dở: bấm lại sau giây lát.".to_owned());
                    return self.quarantine(quarantine::Message::CopyRead(trouble));
                }
                session.dialogs.close::<quarantine::Dialog>();
                self.copy_taken(*copy)
            }
            quarantine::Reply::Close => session.close::<quarantine::Dialog>(),
        }
    }

    fn recovery(&mut self, message: recovery::Message) -> Task<AppMessage> {
        let Phase::Open(session) = &mut self.phase else { return Task::none() };
        let Some(dialog) = session.dialogs.get_mut::<recovery::Dialog>() else { return session.rescan() };
        match dialog.update(message) {
            recovery::Reply::Stay => Task::none(),
            recovery::Reply::Close => session.close::<recovery::Dialog>(),
            recovery::Reply::Recover(index) => {
                session.dialogs.close::<recovery::Dialog>();
                self.recover(index)
            }
            recovery::Reply::Discard(index) => {
                session.dialogs.close::<recovery::Dialog>();
                session.discard(index)
            }
        }
    }
}

/// Carries out the chosen remedy for a problem; returns a message.
fn put_right(workspace: &Workspace, problem: &Problem, way: Way) -> Result<String, SaveError> {
    match way {
        Way::LastGood => {
            let what = workspace.restore_last_good(problem)?.name();
            Ok(format!(
                "Đã lấy lại bản tốt gần nhất của {what}. Tệp hỏng vẫn còn trong lịch sử (tệp quá lớn: trong thùng rác)."
            ))
        }
        Way::NewId => {
            let name = workspace.give_new_id(&problem.path)?.content.name();
            Ok(format!("Đã cấp mã mới: {name} nay đứng riêng."))
        }
        Way::Discard => {
            let _ = workspace.trash(&problem.path)?;
            Ok("Đã bỏ tệp vào thùng rác.".to_owned())
        }
    }
}

impl Session {
    pub(super) fn open_trash(&mut self) -> Task<AppMessage> {
        if self.dialogs.get::<trash::Dialog>().is_none() {
            self.dialogs.open(trash::Dialog::default());
        }
        let workspace = self.workspace.clone();
        background(move || workspace.all_trashed())
            .map(|files| AppMessage::Recovery(Message::Trash(trash::Message::Listed(files))))
    }

    /// Shows the raw content of a file that cannot be opened.
    pub(super) fn inspect(&mut self, problem: Problem) -> Task<AppMessage> {
        let path = problem.path.clone();
        self.dialogs.open(quarantine::Dialog::new(problem));
        let workspace = self.workspace.clone();
        background(move || workspace.as_text(&path).map_err(|error| error.to_string()))
            .map(|content| AppMessage::Recovery(Message::File(quarantine::Message::Read(content))))
    }

    /// Reads the conflict copy of a record in the open dialog and adds it to the history, to be merged.
    fn read_copy(&self) -> Task<AppMessage> {
        let Some(dialog) = self.dialogs.get::<quarantine::Dialog>() else { return Task::none() };
        let Problem { path, twin, .. } = dialog.problem().clone();
        let workspace = self.workspace.clone();
        let kind = workspace.kinds().iter().find(|kind| twin.as_deref() == Some(kind.path));
        let Some(key) = kind.map(Key::from) else { return Task::none() };
        let current = self.saver.stamp(&key);
        let is_read_only = self.content(&key).is_none_or(|content| content.is_newer());
        background(move || {
            let copy = workspace.read_copy(&key, &path).map_err(|problem| problem.to_string())?;
            if is_read_only || copy.content.is_newer() {
                return Err(
                    "Có bản do phiên bản mới hơn của Tòa soạn ghi: hãy cập nhật chương trình rồi gộp."
                        .to_owned(),
                );
            }
            workspace.take_copy(copy, current.as_ref()).map(Box::new).map_err(|error| error.to_string())
        })
        .map(|copy| AppMessage::Recovery(Message::File(quarantine::Message::CopyRead(copy))))
    }

    /// Compares unsaved text with the current piece.
    pub(super) fn compare_unsaved(&mut self, index: usize) -> Task<AppMessage> {
        let Some(unsaved) = self.context.unsaved.get(index) else { return Task::none() };
        let Some(piece) = unsaved.content.piece().cloned() else { return Task::none() };
        self.dialogs.open(recovery::Dialog::new(index, &piece.header.title));
        let now = self.context.newsroom.shared(&piece.header.id);
        background(move || recovery::compare(now.as_deref(), &piece))
            .map(|chunks| AppMessage::Recovery(Message::Unsaved(recovery::Message::Compared(chunks))))
    }

    fn close<T: State>(&mut self) -> Task<AppMessage> {
        self.dialogs.close::<T>();
        Task::none()
    }
}
