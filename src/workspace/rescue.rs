//! Copies of unsaved words in a folder of the user's choice, for when their own files cannot be had.

use std::io::ErrorKind;
use std::path::Path;

use super::{Error, Stamp, Workspace, name, write};
use crate::piece::Piece;

/// Copies of one name that are kept beside each other.
const MOST: usize = 1000;

/// Writes a file for each piece into a folder, which is made where it is missing, and over no other file. `pieces` come
/// with their file below the workspace, which gives the name.
pub fn copy<'a>(
    workspace: &Workspace,
    folder: &Path,
    pieces: impl IntoIterator<Item = (&'a Piece, Option<&'a (String, Stamp)>)>,
) -> Result<(), Error> {
    let files = &*workspace.files;
    let root = folder.ancestors().last().unwrap_or(folder);
    write::create_folders(files, root, folder).map_err(Error::io("tạo thư mục", folder))?;
    for (piece, file) in pieces {
        let path = file.map_or_else(|| name::path_of(piece, workspace.year, true), |(path, _)| path.clone());
        let name = path.rsplit('/').next().unwrap_or(&path);
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, piece.format.extension()));
        let text = piece.to_text();
        let mut names = (1..MOST).map(|number| match number {
            1 => name.to_owned(),
            number => format!("{stem} ({number}).{extension}"),
        });
        let written =
            names.find_map(|name| match write::create_new(files, &folder.join(&name), text.as_bytes()) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => None,
                result => Some(result),
            });
        let target = folder.join(name);
        written.unwrap_or(Err(ErrorKind::AlreadyExists.into())).map_err(Error::io("ghi", &target))?;
    }
    Ok(())
}
