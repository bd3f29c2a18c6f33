//! iced's text editor for texts of any length: only the lines near the view are shaped and laid out.
//!
//! iced's own editor shapes every line of its content and keeps the result, some hundred bytes per letter.
//! The editor widget is generic over the renderer, which provides the editor: here the renderer is a
//! [`Recorder`], whose editor is a [`Buffer`], and what it records is drawn by the window's renderer.

mod buffer;
mod lines;
mod margin;
mod part;
mod recorder;
mod replacement;

use std::ops::Range;
use std::sync::Arc;

use iced::advanced::widget::{Operation, Tree, tree};
use iced::advanced::{Clipboard, Layout, Shell, Widget, layout, mouse, renderer, text};
use iced::widget::text_editor::{self, TextEditor};
use iced::{Event, Length, Rectangle, Size, Theme};

use crate::ui::Element;
use margin::Margin;
use recorder::Recorder;
pub use replacement::{Replacement, replacement};

/// The editor's content. Line ends are LF, whatever was pasted.
pub type Content = text_editor::Content<Recorder>;

/// Words to mark: the line (from 0) of each and the bytes of it, in order; and which of them are shown.
pub type Found = (Arc<[(usize, Range<usize>)]>, Option<usize>);

/// Like [`iced::widget::text_editor`], for a text of any length.
pub fn long_editor<Message>(
    content: &Content,
) -> TextEditor<'_, text::highlighter::PlainText, Message, Theme, Recorder> {
    TextEditor::new(content)
}

/// The editor as a widget of the window, with marks in its left margin: the number of comments at a line (from 0); and
/// with words marked.
pub fn shown<'a, H: text::Highlighter, Message: 'a>(
    editor: TextEditor<'a, H, Message, Theme, Recorder>,
    marks: Vec<(usize, usize)>,
    found: Found,
    on_mark: fn(usize) -> Message,
) -> Element<'a, Message> {
    Element::new(LongEditor { editor, margin: Margin::new(marks), found, on_mark })
}

struct LongEditor<'a, H: text::Highlighter, Message> {
    editor: TextEditor<'a, H, Message, Theme, Recorder>,
    margin: Margin,
    found: Found,
    on_mark: fn(usize) -> Message,
}

impl<'a, H: text::Highlighter, Message: 'a> LongEditor<'a, H, Message> {
    fn inner(&self) -> &(dyn Widget<Message, Theme, Recorder> + 'a) {
        &self.editor
    }

    fn inner_mut(&mut self) -> &mut (dyn Widget<Message, Theme, Recorder> + 'a) {
        &mut self.editor
    }
}

impl<'a, H: text::Highlighter, Message: 'a> Widget<Message, Theme, iced::Renderer>
    for LongEditor<'a, H, Message>
{
    fn tag(&self) -> tree::Tag {
        self.inner().tag()
    }

    fn state(&self) -> tree::State {
        self.inner().state()
    }

    fn size(&self) -> Size<Length> {
        self.inner().size()
    }

    fn layout(
        &mut self,
        tree: &mut Tree,
        renderer: &iced::Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        self.inner_mut().layout(tree, &Recorder::of(renderer), limits)
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &iced::Renderer,
        operation: &mut dyn Operation,
    ) {
        self.inner_mut().operate(tree, layout, &Recorder::of(renderer), operation);
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
        if let Some(line) = self.margin.pressed(event, layout.bounds(), cursor) {
            shell.publish((self.on_mark)(line));
            shell.capture_event();
            return;
        }
        let renderer = Recorder::of(renderer);
        self.inner_mut().update(tree, event, layout, cursor, &renderer, clipboard, shell, viewport);
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
        renderer: &iced::Renderer,
    ) -> mouse::Interaction {
        if self.margin.mark_under(layout.bounds(), cursor).is_some() {
            return mouse::Interaction::Pointer;
        }
        self.inner().mouse_interaction(tree, layout, cursor, viewport, &Recorder::of(renderer))
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut iced::Renderer,
        theme: &Theme,
        defaults: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let mut recorder = Recorder::of(renderer).marking(&self.found);
        self.inner().draw(tree, &mut recorder, theme, defaults, layout, cursor, viewport);
        let lines = recorder.play(renderer);
        self.margin.draw(lines, layout.bounds(), renderer, theme);
    }
}
