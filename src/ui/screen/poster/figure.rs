//! Lengths in Vietnamese notation: "6.690 mm", "12,5", "1,2 m".

/// Grouped by thousands, at most one decimal: "6.690", "12,5".
pub fn number(value: f32) -> String {
    let tenths = (value * 10.0).round() as i64;
    let whole = (tenths / 10).abs().to_string();
    let mut text = String::with_capacity(whole.len() + 6);
    if tenths < 0 {
        text.push('-');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    if tenths % 10 != 0 {
        text.push(',');
        text.push_str(&(tenths % 10).abs().to_string());
    }
    text
}

pub fn millimetres(value: f32) -> String {
    format!("{} mm", number(value))
}

/// Millimetres up to a metre, then metres: "140 mm", "1,2 m".
pub fn length(value: f32) -> String {
    if value >= 1000.0 { format!("{} m", number(value / 1000.0)) } else { millimetres(value) }
}

/// Parses a number with an optional unit as millimetres. A comma is decimal; a point separates thousands if
/// three digits follow, else it is decimal too.
pub fn read(text: &str) -> Option<f32> {
    let text = text.trim().to_lowercase();
    let (figures, factor) = if let Some(rest) = text.strip_suffix("mm") {
        (rest, 1.0)
    } else if let Some(rest) = text.strip_suffix("cm") {
        (rest, 10.0)
    } else if let Some(rest) = text.strip_suffix('m') {
        (rest, 1000.0)
    } else {
        (text.trim_end_matches(['°', '%']), 1.0)
    };
    let figures: String = figures.chars().filter(|one| !one.is_whitespace()).collect();
    let is_grouped = figures.contains(',')
        || figures.trim_start_matches('-').split('.').enumerate().all(|(index, part)| {
            if index == 0 { (1..=3).contains(&part.len()) && part != "0" } else { part.len() == 3 }
        });
    let plain = if is_grouped { figures.replace('.', "").replace(',', ".") } else { figures };
    plain.parse::<f32>().ok().filter(|value| value.is_finite()).map(|value| value * factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_as_they_are_written() {
        let cases = [
            ("6.690 mm", 6690.0),
            ("6690", 6690.0),
            ("12,5", 12.5),
            ("12.5", 12.5),
            ("1.234,5 mm", 1234.5),
            ("0.125", 0.125),
            ("-3", -3.0),
            ("-1.200", -1200.0),
            ("1,2 m", 1200.0),
            ("45 cm", 450.0),
            ("15°", 15.0),
        ];
        for (text, value) in cases {
            assert_eq!(read(text), Some(value), "{text}");
        }
        for text in ["", "mm", "mười", "1,2,3", "--4"] {
            assert_eq!(read(text), None, "{text}");
        }
        for value in [0.0, -3.5, 6690.0, 12_000.0, 1_234_567.0, 0.4] {
            assert_eq!(read(&millimetres(value)), Some(value), "{value}");
        }
        assert_eq!(length(1600.0), "1,6 m");
    }
}
