//! Elements that are chosen and moved together, and copies of them.

use crate::poster::{Edit, ElementId, GroupId};
use crate::ui::Action;

use super::{Designer, Message};

impl Designer {
    /// An element with all of its group that can be moved.
    pub(super) fn with_group(&self, id: ElementId) -> Vec<ElementId> {
        self.with_groups(vec![id])
    }

    /// Elements with everything that is in a group with one of them.
    pub(super) fn with_groups(&self, mut ids: Vec<ElementId>) -> Vec<ElementId> {
        let group = |id: &ElementId| self.poster.element(*id).and_then(|part| part.group);
        let groups: Vec<GroupId> = ids.iter().filter_map(group).collect();
        let fellows = self.poster.elements.iter().filter(|part| !part.is_locked && !part.is_hidden);
        for part in fellows.filter(|part| part.group.is_some_and(|group| groups.contains(&group))) {
            if !ids.contains(&part.id) {
                ids.push(part.id);
            }
        }
        ids
    }

    fn free_group(&self) -> GroupId {
        let largest = self.poster.elements.iter().filter_map(|part| part.group).max();
        GroupId(largest.map_or(1, |group| group.0.saturating_add(1)))
    }

    /// Makes one group of the selected elements.
    pub(super) fn group(&mut self) -> Action<Message> {
        let group = (self.selection.len() > 1).then(|| self.free_group());
        self.set_group(group)
    }

    pub(super) fn ungroup(&mut self) -> Action<Message> {
        self.set_group(None)
    }

    fn set_group(&mut self, group: Option<GroupId>) -> Action<Message> {
        let edits = self.selection.iter().map(|id| Edit::SetGroup { id: *id, group });
        self.commit(Edit::All(edits.collect()), false)
    }

    /// Edits that copy the selected elements `by` mm to the right and down; copies of a group are a group of their
    /// own. With the copies' ids.
    pub(super) fn copies(&self, by: f32) -> (Vec<Edit>, Vec<ElementId>) {
        let first = self.poster.free_id().0;
        let fresh = self.free_group().0;
        let mut edits = Vec::new();
        let mut ids = Vec::new();
        for (part, copy) in self.chosen_parts().zip(first..) {
            let copy = ElementId(copy);
            edits.push(Edit::Duplicate { id: part.id, copy, dx: by, dy: by });
            if let Some(GroupId(group)) = part.group {
                // Numbers above all others stay apart as the old ones did.
                edits.push(Edit::SetGroup { id: copy, group: Some(GroupId(fresh.saturating_add(group))) });
            }
            ids.push(copy);
        }
        (edits, ids)
    }

    /// Puts the selected elements above or below all others, in their order.
    pub(super) fn put_at_end(&mut self, is_front: bool) -> Action<Message> {
        let ids: Vec<ElementId> = self.chosen_parts().map(|part| part.id).collect();
        let edits: Vec<Edit> = if is_front {
            ids.into_iter().map(|id| Edit::Reorder { id, index: usize::MAX }).collect()
        } else {
            ids.into_iter().rev().map(|id| Edit::Reorder { id, index: 0 }).collect()
        };
        self.commit(Edit::All(edits), false)
    }
}
