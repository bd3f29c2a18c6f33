//! The cadence that a plan's words name.

use crate::fold::fold;
use crate::plan::Cadence;

/// When an activity is owed, as far as a plan's words are understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Time {
    pub cadence: Cadence,
    /// The month and the day from which it recurs.
    pub starts: Option<(u32, u32)>,
    /// The words name a part of the year that the cadence does not keep to: it recurs to the end of the year.
    is_partly: bool,
}

impl Time {
    fn of(cadence: Cadence) -> Self {
        Self { cadence, starts: None, is_partly: false }
    }

    /// What of the words is not kept.
    pub fn missed(&self) -> Option<&'static str> {
        self.is_partly.then_some(
            "Lặp lại trong một phần của năm: mới hiểu lúc bắt đầu, các kỳ tính đến hết năm. Hãy chọn lại trong màn Kế \
             hoạch, nút Sửa.",
        )
    }
}

/// The time in a field such as "Mỗi tháng hai kỳ trong năm 2014"; none when it names none.
pub(super) fn time(value: &str) -> Option<Time> {
    let folded = fold(value);
    let words = words(&folded);
    let recurring = at_least(&words)
        .or_else(|| every(&words))
        .or_else(|| per(&words, "tuan").map(|_| Cadence::Weekly))
        .or_else(|| per(&words, "quy").map(|_| Cadence::Quarterly))
        .or_else(|| per(&words, "thang").map(Cadence::PerMonth));
    if let Some(cadence) = recurring {
        return Some(within(cadence, &Part::read(&words)));
    }
    let part = Part::read(&words);
    times(&words, &part)
        .or_else(|| on(&words))
        .or_else(|| part.once())
        .or_else(|| has(&words, &["thuong", "xuyen"]).then_some(Cadence::Ongoing))
        .map(Time::of)
}

/// The number that running text requires: "thực hiện ít nhất 03 tiểu phẩm". Months there may be those of any date.
pub(super) fn stated(sentence: &str) -> Option<Time> {
    at_least(&words(&fold(sentence))).map(Time::of)
}

/// What recurs, within the part of the year that the words name.
fn within(cadence: Cadence, part: &Part) -> Time {
    let (from, to) = match part {
        Part::Year => return Time::of(cadence),
        Part::Named(months) => {
            let months = months.clone();
            return match cadence {
                Cadence::Quarterly | Cadence::EveryMonths(_) | Cadence::PerMonth(1) => {
                    Time::of(Cadence::Months(months))
                }
                Cadence::AtLeast(count) => Time::of(count_in(count, &months)),
                _ => Time { is_partly: true, ..Time::of(cadence) },
            };
        }
        Part::Span { from, to } => (*from, *to),
    };
    let is_open = to == 12;
    let months = to + 1 - from.0;
    let times = |count: u32| Time::of(Cadence::Times { count, from: from.0, to });
    match cadence {
        Cadence::PerMonth(1) if !is_open => Time::of(Cadence::Months((from.0..=to).collect())),
        Cadence::PerMonth(count) | Cadence::AtLeastMonthly(count) if !is_open => {
            times(count.saturating_mul(months))
        }
        Cadence::AtLeast(count) if !is_open => times(count),
        _ => Time { cadence, starts: (from != (1, 1)).then_some(from), is_partly: !is_open },
    }
}

/// "Tổ chức 03 buổi từ tháng 4 đến tháng 10", "hai đợt trong năm", "02 lần vào tháng 4 và tháng 8"
fn times(words: &[&str], part: &Part) -> Option<Cadence> {
    let is_unit = |word: &str| matches!(word, "thang" | "ngay" | "quy" | "nam" | "tuan" | "thu");
    let at = words.windows(2).enumerate().position(|(at, pair)| {
        let is_free = at.checked_sub(1).is_none_or(|before| !is_unit(words[before]));
        is_free && number(pair[0]).is_some() && is_counted(pair[1])
    })?;
    let count = number(words[at])?;
    match part {
        Part::Year
            if !has(words, &["trong", "nam"])
                && !has(words, &["mot", "nam"])
                && !has(words, &["moi", "nam"]) =>
        {
            None
        }
        Part::Year if count == 1 => Some(Cadence::Window { from: 1, to: 12 }),
        Part::Year => Some(Cadence::Times { count, from: 1, to: 12 }),
        Part::Span { from, to } if count == 1 => Some(Cadence::Window { from: from.0, to: *to }),
        Part::Span { from, to } => Some(Cadence::Times { count, from: from.0, to: *to }),
        Part::Named(months) => Some(count_in(count, months)),
    }
}

