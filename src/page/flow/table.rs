//! Tables: setting rows, splitting rows, drawing each rule once.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::page::{
    Cell, Color, Column, Fonts, GlyphRun, Item, Line, Path, Point, Rect, Row, SetText, Stroke, Table,
};

/// A row with its height; positions are relative to its top left corner, points.
#[derive(Clone)]
pub(super) struct SetRow {
    /// Rows of the same table share their rules.
    pub table: usize,
    pub height: f32,
    pub may_split: bool,
    /// The positions of vertical rules; the first and the last are the table's sides.
    edges: Vec<f32>,
    cells: Vec<SetCell>,
    fill: Option<Color>,
    border: f32,
    /// Space above and below a cell's lines.
    padding: f32,
    /// Leading cells that both parts of a split row show.
    repeated: usize,
}

#[derive(Clone)]
struct SetCell {
    x: f32,
    /// The lines of the whole cell, wherever its row is split; positions are relative to the first line.
    lines: Arc<[Line]>,
    /// The lines shown in this row.
    shown: Range<usize>,
    /// The first line of each paragraph.
    starts: Arc<[usize]>,
    height: f32,
    is_middle: bool,
}

/// A cache of cells already set: in a year's schedule nine of ten cells repeat another one.
#[derive(Default)]
pub(super) struct CellCache {
    /// By the text that they begin with: the cell, its width and its layout.
    cells: HashMap<String, Vec<(Cell, f32, SetCell)>>,
    /// Number of letters in the cache.
    letters: usize,
}

/// Number of letters at which the cache is cleared: otherwise unique cells such as titles would fill it.
const KEPT: usize = 1 << 19;
/// Number of letters above which a cell is not kept: long texts are not repeated.
const LONGEST: usize = 1 << 12;

impl Table {
    /// The left edge of each column and the right edge of the last one in a table of this width, points.
    pub fn edges(&self, width: f32) -> Vec<f32> {
        let columns = &self.columns;
        let fixed: f32 =
            columns.iter().map(|column| if let Column::Fixed(width) = column { *width } else { 0.0 }).sum();
        let shares: f32 =
            columns.iter().map(|column| if let Column::Share(share) = column { *share } else { 0.0 }).sum();
        // Fixed columns that leave no room are narrowed proportionally.
        let least = if shares > 0.0 { width * 0.1 } else { 0.0 };
        let narrowed = if fixed > width - least { (width - least) / fixed } else { 1.0 };
        let rest = (width - fixed * narrowed).max(0.0);
        let mut edges = vec![0.0];
        let mut x = 0.0;
        for column in columns {
            x += match column {
                Column::Fixed(width) => width * narrowed,
                Column::Share(share) => rest * share / shares.max(f32::EPSILON),
            };
            edges.push(x);
        }
        edges
    }
}

/// Sets a row in its columns; also returns whether something is too wide, and the missing characters.
///
/// For a cell from the cache these were reported when it was first set.
pub(super) fn row(
    fonts: &mut Fonts,
    known: &mut CellCache,
    table: &Table,
    row: &Row,
    columns: &[f32],
    id: usize,
) -> (SetRow, bool, Vec<char>) {
    let (horizontal, vertical) = table.padding;
    let mut edges = vec![0.0];
    let mut cells = Vec::with_capacity(row.cells.len());
    let mut overflow = false;
    let mut missing = Vec::new();
    let mut at = 0;
    for cell in &row.cells {
        let next = (at + cell.columns.max(1)).min(columns.len() - 1);
        if next == at {
            // Surplus cells are reported, not dropped silently.
            overflow |= !cell.paragraphs.is_empty();
            break;
        }
        let (left, right) = (columns[at], columns[next]);
        let width = right - left - 2.0 * horizontal;
        let set = known.find(cell, width).unwrap_or_else(|| {
            let (set, mut noted) = set_cell(fonts, cell, width);
            overflow |= noted.overflow;
            missing.append(&mut noted.missing);
            known.add(cell, width, &set);
            set
        });
        cells.push(SetCell { x: left + horizontal, ..set });
        edges.push(right);
        at = next;
    }
    if let Some(last) = columns.last().filter(|last| edges.last().is_none_or(|edge| !is_same(*edge, **last)))
    {
        edges.push(*last);
    }
    let content = cells.iter().map(|cell| cell.height).fold(0.0, f32::max);
    let set = SetRow {
        table: id,
        height: content + 2.0 * vertical,
        may_split: row.may_split,
        edges,
        cells,
        fill: row.fill,
        border: table.border,
        padding: vertical,
        repeated: table.repeated_cells,
    };
    (set, overflow, missing)
}

