//! A finding of a check, as a small line.

use iced::widget::{container, text};
use iced::{Length, Theme};

use super::Message;
use crate::piece::check::Severity;
use crate::ui::Element;
use crate::ui::icon::{Icon, icon};
use crate::ui::theme::size;
use crate::ui::theme::style::ink;
use crate::ui::widget::row;

/// A small line that asks for attention.
pub(super) fn point_out<'a>(
    severity: Severity,
    message: impl text::IntoFragment<'a>,
) -> Element<'a, Message> {
    let (mark, color): (Icon, fn(&Theme) -> text::Style) = match severity {
        Severity::Error => (Icon::Error, ink::danger),
        Severity::Warning => (Icon::Warning, ink::warn),
        Severity::Advice => (Icon::Idea, ink::secondary),
    };
    row![
        container(icon(mark, 13.0).style(color)).padding([2, 0]),
        text(message).size(size::CAPTION).line_height(1.5).style(color).width(Length::Fill)
    ]
    .spacing(6)
    .into()
}
