//! A pane that clips its content at the bottom.

use iced::advanced::widget::Tree;
use iced::advanced::{Layout, Renderer as _, mouse, renderer};
use iced::{Rectangle, Theme};

use super::decorate::{Decoration, decorate};
use crate::ui::Element;

/// Height cut off, logical pixels: `iced_tiny_skia` 0.14 clips a text editor, whose last line may extend
/// beyond it, only when its bounds are not entirely inside the layer.
const CUT: f32 = 1.0;

/// Clips `content` that overflows: a long text in its editor.
pub fn crop<'a, Message: 'a>(content: impl Into<Element<'a, Message>>) -> Element<'a, Message> {
    decorate(Crop { content: content.into() })
}

struct Crop<'a, Message> {
    content: Element<'a, Message>,
}

impl<'a, Message> Decoration<'a, Message> for Crop<'a, Message> {
    fn content(&self) -> &Element<'a, Message> {
        &self.content
    }

    fn content_mut(&mut self) -> &mut Element<'a, Message> {
        &mut self.content
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut iced::Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let bounds = layout.bounds();
        let seen = Rectangle { height: (bounds.height - CUT).max(0.0), ..bounds };
        let Some(seen) = seen.intersection(viewport) else { return };
        renderer.with_layer(seen, |renderer| {
            self.content.as_widget().draw(tree, renderer, theme, style, layout, cursor, viewport);
        });
    }
}
