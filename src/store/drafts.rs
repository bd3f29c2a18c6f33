//! Takes drafts and the office's own words of another workspace into a new one.

use super::{SaveError, Workspace};
use crate::piece::{Format, Piece};
use crate::poster::Poster;
use crate::record::AnyRecord;
use crate::spelling::Vocabulary;

impl Workspace {
    /// Saves the words that the office has taught its spelling; none make no file.
    pub fn take_words(&self, words: &Vocabulary) -> Result<(), SaveError> {
        if words.words.is_empty() {
            return Ok(());
        }
        self.save_record(AnyRecord::new(words.clone()), None).map(drop)
    }

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
