//! The weekly backup, made in the background.

use std::path::PathBuf;

use chrono::Local;
use iced::Task;

use super::{Message, Session};
use crate::store::weekly;
use crate::ui::background;

impl Session {
    /// Makes this week's backup on a background thread, unless it exists.
    pub(super) fn back_up(&self, data: PathBuf) -> Task<Message> {
        let workspace = self.workspace.clone();
        let today = Local::now().date_naive();
        background(move || workspace.backup_weekly(&data, today).map_err(|error| error.to_string()))
            .map(Message::BackedUp)
    }

    /// For windows that stay open for weeks. A failed backup is retried when the workspace is next opened.
    pub(super) fn back_up_again(&mut self, data: Option<&PathBuf>) -> Task<Message> {
        let is_due = matches!(self.context.backup, Some(Ok(last)) if weekly::is_due(Some(last), Local::now().date_naive()));
        // Pieces whose files are gone would be missing from it.
        match data.filter(|_| is_due && self.saver.lost().is_empty()) {
            Some(data) => {
                self.context.backup = None;
                self.back_up(data.clone())
            }
            None => Task::none(),
        }
    }
}
