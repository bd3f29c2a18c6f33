//! Days that the calendar marks: public holidays that can be computed, a few days every Vietnamese calendar
//! shows, and those of the settings.
//!
//! Computed are the public holidays of the Labour Code (2019, art. 112; since 2007 with Giỗ Tổ) whose day is
//! fixed: 1/1, the eve of Tết and its first three days, 10/3 lunar, 30/4, 1/5, 2/9. What is announced each
//! year is data in the settings: the exact span of Tết, the second day of 2/9 (from 2021), days off in lieu
//! and the Saturdays worked in exchange.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::Lunar;

/// A marked day, as the settings store it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    #[serde(deserialize_with = "super::field::date")]
    pub date: NaiveDate,
    pub name: String,
    /// Whether offices are closed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub day_off: bool,
    /// A weekend day worked in exchange for another (làm bù).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_workday: bool,
}

/// A day marked every year from `since` on.
struct Yearly {
    month: u32,
    day: u32,
    name: &'static str,
    is_day_off: bool,
    since: i32,
}

const fn off(day: u32, month: u32, name: &'static str) -> Yearly {
    Yearly { month, day, name, is_day_off: true, since: 1945 }
}

const fn mark(day: u32, month: u32, since: i32, name: &'static str) -> Yearly {
    Yearly { month, day, name, is_day_off: false, since }
}

const SOLAR: &[Yearly] = &[
    off(1, 1, "Tết Dương lịch"),
    mark(3, 2, 1930, "Thành lập Đảng Cộng sản Việt Nam"),
    mark(8, 3, 1911, "Quốc tế Phụ nữ"),
    mark(26, 3, 1931, "Thành lập Đoàn TNCS Hồ Chí Minh"),
    Yearly { month: 4, day: 30, name: "Ngày Chiến thắng", is_day_off: true, since: 1975 },
    off(1, 5, "Quốc tế Lao động"),
    mark(19, 5, 1946, "Ngày sinh Chủ tịch Hồ Chí Minh"),
    mark(1, 6, 1950, "Quốc tế Thiếu nhi"),
    mark(21, 6, 1985, "Báo chí Cách mạng Việt Nam"),
    mark(27, 7, 1947, "Thương binh – Liệt sĩ"),
    mark(19, 8, 1945, "Cách mạng tháng Tám"),
    off(2, 9, "Quốc khánh"),
    mark(13, 10, 2004, "Doanh nhân Việt Nam"),
    mark(20, 10, 1930, "Phụ nữ Việt Nam"),
    mark(9, 11, 2013, "Ngày Pháp luật Việt Nam"),
    mark(20, 11, 1982, "Nhà giáo Việt Nam"),
    mark(22, 12, 1944, "Thành lập Quân đội nhân dân Việt Nam"),
];

const LUNAR: &[Yearly] = &[
    off(1, 1, "Mồng 1 Tết"),
    off(2, 1, "Mồng 2 Tết"),
    off(3, 1, "Mồng 3 Tết"),
    mark(15, 1, 0, "Rằm tháng Giêng"),
    // A day off since the amendment of the Labour Code of 2007 (Law 84/2007/QH11).
    Yearly { month: 3, day: 10, name: "Giỗ Tổ Hùng Vương", is_day_off: true, since: 2007 },
    mark(15, 7, 0, "Rằm tháng Bảy"),
    mark(15, 8, 0, "Tết Trung thu"),
    mark(23, 12, 0, "Ông Công, ông Táo"),
];

const EVE: &str = "Tất niên";

/// The marks of a day and whether offices are closed. The settings' entries come first and replace computed
/// marks of the same name.
pub(super) fn marks(
    date: NaiveDate,
    lunar: Lunar,
    is_eve: bool,
    extra: &[Holiday],
) -> (Vec<Cow<'static, str>>, bool) {
    let own = || extra.iter().filter(|holiday| holiday.date == date);
    let mut names: Vec<Cow<'static, str>> = own().map(|holiday| Cow::Owned(holiday.name.clone())).collect();
    let mut is_holiday = own().any(|holiday| holiday.day_off);

    let solar = SOLAR.iter().filter(|yearly| (yearly.day, yearly.month) == (date.day(), date.month()));
    let lunar = LUNAR
        .iter()
        .filter(|yearly| !lunar.is_leap && (yearly.day, yearly.month) == (lunar.day, lunar.month));
    for yearly in solar.chain(lunar).filter(|yearly| yearly.since <= date.year()) {
        is_holiday |= yearly.is_day_off;
        add(&mut names, yearly.name);
    }
    if is_eve {
        is_holiday = true;
        add(&mut names, EVE);
    }

    let is_weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
    let is_worked = own().any(|holiday| holiday.is_workday);
    (names, is_holiday || (is_weekend && !is_worked))
}

fn add(names: &mut Vec<Cow<'static, str>>, name: &'static str) {
    if names.iter().all(|known| known != name) {
        names.push(Cow::Borrowed(name));
    }
}
