//! The window: theme, icons, widgets and screens.
//!
//! Screens hold their own state, read the [`Desk`] and answer with an [`Action`]; only `app` changes the newsroom
//! or touches files.

pub mod font;
pub mod icon;
pub mod theme;

pub mod screen;
pub mod widget;

mod action;
mod banner;
mod burst;
mod desk;
mod patch;

pub use action::{Action, Effect, Export, Notice, Place, Selection, ThemeChoice};
pub use banner::banner;
pub use burst::Burst;
pub use desk::{Desk, Pictures, SaveState};
pub use icon::Icon;
pub use widget::preview;

/// What every view returns.
pub type Element<'a, Message> = iced::Element<'a, Message, iced::Theme, iced::Renderer>;

/// Runs work on its own thread and brings back its result: nothing slow runs on the window's.
pub fn background<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> iced::Task<T> {
    let (sender, receiver) = iced::futures::channel::oneshot::channel();
    let _ = std::thread::spawn(move || {
        // The receiver is gone only when the window is closing.
        let _ = sender.send(work());
    });
    iced::Task::stream(iced::futures::StreamExt::filter_map(
        iced::futures::stream::once(receiver),
        async |result| result.ok(),
    ))
}
