//! Walks a document's body: paragraphs and tables in reading order.

use std::collections::HashMap;
use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use super::numbering::{Numbering, value_of};
use super::style::{Look, Styles, is_center};
use super::{OldFont, Refusal};
use crate::import::figure::set_off;
use crate::import::sign;
use crate::import::source::{Block, Cell, Paragraph, Run, Table};

/// Maximum size of the text, bytes: that of a piece's file.
const LARGEST: usize = 8 * 1024 * 1024;
/// Maximum nesting of tables, and of text boxes in paragraphs.
const DEEPEST: usize = 64;
/// Maximum columns of a table in Word.
const WIDEST: usize = 63;

/// The parts that a body refers to.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub numbering: Numbering,
    pub styles: Styles,
    /// Addresses by their relation.
    pub links: HashMap<String, String>,
}

/// What a body holds besides its text.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub blocks: Vec<Block>,
    /// Text marked as deleted.
    pub deleted: Vec<String>,
    /// Passages marked as inserted, which are taken.
    pub inserted: usize,
    pub boxes: usize,
    /// Pictures, with their descriptions.
    pub pictures: Vec<String>,
    /// Charts, drawings and embedded objects.
    pub objects: usize,
    /// Signs of symbol fonts that have no letter in Unicode.
    pub symbols: usize,
    /// Words struck through by hand, which may be meant as deleted.
    pub struck: Vec<String>,
    /// Old Vietnamese fonts that were converted.
    pub fonts: Vec<String>,
    /// Footnotes ("f2") and endnotes ("e1") in the order of the text.
    pub notes: Vec<String>,
    /// The name of this program's mark around a piece's text, and the blocks within it.
    pub own: Option<(String, usize, usize)>,
}

/// A paragraph that is open, with the run in it.
#[derive(Debug, Default)]
struct Open {
    paragraph: Paragraph,
    list: Option<(String, usize)>,
    style: Option<String>,
    /// Its own level in the document's outline, as a heading's.
    outline: Option<u8>,
    is_centered: Option<bool>,
    /// The run's own look and style.
    look: Look,
    run_style: Option<String>,
    is_in_run: bool,
    link: Option<Arc<str>>,
    /// The last text in an old font: the font, the text in it, and the bytes that it became.
    old: Option<(String, String, usize)>,
}

/// What is known of a table's open row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Row {
    #[default]
    Kept,
    /// Its properties are being read.
    Properties,
    /// Taken out by a tracked change.
    Deleted,
}

struct Walk<'a> {
    parts: Parts,
    font: OldFont<'a>,
    found: Found,
    size: usize,
    tables: Vec<Table>,
    open: Vec<Open>,
    /// Within a `w:t`.
    is_text: bool,
    /// How deep within what is not shown or shown twice.
    hidden: usize,
    /// Within deleted text, and what of it was read.
    is_deleted: bool,
    deleted: String,
    own_id: Option<String>,
    row: Row,
}

