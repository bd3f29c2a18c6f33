//! A row of the layer list dragged to another place.

use crate::poster::{Edit, ElementId};
use crate::ui::Action;

use super::{Designer, Message};

/// A layer that is being dragged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lifted {
    pub id: ElementId,
    /// Where it would come to lie in painting order.
    pub index: usize,
}

impl Designer {
    /// The elements in painting order, with the dragged one where it would come to lie.
    pub(super) fn order(&self) -> Vec<ElementId> {
        let mut order: Vec<ElementId> = self.poster.elements.iter().map(|part| part.id).collect();
        if let Some(Lifted { id, index }) = self.lifted
            && let Some(from) = order.iter().position(|one| *one == id)
        {
            let _ = order.remove(from);
            order.insert(index.min(order.len()), id);
        }
        order
    }

    pub(super) fn lift(&mut self, id: ElementId) {
        // Chosen only when it is let go: the panel above the list would change its height.
        self.lifted = self.poster.position(id).map(|index| Lifted { id, index });
    }

    /// The pointer has come to the row of another layer.
    pub(super) fn lift_over(&mut self, id: ElementId) {
        let Some(index) = self.order().iter().position(|one| *one == id) else { return };
        if let Some(lifted) = self.lifted.as_mut().filter(|lifted| lifted.id != id) {
            lifted.index = index;
        }
    }

    pub(super) fn drop_layer(&mut self) -> Action<Message> {
        let Some(Lifted { id, index }) = self.lifted.take() else { return Action::none() };
        self.choose(vec![id]);
        if self.poster.position(id) == Some(index) {
            return Action::none();
        }
        self.commit(Edit::Reorder { id, index }, false)
    }
}
