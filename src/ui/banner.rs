//! What is to be known of a piece before it is changed: that it can only be read, and who else is at it.

use iced::Length;
use iced::widget::{Column, column, container, row, text};

use super::icon::{Icon, icon};
use super::theme::size;
use super::theme::style::{self, Mood, ink};
use super::widget::{divider, tip};
use super::{Desk, Element};
use crate::calendar::wording;
use crate::piece::Piece;
use crate::workspace::lease::Lease;

/// The lines over an editor; none when there is nothing to tell.
pub fn banner<'a, Message: 'a>(piece: &Piece, desk: &'a Desk) -> Option<Element<'a, Message>> {
    let newer = piece.header.is_newer().then(|| {
        line(Icon::Lock, "Do phiên bản mới hơn của Tòa soạn ghi: chỉ đọc và in được. Cập nhật để sửa.".into())
    });
    let colleagues = desk.colleagues.get(&piece.header.id).into_iter().flatten().map(colleague);
    let lines: Vec<_> = newer.into_iter().chain(colleagues).collect();
    if lines.is_empty() {
        return None;
    }
    let lines = container(Column::with_children(lines).spacing(4))
        .padding([6, 16])
        .width(Length::Fill)
        .style(style::notice(Mood::Warn));
    Some(column![lines, divider()].into())
}

/// "Chị Lan đang sửa trên máy ĐÀI-03 từ 14:05"
fn colleague<'a, Message: 'a>(lease: &Lease) -> Element<'a, Message> {
    let since = lease.since.with_timezone(&chrono::Local).naive_local();
    let place =
        if lease.machine.is_empty() { String::new() } else { format!(" trên máy {}", lease.machine) };
    let words = format!("{} đang sửa{place} từ {}", lease.person, wording::clock(since.time()));
    let hint = "Cả hai cùng sửa được: phần của hai người sẽ được gộp, không ai ghi đè ai.";
    tip(line(Icon::Users, words), hint)
}

fn line<'a, Message: 'a>(mark: Icon, words: String) -> Element<'a, Message> {
    row![icon(mark, 15.0).style(ink::warn), text(words).size(size::DENSE)]
        .spacing(8)
        .align_y(iced::Alignment::Center)
        .into()
}
