//! The screens of the rail, by name and place, and how the window goes to one.

use iced::Task;

use super::{Message, Office, open};
use crate::newsroom::Command;
use crate::piece::Format;
use crate::plan::{self, SlotId};
use crate::record::Record;
use crate::ui::{Place, Selection};

/// The screens of the rail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tab {
    Home,
    Calendar,
    Draft,
    Poster,
    Progress,
    Plan,
    Settings,
}

impl Tab {
    pub const ALL: [Self; 7] =
        [Self::Home, Self::Calendar, Self::Draft, Self::Poster, Self::Progress, Self::Plan, Self::Settings];

    /// Screens that show what is derived from the newsroom: drawn up when they are gone to, not at every keystroke
    /// elsewhere.
    pub(super) const DERIVED: [Self; 4] = [Self::Home, Self::Calendar, Self::Progress, Self::Plan];

    /// For the profile.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Calendar => "calendar",
            Self::Draft => "draft",
            Self::Poster => "poster",
            Self::Progress => "progress",
            Self::Plan => "plan",
            Self::Settings => "settings",
        }
    }

    pub(super) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tab| tab.name() == name)
    }

    /// The record that the screen shows and edits.
    pub(super) fn record(self) -> Option<&'static str> {
        match self {
            Self::Plan => Some(plan::Plan::PATH),
            Self::Settings => Some(plan::Settings::PATH),
            _ => None,
        }
    }

    fn of(place: &Place) -> Self {
        match place {
            Place::Home => Self::Home,
            Place::Calendar(_) => Self::Calendar,
            Place::Drafts | Place::Draft(_) => Self::Draft,
            Place::Posters | Place::Poster(_) => Self::Poster,
            Place::Progress => Self::Progress,
            Place::Plan(_) => Self::Plan,
            Place::Settings => Self::Settings,
        }
    }

    pub(super) fn place(self) -> Place {
        match self {
            Self::Home => Place::Home,
            Self::Calendar => Place::Calendar(None),
            Self::Draft => Place::Drafts,
            Self::Poster => Place::Posters,
            Self::Progress => Place::Progress,
            Self::Plan => Place::Plan(None),
            Self::Settings => Place::Settings,
        }
    }
}

impl Office {
    /// Draws a screen up anew, where what it shows has changed since.
    pub(super) fn derive(&mut self, tab: Tab) {
        if !self.stale.remove(&tab) {
            return;
        }
        let desk = &self.desk;
        match tab {
            Tab::Home => self.home.derive(desk),
            Tab::Progress => self.progress.derive(desk),
            Tab::Plan => self.plan.derive(desk),
            Tab::Calendar => self.calendar.derive_chosen(desk),
            Tab::Draft | Tab::Poster | Tab::Settings => {}
        }
    }

    pub(super) fn open(&mut self, place: Place) -> Task<Message> {
        let tab = Tab::of(&place);
        self.derive(tab);
        let desk = &self.desk;
        let task = match place {
            Place::Home | Place::Progress | Place::Settings => Task::none(),
            Place::Calendar(selection) => selection.map_or_else(Task::none, |selection| {
                self.calendar.show(selection, desk).map(Message::Calendar)
            }),
            Place::Drafts => {
                self.draft.fill(desk);
                Task::none()
            }
            Place::Draft(id) => self.draft.show(Some(id), desk).map(Message::Draft),
            Place::Posters => self.poster.show(None, desk).map(Message::Poster),
            Place::Poster(id) => self.poster.show(Some(id), desk).map(Message::Poster),
            Place::Plan(clause) => self.plan.show(clause, desk).map(Message::Plan),
        };
        let is_moved = self.place != tab;
        self.place = tab;
        let beat = if is_moved { self.beat() } else { self.beat_if_moved() };
        Task::batch([task, beat])
    }

    /// A new piece from its activity's template, selected in the calendar or opened in its editor.
    pub(super) fn draft(&mut self, activity: &str, slots: &[SlotId], is_opened: bool) -> Task<Message> {
        let Some(piece) = open::draft(&self.desk.newsroom, activity, slots) else { return Task::none() };
        let id = piece.header.id.clone();
        let is_poster = piece.format == Format::Poster;
        let changed = self.apply(Command::Add(Box::new(piece)));
        let place = match (is_opened, is_poster) {
            (true, true) => Place::Poster(id),
            (true, false) => Place::Draft(id),
            (false, _) => Place::Calendar(Some(Selection::Piece(id))),
        };
        Task::batch([changed, self.open(place)])
    }
}
