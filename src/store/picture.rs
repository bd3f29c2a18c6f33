//! Pictures: read only from the workspace; imported ones are named by their content's hash.

use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use super::files::{Files, Meta};
use super::{Error, IMAGES, Workspace, name, write};
use crate::page::picture;

/// Maximum bytes of a picture; the largest JPEG of a camera is a quarter of it.
const LARGEST: u64 = 96 * 1024 * 1024;

/// Maximum pixels of a side: a pano of 8 m at 75 dpi has 23,600.
const LONGEST_SIDE: u32 = 40_000;

impl Workspace {
    /// The bytes of a picture file of any format: the preflight says what cannot be printed.
    pub fn picture(&self, path: &str) -> Result<Arc<[u8]>, Error> {
        let refused = |reason: String| Error::Picture { path: path.into(), reason };
        let file = name::resolve(&self.root, path).map_err(|refusal| refused(refusal.reason()))?;
        let whole = self.files.canonical(&file).map_err(Error::io("đọc ảnh", path))?;
        if !whole.starts_with(&self.root) {
            return Err(refused(
                "liên kết dẫn ra ngoài không gian làm việc; chép hẳn ảnh vào thư mục images".into(),
            ));
        }
        let bytes = load(&*self.files, &whole, path)?;
        if !picture::is_picture(&bytes) {
            return Err(refused("tệp không phải ảnh; dùng JPEG, PNG".into()));
        }
        Ok(bytes.into())
    }

    /// When a picture file was last changed; none without a file.
    pub fn picture_stamp(&self, path: &str) -> Option<Meta> {
        let file = name::resolve(&self.root, path).ok()?;
        self.files.metadata(&file).ok()
    }

    /// Copies a picture into the workspace. Returns its path there, relative, with `/`. Importing the same
    /// picture twice keeps one copy.
    pub fn import_picture(&self, source: &Path) -> Result<String, Error> {
        let shown = source.display().to_string();
        let refused = |reason: &str| Error::Picture { path: shown.clone(), reason: reason.into() };
        let bytes = load(&*self.files, source, &shown)?;
        let head = picture::check(&bytes).map_err(|error| refused(&error.to_string()))?;
        if head.width.max(head.height) > LONGEST_SIDE {
            return Err(refused("ảnh dài quá 40.000 điểm; hãy thu nhỏ ảnh"));
        }
        let extension = if bytes.starts_with(&[0xFF, 0xD8]) { "jpg" } else { "png" };
        let path = format!("{IMAGES}/{}.{extension}", &blake3::hash(&bytes).to_hex()[..20]);
        let target = self.target(&path).map_err(|error| refused(&error.to_string()))?;
        let copy = || {
            write::create_folders(&*self.files, &self.root, &self.root.join(IMAGES))?;
            match write::create_new(&*self.files, &target, &bytes) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
                done => done,
            }
        };
        copy().map_err(Error::io("chép ảnh vào", &target))?;
        Ok(path)
    }
}

fn load(files: &dyn Files, file: &Path, shown: &str) -> Result<Vec<u8>, Error> {
    match files.read(file, LARGEST) {
        Ok((bytes, _)) => Ok(bytes),
        Err(error) if error.kind() == ErrorKind::FileTooLarge => Err(Error::Picture {
            path: shown.into(),
            reason: format!("ảnh lớn hơn {} MB; hãy thu nhỏ ảnh", LARGEST / (1024 * 1024)),
        }),
        Err(error) => Err(Error::io("đọc ảnh", shown)(error)),
    }
}
