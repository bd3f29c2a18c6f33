//! Takes what goes along from another workspace into that of a new year.

use super::{Content, SaveError, Workspace};
use crate::piece::{Format, Piece};
use crate::place::Places;
use crate::plan::{Kept, Plan};
use crate::poster::{OwnTemplate, Poster};
use crate::record::AnyRecord;
use crate::spelling::Vocabulary;

/// Of a record beside the plan and the settings, what goes along: the places, the office's own words and its templates.
pub fn record_along(record: &AnyRecord, old: &Plan, new: &Plan, kept: Kept) -> Option<AnyRecord> {
    if let Some(places) = record.get::<Places>() {
        let places = places.for_plan(old, new, kept);
        return (!places.places.is_empty()).then(|| places.into());
    }
    if record.get::<OwnTemplate>().is_some() {
        return Some(record.clone());
    }
    let words = record.get::<Vocabulary>().filter(|words| !words.words.is_empty())?;
    Some(words.clone().into())
}

impl Workspace {
    /// Saves records and drafts of another workspace here, with the pictures that places, posters and templates use. A picture that
    /// is missing there is missing here too.
    ///
    /// # Errors
    /// The first of them that cannot be saved; what was saved before stays.
    pub fn take_along(
        &self,
        from: &Self,
        records: impl IntoIterator<Item = AnyRecord>,
        drafts: impl IntoIterator<Item = Piece>,
    ) -> Result<(), SaveError> {
        for record in records {
            let places = record.get::<Places>().map_or(&[][..], |places| &places.places);
            for place in places.iter().filter(|place| !place.photo.is_empty()) {
                self.take_picture(from, &place.photo)?;
            }
            let template = record.get::<OwnTemplate>();
            for path in template.iter().flat_map(|template| template.poster.pictures()) {
                self.take_picture(from, path)?;
            }
            if record.kind().is_many() {
                drop(self.save_content(Content::Record(record), None, &[])?);
            } else {
                let _ = self.save_record(record, None)?;
            }
        }
        for draft in drafts {
            let poster = (draft.format == Format::Poster).then(|| Poster::parse(&draft.body).ok()).flatten();
            for path in poster.iter().flat_map(Poster::pictures) {
                self.take_picture(from, path)?;
            }
            let _ = self.save(draft, None)?;
        }
        Ok(())
    }

    fn take_picture(&self, from: &Self, path: &str) -> Result<(), SaveError> {
        let Ok(bytes) = from.picture(path) else { return Ok(()) };
        self.write_back_picture(path, &bytes).map_err(|error| SaveError::Refused {
            path: path.to_owned(),
            reason: error.to_string(),
            mine: None,
        })
    }
}
