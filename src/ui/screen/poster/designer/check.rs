//! The footer: the preflight's findings, and what is already good.

use iced::widget::{container, space, text};
use iced::{Alignment, Length};

use crate::export::job;
use crate::piece::Piece;
use crate::poster::preflight::{Finding, LETTER_PER_METRE, QR_REACH, Remedy, Rule, Severity};
use crate::poster::{ElementKind, Poster};
use crate::ui::icon::{Icon, icon};
use crate::ui::screen::poster::figure::{length, number};
use crate::ui::theme::style::{self, Mood, ink};
use crate::ui::theme::{Tokens, size};
use crate::ui::widget::{
    button, button_label, column, divider, icon_button, row, scroll, section_title, tip,
};
use crate::ui::{Context, Element, font};

use super::paint::Checks;
use super::{Designer, Message};

/// A text short enough for three side by side.
fn short(finding: &Finding) -> &'static str {
    match (finding.rule, finding.severity) {
        (Rule::LetterHeight, _) => "Chữ thấp, khó đọc từ xa",
        (Rule::SafeArea, _) => "Chữ lấn lề an toàn",
        (Rule::Hem, _) => "Chữ lấn viền may",
        (Rule::Eyelet, _) => "Khuyết đè lên chữ",
        (Rule::Trim, _) => "Chữ ra ngoài đường cắt",
        (Rule::Overflow, _) => "Chữ tràn khỏi khung",
        (Rule::Collision, _) => "Dấu chạm dòng trên",
        (Rule::Placeholder, _) => "Còn chỗ chưa điền",
        (Rule::WordCount, _) => "Nhiều chữ, đọc không kịp",
        (Rule::Covered, _) => "Chữ hoặc mã QR bị che",
        (Rule::OffBoard, _) => "Có phần tử ngoài bản vẽ",
        (Rule::Hairline, _) => "Nét quá mảnh",
        (Rule::MissingGlyph, _) => "Phông thiếu ký tự",
        (Rule::Font, _) => "Phông chữ không dùng được",
        (Rule::Contrast, Severity::Note) => "Chữ nằm trên ảnh",
        (Rule::Contrast, _) => "Tương phản thấp",
        (Rule::PictureMissing, _) => "Thiếu ảnh",
        (Rule::PictureUnreadable, _) => "Ảnh không in được",
        (Rule::Resolution, _) => "Ảnh không đủ nét",
        (Rule::RgbPicture, _) => "Ảnh màu RGB",
        (Rule::QrInverted, _) => "Mã QR sáng trên nền tối",
        (Rule::QrContent, Severity::Note) => "Mã QR chứa câu chữ",
        (Rule::QrSize, _) => "Mã QR nhỏ, khó quét từ xa",
        (Rule::QrContent, _) => "Mã QR chưa dùng được",
        (Rule::TotalInk, _) => "Quá nhiều mực",
        (Rule::Bleed, _) => "Chưa tràn hết lề cắt",
        (Rule::PageSize, _) => "Khổ quá lớn",
        (Rule::Agreement, _) => "Chưa đủ ý kiến thống nhất",
    }
}

/// The icon and colour of a severity.
pub fn severity_face(severity: Severity) -> (Icon, Mood) {
    match severity {
        Severity::Error => (Icon::Error, Mood::Danger),
        Severity::Warning => (Icon::Warning, Mood::Warn),
        Severity::Note => (Icon::Info, Mood::Neutral),
    }
}

/// Passed checks worth mentioning, with their measures.
pub(super) fn merits(poster: &Poster, checks: &Checks) -> Vec<String> {
    let is_free = |rule: Rule| !checks.findings.iter().any(|finding| finding.rule == rule);
    let mut merits = Vec::new();
    let is_shown = |id| poster.element(id).is_some_and(|part| !part.is_hidden);
    let smallest = checks
        .measured
        .texts
        .iter()
        .filter(|(id, _)| is_shown(**id))
        .filter_map(|(_, set)| Some(set.lowest()?.letter_height))
        .filter(|height| *height > 0.0)
        .reduce(f32::min);
    if let Some(height) = smallest.filter(|_| is_free(Rule::LetterHeight)) {
        let reach = number((height / LETTER_PER_METRE).floor().max(0.1));
        merits.push(format!("Chữ nhỏ nhất {}, đọc được từ {reach} m", length(height)));
    }
    if smallest.is_some() && is_free(Rule::Contrast) {
        merits.push("Tương phản đủ".to_owned());
    }
    let code = poster.elements.iter().filter(|part| !part.is_hidden);
    let code = code
        .filter(|part| matches!(part.kind, ElementKind::Qr(_)))
        .map(|part| part.frame.width)
        .reduce(f32::min);
    if let Some(side) = code.filter(|_| is_free(Rule::QrSize) && is_free(Rule::QrContent)) {
        let reach = number(side * QR_REACH / 1000.0);
        merits.push(format!("Mã QR {}: quét được trong {reach} m", length(side)));
    }
    if poster.bleed > 0.0 && is_free(Rule::Bleed) {
        merits.push(format!("Tràn lề {} đủ", length(poster.bleed)));
    }
    merits
}

