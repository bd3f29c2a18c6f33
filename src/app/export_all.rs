//! Exports everything into one folder on a background thread and reports progress.

use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use iced::Task;
use iced::futures::channel::mpsc;

use super::{App, Message, Phase, Session};
use crate::export::all::{All, Event};
use crate::export::ics::Changes;
use crate::piece::{Piece, PieceId};
use crate::store::Key;
use crate::ui::screen::export_all::{self, Progress, Reply};
use crate::ui::{Notice, background};

impl App {
    pub(super) fn export_all(&mut self, message: export_all::Message) -> Task<Message> {
        let Phase::Open(session) = &mut self.phase else { return Task::none() };
        let Some(dialog) = session.dialogs.get_mut::<export_all::Dialog>() else {
            // Report the result even if the dialog was closed meanwhile.
            let export_all::Message::Finished(result) = message else { return Task::none() };
            return self.toasts.push(match result {
                Ok(summary) => Notice::done(format!("Đã xuất {}", summary.counted())),
                Err(trouble) => Notice::error(trouble),
            });
        };
        match dialog.update(message) {
            Reply::Stay(task) => task.map(Message::ExportAll),
            Reply::Write(folder, is_stopped) => session.write_all(folder, is_stopped),
            Reply::Show(folder) => super::outside::open(&folder),
            Reply::Close => {
                session.dialogs.close::<export_all::Dialog>();
                Task::none()
            }
        }
    }
}

impl Session {
    fn write_all(&self, folder: PathBuf, is_stopped: Arc<AtomicBool>) -> Task<Message> {
        let newsroom = self.context.newsroom.snapshot();
        let pictures = Arc::clone(&self.context.pictures);
        let entries = self.saver.entries();
        let workspace = self.workspace.clone();
        let times = self.times();
        let (sender, receiver) = mpsc::unbounded();
        let write = move || {
            let all = All::new(&newsroom, |id| entries.get(&Key::from(id))?.path());
            // The folder itself may contain the workspace.
            let folders = std::iter::once(folder.clone()).chain(all.folders(&folder));
            for folder in folders {
                workspace.check_destination(&folder).map_err(|error| error.to_string())?;
            }
            let (done, total) = (AtomicUsize::new(0), all.len());
            // Works on a copy with its texts unpacked, dropped once its files are written.
            let whole = |piece: &Piece| Ok(Cow::Owned(piece.clone()));
            let times = times.read(&workspace);
            let of_piece = |id: &PieceId| times.of_piece(id);
            let deleted = workspace.deleted();
            let changes = Changes { of_piece: &of_piece, shared: times.of_records(), deleted: &deleted };
            let pictures = |path: &str| pictures.get(path).cloned();
            let summary = all.write(&folder, whole, &pictures, &changes, |event| {
                match event {
                    Event::Begun(path) => {
                        let current = path.display().to_string();
                        let done = done.load(Ordering::Relaxed);
                        // The receiver is gone when the window is closing.
                        let _ = sender.unbounded_send(Progress { done, total, current });
                    }
                    Event::Ended => {
                        let _ = done.fetch_add(1, Ordering::Relaxed);
                    }
                }
                !is_stopped.load(Ordering::Relaxed)
            });
            for (path, reason) in summary.iter().flat_map(|summary| &summary.failed) {
                tracing::error!(path = %path.display(), "{reason}");
            }
            summary.map_err(|error| error.to_string())
        };
        Task::batch([
            Task::run(receiver, export_all::Message::Progressed),
            background(write).map(export_all::Message::Finished),
        ])
        .map(Message::ExportAll)
    }
}
