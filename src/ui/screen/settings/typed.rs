//! A field as it is typed, beside the last value that could be read from it.

use iced::widget::text;

use crate::ui::Element;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{Field, field};

/// Only `value` goes into the settings: a slip in one field holds up no other.
#[derive(Debug, Clone)]
pub(super) struct Typed<T> {
    text: String,
    value: T,
    /// The value as text, for the remark beside a bad field.
    kept: String,
    /// Why the text is no value.
    fault: Option<&'static str>,
}

impl<T: Clone + PartialEq> Typed<T> {
    pub fn new(value: T, text: String) -> Self {
        Self { kept: text.clone(), text, value, fault: None }
    }

    pub fn value(&self) -> &T {
        &self.value
    }

    pub fn fault(&self) -> Option<&'static str> {
        self.fault
    }

    /// Takes in what was typed; `read` says why it is no value.
    pub fn set(&mut self, text: String, read: impl FnOnce(&str) -> Result<T, &'static str>) {
        match read(text.trim()) {
            Ok(value) => {
                self.value = value;
                self.kept.clone_from(&text);
                self.fault = None;
            }
            Err(fault) => self.fault = Some(fault),
        }
        self.text = text;
    }

    /// Takes in the value that the settings have now. A bad text stays in the field to be mended.
    pub fn follow(&mut self, value: T, text: String) {
        if self.value == value {
            return;
        }
        if self.fault.is_none() {
            self.text.clone_from(&text);
        }
        (self.value, self.kept) = (value, text);
    }

    /// Drops a text that is no value.
    pub fn give_up(&mut self) {
        if self.fault.take().is_some() {
            self.text.clone_from(&self.kept);
        }
    }

    pub fn field<'a, Message: Clone + 'a>(&self, placeholder: &str) -> Field<'a, Message> {
        let field = field(placeholder, &self.text);
        if self.fault.is_some() { field.style(style::bad_field) } else { field }
    }

    /// What stands under a bad field.
    pub fn remark<'a, Message: 'a>(&self) -> Option<Element<'a, Message>> {
        let fault = self.fault?;
        let kept = if self.kept.is_empty() { "để trống" } else { self.kept.as_str() };
        let words = format!("Chưa lưu ô này: {fault}. Vẫn dùng giá trị cũ: {kept}.");
        Some(text(words).size(size::CAPTION).style(ink::danger).into())
    }
}
