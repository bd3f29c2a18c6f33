//! The settings' file: written behind the window, merged with what others set meanwhile.

use iced::Task;

use super::{App, Message, Office, Stage};
use crate::plan::Settings;
use crate::ui::{Notice, background};
use crate::workspace::{SaveError, Stamp};

/// What `settings.ron` was when it was last read or written, and what the window has beyond it.
#[derive(Debug)]
pub(super) struct SettingsFile {
    stamp: Option<Stamp>,
    base: Settings,
    is_dirty: bool,
    is_writing: bool,
    failure: Option<String>,
}

impl SettingsFile {
    pub fn new(settings: &Settings, stamp: Option<Stamp>) -> Self {
        Self { stamp, base: settings.clone(), is_dirty: false, is_writing: false, failure: None }
    }

    pub fn stamp(&self) -> Option<Stamp> {
        self.stamp
    }

    pub fn note(&mut self) {
        self.is_dirty = true;
        self.failure = None;
    }

    /// Whether it should be written soon.
    pub fn is_waiting(&self) -> bool {
        self.is_dirty && !self.is_writing
    }

    pub fn is_writing(&self) -> bool {
        self.is_writing
    }

    /// Whether the window has settings that the file has not.
    pub fn is_dirty(&self) -> bool {
        self.is_dirty || self.is_writing || self.failure.is_some()
    }

    pub fn failure(&self) -> Option<&str> {
        self.failure.as_deref()
    }

    pub fn retry(&mut self) {
        self.is_dirty |= self.failure.take().is_some();
    }

    pub fn forsake(&mut self) {
        (self.is_dirty, self.is_writing, self.failure) = (false, false, None);
    }

    fn adopt(&mut self, settings: Settings, stamp: Stamp) {
        (self.base, self.stamp) = (settings, Some(stamp));
    }
}

impl App {
    /// Takes in what a write of the settings came to.
    pub(super) fn settings_saved(
        &mut self,
        written: Settings,
        result: Result<Stamp, SaveError>,
    ) -> Task<Message> {
        let Stage::Open(office) = &mut self.stage else { return Task::none() };
        let file = &mut office.saver.settings;
        file.is_writing = false;
        let look = match result {
            Ok(stamp) => {
                file.adopt(written, stamp);
                Task::none()
            }
            Err(error) => {
                tracing::error!(%error, "settings not saved");
                file.failure = Some(error.to_string());
                // Someone else set something: the folder tells what.
                match error {
                    SaveError::RecordChangedOutside { .. } | SaveError::Unsettled { .. } => office.look(),
                    _ => Task::none(),
                }
            }
        };
        office.desk.save = office.saver.state();
        Task::batch([look, self.written()])
    }
}

impl Office {
    /// Writes the settings off the window's thread, if they wait for it.
    pub(super) fn save_settings(&mut self) -> Task<Message> {
        if !self.saver.settings.is_waiting() {
            return Task::none();
        }
        (self.saver.settings.is_dirty, self.saver.settings.is_writing) = (false, true);
        let workspace = self.workspace.clone();
        let settings = self.desk.newsroom.settings().clone();
        let stamp = self.saver.settings.stamp;
        background(move || {
            let result = workspace.save_settings(&settings, stamp.as_ref());
            (settings, result)
        })
        .map(|(settings, result)| Message::SettingsSaved(Box::new(settings), result))
    }

    /// Takes in what someone else set; what was set here and is not written yet goes on top.
    pub(super) fn settings_came(&mut self, theirs: Settings, stamp: Stamp) -> Option<Notice> {
        let file = &mut self.saver.settings;
        let is_dirty = file.is_dirty();
        let mine = self.desk.newsroom.settings();
        let (merged, has_clash) = Settings::merge(&file.base, mine, &theirs);
        file.adopt(theirs.clone(), stamp);
        if !is_dirty {
            self.desk.newsroom.refresh_settings(theirs);
            return None;
        }
        file.note();
        self.desk.newsroom.refresh_settings(merged);
        let words = if has_clash {
            "Người khác vừa đổi thiết lập: đã gộp; chỗ cả hai cùng đổi giữ theo bạn."
        } else {
            "Đã gộp thiết lập người khác vừa đổi với phần của bạn."
        };
        Some(Notice::done(words))
    }
}
