//! `toasoan survey`: from the piece to the results of a district.

use std::path::Path;

use toasoan::export::pdf;
use toasoan::page::{Document, Item, MM, Page, PageImage, Rect, Size};
use toasoan::survey::scan::Plane;
use toasoan::survey::sheet::{Layout, PAGE, Place, SheetCode};

use super::{CONTENT, Program, Value, copy};
use crate::survey::pen::cross;
use crate::survey::reading::printed;

const SURVEY: &str = "018JMYP1TE";

/// A sheet with crosses at these letters.
fn answered(code: SheetCode, candidate: u32, version: u16, answers: &[Value]) -> Plane {
    let mut plane = printed(code, 150.0);
    for spot in Layout::new(&code).spots {
        let is_crossed = match spot.place {
            Place::Candidate { column, digit } => {
                candidate / 10_u32.pow(5 - u32::from(column)) % 10 == u32::from(digit)
            }
            Place::Version { column, digit } => {
                version / 10_u16.pow(2 - u32::from(column)) % 10 == u16::from(digit)
            }
            Place::Answer { question, option } => {
                let letter = char::from(b'A' + option);
                answers
                    .get(usize::from(question) - 1)
                    .and_then(Value::as_str)
                    .is_some_and(|key| key.contains(letter))
            }
        };
        if is_crossed {
            cross(&mut plane, &spot);
        }
    }
    plane
}

/// As a scanner writes it: a JPEG on each page.
fn scan_file(planes: &[Plane]) -> Vec<u8> {
    let pages = planes.iter().map(|plane| {
        let mut data = Vec::new();
        let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut data, 80);
        let (width, height) = (plane.width as u32, plane.height as u32);
        image::ImageEncoder::write_image(encoder, &plane.pixels, width, height, image::ExtendedColorType::L8)
            .expect("a picture in memory");
        let rect = Rect::new(0.0, 0.0, PAGE.0 * MM, PAGE.1 * MM);
        let image = PageImage { rect, data: data.into(), name: "scan".into(), plate: None };
        Page { size: Size::mm(PAGE.0, PAGE.1), items: vec![Item::Image(image)], ..Page::default() }
    });
    pdf::write(&Document { pages: pages.collect(), ..Document::default() }).expect("a PDF file")
}

#[test]
fn a_survey_goes_from_papers_to_results() {
    let program = Program::new();
    copy(Path::new(CONTENT), &program.path("kho"));
    let out = program.path("in");
    let out = out.to_str().expect("a path");
    let paper = ["survey", "paper", "kho", SURVEY, "--versions", "2", "--seed", "9", "--out", out];
    let _ = program.ok(paper);
    for name in ["de-101.pdf", "de-102.pdf", "phieu-tra-loi.pdf", "dap-an.pdf"] {
        assert!(program.read(&format!("in/{name}")).starts_with(b"%PDF"), "{name}");
    }
    let layout: Value = serde_json::from_slice(&program.read("in/layout.json")).expect("JSON");
    let code =
        SheetCode::parse(layout["pages"][0]["code"].as_str().expect("a code")).expect("a sheet's code");
    assert_eq!((code.questions, code.options, code.versions), (10, 4, 2));
    assert_eq!(layout["pages"][0]["boxes"].as_array().map(Vec::len), Some(10 * 4 + 9 * 10));
    let keys: Value = serde_json::from_slice(&program.read("in/dap-an.json")).expect("JSON");
    let key = |version: &str| keys[version].as_array().expect("a key").clone();

    // One who knows everything, one who answers as if the paper were the other one, and the back of a sheet.
    let blank = Plane::new(1240, 1754, vec![244; 1240 * 1754]).expect("a page");
    let scan = [answered(code, 17, 101, &key("101")), blank, answered(code, 123_456, 102, &key("101"))];
    std::fs::write(program.path("quet.pdf"), scan_file(&scan)).expect("a file");
    let mark = ["survey", "mark", "kho", SURVEY, "--scan", "quet.pdf", "--locality", "o-mon", "--json"];
    let rows = program.json(mark);
    let of = |row: usize, field: &str| rows[row][field].clone();
    assert_eq!((of(0, "candidate"), of(2, "candidate")), ("000017".into(), "123456".into()));
    assert_eq!(
        (of(0, "version"), of(1, "reason"), of(2, "version")),
        (101.into(), "trang trắng".into(), 102.into())
    );
    assert_eq!(of(0, "answers"), keys["101"]);

    let results: Value =
        serde_json::from_str(&program.ok(["survey", "results", "kho", SURVEY, "--json"])).expect("JSON");
    assert_eq!((&results["people"], &results["localities"][0]["locality"]), (&2.into(), &"o-mon".into()));
    assert_eq!(results["candidates"][0]["points"], 10.0);
    assert!(results["candidates"][1]["points"].as_f64().is_some_and(|points| points < 10.0));

    // Marking the same scan again changes nothing.
    let before = std::fs::read_to_string(program.path("kho/results.ron")).expect("the results");
    assert_eq!(program.json(mark).len(), 3);
    assert_eq!(std::fs::read_to_string(program.path("kho/results.ron")).expect("the results"), before);
}

#[test]
fn a_survey_without_a_whole_key_is_not_printed() {
    let program = Program::new();
    copy(Path::new(CONTENT), &program.path("kho"));
    let folder = program.path("kho/pieces/2014/khao-sat");
    let file = std::fs::read_dir(folder).expect("the folder").flatten().next().expect("the survey").path();
    let text = std::fs::read_to_string(&file).expect("the survey");
    std::fs::write(&file, text.replacen("Đáp án: C\n", "", 1)).expect("the file");
    let said = program.fails(1, ["survey", "paper", "kho", SURVEY, "--out", "in"]);
    assert!(said.contains("câu 1 chưa có đáp án"), "{said}");
}
