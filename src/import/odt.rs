//! An `OpenDocument` text (ODF 1.3): paragraphs, lists, tables, notes, remarks.

mod style;

use std::collections::HashMap;
use std::io::Cursor;
use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::archive;
use super::figure::set_off;
use super::sign;
use super::source::{Block, Cell, Paragraph, Run, Source, Table};
use super::xml::attribute;
use style::{Look, Styles};

const LARGEST: u64 = 16 * 1024 * 1024;
/// Maximum nesting of tables, lists and boxes.
const DEEPEST: usize = 64;
/// Maximum columns of a table, as in Word.
const WIDEST: usize = 63;

const BROKEN: &str =
    "Tệp .odt này bị hỏng hoặc chưa tải về hết. Hãy mở nó bằng LibreOffice, lưu thành .docx rồi chọn lại.";
const LOCKED: &str =
    "Tệp .odt này có mật khẩu. Hãy mở nó bằng LibreOffice, lưu lại không có mật khẩu rồi chọn lại.";
const TOO_LARGE: &str = "Văn bản trong tệp này lớn bất thường nên chương trình không mở. Hãy chép phần cần dùng sang một tệp mới.";

/// Whether a zipped file is an `OpenDocument` text.
pub(super) fn is_odt(bytes: &[u8]) -> bool {
    ZipArchive::new(Cursor::new(bytes)).is_ok_and(|zip| {
        zip.index_for_name("content.xml").is_some() && zip.index_for_name("word/document.xml").is_none()
    })
}

/// # Errors
/// In Vietnamese, with what to do.
pub(super) fn read(bytes: &[u8], font: &dyn Fn(&str, &str) -> Option<String>) -> Result<Source, String> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| BROKEN.to_owned())?;
    if zip.file_names().flatten().any(|name| name.starts_with("Basic/") && name.ends_with(".xml")) {
        return Err(
            "Tệp .odt này có macro nên chương trình không mở. Hãy mở nó bằng LibreOffice, lưu thành .docx \
                    không có macro rồi chọn lại."
                .to_owned(),
        );
    }
    let mut part = |name: &str| {
        archive::part(&mut zip, name, LARGEST).map_err(|error| match error {
            archive::Error::Broken => BROKEN.to_owned(),
            archive::Error::Locked => LOCKED.to_owned(),
            archive::Error::TooLarge => TOO_LARGE.to_owned(),
        })
    };
    if part("META-INF/manifest.xml")?.is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(LOCKED.to_owned());
    }
    let common = part("styles.xml")?;
    let content = part("content.xml")?.ok_or_else(|| BROKEN.to_owned())?;
    let mut styles = Styles::default();
    for xml in common.iter().chain([&content]) {
        styles.read(xml).ok_or_else(|| BROKEN.to_owned())?;
    }
    let mut walk = Walk { styles, ..Walk::new(font) };
    walk.source.pictures = super::archive::pictures(bytes, "Pictures/");
    walk.run(&content)?;
    let mut source = walk.finish();
    for text in common.iter().flat_map(|xml| strips(xml)) {
        source.told.push(format!("Đầu trang, chân trang không vào bài: “{text}”."));
    }
    Ok(source)
}

/// The texts of headers and footers, each once; those without words, such as a page's number, are left out.
fn strips(xml: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let (mut texts, mut strip) = (Vec::new(), None::<String>);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) if matches!(tag.name().as_ref(), "style:header" | "style:footer") => {
                strip = Some(String::new());
            }
            Event::Start(tag) if tag.name().as_ref() == "text:p" => {
                strip.iter_mut().filter(|text| !text.is_empty()).for_each(|text| text.push(' '));
            }
            Event::Text(text) => strip.iter_mut().for_each(|strip| strip.push_str(&text.xml10_content())),
            Event::End(tag) if matches!(tag.name().as_ref(), "style:header" | "style:footer") => {
                let text = strip.take().unwrap_or_default().trim().to_owned();
                if text.chars().any(char::is_alphabetic) && !texts.contains(&text) {
                    texts.push(text);
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    texts
}

/// What is said about something, rather than by the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Aside {
    None,
    Author,
    /// Dates, and what programs say of a drawing.
    Unseen,
}

/// Text that no reader sees: dates of changes and remarks, the number of a note, descriptions of drawings.
fn is_unseen(name: &str) -> bool {
    matches!(
        name,
        "dc:date"
            | "meta:creator-initials"
            | "meta:date-string"
            | "text:note-citation"
            | "svg:title"
            | "svg:desc"
            | "draw:glue-point"
    )
}

