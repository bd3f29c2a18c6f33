//! The year as a list by days. Only the rows in view are built.

use chrono::NaiveDate;
use iced::widget::{column, container, operation, responsive, row, scrollable, space, text};
use iced::{Alignment, Length, Task, Theme};

use super::model::{Board, Chip, ChipKey};
use super::{Calendar, Message};
use crate::calendar::wording;
use crate::ui::theme::Tokens;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, Mood, ink};
use crate::ui::widget::{clamp, dot, press, scroll, tag, tip};
use crate::ui::{Action, Desk, Element, Icon, font};

/// Height of every row, logical pixels.
const ROW: f32 = 34.0;
const ID: &str = "calendar-list";

#[derive(Debug, Default)]
pub(super) struct List {
    lines: Vec<Line>,
    /// How far it is scrolled, logical pixels.
    pub offset: f32,
}

#[derive(Debug, Clone, Copy)]
enum Line {
    /// A day with its number of chips; none heads what has no day.
    Day(Option<NaiveDate>, usize),
    /// The chip at a place in its day.
    Chip(Option<NaiveDate>, usize),
}

impl List {
    pub fn new(board: &Board, offset: f32) -> Self {
        let mut lines = Vec::new();
        let mut add = |day: Option<NaiveDate>, count: usize| {
            if count > 0 {
                lines.push(Line::Day(day, count));
                lines.extend((0..count).map(|index| Line::Chip(day, index)));
            }
        };
        for (day, chips) in board.days() {
            add(Some(day), chips.len());
        }
        add(None, board.undated().len());
        Self { lines, offset }
    }

    /// Brings a day, or the first after it, to the top.
    pub fn scroll_to<M: Send + 'static>(&mut self, day: NaiveDate) -> Task<M> {
        let at = self.lines.iter().position(|line| match line {
            Line::Day(Some(known), _) => *known >= day,
            Line::Day(None, _) => true,
            Line::Chip(..) => false,
        });
        self.offset = at.unwrap_or(0) as f32 * ROW;
        operation::scroll_to(ID, scrollable::AbsoluteOffset { x: 0.0, y: self.offset })
    }

    /// The rows to build for a height of the view.
    fn window(&self, height: f32) -> std::ops::Range<usize> {
        let first = (self.offset / ROW).floor().max(0.0) as usize;
        let count = (height / ROW).ceil() as usize + 2;
        // A shorter list than the offset was made for shows its end.
        let first = first.min(self.lines.len().saturating_sub(count));
        first..(first + count).min(self.lines.len())
    }
}

fn chip(board: &Board, day: Option<NaiveDate>, index: usize) -> Option<&Chip> {
    day.map_or(board.undated(), |day| board.on(day)).get(index)
}

impl Calendar {
    pub(super) fn list_view<'a>(&'a self, desk: &'a Desk) -> Element<'a, Message> {
        if self.list.lines.is_empty() {
            return crate::ui::widget::empty_state(
                Icon::List,
                "Không có kỳ hay bài nào hợp với điều kiện lọc.",
                "Bỏ bớt điều kiện để thấy nhiều hơn.",
                None,
            );
        }
        let rows = responsive(move |room| {
            let window = self.list.window(room.height);
            let above = window.start as f32 * ROW;
            let below = (self.list.lines.len() - window.end) as f32 * ROW;
            let lines = self.list.lines[window].iter().map(|line| self.line(*line, desk));
            let body = column![space().height(above)].extend(lines).push(space().height(below));
            scroll(body)
                .id(ID)
                .width(Length::Fill)
                .height(Length::Fill)
                .on_scroll(|viewport| Message::ListScrolled(viewport.absolute_offset().y))
                .into()
        });
        container(rows).padding([6, 1]).style(style::card).into()
    }

    fn line<'a>(&'a self, line: Line, desk: &'a Desk) -> Element<'a, Message> {
        match line {
            Line::Day(day, count) => head(day, count, day == Some(desk.newsroom.today())),
            Line::Chip(day, index) => match chip(&self.board, day, index) {
                Some(chip) => self.chip_line(chip, desk),
                None => space().height(ROW).into(),
            },
        }
    }

