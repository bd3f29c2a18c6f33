//! The poster's status, and who has agreed to its content (plan 127, IV.7).

use iced::Length;
use iced::widget::{container, text};

use crate::piece::{Format, Piece, Status};
use crate::ui::theme::size;
use crate::ui::theme::style::ink as tint;
use crate::ui::widget::{column, label, picker};
use crate::ui::{Context, Element};

use super::super::{Designer, Message};
use super::element::Named;

impl Designer {
    pub(super) fn agreement<'a>(&'a self, piece: &'a Piece, context: &'a Context) -> Element<'a, Message> {
        let named = |status: Status| Named(status, status.name_of(Format::Poster));
        let chosen = Some(named(piece.header.status));
        let status = picker(Status::ALL.map(named), chosen, |Named(status, _)| Message::SetStatus(status));
        let clause =
            context.newsroom.plan().activity(&piece.header.activity).map(|activity| activity.clause.as_str());
        let title = match clause {
            Some(clause) => format!("Thống nhất nội dung ({clause})"),
            None => "Thống nhất nội dung".to_owned(),
        };
        let chain = self.approvals.view(piece, context).map_or_else(
            || {
                text("Chưa đặt nơi duyệt cho hình thức này trong Thiết lập.")
                    .size(size::DENSE)
                    .line_height(1.5)
                    .style(tint::secondary)
                    .into()
            },
            |chain| chain.map(Message::Approval),
        );
        column![
            column![label("Trạng thái"), status.width(Length::Fill)].spacing(4),
            container(column![label(title), chain].spacing(4))
        ]
        .spacing(16)
        .into()
    }
}
