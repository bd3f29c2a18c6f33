//! The whole workspace in one ZIP file, read back before it counts; and the way back.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::disk::Disk;
use super::files::Files;
use super::{Error, FOLDER, PLAN, Workspace, name, write};

/// Bytes of one file; a camera's largest JPEG is a quarter of it.
const LARGEST: u64 = 96 * 1024 * 1024;
/// Files of one archive: ten thousand pieces with a hundred revisions each.
const MOST: usize = 1_000_000;
/// Bytes of one archive when unpacked.
const WHOLE: u64 = 64 * 1024 * 1024 * 1024;

/// What is this machine's alone.
const OWN: [&str; 2] = ["lock", "leases"];

/// Files done and files in all.
pub type Progress<'a> = &'a mut dyn FnMut(usize, usize);

/// A backup that was written and read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    pub files: usize,
    /// Not in it: links, and files whose name could not be restored on every system.
    pub skipped: Vec<String>,
}

/// Why there is no backup, or nothing was restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    #[error("{0}")]
    File(#[from] Error),
    #[error("bản sao lưu {} không dùng được: {reason}", path.display())]
    Archive { path: PathBuf, reason: String },
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
    /// Writes a ZIP of the workspace with its history and trash to `target`, reads it back and compares. A file that
    /// stood there is replaced only by a whole new one.
    pub fn backup(&self, target: &Path, progress: Progress<'_>) -> Result<Backup, BackupError> {
        let (files, skipped) = self.all_files()?;
        let folder =
            target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let stage = || tempfile::Builder::new().prefix(write::TEMP).tempfile_in(folder);
        let temp = stage().map_err(Error::io("ghi", target))?;
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
            let bytes = fs::read(&source).map_err(Error::io("đọc", &source))?;
            zip.start_file(path.as_str(), SimpleFileOptions::default()).map_err(broken(target))?;
            zip.write_all(&bytes).map_err(Error::io("ghi", target))?;
            hashes.push(blake3::hash(&bytes));
            progress(index + 1, 2 * files.len());
        }
        let mut buffer = zip.finish().map_err(broken(target))?;
        buffer.flush().map_err(Error::io("ghi", target))?;
        Ok(hashes)
    }

    /// Paths of all files in order, and what is left out.
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
                if kind.is_dir() {
                    folders.push(path);
                } else if kind.is_file()
                    && entry.file_name().to_str().is_some()
                    && name::resolve(&self.root, &path).is_ok()
                    && entry.metadata().is_ok_and(|metadata| metadata.len() <= LARGEST)
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

/// Unpacks a backup into `folder`, which must be new or empty, and reads every file back. Returns how many there are.
/// An archive with a name that leads elsewhere, a link or a file of unlikely size is refused before anything is
/// written; what fails later leaves the folder as it was.
pub fn restore(archive: &Path, folder: &Path, progress: Progress<'_>) -> Result<usize, BackupError> {
    let file = File::open(archive).map_err(Error::io("mở", archive))?;
    let mut zip = ZipArchive::new(io::BufReader::new(file)).map_err(broken(archive))?;
    if fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(BackupError::NotEmpty(folder.to_path_buf()));
    }
    let names = check(&mut zip).map_err(|reason| BackupError::Archive { path: archive.into(), reason })?;
    let is_new = fs::symlink_metadata(folder).is_err();
    fs::create_dir_all(folder).map_err(Error::io("tạo thư mục", folder))?;
    let root = fs::canonicalize(folder).map_err(Error::io("mở", folder))?;
    let restored = unpack(&mut zip, &names, archive, &root, progress);
    if restored.is_err() && is_new {
        let _ = fs::remove_dir(&root);
    }
    restored.map(|()| names.len())
}

/// Everything beside its place first, then each entry put there.
fn unpack<R: Read + io::Seek>(
    zip: &mut ZipArchive<R>,
    names: &[(usize, String)],
    archive: &Path,
    root: &Path,
    progress: Progress<'_>,
) -> Result<(), BackupError> {
    let stage = || tempfile::Builder::new().prefix(write::TEMP).tempdir_in(root);
    let stage = stage().map_err(Error::io("ghi", root))?;
    for (done, (index, path)) in names.iter().enumerate() {
        let mut bytes = Vec::new();
        let entry = zip.by_index(*index).map_err(broken(archive))?;
        let read = entry.take(LARGEST + 1).read_to_end(&mut bytes).map_err(Error::io("đọc", archive))?;
        if read as u64 > LARGEST {
            let reason = format!("tệp {path} lớn hơn mức cho phép");
            return Err(BackupError::Archive { path: archive.into(), reason });
        }
        let target = stage.path().join(path);
        let put = || {
            write::create_folders(&Disk, stage.path(), target.parent().ok_or(ErrorKind::InvalidFilename)?)?;
            write::create_new(&Disk, &target, &bytes)
        };
        put().map_err(Error::io("ghi", root.join(path)))?;
        if fs::read(&target).map_err(Error::io("đọc lại", &target))? != bytes {
            return Err(BackupError::Differs { path: path.clone() });
        }
        progress(done + 1, names.len());
    }
    let mut tops: Vec<&str> = names.iter().filter_map(|(_, name)| name.split('/').next()).collect();
    // The plan last: a folder becomes a workspace when it is whole.
    tops.sort_unstable_by_key(|name| (*name == PLAN, *name));
    tops.dedup();
    for (done, name) in tops.iter().enumerate() {
        if let Err(error) = fs::rename(stage.path().join(name), root.join(name)) {
            for name in &tops[..done] {
                let _ = fs::rename(root.join(name), stage.path().join(name));
            }
            return Err(Error::io("ghi", root.join(name))(error).into());
        }
    }
    Ok(Disk.sync_folder(root).map_err(Error::io("ghi", root))?)
}

/// The archive's files by their index, or why it is refused.
fn check<R: Read + io::Seek>(zip: &mut ZipArchive<R>) -> Result<Vec<(usize, String)>, String> {
    if zip.len() > MOST {
        return Err(format!("có hơn {MOST} tệp"));
    }
    let mut names = Vec::with_capacity(zip.len());
    let mut whole = 0_u64;
    for index in 0..zip.len() {
        let entry = zip.by_index(index).map_err(|error| error.to_string())?;
        let path = entry.name().map_err(|error| error.to_string())?.into_owned();
        if entry.is_dir() {
            continue;
        }
        if entry.is_symlink() {
            return Err(format!("{path} là liên kết, có thể dẫn ra ngoài"));
        }
        // Any root will do: only the name is looked at.
        if let Err(refusal) = name::resolve(Path::new("/"), &path) {
            return Err(format!("tên {path:?} {}", refusal.reason()));
        }
        whole = whole.saturating_add(entry.size());
        if entry.size() > LARGEST || whole > WHOLE {
            return Err(format!("tệp {path} lớn hơn mức cho phép"));
        }
        names.push((index, path));
    }
    if names.iter().any(|(_, name)| name == PLAN) {
        Ok(names)
    } else {
        Err("không có tệp plan.ron, nên không phải bản sao lưu của một không gian làm việc".into())
    }
}

fn broken(path: &Path) -> impl FnOnce(zip::result::ZipError) -> BackupError {
    let path = path.to_path_buf();
    move |error| BackupError::Archive { path, reason: format!("hệ thống báo: {error}") }
}
