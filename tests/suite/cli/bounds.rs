//! Commands with implausible input, and outputs that cannot be written.

use super::super::bounds::foreign;
use super::{CONTENT, Program, copy, text};

const HEADER: &str = "(\n    schema: 1,\n    id: \"01HQ00000000000000000000ID\",\n    title: \"Lồng nhau\",\n    \
    activity: \"dien-dan-bao\",\n)\n---\n";

fn header(id: &str) -> String {
    HEADER.replace("01HQ00000000000000000000ID", id)
}

/// A failing file does not stop the others; it is named, and the exit code is 1.
#[test]
fn an_export_goes_on_past_the_pieces_that_fail() {
    let program = Program::new();
    copy(std::path::Path::new(CONTENT), &program.path("kho"));
    let deep = |mark: &str, levels: usize| mark.repeat(levels) + "đáy\n";
    for (file, id, body) in [
        ("pieces/2014/trích.md", "01HQ0000000000000000000001", deep(">", 6490)),
        ("pieces/2014/gạch.md", "01HQ0000000000000000000002", deep("- ", 100_000)),
        ("posters/sâu.poster", "01HQ0000000000000000000003", "(a: ".repeat(20_000)),
        (
            "posters/lớn.poster",
            "01HQ0000000000000000000004",
            "(width: 1e30, height: 5.0, background: Solid((c: 0, m: 0, y: 0, k: 0)), elements: [])".into(),
        ),
    ] {
        std::fs::write(program.path("kho").join(file), header(id) + &body).expect("a piece");
    }
    let broken = header("01HQ0000000000000000000005")
        .replace(")\n---", "    status_since: \"+262142-12-31\",\n)\n---");
    std::fs::write(program.path("kho/pieces/2014/ngày.md"), broken).expect("a piece");
    let output = program.run(["export", "all", "kho", "--out", "ra"]);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    for name in
        ["pano/sâu.pdf", "pano/sâu.png", "pano/lớn.pdf", "pano/lớn.png", "pieces/2014/ngày.md, dòng 6"]
    {
        assert!(said.contains(name), "{name} is not named: {said}");
    }
    assert!(said.contains("4 tệp không xuất được"), "{said}");
    for file in [
        "ra/bai/dien-dan-bao/trích.pdf",
        "ra/bai/dien-dan-bao/gạch.pdf",
        "ra/bao-cao.pdf",
        "ra/lich/2014.xlsx",
    ] {
        assert!(program.path(file).is_file(), "{file} is missing");
    }
    let out = program.read("ra/bai/dien-dan-bao/trích.txt");
    assert_eq!(text(&out).matches('>').count(), 6490, "each mark stands as typed");
    // Another piece can still be exported.
    let _ = program.ok(["export", "piece", "kho", "018GYPDVT0", "--out", "tiểu phẩm.pdf"]);
    let _ = program.ok(["export", "piece", "kho", "01HQ0000000000000000000001", "--out", "trích.pdf"]);
    let said =
        program.fails(1, ["export", "poster", "kho", "01HQ0000000000000000000003", "--out", "pano.pdf"]);
    assert!(said.contains("không đọc được: dòng 1"), "{said}");
}

#[test]
fn days_and_years_beyond_the_calendar_are_wrong_usage() {
    let program = Program::new();
    for (argument, value) in [
        ("--today", "+262142-12-31"),
        ("--from", "1899-12-31"),
        ("--to", "31/12/2101"),
        ("--today", "0001-01-01"),
    ] {
        let said = program.fails(2, ["slots", CONTENT, argument, value]);
        assert!(said.contains(value) && said.contains("từ năm 1900 đến năm 2100"), "{said}");
    }
    for year in ["999999", "1944", "2101", "-1", "99999999999999999999"] {
        let said = program.fails(2, ["new", "kho", &format!("--year={year}")]);
        assert!(said.contains("không phải một năm từ 1945 đến 2100"), "{said}");
    }
    assert!(!program.path("kho").exists());
}

/// A plan for the year 999999 formerly passed.
#[test]
fn a_plan_beyond_the_calendar_does_not_pass_the_check() {
    let program = Program::new();
    copy(std::path::Path::new(CONTENT), &program.path("kho"));
    let plan = std::fs::read_to_string(program.path("kho/plan.ron")).expect("the plan");
    std::fs::write(program.path("kho/plan.ron"), plan.replace("year: 2014", "year: 999999")).expect("a plan");
    let said = program.fails(1, ["check", "kho"]);
    assert!(said.contains("mục “year”: năm 999999") && said.contains("hãy ghi từ 1900 đến 2100"), "{said}");
}

#[test]
fn what_is_no_archive_is_told_without_a_librarys_english() {
    let program = Program::new();
    for bytes in [b"".as_slice(), "xin chào".as_bytes(), b"PK\x03\x04", &[0; 4096]] {
        std::fs::write(program.path("kho.zip"), bytes).expect("a file");
        let said = program.fails(1, ["restore", "kho.zip", "kho"]);
        assert!(said.contains("không phải tệp ZIP"), "{said}");
        assert_eq!(foreign(&said), None, "{said}");
    }
}

/// `toasoan --help >/dev/full` formerly failed silently with exit code 0.
#[cfg(target_os = "linux")]
#[test]
fn help_that_could_not_be_printed_is_a_failure() {
    for arguments in [["--help"].as_slice(), &["--version"], &["export", "--help"]] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux has it");
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_toasoan"))
            .args(arguments)
            .stdout(full)
            .output()
            .expect("the program runs");
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(text(&output.stderr).contains("đĩa đã đầy"), "{}", text(&output.stderr));
    }
}
