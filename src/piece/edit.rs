//! A change of a text as a replaced range: typing in a long text copies and keeps only what was typed.

use std::ops::Range;

use similar::DiffTag;

use super::sequence::{compare, lines, words};

/// Replaces the bytes in `range` by `text`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    pub range: Range<usize>,
    pub text: String,
}

/// Ranges up to this size, in bytes, are compared by words and lines; larger ones count as changed as a
/// whole.
const WORDS: usize = 8 << 10;
const LINES: usize = 1 << 20;

impl Edit {
    /// The smallest edit that turns `old` into `new`; none when they are equal.
    pub fn between(old: &str, new: &str) -> Option<Self> {
        let mut start = shared_start(old.as_bytes(), new.as_bytes());
        if start == old.len() && start == new.len() {
            return None;
        }
        while !old.is_char_boundary(start) || !new.is_char_boundary(start) {
            start -= 1;
        }
        let most = old.len().min(new.len()) - start;
        let same = shared_end(&old.as_bytes()[old.len() - most..], &new.as_bytes()[new.len() - most..]);
        let (mut old_end, mut new_end) = (old.len() - same, new.len() - same);
        while !old.is_char_boundary(old_end) || !new.is_char_boundary(new_end) {
            old_end += 1;
            new_end += 1;
        }
        Some(Self { range: start..old_end, text: new[start..new_end].to_owned() })
    }

    /// All differences between two texts, as finely as their length allows; the ranges refer to the old text,
    /// in order.
    pub fn all_between(old: &str, new: &str) -> Vec<Self> {
        Self::between(old, new).map_or_else(Vec::new, |whole| whole.parts(old))
    }

    /// Splits the edit, leaving out unchanged text.
    fn parts(self, text: &str) -> Vec<Self> {
        let size = self.range.len().max(self.text.len());
        if size > LINES || self.range.is_empty() || self.text.is_empty() {
            return vec![self];
        }
        let whole = self.of_whole_words(text);
        let old = &text[whole.range.clone()];
        let size = old.len().max(whole.text.len());
        let split = if size > WORDS { lines } else { words };
        let (was, is) = (split(old), split(&whole.text));
        let compared = compare(&was, &is);
        let (was, is) = (starts(&was), starts(&is));
        let mut parts = Vec::new();
        for op in compared.iter().filter(|op| op.tag() != DiffTag::Equal) {
            let cut = |starts: &[usize], range: Range<usize>| starts[range.start]..starts[range.end];
            let (was, is) = (cut(&was, op.old_range()), cut(&is, op.new_range()));
            if let Some(part) = Self::between(&old[was.clone()], &whole.text[is]) {
                parts.push(part.behind(whole.range.start + was.start));
            }
        }
        parts
    }

    /// The same edit, extended to whole words.
    fn of_whole_words(&self, text: &str) -> Self {
        let is_letter = |letter: &char| letter.is_alphanumeric();
        let length = |letters: &mut dyn Iterator<Item = char>| {
            letters.take_while(is_letter).map(char::len_utf8).sum::<usize>()
        };
        let Range { start, end } = self.range;
        let before = start - length(&mut text[..start].chars().rev());
        let after = end + length(&mut text[end..].chars());
        Self {
            range: before..after,
            text: format!("{}{}{}", &text[before..start], self.text, &text[end..after]),
        }
    }

    /// Applies the edit and returns its inverse; returns none and changes nothing when the range is not valid
    /// in the text.
    pub fn apply(&self, text: &mut String) -> Option<Self> {
        let old = text.get(self.range.clone())?.to_owned();
        text.replace_range(self.range.clone(), &self.text);
        Some(Self { range: self.range.start..self.range.start + self.text.len(), text: old })
    }

    /// Combines this edit and the `next`, if they are adjacent.
    #[must_use]
    pub fn then(&self, next: &Self) -> Option<Self> {
        let done = self.range.start..self.range.start + self.text.len();
        if next.range.end < done.start || next.range.start > done.end {
            return None;
        }
        let before = &self.text[..next.range.start.saturating_sub(done.start)];
        let after = &self.text[(next.range.end.max(done.start) - done.start).min(self.text.len())..];
        Some(Self {
            range: self.range.start.min(next.range.start)
                ..self.range.end + next.range.end.saturating_sub(done.end),
            text: format!("{before}{}{after}", next.text),
        })
    }

    /// Rebases consecutive edits of `text` onto someone else's change of that text.
    ///
    /// `theirs` is that change, as given by [`Self::all_between`]; where both touch the same words, theirs
    /// win. Afterwards `text` is the result of the original edits, and `theirs` the difference from there to
    /// the result of the rebased ones.
    pub fn rebase(edits: &mut Vec<Self>, text: &mut String, theirs: &mut Vec<Self>) {
        let mut rebased = Vec::with_capacity(edits.len());
        for edit in edits.drain(..) {
            // From the end, so that earlier offsets stay valid.
            for part in edit.parts(text).into_iter().rev() {
                rebased.extend(part.rebase_one(text, theirs));
                let _ = part.apply(text);
            }
        }
        *edits = rebased;
    }

    fn rebase_one(&self, text: &str, theirs: &mut Vec<Self>) -> Option<Self> {
        let first = theirs.partition_point(|their| their.range.end <= self.range.start);
        let met = theirs[first..].partition_point(|their| their.range.start < self.range.end);
        let last = first + met;
        for their in &mut theirs[last..] {
            *their = their.moved(self.growth());
        }
        if first == last {
            return Some(self.moved(theirs[..first].iter().map(Self::growth).sum()));
        }
        // Their words stay, whatever this edit put in their place.
        let start = self.range.start.min(theirs[first].range.start);
        let end = self.range.end.max(theirs[last - 1].range.end);
        let mut kept = String::new();
        let mut at = start;
        for their in theirs.drain(first..last) {
            kept.push_str(&text[at..their.range.start.max(at)]);
            kept.push_str(&their.text);
            at = their.range.end;
        }
        kept.push_str(&text[at.min(end)..end]);
        let range = start..end.saturating_add_signed(self.growth());
        theirs.insert(first, Self { range, text: kept });
        None
    }

