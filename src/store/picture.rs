//! Pictures: read only from the workspace; imported ones keep the names that people know.

use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use super::disk::Disk;
use super::files::{Files, Meta};
use super::{Error, IMAGES, Workspace, name, write};
use crate::fold::file_name_within;
use crate::page::{drawing, picture};

/// Maximum bytes of a picture; the largest JPEG of a camera is a quarter of it.
const LARGEST: u64 = 96 * 1024 * 1024;

/// Maximum bytes of a picture's name without its extension and number.
const LONGEST_STEM: usize = 100;

/// Maximum pixels of a side: a pano of 8 m at 75 dpi has 23,600.
const LONGEST_SIDE: u32 = 40_000;

impl Workspace {
    /// The bytes of a picture file of any format: the preflight says what cannot be printed.
    pub fn picture(&self, path: &str) -> Result<Arc<[u8]>, Error> {
        read(&*self.files, &self.root, path)
    }

    /// When a picture file was last changed; none without a file.
    pub fn picture_stamp(&self, path: &str) -> Option<Meta> {
        let file = name::resolve(&self.root, path).ok()?;
        self.files.metadata(&file).ok()
    }

    /// Copies a picture into the workspace under its own name. Returns its path there, relative, with `/`.
    /// Importing the same file twice keeps one copy; another picture of the same name is numbered.
    pub fn import_picture(&self, source: &Path) -> Result<String, Error> {
        let shown = source.display().to_string();
        let refused = |reason: &str| Error::Picture { path: shown.clone(), reason: reason.into() };
        let bytes = load(&*self.files, source, &shown)?;
        let extension = checked(&bytes).map_err(|error| refused(&error))?;
        let stem = source.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
        let stem = file_name_within(&stem, LONGEST_STEM);
        let stem = if stem.is_empty() { "ảnh" } else { &stem };
        let write = |path: &str| -> Result<bool, Error> {
            let target = self.target(path).map_err(|error| refused(&error.to_string()))?;
            let copy = || {
                write::create_folders(&*self.files, &self.root, &self.root.join(IMAGES))?;
                match write::create_new(&*self.files, &target, &bytes) {
                    Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                        Ok(self.files.read(&target, LARGEST).is_ok_and(|(held, _)| held == bytes))
                    }
                    done => done.map(|()| true),
                }
            };
            copy().map_err(Error::io("chép ảnh vào", &target))
        };
        let names =
            std::iter::once(stem.to_owned()).chain((2..1000).map(|number| format!("{stem} ({number})")));
        for name in names {
            let path = format!("{IMAGES}/{name}.{extension}");
            if write(&path)? {
                return Ok(path);
            }
        }
        Err(refused("đã có quá nhiều ảnh cùng tên trong thư mục images"))
    }
}

/// The extension of a picture that can be printed; else why it cannot.
fn checked(bytes: &[u8]) -> Result<&'static str, String> {
    if drawing::is_svg(bytes) {
        return drawing::read(bytes).map(|_| "svg").map_err(|error| error.to_string());
    }
    let head = picture::check(bytes).map_err(|error| error.to_string())?;
    if head.width.max(head.height) > LONGEST_SIDE {
        return Err("ảnh dài quá 40.000 điểm; hãy thu nhỏ ảnh".into());
    }
    Ok(match picture::other_format(bytes) {
        Some(format) => format.extensions_str().first().copied().unwrap_or("img"),
        None if bytes.starts_with(&[0xFF, 0xD8]) => "jpg",
        None => "png",
    })
}

/// The bytes of a picture file of the workspace with this root, as it names itself.
///
/// # Errors
/// It is outside the workspace, missing, too large or no picture.
pub fn picture_below(root: &Path, path: &str) -> Result<Arc<[u8]>, Error> {
    read(&Disk, root, path)
}

fn read(files: &dyn Files, root: &Path, path: &str) -> Result<Arc<[u8]>, Error> {
    let refused = |reason: String| Error::Picture { path: path.into(), reason };
    let file = name::resolve(root, path).map_err(|refusal| refused(refusal.reason()))?;
    let whole = files.canonical(&file).map_err(Error::io("đọc ảnh", path))?;
    if !whole.starts_with(root) {
        return Err(refused(
            "liên kết dẫn ra ngoài không gian làm việc; chép hẳn ảnh vào thư mục images".into(),
        ));
    }
    let bytes = load(files, &whole, path)?;
    if !picture::is_picture(&bytes) {
        return Err(refused("tệp không phải ảnh; dùng JPEG, PNG, WebP, TIFF, SVG".into()));
    }
    Ok(bytes.into())
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
