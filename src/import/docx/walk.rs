//! Walks a document's body: paragraphs and tables in reading order.

use std::collections::HashMap;
use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use super::numbering::{Numbering, value_of};
use super::style::{Look, Styles, is_center};
use super::{OldFont, Refusal};
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
    is_centered: Option<bool>,
    /// The run's own look and style.
    look: Look,
    run_style: Option<String>,
    is_in_run: bool,
    link: Option<Arc<str>>,
}

/// The signs of Wingdings that offices use, by their place in the font.
const WINGDINGS: [(u32, char); 9] = [
    (0x6f, '☐'),
    (0xa7, '▪'),
    (0xa8, '☐'),
    (0xd8, '➢'),
    (0xe0, '→'),
    (0xe8, '➔'),
    (0xfc, '✓'),
    (0xfd, '☒'),
    (0xfe, '☑'),
];

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
            "w:b" | "w:i" | "w:rFonts" => self.with_open(|open| {
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
            "w:br" if matches!(value_of(tag, "w:type").as_deref(), Some("page" | "column")) => {}
            "w:br" | "w:cr" | "a:br" => self.add("\n")?,
            "w:noBreakHyphen" => self.add("-")?,
            "w:sym" => self.symbol(tag)?,
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
            "w:tr" => self.tables.last_mut().into_iter().for_each(|table| table.rows.push(Vec::new())),
            "w:tc" => {
                let row = self.tables.last_mut().and_then(|table| table.rows.last_mut());
                if let Some(row) = row {
                    row.push(Cell { span: 1, ..Cell::default() });
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
        let Some(Open { mut paragraph, list, style, is_centered, .. }) = self.open.pop() else { return };
        let base = self.parts.styles.base(style.as_deref());
        paragraph.heading = base.heading.min(6);
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
            return self.add(text);
        }
        self.size += text.len();
        self.deleted.push_str(text);
        Ok(())
    }

    /// Adds to the open run.
    fn add(&mut self, text: &str) -> Result<(), Refusal> {
        self.size += text.len();
        if self.size > LARGEST {
            return Err(Refusal::TooLarge);
        }
        let Some(open) = self.open.last_mut() else { return Ok(()) };
        let styles = &self.parts.styles;
        let base = match &open.run_style {
            Some(id) => styles.base(Some(id)).look.or(&styles.base(open.style.as_deref()).look),
            None => styles.base(open.style.as_deref()).look,
        };
        let look = open.look.clone().or(&base).or(styles.normal());
        let converted = look.font.as_deref().and_then(|font| (self.font)(font, text));
        if let (Some(_), Some(font)) = (&converted, look.font)
            && !self.found.fonts.contains(&font)
        {
            self.found.fonts.push(font);
        }
        let text = converted.as_deref().unwrap_or(text);
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

    /// A sign of a symbol font.
    fn symbol(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        let code = value_of(tag, "w:char").and_then(|code| u32::from_str_radix(&code, 16).ok());
        let is_wingdings = value_of(tag, "w:font").is_some_and(|font| font == "Wingdings");
        let letter = code.and_then(|code| {
            let known = WINGDINGS.iter().find(|(sign, _)| is_wingdings && code & 0xff == *sign);
            known.map(|(_, letter)| *letter).or(char::from_u32(code))
        });
        let letter = letter.filter(|letter| !('\u{e000}'..='\u{f8ff}').contains(letter));
        if letter.is_none() {
            self.found.symbols += 1;
        }
        self.add(letter.unwrap_or('□').encode_utf8(&mut [0; 4]))
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

/// Deleted text, text of fields, and the old copy of a drawing's text.
fn is_hidden(name: &str) -> bool {
    matches!(name, "w:del" | "w:moveFrom" | "w:instrText" | "mc:Fallback")
}
