//! Word files: what goes out says what the paper says, what comes in loses nothing.

mod habits;
mod incoming;
mod inputs;
mod nothing_lost;
mod outgoing;
mod refusal;
mod word;

use std::io::{Cursor, Write};

use toasoan::import::{self, Decoders, Draft, Source};
use toasoan::piece::Format;
use toasoan::store;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Reads a file as the window does.
fn open(name: &str, bytes: &[u8]) -> Result<Source, String> {
    import::open(name, bytes, Decoders { text: &store::foreign_text, font: &store::from_old_font })
}

fn draft(source: &Source, format: Format) -> Draft {
    import::draft(source, format, &|_| 240)
}

fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("an entry");
        zip.write_all(content.as_bytes()).expect("its content");
    }
    zip.finish().expect("an archive").into_inner()
}

/// A Word document with this body.
fn docx(body: &str) -> Vec<u8> {
    docx_with(body, &[])
}

fn docx_with(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let document = format!("<w:document><w:body>{body}</w:body></w:document>");
    zipped(&[&[("word/document.xml", document.as_str())], parts].concat())
}

fn p(text: &str) -> String {
    format!("<w:p>{}</w:p>", r("", text))
}

/// A run with properties.
fn r(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn table(rows: &[&[&str]]) -> String {
    let row = |cells: &&[&str]| {
        let cells: Vec<String> = cells.iter().map(|cell| cell.split('\n').map(p).collect()).collect();
        format!("<w:tr><w:tc>{}</w:tc></w:tr>", cells.join("</w:tc><w:tc>"))
    };
    format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}
