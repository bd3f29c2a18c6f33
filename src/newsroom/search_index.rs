//! The search index over all pieces: their text, folded once, in one buffer that a query scans.

use chrono::NaiveDate;
use memchr::memmem;

use crate::calendar::wording;
use crate::fold::{Query, fold_into};
use crate::ledger::AsOf;
use crate::piece::{Header, PieceId};
use crate::plan::Plan;

/// The searchable text of each piece: title, people, activity, status and first day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchIndex {
    /// Sorted.
    ids: Vec<PieceId>,
    /// Where each piece's line ends in `text`.
    ends: Vec<usize>,
    /// One line for each piece.
    text: String,
}

impl SearchIndex {
    /// `headers` must be sorted by id.
    pub fn new<'a>(
        plan: &Plan,
        today: NaiveDate,
        headers: impl ExactSizeIterator<Item = &'a Header>,
    ) -> Self {
        let count = headers.len();
        let mut search_index = Self {
            ids: Vec::with_capacity(count),
            ends: Vec::with_capacity(count),
            text: String::with_capacity(count * 128),
        };
        for header in headers {
            write(&mut search_index.text, plan, today, header);
            search_index.ids.push(header.id.clone());
            search_index.ends.push(search_index.text.len());
        }
        search_index
    }

    /// Updates the line of a piece; `None` means that it was removed.
    pub fn update(&mut self, plan: &Plan, today: NaiveDate, id: &PieceId, header: Option<&Header>) {
        let mut line = String::new();
        let (at, start, end) = match (self.ids.binary_search(id), header) {
            (Ok(at), Some(_)) => (at, self.start(at), self.ends[at]),
            (Ok(at), None) => {
                let range = self.start(at)..self.ends[at];
                let _ = (self.ids.remove(at), self.ends.remove(at));
                (at, range.start, range.end)
            }
            (Err(at), Some(_)) => {
                let start = self.start(at);
                self.ids.insert(at, id.clone());
                self.ends.insert(at, start);
                (at, start, start)
            }
            (Err(_), None) => return,
        };
        if let Some(header) = header {
            write(&mut line, plan, today, header);
        }
        self.text.replace_range(start..end, &line);
        for known in &mut self.ends[at..] {
            *known = *known + line.len() - (end - start);
        }
    }

    pub fn len(&self) -> usize {
        self.ids.len()
    }

    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The ids in order: an index into them identifies a piece until one is added or removed.
    pub fn ids(&self) -> &[PieceId] {
        &self.ids
    }

    /// Indices of the pieces that contain every word of the query, in order; all for an empty query.
    pub fn find<'a>(&'a self, query: &'a Query) -> impl Iterator<Item = usize> + 'a {
        let mut words: Vec<&str> = query.words().iter().map(String::as_str).collect();
        // Longer words are rarer, so they exclude pieces faster.
        words.sort_unstable_by_key(|word| std::cmp::Reverse(word.len()));
        let mut words = words.into_iter().map(memmem::Finder::new);
        let first = words.next();
        let rest: Vec<memmem::Finder<'_>> = words.collect();
        let text = self.text.as_bytes();
        let mut at = 0;
        std::iter::from_fn(move || {
            loop {
                if let Some(first) = &first {
                    let hit = self.start(at) + first.find(text.get(self.start(at)..)?)?;
                    // Hits are close together, so this takes a step or two.
                    while *self.ends.get(at)? <= hit {
                        at += 1;
                    }
                }
                let line = text.get(self.start(at)..*self.ends.get(at)?)?;
                at += 1;
                if rest.iter().all(|word| word.find(line).is_some()) {
                    return Some(at - 1);
                }
            }
        })
    }

    fn start(&self, at: usize) -> usize {
        at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0)
    }
}

/// Whether another plan names the activities otherwise.
pub(super) fn is_renamed(before: &Plan, after: &Plan) -> bool {
    let named = |plan: &Plan, id: &str| plan.activity(id).map(|activity| activity.short.clone());
    let mut ids = before.activities.iter().chain(&after.activities).map(|activity| activity.id.as_str());
    ids.any(|id| named(before, id) != named(after, id))
}

