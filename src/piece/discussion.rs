//! The comments of a piece, with their places in the body as it is.

use chrono::NaiveDate;

use super::comment::{Anchor, Comment, Lines, Part};
use super::edit::Edit;
use super::{Header, Piece, Status, part};

/// In a body up to this size, in bytes, comments follow each edit; in a longer one they find their words again.
const FOLLOWED: usize = 256 << 10;

/// Where a comment is in the body as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The comment's id.
    pub id: String,
    pub spot: Spot,
    /// For people: "Mục 03", "Cả bài"; of a lost one, where it was.
    pub place: String,
    /// The first line of its part, from 0; none for a poster's.
    pub line: Option<usize>,
    pub is_open: bool,
}

/// Where a comment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spot {
    /// The piece as a whole.
    Whole,
    /// The index of a part of the body.
    Part(usize),
    /// The words it was written to were changed or removed.
    Lost,
}

impl Header {
    /// Adds a comment; returns its id.
    pub fn add_comment(&mut self, anchor: Option<Anchor>, by: &str, date: NaiveDate, text: &str) -> String {
        let id = |nth: usize| {
            let place = anchor.as_ref().map_or(String::new(), |anchor| format!("{anchor:?}"));
            let date = date.to_string();
            let mut hasher = blake3::Hasher::new();
            for fact in [self.id.as_str(), &place, by, &date, text, &nth.to_string()] {
                let _ = hasher.update(fact.as_bytes());
                let _ = hasher.update(&[0]);
            }
            hasher.finalize().to_hex().as_str()[..16].to_owned()
        };
        let mut nth = 0;
        while self.comment(&id(nth)).is_some() {
            nth += 1;
        }
        let id = id(nth);
        self.comments.push(Comment {
            id: id.clone(),
            anchor,
            by: by.to_owned(),
            date,
            text: text.to_owned(),
            ..Comment::default()
        });
        id
    }

    pub fn comment(&self, id: &str) -> Option<&Comment> {
        self.comments.iter().find(|comment| comment.id == id)
    }

    pub fn comment_mut(&mut self, id: &str) -> Option<&mut Comment> {
        self.comments.iter_mut().find(|comment| comment.id == id)
    }

    /// The number of comments that are not settled.
    pub fn open_comments(&self) -> usize {
        self.comments.iter().filter(|comment| comment.is_open()).count()
    }

    /// The comment that has waited longest for an answer of others than its author, and so of the person `me`.
    pub fn waiting_comment(&self, me: &str) -> Option<&Comment> {
        let is_dropped = self.status == Status::Dropped;
        let waiting = self.comments.iter().filter(|comment| !is_dropped && comment.waits_for(me));
        waiting.min_by_key(|comment| comment.last_word().1)
    }

    /// Its comments with their places among these parts, in the order of the body; lost ones last.
    pub fn placed_comments(&self, parts: &[Part<'_>]) -> Vec<Placed> {
        let place = |comment: &Comment| {
            let found = comment.anchor.as_ref().map(|anchor| (anchor, anchor.find(parts)));
            let (spot, place) = match found {
                None => (Spot::Whole, "Cả bài"),
                Some((_, Some(at))) => (Spot::Part(at), parts[at].place.as_str()),
                Some((anchor, None)) => (Spot::Lost, anchor.place.as_str()),
            };
            let line = match spot {
                Spot::Part(at) => Some(parts[at].lines.start).filter(|_| parts[at].element.is_none()),
                Spot::Whole | Spot::Lost => None,
            };
            Placed { id: comment.id.clone(), spot, place: place.to_owned(), line, is_open: comment.is_open() }
        };
        let mut placed: Vec<_> = self.comments.iter().map(|comment| (comment.date, place(comment))).collect();
        placed.sort_by_key(|(date, placed)| (placed.spot, *date));
        placed.into_iter().map(|(_, placed)| placed).collect()
    }
}

impl Piece {
    /// Its comments with their places in the body as it is.
    pub fn placed_comments(&self) -> Vec<Placed> {
        if self.header.comments.is_empty() {
            return Vec::new();
        }
        self.header.placed_comments(&part::of_body(self.format, &self.body))
    }

    /// Applies an edit to the body and returns its inverse; none, and nothing is changed, when it does not fit. Comments
    /// follow their words.
    pub fn edit(&mut self, edit: &Edit) -> Option<Edit> {
        let is_anchored = |comment: &Comment| comment.anchor.as_ref().is_some_and(|it| it.element.is_none());
        if self.body.len() > FOLLOWED || !self.header.comments.iter().any(is_anchored) {
            return edit.apply(&mut self.body);
        }
        let before = self.body.to_string();
        let lines = Lines::of(edit, &before)?;
        let inverse = edit.apply(&mut self.body)?;
        let (before, after) = (part::of_body(self.format, &before), part::of_body(self.format, &self.body));
        for anchor in self.header.comments.iter_mut().filter_map(|comment| comment.anchor.as_mut()) {
            anchor.follow(&before, &after, lines);
        }
        Some(inverse)
    }

    /// An anchor at a line of its body (from 0), and at the words selected there, if any; none before the first
    /// part.
    pub fn anchor(&self, line: usize, selection: &str) -> Option<Anchor> {
        let parts = part::of_body(self.format, &self.body);
        let at = Part::at_line(&parts, line)?;
        Some(Anchor::new(&parts[at], at).quoting(selection))
    }
}
