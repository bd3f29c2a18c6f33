//! Truncates titles to the number of lines in a narrow list.

use std::sync::OnceLock;

use crate::page::Face;

/// A text broken to a width.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fitted {
    /// Lines joined by LF.
    pub text: String,
    pub lines: usize,
    /// Whether the end was cut off.
    pub is_cut: bool,
}

/// Breaks a text at spaces to lines of `width` logical pixels at a type size; text beyond `most` lines is
/// replaced by an ellipsis.
pub fn fit(text: &str, width: f32, size: f32, most: usize) -> Fitted {
    let mut lines: Vec<String> = Vec::with_capacity(most);
    let mut line = String::new();
    let is_cut = broken(text, width, size, most, |word, place| {
        match place {
            WordPosition::First => {}
            WordPosition::Behind => line.push(' '),
            WordPosition::NextLine => lines.push(std::mem::take(&mut line)),
        }
        line.push_str(word);
    });
    if is_cut {
        return cut(lines, line, room(width, size));
    }
    lines.push(line);
    Fitted { lines: lines.len(), text: lines.join("\n"), is_cut: false }
}

/// The number of lines of [`fit`].
pub fn lines(text: &str, width: f32, size: f32, most: usize) -> usize {
    let mut lines = 1;
    let _ = broken(text, width, size, most, |_, place| lines += usize::from(place == WordPosition::NextLine));
    lines
}

/// The position of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum WordPosition {
    First,
    /// On the same line as the word before it.
    Behind,
    NextLine,
}

/// In thousandths of the type size.
fn room(width: f32, size: f32) -> f32 {
    width / size * 1000.0
}

/// Assigns lines to words as far as they fit; returns whether the last line must be truncated.
fn broken<'a>(
    text: &'a str,
    width: f32,
    size: f32,
    most: usize,
    mut put: impl FnMut(&'a str, WordPosition),
) -> bool {
    let room = room(width, size);
    let space = advance(' ');
    let (mut lines, mut used) = (1, None::<f32>);
    for word in text.split_whitespace() {
        let length: f32 = word.chars().map(advance).sum();
        let place = match used {
            None => WordPosition::First,
            Some(used) if used + space + length <= room => WordPosition::Behind,
            Some(_) if lines == most => return true,
            Some(_) => WordPosition::NextLine,
        };
        used = Some(match (place, used) {
            (WordPosition::Behind, Some(used)) => used + space + length,
            _ => length,
        });
        lines += usize::from(place == WordPosition::NextLine);
        put(word, place);
    }
    // A single word wider than its line is truncated too.
    used.is_some_and(|used| used > room)
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

/// The approximate number of lines of a text in the regular weight, broken at spaces; slightly wrong only
/// where the shaper kerns.
pub fn count_lines(text: &str, width: f32, size: f32) -> usize {
    static WIDTHS: OnceLock<Vec<f32>> = OnceLock::new();
    let widths = WIDTHS.get_or_init(|| widths(Face::Sans.bytes()));
    let room = width / size * 1000.0;
    let mut lines = 0;
    for line in text.split('\n') {
        lines += 1;
        let (mut used, mut word) = (0.0, 0.0);
        for c in line.chars() {
            let length = widths.get(c as usize).copied().unwrap_or(900.0);
            if c == ' ' {
                used += word + length;
                word = 0.0;
                continue;
            }
            word += length;
            if used + word > room && used > 0.0 {
                lines += 1;
                used = 0.0;
            } else if word > room {
                // A word wider than a line is broken.
                lines += 1;
                word = length;
            }
        }
    }
    lines
}

/// In thousandths of the type size, in the weight of a selected row, so that selecting does not change line
/// breaks.
fn advance(c: char) -> f32 {
    static WIDTHS: OnceLock<Vec<f32>> = OnceLock::new();
    WIDTHS.get_or_init(|| widths(Face::SansSemiBold.bytes())).get(c as usize).copied().unwrap_or(900.0)
}

/// Each letter's advance in a face, in thousandths of the type size.
fn widths(face: &[u8]) -> Vec<f32> {
    /// Covers Vietnamese and the punctuation that follows it in Unicode.
    const KNOWN: usize = 0x2040;
    let Ok(face) = ttf_parser::Face::parse(face, 0) else { return vec![600.0; KNOWN] };
    let em = f32::from(face.units_per_em());
    (0..KNOWN)
        .map(|code| {
            let glyph = char::from_u32(code as u32).and_then(|c| face.glyph_index(c));
            glyph
                .and_then(|glyph| face.glyph_hor_advance(glyph))
                .map_or(600.0, |advance| f32::from(advance) * 1000.0 / em)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{count_lines, fit, lines};

    #[test]
    fn lines_are_counted_as_they_break() {
        for (text, width, lines) in [
            ("", 200.0, 1),
            ("Một cửa", 200.0, 1),
            ("Một cửa\n\nliên thông", 200.0, 3),
            ("Cấp giấy chứng nhận quyền sử dụng đất", 200.0, 2),
        ] {
            assert_eq!(count_lines(text, width, 13.0), lines, "{text:?}");
        }
        let long = count_lines(&"thủ tục hành chính ".repeat(10), 200.0, 13.0);
        assert!((6..=8).contains(&long), "{long}");
        assert!(count_lines(&"ế".repeat(80), 200.0, 13.0) >= 3);
    }

    #[test]
    fn lines_are_counted_as_they_are_broken() {
        let texts = ["", "Một cửa", "Cấp giấy chứng nhận quyền sử dụng đất", &"ế".repeat(80), "a bb  ccc\td"];
        for text in texts.into_iter().chain([&*"thủ tục hành chính ".repeat(10)]) {
            for width in [10.0, 60.0, 130.0, 200.0, 900.0] {
                for most in [1, 2, 3] {
                    assert_eq!(
                        lines(text, width, 13.0, most),
                        fit(text, width, 13.0, most).lines,
                        "{text:?}"
                    );
                }
            }
        }
    }

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
