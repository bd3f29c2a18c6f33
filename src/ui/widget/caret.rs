//! A caret at rest: it stands still, so that a window in which nothing happens draws nothing.

use std::sync::LazyLock;
use std::time::Instant;

use iced::advanced::widget::Tree;
use iced::advanced::{Clipboard, Layout, Shell, mouse};
use iced::{Event, Rectangle, window};

use super::decorate::{Decoration, decorate};
use crate::ui::Element;

/// Before every key: iced's caret is seen in the half second after one.
static BEFORE: LazyLock<Instant> = LazyLock::new(Instant::now);

/// A field or an editor whose caret does not blink. Each blink would redraw much of the window: iced's renderer takes
/// everything after a caret that comes or goes for changed.
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
            // The only moment that a field asks for is that of the next blink.
            Shell::replace_redraw_request(shell, wanted);
        }
    }
}
