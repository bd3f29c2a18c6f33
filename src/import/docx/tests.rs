use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{Refusal, text};

fn docx(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("an entry");
        zip.write_all(content.as_bytes()).expect("its content");
    }
    zip.finish().expect("an archive").into_inner()
}

fn document(body: &str) -> Vec<u8> {
    docx(&[("word/document.xml", &format!("<w:document><w:body>{body}</w:body></w:document>"))])
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

fn cell(properties: &str, paragraphs: &[&str]) -> String {
    let paragraphs: String = paragraphs.iter().map(|text| p(text)).collect();
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{paragraphs}</w:tc>")
}

#[test]
fn paragraphs_and_tables_come_as_a_reader_sees_them() {
    let head = format!(
        "<w:tbl><w:tr>{}{}</w:tr></w:tbl>",
        cell("", &["UBND THÀNH PHỐ", "Số: 1/KH"]),
        cell("", &["CỘNG HÒA"])
    );
    let table = format!(
        "<w:tbl><w:tr>{}{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
        cell("", &["Nội dung"]),
        cell("", &["Thời gian"]),
        cell("", &["Chủ trì"]),
        cell("", &["Một", "- Hai"]),
        cell("", &["Hằng tuần"]),
        cell("<w:vMerge w:val=\"restart\"/>", &["Sở Nội vụ"]),
        cell("<w:gridSpan w:val=\"2\"/>", &["Ba"]),
        cell("<w:vMerge/>", &[""]),
    );
    let body = [
        head,
        p("Quyền &amp; nghĩa vụ &#225;"),
        "<w:p><w:pPr><w:tabs><w:tab w:pos=\"1\"/></w:tabs></w:pPr><w:r><w:t>Một</w:t><w:tab/><w:t>dòng</w:t><w:br/>\
         <w:t>nữa</w:t></w:r><w:del><w:r><w:delText>bỏ</w:delText><w:t>bỏ</w:t></w:r></w:del></w:p>"
            .to_owned(),
        table,
        p("e\u{302}\u{301}"),
    ]
    .concat();
    let expected = "UBND THÀNH PHỐ\nSố: 1/KH\nCỘNG HÒA\nQuyền & nghĩa vụ á\nMột\tdòng nữa\n\
                    Nội dung\tThời gian\tChủ trì\nMột\u{2028}- Hai\tHằng tuần\tSở Nội vụ\nBa\t\tSở Nội vụ\nế";
    assert_eq!(text(&document(&body)).as_deref(), Ok(expected));
}

#[test]
fn numbers_that_word_counts_are_written_out() {
    let level = |at: u32, format: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let levels = [
        level(0, "upperRoman", "%1."),
        level(1, "decimal", "%2."),
        level(2, "lowerLetter", "%3)"),
        level(3, "bullet", "•"),
    ];
    let numbering = format!(
        "<w:numbering><w:abstractNum w:abstractNumId=\"7\">{}</w:abstractNum><w:num w:numId=\"2\">\
         <w:abstractNumId w:val=\"7\"/></w:num></w:numbering>",
        levels.concat()
    );
    let item = |level: u32, text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"2\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let body: String = [
        (0, "MỤC TIÊU"),
        (1, "một"),
        (1, "hai"),
        (2, "chữ"),
        (2, "nữa"),
        (3, "gạch"),
        (1, "ba"),
        (0, "YÊU CẦU"),
        (1, "lại một"),
    ]
    .iter()
    .map(|(level, text)| item(*level, text))
    .collect();
    let body = format!("<w:document><w:body>{body}</w:body></w:document>");
    let bytes = docx(&[("word/document.xml", &body), ("word/numbering.xml", &numbering)]);
    let expected = "I. MỤC TIÊU\n1. một\n2. hai\na) chữ\nb) nữa\n- gạch\n3. ba\nII. YÊU CẦU\n1. lại một";
    assert_eq!(text(&bytes).as_deref(), Ok(expected));
}

#[test]
fn what_is_no_readable_document_is_refused() {
    let whole = document(&p("Kế hoạch"));
    let mut locked = whole.clone();
    // The flag of encryption, in the entry and in the directory.
    for (sign, at) in [([b'P', b'K', 3, 4], 6), ([b'P', b'K', 1, 2], 8)] {
        let entry = locked.windows(4).position(|bytes| bytes == sign).expect("a header");
        locked[entry + at] |= 1;
    }
    let bomb = document(&" ".repeat(17 * 1024 * 1024));
    assert!(bomb.len() < 64 * 1024, "a small file");
    let deep = "<w:tbl><w:tr><w:tc>".repeat(10_000);
    for (bytes, refusal) in [
        (b"PK\x03\x04 no archive".to_vec(), Refusal::Broken),
        (whole[..whole.len() / 2].to_vec(), Refusal::Broken),
        (docx(&[("content.xml", "<office/>")]), Refusal::NotWord),
        (locked, Refusal::OldOrLocked),
        (bomb, Refusal::TooLarge),
        (document(&deep), Refusal::TooLarge),
        (document("<w:p><w:t>chưa đóng</w:p>"), Refusal::Broken),
    ] {
        assert_eq!(text(&bytes), Err(refusal));
    }
    let plain = |_: &[u8]| Ok("chữ".to_owned());
    for beginning in [&[0xD0, 0xCF, 0x11, 0xE0, 0xA1][..], b"%PDF-1.7"] {
        assert!(crate::import::document_text(beginning, plain).is_err_and(|why| why.contains("Hãy")));
    }
    assert_eq!(crate::import::document_text("chữ".as_bytes(), plain), Ok("chữ".to_owned()));
}

#[test]
fn no_bytes_make_it_fail_otherwise() {
    let whole = document(&p("Kế hoạch"));
    for at in 0..whole.len() {
        let _ = text(&whole[..at]);
        let mut turned = whole.clone();
        turned[at] ^= 0x10;
        let _ = text(&turned);
    }
}
