//! The choice of an ink: swatches, and its four components.

use iced::widget::{button as button_style, container, space, text};
use iced::{Alignment, Color, Length, border};

use crate::page;
use crate::poster::{Edit, ElementKind, Fill, Ink, Poster};
use crate::ui::Element;
use crate::ui::screen::poster::figure::number;
use crate::ui::theme::style::ink as tint;
use crate::ui::theme::{Tokens, size};
use crate::ui::widget::{button, check, column, label, row, tip};

use super::super::{Channel, Designer, InkRole, Message, Property};

/// Inks that print well on paper and canvas.
const SWATCHES: [Ink; 8] = [
    Ink::WHITE,
    Ink::new(0.0, 10.0, 45.0, 0.0),
    Ink::new(2.0, 22.0, 88.0, 0.0),
    Ink::new(12.0, 100.0, 94.0, 6.0),
    Ink::new(28.0, 100.0, 84.0, 38.0),
    Ink::new(92.0, 38.0, 42.0, 16.0),
    Ink::new(100.0, 72.0, 30.0, 38.0),
    Ink::BLACK,
];

/// An ink as printed, on the screen.
pub(super) fn shown(ink: Ink) -> Color {
    let share = |percent: f32| (percent / 100.0).clamp(0.0, 1.0);
    let color = page::Color::Cmyk { c: share(ink.c), m: share(ink.m), y: share(ink.y), k: share(ink.k) };
    let [r, g, b] = color.to_rgb8();
    Color::from_rgb8(r, g, b)
}

/// The poster's own inks that are not common swatches, in order of use.
fn own(poster: &Poster) -> Vec<Ink> {
    let fills = |kind: &ElementKind| -> Vec<Ink> {
        match kind {
            ElementKind::Text(text) => text.inks().collect(),
            ElementKind::Icon(mark) => vec![mark.ink],
            ElementKind::Shape(shape) => shape.fill.into_iter().flat_map(Fill::inks).collect(),
            ElementKind::Picture(_) | ElementKind::Qr(_) => Vec::new(),
        }
    };
    let mut inks: Vec<Ink> = Vec::new();
    let all = poster.background.inks().chain(poster.elements.iter().flat_map(|part| fills(&part.kind)));
    for ink in all {
        if inks.len() < 8 && !inks.contains(&ink) && !SWATCHES.contains(&ink) {
            inks.push(ink);
        }
    }
    inks
}

impl Designer {
    /// Swatches, and fields for C, M, Y and K.
    pub(super) fn ink<'a>(&'a self, name: &'a str, slot: InkRole, has_fields: bool) -> Element<'a, Message> {
        let chosen = slot.ink(&self.poster, self.shown_part().as_ref());
        let swatch = |ink: Ink| self.swatch(slot, ink, chosen == Some(ink));
        let own = own(&self.poster);
        let share = |channel: Channel| {
            row![
                text(channel.name()).size(size::CAPTION).style(tint::tertiary),
                self.bare_entry(Property::Ink(slot, channel))
            ]
            .spacing(4)
            .align_y(Alignment::Center)
            .width(Length::Fill)
            .into()
        };
        column![
            label(name),
            row(SWATCHES.into_iter().map(swatch)).spacing(7),
            (!own.is_empty()).then(|| row(own.into_iter().map(swatch)).spacing(7)),
            has_fields.then(|| row(Channel::ALL.map(share)).spacing(8)),
            has_fields.then(|| {
                row![
                    text("Mã màu").size(size::CAPTION).style(tint::tertiary),
                    container(self.bare_entry(Property::Screen(slot))).width(96),
                    check("Đổi ở mọi nơi", self.habits.everywhere, Message::Everywhere),
                ]
                .spacing(8)
                .align_y(Alignment::Center)
            }),
        ]
        .spacing(6)
        .into()
    }

    /// The edit that gives an element or the board an ink; with "Đổi ở mọi nơi" all that have its present one.
    pub(in super::super) fn ink_edit(&self, slot: InkRole, ink: Ink) -> Option<Edit> {
        let part = self.shown_part();
        let now = slot.ink(&self.poster, part.as_ref());
        match now.filter(|_| self.habits.everywhere) {
            Some(now) => Some(self.poster.recolored(now, ink)),
            None => slot.edit(ink, &self.poster, part.as_ref()),
        }
    }

    fn swatch<'a>(&self, slot: InkRole, ink: Ink, is_chosen: bool) -> Element<'a, Message> {
        let message = self.ink_edit(slot, ink).map(|edit| Message::Restyle(Box::new(edit)));
        let face = container(space().width(Length::Fill).height(Length::Fill)).style(move |theme| {
            container::Style {
                background: Some(shown(ink).into()),
                border: border::rounded(5).color(Tokens::of(theme).line).width(1),
                ..container::Style::default()
            }
        });
        let ring = move |theme: &iced::Theme, status: button_style::Status| {
            let tokens = Tokens::of(theme);
            let color = match status {
                _ if is_chosen => tokens.accent,
                button_style::Status::Hovered | button_style::Status::Pressed => tokens.text_tertiary,
                _ => Color::TRANSPARENT,
            };
            button_style::Style {
                background: None,
                border: border::rounded(8).color(color).width(2),
                ..button_style::Style::default()
            }
        };
        let label =
            Channel::ALL.map(|channel| format!("{} {}", channel.name(), number(channel.of(ink)))).join(" · ");
        tip(button(face).padding(3).width(29).height(29).style(ring).on_press_maybe(message), label)
    }
}
