//! Navigation to a screen.

use iced::Task;

use super::{Message, Session, Tab};
use crate::ui::Route;

impl Session {
    /// Rebuilds a screen if its data is stale.
    pub(super) fn derive(&mut self, tab: Tab) {
        if self.stale.remove(&tab) {
            self.screens.prepare(tab, &self.context);
        }
    }

    pub(super) fn open(&mut self, route: Route) -> Task<Message> {
        let tab = Tab::of(&route);
        self.derive(tab);
        let context = &self.context;
        let task = match route {
            Route::Home | Route::Progress | Route::People | Route::Settings => Task::none(),
            Route::Calendar(selection) => selection.map_or_else(Task::none, |selection| {
                self.screens.calendar.show(selection, context).map(Message::Calendar)
            }),
            Route::Survey => self.screens.survey.show(context).map(Message::Survey),
            Route::Cases(case) => {
                case.map_or_else(Task::none, |case| self.screens.cases.show(case).map(Message::Cases))
            }
            Route::Places(place) => place.map_or_else(Task::none, |place| {
                self.screens.places.show(place, context).map(Message::Places)
            }),
            Route::Budget(line) => line
                .map_or_else(Task::none, |line| self.screens.budget.show(line, context).map(Message::Budget)),
            Route::Pieces => {
                self.screens.pieces.fill(context);
                Task::none()
            }
            Route::Piece(id) => self.screens.pieces.show(Some(id), context).map(Message::Pieces),
            Route::Posters => self.screens.poster.show(None, context).map(Message::Poster),
            Route::Poster(id) => self.screens.poster.show(Some(id), context).map(Message::Poster),
            Route::Units => {
                self.screens.plan.show_units();
                Task::none()
            }
            Route::Plan(clause) => self.screens.plan.show(clause, context).map(Message::Plan),
        };
        let is_moved = self.tab != tab;
        self.tab = tab;
        let heartbeat = if is_moved { self.heartbeat() } else { self.heartbeat_if_moved() };
        Task::batch([task, heartbeat])
    }
}
