//! The editor's footer: findings about the piece, and keyboard hints.

use iced::widget::{container, space, text};
use iced::{Alignment, Length};

use super::Message;
use super::header::severity;
use super::open_piece::{Mode, OpenPiece};
use crate::piece::check::{Finding, Severity};
use crate::ui::icon::Icon;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{button, clamp, column, divider, icon_button, row, row_button, scroll, tip};
use crate::ui::{Element, font};

/// Height without the list, but with the line above it; logical pixels.
pub const HEIGHT: f32 = 39.0;

/// Maximum number of findings listed.
const LISTED: usize = 200;

pub fn view(open_piece: &OpenPiece, is_listing: bool, is_wide: bool) -> Element<'_, Message> {
    let findings = &open_piece.digest.findings;
    let list = (is_listing && !findings.is_empty()).then(|| {
        let rows = findings.iter().take(LISTED).enumerate().map(|(index, finding)| {
            let content = row![severity(finding.severity), sentence(open_piece, finding)].spacing(8);
            row_button(content, false, Message::FindingChosen(index))
        });
        let rest = findings.len().saturating_sub(LISTED);
        let rest = (rest > 0).then(|| {
            let content = format!("… và {rest} lưu ý nữa, hiện khi các lưu ý trên đã được xử lý.");
            container(text(content).size(size::CAPTION).style(ink::tertiary)).padding([6, 10])
        });
        let head = row![
            text("Cần xem lại").size(size::DENSE).font(font::SEMIBOLD).width(Length::Fill),
            icon_button(Icon::Close, "Đóng", style::ghost, Some(Message::FindingsToggled)),
        ]
        .padding([0, 10])
        .align_y(Alignment::Center);
        let rows = scroll(
            container(column(rows).push(rest)).padding(iced::Padding { right: 10.0, ..iced::Padding::ZERO }),
        );
        column![divider(), container(column![head, rows]).padding([6, 6]).max_height(232)]
    });
    let hint = match (open_piece.mode, &open_piece.table) {
        (Mode::Table, Some(table)) if table.editors.is_some() => {
            "Tab: ô sau · Ctrl+Enter: mục mới · F7: chính tả · Esc: xong"
        }
        (Mode::Table, _) => "Enter: sửa · Ctrl+Enter: mục mới · F7: chính tả · Ctrl+M: góp ý",
        _ => "F7: chính tả · Ctrl+P: in · F2: tên bài · Ctrl+M: góp ý",
    };
    let hint =
        is_wide.then(|| text(hint).size(size::CAPTION).style(ink::tertiary).wrapping(text::Wrapping::None));
    let line = row![first(open_piece), hint].spacing(12).height(HEIGHT - 1.0).align_y(Alignment::Center);
    column![].push(list).push(divider()).push(container(line).padding([0, 10])).into()
}

/// The most severe finding, and the number of findings.
fn first(open_piece: &OpenPiece) -> Element<'_, Message> {
    let findings = &open_piece.digest.findings;
    if !open_piece.digest.is_known {
        return row![
            space().width(6),
            text("Đang xem lại bài…").size(size::DENSE).style(ink::tertiary).width(Length::Fill),
        ]
        .spacing(8)
        .align_y(Alignment::Center)
        .width(Length::Fill)
        .into();
    }
    let Some(finding) = findings.first() else {
        return row![
            space().width(6),
            crate::ui::icon::icon(Icon::Done, 15.0).style(ink::ok),
            text("Không có gì phải nhắc").size(size::DENSE).style(ink::secondary).width(Length::Fill),
        ]
        .spacing(8)
        .align_y(Alignment::Center)
        .width(Length::Fill)
        .into();
    };
    let ink = match finding.severity {
        Severity::Error => ink::danger,
        Severity::Warning => ink::warn,
        Severity::Advice => ink::secondary,
    };
    let content = clamp(finding.message.as_str(), 1).size(size::DENSE, 20.0).style(ink);
    let face = button(row![severity(finding.severity), content].spacing(8).align_y(Alignment::Center))
        .width(Length::Fill)
        .padding([6, 6])
        .style(style::ghost)
        .on_press(Message::FindingChosen(0));
    let more = (findings.len() > 1).then(|| {
        button(
            text(format!("{} lưu ý", findings.len()))
                .size(size::CAPTION)
                .font(font::MEDIUM)
                .wrapping(text::Wrapping::None),
        )
        .padding([5, 8])
        .style(style::ghost)
        .on_press(Message::FindingsToggled)
    });
    row![tip(face, finding.message.as_str())]
        .push(more)
        .spacing(4)
        .align_y(Alignment::Center)
        .width(Length::Fill)
        .into()
}

fn sentence<'a>(open_piece: &'a OpenPiece, finding: &'a Finding) -> Element<'a, Message> {
    let mut place = Vec::new();
    if let Some(clause) = &finding.clause {
        place.push(format!("mục {clause} của kế hoạch"));
    }
    if let (Mode::Text, Some(line)) = (open_piece.mode, finding.line) {
        place.push(format!("dòng {line}"));
    }
    column![text(&finding.message).size(size::DENSE).line_height(1.5)]
        .push((!place.is_empty()).then(|| text(place.join(" · ")).size(size::CAPTION).style(ink::tertiary)))
        .width(Length::Fill)
        .into()
}
