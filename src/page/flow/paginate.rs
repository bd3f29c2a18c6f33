//! Pagination: finds where each page ends, and what the next one repeats.

use super::hold::Hold;
use super::run::Run;
use super::shift::shift;
use super::strip::{Content, Start, Strip, Strips};
use super::table;
use crate::page::text::Part;
use crate::page::{Color, Item, Line, Style};

const TOLERANCE: f32 = 0.01;

/// A page's strips, each with its distance from the top of the body.
#[derive(Default)]
pub(super) struct Plan<'a> {
    strips: Vec<(f32, Strip<'a>)>,
    y: f32,
    /// Leading strips that repeat earlier content: the page cannot end among them.
    repeated: usize,
    /// Something is taller than the page.
    pub is_over: bool,
}

/// Fills page after page with strips; at least one page.
pub(super) struct Pages<'s, 'a, 'f> {
    pub strips: &'s mut Strips<'a, 'f>,
    page: Plan<'a>,
    count: usize,
}

impl<'s, 'a, 'f> Pages<'s, 'a, 'f> {
    pub fn new(strips: &'s mut Strips<'a, 'f>) -> Self {
        strips.fill();
        // A page that begins within a table starts with the table's header.
        let page = open(strips);
        Self { strips, page, count: 0 }
    }

    pub fn next(&mut self) -> Option<Plan<'a>> {
        let strips = &mut *self.strips;
        let page = &mut self.page;
        self.count += 1;
        while let Some(next) = strips.next() {
            if matches!(next.content, Content::PageBreak) {
                if page.strips.len() > page.repeated {
                    return Some(std::mem::take(page));
                }
                continue;
            }
            let gap = if page.strips.is_empty() { 0.0 } else { next.gap };
            let room = strips.height - page.y - gap;
            if next.height <= room + TOLERANCE {
                page.place(gap, next);
                continue;
            }
            let is_empty = page.strips.len() == page.repeated;
            let next = match split_row(strips, page, next, gap, room, is_empty) {
                Some(next) if is_empty => {
                    // Nothing is dropped: what no page can hold overflows at the bottom.
                    page.is_over = true;
                    page.place(gap, next);
                    continue;
                }
                Some(next) => next,
                None => {
                    let opened = open(strips);
                    return Some(std::mem::replace(page, opened));
                }
            };
            let at = page.strips.len();
            if !split_paragraph(strips, page, &next) {
                strips.queue.push_front(next);
                let at = page.best_end(strips, at);
                for (_, strip) in page.strips.drain(at..).rev() {
                    strips.queue.push_front(strip);
                }
                page.y = page.height();
                close(strips, page);
            }
            let opened = open(strips);
            return Some(std::mem::replace(page, opened));
        }
        (page.strips.len() > page.repeated || self.count == 1).then(|| std::mem::take(page))
    }
}

impl<'a> Plan<'a> {
    fn place(&mut self, gap: f32, strip: Strip<'a>) {
        self.y += gap;
        let y = self.y;
        self.y += strip.height;
        self.strips.push((y, strip));
    }

    /// The position with which this page begins; none within a paragraph or a row.
    pub fn start(&self) -> Option<Start> {
        self.strips.get(self.repeated).and_then(|(_, strip)| strip.start)
    }

    /// The height down to the bottom of the last strip, points.
    pub fn height(&self) -> f32 {
        self.strips.last().map_or(0.0, |(y, strip)| y + strip.height)
    }

    /// The numbered lines: each baseline's distance from the top of the body, and the number's style.
    pub fn numbers(&self) -> impl Iterator<Item = (f32, Style)> {
        self.strips.iter().filter_map(|(y, strip)| {
            let Content::Line(line) = &strip.content else { return None };
            Some((y + line.baseline - line.top, strip.number?))
        })
    }

    /// The margin's bars: their ends, measured from the top of the body; adjoining ones are joined.
    pub fn bars(&self) -> Vec<(f32, f32, Color)> {
        let mut bars: Vec<(f32, f32, Color)> = Vec::new();
        for (y, strip) in &self.strips {
            let Some(color) = strip.bar else { continue };
            let bottom = y + strip.height;
            match bars.last_mut() {
                Some((_, end, last)) if *last == color && (*end - y).abs() < TOLERANCE => *end = bottom,
                _ => bars.push((*y, bottom, color)),
            }
        }
        bars
    }

