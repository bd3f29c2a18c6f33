//! The final, atomic write of an export.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Seek, Write};
use std::path::{Path, PathBuf};

use crate::fault;

/// Why an export could not be written. An existing file is unchanged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    #[error("không xuất được dạng \"{given}\"; phần mở rộng của {} phải là một trong: {allowed}", path.display())]
    Extension { path: PathBuf, given: String, allowed: String },
    #[error("thư mục {} chưa có; hãy tạo thư mục hoặc chọn nơi khác", .0.display())]
    NoFolder(PathBuf),
    #[error("{} là thư mục; thêm tên tệp vào đường dẫn", .0.display())]
    IsFolder(PathBuf),
    #[error("không ghi được {}: {reason}", path.display())]
    Io { path: PathBuf, reason: String },
}

/// The longer spellings of extensions that stay as typed in a file's name.
const ALIASES: &[(&str, &str)] = &[("jpeg", "jpg"), ("tiff", "tif")];

/// The extension of `path` in lower case, if it is one of `allowed` or a longer spelling of one.
pub fn extension(path: &Path, allowed: &[&'static str]) -> Result<&'static str, Error> {
    let given =
        path.extension().map(|extension| extension.to_string_lossy().to_lowercase()).unwrap_or_default();
    let usual = ALIASES.iter().find(|(long, _)| *long == given).map_or(given.as_str(), |(_, usual)| usual);
    allowed.iter().copied().find(|extension| *extension == usual).ok_or_else(|| Error::Extension {
        path: path.to_path_buf(),
        given: if given.is_empty() { given } else { format!(".{given}") },
        allowed: allowed.iter().map(|extension| format!(".{extension}")).collect::<Vec<_>>().join(", "),
    })
}

/// Checks that a file can be written at `path`, before any work is done.
pub fn check(path: &Path) -> Result<(), Error> {
    if path.is_dir() {
        return Err(Error::IsFolder(path.to_path_buf()));
    }
    let folder = folder_of(path);
    if folder.is_dir() { Ok(()) } else { Err(Error::NoFolder(folder.to_path_buf())) }
}

/// The target of an export.
pub trait Out: Write + Seek {}

impl<T: Write + Seek> Out for T {}

/// Writes `bytes` to `path`; an existing file is replaced atomically.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    write_with(path, |out| out.write_all(bytes).map_err(|error| failed(path, &error)))
}

/// Lets `fill` write a temporary file that then becomes the file at `path`; on an error an existing file is
/// unchanged.
pub fn write_with<T, E: From<Error>>(
    path: &Path,
    fill: impl FnOnce(&mut dyn Out) -> Result<T, E>,
) -> Result<T, E> {
    check(path)?;
    let mut filled = None;
    let put = put(path, |file| {
        let mut out = BufWriter::new(file);
        filled = Some(fill(&mut out));
        out.flush()?;
        Ok(matches!(filled, Some(Ok(_))))
    });
    match (filled, put) {
        // The reason given by `fill` is more specific.
        (Some(Err(error)), _) => Err(error),
        (Some(Ok(done)), Ok(())) => Ok(done),
        (_, Err(error)) => Err(failed(path, &error).into()),
        (None, Ok(())) => Err(failed(path, &ErrorKind::Other.into()).into()),
    }
}

fn failed(path: &Path, error: &io::Error) -> Error {
    Error::Io { path: path.to_path_buf(), reason: fault::explain(error) }
}

/// Puts what `fill` writes at `path`, once it reports success.
fn put(path: &Path, fill: impl FnOnce(&mut File) -> io::Result<bool>) -> io::Result<()> {
    // A symbolic link is followed: its target is replaced, the link stays.
    let target = if path.is_symlink() { std::fs::canonicalize(path)? } else { path.to_path_buf() };
    // A device or a pipe (`/dev/stdout`) is written to, not replaced.
    if std::fs::metadata(&target).is_ok_and(|metadata| !metadata.is_file()) {
        let mut device = OpenOptions::new().write(true).open(&target)?;
        let mut whole = tempfile::tempfile()?;
        if fill(&mut whole)? {
            whole.rewind()?;
            let _ = io::copy(&mut whole, &mut device)?;
        }
        return Ok(());
    }
    let mut builder = tempfile::Builder::new();
    let _ = builder.prefix(".~toasoan-").suffix(".tmp");
    #[cfg(unix)]
    let _ = builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut temp = builder.tempfile_in(folder_of(&target))?;
    if !fill(temp.as_file_mut())? {
        return Ok(());
    }
    temp.as_file().sync_all()?;
    if let Ok(metadata) = std::fs::metadata(&target) {
        if metadata.permissions().readonly() {
            return Err(ErrorKind::PermissionDenied.into());
        }
        let _ = std::fs::set_permissions(temp.path(), metadata.permissions());
    }
    let _ = temp.persist(&target).map_err(|failed| failed.error)?;
    Ok(())
}

/// Creates the folder for a set of exports.
pub fn create_folder(folder: &Path) -> Result<(), Error> {
    std::fs::create_dir_all(folder).map_err(|error| failed(folder, &error))
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}
