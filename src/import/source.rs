//! What a file of others says, before it is known what it becomes: paragraphs and tables in reading order.

use std::sync::Arc;

use crate::piece::Format;

/// A file's content.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Source {
    pub blocks: Vec<Block>,
    /// What was left out or changed while reading, in Vietnamese.
    pub told: Vec<String>,
    /// The remarks in its margin, with their authors.
    pub comments: Vec<String>,
    /// Of a document that this program wrote: the kind of its piece.
    pub own: Option<Format>,
    /// The people that the file names: role and name.
    pub people: Vec<(String, String)>,
    /// The title that the file names.
    pub title: Option<String>,
    /// The pictures in it, which are kept beside the piece.
    pub pictures: Vec<Picture>,
    /// A file that is in the format of a piece's body already.
    pub ready: Option<Ready>,
}

/// A picture's file.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// "image1.png"
    pub name: String,
    pub bytes: Arc<[u8]>,
}

/// A body as the file has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Ready {
    pub format: Format,
    pub body: String,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    Paragraph(Paragraph),
    Table(Table),
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Paragraph {
    /// The level of a heading from 1; 0 for text. A document's title has level 1.
    pub heading: u8,
    /// The number or bullet that the file's program counts, with the space after it: "1. ", "- ".
    pub label: String,
    /// How deep within lists, from 0.
    pub level: usize,
    pub is_centered: bool,
    pub is_quote: bool,
    pub runs: Vec<Run>,
}

/// Text in one style; a line feed breaks the line.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Run {
    pub text: String,
    pub is_bold: bool,
    pub is_italic: bool,
    pub link: Option<Arc<str>>,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    pub rows: Vec<Vec<Cell>>,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    pub blocks: Vec<Block>,
    /// How many columns it takes.
    pub span: usize,
    /// It goes on with the cell above.
    pub is_merged: bool,
}

impl Paragraph {
    /// A line of a plain text.
    pub fn line(text: impl Into<String>) -> Self {
        Self { runs: vec![Run { text: text.into(), ..Run::default() }], ..Self::default() }
    }

    /// Without its label, as it stands.
    pub fn words(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// With its label, without space around.
    pub fn text(&self) -> String {
        let words = self.words();
        let words = words.trim();
        if words.is_empty() { String::new() } else { format!("{}{words}", self.label) }
    }

    pub fn is_empty(&self) -> bool {
        self.runs.iter().all(|run| run.text.trim().is_empty())
    }
}

impl Picture {
    /// The name under which it is kept for a piece.
    pub fn name_of(&self, title: &str) -> String {
        let title: String = title.chars().take(60).collect();
        format!("{title} {}", self.name)
    }
}

impl Table {
    /// The number of its columns.
    pub fn columns(&self) -> usize {
        self.rows.iter().map(|row| row.iter().map(|cell| cell.span.max(1)).sum()).max().unwrap_or(0)
    }
}

impl Cell {
    /// Its paragraphs, those of tables within it too.
    pub fn paragraphs(&self) -> Vec<&Paragraph> {
        paragraphs(&self.blocks)
    }

    /// Its lines, without empty ones.
    pub fn lines(&self) -> Vec<String> {
        let texts = self.paragraphs().into_iter().map(Paragraph::text);
        texts.filter(|text| !text.is_empty()).collect()
    }
}

/// The paragraphs in reading order, those in tables too.
pub fn paragraphs(blocks: &[Block]) -> Vec<&Paragraph> {
    let mut all = Vec::new();
    collect(blocks, &mut all);
    all
}

fn collect<'a>(blocks: &'a [Block], all: &mut Vec<&'a Paragraph>) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => all.push(paragraph),
            Block::Table(table) => {
                table.rows.iter().flatten().for_each(|cell| collect(&cell.blocks, all));
            }
        }
    }
}

impl Source {
    /// A plain text: a paragraph a line, empty ones too.
    pub fn of_text(text: &str) -> Self {
        let line = |text: &str| Block::Paragraph(Paragraph::line(text));
        Self { blocks: text.lines().map(line).collect(), ..Self::default() }
    }

    /// Calls `change` with every paragraph, those in tables too.
    pub(super) fn for_each_paragraph(&mut self, change: &mut dyn FnMut(&mut Paragraph)) {
        for_each_paragraph(&mut self.blocks, change);
    }

    /// Calls `change` with every text of the file.
    pub(super) fn for_each_text(&mut self, change: &mut dyn FnMut(&mut String)) {
        self.for_each_paragraph(&mut |paragraph| {
            change(&mut paragraph.label);
            paragraph.runs.iter_mut().for_each(|run| change(&mut run.text));
        });
        self.told.iter_mut().chain(&mut self.comments).chain(&mut self.title).for_each(&mut *change);
        for (role, name) in &mut self.people {
            change(role);
            change(name);
        }
        self.ready.iter_mut().for_each(|ready| change(&mut ready.body));
    }

    /// As a reader sees it: a line a paragraph, a table's row a line with its cells parted by " | ".
    pub fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for block in &self.blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    lines.extend(paragraph.text().lines().map(str::to_owned));
                }
                Block::Table(table) => lines.extend(table.rows.iter().map(|row| {
                    row.iter().map(|cell| cell.lines().join(" / ")).collect::<Vec<_>>().join(" | ")
                })),
            }
        }
        lines
    }
}

fn for_each_paragraph(blocks: &mut [Block], change: &mut dyn FnMut(&mut Paragraph)) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => change(paragraph),
            Block::Table(table) => {
                let cells = table.rows.iter_mut().flatten();
                cells.for_each(|cell| for_each_paragraph(&mut cell.blocks, change));
            }
        }
    }
}
