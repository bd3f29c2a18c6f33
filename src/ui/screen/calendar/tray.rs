//! The tray of undated pieces and slots, below the month and the week.

use iced::widget::{container, mouse_area, text};
use iced::{Alignment, Length};

use super::model::Chip;
use super::{Calendar, Message, Target, View, chip};
use crate::calendar::wording;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{button, row, scroll};
use crate::ui::{Context, Element, Icon};

/// Minimum and maximum width of a chip in the tray, and the spacing, logical pixels.
const CHIP: f32 = 176.0;
const WIDE_CHIP: f32 = 288.0;
const GAP: f32 = 8.0;
/// Maximum number of chips in the open tray; the rest is counted, and is in the list view.
const MOST: usize = 120;
/// Width of the tray's label and button.
const WORDS: f32 = 264.0;

impl Calendar {
    /// None when it is empty and nothing is being dragged.
    pub(super) fn tray<'a>(&'a self, context: &'a Context, width: f32) -> Option<Element<'a, Message>> {
        let (from, to) = self.range(&context.newsroom);
        let chips: Vec<&Chip> = self.day_chips.tray(&context.newsroom, from, to).collect();
        let is_dragged = self.drag.as_ref().is_some_and(|drag| drag.is_moving);
        if chips.is_empty() && !is_dragged {
            return None;
        }
        let share = (width - WORDS) / chips.len().max(1) as f32 - GAP;
        let chip_width = share.clamp(CHIP, WIDE_CHIP).floor();
        let fit = ((width - WORDS) / (CHIP + GAP)).max(1.0) as usize;
        let face = |chip: &'a Chip| -> Element<'a, Message> {
            let is_selected = self.is_chosen(&chip.key);
            container(chip::view(chip, &context.newsroom, is_selected, 1, is_dragged))
                .width(chip_width)
                .into()
        };
        let home = self.home_label();
        let name_ink = if home.is_some() { ink::accent } else { ink::secondary };
        let name = text(home.unwrap_or_else(|| "Chưa xếp ngày".to_owned()));
        let name = name.size(size::DENSE).style(name_ink).wrapping(text::Wrapping::None);
        let rest = chips.len().saturating_sub(fit);
        let toggle = (rest > 0).then(|| {
            let (mark, label) = if self.is_tray_open {
                (Icon::Down, "Thu gọn".to_owned())
            } else {
                (Icon::Up, wording::counted(rest, "nữa"))
            };
            button(fold_label(mark, label)).padding([4, 8]).style(style::ghost).on_press(Message::TrayToggled)
        });
        let body: Element<'_, Message> = if self.is_tray_open && rest > 0 {
            let beyond = chips.len().saturating_sub(MOST);
            let beyond = (beyond > 0).then(|| {
                let label = text(format!("và {} nữa, xem ở Danh sách", wording::grouped(beyond as u64)))
                    .size(size::CAPTION);
                button(label).padding([4, 8]).style(style::ghost).on_press(Message::ViewChosen(View::List))
            });
            let all = row(chips.into_iter().take(MOST).map(face)).push(beyond).spacing(GAP);
            let all = all.wrap().vertical_spacing(4);
            container(scroll(all)).max_height(104).into()
        } else {
            row(chips.into_iter().take(fit).map(face)).spacing(GAP).into()
        };
        let hint: Element<'_, Message> = match toggle {
            Some(toggle) => toggle.into(),
            None => text("Kéo vào lịch để xếp ngày")
                .size(size::CAPTION)
                .style(ink::secondary)
                .wrapping(text::Wrapping::None)
                .into(),
        };
        let is_target = is_dragged && self.drag.as_ref().is_some_and(|drag| drag.over == Some(Target::Tray));
        let bar = container(
            row![name, container(body).width(Length::Fill), hint].spacing(10).align_y(Alignment::Center),
        )
        .padding([3, 0])
        .width(Length::Fill)
        .style(move |theme: &iced::Theme| {
            let mut ground = style::tag(style::Mood::Accent)(theme);
            ground.text_color = None;
            ground.border = iced::border::rounded(6);
            if is_target { ground } else { container::Style::default() }
        });
        let area = mouse_area(bar);
        Some(if self.drag.is_some() {
            area.on_enter(Message::TargetEntered(Some(Target::Tray))).into()
        } else {
            area.into()
        })
    }
}

fn fold_label<'a>(mark: Icon, label: String) -> Element<'a, Message> {
    row![crate::ui::icon::icon(mark, 14.0), text(label).size(size::CAPTION).wrapping(text::Wrapping::None)]
        .spacing(4)
        .align_y(Alignment::Center)
        .into()
}