impl Designer {
    pub(super) fn foot<'a>(&'a self, piece: &Piece, context: &Context) -> Element<'a, Message> {
        let Some(checks) = &self.checks else {
            let content =
                text("Đang kiểm tra bản in…").size(size::DENSE).line_height(1.5).style(ink::secondary);
            return container(content)
                .height(48)
                .padding([0, 16])
                .center_y(48)
                .width(Length::Fill)
                .style(style::surface)
                .into();
        };
        let mut remarks: Vec<Element<'_, Message>> = Vec::new();
        let mut seen: Vec<&str> = Vec::new();
        for finding in &checks.findings {
            let content = short(finding);
            if remarks.len() < 3 && !seen.contains(&content) {
                seen.push(content);
                let (mark, mood) = severity_face(finding.severity);
                let face = button(remark(mark, content.to_owned(), mood)).padding([4, 6]).style(style::ghost);
                let face = match finding.element {
                    Some(id) => face.on_press(Message::Choose(id)),
                    None => face.on_press(Message::ShowChecks(true)),
                };
                remarks.push(tip(face, finding.message.as_str()));
            }
        }
        for merit in merits(&self.poster, checks).into_iter().take(3 - remarks.len()) {
            remarks.push(container(remark(Icon::Check, merit, Mood::Ok)).padding([4, 6]).into());
        }
        let not_agreed = job::not_agreed(piece, context.newsroom.plan(), context.newsroom.settings());
        let count = checks.findings.len() + usize::from(not_agreed.is_some());
        let content = if count == 0 {
            "Kiểm tra in: đạt".to_owned()
        } else {
            format!("Kiểm tra in: {count} lưu ý")
        };
        let open = button(
            row![
                text(content).size(size::DENSE).font(font::MEDIUM).wrapping(text::Wrapping::None),
                icon(if self.opened.checks { Icon::Down } else { Icon::Up }, 14.0)
            ]
            .spacing(6)
            .align_y(Alignment::Center),
        )
        .padding([6, 10])
        .style(style::choice(self.opened.checks))
        .on_press(Message::ShowChecks(!self.opened.checks));
        let line = row![
            container(row(remarks).spacing(8).align_y(Alignment::Center)).width(Length::Fill).clip(true),
            open
        ]
        .spacing(12)
        .align_y(Alignment::Center);
        let line = container(line).height(48).padding([0, 10]).align_y(Alignment::Center);
        let foot = container(line).width(Length::Fill).style(style::surface);
        if self.opened.checks {
            column![self.list(checks, not_agreed), divider(), foot].into()
        } else {
            foot.into()
        }
    }

    fn list<'a>(&self, checks: &'a Checks, not_agreed: Option<Finding>) -> Element<'a, Message> {
        let close = icon_button(Icon::Close, "Đóng (Esc)", style::ghost, Some(Message::ShowChecks(false)));
        let head =
            row![section_title("Kiểm tra in"), space().width(Length::Fill), close].align_y(Alignment::Center);
        let mut rows = column![].spacing(2);
        for finding in &checks.findings {
            let (mark, mood) = severity_face(finding.severity);
            let content = row![
                icon(mark, 15.0)
                    .style(move |theme| text::Style { color: Some(mood.colors(Tokens::of(theme)).0) }),
                text(finding.message.as_str()).size(size::DENSE).line_height(1.5).width(Length::Fill),
            ]
            .spacing(10)
            .align_y(Alignment::Center);
            let face = button(content).padding([6, 8]).width(Length::Fill).style(style::ghost);
            let face = face.on_press(finding.element.map_or(Message::ChooseBoard, Message::Choose));
            let fix = finding.fix.as_ref().map(|fix| {
                let act = match (&fix.remedy, finding.element) {
                    (Remedy::Edit(edit), Some(id)) => Some(Message::Mend(id, Box::new(edit.clone()))),
                    (Remedy::Edit(edit), None) => Some(Message::Edit(Box::new(edit.clone()))),
                    (Remedy::ChoosePicture, element) => element.map(Message::PickPictureFor),
                };
                button_label(fix.label, style::secondary, act)
            });
            rows = rows.push(row![face].push(fix).spacing(8).align_y(Alignment::Center));
        }
        if let Some(finding) = not_agreed {
            // Who has agreed is shown and asked for in the board's panel.
            let (mark, mood) = severity_face(finding.severity);
            let face = button(remark(mark, finding.message, mood)).padding([6, 8]).style(style::ghost);
            rows = rows.push(face.width(Length::Fill).on_press(Message::ChooseBoard));
        }
        for merit in merits(&self.poster, checks) {
            rows = rows.push(container(remark(Icon::Check, merit, Mood::Ok)).padding([6, 8]));
        }
        // Keeps clear of the scroll bar.
        let rows = rows.width(Length::Fill).padding(iced::Padding::ZERO.right(14));
        let rows = container(scroll(rows)).max_height(220);
        container(column![head, rows].spacing(6))
            .padding([8, 10])
            .width(Length::Fill)
            .style(style::surface)
            .into()
    }
}

fn remark<'a>(mark: Icon, message: String, mood: Mood) -> Element<'a, Message> {
    let tint = move |theme: &iced::Theme| text::Style { color: Some(mood.colors(Tokens::of(theme)).0) };
    row![
        icon(mark, 15.0).style(tint),
        text(message).size(size::DENSE).line_height(1.5).wrapping(text::Wrapping::None).style(tint)
    ]
    .spacing(6)
    .align_y(Alignment::Center)
    .into()
}
