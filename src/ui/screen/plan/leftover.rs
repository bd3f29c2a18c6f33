//! The question about airings that a change would leave without a slot.

use iced::Length;
use iced::widget::{space, text};

use crate::calendar::wording;
use crate::ledger::Leftover;
use crate::newsroom::Command;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{button_label, caption, column, row, section_title};
use crate::ui::{Context, Element};

/// Airings listed; the rest is counted.
const LISTED: usize = 8;
/// Logical pixels.
const WIDTH: f32 = 560.0;

/// A change that would leave airings without a slot.
#[derive(Debug)]
pub(super) struct Pending {
    pub command: Command,
    pub leftovers: Vec<Leftover>,
}

/// `decided` gets whether the change is made.
pub(super) fn question<'a, Message: Clone + 'a>(
    pending: &'a Pending,
    context: &'a Context,
    decided: impl Fn(bool) -> Message,
) -> Element<'a, Message> {
    let plan = context.newsroom.plan();
    let leftovers = &pending.leftovers;
    let lines = leftovers.iter().take(LISTED).map(|left| {
        let date = left.date.map_or_else(|| "chưa xếp ngày".to_owned(), wording::date);
        column![
            text(&left.title).size(size::DENSE),
            text(format!("{}, {date}", plan.slot_label(&left.slot)))
                .size(size::CAPTION)
                .style(ink::secondary),
        ]
        .into()
    });
    let more = leftovers.len().checked_sub(LISTED).filter(|more| *more > 0);
    column![section_title(format!("{} không còn kỳ", wording::counted(leftovers.len(), "lần phát")))]
        .extend(lines)
        .push(more.map(|more| caption(format!("và {} nữa", wording::counted(more, "lần phát")))))
        .push(caption(
            "Nếu vẫn đổi, các bài giữ nguyên ngày phát nhưng không còn tính cho kỳ nào. Ctrl Z lấy lại tất cả.",
        ))
        .push(row![
            button_label("Vẫn đổi", style::ghost, Some(decided(true))),
            space().width(Length::Fill),
            button_label("Thôi", style::primary, Some(decided(false))),
        ])
        .spacing(10)
        .width(WIDTH)
        .into()
}
