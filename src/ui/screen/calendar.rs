//! …

use iced::Task;
use iced::keyboard::{Key, Modifiers};

use crate::newsroom::Change;
use crate::ui::{Action, Desk, Element};

#[derive(Debug)]
pub struct Calendar;

#[derive(Debug, Clone)]
pub enum Message {}

impl Calendar {
    pub fn new(_desk: &Desk) -> (Self, Task<Message>) {
        (Self, Task::none())
    }

    /// Shows the month of a slot or piece and selects it.
    pub fn show(&mut self, _selection: crate::ui::Selection, _desk: &Desk) -> Task<Message> {
        Task::none()
    }

    pub fn update(&mut self, message: Message, _desk: &Desk) -> Action<Message> {
        match message {}
    }

    pub fn view<'a>(&'a self, _desk: &'a Desk) -> Element<'a, Message> {
        iced::widget::text("Calendar").into()
    }

    pub fn changed(&mut self, _change: &Change, _desk: &Desk) -> Task<Message> {
        Task::none()
    }

    pub fn key(&mut self, _key: &Key, _modifiers: Modifiers, _desk: &Desk) -> Action<Message> {
        Action::none()
    }
}