    pub fn bookmarks(&self) -> impl Iterator<Item = &str> {
        self.strips.iter().flat_map(|(_, strip)| strip.bookmarks.iter().map(AsRef::as_ref))
    }

    /// The strip before which the page should end: the break with the lowest penalty, as far down as
    /// possible.
    fn best_end(&self, strips: &mut Strips<'_, '_>, full: usize) -> usize {
        let mut best: Option<(Hold, usize)> = None;
        for index in (self.repeated + 1..=full).rev() {
            let strip = if index == full { strips.queue.front() } else { Some(&self.strips[index].1) };
            let Some(strip) = strip else { continue };
            let Strip { hold, run, is_within, .. } = *strip;
            if best.is_some_and(|(loosest, _)| hold >= loosest) {
                continue;
            }
            let (y, last) = &self.strips[index - 1];
            let foot = if is_within { foot_height(strips, run) } else { 0.0 };
            if y + last.height + foot <= strips.height + TOLERANCE {
                best = Some((hold, index));
                if hold == Hold::Free {
                    break;
                }
            }
        }
        best.map_or(full, |(_, index)| index)
    }

    pub fn paint(self, x: f32, top: f32, items: &mut Vec<Item>) {
        let mut rows: Vec<(f32, table::SetRow)> = Vec::new();
        for (y, strip) in self.strips {
            let y = y + top;
            if let Content::Row(row) = strip.content {
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
            match strip.content {
                Content::Line(Line { runs, top, .. }) => {
                    for mut run in runs {
                        run.origin.x += x;
                        run.origin.y += y - top;
                        items.push(Item::Glyphs(run));
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
    strips: &mut Strips<'a, '_>,
    page: &mut Plan<'a>,
    next: Strip<'a>,
    gap: f32,
    room: f32,
    is_empty: bool,
) -> Option<Strip<'a>> {
    let Content::Row(row) = &next.content else { return Some(next) };
    let parts = if row.may_split { row.split(room, false) } else { None };
    let Some((first, rest)) = parts.or_else(|| is_empty.then(|| row.split(room, true)).flatten()) else {
        return Some(next);
    };
    let Strip { hold, run, bookmarks, start, .. } = next;
    let row = |row: table::SetRow, hold| Strip {
        run,
        is_within: true,
        ..Strip::new(row.height, Content::Row(row), hold)
    };
    strips.queue.push_front(row(rest, Hold::Free));
    page.place(gap, Strip { gap, bookmarks, start, ..row(first, hold) });
    None
}

/// Ends the page after a sentence of the paragraph that overflows it, even in the middle of a line.
fn split_paragraph<'a>(strips: &mut Strips<'a, '_>, page: &mut Plan<'a>, next: &Strip<'a>) -> bool {
    let Some(id) = next.run.filter(|_| next.is_within && next.hold < Hold::Together) else { return false };
    let Some(Run::Paragraph(broken)) = strips.runs.get(id) else { return false };
    let paragraph = broken.paragraph;
    if !paragraph.break_after_sentence {
        return false;
    }
    let Some(first) = page.strips.iter().position(|(_, strip)| strip.run == Some(id)) else { return false };
    let Some((_, Strip { content: Content::Line(last), .. })) = page.strips.last() else { return false };
    let top = page.strips[first].0;
    let room = strips.height - top - foot_height(strips, Some(id));
    let Some(Run::Paragraph(broken)) = strips.runs.get(id) else { return false };
    let ends: Vec<usize> = broken.source.sentence_ends(broken.start..last.end).rev().collect();
    for end in ends {
        let Some(Run::Paragraph(broken)) = strips.runs.get_mut(id) else { return false };
        let text = &broken.source.text;
        let start = end + (text[end..].len() - text[end..].trim_start().len());
        if start == text.len() {
            continue;
        }
        let part = Part { range: broken.start..end, is_first: broken.is_first, label: broken.label() };
        let set = strips.fonts.set_part(&broken.source, paragraph, strips.width, &part);
        if text_lines(&set.lines) < paragraph.orphans as usize {
            break;
        }
        if set.height > room + TOLERANCE {
            continue;
        }
        let before = (broken.start, broken.is_first);
        broken.start = start;
        broken.is_first = false;
        let rest = strips.rest(id);
        let lines = rest
            .iter()
            .filter_map(|strip| if let Content::Line(line) = &strip.content { Some(line) } else { None });
        if text_lines(lines) < paragraph.widows as usize {
            let Some(Run::Paragraph(broken)) = strips.runs.get_mut(id) else { return false };
            (broken.start, broken.is_first) = before;
            continue;
        }
        let mut replaced = page.strips.drain(first..);
        let Some((_, Strip { gap, hold, mut bookmarks, is_within, mut number, bar, mut start, .. })) =
            replaced.next()
        else {
            return false;
        };
        drop(replaced);
        page.y = top;
        for line in set.lines {
            let strip = Strip {
                gap,
                run: Some(id),
                is_within,
                bookmarks: std::mem::take(&mut bookmarks),
                number: number.take(),
                bar,
                start: start.take(),
                ..Strip::new(line.height, Content::Line(line), hold)
            };
            page.place(0.0, strip);
        }
        strips.replace(id, rest);
        place_foot(strips, page, id);
        return true;
    }
    false
}

/// Lines with text: the rest of a long label has none beside it.
fn text_lines<'l>(lines: impl IntoIterator<Item = &'l Line>) -> usize {
    lines.into_iter().filter(|line| line.start < line.end).count()
}

/// Ends a page before the first strip of the queue.
fn close<'a>(strips: &mut Strips<'a, '_>, page: &mut Plan<'a>) {
    let Some(Strip { run: Some(id), is_within: true, content: Content::Line(line), .. }) =
        strips.queue.front()
    else {
        return;
    };
    let (id, start) = (*id, line.start);
    let Some(Run::Paragraph(broken)) = strips.runs.get_mut(id) else { return };
    broken.start = start;
    broken.is_first = false;
    let is_renamed = broken.paragraph.continuation.is_some()
        && broken.has_label_column()
        && start < broken.source.text.len();
    if is_renamed {
        let rest = strips.rest(id);
        strips.replace(id, rest);
    }
    place_foot(strips, page, id);
}

/// Begins a page with the first strip of the queue: repeats a table's header or a speaker's name.
fn open<'a>(strips: &mut Strips<'a, '_>) -> Plan<'a> {
    let mut page = Plan::default();
    let Some(Strip { run: Some(id), is_within: true, .. }) = strips.queue.front() else { return page };
    match strips.runs.get(*id) {
        Some(Run::Table { head }) => {
            for row in head {
                page.place(0.0, Strip::new(row.height, Content::Row(row.clone()), Hold::Next));
            }
        }
        Some(Run::Paragraph(broken)) if !broken.has_label_column() => {
            let paragraph = broken.paragraph;
            if let Some(continuation) = &paragraph.continuation {
                let mut number = continuation.number;
                for strip in strips.aside(paragraph, &continuation.head, continuation.indent) {
                    page.place(0.0, Strip { number: number.take(), ..strip });
                }
            }
        }
        Some(Run::Paragraph(_)) | None => {}
    }
    page.repeated = page.strips.len();
    page
}

fn place_foot<'a>(strips: &mut Strips<'a, '_>, page: &mut Plan<'a>, run: usize) {
    let Some(Run::Paragraph(broken)) = strips.runs.get(run) else { return };
    let paragraph = broken.paragraph;
    if let Some(continuation) = &paragraph.continuation {
        for strip in strips.aside(paragraph, &continuation.foot, 0.0) {
            page.place(0.0, strip);
        }
    }
}

fn foot_height(strips: &mut Strips<'_, '_>, run: Option<usize>) -> f32 {
    let Some(Run::Paragraph(broken)) = run.and_then(|run| strips.runs.get(run)) else { return 0.0 };
    let paragraph = broken.paragraph;
    let Some(continuation) = &paragraph.continuation else { return 0.0 };
    strips.aside(paragraph, &continuation.foot, 0.0).iter().map(|strip| strip.height).sum()
}
