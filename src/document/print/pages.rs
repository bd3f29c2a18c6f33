//! The selection of pages to print.

use std::ops::RangeInclusive;

use crate::page::Document;

/// The pages to print, counted from 1; empty means all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pages(Vec<RangeInclusive<usize>>);

/// Why a selection of pages is invalid.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PagesError {
    #[error("không phải khoảng trang; viết như 2-5, 3, hoặc 1,4-6,8-")]
    Unreadable,
    #[error("không có trang nào trong khoảng đã chọn; văn bản có {count} trang")]
    Beyond { count: usize },
    #[error("tệp Word tự ngắt trang khi mở nên không chọn trang được; bỏ phần chọn trang, hoặc xuất .pdf")]
    Unset,
}

impl Pages {
    /// Parses "2-5", "3", "1,4-6,8-"; empty text means all.
    ///
    /// # Errors
    /// For anything else, and for ranges that end before they begin.
    pub fn parse(text: &str) -> Result<Self, PagesError> {
        let number = |text: &str| text.trim().parse::<usize>().ok().filter(|number| *number > 0);
        let mut ranges = Vec::new();
        for part in text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()) {
            let (first, last) = match part.split_once(['-', '–']) {
                None => (number(part), number(part)),
                Some((first, last)) => {
                    let open =
                        |text: &str, end| if text.trim().is_empty() { Some(end) } else { number(text) };
                    // A dash alone selects nothing.
                    (open(first, 1).filter(|_| part.len() > 1), open(last, usize::MAX))
                }
            };
            let (first, last) = first.zip(last).ok_or(PagesError::Unreadable)?;
            if last < first {
                return Err(PagesError::Unreadable);
            }
            ranges.push(first..=last);
        }
        Ok(Self(ranges))
    }

    /// Whether a page is selected, counted from 0.
    pub fn has(&self, page: usize) -> bool {
        self.0.is_empty() || self.0.iter().any(|range| range.contains(&(page + 1)))
    }

    /// The selected pages of a document, in order, with their original numbers.
    ///
    /// # Errors
    /// When no page is left.
    pub fn of(&self, mut document: Document) -> Result<Document, PagesError> {
        let count = document.pages.len();
        if self.0.is_empty() {
            return Ok(document);
        }
        let is_chosen = |index: usize| self.has(index);
        let place: Vec<usize> = (0..count)
            .scan(0, |next, index| {
                let place = *next;
                *next += usize::from(is_chosen(index));
                Some(place)
            })
            .collect();
        document.bookmarks.retain(|bookmark| is_chosen(bookmark.page));
        for bookmark in &mut document.bookmarks {
            bookmark.page = place[bookmark.page];
        }
        let mut index = 0;
        document.pages.retain(|_| {
            index += 1;
            is_chosen(index - 1)
        });
        if document.pages.is_empty() { Err(PagesError::Beyond { count }) } else { Ok(document) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Bookmark, Page};

    #[test]
    fn pages_are_chosen_as_people_write_them() {
        let bookmarks = (0..6).map(|page| Bookmark { title: page.to_string(), page }).collect();
        let whole = Document { pages: vec![Page::default(); 6], bookmarks, ..Document::default() };
        for (text, expected) in [
            ("", Some("0 1 2 3 4 5")),
            ("2-4", Some("1 2 3")),
            ("5-", Some("4 5")),
            ("-2, 6", Some("0 1 5")),
            ("3–3;9", Some("2")),
            ("7-9", None),
        ] {
            let chosen = Pages::parse(text).expect("a range").of(whole.clone());
            let titles = chosen.ok().map(|document| {
                assert!(document.bookmarks.iter().enumerate().all(|(at, bookmark)| bookmark.page == at));
                assert_eq!(document.pages.len(), document.bookmarks.len());
                document.bookmarks.iter().map(|one| one.title.as_str()).collect::<Vec<_>>().join(" ")
            });
            assert_eq!(titles.as_deref(), expected, "{text:?}");
        }
        for text in ["0", "5-2", "hai", "1-2-3", "-", "1,x"] {
            assert!(Pages::parse(text).is_err(), "{text:?}");
        }
    }
}
