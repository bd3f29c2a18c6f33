//! The menu of a card, by the right button.

use iced::Length;
use iced::widget::{container, text};

use super::Message;
use crate::ui::Element;
use crate::ui::icon::{Icon, icon};
use crate::ui::theme::size;
use crate::ui::widget::{column, row, row_button};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Open,
    Duplicate,
    Print,
    Trash,
}

impl Act {
    const ALL: [(Self, Icon, &'static str); 4] = [
        (Self::Open, Icon::Pen, "Mở"),
        (Self::Duplicate, Icon::Copy, "Nhân bản"),
        (Self::Print, Icon::Print, "In, xuất ra tệp"),
        (Self::Trash, Icon::Trash, "Xóa"),
    ];
}

pub(super) fn view() -> Element<'static, Message> {
    let rows = Act::ALL.into_iter().map(|(act, mark, name)| {
        let content = row![icon(mark, 15.0), text(name).size(size::DENSE)].spacing(8);
        row_button(content.align_y(iced::Alignment::Center), false, Message::MenuChosen(act))
    });
    container(column(rows).width(Length::Fill)).width(190).into()
}
