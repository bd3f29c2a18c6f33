//! Reads files of others. The bytes are passed in.

pub mod answers;
mod archive;
pub mod bank;
pub mod budget;
pub mod cases;
pub mod clipboard;
mod docx;
pub mod draft;
mod fdx;
mod figure;
mod fountain;
mod grid;
mod odt;
mod open;
pub mod places;
pub mod return_form;
pub mod scan;
pub mod schedule;
mod sheet;
mod sign;
pub mod source;
pub mod table;
mod workbook;
mod xml;

pub use draft::{Draft, Finding, activity_for, draft, guess, note_pictures};
pub use open::{Decoders, EXTENSIONS, open};
pub use source::Source;

/// The text of a document that people wrote: a Word file, or what `plain` makes of any other bytes.
///
/// # Errors
/// A Word file that is broken, locked with a password or implausibly large, a file that is no text; in Vietnamese, with
/// what to do.
pub fn document_text(
    bytes: &[u8],
    plain: impl FnOnce(&[u8]) -> Result<String, String>,
) -> Result<String, String> {
    match bytes {
        [b'P', b'K', 3 | 5, ..] => docx::text(bytes).map_err(|refusal| refusal.to_string()),
        // A file of Word 97–2003, or a newer one locked with a password, which is put into such a container.
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Err(docx::Refusal::OldOrLocked.to_string()),
        [b'%', b'P', b'D', b'F', ..] => {
            Err("Tệp PDF không giữ các đoạn của văn bản. Hãy mở nó, chép cả văn bản và \
                                             dán vào đây, hoặc chọn tệp Word của kế hoạch."
                .to_owned())
        }
        _ => plain(bytes),
    }
}
