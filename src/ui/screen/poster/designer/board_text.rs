//! Takes the keys and the input method for a text that is edited on the board.
//!
//! iced's own editor does the work, unseen: the board shows the letters, the caret and the selection. Where the
//! caret goes up and down depends on how the text is set there, and so does where the input method shows its window.

use iced::advanced::input_method::InputMethod;
use iced::advanced::widget::{Operation, Tree, tree};
use iced::advanced::{Clipboard, Layout, Shell, Widget, layout, mouse, renderer};
use iced::keyboard::Key;
use iced::keyboard::key::Named;
use iced::widget::text_editor::{self, Binding, KeyPress, Status};
use iced::{Event, Length, Rectangle, Size, Theme, Vector};

use crate::ui::Element;

use super::letters::{BOARD_TEXT, LetterMessage, Selecting, Step};
use super::{Designer, Message};

impl Designer {
    /// The editor over the board, while a text is edited there.
    pub(super) fn board_text(&self) -> Option<Element<'_, Message>> {
        let part = self.edited()?;
        let lines = self.caret_lines();
        let caret = crate::poster::caret::find(lines, self.caret()).map(|(_, caret)| {
            let at = |(x, y): (f32, f32)| self.camera.view(part.frame.place(x, y));
            let (head, foot) = (at(caret.head), at(caret.foot));
            let corner = iced::Point::new(head.x.min(foot.x), head.y.min(foot.y));
            Rectangle::new(corner, Size::new(1.0, (foot.y - head.y).abs().max(1.0)))
        });
        let editor = text_editor::TextEditor::new(&self.text_editor)
            .id(iced::widget::Id::new(BOARD_TEXT))
            .height(Length::Fill)
            .key_binding(binding)
            .on_action(Message::TextEdited);
        Some(Element::new(BoardText { inner: editor.into(), caret: caret.unwrap_or_default() }))
    }
}

fn binding(press: KeyPress) -> Option<Binding<Message>> {
    if !matches!(press.status, Status::Focused { .. }) {
        return None;
    }
    let selecting = if press.modifiers.shift() { Selecting::Yes } else { Selecting::No };
    let step = |step| Some(Binding::Custom(Message::Letters(LetterMessage::Step(step, selecting))));
    let is_plain = !press.modifiers.command() && !press.modifiers.alt();
    match press.key.as_ref() {
        Key::Named(Named::ArrowUp) if is_plain => step(Step::Up),
        Key::Named(Named::ArrowDown) if is_plain => step(Step::Down),
        Key::Named(Named::Home) if is_plain => step(Step::LineStart),
        Key::Named(Named::End) if is_plain => step(Step::LineEnd),
        Key::Named(Named::Escape) => Some(Binding::Custom(Message::Letters(LetterMessage::Leave))),
        _ => Binding::from_key_press(press),
    }
}

struct BoardText<'a> {
    inner: Element<'a, Message>,
    /// In the board's view.
    caret: Rectangle,
}

impl Widget<Message, Theme, iced::Renderer> for BoardText<'_> {
    fn tag(&self) -> tree::Tag {
        self.inner.as_widget().tag()
    }

    fn state(&self) -> tree::State {
        self.inner.as_widget().state()
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Fill, Length::Fill)
    }

    fn layout(
        &mut self,
        tree: &mut Tree,
        renderer: &iced::Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        self.inner.as_widget_mut().layout(tree, renderer, limits)
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &iced::Renderer,
        operation: &mut dyn Operation,
    ) {
        self.inner.as_widget_mut().operate(tree, layout, renderer, operation);
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
        // The board itself takes the mouse; a press elsewhere gives the keys away.
        if matches!(event, Event::Mouse(_)) && cursor.is_over(layout.bounds()) {
            return;
        }
        let before = shell.input_method().clone();
        self.inner.as_widget_mut().update(tree, event, layout, cursor, renderer, clipboard, shell, viewport);
        if *shell.input_method() != before
            && let InputMethod::Enabled { cursor, .. } = shell.input_method_mut()
        {
            let origin = layout.position();
            *cursor = self.caret + Vector::new(origin.x, origin.y);
        }
    }

    fn draw(
        &self,
        _tree: &Tree,
        _renderer: &mut iced::Renderer,
        _theme: &Theme,
        _style: &renderer::Style,
        _layout: Layout<'_>,
        _cursor: mouse::Cursor,
        _viewport: &Rectangle,
    ) {
    }
}
