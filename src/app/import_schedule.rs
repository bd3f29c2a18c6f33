//! A table edited in Excel that is taken back.

use std::path::Path;

use iced::Task;

use super::{App, Message, Phase};
use crate::import::table;
use crate::newsroom::Newsroom;
use crate::store;
use crate::ui::screen::import_schedule::{Dialog, Message as DialogMessage, Reply};
use crate::ui::{Notice, background};

impl App {
    pub(super) fn import_schedule(&mut self, message: DialogMessage) -> Task<Message> {
        let Phase::Open(session) = &mut self.phase else { return Task::none() };
        let Some(dialog) = session.dialogs.get_mut::<Dialog>() else { return Task::none() };
        match dialog.update(message) {
            Reply::Stay(task) => task.map(Message::ImportSchedule),
            Reply::Read(path) => {
                let newsroom = session.context.newsroom.snapshot();
                background(move || read(&newsroom, &path))
                    .map(|read| Message::ImportSchedule(DialogMessage::Read(read.map(Box::new))))
            }
            Reply::Close => {
                session.dialogs.close::<Dialog>();
                Task::none()
            }
            Reply::Take(command, count) => {
                session.dialogs.close::<Dialog>();
                let taken = session.apply(command);
                let told = format!("Đã nhận {count} thay đổi từ Excel.");
                Task::batch([taken, self.toasts.push(Notice::undoable(told))])
            }
        }
    }
}

fn read(newsroom: &Newsroom, path: &Path) -> Result<table::Reading, String> {
    let bytes = store::foreign_bytes(path).map_err(|problem| {
        format!("Không mở được tệp: {}. Cách xử lý: {}.", problem.reason, problem.remedy)
    })?;
    table::read(newsroom, &bytes, &mut || ulid::Ulid::generate().to_string())
}
