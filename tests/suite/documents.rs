//! Documents that an office, a studio and a stage can use.

use std::path::Path;

use chrono::NaiveDate;
use toasoan::newsroom::Newsroom;
use toasoan::page::{Document, Item, Page};
use toasoan::piece::{Airing, Format, Header, Piece, PieceId, Status};
use toasoan::plan::{Plan, Settings, SlotId};

mod assignment;
mod cases;
mod fountain;
mod letterheads;
mod opinion;
mod pieces;
mod review;
mod schedule;
mod skit;
mod spoken;

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

pub(super) fn content() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/content"))
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).expect("the sample workspace is part of the repository")
}

pub(super) fn newsroom(pieces: impl IntoIterator<Item = Piece>) -> Newsroom {
    let plan = Plan::parse(&read(&content().join("plan.ron"))).expect("the plan reads");
    let settings = Settings::parse(&read(&content().join("settings.ron"))).expect("the settings read");
    Newsroom::new(plan, settings, pieces, day("2014-03-18"))
}

pub(super) fn samples(folder: &Path, pieces: &mut Vec<Piece>) {
    for entry in std::fs::read_dir(folder).expect("a folder of the sample workspace").flatten() {
        let path = entry.path();
        if path.is_dir() {
            samples(&path, pieces);
        } else if let Some(format) =
            path.extension().and_then(|extension| Format::from_extension(extension.to_str()?))
        {
            pieces.push(Piece::parse(&read(&path), format).expect("a sample piece reads"));
        }
    }
}

fn piece(id: u32, title: &str, activity: &str, airings: Vec<Airing>) -> Piece {
    let mut header = Header::new(PieceId(format!("{id:026}").into()), title, activity);
    header.status = Status::Approved;
    header.airings = airings;
    Piece::new(header, Format::Radio, "")
}

fn airing(slot: &str, date: Option<&str>, is_rerun: bool) -> Airing {
    Airing { date: date.map(day), is_rerun, ..Airing::undated(SlotId(slot.to_owned())) }
}

pub(super) fn text(document: &Document) -> String {
    document.pages.iter().map(Page::text).collect::<Vec<_>>().join("\n")
}

fn lines(page: &Page) -> Vec<String> {
    page.text().lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

/// The words of `wanted` around the first one missing from `found` in this order; empty when all are there.
fn lost(wanted: &str, found: &str) -> Vec<String> {
    let words: Vec<&str> = wanted.split_whitespace().collect();
    let mut found = found.split_whitespace();
    let missing = words.iter().position(|word| !found.any(|other| other == *word));
    missing.map_or_else(Vec::new, |at| {
        words[at.saturating_sub(6)..words.len().min(at + 6)].iter().map(|word| (*word).to_owned()).collect()
    })
}

/// No glyph is missing from its face, and none is outside the sheet.
pub(super) fn assert_sound(document: &Document) {
    for (number, page) in document.pages.iter().enumerate() {
        for item in &page.items {
            let Item::Glyphs(run) = item else { continue };
            let width: f32 = run.glyphs.iter().map(|glyph| glyph.advance).sum();
            let place = format!("{}, page {}: {}", document.title, number + 1, run.text);
            assert!(run.glyphs.iter().all(|glyph| glyph.id != 0), "no glyph: {place}");
            assert!(run.origin.x > 20.0 && run.origin.x + width < page.size.width - 20.0, "{place}");
            assert!(run.origin.y > 20.0 && run.origin.y < page.size.height - 20.0, "{place}");
        }
    }
}
