//! Two files with one id: one of them gets a new id, or goes to the trash.

use std::sync::Arc;

use super::{Content, SaveError, StoredFile, Workspace, read};
use crate::piece::PieceId;

impl Workspace {
    /// Gives what is in this file a new id, which makes it independent. The file keeps its path.
    pub fn give_new_id(&self, path: &str) -> Result<StoredFile, SaveError> {
        let target = self.target(path)?;
        let (bytes, stamp) =
            read::bytes(&*self.files, &target, read::LARGEST).map_err(SaveError::io("đọc được", path))?;
        let id = ulid::Ulid::generate().to_string();
        let content =
            self.parse_at(&bytes, path).map_err(|problem| SaveError::refused(path, problem.reason))?;
        let content = match content {
            Content::Piece(piece) => {
                let mut piece = Arc::unwrap_or_clone(piece);
                piece.header.id = PieceId(id.into());
                piece.into()
            }
            Content::Record(record) => Content::Record(record.with_id(&id)),
        };
        self.save_content(content, Some((path.into(), stamp)), &[])
    }
}