fn set_cell(fonts: &mut Fonts, cell: &Cell, width: f32) -> (SetCell, SetText) {
    let mut lines = Vec::new();
    let mut starts = Vec::with_capacity(cell.paragraphs.len());
    let mut noted = SetText::default();
    let mut y = 0.0;
    let mut gap = 0.0;
    for paragraph in &cell.paragraphs {
        let mut set = fonts.set(paragraph, width.max(1.0));
        if !lines.is_empty() {
            y += gap + paragraph.space_before;
        }
        for line in &mut set.lines {
            line.drop_by(y);
        }
        y += set.height;
        gap = paragraph.space_after;
        starts.push(lines.len());
        lines.append(&mut set.lines);
        noted.overflow |= set.overflow;
        noted.missing.append(&mut set.missing);
    }
    let shown = 0..lines.len();
    let (lines, starts) = (lines.into(), starts.into());
    (SetCell { x: 0.0, lines, shown, starts, height: y, is_middle: cell.is_middle }, noted)
}

impl CellCache {
    fn find(&self, cell: &Cell, width: f32) -> Option<SetCell> {
        let alike = self.cells.get(beginning(cell))?;
        let (_, _, set) =
            alike.iter().find(|(known, set_in, _)| set_in.to_bits() == width.to_bits() && known == cell)?;
        Some(set.clone())
    }

    fn add(&mut self, cell: &Cell, width: f32, set: &SetCell) {
        let letters =
            cell.paragraphs.iter().flat_map(|one| &one.spans).map(|span| span.text.len()).sum::<usize>();
        if letters > LONGEST {
            return;
        }
        if self.letters > KEPT {
            *self = Self::default();
        }
        self.letters += letters;
        self.cells.entry(beginning(cell).to_owned()).or_default().push((cell.clone(), width, set.clone()));
    }
}

fn beginning(cell: &Cell) -> &str {
    let span = cell.paragraphs.first().and_then(|paragraph| paragraph.spans.first());
    span.map_or("", |span| span.text.as_str())
}

impl SetRow {
    /// Splits the row so that its first part is at most `height` points high.
    ///
    /// Each cell is split with at least two lines, and two lines of a paragraph, on either side, or not at
    /// all, unless `is_forced` (a row taller than a page).
    pub fn split(&self, height: f32, is_forced: bool) -> Option<(Self, Self)> {
        let room = height - 2.0 * self.padding + 0.01;
        let mut counts = Vec::with_capacity(self.cells.len());
        for cell in self.cells.iter().skip(self.repeated) {
            let all = cell.shown.len();
            let bottom = |line: &Line| line.top - cell.top() + line.height;
            let mut count = cell.lines().iter().take_while(|line| bottom(line) <= room).count();
            if !is_forced && count < all {
                count = cell.end(count.min(all.saturating_sub(2)));
                if count < 2 {
                    return None;
                }
            }
            counts.push(count);
        }
        let is_cut = counts
            .iter()
            .zip(&self.cells[self.repeated.min(self.cells.len())..])
            .any(|(count, cell)| *count < cell.shown.len());
        if !is_cut || counts.iter().all(|count| *count == 0) {
            return None;
        }
        let part = |take: &dyn Fn(&SetCell, usize) -> Range<usize>| {
            let cells: Vec<SetCell> = self
                .cells
                .iter()
                .enumerate()
                .map(|(index, cell)| match index.checked_sub(self.repeated) {
                    Some(index) => cell.part(take(cell, counts[index])),
                    None => cell.clone(),
                })
                .collect();
            let content = cells.iter().map(|cell| cell.height).fold(0.0, f32::max);
            let height = content + 2.0 * self.padding;
            Self { cells, height, edges: self.edges.clone(), ..*self }
        };
        let first = part(&|_, count| 0..count);
        let rest = part(&|cell, count| count..cell.shown.len());
        Some((first, rest))
    }

