//! The list of choices that a field opens beneath or above itself. It stays in the window, scrolls where it is longer
//! than there is room, and keeps the choice that the arrow keys reach in view.

use iced::advanced::text::{self, Renderer as _};
use iced::advanced::{Clipboard, Layout, Overlay, Renderer as _, Shell, layout, mouse, overlay, renderer};
use iced::{Event, Padding, Pixels, Point, Rectangle, Size, Theme, alignment, border, touch};

use super::clamp::width_of;
use crate::ui::font;
use crate::ui::theme::{Tokens, metric, size};

/// Height of a line of text, logical pixels.
const LINE: f32 = 17.0;
/// The frame's line, and the least space to the edge of the window.
const FRAME: f32 = 1.0;
const GAP: f32 = 4.0;
/// Width of the scroll bar, and its space to the frame.
const BAR: f32 = 6.0;
const BAR_GAP: f32 = 2.0;
/// Pixels for a step of the wheel.
const STEP: f32 = 60.0;

/// A clip for a text with these bounds in a layer of this size; none when it is out of view. The renderer masks a text
/// only where the clip is larger than the layer, so a text that is partly out of view gets one larger than any window.
pub(super) fn clip(bounds: Rectangle, layer: &Rectangle) -> Option<Rectangle> {
    const FAR: f32 = 1e6;
    if !bounds.intersects(layer) {
        return None;
    }
    let all = Rectangle { x: -FAR, y: -FAR, width: 2.0 * FAR, height: 2.0 * FAR };
    Some(if bounds.is_within(layer) { *layer } else { all })
}

#[derive(Debug, Default)]
pub(super) struct State {
    /// How far it is scrolled, logical pixels.
    offset: f32,
    /// The choice that was brought into view last.
    seen: Option<usize>,
    is_dragged: bool,
}

/// The open list of a field at `anchor`.
pub(super) struct Choices<'b, Message> {
    pub state: &'b mut State,
    pub hovered: &'b mut Option<usize>,
    pub count: usize,
    pub label: Box<dyn Fn(usize) -> String + 'b>,
    pub choose: Box<dyn FnMut(usize) -> Option<Message> + 'b>,
    pub anchor: Rectangle,
    pub width: f32,
    pub padding: Padding,
}

impl<'b, Message: 'b> Choices<'b, Message> {
    pub fn overlay(self) -> overlay::Element<'b, Message, Theme, iced::Renderer> {
        overlay::Element::new(Box::new(self))
    }

    fn line(&self) -> f32 {
        LINE + self.padding.top + self.padding.bottom
    }

    fn whole(&self) -> f32 {
        self.line() * self.count as f32
    }

    /// Scrolls there, no further than the last choice.
    fn scroll_to(&mut self, offset: f32, room: f32) {
        self.state.offset = offset.min(self.whole() - room).max(0.0);
    }

    /// The choice at this point of the window.
    fn at(&self, point: Point, inner: Rectangle) -> Option<usize> {
        let at = ((point.y - inner.y + self.state.offset) / self.line()).floor();
        inner.contains(point).then_some(at as usize).filter(|at| *at < self.count)
    }

    /// The scroll bar's thumb, where not everything has room.
    fn thumb(&self, inner: Rectangle) -> Option<Rectangle> {
        let whole = self.whole();
        if whole <= inner.height {
            return None;
        }
        let height = (inner.height * inner.height / whole).max(2.0 * BAR);
        let y = inner.y + (inner.height - height) * self.state.offset / (whole - inner.height);
        let x = inner.x + inner.width - BAR - BAR_GAP;
        Some(Rectangle { x, y, width: BAR, height })
    }

    /// Moves the thumb's middle to this height of the window.
    fn drag_to(&mut self, y: f32, inner: Rectangle) {
        let Some(thumb) = self.thumb(inner) else { return };
        let part = (y - inner.y - thumb.height / 2.0) / (inner.height - thumb.height).max(1.0);
        self.scroll_to(part * (self.whole() - inner.height), inner.height);
    }

    fn hover(&mut self, at: Option<usize>, shell: &mut Shell<'_, Message>) {
        if at.is_some() && *self.hovered != at {
            *self.hovered = at;
            shell.request_redraw();
        }
        self.state.seen = *self.hovered;
    }
}

fn inner(bounds: Rectangle) -> Rectangle {
    bounds.shrink(FRAME)
}

