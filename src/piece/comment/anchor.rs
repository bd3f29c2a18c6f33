//! Anchors of comments: a short quote, found again wherever its words are now.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::cmp::Reverse;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::fold::fold;
use crate::poster::ElementId;

/// The place of a comment when it was written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Anchor {
    /// For people: "Mục 03", "Đoạn 2".
    pub place: String,
    /// The index of the part.
    #[serde(default)]
    pub at: usize,
    /// Its first words; empty for a part without words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub quote: String,
    /// Of a poster: the element, which keeps its id whatever its words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub element: Option<ElementId>,
    /// How many other parts had its words when its own part was deleted. They are not its place; one more with these
    /// words is.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub others: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_zero(number: &usize) -> bool {
    *number == 0
}

/// A part of a body that a comment can be at: a row, a paragraph, a line of a skit, a question, an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part<'a> {
    /// "Mục 03", "Đoạn 2", "Dòng 12", "Câu 4".
    pub place: String,
    pub text: Cow<'a, str>,
    /// Lines of the body, from 0; empty for a poster.
    pub lines: Range<usize>,
    pub element: Option<ElementId>,
    /// Its words as they are compared, once a quote was looked for in it.
    words: OnceCell<Vec<u64>>,
}

/// Maximum number of words quoted.
const QUOTED: usize = 12;
/// From this number of words on, a quote is recognised by six words in ten; shorter ones need all words.
const LENIENT: usize = 6;

impl<'a> Part<'a> {
    pub fn new(place: String, text: impl Into<Cow<'a, str>>, lines: Range<usize>) -> Self {
        Self { place, text: text.into(), lines, element: None, words: OnceCell::new() }
    }

    /// The same part as a poster's element.
    #[must_use]
    pub fn of_element(self, element: ElementId) -> Self {
        Self { element: Some(element), ..self }
    }

    /// The part at a line of the body (from 0), or the one before a gap.
    pub fn at_line(parts: &[Self], line: usize) -> Option<usize> {
        parts.partition_point(|part| part.lines.start <= line).checked_sub(1)
    }

    /// Whether it has the words of a quote, one after another.
    pub(super) fn has(&self, quote: &str) -> bool {
        let quote = words(quote);
        quote.is_empty() || self.words().windows(quote.len()).any(|words| words == quote)
    }

    fn words(&self) -> &[u64] {
        self.words.get_or_init(|| words(&self.text))
    }
}

impl Anchor {
    /// An anchor at a part; `at` is its index.
    pub fn new(part: &Part<'_>, at: usize) -> Self {
        Self { place: part.place.clone(), at, quote: quote(&part.text), element: part.element, others: 0 }
    }

    /// The same place, quoting these words of it.
    #[must_use]
    pub fn quoting(self, selection: &str) -> Self {
        let quote = quote(selection);
        if quote.is_empty() { self } else { Self { quote, ..self } }
    }

    /// The quote for people, in quotation marks; none for a part without words.
    pub fn quoted(&self) -> Option<String> {
        let is_cut = self.quote.split(' ').count() >= QUOTED;
        (!self.quote.is_empty()).then(|| format!("“{}{}”", self.quote, if is_cut { "…" } else { "" }))
    }

    /// The index of the part where the quoted words are now: the likest, of equal ones the nearest. None when no
    /// part has them any more.
    pub fn find(&self, parts: &[Part<'_>]) -> Option<usize> {
        if let Some(element) = self.element {
            return parts.iter().position(|part| part.element == Some(element));
        }
        let quote = self.compared();
        if quote.is_empty() {
            return (self.at < parts.len()).then_some(self.at);
        }
        // In a body that was not changed there.
        if self.others == 0 && parts.get(self.at).is_some_and(|part| part.words().starts_with(&quote)) {
            return Some(self.at);
        }
        let alike = self.alike(parts);
        if alike.len() > self.others { self.likest(alike) } else { None }
    }

    /// The part where the quoted words are, among those that these lines touch.
    pub(super) fn find_in(&self, parts: &[Part<'_>], lines: &Range<usize>) -> Option<usize> {
        let mut alike = self.alike(parts);
        alike.retain(|found| {
            let part = &parts[found.at].lines;
            part.start < lines.end && lines.start < part.end
        });
        self.likest(alike)
    }

    /// The parts with the quoted words, or nearly all of them.
    pub(super) fn alike(&self, parts: &[Part<'_>]) -> Vec<Alike> {
        let quote = self.compared();
        if quote.is_empty() {
            return Vec::new();
        }
        let all = 2 * quote.len();
        let least = if quote.len() < LENIENT { all } else { (all * 6).div_ceil(10) };
        let alike = parts.iter().enumerate().filter_map(|(at, part)| {
            let words = part.words();
            let likeness = likeness(&quote, words);
            (likeness >= least).then(|| Alike { likeness, is_start: words.starts_with(&quote), at })
        });
        alike.collect()
    }

    /// Of equally like ones the nearest.
    fn likest(&self, alike: Vec<Alike>) -> Option<usize> {
        let rank = |one: &Alike| (one.likeness, one.is_start, Reverse(one.at.abs_diff(self.at)), one.at);
        alike.into_iter().max_by_key(rank).map(|one| one.at)
    }

    /// The quoted words as they are compared. A file may quote more than was ever written.
    fn compared(&self) -> Vec<u64> {
        let mut quote = words(&self.quote);
        quote.truncate(QUOTED);
        quote
    }
}

/// A part with the words of a quote.
#[derive(Debug, Clone, Copy)]
pub(super) struct Alike {
    likeness: usize,
    /// Whether the part begins with them.
    is_start: bool,
    at: usize,
}

/// The first words, as they are quoted.
pub(super) fn quote(text: &str) -> String {
    quoted_words(text).take(QUOTED).collect::<Vec<_>>().join(" ")
}

/// The words without the marks of headings, bold and verse.
pub(super) fn quoted_words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split_whitespace().map(|word| word.trim_matches(['*', '#', '>', '~']));
    words.filter(|word| !word.is_empty())
}

/// Words as they are compared, as hashes: without case, diacritics and punctuation.
fn words(text: &str) -> Vec<u64> {
    let folded = fold(text);
    let words = folded.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    let hash = |word: &str| {
        let mut hasher = DefaultHasher::new();
        word.hash(&mut hasher);
        hasher.finish()
    };
    words.filter(|word| !word.is_empty()).map(hash).collect()
}

/// How well a text contains a quote: two points for each word in order, less one for each word left out, put in or
/// put in its place; at most twice the number of quoted words.
fn likeness(quote: &[u64], text: &[u64]) -> usize {
    let mut best = 0;
    // The best stretch that ends at the current word of the text, by the number of quoted words passed.
    let mut row = vec![0_usize; quote.len() + 1];
    for word in text {
        let mut before = 0_usize;
        for (at, quoted) in quote.iter().enumerate() {
            let both = if quoted == word { before + 2 } else { before.saturating_sub(1) };
            before = row[at + 1];
            let either = before.max(row[at]).saturating_sub(1);
            row[at + 1] = both.max(either);
            best = best.max(row[at + 1]);
        }
    }
    best
}
