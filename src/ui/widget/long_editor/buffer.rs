//! The editor's buffer: the whole text, with the parts near the view laid out by iced's own editor.

use std::borrow::Cow;
use std::ops::Range;

use iced::advanced::graphics::text::editor::Weak;
use iced::advanced::text::editor::{
    Action, Cursor, Direction, Edit, Editor, Line, LineEnding, Motion, Position, Selection,
};
use iced::advanced::text::highlighter::{self, Highlighter};
use iced::advanced::text::{LineHeight, Wrapping};
use iced::{Font, Pixels, Point, Rectangle, Size};

use super::lines::Lines;
use super::part;
use super::replacement::{bounds, replacement};
use marked::Marked;
use view::{Setting, View};

mod marked;
mod view;

/// A text of any length with its cursor.
#[derive(Debug)]
pub struct Buffer {
    lines: Lines,
    cursor: Cursor,
    setting: Setting,
    /// None until the next layout, which then scrolls to the cursor.
    view: Option<View>,
    /// The first line that changed since it was highlighted.
    changed: Option<usize>,
}

/// Changes larger than this, in bytes, lay out again from scratch instead of in place.
const LONG: usize = 16 << 10;
/// What must be laid out before and after the view, in parts and bytes: enough for a page or a turn of the
/// mouse wheel.
const AHEAD: (usize, usize) = (130, 36 << 10);
const BEHIND: (usize, usize) = (60, 16 << 10);
/// Rows scrolled at a time.
const STEP: i32 = 32;

impl Buffer {
    /// What a renderer draws.
    pub fn drawn(&self) -> Option<Weak> {
        self.view.as_ref().map(|view| view.shaped.downgrade())
    }

    /// The top of each visible line that begins in the view, relative to the view's; logical pixels.
    pub fn line_tops(&self) -> Vec<(usize, f32)> {
        self.view.as_ref().map_or_else(Vec::new, |view| view.line_tops(&self.setting))
    }

    /// Where these bytes of lines are in the view, with the index of each; in order of the lines.
    pub fn areas(&self, words: &[(usize, Range<usize>)]) -> Vec<(usize, Rectangle)> {
        self.view.as_ref().map_or_else(Vec::new, |view| view.areas(words))
    }

    /// The height of a row, logical pixels.
    pub fn row(&self) -> f32 {
        self.setting.row()
    }

    /// The view, laid out; a new one scrolls to the cursor.
    fn view(&mut self) -> &mut View {
        let view = self.view.take().unwrap_or_else(|| {
            let middle = self.cursor.position;
            let mut view = View::new(&self.lines, self.cursor, &self.setting, middle, None);
            // The lines after the cursor become visible with it.
            if view.top() != (0, 0.0) {
                view.shaped.perform(Action::Scroll { lines: self.setting.rows() * 2 / 3 });
                self.setting.lay_out(&mut view.shaped);
            }
            view
        });
        self.view.insert(view)
    }

    /// Lays out the parts around another position and keeps the visible rows in place.
    fn move_window(&mut self, middle: Position) {
        let Some(view) = &self.view else { return };
        let (line, scrolled) = view.top();
        let top = view.outer(Position { line, column: 0 });
        let mut next = View::new(&self.lines, self.cursor, &self.setting, middle, Some(top));
        if let Some(top) = next.inner(top) {
            // A part may now begin elsewhere in its line; then the row is lost, but not the line.
            let is_same = top.column == 0;
            next.scroll_to((top.line, if is_same { scrolled } else { 0.0 }), &self.setting);
        }
        self.view = Some(next);
    }

    /// Keeps enough laid out around the view.
    fn follow(&mut self) {
        let setting = self.setting;
        let lines = &self.lines;
        let Some(view) = &self.view else { return };
        let (top, bottom) = (view.top().0, view.bottom(&setting));
        let is_whole = view.parts.iter().all(|part| part.length() <= 2 * part::LONGEST);
        if !view.has_room(lines, top, bottom, BEHIND) || !is_whole {
            let middle = view.outer(Position { line: top, column: 0 });
            self.move_window(middle);
        }
    }

    /// Lays out what a cursor movement may cross.
    fn reach_cursor(&mut self) {
        let position = self.cursor.position;
        let _ = self.view();
        let Some(view) = &self.view else { return };
        let at = view.inner(position).map(|position| position.line);
        if !at.is_some_and(|at| view.has_room(&self.lines, at, at, AHEAD)) {
            self.move_window(position);
        }
        let cursor = self.cursor;
        self.view().put_cursor(cursor, None);
    }

