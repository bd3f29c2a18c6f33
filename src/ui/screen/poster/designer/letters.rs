//! Letters of a text: edited on the board with the caret, and given looks of their own.

use std::ops::Range;

use iced::widget::text_editor::{self, Cursor, Position};
use iced::{Point, Task};

use crate::poster::{Edit, Element as PosterElement, ElementId, ElementKind, Look, Text, caret};
use crate::ui::{Action, patch};

use super::{Designer, Message};

/// The id of the editor on the board.
pub(super) const BOARD_TEXT: &str = "poster-board-text";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetterMessage {
    /// The board takes the keys again.
    Leave,
    /// The caret goes on, and takes the selection along when it selects.
    Step(Step, Selecting),
    Toggle(Toggle),
}

/// Ways of the caret that depend on how the text is set on the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Up,
    Down,
    LineStart,
    LineEnd,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Selecting {
    No,
    Yes,
}

/// What letters have or have not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toggle {
    Weight,
    Italic,
    Underline,
}

impl Designer {
    pub(super) fn letter_message(&mut self, message: LetterMessage) -> Action<Message> {
        match message {
            LetterMessage::Leave => {
                let _ = self.leave_letters();
                Action::none()
            }
            LetterMessage::Step(step, selecting) => {
                let (at, lines) = (self.caret(), self.caret_lines());
                let to = match step {
                    Step::Up => caret::beside(lines, at, -1),
                    Step::Down => caret::beside(lines, at, 1),
                    Step::LineStart => caret::ends(lines, at).map(|(start, _)| start),
                    Step::LineEnd => caret::ends(lines, at).map(|(_, end)| end),
                };
                self.put_caret(to.unwrap_or(at), selecting == Selecting::Yes);
                Action::none()
            }
            LetterMessage::Toggle(toggle) => {
                let Some(PosterElement { id, kind: ElementKind::Text(text), .. }) = self.chosen() else {
                    return Action::none();
                };
                let text = toggled(text, self.letters(), toggle);
                let edit = Edit::SetKind { id: *id, kind: Box::new(ElementKind::Text(text)) };
                let action = self.commit(edit, false);
                self.refocused(action)
            }
        }
    }

    /// Edits a text on the board, the caret nearest to a point of the view; all of it is selected without one.
    pub(super) fn edit_letters(&mut self, id: ElementId, at: Option<Point>) -> Task<Message> {
        self.choose(vec![id]);
        self.editing = Some(id);
        match at {
            Some(at) => self.put_caret_at(at, false),
            None => self.text_editor.perform(text_editor::Action::SelectAll),
        }
        focus()
    }

    /// The board takes the keys again, and the card means the whole text; whether a text was edited.
    pub(super) fn leave_letters(&mut self) -> bool {
        if self.editing.is_none() {
            return false;
        }
        self.put_caret(self.caret(), false);
        self.editing = None;
        true
    }

    /// The text that is edited on the board.
    pub(super) fn edited(&self) -> Option<&PosterElement> {
        self.poster.element(self.editing?).filter(|part| !part.is_locked && !part.is_hidden)
    }

    /// The keys go to the letters again, after a change of their look.
    pub(super) fn refocused(&self, mut action: Action<Message>) -> Action<Message> {
        if self.editing.is_some() {
            action.task = Task::batch([action.task, focus()]);
        }
        action
    }

    /// Moves the caret to the letter nearest to a point of the view.
    pub(super) fn put_caret_at(&mut self, at: Point, is_selecting: bool) {
        let Some(frame) = self.edited().map(|part| part.frame) else { return };
        let (x, y) = self.camera.board(at);
        if let Some(at) = caret::nearest(self.caret_lines(), frame.local(x, y)) {
            self.put_caret(at, is_selecting);
        }
    }

    /// The places of the caret in the selected text, as it was set last.
    pub(super) fn caret_lines(&self) -> &[Vec<caret::Caret>] {
        let measured = self.checks.as_ref().zip(self.text_of);
        let set = measured.and_then(|(checks, id)| checks.measured.texts.get(&id));
        set.map_or(&[], |set| &set.carets)
    }

    /// Characters before the caret.
    pub(super) fn caret(&self) -> usize {
        self.characters_before(self.text_editor.cursor().position)
    }

    /// The selected letters of the selected text; none when there are none.
    pub(super) fn letters(&self) -> Option<Range<usize>> {
        let _ = self.text_of?;
        let Cursor { position, selection } = self.text_editor.cursor();
        let (a, b) = (self.characters_before(position), self.characters_before(selection?));
        (a != b).then(|| a.min(b)..a.max(b))
    }

    fn put_caret(&mut self, at: usize, is_selecting: bool) {
        let text = self.typed_text();
        let bytes = text.char_indices().nth(at).map_or(text.len(), |(bytes, _)| bytes);
        let Cursor { position, selection } = self.text_editor.cursor();
        let selection = is_selecting.then(|| selection.unwrap_or(position));
        let position = patch::place(&self.text_editor, bytes);
        let selection = selection.filter(|other| *other != position);
        // Only a motion drops a selection.
        if selection.is_none() && self.letters().is_some() {
            self.text_editor.perform(text_editor::Action::Move(text_editor::Motion::Left));
        }
        self.text_editor.move_to(Cursor { position, selection });
    }

