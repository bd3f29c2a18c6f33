//! A one-line text field.

use iced::widget::{Id, TextInput, text, text_input};
use iced::{Font, Length, Padding, Pixels, Theme};

use super::caret::still;
use crate::ui::Element;
use crate::ui::theme::style::ink;
use crate::ui::theme::{size, style};

/// A field in the program's style; set `on_input` yourself.
pub fn field<'a, Message: Clone + 'a>(placeholder: &str, value: &str) -> TextField<'a, Message> {
    TextField(text_input(placeholder, value).size(size::DENSE).padding([6, 10]).style(style::field))
}

/// Below an invalid field: why it is not saved, and the value that stays.
pub fn kept_remark<'a, Message: 'a>(fault: &str, kept: &str) -> Element<'a, Message> {
    let kept = if kept.is_empty() { "để trống" } else { kept };
    let message = format!("Chưa lưu ô này: {fault}. Vẫn dùng giá trị cũ: {kept}.");
    text(message).size(size::CAPTION).style(ink::danger).into()
}

pub struct TextField<'a, Message>(TextInput<'a, Message>);

impl<'a, Message: Clone + 'a> TextField<'a, Message> {
    #[must_use]
    pub fn id(self, id: impl Into<Id>) -> Self {
        Self(self.0.id(id))
    }

    #[must_use]
    pub fn on_input(self, on_input: impl Fn(String) -> Message + 'a) -> Self {
        Self(self.0.on_input(on_input))
    }

    #[must_use]
    pub fn on_submit(self, message: Message) -> Self {
        Self(self.0.on_submit(message))
    }

    #[must_use]
    pub fn on_submit_maybe(self, message: Option<Message>) -> Self {
        Self(self.0.on_submit_maybe(message))
    }

    #[must_use]
    pub fn width(self, width: impl Into<Length>) -> Self {
        Self(self.0.width(width))
    }

    #[must_use]
    pub fn font(self, font: Font) -> Self {
        Self(self.0.font(font))
    }

    #[must_use]
    pub fn size(self, size: impl Into<Pixels>) -> Self {
        Self(self.0.size(size))
    }

    #[must_use]
    pub fn padding(self, padding: impl Into<Padding>) -> Self {
        Self(self.0.padding(padding))
    }

    #[must_use]
    pub fn style(self, style: impl Fn(&Theme, text_input::Status) -> text_input::Style + 'a) -> Self {
        Self(self.0.style(style))
    }
}

impl<'a, Message: Clone + 'a> From<TextField<'a, Message>> for Element<'a, Message> {
    fn from(field: TextField<'a, Message>) -> Self {
        still(field.0)
    }
}