impl<'b, Message: 'b> Overlay<Message, Theme, iced::Renderer> for Choices<'b, Message> {
    fn layout(&mut self, _renderer: &iced::Renderer, window: Size) -> layout::Node {
        let wanted = self.whole() + 2.0 * FRAME;
        let above = self.anchor.y - GAP;
        let below = window.height - self.anchor.y - self.anchor.height - GAP;
        let is_below = wanted <= below || below >= above;
        let height = wanted.min(if is_below { below } else { above }).max(0.0);
        let width = self.width.min(window.width);
        let x = self.anchor.x.min(window.width - width).max(0.0);
        let y = if is_below { self.anchor.y + self.anchor.height } else { self.anchor.y - height };
        let room = height - 2.0 * FRAME;
        let mut offset = self.state.offset;
        if *self.hovered != self.state.seen {
            self.state.seen = *self.hovered;
            let top = self.hovered.map_or(0.0, |at| at as f32 * self.line());
            offset = offset.min(top).max(top + self.line() - room);
        }
        self.scroll_to(offset, room);
        layout::Node::new(Size::new(width, height)).move_to(Point::new(x, y))
    }

    fn update(
        &mut self,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _renderer: &iced::Renderer,
        _clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, Message>,
    ) {
        let inner = inner(layout.bounds());
        let Some(point) = cursor.position() else { return };
        match event {
            Event::Mouse(mouse::Event::CursorMoved { .. }) if self.state.is_dragged => {
                self.drag_to(point.y, inner);
                shell.request_redraw();
                shell.capture_event();
            }
            Event::Mouse(mouse::Event::CursorMoved { .. }) => self.hover(self.at(point, inner), shell),
            Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left)) if self.state.is_dragged => {
                self.state.is_dragged = false;
                shell.capture_event();
            }
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left))
            | Event::Touch(touch::Event::FingerPressed { .. })
                if layout.bounds().contains(point) =>
            {
                let is_bar = self.thumb(inner).is_some_and(|thumb| point.x >= thumb.x - BAR_GAP);
                if is_bar {
                    self.state.is_dragged = true;
                    self.drag_to(point.y, inner);
                    shell.request_redraw();
                } else if let Some(message) = self.at(point, inner).and_then(|at| (self.choose)(at)) {
                    shell.publish(message);
                }
                shell.capture_event();
            }
            Event::Mouse(mouse::Event::WheelScrolled { delta }) if layout.bounds().contains(point) => {
                let by = match delta {
                    mouse::ScrollDelta::Lines { y, .. } => y * STEP,
                    mouse::ScrollDelta::Pixels { y, .. } => *y,
                };
                self.scroll_to(self.state.offset - by, inner.height);
                self.hover(self.at(point, inner), shell);
                shell.request_redraw();
                shell.capture_event();
            }
            _ => {}
        }
    }

    fn mouse_interaction(
        &self,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _renderer: &iced::Renderer,
    ) -> mouse::Interaction {
        if cursor.is_over(layout.bounds()) { mouse::Interaction::Pointer } else { mouse::Interaction::None }
    }

    fn draw(
        &self,
        renderer: &mut iced::Renderer,
        theme: &Theme,
        _style: &renderer::Style,
        layout: Layout<'_>,
        _cursor: mouse::Cursor,
    ) {
        let (tokens, bounds) = (Tokens::of(theme), layout.bounds());
        let frame = border::rounded(metric::RADIUS).color(tokens.outline).width(FRAME);
        let ground = renderer::Quad { bounds, border: frame, ..renderer::Quad::default() };
        renderer.fill_quad(ground, tokens.surface);
        let (inner, line) = (inner(bounds), self.line());
        let first = (self.state.offset / line) as usize;
        let last = (((self.state.offset + inner.height) / line).ceil() as usize).min(self.count);
        renderer.with_layer(inner, |renderer| {
            for at in first..last {
                let y = inner.y + at as f32 * line - self.state.offset;
                let bounds = Rectangle { y, height: line, ..inner };
                let is_hovered = *self.hovered == Some(at);
                if is_hovered {
                    let border = border::rounded(metric::RADIUS);
                    let quad = renderer::Quad { bounds, border, ..renderer::Quad::default() };
                    renderer.fill_quad(quad, tokens.accent_weak);
                }
                let label = (self.label)(at);
                let place = Point::new(bounds.x + self.padding.left, bounds.center_y());
                let width = width_of(&label, size::DENSE);
                let drawn = Rectangle { x: place.x, width, ..bounds };
                let words = text::Text {
                    content: label,
                    bounds: Size::new(f32::INFINITY, line),
                    size: Pixels(size::DENSE),
                    line_height: text::LineHeight::Absolute(Pixels(LINE)),
                    font: font::REGULAR,
                    align_x: text::Alignment::Left,
                    align_y: alignment::Vertical::Center,
                    shaping: text::Shaping::Advanced,
                    wrapping: text::Wrapping::None,
                };
                if let Some(clip) = clip(drawn, &inner) {
                    let ink = if is_hovered { tokens.accent } else { tokens.text };
                    renderer.fill_text(words, place, ink, clip);
                }
            }
            if let Some(bounds) = self.thumb(inner) {
                let quad = renderer::Quad {
                    bounds,
                    border: border::rounded(BAR / 2.0),
                    ..renderer::Quad::default()
                };
                let alpha = if self.state.is_dragged { 1.0 } else { 0.45 };
                renderer.fill_quad(quad, tokens.text_tertiary.scale_alpha(alpha));
            }
        });
    }
}
