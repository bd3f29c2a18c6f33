//! Pagination: finds where each page ends, and what the next one repeats.

use super::break_class::BreakClass;
use super::fragment::Fragment;
use super::line_box::{Content, LineBox, LineBoxes, Start};
use super::shift::shift;
use super::table;
use crate::page::text::Part;
use crate::page::{Color, Item, Line, Style};

const TOLERANCE: f32 = 0.01;

/// A page's line boxes, each with its distance from the top of the body.
#[derive(Default)]
pub(super) struct FilledPage<'a> {
    line_boxes: Vec<(f32, LineBox<'a>)>,
    y: f32,
    /// Leading line boxes that repeat earlier content: the page cannot end among them.
    repeated: usize,
    /// Something is taller than the page.
    pub is_over: bool,
}

/// Fills page after page with line boxes; at least one page.
pub(super) struct Pages<'s, 'a, 'f> {
    pub line_boxes: &'s mut LineBoxes<'a, 'f>,
    page: FilledPage<'a>,
    count: usize,
}

impl<'s, 'a, 'f> Pages<'s, 'a, 'f> {
    pub fn new(line_boxes: &'s mut LineBoxes<'a, 'f>) -> Self {
        line_boxes.fill();
        // A page that begins within a table starts with the table's header.
        let page = open(line_boxes);
        Self { line_boxes, page, count: 0 }
    }

    pub fn next(&mut self) -> Option<FilledPage<'a>> {
        let line_boxes = &mut *self.line_boxes;
        let page = &mut self.page;
        self.count += 1;
        while let Some(next) = line_boxes.next() {
            if matches!(next.content, Content::PageBreak) {
                if page.line_boxes.len() > page.repeated {
                    return Some(std::mem::take(page));
                }
                continue;
            }
            let gap = if page.line_boxes.is_empty() { 0.0 } else { next.gap };
            let room = line_boxes.height - page.y - gap;
            if next.height <= room + TOLERANCE {
                page.place(gap, next);
                continue;
            }
            let is_empty = page.line_boxes.len() == page.repeated;
            let next = match split_row(line_boxes, page, next, gap, room, is_empty) {
                Some(next) if is_empty => {
                    // Nothing is dropped: what no page can hold overflows at the bottom.
                    page.is_over = true;
                    page.place(gap, next);
                    continue;
                }
                Some(next) => next,
                None => {
                    let opened = open(line_boxes);
                    return Some(std::mem::replace(page, opened));
                }
            };
            let at = page.line_boxes.len();
            if !split_paragraph(line_boxes, page, &next) {
                line_boxes.queue.push_front(next);
                let at = page.best_end(line_boxes, at);
                for (_, line_box) in page.line_boxes.drain(at..).rev() {
                    line_boxes.queue.push_front(line_box);
                }
                page.y = page.height();
                close(line_boxes, page);
            }
            let opened = open(line_boxes);
            return Some(std::mem::replace(page, opened));
        }
        (page.line_boxes.len() > page.repeated || self.count == 1).then(|| std::mem::take(page))
    }
}

impl<'a> FilledPage<'a> {
    fn place(&mut self, gap: f32, line_box: LineBox<'a>) {
        self.y += gap;
        let y = self.y;
        self.y += line_box.height;
        self.line_boxes.push((y, line_box));
    }

    /// The position with which this page begins; none within a paragraph or a row.
    pub fn start(&self) -> Option<Start> {
        self.line_boxes.get(self.repeated).and_then(|(_, line_box)| line_box.start)
    }

    /// The height down to the bottom of the last line box, points.
    pub fn height(&self) -> f32 {
        self.line_boxes.last().map_or(0.0, |(y, line_box)| y + line_box.height)
    }

    /// The numbered lines: each baseline's distance from the top of the body, and the number's style.
    pub fn numbers(&self) -> impl Iterator<Item = (f32, Style)> {
        self.line_boxes.iter().filter_map(|(y, line_box)| {
            let Content::Line(line) = &line_box.content else { return None };
            Some((y + line.baseline - line.top, line_box.number?))
        })
    }

    /// The margin's bars: their ends, measured from the top of the body; adjoining ones are joined.
    pub fn bars(&self) -> Vec<(f32, f32, Color)> {
        let mut bars: Vec<(f32, f32, Color)> = Vec::new();
        for (y, line_box) in &self.line_boxes {
            let Some(color) = line_box.bar else { continue };
            let bottom = y + line_box.height;
            match bars.last_mut() {
                Some((_, end, last)) if *last == color && (*end - y).abs() < TOLERANCE => *end = bottom,
                _ => bars.push((*y, bottom, color)),
            }
        }
        bars
    }