/// This many times in the named months.
fn count_in(count: u32, months: &[u32]) -> Cadence {
    match months {
        [.., last] if count > months.len() as u32 => Cadence::Times { count, from: months[0], to: *last },
        _ => Cadence::Months(months.to_vec()),
    }
}

/// What is counted in a plan: "hai kỳ", "03 buổi".
fn is_counted(word: &str) -> bool {
    const COUNTED: [&str; 12] =
        ["ky", "lan", "so", "buoi", "bai", "tin", "chuong", "dot", "cuoc", "luot", "phien", "hoi"];
    COUNTED.contains(&word)
}

fn words(folded: &str) -> Vec<&str> {
    folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

/// "ít nhất 03 tiểu phẩm", "mỗi tháng ít nhất 02 tin"
fn at_least(words: &[&str]) -> Option<Cadence> {
    let at = words.windows(2).position(|pair| pair == ["it", "nhat"])?;
    let count = words.get(at + 2).and_then(|word| number(word))?;
    let is_monthly = has(words, &["moi", "thang"]) || has(words, &["hang", "thang"]);
    Some(if is_monthly { Cadence::AtLeastMonthly(count) } else { Cadence::AtLeast(count) })
}

/// "hai tuần một lần", "06 tháng một lần", "nửa năm một lần"
fn every(words: &[&str]) -> Option<Cadence> {
    if has(words, &["nua", "nam"]) {
        return Some(Cadence::EveryMonths(6));
    }
    let at = words.windows(3).position(|three| matches!(three[1..], ["tuan" | "thang", "mot"]))?;
    let is_time = words.get(at + 3).is_some_and(|word| matches!(*word, "lan" | "ky" | "so"));
    let count = number(words[at]).filter(|count| *count > 1 && is_time)?;
    Some(if words[at + 1] == "tuan" { Cadence::EveryWeeks(count) } else { Cadence::EveryMonths(count) })
}

/// "ngày 19 tháng 5"
fn on(words: &[&str]) -> Option<Cadence> {
    let at = words.windows(3).position(|three| three[0] == "ngay" && three[2] == "thang")?;
    let (day, month) = (words[at + 1].parse().ok()?, month_of(words.get(at + 3)?)?);
    let is_one = !words[at + 4..].contains(&"ngay");
    match at.checked_sub(1).map(|before| words[before]) {
        Some("tu" | "den") => None,
        Some("truoc") => Some(Cadence::Window { from: 1, to: month }),
        _ => is_one.then_some(Cadence::On { month, day }),
    }
}

/// "Hằng tuần", "mỗi tháng hai kỳ", "mỗi quý một lần": how often in the unit; once when no number is given.
fn per(words: &[&str], unit: &str) -> Option<u32> {
    let at = words.windows(2).position(|pair| is_each(pair[0]) && pair[1] == unit)?;
    let count = words.get(at + 2).and_then(|word| number(word));
    Some(count.filter(|_| words.get(at + 3).is_some_and(|word| is_counted(word))).unwrap_or(1))
}

/// "Hằng", "mỗi"
fn is_each(word: &str) -> bool {
    matches!(word, "hang" | "moi")
}

/// The part of the year that words name.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Year,
    /// From this month and day to the end of this month.
    Span {
        from: (u32, u32),
        to: u32,
    },
    /// Only these months, in order, each once.
    Named(Vec<u32>),
}

