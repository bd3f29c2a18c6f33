//! Says once per piece and session that what is being edited has been approved or published.

use super::Session;
use crate::newsroom::Command;
use crate::piece::{Approval, Piece, PieceId, Status};
use crate::store::Key;
use crate::ui::Notice;

impl Session {
    /// A notice that waits beside the text; it never stops the typing.
    pub(super) fn warn_of_edit(&mut self, command: &Command) -> Option<Notice> {
        let id = self.edited_words(command)?;
        let piece = self.context.newsroom.piece(id).filter(|piece| is_settled(piece))?;
        if self.warned.contains(id) || leaves_agreed(piece, command) {
            return None;
        }
        let _ = self.warned.insert(id.clone());
        let state = match piece.header.status {
            Status::Published => "đã phát, đăng",
            Status::Approved => "đã duyệt",
            _ => "đã có nơi duyệt",
        };
        Some(Notice::waiting(format!(
            "“{}” {state}. Sửa chữ thì các ý kiến đã cho được ghi là sửa sau khi duyệt: xin duyệt lại, hoặc xác nhận \
             là không đáng kể. Không định sửa thì bấm Ctrl Z.",
            piece.header.title
        )))
    }

    /// Offers a name for the version that the command sends for approval.
    pub(super) fn offer_name(&self, command: &Command) -> Option<Notice> {
        let Command::SetHeader(header) = command else { return None };
        let before = self.context.newsroom.piece(&header.id)?;
        let is_sent = header.status == Status::InReview && before.header.status != Status::InReview;
        is_sent.then(|| {
            let said = format!("“{}” đang chờ duyệt. Đặt tên bản này để sau còn tìm lại.", header.title);
            Notice::unnamed(said, Key::from(&header.id))
        })
    }

    /// The piece whose title or body the command changes.
    fn edited_words<'a>(&self, command: &'a Command) -> Option<&'a PieceId> {
        match command {
            Command::SetBody { id, .. } | Command::EditBody { id, .. } => Some(id),
            Command::SetHeader(header) => {
                let old = self.context.newsroom.piece(&header.id)?;
                (old.header.title != header.title).then_some(&header.id)
            }
            Command::All(commands) => commands.iter().find_map(|command| self.edited_words(command)),
            Command::Add(_)
            | Command::Remove(_)
            | Command::SetRecord { .. }
            | Command::RemoveEntry(_)
            | Command::Rehome { .. } => None,
        }
    }
}

/// Whether the command only notes what came of it, such as minutes or marks, to which nobody agrees.
fn leaves_agreed(piece: &Piece, command: &Command) -> bool {
    let Command::SetBody { body, .. } = command else { return false };
    Piece { body: body.as_str().into(), ..piece.clone() }.digest() == piece.digest()
}

fn is_settled(piece: &Piece) -> bool {
    matches!(piece.header.status, Status::Approved | Status::Published)
        || piece.header.status == Status::InReview && piece.header.approvals.iter().any(Approval::is_agreed)
}
