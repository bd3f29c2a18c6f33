use std::collections::BTreeMap;
use std::fmt::Write;

use proptest::prelude::*;

use super::{code, header, newsroom};
use toasoan::document::survey::sheet::Sheets;
use toasoan::document::survey::{keys, paper};
use toasoan::page::{Document, Fonts, Item, Page};
use toasoan::piece::quiz::Quiz;
use toasoan::survey::Version;
use toasoan::survey::sheet::{FIRST_VERSION, Layout, MARKS, Place, SheetCode, per_page};

/// A question bank as text, with these keys.
fn bank(questions: &[(usize, usize)], keys: &[usize]) -> String {
    let mut text = String::new();
    for (index, (options, _)) in questions.iter().enumerate() {
        let _ = writeln!(text, "{}. Câu hỏi thứ {}?", index + 1, index + 1);
        for option in 0..*options {
            let letter = char::from(b'A' + option as u8);
            let _ = writeln!(text, "{letter}. Ý {index} {option}");
        }
        let key = char::from(b'A' + (keys[index] % options) as u8);
        let _ = writeln!(text, "Đáp án: {key}\nGiải thích: vì {key}.\n");
    }
    text
}

fn words(document: &Document) -> String {
    let runs = document.pages.iter().flat_map(|page| &page.items).filter_map(|item| match item {
        Item::Glyphs(run) => Some(&*run.text),
        _ => None,
    });
    runs.collect::<Vec<_>>().join(" ")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// What is given out is the same whatever the key is, so it cannot show it.
    #[test]
    fn papers_do_not_depend_on_the_key(
        questions in prop::collection::vec((2_usize..6, 0_usize..6), 1..12),
        other in prop::collection::vec(0_usize..6, 12),
        seed in any::<u32>(),
    ) {
        let keys: Vec<usize> = questions.iter().map(|(_, key)| *key).collect();
        let [one, two] = [&keys, &other].map(|keys| Quiz::parse(&bank(&questions, keys)));
        prop_assert_eq!(one.problems(), vec![]);
        let (newsroom, header, fonts) = (newsroom(), header(), &mut Fonts::new());
        for index in 0..3 {
            let [first, second] = [&one, &two].map(|quiz| Version::new(quiz, seed, FIRST_VERSION + index));
            prop_assert_eq!(&first, &second);
            let papers = [(&one, &first), (&two, &second)]
                .map(|(quiz, version)| paper::document(&newsroom, &header, None, quiz, version, &BTreeMap::new(), fonts));
            prop_assert_eq!(&papers[0], &papers[1]);
            prop_assert!(!words(&papers[0]).contains("vì"));
        }
    }
}

#[test]
fn the_printed_key_is_the_one_that_marks() {
    let questions: Vec<(usize, usize)> = (0..20).map(|index| (4, index * 7 % 4)).collect();
    let keys: Vec<usize> = questions.iter().map(|(_, key)| *key).collect();
    let quiz = Quiz::parse(&bank(&questions, &keys));
    let versions = Version::all(&quiz, 2014, 2);
    let printed = words(&keys::document(&newsroom(), &header(), &quiz, &versions, &mut Fonts::new()));
    for version in &versions {
        let marks = version.mark(&quiz, &version.key(&quiz));
        assert!(marks.iter().all(|mark| mark.is_right && mark.points == 100));
        assert!(printed.contains(&format!("MÃ ĐỀ {}", version.code)));
    }
}

#[test]
fn sheets_hold_all_boxes_apart_from_each_other_and_from_the_marks() {
    for (questions, options) in [(1, 2), (10, 4), (60, 4), (61, 4), (45, 5), (240, 4), (90, 8)] {
        let sheet = SheetCode { questions, options, ..code() };
        let mut answers = 0;
        for page in 1..=sheet.pages() {
            let layout = Layout::new(&SheetCode { page, ..sheet });
            for (index, one) in layout.spots.iter().enumerate() {
                answers += usize::from(matches!(one.place, Place::Answer { .. }));
                assert!((16.0..194.0).contains(&one.x) && (60.0..274.0).contains(&one.y), "{one:?}");
                assert!(MARKS.iter().all(|(x, y)| (one.x - x).abs().max((one.y - y).abs()) > 7.0), "{one:?}");
                for other in &layout.spots[..index] {
                    assert!((one.x - other.x).abs().max((one.y - other.y).abs()) > 6.0, "{one:?} {other:?}");
                }
            }
        }
        assert_eq!(answers, usize::from(questions) * usize::from(options));
    }
    assert_eq!(per_page(4), 60);
}

#[test]
fn a_code_is_read_back_and_no_damaged_one_is() {
    for version in [None, Some(FIRST_VERSION), Some(FIRST_VERSION + 3)] {
        let code = SheetCode { version, ..code() };
        assert_eq!(SheetCode::parse(&code.text()), Some(code));
        for at in 3..code.text().len() {
            let mut text = code.text().into_bytes();
            text[at] = if text[at] == b'7' { b'8' } else { b'7' };
            assert_ne!(SheetCode::parse(&String::from_utf8_lossy(&text)), Some(code));
        }
    }
}

/// A code of digits only once took more room than one of letters, and was left out.
#[test]
fn every_sheet_has_its_code() {
    let (newsroom, header, fonts) = (newsroom(), header(), &mut Fonts::new());
    for survey in [0, 1, 10, 0xc282_1180, 0x1234_5678, u32::MAX] {
        let code = SheetCode { survey, seed: survey / 7, questions: 10, ..code() };
        let page =
            &Sheets { newsroom: &newsroom, header: &header, locality: None, code }.pages(None, fonts)[0];
        let is_code = |item: &Item| matches!(item, Item::Path(path) if path.segments.len() > 500);
        assert_eq!(page.items.iter().filter(|item| is_code(item)).count(), 1, "{survey}");
    }
}

#[test]
fn numbered_sheets_have_the_number_on_both_parts() {
    let (newsroom, header) = (newsroom(), header());
    let sheets = Sheets { newsroom: &newsroom, header: &header, locality: None, code: code() };
    let pages: Vec<Page> = sheets.pages(Some(42), &mut Fonts::new());
    let document = Document { pages, ..Document::default() };
    assert_eq!(words(&document).matches("0042").count(), 2);
}
