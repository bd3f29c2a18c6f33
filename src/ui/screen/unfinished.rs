//! The question about invalid fields on leaving: go back and correct them, or discard their text.

use iced::Length;
use iced::widget::{space, text};

use crate::ui::Element;
use crate::ui::theme::size;
use crate::ui::theme::style;
use crate::ui::widget::{button_label, caption, column, row, section_title};

/// Logical pixels.
const WIDTH: f32 = 560.0;

#[derive(Debug)]
pub struct Dialog {
    is_closing: bool,
    title: String,
    /// The button that leads back to the screen.
    back: String,
    /// Names of the fields.
    fields: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Message {
    Correct,
    Drop,
}

impl Dialog {
    /// `screen` is the name of the screen with the fields.
    pub fn new(is_closing: bool, screen: &str, fields: Vec<String>) -> Self {
        let (title, back) = (format!("{screen} còn ô chưa đúng"), format!("Về {screen} để sửa"));
        Self { is_closing, title, back, fields }
    }

    pub fn view(&self) -> Element<'_, Message> {
        let drop = if self.is_closing { "Bỏ ô này và đóng" } else { "Bỏ ô này và rời đi" };
        column![
            section_title(&self.title),
            text(self.fields.join(", ")).size(size::BODY),
            caption("Các ô khác đã lưu. Ô chưa đúng chưa được lưu: nếu rời đi, giá trị cũ vẫn được dùng."),
            row![
                button_label(drop, style::ghost, Some(Message::Drop)),
                space().width(Length::Fill),
                button_label(&self.back, style::primary, Some(Message::Correct)),
            ]
            .spacing(8),
        ]
        .spacing(16)
        .width(WIDTH)
        .into()
    }
}
