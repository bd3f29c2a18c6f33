//! Long lists, of which only the part in view is drawn.

use std::ops::Range;

use iced::Length;
use iced::widget::{Scrollable, container, space};

use super::frame::scroll;
use super::steady::{Column, column_of as column};
use crate::ui::Element;

/// Drawn beyond the visible part, so that scrolling shows no gaps; logical pixels.
const MARGIN: f32 = 400.0;
/// Before the first layout, as much as a large window shows; what is beyond follows in the next frame.
const LARGE: f32 = 1200.0;

/// Of `count` rows of equal height those to draw, and the space above and below them; `view` is the scroll offset and
/// the visible height, zero until it is known.
fn window_of_rows(view: (f32, f32), row: f32, count: usize) -> (Range<usize>, f32, f32) {
    let (from, height) = view;
    let (height, margin) = if height > 0.0 { (height, MARGIN) } else { (LARGE, 0.0) };
    let last = count.min(((from + height + margin) / row) as usize + 1);
    let first = last.min(((from - margin) / row).max(0.0) as usize);
    (first..last, first as f32 * row, (count - last) as f32 * row)
}

/// A column of `count` rows of equal height: `rows` makes those in view, the others are space.
pub fn rows_in_view<'a, Message: 'a, Rows: IntoIterator<Item = Element<'a, Message>>>(
    view: (f32, f32),
    row: f32,
    count: usize,
    rows: impl FnOnce(Range<usize>) -> Rows,
) -> Column<'a, Message> {
    let (shown, above, below) = window_of_rows(view, row, count);
    column![space().height(above)].extend(rows(shown)).push(space().height(below))
}

/// Such rows in a scrollable of their own, which tells its offset and its height.
pub fn list_in_view<'a, Message: 'a>(
    rows: impl Into<Element<'a, Message>>,
    on_scroll: impl Fn(f32, f32) -> Message + 'a,
) -> Scrollable<'a, Message, iced::Theme, iced::Renderer> {
    scroll(container(rows).padding([0, 8]))
        .on_scroll(move |viewport| on_scroll(viewport.absolute_offset().y, viewport.bounds().height))
        .height(Length::Fill)
        .width(Length::Fill)
}
