//! Parses and formats durations: 12s, 90s, 1:30, 1'30", 1p30s, 2 phút.

use crate::calendar::field::MOST_SECONDS;

/// "0:05", "12:54", "1:02:03"
pub fn clock(seconds: u32) -> String {
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, minutes, seconds) => format!("{minutes}:{seconds:02}"),
        (hours, minutes, seconds) => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}

/// Parses seconds, at most [`MOST_SECONDS`]; none when the text is not a duration. A bare number is seconds;
/// a last number without a unit is in the next smaller one: "1'30" is a minute and a half, "1h30" an hour and
/// a half. "Khoảng" and the like before it count for nothing.
pub fn parse_duration(text: &str) -> Option<u32> {
    let lower = text.trim().to_lowercase();
    let mut text = lower.trim_end_matches('.');
    while let Some(rest) = ABOUT.iter().find_map(|word| text.strip_prefix(word)) {
        text = rest.trim_start();
    }
    let seconds = if text.contains(':') { parse_clock(text) } else { parse_units(text) };
    seconds.filter(|seconds| *seconds <= MOST_SECONDS)
}

/// Words and signs before a duration that is not exact.
const ABOUT: [&str; 9] = ["khoảng ", "chừng ", "độ ", "gần ", "tầm ", "hơn ", "ước ", "~", "≈"];

/// "12s", "1p30s", "2 phút", "1'30", "1’30’’", "1,5 phút", "1 phút rưỡi"
fn parse_units(text: &str) -> Option<u32> {
    let (text, is_half) = match text.strip_suffix("rưỡi") {
        Some(text) => (text.trim_end(), true),
        None => (text, false),
    };
    let mut total = 0_u32;
    let mut last = None;
    let mut rest = text;
    while !rest.is_empty() {
        let (number, after) = split_number(rest)?;
        let (decimals, scale, after) = split_decimals(after)?;
        let unit_end = after.find(|c: char| c.is_ascii_digit()).unwrap_or(after.len());
        let factor = match (after[..unit_end].trim(), last) {
            ("", _) if scale > 1 => return None,
            ("", Some(3600)) if number < 60 => 60,
            ("", Some(60)) if number >= 60 => return None,
            ("", None | Some(60))
            | ("s" | "g" | "giây" | "sec" | "\"" | "”" | "“" | "″" | "''" | "’’" | "‘‘" | "´´" | "′′", _) => {
                1
            }
            ("p" | "ph" | "phút" | "m" | "min" | "'" | "’" | "‘" | "′" | "´", _) => 60,
            ("h" | "giờ" | "tiếng", _) => 3600,
            _ => return None,
        };
        // Units must get smaller: "30s 1p" is a typing mistake.
        if last.is_some_and(|last| factor >= last) {
            return None;
        }
        last = Some(factor);
        let part = decimals * factor / scale;
        total = total.checked_add(number.checked_mul(factor)?)?.checked_add(part)?;
        rest = after[unit_end..].trim_start();
    }
    let last = last?;
    if is_half && last > 1 { total.checked_add(last / 2) } else { Some(total).filter(|_| !is_half) }
}

/// The decimals after a comma or a point, their denominator, and the rest.
fn split_decimals(text: &str) -> Option<(u32, u32, &str)> {
    let Some(rest) = text.strip_prefix([',', '.']) else { return Some((0, 1, text)) };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    match digits {
        1 | 2 => Some((rest[..digits].parse().ok()?, 10_u32.pow(digits as u32), rest[digits..].trim_start())),
        _ => None,
    }
}

/// "1:30", "1:02:03"
fn parse_clock(text: &str) -> Option<u32> {
    let numbers: Vec<u32> = text
        .split(':')
        .map(|part| split_number(part.trim()).filter(|(_, rest)| rest.is_empty()).map(|(number, _)| number))
        .collect::<Option<_>>()?;
    match numbers[..] {
        [minutes, seconds] if seconds < 60 => minutes.checked_mul(60)?.checked_add(seconds),
        [hours, minutes, seconds] if minutes < 60 && seconds < 60 => {
            hours.checked_mul(3600)?.checked_add(minutes * 60 + seconds)
        }
        _ => None,
    }
}

fn split_number(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    Some((text[..end].parse().ok()?, text[end..].trim_start()))
}
