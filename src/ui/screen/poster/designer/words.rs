//! The editor for the selected text element.

use iced::Task;
use iced::widget::text_editor;

use super::{Designer, Message};
use crate::poster::{Edit, Kind};
use crate::ui::{Action, patch};

/// The id of the editor.
pub(super) const WORDS: &str = "poster-words";

pub(super) fn focus_words() -> Task<Message> {
    iced::widget::operation::focus(iced::widget::Id::new(WORDS))
}

impl Designer {
    /// Updates the editor to the selected text, unless the user is typing.
    pub(super) fn sync_words(&mut self) {
        let chosen = self.chosen().and_then(|part| match &part.kind {
            Kind::Text(text) => Some((part.id, text.text.clone())),
            _ => None,
        });
        let Some((id, words)) = chosen else {
            self.words_of = None;
            return;
        };
        if self.words_of != Some(id) {
            self.words = text_editor::Content::with_text(&words);
            self.words_of = Some(id);
            return;
        }
        let typed = self.typed_words();
        if typed != words {
            patch::patch_around(&mut self.words, &typed, &words);
        }
    }

    pub(super) fn write(&mut self, action: text_editor::Action) -> Action<Message> {
        let is_edit = action.is_edit();
        self.words.perform(action);
        match self.words_of {
            Some(id) if is_edit => self.commit(Edit::SetText { id, text: self.typed_words() }, true),
            _ => Action::none(),
        }
    }

    fn typed_words(&self) -> String {
        self.words.text().replace("\r\n", "\n")
    }
}
