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

/// The line "Hình: …" of a question is its picture, in Word and on each version's paper.
#[test]
fn a_picture_stands_below_its_question() {
    let program = Program::new();
    copy(Path::new(CONTENT), &program.path("kho"));
    let folder = program.path("kho/pieces/2014/khao-sat");
    let file =
        std::fs::read_dir(folder).expect("the surveys").next().expect("a survey").expect("a file").path();
    let text = std::fs::read_to_string(&file).expect("the survey");
    let with = text.replacen("\nA. ", "\nHình: images/sơ đồ.jpg\nA. ", 1);
    assert_ne!(with, text);
    std::fs::write(&file, with).expect("the survey");
    let pages = |folder: &str| {
        let _ =
            program.ok(["survey", "paper", "kho", SURVEY, "--versions", "1", "--seed", "3", "--out", folder]);
        program.read(&format!("{folder}/de-101.pdf"))
    };
    let without = pages("thiếu");
    std::fs::create_dir_all(program.path("kho/images")).expect("a folder");
    let photo = include_bytes!("../../fixtures/pictures/jpeg-420.jpg");
    std::fs::write(program.path("kho/images/sơ đồ.jpg"), photo).expect("the picture");
    let images = |pdf: &[u8]| pdf.windows(14).filter(|part| *part == b"/Subtype/Image").count();
    assert_eq!((images(&without), images(&pages("đủ"))), (0, 1));
    let _ = program.ok(["export", "piece", "kho", SURVEY, "--out", "phieu.docx"]);
    let word = zip::ZipArchive::new(std::io::Cursor::new(program.read("phieu.docx"))).expect("a Word file");
    assert!(word.file_names().any(|name| name.is_ok_and(|name| name == "word/media/hinh1.jpg")));
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

    // Each paper is a file; only the marks name a candidate.
    for kind in ["bao-cao", "bang-diem", "thong-ke", "thong-bao"] {
        for extension in ["pdf", "docx", "xlsx"] {
            let out = format!("{kind}.{extension}");
            let _ = program.ok(["export", "survey", "kho", SURVEY, "--kind", kind, "--out", &out]);
        }
    }

    // The slot is done.
    let slots =
        ["slots", "kho", "--activity", "khao-sat", "--locality", "o-mon", "--today", "2014-04-20", "--json"];
    let slot = &program.json(slots)[0];
    assert_eq!((&slot["id"], &slot["state"]), (&"khao-sat/2014-04@o-mon".into(), &"published".into()));

    // Marking the same scan again changes nothing.
    let file = program.path("kho/results/o-mon 018JMYP1TE.answers");
    let before = std::fs::read_to_string(&file).expect("the results");
    assert_eq!(program.json(mark).len(), 3);
    assert_eq!(std::fs::read_to_string(&file).expect("the results"), before);

    // A mended key marks the sheets anew, and says whose marks it changes.
    let folder = program.path("kho/pieces/2014/khao-sat");
    let piece = std::fs::read_dir(folder).expect("the folder").flatten().next().expect("the survey").path();
    let text = std::fs::read_to_string(&piece).expect("the survey");
    std::fs::write(&piece, text.replacen("Đáp án: C\n", "Đáp án: D\n", 1)).expect("the file");
    let results: Value =
        serde_json::from_str(&program.ok(["survey", "results", "kho", SURVEY, "--json"])).expect("JSON");
    let mended = &results["mended"][0];
    assert_eq!((&mended["before"], &mended["now"]), (&"C".into(), &"D".into()));
    assert!(mended["lost"].as_u64().is_some_and(|lost| lost >= 1), "{mended}");
}

#[test]
fn the_bank_takes_questions_in_each_form_once() {
    let program = Program::new();
    copy(Path::new(CONTENT), &program.path("kho"));
    for (name, text, added, same) in [
        (
            "a.txt",
            "PHIẾU HỎI\nMỗi câu chọn một ý.\n\nLUẬT CÁN BỘ, CÔNG CHỨC\n\nCâu 1: Ai bổ nhiệm?\nA. Một\nB. Hai\nĐáp án: B\n\nCâu 2: Mấy năm?\nA. Ba\nB. Năm\nĐáp án: A\n",
            2,
            0,
        ),
        (
            "b.txt",
            "Ai bổ nhiệm?\nA. Hai\nB. Một\nANSWER: A\n\nNơi nào nhận?\nA) Một cửa\nB) Hai cửa\nANSWER: A\n",
            1,
            1,
        ),
        (
            "c.gift",
            "// Năm 2014\n$CATEGORY: $course$/Tin học\n\n::Câu 1:: Gửi tệp \\{kèm\\} bằng gì? {=Thư điện tử ~Máy in #Không}\n\nWord soạn văn bản. {TRUE}\n\nNối. {=a -> b =c -> d}\n",
            2,
            0,
        ),
    ] {
        std::fs::write(program.path(name), text).expect("a file");
        let outcome = &program.json(["import", "bank", "kho", name, "--json"])[0];
        assert_eq!((&outcome["added"], &outcome["same"]), (&added.into(), &same.into()), "{name}: {outcome}");
        assert_eq!(
            outcome["findings"].as_array().map(Vec::len),
            Some(usize::from(name == "c.gift")),
            "{outcome}"
        );
    }
    let bank = std::fs::read_to_string(program.path("kho/bank.ron")).expect("the bank");
    for words in ["field: \"luat-can-bo\"", "field: \"tin-hoc\"", "Gửi tệp {kèm} bằng gì?", "key: \"Đ\""]
    {
        assert!(bank.contains(words), "{words} in {bank}");
    }
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
