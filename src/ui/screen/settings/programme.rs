//! A programme's line: an activity's weekday, time, minutes and editor, as text.

use chrono::{NaiveTime, Weekday};
use iced::widget::container;
use iced::{Alignment, Length};

use super::Message;
use crate::calendar::field::MOST_MINUTES;
use crate::calendar::wording;
use crate::plan::{Activity, Cadence, Programme, Refinement};
use crate::ui::screen::typed::Typed;
use crate::ui::widget::{check, chip_tag, column, field, picker, row};
use crate::ui::{Context, Element, names};

/// A weekday in a drop-down, or none, with the label for none.
#[derive(Clone, PartialEq)]
struct Day(Option<Weekday>, &'static str);

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.map_or(self.1, wording::weekday))
    }
}

/// The drop-down of a line's weekday; `none` is the label for no weekday.
pub(super) fn weekday_picker<'a>(
    none: &'static str,
    chosen: Option<Weekday>,
    on_choose: impl Fn(Option<Weekday>) -> Message + 'a,
) -> Element<'a, Message> {
    let week = std::iter::successors(Some(Weekday::Mon), |day| Some(day.succ())).take(7);
    let days: Vec<Day> = std::iter::once(None).chain(week.map(Some)).map(|day| Day(day, none)).collect();
    picker(days, Some(Day(chosen, none)), move |day: Day| on_choose(day.0)).width(130).into()
}

#[derive(Debug, Clone)]
pub(super) struct ProgrammeText {
    pub activity: String,
    pub weekday: Option<Weekday>,
    pub time: Typed<Option<NaiveTime>>,
    pub minutes: Typed<Option<u32>>,
    pub editor: String,
    pub is_monthly: bool,
}

impl ProgrammeText {
    pub fn new(activity: &str, programme: Option<&Programme>) -> Self {
        let (time, minutes) = (time_of(programme), minutes_of(programme));
        Self {
            activity: activity.to_owned(),
            weekday: programme.and_then(|programme| programme.weekday),
            time: Typed::new(time, time.map_or_else(String::new, wording::clock)),
            minutes: Typed::new(minutes, minutes.map_or_else(String::new, |minutes| minutes.to_string())),
            editor: programme.map_or_else(String::new, |programme| programme.editor.clone()),
            is_monthly: programme.is_some_and(|programme| programme.refinement.is_some()),
        }
    }

    /// Like [`Typed::follow`], for the whole line.
    pub fn follow(&mut self, programme: Option<&Programme>) {
        let (time, minutes) = (time_of(programme), minutes_of(programme));
        self.weekday = programme.and_then(|programme| programme.weekday);
        self.time.follow(time, time.map_or_else(String::new, wording::clock));
        self.minutes.follow(minutes, minutes.map_or_else(String::new, |minutes| minutes.to_string()));
        self.editor = programme.map_or_else(String::new, |programme| programme.editor.clone());
        self.is_monthly = programme.is_some_and(|programme| programme.refinement.is_some());
    }

    /// None when all fields are empty.
    pub fn value(&self) -> Option<Programme> {
        let programme = Programme {
            activity: self.activity.clone(),
            weekday: self.weekday,
            time: *self.time.value(),
            minutes: *self.minutes.value(),
            refinement: self.is_monthly.then_some(Refinement::Monthly),
            editor: self.editor.clone(),
        };
        let is_empty = programme.weekday.is_none()
            && programme.time.is_none()
            && programme.minutes.is_none()
            && !self.is_monthly
            && self.editor.trim().is_empty();
        (!is_empty).then_some(programme)
    }

    pub fn view<'a>(
        &'a self,
        at: usize,
        activity: &'a Activity,
        context: &'a Context,
    ) -> Element<'a, Message> {
        let editor = move |editor| Message::EditorChanged(at, editor);
        let named = field("Họ tên", &self.editor).on_input(editor).width(200);
        let named = names::field(named, self.editor.as_str(), context, editor);
        let is_window = matches!(activity.cadence, Cadence::Window { .. });
        let monthly: Option<Element<'a, Message>> = (is_window && !activity.is_per_body())
            .then(|| check("", self.is_monthly, move |is_monthly| Message::MonthlyToggled(at, is_monthly)));
        let line = row![
            container(chip_tag(activity.hue, activity.short.as_str())).width(Length::Fill),
            weekday_picker("Không định", self.weekday, move |day| Message::WeekdayChosen(at, day)),
            self.time.field("19:45").on_input(move |time| Message::TimeChanged(at, time)).width(90),
            self.minutes.field("15").on_input(move |minutes| Message::MinutesChanged(at, minutes)).width(90),
            named,
            container(monthly).width(130),
        ]
        .spacing(8)
        .align_y(Alignment::Center);
        column![line].push(self.time.remark()).push(self.minutes.remark()).spacing(4).into()
    }
}

fn time_of(programme: Option<&Programme>) -> Option<NaiveTime> {
    programme.and_then(|programme| programme.time)
}

fn minutes_of(programme: Option<&Programme>) -> Option<u32> {
    programme.and_then(|programme| programme.minutes)
}

pub(super) fn read_time(text: &str) -> Result<Option<NaiveTime>, &'static str> {
    if text.is_empty() {
        return Ok(None);
    }
    wording::parse_time(text).map(Some).ok_or("giờ ghi như 19:45")
}

pub(super) fn read_minutes(text: &str) -> Result<Option<u32>, &'static str> {
    if text.is_empty() {
        return Ok(None);
    }
    let minutes = text.parse().ok().filter(|minutes| (1..=MOST_MINUTES).contains(minutes));
    minutes.map(Some).ok_or("số phút là số từ 1 đến 1440 (một ngày)")
}
