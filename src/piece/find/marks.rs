//! What of a body is words: the marks and labels of its format are found, but never replaced.

use std::borrow::Cow;
use std::ops::Range;

use crate::piece::Format;
use crate::piece::av::Label;
use crate::piece::quiz;

/// Whether a range of a body may be replaced by other words.
pub fn replaceable(format: Format, body: &str, range: &Range<usize>) -> bool {
    if format == Format::Poster {
        return words_of_poster(body)
            .iter()
            .any(|words| words.start <= range.start && range.end <= words.end);
    }
    // Names in a record are changed in its own fields: a mark may be a part of the file's grammar.
    if matches!(format, Format::Contest | Format::Dialogue) {
        return false;
    }
    let start = body[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let end = body[start..].find('\n').map_or(body.len(), |at| start + at);
    range.start >= start + mark(format, &body[start..end]) && range.end <= end
}

/// Where the mark at the head of a line ends, in bytes.
fn mark(format: Format, line: &str) -> usize {
    match format {
        Format::Av | Format::Radio => match Label::end(line) {
            Some(end) => end,
            None if line.starts_with("##") => 2,
            None => 0,
        },
        Format::Quiz => quiz::line_kind(line).map_or(0, |(_, end)| end.min(line.len())),
        Format::Article => {
            let marked = line.trim_start().trim_start_matches(['#', '>']);
            line.len() - marked.len()
        }
        Format::Stage => line.len() - line.trim_start_matches(['!', '.', '@', '#', '>', '=', '~']).len(),
        Format::Poster | Format::Contest | Format::Dialogue => 0,
    }
}

/// What people read of a body: of a poster the words that stand on it, else all.
pub fn read_text(format: Format, body: &str) -> Cow<'_, str> {
    if format != Format::Poster {
        return body.into();
    }
    let words: Vec<&str> = words_of_poster(body).into_iter().map(|words| &body[words]).collect();
    words.join("\n").into()
}

/// The words of a poster's element before and after a range of its file, on one line.
pub(super) fn words_beside(body: &str, range: &Range<usize>) -> (String, String) {
    let is_end = |(at, _): &(usize, &str)| {
        let escapes = body[..*at].len() - body[..*at].trim_end_matches('\\').len();
        escapes.is_multiple_of(2)
    };
    let plain = |words: &str| words.replace("\\n", " ").replace("\\\"", "\"").replace("\\\\", "\\");
    let start = body[..range.start].rmatch_indices('"').find(is_end).map_or(0, |(at, _)| at + 1);
    let mut after = body[range.end..].match_indices('"').map(|(at, quote)| (range.end + at, quote));
    let end = after.find(is_end).map_or(body.len(), |(at, _)| at);
    (plain(&body[start..range.start]), plain(&body[range.end..end]))
}

/// The words that stand on a poster, in bytes of its file: the strings of its `text` fields, without their escapes.
fn words_of_poster(body: &str) -> Vec<Range<usize>> {
    let bytes = body.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = memchr::memchr(b'"', &bytes[at..]).map(|open| at + open) {
        let before = body[at..open].trim_end();
        let is_text = before.strip_suffix(':').is_some_and(|key| {
            let key = key.trim_end();
            key.ends_with("text")
                && !key[..key.len() - 4].ends_with(|c: char| c.is_alphanumeric() || c == '_')
        });
        let mut start = open + 1;
        at = start;
        loop {
            match memchr::memchr2(b'"', b'\\', &bytes[at..]).map(|next| at + next) {
                Some(next) if bytes[next] == b'\\' => {
                    if is_text {
                        found.push(start..next);
                    }
                    at = (next + 2).min(bytes.len());
                    start = at;
                }
                Some(close) => {
                    if is_text {
                        found.push(start..close);
                    }
                    at = close + 1;
                    break;
                }
                None => return found,
            }
        }
    }
    found
}
