//! A survey on paper: versions, answer sheets, and the reading of what comes back from the scanner.

mod answers;
mod codings;
mod paper;
pub mod pen;
pub mod reading;

use std::path::Path;

use toasoan::newsroom::Newsroom;
use toasoan::piece::{Header, PieceId};
use toasoan::plan::{Plan, Settings};
use toasoan::survey::sheet::SheetCode;

fn newsroom() -> Newsroom {
    let content = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/content"));
    let read = |name: &str| std::fs::read_to_string(content.join(name)).expect("the sample workspace");
    let plan = Plan::parse(&read("plan.ron")).expect("the plan reads");
    let settings = Settings::parse(&read("settings.ron")).expect("the settings read");
    Newsroom::new(plan, settings, [], "2014-03-18".parse().expect("a date"))
}

fn header() -> Header {
    Header::new(PieceId("018JMYP1TESXH76A0GMGK76ETB".into()), "Khảo sát tháng 4", "khao-sat")
}

fn code() -> SheetCode {
    SheetCode { survey: 0xc0de_2014, seed: 7, versions: 4, version: None, page: 1, questions: 60, options: 4 }
}
