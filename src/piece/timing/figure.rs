//! Reads tokens that begin with a digit: dates, times, document numbers, amounts, measures.

use super::part::{read_number, read_parts};
use super::token::{Before, Voice, is_core, parts, starts_with_digit};
use super::{abbreviation, number};

/// Reads a token that begins with a digit. Returns whether it was a number (a unit or a range may follow).
pub(super) fn read_figures(core: &str, before: Before<'_>, voice: &mut impl Voice) -> bool {
    if let Some((left, right)) = range(core) {
        read_quantity(left, before, voice);
        voice.read("đến");
        read_quantity(right, Before::default(), voice);
    } else {
        read_quantity(core, before, voice);
    }
    core.ends_with(|c: char| c.is_ascii_digit())
}

/// "2011-2020", "8g-11g30"; not a telephone number, a date or a document number.
fn range(core: &str) -> Option<(&str, &str)> {
    let (at, dash) = core.char_indices().find(|(_, c)| matches!(c, '-' | '–' | '—'))?;
    let (left, right) = (&core[..at], &core[at + dash.len_utf8()..]);
    let is_telephone = left.len() > 2 && left.starts_with('0');
    (starts_with_digit(right) && !is_telephone && !right.contains(['-', '–', '—'])).then_some((left, right))
}

fn read_quantity(core: &str, before: Before<'_>, voice: &mut impl Voice) {
    let _ = read_date(core, before, voice)
        || read_time(core, voice)
        || read_document_number(core, voice)
        || read_plain_number(core, before, voice)
        || read_telephone(core, voice)
        || read_measure(core, voice)
        || {
            read_mixed(core, voice);
            true
        };
}

/// "30/4", "24/12/2013", "24-12-2013", "4/2014"; anything but a date is read as a ratio: "85/85".
fn read_date(core: &str, before: Before<'_>, voice: &mut impl Voice) -> bool {
    let Some(sign) = core.find(['/', '-', '.']).map(|at| &core[at..=at]) else { return false };
    let mut pieces = core.split(sign);
    let mut next =
        || pieces.next().map(|piece| if piece.len() <= 4 { piece.parse::<u64>().ok() } else { None });
    let numbers = (next(), next(), next(), next());
    let is_year = |number: u64| (1000..2200).contains(&number);
    match numbers {
        (Some(Some(day)), Some(Some(month)), Some(Some(year)), None)
            if (1..=31).contains(&day) && (1..=12).contains(&month) && is_year(year) =>
        {
            say(day, voice);
            read_month(month, voice);
            voice.read("năm");
            say(year, voice);
        }
        (Some(Some(month)), Some(Some(year)), None, None)
            if sign == "/" && (1..=12).contains(&month) && is_year(year) =>
        {
            if before.is(&["tháng"]) {
                say_month(month, voice);
            } else {
                read_month(month, voice);
            }
            voice.read("năm");
            say(year, voice);
        }
        (Some(Some(day)), Some(Some(month)), None, None) if sign == "/" => {
            if (1..=31).contains(&day) && (1..=12).contains(&month) {
                say(day, voice);
                read_month(month, voice);
            } else {
                say(day, voice);
                voice.read("trên");
                say(month, voice);
            }
        }
        _ => return false,
    }
    true
}

fn read_month(month: u64, voice: &mut impl Voice) {
    voice.read("tháng");
    say_month(month, voice);
}

fn say_month(month: u64, voice: &mut impl Voice) {
    if month == 4 { voice.read("tư") } else { say(month, voice) }
}

fn say(value: u64, voice: &mut impl Voice) {
    number::read(value, &mut |word| voice.read(word));
}

