//! The year's announced days: days off, working days in exchange, anniversaries.

use chrono::NaiveDate;
use iced::Alignment;

use super::Message;
use crate::calendar::{public_holiday, wording};
use crate::plan::{Holiday, Plan};
use crate::ui::Element;
use crate::ui::icon::Icon;
use crate::ui::screen::typed::Typed;
use crate::ui::theme::style;
use crate::ui::widget::{
    button_icon, caption, card, column, field, icon_button, row, section_title, segmented,
};

/// A change of a line.
#[derive(Debug, Clone)]
pub enum HolidayField {
    Date(String),
    Name(String),
    Kind(HolidayKind),
}

/// What a marked day is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HolidayKind {
    Off,
    /// A weekend day worked in exchange for another.
    Worked,
    Mark,
}

/// A marked day; without a date not yet in the settings.
#[derive(Debug, Clone)]
pub(super) struct HolidayText {
    date: Typed<Option<NaiveDate>>,
    name: String,
    kind: HolidayKind,
}

impl HolidayText {
    pub fn empty() -> Self {
        Self { date: Typed::new(None, String::new()), name: String::new(), kind: HolidayKind::Off }
    }

    pub fn new(holiday: &Holiday) -> Self {
        let kind = match (holiday.is_workday, holiday.day_off) {
            (true, _) => HolidayKind::Worked,
            (_, true) => HolidayKind::Off,
            _ => HolidayKind::Mark,
        };
        let date = Typed::new(Some(holiday.date), wording::date(holiday.date));
        Self { date, name: holiday.name.clone(), kind }
    }

    pub fn set(&mut self, field: HolidayField, year: i32) {
        match field {
            HolidayField::Date(text) => self.date.set(text, |text| {
                wording::parse_date(text, year).map(Some).ok_or("ngày ghi như 28/4 hoặc 28/4/2027")
            }),
            HolidayField::Name(name) => self.name = name,
            HolidayField::Kind(kind) => self.kind = kind,
        }
    }

    pub fn value(&self) -> Option<Holiday> {
        let date = (*self.date.value())?;
        let usual = match self.kind {
            HolidayKind::Off => "Nghỉ",
            HolidayKind::Worked => "Làm bù",
            HolidayKind::Mark => "Ngày đáng nhớ",
        };
        let name = if self.name.trim().is_empty() { usual.to_owned() } else { self.name.clone() };
        let (day_off, is_workday) = (self.kind == HolidayKind::Off, self.kind == HolidayKind::Worked);
        Some(Holiday { date, name, day_off, is_workday })
    }

    pub fn fault(&self) -> Option<&'static str> {
        self.date.fault()
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn give_up(&mut self) {
        self.date.give_up();
    }

    fn view(&self, at: usize) -> Element<'_, Message> {
        let kinds =
            [(HolidayKind::Off, "Nghỉ"), (HolidayKind::Worked, "Làm bù"), (HolidayKind::Mark, "Kỷ niệm")];
        let line = row![
            self.date
                .field("28/4")
                .on_input(move |text| Message::HolidayChanged(at, HolidayField::Date(text)))
                .width(110),
            field("Tên ngày", &self.name)
                .on_input(move |text| Message::HolidayChanged(at, HolidayField::Name(text))),
            segmented(kinds, self.kind, move |kind| Message::HolidayChanged(at, HolidayField::Kind(kind))),
            icon_button(Icon::Close, "Bỏ ngày này", style::ghost, Some(Message::HolidayRemoved(at))),
        ]
        .spacing(8)
        .align_y(Alignment::Center);
        column![line].push(self.date.remark()).spacing(4).into()
    }
}

/// The lines after a change of the settings: those still being typed stay.
pub(super) fn followed(old: Vec<HolidayText>, holidays: &[Holiday]) -> Vec<HolidayText> {
    if old.iter().filter_map(HolidayText::value).eq(holidays.iter().cloned()) {
        return old;
    }
    let (mut known, new): (Vec<_>, Vec<_>) = old.into_iter().partition(|line| line.value().is_some());
    let mut line =
        |holiday: &Holiday| match known.iter().position(|line| line.value().as_ref() == Some(holiday)) {
            Some(at) => known.swap_remove(at),
            None => HolidayText::new(holiday),
        };
    holidays.iter().map(&mut line).chain(new).collect()
}

/// Adds days that no line has, by date.
pub(super) fn add(lines: &mut Vec<HolidayText>, holidays: Vec<Holiday>) -> usize {
    let before = lines.len();
    for holiday in holidays {
        let is_known = lines.iter().any(|line| *line.date.value() == Some(holiday.date));
        if !is_known {
            lines.push(HolidayText::new(&holiday));
        }
    }
    lines.sort_by_key(|line| line.date.value().unwrap_or(NaiveDate::MAX));
    lines.len() - before
}

pub(super) fn view<'a>(lines: &'a [HolidayText], plan: &Plan) -> Element<'a, Message> {
    let usual = public_holiday::usual(plan.year);
    let is_known = |day: &Holiday| lines.iter().any(|line| *line.date.value() == Some(day.date));
    let missing = usual.iter().filter(|day| !is_known(day)).count();
    let fill = (missing > 0).then(|| {
        button_icon(
            Icon::Calendar,
            "Điền ngày tính được",
            style::secondary,
            Some(Message::UsualHolidaysAsked),
        )
    });
    let rows = lines.iter().enumerate().map(|(at, line)| line.view(at));
    card(
        column![
            section_title(format!("Ngày nghỉ và làm bù năm {}", plan.year)),
            caption(
                "Đã tự tính: Tết Dương lịch, tất niên, mồng 1 đến mồng 3, Giỗ Tổ, 30/4, 1/5, 2/9. Ghi ở đây những ngày \
                 được thông báo: ngày nghỉ khác của Tết, Quốc khánh, nghỉ bù, hoán đổi, làm bù."
            ),
        ]
        .extend(rows)
        .push(
            row![
                button_icon(Icon::Plus, "Thêm ngày", style::secondary, Some(Message::HolidayAdded)),
                button_icon(Icon::Copy, "Dán danh sách đã chép", style::secondary, Some(Message::HolidaysAsked)),
            ]
            .push(fill)
            .spacing(8),
        )
        .spacing(8),
    )
}
