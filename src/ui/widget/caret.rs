//! A cursor that does not blink, so that an idle window draws nothing.

use std::sync::LazyLock;
use std::time::Instant;

use iced::advanced::widget::Tree;
use iced::advanced::{Clipboard, Layout, Shell, mouse};
use iced::{Event, Rectangle, window};

use super::decorate::{Decoration, decorate};
use crate::ui::Element;

/// Earlier than any key press: iced draws its cursor during the half second after one.
static BEFORE: LazyLock<Instant> = LazyLock::new(Instant::now);

/// A field or an editor whose cursor does not blink. Each blink would redraw much of the window: iced's
/// renderer treats everything after an appearing or disappearing cursor as changed.
pub fn still<'a, Message: 'a>(field: impl Into<Element<'a, Message>>) -> Element<'a, Message> {
    let _ = *BEFORE;
    decorate(Still { field: field.into() })
}

struct Still<'a, Message> {
    field: Element<'a, Message>,
}

impl<'a, Message> Decoration<'a, Message> for Still<'a, Message> {
    fn content(&self) -> &Element<'a, Message> {
        &self.field
    }

    fn content_mut(&mut self) -> &mut Element<'a, Message> {
        &mut self.field
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        renderer: &iced::Renderer,
        clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, Message>,
        viewport: &Rectangle,
    ) {
        let is_redraw = matches!(event, Event::Window(window::Event::RedrawRequested(_)));
        let then = Event::Window(window::Event::RedrawRequested(*BEFORE));
        let event = if is_redraw { &then } else { event };
        let wanted = shell.redraw_request();
        self.field.as_widget_mut().update(tree, event, layout, cursor, renderer, clipboard, shell, viewport);
        if is_redraw && matches!(shell.redraw_request(), window::RedrawRequest::At(_)) {
            // The only redraw that a field requests is for the next blink.
            Shell::replace_redraw_request(shell, wanted);
        }
    }
}
