//! From an export's request to its file.

use std::path::Path;

use crate::export::{file, job};
use crate::newsroom::Newsroom;
use crate::page::Fonts;
use crate::ui::{Export, Pictures};

/// Writes an export, its kind by the path's extension. The error is ready for the user.
pub(super) fn write(
    newsroom: &Newsroom,
    what: &Export,
    pictures: &Pictures,
    path: &Path,
    fonts: &mut Fonts,
) -> Result<(), String> {
    let pictures = |path: &str| pictures.get(path).cloned();
    let bytes = match what {
        Export::Schedule(request) => {
            let extension = file::extension(path, job::SCHEDULE).map_err(|error| error.to_string())?;
            job::schedule(newsroom, request, extension, fonts)
        }
        Export::Report => {
            let _ = file::extension(path, job::REPORT).map_err(|error| error.to_string())?;
            job::report(newsroom, fonts)
        }
        Export::Piece(id) => {
            let piece = newsroom.piece(id).ok_or("Bài này không còn trong thư mục làm việc.")?;
            let extension =
                file::extension(path, job::extensions(piece)).map_err(|error| error.to_string())?;
            job::piece(newsroom, piece, extension, &pictures, fonts)
        }
    };
    file::write(path, &bytes.map_err(|error| error.to_string())?).map_err(|error| error.to_string())
}
