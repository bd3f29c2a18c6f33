//! `toasoan approve` and what `pieces --json` says of approvals.

use std::path::Path;

use super::{CONTENT, Program, Value, copy};

const PIECE: &str = "018J5A8DH5";

fn of_piece(program: &Program) -> Value {
    let all = program.json(["pieces", "kho", "--json"]);
    let found = all.into_iter().find(|piece| piece["id"].as_str().is_some_and(|id| id.starts_with(PIECE)));
    found.expect("the piece")
}

fn answer(program: &Program, step: &str) -> Value {
    let piece = of_piece(program);
    let mut approvals = piece["approvals"].as_array().expect("approvals").iter();
    approvals.find(|approval| approval["step"] == step).expect("an answer").clone()
}

#[test]
fn steps_are_answered_by_a_script_and_become_stale_by_a_change_of_the_words() {
    let program = Program::new();
    copy(Path::new(CONTENT), &program.path("kho"));
    for step in ["bien-tap", "truong-phong", "lanh-dao"] {
        let said =
            program.ok(["approve", "kho", PIECE, "--step", step, "--by", "Chị Lan", "--date", "17/3/2014"]);
        assert!(said.starts_with("Đã duyệt: "), "{said}");
    }
    let piece = of_piece(&program);
    assert_eq!(piece["status"], "approved");
    let given = answer(&program, "lanh-dao");
    for (field, value) in [("by", "Chị Lan"), ("date", "2014-03-17")] {
        assert_eq!(given[field], value);
    }
    assert_eq!((&given["is_agreed"], &given["is_stale"]), (&true.into(), &false.into()));

    // Another program changes a word.
    let file = program.path("kho").join(piece["path"].as_str().expect("a path"));
    let text = std::fs::read_to_string(&file).expect("the file");
    std::fs::write(&file, format!("{text}\nThêm một dòng.\n")).expect("the file is written");
    assert_eq!(answer(&program, "lanh-dao")["is_stale"], true);

    let said = program.ok([
        "approve",
        "kho",
        PIECE,
        "--step",
        "lanh-dao",
        "--by",
        "Anh Minh",
        "--return",
        "Thiếu nguồn.",
    ]);
    assert!(said.contains("Đang soạn"), "{said}");
    let given = answer(&program, "lanh-dao");
    assert_eq!((&given["is_agreed"], given["reason"].as_str()), (&false.into(), Some("Thiếu nguồn.")));
    assert_eq!(of_piece(&program)["status"], "drafting");
}

#[test]
fn a_wrong_answer_is_refused_with_what_would_be_right() {
    let program = Program::new();
    copy(Path::new(CONTENT), &program.path("kho"));
    for (step, more, said) in [
        ("khong-co", ["--by", "Lan"], "Các bước: bien-tap, truong-phong, lanh-dao"),
        ("bien-tap", ["--by", " "], "--by cần họ tên"),
    ] {
        let error = program.fails(2, ["approve", "kho", PIECE, "--step", step, more[0], more[1]]);
        assert!(error.contains(said), "{error}");
    }
    let late = ["approve", "kho", PIECE, "--step", "bien-tap", "--by", "Lan", "--date", "2014-03-19"];
    assert!(program.fails(2, late).contains("chưa tới"));
}
