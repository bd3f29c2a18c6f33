//! The preflight's findings, shown before the poster is exported.

use std::sync::Arc;

use iced::widget::text;
use iced::{Alignment, Length, Task};

use super::Message;
use crate::export::job;
use crate::piece::Format;
use crate::poster::preflight::{Finding, Severity};
use crate::ui::icon::icon;
use crate::ui::screen::poster::severity_face;
use crate::ui::theme::style::{self, Mood, ink};
use crate::ui::theme::{Tokens, size};
use crate::ui::widget::{button, column, label, row};
use crate::ui::{Context, Element, Export, Icon, background};

/// The designer shows more.
const MOST: usize = 4;

/// The findings of the poster; none while they are being computed.
#[derive(Debug, Default)]
pub struct Preflight(Option<Vec<Finding>>);

impl Preflight {
    /// Runs the preflight on a background thread; nothing for other pieces. `body` stands for the poster's own, if given.
    pub fn request(what: &Export, body: Option<String>, context: &Context) -> Task<Message> {
        let Export::Piece(id) = what else { return Task::none() };
        let Some(piece) = context.newsroom.piece(id).filter(|piece| piece.format == Format::Poster) else {
            return Task::none();
        };
        let mut piece = piece.clone();
        if let Some(body) = body {
            piece.body = body.into();
        }
        let (pictures, fonts) = (Arc::clone(&context.pictures), Arc::clone(&context.fonts));
        let check = move || {
            let mut fonts = fonts.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            job::preflight(&piece, &|path| pictures.get(path).cloned(), &mut fonts)
        };
        background(check).map(Message::Checked)
    }

    pub fn receive(&mut self, findings: Vec<Finding>) {
        self.0 = Some(findings);
    }

    /// The number of errors found so far.
    pub fn errors(&self) -> usize {
        let findings = self.0.as_deref().unwrap_or_default();
        findings.iter().filter(|finding| finding.severity == Severity::Error).count()
    }

    /// Each finding links to its element in the designer, where its fix is.
    pub fn view(&self) -> Element<'_, Message> {
        let line = |message| text(message).size(size::DENSE).line_height(1.5).width(Length::Fill);
        let findings: Element<'_, Message> = match self.0.as_deref() {
            None => line("Đang kiểm tra bản in…").style(ink::secondary).into(),
            Some([]) => finding_text(Icon::Check, Mood::Ok, "Không có gì phải sửa trước khi in."),
            Some(findings) => {
                let mut rows = column![].spacing(2);
                for finding in findings.iter().take(MOST) {
                    let (mark, mood) = severity_face(finding.severity);
                    let face = button(finding_text(mark, mood, &finding.message))
                        .padding([5, 6])
                        .width(Length::Fill);
                    rows =
                        rows.push(face.style(style::ghost).on_press(Message::ShowFinding(finding.element)));
                }
                let rest = findings.len().saturating_sub(MOST);
                let rest = (rest > 0).then(|| {
                    line("Còn nữa: xem hết trong bảng thiết kế.").size(size::CAPTION).style(ink::secondary)
                });
                rows.push(rest).into()
            }
        };
        column![label(self.heading()), findings].spacing(4).into()
    }

    fn heading(&self) -> &'static str {
        let findings = self.0.as_deref().unwrap_or_default();
        if findings.iter().any(|finding| finding.severity > Severity::Note) {
            "Kiểm tra in: bấm để sửa trong bảng thiết kế"
        } else {
            "Kiểm tra in"
        }
    }
}

fn finding_text(mark: Icon, mood: Mood, message: &str) -> Element<'_, Message> {
    let tint = move |theme: &iced::Theme| text::Style { color: Some(mood.colors(Tokens::of(theme)).0) };
    let message = text(message).size(size::DENSE).line_height(1.5).width(Length::Fill);
    row![icon(mark, 15.0).style(tint), message].spacing(8).align_y(Alignment::Center).into()
}
