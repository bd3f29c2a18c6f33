//! Texts that someone put into the workspace's folder, made pieces.

use iced::Task;

use super::import::decoders;
use super::{Message, Session};
use crate::import;
use crate::newsroom::Command;
use crate::piece::PieceId;
use crate::ui::Route;

impl Session {
    /// Adds a piece made of a text, without an airing, and opens it. Returns what to say.
    pub(super) fn take_text(
        &mut self,
        file_name: &str,
        text: &str,
    ) -> Result<(Task<Message>, String), String> {
        let newsroom = &self.context.newsroom;
        let source = import::open(file_name, text.as_bytes(), decoders())?;
        let format = import::guess(&source);
        let activity = import::activity_for(newsroom.plan(), format);
        let activity = activity.ok_or("Kế hoạch không có hình thức nào cho loại bài này.")?;
        let settings = newsroom.settings();
        let mut draft = import::draft(&source, format, &|voice| settings.rate_of(voice));
        // Who gave no title named the file.
        if source.title.is_none() {
            let name = file_name.rsplit_once('.').map_or(file_name, |(name, _)| name);
            name.trim().clone_into(&mut draft.title);
        }
        let remarks = match draft.findings.len() {
            0 => String::new(),
            count => format!(" Có {count} chỗ cần xem lại."),
        };
        let id = PieceId(ulid::Ulid::generate().to_string().into());
        let piece = draft.piece(&source, activity, id.clone(), newsroom.today());
        let message =
            format!("Đã đưa vào thành bài “{}”; xếp lịch cho bài ở Lịch.{remarks}", piece.header.title);
        let changed = self.apply(Command::Add(Box::new(piece)));
        Ok((Task::batch([changed, self.open(Route::Piece(id))]), message))
    }
}
