//! What is looked for, and where it occurs in a text.

use std::ops::Range;

use memchr::memchr2_iter;
use memchr::memmem::Finder;

use crate::fold::{fold, fold_into, fold_letter, folded_length, is_simple};
use crate::piece::normalize;

/// What someone types to find, and how strictly it is meant.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Sought {
    pub words: String,
    /// Diacritics and capitals count.
    pub is_exact: bool,
    /// Not inside a longer word.
    pub is_whole: bool,
}

impl Sought {
    /// Words to find wherever they are, with or without diacritics.
    pub fn new(words: impl Into<String>) -> Self {
        Self { words: words.into(), ..Self::default() }
    }
}

/// Looks for the same words in many texts.
#[derive(Debug, Clone)]
pub struct Pattern {
    finder: Finder<'static>,
    is_exact: bool,
    is_whole: bool,
    anchor: Option<Anchor>,
}

/// A letter of the words by which they are found without folding the text: in a text of simple letters it stands there
/// as it is, or as a capital.
#[derive(Debug, Clone)]
struct Anchor {
    /// The words, folded.
    letters: Vec<char>,
    /// Which of the letters.
    at: usize,
}

impl Pattern {
    /// None when there is nothing to look for: no words, or nothing but blanks.
    pub fn new(sought: &Sought) -> Option<Self> {
        let words = normalize(&sought.words);
        let words = if sought.is_exact { words.into_owned() } else { fold(&words) };
        let is_blank = words.trim().is_empty();
        (!is_blank).then(|| Self {
            anchor: if sought.is_exact { None } else { Anchor::new(&words) },
            finder: Finder::new(&words).into_owned(),
            is_exact: sought.is_exact,
            is_whole: sought.is_whole,
        })
    }

    /// Where the words occur, in bytes of the text, in order; they never overlap. `folded` is a buffer that is kept
    /// from text to text, so that no text needs one of its own.
    pub fn find(&self, text: &str, folded: &mut String) -> Vec<Range<usize>> {
        let length = self.finder.needle().len();
        let mut found: Vec<Range<usize>> = if self.is_exact {
            self.finder.find_iter(text.as_bytes()).map(|at| at..at + length).collect()
        } else if let Some(anchor) = self.anchor_in(text) {
            anchor.find(text).collect()
        } else {
            folded.clear();
            fold_into(folded, text);
            let hits = self.finder.find_iter(folded.as_bytes()).map(|at| at..at + length);
            unfolded(text, hits)
        };
        if self.is_whole {
            found.retain(|range| is_whole(text, range));
        }
        found
    }

    /// The anchor, where it may be trusted.
    fn anchor_in(&self, text: &str) -> Option<&Anchor> {
        self.anchor.as_ref().filter(|_| is_simple(text))
    }

    /// Like [`Self::find`], in one text.
    pub fn find_in(&self, text: &str) -> Vec<Range<usize>> {
        self.find(text, &mut String::new())
    }

    /// Whether the words occur at all: cheaper than [`Self::find`].
    pub fn is_in(&self, text: &str, folded: &mut String) -> bool {
        if self.is_whole {
            return !self.find(text, folded).is_empty();
        }
        if self.is_exact {
            return self.finder.find(text.as_bytes()).is_some();
        }
        if let Some(anchor) = self.anchor_in(text) {
            return anchor.find(text).next().is_some();
        }
        folded.clear();
        fold_into(folded, text);
        self.finder.find(folded.as_bytes()).is_some()
    }
}

impl Anchor {
    /// Consonants, the rarest of Vietnamese first. Vowels and đ have forms outside ASCII.
    const CONSONANTS: &str = "fjwzqxkpsbrvlmgcthn";

    /// None when every letter may stand in the text in many forms.
    fn new(folded: &str) -> Option<Self> {
        let letters: Vec<char> = folded.chars().collect();
        let rank = |letter: char| match letter {
            'a'..='z' => Self::CONSONANTS.find(letter).map(|rank| rank + 1),
            letter if letter.is_ascii_graphic() => Some(0),
            _ => None,
        };
        let ranked = letters.iter().enumerate().filter_map(|(at, letter)| Some((rank(*letter)?, at)));
        let at = ranked.min()?.1;
        Some(Self { letters, at })
    }

    fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        let letter = self.letters[self.at] as u8;
        let mut from = 0;
        memchr2_iter(letter, letter.to_ascii_uppercase(), text.as_bytes()).filter_map(move |at| {
            let found = self.around(text, at).filter(|found| found.start >= from)?;
            from = found.end;
            Some(found)
        })
    }

    /// The words, if they stand around this letter of the text.
    fn around(&self, text: &str, at: usize) -> Option<Range<usize>> {
        let (before, after) = self.letters.split_at(self.at);
        // The neighbouring bytes alone rule out most places.
        let bytes = text.as_bytes();
        let may_be = |byte: Option<&u8>, wanted: Option<&char>| match (byte, wanted) {
            (Some(byte), Some(wanted)) => {
                !byte.is_ascii() || char::from(byte.to_ascii_lowercase()) == *wanted
            }
            (None, Some(_)) => false,
            (_, None) => true,
        };
        if !may_be(bytes.get(at + 1), after.get(1))
            || !may_be(at.checked_sub(1).and_then(|at| bytes.get(at)), before.last())
        {
            return None;
        }
        let (mut start, mut end) = (at, at);
        for wanted in before.iter().rev() {
            let letter = text[..start].chars().next_back()?;
            if fold_letter(letter) != Some(*wanted) {
                return None;
            }
            start -= letter.len_utf8();
        }
        for wanted in after {
            let letter = text[end..].chars().next()?;
            if fold_letter(letter) != Some(*wanted) {
                return None;
            }
            end += letter.len_utf8();
        }
        Some(start..end)
    }
}

