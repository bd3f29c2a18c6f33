//! Typed values are committed after a pause, on Enter, or before any other action.

use std::time::Duration;

use crate::ui::{Action, Context, after};

use super::{Designer, Message, Property, join};

/// The pause after which a typed value is committed.
const PAUSE: Duration = Duration::from_millis(500);

/// A field being typed in.
#[derive(Debug)]
pub(super) struct Typing {
    pub field: Property,
    pub text: String,
    pub count: u64,
}

impl Designer {
    pub(super) fn typed(&mut self, field: Property, text: String, context: &Context) -> Action<Message> {
        let is_other = self.typing.as_ref().is_some_and(|typing| typing.field != field);
        let committed = if is_other { self.commit_typing(context) } else { Action::none() };
        self.typed += 1;
        let count = self.typed;
        self.typing = Some(Typing { field, text, count });
        let wait = after(PAUSE).map(move |()| Message::TypingPaused(count));
        join(committed, wait.into())
    }

    /// Whether the text is a valid value; invalid text stays in its field after a pause.
    pub(super) fn means(&self, typing: &Typing) -> bool {
        match typing.field {
            Property::Title => !typing.text.trim().is_empty(),
            // A day is taken when its field is left: half of one may be another.
            Property::Date => false,
            field => field.edit(&typing.text, &self.poster, self.shown_part().as_ref()).is_some(),
        }
    }

    /// Commits the value of the field being typed in; an invalid one is dropped.
    pub fn commit_typing(&mut self, context: &Context) -> Action<Message> {
        let Some(Typing { field, text, .. }) = self.typing.take() else { return Action::none() };
        if field == Property::Title {
            let title = text.trim();
            if title.is_empty() {
                return Action::none();
            }
            return self.edit_header(context, |header| title.clone_into(&mut header.title));
        }
        if field == Property::Date {
            return self.set_date(&text, context);
        }
        let part = self.shown_part();
        let edit = field.edit(&text, &self.poster, part.as_ref());
        let edit = match (field, field.ink(&text, &self.poster, part.as_ref())) {
            (Property::Ink(slot, _) | Property::Screen(slot), Some(ink)) if edit.is_some() => {
                self.ink_edit(slot, ink)
            }
            _ => edit,
        };
        match edit {
            Some(edit) => self.commit(self.for_letters(edit), false),
            None => Action::none(),
        }
    }
}
