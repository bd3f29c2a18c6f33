//! Copies unsaved work to a folder of the user's choice, when the original files cannot be written.

use std::io::ErrorKind;
use std::path::Path;

use super::files::Files;
use super::{Content, Error, Stamp, Workspace, name, write};

/// Maximum number of copies with the same name.
const MOST: usize = 1000;

/// Work that exists only in memory.
#[derive(Debug, Default)]
pub struct Unsaved<'a> {
    /// With the file in the workspace, which gives the file name.
    pub contents: &'a [(Content, Option<(String, Stamp)>)],
    /// With the paths below the workspace.
    pub pictures: Vec<(&'a str, &'a [u8])>,
}

/// Writes each into a new file in a folder, creating the folder if needed.
pub fn copy(workspace: &Workspace, folder: &Path, unsaved: &Unsaved<'_>) -> Result<(), Error> {
    let files = &*workspace.files;
    let root = folder.ancestors().last().unwrap_or(folder);
    write::create_folders(files, root, folder).map_err(Error::io("tạo thư mục", folder))?;
    for (content, file) in unsaved.contents {
        let path = match (file, content) {
            (Some((path, _)), _) => path.clone(),
            (None, Content::Piece(piece)) => name::path_of(piece, workspace.year, true),
            (None, Content::Record(record)) if record.kind().is_many() => name::path_of_entry(record, true),
            (None, Content::Record(record)) => record.kind().path.to_owned(),
        };
        create(files, folder, &path, content.to_text().as_bytes())?;
    }
    unsaved.pictures.iter().try_for_each(|(path, bytes)| create(files, folder, path, bytes))
}

/// Creates a file with the last part of the path as its name, numbered if that exists.
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
