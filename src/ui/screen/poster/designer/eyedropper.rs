//! An ink taken from the board with the eyedropper.

use iced::Point;

use crate::document::poster::{ink_of, screen_of};
use crate::poster::{ElementKind, Ink, Poster};
use crate::ui::Action;

use super::{Designer, InkRole, Message};

impl Designer {
    /// The ink that the next press on the board gives to what is chosen.
    pub(super) fn main_ink(&self) -> Option<InkRole> {
        match self.chosen().map(|part| &part.kind) {
            None => self.selection.is_empty().then_some(InkRole::Board),
            Some(ElementKind::Shape(shape)) if shape.fill.is_some() => Some(InkRole::Fill),
            Some(ElementKind::Shape(_)) => Some(InkRole::Stroke),
            Some(ElementKind::Picture(_)) => None,
            Some(_) => Some(InkRole::Mark),
        }
    }

    /// Gives the ink under a point of the view to what is chosen: an ink of the poster as it is, any other colour as
    /// the inks that print it.
    pub(super) fn pick_ink(&mut self, at: Point) -> Action<Message> {
        let Some(role) = self.picking.take() else { return Action::none() };
        let Some(rgb) = self.renderer.picture.as_ref().and_then(|picture| picture.color(self.camera, at))
        else {
            return Action::none();
        };
        let known = inks(&self.poster).find(|ink| screen_of(*ink) == rgb);
        match self.ink_edit(role, known.unwrap_or_else(|| ink_of(rgb))) {
            Some(edit) => {
                let action = self.commit(self.for_letters(edit), false);
                self.refocused(action)
            }
            None => Action::none(),
        }
    }
}

/// The inks of the whole poster.
pub(super) fn inks(poster: &Poster) -> impl Iterator<Item = Ink> {
    let of_elements = poster.elements.iter().flat_map(|part| part.kind.inks());
    poster.background.inks().chain(of_elements)
}