    pub fn bookmarks(&self) -> impl Iterator<Item = &str> {
        self.line_boxes.iter().flat_map(|(_, line_box)| line_box.bookmarks.iter().map(AsRef::as_ref))
    }

    /// The line box before which the page should end: the break with the lowest penalty, as far down as
    /// possible.
    fn best_end(&self, line_boxes: &mut LineBoxes<'_, '_>, full: usize) -> usize {
        let mut best: Option<(BreakClass, usize)> = None;
        for index in (self.repeated + 1..=full).rev() {
            let line_box =
                if index == full { line_boxes.queue.front() } else { Some(&self.line_boxes[index].1) };
            let Some(line_box) = line_box else { continue };
            let LineBox { break_class, run, is_within, .. } = *line_box;
            if best.is_some_and(|(loosest, _)| break_class >= loosest) {
                continue;
            }
            let (y, last) = &self.line_boxes[index - 1];
            let foot = if is_within { foot_height(line_boxes, run) } else { 0.0 };
            if y + last.height + foot <= line_boxes.height + TOLERANCE {
                best = Some((break_class, index));
                if break_class == BreakClass::Free {
                    break;
                }
            }
        }
        best.map_or(full, |(_, index)| index)
    }

    pub fn paint(self, x: f32, top: f32, items: &mut Vec<Item>) {
        let mut rows: Vec<(f32, table::SetRow)> = Vec::new();
        for (y, line_box) in self.line_boxes {
            let y = y + top;
            if let Content::Row(row) = line_box.content {
                let is_next = rows.last().is_none_or(|(above, last)| {
                    last.table == row.table && (above + last.height - y).abs() < 0.01
                });
                if !is_next {
                    table::paint(&rows, x, items);
                    rows.clear();
                }
                rows.push((y, row));
                continue;
            }
            table::paint(&rows, x, items);
            rows.clear();
            match line_box.content {
                Content::Line(Line { runs, top, .. }) => {
                    for mut run in runs {
                        run.origin.x += x;
                        run.origin.y += y - top;
                        let underline = run.underline();
                        items.push(Item::Glyphs(run));
                        items.extend(underline);
                    }
                }
                Content::Items(moved) => {
                    for mut item in moved {
                        shift(&mut item, x, y);
                        items.push(item);
                    }
                }
                Content::Row(_) | Content::PageBreak => {}
            }
        }
        table::paint(&rows, x, items);
    }
}

/// Takes as much of a row as fits if it may be split; gives back a row that must not be.
fn split_row<'a>(
    line_boxes: &mut LineBoxes<'a, '_>,
    page: &mut FilledPage<'a>,
    next: LineBox<'a>,
    gap: f32,
    room: f32,
    is_empty: bool,
) -> Option<LineBox<'a>> {
    let Content::Row(row) = &next.content else { return Some(next) };
    let parts = if row.may_split { row.split(room, false) } else { None };
    let Some((first, rest)) = parts.or_else(|| is_empty.then(|| row.split(room, true)).flatten()) else {
        return Some(next);
    };
    let LineBox { break_class, run, bookmarks, start, .. } = next;
    let row = |row: table::SetRow, break_class| LineBox {
        run,
        is_within: true,
        ..LineBox::new(row.height, Content::Row(row), break_class)
    };
    line_boxes.queue.push_front(row(rest, BreakClass::Free));
    page.place(gap, LineBox { gap, bookmarks, start, ..row(first, break_class) });
    None
}

