//! Buttons, tags and fields.

use std::time::Duration;

use super::steady::{row, row_of as row};
use iced::widget::{button as face, checkbox, container, progress_bar, space, text, tooltip};
use iced::{Alignment, Border, Length, Padding, Theme, border};

use super::focusable::{button, focusable};
use crate::piece::Status;
use crate::ui::icon::{Icon, icon};
use crate::ui::theme::style::{self, Mood, ink};
use crate::ui::theme::{Tokens, metric, size};
use crate::ui::{Element, font};

type ButtonStyle = fn(&Theme, face::Status) -> face::Style;

/// A button with a label; without a message it is disabled.
pub fn button_label<'a, Message: Clone + 'a>(
    label: &'a str,
    style: ButtonStyle,
    message: Option<Message>,
) -> Element<'a, Message> {
    let label = text(label).size(size::DENSE).font(font::MEDIUM);
    frame(container(label).center_y(Length::Fill).into(), style, message, [0.0, 12.0].into())
}

/// A button with an icon and a label.
pub fn button_icon<'a, Message: Clone + 'a>(
    mark: Icon,
    label: impl text::IntoFragment<'a>,
    style: ButtonStyle,
    message: Option<Message>,
) -> Element<'a, Message> {
    frame(
        container(icon_label(mark, label)).center_y(Length::Fill).into(),
        style,
        message,
        [0.0, 12.0].into(),
    )
}

fn frame<'a, Message: Clone + 'a>(
    content: Element<'a, Message>,
    style: ButtonStyle,
    message: Option<Message>,
    padding: Padding,
) -> Element<'a, Message> {
    button(content).padding(padding).height(metric::CONTROL).style(style).on_press_maybe(message).into()
}

/// A square icon button with a tooltip.
pub fn icon_button<'a, Message: Clone + 'a>(
    mark: Icon,
    hint: &'a str,
    style: ButtonStyle,
    message: Option<Message>,
) -> Element<'a, Message> {
    let face = button(container(icon(mark, 16.0)).center(Length::Fill))
        .padding(0)
        .width(metric::CONTROL)
        .height(metric::CONTROL)
        .style(style)
        .on_press_maybe(message);
    tip(face, hint)
}

/// An icon beside a label, in the surrounding colour.
pub fn icon_label<'a, Message: 'a>(mark: Icon, label: impl text::IntoFragment<'a>) -> Element<'a, Message> {
    row![icon(mark, 15.0), text(label).size(size::DENSE).font(font::MEDIUM).wrapping(text::Wrapping::None)]
        .spacing(6)
        .align_y(Alignment::Center)
        .into()
}

/// A tooltip: for icons, and for truncated text.
pub fn tip<'a, Message: 'a>(
    content: impl Into<Element<'a, Message>>,
    hint: impl text::IntoFragment<'a>,
) -> Element<'a, Message> {
    tip_unless(false, content, hint)
}

/// Like [`tip`], but hidden while something else is shown at the pointer. The widgets are the same in both cases.
pub fn tip_unless<'a, Message: 'a>(
    is_quiet: bool,
    content: impl Into<Element<'a, Message>>,
    hint: impl text::IntoFragment<'a>,
) -> Element<'a, Message> {
    let delay = if is_quiet { Duration::from_secs(3600) } else { Duration::from_millis(400) };
    let label =
        container(text(hint).size(size::CAPTION)).padding([4, 8]).max_width(360).style(style::floating);
    tooltip(content, label, tooltip::Position::Bottom).gap(4).delay(delay).into()
}

/// A choice of a few options, with the selected one highlighted.
pub fn segmented<'a, Value: Copy + PartialEq + 'a, Message: Clone + 'a>(
    options: impl IntoIterator<Item = (Value, &'a str)>,
    chosen: Value,
    on_choose: impl Fn(Value) -> Message + 'a,
) -> Element<'a, Message> {
    let parts = options.into_iter().map(|(value, label)| {
        let is_chosen = value == chosen;
        let face = if is_chosen { font::SEMIBOLD } else { font::REGULAR };
        button(
            container(text(label).size(size::DENSE).font(face).wrapping(text::Wrapping::None))
                .center_y(Length::Fill),
        )
        .padding([0, 12])
        .height(28)
        .style(style::segment(is_chosen))
        .on_press(on_choose(value))
        .into()
    });
    container(row(parts)).padding(2).style(style::sunken).into()
}

