//! Empty slots of a series: what the plan requires, and a button to begin.

use iced::widget::{container, text};
use iced::{Alignment, Length};

use super::Message;
use crate::calendar::wording;
use crate::fold::capital;
use crate::ledger::{SlotState, SlotView};
use crate::ui::theme::size;
use crate::ui::theme::style::{self, Mood, ink};
use crate::ui::widget::{
    button_icon, button_label, caption, column, divider, icon_button, label, row, scroll, tag, tip,
};
use crate::ui::{Context, Element, Icon, font};

/// Bodies named; the rest is counted.
const LISTED: usize = 24;

pub(super) fn view<'a>(series: &'a str, context: &'a Context) -> Element<'a, Message> {
    let plan = context.newsroom.plan();
    let all: Vec<&SlotView> = context.newsroom.obligations().of_series(series).collect();
    let empty: Vec<&&SlotView> = all.iter().filter(|view| view.pieces.is_empty()).collect();
    let Some((first, activity)) =
        all.first().and_then(|first| Some((*first, plan.activity(first.slot.id.activity())?)))
    else {
        return container(text("Kỳ này không còn trong kế hoạch.").size(size::DENSE)).padding(16).into();
    };
    let is_overdue = empty.iter().any(|view| view.state == SlotState::Missing);
    let state = if is_overdue {
        tag(Some(Icon::Warning), "Quá hạn, chưa có bài", Mood::Danger)
    } else {
        tag(Some(Icon::Dashed), "Còn trống", Mood::Neutral)
    };
    let when = match (first.date, first.time) {
        (Some(date), Some(time)) => Some(format!("{}, {}", wording::long_date(date), wording::clock(time))),
        (Some(date), None) => Some(wording::long_date(date)),
        (None, _) => None,
    };
    let leads: Vec<&str> = activity
        .lead
        .iter()
        .map(|id| plan.agency(id).map_or(id.as_str(), |agency| agency.name.as_str()))
        .collect();
    let bodies: Vec<String> = empty.iter().filter_map(|view| plan.body_name(&view.slot.id)).collect();
    let body = column![
        tag(
            None,
            format!("{} · {}", activity.short, first.slot.period.label()),
            Mood::Activity(activity.hue)
        ),
        text(&activity.title).size(size::SECTION).line_height(1.5).font(font::SEMIBOLD),
        state,
        fact("Làm trong kỳ", wording::range(first.slot.from, first.slot.to)),
    ]
    .push(when.map(|when| fact("Dự kiến", when)))
    .push(first.minutes.map(|minutes| fact("Thời lượng", wording::minutes(minutes))))
    .push(fact("Chủ trì", leads.join("; ")))
    .push((!bodies.is_empty()).then(|| {
        let count = format!("{} còn trống: {}/{}", capital(activity.bodies()), bodies.len(), all.len());
        let more = bodies.len().checked_sub(LISTED).filter(|more| *more > 0);
        let more = more.map(|more| caption(format!("và {} nữa", wording::counted(more, activity.bodies()))));
        let names = bodies.into_iter().take(LISTED).map(|name| tag(None, name, Mood::Neutral));
        column![label(count), row(names).spacing(6).wrap().vertical_spacing(6)].push(more).spacing(6)
    }))
    .push(
        row![
            container(label("Căn cứ")).width(Length::Fill),
            button_label(
                "Xem trong kế hoạch",
                style::ghost,
                Some(Message::ClauseOpened(activity.clause.clone()))
            )
        ]
        .align_y(Alignment::Center),
    )
    .push(
        text(format!("Mục {}. {}", activity.clause, activity.text.first().map_or("", String::as_str)))
            .size(size::DENSE)
            .line_height(1.5)
            .style(ink::secondary),
    )
    .spacing(14)
    .padding(16);
    let word = match activity.bodies() {
        _ if empty.len() < 2 => "Viết bài",
        "cơ quan" => "Viết một bài cho các cơ quan",
        "đơn vị" => "Viết một bài cho các đơn vị",
        _ => "Viết một bài cho các địa bàn",
    };
    let fill_all = Message::SeriesFillAsked(activity.id.clone());
    let write = row![
        container(button_icon(Icon::Pen, word, style::primary, Some(Message::SlotsFilled)))
            .width(Length::Fill),
        icon_button(
            Icon::CalendarPlus,
            "Lập bài cho các kỳ trống của hình thức này, từ nay đến hết năm",
            style::secondary,
            Some(fill_all)
        ),
    ]
    .spacing(8);
    let previous = empty.first().and_then(|view| context.newsroom.previous(&view.slot.id));
    let build = previous.map(|piece| {
        let face = button_label("Dựng từ kỳ trước", style::secondary, Some(Message::SlotsBuilt));
        tip(face, format!("Chép nội dung của “{}”; ngày, duyệt, góp ý không chép", piece.header.title))
    });
    let foot = column![write].push(build).spacing(8);
    column![
        scroll(body).height(Length::Fill).width(Length::Fill),
        divider(),
        container(foot).padding([12, 16])
    ]
    .into()
}

fn fact(name: &str, value: String) -> Element<'_, Message> {
    column![label(name), text(value).size(size::DENSE).line_height(1.5)].spacing(2).into()
}
