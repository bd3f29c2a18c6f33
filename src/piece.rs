//! Pieces: content that fills slots. A header and a body in one file.
//!
//! The text is the truth: structures are read from it, and edits change only the lines they touch.

pub mod article;
pub mod av;
pub mod check;
pub mod fold;
pub mod quiz;
pub mod stage;
pub mod template;
pub mod timing;

mod airing;
mod approval;
mod format;
mod header;
mod status;

pub use airing::{Airing, Outcome};
pub use approval::Approval;
pub use format::Format;
pub use header::{Header, PieceId, Role, Tone};
pub use status::Status;

/// A piece as its file holds it.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    pub header: Header,
    /// The header as it stood in the file; unknown fields and comments live here and survive a save.
    /// Empty for a piece that was never saved.
    pub header_source: String,
    pub format: Format,
    /// The body in its format, NFC, LF line ends.
    pub body: String,
}
