//! The budget and the contest, for other programs.

use std::io::Read as _;
use std::path::Path;

use super::{CONTENT, Program, copy, text};

#[test]
fn the_budget_is_listed_exported_edited_and_taken_back() {
    let program = Program::new();
    copy(Path::new(CONTENT), &program.path("kho"));
    let listed: serde_json::Value =
        serde_json::from_str(&program.ok(["budget", "kho", "--json"])).expect("JSON");
    let sums = |of: &str| -> i64 {
        listed[of]
            .as_array()
            .expect("rows")
            .iter()
            .map(|row| row["planned"].as_i64().expect("an amount"))
            .sum()
    };
    let total = listed["total"]["planned"].as_i64().expect("an amount");
    assert!(total > 0);
    for of in ["activities", "agencies", "sources", "lines"] {
        assert_eq!(sums(of), total, "{of}");
    }
    let over =
        listed["lines"].as_array().expect("lines").iter().filter(|line| line["over"].as_i64() > Some(0));
    assert_eq!(over.count(), 1, "a banner cost more than planned");
    assert!(program.ok(["budget", "kho", "--agency", "so-noi-vu"]).contains("Tổng cộng"));
    assert!(program.fails(2, ["budget", "kho", "--source", "xo-so"]).contains("cchc, quan-huyen, don-vi"));

    for (kind, file) in [("du-toan", "a.pdf"), ("quyet-toan", "b.docx"), ("du-toan", "c.xlsx")] {
        let _ = program.ok(["export", "budget", "kho", "--kind", kind, "--out", file]);
        assert!(program.read(file).len() > 1000);
    }
    let said = text(&program.run(["import", "budget", "kho", "c.xlsx"]).stdout);
    assert!(said.contains("không có gì thay đổi"), "{said}");
}

#[test]
fn a_contest_is_ranked_and_printed() {
    let program = Program::new();
    copy(Path::new(CONTENT), &program.path("kho"));
    let pieces = program.json(["pieces", "kho", "--json"]);
    let title = |piece: &serde_json::Value| piece["title"].as_str().unwrap_or_default().to_owned();
    let contest =
        pieces.iter().find(|piece| title(piece).starts_with("Hội thi tìm hiểu")).expect("the contest");
    let id = contest["id"].as_str().expect("an id");
    let listed: serde_json::Value =
        serde_json::from_str(&program.ok(["contest", "kho", id, "--json"])).expect("JSON");
    assert_eq!(listed["ranking"].as_array().map(Vec::len), Some(9));
    // Nobody has marked anything: three rounds of five judges, one of three.
    assert_eq!(listed["missing"], 9 * (3 * 5 + 3));
    let _ = program.ok(["export", "contest", "kho", id, "--kind", "phieu-cham", "--out", "phieu.pdf"]);
    assert!(program.read("phieu.pdf").starts_with(b"%PDF"));
    for (kind, file) in [("cau-hoi", "cau-hoi.pdf"), ("xep-hang", "xep-hang.xlsx")] {
        let _ = program.ok(["export", "contest", "kho", id, "--kind", kind, "--out", file]);
    }
    let mut workbook: calamine::Xlsx<_> =
        calamine::open_workbook(program.path("xep-hang.xlsx")).expect("a workbook");
    let sheet = calamine::Reader::worksheet_range(&mut workbook, "Xếp hạng").expect("the ranking");
    assert_eq!(sheet.height(), 10, "the heads and nine teams");
    let script = pieces.iter().find(|piece| piece["activity"] == "khao-sat").expect("a survey");
    let wrong = program.fails(2, ["contest", "kho", script["id"].as_str().expect("an id")]);
    assert!(wrong.contains("không phải hội thi"), "{wrong}");
}

/// Word gives a signature a page of its own where empty lines below it do not fit the page that holds it.
#[test]
fn the_room_below_the_last_signature_is_what_the_page_has_left() {
    const THIN: i32 = 60;
    let program = Program::new();
    copy(Path::new(CONTENT), &program.path("kho"));
    for kind in ["thu-tu", "xep-hang", "phieu-cham"] {
        let _ = program.ok(["export", "contest", "kho", "018JT20020", "--kind", kind, "--out", "a.docx"]);
        let word = std::io::Cursor::new(program.read("a.docx"));
        let mut word = zip::ZipArchive::new(word).expect("a Word file");
        let mut text = String::new();
        let mut body = word.by_name("word/document.xml").expect("the text");
        let _ = body.read_to_string(&mut text).expect("UTF-8");
        let (_, signed) = text.rsplit_once("Ký, ghi rõ họ tên").expect("a signature");
        let spaces =
            signed.split("w:line=\"").skip(1).filter_map(|part| part.split_once('"')?.0.parse().ok());
        assert!(spaces.into_iter().all(|twips: i32| twips <= THIN), "{kind}: {signed}");
    }
}
