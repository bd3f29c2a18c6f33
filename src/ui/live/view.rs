//! What the live desk shows: the clock, the items with their times, and what came in.

use chrono::NaiveDateTime;
use iced::widget::{container, space, text};
use iced::{Alignment, Length};

use super::{Live, Message};
use crate::piece::live::{Item, Now, Row, State};
use crate::ui::icon::Icon;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, Mood, ink};
use crate::ui::widget::{
    button_icon, caption, clamp, column, divider, field, icon_button, row, row_button, scroll, section_title,
    tag, vertical_divider,
};
use crate::ui::{Element, font};

/// Widths of the columns of figures, logical pixels.
const TIME: f32 = 84.0;
const LENGTH: f32 = 64.0;
/// Width of the pane with what came in.
const NOTES: f32 = 320.0;

pub fn view(live: &Live) -> Element<'_, Message> {
    let state = live.desk.at(live.now);
    let rows = live.desk.items.iter().zip(&state.rows).enumerate();
    let rows = rows.map(|(index, (item, row))| line(live, &state, index, item, row));
    let items =
        column![columns(), divider(), scroll(container(column(rows)).padding([4, 8])).height(Length::Fill)];
    let body = row![
        container(items).width(Length::Fill).height(Length::Fill).style(style::surface),
        vertical_divider(),
        container(notes(live)).width(NOTES).height(Length::Fill).style(style::surface),
    ];
    let all =
        column![head(live, &state), divider(), body.height(Length::Fill), divider(), buttons(live, &state)];
    container(all).width(Length::Fill).height(Length::Fill).style(style::ground).into()
}

/// The clock, and how the programme stands against its plan.
fn head<'a>(live: &'a Live, state: &Now) -> Element<'a, Message> {
    let clock = text(live.now.format("%H:%M:%S").to_string()).size(40).font(font::FIGURES);
    let mood = match (state.began, state.ended, state.is_held) {
        (None, ..) => tag(None, "Chưa lên sóng", Mood::Neutral),
        (_, Some(_), _) => tag(Some(Icon::Done), "Đã hết chương trình", Mood::Ok),
        (_, _, true) => tag(Some(Icon::Clock), "Đang tạm dừng", Mood::Warn),
        _ => tag(Some(Icon::OnAir), "Đang lên sóng", Mood::Danger),
    };
    let over = match state.over {
        0 => figure("đúng giờ\u{a0}".to_owned()).style(ink::ok),
        over if over > 0 => figure(format!("quá {}", length(over))).style(ink::danger),
        spare => figure(format!("dư {}", length(-spare))).style(ink::ok),
    };
    let named = |name: &'static str, value| column![caption(name), value].spacing(2);
    let facts = row![
        named("Đã phát", figure(length(state.elapsed))),
        named("Kế hoạch", figure(length(i64::from(live.desk.frame)))),
        named("Dự kiến hết", figure(state.expected_end.map_or_else(String::new, hms))),
        named("So với giờ", over),
    ]
    .spacing(28);
    let title = column![clamp(live.title.as_str(), 1).size(size::SECTION, 24.0).font(font::SEMIBOLD), mood]
        .spacing(6);
    container(row![clock, container(title).width(Length::Fill), facts].spacing(24).align_y(Alignment::Center))
        .padding([12, 20])
        .style(style::surface)
        .into()
}

fn figure<'a>(value: String) -> text::Text<'a, iced::Theme> {
    text(value).size(20).font(font::FIGURES).wrapping(text::Wrapping::None)
}

fn columns<'a>() -> Element<'a, Message> {
    let head = |name: &'static str, width: f32| {
        container(text(name).size(size::CAPTION).style(ink::tertiary)).width(width).align_x(Alignment::End)
    };
    let names = row![
        container(text("Mục").size(size::CAPTION).style(ink::tertiary)).width(Length::Fill),
        head("Kế hoạch", LENGTH),
        head("Thực tế", LENGTH),
        head("Bắt đầu", TIME),
        head("Chậm nhất", TIME),
        space().width(32),
    ];
    container(names.spacing(12).align_y(Alignment::Center)).padding([8, 18]).into()
}

