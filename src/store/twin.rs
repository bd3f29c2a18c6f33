//! Two files with one id: one of them gets a new id, or goes to the trash.

use super::{Problem, SaveError, Stored, Workspace, name, read};
use crate::piece::PieceId;

impl Workspace {
    /// Gives the piece in this file a new id, which makes it an independent piece. The file keeps its path.
    pub fn give_new_id(&self, path: &str) -> Result<Stored, SaveError> {
        let format = name::format_of(path).ok_or_else(|| SaveError::refused(path, "không phải tệp bài"))?;
        let target = self.target(path)?;
        let (bytes, stamp) =
            read::bytes(&*self.files, &target, read::LARGEST).map_err(SaveError::io("đọc được", path))?;
        let (mut piece, _) =
            read::parse(&bytes, path, format).map_err(|problem| SaveError::refused(path, problem.reason))?;
        piece.header.id = PieceId(ulid::Ulid::generate().to_string().into());
        self.save(piece, Some((path.into(), stamp)))
    }
}

/// A file with another's id whose name gives no reason.
pub(super) fn twin(stored: &Stored, original: &str) -> Problem {
    let mut problem = Problem::broken(
        &stored.path,
        None,
        format!("trùng mã bài {} với {original}", stored.piece.header.id),
        "so hai tệp rồi xóa bản thừa; nếu là bài khác thì cấp mã mới cho nó",
    );
    problem.twin = Some(original.into());
    problem
}