    fn set_cursor(&mut self, position: Position, selection: Option<Position>) {
        self.cursor = Cursor { position, selection: selection.filter(|other| *other != position) };
    }

    /// Shows the cursor after a move that may be far.
    fn show_cursor(&mut self) {
        let cursor = self.cursor;
        match &mut self.view {
            Some(view) if view.inner(cursor.position).is_some() => {
                view.put_cursor(cursor, None);
                view.position(view.shaped.cursor());
            }
            _ => self.view = None,
        }
    }

    fn go(&mut self, motion: Motion, is_selecting: bool) {
        let Cursor { position, selection } = self.cursor;
        let anchor = is_selecting.then(|| selection.unwrap_or(position));
        if let Motion::DocumentStart | Motion::DocumentEnd = motion {
            let is_start = motion == Motion::DocumentStart;
            let position = if is_start { Position { line: 0, column: 0 } } else { self.lines.end() };
            self.set_cursor(position, anchor);
            self.show_cursor();
            return;
        }
        self.reach_cursor();
        let (start, end) = bounds(self.cursor);
        let view = self.view();
        let is_left = !is_selecting && start != end && !matches!(motion, Motion::Home | Motion::End);
        if is_left && (view.inner(start).is_none() || view.inner(end).is_none()) {
            // A move from a selection starts at one of its ends, which may be far away.
            self.set_cursor(if motion.direction() == Direction::Left { start } else { end }, None);
            self.show_cursor();
            return;
        }
        view.shaped.perform(if is_selecting { Action::Select(motion) } else { Action::Move(motion) });
        let position = view.outer(view.shaped.cursor().position);
        self.set_cursor(position, anchor);
    }

    fn point(&mut self, action: Action, is_dragging: bool) {
        let anchor = self.cursor.selection.unwrap_or(self.cursor.position);
        let view = self.view();
        view.shaped.perform(action);
        view.is_cursor_away = false;
        let position = view.outer(view.shaped.cursor().position);
        self.set_cursor(position, is_dragging.then_some(anchor));
    }

    fn scroll(&mut self, lines: i32) {
        let setting = self.setting;
        let mut left = lines;
        while left != 0 {
            let step = left.clamp(-STEP, STEP);
            left -= step;
            let view = self.view();
            view.shaped.perform(Action::Scroll { lines: step });
            setting.lay_out(&mut view.shaped);
            self.follow();
        }
    }

    fn replace(&mut self, start: Position, end: Position, text: &str) {
        let behind = self.lines.replace(start, end, text);
        self.changed = Some(self.changed.map_or(start.line, |line| line.min(start.line)));
        self.set_cursor(behind, None);
        let Some(view) = &mut self.view else { return };
        let (Some(first), Some(last)) = (view.inner(start), view.inner(end)) else {
            self.view = None;
            return;
        };
        if text.len() > LONG {
            self.view = None;
            return;
        }
        let is_removed = first != last;
        view.position(Cursor { position: last, selection: is_removed.then_some(first) });
        view.is_cursor_away = false;
        if !text.is_empty() {
            view.shaped.perform(Action::Edit(Edit::Paste(text.replace('\r', " ").into())));
        } else if is_removed {
            view.shaped.perform(Action::Edit(Edit::Delete));
        }
        let lengths: Vec<usize> = text.split('\n').map(str::len).collect();
        part::replace(&mut view.parts, (first.line, last.line), (start, end, behind), &lengths);
        view.highlighted = 0..0;
        if view.shaped.line_count() != view.parts.len() {
            self.view = None;
        }
    }
}

impl Default for Buffer {
    fn default() -> Self {
        Self::with_text("")
    }
}

impl Editor for Buffer {
    type Font = Font;

    fn with_text(text: &str) -> Self {
        let cursor = Cursor { position: Position { line: 0, column: 0 }, selection: None };
        Self { lines: Lines::new(text), cursor, setting: Setting::default(), view: None, changed: Some(0) }
    }

    fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    fn cursor(&self) -> Cursor {
        self.cursor
    }

    fn selection(&self) -> Selection {
        let is_laid_out = |view: &&View| view.rows_of(view.shaped.cursor().position.line).is_some();
        match self.view.as_ref().filter(is_laid_out) {
            Some(view) if !view.is_cursor_away => view.shaped.selection(),
            // Outside the view.
            _ => Selection::Caret(Point::new(0.0, -1.0e6)),
        }
    }

