//! The heights of the rows of a long script, so that only the visible ones are laid out.

use std::cell::RefCell;
use std::ops::Range;

use iced::Padding;

use crate::piece::Format;
use crate::piece::av::{Row, Script};
use crate::ui::screen::pieces::fit::count_lines;
use crate::ui::theme::size;

/// Logical pixels.
pub const NUMBER: f32 = 34.0;
pub const TIME: f32 = 68.0;
/// The right padding contains the scroll bar.
pub const PADDING: Padding = Padding { top: 10.0, right: 20.0, bottom: 10.0, left: 16.0 };
/// Fractions of the remaining width.
pub const PICTURE: u16 = 9;
pub const SPEECH: u16 = 14;

/// Longer scripts are laid out partially.
const LONG: usize = 120;
/// Laid out beyond the visible part, logical pixels.
const MARGIN: f32 = 600.0;
/// Spacing between the cells of a row, and between the lines of a cell.
const GAP: f32 = 12.0;
const SPACING: f32 = 4.0;
/// Width of a small label and the space after it.
const LABEL: f32 = 60.0;

#[derive(Debug)]
pub struct Heights {
    /// The visible part of the rows: offset, height; logical pixels.
    pub view: (f32, f32),
    rows: RefCell<Known>,
    /// Height of the row being edited.
    open: f32,
}

#[derive(Debug, Default)]
struct Known {
    /// Width of the pane.
    width: f32,
    /// Length in bytes of each row, to detect changes, and its height.
    rows: Vec<(usize, f32)>,
}

impl Default for Heights {
    fn default() -> Self {
        Self { view: (0.0, 900.0), rows: RefCell::default(), open: 320.0 }
    }
}

impl Heights {
    pub fn is_long(script: &Script) -> bool {
        script.rows.len() > LONG
    }

    /// Stores the measured height of a row.
    pub fn measured(&mut self, row: usize, height: f32, is_open: bool) {
        if is_open {
            self.open = height;
        } else if let Some((_, known)) = self.rows.get_mut().rows.get_mut(row) {
            *known = height;
        }
    }

    /// The top of each row, and the bottom of the last; logical pixels. `open` is being edited.
    pub fn tops(&self, script: &Script, format: Format, width: f32, open: Option<usize>) -> Vec<f32> {
        let mut known = self.rows.borrow_mut();
        if (known.width - width).abs() > 0.5 {
            *known = Known { width, rows: Vec::with_capacity(script.rows.len()) };
        }
        known.rows.truncate(script.rows.len());
        let mut tops = Vec::with_capacity(script.rows.len() + 1);
        let mut top = 0.0;
        for (index, row) in script.rows.iter().enumerate() {
            tops.push(top);
            let bytes = row.source().len();
            let height = match known.rows.get(index) {
                Some((of, height)) if *of == bytes => *height,
                _ => {
                    let height = estimate(row, format, width);
                    if index < known.rows.len() {
                        known.rows[index] = (bytes, height);
                    } else {
                        known.rows.push((bytes, height));
                    }
                    height
                }
            };
            top += if open == Some(index) { self.open } else { height };
        }
        tops.push(top);
        tops
    }

    /// The rows to lay out.
    pub fn shown(&self, tops: &[f32]) -> Range<usize> {
        let count = tops.len() - 1;
        let (from, height) = self.view;
        // If rows were removed, the view may not go beyond the end.
        let from = from.min(tops[count] - height);
        let first = tops.partition_point(|top| *top <= from - MARGIN).saturating_sub(1);
        let last = tops.partition_point(|top| *top < from + height + MARGIN).min(count);
        first.min(last)..last
    }
}

/// The estimated height of a row that is not being edited, as [`super::view`] draws it.
fn estimate(row: &Row, format: Format, width: f32) -> f32 {
    let has_picture = format == Format::Av;
    let gaps = if has_picture { 3.0 * GAP } else { 2.0 * GAP };
    let room = width - PADDING.left - PADDING.right - NUMBER - TIME - gaps;
    let share = |part: u16| room * f32::from(part) / f32::from(PICTURE + SPEECH);
    let (picture, speech) = if has_picture { (share(PICTURE), share(SPEECH)) } else { (0.0, room) };
    let paragraph = |text: &str, width: f32, size: f32, line: f32| {
        (!text.is_empty()).then(|| count_lines(text, width, size) as f32 * size * line)
    };
    let labelled = |text: &str, width: f32| paragraph(text, width - LABEL, size::CAPTION, 1.5);
    let stacked = |lines: &[Option<f32>]| {
        let lines = lines.iter().flatten();
        lines.clone().sum::<f32>() + SPACING * (lines.count().max(1) - 1) as f32
    };
    let spoken =
        if row.voice.is_empty() { row.speech.clone() } else { format!("{}: {}", row.voice, row.speech) };
    let spoken = if row.speech.is_empty() { String::new() } else { spoken };
    let is_silent = row.speech.is_empty() && row.sound.is_empty() && row.note.is_empty();
    let words = stacked(&[
        paragraph(&spoken, speech, size::BODY, 1.55),
        labelled(&row.sound, speech),
        labelled(if has_picture { "" } else { &row.caption }, speech),
        labelled(&row.note, speech),
        is_silent.then_some(size::DENSE * 1.5),
    ]);
    let seen = stacked(&[
        paragraph(if has_picture { &row.picture } else { "" }, picture, size::DENSE, 1.5),
        labelled(if has_picture { &row.caption } else { "" }, picture),
    ]);
    let number = size::DENSE * 1.6 + 19.0 * row.tones.len() as f32;
    let times = 2.0 * size::DENSE * 1.6;
    words.max(seen).max(number).max(times) + PADDING.top + PADDING.bottom + 1.0
}
