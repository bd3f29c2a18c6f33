//! From an export's request to its file.

use std::path::Path;

use crate::document::schedule;
use crate::export;
use crate::newsroom::Newsroom;
use crate::page::Fonts;
use crate::ui::screen::export::document_of;
use crate::ui::{Export, Pictures};

/// Writes an export, its kind by the path's extension. The error is ready for the user.
pub(super) fn write(
    newsroom: &Newsroom,
    what: &Export,
    pictures: &Pictures,
    path: &Path,
    fonts: &mut Fonts,
) -> Result<(), String> {
    let _ = (newsroom, what, pictures, path, fonts, schedule::rows, document_of, export::file::write);
    Err("chưa nối".into())
}
