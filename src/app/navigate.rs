//! Navigation to a screen.

use iced::Task;

use super::{Message, Office, Tab};
use crate::ui::Place;

impl Office {
    /// Rebuilds a screen if its data is stale.
    pub(super) fn derive(&mut self, tab: Tab) {
        if self.stale.remove(&tab) {
            self.screens.prepare(tab, &self.desk);
        }
    }

    pub(super) fn open(&mut self, place: Place) -> Task<Message> {
        let tab = Tab::of(&place);
        self.derive(tab);
        let desk = &self.desk;
        let task = match place {
            Place::Home | Place::Progress | Place::Settings => Task::none(),
            Place::Calendar(selection) => selection.map_or_else(Task::none, |selection| {
                self.screens.calendar.show(selection, desk).map(Message::Calendar)
            }),
            Place::Drafts => {
                self.screens.draft.fill(desk);
                Task::none()
            }
            Place::Draft(id) => self.screens.draft.show(Some(id), desk).map(Message::Draft),
            Place::Posters => self.screens.poster.show(None, desk).map(Message::Poster),
            Place::Poster(id) => self.screens.poster.show(Some(id), desk).map(Message::Poster),
            Place::Plan(clause) => self.screens.plan.show(clause, desk).map(Message::Plan),
        };
        let is_moved = self.place != tab;
        self.place = tab;
        let beat = if is_moved { self.beat() } else { self.beat_if_moved() };
        Task::batch([task, beat])
    }
}
