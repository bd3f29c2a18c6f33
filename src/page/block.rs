//! What a document is made of before it is set: paragraphs, tables, rules, in order.

use super::{Color, Face, Size};

/// How a run of characters looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    pub face: Face,
    /// Points.
    pub size: f32,
    pub color: Color,
}

/// Characters of one style. Line feeds break the line.
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
    /// A multiple of the size; 1.2 and more keeps stacked Vietnamese marks apart.
    pub line_height: f32,
    pub first_line_indent: f32,
    pub left: f32,
    pub right: f32,
    pub space_before: f32,
    pub space_after: f32,
    /// Set in the space left of the text, on the first line (a speaker's name, a number).
    pub label: Option<Vec<Span>>,
    /// How far left of `left` the label begins; 0 sets the text behind the label on its line.
    pub label_width: f32,
    /// Stays on the page of the next block's first lines (headings, cues).
    pub keep_with_next: bool,
    /// Never broken over a page.
    pub keep_together: bool,
    /// Least lines left at a page's foot and carried to the next page's head.
    pub orphans: u32,
    pub widows: u32,
    /// Where a break may fall at all: only after a line that ends a sentence.
    pub break_after_sentence: bool,
    /// Printed when the paragraph is broken over a page: the foot's note and the label's repetition.
    pub continuation: Option<Box<Continuation>>,
    /// Counted afresh on each page, the figure in the margin beside the first line.
    pub number: Option<Style>,
    /// A bar in the margin along all lines.
    pub bar: Option<Color>,
    /// Title of a bookmark on this paragraph.
    pub bookmark: Option<String>,
}

/// "(còn tiếp)" at the foot, the label again with "(tiếp)" at the head.
///
/// The head takes the label's column; without one it stands on its own line.
#[derive(Debug, Clone, PartialEq)]
pub struct Continuation {
    pub foot: Vec<Span>,
    pub head: Vec<Span>,
    /// How far in from the text the head begins where it has a line of its own, points.
    pub indent: f32,
    /// What goes on is counted on its page, too. See [`Paragraph::number`].
    pub number: Option<Style>,
}

impl Paragraph {
    pub fn new(spans: Vec<Span>) -> Self {
        Self {
            spans,
            align: Align::Left,
            line_height: 1.3,
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
    /// Vertical space, points; dropped at a page's head.
    Space(f32),
    /// A horizontal rule: `length` points, placed by `align`.
    Rule {
        length: f32,
        thickness: f32,
        align: Align,
    },
    /// Side by side, each with its share of the width; never broken.
    Columns(Vec<(f32, Vec<Block>)>),
    /// Blocks that stay on one page when they fit on one.
    Together(Vec<Block>),
    PageBreak,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    pub columns: Vec<Column>,
    /// Repeated at the head of each page.
    pub head: Vec<Row>,
    pub rows: Vec<Row>,
    /// Line width of all borders, points; 0 draws none.
    pub border: f32,
    /// Inside each cell, points: (horizontal, vertical).
    pub padding: (f32, f32),
    /// How many cells at a row's head (its number) stand again where the row goes on over a page.
    pub repeated_cells: usize,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Column {
    /// Points.
    Fixed(f32),
    /// A share of what the fixed columns leave.
    Share(f32),
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    pub cells: Vec<Cell>,
    /// A row may be split over pages line by line when set; else it moves whole.
    pub may_split: bool,
    pub keep_with_next: bool,
    pub fill: Option<Color>,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    pub paragraphs: Vec<Paragraph>,
    /// How many columns it covers; 0 is read as 1.
    pub columns: usize,
    pub is_middle: bool,
}

impl Cell {
    pub fn new(paragraph: Paragraph) -> Self {
        Self { paragraphs: vec![paragraph], columns: 1, is_middle: false }
    }
}

/// The paper and what repeats on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    pub size: Size,
    /// Points: top, right, bottom, left.
    pub margins: [f32; 4],
    /// Swap left and right margins on even pages, for double-sided printing.
    pub is_duplex: bool,
    /// Lines set in the top and bottom margins. `{trang}` and `{số trang}` become numbers.
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
    /// Distance of the line's middle from the sheet's edge, points.
    pub offset: f32,
}
