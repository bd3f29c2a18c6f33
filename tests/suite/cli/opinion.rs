//! Papers that ask for opinions, comments in print, and what is said of a final file that not everyone agreed to.

use super::{CONTENT, Program, text};

const SCRIPT: &str = "018J5A8DH5";

#[test]
fn a_final_file_without_every_agreement_is_said_on_stderr() {
    let program = Program::new();
    let pieces = program.json(["pieces", CONTENT, "--json"]);
    let pano = pieces.iter().find(|piece| piece["title"] == "Pano cầu Cần Thơ 8 × 4 m").expect("the pano");
    let pano = pano["id"].as_str().expect("an id");
    for (arguments, is_said) in [
        (&["piece", CONTENT, SCRIPT, "--out", "bai.pdf"][..], true),
        (&["piece", CONTENT, SCRIPT, "--review", "--out", "phieu.pdf"], false),
        (&["piece", CONTENT, pano, "--opinion", "--out", "lay-y-kien.pdf"], false),
        (&["poster", CONTENT, pano, "--dpi", "10", "--out", "pano.png"], true),
        (&["poster", CONTENT, pano, "--dpi", "10", "--marks", "y-kien", "--out", "xin.png"], false),
    ] {
        let output = program.run_all(&[&["export"], arguments].concat());
        assert!(output.status.success(), "{arguments:?}: {}", text(&output.stderr));
        assert_eq!(text(&output.stderr).contains("Chưa đủ ý kiến"), is_said, "{arguments:?}");
    }
    // The same poster, with the words across it.
    assert_ne!(program.read("pano.png"), program.read("xin.png"));
    let opinion = lopdf::Document::load_mem(&program.read("lay-y-kien.pdf")).expect("a PDF");
    assert_eq!(opinion.get_pages().len(), 2, "Sở Nội vụ and Ban Tuyên giáo");
    let error = program.fails(2, ["export", "piece", CONTENT, SCRIPT, "--opinion", "--out", "sai.pdf"]);
    assert!(error.contains("--review"), "{error}");
}
