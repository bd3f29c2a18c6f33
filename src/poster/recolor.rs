//! Changes an ink everywhere on a poster.

use super::{Edit, ElementKind, Fill, Ink, Poster};

impl Poster {
    /// Replaces each use of one ink by another: in texts, shapes, icons, codes and the background; locked elements
    /// too, because a colour of the house changes as a whole.
    pub fn recolored(&self, from: Ink, to: Ink) -> Edit {
        let mut edits = Vec::new();
        for element in &self.elements {
            let mut kind = element.kind.clone();
            let inks = kind.inks_mut();
            let mut is_changed = false;
            for ink in inks.into_iter().filter(|ink| **ink == from) {
                *ink = to;
                is_changed = true;
            }
            if !is_changed {
                continue;
            }
            let id = element.id;
            let change = Edit::SetKind { id, kind: Box::new(kind) };
            if element.is_locked {
                edits.push(Edit::SetLocked { id, is_locked: false });
                edits.push(change);
                edits.push(Edit::SetLocked { id, is_locked: true });
            } else {
                edits.push(change);
            }
        }
        let mut background = self.background;
        background.inks_mut().into_iter().filter(|ink| **ink == from).for_each(|ink| *ink = to);
        if background != self.background {
            edits.push(Edit::SetBackground(background));
        }
        let mut sides = self.sides.clone();
        for side in &mut sides {
            let of_elements = side.elements.iter_mut().flat_map(|element| element.kind.inks_mut());
            let inks = side.background.inks_mut().into_iter().chain(of_elements);
            inks.filter(|ink| **ink == from).for_each(|ink| *ink = to);
        }
        if sides != self.sides {
            edits.push(Edit::SetSides(sides));
        }
        Edit::All(edits)
    }
}

impl ElementKind {
    fn inks_mut(&mut self) -> Vec<&mut Ink> {
        match self {
            Self::Text(text) => text.inks_mut().collect(),
            Self::Icon(icon) => vec![&mut icon.ink],
            Self::Qr(code) => std::iter::once(&mut code.ink).chain(&mut code.paper).collect(),
            Self::Picture(_) => Vec::new(),
            Self::Shape(shape) => {
                let stroke = shape.stroke.as_mut().map(|(ink, _)| ink);
                shape.fill.iter_mut().flat_map(Fill::inks_mut).chain(stroke).collect()
            }
        }
    }
}
