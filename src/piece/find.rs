//! Finding words in pieces and replacing them: in titles, people, bodies, and comments.

mod hit;
mod marks;
mod pattern;
mod words;

pub use hit::{Hit, Place, Replaced, Snippet, hits, refusal, replace};
pub use marks::{read_text, replaceable, word_fields};
pub use pattern::{Pattern, Sought};
pub use words::Words;
