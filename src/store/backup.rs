//! Backup of the whole workspace to a ZIP file, verified by reading it back; and restoring one.

mod restore;

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::disk::{self, Disk};
use super::files::Files;
use super::{Error, FOLDER, PLAN, Workspace, destination, name, write};
use crate::fault;

pub use restore::restore;

/// Maximum size of a file, bytes; the largest JPEG of a camera is a quarter of it.
const LARGEST: u64 = 96 * 1024 * 1024;

/// The signatures of ZIP files: a first entry, or the end of an empty archive.
const SIGNATURES: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];

/// Files that belong to this machine only.
const OWN: [&str; 2] = ["lock", "leases"];

const MB: u64 = 1024 * 1024;

/// Called with the number of files done and the total.
pub type Progress<'a> = &'a mut dyn FnMut(usize, usize);

/// A backup that was written and verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    pub files: usize,
    /// Left out: links, files that are too large or whose names are not valid on every system, earlier
    /// backups, and the exports folder.
    pub skipped: Vec<String>,
}

/// Why a backup or a restore failed.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    #[error("{0}")]
    File(#[from] Error),
    #[error("bản sao lưu {} không dùng được: {reason}", path.display())]
    Archive { path: PathBuf, reason: String },
    #[error("tên tệp sao lưu phải kết thúc bằng .zip: {}", .0.display())]
    Extension(PathBuf),
    #[error(
        "{} đã có và không phải tệp ZIP, nên không ghi đè. Hãy chọn tên khác, hoặc tự xóa tệp đó trước",
        .0.display()
    )]
    NotAnArchive(PathBuf),
    #[error(
        "ổ đĩa của thư mục {} chỉ còn trống {} MB, khôi phục cần {} MB. \
         Hãy giải phóng chỗ trống hoặc chọn ổ đĩa khác",
        folder.display(), free / MB, needed.div_ceil(MB)
    )]
    NoRoom { folder: PathBuf, needed: u64, free: u64 },
    #[error(
        "thư mục {} đã có tệp bên trong, nên không khôi phục đè lên. Hãy chọn thư mục mới hoặc thư mục trống",
        .0.display()
    )]
    NotEmpty(PathBuf),
    #[error(
        "ghi xong nhưng đọc lại {path} thì thấy khác. Ổ đĩa có thể đang hỏng: hãy sao lưu sang ổ đĩa khác"
    )]
    Differs { path: String },
}

impl Workspace {
    /// Writes a ZIP of the workspace with its history and trash to `target`, reads it back and compares.
    /// Replaces only another ZIP, atomically; never writes among the files of a workspace.
    pub fn backup(&self, target: &Path, progress: Progress<'_>) -> Result<Backup, BackupError> {
        if !is_zip(target) {
            return Err(BackupError::Extension(target.to_path_buf()));
        }
        self.check_destination(target)?;
        self.write_backup(target, progress)
    }

    /// Like [`Workspace::backup`], into one of the program's own folders.
    pub(super) fn write_backup(&self, target: &Path, progress: Progress<'_>) -> Result<Backup, BackupError> {
        let before = replaceable(target)?;
        let (files, skipped) = self.all_files()?;
        let folder =
            target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut stage = tempfile::Builder::new();
        let _ = stage.prefix(write::TEMP);
        // Use the system's default permissions instead of the temporary file's.
        #[cfg(unix)]
        let _ = stage.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let temp = stage.tempfile_in(folder).map_err(Error::io("ghi", target))?;
        if let Some(before) = before {
            let _ = fs::set_permissions(temp.path(), before);
        }
        let hashes = self.pack(temp.as_file(), target, &files, progress)?;
        temp.as_file().sync_all().map_err(Error::io("ghi", target))?;
        let written = temp.reopen().map_err(Error::io("đọc lại", target))?;
        let mut archive = ZipArchive::new(written).map_err(broken(target))?;
        for (index, (path, hash)) in files.iter().zip(hashes).enumerate() {
            let mut bytes = Vec::new();
            let entry = archive.by_name(path).map_err(broken(target))?;
            let _ = entry.take(LARGEST + 1).read_to_end(&mut bytes).map_err(Error::io("đọc lại", target))?;
            if blake3::hash(&bytes) != hash {
                return Err(BackupError::Differs { path: path.clone() });
            }
            progress(files.len() + index + 1, 2 * files.len());
        }
        let _ = temp.persist(target).map_err(|failed| Error::io("ghi", target)(failed.error))?;
        Disk.sync_folder(folder).map_err(Error::io("ghi", target))?;
        tracing::info!(files = files.len(), target = %target.display(), "backed up");
        Ok(Backup { files: files.len(), skipped })
    }

