//! Any table that the program wrote and takes back from Excel, recognised by its heads.

use super::schedule::{Change, Remark};
use super::{budget, cases, return_form, schedule};
use crate::newsroom::{Command, Newsroom};
use crate::piece::PieceId;

/// What a workbook would change.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    pub changes: Vec<Change>,
    /// While there are some, nothing is taken.
    pub faults: Vec<Remark>,
    /// Cells that have no effect.
    pub remarks: Vec<Remark>,
    pub command: Option<Command>,
}

/// Reads a body's return form, a schedule, a register of cases or a budget.
///
/// # Errors
/// A file that is none of these; in Vietnamese, with what to do.
pub fn read(
    newsroom: &Newsroom,
    bytes: &[u8],
    new_id: &mut dyn FnMut() -> String,
) -> Result<Reading, String> {
    if return_form::is_one(bytes)? {
        let read = return_form::read(newsroom, bytes, new_id)?;
        let command = read.command();
        let return_form::Reading { changes, faults, remarks, .. } = read;
        return Ok(Reading { changes, faults, remarks, command });
    }
    let no_schedule = match schedule::read(newsroom, bytes, &mut || PieceId::from(new_id())) {
        Ok(read) => {
            let command = read.command();
            let schedule::Reading { changes, faults, remarks, .. } = read;
            return Ok(Reading { changes, faults, remarks, command });
        }
        Err(reason) => reason,
    };
    if let Ok(read) = cases::read(newsroom, bytes, new_id) {
        let command = read.command();
        let cases::Reading { changes, faults, remarks, .. } = read;
        return Ok(Reading { changes, faults, remarks, command });
    }
    match budget::read(newsroom, bytes, new_id) {
        Ok(read) => {
            let command = read.command();
            let budget::Reading { changes, faults, .. } = read;
            Ok(Reading { changes, faults, remarks: Vec::new(), command })
        }
        Err(_) => Err(no_schedule),
    }
}
