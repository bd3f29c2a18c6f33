//! What stands before and after a plan's sections: number, day, issuer, title, recipients, signature.

use chrono::NaiveDate;

use super::outline::{Mark, Paragraph};
use crate::fold::{fold, lowercase_first};
use crate::plan::{Plan, Signature};

/// The sections, and what follows them from "Nơi nhận".
pub(super) fn before_tail<'p, 'a>(
    paragraphs: &'p [Paragraph<'a>],
) -> (&'p [Paragraph<'a>], &'p [Paragraph<'a>]) {
    let tail = paragraphs.iter().position(|one| fold(one.text).starts_with("noi nhan"));
    paragraphs.split_at(tail.unwrap_or(paragraphs.len()))
}

/// The recipients and the signature, and the appendix after them.
pub(super) fn before_appendix<'p, 'a>(
    tail: &'p [Paragraph<'a>],
) -> (&'p [Paragraph<'a>], &'p [Paragraph<'a>]) {
    let is_appendix =
        |one: &Paragraph<'_>| matches!(one.mark, Mark::Item(_)) || fold(one.whole).starts_with("phu luc");
    tail.split_at(tail.iter().position(is_appendix).unwrap_or(tail.len()))
}

/// A plan with its head and tail only.
pub(super) fn empty_plan(head: &[Paragraph<'_>], tail: &[Paragraph<'_>], year: i32) -> Plan {
    let (issuer, title, preamble) = heading(head);
    let year = year_of(&title).unwrap_or(year);
    let dated = head.iter().find_map(|one| place_and_date(one.whole));
    // A draft has no day yet, and sometimes no such line.
    let (city, date) = dated.unwrap_or_else(|| (city_of(&issuer), None));
    Plan {
        schema: Plan::SCHEMA,
        name: format!("{city} {year}").trim().to_owned(),
        number: head.iter().find_map(|one| number(one.whole)).unwrap_or_default(),
        date,
        year,
        city,
        issuer,
        title,
        preamble,
        goals: Vec::new(),
        requirements: Vec::new(),
        audiences: Vec::new(),
        activities: Vec::new(),
        duties: Vec::new(),
        agencies: Vec::new(),
        localities: Vec::new(),
        recipients: recipients(tail),
        signature: signature(tail),
    }
}

/// "Số:  127 /KH-UBND" gives "127/KH-UBND"; a number still to be given, "Số: /KH-UBND", gives none.
fn number(line: &str) -> Option<String> {
    let rest = line.strip_prefix("Số")?.trim_start().strip_prefix(':')?;
    let number: String = rest.split('\t').next().unwrap_or(rest).split_whitespace().collect();
    number.starts_with(|first: char| first.is_ascii_digit()).then_some(number)
}

/// "Cần Thơ, ngày 24 tháng 12  năm 2013"; a draft's day is still empty: "Cần Thơ, ngày    tháng    năm 2027".
fn place_and_date(line: &str) -> Option<(String, Option<NaiveDate>)> {
    let (place, date) = line.split_once(", ngày ")?;
    let place = place.rsplit('\t').next().unwrap_or(place).trim();
    let numbers: Vec<u32> = date
        .split(|letter: char| !letter.is_ascii_digit())
        .filter_map(|number| number.parse().ok())
        .collect();
    let date = match *numbers.as_slice() {
        [day, month, year, ..] => NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?,
        _ if date.contains("tháng") => return Some((place.to_owned(), None)),
        _ => return None,
    };
    crate::calendar::range::is_known(date).then(|| (place.to_owned(), Some(date)))
}

/// "Ủy ban nhân dân tỉnh Vĩnh Long" is of Vĩnh Long.
fn city_of(issuer: &str) -> String {
    let name = |kind| issuer.split_once(kind).map(|(_, name)| name.trim().to_owned());
    name("tỉnh ").or_else(|| name("thành phố ")).unwrap_or_default()
}

