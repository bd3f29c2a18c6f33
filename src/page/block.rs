//! The input of page layout: paragraphs, tables and rules, in order.

use super::{Color, Face, Item, Size};

/// The style of a run of characters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    pub face: Face,
    /// Points.
    pub size: f32,
    pub color: Color,
    pub is_underlined: bool,
}

/// Text in one style. A line feed breaks the line.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    pub text: String,
    pub style: Style,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Align {
    #[default]
    Left,
    Center,
    Right,
    Justify,
}

/// Lengths in points.
#[derive(Debug, Clone, PartialEq)]
pub struct Paragraph {
    pub spans: Vec<Span>,
    pub align: Align,
    /// A multiple of the size; from 1.2 on, stacked Vietnamese diacritics do not touch.
    pub line_height: f32,
    /// Added after each letter, em.
    pub letter_spacing: f32,
    pub first_line_indent: f32,
    pub left: f32,
    pub right: f32,
    pub space_before: f32,
    pub space_after: f32,
    /// Set to the left of the text, on its first line (a speaker's name, a number).
    pub label: Option<Vec<Span>>,
    /// How far left of `left` the label begins; with 0 the text follows the label on the same line.
    pub label_width: f32,
    /// Stays on the page of the next block's first lines (headings, cues).
    pub keep_with_next: bool,
    /// Never broken across pages.
    pub keep_together: bool,
    /// Minimum number of lines at the bottom of a page and at the top of the next.
    pub orphans: u32,
    pub widows: u32,
    /// Page breaks are allowed only after a line that ends a sentence.
    pub break_after_sentence: bool,
    /// Printed when the paragraph is broken across pages: the note at the bottom and the repeated label.
    pub continuation: Option<Box<Continuation>>,
    /// Numbered on each page from 1, with the number in the margin beside the first line.
    pub number: Option<Style>,
    /// A vertical bar in the margin along all lines.
    pub bar: Option<Color>,
    /// The title of a bookmark to this paragraph.
    pub bookmark: Option<String>,
}

/// "(còn tiếp)" at the bottom of a page; at the top of the next, the label again with "(tiếp)".
///
/// The repeated label is in the label's column; without one, on its own line.
#[derive(Debug, Clone, PartialEq)]
pub struct Continuation {
    pub foot: Vec<Span>,
    pub head: Vec<Span>,
    /// The indent of the repeated label where it has its own line, points.
    pub indent: f32,
    /// The continued part is numbered on its page, too. See [`Paragraph::number`].
    pub number: Option<Style>,
}

impl Paragraph {
    pub fn new(spans: Vec<Span>) -> Self {
        Self {
            spans,
            align: Align::Left,
            line_height: 1.3,
            letter_spacing: 0.0,
            first_line_indent: 0.0,
            left: 0.0,
            right: 0.0,
            space_before: 0.0,
            space_after: 0.0,
            label: None,
            label_width: 0.0,
            keep_with_next: false,
            keep_together: false,
            orphans: 2,
            widows: 2,
            break_after_sentence: false,
            continuation: None,
            number: None,
            bar: None,
            bookmark: None,
        }
    }

    pub fn text(text: impl Into<String>, style: Style) -> Self {
        Self::new(vec![Span { text: text.into(), style }])
    }

    #[must_use]
    pub fn align(mut self, align: Align) -> Self {
        self.align = align;
        self
    }
}

#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    Paragraph(Paragraph),
    Table(Table),
    /// Vertical space, points; dropped at the top of a page.
    Space(f32),
    /// A horizontal rule: `length` points, placed by `align`.
    Rule {
        length: f32,
        thickness: f32,
        align: Align,
    },
    /// A drawing of a fixed size in the middle of the width; never broken.
    Figure(Figure),
    /// Side by side, each with its fraction of the width; never broken.
    Columns(Vec<(f32, Vec<Block>)>),
    /// Blocks kept on one page if they fit on one.
    Together(Vec<Block>),
    PageBreak,
}

/// A drawing among the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Points.
    pub size: Size,
    /// At positions relative to its top left corner.
    pub items: Vec<Item>,
    /// Equal only for equal drawings.
    pub digest: u64,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    pub columns: Vec<Column>,
    /// Repeated at the top of each page.
    pub head: Vec<Row>,
    pub rows: Vec<Row>,
    /// Line width of all borders, points; 0 for none.
    pub border: f32,
    /// Inside each cell, points: (horizontal, vertical).
    pub padding: (f32, f32),
    /// The number of leading cells (such as the row's number) repeated when the row continues on the next
    /// page.
    pub repeated_cells: usize,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Column {
    /// Points.
    Fixed(f32),
    /// A fraction of the width that the fixed columns leave.
    Share(f32),
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    pub cells: Vec<Cell>,
    /// Whether the row may be split across pages, line by line; else it moves as a whole.
    pub may_split: bool,
    pub keep_with_next: bool,
    pub fill: Option<Color>,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    pub paragraphs: Vec<Paragraph>,
    /// The number of columns it spans; 0 is read as 1.
    pub columns: usize,
    pub is_middle: bool,
}

impl Cell {
    pub fn new(paragraph: Paragraph) -> Self {
        Self { paragraphs: vec![paragraph], columns: 1, is_middle: false }
    }
}

/// The paper, with what repeats on every page.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    pub size: Size,
    /// Points: top, right, bottom, left.
    pub margins: [f32; 4],
    /// Swaps left and right margins on even pages, for double-sided printing.
    pub is_duplex: bool,
    /// Lines in the top and bottom margins. `{trang}` and `{số trang}` are replaced by the page numbers.
    pub header: Option<Furniture>,
    pub footer: Option<Furniture>,
}

/// A running head or foot: left, middle, right.
#[derive(Debug, Clone, PartialEq)]
pub struct Furniture {
    pub left: String,
    pub center: String,
    pub right: String,
    pub style: Style,
    pub is_on_first_page: bool,
    /// Distance from the middle of the line to the sheet's edge, points.
    pub offset: f32,
}
