//! One programme's line: an activity with its weekday, time, minutes and editor, as typed.

use chrono::Weekday;
use iced::widget::container;
use iced::{Alignment, Length};

use super::Message;
use crate::calendar::wording;
use crate::plan::{Activity, Cadence, Programme, Refinement};
use crate::ui::Element;
use crate::ui::widget::{check, chip_tag, field, picker, row};

/// A weekday in a drop-down, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day(pub Option<Weekday>);

impl Day {
    const ALL: [Self; 8] = [
        Self(None),
        Self(Some(Weekday::Mon)),
        Self(Some(Weekday::Tue)),
        Self(Some(Weekday::Wed)),
        Self(Some(Weekday::Thu)),
        Self(Some(Weekday::Fri)),
        Self(Some(Weekday::Sat)),
        Self(Some(Weekday::Sun)),
    ];
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.map_or("Không định", wording::weekday))
    }
}

/// A field holds what is no time or number yet.
#[derive(Debug)]
pub(super) struct Unreadable;

#[derive(Debug, Clone, PartialEq)]
pub(super) struct ProgrammeText {
    pub activity: String,
    pub weekday: Day,
    pub time: String,
    pub minutes: String,
    pub editor: String,
    pub is_monthly: bool,
}

impl ProgrammeText {
    pub fn new(activity: &str, programme: Option<&Programme>) -> Self {
        Self {
            activity: activity.to_owned(),
            weekday: Day(programme.and_then(|programme| programme.weekday)),
            time: programme.and_then(|programme| programme.time).map_or_else(String::new, wording::clock),
            minutes: programme
                .and_then(|programme| programme.minutes)
                .map_or_else(String::new, |minutes| minutes.to_string()),
            editor: programme.map_or_else(String::new, |programme| programme.editor.clone()),
            is_monthly: programme.is_some_and(|programme| programme.refinement.is_some()),
        }
    }

    /// None when nothing is set.
    pub fn parse(&self) -> Result<Option<Programme>, Unreadable> {
        let time = match self.time.trim() {
            "" => None,
            typed => Some(wording::parse_time(typed).ok_or(Unreadable)?),
        };
        let minutes = match self.minutes.trim() {
            "" => None,
            typed => Some(of_text(typed).ok_or(Unreadable)?),
        };
        let programme = Programme {
            activity: self.activity.clone(),
            weekday: self.weekday.0,
            time,
            minutes,
            refinement: self.is_monthly.then_some(Refinement::Monthly),
            editor: self.editor.clone(),
        };
        let is_empty = programme.weekday.is_none()
            && time.is_none()
            && minutes.is_none()
            && !self.is_monthly
            && self.editor.trim().is_empty();
        Ok((!is_empty).then_some(programme))
    }

    pub fn view<'a>(&'a self, at: usize, activity: &'a Activity) -> Element<'a, Message> {
        let is_window = matches!(activity.cadence, Cadence::Window { .. });
        let monthly: Option<Element<'a, Message>> = (is_window && !activity.per_locality)
            .then(|| check("", self.is_monthly, move |is_monthly| Message::MonthlyToggled(at, is_monthly)));
        row![
            container(chip_tag(activity.hue, activity.short.as_str())).width(Length::Fill),
            picker(Day::ALL, Some(self.weekday), move |day| Message::WeekdayChosen(at, day)).width(130),
            field("19:45", &self.time).on_input(move |time| Message::TimeChanged(at, time)).width(90),
            field("15", &self.minutes)
                .on_input(move |minutes| Message::MinutesChanged(at, minutes))
                .width(90),
            field("Họ tên", &self.editor)
                .on_input(move |editor| Message::EditorChanged(at, editor))
                .width(200),
            container(monthly).width(130),
        ]
        .spacing(8)
        .align_y(Alignment::Center)
        .into()
    }
}

/// A count of at least one.
pub(super) fn of_text(text: &str) -> Option<u32> {
    text.trim().parse().ok().filter(|count| (1..=1000).contains(count))
}
