//! The year as a list by days. Only visible rows are built.

use chrono::NaiveDate;
use iced::keyboard::Modifiers;
use iced::widget::{container, operation, responsive, scrollable, space, text};
use iced::{Alignment, Length, Task, Theme};

use super::model::{Chip, DayChips};
use super::{Calendar, Message};
use crate::calendar::wording;
use crate::newsroom::Newsroom;
use crate::ui::theme::Tokens;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, Mood, ink};
use crate::ui::widget::{clamp, column, dot, press_area, row, scroll, tag, tip};
use crate::ui::{Action, Context, Element, Icon, font};

/// Height of every row, logical pixels.
const ROW: f32 = 34.0;
const ID: &str = "calendar-list";

#[derive(Debug, Default)]
pub(super) struct List {
    /// Days with their chips, undated ones last; none until the list is first shown.
    days: Option<Vec<Group>>,
    /// Scroll position, logical pixels.
    pub offset: f32,
}

/// A day's line, followed by the lines of its chips.
#[derive(Debug, Clone, Copy)]
struct Group {
    day: Option<NaiveDate>,
    /// The index of the day's own line.
    at: usize,
    /// Number of chips.
    count: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    /// A day with its number of chips; `None` is the heading of undated ones.
    Day(Option<NaiveDate>, usize),
    /// A chip, by its index in the day.
    Chip(Option<NaiveDate>, usize),
}

impl List {
    pub fn new(day_chips: &DayChips, newsroom: &Newsroom, offset: f32) -> Self {
        let dated = day_chips.days().map(|day| (Some(day), day_chips.summaries(newsroom, day).len()));
        Self::of(dated.chain([(None, day_chips.undated(newsroom).len())]), offset)
    }

    fn of(counts: impl Iterator<Item = (Option<NaiveDate>, usize)>, offset: f32) -> Self {
        let mut at = 0;
        let group = |(day, count)| {
            let group = Group { day, at, count };
            at += count + 1;
            group
        };
        Self { days: Some(counts.filter(|(_, count)| *count > 0).map(group).collect()), offset }
    }

    /// Drops its contents but keeps the scroll position.
    pub fn empty(&mut self) {
        self.days = None;
    }

    pub fn is_filled(&self) -> bool {
        self.days.is_some()
    }

    fn groups(&self) -> &[Group] {
        self.days.as_deref().unwrap_or_default()
    }

    fn len(&self) -> usize {
        self.groups().last().map_or(0, |last| last.at + last.count + 1)
    }

    fn line(&self, index: usize) -> Option<Line> {
        let groups = self.groups();
        let group = groups.get(groups.partition_point(|group| group.at <= index).checked_sub(1)?)?;
        Some(match index - group.at {
            0 => Line::Day(group.day, group.count),
            nth => Line::Chip(group.day, nth - 1),
        })
    }

    /// The line of the first matching group.
    fn find(&self, is_asked: impl Fn(Option<NaiveDate>) -> bool) -> Option<usize> {
        self.groups().iter().find(|group| is_asked(group.day)).map(|group| group.at)
    }

    /// Scrolls a day, or the first after it, to the top.
    pub fn scroll_to<M: Send + 'static>(&mut self, day: NaiveDate) -> Task<M> {
        let at = self.find(|known| known.is_none_or(|known| known >= day));
        self.offset = at.unwrap_or(0) as f32 * ROW;
        operation::scroll_to(ID, scrollable::AbsoluteOffset { x: 0.0, y: self.offset })
    }

    /// The rows to build for the view's height.
    fn window(&self, height: f32) -> std::ops::Range<usize> {
        let first = (self.offset / ROW).floor().max(0.0) as usize;
        let count = (height / ROW).ceil() as usize + 2;
        // If the list has become shorter, show its end.
        let first = first.min(self.len().saturating_sub(count));
        first..(first + count).min(self.len())
    }
}

