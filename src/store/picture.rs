//! Pictures: read only from the workspace; imported ones are named by their content's hash.

use std::io::{Cursor, ErrorKind};
use std::path::Path;
use std::sync::Arc;

use image::{ImageFormat, ImageReader, Limits};

use super::files::Files;
use super::{Error, IMAGES, Workspace, name, write};

/// Maximum bytes of a picture; the largest JPEG of a camera is a quarter of it.
const LARGEST: u64 = 96 * 1024 * 1024;

/// Maximum pixels of a side: a pano of 8 m at 75 dpi has 23,600.
const LONGEST_SIDE: u32 = 40_000;

impl Workspace {
    /// The bytes of a picture file, JPEG or PNG.
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
        let _ = kind(&bytes).ok_or_else(|| refused("chỉ dùng được ảnh JPEG hoặc PNG".into()))?;
        Ok(bytes.into())
    }

    /// Copies a picture into the workspace. Returns its path there, relative, with `/`. Importing the same
    /// picture twice keeps one copy.
    pub fn import_picture(&self, source: &Path) -> Result<String, Error> {
        let shown = source.display().to_string();
        let refused = |reason: &str| Error::Picture { path: shown.clone(), reason: reason.into() };
        let bytes = load(&*self.files, source, &shown)?;
        let format = kind(&bytes).ok_or_else(|| {
            refused("chỉ dùng được ảnh JPEG hoặc PNG; hãy xuất lại ảnh sang một trong hai dạng đó")
        })?;
        let mut reader = ImageReader::with_format(Cursor::new(&bytes), format);
        let mut limits = Limits::default();
        limits.max_image_width = Some(LONGEST_SIDE);
        limits.max_image_height = Some(LONGEST_SIDE);
        reader.limits(limits);
        let (width, height) =
            reader.into_dimensions().map_err(|_| refused("tệp ảnh bị hỏng; hãy mở và lưu lại ảnh"))?;
        if width.max(height) > LONGEST_SIDE || width.min(height) == 0 {
            return Err(refused("ảnh dài quá 40.000 điểm; hãy thu nhỏ ảnh"));
        }
        let extension = if format == ImageFormat::Png { "png" } else { "jpg" };
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

fn kind(bytes: &[u8]) -> Option<ImageFormat> {
    image::guess_format(bytes).ok().filter(|format| matches!(format, ImageFormat::Jpeg | ImageFormat::Png))
}
