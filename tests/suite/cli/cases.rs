//! `toasoan cases` and the papers on cases.

use std::path::Path;

use rust_xlsxwriter::Workbook;

use super::{CONTENT, Program, Value, copy, text};

#[test]
fn a_script_reads_who_owes_an_answer_since_when() {
    let program = Program::new();
    let all = program.json(["cases", CONTENT, "--json"]);
    let overdue = program.json(["cases", CONTENT, "--overdue", "--json"]);
    assert!(all.len() >= 40 && !overdue.is_empty() && overdue.len() < all.len());
    for case in &all {
        for field in
            ["id", "received", "source", "locality", "field", "agency", "due", "state", "answered", "piece"]
        {
            assert!(case.get(field).is_some(), "{field}: {case}");
        }
        assert_eq!(
            case["answered"].is_null(),
            case["state"] == "new" || case["state"] == "forwarded",
            "{case}"
        );
    }
    assert!(
        overdue.iter().all(|case| case["answered"].is_null() && case["due"].as_str() < Some("2014-03-18"))
    );
    let of = |all: &[Value], agency: &str| all.iter().filter(|case| case["agency"] == agency).count();
    let asked = program.json(["cases", CONTENT, "--agency", "o-mon", "--json"]);
    assert_eq!((asked.len(), of(&asked, "o-mon")), (of(&all, "o-mon"), asked.len()));
    // A promise of the dialogue is overdue on the day after.
    let due = |today: &str| {
        let cases = program.json(["cases", CONTENT, "--overdue", "--today", today, "--json"]);
        cases.iter().filter(|case| case["due"] == "2014-03-21").count()
    };
    let promised =
        all.iter().filter(|case| case["due"] == "2014-03-21" && case["answered"].is_null()).count();
    assert!(promised > 0);
    assert_eq!((due("2014-03-21"), due("2014-03-22")), (0, promised));
    let said = program.ok(["cases", CONTENT, "--today", "2014-01-31"]);
    assert!(said.contains("Tính đến hết 31/01/2014.") && !said.contains("2014-02"), "{said}");
    let refused = program.fails(2, ["cases", CONTENT, "--agency", "so-la"]);
    assert!(refused.contains("so-noi-vu") && refused.contains("o-mon"), "{refused}");
}

#[test]
fn each_paper_is_written_and_no_public_one_names_a_person() {
    let program = Program::new();
    for paper in ["so", "chuyen", "nhac", "qua-han", "tra-loi"] {
        for (file, magic) in [("a.pdf", b"%PDF".as_slice()), ("a.docx", b"PK"), ("a.xlsx", b"PK")] {
            let _ = program.ok(["export", "cases", CONTENT, "--kind", paper, "--out", file]);
            assert!(program.read(file).starts_with(magic), "{paper} {file}");
        }
    }
    let refused = program.fails(2, ["export", "cases", CONTENT, "--case", "999", "--out", "a.pdf"]);
    assert!(refused.contains("không có ý kiến nào mã"), "{refused}");
    let _ = program.fails(2, ["export", "cases", CONTENT, "--kind", "la", "--out", "a.pdf"]);
}

fn workbook(program: &Program, rows: &[&[&str]]) {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (at, row) in rows.iter().enumerate() {
        for (column, cell) in row.iter().enumerate() {
            let _ = sheet.write(at as u32, column as u16, *cell).expect("a cell");
        }
    }
    workbook.save(program.path("so.xlsx")).expect("a workbook");
}

#[test]
fn a_register_from_excel_is_taken_as_a_whole_or_not_at_all() {
    let program = Program::new();
    copy(Path::new(CONTENT), &program.path("kho"));
    let cases = || program.json(["cases", "kho", "--json"]);
    let before = cases();
    // What was exported changes nothing.
    let _ = program.ok(["export", "cases", "kho", "--out", "so.xlsx"]);
    let said = program.ok(["import", "cases", "kho", "so.xlsx"]);
    assert!(said.contains("không có gì thay đổi"), "{said}");
    assert_eq!(cases(), before);

    let owed = before.iter().find(|case| case["state"] == "forwarded").expect("one that waits");
    let id = owed["id"].as_str().expect("its id");
    let title: &[&str] = &["Sổ ý kiến của quận", "", "", "", "", ""];
    let heads: &[&str] = &["Nhận ngày", "Tóm tắt", "Nguồn", "Cơ quan trả lời", "Nội dung trả lời", "Mã"];
    let answered: &[&str] = &["", "", "", "", "Đã cấp giấy ngày 17/3.", id];
    let new: &[&str] = &["12/3/2014", "Bảng giá dịch vụ treo quá cao", "thu", "UBND quận Ô Môn", "", ""];
    let late: &[&str] = &["31/2/2014", "Một cửa mở muộn", "Thư", "Sở Lạ", "", ""];
    workbook(&program, &[title, heads, answered, new, late, &["", "", "", "", "", "018KHONGCO"]]);
    let output = program.run(["import", "cases", "kho", "so.xlsx", "--json"]);
    assert_eq!(output.status.code(), Some(1));
    let outcome: Value = serde_json::from_str(&text(&output.stdout)).expect("JSON");
    let cells = |list: &str| -> Vec<String> {
        let all = outcome[list].as_array().expect("a list").iter();
        all.map(|one| one["cell"].as_str().expect("a cell").to_owned()).collect()
    };
    assert_eq!(cells("faults"), ["Sheet1!A5", "Sheet1!D5", "Sheet1!F6"], "{outcome}");
    assert_eq!(cells("changes")[0], "Sheet1!E3");
    assert_eq!(cases(), before, "nothing is half taken");

    workbook(&program, &[title, heads, answered, new]);
    let _ = program.ok(["import", "cases", "kho", "so.xlsx", "--dry-run"]);
    assert_eq!(cases(), before);
    let _ = program.ok(["import", "cases", "kho", "so.xlsx"]);
    let after = cases();
    let state = after.iter().find(|case| case["id"] == id).expect("it is still there")["state"].clone();
    assert_eq!((after.len(), state), (before.len() + 1, Value::from("answered")));
    let added =
        after.iter().find(|case| case["topic"] == "Bảng giá dịch vụ treo quá cao").expect("the new one");
    assert_eq!(
        (&added["received"], &added["source"], &added["agency"]),
        (&"2014-03-12".into(), &"letter".into(), &"o-mon".into())
    );
    // The same list again is no second letter.
    let refused = program.run(["import", "cases", "kho", "so.xlsx", "--json"]);
    assert!(text(&refused.stdout).contains("sổ đã có ý kiến này"));
}
