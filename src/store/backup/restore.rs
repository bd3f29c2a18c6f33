//! Restoring a backup: the whole archive is checked before anything is written.

use std::fs;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use zip::ZipArchive;
use zip::result::ZipError;

use super::super::disk::{self, Disk};
use super::super::files::Files;
use super::super::{Error, PLAN, destination, name, write};
use super::{BackupError, LARGEST, MB, Progress, broken, said};

/// Maximum number of files in an archive: 10,000 pieces with 100 revisions each.
const MOST: usize = 1_000_000;
/// Maximum unpacked size of an archive, bytes.
const WHOLE: u64 = 64 * 1024 * MB;
/// Maximum compression ratio, well above that of texts and pictures: `DEFLATE` reaches 1,000 (a zip bomb).
const RATIO: u64 = 150;
/// Below this size, in bytes, the ratio does not matter.
const MODEST: u64 = 256 * MB;
/// Maximum disk space of a file beyond its content, bytes.
const BLOCK: u64 = 4096;

/// Unpacks a backup into `folder`, which must be new or empty, and reads every file back. Returns the number
/// of files. An archive with a path that leads outside, a link or a file of implausible size is refused
/// before anything is written; a later failure leaves the folder unchanged.
pub fn restore(archive: &Path, folder: &Path, progress: Progress<'_>) -> Result<usize, BackupError> {
    let (file, metadata) = disk::open(archive).map_err(Error::io("mở", archive))?;
    let mut zip = ZipArchive::new(io::BufReader::new(file)).map_err(broken(archive))?;
    if fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(BackupError::NotEmpty(folder.to_path_buf()));
    }
    destination::check(folder, None)?;
    let Content { names, size } = check(&mut zip, metadata.len())
        .map_err(|reason| BackupError::Archive { path: archive.into(), reason })?;
    let is_new = fs::symlink_metadata(folder).is_err();
    fs::create_dir_all(folder).map_err(Error::io("tạo thư mục", folder))?;
    let root = fs::canonicalize(folder).map_err(Error::io("mở", folder))?;
    let restored = has_room(folder, size).and_then(|()| unpack(&mut zip, &names, archive, &root, progress));
    if restored.is_err() && is_new {
        let _ = fs::remove_dir(&root);
    }
    restored.map(|()| names.len())
}

/// Unpacks everything beside the target folder first, then moves each entry into it.
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
        let size = entry.size();
        let read = entry.take(size + 1).read_to_end(&mut bytes);
        // Damage shows while it is unpacked.
        let read = read.map_err(|error| broken(archive)(ZipError::Io(error)))?;
        if read as u64 != size {
            let reason = format!("tệp {path} không lớn như mục lục ghi");
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
    // The plan comes last: with it the folder becomes a workspace, now complete.
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

/// Whether a folder's disk has this many bytes free; assumed where the system does not say.
fn has_room(folder: &Path, needed: u64) -> Result<(), BackupError> {
    match fs4::available_space(folder) {
        Ok(free) if free < needed => Err(BackupError::NoRoom { folder: folder.into(), needed, free }),
        _ => Ok(()),
    }
}

/// The unpacked content of an archive.
struct Content {
    /// The files with their index in the archive.
    names: Vec<(usize, String)>,
    /// Size on disk, bytes.
    size: u64,
}

/// The content of an archive with this packed size (bytes), or why it is refused.
fn check<R: Read + io::Seek>(zip: &mut ZipArchive<R>, packed: u64) -> Result<Content, String> {
    if zip.len() > MOST {
        return Err(format!("có hơn {MOST} tệp"));
    }
    let mut names = Vec::with_capacity(zip.len());
    let mut whole = 0_u64;
    for index in 0..zip.len() {
        let entry = zip.by_index(index).map_err(|error| said(&error))?;
        let path = entry.name().map_err(|error| said(&error))?.into_owned();
        if entry.is_dir() {
            continue;
        }
        if entry.is_symlink() {
            return Err(format!("{path} là liên kết, có thể dẫn ra ngoài"));
        }
        // Any root will do: only the name is checked.
        if let Err(refusal) = name::resolve(Path::new("/"), &path) {
            return Err(format!("có tệp tên {path:?}: {}; hãy chọn bản sao lưu khác", refusal.reason()));
        }
        whole = whole.saturating_add(entry.size());
        if entry.size() > LARGEST || whole > WHOLE {
            return Err(format!("tệp {path} lớn hơn mức cho phép"));
        }
        names.push((index, path));
    }
    if whole > MODEST && whole / RATIO > packed {
        let (whole, packed) = (whole / MB, packed.div_ceil(MB));
        return Err(format!("bung {packed} MB thành {whole} MB, không phải cỡ của một bản sao lưu thật"));
    }
    if names.iter().any(|(_, name)| name == PLAN) {
        let size = whole.saturating_add(names.len() as u64 * BLOCK);
        Ok(Content { names, size })
    } else {
        Err("không có kế hoạch bên trong, nên không phải bản sao lưu của một không gian làm việc".into())
    }
}
