//! A Word document (ECMA-376, `WordprocessingML`): its paragraphs and tables with the numbers that Word counts.

mod note;
mod numbering;
mod style;
#[cfg(test)]
mod tests;
mod text;
mod walk;

use std::collections::HashMap;
use std::io::Cursor;

use quick_xml::Reader;
use quick_xml::events::Event;
use unicode_normalization::UnicodeNormalization;
use zip::ZipArchive;

use super::source::{Block, Paragraph, Source};
use crate::piece::Format;

/// Maximum unpacked size of a part, bytes: a plan's text takes a few hundred kilobytes.
const LARGEST_PART: u64 = 16 * 1024 * 1024;
/// Maximum number of headers and footers, or of drawings, that are looked at.
const MOST_BESIDE: usize = 12;

/// The beginning of the name of a bookmark around a piece's text in documents that this program wrote; the format
/// follows.
pub(super) const OWN: &str = "toasoan_";

/// Text in an old Vietnamese font as Unicode: the font's name, the text.
pub(super) type OldFont<'a> = &'a dyn Fn(&str, &str) -> Option<String>;

/// Why a Word document is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum Refusal {
    #[error("Tệp Word này bị hỏng hoặc chưa tải về hết. Hãy mở nó bằng Word, lưu lại rồi chọn lại.")]
    Broken,
    #[error(
        "Tệp này không phải văn bản Word (.docx). Hãy mở nó, lưu thành “Tài liệu Word (.docx)” rồi chọn lại."
    )]
    NotWord,
    #[error(
        "Tệp này có mật khẩu, hoặc do Word đời cũ lưu (.doc). Hãy mở nó bằng Word, bỏ mật khẩu, lưu thành “Tài liệu \
         Word (.docx)” rồi chọn lại."
    )]
    OldOrLocked,
    #[error(
        "Tệp Word này có macro, có thể chứa mã độc, nên chương trình không mở. Hãy mở nó bằng Word, lưu thành “Tài liệu \
         Word (.docx)” không có macro rồi chọn lại."
    )]
    Macro,
    #[error(
        "Văn bản trong tệp này lớn bất thường nên chương trình không mở. Hãy chép phần cần dùng sang một tệp mới."
    )]
    TooLarge,
}

/// The paragraphs and tables of a document as text, in reading order: see [`text::lines`]. Deleted text, headers and
/// footnotes are left out.
pub(super) fn text(bytes: &[u8]) -> Result<String, Refusal> {
    let found = Package::open(bytes)?.body(&|_, _| None)?;
    let text = text::lines(&found.blocks).join("\n");
    Ok(text.replace('\u{a0}', " ").nfc().collect())
}

/// Everything that a document says, with what was left out or changed.
pub(super) fn read(bytes: &[u8], font: OldFont<'_>) -> Result<Source, Refusal> {
    let mut package = Package::open(bytes)?;
    let found = package.body(font)?;
    let kept = super::archive::pictures(bytes, "word/media/");
    let mut source = Source { blocks: found.blocks, ..Source::default() };
    let told = &mut source.told;
    let mut tell = |is: bool, text: String| told.extend(is.then_some(text));
    tell(found.inserted > 0, format!("Đã nhận {} chỗ chèn theo dấu sửa.", found.inserted));
    for text in &found.deleted {
        tell(true, format!("Bỏ chữ đã xóa theo dấu sửa: “{text}”."));
    }
    tell(found.boxes > 0, format!("Chữ trong {} khung đặt ngay trước đoạn chứa khung.", found.boxes));
    let pictures: Vec<&str> =
        found.pictures.iter().map(String::as_str).filter(|one| !one.is_empty()).collect();
    let names = if pictures.is_empty() { String::new() } else { format!(" ({})", pictures.join(", ")) };
    tell(!found.pictures.is_empty(), super::archive::pictures_told(found.pictures.len(), &names, kept.len()));
    let words = package.drawn(font)?;
    let words = if words.is_empty() {
        String::new()
    } else {
        format!(" Chữ trong đó: “{}”.", words.join("”, “"))
    };
    tell(found.objects > 0, format!("{} biểu đồ, đối tượng nhúng không vào bài.{words}", found.objects));
    for text in &found.struck {
        tell(true, format!("Chữ có nét gạch ngang vào bài như chữ thường: “{text}”."));
    }
    tell(found.symbols > 0, format!("{} ký hiệu của phông ký hiệu ghi bằng □.", found.symbols));
    tell(!found.fonts.is_empty(), format!("Đã đổi chữ phông {} sang Unicode.", found.fonts.join(", ")));

    if let Some((kind, from, to)) = found.own {
        source.own = Format::from_extension(&kind);
        own(&mut source, from, to, package.title()?);
    } else {
        for text in package.strips(font)? {
            source.told.push(format!("Đầu trang, chân trang không vào bài: “{text}”."));
        }
    }
    source.pictures = kept;
    package.notes(&found.notes, &mut source, font)?;
    source.comments = package.comments(font)?;
    Ok(source)
}

