//! A pane that lets nothing of its content out below its edge.

use iced::advanced::widget::Tree;
use iced::advanced::{Layout, Renderer as _, mouse, renderer};
use iced::{Rectangle, Theme};

use super::decorate::{Decoration, decorate};
use crate::ui::Element;

/// Height cut away, logical pixels: `iced_tiny_skia` 0.14 clips a text editor, whose last line may stand out of it,
/// only where its box does not lie wholly inside the layer.
const CUT: f32 = 1.0;

/// Crops what stands out of `content`: a long text in its editor.
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
