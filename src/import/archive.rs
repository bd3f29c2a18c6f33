//! Parts of a zipped document.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

/// Why a part is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Error {
    Broken,
    Locked,
    TooLarge,
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
