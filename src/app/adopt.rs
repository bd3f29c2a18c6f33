//! Texts written elsewhere, made pieces: files of the folder without a header, and files dropped on the window.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use iced::Task;

use super::{App, Message, Phase, Session};
use crate::newsroom::{Command, Newsroom};
use crate::piece::adopt::{Adopted, adopt};
use crate::piece::{Header, Piece, PieceId, Status};
use crate::ui::{Notice, Route, background};
use crate::{import, store};

impl App {
    /// Reads a file that was dropped on the window.
    pub(super) fn dropped(&mut self, file: PathBuf) -> Task<Message> {
        if !matches!(self.phase, Phase::Open(_)) {
            return Task::none();
        }
        background(move || read(&file)).map(Message::TextTaken)
    }

    /// Makes a piece of a text: its file's name and content.
    pub(super) fn text_taken(&mut self, taken: Result<(String, String), String>) -> Task<Message> {
        let Phase::Open(session) = &mut self.phase else { return Task::none() };
        let notice = match taken.and_then(|(name, text)| session.take_text(&name, &text)) {
            Ok((task, message)) => return Task::batch([task, self.toasts.push(Notice::done(message))]),
            Err(trouble) => Notice::error(trouble),
        };
        self.toasts.push(notice)
    }
}

impl Session {
    /// Adds a piece made of a text and opens it. Returns what to say.
    pub(super) fn take_text(
        &mut self,
        file_name: &str,
        text: &str,
    ) -> Result<(Task<Message>, String), String> {
        let adopted = adopt(file_name, text);
        let piece = piece(&self.context.newsroom, &adopted, self.context.newsroom.today())?;
        let (id, title) = (piece.header.id.clone(), piece.header.title.clone());
        let changed = self.apply(Command::Add(Box::new(piece)));
        let remarks = match adopted.remarks {
            0 => String::new(),
            count => format!(" Có {count} chỗ cần xem lại."),
        };
        let message = format!("Đã đưa vào thành bài “{title}”; xếp lịch cho bài ở Lịch.{remarks}");
        Ok((Task::batch([changed, self.open(Route::Piece(id))]), message))
    }
}

/// A draft for the first activity of the plan with such pieces, without an airing.
fn piece(newsroom: &Newsroom, adopted: &Adopted, today: NaiveDate) -> Result<Piece, String> {
    let plan = newsroom.plan();
    let activity = plan.activities.iter().find(|activity| activity.format == adopted.format);
    let activity = activity.ok_or("Kế hoạch không có hình thức nào cho loại bài này.")?;
    let id = PieceId(ulid::Ulid::generate().to_string().into());
    let mut header = Header::new(id, &adopted.title, &activity.id);
    header.status = Status::Drafting;
    header.status_since = Some(today);
    Ok(Piece::new(header, adopted.format, adopted.body.as_str()))
}

fn read(file: &Path) -> Result<(String, String), String> {
    let bytes = store::document_bytes(file).map_err(|problem| {
        format!("Không mở được tệp: {}. Cách xử lý: {}.", problem.reason, problem.remedy)
    })?;
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let text = import::document_text(&bytes, store::document_text)?;
    if text.trim().is_empty() {
        return Err(format!("Tệp “{name}” không có chữ nào."));
    }
    Ok((name, text))
}
