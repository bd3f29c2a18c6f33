//! `check --json` and `slots --json` beside the definitions: of the same pieces, read from their files.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};
use serde_json::{Value, json};
use tempfile::TempDir;
use toasoan::cli::check::Checked;
use toasoan::cli::slots;
use toasoan::ledger::{Obligations, SlotState};
use toasoan::newsroom::Newsroom;
use toasoan::piece::{Piece, Status, Tone};
use toasoan::plan::Slot;
use toasoan::store::{Opened, Workspace};

use super::clashes::assert_clashes;
use super::{Fate, fate, status, tones};

/// A newsroom as its folder holds it, opened as the commands open it.
pub struct Kept {
    opened: Opened,
    _folder: TempDir,
}

impl Kept {
    pub fn new(newsroom: &Newsroom) -> Self {
        let folder = TempDir::new().expect("a folder");
        let write = |path: String, text: String| {
            std::fs::write(folder.path().join(path), text).expect("a file");
        };
        std::fs::create_dir(folder.path().join("pieces")).expect("a folder");
        write("plan.ron".to_owned(), newsroom.plan().to_text());
        write("settings.ron".to_owned(), newsroom.settings().to_text());
        for piece in newsroom.pieces() {
            write(format!("pieces/{}.{}", piece.id(), piece.format.extension()), piece.to_text());
        }
        let opened = Workspace::open_headers(folder.path()).expect("the workspace opens");
        assert!(opened.problems.is_empty(), "{:?}", opened.problems);
        Self { opened, _folder: folder }
    }

    /// What `check --json` finds wrong with the files, each with its remedy.
    pub fn faults(&self, day: NaiveDate) -> Vec<String> {
        let ledger = serde_json::to_value(Checked::new(&self.opened, day).ledger()).expect("JSON");
        let faults = ledger["faults"].as_array().expect("faults").iter();
        let said = |fault: &Value, name: &str| fault[name].as_str().expect("words").to_owned();
        faults.map(|fault| format!("{} {}", said(fault, "reason"), said(fault, "remedy"))).collect()
    }
}

/// As they are called in JSON.
const STATES: [(SlotState, &str); 7] = [
    (SlotState::InTime, "in_time"),
    (SlotState::Late, "late"),
    (SlotState::Unconfirmed, "unconfirmed"),
    (SlotState::Ready, "ready"),
    (SlotState::InHand, "in_hand"),
    (SlotState::Empty, "empty"),
    (SlotState::Missing, "missing"),
];

pub fn assert_commands(
    newsroom: &Newsroom,
    kept: &Kept,
    states: &HashMap<&str, SlotState>,
    slots: &[Slot],
    case: &str,
) {
    let (opened, day) = (&kept.opened, newsroom.today());
    let checked = Checked::new(opened, day);
    let ledger = serde_json::to_value(checked.ledger()).expect("JSON");
    assert_eq!(ledger["as_of"], day.to_string());
    let count = |row: &Value, owed: &[&Slot]| {
        let what = &row["id"];
        assert_eq!(row["owed"], owed.len(), "{case}: {what}");
        assert_eq!(row["due"], owed.iter().filter(|slot| slot.to <= day).count(), "{case}: {what}");
        for (state, name) in STATES {
            let found = owed.iter().filter(|slot| states[slot.id.as_str()] == state).count();
            assert_eq!(row[name], found, "{case}: {what}: {name}");
        }
    };
    let id = |row: &Value| row["id"].as_str().expect("an id").to_owned();
    for row in ledger["activities"].as_array().expect("rows") {
        let owed: Vec<&Slot> = slots.iter().filter(|slot| slot.id.activity() == id(row)).collect();
        count(row, &owed);
    }
    let localities = ledger["localities"].as_array().expect("rows");
    for row in localities {
        let owed = slots.iter().filter(|slot| slot.id.locality() == Some(&id(row)));
        count(row, &owed.collect::<Vec<_>>());
    }
    for slot in slots {
        assert!(slot.id.locality().is_none_or(|of| localities.iter().any(|row| row["id"] == of)), "{case}");
    }
    count(&ledger["total"], &slots.iter().collect::<Vec<_>>());
    assert_pieces(newsroom, &ledger, case);
    let clashes = serde_json::to_value(newsroom.clashes().listed).expect("JSON");
    assert_eq!(ledger["clashes"], clashes, "{case}");
    assert_clashes(newsroom, &ledger, case);
    assert_slots(opened, states, slots, day, case);
}

