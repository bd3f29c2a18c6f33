//! Notices above a screen: a piece or record is read-only, who else has it open, and
//! two versions wait for a choice; the plan's year is over or has not begun.

use iced::widget::{container, space, text};
use iced::{Alignment, Length};

use super::icon::{Icon, icon};
use super::theme::size;
use super::theme::style::{self, Mood, ink};
use super::widget::{Row, button_label, column, divider, row, tip};
use super::{Context, Element};
use crate::calendar::wording;
use crate::newsroom::Newsroom;
use crate::piece::Piece;
use crate::record::Record;
use crate::store::Key;
use crate::store::lease::{Colleague, Lease, colleagues};

/// Number of colleagues listed individually.
const SHOWN: usize = 3;

/// The notices above a piece's editor; none when there are no notices. `on_decide` opens the conflict dialog.
pub fn of_piece<'a, Message: Clone + 'a>(
    piece: &Piece,
    context: &Context,
    on_decide: Message,
) -> Option<Element<'a, Message>> {
    lines(&Key::from(piece.id()), piece.header.is_newer(), context, on_decide)
}

/// Like [`of_piece`], for the screen of a record.
pub fn of_record<'a, T: Record, Message: Clone + 'a>(
    record: &T,
    context: &Context,
    on_decide: Message,
) -> Option<Element<'a, Message>> {
    lines(&Key::Record(T::PATH), record.schema() > T::SCHEMA, context, on_decide)
}

fn lines<'a, Message: Clone + 'a>(
    key: &Key,
    is_newer: bool,
    context: &Context,
    on_decide: Message,
) -> Option<Element<'a, Message>> {
    let newer = is_newer.then(|| {
        let message = "Do phiên bản mới hơn của Tòa soạn ghi: chỉ đọc và in được. Cập nhật để sửa.";
        line(Icon::Lock, message.into()).into()
    });
    let undecided = context.undecided.get(key).map(|count| {
        let message = format!("Người khác cũng sửa {count} chỗ bạn đã sửa: cả hai bản còn, cần chọn.");
        line(Icon::Warning, message)
            .push(space().width(Length::Fill))
            .push(button_label("Xem và chọn", style::secondary, Some(on_decide)))
            .into()
    });
    let others = others(context.colleagues.get(key).map_or(&[], Vec::as_slice));
    let lines: Vec<_> = newer.into_iter().chain(undecided).chain(others).collect();
    if lines.is_empty() {
        return None;
    }
    let lines = container(column(lines).spacing(4))
        .padding([6, 16])
        .width(Length::Fill)
        .style(style::notice(Mood::Warn));
    Some(column![lines, divider()].into())
}

/// The offer to convert what was pasted in an old code page; `page` is its name.
pub fn legacy<'a, Message: Clone + 'a>(
    page: &str,
    on_take: Message,
    on_leave: Message,
) -> Element<'a, Message> {
    let message = text(format!("Đoạn này dùng {page}, in ra sẽ sai chữ.")).size(size::DENSE);
    let offer = row![
        icon(Icon::Warning, 15.0).style(ink::warn),
        message.width(Length::Fill),
        button_label("Chuyển sang Unicode", style::secondary, Some(on_take)),
        button_label("Để nguyên", style::ghost, Some(on_leave)),
    ]
    .spacing(8)
    .align_y(Alignment::Center);
    let offer = container(offer).padding([6, 16]).width(Length::Fill).style(style::notice(Mood::Warn));
    column![offer, divider()].into()
}

/// A notice that the plan's year is over or has not begun; none during it.
pub fn year<'a, Message: 'a>(newsroom: &Newsroom) -> Option<Element<'a, Message>> {
    let year = newsroom.plan().year;
    let message = if newsroom.is_year_over() {
        format!(
            "Năm {year} của kế hoạch đã hết, không còn kỳ nào mở. Bài, lịch và báo cáo vẫn xem và in được; \
             năm mới cần một thư mục mới."
        )
    } else if newsroom.is_year_ahead() {
        let first = newsroom.obligations().slots.iter().map(|view| view.slot.from).min()?;
        format!(
            "Năm {year} của kế hoạch chưa bắt đầu: kỳ đầu tiên mở ngày {}. Từ giờ có thể soạn bài trước.",
            wording::date(first)
        )
    } else {
        return None;
    };
    let message = text(message).size(size::DENSE).line_height(1.5).width(Length::Fill);
    let line =
        row![icon(Icon::Warning, 15.0).style(ink::warn), message].spacing(8).align_y(Alignment::Center);
    Some(container(line).padding([8, 16]).width(Length::Fill).style(style::notice(Mood::Warn)).into())
}

fn others<'a, Message: 'a>(leases: &[Lease]) -> Vec<Element<'a, Message>> {
    let all = colleagues(leases);
    let rest = all.get(SHOWN..).unwrap_or_default();
    let hint = "Cả hai cùng sửa được: phần của hai người sẽ được gộp, không ai ghi đè ai.";
    let named = all.iter().take(SHOWN).map(|colleague| tip(line(Icon::Users, at_work(colleague)), hint));
    let unnamed = (!rest.is_empty()).then(|| {
        let names: Vec<String> = rest.iter().map(at_work).collect();
        tip(line(Icon::Users, format!("và {} người nữa", rest.len())), names.join("\n"))
    });
    named.chain(unnamed).collect()
}

/// "Chị Lan đang sửa trên máy ĐÀI-03 từ 14:05"
fn at_work(colleague: &Colleague<'_>) -> String {
    let Colleague { person, machine, since, windows } = colleague;
    let since = wording::clock(since.with_timezone(&chrono::Local).naive_local().time());
    let place = if machine.is_empty() { String::new() } else { format!(" trên máy {machine}") };
    let windows = if *windows > 1 { format!(" ({windows} cửa sổ)") } else { String::new() };
    format!("{person} đang sửa{place}{windows} từ {since}")
}

fn line<'a, Message: 'a>(mark: Icon, message: String) -> Row<'a, Message> {
    row![icon(mark, 15.0).style(ink::warn), text(message).size(size::DENSE)]
        .spacing(8)
        .align_y(Alignment::Center)
}
