//! Shown while no piece is open: pieces to continue, and new ones to begin.

use iced::widget::{container, space, text};
use iced::{Alignment, Length};

use super::Message;
use super::list::{List, when};
use crate::piece::{Format, Piece, PieceId};
use crate::plan::{Activity, Medium};
use crate::ui::icon::{Icon, icon};
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{button, caption, card, column, row, row_button, scroll, section_title, status_dot};
use crate::ui::{Context, Element, font};

/// Number of recently changed pieces to remember.
pub const RECENT: usize = 8;

/// `recent` are the pieces changed while the window is open, most recent first.
pub fn view<'a>(recent: &[PieceId], list: &List, context: &'a Context) -> Element<'a, Message> {
    let (title_of_recent, recent) = to_continue(recent, list, context);
    let (head, hint) = if context.newsroom.pieces().next().is_some() {
        (
            "Chọn một bài để viết tiếp",
            "Bên trái là mọi bài, xếp theo hình thức tuyên truyền. Ctrl F để tìm; gõ không dấu cũng được.",
        )
    } else {
        ("Viết bài đầu tiên", "Chọn một hình thức tuyên truyền, hoặc bấm vào kỳ còn trống trong Lịch.")
    };
    let title = column![
        text(head).size(size::TITLE).font(font::SEMIBOLD),
        text(hint).size(size::DENSE).line_height(1.5).style(ink::secondary),
    ]
    .spacing(6);
    let going_on = (!recent.is_empty()).then(|| {
        let rows = recent.into_iter().map(|piece| {
            let header = &piece.header;
            let content = row![
                status_dot(header.status),
                text(&header.title).size(size::DENSE).width(Length::Fill),
                text(when(context.newsroom.first_day(header)))
                    .size(size::CAPTION)
                    .font(font::FIGURES)
                    .style(ink::secondary),
            ]
            .spacing(10)
            .align_y(Alignment::Center);
            row_button(content, false, Message::PieceChosen(header.id.clone()))
        });
        card(column![section_title(title_of_recent), column(rows)].spacing(6))
    });
    let fresh = context.newsroom.plan().activities.iter().map(|activity| {
        let content = row![
            icon(mark(activity), 16.0).style(ink::hue(activity.hue)),
            text(&activity.short).size(size::DENSE),
        ]
        .spacing(8)
        .align_y(Alignment::Center);
        button(container(content).center_y(Length::Fill))
            .height(34)
            .padding([0, 12])
            .style(style::secondary)
            .on_press(Message::DraftAsked(activity.id.clone()))
            .into()
    });
    let fresh = card(
        column![
            section_title("Bài mới"),
            caption("Bài bắt đầu từ mẫu của hình thức ấy, chưa xếp ngày; xếp sau ở Lịch."),
            space().height(2),
            row(fresh).spacing(8).wrap().vertical_spacing(8),
        ]
        .spacing(6),
    );
    let page = column![title].push(going_on).push(fresh).spacing(20).max_width(720);
    scroll(container(page).padding([32, 32]).center_x(Length::Fill)).height(Length::Fill).into()
}

/// The icon of an activity.
fn mark(activity: &Activity) -> Icon {
    match (activity.medium, activity.format) {
        (_, Format::Poster) => Icon::Picture,
        (_, Format::Quiz) => Icon::Clipboard,
        (_, Format::Contest) => Icon::Trophy,
        (Medium::Television, _) => Icon::Tv,
        (Medium::Radio, _) => Icon::Mic,
        (Medium::Press, _) => Icon::Newspaper,
        (Medium::Stage, _) => Icon::Theater,
        (Medium::Web, _) => Icon::Globe,
        (Medium::Notice, _) => Icon::Note,
        (Medium::Outdoor, _) => Icon::Megaphone,
        (Medium::Event, _) => Icon::Handshake,
    }
}

/// Pieces to continue with: recently changed ones, else the newest unfinished ones.
fn to_continue<'a>(recent: &[PieceId], list: &List, context: &'a Context) -> (&'static str, Vec<&'a Piece>) {
    let piece = |id| context.newsroom.piece(id);
    let recent: Vec<_> = recent.iter().filter_map(piece).collect();
    if recent.is_empty() {
        let unfinished = list.unfinished(RECENT).filter_map(|entry| piece(&entry.id));
        return ("Đang viết dở", unfinished.collect());
    }
    ("Vừa thay đổi", recent)
}
