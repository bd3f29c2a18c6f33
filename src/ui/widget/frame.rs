//! Containers: cards, panes, dialogs.

use super::steady::{column_of as column, row_of as row};
use iced::widget::{Scrollable, center, container, mouse_area, opaque, rule, scrollable, stack, text};
use iced::{Alignment, Length};

use super::focusable::button;
use super::layer;
use crate::ui::icon::{Icon, icon};
use crate::ui::theme::style::{self, ink};
use crate::ui::theme::{metric, size};
use crate::ui::{Element, font};

/// A raised pane with the standard padding.
pub fn card<'a, Message: 'a>(content: impl Into<Element<'a, Message>>) -> Element<'a, Message> {
    container(content).padding([14, 16]).width(Length::Fill).style(style::card).into()
}

pub fn section_title<'a, Message: 'a>(title: impl text::IntoFragment<'a>) -> Element<'a, Message> {
    text(title).size(size::SECTION).font(font::SEMIBOLD).into()
}

/// A list row that can be clicked over its whole width.
pub fn row_button<'a, Message: Clone + 'a>(
    content: impl Into<Element<'a, Message>>,
    is_chosen: bool,
    message: Message,
) -> Element<'a, Message> {
    button(content)
        .width(Length::Fill)
        .padding([6, 10])
        .style(style::choice(is_chosen))
        .on_press(message)
        .into()
}

pub fn divider<'a, Message: 'a>() -> Element<'a, Message> {
    rule::horizontal(1).style(style::divider).into()
}

pub fn vertical_divider<'a, Message: 'a>() -> Element<'a, Message> {
    rule::vertical(1).style(style::divider).into()
}

/// A vertical scrollable with the thin bar.
pub fn scroll<'a, Message: 'a>(
    content: impl Into<Element<'a, Message>>,
) -> Scrollable<'a, Message, iced::Theme, iced::Renderer> {
    scrollable(content)
        .direction(scrollable::Direction::Vertical(
            scrollable::Scrollbar::new().width(8).scroller_width(6).margin(2),
        ))
        .style(style::scroll)
}

/// The pane on the right: facts and fields of the selection.
pub fn inspector<'a, Message: 'a>(content: impl Into<Element<'a, Message>>) -> Element<'a, Message> {
    row![
        vertical_divider(),
        container(content).width(metric::INSPECTOR).height(Length::Fill).style(style::surface)
    ]
    .height(Length::Fill)
    .into()
}

/// Shown in place of an empty list: an icon, a sentence, a suggestion.
pub fn empty_state<'a, Message: 'a>(
    mark: Icon,
    sentence: impl text::IntoFragment<'a>,
    next: impl text::IntoFragment<'a>,
    act: Option<Element<'a, Message>>,
) -> Element<'a, Message> {
    let content = column![
        icon(mark, 32.0).style(ink::tertiary),
        text(sentence).size(size::SECTION).font(font::SEMIBOLD).align_x(Alignment::Center),
        text(next).size(size::DENSE).style(ink::secondary).align_x(Alignment::Center),
    ]
    .push(act)
    .spacing(12)
    .max_width(420)
    .align_x(Alignment::Center);
    center(content).padding(24).into()
}

/// Shows a dialog over a view, if there is one; a press outside and Escape dismiss it.
pub fn dialog<'a, Message: Clone + 'a>(
    beneath: impl Into<Element<'a, Message>>,
    content: Option<Element<'a, Message>>,
    on_dismiss: Message,
) -> Element<'a, Message> {
    let beneath = layer::beneath(beneath, content.is_some());
    let sheet = content.map(|content| {
        let sheet = opaque(container(content).padding(20).style(style::floating));
        let scrim = mouse_area(center(sheet).style(style::scrim)).on_press(on_dismiss.clone());
        layer::above(opaque(scrim), on_dismiss)
    });
    stack![beneath].push(sheet).into()
}

/// A small floating pane (a menu) over a view, at a position in logical pixels from its top left corner.
pub fn popover<'a, Message: Clone + 'a>(
    beneath: impl Into<Element<'a, Message>>,
    content: impl Into<Element<'a, Message>>,
    at: iced::Point,
    on_dismiss: Message,
) -> Element<'a, Message> {
    let pane = opaque(container(content).padding(4).style(style::floating));
    let layer = opaque(
        mouse_area(iced::widget::pin(pane).x(at.x).y(at.y).width(Length::Fill).height(Length::Fill))
            .on_press(on_dismiss),
    );
    stack![beneath.into(), layer].into()
}
