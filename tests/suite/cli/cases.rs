//! `toasoan cases` and the papers on cases.

use super::{CONTENT, Program, Value};

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
