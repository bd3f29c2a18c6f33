//! The charts of the progress screen: filled cells, bars of praise and critique.

use iced::widget::{container, space, stack, text};
use iced::{Alignment, Length, Theme, border};

use super::Message;
use crate::calendar::wording;
use crate::ledger::{Tally, ToneTally};
use crate::plan::Hue;
use crate::ui::theme::style::{Mood, ink};
use crate::ui::theme::{Tokens, size};
use crate::ui::widget::{column, row, tip};
use crate::ui::{Element, font};

const CELL: f32 = 30.0;

/// An activity's month: the cell is what is owed, the fill what is published; overdue is red.
pub(super) fn cell<'a>(hue: Hue, tally: Tally, open: u32) -> Element<'a, Message> {
    let (owed, done) = (tally.owed, tally.done());
    if owed == 0 && open > 0 {
        return open_cell(hue, open);
    }
    if owed == 0 {
        return space().width(Length::Fill).height(CELL).into();
    }
    let share = done as f32 / owed as f32;
    let message = match done {
        0 => wording::grouped(owed),
        done if done == owed => wording::grouped(owed),
        done => format!("{}/{}", wording::grouped(done), wording::grouped(owed)),
    };
    let is_overdue = tally.open() > 0;
    let label = text(message).size(size::CAPTION).font(font::FIGURES).style(move |theme: &Theme| {
        let tokens = Tokens::of(theme);
        let color = match (done, is_overdue) {
            (0, true) => tokens.danger,
            (0, false) => tokens.hue(hue),
            // The fill is too dark a background for the activity's own colour.
            _ => tokens.text,
        };
        text::Style { color: Some(color) }
    });
    let ground = container(space().width(Length::Fill).height(CELL)).style(move |theme: &Theme| {
        let tokens = Tokens::of(theme);
        container::Style {
            background: Some(tokens.hue_weak(hue).into()),
            border: border::rounded(6)
                .color(if is_overdue { tokens.danger } else { tokens.hue_weak(hue) })
                .width(if is_overdue { 1.0 } else { 0.0 }),
            ..container::Style::default()
        }
    });
    let filled =
        container(space().width(Length::Fill).height(CELL)).style(move |theme: &Theme| container::Style {
            background: Some(Tokens::of(theme).hue(hue).scale_alpha(0.28).into()),
            border: border::rounded(6),
            ..container::Style::default()
        });
    let portion = (share * 100.0).round() as u16;
    let filling: Element<'a, Message> = match portion {
        0 => space().height(CELL).into(),
        100 => filled.into(),
        _ => row![
            container(filled).width(Length::FillPortion(portion)),
            space().width(Length::FillPortion(100 - portion))
        ]
        .into(),
    };
    let layers = stack![ground, filling, container(label).center_x(Length::Fill).center_y(CELL)];
    let states = [
        ("Phải làm", owed),
        ("đã đến hạn", tally.due),
        ("đúng hạn", tally.in_time),
        ("trễ", tally.late),
        ("chưa xác nhận", tally.unconfirmed),
        ("chưa làm", tally.missing),
        ("sẵn sàng", tally.ready),
        ("đang làm", tally.in_hand),
        ("còn trống", tally.empty),
    ];
    let hint = states.map(|(name, count)| format!("{name} {}", wording::grouped(count))).join(" · ");
    container(tip(layers, hint)).width(Length::Fill).into()
}

/// A month with open long slots that are due in another month.
fn open_cell<'a>(hue: Hue, open: u32) -> Element<'a, Message> {
    let label = text("mở").size(size::CAPTION).style(ink::hue(hue));
    let ground = container(label).center_x(Length::Fill).center_y(CELL).style(move |theme: &Theme| {
        let color = Tokens::of(theme).hue_weak(hue);
        container::Style { border: border::rounded(6).color(color).width(1.0), ..container::Style::default() }
    });
    container(tip(
        ground,
        format!("{} kỳ dài đang mở trong tháng này, hạn ở một tháng sau đó", wording::grouped(open)),
    ))
    .width(Length::Fill)
    .into()
}

/// Twelve pairs of bars: numbers of pieces with praise and with critique.
pub(super) fn tones<'a>(months: &[ToneTally; 12], height: f32) -> Element<'a, Message> {
    let most = months.iter().map(|month| month.praise.max(month.critique)).max().unwrap_or(0).max(1);
    let bar = |count: u32, mood: Mood| {
        let tall = (height - 40.0) * count as f32 / most as f32;
        let figure = text(if count > 0 { wording::grouped(count) } else { String::new() })
            .size(11)
            .font(font::FIGURES)
            .style(ink::secondary);
        column![
            figure,
            container(space().width(12).height(tall)).style(move |theme: &Theme| container::Style {
                background: Some(mood.colors(Tokens::of(theme)).0.scale_alpha(0.8).into()),
                border: border::rounded(2),
                ..container::Style::default()
            })
        ]
        .align_x(Alignment::Center)
    };
    row(months.iter().enumerate().map(|(month, tally)| {
        let bars = row![bar(tally.praise, Mood::Ok), bar(tally.critique, Mood::Danger)]
            .spacing(3)
            .align_y(Alignment::End);
        column![
            container(bars).height(height - 18.0).align_bottom(height - 18.0),
            text(format!("Th {}", month + 1)).size(11).font(font::FIGURES).style(ink::tertiary)
        ]
        .align_x(Alignment::Center)
        .width(Length::Fill)
        .into()
    }))
    .align_y(Alignment::End)
    .into()
}

/// One line of the legend.
pub(super) fn key(mood: Mood, label: &str) -> Element<'_, Message> {
    let mark = container(space().width(10).height(10)).style(move |theme: &Theme| container::Style {
        background: Some(mood.colors(Tokens::of(theme)).0.into()),
        border: border::rounded(3),
        ..container::Style::default()
    });
    row![mark, text(label).size(size::CAPTION).style(ink::secondary)]
        .spacing(6)
        .align_y(Alignment::Center)
        .into()
}
