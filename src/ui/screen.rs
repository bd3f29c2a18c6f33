//! The screens of the rail, each a [`Screen`], and the dialogs.

use iced::Task;
use iced::keyboard::{Key, Modifiers};

use super::{Action, Context, Element};
use crate::newsroom::Change;
use crate::store;

pub mod budget;
mod cadence;
pub mod calendar;
pub mod cases;
mod compare;
pub mod conflict;
pub mod export;
pub mod export_all;
pub mod find;
pub mod help;
pub mod history;
pub mod home;
pub mod identity;
pub mod import;
pub mod import_schedule;
pub mod leave;
mod listing;
pub mod new_year;
pub mod palette;
pub mod people;
pub mod pieces;
pub mod places;
pub mod plan;
pub mod poster;
pub mod progress;
pub mod quarantine;
pub mod recovery;
pub mod settings;
pub mod survey;
pub mod trash;
mod typed;
pub mod unfinished;
pub mod welcome;

/// A screen of the rail. It never changes the newsroom itself: it returns an [`Action`].
pub trait Screen: Sized {
    type Message: Send + 'static;

    fn new(context: &Context) -> (Self, Task<Self::Message>);

    fn update(&mut self, message: Self::Message, context: &Context) -> Action<Self::Message>;

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Self::Message>;

    /// A key that no widget handled: the screen's shortcuts.
    fn key(&mut self, _key: &Key, _modifiers: Modifiers, _context: &Context) -> Action<Self::Message> {
        Action::none()
    }

    /// After any change of the newsroom (by its own command, another screen's, undo, a colleague's file):
    /// refreshes what must not wait until the screen is shown.
    fn changed(&mut self, _change: &Change, _context: &Context) -> Task<Self::Message> {
        Task::none()
    }

    /// Before the screen is shown after a change: refreshes data derived from the whole newsroom, so that
    /// keystrokes elsewhere stay fast.
    fn prepare(&mut self, _context: &Context) {}

    /// Commits text typed into a field.
    fn flush(&mut self, _context: &Context) -> Action<Self::Message> {
        Action::none()
    }

    /// The file being edited: the piece in the editor or the designer, or the screen's record.
    fn open_file(&self) -> Option<store::Key> {
        None
    }

    /// The page shown, as a number that changes where nearly everything on the screen does.
    fn page(&self) -> u64 {
        0
    }

    /// Whether the screen uses Tab itself.
    fn owns_tab(&self) -> bool {
        false
    }
}
