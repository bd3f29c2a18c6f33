//! The editor for the selected text element.

use iced::widget::text_editor;

use super::{Designer, Message};
use crate::poster::{Edit, ElementKind};
use crate::ui::{Action, patch};

/// The id of the editor.
pub(super) const TEXT: &str = "poster-text";

impl Designer {
    /// Updates the editor to the selected text, unless the user is typing.
    pub(super) fn sync_text(&mut self) {
        let chosen = self.chosen().and_then(|part| match &part.kind {
            ElementKind::Text(text) => Some((part.id, text.text.clone())),
            _ => None,
        });
        let Some((id, text)) = chosen else {
            (self.text_of, self.editing) = (None, None);
            return;
        };
        if self.text_of != Some(id) {
            self.text_editor = text_editor::Content::with_text(&text);
            self.editing = self.editing.filter(|edited| *edited == id);
            self.text_of = Some(id);
            return;
        }
        let typed = self.typed_text();
        if typed != text {
            patch::patch_around(&mut self.text_editor, &typed, &text);
        }
    }

    pub(super) fn write(&mut self, action: text_editor::Action) -> Action<Message> {
        let is_edit = action.is_edit();
        patch::perform(&mut self.text_editor, action);
        match self.text_of {
            Some(id) if is_edit => self.commit(Edit::SetText { id, text: self.typed_text() }, true),
            _ => Action::none(),
        }
    }

    pub(super) fn typed_text(&self) -> String {
        self.text_editor.text().replace("\r\n", "\n")
    }
}