struct Walk<'a> {
    styles: Styles,
    font: &'a dyn Fn(&str, &str) -> Option<String>,
    source: Source,
    open: Vec<(Paragraph, Look)>,
    spans: Vec<Look>,
    tables: Vec<Table>,
    /// Columns that the last cell takes beyond its own.
    covered: usize,
    /// The style of each open list and how far it has counted.
    lists: Vec<(String, u32)>,
    /// How far the lists that have ended had counted, by their style.
    counted: HashMap<String, u32>,
    is_item_new: bool,
    link: Option<Arc<str>>,
    /// Notes at the foot: their texts, and the one that is being read.
    notes: Vec<String>,
    note: Option<String>,
    remark: Option<String>,
    /// Who wrote it.
    author: String,
    deleted: Option<String>,
    /// Within the name of a change's author or what no reader sees.
    aside: Aside,
    is_body: bool,
    pictures: usize,
    /// Passages marked as inserted, which are taken.
    inserted: usize,
    boxes: usize,
    objects: usize,
    /// Words struck through by hand.
    struck: Vec<String>,
    fonts: Vec<String>,
    /// Signs of symbol fonts that have no letter in Unicode.
    symbols: usize,
    depth: usize,
}

impl<'a> Walk<'a> {
    fn new(font: &'a dyn Fn(&str, &str) -> Option<String>) -> Self {
        Self {
            styles: Styles::default(),
            font,
            source: Source::default(),
            open: Vec::new(),
            spans: Vec::new(),
            tables: Vec::new(),
            covered: 0,
            lists: Vec::new(),
            counted: HashMap::new(),
            is_item_new: false,
            link: None,
            notes: Vec::new(),
            note: None,
            remark: None,
            author: String::new(),
            deleted: None,
            aside: Aside::None,
            is_body: false,
            pictures: 0,
            inserted: 0,
            boxes: 0,
            objects: 0,
            struck: Vec::new(),
            fonts: Vec::new(),
            symbols: 0,
            depth: 0,
        }
    }

