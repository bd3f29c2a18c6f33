//! A list of places in an Excel workbook: what differs, by cell, shown before it is taken as a whole.

use serde::Serialize;

use super::schedule::Remark;
use super::workbook::Texts;
use crate::newsroom::Newsroom;
use crate::pasted::Fate;
use crate::place::{PlaceKind, Places};

/// A field that the list changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// "C12"
    pub cell: String,
    /// Id of the place.
    pub place: String,
    pub name: String,
    pub field: &'static str,
    pub before: String,
    pub after: String,
}

/// A place that the list adds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Added {
    pub cell: String,
    pub place: String,
    pub name: String,
}

/// What the list would do.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    pub changes: Vec<Change>,
    pub added: Vec<Added>,
    /// While there are some, nothing is taken.
    pub faults: Vec<Remark>,
    /// Places that the list names as they are.
    pub same: usize,
    places: Places,
}

impl Reading {
    /// The register with the list; none when nothing changes, or while cells cannot be taken.
    pub fn register(&self) -> Option<&Places> {
        let is_taken = self.faults.is_empty() && !(self.changes.is_empty() && self.added.is_empty());
        is_taken.then_some(&self.places)
    }
}

/// Reads a workbook.
///
/// # Errors
/// A file that is no workbook or an empty one; in Vietnamese, with what to do.
pub fn read(newsroom: &Newsroom, bytes: &[u8]) -> Result<Reading, String> {
    let texts = Texts::of(bytes)?;
    let (plan, register) = (newsroom.plan(), newsroom.places());
    let list = register.read_rows(texts.rows.clone(), plan, newsroom.today(), &PlaceKind::default());
    let known = register.by_id();
    let mut reading = Reading { places: register.with_list(&list), ..Reading::default() };
    let column = |field: &str| list.fields.iter().position(|of| *of == Some(field));
    for row in &list.rows {
        let place = &row.place;
        match (&row.fate, known.get(place.id.as_str())) {
            (Fate::Changed(fields), Some(old)) => {
                reading.changes.extend(fields.iter().map(|field| Change {
                    cell: texts.address(row.row, column(field)),
                    place: place.id.clone(),
                    name: place.full_name(),
                    field,
                    before: old.field_text(field, plan),
                    after: place.field_text(field, plan),
                }));
            }
            (Fate::Same, _) => reading.same += 1,
            _ => reading.added.push(Added {
                cell: texts.address(row.row, column("Tên")),
                place: place.id.clone(),
                name: place.full_name(),
            }),
        }
    }
    reading.faults = list
        .missed
        .iter()
        .map(|missed| Remark {
            cell: texts.address(missed.row, missed.column),
            message: missed.reason.clone(),
        })
        .collect();
    Ok(reading)
}
