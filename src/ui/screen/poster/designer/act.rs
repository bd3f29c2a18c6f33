//! Actions of buttons and keys on the selected elements.

use crate::poster::arrange::{Alignment, Direction, align, distribute};
use crate::poster::{Edit, Element as PosterElement, ElementId};
use crate::ui::{Action, Effect};

use super::{Designer, Message, join};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Delete,
    Duplicate,
    Copy,
    Cut,
    /// What was copied here last.
    Paste,
    ChooseAll,
    Next,
    Previous,
    /// One step up in painting order.
    Raise,
    Lower,
    /// Above, or below, all others.
    Front,
    Back,
    Group,
    Ungroup,
    Lock,
    Hide,
    Align(Alignment),
    Distribute(Direction),
    /// Show the history.
    History,
}

impl Designer {
    pub(super) fn act(&mut self, act: Act) -> Action<Message> {
        match act {
            Act::Delete => {
                let removed = self.open_ids().into_iter().map(Edit::Remove).collect();
                self.commit(Edit::All(removed), false)
            }
            Act::History => Action::effect(Effect::History(self.id.clone().into())),
            Act::Duplicate => self.duplicate(),
            Act::Copy => self.copy(),
            Act::Cut => {
                let copied = self.copy();
                join(copied, self.act(Act::Delete))
            }
            Act::Paste => self.paste(),
            Act::ChooseAll => {
                let open = self.poster.elements.iter().filter(|part| !part.is_locked && !part.is_hidden);
                self.choose(open.map(|part| part.id).collect());
                Action::none()
            }
            Act::Next => self.step(1),
            Act::Previous => self.step(-1),
            Act::Raise => self.reorder(1),
            Act::Lower => self.reorder(-1),
            Act::Front => self.put_at_end(true),
            Act::Back => self.put_at_end(false),
            Act::Group => self.group(),
            Act::Ungroup => self.ungroup(),
            Act::Lock => {
                let is_locked = !self.chosen_parts().all(|part| part.is_locked);
                let edits = self.selection.iter().map(|id| Edit::SetLocked { id: *id, is_locked });
                self.commit(Edit::All(edits.collect()), false)
            }
            Act::Hide => {
                let is_hidden = !self.chosen_parts().all(|part| part.is_hidden);
                let edits = self.selection.iter().map(|id| Edit::SetHidden { id: *id, is_hidden });
                self.commit(Edit::All(edits.collect()), false)
            }
            Act::Align(alignment) if self.habits.to_board => {
                let each = self.selection.iter().map(|id| align(&self.poster, &[*id], alignment));
                self.commit(Edit::All(each.collect()), false)
            }
            Act::Align(alignment) => self.commit(align(&self.poster, &self.selection, alignment), false),
            Act::Distribute(direction) => {
                self.commit(distribute(&self.poster, &self.selection, direction), false)
            }
        }
    }

    pub(super) fn chosen_parts(&self) -> impl Iterator<Item = &PosterElement> {
        self.poster.elements.iter().filter(|part| self.selection.contains(&part.id))
    }

    /// The selected elements that are not locked.
    fn open_ids(&self) -> Vec<ElementId> {
        self.chosen_parts().filter(|part| !part.is_locked).map(|part| part.id).collect()
    }

    pub(super) fn nudge(&mut self, dx: f32, dy: f32) -> Action<Message> {
        let ids = self.open_ids();
        if ids.is_empty() {
            return Action::none();
        }
        self.commit(Edit::Move { ids, dx, dy }, true)
    }

    /// The offset of a copy from its original.
    pub(super) fn offset(&self) -> f32 {
        (self.poster.width.min(self.poster.height) * 0.02).round().max(1.0)
    }

    fn duplicate(&mut self) -> Action<Message> {
        let (edits, ids) = self.copies(self.offset());
        let action = self.commit(Edit::All(edits), false);
        self.choose(ids);
        action
    }

    /// Selects the next visible element in painting order.
    fn step(&mut self, by: isize) -> Action<Message> {
        let open: Vec<ElementId> = self
            .poster
            .elements
            .iter()
            .filter(|part| !part.is_locked && !part.is_hidden)
            .map(|part| part.id)
            .collect();
        if open.is_empty() {
            return Action::none();
        }
        let at = self.selection.last().and_then(|id| open.iter().position(|one| one == id));
        let next = match at {
            Some(at) => (at as isize + by).rem_euclid(open.len() as isize) as usize,
            None if by < 0 => open.len() - 1,
            None => 0,
        };
        self.choose(vec![open[next]]);
        Action::none()
    }

    fn reorder(&mut self, by: isize) -> Action<Message> {
        let Some(part) = self.chosen() else { return Action::none() };
        let (id, last) = (part.id, self.poster.elements.len().saturating_sub(1));
        let Some(at) = self.poster.position(id) else { return Action::none() };
        let index = at.saturating_add_signed(by).min(last);
        if index == at {
            return Action::none();
        }
        self.commit(Edit::Reorder { id, index }, false)
    }
}
