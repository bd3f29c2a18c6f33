//! Copies of unsaved work in a folder of the user's choice, for when their own files cannot be had.

use std::io::ErrorKind;
use std::path::Path;

use super::files::Files;
use super::{Error, Stamp, Workspace, name, write};
use crate::piece::Piece;
use crate::record::AnyRecord;

/// Copies of one name that are kept beside each other.
const MOST: usize = 1000;

/// What is only in memory.
#[derive(Debug, Default)]
pub struct Unsaved<'a> {
    /// With their file below the workspace, which gives the name.
    pub pieces: Vec<(&'a Piece, Option<&'a (String, Stamp)>)>,
    /// With their paths below the workspace.
    pub pictures: Vec<(&'a str, &'a [u8])>,
    pub records: Vec<AnyRecord>,
}

/// Writes a file for each into a folder, which is made where it is missing, and over no other file.
pub fn copy(workspace: &Workspace, folder: &Path, unsaved: &Unsaved<'_>) -> Result<(), Error> {
    let files = &*workspace.files;
    let root = folder.ancestors().last().unwrap_or(folder);
    write::create_folders(files, root, folder).map_err(Error::io("tạo thư mục", folder))?;
    for record in &unsaved.records {
        create(files, folder, record.kind().path, record.text_over(None).as_bytes())?;
    }
    for (piece, file) in &unsaved.pieces {
        let path = file.map_or_else(|| name::path_of(piece, workspace.year, true), |(path, _)| path.clone());
        create(files, folder, &path, piece.to_text().as_bytes())?;
    }
    unsaved.pictures.iter().try_for_each(|(path, bytes)| create(files, folder, path, bytes))
}

/// A new file under the name that ends the path, or this name with a number.
fn create(files: &dyn Files, folder: &Path, path: &str, bytes: &[u8]) -> Result<(), Error> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let mut names = (1..MOST).map(|number| match number {
        1 => name.to_owned(),
        number => format!("{stem} ({number}).{extension}"),
    });
    let written = names.find_map(|name| match write::create_new(files, &folder.join(name), bytes) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => None,
        result => Some(result),
    });
    written.unwrap_or(Err(ErrorKind::AlreadyExists.into())).map_err(Error::io("ghi", folder.join(name)))
}
