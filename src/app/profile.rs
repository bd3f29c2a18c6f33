//! Settings from the machine and the user: the day, the theme, recent workspaces.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

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

/// Writes the profile on background threads: one write at a time, and always the newest profile, so that a
/// delayed older write does not replace a newer one.
#[derive(Debug, Clone, Default)]
pub(super) struct ProfileWriter(Arc<Writes>);

#[derive(Debug, Default)]
struct Writes {
    newest: Mutex<Profile>,
    /// Held while writing.
    running: Mutex<()>,
}

impl ProfileWriter {
    /// The write, to be run on a background thread; if it fails, only the window's state is lost.
    pub fn write(&self, profile: &Profile, file: PathBuf) -> impl FnOnce() + Send + 'static {
        lock(&self.0.newest).clone_from(profile);
        let writes = Arc::clone(&self.0);
        move || {
            let _running = lock(&writes.running);
            let newest = lock(&writes.newest).clone();
            if let Err(error) = newest.save_to(&file) {
                tracing::warn!(%error, "profile not saved");
            }
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_delayed_write_does_not_bring_an_older_profile_back() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("profile.ron");
        let named = |screen: &str| Profile { screen: screen.into(), ..Profile::default() };
        let writer = ProfileWriter::default();
        let older = writer.write(&named("home"), file.clone());
        let newer = writer.write(&named("plan"), file.clone());
        newer();
        older();
        assert_eq!(Profile::load_from(&file).screen, "plan");
    }
}
