//! A workbook's bytes, the same on every system.

use rust_xlsxwriter::{Workbook, XlsxError};

/// "PK" and the number of a record of the list at an archive's end, and of the record after it.
const ENTRY: &[u8] = b"PK\x01\x02";
const END: &[u8] = b"PK\x05\x06";
/// The system of Unix in the entries: the library writes that on which it runs.
const UNIX: u8 = 3;

/// Saves a workbook.
pub(super) fn bytes(workbook: &mut Workbook) -> Result<Vec<u8>, XlsxError> {
    let mut bytes = workbook.save_to_buffer()?;
    let _ = name_no_system(&mut bytes);
    Ok(bytes)
}

/// Writes the same system into all entries of an archive without a comment.
fn name_no_system(bytes: &mut [u8]) -> Option<()> {
    let end = bytes.len().checked_sub(22).filter(|at| bytes[*at..].starts_with(END))?;
    let number = |bytes: &[u8], at: usize| {
        Some(usize::from(u16::from_le_bytes([*bytes.get(at)?, *bytes.get(at + 1)?])))
    };
    let mut at = number(bytes, end + 16)? + (number(bytes, end + 18)? << 16);
    while bytes.get(at..)?.starts_with(ENTRY) {
        *bytes.get_mut(at + 5)? = UNIX;
        at += 46 + number(bytes, at + 28)? + number(bytes, at + 30)? + number(bytes, at + 32)?;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use zip::write::SimpleFileOptions;
    use zip::{System, ZipArchive, ZipWriter};

    use super::*;

    #[test]
    fn an_archive_made_on_windows_is_as_one_made_elsewhere() {
        let made = |system| {
            let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
            for name in ["một.xml", "thư mục/hai.xml"] {
                zip.start_file(name, SimpleFileOptions::default().system(system)).expect("an entry");
            }
            zip.finish().expect("an archive").into_inner()
        };
        let (mut windows, unix) = (made(System::Dos), made(System::Unix));
        assert_ne!(windows, unix);
        let _ = name_no_system(&mut windows);
        assert_eq!(windows, unix);
        assert_eq!(ZipArchive::new(Cursor::new(windows)).expect("an archive").len(), 2);
    }
}