/// The content of `document.xml`.
pub(super) fn read(xml: &str, parts: Parts, font: OldFont<'_>) -> Result<Found, Refusal> {
    let mut reader = Reader::from_str(xml);
    let mut walk = Walk {
        parts,
        font,
        found: Found::default(),
        size: 0,
        tables: Vec::new(),
        open: Vec::new(),
        is_text: false,
        hidden: 0,
        is_deleted: false,
        deleted: String::new(),
        own_id: None,
        row: Row::Kept,
    };
    loop {
        match reader.read_event().map_err(|_| Refusal::Broken)? {
            Event::Start(tag) => walk.begin(&tag)?,
            Event::Empty(tag) => {
                walk.begin(&tag)?;
                walk.end(tag.name().as_ref())?;
            }
            Event::End(tag) => walk.end(tag.name().as_ref())?,
            Event::Text(text) => walk.write(&text.xml10_content())?,
            Event::CData(text) => walk.write(&text.xml10_content())?,
            Event::GeneralRef(name) => {
                let letter = name.resolve_char_ref().map_err(|_| Refusal::Broken)?;
                let known =
                    || resolve_predefined_entity(&name.xml10_content()).unwrap_or_default().to_owned();
                walk.write(&letter.map_or_else(known, String::from))?;
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(walk.found)
}

impl Walk<'_> {
    fn begin(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        let name = tag.name();
        let name = name.as_ref();
        if self.hidden > 0 {
            self.hidden += usize::from(is_hidden(name));
            self.is_text |= self.is_deleted && name == "w:delText";
            return Ok(());
        }
        let value = || value_of(tag, "w:val").unwrap_or_default();
        match name {
            // Within a row's properties it says that the row was taken out.
            "w:del" if self.row == Row::Properties => self.row = Row::Deleted,
            name if is_hidden(name) => {
                self.hidden = 1;
                self.is_deleted = name == "w:del";
            }
            "w:p" => {
                if self.open.len() >= DEEPEST {
                    return Err(Refusal::TooLarge);
                }
                self.open.push(Open::default());
            }
            "w:r" => self.with_open(|open| {
                open.is_in_run = true;
                open.look = Look::default();
                open.run_style = None;
            }),
            "w:pStyle" => self.with_open(|open| open.style = Some(value())),
            "w:jc" => {
                let is_centered = is_center(tag);
                self.with_open(|open| open.is_centered = Some(is_centered));
            }
            "w:rStyle" => self.with_open(|open| open.run_style = Some(value())),
            "w:outlineLvl" => {
                // 9 is a text.
                let level = value().parse::<u8>().ok().map(|level| if level < 9 { level + 1 } else { 0 });
                self.with_open(|open| open.outline = level);
            }
            "w:b" | "w:i" | "w:rFonts" | "w:strike" | "w:dstrike" | "w:vertAlign" => self.with_open(|open| {
                if open.is_in_run {
                    open.look.take(tag);
                }
            }),
            "w:t" | "m:t" | "a:t" => self.is_text = true,
            // Old WordArt.
            "v:textpath" => {
                self.found.boxes += 1;
                let words = value_of(tag, "string").unwrap_or_default();
                self.add(&words)?;
            }
            "w:tab" if self.is_in_run() => self.add("\t")?,
            "w:ptab" => self.add("\t")?,
            // A new page begins a line.
            "w:br"
                if matches!(value_of(tag, "w:type").as_deref(), Some("page" | "column"))
                    && self.open.last().is_some_and(|open| open.paragraph.is_empty()) => {}
            "w:br" | "w:cr" | "a:br" => self.add("\n")?,
            "w:noBreakHyphen" => self.add("-")?,
            "w:sym" => {
                let code = value_of(tag, "w:char").and_then(|code| u32::from_str_radix(&code, 16).ok());
                let letter = self.sign(&value_of(tag, "w:font").unwrap_or_default(), code);
                self.add(letter.encode_utf8(&mut [0; 4]))?;
            }
            // A formula on one line.
            "m:den" => self.add("/")?,
            "m:sup" => self.add("^")?,
            "m:sub" => self.add("_")?,
            "m:rad" => self.add("√")?,
            "w:footnoteReference" | "w:endnoteReference" => {
                let kind = if name == "w:footnoteReference" { 'f' } else { 'e' };
                let id = value_of(tag, "w:id").unwrap_or_default();
                self.found.notes.push(format!("{kind}{id}"));
                self.add(&format!("[{}]", self.found.notes.len()))?;
            }
            "w:ins" | "w:moveTo" => self.found.inserted += 1,
            "w:txbxContent" => self.found.boxes += 1,
            "pic:pic" | "v:imagedata" => self.found.pictures.push(String::new()),
            "pic:cNvPr" => {
                let words = value_of(tag, "descr").or_else(|| value_of(tag, "name")).unwrap_or_default();
                self.found.pictures.last_mut().into_iter().for_each(|last| last.clone_from(&words));
            }
            "w:object" | "c:chart" | "dgm:relIds" | "w:altChunk" => self.found.objects += 1,
            "w:hyperlink" => {
                let link = value_of(tag, "r:id").and_then(|id| self.parts.links.get(&id));
                let link = link.map(|link| Arc::from(link.as_str()));
                self.with_open(|open| open.link = link);
            }
            "w:bookmarkStart" => self.begin_own(tag),
            "w:bookmarkEnd" => self.end_own(tag),
            "w:numId" => {
                let list = value();
                self.with_open(|open| {
                    let level = open.list.take().map_or(0, |(_, level)| level);
                    open.list = Some((list, level));
                });
            }
            "w:ilvl" => {
                let level = value().parse().unwrap_or(0);
                self.with_open(|open| {
                    let list = open.list.take().map_or_else(String::new, |(list, _)| list);
                    open.list = Some((list, level));
                });
            }
            "w:tbl" => {
                if self.tables.len() >= DEEPEST {
                    return Err(Refusal::TooLarge);
                }
                self.tables.push(Table::default());
            }
            "w:tr" => {
                self.row = Row::Kept;
                self.tables.last_mut().into_iter().for_each(|table| table.rows.push(Vec::new()));
            }
            "w:trPr" => self.row = Row::Properties,
            "w:tc" => {
                let row = self.tables.last_mut().and_then(|table| table.rows.last_mut());
                if let Some(row) = row {
                    row.push(Cell { span: 1, ..Cell::default() });
                }
            }
            "w:gridBefore" => {
                let row = self.tables.last_mut().and_then(|table| table.rows.last_mut());
                let span = value().parse().unwrap_or(1).clamp(1, WIDEST);
                if let Some(row) = row {
                    row.push(Cell { span, ..Cell::default() });
                }
            }
            "w:gridSpan" => {
                let span = value().parse().unwrap_or(1).clamp(1, WIDEST);
                self.cell().into_iter().for_each(|cell| cell.span = span);
            }
            "w:vMerge" => {
                let is_merged = value() != "restart";
                self.cell().into_iter().for_each(|cell| cell.is_merged = is_merged);
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Refusal> {
        if self.hidden > 0 {
            self.is_text = false;
            self.hidden -= usize::from(is_hidden(name));
            if self.hidden == 0 && !self.deleted.trim().is_empty() {
                self.found.deleted.push(std::mem::take(&mut self.deleted).trim().to_owned());
            }
            return Ok(());
        }
        match name {
            "w:t" | "m:t" | "a:t" => self.is_text = false,
            "w:r" => self.with_open(|open| open.is_in_run = false),
            "w:hyperlink" => self.with_open(|open| open.link = None),
            "w:p" => self.end_paragraph(),
            "w:trPr" if self.row == Row::Properties => self.row = Row::Kept,
            "w:tr" if std::mem::take(&mut self.row) == Row::Deleted => {
                let table = self.tables.last_mut();
                if let Some(table) = table.filter(|table| {
                    table.rows.last().is_some_and(|row| row.iter().all(|cell| cell.lines().is_empty()))
                }) {
                    let _ = table.rows.pop();
                }
            }
            "w:tbl" => {
                if let Some(table) = self.tables.pop() {
                    self.block(Block::Table(table));
                }
            }
            _ => {}
        }
        if self.size > LARGEST { Err(Refusal::TooLarge) } else { Ok(()) }
    }

    fn end_paragraph(&mut self) {
        let Some(Open { mut paragraph, list, style, outline, is_centered, .. }) = self.open.pop() else {
            return;
        };
        let base = self.parts.styles.base(style.as_deref());
        paragraph.heading = outline.unwrap_or(base.heading).min(6);
        paragraph.is_quote = base.is_quote;
        paragraph.is_centered = is_centered.or(base.is_centered) == Some(true);
        // A paragraph without text does not count in its list.
        if !paragraph.is_empty()
            && let Some((list, level)) = list.or(base.list)
        {
            paragraph.label = self.parts.numbering.next(&list, level);
            paragraph.level = level;
        }
        self.block(Block::Paragraph(paragraph));
    }

    fn with_open(&mut self, change: impl FnOnce(&mut Open)) {
        if let Some(open) = self.open.last_mut() {
            change(open);
        }
    }

    /// A `w:tab` outside of a run is a tab stop of the paragraph.
    fn is_in_run(&self) -> bool {
        self.open.last().is_some_and(|open| open.is_in_run)
    }

    fn write(&mut self, text: &str) -> Result<(), Refusal> {
        if !self.is_text {
            return Ok(());
        }
        if self.hidden == 0 {
            return self.put(text, true);
        }
        self.size += text.len();
        self.deleted.push_str(text);
        Ok(())
    }

    /// Adds to the open run what Word itself sets.
    fn add(&mut self, text: &str) -> Result<(), Refusal> {
        self.put(text, false)
    }

    /// Adds to the open run; `is_typed` text has its place above or below the line.
    fn put(&mut self, text: &str, is_typed: bool) -> Result<(), Refusal> {
        self.size += text.len();
        if self.size > LARGEST {
            return Err(Refusal::TooLarge);
        }
        let Some(open) = self.open.last() else { return Ok(()) };
        let styles = &self.parts.styles;
        let base = match &open.run_style {
            Some(id) => styles.base(Some(id)).look.or(&styles.base(open.style.as_deref()).look),
            None => styles.base(open.style.as_deref()).look,
        };
        let look = open.look.clone().or(&base).or(styles.normal());
        let font = look.font.as_deref().unwrap_or_default();
        let mut converted =
            if sign::is_font(font) { Some(self.signs(font, text)) } else { (self.font)(font, text) };
        let mut whole = text.to_owned();
        // A run may begin with the mark of the letter before it.
        if let (None, Some((last, raw, length))) =
            (&converted, self.open.last_mut().and_then(|open| open.old.take()))
            && last == font
        {
            whole.insert_str(0, &raw);
            converted = (self.font)(font, &whole);
            let before = self.open.last_mut().and_then(|open| open.paragraph.runs.last_mut());
            if let Some(before) = before.filter(|_| converted.is_some()) {
                before.text.truncate(before.text.len() - length.min(before.text.len()));
            }
        }
        if converted.is_some() && !sign::is_font(font) && !self.found.fonts.iter().any(|known| known == font)
        {
            self.found.fonts.push(font.to_owned());
        }
        let text = converted.as_deref().unwrap_or(text);
        let text = &*set_off(text, look.place.as_deref().filter(|_| is_typed));
        if look.is_struck == Some(true) && !text.trim().is_empty() {
            self.found.struck.push(text.trim().to_owned());
        }
        let Some(open) = self.open.last_mut() else { return Ok(()) };
        open.old = converted.is_some().then(|| (font.to_owned(), whole, text.len()));
        let (is_bold, is_italic) = (look.is_bold == Some(true), look.is_italic == Some(true));
        let runs = &mut open.paragraph.runs;
        match runs.last_mut() {
            Some(last) if (last.is_bold, last.is_italic, &last.link) == (is_bold, is_italic, &open.link) => {
                last.text.push_str(text);
            }
            _ => runs.push(Run { text: text.to_owned(), is_bold, is_italic, link: open.link.clone() }),
        }
        Ok(())
    }

    /// The letter at a place of a font of signs, a box where there is none.
    fn sign(&mut self, font: &str, code: Option<u32>) -> char {
        let letter = code.and_then(|code| sign::letter(font, code));
        self.found.symbols += usize::from(letter.is_none());
        letter.unwrap_or('□')
    }

    /// Text in a font of signs.
    fn signs(&mut self, font: &str, text: &str) -> String {
        let (signs, unknown) = sign::text(font, text);
        self.found.symbols += unknown;
        signs
    }

    /// The mark that this program sets around a piece's text.
    fn begin_own(&mut self, tag: &BytesStart<'_>) {
        let name = value_of(tag, "w:name").unwrap_or_default();
        if let Some(kind) = name.strip_prefix(super::OWN)
            && self.found.own.is_none()
        {
            let at = self.found.blocks.len();
            self.found.own = Some((kind.to_owned(), at, usize::MAX));
            self.own_id = value_of(tag, "w:id");
        }
    }

    fn end_own(&mut self, tag: &BytesStart<'_>) {
        let at = self.found.blocks.len();
        if let Some((_, _, end)) = &mut self.found.own
            && *end == usize::MAX
            && value_of(tag, "w:id") == self.own_id
        {
            *end = at;
        }
    }

    fn cell(&mut self) -> Option<&mut Cell> {
        self.tables.last_mut()?.rows.last_mut()?.last_mut()
    }

    /// Adds a block to the cell that is open, else to the text.
    fn block(&mut self, block: Block) {
        match self.cell() {
            Some(cell) => cell.blocks.push(block),
            None => self.found.blocks.push(block),
        }
    }
}

/// Deleted text, text of fields, the old copy of a drawing's text, and how something was before a tracked change.
fn is_hidden(name: &str) -> bool {
    matches!(name, "w:del" | "w:moveFrom" | "w:instrText" | "mc:Fallback") || name.ends_with("PrChange")
}
