//! Fills in printed answer sheets, scans them as bad scanners do, reads them, and counts the mistakes.
//!
//! `cargo bench --bench survey -- [SHEETS [FIRST]]`; 2,000 sheets without a number, from the seed FIRST on. The sheet is
//! printed to PDF and drawn by poppler's `pdftoppm` where that is installed, else by the program itself.
//!
//! `cargo bench --bench survey -- pdf [PAGES]` makes one PDF file of PAGES sheets (1,000 by default) at 200 dpi, reads it
//! in a process of its own, and prints the time and the peak memory.

#[path = "survey/pdf_of_scans.rs"]
mod pdf_of_scans;
#[allow(dead_code, reason = "the tests use more of it")]
#[path = "../tests/suite/survey/pen.rs"]
mod pen;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use pen::{Dice, Scanner, fill};
use rayon::prelude::*;
use toasoan::document::survey::sheet::Sheets;
use toasoan::export::pdf;
use toasoan::newsroom::Newsroom;
use toasoan::page::{Document, Fonts, MM, render};
use toasoan::piece::{Header, PieceId};
use toasoan::plan::{Plan, Settings};
use toasoan::survey::scan::{Plane, State, read};
use toasoan::survey::sheet::{Layout, SheetCode};

const VERSION: u16 = 103;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let number = |at: usize| arguments.get(at).and_then(|argument| argument.parse::<u64>().ok());
    match arguments.first().map(String::as_str) {
        Some("pdf") => pdf_of_scans::measure(&printed(CODE), number(1).unwrap_or(1_000)),
        Some(pdf_of_scans::READ) => pdf_of_scans::read(Path::new(&arguments[1])),
        _ => accuracy(number(0).unwrap_or(2_000), number(1).unwrap_or(0)),
    }
}

const CODE: SheetCode =
    SheetCode { survey: 77, seed: 5, versions: 4, version: None, page: 1, questions: 60, options: 4 };

fn accuracy(sheets: u64, first: u64) {
    let page = printed(CODE);
    let layout = Layout::new(&CODE);
    let rows: Vec<_> = (first..first + sheets)
        .into_par_iter()
        .map(|seed| {
            let mut dice = Dice::new(seed);
            let filled = fill(page.clone(), &layout, VERSION, &mut dice);
            let scanner = Scanner::new(&mut dice);
            let plane = scanner.scan(&filled.plane, &mut dice);
            let start = Instant::now();
            (seed, scanner, filled.drawn, read(plane), start.elapsed())
        })
        .collect();
    let mut counts: BTreeMap<(String, State), usize> = BTreeMap::new();
    let (mut boxes, mut doubtful, mut wrong, mut told) = (0, 0, 0, 0);
    let mut time = Duration::ZERO;
    for (seed, scanner, drawn, reading, elapsed) in &rows {
        time += *elapsed;
        let Ok(reading) = reading else {
            told += 1;
            println!("seed {seed}: {reading:?}, {scanner:?}");
            continue;
        };
        for (one, drawn) in reading.boxes.iter().zip(drawn) {
            boxes += 1;
            *counts.entry((format!("{drawn:?}"), one.state)).or_default() += 1;
            if one.state == State::Doubtful {
                doubtful += 1;
            } else if one.state != drawn.meaning() {
                wrong += 1;
                println!("seed {seed}: {drawn:?} read {one:?}, {scanner:?}");
            }
        }
    }
    for ((drawn, state), count) in counts {
        println!("{drawn:10} {state:?} {count}");
    }
    let of_each = time.as_secs_f64() * 1e3 / rows.len().max(1) as f64;
    println!(
        "{} sheets, {told} told, {boxes} boxes, {wrong} wrong, {doubtful} doubtful, {of_each:.1} ms a sheet",
        rows.len()
    );
}

fn printed(code: SheetCode) -> Plane {
    let content = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/content"));
    let text = |name: &str| std::fs::read_to_string(content.join(name)).expect("the sample workspace");
    let newsroom = Newsroom::new(
        Plan::parse(&text("plan.ron")).expect("the plan reads"),
        Settings::parse(&text("settings.ron")).expect("the settings read"),
        [],
        "2014-03-18".parse().expect("a date"),
    );
    let header = Header::new(PieceId("0000000000000000000000".into()), "Khảo sát tháng 4", "khao-sat");
    let fonts = &mut Fonts::new();
    let pages = Sheets { newsroom: &newsroom, header: &header, locality: None, code }.pages(None, fonts);
    let raster = render(&pages[0], 300.0 / 25.4 / MM, fonts);
    by_poppler(&Document { pages, ..Document::default() }).unwrap_or_else(|| {
        let pixels = raster.rgba.chunks_exact(4).map(|pixel| pixel[1]).collect();
        Plane::new(raster.width as usize, raster.height as usize, pixels).expect("a page")
    })
}

fn by_poppler(document: &Document) -> Option<Plane> {
    let folder = tempfile::tempdir().ok()?;
    let file = folder.path().join("sheet.pdf");
    std::fs::write(&file, pdf::write(document).ok()?).ok()?;
    let target = folder.path().join("sheet");
    let drawn = Command::new("pdftoppm")
        .args(["-r", "300", "-gray", "-png", "-singlefile"])
        .arg(&file)
        .arg(&target)
        .status();
    let _ = drawn.ok().filter(std::process::ExitStatus::success)?;
    let image = image::open(target.with_extension("png")).ok()?.to_luma8();
    println!("drawn by pdftoppm");
    Plane::new(image.width() as usize, image.height() as usize, image.into_raw())
}
