//! Parts of a zipped document.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::source::Picture;
use zip::result::ZipError;

/// Why a part is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Error {
    Broken,
    Locked,
    TooLarge,
}

/// Maximum bytes of the pictures of a file, and how many are kept.
const LARGEST: u64 = 64 * 1024 * 1024;
const MOST: usize = 200;

/// The pictures in a folder of the archive that programs show, in the order of their names.
pub(super) fn pictures(bytes: &[u8], folder: &str) -> Vec<Picture> {
    let Ok(mut zip) = ZipArchive::new(Cursor::new(bytes)) else { return Vec::new() };
    let is_picture = |name: &str| {
        let kind = name.rsplit_once('.').map_or_else(String::new, |(_, kind)| kind.to_lowercase());
        name.starts_with(folder) && matches!(kind.as_str(), "png" | "jpg" | "jpeg" | "tif" | "tiff")
    };
    let mut names: Vec<String> =
        zip.file_names().flatten().map(|name| name.to_string()).filter(|name| is_picture(name)).collect();
    names.sort();
    let mut left = LARGEST;
    let read = |name: String| {
        let mut picture = Vec::new();
        let entry = zip.by_name(&name).ok()?;
        let _ = entry.take(left + 1).read_to_end(&mut picture).ok()?;
        left = left.checked_sub(picture.len() as u64)?;
        let name = name.rsplit('/').next().unwrap_or_default().to_owned();
        Some(Picture { name, bytes: picture.into() })
    };
    names.into_iter().take(MOST).filter_map(read).collect()
}

/// The text of a part of at most `largest` bytes; none when the archive has no such part.
pub(super) fn part(
    zip: &mut ZipArchive<Cursor<&[u8]>>,
    name: &str,
    largest: u64,
) -> Result<Option<String>, Error> {
    let entry = match zip.by_name(name) {
        Ok(entry) => entry,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(ZipError::UnsupportedArchive(_)) => return Err(Error::Locked),
        Err(_) => return Err(Error::Broken),
    };
    // The archive may give a wrong size, so what is unpacked is counted.
    let mut xml = Vec::new();
    let read = entry.take(largest + 1).read_to_end(&mut xml);
    if xml.len() as u64 > largest {
        return Err(Error::TooLarge);
    }
    let _ = read.map_err(|_| Error::Broken)?;
    String::from_utf8(xml).map(Some).map_err(|_| Error::Broken)
}

/// What is said of pictures, which no body holds. `names` in brackets, or empty.
pub(super) fn pictures_told(count: usize, names: &str, kept: usize) -> String {
    if kept == 0 {
        return format!("{count} hình không vào bài{names}; cần dùng thì lưu riêng từng hình.");
    }
    format!(
        "{count} hình không in trong bài{names}; {kept} tệp hình được giữ làm minh chứng, ghi ở ghi chú của bài."
    )
}
