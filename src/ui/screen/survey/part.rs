//! What the views of a survey are made of.

use iced::Length;
use iced::widget::{container, image};

use super::Message;
use crate::survey::scan::Plane;
use crate::ui::Element;
use crate::ui::theme::style;
use crate::ui::widget::{button, column, label};

/// Height of a row, logical pixels.
pub(super) const LOW: f32 = 34.0;

/// A field below its name.
pub(super) fn named<'a>(name: &'a str, content: Element<'a, Message>) -> Element<'a, Message> {
    column![label(name), content].spacing(4).into()
}

pub(super) fn card(content: Element<'_, Message>) -> Element<'_, Message> {
    container(content).padding([12, 0]).width(Length::Fill).height(Length::Fill).style(style::card).into()
}

/// A row that can be chosen.
pub(super) fn line_button(
    content: Element<'_, Message>,
    is_chosen: bool,
    height: f32,
    pressed: Message,
) -> Element<'_, Message> {
    button(container(content).center_y(Length::Fill))
        .padding([0, 8])
        .width(Length::Fill)
        .height(height)
        .style(style::choice(is_chosen))
        .on_press(pressed)
        .into()
}

/// A grey picture as widgets show it.
pub(super) fn handle(plane: &Plane) -> image::Handle {
    let rgba = plane.pixels.iter().flat_map(|grey| [*grey, *grey, *grey, 255]).collect::<Vec<u8>>();
    image::Handle::from_rgba(plane.width as u32, plane.height as u32, rgba)
}
