//! Pieces: content that fills slots. A header and a body in one file.
//!
//! The text is the source of truth: structures are parsed from it, and edits change only the lines they
//! touch.

pub mod article;
pub mod av;
pub mod block;
pub mod check;
pub mod comment;
pub mod diff;
pub mod edit;
pub mod find;
pub mod live;
pub mod marks;
pub mod merge;
pub mod part;
pub mod prompt;
pub mod quiz;
pub mod sequence;
pub mod stage;
pub mod template;
pub mod timing;

mod agreed;
mod airing;
mod approval;
mod as_run;
mod chain;
mod discussion;
mod duplicate;
mod header;
mod identity;
mod next_year;
mod parse;
mod sign;
mod status;
mod task;
mod text;
mod tone;

pub use airing::{Airing, AiringId, Outcome};
pub use approval::{Approval, Confirmation};
pub use as_run::AsRun;
pub use chain::{ChainStep, StepState};
pub use comment::Comment;
pub use discussion::{Placed, Spot};
pub use header::{Header, PieceId, Role, Tone};
pub use identity::Vacancies;
pub(crate) use parse::is_nfc;
pub use parse::{ParseError, ParseErrorKind, normalize};
pub use status::Status;
pub use task::Task;
pub use text::{Reader, Text};
pub use tone::{together as tones_together, tones, tones_of_rows};

pub use crate::plan::Format;

/// A piece as its file has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    pub header: Header,
    /// The header's text in the file: unknown fields and comments are kept here and survive a save. Empty where
    /// it is as [`record::write`] lays the header out, and for a piece that was never saved.
    pub header_source: Text,
    pub format: Format,
    /// The body in its format, NFC, LF line ends.
    pub body: Text,
}

impl Piece {
    /// A piece that was never saved.
    pub fn new(header: Header, format: Format, body: impl Into<Text>) -> Self {
        Self { header, header_source: Text::default(), format, body: body.into() }
    }

    /// Compresses the texts of several pieces together: most pieces of a large workspace are never read.
    pub fn pack<'a>(pieces: impl IntoIterator<Item = &'a mut Self>) {
        Text::pack(pieces.into_iter().flat_map(|piece| [&mut piece.header_source, &mut piece.body]));
    }

    /// Drops the texts to save memory. Of a body that an approval belongs to, the hash stays: whether its words were
    /// changed is still known.
    pub fn forget_texts(&mut self) {
        self.header_source = Text::default();
        self.body =
            if self.header.has_bound_approval() { Text::hashed(self.digest()) } else { Text::default() };
    }

    pub fn id(&self) -> &PieceId {
        &self.header.id
    }

    /// The line of the file (from 1) on which the body begins, for messages about the body.
    pub fn body_line(&self) -> u32 {
        let header = self.header_text();
        header.matches('\n').count() as u32 + 2
    }
}
