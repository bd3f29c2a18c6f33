//! Durations as people write them: 12s, 90s, 1:30, 1'30, 1p30s, 2p.

/// Seconds, or none when the text is no duration. A bare number counts seconds.
pub fn parse_duration(text: &str) -> Option<u32> {
    let text = text.trim().to_lowercase();
    let mut numbers = Vec::new();
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let number: u32 = rest[..digits].parse().ok()?;
        rest = rest[digits..].trim_start();
        let unit = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        numbers.push((number, rest[..unit].trim()));
        rest = &rest[unit..];
    }
    let seconds = |unit: &str| match unit {
        "s" | "g" | "giây" | "\"" | "”" | "''" => Some(1),
        "p" | "ph" | "phút" | "m" | "'" | "’" | ":" => Some(60),
        "h" | "giờ" => Some(3600),
        _ => None,
    };
    match numbers[..] {
        [(only, "")] => Some(only),
        [(hours, ":"), (minutes, ":"), (rest, "")] if minutes < 60 && rest < 60 => {
            hours.checked_mul(3600)?.checked_add(minutes * 60 + rest)
        }
        [(_, ":"), ..] if numbers.len() > 2 => None,
        [(_, ":")] => None,
        _ => {
            let mut total = 0_u32;
            let mut last = u32::MAX;
            for (index, (number, unit)) in numbers.iter().enumerate() {
                let factor = match *unit {
                    // The seconds after minutes need no unit: 1:30, 1'30, 1p30.
                    "" if index > 0 && last == 60 && index + 1 == numbers.len() && *number < 60 => 1,
                    unit => seconds(unit)?,
                };
                if factor >= last {
                    return None;
                }
                last = factor;
                total = total.checked_add(number.checked_mul(factor)?)?;
            }
            (!numbers.is_empty()).then_some(total)
        }
    }
}

/// "12s", "1:30", "1:02:05"
pub fn write_duration(seconds: u32) -> String {
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, 0, seconds) => format!("{seconds}s"),
        (0, minutes, seconds) => format!("{minutes}:{seconds:02}"),
        (hours, minutes, seconds) => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}