    fn characters_before(&self, position: Position) -> usize {
        let text = self.typed_text();
        let bytes = patch::offset(&text, position);
        text.get(..bytes).map_or(0, |before| before.chars().count())
    }

    /// The selected text with the typeface, the size and the ink of the selected letters, for the card to show.
    pub(super) fn shown_text(&self) -> Option<Text> {
        let ElementKind::Text(text) = &self.chosen()?.kind else { return None };
        let mut shown = text.clone();
        let Some(letters) = self.letters() else { return Some(shown) };
        if let Some(look) = text.looks().get(letters.start) {
            shown.typeface = look.typeface.clone().unwrap_or(shown.typeface);
            shown.ink = look.ink.unwrap_or(shown.ink);
            shown.size *= look.scale.unwrap_or(1.0);
        }
        Some(shown)
    }

    /// The selected element as the card shows it.
    pub(super) fn shown_part(&self) -> Option<PosterElement> {
        let mut part = self.chosen()?.clone();
        if let Some(text) = self.shown_text() {
            part.kind = ElementKind::Text(text);
        }
        Some(part)
    }

    /// An edit of the card, for the selected letters only where there are any: what it changes of the typeface, the
    /// size and the ink. Without any, letters of another typeface or ink take the new one, too.
    pub(super) fn for_letters(&self, edit: Edit) -> Edit {
        let Edit::SetKind { id, kind } = &edit else { return edit };
        let (Some(shown), ElementKind::Text(new)) = (self.shown_text(), &**kind) else { return edit };
        let Some(ElementKind::Text(old)) = self.chosen().filter(|part| part.id == *id).map(|part| &part.kind)
        else {
            return edit;
        };
        let (face, ink) = (new.typeface != shown.typeface, new.ink != shown.ink);
        let is_resized = (new.size - shown.size).abs() > f32::EPSILON;
        let mut text = new.clone();
        if let Some(letters) = self.letters() {
            text = Text {
                typeface: old.typeface.clone(),
                ink: old.ink,
                size: old.size,
                fit: if is_resized { old.fit } else { new.fit },
                ..text
            };
            text.restyle(letters, |look| {
                if face {
                    look.typeface = Some(new.typeface.clone()).filter(|face| *face != old.typeface);
                }
                if ink {
                    look.ink = Some(new.ink).filter(|ink| *ink != old.ink);
                }
                if is_resized {
                    let scale = (new.size / old.size).clamp(0.05, 20.0);
                    look.scale = Some(scale).filter(|scale| (scale - 1.0).abs() > 0.001);
                }
            });
        } else if face || ink {
            text.restyle(0..usize::MAX, |look| {
                look.typeface = look.typeface.take().filter(|_| !face);
                look.ink = look.ink.filter(|_| !ink);
            });
        }
        Edit::SetKind { id: *id, kind: Box::new(ElementKind::Text(text)) }
    }

    /// Which of these all selected letters have.
    pub(super) fn has(&self, text: &Text, toggle: Toggle) -> bool {
        has_all(text, &range(text, self.letters()), toggle)
    }
}

fn focus() -> Task<Message> {
    iced::widget::operation::focus(iced::widget::Id::new(BOARD_TEXT))
}

/// The selected letters, or all.
fn range(text: &Text, letters: Option<Range<usize>>) -> Range<usize> {
    letters.unwrap_or(0..text.text.chars().count())
}

fn has_all(text: &Text, range: &Range<usize>, toggle: Toggle) -> bool {
    let looks = text.looks();
    let chosen = looks.get(range.clone()).unwrap_or_default();
    !chosen.is_empty()
        && chosen.iter().all(|look| match toggle {
            Toggle::Weight => look.typeface.as_ref().unwrap_or(&text.typeface).is_bold(),
            Toggle::Italic => look.is_italic,
            Toggle::Underline => look.is_underlined,
        })
}

/// The text whose selected letters, or all, have something that not all had, or have it no longer.
fn toggled(text: &Text, letters: Option<Range<usize>>, toggle: Toggle) -> Text {
    let range = range(text, letters);
    let is_on = !has_all(text, &range, toggle);
    let mut changed = text.clone();
    changed.restyle(range, |look: &mut Look| match toggle {
        Toggle::Italic => look.is_italic = is_on,
        Toggle::Underline => look.is_underlined = is_on,
        Toggle::Weight => {
            let now = look.typeface.as_ref().unwrap_or(&text.typeface);
            if now.is_bold() != is_on
                && let Some(other) = now.other_weight().filter(|other| other.is_bold() == is_on)
            {
                look.typeface = Some(other).filter(|face| *face != text.typeface);
            }
        }
    });
    changed.with_common_face()
}
