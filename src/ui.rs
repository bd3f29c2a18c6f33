//! The window: theme, icons, widgets and screens.
//!
//! Screens hold their own state, read the [`Context`] and return an [`Action`]; only `app` changes the newsroom
//! or touches files.

use std::sync::OnceLock;
use std::sync::mpsc::{SendError, Sender, channel};

pub mod font;
pub mod icon;
pub mod theme;

pub mod board;
pub mod live;
pub mod pick;
pub mod prompter;
pub mod screen;
pub mod widget;

mod action;
pub mod approval;
pub(crate) mod banner;
pub mod bodies;
mod burst;
pub mod comment;
mod context;
pub mod many;
pub(crate) mod mine;
mod names;
mod paste;
mod patch;
pub mod steps;

pub use action::{Action, Effect, Export, Notice, Route, Selection, ThemeChoice, VersionStep};
pub use burst::Burst;
pub use context::{Context, Photos, Pictures, SaveState};
pub use icon::Icon;
pub use widget::preview;

/// What every view returns.
pub type Element<'a, Message> = iced::Element<'a, Message, iced::Theme, iced::Renderer>;

/// Runs work on its own thread and returns its result, to keep the window's thread free.
pub fn background<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> iced::Task<T> {
    answered(work, |job| drop(std::thread::spawn(job)))
}

/// Like [`background`], for work that tells what it has as it goes.
pub fn streamed<T: Send + 'static>(work: impl FnOnce(&mut dyn FnMut(T)) + Send + 'static) -> iced::Task<T> {
    let (sender, receiver) = iced::futures::channel::mpsc::unbounded();
    // The receiver is gone only when the window closes.
    let mut tell = move |item| drop(sender.unbounded_send(item));
    drop(std::thread::spawn(move || work(&mut tell)));
    iced::Task::stream(receiver)
}

/// Ends after this time; the window's only timer, for pauses in typing and for notices that disappear.
pub fn after(wait: std::time::Duration) -> iced::Task<()> {
    // The sleep is made when the task is polled: only then is iced's runtime entered.
    iced::Task::future(async move { tokio::time::sleep(wait).await })
}

/// One thread for memory-intensive jobs, run in order. Separate threads would each hold on to some of the
/// memory they freed.
#[derive(Debug)]
pub struct Worker(OnceLock<Sender<Job>>);

type Job = Box<dyn FnOnce() + Send>;

impl Worker {
    #[expect(clippy::new_without_default, reason = "each stands in a static")]
    pub const fn new() -> Self {
        Self(OnceLock::new())
    }

    /// Like [`background`].
    pub fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> iced::Task<T> {
        answered(work, |job| {
            let jobs = self.0.get_or_init(|| {
                let (sender, jobs) = channel::<Job>();
                let _ = std::thread::spawn(move || jobs.into_iter().for_each(|job| job()));
                sender
            });
            // A job that panicked has ended the thread: later jobs run on their own threads.
            if let Err(SendError(job)) = jobs.send(job) {
                let _ = std::thread::spawn(job);
            }
        })
    }
}

/// Starts the work and returns its result.
fn answered<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
    start: impl FnOnce(Job),
) -> iced::Task<T> {
    let (sender, receiver) = iced::futures::channel::oneshot::channel();
    start(Box::new(move || {
        // The receiver is gone only when the window closes.
        let _ = sender.send(work());
    }));
    iced::Task::stream(iced::futures::StreamExt::filter_map(
        iced::futures::stream::once(receiver),
        async |result| result.ok(),
    ))
}
