use rayon::prelude::*;

use super::pen::{Dice, Drawn, Filled, Scanner, fill};
use super::{code, header, newsroom};
use toasoan::document::survey::sheet::Sheets;
use toasoan::page::{Fonts, MM, render};
use toasoan::survey::answers::Read;
use toasoan::survey::scan::{Plane, Reading, State, Unread, read};
use toasoan::survey::sheet::{Layout, SheetCode};

use crate::storage::is_long;

/// The printed sheet in pixels.
pub fn printed(code: SheetCode, dpi: f32) -> Plane {
    let (newsroom, header, fonts) = (newsroom(), header(), &mut Fonts::new());
    let sheets = Sheets { newsroom: &newsroom, header: &header, locality: None, code };
    let pages = sheets.pages(None, fonts);
    let raster = render(&pages[usize::from(code.page) - 1], dpi / 25.4 / MM, fonts);
    let pixels = raster.rgba.chunks_exact(4).map(|pixel| pixel[1]).collect();
    Plane::new(raster.width as usize, raster.height as usize, pixels).expect("a page")
}

fn scanned(page: &Plane, seed: u64) -> (Scanner, Filled, Result<Reading, Unread>) {
    let mut dice = Dice::new(seed);
    let filled = fill(page.clone(), &Layout::new(&code()), 103, &mut dice);
    let scanner = Scanner::new(&mut dice);
    let plane = scanner.scan(&filled.plane, &mut dice);
    (scanner, filled, read(plane))
}

/// The 2,000 sheets are read by `cargo bench --bench survey`, which is optimised.
#[test]
fn filled_sheets_are_read_as_a_careful_person_would_or_sent_to_one() {
    let page = printed(code(), 300.0);
    let sheets = if is_long() { 200 } else { 4 };
    let wrong: Vec<String> = (0..sheets)
        .into_par_iter()
        .flat_map_iter(|seed| {
            let (scanner, filled, reading) = scanned(&page, seed);
            let reading = reading.unwrap_or_else(|unread| panic!("seed {seed}: {unread}, {scanner:?}"));
            assert_eq!(reading.code, code(), "seed {seed}");
            let pairs = reading.boxes.into_iter().zip(filled.drawn);
            let wrong =
                pairs.filter(|(one, drawn)| one.state != State::Doubtful && one.state != drawn.meaning());
            wrong
                .map(move |(one, drawn)| format!("seed {seed}: {drawn:?} is read so: {one:?}"))
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_line_of_the_copier_is_no_mark_however_the_sheet_lies() {
    let page = printed(code(), 300.0);
    for seed in 40..44 {
        let mut dice = Dice::new(seed);
        let filled = fill(page.clone(), &Layout::new(&code()), 103, &mut dice);
        let mut scanner = Scanner::new(&mut dice);
        (scanner.is_copied, scanner.is_bilevel) = (true, false);
        let reading = read(scanner.scan(&filled.plane, &mut dice)).expect("a sheet");
        let pairs = reading.boxes.iter().zip(&filled.drawn);
        let wrong = pairs.filter(|(one, drawn)| one.state != State::Doubtful && one.state != drawn.meaning());
        assert_eq!(wrong.count(), 0, "seed {seed}: {scanner:?}");
        let doubtful = reading.boxes.iter().filter(|one| one.state == State::Doubtful).count();
        assert!(doubtful < 6, "seed {seed}: {doubtful} of {}", reading.boxes.len());
    }
}

#[test]
fn a_clean_sheet_gives_its_numbers_and_answers() {
    let layout = Layout::new(&code());
    let mut dice = Dice::new(3);
    let filled = fill(printed(code(), 200.0), &layout, 103, &mut dice);
    let read = Read::new(&read(filled.plane).expect("a clean sheet"));
    assert_eq!(read.version, Some(103));
    assert_eq!(read.candidate, format!("{:06}", filled.candidate));
    let marked = filled.drawn.iter().filter(|drawn| drawn.meaning() == State::Marked).count();
    let answers: usize = read.answers.iter().map(String::len).sum();
    assert_eq!(answers + 9 + read.doubtful.len(), marked + read.doubtful.len());
    let cancelled = filled.drawn.iter().filter(|drawn| **drawn == Drawn::Cancelled).count();
    assert_eq!(read.cancelled.len(), cancelled);
}

#[test]
fn a_page_that_is_no_sheet_says_so() {
    let white = Plane::new(1240, 1754, vec![250; 1240 * 1754]).expect("a page");
    assert_eq!(read(white), Err(Unread::Blank));
    let small = Plane::new(100, 100, vec![250; 10_000]).expect("a page");
    assert_eq!(read(small), Err(Unread::TooSmall));
    let mut covered = printed(code(), 150.0);
    for line in covered.pixels.chunks_exact_mut(covered.width).take(700).skip(420) {
        line[80..300].fill(255);
    }
    assert_eq!(read(covered), Err(Unread::NoCode));
}
