//! Settings from the machine and the user: the day, the theme, recent workspaces.

use std::path::PathBuf;

use chrono::{Local, NaiveDate};

use crate::plan::Settings;
use crate::store::Profile;
use crate::store::profile::Appearance;
use crate::ui::ThemeChoice;
use crate::ui::screen::welcome::Welcome;

/// The command line's date, else the workspace's fixed one, else the clock's.
pub(super) fn working_date(given: Option<NaiveDate>, settings: &Settings) -> NaiveDate {
    given.or(settings.working_date).unwrap_or_else(|| Local::now().date_naive())
}

/// `typed` is the path that could not be opened.
pub(super) fn welcome(profile: &Profile, typed: String, trouble: Option<String>) -> Welcome {
    let path = |path: &PathBuf| path.display().to_string();
    Welcome::new(profile.recent.iter().map(path).collect(), typed, trouble)
}

pub(super) fn theme_choice(profile: &Profile) -> ThemeChoice {
    match profile.appearance {
        Appearance::System => ThemeChoice::System,
        Appearance::Light => ThemeChoice::Light,
        Appearance::Dark => ThemeChoice::Dark,
    }
}

pub(super) fn set_theme_choice(profile: &mut Profile, choice: ThemeChoice) {
    profile.appearance = match choice {
        ThemeChoice::System => Appearance::System,
        ThemeChoice::Light => Appearance::Light,
        ThemeChoice::Dark => Appearance::Dark,
    };
}
