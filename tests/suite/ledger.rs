//! The ledger: where each obligation stands on a day, and what is counted of it.

mod agreement;
mod airing;
mod month;
mod obligation;

use std::path::Path;

use chrono::NaiveDate;
use toasoan::newsroom::Newsroom;
use toasoan::plan::{Plan, Settings, SlotId};
use toasoan::workspace::Workspace;

const PLAN: &str = include_str!("../../content/plan.ron");
const SETTINGS: &str = include_str!("../../content/settings.ron");

fn plan() -> Plan {
    Plan::parse(PLAN).expect("the plan in content is sound")
}

fn settings() -> Settings {
    Settings::parse(SETTINGS).expect("the settings in content are sound")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date of the test")
}

fn slot_id(text: &str) -> SlotId {
    SlotId(text.into())
}

/// The workspace in `content`, as of a day.
fn sample(today: &str) -> Newsroom {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let opened = Workspace::open(&folder).expect("the sample opens");
    let pieces = opened.pieces.into_iter().map(|stored| stored.piece);
    Newsroom::new(opened.plan, opened.settings, pieces, day(today))
}
