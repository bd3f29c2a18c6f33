//! Evidence: scans and files that prove an approval, copied into the workspace and kept under their own names.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::disk::{self, Disk};
use super::files::{Files, Kind};
use super::{Error, Workspace, name, write};
use crate::fold;

/// The folder in a workspace.
const EVIDENCE: &str = "evidence";

/// What offices scan and send. Nothing that a double click would run.
pub const EVIDENCE_KINDS: &[&str] =
    &["pdf", "jpg", "jpeg", "png", "tif", "tiff", "doc", "docx", "odt", "xls", "xlsx", "txt", "eml", "zip"];

/// Maximum bytes of a file.
const LARGEST: u64 = 96 * 1024 * 1024;

impl Workspace {
    /// Copies a file into the workspace. Returns its path there, relative, with `/`. Importing the same file twice
    /// keeps one copy.
    pub fn import_evidence(&self, source: &Path) -> Result<String, Error> {
        let shown = source.display().to_string();
        let refused = |reason: String| Error::Evidence { path: shown.clone(), reason };
        if kind(source).is_none() {
            return Err(refused(kinds()));
        }
        let bytes = match self.files.read(source, LARGEST) {
            Ok((bytes, _)) => bytes,
            Err(error) if error.kind() == ErrorKind::FileTooLarge => {
                let most = LARGEST / (1024 * 1024);
                return Err(refused(format!("tệp lớn hơn {most} MB; hãy quét ở độ phân giải thấp hơn")));
            }
            Err(error) => return Err(Error::io("đọc", source)(error)),
        };
        let name = source.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        self.keep_evidence(&name, &bytes)
    }

    /// Keeps a file of this name and content. Returns its path in the workspace, as [`Self::import_evidence`] does.
    ///
    /// # Errors
    /// A kind that is not kept, or the folder cannot be written.
    pub fn keep_evidence(&self, file_name: &str, bytes: &[u8]) -> Result<String, Error> {
        let refused = |reason: String| Error::Evidence { path: file_name.to_owned(), reason };
        let extension = kind(Path::new(file_name)).ok_or_else(|| refused(kinds()))?;
        let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
        let digest = blake3::hash(bytes).to_hex();
        let path = format!("{EVIDENCE}/{} {}.{extension}", fold::file_name(stem), &digest[..8]);
        let target = self.target(&path).map_err(|error| refused(error.to_string()))?;
        let copy = || {
            write::create_folders(&*self.files, &self.root, &self.root.join(EVIDENCE))?;
            match write::create_new(&*self.files, &target, bytes) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
                done => done,
            }
        };
        copy().map_err(Error::io("chép vào", &target))?;
        Ok(path)
    }

    /// The file at a path of the workspace, to be opened with the user's program. The path comes from a piece, so it
    /// may name anything: only what could have been imported is opened.
    pub fn evidence(&self, path: &str) -> Result<PathBuf, Error> {
        let refused = |reason: String| Error::Evidence { path: path.to_owned(), reason };
        let file = name::resolve(&self.root, path).map_err(|refusal| refused(refusal.reason()))?;
        if kind(&file).is_none() {
            return Err(refused(kinds()));
        }
        let missing = || {
            refused(
                "không còn tệp này trong không gian làm việc; chép lại tệp vào đó, hoặc chọn tệp khác".into(),
            )
        };
        let whole = self.files.canonical(&file).map_err(|_| missing())?;
        if !whole.starts_with(&self.root) {
            return Err(refused("liên kết dẫn ra ngoài không gian làm việc".into()));
        }
        Ok(whole)
    }
}

/// Copies a scan of answer sheets into the workspace with this root, as evidence. `digest` is the beginning of its
/// hash. Returns its path there; the same scan is kept once.
///
/// # Errors
/// It cannot be read, or the folder cannot be written.
pub fn keep_scan(root: &Path, source: &Path, digest: &str) -> Result<String, Error> {
    let file_name = source.file_name().unwrap_or_default().to_string_lossy();
    let path = scan_path(&file_name, digest);
    let target = root.join(&path);
    let copy = || {
        write::create_folders(&Disk, root, &root.join(EVIDENCE))?;
        let (mut from, _) = disk::open(source)?;
        match write::copy_new(&Disk, &target, &mut from) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
            done => done,
        }
    };
    copy().map_err(Error::io("chép vào", &target))?;
    Ok(path)
}

/// Where [`keep_scan`] has put a scan; none when it was not kept.
pub fn kept_scan(root: &Path, file_name: &str, digest: &str) -> Option<PathBuf> {
    let file = root.join(scan_path(file_name, digest));
    Disk.metadata(&file).is_ok_and(|meta| meta.kind == Kind::File).then_some(file)
}

fn scan_path(file_name: &str, digest: &str) -> String {
    let (stem, extension) = file_name.rsplit_once('.').unwrap_or((file_name, "pdf"));
    format!("{EVIDENCE}/{} {digest}.{}", fold::file_name(stem), extension.to_lowercase())
}

fn kind(path: &Path) -> Option<&'static str> {
    let extension = path.extension()?.to_str()?.to_lowercase();
    EVIDENCE_KINDS.iter().copied().find(|kind| *kind == extension)
}

fn kinds() -> String {
    format!("chỉ nhận tệp {}", EVIDENCE_KINDS.join(", "))
}
