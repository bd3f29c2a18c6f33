//! The question about airings that a change would leave without a slot.

use iced::Length;
use iced::widget::{container, space, text};

use crate::calendar::wording;
use crate::ledger::Leftover;
use crate::newsroom::Command;
use crate::plan::Plan;
use crate::ui::theme::style::{self, ink};
use crate::ui::theme::{metric, size};
use crate::ui::widget::{button, button_label, caption, column, row, section_title};
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
    /// The same change with what can be moved in the nearest empty slots, and how many airings that is.
    pub nearest: Option<(Command, usize)>,
}

impl Pending {
    /// A change of the plan that would leave airings over; they may be moved.
    pub fn movable(command: Command, leftovers: Vec<Leftover>, plan: Plan, context: &Context) -> Self {
        let (nearest, rest) = context.newsroom.replan_to_nearest(plan);
        let count = leftovers.len().saturating_sub(rest.len());
        Self { command, leftovers, nearest: (count > 0).then_some((nearest, count)) }
    }
}

/// `decided` gets whether the change is made; `moved` makes it and moves what can be moved.
pub(super) fn question<'a, Message: Clone + 'a>(
    pending: &'a Pending,
    context: &'a Context,
    decided: impl Fn(bool) -> Message,
    moved: Option<Message>,
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
    let moved = pending.nearest.as_ref().zip(moved).map(|((_, count), moved)| {
        let label = text(format!("Dời {} sang kỳ trống gần nhất", wording::counted(*count, "lần phát")));
        button(container(label.size(size::DENSE)).center_y(Length::Fill))
            .padding([0, 12])
            .height(metric::CONTROL)
            .style(style::secondary)
            .on_press(moved)
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
        ]
        .push(moved)
        .push(button_label("Thôi", style::primary, Some(decided(false))))
        .spacing(8))
        .spacing(10)
        .width(WIDTH)
        .into()
}
