//! The poster's status, and who has agreed to its content (plan 127, IV.7).

use iced::Length;
use iced::widget::{container, text};

use crate::piece::{Piece, Status};
use crate::ui::theme::size;
use crate::ui::theme::style::ink as tint;
use crate::ui::widget::{column, label, picker};
use crate::ui::{Context, Element};

use super::super::{Designer, Message};

impl Designer {
    pub(super) fn agreement<'a>(&'a self, piece: &'a Piece, context: &'a Context) -> Element<'a, Message> {
        let status = picker(Status::ALL, Some(piece.header.status), Message::SetStatus).width(Length::Fill);
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
            column![label("Trạng thái"), status].spacing(4),
            container(column![label(title), chain].spacing(4))
        ]
        .spacing(16)
        .into()
    }
}
