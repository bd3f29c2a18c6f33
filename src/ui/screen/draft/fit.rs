//! Cutting titles to the lines that a narrow list has for them.

use std::sync::OnceLock;

use crate::ui::font;

/// A text broken to a width.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fitted {
    /// Lines joined by LF.
    pub text: String,
    pub lines: usize,
    /// Whether the end was left out.
    pub is_cut: bool,
}

/// Breaks a text at its spaces to lines of `width` logical pixels at a type size; what does not go into `most`
/// lines is cut with an ellipsis.
pub fn fit(text: &str, width: f32, size: f32, most: usize) -> Fitted {
    let room = width / size * 1000.0;
    let mut lines: Vec<String> = Vec::with_capacity(most);
    let mut line = String::new();
    let mut used = 0.0;
    let space = advance(' ');
    for word in text.split_whitespace() {
        let length: f32 = word.chars().map(advance).sum();
        let is_first = line.is_empty();
        let with = used + if is_first { 0.0 } else { space } + length;
        if is_first || with <= room {
            if !is_first {
                line.push(' ');
            }
            line.push_str(word);
            used = with;
            continue;
        }
        if lines.len() + 1 == most {
            return cut(lines, line, room);
        }
        lines.push(std::mem::take(&mut line));
        line.push_str(word);
        used = length;
    }
    // A single word wider than its line is cut too.
    if used > room {
        return cut(lines, line, room);
    }
    lines.push(line);
    Fitted { lines: lines.len(), text: lines.join("\n"), is_cut: false }
}

fn cut(mut lines: Vec<String>, mut line: String, room: f32) -> Fitted {
    let mut used: f32 = line.chars().chain(['…']).map(advance).sum();
    while used > room
        && let Some(last) = line.pop()
    {
        used -= advance(last);
    }
    line.truncate(line.trim_end_matches([' ', ',', ':', ';', '–']).len());
    line.push('…');
    lines.push(line);
    Fitted { lines: lines.len(), text: lines.join("\n"), is_cut: true }
}

/// Thousandths of the type size, in the weight of a chosen row so that choosing breaks nothing.
fn advance(c: char) -> f32 {
    /// Up to the last letter of Vietnamese and the marks of punctuation after it.
    const KNOWN: usize = 0x2040;
    static WIDTHS: OnceLock<Vec<f32>> = OnceLock::new();
    let widths = WIDTHS.get_or_init(|| {
        let Ok(face) = ttf_parser::Face::parse(font::EMBEDDED[2], 0) else { return vec![600.0; KNOWN] };
        let em = f32::from(face.units_per_em());
        (0..KNOWN)
            .map(|code| {
                let glyph = char::from_u32(code as u32).and_then(|c| face.glyph_index(c));
                glyph
                    .and_then(|glyph| face.glyph_hor_advance(glyph))
                    .map_or(600.0, |advance| f32::from(advance) * 1000.0 / em)
            })
            .collect()
    });
    widths.get(c as usize).copied().unwrap_or(900.0)
}

#[cfg(test)]
mod tests {
    use super::fit;

    #[test]
    fn titles_take_the_lines_they_need_and_no_more() {
        let short = fit("Một cửa", 200.0, 13.0, 2);
        assert_eq!((short.text.as_str(), short.lines, short.is_cut), ("Một cửa", 1, false));
        let two = fit("Cấp giấy chứng nhận quyền sử dụng đất", 200.0, 13.0, 2);
        assert_eq!((two.lines, two.is_cut), (2, false), "{two:?}");
        let long = fit(&"thủ tục hành chính ".repeat(10), 200.0, 13.0, 2);
        assert!(long.lines == 2 && long.is_cut && long.text.ends_with('…'), "{long:?}");
        let unbroken = fit(&"ế".repeat(80), 200.0, 13.0, 2);
        assert!(unbroken.is_cut && unbroken.text.chars().count() < 40, "{unbroken:?}");
        assert_eq!(fit("", 200.0, 13.0, 2).lines, 1);
    }
}
