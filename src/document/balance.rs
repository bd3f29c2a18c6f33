//! Lines of titles and names: even, and broken where the sense allows.

use crate::page::{Fonts, Span, Style};

use super::style::span;

/// A break that the sense does not ask for costs as much as a line three quarters empty.
const FORCED: f32 = 0.6;

/// `text` with line feeds at its best breaks for this width; unchanged when one line holds it.
///
/// Good breaks stand after a colon, a semicolon or a dash and before "và", "về việc", "thành phố", "quận", "huyện",
/// "tỉnh".
pub(super) fn balanced(fonts: &mut Fonts, text: &str, style: Style, width: f32) -> String {
    let mut measure = |text: &str| fonts.measure(&[span(text, style)]);
    if measure(text) <= width {
        return text.to_owned();
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let widths: Vec<f32> = words.iter().map(|word| measure(word)).collect();
    // A space at a line's end has no width of its own.
    let space = measure("n n") - 2.0 * measure("n");

    // best[end]: the least cost of lines that end before word `end`, and where the last of them begins.
    let mut best: Vec<(f32, usize)> = vec![(f32::INFINITY, 0); words.len() + 1];
    best[0].0 = 0.0;
    for end in 1..=words.len() {
        let mut line = -space;
        for start in (0..end).rev() {
            line += space + widths[start];
            if line > width && start + 1 < end {
                break;
            }
            let slack = (1.0 - line / width).max(0.0);
            let forced = if start == 0 || is_good(&words, start) { 0.0 } else { FORCED };
            let cost = best[start].0 + slack * slack + forced;
            if cost < best[end].0 {
                best[end] = (cost, start);
            }
        }
    }
    let mut lines = Vec::new();
    let mut end = words.len();
    while end > 0 {
        let start = best[end].1;
        lines.push(words[start..end].join(" "));
        end = start;
    }
    lines.reverse();
    lines.join("\n")
}

/// Whether a line may well begin with this word.
fn is_good(words: &[&str], at: usize) -> bool {
    let before = words[at - 1];
    let word = words[at].to_lowercase();
    let next = words.get(at + 1).map(|word| word.to_lowercase()).unwrap_or_default();
    before.ends_with([':', ';', '.', '?', '!', '–'])
        || matches!(word.as_str(), "và" | "quận" | "huyện" | "tỉnh")
        || matches!((word.as_str(), next.as_str()), ("thành", "phố") | ("về", "việc"))
}

/// Items that are never broken, put on lines no wider than `width` with `separator` between two on one line.
pub(super) fn packed(fonts: &mut Fonts, items: Vec<Vec<Span>>, separator: &Span, width: f32) -> Vec<Span> {
    // Spaces at a line's end have no width of their own.
    let gap = fonts.measure(&[separator.clone(), span(".", separator.style)]);
    let mut spans: Vec<Span> = Vec::new();
    let mut line = 0.0;
    for item in items {
        let length = fonts.measure(&item);
        if spans.is_empty() {
            line = length;
        } else if line + gap + length <= width {
            spans.push(separator.clone());
            line += gap + length;
        } else {
            spans.push(span("\n", separator.style));
            line = length;
        }
        spans.extend(item);
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::style::bold;

    #[test]
    fn lines_break_where_the_sense_allows() {
        let mut fonts = Fonts::new();
        for (text, width, expected) in [
            ("ỦY BAN NHÂN DÂN THÀNH PHỐ CẦN THƠ", 500.0, "ỦY BAN NHÂN DÂN THÀNH PHỐ CẦN THƠ"),
            ("ỦY BAN NHÂN DÂN THÀNH PHỐ CẦN THƠ", 190.0, "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ"),
            (
                "ĐÀI PHÁT THANH VÀ TRUYỀN HÌNH THÀNH PHỐ CẦN THƠ",
                190.0,
                "ĐÀI PHÁT THANH\nVÀ TRUYỀN HÌNH\nTHÀNH PHỐ CẦN THƠ",
            ),
            (
                "CẤP GIẤY CHỨNG NHẬN QUYỀN SỬ DỤNG ĐẤT: NHANH HƠN NHỜ MỘT CỬA",
                420.0,
                "CẤP GIẤY CHỨNG NHẬN QUYỀN SỬ DỤNG ĐẤT:\nNHANH HƠN NHỜ MỘT CỬA",
            ),
            ("MỘT HAI BA BỐN", 60.0, "MỘT HAI\nBA BỐN"),
        ] {
            assert_eq!(balanced(&mut fonts, text, bold(12.0), width), expected, "{text} in {width}");
        }
    }
}
