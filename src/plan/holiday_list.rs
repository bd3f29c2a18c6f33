//! Announced days off and working days from lines as people have them in a notice.

use chrono::NaiveDate;

use crate::calendar::{Holiday, wording};
use crate::fold::capital;

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
    let mut words = line.split_whitespace().peekable();
    while words.next_if(|word| matches!(word.to_lowercase().as_str(), "ngày" | "từ")).is_some() {}
    let first = words.next()?;
    let ends = |text: &str| {
        let (from, to) = text.split_once('-')?;
        Some((wording::parse_date(from, year)?, wording::parse_date(to, year)?))
    };
    let (from, mut to) = match wording::parse_date(first.trim_end_matches([':', ',']), year) {
        Some(date) => (date, date),
        None => ends(first)?,
    };
    // "30/4 - 3/5", "30/4 đến ngày 3/5".
    let mut ahead = words.clone();
    while ahead.next_if(|word| JOINED.contains(word)).is_some() {}
    if let Some(last) =
        ahead.next().and_then(|word| wording::parse_date(word.trim_end_matches([':', ',']), year))
    {
        (to, words) = (last, ahead);
    }
    let name = words.skip_while(|word| JOINED.contains(word)).collect::<Vec<_>>().join(" ");
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copied_lines_are_days_off_or_worked() {
        let text = "28/4 nghỉ hoán đổi\n4/5 làm bù\n\n- Từ ngày 30/4 đến 3/5/2027: nghỉ lễ\n30/4/2027\n19/5\tKỷ niệm ngày sinh\n\
                    1/6–2/6 nghỉ hè\nThông báo nghỉ\n1/1 - 31/12 nghỉ cả năm\n5/5 - 1/5 ngược";
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
        ];
        assert_eq!(said, expected);
        assert_eq!(unread, ["Thông báo nghỉ", "1/1 - 31/12 nghỉ cả năm", "5/5 - 1/5 ngược"]);
    }
}
