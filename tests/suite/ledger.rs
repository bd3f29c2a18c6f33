//! The ledger: the state of each obligation on a day, and the figures derived from it.

mod agreement;
mod airing;
mod body;
mod coverage;
mod month;
mod obligation;
mod rehome;
mod task;

use std::path::Path;

use toasoan::newsroom::Newsroom;
use toasoan::store::Workspace;

use crate::plan::{day, plan, settings, slot_id};

/// The workspace in `content`, as of a day.
fn sample(today: &str) -> Newsroom {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let opened = Workspace::open(&folder).expect("the sample opens");
    let pieces = opened.pieces.into_iter().map(|stored| stored.piece);
    Newsroom::new(opened.plan, opened.settings, pieces, day(today))
}