    fn pack(
        &self,
        file: &File,
        target: &Path,
        files: &[String],
        progress: Progress<'_>,
    ) -> Result<Vec<blake3::Hash>, BackupError> {
        let mut zip = ZipWriter::new(io::BufWriter::new(file));
        let mut hashes = Vec::with_capacity(files.len());
        for (index, path) in files.iter().enumerate() {
            let source = self.root.join(path);
            let (bytes, _) = Disk.read(&source, LARGEST).map_err(Error::io("đọc", &source))?;
            zip.start_file(path.as_str(), SimpleFileOptions::default()).map_err(broken(target))?;
            zip.write_all(&bytes).map_err(Error::io("ghi", target))?;
            hashes.push(blake3::hash(&bytes));
            progress(index + 1, 2 * files.len());
        }
        let mut buffer = zip.finish().map_err(broken(target))?;
        buffer.flush().map_err(Error::io("ghi", target))?;
        Ok(hashes)
    }

    /// Sorted paths of all files, and what is left out.
    fn all_files(&self) -> Result<(Vec<String>, Vec<String>), Error> {
        let (mut files, mut skipped) = (Vec::new(), Vec::new());
        let mut folders = vec![String::new()];
        while let Some(folder) = folders.pop() {
            let place = self.root.join(&folder);
            for entry in fs::read_dir(&place).map_err(Error::io("đọc", &place))? {
                let entry = entry.map_err(Error::io("đọc", &place))?;
                let name = entry.file_name().to_string_lossy().into_owned();
                let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
                let kind = entry.file_type().map_err(Error::io("đọc", entry.path()))?;
                if write::is_temp(&name) || (folder == FOLDER && OWN.contains(&name.as_str())) {
                    continue;
                }
                if kind.is_dir() && !destination::is_exports(&path) {
                    folders.push(path);
                } else if kind.is_file()
                    && entry.file_name().to_str().is_some()
                    && name::resolve(&self.root, &path).is_ok()
                    && entry.metadata().is_ok_and(|metadata| metadata.len() <= LARGEST)
                    && !is_backup(&entry.path())
                {
                    files.push(path);
                } else {
                    skipped.push(path);
                }
            }
        }
        files.sort_unstable();
        skipped.sort_unstable();
        Ok((files, skipped))
    }
}

fn is_zip(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip"))
}

/// The permissions of the archive that a backup replaces; none when there is none yet.
fn replaceable(target: &Path) -> Result<Option<fs::Permissions>, BackupError> {
    let (mut file, metadata) = match disk::open(target) {
        Ok(opened) => opened,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Error::io("ghi", target)(error).into()),
    };
    let mut signature = [0; 4];
    let is_archive = metadata.len() == 0
        || file.read_exact(&mut signature).is_ok_and(|()| SIGNATURES.contains(&&signature[..]));
    if !is_archive {
        return Err(BackupError::NotAnArchive(target.into()));
    }
    // Someone made it read-only on purpose.
    if metadata.permissions().readonly() {
        return Err(Error::io("ghi", target)(ErrorKind::PermissionDenied.into()).into());
    }
    Ok(Some(metadata.permissions()))
}

/// Whether a file is an earlier backup of a workspace; the next backup leaves it out.
fn is_backup(path: &Path) -> bool {
    let archive = || ZipArchive::new(io::BufReader::new(disk::open(path).ok()?.0)).ok();
    is_zip(path) && archive().is_some_and(|archive| archive.index_for_name(PLAN).is_some())
}

fn broken(path: &Path) -> impl FnOnce(ZipError) -> BackupError {
    let path = path.to_path_buf();
    move |error| BackupError::Archive { path, reason: said(&error) }
}

/// What is wrong with an archive, with the remedy.
fn said(error: &ZipError) -> String {
    match error {
        ZipError::Io(error) if error.raw_os_error().is_some() => fault::explain(error),
        ZipError::UnsupportedArchive(_)
        | ZipError::InvalidPassword
        | ZipError::CompressionMethodNotSupported(_) => {
            "có mật khẩu hoặc cách nén mà chương trình không đọc; hãy chọn bản do Tòa soạn ghi".into()
        }
        _ => "không phải tệp ZIP, hoặc tệp đã hỏng; hãy chọn bản sao lưu khác".into(),
    }
}