/// Keeps the piece's text, and takes title and people from what stands before it.
fn own(source: &mut Source, from: usize, to: usize, title: Option<String>) {
    source.blocks.truncate(to);
    let head: Vec<Block> = source.blocks.drain(..from.min(source.blocks.len())).collect();
    source.title = title;
    let mut head = head.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::Table(_) => None,
    });
    let after_title = head
        .by_ref()
        .find(|paragraph| paragraph.heading > 0)
        .and_then(|_| head.find(|paragraph| !paragraph.is_empty()));
    // "MC: Ngọc Hân – Biên tập: Trần Mỹ Duyên, Lê Hoàng Phúc"
    let people = after_title.map(Paragraph::text).unwrap_or_default().replace('\n', " – ");
    for group in people.split(" – ") {
        let group = group.trim_matches(['–', ' ']);
        let Some((role, names)) = group.split_once(": ").filter(|(role, _)| *role != "Tổng thời lượng")
        else {
            continue;
        };
        let names = names.split(", ").map(str::trim).filter(|name| !name.is_empty());
        source.people.extend(names.map(|name| (role.trim().to_owned(), name.to_owned())));
    }
}

/// What a part refers to.
struct Relation {
    id: String,
    kind: String,
    target: String,
    /// An address, no part of the archive.
    is_outside: bool,
}