/// A small button that is on or off.
pub fn toggle<'a, Message: Clone + 'a>(
    label: &'a str,
    hint: &'a str,
    is_on: bool,
    on_toggle: impl Fn(bool) -> Message,
) -> Element<'a, Message> {
    let face = button(container(text(label).size(size::CAPTION)).center_y(Length::Fill))
        .height(28)
        .padding([0, 8])
        .style(style::segment(is_on))
        .on_press(on_toggle(!is_on));
    tip(face, hint)
}

/// A small rounded label: a status, a topic.
pub fn tag<'a, Message: 'a>(
    mark: Option<Icon>,
    label: impl text::IntoFragment<'a>,
    mood: Mood,
) -> Element<'a, Message> {
    let label = text(label).size(size::CAPTION).font(font::MEDIUM).wrapping(text::Wrapping::None);
    let content =
        row(mark.map(|mark| icon(mark, 13.0).into())).push(label).spacing(5).align_y(Alignment::Center);
    container(content).padding([3, 10]).style(style::tag(mood)).into()
}

/// An activity's small coloured dot.
pub fn dot<'a, Message: 'a>(hue: crate::plan::Hue) -> Element<'a, Message> {
    container(space().width(8).height(8))
        .style(move |theme: &Theme| container::Style {
            background: Some(Tokens::of(theme).hue(hue).into()),
            border: border::rounded(4),
            ..container::Style::default()
        })
        .into()
}

/// The colour of a status as a dot.
pub fn status_dot<'a, Message: 'a>(status: Status) -> Element<'a, Message> {
    container(space().width(8).height(8))
        .style(move |theme: &Theme| {
            let tokens = Tokens::of(theme);
            let color = match Mood::of_status(status) {
                Mood::Neutral => tokens.text_tertiary,
                mood => mood.colors(tokens).0,
            };
            let is_hollow = matches!(status, Status::Idea | Status::Dropped);
            container::Style {
                background: (!is_hollow).then(|| color.into()),
                border: Border { color, width: if is_hollow { 1.5 } else { 0.0 }, radius: 4.into() },
                ..container::Style::default()
            }
        })
        .into()
}

/// An activity's dot with its name.
pub fn chip_tag<'a, Message: 'a>(
    hue: crate::plan::Hue,
    label: impl text::IntoFragment<'a>,
) -> Element<'a, Message> {
    row![dot(hue), text(label).size(size::DENSE)].spacing(8).align_y(Alignment::Center).into()
}

pub fn key_cap<'a, Message: 'a>(keys: &'a str) -> Element<'a, Message> {
    container(text(keys).size(11)).padding([0, 5]).style(style::key_cap).into()
}

/// The label over a field or a group of facts.
pub fn label<'a, Message: 'a>(content: impl text::IntoFragment<'a>) -> Element<'a, Message> {
    text(content).size(size::CAPTION).style(ink::tertiary).into()
}

/// Small secondary text.
pub fn caption<'a, Message: 'a>(content: impl text::IntoFragment<'a>) -> Element<'a, Message> {
    text(content).size(size::CAPTION).style(ink::secondary).into()
}

/// A check box with a label.
pub fn check<'a, Message: Clone + 'a>(
    label: impl text::IntoFragment<'a>,
    is_on: bool,
    on_toggle: impl Fn(bool) -> Message + 'a,
) -> Element<'a, Message> {
    let toggled = on_toggle(!is_on);
    let tick = checkbox(is_on)
        .label(label)
        .size(16)
        .text_size(size::DENSE)
        .spacing(8)
        .style(style::check)
        .on_toggle(on_toggle);
    focusable(tick, Some(toggled))
}

/// A thin bar filled to a fraction from 0.0 to 1.0.
pub fn bar_share<'a, Message: 'a>(share: f32, mood: Mood) -> Element<'a, Message> {
    progress_bar(0.0..=1.0, share.clamp(0.0, 1.0))
        .girth(6)
        .style(move |theme: &Theme| {
            let tokens = Tokens::of(theme);
            progress_bar::Style {
                background: tokens.sunken.into(),
                bar: match mood {
                    Mood::Neutral => tokens.text_tertiary,
                    other => other.colors(tokens).0,
                }
                .into(),
                border: Border { radius: 3.into(), ..Border::default() },
            }
        })
        .into()
}
