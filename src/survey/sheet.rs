//! An answer sheet: what its code says, and where everything on it is.

mod capacity;
mod code;
mod layout;

pub use capacity::per_page;
pub use code::{FIRST_VERSION, SheetCode, survey_number};
pub use layout::{Area, BOX, CODE, CODE_MODULES, CUT, Layout, MARK, MARKS, PAGE, Place, Spot};