impl Part {
    /// "Bắt đầu từ tháng 04 … kết thúc vào tháng 10", "từ ngày 15 tháng 3", "Tháng 04 và tháng 08", "quý II".
    fn read(words: &[&str]) -> Self {
        let mut named: Vec<u32> = Vec::new();
        let mut at = 0;
        while let Some(next) = words[at..].iter().position(|word| *word == "thang") {
            at += next + 1;
            // "Mỗi tháng hai kỳ" names no month.
            if at >= 2 && is_each(words[at - 2]) {
                continue;
            }
            let month = |at: usize| {
                let is_number = !words.get(at + 1).is_some_and(|word| is_counted(word));
                words
                    .get(at)
                    .and_then(|word| month_of(word))
                    .filter(|month| (1..=12).contains(month) && is_number)
            };
            let mut next = month(at);
            while let Some(one) = next {
                named.push(one);
                at += 1;
                let is_joined = words.get(at) == Some(&"va") && month(at + 1).is_some();
                at += usize::from(is_joined);
                // "Từ tháng 1, hai tuần một lần" names one month.
                let is_more = is_joined || words.get(at).is_some_and(|word| word.parse::<u32>().is_ok());
                next = month(at).filter(|_| is_more);
            }
        }
        let starts = [["bat", "dau"], ["tu", "thang"], ["tu", "ngay"], ["tu", "quy"]];
        let begins = starts.iter().any(|start| has(words, start));
        match *named.as_slice() {
            [] => quarter(words, begins),
            [month] if begins => Self::Span { from: (month, first_day(words)), to: 12 },
            [from, to] if begins && from <= to => Self::Span { from: (from, first_day(words)), to },
            _ => {
                named.sort_unstable();
                named.dedup();
                Self::Named(named)
            }
        }
    }

    /// Once in it.
    fn once(&self) -> Option<Cadence> {
        match self {
            Self::Year => None,
            Self::Span { from, to } => Some(Cadence::Window { from: from.0, to: *to }),
            Self::Named(months) => Some(Cadence::Months(months.clone())),
        }
    }
}

/// The day in "từ ngày 15 tháng 3"; else the month's first.
fn first_day(words: &[&str]) -> u32 {
    let at = words.windows(4).find(|four| matches!(four, ["tu", "ngay", _, "thang"]));
    at.and_then(|four| four[2].parse().ok()).filter(|day| (1..=31).contains(day)).unwrap_or(1)
}

/// "Quý II", "từ quý II"
fn quarter(words: &[&str], begins: bool) -> Part {
    let at = words.windows(2).position(|pair| pair[0] == "quy" && number_of_quarter(pair[1]).is_some());
    match at.and_then(|at| number_of_quarter(words[at + 1])) {
        Some(quarter) => Part::Span { from: (quarter * 3 - 2, 1), to: if begins { 12 } else { quarter * 3 } },
        None => Part::Year,
    }
}

fn number_of_quarter(word: &str) -> Option<u32> {
    match word {
        "i" | "1" => Some(1),
        "ii" | "2" => Some(2),
        "iii" | "3" => Some(3),
        "iv" | "4" => Some(4),
        _ => None,
    }
}

fn has(words: &[&str], phrase: &[&str]) -> bool {
    words.windows(phrase.len()).any(|window| window == phrase)
}

/// A month's number; "năm" after one is the year, not a five.
fn month_of(word: &str) -> Option<u32> {
    if word == "nam" { None } else { number(word) }
}

