//! Spans of the text that are underlined or stand on a ground: what a search found, misspelled words.

use std::ops::Range;

use iced::advanced::Renderer as _;
use iced::advanced::graphics::text::Editor as Shaped;
use iced::advanced::renderer::Quad;
use iced::advanced::text::editor::Position;
use iced::{Point, Rectangle, Size, Theme};

use crate::ui::theme::{Tokens, style};

/// A span of a stretch of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Bytes of the stretch.
    pub range: Range<usize>,
    pub look: Look,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// A wavy underline.
    Misspelled,
    /// What a search found.
    Found,
    /// What a search found and now shows.
    FoundHere,
}

/// The spans of a stretch of a line, given where it begins and its text. A stretch is the line, or some kilobytes
/// of a very long one. Called at each drawing for what is in view, so it must be quick.
pub type Spans<'a> = Box<dyn Fn(Position, &str) -> Vec<Span> + 'a>;

/// A laid-out stretch of a line that is in view.
#[derive(Debug, Clone, Copy)]
pub struct VisiblePart {
    /// The line of the laid-out editor.
    pub at: usize,
    /// Where it begins in the text.
    pub start: Position,
    /// The top of its first row, relative to the view's; logical pixels.
    pub top: f32,
}

/// Where the spans are, relative to the view: one area for each row of text, `row` high; logical pixels.
pub(super) fn areas(
    editor: &Shaped,
    parts: &[VisiblePart],
    spans: &[Spans<'_>],
    row: f32,
) -> Vec<(Rectangle, Look)> {
    let mut areas = Vec::new();
    if spans.is_empty() {
        return areas;
    }
    for part in parts {
        let Some(line) = editor.buffer().lines.get(part.at) else { continue };
        let rows = line.layout_opt().map(Vec::as_slice).unwrap_or_default();
        for Span { range, look } in spans.iter().flat_map(|spans| spans(part.start, line.text())) {
            for (index, glyphs) in rows.iter().map(|row| &row.glyphs).enumerate() {
                let within = glyphs.iter().filter(|it| it.start < range.end && range.start < it.end);
                let ends = within.map(|glyph| (glyph.x, glyph.x + glyph.w));
                let Some((left, right)) = ends.reduce(|one, two| (one.0.min(two.0), one.1.max(two.1))) else {
                    continue;
                };
                let corner = Point::new(left, part.top + index as f32 * row);
                areas.push((Rectangle::new(corner, Size::new(right - left, row)), look));
            }
        }
    }
    areas
}

/// Draws a span; `clip` is the editor's text area in the window.
pub(super) fn draw(
    area: Rectangle,
    look: Look,
    clip: Rectangle,
    renderer: &mut iced::Renderer,
    theme: &Theme,
) {
    let tokens = Tokens::of(theme);
    let mut fill = |area: Rectangle, color| {
        if let Some(bounds) = area.intersection(&clip) {
            renderer.fill_quad(Quad { bounds, ..Quad::default() }, color);
        }
    };
    match look {
        Look::Found => fill(area, style::FOUND),
        Look::FoundHere => fill(area, style::FOUND_CURRENT),
        Look::Misspelled => {
            /// Half a wave, logical pixels.
            const STEP: f32 = 2.0;
            let bottom = area.y + area.height * 0.86;
            let count = (area.width / STEP).ceil() as usize;
            for at in 0..count {
                let corner = Point::new(area.x + at as f32 * STEP, bottom + (at % 2) as f32);
                fill(Rectangle::new(corner, Size::new(STEP, 1.2)), tokens.danger);
            }
        }
    }
}
