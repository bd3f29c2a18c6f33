//! Files become pieces.

use std::path::Path;

use super::{CONTENT, Program, copy, text};

const SKIT: &str = "TIỂU PHẨM: GIẤY HẸN KHÔNG HẸN\nTác giả: Nguyễn Văn A\nNHÂN VẬT:\n- Ông Ba, 60 tuổi\n- Bà Năm\n\n\
    CẢNH 1: SÂN NHÀ\nÔng Ba: (thở dài) Bà nó ơi.\nBà Năm: Thì ông lên hỏi lại coi!\nCò Sáu: Để tui lo cho.\n";

#[test]
fn files_become_pieces_and_what_is_unclear_is_said() {
    let program = Program::new();
    copy(Path::new(CONTENT), &program.path("kho"));
    let workspace = "kho";
    std::fs::write(program.path("kịch.txt"), SKIT).expect("a file");
    std::fs::write(program.path("bài.md"), "Một cửa ở phường.\n").expect("a file");
    std::fs::write(program.path("cũ.doc"), [0xD0, 0xCF, 0x11, 0xE0]).expect("a file");

    // A rehearsal writes nothing.
    let before = program.json(["pieces", workspace, "--json"]).len();
    let tried = program.json(["import", workspace, "kịch.txt", "--dry-run", "--json"]);
    assert_eq!(tried[0]["activity"], "tieu-pham");
    assert_eq!(tried[0]["title"], "GIẤY HẸN KHÔNG HẸN");
    assert!(tried[0]["path"].is_null());
    assert!(tried[0]["body"].as_str().is_some_and(|body| body.contains("ÔNG BA\n(thở dài)\nBà nó ơi.")));
    let unclear = tried[0]["unclear"][0]["message"].as_str().expect("a message");
    assert!(unclear.contains("Cò Sáu"), "{unclear}");
    assert_eq!(program.json(["pieces", workspace, "--json"]).len(), before);

    // One bad file does not keep the others out.
    let output = program.run(["import", workspace, "kịch.txt", "cũ.doc", "bài.md"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("cũ.doc") && text(&output.stderr).contains("mật khẩu"));
    assert!(text(&output.stdout).contains("đã thành"), "{}", text(&output.stdout));
    let after = program.json(["pieces", workspace, "--json"]);
    assert_eq!(after.len(), before + 2);

    let wrong = program.fails(2, ["import", workspace, "bài.md", "--as", "không-có"]);
    assert!(wrong.contains("không có hình thức"), "{wrong}");
}

#[test]
fn an_edited_schedule_comes_back_or_says_which_cell_is_wrong() {
    let program = Program::new();
    copy(Path::new(CONTENT), &program.path("kho"));
    let output = program.run([
        "export",
        "schedule",
        "kho",
        "--from",
        "2014-03-20",
        "--to",
        "2014-03-31",
        "--out",
        "lich.xlsx",
    ]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let asked = ["import", "schedule", "kho", "lich.xlsx"];
    assert!(text(&program.run(asked).stdout).contains("không có gì thay đổi"));

    // Someone gives the first row another hour.
    let edit = |hour: &str| {
        let bytes = std::fs::read(program.path("lich.xlsx")).expect("the schedule");
        let edited = crate::export::edited::with_cell(&bytes, (8, 2), hour);
        std::fs::write(program.path("sua.xlsx"), edited).expect("a file");
    };
    edit("tối");
    let output = program.run(["import", "schedule", "kho", "sua.xlsx"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stdout).contains("C9  lỗi: “tối” không phải giờ"), "{}", text(&output.stdout));

    edit("21:15");
    let tried = program.run(["import", "schedule", "kho", "sua.xlsx", "--dry-run", "--json"]);
    let tried: serde_json::Value = serde_json::from_slice(&tried.stdout).expect("JSON");
    assert_eq!((&tried["taken"], &tried["changes"][0]["cell"]), (&false.into(), &"C9".into()), "{tried}");
    assert!(
        text(&program.run(["import", "schedule", "kho", "sua.xlsx"]).stdout).contains("Đã nhận 1 thay đổi")
    );
    assert!(
        text(&program.run(["import", "schedule", "kho", "sua.xlsx"]).stdout).contains("không có gì thay đổi")
    );
}

#[test]
fn the_pictures_of_a_word_file_are_kept_and_named_in_the_note() {
    let program = Program::new();
    copy(Path::new(CONTENT), &program.path("kho"));
    let evidence = program.path("kho").join("evidence");
    let files = || std::fs::read_dir(&evidence).map_or(0, Iterator::count);
    let before = files();
    let bytes = include_bytes!("../../fixtures/word/o-dieu-khien.docx");
    std::fs::write(program.path("tệp.docx"), bytes).expect("a file");
    let tried = program.run(["import", "kho", "tệp.docx", "--dry-run"]);
    assert!(text(&tried.stdout).contains("giữ làm minh chứng"), "{}", text(&tried.stdout));
    assert_eq!(files(), before, "a rehearsal keeps nothing");
    let taken = program.json(["import", "kho", "tệp.docx", "--json"]);
    assert_eq!(files(), before + 1);
    let path = program.path("kho").join(taken[0]["path"].as_str().expect("a path"));
    let piece = std::fs::read_to_string(path).expect("the piece");
    assert!(piece.contains("Hình trong tệp: evidence/Trước ô điều khiển image1"), "{piece}");
}