    fn run(&mut self, xml: &str) -> Result<(), String> {
        let mut reader = Reader::from_str(xml);
        loop {
            match reader.read_event().map_err(|_| BROKEN.to_owned())? {
                Event::Start(tag) => {
                    self.depth += 1;
                    if self.depth > DEEPEST * 4 || self.tables.len() > DEEPEST {
                        return Err(TOO_LARGE.to_owned());
                    }
                    self.begin(&tag);
                }
                Event::Empty(tag) => {
                    self.begin(&tag);
                    self.end(tag.name().as_ref());
                }
                Event::End(tag) => {
                    self.depth = self.depth.saturating_sub(1);
                    self.end(tag.name().as_ref());
                }
                Event::Text(text) => self.write_collapsed(&text.xml10_content()),
                Event::CData(text) => self.write_collapsed(&text.xml10_content()),
                Event::GeneralRef(name) => {
                    let letter = name.resolve_char_ref().map_err(|_| BROKEN.to_owned())?;
                    let known =
                        || resolve_predefined_entity(&name.xml10_content()).unwrap_or_default().to_owned();
                    self.write(&letter.map_or_else(known, String::from));
                }
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn begin(&mut self, tag: &BytesStart<'_>) {
        let style = || attribute(tag, "text:style-name").unwrap_or_default();
        match tag.name().as_ref() {
            "office:text" => self.is_body = true,
            _ if !self.is_body => {}
            "text:deletion" => self.deleted = Some(String::new()),
            "office:annotation" => {
                self.remark = Some(String::new());
                self.author.clear();
            }
            "dc:creator" => self.aside = Aside::Author,
            name if is_unseen(name) => self.aside = Aside::Unseen,
            "text:change-start" => self.inserted += 1,
            "draw:text-box" => self.boxes += 1,
            "draw:object" | "draw:object-ole" | "draw:plugin" => self.objects += 1,
            "text:note-body" => self.note = Some(String::new()),
            "text:p" | "text:h" if self.is_aside() => self.write(" "),
            "text:p" | "text:h" => {
                let mut paragraph = Paragraph::default();
                if tag.name().as_ref() == "text:h" {
                    let level = attribute(tag, "text:outline-level").and_then(|level| level.parse().ok());
                    paragraph.heading = level.unwrap_or(1_u8).clamp(1, 6);
                } else if self.styles.is_title(&style()) {
                    paragraph.heading = 1;
                }
                if std::mem::take(&mut self.is_item_new)
                    && let Some(((list, count), level)) =
                        self.lists.last().zip(self.lists.len().checked_sub(1))
                {
                    paragraph.label = self.styles.label(list, level, *count);
                    paragraph.level = level;
                }
                let look = self.styles.look(&style());
                self.open.push((paragraph, look));
            }
            "text:span" => self.spans.push(self.styles.look(&style())),
            "text:a" => self.link = attribute(tag, "xlink:href").map(Arc::from),
            "text:s" => {
                let count = attribute(tag, "text:c").and_then(|count| count.parse().ok()).unwrap_or(1_usize);
                self.write(&" ".repeat(count.min(1000)));
            }
            "text:tab" => self.write("\t"),
            "text:line-break" => self.write("\n"),
            "text:list" => {
                let inherited = self.lists.last().map(|(list, _)| list.clone()).unwrap_or_default();
                let own = Some(style()).filter(|style| !style.is_empty());
                let list = own.unwrap_or(inherited);
                let goes_on = attribute(tag, "text:continue-numbering").is_some_and(|value| value == "true")
                    || attribute(tag, "text:continue-list").is_some();
                let count = if goes_on { self.counted.get(&list).copied().unwrap_or(0) } else { 0 };
                self.lists.push((list, count));
            }
            "text:list-item" => {
                let start = attribute(tag, "text:start-value").and_then(|start| start.parse::<u32>().ok());
                let level = self.lists.len().saturating_sub(1);
                if let Some((list, count)) = self.lists.last_mut() {
                    // Counted from the list's first number.
                    let first = self.styles.start(list, level);
                    *count = start.map_or(*count + 1, |start| (start + 1).saturating_sub(first));
                }
                self.is_item_new = true;
            }
            "table:table" => self.tables.push(Table::default()),
            "table:table-row" => {
                self.tables.last_mut().into_iter().for_each(|table| table.rows.push(Vec::new()));
            }
            "table:table-cell" => {
                let number = |name| attribute(tag, name).and_then(|text| text.parse::<usize>().ok());
                let cell = Cell {
                    span: number("table:number-columns-spanned").unwrap_or(1).clamp(1, WIDEST),
                    ..Cell::default()
                };
                self.covered = cell.span - 1;
                let row = self.tables.last_mut().and_then(|table| table.rows.last_mut());
                if let Some(row) = row {
                    row.push(cell);
                }
            }
            // Below or beside a cell that takes several; one beside counts with it already.
            "table:covered-table-cell" => {
                let count =
                    attribute(tag, "table:number-columns-repeated").and_then(|text| text.parse().ok());
                let count: usize = count.unwrap_or(1).clamp(1, WIDEST);
                let beside = count.min(self.covered);
                self.covered -= beside;
                let row = self.tables.last_mut().and_then(|table| table.rows.last_mut());
                let below = (beside..count).map(|_| Cell { span: 1, is_merged: true, ..Cell::default() });
                if let Some(row) = row {
                    row.extend(below);
                }
            }
            "draw:image" => self.pictures += 1,
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "office:text" => self.is_body = false,
            _ if !self.is_body => {}
            "text:deletion" => {
                let text = self.deleted.take().unwrap_or_default();
                if !text.trim().is_empty() {
                    self.source.told.push(format!("Bỏ chữ đã xóa theo dấu sửa: “{}”.", text.trim()));
                }
            }
            "office:annotation" => {
                let text = self.remark.take().unwrap_or_default();
                let author =
                    if self.author.is_empty() { String::new() } else { format!("{}: ", self.author) };
                self.source.comments.push(format!("{author}{}", text.trim()));
            }
            name if name == "dc:creator" || is_unseen(name) => self.aside = Aside::None,
            "text:note-body" => {
                if let Some(text) = self.note.take() {
                    self.notes.push(text.trim().to_owned());
                    let mark = format!("[{}]", self.notes.len());
                    self.write(&mark);
                }
            }
            "text:p" | "text:h" if self.is_aside() => {}
            "text:p" | "text:h" => {
                if let Some((paragraph, _)) = self.open.pop() {
                    self.block(Block::Paragraph(paragraph));
                }
            }
            "text:span" => drop(self.spans.pop()),
            "text:a" => self.link = None,
            "text:list" => {
                let ended = self.lists.pop();
                self.counted.extend(ended.filter(|_| self.lists.is_empty()));
            }
            "table:table" => {
                if let Some(table) = self.tables.pop() {
                    self.block(Block::Table(table));
                }
            }
            _ => {}
        }
    }

    /// Within a note, a remark or deleted text.
    fn is_aside(&self) -> bool {
        self.note.is_some() || self.remark.is_some() || self.deleted.is_some()
    }

    /// Blanks and ends of lines in the file are one blank (ODF 1.3, 6.1.2).
    fn write_collapsed(&mut self, text: &str) {
        if !text.contains(['\n', '\t', '\r']) && !text.contains("  ") {
            return self.write(text);
        }
        let words: Vec<&str> = text.split([' ', '\n', '\t', '\r']).filter(|word| !word.is_empty()).collect();
        let is_blank = |end: Option<char>| matches!(end, Some(' ' | '\n' | '\t' | '\r'));
        let blank = |is: bool| if is { " " } else { "" };
        if words.is_empty() {
            return self.write(" ");
        }
        let (first, last) = (text.chars().next(), text.chars().next_back());
        self.write(&format!("{}{}{}", blank(is_blank(first)), words.join(" "), blank(is_blank(last))));
    }

    /// Text in a font of signs or in an old one; none for other fonts.
    fn read(&mut self, font: &str, text: &str) -> Option<String> {
        // LibreOffice numbers faces of the same name: "Symbol1".
        let family = font.trim_end_matches(|digit: char| digit.is_ascii_digit());
        if sign::is_font(family) {
            let (signs, unknown) = sign::text(family, text);
            self.symbols += unknown;
            return Some(signs);
        }
        let converted = (self.font)(font, text)?;
        if !self.fonts.iter().any(|known| known == font) {
            self.fonts.push(font.to_owned());
        }
        Some(converted)
    }

    fn write(&mut self, text: &str) {
        match self.aside {
            _ if !self.is_body => return,
            Aside::None => {}
            Aside::Unseen => return,
            Aside::Author => return self.author.push_str(text),
        }
        if let Some(aside) = self.deleted.as_mut().or(self.remark.as_mut()).or(self.note.as_mut()) {
            aside.push_str(text);
            return;
        }
        let Some((_, base)) = self.open.last() else { return };
        let look = self.spans.iter().fold(base.clone(), |look, span| span.clone().or(&look));
        let converted = look.font.as_deref().and_then(|font| self.read(font, text));
        let text = converted.as_deref().unwrap_or(text);
        let text = &*set_off(text, look.place.as_deref());
        if look.is_struck == Some(true) && !text.trim().is_empty() {
            self.struck.push(text.trim().to_owned());
        }
        let (is_bold, is_italic) = (look.is_bold == Some(true), look.is_italic == Some(true));
        let Some((paragraph, _)) = self.open.last_mut() else { return };
        match paragraph.runs.last_mut() {
            Some(last) if (last.is_bold, last.is_italic, &last.link) == (is_bold, is_italic, &self.link) => {
                last.text.push_str(text);
            }
            _ => paragraph.runs.push(Run {
                text: text.to_owned(),
                is_bold,
                is_italic,
                link: self.link.clone(),
            }),
        }
    }

    fn block(&mut self, block: Block) {
        match self.tables.last_mut().and_then(|table| table.rows.last_mut()).and_then(|row| row.last_mut()) {
            Some(cell) => cell.blocks.push(block),
            None => self.source.blocks.push(block),
        }
    }

    fn finish(mut self) -> Source {
        for (at, note) in self.notes.iter().enumerate() {
            let line = Paragraph::line(format!("[{}] {note}", at + 1));
            self.source.blocks.push(Block::Paragraph(line));
        }
        let told = &mut self.source.told;
        if !self.notes.is_empty() {
            told.push(format!("{} chú thích cuối trang đặt ở cuối bài.", self.notes.len()));
        }
        let mut tell = |is: bool, text: String| told.extend(is.then_some(text));
        tell(self.inserted > 0, format!("Đã nhận {} chỗ chèn theo dấu sửa.", self.inserted));
        tell(self.boxes > 0, format!("Chữ trong {} khung đặt ngay trước đoạn chứa khung.", self.boxes));
        tell(self.objects > 0, format!("{} biểu đồ, đối tượng nhúng không vào bài.", self.objects));
        for text in &self.struck {
            tell(true, format!("Chữ có nét gạch ngang vào bài như chữ thường: “{text}”."));
        }
        if self.pictures > 0 {
            told.push(super::archive::pictures_told(self.pictures, "", self.source.pictures.len()));
        }
        if self.symbols > 0 {
            told.push(format!("{} ký hiệu của phông ký hiệu ghi bằng □.", self.symbols));
        }
        if !self.fonts.is_empty() {
            told.push(format!("Đã đổi chữ phông {} sang Unicode.", self.fonts.join(", ")));
        }
        self.source
    }
}