    /// How many bytes it adds to the text.
    fn growth(&self) -> isize {
        self.text.len() as isize - self.range.len() as isize
    }

    /// The edit moved by this many bytes.
    #[must_use]
    pub fn behind(mut self, bytes: usize) -> Self {
        self.range = self.range.start + bytes..self.range.end + bytes;
        self
    }

    fn moved(&self, by: isize) -> Self {
        let at = |place: usize| place.saturating_add_signed(by);
        Self { range: at(self.range.start)..at(self.range.end), text: self.text.clone() }
    }
}

/// Bytes compared at once, which is faster than one by one.
const STEP: usize = 1024;

/// The length of the common prefix.
fn shared_start(left: &[u8], right: &[u8]) -> usize {
    let steps = left.chunks_exact(STEP).zip(right.chunks_exact(STEP)).take_while(|(a, b)| a == b).count();
    let at = steps * STEP;
    at + left[at..].iter().zip(&right[at..]).take_while(|(a, b)| a == b).count()
}

/// The length of the common suffix.
fn shared_end(left: &[u8], right: &[u8]) -> usize {
    let steps = left.rchunks_exact(STEP).zip(right.rchunks_exact(STEP)).take_while(|(a, b)| a == b).count();
    let at = steps * STEP;
    let (left, right) = (&left[..left.len() - at], &right[..right.len() - at]);
    at + left.iter().rev().zip(right.iter().rev()).take_while(|(a, b)| a == b).count()
}

/// Where each of these pieces of text begins, and where the last one ends.
fn starts(stretches: &[&str]) -> Vec<usize> {
    let mut starts = vec![0];
    starts.extend(stretches.iter().scan(0, |at, stretch| {
        *at += stretch.len();
        Some(*at)
    }));
    starts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Edit;

    #[test]
    fn only_what_differs_is_replaced() {
        for (old, new, expected) in [
            ("một cửa", "một cửa", None),
            ("một cửa", "một cửa nữa", Some((11, 11, " nữa"))),
            ("aa", "aaa", Some((2, 2, "a"))),
            // ế and ề share their first two bytes: the whole letter is replaced.
            ("lế", "lề", Some((1, 4, "ề"))),
            ("x\ny\nz", "x\nz", Some((2, 4, ""))),
            ("", "mới", Some((0, 0, "mới"))),
            ("cũ", "", Some((0, 3, ""))),
        ] {
            let found = Edit::between(old, new);
            let found = found.as_ref().map(|edit| (edit.range.start, edit.range.end, edit.text.as_str()));
            assert_eq!(found, expected, "{old:?} → {new:?}");
        }
    }

    #[test]
    fn an_undo_leaves_what_someone_else_wrote() {
        let typed = Edit { range: 4..7, text: String::new() };
        for (theirs, undone) in [
            ("Một hai\n", "Một \n"),
            ("Nay: một hai\nvà ba\n", "Nay: một \nvà ba\n"),
            ("Một hai rưỡi\n", "Một  rưỡi\n"),
            // They overwrote the same word.
            ("Một hải\n", "Một hải\n"),
            ("Một\n", "Một\n"),
        ] {
            let mut text = "Một hai\n".to_owned();
            let mut edits = vec![Edit { range: 6..9, ..typed.clone() }];
            let mut change = Edit::all_between(&text, theirs);
            Edit::rebase(&mut edits, &mut text, &mut change);
            let mut result = theirs.to_owned();
            for edit in &edits {
                let _ = edit.apply(&mut result);
            }
            assert_eq!(result, undone, "{theirs:?}");
        }
    }

    fn words() -> impl Strategy<Value = String> {
        prop::collection::vec(prop::sample::select(vec!["ế", "a", "b", "\n", "đường", " "]), 0..12)
            .prop_map(|words| words.concat())
    }

    proptest! {
        #[test]
        fn edits_lead_there_and_back(old in words(), new in words(), last in words()) {
            let mut text = old.clone();
            let mut back = Vec::new();
            for edit in Edit::all_between(&old, &new).iter().rev() {
                back.push(edit.apply(&mut text).expect("it fits"));
            }
            prop_assert_eq!(&text, &new);
            for edit in back.iter().rev() {
                let _ = edit.apply(&mut text).expect("it fits");
            }
            prop_assert_eq!(&text, &old);
            if let (Some(first), Some(second)) = (Edit::between(&old, &new), Edit::between(&new, &last))
                && let Some(both) = first.then(&second)
            {
                let _ = both.apply(&mut text).expect("it fits");
                prop_assert_eq!(&text, &last);
            }
        }

        #[test]
        fn what_is_rebased_always_fits(old in words(), mine in words(), more in words(), theirs in words()) {
            let mut edits: Vec<Edit> = Edit::between(&old, &mine).into_iter().collect();
            edits.extend(Edit::between(&mine, &more));
            let mut text = old.clone();
            let mut change = Edit::all_between(&old, &theirs);
            Edit::rebase(&mut edits, &mut text, &mut change);
            prop_assert_eq!(&text, &more);
            let mut rebased = theirs;
            for edit in &edits {
                prop_assert!(edit.apply(&mut rebased).is_some());
            }
            for edit in change.iter().rev() {
                prop_assert!(edit.apply(&mut text).is_some());
            }
            prop_assert_eq!(text, rebased);
        }
    }
}
