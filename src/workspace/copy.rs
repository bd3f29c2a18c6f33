//! Conflict copies: what a sync program set aside when two offices wrote one file. Their words become a head of the
//! piece's history, to be merged like any other; the copy goes to the trash once that is saved.

use chrono::Utc;

use super::lineage::Mark;
use super::{Error, FOLDER, Revision, SaveError, Stamp, Stored, Workspace, author, lock, read};
use crate::piece::{Piece, PieceId};

/// A conflict copy whose words are in the history.
#[derive(Debug, Clone)]
pub struct Copy {
    pub stored: Stored,
    /// The head that holds its words.
    pub mark: Mark,
    /// What both the copy and the piece's file come from, where that is known.
    pub base: Option<Piece>,
}

impl Workspace {
    /// Takes a conflict copy into the history of its piece. `current` is what the piece's file was when it was last
    /// read or written.
    pub fn take_copy(&self, copy: Stored, current: Option<&Stamp>) -> Result<Copy, SaveError> {
        self.prepare()?;
        let id = copy.piece.header.id.clone();
        let mark = {
            let _guard = lock::take(&*self.files, &self.writing, &self.root.join(FOLDER));
            let failed = |error| SaveError::io("đọc được", &copy.path)(error);
            let (bytes, seen) =
                read::bytes(&*self.files, &self.target(&copy.path)?, read::LARGEST).map_err(failed)?;
            if !seen.has_content_of(&copy.stamp) {
                return Err(SaveError::refused(&copy.path, "bản xung đột vừa đổi"));
            }
            let mut shelf = self.shelf(id.as_str())?;
            match shelf.find(seen.hash()) {
                Some(mark) => mark,
                None => {
                    shelf
                        .add(&bytes, copy.piece.format.extension(), author::OUTSIDE, Vec::new(), Utc::now())
                        .map_err(SaveError::io("giữ được bản lưu của", &copy.path))?
                        .mark
                }
            }
        };
        let base = self.base_with(&id, mark, current).unwrap_or_else(|error| {
            tracing::warn!(%error, "merged without a common revision");
            None
        });
        Ok(Copy { stored: copy, mark, base })
    }

    /// What a head of a piece's history holds and what it has in common with the piece's file, which is known by its
    /// stamp; nothing where no revision does.
    pub fn read_head(
        &self,
        head: &Revision,
        current: Option<&Stamp>,
    ) -> Result<(Piece, Option<Piece>), Error> {
        let piece = self.read_revision(head)?;
        let base = self.base_with(&piece.header.id, head.mark, current)?;
        Ok((piece, base))
    }

    fn base_with(&self, id: &PieceId, mark: Mark, current: Option<&Stamp>) -> Result<Option<Piece>, Error> {
        let Some(current) = current else { return Ok(None) };
        let Some(own) = self.revision_of(id, current)? else { return Ok(None) };
        let common = self.common_revision(id, own.mark, mark)?;
        common.map(|revision| self.read_revision(&revision)).transpose()
    }

    /// Moves a copy to the trash after its words were merged and saved. One that has changed since stays.
    pub fn put_away(&self, copy: &Stored) -> Result<(), SaveError> {
        let target = self.target(&copy.path)?;
        let (_, seen) = read::bytes(&*self.files, &target, read::LARGEST)
            .map_err(SaveError::io("đọc được", &copy.path))?;
        if seen.has_content_of(&copy.stamp) {
            let _ = self.trash(&copy.path)?;
        }
        Ok(())
    }
}
