//! Walks a document's body: paragraphs and tables as lines.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use super::Refusal;
use super::numbering::{Numbering, value_of};

/// Maximum size of the text, bytes: that of a piece's file.
const LARGEST: usize = 8 * 1024 * 1024;
/// A table with fewer columns only places text.
const COLUMNS: usize = 3;
/// Maximum nesting of tables, and of text boxes in paragraphs.
const DEEPEST: usize = 64;
/// Maximum length of a merged cell that each row repeats, bytes: the names of a few bodies.
const LONGEST_REPEATED: usize = 2048;
/// Maximum columns of a table in Word.
const WIDEST: usize = 63;

#[derive(Debug, Default)]
struct Paragraph {
    text: String,
    /// Its list and its level there.
    list: String,
    level: usize,
}

#[derive(Debug, Default)]
struct Table {
    rows: Vec<Vec<Cell>>,
}

#[derive(Debug, Default, Clone)]
struct Cell {
    lines: Vec<String>,
    /// How many columns it takes.
    span: usize,
    /// It goes on with the cell above.
    is_merged: bool,
}

#[derive(Debug, Default)]
struct Walk {
    numbering: Numbering,
    lines: Vec<String>,
    size: usize,
    tables: Vec<Table>,
    paragraphs: Vec<Paragraph>,
    /// Within a `w:t`.
    is_text: bool,
    /// How deep within what is not shown or shown twice.
    hidden: usize,
}

/// The text of `document.xml`.
pub(super) fn text(xml: &str, numbering: Numbering) -> Result<String, Refusal> {
    let mut reader = Reader::from_str(xml);
    let mut walk = Walk { numbering, ..Walk::default() };
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
    Ok(walk.lines.join("\n"))
}

impl Walk {
    fn begin(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        if self.hidden > 0 {
            self.hidden += usize::from(is_hidden(tag.name().as_ref()));
            return Ok(());
        }
        let value = || value_of(tag, "w:val").unwrap_or_default();
        match tag.name().as_ref() {
            name if is_hidden(name) => self.hidden = 1,
            "w:p" => {
                if self.paragraphs.len() >= DEEPEST {
                    return Err(Refusal::TooLarge);
                }
                self.paragraphs.push(Paragraph::default());
            }
            "w:t" => self.is_text = true,
            "w:tab" if self.in_run() => self.write_always("\t")?,
            "w:br" | "w:cr" => self.write_always(" ")?,
            "w:noBreakHyphen" => self.write_always("-")?,
            "w:numId" => {
                let list = value();
                self.paragraphs.last_mut().into_iter().for_each(|one| one.list.clone_from(&list));
            }
            "w:ilvl" => {
                let level = value().parse().unwrap_or(0);
                self.paragraphs.last_mut().into_iter().for_each(|one| one.level = level);
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
            self.hidden -= usize::from(is_hidden(name));
            return Ok(());
        }
        match name {
            "w:t" => self.is_text = false,
            "w:p" => {
                let Some(paragraph) = self.paragraphs.pop() else { return Ok(()) };
                let text = paragraph.text.trim();
                if !text.is_empty() {
                    let label = self.numbering.next(&paragraph.list, paragraph.level);
                    self.line(format!("{label}{text}"));
                }
            }
            "w:tbl" => {
                let Some(table) = self.tables.pop() else { return Ok(()) };
                table.lines().into_iter().for_each(|line| self.line(line));
            }
            _ => {}
        }
        if self.size > LARGEST { Err(Refusal::TooLarge) } else { Ok(()) }
    }

    /// Whether text of the paragraph has begun: a `w:tab` before is a tab stop of its style.
    fn in_run(&self) -> bool {
        self.paragraphs.last().is_some_and(|paragraph| !paragraph.text.is_empty())
    }

    fn write(&mut self, text: &str) -> Result<(), Refusal> {
        if self.is_text && self.hidden == 0 { self.write_always(text) } else { Ok(()) }
    }

    fn write_always(&mut self, text: &str) -> Result<(), Refusal> {
        self.size += text.len();
        if self.size > LARGEST {
            return Err(Refusal::TooLarge);
        }
        self.paragraphs.last_mut().into_iter().for_each(|paragraph| paragraph.text.push_str(text));
        Ok(())
    }

    fn cell(&mut self) -> Option<&mut Cell> {
        self.tables.last_mut()?.rows.last_mut()?.last_mut()
    }

    /// Adds a line to the cell that is open, else to the text.
    fn line(&mut self, line: String) {
        match self.cell() {
            Some(cell) => cell.lines.push(line),
            None => self.lines.push(line),
        }
    }
}

/// Deleted text, text of fields, and the old copy of a drawing's text.
fn is_hidden(name: &str) -> bool {
    matches!(name, "w:del" | "w:moveFrom" | "w:instrText" | "mc:Fallback")
}

impl Table {
    fn lines(mut self) -> Vec<String> {
        if self.rows.iter().all(|row| row.iter().map(|cell| cell.span).sum::<usize>() < COLUMNS) {
            return self.rows.into_iter().flatten().flat_map(|cell| cell.lines).collect();
        }
        self.repeat_merged();
        let row = |row: &Vec<Cell>| {
            let cells = row.iter().flat_map(|cell| {
                let text = cell.lines.join("\u{2028}").replace('\t', " ");
                std::iter::once(text).chain((1..cell.span).map(|_| String::new()))
            });
            cells.collect::<Vec<_>>().join("\t")
        };
        self.rows.iter().map(row).collect()
    }

    /// A cell merged with the one above says the same.
    fn repeat_merged(&mut self) {
        for at in 1..self.rows.len() {
            let (above, row) = self.rows.split_at_mut(at);
            let (Some(above), Some(row)) = (above.last(), row.first_mut()) else { return };
            let mut column = 0;
            for cell in row {
                if cell.is_merged
                    && let Some(upper) = at_column(above, column)
                    && upper.lines.iter().map(String::len).sum::<usize>() <= LONGEST_REPEATED
                {
                    cell.lines.clone_from(&upper.lines);
                }
                column += cell.span;
            }
        }
    }
}

fn at_column(row: &[Cell], column: usize) -> Option<&Cell> {
    let mut first = 0;
    row.iter().find(|cell| {
        let is_here = first == column;
        first += cell.span;
        is_here
    })
}
