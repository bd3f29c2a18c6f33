//! The parts of a text near the view, laid out by iced's own editor.

use std::ops::Range;

use iced::advanced::graphics::text::{Editor as Shaped, cosmic_text};
use iced::advanced::text::editor::{Action, Cursor, Edit, Editor, Motion, Position};
use iced::advanced::text::highlighter::PlainText;
use iced::advanced::text::{LineHeight, Wrapping};
use iced::{Font, Pixels, Rectangle, Size};

use crate::ui::widget::long_editor::lines::Lines;
use crate::ui::widget::long_editor::part::{self, Part};
use crate::ui::widget::long_editor::replacement::{bounds, order};

/// The layout settings.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Setting {
    pub bounds: Size,
    pub font: Font,
    pub size: Pixels,
    pub line_height: LineHeight,
    pub wrapping: Wrapping,
}

/// The parts near the view, each one a line of `shaped`.
#[derive(Debug)]
pub(super) struct View {
    pub shaped: Shaped,
    pub parts: Vec<Part>,
    /// The cursor is outside the parts: the one in `shaped` is not shown.
    pub is_cursor_away: bool,
    /// The lines of `shaped` with correct highlights.
    pub highlighted: std::ops::Range<usize>,
}

/// A scroll position in the laid-out parts: line of [`View::shaped`] and pixels within it.
pub(super) type Top = (usize, f32);

impl Default for Setting {
    /// Until the first layout.
    fn default() -> Self {
        Self {
            bounds: Size::new(720.0, 720.0),
            font: Font::default(),
            size: Pixels(15.0),
            line_height: LineHeight::Relative(1.6),
            wrapping: Wrapping::default(),
        }
    }
}

impl Setting {
    /// Logical pixels.
    pub fn row(&self) -> f32 {
        f32::from(self.line_height.to_absolute(self.size)).max(1.0)
    }

    pub fn rows(&self) -> i32 {
        (self.bounds.height / self.row()).floor().clamp(1.0, 1000.0) as i32
    }

    pub fn lay_out(&self, shaped: &mut Shaped) {
        // Whole rows: every scroll is a number of rows, so that a position can be restored.
        let bounds = Size { height: self.rows() as f32 * self.row(), ..self.bounds };
        shaped.update(bounds, self.font, self.size, self.line_height, self.wrapping, &mut PlainText);
    }
}

impl View {
    pub fn new(
        lines: &Lines,
        cursor: Cursor,
        setting: &Setting,
        middle: Position,
        top: Option<Position>,
    ) -> Self {
        const AT_ONCE: usize = 32;
        let parts = part::around(lines, middle);
        let mut shaped = Shaped::with_text("");
        // An editor with a known size shapes only the visible part of a pasted text.
        setting.lay_out(&mut shaped);
        for (index, some) in parts.chunks(AT_ONCE).enumerate() {
            let words = some.iter().map(|part| {
                let line = lines.get(part.line).unwrap_or_default();
                line[part.start..part.end].replace('\r', " ")
            });
            let mut text = if index > 0 { "\n".to_owned() } else { String::new() };
            text.push_str(&words.collect::<Vec<_>>().join("\n"));
            shaped.perform(Action::Edit(Edit::Paste(text.into())));
        }
        let mut view = Self { shaped, parts, is_cursor_away: false, highlighted: 0..0 };
        let away = top.or(Some(middle)).and_then(|position| view.inner(position));
        view.put_cursor(cursor, away);
        setting.lay_out(&mut view.shaped);
        view
    }

    pub fn inner(&self, position: Position) -> Option<Position> {
        let line = part::index(&self.parts, position)?;
        Some(Position { line, column: position.column - self.parts[line].start })
    }

    pub fn outer(&self, position: Position) -> Position {
        let line = position.line.min(self.parts.len() - 1);
        let part = self.parts[line];
        Position { line: part.line, column: (part.start + position.column).min(part.end) }
    }

    /// The nearest position within the parts.
    pub fn nearest(&self, position: Position) -> Position {
        self.inner(position).unwrap_or_else(|| {
            let last = self.parts.len() - 1;
            if order(position) < (self.parts[0].line, self.parts[0].start) {
                Position { line: 0, column: 0 }
            } else {
                Position { line: last, column: self.parts[last].length() }
            }
        })
    }

    /// Whether a selection or a cursor is visible with the right lines shown.
    pub fn has(&self, cursor: Cursor) -> bool {
        let (start, end) = bounds(cursor);
        let (first, last) = (self.parts[0], self.parts[self.parts.len() - 1]);
        order(end) >= (first.line, first.start) && order(start) <= (last.line, last.end)
    }