/// Ends the page after a sentence of the paragraph that overflows it, even in the middle of a line.
fn split_paragraph<'a>(
    line_boxes: &mut LineBoxes<'a, '_>,
    page: &mut FilledPage<'a>,
    next: &LineBox<'a>,
) -> bool {
    let Some(id) = next.run.filter(|_| next.is_within && next.break_class < BreakClass::Together) else {
        return false;
    };
    let Some(Fragment::Paragraph(broken)) = line_boxes.runs.get(id) else { return false };
    let paragraph = broken.paragraph;
    if !paragraph.break_after_sentence {
        return false;
    }
    let Some(first) = page.line_boxes.iter().position(|(_, line_box)| line_box.run == Some(id)) else {
        return false;
    };
    let Some((_, LineBox { content: Content::Line(last), .. })) = page.line_boxes.last() else {
        return false;
    };
    let top = page.line_boxes[first].0;
    let room = line_boxes.height - top - foot_height(line_boxes, Some(id));
    let Some(Fragment::Paragraph(broken)) = line_boxes.runs.get(id) else { return false };
    let ends: Vec<usize> = broken.source.sentence_ends(broken.start..last.end).rev().collect();
    for end in ends {
        let Some(Fragment::Paragraph(broken)) = line_boxes.runs.get_mut(id) else { return false };
        let text = &broken.source.text;
        let start = end + (text[end..].len() - text[end..].trim_start().len());
        if start == text.len() {
            continue;
        }
        let part = Part { range: broken.start..end, is_first: broken.is_first, label: broken.label() };
        let set = line_boxes.fonts.set_part(&broken.source, paragraph, line_boxes.width, &part);
        if text_lines(&set.lines) < paragraph.orphans as usize {
            break;
        }
        if set.height > room + TOLERANCE {
            continue;
        }
        let before = (broken.start, broken.is_first);
        broken.start = start;
        broken.is_first = false;
        let rest = line_boxes.rest(id);
        let lines = rest.iter().filter_map(|line_box| {
            if let Content::Line(line) = &line_box.content { Some(line) } else { None }
        });
        if text_lines(lines) < paragraph.widows as usize {
            let Some(Fragment::Paragraph(broken)) = line_boxes.runs.get_mut(id) else { return false };
            (broken.start, broken.is_first) = before;
            continue;
        }
        let mut replaced = page.line_boxes.drain(first..);
        let Some((_, LineBox { gap, break_class, mut bookmarks, is_within, mut number, bar, mut start, .. })) =
            replaced.next()
        else {
            return false;
        };
        drop(replaced);
        page.y = top;
        for line in set.lines {
            let line_box = LineBox {
                gap,
                run: Some(id),
                is_within,
                bookmarks: std::mem::take(&mut bookmarks),
                number: number.take(),
                bar,
                start: start.take(),
                ..LineBox::new(line.height, Content::Line(line), break_class)
            };
            page.place(0.0, line_box);
        }
        line_boxes.replace(id, rest);
        place_foot(line_boxes, page, id);
        return true;
    }
    false
}

/// Lines with text: the rest of a long label has none beside it.
fn text_lines<'l>(lines: impl IntoIterator<Item = &'l Line>) -> usize {
    lines.into_iter().filter(|line| line.start < line.end).count()
}

/// Ends a page before the first line box of the queue.
fn close<'a>(line_boxes: &mut LineBoxes<'a, '_>, page: &mut FilledPage<'a>) {
    let Some(LineBox { run: Some(id), is_within: true, content: Content::Line(line), .. }) =
        line_boxes.queue.front()
    else {
        return;
    };
    let (id, start) = (*id, line.start);
    let Some(Fragment::Paragraph(broken)) = line_boxes.runs.get_mut(id) else { return };
    broken.start = start;
    broken.is_first = false;
    let is_renamed = broken.paragraph.continuation.is_some()
        && broken.has_label_column()
        && start < broken.source.text.len();
    if is_renamed {
        let rest = line_boxes.rest(id);
        line_boxes.replace(id, rest);
    }
    place_foot(line_boxes, page, id);
}

/// Begins a page with the first line box of the queue: repeats a table's header or a speaker's name.
fn open<'a>(line_boxes: &mut LineBoxes<'a, '_>) -> FilledPage<'a> {
    let mut page = FilledPage::default();
    let Some(LineBox { run: Some(id), is_within: true, .. }) = line_boxes.queue.front() else { return page };
    match line_boxes.runs.get(*id) {
        Some(Fragment::Table { head }) => {
            for row in head {
                page.place(0.0, LineBox::new(row.height, Content::Row(row.clone()), BreakClass::Next));
            }
        }
        Some(Fragment::Paragraph(broken)) if !broken.has_label_column() => {
            let paragraph = broken.paragraph;
            if let Some(continuation) = &paragraph.continuation {
                let mut number = continuation.number;
                for line_box in line_boxes.aside(paragraph, &continuation.head, continuation.indent) {
                    page.place(0.0, LineBox { number: number.take(), ..line_box });
                }
            }
        }
        Some(Fragment::Paragraph(_)) | None => {}
    }
    page.repeated = page.line_boxes.len();
    page
}

fn place_foot<'a>(line_boxes: &mut LineBoxes<'a, '_>, page: &mut FilledPage<'a>, run: usize) {
    let Some(Fragment::Paragraph(broken)) = line_boxes.runs.get(run) else { return };
    let paragraph = broken.paragraph;
    if let Some(continuation) = &paragraph.continuation {
        for line_box in line_boxes.aside(paragraph, &continuation.foot, 0.0) {
            page.place(0.0, line_box);
        }
    }
}

fn foot_height(line_boxes: &mut LineBoxes<'_, '_>, run: Option<usize>) -> f32 {
    let Some(Fragment::Paragraph(broken)) = run.and_then(|run| line_boxes.runs.get(run)) else { return 0.0 };
    let paragraph = broken.paragraph;
    let Some(continuation) = &paragraph.continuation else { return 0.0 };
    line_boxes.aside(paragraph, &continuation.foot, 0.0).iter().map(|line_box| line_box.height).sum()
}
