//! A field's text, with its last valid value.

use crate::ui::Element;
use crate::ui::theme::style;
use crate::ui::widget::{TextField, field, kept_remark};

/// Only `value` is saved: an invalid field does not affect others.
#[derive(Debug, Clone)]
pub struct Typed<T> {
    text: String,
    value: T,
    /// The value as text, for the error message below the field.
    kept: String,
    /// Why the text is invalid.
    fault: Option<&'static str>,
}

impl<T: Clone + PartialEq> Typed<T> {
    pub fn new(value: T, text: String) -> Self {
        Self { kept: text.clone(), text, value, fault: None }
    }

    pub fn value(&self) -> &T {
        &self.value
    }

    /// As typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn fault(&self) -> Option<&'static str> {
        self.fault
    }

    /// Sets the typed text; `read` parses it, or says why it is invalid.
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

    /// Keeps the value of before, with the reason why the text must wait.
    pub fn hold(&mut self, value: T, text: String, reason: &'static str) {
        (self.value, self.kept, self.fault) = (value, text, Some(reason));
    }

    /// Follows a change of the settings. Invalid text stays in the field.
    pub fn follow(&mut self, value: T, text: String) {
        if self.value == value {
            return;
        }
        if self.fault.is_none() {
            self.text.clone_from(&text);
        }
        (self.value, self.kept) = (value, text);
    }

    /// Resets an invalid field.
    pub fn give_up(&mut self) {
        if self.fault.take().is_some() {
            self.text.clone_from(&self.kept);
        }
    }

    pub fn field<'a, Message: Clone + 'a>(&self, placeholder: &str) -> TextField<'a, Message> {
        let field = field(placeholder, &self.text);
        if self.fault.is_some() { field.style(style::bad_field) } else { field }
    }

    /// The error message below an invalid field.
    pub fn remark<'a, Message: 'a>(&self) -> Option<Element<'a, Message>> {
        Some(kept_remark(self.fault?, &self.kept))
    }
}

/// An approval step's usual number of days as typed.
pub fn days_text(days: Option<u32>) -> String {
    days.map_or_else(String::new, |days| days.to_string())
}

/// A number of at least one.
pub fn count(text: &str) -> Option<u32> {
    text.parse().ok().filter(|count| (1..=1000).contains(count))
}

pub fn read_days(text: &str) -> Result<Option<u32>, &'static str> {
    if text.is_empty() {
        return Ok(None);
    }
    count(text).map(Some).ok_or("số ngày là số từ 1 đến 1000, hoặc để trống")
}