    fn chip_line<'a>(&'a self, chip: &'a Chip, desk: &'a Desk) -> Element<'a, Message> {
        let short =
            desk.newsroom.plan.activity(&chip.activity).map_or("", |activity| activity.short.as_str());
        let time = chip.time.map(wording::clock).unwrap_or_default();
        let mood = match chip.status {
            _ if chip.is_overdue => Mood::Danger,
            None => Mood::Neutral,
            Some(status) => Mood::of_status(status),
        };
        let place = chip.count_word().unwrap_or_else(|| chip.place.clone());
        let title =
            clamp(if chip.is_empty_slot() { "Chưa có bài" } else { chip.title.as_str() }, 1).size(13.0, 20.0);
        let title = container(title).width(Length::Fill);
        let title = if chip.is_empty_slot() { title.style(quiet) } else { title };
        let words = row![
            text(time).size(size::CAPTION).font(font::FIGURES).style(ink::secondary).width(44),
            dot(chip.hue),
            container(clamp(short, 1).size(13.0, 20.0)).width(Length::FillPortion(4)),
            container(clamp(place, 1).size(12.0, 20.0)).style(quiet).width(Length::FillPortion(2)),
            container(title).width(Length::FillPortion(8)),
            container(tag(None, chip.status_name(), mood)).align_right(164),
        ]
        .spacing(10)
        .height(Length::Fill)
        .align_y(Alignment::Center);
        let is_selected = self.selected.as_ref() == Some(&chip.key);
        let face = press(words, move |theme: &Theme, is_hovered| {
            let tokens = Tokens::of(theme);
            let ground = match (is_selected, is_hovered) {
                (true, _) => Some(tokens.accent_weak.into()),
                (false, true) => Some(tokens.background.into()),
                (false, false) => None,
            };
            container::Style { background: ground, ..container::Style::default() }
        })
        .padding([0, 14])
        .width(Length::Fill)
        .height(ROW)
        .on_press(Message::ChipChosen(chip.key.clone()))
        .on_double(Message::ChipOpened(chip.key.clone()));
        tip(face, chip.hint.as_str())
    }

    /// The row above or below the chosen one.
    pub(super) fn walk_list(&mut self, is_down: bool, desk: &Desk) -> Action<Message> {
        let keys: Vec<&ChipKey> = self
            .list
            .lines
            .iter()
            .filter_map(|line| match *line {
                Line::Chip(day, index) => chip(&self.board, day, index).map(|chip| &chip.key),
                Line::Day(..) => None,
            })
            .collect();
        let at = self.selected.as_ref().and_then(|selected| keys.iter().position(|key| *key == selected));
        let next = match at {
            Some(at) if is_down => (at + 1).min(keys.len().saturating_sub(1)),
            Some(at) => at.saturating_sub(1),
            None => keys.iter().position(|key| key.date >= Some(self.day)).unwrap_or(0),
        };
        let Some(next) = keys.get(next).map(|key| (*key).clone()) else { return Action::none() };
        let action = self.select(Some(next), desk);
        let task = self.scroll_list();
        action.and_task(task)
    }
}

fn head<'a>(day: Option<NaiveDate>, count: usize, is_today: bool) -> Element<'a, Message> {
    let name = day.map_or_else(|| "Chưa xếp ngày".to_owned(), wording::long_date);
    let name = text(name).size(size::DENSE).font(font::SEMIBOLD);
    let name = if is_today { name.style(ink::accent) } else { name };
    let words = row![name]
        .push(is_today.then(|| tag(None, "Hôm nay", Mood::Accent)))
        .push(space().width(Length::Fill))
        .push(text(count).size(size::CAPTION).style(ink::tertiary))
        .spacing(10)
        .align_y(Alignment::Center);
    container(words)
        .padding([0, 14])
        .width(Length::Fill)
        .center_y(ROW)
        .style(|theme: &Theme| container::Style {
            background: Some(Tokens::of(theme).background.into()),
            ..container::Style::default()
        })
        .into()
}

fn quiet(theme: &Theme) -> container::Style {
    container::Style { text_color: Some(Tokens::of(theme).text_secondary), ..container::Style::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_rows_in_view_are_built() {
        let lines = vec![Line::Day(None, 0); 600];
        let mut list = List { lines, offset: 0.0 };
        assert_eq!(list.window(340.0), 0..12);
        list.offset = ROW * 100.5;
        assert_eq!(list.window(340.0), 100..112);
        list.lines.truncate(50);
        assert_eq!(list.window(340.0), 38..50, "scrolled beyond a list that became shorter");
    }
}
