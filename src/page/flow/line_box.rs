//! Cuts blocks into the units that a page takes whole.

use std::borrow::Cow;
use std::collections::VecDeque;

use super::ahead::{self, Ready};
use super::break_class::{BreakClass, break_classes};
use super::fragment::{Broken, Fragment, Fragments};
use super::shift::shift;
use super::stack;
use super::table::{self, CellCache, SetRow};
use crate::page::fonts::note_missing;
use crate::page::text::Part;
use crate::page::{
    Align, Block, Color, Figure, Fonts, Item, Line, Paragraph, Path, Point, Row, Span, Stroke, Style, Table,
};

/// A position where layout can resume: a block, or a row of a table, with the table's header above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Start {
    pub block: usize,
    pub row: Option<usize>,
}

pub(super) struct LineBox<'a> {
    /// Space above, dropped at the top of a page.
    pub gap: f32,
    pub height: f32,
    pub break_class: BreakClass,
    pub content: Content,
    /// The fragment that this line box belongs to, which determines how a page beginning with it is drawn.
    pub run: Option<usize>,
    /// A page that begins with this line box continues something from the page before.
    pub is_within: bool,
    pub bookmarks: Vec<Cow<'a, str>>,
    /// Numbered on its page.
    pub number: Option<Style>,
    /// A bar in the margin.
    pub bar: Option<Color>,
    /// The position that begins with this line box.
    pub start: Option<Start>,
}

impl LineBox<'_> {
    pub fn new(height: f32, content: Content, break_class: BreakClass) -> Self {
        Self {
            gap: 0.0,
            height,
            break_class,
            content,
            run: None,
            is_within: false,
            bookmarks: Vec::new(),
            number: None,
            bar: None,
            start: None,
        }
    }
}

pub(super) enum Content {
    Line(Line),
    Row(SetRow),
    /// At positions relative to the line box's top left corner.
    Items(Vec<Item>),
    PageBreak,
}

pub(super) struct LineBoxes<'a, 'f> {
    pub fonts: &'f mut Fonts,
    pub width: f32,
    /// Height of a page's body.
    pub height: f32,
    pub queue: VecDeque<LineBox<'a>>,
    pub overflow: bool,
    pub missing: Vec<char>,
    pub runs: Fragments<'a>,
    gap: f32,
    keeps_next: bool,
    /// The blocks to cut, from `at` on.
    blocks: &'a [Block],
    at: usize,
    /// How many blocks to set at once, and those that are set.
    at_once: usize,
    ready: VecDeque<Option<Ready>>,
    /// The table whose rows are being cut.
    table: Option<OpenTable<'a>>,
    /// The table block that takes its rows from an iterator, with that iterator.
    streamed: Option<(usize, Rows<'a>)>,
}

/// A table of which some rows have been cut.
struct OpenTable<'a> {
    table: &'a Table,
    columns: Vec<f32>,
    known: CellCache,
    run: usize,
    block: usize,
    rows: Rows<'a>,
    /// The number of the first of them.
    next: usize,
}

/// A table's own rows, or rows created one by one.
pub(super) type Rows<'a> = Box<dyn Iterator<Item = Cow<'a, Row>> + 'a>;

fn own(table: &Table, from: usize) -> Rows<'_> {
    Box::new(table.rows.iter().skip(from).map(Cow::Borrowed))
}

/// Minimum number of line boxes in the queue, as long as there are any.
const WAITING: usize = 64;

impl<'a, 'f> LineBoxes<'a, 'f> {
    pub fn new(fonts: &'f mut Fonts, width: f32, height: f32) -> Self {
        Self {
            fonts,
            width,
            height,
            queue: VecDeque::new(),
            overflow: false,
            missing: Vec::new(),
            runs: Fragments::default(),
            gap: 0.0,
            keeps_next: false,
            blocks: &[],
            at: 0,
            at_once: usize::MAX,
            ready: VecDeque::new(),
            table: None,
            streamed: None,
        }
    }

