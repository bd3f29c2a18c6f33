//! The question about invalid fields on leaving: go back and correct them, or discard their text.

use iced::Length;
use iced::widget::{space, text};

use crate::ui::theme::size;
use crate::ui::theme::style;
use crate::ui::widget::{button_label, caption, column, row, section_title};
use crate::ui::{Element, Route};

/// Logical pixels.
const WIDTH: f32 = 560.0;

#[derive(Debug)]
pub struct Dialog {
    is_closing: bool,
    screen: Screen,
    /// Names of the fields.
    fields: Vec<String>,
}

/// The screen with the fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    Settings,
    Units,
}

impl Screen {
    pub fn route(self) -> Route {
        match self {
            Self::Settings => Route::Settings,
            Self::Units => Route::Units,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Message {
    Correct,
    Drop,
}

impl Dialog {
    pub fn new(is_closing: bool, screen: Screen, fields: Vec<String>) -> Self {
        Self { is_closing, screen, fields }
    }

    pub fn screen(&self) -> Screen {
        self.screen
    }

    pub fn view(&self) -> Element<'_, Message> {
        let drop = if self.is_closing { "Bỏ ô này và đóng" } else { "Bỏ ô này và rời đi" };
        let (title, back) = match self.screen {
            Screen::Settings => ("Thiết lập còn ô chưa đúng", "Về Thiết lập để sửa"),
            Screen::Units => ("Địa bàn và cơ quan còn ô chưa đúng", "Về bảng để sửa"),
        };
        column![
            section_title(title),
            text(self.fields.join(", ")).size(size::BODY),
            caption("Các ô khác đã lưu. Ô chưa đúng chưa được lưu: nếu rời đi, giá trị cũ vẫn được dùng."),
            row![
                button_label(drop, style::ghost, Some(Message::Drop)),
                space().width(Length::Fill),
                button_label(back, style::primary, Some(Message::Correct)),
            ]
            .spacing(8),
        ]
        .spacing(16)
        .width(WIDTH)
        .into()
    }
}