/// Ranges of the folded text as ranges of the text itself; marks that stand apart from their letter belong to it.
fn unfolded(text: &str, hits: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut letters = text.char_indices().peekable();
    let mut folded = 0;
    let mut found = Vec::new();
    for hit in hits {
        let mut start = None;
        let mut end = None;
        while let Some((at, letter)) = letters.peek().copied() {
            let length = folded_length(letter);
            if folded >= hit.end && length > 0 {
                break;
            }
            if folded == hit.start && length > 0 {
                start = Some(at);
            }
            folded += length;
            if folded >= hit.end {
                end = Some(at + letter.len_utf8());
            }
            let _ = letters.next();
        }
        // A hit within the letters that one letter folds to is none.
        found.extend(start.zip(end).filter(|_| folded == hit.end).map(|(start, end)| start..end));
    }
    found
}

/// Whether no word goes on beyond the range.
fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let is_word = |letter: char| letter.is_alphanumeric();
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    let (first, last) = (text[range.clone()].chars().next(), text[range.clone()].chars().next_back());
    let goes_on =
        |inner: Option<char>, outer: Option<char>| inner.is_some_and(is_word) && outer.is_some_and(is_word);
    !goes_on(first, before) && !goes_on(last, after)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Pattern, Sought};

    #[test]
    fn words_are_found_as_they_are_meant() {
        let loose = |words: &str| Sought::new(words);
        let exact = |words: &str| Sought { is_exact: true, ..Sought::new(words) };
        let whole = |words: &str| Sought { is_whole: true, ..Sought::new(words) };
        let text = "Ngọc Hân chào, ngoc han; NGỌC HÂN. Ngọc Hạnh ở Ðồng Tháp";
        for (sought, found) in [
            (loose("ngoc han"), vec!["Ngọc Hân", "ngoc han", "NGỌC HÂN", "Ngọc Hạn"]),
            (loose("Ngọc Hân"), vec!["Ngọc Hân", "ngoc han", "NGỌC HÂN", "Ngọc Hạn"]),
            (whole("ngoc han"), vec!["Ngọc Hân", "ngoc han", "NGỌC HÂN"]),
            (exact("Ngọc Hân"), vec!["Ngọc Hân"]),
            (loose("dong thap"), vec!["Ðồng Tháp"]),
            (whole(", ngoc"), vec![", ngoc"]),
            (exact("ngọc hân"), vec![]),
        ] {
            let pattern = Pattern::new(&sought).expect("words");
            let hits = pattern.find_in(text);
            let hits: Vec<&str> = hits.into_iter().map(|range| &text[range]).collect();
            assert_eq!(hits, found, "{sought:?}");
            assert_eq!(pattern.is_in(text, &mut String::new()), !found.is_empty());
        }
        assert!([loose(""), exact("  "), loose("\u{301}")].iter().all(|none| Pattern::new(none).is_none()));
    }

    #[test]
    fn a_letter_goes_with_its_marks_and_a_fixed_blank_is_a_blank() {
        let text = "Ca\u{302}\u{300}n Thơ, Cần\u{a0}Thơ, ﬁ ß İstanbul Cần Thơ";
        let hits = Pattern::new(&Sought::new("can tho")).expect("words").find_in(text);
        let hits: Vec<&str> = hits.into_iter().map(|range| &text[range]).collect();
        assert_eq!(hits, ["Ca\u{302}\u{300}n Thơ", "Cần\u{a0}Thơ", "Cần Thơ"]);
    }

    #[test]
    fn the_fast_way_and_the_slow_way_find_the_same() {
        let letters = "Ông Bảy, ñandú Çelik ĐẤT đai “cửa” 1’30’’ n\u{301}a → ž … ký\u{a0}tự Kẻ ĩ ũ ơ ư ý ÷ × Ø ø Ẁ ﬁ Ω ά";
        let text = letters.repeat(2);
        for words in [
            "bay", "n", "na", "nd", "c", "dat dai", "cua", "30", "z", "ky tu", "k", "w", "÷", "ω", "’", "ø",
            "y", "1’",
        ] {
            let pattern = Pattern::new(&Sought::new(words)).expect("words");
            let slow = Pattern { anchor: None, ..pattern.clone() };
            for text in
                letters.split(' ').chain([letters, &text, "Một cửa liên thông, đất ở Bạc Liêu, ký tự"])
            {
                assert_eq!(pattern.find_in(text), slow.find_in(text), "{words:?} in {text:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn both_ways_find_the_same_in_any_text(text in "[a-dnđñạẠçżơ \u{301}“→k]{0,24}", words in "[a-dnk“ ]{1,3}") {
            if let Some(pattern) = Pattern::new(&Sought::new(words)) {
                let slow = Pattern { anchor: None, ..pattern.clone() };
                prop_assert_eq!(pattern.find_in(&text), slow.find_in(&text));
            }
        }

        #[test]
        fn what_stands_in_a_text_is_found_there(before in "[a-zàđơƯİß \u{301}\n]{0,8}", words in "[a-zđơĂ]{1,4}", after in "[a-zàđơ\n]{0,8}") {
            let text = format!("{before}{words}{after}");
            for is_exact in [false, true] {
                let pattern = Pattern::new(&Sought { is_exact, ..Sought::new(words.clone()) }).expect("words");
                let hits = pattern.find_in(&text);
                prop_assert!(!hits.is_empty(), "{text:?} {words:?}");
                for hit in hits {
                    prop_assert!(text.get(hit).is_some());
                }
            }
        }
    }
}