    /// Cuts blocks from a position on, as pages take them; `at_once` blocks are set at a time.
    pub fn feed(&mut self, blocks: &'a [Block], start: Start, at_once: usize) {
        self.blocks = blocks;
        self.at = start.block;
        self.at_once = at_once;
        if let (Some(row), Some(Block::Table(table))) = (start.row, blocks.get(start.block)) {
            self.open_table(table, own(table, row), start.block);
            self.queue.clear();
            self.keeps_next = false;
            if let Some(open) = &mut self.table {
                open.next = row;
            }
            self.at += 1;
        }
    }

    /// Gives the table at block `block` these rows, each of which is dropped once it is cut.
    pub fn stream_pages(&mut self, block: usize, rows: Rows<'a>) {
        self.streamed = Some((block, rows));
    }

    /// Fills the queue, unless all blocks are used up.
    pub fn fill(&mut self) {
        while self.queue.len() < WAITING && self.cut() {}
    }

    /// The next line box; the queue behind it is filled.
    pub fn next(&mut self) -> Option<LineBox<'a>> {
        self.fill();
        self.queue.pop_front()
    }

    /// Cuts the next block or row; returns whether there was one.
    fn cut(&mut self) -> bool {
        let first = self.queue.len();
        let start = if let Some(mut open) = self.table.take() {
            let start = Start { block: open.block, row: Some(open.next) };
            let Some(row) = open.rows.next() else { return true };
            open.next += 1;
            self.table_row(&mut open, &row);
            self.table = Some(open);
            start
        } else {
            let Some(block) = self.blocks.get(self.at) else { return false };
            if self.ready.is_empty() {
                let end = self.at.saturating_add(self.at_once).min(self.blocks.len());
                let some = &self.blocks[self.at..end];
                self.ready = ahead::of(self.fonts, some, self.width, self.height).take(some.len()).collect();
            }
            let start = Start { block: self.at, row: None };
            self.at += 1;
            match (block, self.ready.pop_front().flatten()) {
                (Block::Paragraph(paragraph), Some(ready)) => self.paragraph(paragraph, ready),
                (Block::Table(table), _) => {
                    let streamed = self.streamed.take_if(|(block, _)| *block == start.block);
                    let rows = streamed.map_or_else(|| own(table, 0), |(_, rows)| rows);
                    self.open_table(table, rows, start.block);
                }
                _ => self.block(block),
            }
            start
        };
        if let Some(line_box) = self.queue.get_mut(first) {
            line_box.start = Some(start);
        }
        true
    }

    /// After a page has ended, drops what no queued line box needs.
    pub fn forget(&mut self) {
        let open = self.table.as_ref().map(|open| open.run);
        let first = self.queue.iter().filter_map(|line_box| line_box.run).chain(open).min();
        self.runs.forget_before(first);
    }

    /// Cuts all of these blocks at once.
    pub fn blocks(&mut self, blocks: &'a [Block]) {
        for (block, ready) in blocks.iter().zip(ahead::of(self.fonts, blocks, self.width, self.height)) {
            match (block, ready) {
                (Block::Paragraph(paragraph), Some(ready)) => self.paragraph(paragraph, ready),
                _ => self.block(block),
            }
        }
    }

    fn block(&mut self, block: &'a Block) {
        match block {
            Block::Paragraph(paragraph) => {
                let ready = Ready::new(self.fonts, paragraph, self.width, self.height);
                self.paragraph(paragraph, ready);
            }
            Block::Table(table) => {
                // A table inside another block: the table around it, if any, continues after it.
                let around = self.table.take();
                self.open_table(table, own(table, 0), 0);
                if let Some(mut open) = std::mem::replace(&mut self.table, around) {
                    while let Some(row) = open.rows.next() {
                        self.table_row(&mut open, &row);
                    }
                }
            }
            Block::Space(height) => self.gap += height,
            Block::Rule { length, thickness, align } => self.rule(*length, *thickness, *align),
            Block::Figure(figure) => self.figure(figure),
            Block::Columns(columns) => self.columns(columns),
            Block::Together(blocks) => {
                let start = self.queue.len();
                self.blocks(blocks);
                let height: f32 =
                    self.queue.range(start..).map(|line_box| line_box.gap + line_box.height).sum();
                if height <= self.height {
                    for line_box in self.queue.range_mut(start..) {
                        if let Content::Row(row) = &mut line_box.content {
                            row.may_split = false;
                        }
                    }
                    for line_box in self.queue.range_mut((start + 1).min(self.queue.len())..) {
                        line_box.break_class = line_box.break_class.max(BreakClass::Together);
                    }
                }
            }
            Block::PageBreak => {
                self.gap = 0.0;
                self.keeps_next = false;
                self.push(0.0, Content::PageBreak, BreakClass::Free, None);
            }
        }
    }

    /// Appends a line box; the first of a block gets the penalty that the block above asks for.
    fn push(&mut self, height: f32, content: Content, break_class: BreakClass, run: Option<usize>) {
        let gap = std::mem::take(&mut self.gap);
        let break_class = if std::mem::take(&mut self.keeps_next) { BreakClass::Next } else { break_class };
        self.queue.push_back(LineBox { gap, run, ..LineBox::new(height, content, break_class) });
    }

    fn paragraph(&mut self, paragraph: &'a Paragraph, Ready { source, set, break_classes }: Ready) {
        self.gap += paragraph.space_before;
        let run = (paragraph.continuation.is_some() || paragraph.break_after_sentence).then(|| {
            self.runs.add(Fragment::Paragraph(Broken { paragraph, source, start: 0, is_first: true }))
        });
        self.note(set.overflow, &set.missing);
        let first = self.queue.len();
        for (line, break_class) in set.lines.into_iter().zip(break_classes) {
            self.push(line.height, Content::Line(line), break_class, run);
        }
        for line_box in self.queue.range_mut((first + 1).min(self.queue.len())..) {
            line_box.is_within = true;
        }
        if let Some(line_box) = self.queue.get_mut(first) {
            line_box.number = paragraph.number;
        }
        for line_box in self.queue.range_mut(first..) {
            line_box.bar = paragraph.bar;
        }
        if let (Some(title), Some(line_box)) = (&paragraph.bookmark, self.queue.get_mut(first)) {
            line_box.bookmarks.push(Cow::Borrowed(title));
        }
        self.gap += paragraph.space_after;
        self.keeps_next |= paragraph.keep_with_next;
    }

    /// The line boxes of the rest of a paragraph after a page break.
    pub fn rest(&mut self, run: usize) -> Vec<LineBox<'a>> {
        let Some(Fragment::Paragraph(broken)) = self.runs.get(run) else { return Vec::new() };
        let paragraph = broken.paragraph;
        let part =
            Part { range: broken.start..broken.source.text.len(), is_first: false, label: broken.label() };
        let set = self.fonts.set_part(&broken.source, paragraph, self.width, &part);
        let break_classes = break_classes(paragraph, &broken.source, &set, self.height);
        let number = broken.counted_beside();
        set.lines
            .into_iter()
            .zip(break_classes)
            .enumerate()
            .map(|(index, (line, break_class))| LineBox {
                run: Some(run),
                is_within: true,
                number: number.filter(|_| index == 0),
                bar: paragraph.bar,
                ..LineBox::new(line.height, Content::Line(line), break_class)
            })
            .collect()
    }

    /// Replaces the queued line boxes of a paragraph by those of its rest.
    pub fn replace(&mut self, run: usize, rest: Vec<LineBox<'a>>) {
        while self.queue.front().is_some_and(|line_box| line_box.run == Some(run)) {
            let _ = self.queue.pop_front();
        }
        for line_box in rest.into_iter().rev() {
            self.queue.push_front(line_box);
        }
    }

    /// A separate line, indented by `indent` points: "(còn tiếp)", or the repeated speaker's name.
    pub fn aside(&mut self, paragraph: &Paragraph, spans: &[Span], indent: f32) -> Vec<LineBox<'a>> {
        let align = if paragraph.align == Align::Justify { Align::Left } else { paragraph.align };
        let aside = Paragraph {
            align,
            left: paragraph.left + indent,
            right: paragraph.right,
            line_height: paragraph.line_height,
            ..Paragraph::new(spans.to_vec())
        };
        let set = self.fonts.set(&aside, self.width);
        set.lines
            .into_iter()
            .map(|line| LineBox {
                bar: paragraph.bar,
                ..LineBox::new(line.height, Content::Line(line), BreakClass::Next)
            })
            .collect()
    }

    /// Cuts a table's header and queues its rows.
    fn open_table(&mut self, table: &'a Table, rows: Rows<'a>, block: usize) {
        let run = self.runs.next();
        let columns = table.edges(self.width);
        let mut known = CellCache::default();
        let mut head = Vec::with_capacity(table.head.len());
        for row in &table.head {
            head.push(self.row(&mut known, table, row, &columns, run));
        }
        for row in &head {
            self.push(row.height, Content::Row(row.clone()), BreakClass::Free, None);
            self.keeps_next = true;
        }
        // A header that fills half a page is not repeated.
        if head.iter().map(|row| row.height).sum::<f32>() >= self.height / 2.0 {
            head.clear();
        }
        let run = self.runs.add(Fragment::Table { head });
        self.table = Some(OpenTable { table, columns, known, run, block, rows, next: 0 });
    }

    fn table_row(&mut self, open: &mut OpenTable<'a>, row: &Row) {
        let set = self.row(&mut open.known, open.table, row, &open.columns, open.run);
        self.push(set.height, Content::Row(set), BreakClass::Free, Some(open.run));
        if let Some(line_box) = self.queue.back_mut() {
            line_box.is_within = true;
            let paragraphs = row.cells.iter().flat_map(|cell| &cell.paragraphs);
            line_box.bookmarks.extend(paragraphs.filter_map(|one| one.bookmark.clone().map(Cow::Owned)));
        }
        self.keeps_next = row.keep_with_next;
    }

    fn row(&mut self, known: &mut CellCache, table: &Table, row: &Row, columns: &[f32], id: usize) -> SetRow {
        let (set, overflow, missing) = table::row(self.fonts, known, table, row, columns, id);
        self.note(overflow, &missing);
        set
    }

    fn rule(&mut self, length: f32, thickness: f32, align: Align) {
        let x = match align {
            Align::Left | Align::Justify => 0.0,
            Align::Center => (self.width - length) / 2.0,
            Align::Right => self.width - length,
        };
        let y = thickness / 2.0;
        let line =
            Path::line(Point { x, y }, Point { x: x + length, y }, Stroke::solid(Color::BLACK, thickness));
        // A rule under a heading must stay between the heading and its text.
        let keeps_next = self.keeps_next;
        self.push(thickness, Content::Items(vec![Item::Path(line)]), BreakClass::Free, None);
        self.keeps_next = keeps_next;
    }

    fn figure(&mut self, figure: &Figure) {
        let mut items = figure.items.clone();
        let x = (self.width - figure.size.width) / 2.0;
        for item in &mut items {
            shift(item, x, 0.0);
        }
        self.push(figure.size.height, Content::Items(items), BreakClass::Free, None);
    }

    fn columns(&mut self, columns: &'a [(f32, Vec<Block>)]) {
        let total: f32 = columns.iter().map(|(share, _)| share).sum();
        let mut items = Vec::new();
        let mut bookmarks = Vec::new();
        let mut height: f32 = 0.0;
        let mut x = 0.0;
        for (share, blocks) in columns {
            let width = self.width * share / total.max(f32::EPSILON);
            let mut column = stack(self.fonts, blocks, width);
            for item in &mut column.items {
                shift(item, x, 0.0);
            }
            items.append(&mut column.items);
            bookmarks.extend(column.bookmarks.into_iter().map(Cow::Owned));
            self.note(column.overflow, &column.missing);
            height = height.max(column.height);
            x += width;
        }
        self.push(height, Content::Items(items), BreakClass::Free, None);
        if let Some(line_box) = self.queue.back_mut() {
            line_box.bookmarks = bookmarks;
        }
    }

    fn note(&mut self, overflow: bool, missing: &[char]) {
        self.overflow |= overflow;
        for character in missing {
            note_missing(&mut self.missing, *character);
        }
    }
}
