//! The hits in a piece, and the piece with other words in their place.

use std::borrow::Cow;
use std::ops::Range;

use super::marks::{replaceable, word_fields, words_beside};
use super::pattern::Pattern;
use crate::piece::comment::Part;
use crate::piece::edit::Edit;
use crate::piece::{Format, Header, Piece, Status};

/// Where in a piece a hit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    Title,
    /// The name at this index of [`Header::people`].
    Person(usize),
    Body {
        /// In the marks of the format, which are not replaced: a label, a field of a poster's file.
        is_mark: bool,
    },
    /// In the comment at this index of [`Header::comments`], or in the answer to it at an index.
    Comment(usize, Option<usize>),
}

/// Words found in a piece.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Hit {
    pub place: Place,
    /// Bytes of the text at the place.
    pub range: Range<usize>,
}

/// A hit with the words around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    pub before: String,
    pub words: String,
    pub after: String,
}

/// What a replacement changes.
#[derive(Debug, Clone, PartialEq)]
pub struct Replaced {
    /// With a new title or new names; none when these stay.
    pub header: Option<Header>,
    /// Of the body, from its end to its beginning: each range is one of the body before.
    pub edits: Vec<Edit>,
}

impl Hit {
    /// Whether the words may be replaced: marks of a format are none of the writer's words, and what a colleague
    /// remarked stays as said.
    pub fn is_replaceable(&self) -> bool {
        !matches!(self.place, Place::Body { is_mark: true } | Place::Comment(..))
    }

    /// The text it is in.
    pub fn text<'a>(&self, header: &'a Header, body: &'a str) -> &'a str {
        let found = match self.place {
            Place::Title => Some(&header.title),
            Place::Person(at) => header.people.get(at).map(|person| &person.name),
            Place::Body { .. } => return body,
            Place::Comment(at, None) => header.comments.get(at).map(|comment| &comment.text),
            Place::Comment(at, Some(reply)) => header
                .comments
                .get(at)
                .and_then(|comment| comment.replies.get(reply))
                .map(|reply| &reply.text),
        };
        found.map_or("", String::as_str)
    }

    /// The line of the body (from 0) it is in.
    pub fn line(&self, body: &str) -> Option<usize> {
        let is_body = matches!(self.place, Place::Body { .. });
        is_body.then(|| memchr::memchr_iter(b'\n', &body.as_bytes()[..self.range.start]).count())
    }

    /// Where it is, as people say it: "Tên bài", "MC", "Mục 03", "Góp ý của Hân". `parts` are those of the body
    /// ([`crate::piece::part::of_body`]).
    pub fn place_name(&self, piece: &Piece, body: &str, parts: &[Part<'_>]) -> String {
        let header = &piece.header;
        match self.place {
            Place::Title => "Tên bài".to_owned(),
            Place::Person(at) => {
                let role = header.people.get(at).map_or("", |person| person.role.as_str());
                if role.is_empty() { "Người làm".to_owned() } else { role.to_owned() }
            }
            Place::Body { .. } if piece.format == Format::Poster => "Chữ trên bản vẽ".to_owned(),
            Place::Body { .. } if piece.format == Format::Contest => "Nội dung hội thi".to_owned(),
            Place::Body { .. } if piece.format == Format::Dialogue => "Nội dung đối thoại".to_owned(),
            Place::Body { .. } => {
                let at = self.line(body).and_then(|line| Part::at_line(parts, line));
                at.map_or_else(|| "Đầu bài".to_owned(), |at| parts[at].place.clone())
            }
            Place::Comment(at, reply) => {
                let comment = header.comments.get(at);
                let by = match reply {
                    None => comment.map(|comment| comment.by.as_str()),
                    Some(reply) => {
                        comment.and_then(|comment| comment.replies.get(reply)).map(|reply| reply.by.as_str())
                    }
                };
                match by.filter(|by| !by.is_empty()) {
                    Some(by) => format!("Góp ý của {by}"),
                    None => "Góp ý".to_owned(),
                }
            }
        }
    }

    /// The hit with at most this many letters before and after it, cut between words, on its line; in a record
    /// among the words of its field.
    pub fn snippet(&self, format: Format, text: &str, most: usize) -> Snippet {
        let Some(words) = text.get(self.range.clone()) else {
            return Snippet { before: String::new(), words: String::new(), after: String::new() };
        };
        let (mut head, mut tail): (Cow<'_, str>, Cow<'_, str>) =
            (text[..self.range.start].into(), text[self.range.end..].into());
        if word_fields(format).is_some() && matches!(self.place, Place::Body { .. }) {
            let (before, after) = words_beside(text, &self.range);
            (head, tail) = (before.into(), after.into());
        }
        let head = head.rsplit('\n').next().unwrap_or_default().trim_start();
        let tail = tail.split('\n').next().unwrap_or_default().trim_end();
        let before = match head.char_indices().rev().nth(most) {
            None => head.to_owned(),
            Some((at, _)) => format!("…{}", head[at..].split_once(' ').map_or(&head[at..], |(_, rest)| rest)),
        };
        let after = match tail.char_indices().nth(most) {
            None => tail.to_owned(),
            Some((at, _)) => {
                format!("{}…", tail[..at].rsplit_once(' ').map_or(&tail[..at], |(rest, _)| rest))
            }
        };
        Snippet { before, words: words.replace('\n', " "), after }
    }
}

/// Why nothing in a piece is replaced, though it is found; none when it may be.
pub fn refusal(header: &Header) -> Option<&'static str> {
    if header.is_newer() {
        Some("do phiên bản mới hơn của Tòa soạn ghi")
    } else if header.status == Status::Published {
        Some("đã phát, đăng")
    } else {
        None
    }
}