/// Tones and topics: by the month of the first day a piece went out on, else is planned for.
fn assert_pieces(newsroom: &Newsroom, ledger: &Value, case: &str) {
    let day = newsroom.today();
    let reported: Vec<&Piece> =
        newsroom.pieces().filter(|piece| status(&piece.header, day) != Status::Dropped).collect();
    let month = |piece: &Piece| {
        let header = &piece.header;
        let out = header.airings.iter().filter_map(|airing| match fate(header, airing, day) {
            Fate::Out(date) => date,
            Fate::Unconfirmed | Fate::Open => None,
        });
        let first = out.min().or_else(|| header.airings.iter().filter_map(|airing| airing.date).min());
        first.filter(|day| day.year() == newsroom.plan().year).map(|day| day.month() as usize)
    };
    let reported: Vec<(Option<usize>, Vec<Tone>, &Piece)> =
        reported.into_iter().map(|piece| (month(piece), tones(piece, newsroom.plan()), piece)).collect();
    let count = |of: &dyn Fn(usize) -> bool, tone: Option<Tone>| {
        let of_months = reported.iter().filter(|(month, ..)| month.is_some_and(of));
        of_months.filter(|(_, tones, _)| tone.is_none_or(|tone| tones.contains(&tone))).count()
    };
    let tallied = [
        ("pieces", None),
        ("praise", Some(Tone::Praise)),
        ("critique", Some(Tone::Critique)),
        ("model_official", Some(Tone::ModelOfficial)),
    ];
    for (name, tone) in tallied {
        assert_eq!(ledger["tones"][name], count(&|_| true, tone), "{case}: {name}");
        for month in 1..=12 {
            let found = &ledger["tones"]["by_month"][month - 1][name];
            assert_eq!(*found, count(&|of| of == month, tone), "{case}: {name} in month {month}");
        }
    }
    let progress = newsroom.progress();
    for topic in ledger["topics"].as_array().expect("topics") {
        let clause = topic["clause"].as_str().expect("a clause").to_owned();
        let of: Vec<_> =
            reported.iter().filter(|(.., piece)| piece.header.topics.contains(&clause)).collect();
        let is_out = |piece: &Piece| {
            let header = &piece.header;
            let mut fates = header.airings.iter().map(|airing| fate(header, airing, day));
            fates.any(|fate| matches!(fate, Fate::Out(_)))
                || header.airings.is_empty() && status(header, day) == Status::Published
        };
        // What has gone out, and what was to.
        let is_due = |piece: &Piece| {
            let header = &piece.header;
            let due = |airing| match fate(header, airing, day) {
                Fate::Out(date) => date.is_none_or(|date| date <= day),
                Fate::Unconfirmed => true,
                Fate::Open => airing.date.is_some_and(|date| date <= day),
            };
            is_out(piece) || header.airings.iter().any(due)
        };
        let due = of.iter().filter(|(.., piece)| is_due(piece)).count();
        let shown = progress.topic(&clause).expect("the topic");
        assert_eq!(shown.due as usize, due, "{case}: {clause}");
        let published = of.iter().filter(|(.., piece)| is_out(piece)).count();
        let by_month: Vec<usize> =
            (1..=12).map(|at| of.iter().filter(|(month, ..)| *month == Some(at)).count()).collect();
        let expected = json!({
            "clause": clause, "pieces": of.len(), "published": published, "by_month": by_month,
        });
        assert_eq!(*topic, expected, "{case}");
    }
}

fn assert_slots(
    opened: &Opened,
    states: &HashMap<&str, SlotState>,
    slots: &[Slot],
    day: NaiveDate,
    case: &str,
) {
    let headers = opened.pieces.iter().map(|stored| &stored.piece.header);
    let obligations = Obligations::new(&opened.plan, &opened.settings, headers, day);
    assert_eq!(obligations.slots.len(), slots.len(), "{case}");
    for view in &obligations.slots {
        let row = serde_json::to_value(slots::Row::new(&opened.plan, view, day)).expect("JSON");
        let state = states[view.slot.id.as_str()];
        let said = row["state"].as_str().expect("a state");
        let is_due = view.slot.to <= day;
        let fits = match state {
            SlotState::InTime | SlotState::Late => said == "published",
            SlotState::Missing => said == "overdue",
            SlotState::Ready => said == "ready",
            SlotState::InHand => said == "in_hand",
            SlotState::Empty => said == "empty",
            // Of its pieces nobody knows whether they went out.
            SlotState::Unconfirmed if is_due => said == "overdue",
            SlotState::Unconfirmed => said == "ready" || said == "in_hand",
        };
        assert!(fits, "{case}: {}: {state:?} is called {said}", view.slot.id);
        let flags = [
            ("due", is_due),
            ("late", state == SlotState::Late),
            ("unconfirmed", state == SlotState::Unconfirmed),
        ];
        for (name, expected) in flags {
            assert_eq!(row[name], expected, "{case}: {}: {name}", view.slot.id);
        }
    }
}
