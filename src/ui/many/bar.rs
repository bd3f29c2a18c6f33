//! The bar over what is chosen.

use iced::widget::{container, space, text};
use iced::{Alignment, Length};

use super::{Kind, Message};
use crate::calendar::wording;
use crate::ui::icon::Icon;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, Mood};
use crate::ui::widget::{button_icon, icon_button, row, tip};
use crate::ui::{Element, font};

const ACTS: [(Kind, Icon, &str, &str); 5] = [
    (Kind::Status, Icon::Flag, "Trạng thái", "Đổi trạng thái của các bài đã chọn"),
    (Kind::Person, Icon::User, "Người", "Đổi người của các bài đã chọn"),
    (Kind::Time, Icon::Clock, "Giờ", "Đổi giờ phát của các bài đã chọn"),
    (Kind::Days, Icon::Move, "Dời ngày", "Dời các bài đã chọn đi mấy ngày (D)"),
    (Kind::Trash, Icon::Trash, "Xóa", "Cho các bài đã chọn vào thùng rác (Delete)"),
];

/// Logical pixels from which the buttons have labels.
const ROOMY: f32 = 760.0;

/// How many pieces and empty slots are chosen, and what can be done with them.
pub fn bar<'a>(pieces: usize, gaps: usize, width: f32) -> Element<'a, Message> {
    let is_roomy = width >= ROOMY;
    let fill = (gaps > 0).then(|| {
        let hint = "Lập bài cho các kỳ trống đã chọn";
        act(Kind::Fill, Icon::CalendarPlus, "Lập bài", hint, is_roomy)
    });
    let acts = ACTS.into_iter().filter(|_| pieces > 0);
    let acts = acts.map(|(kind, mark, label, hint)| act(kind, mark, label, hint, is_roomy));
    let close = icon_button(Icon::Close, "Bỏ chọn (Esc)", style::ghost, Some(Message::Cleared));
    let bar = row![count(pieces, gaps), space().width(Length::Fill)].push(fill).extend(acts).push(close);
    container(bar.spacing(4).align_y(Alignment::Center))
        .padding(iced::Padding::ZERO.left(12))
        .style(ground)
        .into()
}

/// The same where there is little room: two lines of icons.
pub fn small_bar<'a>(pieces: usize) -> Element<'a, Message> {
    let close = icon_button(Icon::Close, "Bỏ chọn (Esc)", style::ghost, Some(Message::Cleared));
    let head = row![count(pieces, 0), space().width(Length::Fill), close].align_y(Alignment::Center);
    let acts = ACTS.into_iter().map(|(kind, mark, label, hint)| act(kind, mark, label, hint, false));
    let bar = crate::ui::widget::column![head, row(acts).spacing(4)].spacing(2);
    container(bar).padding(iced::Padding::ZERO.left(10).bottom(6).right(2)).style(ground).into()
}

fn count<'a>(pieces: usize, gaps: usize) -> Element<'a, Message> {
    let parts = [(pieces, "bài"), (gaps, "kỳ trống")];
    let parts = parts.into_iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> = parts.map(|(count, noun)| wording::counted(count, noun)).collect();
    let words = text(format!("Đã chọn {}", wording::listed(&parts)));
    words.size(size::DENSE).font(font::SEMIBOLD).wrapping(text::Wrapping::None).into()
}

fn act<'a>(kind: Kind, mark: Icon, label: &'a str, hint: &'a str, is_roomy: bool) -> Element<'a, Message> {
    let message = Some(Message::Asked(kind));
    if is_roomy || kind == Kind::Fill {
        tip(button_icon(mark, label, style::ghost, message), hint)
    } else {
        icon_button(mark, hint, style::ghost, message)
    }
}

fn ground(theme: &iced::Theme) -> container::Style {
    let mut ground = style::tag(Mood::Accent)(theme);
    ground.border = iced::border::rounded(8);
    ground
}
