//! Files of others that become pieces: the dialog, and files dropped on the window.

use std::path::{Path, PathBuf};

use iced::Task;

use super::{App, Message, Phase, Session};
use crate::import::source::Picture;
use crate::import::{self, Decoders, Source};
use crate::newsroom::Command;
use crate::store::{self, Workspace};
use crate::ui::screen::import::{Dialog, Message as DialogMessage, Reply};
use crate::ui::{Notice, Route, background};

impl App {
    pub(super) fn import(&mut self, message: DialogMessage) -> Task<Message> {
        let Phase::Open(session) = &mut self.phase else { return Task::none() };
        let Some(dialog) = session.dialogs.get_mut::<Dialog>() else { return Task::none() };
        match dialog.update(message, &session.context) {
            Reply::Stay(task) => task.map(Message::Import),
            Reply::Read(path) => read(path),
            Reply::Close => {
                session.dialogs.close::<Dialog>();
                Task::none()
            }
            Reply::Keep(piece, pictures) => {
                let (workspace, title) = (session.workspace.clone(), piece.header.title.clone());
                background(move || keep(&workspace, &title, &pictures))
                    .map(move |kept| Message::Import(DialogMessage::Kept(piece.clone(), kept)))
            }
            Reply::Add(piece) => {
                let (id, title) = (piece.header.id.clone(), piece.header.title.clone());
                let next = dialog.advance();
                let added = session.apply(Command::Add(piece));
                let then = if let Some(next) = next {
                    read(next)
                } else {
                    session.dialogs.close::<Dialog>();
                    session.open(Route::Piece(id))
                };
                let told = self.toasts.push(Notice::undoable(format!("Đã đưa “{title}” vào.")));
                Task::batch([added, then, told])
            }
        }
    }
}

impl Session {
    /// Shows the dialog, with a file or empty.
    pub(super) fn open_import(&mut self, path: Option<&Path>) -> Task<Message> {
        let mut ready = Task::none();
        if self.dialogs.get::<Dialog>().is_none() {
            let (dialog, task) = Dialog::new(&self.context);
            self.dialogs.open(dialog);
            ready = task.map(Message::Import);
        }
        let Some((path, dialog)) = path.zip(self.dialogs.get_mut::<Dialog>()) else { return ready };
        if dialog.add(path) { ready.chain(read(path.to_path_buf())) } else { ready }
    }
}

fn read(path: PathBuf) -> Task<Message> {
    let file = path.clone();
    background(move || source(&file))
        .map(move |read| Message::Import(DialogMessage::Read(path.clone(), read.map(Box::new))))
}

fn source(path: &Path) -> Result<Source, String> {
    let bytes = store::foreign_bytes(path).map_err(|problem| {
        format!("Không mở được tệp: {}. Cách xử lý: {}.", problem.reason, problem.remedy)
    })?;
    import::open(&path.to_string_lossy(), &bytes, decoders())
}

/// Keeps the pictures of a file as evidence. Returns their paths.
fn keep(workspace: &Workspace, title: &str, pictures: &[Picture]) -> Result<Vec<String>, String> {
    let keep = |picture: &Picture| workspace.keep_evidence(&picture.name_of(title), &picture.bytes);
    pictures.iter().map(keep).collect::<Result<_, _>>().map_err(|error| error.to_string())
}

pub(super) fn decoders() -> Decoders<'static> {
    Decoders { text: &store::foreign_text, font: &store::from_old_font }
}
