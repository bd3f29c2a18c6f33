//! Balanced line breaks for titles and names, at sensible places.

use crate::page::{Fonts, Span, Style};

use super::style::span;

/// The cost of a break at a bad place: as much as a line three quarters empty.
const FORCED: f32 = 0.6;

/// `text` with line feeds at the best breaks for this width; unchanged when it fits on one line.
///
/// Good breaks are after a colon, a semicolon or a dash and before "và", "về việc", "thành phố", "quận",
/// "huyện", "tỉnh".
pub(super) fn balanced(fonts: &mut Fonts, text: &str, style: Style, width: f32) -> String {
    let mut measure = |text: &str| fonts.measure(&[span(text, style)]);
    if measure(text) <= width {
        return text.to_owned();
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let widths: Vec<f32> = words.iter().map(|word| measure(word)).collect();
    // A trailing space measures zero, so subtract.
    let space = measure("n n") - 2.0 * measure("n");

    // best[end]: the lowest cost of lines that end before word `end`, and the start of the last one.
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

/// Whether a line should begin with this word.
fn is_good(words: &[&str], at: usize) -> bool {
    let before = words[at - 1];
    let word = words[at].to_lowercase();
    let next = words.get(at + 1).map(|word| word.to_lowercase()).unwrap_or_default();
    before.ends_with([':', ';', '.', '?', '!', '–'])
        || matches!(word.as_str(), "và" | "quận" | "huyện" | "tỉnh")
        || matches!((word.as_str(), next.as_str()), ("thành", "phố") | ("về", "việc"))
}

/// Packs unbreakable items into lines no wider than `width`, with `separator` between two on one line.
pub(super) fn packed(fonts: &mut Fonts, items: Vec<Vec<Span>>, separator: &Span, width: f32) -> Vec<Span> {
    // A trailing space measures zero, so subtract.
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
