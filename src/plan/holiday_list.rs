//! Announced days off and working days from lines as people have them in a notice.

use chrono::NaiveDate;

use crate::calendar::{Holiday, wording};
use crate::fold::capital;

/// What may follow a date in a sentence.
const MARKS: [char; 5] = [':', ',', ';', '.', ')'];
/// More days in one line are a typing mistake.
const LONGEST: usize = 31;

/// The days of copied lines such as "28/4 nghỉ hoán đổi", "4/5 làm bù", "30/4 - 3/5 nghỉ lễ", and the lines that name no
/// day. A day without a year is one of `year`.
pub fn holidays_from_lines(text: &str, year: i32) -> (Vec<Holiday>, Vec<String>) {
    let mut days = Vec::new();
    let mut unread = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match from_line(line, year) {
            Some(found) => days.extend(found),
            None => unread.push(line.to_owned()),
        }
    }
    (days, unread)
}

fn from_line(line: &str, year: i32) -> Option<Vec<Holiday>> {
    const JOINED: [&str; 3] = ["-", "đến", "ngày"];
    let line = line.trim_start_matches(['-', '–', '•', '+']).replace('–', " - ");
    let words = with_dates_joined(line.split_whitespace());
    let date = |word: &str| wording::parse_date(word.trim_end_matches(MARKS), year);
    let ends = |text: &str| {
        let (from, to) = text.split_once('-')?;
        Some((date(from)?, date(to)?))
    };
    let (at, (from, mut to)) = words.iter().enumerate().find_map(|(at, word)| {
        let days = date(word).map(|day| (day, day)).or_else(|| ends(word))?;
        Some((at, days))
    })?;
    let mut rest = words[at + 1..].iter().map(String::as_str).peekable();
    // "30/4 - 3/5", "30/4 đến hết ngày 3/5", "Thứ Sáu 30/4 đến Thứ Hai 3/5".
    let mut ahead = rest.clone();
    let is_joined = ahead.next_if(|word| matches!(*word, "-" | "đến")).is_some();
    let last = ahead.position(|word| date(word).is_some()).filter(|skipped| is_joined && *skipped <= 5);
    if let Some(skipped) = last {
        to = date(rest.clone().nth(skipped + 1)?)?;
        rest = ahead;
    }
    let after: Vec<&str> = rest.skip_while(|word| JOINED.contains(word)).collect();
    let before = before_date(&words[..at]);
    let name = if after.is_empty() || before.len() > after.len() { before } else { after }.join(" ");
    let said = name.to_lowercase();
    let is_workday = said.contains("làm bù") || said.contains("đi làm");
    let day_off = !is_workday && !said.contains("kỷ niệm");
    let usual = if is_workday { "Làm bù" } else { "Nghỉ" };
    let name = if name.is_empty() { usual.to_owned() } else { capital(&name) };
    let days: Vec<NaiveDate> = from.iter_days().take_while(|date| *date <= to).take(LONGEST + 1).collect();
    let is_sound = (1..=LONGEST).contains(&days.len());
    is_sound.then(|| {
        days.into_iter().map(|date| Holiday { date, name: name.clone(), day_off, is_workday }).collect()
    })
}

/// "28 tháng 8 năm 2027" as one word: "28/8/2027".
fn with_dates_joined<'a>(words: impl Iterator<Item = &'a str>) -> Vec<String> {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|letter| letter.is_ascii_digit());
    let mut joined: Vec<String> = Vec::new();
    let mut words = words.peekable();
    while let Some(word) = words.next() {
        // The day before "tháng"; the day and the month before "năm".
        let parts = match word.to_lowercase().as_str() {
            "tháng" => 1,
            "năm" => 2,
            _ => 0,
        };
        let date = joined.last_mut().filter(|last| last.split('/').count() == parts);
        let date = date.filter(|last| last.split('/').all(is_number));
        match date.zip(words.peek().filter(|next| is_number(next.trim_end_matches(MARKS)))) {
            Some((date, next)) => {
                *date = format!("{date}/{}", next.trim_end_matches(MARKS));
                let _ = words.next();
            }
            None => joined.push(word.to_owned()),
        }
    }
    joined
}

/// The words before a day, without what only leads to it: "Làm bù vào thứ Bảy, ngày".
fn before_date(words: &[String]) -> Vec<&str> {
    const LEADING: [&str; 7] = ["ngày", "từ", "vào", "thứ", "chủ", "là", "-"];
    const WEEKDAYS: [&str; 7] = ["hai", "ba", "tư", "năm", "sáu", "bảy", "nhật"];
    let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
    while let Some(last) = words.last() {
        let last = last.trim_end_matches(MARKS).to_lowercase();
        let after_day =
            words.iter().rev().nth(1).is_some_and(|one| matches!(one.to_lowercase().as_str(), "thứ" | "chủ"));
        if LEADING.contains(&last.as_str())
            || (after_day && WEEKDAYS.contains(&last.as_str()))
            || last.is_empty()
        {
            let _ = words.pop();
        } else {
            break;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copied_lines_are_days_off_or_worked() {
        let text = "28/4 nghỉ hoán đổi\n4/5 làm bù\n\n- Từ ngày 30/4 đến 3/5/2027: nghỉ lễ\n30/4/2027\n19/5\tKỷ niệm ngày sinh\n\
                    1/6–2/6 nghỉ hè\nThứ Bảy 28/8/2027\tLàm bù ngày 01/9\nLàm bù vào thứ Bảy, ngày 21 tháng 8 năm 2027.\n\
                    Nghỉ lễ từ thứ Tư ngày 1/9 đến hết thứ Năm ngày 2/9\nThông báo nghỉ\n1/1 - 31/12 nghỉ cả năm\n5/5 - 1/5 ngược";
        let (days, unread) = holidays_from_lines(text, 2027);
        let said: Vec<String> = days
            .iter()
            .map(|one| {
                let kind = if one.day_off {
                    "nghỉ"
                } else if one.is_workday {
                    "làm"
                } else {
                    "nhớ"
                };
                format!("{} {} {kind}", one.date.format("%-d/%-m"), one.name)
            })
            .collect();
        let expected = [
            "28/4 Nghỉ hoán đổi nghỉ",
            "4/5 Làm bù làm",
            "30/4 Nghỉ lễ nghỉ",
            "1/5 Nghỉ lễ nghỉ",
            "2/5 Nghỉ lễ nghỉ",
            "3/5 Nghỉ lễ nghỉ",
            "30/4 Nghỉ nghỉ",
            "19/5 Kỷ niệm ngày sinh nhớ",
            "1/6 Nghỉ hè nghỉ",
            "2/6 Nghỉ hè nghỉ",
            "28/8 Làm bù ngày 01/9 làm",
            "21/8 Làm bù làm",
            "1/9 Nghỉ lễ nghỉ",
            "2/9 Nghỉ lễ nghỉ",
        ];
        assert_eq!(said, expected);
        assert_eq!(unread, ["Thông báo nghỉ", "1/1 - 31/12 nghỉ cả năm", "5/5 - 1/5 ngược"]);
    }
}
