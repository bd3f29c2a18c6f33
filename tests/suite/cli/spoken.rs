//! The own lines of a voice, and the paper to read from.

use super::{CONTENT, Program};

const SCRIPT: &str = "018J5A8DH5";

#[test]
fn the_lines_of_one_voice_are_a_file_of_their_own() {
    let program = Program::new();
    let run =
        |arguments: &[&str]| program.run_all(&[&["export", "piece", CONTENT, SCRIPT], arguments].concat());
    for arguments in [
        &["--voice", "Quốc Huy", "--out", "loi.pdf"][..],
        &["--voice", "quốc huy", "--out", "loi.txt"],
        &["--voice", "Quốc Huy", "--prompter", "--out", "nhac.docx"],
        &["--prompter", "--out", "nhac.pdf"],
    ] {
        assert!(run(arguments).status.success(), "{arguments:?}");
    }
    let lines = String::from_utf8(program.read("loi.txt")).expect("UTF-8");
    assert!(lines.contains("QUỐC HUY") && !lines.contains("\nNGỌC HÂN"), "{lines}");
    for (way, name, said) in
        [("--voice", "Ai Đó", "Các giọng: Ngọc Hân"), ("--pages=1", "--as-run", "Bàn trực tiếp")]
    {
        let error = program.fails(2, ["export", "piece", CONTENT, SCRIPT, "--out", "sai.pdf", way, name]);
        assert!(error.contains(said), "{error}");
    }
}
