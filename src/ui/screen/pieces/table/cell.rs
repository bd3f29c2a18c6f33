//! Cells shared by open and closed rows: number and time.

use iced::widget::{mouse_area, text};
use iced::{Alignment, Theme, mouse};

use super::Message;
use super::window::{NUMBER, TIME};
use crate::piece::Tone;
use crate::piece::av::{Row, RowTime};
use crate::piece::timing::clock;
use crate::ui::icon::{Icon, icon};
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{button, column, tip};
use crate::ui::{Element, comment, font};

/// The row's number, above its tone marks and the mark of its open comments: also the handle by which it is dragged.
pub fn number(
    index: usize,
    row: &Row,
    is_open: bool,
    is_selected: bool,
    comments: usize,
) -> Element<'_, Message> {
    let mark = |tone: Tone| {
        let (mark, ink): (Icon, fn(&Theme) -> text::Style) = match tone {
            Tone::Praise => (Icon::ThumbUp, ink::ok),
            Tone::Critique => (Icon::ThumbDown, ink::danger),
            Tone::ModelOfficial => (Icon::Star, ink::ok),
            _ => (Icon::Flag, ink::secondary),
        };
        tip(icon(mark, 13.0).style(ink), tone.name())
    };
    let marks =
        column((!is_open).then(|| row.tones.iter().copied().map(mark)).into_iter().flatten()).spacing(6);
    let handle = (is_open || is_selected).then(|| icon(Icon::Grip, 13.0).style(ink::tertiary));
    let content = column![
        text(&row.number)
            .size(size::DENSE)
            .line_height(1.6)
            .font(font::FIGURES)
            .style(ink::secondary)
            .wrapping(text::Wrapping::None),
        marks
    ]
    .push(comment::count(comments).map(|mark| {
        button(mark).padding(0).style(style::ghost).on_press(Message::MarkPressed(row.lines.start))
    }))
    .push(handle)
    .spacing(6)
    .width(NUMBER);
    mouse_area(content).on_press(Message::Grabbed(index)).interaction(mouse::Interaction::Grab).into()
}

/// The row's length, above the time at its end.
pub fn times(time: Option<&RowTime>) -> Element<'_, Message> {
    let figures = |seconds: u32| text(clock(seconds)).size(size::DENSE).line_height(1.6).font(font::FIGURES);
    let words = time.map(|time| {
        let length = figures(time.seconds);
        let length = if time.is_explicit { length } else { length.style(ink::secondary) };
        column![length, figures(time.to()).style(ink::tertiary)].align_x(Alignment::End)
    });
    column![].push(words).width(TIME).align_x(Alignment::End).into()
}