    fn copy(&self) -> Option<String> {
        let (start, end) = bounds(self.cursor);
        (start != end).then(|| self.lines.between(start, end))
    }

    fn line(&self, index: usize) -> Option<Line<'_>> {
        let text = Cow::Borrowed(self.lines.get(index)?);
        let is_last = index + 1 == self.lines.count();
        Some(Line { text, ending: if is_last { LineEnding::None } else { LineEnding::Lf } })
    }

    fn line_count(&self) -> usize {
        self.lines.count()
    }

    fn perform(&mut self, action: Action) {
        match action {
            Action::Move(motion) => self.go(motion, false),
            Action::Select(motion) => self.go(motion, true),
            Action::SelectWord => {
                let (start, end) = self.lines.word(self.cursor.position);
                self.set_cursor(end, Some(start));
                self.show_cursor();
            }
            Action::SelectLine => {
                let start = Position { column: 0, ..self.cursor.position };
                let end = self.lines.clamp(Position { column: usize::MAX, ..start });
                self.set_cursor(end, Some(start));
                self.show_cursor();
            }
            Action::SelectAll => {
                self.set_cursor(self.lines.end(), Some(Position { line: 0, column: 0 }));
                self.show_cursor();
            }
            Action::Edit(edit) => {
                let lines = &self.lines;
                let line = |index| lines.get(index).map(Cow::Borrowed);
                if let Some(change) = replacement(&edit, self.cursor, line) {
                    self.replace(change.start, change.end, &change.text);
                }
            }
            Action::Click(_) => self.point(action, false),
            Action::Drag(_) => self.point(action, true),
            Action::Scroll { lines } => self.scroll(lines),
        }
    }

    fn move_to(&mut self, cursor: Cursor) {
        let selection = cursor.selection.map(|position| self.lines.clamp(position));
        self.set_cursor(self.lines.clamp(cursor.position), selection);
        self.show_cursor();
    }

    fn bounds(&self) -> Size {
        self.setting.bounds
    }

    fn min_bounds(&self) -> Size {
        self.view.as_ref().map_or(Size::ZERO, |view| view.shaped.min_bounds())
    }

    fn update(
        &mut self,
        bounds: Size,
        font: Font,
        size: Pixels,
        line_height: LineHeight,
        wrapping: Wrapping,
        _highlighter: &mut impl Highlighter,
    ) {
        let setting = Setting { bounds, font, size, line_height, wrapping };
        if std::mem::replace(&mut self.setting, setting) != setting
            && let Some(view) = &mut self.view
        {
            view.highlighted = 0..0;
        }
        let view = self.view();
        setting.lay_out(&mut view.shaped);
        self.follow();
    }

    /// Requests the lines from where the highlighter can go on (see [`Highlighter::current_line`] after
    /// [`Highlighter::change_line`]) to the last visible one. Lines are those of the whole text, and each
    /// comes with the next one after a line feed.
    fn highlight<H: Highlighter>(
        &mut self,
        font: Font,
        highlighter: &mut H,
        format: impl Fn(&H::Highlight) -> highlighter::Format<Font>,
    ) {
        let Some(view) = &mut self.view else { return };
        // iced's editor assumes that the first line is entirely visible, and so highlights slightly less
        // where it is scrolled.
        let (first, last) = (view.top().0.saturating_sub(1), view.line_after(self.setting.rows()));
        let is_done = view.highlighted.start <= first && last < view.highlighted.end;
        let (Some(top), Some(bottom)) = (view.parts.get(first), view.parts.get(last)) else { return };
        if is_done && highlighter.current_line() > bottom.line && self.changed.is_none() {
            return;
        }
        // The line before comes with the changed one.
        if let Some(line) = self.changed.take() {
            highlighter.change_line(line.saturating_sub(1));
        }
        highlighter.change_line(top.line);
        let mut marked = Marked::from_part(first);
        let mut line = String::new();
        for at in highlighter.current_line()..=bottom.line {
            line.clear();
            line.push_str(self.lines.get(at).unwrap_or_default());
            if let Some(next) = self.lines.get(at + 1) {
                line.push('\n');
                line.push_str(next);
            }
            let marks = highlighter.highlight_line(&line);
            if at >= top.line {
                let parts = view.parts[first..=last].iter().enumerate().filter(|(_, part)| part.line == at);
                marked.add(marks, parts);
            }
        }
        view.shaped.highlight(font, &mut marked, format);
        view.highlighted = first..last + 1;
    }
}

#[cfg(test)]
mod tests;