/// A number in digits, or in words up to ten.
fn number(word: &str) -> Option<u32> {
    const WORDS: [&str; 10] = ["mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin", "muoi"];
    word.parse().ok().or_else(|| {
        let at = WORDS.iter().position(|known| *known == word)?;
        u32::try_from(at + 1).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_plans_name_their_cadence() {
        for (sentence, expected) in [
            ("Mỗi tháng hai kỳ trong năm 2014;", Some(Cadence::PerMonth(2))),
            ("mỗi tháng 04 tin", Some(Cadence::PerMonth(4))),
            ("Hằng tháng trong năm 2026", Some(Cadence::PerMonth(1))),
            ("Mỗi tháng năm 2014", Some(Cadence::PerMonth(1))),
            ("Hằng tuần trong năm 2014.", Some(Cadence::Weekly)),
            ("Mỗi quý một lần trong năm 2014.", Some(Cadence::Quarterly)),
            (
                "Bắt đầu từ tháng 04 năm 2014 và kết thúc vào tháng 10 năm 2014;",
                Some(Cadence::Window { from: 4, to: 10 }),
            ),
            (
                "thời gian bắt đầu tháng 06 năm 2014, thời gian kết thúc tháng 07 năm 2014.",
                Some(Cadence::Window { from: 6, to: 7 }),
            ),
            ("Bắt đầu từ tháng 04 năm 2014;", Some(Cadence::Window { from: 4, to: 12 })),
            ("Từ tháng 3 đến hết tháng 5", Some(Cadence::Window { from: 3, to: 5 })),
            ("Tháng 04 và tháng 08 năm 2014.", Some(Cadence::Months(vec![4, 8]))),
            ("Tháng 3, 6, 9 và 12", Some(Cadence::Months(vec![3, 6, 9, 12]))),
            ("Tháng 09 năm 2014.", Some(Cadence::Months(vec![9]))),
            ("Quý II năm 2026", Some(Cadence::Window { from: 4, to: 6 })),
            ("Thường xuyên năm 2014.", Some(Cadence::Ongoing)),
            ("Thực hiện ít nhất 03 tiểu phẩm tuyên truyền về CCHC.", Some(Cadence::AtLeast(3))),
            ("Hai tuần một lần", Some(Cadence::EveryWeeks(2))),
            ("06 tháng một lần", Some(Cadence::EveryMonths(6))),
            ("Nửa năm một lần", Some(Cadence::EveryMonths(6))),
            ("Mỗi tháng ít nhất 02 tin", Some(Cadence::AtLeastMonthly(2))),
            ("Ngày 19 tháng 5 năm 2027", Some(Cadence::On { month: 5, day: 19 })),
            // A number within a part of the year.
            (
                "Tổ chức 03 buổi từ tháng 4 đến tháng 10 năm 2027.",
                Some(Cadence::Times { count: 3, from: 4, to: 10 }),
            ),
            ("Hai đợt trong năm 2027", Some(Cadence::Times { count: 2, from: 1, to: 12 })),
            ("Một buổi trong quý II", Some(Cadence::Window { from: 4, to: 6 })),
            ("02 lần, vào tháng 4 và tháng 8", Some(Cadence::Months(vec![4, 8]))),
            ("Ít nhất 02 buổi trong quý III", Some(Cadence::Times { count: 2, from: 7, to: 9 })),
            ("Mỗi tháng một kỳ, từ tháng 4 đến tháng 6", Some(Cadence::Months(vec![4, 5, 6]))),
            ("Mỗi tháng hai kỳ từ tháng 4 đến tháng 6", Some(Cadence::Times { count: 6, from: 4, to: 6 })),
            ("Mỗi quý một lần, vào tháng 3, 6, 9 và 12", Some(Cadence::Months(vec![3, 6, 9, 12]))),
            ("Từ tháng 4, 03 buổi", Some(Cadence::Times { count: 3, from: 4, to: 12 })),
            ("Trước ngày 15 tháng 12", Some(Cadence::Window { from: 1, to: 12 })),
            ("Từ ngày 15 tháng 3 đến ngày 30 tháng 4", Some(Cadence::Window { from: 3, to: 4 })),
            ("Trong năm 2014", None),
            ("", None),
        ] {
            assert_eq!(time(sentence).map(|time| time.cadence), expected, "{sentence}");
        }
    }

    #[test]
    fn what_recurs_may_begin_in_mid_year_and_an_end_before_its_end_is_said() {
        for (sentence, cadence, starts, is_missed) in [
            (
                "Mỗi xã ít nhất 02 bài trong năm 2027, bắt đầu từ tháng 7",
                Cadence::AtLeast(2),
                Some((7, 1)),
                false,
            ),
            ("Từ ngày 15 tháng 3, hằng tuần", Cadence::Weekly, Some((3, 15)), false),
            ("Mỗi tháng hai kỳ, bắt đầu từ quý II", Cadence::PerMonth(2), Some((4, 1)), false),
            ("Bắt đầu từ tháng 1, hai tuần một lần", Cadence::EveryWeeks(2), None, false),
            ("Hằng tuần từ tháng 4 đến tháng 10", Cadence::Weekly, Some((4, 1)), true),
            ("Hằng tuần trong tháng 5", Cadence::Weekly, None, true),
            ("Hằng tuần trong năm 2027", Cadence::Weekly, None, false),
        ] {
            let found = time(sentence).expect("a time");
            assert_eq!((found.cadence, found.starts), (cadence, starts), "{sentence}");
            assert_eq!(time(sentence).is_some_and(|time| time.missed().is_some()), is_missed, "{sentence}");
        }
    }
}