    /// Sets the laid-out editor's cursor to the visible part of the cursor and selection; else to `away`,
    /// where it is not shown.
    pub fn put_cursor(&mut self, cursor: Cursor, away: Option<Position>) {
        self.is_cursor_away = !self.has(cursor);
        let cursor = if self.is_cursor_away {
            Cursor { position: away.unwrap_or(Position { line: 0, column: 0 }), selection: None }
        } else {
            Cursor {
                position: self.nearest(cursor.position),
                selection: cursor.selection.map(|position| self.nearest(position)),
            }
        };
        // Setting it again would lose the column, and on which side of a row break it is.
        if self.shaped.cursor() != cursor {
            self.position(cursor);
        }
    }

    pub fn position(&mut self, cursor: Cursor) {
        // Only a move clears a selection, and only one along the line forgets the column that vertical moves
        // keep.
        self.shaped.perform(Action::Move(Motion::Home));
        self.shaped.move_to(cursor);
    }

    pub fn top(&self) -> Top {
        let scroll = self.shaped.buffer().scroll();
        (scroll.line, scroll.vertical)
    }

    /// The number of rows of a laid-out line.
    pub fn rows_of(&self, line: usize) -> Option<i32> {
        Some(self.shaped.buffer().lines.get(line)?.layout_opt()?.len() as i32)
    }

    /// The last visible line, even if only partly visible.
    pub fn bottom(&self, setting: &Setting) -> usize {
        let scrolled = (self.top().1 / setting.row()).round() as i32;
        self.line_after(setting.rows() + scrolled)
    }

    /// The line this many rows below the beginning of the first visible line.
    pub fn line_after(&self, mut rows: i32) -> usize {
        let mut line = self.top().0;
        while let Some(count) = self.rows_of(line) {
            rows -= count;
            if rows <= 0 {
                break;
            }
            line += 1;
        }
        line.min(self.parts.len() - 1)
    }

    pub fn line_tops(&self, setting: &Setting) -> Vec<(usize, f32)> {
        let (first, scrolled) = self.top();
        let mut tops = Vec::new();
        let mut top = -scrolled;
        for (at, part) in self.parts.iter().enumerate().skip(first) {
            if top >= setting.bounds.height {
                break;
            }
            if part.start == 0 && top > -1.0 {
                tops.push((part.line, top));
            }
            top += self.rows_of(at).unwrap_or(1) as f32 * setting.row();
        }
        tops
    }

    /// See [`super::Buffer::areas`].
    pub fn areas(&self, words: &[(usize, Range<usize>)]) -> Vec<(usize, Rectangle)> {
        let mut areas = Vec::new();
        if words.is_empty() {
            return areas;
        }
        for row in self.shaped.buffer().layout_runs() {
            let Some(part) = self.parts.get(row.line_i) else { break };
            let first = words.partition_point(|(line, _)| *line < part.line);
            let on_line =
                words.iter().enumerate().skip(first).take_while(|(_, (line, _))| *line == part.line);
            for (index, (_, columns)) in on_line {
                let [start, end] =
                    [columns.start, columns.end].map(|column| column.clamp(part.start, part.end));
                let [from, to] =
                    [start, end].map(|column| cosmic_text::Cursor::new(row.line_i, column - part.start));
                if let Some((left, width)) =
                    row.highlight(from, to).filter(|(_, width)| start < end && *width > 0.0)
                {
                    let area = Rectangle { x: left, y: row.line_top, width, height: row.line_height };
                    areas.push((index, area));
                }
            }
        }
        areas
    }

    /// Scrolls so that `top` is the first row again.
    pub fn scroll_to(&mut self, top: Top, setting: &Setting) {
        // Each round moves closer by at least a view; the parts have no more than that.
        for _ in 0..self.parts.len() * 2 {
            let now = self.top();
            let (from, to) = (now.0.min(top.0), now.0.max(top.0));
            let between: Option<i32> = (from..to).map(|line| self.rows_of(line)).sum();
            let scrolled = ((top.1 - now.1) / setting.row()).round() as i32;
            let is_down = top.0 >= now.0;
            let (lines, is_last) = match between {
                Some(rows) => (if is_down { rows + scrolled } else { scrolled - rows }, true),
                None => (if is_down { setting.rows() } else { -setting.rows() }, false),
            };
            self.shaped.perform(Action::Scroll { lines });
            setting.lay_out(&mut self.shaped);
            if is_last || self.top() == now {
                break;
            }
        }
    }

    /// Whether this many parts or bytes remain before one line and after another, or the text ends there.
    pub fn has_room(&self, lines: &Lines, before: usize, after: usize, room: (usize, usize)) -> bool {
        let is_enough =
            |parts: &[Part]| parts.len() >= room.0 || parts.iter().map(Part::length).sum::<usize>() >= room.1;
        let (first, last) = (self.parts[0], self.parts[self.parts.len() - 1]);
        let is_start = (first.line, first.start) == (0, 0);
        let is_end = (last.line, last.end) == order(lines.end());
        (is_start || is_enough(&self.parts[..before]))
            && (is_end || is_enough(&self.parts[(after + 1).min(self.parts.len())..]))
    }
}
