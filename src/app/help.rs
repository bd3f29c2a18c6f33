//! F1: the help, over whatever is shown.

use iced::Task;

use super::{App, Message, Phase};
use crate::ui::screen::help::{self, Help};

impl App {
    /// Opens a topic by its index, or the one on what is shown.
    pub(super) fn open_help(&mut self, topic: Option<usize>) -> Task<Message> {
        let shown = || match &self.phase {
            Phase::Open(session) => help::position(session.tab.word()),
            _ => None,
        };
        let (help, task) = Help::new(topic.or_else(shown).unwrap_or_default());
        self.help = Some(Box::new(help));
        task.map(Message::Help)
    }

    pub(super) fn update_help(&mut self, message: help::Message) -> Task<Message> {
        let Some(help) = &mut self.help else { return Task::none() };
        let (is_closed, task) = help.update(message);
        if is_closed {
            self.help = None;
        }
        task.map(Message::Help)
    }
}
