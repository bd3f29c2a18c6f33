//! What of a body is words: the marks and labels of its format are found, but never replaced.

use std::borrow::Cow;
use std::ops::Range;

use crate::piece::Format;
use crate::piece::av::Label;
use crate::piece::quiz;

/// Whether a range of a body may be replaced by other words.
pub fn replaceable(format: Format, body: &str, range: &Range<usize>) -> bool {
    if let Some(fields) = word_fields(format) {
        let words = words_of_record(fields, body);
        return words.iter().any(|words| words.start <= range.start && range.end <= words.end);
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

/// The fields of a body that is a record in which people write words, the others being ids, places and numbers; none
/// of a body that is text.
pub fn word_fields(format: Format) -> Option<&'static [&'static str]> {
    match format {
        Format::Poster => Some(&["text"]),
        Format::Contest => Some(&["intro", "place", "name", "role", "title", "rule"]),
        Format::Dialogue => Some(&[
            "topic",
            "place",
            "manner",
            "name",
            "title",
            "address",
            "text",
            "by",
            "minutes",
            "conclusion",
            "review",
        ]),
        Format::Av | Format::Radio | Format::Article | Format::Stage | Format::Quiz => None,
    }
}

/// What people read of a body: of a record the words in it, else all.
pub fn read_text(format: Format, body: &str) -> Cow<'_, str> {
    let Some(fields) = word_fields(format) else { return body.into() };
    let words: Vec<&str> = words_of_record(fields, body).into_iter().map(|words| &body[words]).collect();
    words.join("\n").into()
}

/// The words of a record's field before and after a range of its file, on one line.
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

/// The words in a record, in bytes of its file: the strings of these fields, without their escapes.
fn words_of_record(fields: &[&str], body: &str) -> Vec<Range<usize>> {
    let bytes = body.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = memchr::memchr(b'"', &bytes[at..]).map(|open| at + open) {
        let before = body[at..open].trim_end();
        let is_text = before.strip_suffix(':').is_some_and(|key| {
            let key = key.trim_end().rsplit(|c: char| !c.is_alphanumeric() && c != '_').next();
            key.is_some_and(|key| fields.contains(&key))
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
