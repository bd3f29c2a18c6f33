//! The choice of an ink: swatches, and its four components.

use iced::widget::{button as button_style, container, space, text};
use iced::{Alignment, Color, Length, border};

use crate::page;
use crate::poster::{Edit, ElementKind, Fill, Ink, Middle, Poster};
use crate::ui::Element;
use crate::ui::icon::Icon;
use crate::ui::screen::poster::figure::number;
use crate::ui::theme::style::{self, ink as tint};
use crate::ui::theme::{Tokens, size};
use crate::ui::widget::{button, button_icon, check, column, icon_button, label, row, tip};

use super::super::field::fill_edit;
use super::super::{Channel, Designer, InkRole, Message, PaletteMessage, Property, palette};

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
    pub(in super::super) fn ink<'a>(
        &'a self,
        name: &'a str,
        slot: InkRole,
        has_fields: bool,
    ) -> Element<'a, Message> {
        let chosen = slot.ink(&self.poster, self.shown_part().as_ref());
        let swatch = |ink: Ink| self.swatch(slot, ink, chosen == Some(ink));
        // In its own pane the palette is listed with its names.
        let office = self.palette.inks.iter().filter(|_| self.palette.of.is_none()).map(palette::ink).take(8);
        let office: Vec<Ink> = office.collect();
        let mut own = own(&self.poster);
        own.retain(|ink| !office.contains(ink));
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
            (!office.is_empty()).then(|| row(office.into_iter().map(swatch)).spacing(7)),
            has_fields.then(|| row(Channel::ALL.map(share)).spacing(8)),
            has_fields.then(|| {
                row![
                    text("Mã màu").size(size::CAPTION).style(tint::tertiary),
                    container(self.bare_entry(Property::Screen(slot))).width(Length::Fill),
                    icon_button(
                        Icon::Pipette,
                        "Lấy màu trên bản vẽ (I)",
                        if self.picking == Some(slot) { style::primary } else { style::ghost },
                        Some(Message::PickInk((self.picking != Some(slot)).then_some(slot)))
                    ),
                    icon_button(
                        Icon::Palette,
                        "Bảng màu của đơn vị",
                        style::ghost,
                        Some(Message::Palette(PaletteMessage::Opened(slot)))
                    ),
                ]
                .spacing(8)
                .align_y(Alignment::Center)
            }),
            has_fields.then(|| check("Đổi màu này ở mọi nơi", self.habits.everywhere, Message::Everywhere)),
        ]
        .spacing(6)
        .into()
    }

    /// The inks between the ends of a gradient, for the board or the chosen shape.
    pub(super) fn stops(&self, fill: Fill, of: InkRole) -> Element<'_, Message> {
        let role = move |index| match of {
            InkRole::Board => InkRole::BoardMiddle(index),
            _ => InkRole::FillMiddle(index),
        };
        let set = |fill: Fill| fill_edit(of, fill, self.chosen()).map(|edit| Message::Edit(Box::new(edit)));
        let middle = fill.middle();
        let parts = middle.stops().enumerate().map(|(index, _)| {
            let others =
                middle.stops().enumerate().filter(|(other, _)| *other != index).map(|(_, stop)| stop);
            let without = Middle::new(others).and_then(|middle| set(fill.with_middle(middle)));
            column![
                self.ink("Màu giữa", role(index), true),
                row![
                    text("Ở").size(size::CAPTION).style(tint::tertiary),
                    container(self.bare_entry(Property::StopAt(role(index)))).width(96),
                    icon_button(Icon::Trash, "Bỏ màu giữa này", style::danger, without)
                ]
                .spacing(8)
                .align_y(Alignment::Center)
            ]
            .spacing(6)
            .into()
        });
        let add = (!middle.is_full())
            .then(|| button_icon(Icon::Plus, "Thêm màu giữa", style::secondary, set(fill.with_stop())));
        column(parts).push(add).spacing(16).into()
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

    pub(in super::super) fn swatch<'a>(
        &self,
        slot: InkRole,
        ink: Ink,
        is_chosen: bool,
    ) -> Element<'a, Message> {
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
        let named = self.palette.inks.iter().find(|named| palette::ink(named) == ink);
        let label = named.map_or(label.clone(), |named| format!("{}\n{label}", named.name));
        tip(button(face).padding(3).width(29).height(29).style(ring).on_press_maybe(message), label)
    }
}
