//! What is looked for, and where it occurs in a text.

use std::ops::Range;

use memchr::memmem::Finder;

use crate::fold::{fold, fold_into, folded_length};
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
}

impl Pattern {
    /// None when there is nothing to look for: no words, or nothing but blanks.
    pub fn new(sought: &Sought) -> Option<Self> {
        let words = normalize(&sought.words);
        let words = if sought.is_exact { words.into_owned() } else { fold(&words) };
        let is_blank = words.trim().is_empty();
        (!is_blank).then(|| Self {
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
        folded.clear();
        fold_into(folded, text);
        self.finder.find(folded.as_bytes()).is_some()
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

    proptest! {
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
