//! The screens of the rail, by name and place.

use crate::ui::Place;

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
