//! Opens a file of any kind that can become a piece.

use std::path::Path;

use crate::piece::{Format, Piece, normalize};

use super::source::{Ready, Source};
use super::{docx, fdx, fountain, odt};

/// What reading needs from the store: the encodings of texts.
#[derive(Clone, Copy)]
pub struct Decoders<'a> {
    /// A file's bytes as text, in any encoding that a piece may have; the error in Vietnamese.
    pub text: &'a dyn Fn(&[u8]) -> Result<String, String>,
    /// Text in an old Vietnamese font as Unicode; none for other fonts. The font's name, the text.
    pub font: &'a dyn Fn(&str, &str) -> Option<String>,
}

/// The extensions of files that can be opened.
pub const EXTENSIONS: &[&str] = &["docx", "odt", "txt", "md", "fountain", "fdx", "av", "radio", "quiz"];

/// Reads a file. `name` is its name or path, for its extension.
///
/// # Errors
/// A file that is broken, locked, implausibly large, has macros or is of another kind; in Vietnamese, with what to do.
pub fn open(name: &str, bytes: &[u8], decoders: Decoders<'_>) -> Result<Source, String> {
    let extension = name.rsplit_once('.').map_or_else(String::new, |(_, extension)| extension.to_lowercase());
    let mut source = match bytes {
        [b'P', b'K', 3 | 5, ..] if odt::is_odt(bytes) => odt::read(bytes, decoders.font)?,
        [b'P', b'K', 3 | 5, ..] => docx::read(bytes, decoders.font).map_err(|refusal| refusal.to_string())?,
        [0xD0, 0xCF, 0x11, 0xE0, ..] => return Err(docx::Refusal::OldOrLocked.to_string()),
        [b'%', b'P', b'D', b'F', ..] => {
            return Err(
                "Tệp PDF không giữ các đoạn của văn bản. Hãy mở nó, chép chữ và dán vào một bài mới, hoặc \
                        chọn tệp Word của bài."
                    .to_owned(),
            );
        }
        [b'{', b'\\', b'r', b't', b'f', ..] => {
            return Err(
                "Chương trình không đọc tệp .rtf. Hãy mở nó bằng Word, lưu lại thành .docx rồi chọn lại."
                    .to_owned(),
            );
        }
        _ => {
            let text = (decoders.text)(bytes)?;
            match extension.as_str() {
                "fdx" => fdx::read(&text)?,
                "xml" | "html" | "htm" => {
                    return Err(
                        "Chương trình không đọc trang web. Hãy mở nó, chép chữ, hoặc lưu lại thành .docx."
                            .to_owned(),
                    );
                }
                _ => ready(&text, &extension),
            }
        }
    };
    // A skit without a title page begins with its cast or an action: its file's name says more.
    let is_skit = source.ready.as_ref().is_some_and(|ready| ready.format == Format::Stage);
    if is_skit && source.title.is_none() {
        source.title = Path::new(name).file_stem().map(|stem| stem.to_string_lossy().into_owned());
    }
    compose(&mut source);
    read_old_letters(&mut source, decoders.text);
    Ok(source)
}

/// Text of old fonts whose font the file does not name: "Thñ tôc" is "Thủ tục".
fn read_old_letters(source: &mut Source, decode: &dyn Fn(&[u8]) -> Result<String, String>) {
    /// Letters of a paragraph; a foreign name alone may look so.
    const LEAST: usize = 8;
    let read = |text: &str| decode(text.as_bytes()).ok().filter(|read| read != text);
    let mut changed = Vec::new();
    source.for_each_paragraph(&mut |paragraph| {
        let words = paragraph.words();
        if words.is_ascii() || words.chars().count() < LEAST || read(&words).is_none() {
            return;
        }
        for run in paragraph.runs.iter_mut().filter(|run| !run.text.trim().is_empty()) {
            if let Some(text) = read(&run.text) {
                run.text = text;
            }
        }
        changed.push(words);
    });
    if let Some(ready) = &mut source.ready
        && let Some(body) = read(&ready.body)
    {
        ready.body = body;
    }
    if let Some(first) = changed.first() {
        let first: String = first.chars().take(40).collect();
        let told =
            format!("Đã đổi {} đoạn gõ bằng TCVN3 hoặc VNI sang Unicode, từ “{first}”.", changed.len());
        source.told.push(told);
    }
}

/// A text; one in a format of pieces is a body already.
fn ready(text: &str, extension: &str) -> Source {
    let Some(format) = Format::from_extension(extension)
        .filter(|format| !matches!(format, Format::Poster | Format::Contest | Format::Dialogue))
    else {
        return Source::of_text(text);
    };
    // A whole piece of a workspace.
    if let Ok(piece) = Piece::parse(text, format) {
        let people = piece.header.people.iter().map(|one| (one.role.clone(), one.name.clone())).collect();
        return Source {
            title: Some(piece.header.title.clone()),
            people,
            ready: Some(Ready { format, body: piece.body.into_string() }),
            ..Source::of_text(text)
        };
    }
    if format == Format::Stage {
        return fountain::read(text);
    }
    Source { ready: Some(Ready { format, body: text.to_owned() }), ..Source::of_text(text) }
}

/// NFC, as every piece is.
fn compose(source: &mut Source) {
    source.for_each_text(&mut |text| {
        if let std::borrow::Cow::Owned(composed) = normalize(text) {
            *text = composed;
        }
    });
}