/// Writes a header's line. Query words contain no line feed, so no hit spans two lines.
fn write(text: &mut String, plan: &Plan, today: NaiveDate, header: &Header) {
    let start = text.len();
    let activity = plan.activity(&header.activity);
    fold_into(text, &header.title);
    for person in &header.people {
        text.push(' ');
        fold_into(text, &person.name);
    }
    text.push(' ');
    fold_into(text, activity.map_or(header.activity.as_str(), |activity| &activity.short));
    text.push(' ');
    fold_into(text, header.status.name());
    if let Some(date) = AsOf::new(header, today).first_day() {
        text.push(' ');
        text.push_str(&wording::date(date));
    }
    // A line feed in a title would end the line early.
    if let Some(at) = text[start..].find('\n') {
        let line = text.split_off(start + at).replace('\n', " ");
        text.push_str(&line);
    }
    text.push_str(" bai\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::fold;
    use crate::piece::Status;

    fn header(id: &str, title: &str) -> Header {
        Header::new(PieceId(id.into()), title, "truyen-thanh")
    }

    fn plan() -> Plan {
        Plan::parse(include_str!("../../content/plan.ron")).expect("the plan")
    }

    fn today() -> NaiveDate {
        "2014-03-18".parse().expect("a day")
    }

    fn found<'a>(search_index: &'a SearchIndex, query: &str) -> Vec<&'a str> {
        let query = Query::new(query);
        search_index.find(&query).map(|at| search_index.ids()[at].as_str()).collect()
    }

    #[test]
    fn pieces_are_found_by_any_of_their_words_with_or_without_diacritics() {
        let plan = plan();
        let mut second = header("B", "Bờ ranh và chén trà");
        second.people.push(crate::piece::Role { role: "MC".into(), name: "Ngọc Hân".into() });
        second.status = Status::InReview;
        let headers = [header("A", "Thủ tục đất đai"), second, header("C", "Đất và người\nmột cửa")];
        let search_index = SearchIndex::new(&plan, today(), headers.iter());
        for (query, ids) in [
            ("", vec!["A", "B", "C"]),
            ("dat", vec!["A", "C"]),
            ("ĐẤT", vec!["A", "C"]),
            ("dat nguoi", vec!["C"]),
            ("han", vec!["A", "B", "C"]),
            ("ngoc han", vec!["B"]),
            ("cho duyet", vec!["B"]),
            ("truyen thanh bai", vec!["A", "B", "C"]),
            ("daithu", vec![]),
            ("cua", vec!["C"]),
            ("xyz", vec![]),
        ] {
            assert_eq!(found(&search_index, query), ids, "{query:?}");
        }
        assert_eq!(search_index.find(&Query::new(&fold("TRÀ"))).count(), 1);
    }

    #[test]
    fn what_is_found_after_each_change_is_what_is_found_anew() {
        let plan = plan();
        let mut headers: Vec<Header> = ["B", "D", "F"].map(|id| header(id, "Một cửa")).into();
        let mut search_index = SearchIndex::new(&plan, today(), headers.iter());
        let changes = [
            ("D", Some("Một tựa dài hơn nhiều lần")),
            ("A", Some("Đầu tiên")),
            ("G", Some("Cuối cùng")),
            ("C", Some("")),
            ("F", None),
            ("A", None),
            ("Z", None),
            ("B", Some("x")),
        ];
        for (id, title) in changes {
            headers.retain(|header| header.id.as_str() != id);
            headers.extend(title.map(|title| header(id, title)));
            headers.sort_by(|one, other| one.id.cmp(&other.id));
            let new = headers.iter().find(|header| header.id.as_str() == id);
            search_index.update(&plan, today(), &PieceId(id.into()), new);
            assert_eq!(search_index, SearchIndex::new(&plan, today(), headers.iter()), "{id}: {title:?}");
        }
    }
}
