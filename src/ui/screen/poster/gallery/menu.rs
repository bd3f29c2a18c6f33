//! The menus of cards, by the right button or the three dots.

use iced::Length;
use iced::widget::{container, text};

use super::Message;
use crate::ui::Element;
use crate::ui::icon::{Icon, icon};
use crate::ui::screen::poster::keep::KEEP;
use crate::ui::theme::size;
use crate::ui::widget::{column, row, row_button};

/// On a poster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Open,
    Duplicate,
    Keep,
    Print,
    Trash,
}

impl Act {
    const ALL: [(Self, Icon, &'static str); 5] = [
        (Self::Open, Icon::Pen, "Mở"),
        (Self::Duplicate, Icon::Copy, "Nhân bản"),
        (Self::Keep, Icon::Star, KEEP),
        (Self::Print, Icon::Print, "In, xuất ra tệp"),
        (Self::Trash, Icon::Trash, "Xóa"),
    ];
}

pub(super) fn view() -> Element<'static, Message> {
    rows(Act::ALL.map(|(act, mark, name)| (mark, name, Message::MenuChosen(act))))
}

/// One row for each act.
pub(super) fn rows<'a>(acts: impl IntoIterator<Item = (Icon, &'a str, Message)>) -> Element<'a, Message> {
    let rows = acts.into_iter().map(|(mark, name, message)| {
        let content = row![icon(mark, 15.0), text(name).size(size::DENSE)].spacing(8);
        row_button(content.align_y(iced::Alignment::Center), false, message)
    });
    container(column(rows).width(Length::Fill)).width(220).into()
}
