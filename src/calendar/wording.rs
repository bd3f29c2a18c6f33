//! Dates and times in Vietnamese words and figures, and parsing of typed ones.
//!
//! The weekday is always derived from the date, never typed. Official papers follow Decree 30/2020, appendix
//! I: days under 10 and the months 1 and 2 are written with a leading 0.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike, Weekday};

use super::range;

/// "Thứ Hai" … "Chủ nhật"
pub fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Thứ Hai",
        Weekday::Tue => "Thứ Ba",
        Weekday::Wed => "Thứ Tư",
        Weekday::Thu => "Thứ Năm",
        Weekday::Fri => "Thứ Sáu",
        Weekday::Sat => "Thứ Bảy",
        Weekday::Sun => "Chủ nhật",
    }
}

/// "T.2" … "T.7", "CN": heads of the calendar's columns.
pub fn weekday_short(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "T.2",
        Weekday::Tue => "T.3",
        Weekday::Wed => "T.4",
        Weekday::Thu => "T.5",
        Weekday::Fri => "T.6",
        Weekday::Sat => "T.7",
        Weekday::Sun => "CN",
    }
}

/// "Thứ Ba, ngày 24 tháng 12 năm 2013"
pub fn long_date(date: NaiveDate) -> String {
    format!("{}, {}", weekday(date.weekday()), plain_date(date))
}

/// "ngày 5 tháng 2 năm 2009"
pub fn plain_date(date: NaiveDate) -> String {
    format!("ngày {} tháng {} năm {}", date.day(), date.month(), date.year())
}

/// "ngày 05 tháng 02 năm 2009", as official papers are dated.
pub fn official_date(date: NaiveDate) -> String {
    let month = official_month(date.month());
    format!("ngày {:02} tháng {month} năm {}", date.day(), date.year())
}

/// "01", "02", "3" … "12": only the months 1 and 2 take a 0 in official papers.
pub fn official_month(month: u32) -> String {
    if month < 3 { format!("{month:02}") } else { month.to_string() }
}

/// "24/12/2013"
pub fn date(date: NaiveDate) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

/// "24/12"
pub fn day_month(date: NaiveDate) -> String {
    format!("{:02}/{:02}", date.day(), date.month())
}

/// "T.5, 20/03/2014"
pub fn weekday_date(day: NaiveDate) -> String {
    format!("{}, {}", weekday_short(day.weekday()), date(day))
}

/// "17–23/03/2014", "31/03–06/04/2014", "29/12/2014–04/01/2015"; one day alone is "17/03/2014".
pub fn range(from: NaiveDate, to: NaiveDate) -> String {
    if from == to {
        date(from)
    } else if from.year() != to.year() {
        format!("{}–{}", date(from), date(to))
    } else if from.month() != to.month() {
        format!("{}–{}", day_month(from), date(to))
    } else {
        format!("{:02}–{}", from.day(), date(to))
    }
}

/// "từ ngày 03/03/2014 đến ngày 09/03/2014"
pub fn long_range(from: NaiveDate, to: NaiveDate) -> String {
    if from == to {
        return format!("ngày {}", date(from));
    }
    format!("từ ngày {} đến ngày {}", date(from), date(to))
}

/// "Tháng 3 năm 2014": head of the month view.
pub fn month_title(day: NaiveDate) -> String {
    format!("Tháng {} năm {}", day.month(), day.year())
}

/// "19:45"
pub fn clock(time: NaiveTime) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// "15 phút", "1 giờ", "1 giờ 30 phút"
pub fn minutes(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, rest) => format!("{rest} phút"),
        (hours, 0) => format!("{hours} giờ"),
        (hours, rest) => format!("{hours} giờ {rest:02} phút"),
    }
}

/// "I" … "IV" for a quarter; other numbers stay as figures.
pub fn roman_quarter(quarter: u32) -> String {
    match quarter {
        1 => "I".into(),
        2 => "II".into(),
        3 => "III".into(),
        4 => "IV".into(),
        other => other.to_string(),
    }
}

/// Parses a typed date: "20/3/2014", "20-03-2014", "20.3.14", "20/3" (in `year`), "2014-03-20"; none for
/// anything else, or a date outside [`range::YEARS`].
pub fn parse_date(text: &str, year: i32) -> Option<NaiveDate> {
    let parts: Vec<&str> = text.trim().split(['/', '-', '.']).map(str::trim).collect();
    let number = |part: &str| part.parse::<u32>().ok();
    let day = match *parts.as_slice() {
        [year, month, day] if year.len() == 4 => {
            NaiveDate::from_ymd_opt(year.parse().ok()?, number(month)?, number(day)?)
        }
        [day, month, year] if year.len() == 4 => {
            NaiveDate::from_ymd_opt(year.parse().ok()?, number(month)?, number(day)?)
        }
        [day, month, year] if year.len() == 2 => {
            NaiveDate::from_ymd_opt(2000 + year.parse::<i32>().ok()?, number(month)?, number(day)?)
        }
        [day, month] => NaiveDate::from_ymd_opt(year, number(month)?, number(day)?),
        _ => None,
    };
    day.filter(|day| range::is_known(*day))
}

/// Parses a typed time: "19:45", "19h45", "19g45", "19 giờ 45 phút", "19h", "8 giờ".
pub fn parse_time(text: &str) -> Option<NaiveTime> {
    let text = text.trim().to_lowercase();
    // "phút" goes first, because it contains an "h".
    let text = text.trim_end_matches("phút").replace("giờ", ":").replace(['h', 'g'], ":");
    let (hour, minute) = text.split_once(':')?;
    let minute = minute.trim();
    let minute = if minute.is_empty() { 0 } else { minute.parse().ok()? };
    NaiveTime::from_hms_opt(hour.trim().parse().ok()?, minute, 0)
}

/// "hai", "mười": a count as people write it in running text; larger ones stay as figures.
pub fn count_word(count: u32) -> String {
    const WORDS: [&str; 10] = ["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"];
    let word = count.checked_sub(1).and_then(|at| WORDS.get(at as usize));
    word.map_or_else(|| grouped(count), |word| (*word).to_owned())
}

/// "A", "A và B", "A, B và C"
pub fn listed(names: &[impl AsRef<str>]) -> String {
    match names {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} và {}", first.join(", "), last.as_ref())
        }
    }
}

/// "1.234 kỳ"
pub fn counted(count: usize, word: &str) -> String {
    format!("{} {word}", grouped(count as u64))
}

/// "1.234": digits in groups of three.
pub fn grouped(count: impl Into<u64>) -> String {
    let digits = count.into().to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    grouped
}