/// Every hit in a piece: in its title, its people, its body, its comments, in this order.
pub fn hits(pattern: &Pattern, header: &Header, format: Format, body: &str, folded: &mut String) -> Vec<Hit> {
    let mut all = Vec::new();
    let mut add = |text: &str, place: Place, folded: &mut String| {
        all.extend(pattern.find(text, folded).into_iter().map(|range| Hit { place, range }));
    };
    add(&header.title, Place::Title, folded);
    for (at, person) in header.people.iter().enumerate() {
        add(&person.name, Place::Person(at), folded);
    }
    let in_body = pattern.find(body, folded).into_iter().map(|range| {
        let is_mark = !replaceable(format, body, &range);
        Hit { place: Place::Body { is_mark }, range }
    });
    // What is no words is found by nobody: names of fields, colours.
    let is_text = word_fields(format).is_none();
    let in_body: Vec<Hit> = in_body.filter(|hit| is_text || hit.is_replaceable()).collect();
    all.extend(in_body);
    let mut add = |text: &str, place: Place| {
        all.extend(pattern.find(text, folded).into_iter().map(|range| Hit { place, range }));
    };
    for (at, comment) in header.comments.iter().enumerate() {
        add(&comment.text, Place::Comment(at, None));
        for (reply, answer) in comment.replies.iter().enumerate() {
            add(&answer.text, Place::Comment(at, Some(reply)));
        }
    }
    all
}

/// Puts other words in the place of hits; those that may not be replaced stay. A title that would become empty stays
/// too.
pub fn replace(header: &Header, format: Format, hits: &[Hit], words: &str) -> Replaced {
    let mut hits: Vec<&Hit> = hits.iter().filter(|hit| hit.is_replaceable()).collect();
    // From the end, so that earlier ranges stay valid.
    hits.sort_unstable_by_key(|hit| std::cmp::Reverse((hit.place, hit.range.start)));
    let mut changed = header.clone();
    let mut edits = Vec::new();
    for hit in hits {
        let put = |text: &mut String| {
            if text.get(hit.range.clone()).is_some() {
                text.replace_range(hit.range.clone(), words);
            }
        };
        match hit.place {
            Place::Title => put(&mut changed.title),
            Place::Person(at) => {
                changed.people.get_mut(at).into_iter().for_each(|person| put(&mut person.name));
            }
            Place::Body { .. } => {
                let text = if word_fields(format).is_some() {
                    words.replace('\\', "\\\\").replace('"', "\\\"")
                } else {
                    words.to_owned()
                };
                edits.push(Edit { range: hit.range.clone(), text });
            }
            Place::Comment(..) => {}
        }
    }
    if changed.title.trim().is_empty() {
        changed.title.clone_from(&header.title);
    }
    Replaced { header: (changed != *header).then_some(changed), edits }
}

#[cfg(test)]
mod tests {
    use super::super::pattern::{Pattern, Sought};
    use super::{Place, hits, replace};
    use crate::piece::{Format, Header, PieceId, Role};

    fn header() -> Header {
        let mut header = Header::new(PieceId("A".into()), "Lời chào của Hân", "x");
        header.people.push(Role { role: "MC".into(), name: "Ngọc Hân".into() });
        header.comments.push(crate::piece::Comment {
            by: "Đạt".into(),
            text: "Hân đọc chậm lại".into(),
            ..crate::piece::Comment::default()
        });
        header
    }