/// The parts of a document.
struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Package<'a> {
    fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Broken)?;
        if zip.file_names().flatten().any(|name| name.ends_with("vbaProject.bin")) {
            return Err(Refusal::Macro);
        }
        Ok(Self { zip })
    }

    fn body(&mut self, font: OldFont<'_>) -> Result<walk::Found, Refusal> {
        let name = self.main()?;
        let document = self.part(&name)?.ok_or(Refusal::NotWord)?;
        let numbering = self.part("word/numbering.xml")?;
        let styles = self.part("word/styles.xml")?;
        let parts = walk::Parts {
            numbering: numbering
                .map(|xml| numbering::Numbering::parse(&xml))
                .transpose()?
                .unwrap_or_default(),
            styles: styles.map(|xml| style::Styles::parse(&xml)).transpose()?.unwrap_or_default(),
            links: self.links(&name)?,
        };
        walk::read(&document, parts, font)
    }

    /// The name of the part with the text.
    fn main(&mut self) -> Result<String, Refusal> {
        let all = self.relations("_rels/.rels")?;
        let main = all.into_iter().find(|one| one.kind.ends_with("/officeDocument"));
        let name = main.map(|one| one.target.trim_start_matches('/').to_owned());
        Ok(name.unwrap_or_else(|| "word/document.xml".to_owned()))
    }

    /// The addresses that the document, the part `name`, links to.
    fn links(&mut self, name: &str) -> Result<HashMap<String, String>, Refusal> {
        let file = name.rsplit('/').next().unwrap_or(name);
        let all = self.relations(&format!("word/_rels/{file}.rels"))?;
        Ok(all.into_iter().filter(|one| one.is_outside).map(|one| (one.id, one.target)).collect())
    }

    fn relations(&mut self, part: &str) -> Result<Vec<Relation>, Refusal> {
        let Some(xml) = self.part(part)? else { return Ok(Vec::new()) };
        let mut reader = Reader::from_str(&xml);
        let mut all = Vec::new();
        loop {
            match reader.read_event().map_err(|_| Refusal::Broken)? {
                Event::Start(tag) | Event::Empty(tag) if tag.name().as_ref() == "Relationship" => {
                    let value = |name| numbering::value_of(&tag, name).unwrap_or_default();
                    all.push(Relation {
                        id: value("Id"),
                        kind: value("Type"),
                        target: value("Target"),
                        is_outside: value("TargetMode") == "External",
                    });
                }
                Event::Eof => return Ok(all),
                _ => {}
            }
        }
    }

    /// Puts the footnotes and endnotes that the text refers to at its end.
    fn notes(&mut self, wanted: &[String], source: &mut Source, font: OldFont<'_>) -> Result<(), Refusal> {
        if wanted.is_empty() {
            return Ok(());
        }
        let mut texts = HashMap::new();
        for (kind, part, element) in
            [('f', "word/footnotes.xml", "w:footnote"), ('e', "word/endnotes.xml", "w:endnote")]
        {
            let notes = self.part(part)?.map(|xml| note::read(&xml, element, font)).transpose()?;
            texts.extend(notes.into_iter().flatten().map(|note| (format!("{kind}{}", note.id), note.text)));
        }
        for (at, id) in wanted.iter().enumerate() {
            let text = texts.get(id).map_or("…", String::as_str);
            source.blocks.push(Block::Paragraph(Paragraph::line(format!("[{}] {text}", at + 1))));
        }
        source.told.push(format!("{} chú thích cuối trang đặt ở cuối bài.", wanted.len()));
        Ok(())
    }

    fn comments(&mut self, font: OldFont<'_>) -> Result<Vec<String>, Refusal> {
        let comments = self.part("word/comments.xml")?;
        let notes = comments.map(|xml| note::read(&xml, "w:comment", font)).transpose()?;
        let comment = |note: note::Note| match note.author.as_str() {
            "" => note.text,
            author => format!("{author}: {}", note.text),
        };
        Ok(notes.into_iter().flatten().map(comment).collect())
    }

    /// The texts of headers and footers, each once.
    fn strips(&mut self, font: OldFont<'_>) -> Result<Vec<String>, Refusal> {
        self.beside(font, &[("word/header", "w:hdr"), ("word/footer", "w:ftr")])
    }

    /// The words in diagrams and charts.
    fn drawn(&mut self, font: OldFont<'_>) -> Result<Vec<String>, Refusal> {
        self.beside(font, &[("word/diagrams/data", "dgm:dataModel"), ("word/charts/chart", "c:chartSpace")])
    }

    /// The texts of the parts whose names begin so, each once: name and outermost element.
    fn beside(&mut self, font: OldFont<'_>, kinds: &[(&str, &str)]) -> Result<Vec<String>, Refusal> {
        let element = |name: &str| {
            let kind = kinds.iter().find(|(begin, _)| name.starts_with(begin));
            kind.filter(|(begin, _)| !name[begin.len()..].contains('/')).map(|(_, element)| *element)
        };
        let names = self.zip.file_names().flatten();
        let mut names: Vec<(String, &str)> =
            names.filter_map(|name| Some((name.to_string(), element(&name)?))).collect();
        names.sort();
        let mut texts: Vec<String> = Vec::new();
        for (name, element) in names.into_iter().take(MOST_BESIDE) {
            let notes = self.part(&name)?.map(|xml| note::read(&xml, element, font)).transpose()?;
            for note in notes.into_iter().flatten() {
                if note.text.chars().any(char::is_alphabetic) && !texts.contains(&note.text) {
                    texts.push(note.text);
                }
            }
        }
        Ok(texts)
    }

    /// The title in the document's properties.
    fn title(&mut self) -> Result<Option<String>, Refusal> {
        let Some(xml) = self.part("docProps/core.xml")? else { return Ok(None) };
        Ok(super::xml::element(&xml, "dc:title").filter(|title| !title.is_empty()))
    }

    /// The text of a part; none when the archive has no such part.
    fn part(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        super::archive::part(&mut self.zip, name, LARGEST_PART).map_err(|error| match error {
            super::archive::Error::TooLarge => Refusal::TooLarge,
            super::archive::Error::Locked => Refusal::OldOrLocked,
            super::archive::Error::Broken => Refusal::Broken,
        })
    }
}
