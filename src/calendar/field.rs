//! Deserialisers for dates, times and lengths in records: out-of-range values are refused with the reason and
//! the remedy.
//!
//! For `#[serde(deserialize_with = …)]`. The error message has the form "reason; hãy remedy", see
//! [`crate::record::Error`].

use std::fmt::Display;
use std::ops::RangeInclusive;

use chrono::format::ParseErrorKind;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc, Weekday};
use serde::de::{Deserialize, Deserializer, Error};

use super::range;

/// A day: no airing is longer, so more minutes are a typing mistake.
pub const MOST_MINUTES: u32 = 24 * 60;
/// The same limit in seconds.
pub const MOST_SECONDS: u32 = MOST_MINUTES * 60;

/// A day, `"2014-03-20"`.
pub fn date<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveDate, D::Error> {
    Day::deserialize(from).map(|Day(day)| day)
}

pub fn optional_date<'de, D: Deserializer<'de>>(from: D) -> Result<Option<NaiveDate>, D::Error> {
    Ok(Option::<Day>::deserialize(from)?.map(|Day(day)| day))
}

/// A time of day, `"19:45:00"`.
pub fn optional_time<'de, D: Deserializer<'de>>(from: D) -> Result<Option<NaiveTime>, D::Error> {
    Ok(Option::<Time>::deserialize(from)?.map(|Time(time)| time))
}

/// A day of the week, `"Thu"`.
pub fn optional_weekday<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Weekday>, D::Error> {
    Ok(Option::<DayOfWeek>::deserialize(from)?.map(|DayOfWeek(day)| day))
}

/// A machine's timestamp, limited to the calendar's range: an entry with a wrong clock is still worth
/// reading.
pub fn instant<'de, D: Deserializer<'de>>(from: D) -> Result<DateTime<Utc>, D::Error> {
    let time = DateTime::<Utc>::deserialize(from)?;
    Ok(range::nearest(time.date_naive()).and_time(time.time()).and_utc())
}

/// A year of the calendar.
pub fn year<'de, D: Deserializer<'de>>(from: D) -> Result<i32, D::Error> {
    within(i32::deserialize(from)?, &range::YEARS, "năm")
}

/// A length on air, minutes.
pub fn optional_minutes<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u32>, D::Error> {
    let minutes = Option::<u32>::deserialize(from)?;
    minutes.map(|minutes| within(minutes, &(0..=MOST_MINUTES), "số phút")).transpose()
}

/// A length on air, seconds.
pub fn optional_seconds<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u32>, D::Error> {
    let seconds = Option::<u32>::deserialize(from)?;
    seconds.map(|seconds| within(seconds, &(0..=MOST_SECONDS), "số giây")).transpose()
}

fn within<T: PartialOrd + Display, E: Error>(
    value: T,
    bounds: &RangeInclusive<T>,
    what: &str,
) -> Result<T, E> {
    if bounds.contains(&value) {
        return Ok(value);
    }
    let (least, most) = (bounds.start(), bounds.end());
    Err(E::custom(format!("{what} {value} nằm ngoài mức cho phép; hãy ghi từ {least} đến {most}")))
}

const AS_DATE: &str = "hãy viết năm-tháng-ngày như \"2014-03-20\"";

struct Day(NaiveDate);

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let shown = shown(&text);
        match text.parse::<NaiveDate>() {
            Ok(day) if range::is_known(day) => Ok(Self(day)),
            Ok(_) => Err(D::Error::custom(format!(
                "ngày “{shown}” nằm ngoài các năm {} đến {}; hãy sửa lại năm",
                range::YEARS.start(),
                range::YEARS.end()
            ))),
            Err(error) => Err(D::Error::custom(match error.kind() {
                ParseErrorKind::OutOfRange | ParseErrorKind::Impossible => {
                    format!("trong lịch không có ngày “{shown}”; {AS_DATE}")
                }
                _ => format!("ngày “{shown}” viết chưa đúng; {AS_DATE}"),
            })),
        }
    }
}

struct Time(NaiveTime);

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let refused =
            |_| D::Error::custom(format!("giờ “{}” viết chưa đúng; hãy viết như \"19:45:00\"", shown(&text)));
        text.parse().map(Self).map_err(refused)
    }
}

struct DayOfWeek(Weekday);

impl<'de> Deserialize<'de> for DayOfWeek {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let refused = |_| {
            D::Error::custom(format!(
                "thứ “{}” viết chưa đúng; hãy viết \"Mon\", \"Tue\", \"Wed\", \"Thu\", \"Fri\", \"Sat\" hoặc \"Sun\"",
                shown(&text)
            ))
        };
        text.parse().map(Self).map_err(refused)
    }
}

/// A field's value, shortened for a message.
fn shown(text: &str) -> String {
    const MOST: usize = 24;
    let plain: String = text.chars().filter(|character| !character.is_control()).take(MOST).collect();
    if plain.len() < text.len() { format!("{plain}…") } else { plain }
}
