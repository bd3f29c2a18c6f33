//! …

use iced::Task;
use iced::keyboard::{Key, Modifiers};

use crate::newsroom::Change;
use crate::ui::{Action, Desk, Element};

#[derive(Debug)]
pub struct Poster;

#[derive(Debug, Clone)]
pub enum Message {
    /// The app copied a picture into the workspace: its relative path.
    PicturePicked(String),
}

impl Poster {
    pub fn new(_desk: &Desk) -> (Self, Task<Message>) {
        (Self, Task::none())
    }

    /// Opens a poster in the designer; none shows the gallery.
    pub fn show(&mut self, _piece: Option<crate::piece::PieceId>, _desk: &Desk) -> Task<Message> {
        Task::none()
    }

    pub fn update(&mut self, message: Message, _desk: &Desk) -> Action<Message> {
        match message {
            Message::PicturePicked(_) => Action::none(),
        }
    }

    pub fn view<'a>(&'a self, _desk: &'a Desk) -> Element<'a, Message> {
        iced::widget::text("Poster").into()
    }

    /// What the designer listens to while it is open.
    pub fn subscription(&self) -> iced::Subscription<Message> {
        iced::Subscription::none()
    }

    pub fn changed(&mut self, _change: &Change, _desk: &Desk) -> Task<Message> {
        Task::none()
    }

    pub fn key(&mut self, _key: &Key, _modifiers: Modifiers, _desk: &Desk) -> Action<Message> {
        Action::none()
    }
}