    fn paint_text(&self, x: f32, y: f32, items: &mut Vec<Item>) {
        let height = self.height;
        for cell in &self.cells {
            let slack = height - 2.0 * self.padding - cell.height;
            let above = if cell.is_middle { slack / 2.0 } else { 0.0 };
            let top = y + self.padding + above - cell.top();
            for run in cell.lines().iter().flat_map(|line| &line.runs) {
                let origin = Point { x: run.origin.x + x + cell.x, y: run.origin.y + top };
                let run = GlyphRun { origin, ..run.clone() };
                let underline = run.underline();
                items.push(Item::Glyphs(run));
                items.extend(underline);
            }
        }
    }
}

impl SetCell {
    fn lines(&self) -> &[Line] {
        &self.lines[self.shown.clone()]
    }

    /// The top of its first line, relative to the whole cell.
    fn top(&self) -> f32 {
        self.lines().first().map_or(0.0, |line| line.top)
    }

    /// How many lines may come before a break at or before line `count`: it must be at a paragraph's end, or
    /// have two of its lines on either side.
    fn end(&self, count: usize) -> usize {
        let first = self.shown.start;
        let at = first + count;
        let before = self.starts.partition_point(|start| *start < at);
        let begin = before.checked_sub(1).map_or(first, |last| self.starts[last].max(first)) - first;
        let next = self.starts.get(before).copied().unwrap_or(self.shown.end).min(self.shown.end) - first;
        let count = if next - count == 1 { count - 1 } else { count };
        if count - begin < 2 { begin } else { count }
    }

    /// Some of its lines, the first of them at the top.
    fn part(&self, range: Range<usize>) -> Self {
        let first = self.shown.start;
        let mut part = Self { shown: first + range.start..first + range.end, ..self.clone() };
        let top = part.top();
        part.height = part.lines().last().map_or(0.0, |line| line.top - top + line.height);
        part
    }
}

impl Line {
    /// Moves the line down by `y` points.
    pub(super) fn drop_by(&mut self, y: f32) {
        self.top += y;
        self.baseline += y;
        for run in &mut self.runs {
            run.origin.y += y;
        }
    }
}

/// Draws the rows of a table, one below the other: fills, text, then each rule once.
pub(super) fn paint(rows: &[(f32, SetRow)], x: f32, items: &mut Vec<Item>) {
    for (y, row) in rows {
        if let (Some(fill), Some(right)) = (row.fill, row.edges.last()) {
            items.push(Item::Path(Path::rect(Rect::new(x, *y, *right, row.height), Some(fill), None)));
        }
    }
    let rules = rules(rows, x);
    for (y, row) in rows {
        row.paint_text(x, *y, items);
    }
    items.extend(rules);
}

fn is_same(a: f32, b: f32) -> bool {
    (a - b).abs() < 0.01
}

fn rules(rows: &[(f32, SetRow)], x: f32) -> Vec<Item> {
    let Some((top, first)) = rows.first() else { return Vec::new() };
    let border = first.border;
    if border <= 0.0 {
        return Vec::new();
    }
    let half = border / 2.0;
    let mut rules = Vec::new();
    let mut rule = |from: Point, to: Point| {
        rules.push(Item::Path(Path::line(from, to, Stroke::solid(Color::BLACK, border))));
    };
    let right = |row: &SetRow| x + row.edges.last().copied().unwrap_or_default();
    // The ends extend over the corner, so that it is square.
    rule(Point { x: x - half, y: *top }, Point { x: right(first) + half, y: *top });
    for (y, row) in rows {
        let y = y + row.height;
        rule(Point { x: x - half, y }, Point { x: right(row) + half, y });
    }
    // A vertical rule runs through all consecutive rows with an edge there.
    let mut open: Vec<(f32, f32, f32)> = Vec::new();
    for (y, row) in rows {
        let bottom = y + row.height;
        for edge in &row.edges {
            match open.iter_mut().find(|(at, _, end)| is_same(*at, *edge) && is_same(*end, *y)) {
                Some((_, _, end)) => *end = bottom,
                None => open.push((*edge, *y, bottom)),
            }
        }
    }
    for (edge, from, to) in open {
        rule(Point { x: x + edge, y: from }, Point { x: x + edge, y: to });
    }
    rules
}
