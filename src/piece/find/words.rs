//! Several words, each of which must be somewhere in a text.

use std::ops::Range;

use super::pattern::{Pattern, Sought};
use crate::fold::Query;
use crate::piece::Header;

/// What is typed into a search field, as it is looked for in bodies and comments.
#[derive(Debug, Clone)]
pub struct Words {
    /// Longer words are rarer: they come first.
    words: Vec<Pattern>,
    /// The words together, and the longest alone.
    shown: [(Sought, Pattern); 2],
}

impl Words {
    /// Fewer letters are everywhere.
    const LEAST: usize = 2;

    /// None when too little is typed.
    pub fn new(text: &str) -> Option<Self> {
        let query = Query::new(text);
        let mut words: Vec<&String> = query.words().iter().collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let longest = words.first().filter(|word| word.chars().count() >= Self::LEAST)?;
        let shown = |words: String| {
            let sought = Sought::new(words);
            Pattern::new(&sought).map(|pattern| (sought, pattern))
        };
        Some(Self {
            shown: [shown(query.words().join(" "))?, shown((*longest).clone())?],
            words: words.iter().filter_map(|word| Pattern::new(&Sought::new(word.as_str()))).collect(),
        })
    }

    /// Whether a text has all of them. `folded` is a buffer kept from text to text.
    pub fn are_in(&self, text: &str, folded: &mut String) -> bool {
        self.words.iter().all(|word| word.is_in(text, folded))
    }

    /// Whether a text has them together, as they were typed.
    pub fn are_together(&self, text: &str, folded: &mut String) -> bool {
        self.shown[0].1.is_in(text, folded)
    }

    /// A comment on the piece, or an answer to one, that has all of them.
    pub fn comment<'a>(&self, header: &'a Header, folded: &mut String) -> Option<&'a str> {
        let texts = header.comments.iter().flat_map(|comment| {
            std::iter::once(&comment.text).chain(comment.replies.iter().map(|reply| &reply.text))
        });
        texts.map(String::as_str).find(|text| self.are_in(text, folded))
    }

    /// What to show of a text that has them, and where: the words together, else the longest.
    pub fn place(&self, text: &str) -> Option<(&Sought, Range<usize>)> {
        self.shown.iter().find_map(|(sought, pattern)| {
            let first = pattern.find_in(text).into_iter().next()?;
            Some((sought, first))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn each_word_is_somewhere_and_the_phrase_is_shown_if_it_is_there() {
        let text = "Một cửa liên thông. Đất và cửa. Giấy đất một cửa.";
        for (typed, shown) in [
            ("dat cua", Some("Đất")),
            ("CỬA liên", Some("cửa liên")),
            ("thông cua", Some("thông")),
            ("đất mot cua", Some("đất một cửa")),
            ("đất ruộng", None),
        ] {
            let words = Words::new(typed).expect("words");
            let is_in = words.are_in(text, &mut String::new());
            let place = words.place(text).filter(|_| is_in).map(|(_, range)| &text[range]);
            assert_eq!(place, shown, "{typed}");
        }
        assert!(["", " ", "a", "a b"].iter().all(|little| Words::new(little).is_none()));
    }
}
