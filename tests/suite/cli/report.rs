//! The report in its formats, and return forms: sent out, filled in, taken back as a whole or not at all.

use std::path::Path;

use serde_json::Value;

use super::{CONTENT, Program, copy, text};
use crate::budget::workbook::edited;

const DISTRICTS: [&str; 9] = [
    "ninh-kieu",
    "binh-thuy",
    "cai-rang",
    "o-mon",
    "thot-not",
    "phong-dien",
    "co-do",
    "vinh-thanh",
    "thoi-lai",
];
const FROM: &str = "2014-01-01";
const TO: &str = "2014-03-31";

fn form(program: &Program, body: &str, file: &str) {
    let _ =
        program.ok(["export", "return", "kho", "--body", body, "--from", FROM, "--to", TO, "--out", file]);
}

#[test]
fn nine_districts_report_and_one_with_errors_is_told_by_cell() {
    let program = Program::new();
    copy(Path::new(CONTENT), &program.path("kho"));
    let read = |file: &str| std::fs::read(program.path(file)).expect("a form");
    for body in DISTRICTS {
        form(&program, body, "phieu.xlsx");
        // An untouched form counts as a report; a filled cell is listed as a change.
        let filled = edited(&read("phieu.xlsx"), &[("Đánh giá!B8", "Loa khu vực xa còn nhỏ.")]);
        std::fs::write(program.path("nhan.xlsx"), filled).expect("a file");
        let said = program.ok(["import", "return", "kho", "nhan.xlsx"]);
        assert!(said.contains("Đánh giá!B8") && said.contains("Đã nhận 1 thay đổi."), "{body}: {said}");
    }
    let reports = std::fs::read_to_string(program.path("kho/reports.ron")).expect("the words of the reports");
    assert_eq!(reports.matches("Loa khu vực xa còn nhỏ.").count(), 9);

    // A district answers a case that it owes, and types a day that is none.
    let owed = program.json(["cases", "kho", "--agency", "o-mon", "--json"]);
    let owed = owed.iter().find(|case| case["answered"].is_null() && !case["due"].is_null());
    let id = owed.expect("Ô Môn owes an answer")["id"].as_str().expect("its id").to_owned();
    form(&program, "o-mon", "phieu.xlsx");
    let before = || (program.json(["cases", "kho", "--json"]), read("kho/reports.ron"));
    let kept = before();
    let wrong = edited(
        &read("phieu.xlsx"),
        &[("Ý kiến!N2", "31/2/2014"), ("Ý kiến!O2", "Đã trả."), ("Đánh giá!B9", "Thiếu người.")],
    );
    std::fs::write(program.path("sai.xlsx"), wrong).expect("a file");
    let output = program.run(["import", "return", "kho", "sai.xlsx", "--json"]);
    assert_eq!(output.status.code(), Some(1));
    let outcome: Value = serde_json::from_str(&text(&output.stdout)).expect("JSON");
    assert_eq!(
        (&outcome["taken"], &outcome["faults"][0]["cell"]),
        (&false.into(), &"Ý kiến!N2".into()),
        "{outcome}"
    );
    assert_eq!(before(), kept, "nothing is half taken");
    // A table that has lost its heads is not passed over.
    let headless = edited(&read("phieu.xlsx"), &[("Ý kiến!C1", "?"), ("Ý kiến!O2", "Đã trả.")]);
    std::fs::write(program.path("sai.xlsx"), headless).expect("a file");
    let output = program.run(["import", "return", "kho", "sai.xlsx", "--json"]);
    let outcome: Value = serde_json::from_str(&text(&output.stdout)).expect("JSON");
    assert_eq!(
        (&outcome["taken"], &outcome["faults"][0]["cell"]),
        (&false.into(), &"Ý kiến".into()),
        "{outcome}"
    );
    assert_eq!(before(), kept, "nothing is half taken");
    let right = edited(&read("phieu.xlsx"), &[("Ý kiến!N2", "17/3/2014"), ("Ý kiến!O2", "Đã trả.")]);
    std::fs::write(program.path("dung.xlsx"), right).expect("a file");
    let _ = program.ok(["import", "return", "kho", "dung.xlsx"]);
    let answered = program.json(["cases", "kho", "--agency", "o-mon", "--json"]);
    let answered = answered.iter().filter(|case| case["answered"] == "2014-03-17").count();
    assert!(answered > 0, "{id}");

    // What it spent, with the voucher; an amount that is none is told by cell.
    let spent = |program: &Program| {
        let listed: Value = serde_json::from_str(&program.ok(["budget", "kho", "--json"])).expect("JSON");
        listed["total"]["spent"].as_i64().expect("an amount")
    };
    let kept = spent(&program);
    form(&program, "o-mon", "phieu.xlsx");
    let voucher = |amount| {
        let cells = [("Chứng từ!C2", "PC 01"), ("Chứng từ!D2", "17/3/2014"), ("Chứng từ!E2", amount)];
        edited(&read("phieu.xlsx"), &cells)
    };
    std::fs::write(program.path("sai.xlsx"), voucher("nhiều")).expect("a file");
    let wrong = program.fails(1, ["import", "return", "kho", "sai.xlsx"]);
    assert!(
        wrong.contains("Chứng từ!E2")
            || text(&program.run(["import", "return", "kho", "sai.xlsx"]).stdout).contains("Chứng từ!E2"),
        "{wrong}"
    );
    assert_eq!(spent(&program), kept);
    std::fs::write(program.path("dung.xlsx"), voucher("500.000")).expect("a file");
    let _ = program.ok(["import", "return", "kho", "dung.xlsx"]);
    assert_eq!(spent(&program), kept + 500_000);

    let refused = program.fails(
        2,
        ["export", "return", "kho", "--body", "so-la", "--from", FROM, "--to", TO, "--out", "a.xlsx"],
    );
    assert!(refused.contains("o-mon"), "{refused}");
    std::fs::write(program.path("khac.xlsx"), read("phieu.xlsx").split_off(10)).expect("a file");
    let _ = program.fails(1, ["import", "return", "kho", "khac.xlsx"]);
}

#[test]
fn the_report_is_written_in_every_format_with_the_words_of_its_period() {
    let program = Program::new();
    copy(Path::new(CONTENT), &program.path("kho"));
    for (file, magic) in
        [("bao-cao.pdf", b"%PDF".as_slice()), ("bao-cao.docx", b"PK"), ("bao-cao.xlsx", b"PK")]
    {
        let _ = program.ok(["export", "report", "kho", "--from", FROM, "--to", TO, "--out", file]);
        assert!(program.read(file).starts_with(magic), "{file}");
    }
}
