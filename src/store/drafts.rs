//! Takes drafts of another workspace into a new one.

use super::{SaveError, Workspace};
use crate::piece::{Format, Piece};
use crate::poster::Poster;

impl Workspace {
    /// Saves the drafts of another workspace here, with the pictures that its posters use. A picture that is missing
    /// there is missing here too.
    ///
    /// # Errors
    /// The first draft that cannot be saved, or the first picture; what was saved before stays.
    pub fn take_along(&self, from: &Self, drafts: impl Iterator<Item = Piece>) -> Result<(), SaveError> {
        for draft in drafts {
            let poster = (draft.format == Format::Poster).then(|| Poster::parse(&draft.body).ok()).flatten();
            for path in poster.iter().flat_map(Poster::pictures) {
                let Ok(bytes) = from.picture(path) else { continue };
                self.write_back_picture(path, &bytes).map_err(|error| SaveError::Refused {
                    path: path.to_owned(),
                    reason: error.to_string(),
                    mine: None,
                })?;
            }
            let _ = self.save(draft, None)?;
        }
        Ok(())
    }
}
