//! Documents: the plan's and the pieces' words on paper, as pages.
//!
//! Each builder turns the newsroom into blocks and sets them; none knows a file, a clock or a screen.

pub mod article;
pub mod letterhead;
pub mod poster;
pub mod quiz;
pub mod radio;
pub mod report;
pub mod rundown;
pub mod schedule;
pub mod script;
pub mod sheet;

mod closing;
mod head;
mod running;
mod style;

use crate::newsroom::Newsroom;

/// Who a document says it is from.
pub(crate) fn author(newsroom: &Newsroom) -> String {
    let office = &newsroom.settings().office;
    if office.name.is_empty() { newsroom.plan.issuer.clone() } else { office.name.clone() }
}

/// Seconds as stations write them: 12", 1'30", 14'52".
pub(crate) fn duration(seconds: u32) -> String {
    match (seconds / 60, seconds % 60) {
        (0, rest) => format!("{rest}\""),
        (minutes, 0) => format!("{minutes}'"),
        (minutes, rest) => format!("{minutes}'{rest:02}\""),
    }
}
