//! Signs that emphasise a part of a line, and the acts that set and remove them: bold, italic, heading, list.

use std::ops::Range;

pub use super::sign::Marks;
use super::{Format, article, stage};

/// What a key or a button does to the selected lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Bold,
    Italic,
    Heading,
    List,
}

impl Act {
    /// Whether the act means something in texts of this format.
    pub fn is_of(self, format: Format) -> bool {
        match self {
            Self::Bold | Self::Italic => matches!(format, Format::Article | Format::Stage),
            Self::Heading | Self::List => format == Format::Article,
        }
    }

    /// Sets or removes the act's signs in some lines; `parts` are the selected bytes of each, changed to where they
    /// are then. An empty part is the word at it.
    pub fn toggle(self, format: Format, lines: &mut [String], parts: &mut [Range<usize>]) {
        match self {
            Self::Bold => emphasise(format, lines, parts, "**"),
            Self::Italic => emphasise(format, lines, parts, "*"),
            Self::Heading => begin(lines, parts, "## ", |line| {
                let text = line.trim_start();
                article::heading(text)
                    .map(|(_, title)| line.len() - title.len())
                    .filter(|_| text.starts_with('#'))
            }),
            Self::List => begin(lines, parts, "- ", |line| {
                let text = line.trim_start();
                let is_item = ["- ", "* ", "+ "].iter().any(|sign| text.starts_with(sign));
                is_item.then_some(line.len() - text.len() + 2)
            }),
        }
    }
}

/// The pairs of signs in a line, outer ones first.
pub fn marks(format: Format, line: &str) -> Vec<Marks> {
    /// Longer lines are shown as typed, bytes.
    const LONGEST: usize = 64 << 10;
    if !line.contains(['*', '_']) || line.len() > LONGEST {
        return Vec::new();
    }
    match format {
        Format::Article => article::marks(line),
        Format::Stage => stage::marks(line),
        Format::Av | Format::Radio | Format::Quiz | Format::Poster | Format::Contest | Format::Dialogue => {
            Vec::new()
        }
    }
}

/// Where the text of a line begins, after the signs that say what the line is; bytes.
fn text_start(format: Format, line: &str) -> usize {
    let text = line.trim_start();
    let indent = line.len() - text.len();
    let signs = if format == Format::Article {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let level = text.bytes().take_while(|byte| *byte == b'#').count();
        if level > 0 && text[level..].starts_with(' ') {
            level + 1
        } else if ["- ", "* ", "+ ", "> "].iter().any(|sign| text.starts_with(sign)) {
            2
        } else if digits > 0 && text[digits..].starts_with(". ") {
            digits + 2
        } else {
            0
        }
    } else {
        let is_sign = |c: char| matches!(c, '.' | '~' | '!' | '@' | '>' | '#');
        text.len() - text.trim_start_matches(is_sign).trim_start_matches(['-', ' ']).len()
    };
    indent + signs
}

fn emphasise(format: Format, lines: &mut [String], parts: &mut [Range<usize>], sign: &str) {
    for (line, part) in lines.iter().zip(parts.iter_mut()) {
        *part = whole_words(format, line, part.clone());
    }
    let around = |line: &str, part: &Range<usize>| {
        let mut all = marks(format, line).into_iter();
        all.find(|one| one.is(sign) && one.open.start <= part.start && part.end <= one.close.end)
    };
    if let ([line], [part]) = (&mut *lines, &mut *parts)
        && part.start == part.end
        && around(line, part).is_none()
    {
        // Where no word is, what is typed next.
        line.insert_str(part.start, &sign.repeat(2));
        *part = part.start + sign.len()..part.start + sign.len();
        return;
    }
    let is_alone = lines.len() == 1;
    let is_set = lines
        .iter()
        .zip(parts.iter())
        .all(|(line, part)| !is_alone && part.is_empty() || around(line, part).is_some());
    for (line, part) in lines.iter_mut().zip(parts).filter(|(_, part)| is_alone || part.start < part.end) {
        match around(line, part) {
            Some(found) if is_set => {
                let count = sign.len();
                line.replace_range(found.close.start..found.close.start + count, "");
                line.replace_range(found.open.end - count..found.open.end, "");
                let inner = found.open.end..found.close.start;
                *part = part.start.clamp(inner.start, inner.end) - count
                    ..part.end.clamp(inner.start, inner.end) - count;
            }
            Some(_) => {}
            None => {
                // What is set already within becomes a part of the whole.
                let within = marks(format, line)
                    .into_iter()
                    .filter(|one| one.is(sign) && part.start <= one.open.start && one.close.end <= part.end);
                let mut removed: Vec<usize> =
                    within.flat_map(|one| [one.open.end - sign.len(), one.close.start]).collect();
                removed.sort_unstable();
                for at in removed.into_iter().rev() {
                    line.replace_range(at..at + sign.len(), "");
                    part.end -= sign.len();
                }
                line.insert_str(part.end, sign);
                line.insert_str(part.start, sign);
                *part = part.start + sign.len()..part.end + sign.len();
            }
        }
    }
}

