//! The whole selected day, while no chip is selected.

use chrono::NaiveDate;
use iced::widget::{container, text};
use iced::{Alignment, Length, Theme, border};

use super::super::model::{Chip, ChipKey};
use super::Message;
use crate::calendar::{days, wording};
use crate::ui::theme::style::{self, Mood, ink};
use crate::ui::theme::{Tokens, size};
use crate::ui::widget::{button, button_icon, column, divider, dot, press_area, row, scroll, tag};
use crate::ui::{Context, Element, Icon, font};

/// Maximum number of chips of the day; the rest is counted, and is in the list view.
const MOST: usize = 40;

pub(super) fn view<'a>(
    context: &'a Context,
    day: NaiveDate,
    chips: &'a [Chip],
    selected: Option<&'a ChipKey>,
) -> Element<'a, Message> {
    let known = days(day, day, &context.newsroom.settings().holidays).into_iter().next();
    let moon = known.as_ref().map(|day| {
        format!("{} {}, năm {}", day.lunar.day_name(), day.lunar.month_name(), day.lunar.year_name())
    });
    let marks = known.into_iter().flat_map(|day| {
        let mood = if day.is_day_off { Mood::Danger } else { Mood::Neutral };
        day.marks.into_iter().map(move |mark| tag(None, mark.into_owned(), mood))
    });
    let head = column![text(wording::long_date(day)).size(15).line_height(1.5).font(font::SEMIBOLD)]
        .push(moon.map(|moon| text(moon).size(size::DENSE).style(ink::secondary)))
        .push(row(marks).spacing(6).wrap().vertical_spacing(6))
        .spacing(4);
    let body: Element<'_, Message> = if chips.is_empty() {
        text("Ngày này chưa có kỳ nào phải phát, đăng.").size(size::DENSE).style(ink::secondary).into()
    } else {
        let rest = chips.len().saturating_sub(MOST);
        let rest = (rest > 0).then(|| {
            let label = text(format!("và {} nữa, xem ở Danh sách", wording::counted(rest, "việc")))
                .size(size::CAPTION);
            button(label).padding([4, 6]).style(style::ghost).on_press(Message::DayListAsked)
        });
        let entries = chips.iter().take(MOST).map(|chip| entry(chip, selected == Some(&chip.key)));
        column(entries).push(rest).spacing(8).into()
    };
    let hint = text(
        "Bấm vào ô nét đứt để viết bài cho kỳ đó. Kéo bài sang ngày khác để dời; \
         hoặc chọn bài rồi bấm Alt và các phím mũi tên.",
    )
    .size(size::CAPTION)
    .line_height(1.5)
    .style(ink::tertiary);
    let foot =
        button_icon(Icon::Print, "Xuất lịch ngày này", style::secondary, Some(Message::DayExportAsked));
    column![
        scroll(column![head, body, hint].spacing(16).padding(16)).height(Length::Fill).width(Length::Fill),
        divider(),
        container(foot).padding([12, 16]),
    ]
    .into()
}

fn entry(chip: &Chip, is_selected: bool) -> Element<'_, Message> {
    let mood = match chip.status {
        _ if chip.is_late() => Mood::Danger,
        None => Mood::Neutral,
        Some(status) => Mood::of_status(status),
    };
    let time = chip
        .time
        .map(|time| text(wording::clock(time)).size(size::CAPTION).font(font::FIGURES).style(ink::secondary));
    let facts = row![dot(chip.hue)]
        .push(time)
        .push(chip.count_label().map(|count| text(count).size(size::CAPTION).font(font::FIGURES)))
        .push(iced::widget::space().width(Length::Fill))
        .push(tag(None, chip.status_name(), mood))
        .spacing(8)
        .align_y(Alignment::Center);
    let title = text(&chip.title).size(size::DENSE).line_height(1.5).font(font::MEDIUM);
    let place = (!chip.place.is_empty()).then(|| text(&chip.place).size(size::CAPTION).style(ink::secondary));
    press_area(column![facts, title].push(place).spacing(4), move |theme: &Theme, is_hovered| {
        let tokens = Tokens::of(theme);
        let line = if is_selected || is_hovered { tokens.hue(chip.hue) } else { tokens.line };
        container::Style {
            background: Some(tokens.surface.into()),
            border: border::rounded(8).color(line).width(1),
            ..container::Style::default()
        }
    })
    .padding([8, 10])
    .width(Length::Fill)
    .on_press(Message::ChipChosen(chip.key.clone()))
    .into()
}
