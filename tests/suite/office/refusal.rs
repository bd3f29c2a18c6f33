//! Files that are not read, each with what to do.

use super::{docx, docx_with, open, p, zipped};

#[test]
fn each_file_that_is_not_read_says_what_to_do() {
    let whole = docx(&p("Kế hoạch"));
    let mut locked = whole.clone();
    // The flag of encryption, in the entry and in the directory.
    for (sign, at) in [([b'P', b'K', 3, 4], 6), ([b'P', b'K', 1, 2], 8)] {
        let entry = locked.windows(4).position(|bytes| bytes == sign).expect("a header");
        locked[entry + at] |= 1;
    }
    let bomb = docx(&" ".repeat(17 * 1024 * 1024));
    let odt =
        |parts: &[(&str, &str)]| zipped(&[&[("content.xml", "<office:document-content/>")], parts].concat());
    for (name, bytes, why, remedy) in [
        ("macro.docm", docx_with(&p("a"), &[("word/vbaProject.bin", "x")]), "macro", "lưu thành"),
        ("khóa.docx", locked, "mật khẩu", "bỏ mật khẩu"),
        ("cũ.doc", vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1], "đời cũ", "lưu thành"),
        ("bom.docx", bomb, "lớn bất thường", "chép phần cần dùng"),
        ("cụt.docx", whole[..whole.len() / 2].to_vec(), "bị hỏng", "lưu lại"),
        ("bảng.xlsx", zipped(&[("xl/workbook.xml", "<workbook/>")]), "không phải văn bản Word", "lưu thành"),
        ("khóa.odt", odt(&[("META-INF/manifest.xml", "<encryption-data/>")]), "mật khẩu", "lưu lại"),
        ("macro.odt", odt(&[("Basic/Standard/Module1.xml", "<x/>")]), "macro", "không có macro"),
        ("kịch.rtf", br"{\rtf1 a}".to_vec(), ".rtf", ".docx"),
        ("bản in.pdf", b"%PDF-1.7".to_vec(), "PDF", "chép chữ"),
        ("trang.html", b"<html>a</html>".to_vec(), "trang web", ".docx"),
        ("kịch.fdx", b"<a/>".to_vec(), "Final Draft", "lưu lại"),
        ("ảnh.jpg", vec![0xFF, 0xD8, 0xFF, 0, 0, 1, 2], "", "lưu lại thành .docx"),
        ("trống.txt", Vec::new(), "rỗng", "lưu lại"),
    ] {
        let told = open(name, &bytes).expect_err(name);
        assert!(told.contains(why) && told.contains(remedy), "{name}: {told}");
    }
}

#[test]
fn no_bytes_make_it_fail_otherwise() {
    let whole = docx(&p("Kế hoạch"));
    for at in 0..whole.len() {
        let _ = open("a.docx", &whole[..at]);
        let mut turned = whole.clone();
        turned[at] ^= 0x10;
        let _ = open("a.docx", &turned);
    }
}
