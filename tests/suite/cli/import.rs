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