/// "19:45", "7g30", "8h"; also with seconds: "1:02:03".
fn read_time(core: &str, voice: &mut impl Voice) -> bool {
    let Some(at) = core.find([':', 'g', 'h', 'G', 'H']) else { return false };
    let (hour, minute) = (&core[..at], &core[at + 1..]);
    let Some(hour) = hour.parse::<u64>().ok().filter(|hour| *hour <= 24) else { return false };
    let (minute, second) = minute.split_once(':').unwrap_or((minute, ""));
    let is_colon = core[at..].starts_with(':');
    let two = |text: &str| {
        (text.len() == 2).then(|| text.parse::<u64>().ok().filter(|value| *value < 60)).flatten()
    };
    let (minute, second) = match (two(minute), two(second)) {
        (minute, None) if second.is_empty() && (minute.is_some() || !is_colon && core.len() == at + 1) => {
            (minute, None)
        }
        (minute @ Some(_), second @ Some(_)) => (minute, second),
        _ => return false,
    };
    for (value, unit) in [(Some(hour), "giờ"), (minute, "phút"), (second, "giây")] {
        if let Some(value) = value.filter(|value| *value > 0 || unit == "giờ") {
            say(value, voice);
            voice.read(unit);
        }
    }
    true
}

/// "02/2009/CT-UBND", "30c/NQ-CP"
fn read_document_number(core: &str, voice: &mut impl Voice) -> bool {
    let Some((figures, code)) = core.rsplit_once('/') else { return false };
    if !code.starts_with(char::is_uppercase) || figures.contains(|c: char| !c.is_alphanumeric() && c != '/') {
        return false;
    }
    for part in figures.split('/').flat_map(parts) {
        if starts_with_digit(part) { read_number(part, voice) } else { voice.plain(part) }
    }
    for part in parts(code).filter(|part| part.starts_with(is_core)) {
        if let Some(words) = abbreviation::expand_in_number(part) {
            voice.read(words);
        } else {
            read_parts(part, voice);
        }
    }
    true
}

/// "2014", "100.000", "3,5", "03": a number and nothing else.
fn read_plain_number(core: &str, before: Before<'_>, voice: &mut impl Voice) -> bool {
    if core.bytes().any(|byte| !byte.is_ascii_digit() && !matches!(byte, b'.' | b',')) {
        return false;
    }
    if core.len() > 2 && core.starts_with('0') && core.bytes().any(|byte| byte == b'.') {
        return read_telephone(core, voice);
    }
    match core {
        "4" | "04" if before.is(&["tháng", "thứ"]) => voice.read("tư"),
        "1" if before.is(&["thứ"]) => voice.read("nhất"),
        // "Ít nhất 03 tiểu phẩm" is read as three, but "Chỉ thị số 02" keeps its zero.
        core if core.len() == 2 && core.starts_with('0') && !before.is(&["số"]) => {
            read_number(&core[1..], voice);
        }
        core => read_number(core, voice),
    }
    true
}

/// "0710.3820.536", "0710-3820536"
fn read_telephone(core: &str, voice: &mut impl Voice) -> bool {
    let is_telephone = core.len() > 2
        && core.starts_with('0')
        && !core.contains(',')
        && core.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
    if is_telephone {
        number::spell(core, &mut |word| voice.read(word));
    }
    is_telephone
}

/// "95,5%", "100m²", "100.000đ", "60km/h"
fn read_measure(core: &str, voice: &mut impl Voice) -> bool {
    let end = core.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).unwrap_or(core.len());
    let (figures, unit) = core.split_at(end);
    let Some(unit) = abbreviation::unit(unit) else { return false };
    read_number(figures.trim_end_matches(['.', ',']), voice);
    voice.read(unit);
    true
}

/// Any other token with digits.
fn read_mixed(core: &str, voice: &mut impl Voice) {
    for part in parts(core) {
        match part {
            "." | "," | "-" | "/" => {}
            "%" => voice.read("phần trăm"),
            "+" => voice.read("cộng"),
            "x" | "×" => voice.read("nhân"),
            part if starts_with_digit(part) => read_number(part, voice),
            part => {
                if let Some(words) = abbreviation::expand(part) {
                    voice.read(words);
                } else if part.starts_with(is_core) {
                    voice.plain(part);
                }
            }
        }
    }
}