fn line<'a>(live: &'a Live, state: &Now, index: usize, item: &'a Item, row: &Row) -> Element<'a, Message> {
    let is_on_air = row.state == State::OnAir;
    let is_next = live.meant() == Some(index) && state.ended.is_none();
    let (mark, dim) = match row.state {
        State::OnAir => (tag(None, "Đang phát", Mood::Danger), false),
        State::Done => (tag(None, "Xong", Mood::Ok), true),
        State::Skipped => (tag(None, "Bỏ", Mood::Neutral), true),
        State::Floated => (tag(None, "Để lại", Mood::Warn), true),
        State::Waiting if is_next => (tag(None, "Tiếp theo", Mood::Accent), false),
        State::Waiting => (space().into(), false),
    };
    let shade = if dim { ink::secondary } else { ink::primary };
    let number = |value: String, width: f32, style: fn(&iced::Theme) -> text::Style| {
        let value = text(value).size(size::DENSE).font(font::FIGURES).style(style);
        container(value.wrapping(text::Wrapping::None)).width(width).align_x(Alignment::End)
    };
    let is_over = row.actual > i64::from(item.planned);
    let is_late = row.latest.is_some_and(|latest| live.now > latest) && state.began.is_some();
    let face = if is_on_air { font::SEMIBOLD } else { font::REGULAR };
    let actual = if row.started.is_some() { length(row.actual) } else { String::new() };
    let words = row![
        container(text(item.number.as_str()).size(size::DENSE).font(font::FIGURES).style(ink::tertiary))
            .width(30),
        clamp(item.name.as_str(), 1).size(size::BODY, 22.0).font(face).style(shade),
        mark,
    ]
    .spacing(8)
    .align_y(Alignment::Center);
    let back = matches!(row.state, State::Skipped | State::Floated).then(|| {
        icon_button(Icon::Undo, "Đưa mục này trở lại", style::ghost, Some(Message::Returned(index)))
    });
    let figures = row![
        container(words).width(Length::Fill),
        number(length(i64::from(item.planned)), LENGTH, shade),
        number(actual, LENGTH, if is_over { ink::danger } else { shade }),
        number(row.started.map_or_else(String::new, hms), TIME, shade),
        number(
            row.latest.map_or_else(String::new, hms),
            TIME,
            if is_late { ink::danger } else { ink::secondary }
        ),
    ]
    .spacing(12)
    .height(28)
    .align_y(Alignment::Center);
    let is_chosen = live.chosen == Some(index) || is_on_air;
    let face = row_button(figures, is_chosen, Message::Chosen(index));
    row![face, container(row![].push(back)).width(40)].spacing(4).align_y(Alignment::Center).into()
}

/// The questions that came in, and a field for the next one.
fn notes(live: &Live) -> Element<'_, Message> {
    let notes = live.notes().map(|(at, note)| {
        let time = text(hms(at)).size(size::CAPTION).font(font::FIGURES).style(ink::tertiary);
        column![time, text(note).size(size::DENSE).line_height(1.45)].spacing(2).into()
    });
    let input = field("Câu hỏi của khán giả, rồi Enter", &live.note)
        .on_input(Message::NoteChanged)
        .on_submit(Message::NoteTaken);
    let list = scroll(container(column(notes).spacing(10)).padding([0, 16])).height(Length::Fill);
    let head = column![section_title("Câu hỏi, ghi nhận"), input].spacing(10);
    column![
        container(head).padding([14, 16]),
        list,
        container(caption("Ghi vào nhật ký phát sóng của bài ngay khi bấm Enter; hết chương trình, mỗi câu thành một ý kiến cần trả lời.")).padding([10, 16]),
    ]
    .into()
}

fn buttons<'a>(live: &Live, state: &Now) -> Element<'a, Message> {
    let is_running = state.began.is_some() && state.ended.is_none();
    let is_open = state.ended.is_none();
    let meant = live.meant();
    let waits = meant.is_some_and(|item| state.rows[item].state == State::Waiting);
    let next = if state.began.is_none() { "Lên sóng (PgDn)" } else { "Mục tiếp theo (PgDn)" };
    let hold = if state.is_held { "Phát tiếp (Ctrl D)" } else { "Tạm dừng (Ctrl D)" };
    let can = |is_possible: bool, message: Message| is_possible.then_some(message);
    let acts = row![
        button_icon(Icon::Play, next, style::primary, can(is_open && meant.is_some(), Message::Next)),
        button_icon(Icon::Ban, "Bỏ (Ctrl B)", style::secondary, can(is_open && waits, Message::Skipped)),
        button_icon(
            Icon::Layers,
            "Để lại (Ctrl L)",
            style::secondary,
            can(is_open && waits, Message::Floated)
        ),
        button_icon(Icon::Clock, hold, style::secondary, can(is_running, Message::HoldToggled)),
        button_icon(
            Icon::Undo,
            "Hoàn tác (Ctrl Z)",
            style::ghost,
            can(!live.desk.acts().is_empty(), Message::Undone)
        ),
        space().width(Length::Fill),
        button_icon(
            Icon::Print,
            "In nhật ký (Ctrl P)",
            style::ghost,
            can(state.began.is_some(), Message::PrintAsked)
        ),
        button_icon(Icon::Square, "Hết chương trình", style::danger, can(is_running, Message::Ended)),
    ];
    container(acts.spacing(8).align_y(Alignment::Center)).padding([10, 20]).style(style::surface).into()
}

fn hms(at: NaiveDateTime) -> String {
    at.format("%H:%M:%S").to_string()
}

/// "1:05", "1:02:03"
fn length(seconds: i64) -> String {
    crate::piece::timing::clock(u32::try_from(seconds.max(0)).unwrap_or(u32::MAX))
}
