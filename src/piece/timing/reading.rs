//! Reads a text as a speaker does: words as written, figures and abbreviations written out.

use super::figure::read_figures;
use super::part::read_parts;
use super::token::{Before, Voice, is_core, is_dash, parts, starts_with_digit};
use super::{abbreviation, number};

/// Reads the whole text.
pub(super) fn walk(text: &str, voice: &mut impl Voice) {
    let mut before = Before::default();
    let mut rest = text;
    loop {
        let word_at = rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len());
        if word_at > 0 {
            voice.space(&rest[..word_at]);
            rest = &rest[word_at..];
        }
        if rest.is_empty() {
            return;
        }
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let token;
        (token, rest) = rest.split_at(end);
        let core_at = token.find(is_core).unwrap_or(token.len());
        let (open, core) = token.split_at(core_at);
        let core_end =
            core.rfind(is_core).map_or(0, |at| at + core[at..].chars().next().map_or(0, char::len_utf8));
        let (core, close) = core.split_at(core_end);
        if core.is_empty() {
            let is_range = before.is_number && is_dash(token) && starts_with_digit(rest.trim_start());
            if is_range {
                voice.read("đến");
            } else {
                voice.mark(token);
                before = Before::default();
            }
            continue;
        }
        if !open.is_empty() {
            voice.mark(open);
        }
        let is_telephone = is_telephone(core, open, rest, before);
        let is_number = if is_telephone {
            spell(core, voice);
            false
        } else if let Some(words) = abbreviation::foreign(core) {
            voice.read(words);
            false
        } else if wants_reading(core, close, before) {
            read(core, before, voice)
        } else {
            voice.plain(core);
            false
        };
        // The dot of "TP. Cần Thơ" does not end a sentence.
        let is_abbreviation = close == "." && abbreviation::takes_dot(core) && !rest.is_empty();
        if !close.is_empty() && !is_abbreviation {
            voice.mark(close);
        }
        let is_closed = close.starts_with(['.', '!', '?', ';']);
        let is_telephone = is_telephone && !is_closed;
        before = Before { word: if is_closed { "" } else { core }, is_number, is_telephone };
    }
}

/// Figures of a telephone number written apart: "0292 3820536", "(0710) 3 820 536", "1900 1234", "+84 292
/// …", and what follows "điện thoại" or "đường dây nóng".
fn is_telephone(core: &str, open: &str, rest: &str, before: Before<'_>) -> bool {
    let digits = core.bytes().filter(u8::is_ascii_digit).count();
    if digits == 0 || !core.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-')) {
        return false;
    }
    let goes_on = || {
        let next = rest.trim_start();
        let figures = next.bytes().take_while(u8::is_ascii_digit).count();
        // "3.820.536", "3820536", but not "30/4" or "5%".
        figures > 0
            && next[figures..]
                .bytes()
                .next()
                .is_none_or(|sign| sign.is_ascii_whitespace() || b".-,;)".contains(&sign))
    };
    before.is_telephone
        || open.ends_with('+') && goes_on()
        || core.starts_with('0') && (3..=5).contains(&core.len()) && goes_on()
        || matches!(core, "1800" | "1900") && goes_on() && !before.is(&["năm", "từ", "đến"])
        || digits > 4 && before.is(&["thoại", "đt", "nóng", "fax", "hotline", "zalo"])
}

/// Figures one by one.
fn spell(core: &str, voice: &mut impl Voice) {
    for part in core.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()) {
        number::spell(part, &mut |word| voice.read(word));
    }
}

/// A fast check that excludes nearly all plain words.
fn wants_reading(core: &str, close: &str, before: Before<'_>) -> bool {
    if core.bytes().any(|byte| byte.is_ascii_digit() || matches!(byte, b'%' | b'@' | b'&' | b'.')) {
        return true;
    }
    if before.is_number && core.len() <= 5 && abbreviation::unit(core).is_some() {
        return true;
    }
    let mut letters = core.chars();
    let has_first_capital = letters.next().is_some_and(char::is_uppercase);
    has_first_capital
        && (letters.as_str().is_empty() || letters.any(char::is_uppercase) || close.starts_with('.'))
        || abbreviation::is_sure_unit(core)
}

/// Reads one token; returns whether it was a number.
fn read(core: &str, before: Before<'_>, voice: &mut impl Voice) -> bool {
    if starts_with_digit(core) {
        return read_figures(core, before, voice);
    }
    if let Some(unit) =
        abbreviation::unit(core).filter(|_| before.is_number || abbreviation::is_sure_unit(core))
    {
        voice.read(unit);
    } else if let Some(value) = roman(core, before) {
        match value {
            1 if before.is(&["thứ"]) => voice.read("nhất"),
            4 if before.is(&["thứ"]) => voice.read("tư"),
            _ => number::read(value, &mut |word| voice.read(word)),
        }
        return true;
    } else if let Some(words) = abbreviation::expand(core).or_else(|| abbreviation::expand_joined(core)) {
        voice.read(words);
    } else if is_address(core) {
        read_address(core, voice);
    } else {
        read_parts(core, voice);
    }
    false
}

/// A Roman numeral: unambiguous ones anywhere; single letters and possible syllables only after a word that
/// takes a number.
fn roman(core: &str, before: Before<'_>) -> Option<u64> {
    const COUNTERS: [&str; 16] = [
        "quý", "khóa", "khoá", "kỷ", "hội", "thứ", "kỳ", "chương", "phần", "mục", "hạng", "loại", "cấp",
        "tập", "vùng", "khu",
    ];
    if !core.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'L')) {
        return None;
    }
    let is_sure = core.len() > 1 && core.bytes().all(|byte| byte != b'L') && !matches!(core, "VI" | "XI");
    number::roman(core).filter(|_| is_sure || before.is(&COUNTERS))
}

fn is_address(core: &str) -> bool {
    core.contains('@')
        || core.contains("://")
        || [".vn", ".com", ".org", ".net"].iter().any(|end| core.contains(end))
}

fn read_address(core: &str, voice: &mut impl Voice) {
    for part in parts(core.trim_start_matches("https://").trim_start_matches("http://")) {
        match part {
            "." => voice.read("chấm"),
            "@" => voice.read("a còng"),
            "/" => voice.read("xuyệt"),
            "-" | "_" => voice.read("gạch"),
            "www" => voice.read("vê kép vê kép vê kép"),
            part if starts_with_digit(part) => number::spell(part, &mut |word| voice.read(word)),
            part if part.starts_with(is_core) => voice.plain(part),
            _ => {}
        }
    }
}
