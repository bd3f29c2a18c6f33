//! The cadence that a plan's words name.

use crate::fold::fold;
use crate::plan::Cadence;

/// The cadence of a field such as "Mỗi tháng hai kỳ trong năm 2014"; none when it names none.
pub(super) fn cadence(value: &str) -> Option<Cadence> {
    let folded = fold(value);
    let words = words(&folded);
    at_least(&words)
        .or_else(|| every(&words))
        .or_else(|| on(&words))
        .or_else(|| per(&words, "tuan").map(|_| Cadence::Weekly))
        .or_else(|| per(&words, "quy").map(|_| Cadence::Quarterly))
        .or_else(|| per(&words, "thang").map(Cadence::PerMonth))
        .or_else(|| months(&words))
        .or_else(|| has(&words, &["thuong", "xuyen"]).then_some(Cadence::Ongoing))
}

/// The number that running text requires: "thực hiện ít nhất 03 tiểu phẩm". Months there may be those of any date.
pub(super) fn stated(sentence: &str) -> Option<Cadence> {
    at_least(&words(&fold(sentence)))
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
    is_one.then_some(Cadence::On { month, day })
}

/// "Hằng tuần", "mỗi tháng hai kỳ", "mỗi quý một lần": how often in the unit; once when no number is given.
fn per(words: &[&str], unit: &str) -> Option<u32> {
    let at = words.windows(2).position(|pair| matches!(pair[0], "hang" | "moi") && pair[1] == unit)?;
    let count = words.get(at + 2).and_then(|word| number(word));
    let is_counted = |word: &&&str| matches!(**word, "ky" | "lan" | "so" | "buoi" | "bai" | "tin" | "chuong");
    Some(count.filter(|_| words.get(at + 3).as_ref().is_some_and(is_counted)).unwrap_or(1))
}

/// "Bắt đầu từ tháng 04 … kết thúc vào tháng 10", "từ tháng 3 đến tháng 5", "Tháng 04 và tháng 08", "quý II".
fn months(words: &[&str]) -> Option<Cadence> {
    let mut named: Vec<u32> = Vec::new();
    let mut rest = words;
    while let Some(at) = rest.iter().position(|word| *word == "thang") {
        rest = &rest[at + 1..];
        while let Some(month) =
            rest.first().and_then(|word| month_of(word)).filter(|month| (1..=12).contains(month))
        {
            named.push(month);
            rest = &rest[1..];
            if rest.first().is_some_and(|word| *word == "va")
                && rest.get(1).and_then(|word| month_of(word)).is_some()
            {
                rest = &rest[1..];
            }
        }
    }
    let begins = has(words, &["bat", "dau"]) || has(words, &["tu", "thang"]);
    match *named.as_slice() {
        [] => quarter(words),
        [from] if begins => Some(Cadence::Window { from, to: 12 }),
        [from, to] if begins && from <= to => Some(Cadence::Window { from, to }),
        _ => {
            named.sort_unstable();
            named.dedup();
            Some(Cadence::Months(named))
        }
    }
}

/// "Quý II"
fn quarter(words: &[&str]) -> Option<Cadence> {
    let at = words.iter().position(|word| *word == "quy")?;
    let quarter = match *words.get(at + 1)? {
        "i" | "1" => 1,
        "ii" | "2" => 2,
        "iii" | "3" => 3,
        "iv" | "4" => 4,
        _ => return None,
    };
    Some(Cadence::Window { from: quarter * 3 - 2, to: quarter * 3 })
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
            ("Trong năm 2014", None),
            ("", None),
        ] {
            assert_eq!(cadence(sentence), expected, "{sentence}");
        }
    }
}