impl Marks {
    fn is(&self, sign: &str) -> bool {
        if sign.len() == 2 { self.is_bold } else { self.is_italic }
    }
}

/// A part of a line, widened to whole words and without blanks and the line's own signs around it.
fn whole_words(format: Format, line: &str, part: Range<usize>) -> Range<usize> {
    let is_word = |c: &char| c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(*c);
    let length = |letters: &mut dyn Iterator<Item = char>| {
        letters.take_while(is_word).map(char::len_utf8).sum::<usize>()
    };
    let first = text_start(format, line);
    let (start, end) = (part.start.max(first), part.end.max(first).min(line.len()));
    let Some(text) = line.get(start..end) else { return part };
    let start = start + text.len() - text.trim_start().len();
    let end = (start + text.trim().len()).max(start);
    let starts_in_word = start == end || line[start..].starts_with(|c| is_word(&c));
    let ends_in_word = start == end || line[..end].ends_with(|c| is_word(&c));
    let before = if starts_in_word { length(&mut line[first..start].chars().rev()) } else { 0 };
    let after = if ends_in_word { length(&mut line[end..].chars()) } else { 0 };
    start - before..end + after
}

/// Lines that begin with a sign: all of them or none; `end` of a line's sign, if it has one.
fn begin(lines: &mut [String], parts: &mut [Range<usize>], sign: &str, end: impl Fn(&str) -> Option<usize>) {
    let is_blank = |line: &String| line.trim().is_empty();
    let is_alone = lines.len() == 1;
    let is_set = lines.iter().filter(|line| !is_blank(line)).all(|line| end(line).is_some())
        && !lines.iter().all(is_blank);
    for (line, part) in lines.iter_mut().zip(parts).filter(|(line, _)| is_alone || !is_blank(line)) {
        let (old, new) = match end(line) {
            Some(end) if is_set => (end, ""),
            Some(_) => continue,
            None => (0, sign),
        };
        line.replace_range(..old, new);
        let moved = |at: usize| at.max(old) - old + new.len();
        *part = moved(part.start)..moved(part.end);
    }
}

#[cfg(test)]
mod tests {
    use super::{Act, Format};

    /// Lines with the selection in ‹ ›, in the first and the last; a caret is ‹›.
    fn after(act: Act, format: Format, text: &str) -> String {
        let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
        let last = lines.len() - 1;
        let mut parts: Vec<_> = lines.iter().map(|line| 0..line.len()).collect();
        if let Some(end) = lines[last].find('›') {
            lines[last].replace_range(end..end + '›'.len_utf8(), "");
            parts[last].end = end;
        }
        if let Some(start) = lines[0].find('‹') {
            lines[0].replace_range(start..start + '‹'.len_utf8(), "");
            parts[0].start = start;
            for part in &mut parts[..1] {
                part.end = if last == 0 { part.end - '‹'.len_utf8() } else { lines[0].len() };
            }
        }
        act.toggle(format, &mut lines, &mut parts);
        lines[last].insert(parts[last].end, '›');
        lines[0].insert(parts[0].start, '‹');
        lines.join("\n")
    }

    #[test]
    fn an_act_sets_its_signs_and_the_same_act_removes_them() {
        use Act::{Bold, Heading, Italic, List};
        for (act, format, before, expected) in [
            (Bold, Format::Article, "Sở ‹Nội vụ› họp", "Sở **‹Nội vụ›** họp"),
            (Bold, Format::Article, "Sở N‹ội v›ụ họp", "Sở **‹Nội vụ›** họp"),
            (Bold, Format::Article, "Sở Nội v‹›ụ", "Sở Nội **‹vụ›**"),
            (Italic, Format::Stage, "Dạ, ‹để con. ›", "Dạ, *‹để con.›* "),
            (Italic, Format::Article, "Sở **‹Nội vụ›**", "Sở ***‹Nội vụ›***"),
            (Bold, Format::Article, "‹một **hai** ba›", "**‹một hai ba›**"),
            (Bold, Format::Article, "- ‹một\n\nhai›", "- **‹một**\n\n**hai›**"),
            (Heading, Format::Article, "Tên ‹›mục", "## Tên ‹›mục"),
            (List, Format::Article, "‹một\nhai›", "- ‹một\n- hai›"),
        ] {
            let once = after(act, format, before);
            assert_eq!(once, expected, "{act:?} {before}");
            let plain = |text: &str| text.replace(['‹', '›'], "");
            if !before.contains("**hai**") {
                assert_eq!(plain(&after(act, format, &once)), plain(before), "{act:?} twice: {before}");
            }
        }
        // The signs may be selected too, and the caret may be anywhere in the part.
        for before in ["Sở ‹**Nội vụ**›", "Sở **Nội ‹›vụ**", "Sở **N‹›ội vụ**"]
        {
            let removed = after(Bold, Format::Article, before);
            assert_eq!(removed.replace(['‹', '›'], ""), "Sở Nội vụ", "{before}");
        }
        assert_eq!(after(Bold, Format::Stage, "Dạ ‹›"), "Dạ **‹›**");
    }
}
