//! The poster's status, and who has agreed to its content (plan 127, IV.7).

use iced::widget::{container, text};
use iced::{Alignment, Length};

use crate::piece::{Piece, Status};
use crate::ui::icon::{Icon, icon};
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink as tint};
use crate::ui::widget::{button, column, label, picker, row, tip};
use crate::ui::{Context, Element, font};

use super::super::{Designer, Message};

impl Designer {
    pub(super) fn agreement<'a>(piece: &'a Piece, context: &'a Context) -> Element<'a, Message> {
        let status = picker(Status::ALL, Some(piece.header.status), Message::SetStatus).width(Length::Fill);
        let clause =
            context.newsroom.plan().activity(&piece.header.activity).map(|activity| activity.clause.as_str());
        let title = match clause {
            Some(clause) => format!("Thống nhất nội dung ({clause})"),
            None => "Thống nhất nội dung".to_owned(),
        };
        let steps: Vec<_> = piece
            .approval_chain(context.newsroom.settings())
            .map(|(step, given)| {
                let (mark, tone): (_, fn(&iced::Theme) -> text::Style) =
                    if given.is_some() { (Icon::Check, tint::ok) } else { (Icon::Clock, tint::warn) };
                let name = text(step.name.as_str()).size(size::DENSE).line_height(1.5).width(Length::Fill);
                let name = if given.is_some() { name } else { name.style(tint::warn) };
                let date = given.map(|given| {
                    text(given.date.format("%d/%m").to_string())
                        .size(size::DENSE)
                        .font(font::FIGURES)
                        .style(tint::secondary)
                });
                let line =
                    row![icon(mark, 15.0).style(tone), name].push(date).spacing(8).align_y(Alignment::Center);
                let face = button(line)
                    .padding([6, 8])
                    .width(Length::Fill)
                    .style(style::ghost)
                    .on_press(Message::Agree(step.id.clone()));
                let hint = match given {
                    Some(given) if given.by.is_empty() => "Bấm để rút lại".to_owned(),
                    Some(given) => format!("{}. Bấm để rút lại", given.by),
                    None => "Chưa thống nhất. Bấm khi đã có ý kiến, ghi ngày hôm nay".to_owned(),
                };
                tip(face, hint)
            })
            .collect();
        let chain: Element<'_, Message> = if steps.is_empty() {
            text("Chưa đặt nơi duyệt cho hình thức này trong Thiết lập.")
                .size(size::DENSE)
                .line_height(1.5)
                .style(tint::secondary)
                .into()
        } else {
            column(steps).spacing(1).into()
        };
        column![
            column![label("Trạng thái"), status].spacing(4),
            container(column![label(title), chain].spacing(4))
        ]
        .spacing(16)
        .into()
    }
}