/// The issuer above the state's title, the plan's title, and its preamble.
fn heading(head: &[Paragraph<'_>]) -> (String, String, String) {
    let texts: Vec<String> =
        head.iter().map(|one| one.whole.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    let is = |text: &str, start: &str| fold(text).starts_with(start);
    let state = texts.iter().position(|text| fold(text).contains("cong hoa xa hoi chu nghia"));
    // In a head of two columns the number stands below the issuer.
    let is_name =
        |text: &&String| text.chars().any(char::is_alphabetic) && !is(text, "so:") && !is(text, "so :");
    let title_at = texts.iter().position(|text| text == "KẾ HOẠCH" || text.starts_with("KẾ HOẠCH "));
    let below = state.or(title_at).unwrap_or(0);
    let is_dated = |text: &&String| text.contains(", ngày ");
    let issuer = texts[..below].iter().filter(|text| is_name(text) && !is_dated(text));
    let issuer = issuer.map(String::as_str).collect::<Vec<_>>().join(" ");
    let after = title_at.map_or(texts.len(), |at| at + 1);
    let begun = title_at.and_then(|at| texts[at].strip_prefix("KẾ HOẠCH ")).unwrap_or_default();
    let is_reason = |text: &String| ["thuc hien", "can cu", "nham", "de "].iter().any(|word| is(text, word));
    let preamble_at = texts[after..].iter().position(is_reason).map_or(texts.len(), |at| after + at);
    let subject = format!("{begun} {}", texts[after..preamble_at].join(" "));
    let subject = subject.trim();
    let title = match subject.strip_prefix("Về việc").or_else(|| subject.strip_prefix("về việc")) {
        Some(rest) => format!("Kế hoạch về việc{rest}"),
        None if subject.is_empty() => String::new(),
        None => format!("Kế hoạch {}", lowercase_first(subject)),
    };
    (sentence_case(&issuer), title, texts[preamble_at..].join(" "))
}

/// "ỦY BAN NHÂN DÂN THÀNH PHỐ CẦN THƠ" in small letters: the words after the kind of place are its name.
fn sentence_case(capitals: &str) -> String {
    let lower = capitals.to_lowercase();
    let mut words: Vec<String> = lower.split_whitespace().map(str::to_owned).collect();
    let is_place = |pair: &[String]| {
        matches!(fold(&pair.join(" ")).as_str(), "thanh pho")
            || matches!(fold(&pair[1]).as_str(), "tinh" | "quan" | "huyen")
    };
    let name = words.windows(2).position(is_place).map_or(words.len(), |at| at + 2);
    for (at, word) in words.iter_mut().enumerate() {
        if at == 0 || at >= name {
            *word = crate::fold::capital(word);
        }
    }
    words.join(" ")
}

/// The year that a title names: "… năm 2014".
fn year_of(title: &str) -> Option<i32> {
    let title = title.to_lowercase();
    let at = title.rfind("năm ")?;
    let digits: String = title[at + "năm ".len()..].chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|year| crate::calendar::range::YEARS.contains(year))
}

fn recipients(tail: &[Paragraph<'_>]) -> Vec<String> {
    let dashes = tail.iter().filter(|one| one.mark == Mark::Dash);
    dashes.map(|one| one.text.trim_end_matches([';', '.']).trim().to_owned()).collect()
}

/// The lines in capitals after the recipients, then the name.
fn signature(tail: &[Paragraph<'_>]) -> Signature {
    let is_capital = |text: &str| text.chars().any(char::is_alphabetic) && text == text.to_uppercase();
    let last = tail.iter().rposition(|one| one.mark == Mark::Dash).map_or(0, |at| at + 1);
    let lines: Vec<&str> = tail.get(last..).unwrap_or_default().iter().map(|one| one.whole).collect();
    let capacity: Vec<String> =
        lines.iter().filter(|line| is_capital(line)).map(|&line| line.to_owned()).collect();
    let name = lines.iter().rev().find(|line| !is_capital(line)).map(|&line| line.to_owned());
    Signature { capacity, name: name.unwrap_or_default() }
}
