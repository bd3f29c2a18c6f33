//! What two sequences of texts have in common. There is one function for it, since the compiler makes the
//! comparison anew for each kind of sequence.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

/// The equal, removed, added and replaced parts of two sequences, in order.
pub fn compare(old: &[&str], new: &[&str]) -> Vec<DiffOp> {
    capture_diff_slices(Algorithm::Myers, old, new)
}

/// The words of a text and what stands between them: together they are the text.
pub fn words(text: &str) -> Vec<&str> {
    text.split_word_bounds().collect()
}

/// The lines of a text, each with its line break.
pub fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}