impl Calendar {
    pub(super) fn list_view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        if self.list.len() == 0 {
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
            let below = (self.list.len() - window.end) as f32 * ROW;
            let lines = window.filter_map(|index| self.list.line(index)).map(|line| self.line(line, context));
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

    fn line<'a>(&'a self, line: Line, context: &'a Context) -> Element<'a, Message> {
        match line {
            Line::Day(day, count) => head(day, count, day == Some(context.newsroom.today())),
            Line::Chip(day, index) => match self.chips(day, context).get(index) {
                Some(chip) => self.chip_line(chip, context),
                None => space().height(ROW).into(),
            },
        }
    }

    /// The chips of a day, or the undated ones.
    fn chips<'a>(&'a self, day: Option<NaiveDate>, context: &'a Context) -> &'a [Chip] {
        let newsroom = &context.newsroom;
        day.map_or_else(|| self.day_chips.undated(newsroom), |day| self.day_chips.on(newsroom, day))
    }

    fn chip_line<'a>(&'a self, chip: &'a Chip, context: &'a Context) -> Element<'a, Message> {
        let short =
            context.newsroom.plan().activity(&chip.activity).map_or("", |activity| activity.short.as_str());
        let time = chip.time.map(wording::clock).unwrap_or_default();
        let mood = match chip.status {
            _ if chip.is_late() => Mood::Danger,
            None => Mood::Neutral,
            Some(status) => Mood::of_status(status),
        };
        let place = chip.count_label().unwrap_or_else(|| chip.place.clone());
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
        let is_selected = self.is_chosen(&chip.key);
        let face = press_area(words, move |theme: &Theme, is_hovered| {
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
        tip(face, chip.hint(&context.newsroom))
    }

    /// Selects the row above or below; with Shift also those up to it.
    pub(super) fn walk_list(
        &mut self,
        is_down: bool,
        modifiers: Modifiers,
        context: &Context,
    ) -> Action<Message> {
        let chosen = self.selected.as_ref().and_then(|key| {
            let nth = self.chips(key.date, context).iter().position(|chip| chip.key == *key)?;
            Some(self.list.find(|day| day == key.date)? + 1 + nth)
        });
        let key = |index: usize| match self.list.line(index)? {
            Line::Chip(day, nth) => Some(self.chips(day, context).get(nth)?.key.clone()),
            Line::Day(..) => None,
        };
        let next = match chosen {
            Some(at) if is_down => (at + 1..self.list.len()).find_map(key),
            Some(at) => (0..at).rev().find_map(key),
            None => {
                let first = self.list.find(|day| day.is_none_or(|day| day >= self.day));
                (first.unwrap_or(0)..self.list.len()).find_map(key)
            }
        };
        // At either end the selection stays.
        let Some(next) = next.or_else(|| self.selected.clone()) else { return Action::none() };
        let held = modifiers.intersection(Modifiers::SHIFT);
        let action = match self.press_with(&next, held, context) {
            Some(action) => action,
            None => self.select(Some(next), context),
        };
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
        let mut list = List::of([(None, 599)].into_iter(), 0.0);
        assert_eq!(list.window(340.0), 0..12);
        list.offset = ROW * 100.5;
        assert_eq!(list.window(340.0), 100..112);
        let list = List::of([(None, 49)].into_iter(), list.offset);
        assert_eq!(list.window(340.0), 38..50, "scrolled beyond a list that became shorter");
    }

    #[test]
    fn every_line_is_a_day_or_one_of_its_chips() {
        let day = NaiveDate::from_ymd_opt(2014, 3, 20);
        let list = List::of([(day, 2), (NaiveDate::MAX.into(), 0), (None, 1)].into_iter(), 0.0);
        let lines: Vec<Line> = (0..list.len()).filter_map(|index| list.line(index)).collect();
        let expected = [
            Line::Day(day, 2),
            Line::Chip(day, 0),
            Line::Chip(day, 1),
            Line::Day(None, 1),
            Line::Chip(None, 0),
        ];
        assert_eq!(lines, expected);
    }
}
