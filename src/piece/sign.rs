//! Signs of emphasis in a line of text.

use std::ops::Range;

/// A pair of signs in a line with what they do to the text between them; bytes of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marks {
    pub open: Range<usize>,
    pub close: Range<usize>,
    pub is_bold: bool,
    pub is_italic: bool,
}
