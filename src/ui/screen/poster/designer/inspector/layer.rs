//! The layers, topmost first.

use iced::mouse::Interaction;
use iced::widget::{container, mouse_area, text};
use iced::{Alignment, Length};

use crate::poster::{Edit, Element as PosterElement, ElementKind};
use crate::ui::icon::{Icon, icon};
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink as tint};
use crate::ui::widget::{button, clamp, column, label, row, tip};
use crate::ui::{Element, font};

use super::super::{Act, Designer, Message};

impl Designer {
    pub(super) fn layers(&self) -> Element<'_, Message> {
        let act = |mark, hint, act: Act| small(mark, hint, Some(Message::Act(act)));
        let is_one = self.selection.len() == 1;
        let mut head =
            row![container(label("Lớp")).width(Length::Fill)].align_y(Alignment::Center).height(24);
        if is_one {
            head = head.push(act(Icon::ArrowUp, "Đưa lên một lớp ( ] )", Act::Raise)).push(act(
                Icon::ArrowDown,
                "Đưa xuống một lớp ( [ )",
                Act::Lower,
            ));
        }
        if !self.selection.is_empty() {
            head = head.push(act(Icon::ToFront, "Đưa lên trên cùng (Ctrl ] )", Act::Front)).push(act(
                Icon::ToBack,
                "Đưa xuống dưới cùng (Ctrl [ )",
                Act::Back,
            ));
        }
        let order = self.order();
        let rows =
            order.into_iter().rev().filter_map(|id| self.poster.element(id)).map(|part| self.layer(part));
        let list: Element<'_, Message> = if self.poster.elements.is_empty() {
            text("Bản vẽ còn trống. Chọn Chữ, Ảnh, Hình hoặc QR ở thanh trên rồi bấm lên bản vẽ.")
                .size(size::DENSE)
                .line_height(1.5)
                .style(tint::secondary)
                .into()
        } else {
            mouse_area(column(rows).spacing(1)).on_release(Message::LayerDropped).into()
        };
        column![head, list].spacing(4).into()
    }

    fn layer<'a>(&'a self, part: &'a PosterElement) -> Element<'a, Message> {
        let is_chosen = self.selection.contains(&part.id);
        let mark = match &part.kind {
            ElementKind::Text(_) => Icon::Text,
            ElementKind::Picture(_) => Icon::Picture,
            ElementKind::Qr(_) => Icon::QrCode,
            ElementKind::Icon(_) => Icon::Star,
            ElementKind::Shape(_) => Icon::Shapes,
        };
        let face = if is_chosen { font::SEMIBOLD } else { font::REGULAR };
        let name = part.label();
        let is_long = name.chars().count() > 26;
        let content = clamp(name.clone(), 1).size(size::DENSE, 20.0).font(face);
        let content: Element<'_, Message> = if is_long { tip(content, name) } else { content.into() };
        let is_lifted = self.lifted.is_some_and(|lifted| lifted.id == part.id);
        let line = row![icon(mark, 14.0), content].spacing(8).align_y(Alignment::Center);
        let line = container(line).center_y(Length::Fill).clip(true);
        let choose = button(line)
            .padding([0, 8])
            .height(30)
            .width(Length::Fill)
            .style(style::choice(is_chosen || is_lifted))
            .on_press(Message::Choose(part.id));
        let id = part.id;
        let edit = |edit: Edit| Some(Message::Edit(Box::new(edit)));
        let (eye, eye_hint) =
            if part.is_hidden { (Icon::EyeOff, "Hiện lại") } else { (Icon::Eye, "Ẩn, không in") };
        let (lock, lock_hint) = if part.is_locked {
            (Icon::Lock, "Mở khóa")
        } else {
            (Icon::Unlock, "Khóa để khỏi bị dời")
        };
        let grip = mouse_area(
            container(icon(Icon::Grip, 12.0).style(if is_lifted { tint::accent } else { tint::tertiary }))
                .center(Length::Fill)
                .width(18)
                .height(26),
        )
        .interaction(if is_lifted { Interaction::Grabbing } else { Interaction::Grab })
        .on_press(Message::Lifted(part.id));
        // While a row is dragged, a hint would cover those it passes.
        let grip: Element<'_, Message> = match self.lifted {
            Some(_) => grip.into(),
            None => tip(grip, "Kéo để đổi thứ tự lớp"),
        };
        let row = row![
            grip,
            choose,
            small(eye, eye_hint, edit(Edit::SetHidden { id, is_hidden: !part.is_hidden })),
            small(lock, lock_hint, edit(Edit::SetLocked { id, is_locked: !part.is_locked })),
        ]
        .align_y(Alignment::Center);
        let row = mouse_area(row);
        // Without a drag, no message for each row that the pointer passes.
        if self.lifted.is_some() { row.on_enter(Message::LiftedOver(part.id)).into() } else { row.into() }
    }
}

/// An icon button for rows.
fn small(mark: Icon, hint: &str, message: Option<Message>) -> Element<'_, Message> {
    let face = container(icon(mark, 14.0)).center(Length::Fill);
    tip(button(face).padding(0).width(26).height(26).style(style::ghost).on_press_maybe(message), hint)
}
