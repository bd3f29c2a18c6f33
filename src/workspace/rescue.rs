//! Copies of unsaved words in a folder of the user's choice, for when their own files cannot be had.

use std::io::ErrorKind;
use std::path::Path;

use super::files::Files;
use super::{Error, SETTINGS, Stamp, Workspace, name, write};
use crate::piece::Piece;
use crate::plan::Settings;

/// Copies of one name that are kept beside each other.
const MOST: usize = 1000;

/// Writes a file for each piece into a folder, which is made where it is missing, and over no other file. `pieces` come
/// with their file below the workspace, which gives the name; `settings` are given when they are unsaved too.
pub fn copy<'a>(
    workspace: &Workspace,
    folder: &Path,
    pieces: impl IntoIterator<Item = (&'a Piece, Option<&'a (String, Stamp)>)>,
    settings: Option<&Settings>,
) -> Result<(), Error> {
    let files = &*workspace.files;
    let root = folder.ancestors().last().unwrap_or(folder);
    write::create_folders(files, root, folder).map_err(Error::io("tạo thư mục", folder))?;
    if let Some(settings) = settings {
        create(files, folder, SETTINGS, &settings.to_text())?;
    }
    for (piece, file) in pieces {
        let path = file.map_or_else(|| name::path_of(piece, workspace.year, true), |(path, _)| path.clone());
        create(files, folder, path.rsplit('/').next().unwrap_or(&path), &piece.to_text())?;
    }
    Ok(())
}

/// A new file under this name, or this name with a number.
fn create(files: &dyn Files, folder: &Path, name: &str, text: &str) -> Result<(), Error> {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let mut names = (1..MOST).map(|number| match number {
        1 => name.to_owned(),
        number => format!("{stem} ({number}).{extension}"),
    });
    let written =
        names.find_map(|name| match write::create_new(files, &folder.join(name), text.as_bytes()) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => None,
            result => Some(result),
        });
    written.unwrap_or(Err(ErrorKind::AlreadyExists.into())).map_err(Error::io("ghi", folder.join(name)))
}