    /// The places of the hits, and the title, names and body with the words replaced.
    fn replaced(format: Format, body: &str, sought: &str, words: &str) -> (Vec<Place>, String, String) {
        let header = header();
        let pattern = Pattern::new(&Sought::new(sought)).expect("words");
        let found = hits(&pattern, &header, format, body, &mut String::new());
        let replaced = replace(&header, format, &found, words);
        let mut text = body.to_owned();
        for edit in &replaced.edits {
            let _ = edit.apply(&mut text).expect("it fits");
        }
        let header = replaced.header.unwrap_or(header);
        let head = format!("{}; {}; {}", header.title, header.people[0].name, header.comments[0].text);
        (found.into_iter().map(|hit| hit.place).collect(), head, text)
    }

    #[test]
    fn a_presenter_is_replaced_wherever_she_is_named_but_not_in_what_others_remarked() {
        let (places, head, body) =
            replaced(Format::Radio, "## 01\nGiọng: Hân\nLời: Hân xin chào. Han!\n", "hân", "Mai");
        let in_body = Place::Body { is_mark: false };
        assert_eq!(
            places,
            [Place::Title, Place::Person(0), in_body, in_body, in_body, Place::Comment(0, None)]
        );
        assert_eq!(head, "Lời chào của Mai; Ngọc Mai; Hân đọc chậm lại");
        assert_eq!(body, "## 01\nGiọng: Mai\nLời: Mai xin chào. Mai!\n");
    }

    #[test]
    fn marks_of_a_format_stay_whatever_is_replaced() {
        for (format, body, sought, words, expected) in [
            (
                Format::Av,
                "## 01\nLời: Lời hay\nhình: x\n",
                "lời",
                "Tiếng",
                "## 01\nLời: Tiếng hay\nhình: x\n",
            ),
            (Format::Av, "## 01 Mở đầu\n", "#", "-", "## 01 Mở đầu\n"),
            (Format::Quiz, "1. A là gì?\nA. A\nĐáp án: A\n", "a", "B", "1. B lB gì?\nA. B\nĐáp án: B\n"),
            (Format::Article, "## Mục\nMục ##\n", "##", "x", "## Mục\nMục x\n"),
            (Format::Stage, ".CẢNH 1\nÔng . ơi\n", ".", "!", ".CẢNH 1\nÔng ! ơi\n"),
            (
                Format::Poster,
                "(elements: [(name: \"Chữ\", kind: Text((text: \"Chữ \\\"hay\\\"\\nchữ\", text_x: \"chữ\")))])",
                "chữ",
                "Lời \"nói\"",
                "(elements: [(name: \"Chữ\", kind: Text((text: \"Lời \\\"nói\\\" \\\"hay\\\"\\nLời \\\"nói\\\"\", text_x: \"chữ\")))])",
            ),
            (
                Format::Contest,
                "(teams: [(id: \"doi\", name: \"Đội Một cửa\", agency: \"doi\")])",
                "đội",
                "Nhóm",
                "(teams: [(id: \"doi\", name: \"Nhóm Một cửa\", agency: \"doi\")])",
            ),
            (
                Format::Dialogue,
                "(topic: \"Đất\", guests: [(id: \"dat\", body: \"dat\", name: \"Bà Đất\")])",
                "đất",
                "nhà",
                "(topic: \"nhà\", guests: [(id: \"dat\", body: \"dat\", name: \"Bà nhà\")])",
            ),
        ] {
            assert_eq!(replaced(format, body, sought, words).2, expected, "{format:?}");
        }
    }

    #[test]
    fn a_title_is_never_left_without_words() {
        assert!(replaced(Format::Article, "", "Lời chào của Hân", "").1.starts_with("Lời chào của Hân; "));
    }

    #[test]
    fn a_snippet_is_the_hit_within_its_line() {
        let text = "Dòng trước\nMột hai ba bốn năm sáu bảy tám chín mười\nDòng sau";
        let pattern = Pattern::new(&Sought::new("năm")).expect("words");
        let found = hits(&pattern, &header(), Format::Article, text, &mut String::new());
        let snippet = found[0].snippet(Format::Article, text, 8);
        assert_eq!(
            (snippet.before.as_str(), snippet.words.as_str(), snippet.after.as_str()),
            ("…ba bốn ", "năm", " sáu…")
        );
        let snippet = found[0].snippet(Format::Article, text, 80);
        assert_eq!(snippet.before, "Một hai ba bốn ");
        assert_eq!(found[0].line(text), Some(1));
        let text = "(elements: [(kind: Text((text: \"Một \\\"cửa\\\"\\nnăm 2014\", size: 5)))])";
        let found = hits(&pattern, &header(), Format::Poster, text, &mut String::new());
        let snippet = found[0].snippet(Format::Poster, text, 80);
        assert_eq!((snippet.before.as_str(), snippet.after.as_str()), ("Một \"cửa\" ", " 2014"));
    }
}
