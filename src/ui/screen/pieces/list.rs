//! The list of pieces: contents, search, and positions of rows.

use std::cmp::Ordering;
use std::fmt;
use std::ops::Range;

use chrono::NaiveDate;

use super::fit::{Fitted, fit, lines};
use crate::calendar::wording;
use crate::fold::Query;
use crate::ledger::Mine;
use crate::newsroom::{Change, Newsroom};
use crate::piece::{Header, Piece, PieceId, Status};
use crate::ui::theme::size;

/// Logical pixels.
pub const WIDTH: f32 = 252.0;
/// Width of a row's text.
const TEXT_WIDTH: f32 = WIDTH - 2.0 * 12.0 - 2.0 * 10.0;
const HEAD: f32 = 34.0;
const LINE: f32 = 19.5;
/// Height of a row's date and padding.
const REST: f32 = 36.0;
/// Maximum number of lines of a title.
const LINES: usize = 2;
/// More changed pieces than this are sorted with all others.
const MOST_SINGLE: usize = 16;

/// A piece in the list, with what it is sorted and filtered by. The row's texts are taken from the piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub id: PieceId,
    /// Index into the list's activities.
    activity: usize,
    date: Option<NaiveDate>,
    status: Status,
    /// Lines of its title.
    lines: u8,
    /// Its index among all pieces by id.
    at: usize,
}

/// One row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// An activity with the number of its pieces shown.
    Head { name: String, count: usize },
    /// Index into the entries.
    Entry(usize),
}

/// A choice of a filter; no value means all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice<T> {
    pub value: Option<T>,
    name: String,
}

impl<T> fmt::Display for Choice<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

/// What the approvals of a piece ask of someone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Review {
    /// It waits for an answer of mine.
    AskedOfMe,
    Returned,
    Edited,
}

impl Review {
    const ALL: [Self; 3] = [Self::AskedOfMe, Self::Returned, Self::Edited];

    fn name(self) -> &'static str {
        match self {
            Self::AskedOfMe => "Chờ tôi duyệt",
            Self::Returned => "Bị trả lại",
            Self::Edited => "Sửa sau khi duyệt",
        }
    }

    fn takes(self, piece: &Piece, newsroom: &Newsroom, mine: &Mine) -> bool {
        let (plan, settings) = (newsroom.plan(), newsroom.settings());
        match self {
            Self::AskedOfMe => mine.is_asked(plan, settings, piece),
            Self::Returned => piece.returned(plan, settings).is_some(),
            Self::Edited => piece.is_edited_since_approval(plan, settings),
        }
    }
}

#[derive(Debug)]
pub struct List {
    /// Whether the list has been filled.
    is_filled: bool,
    entries: Vec<Entry>,
    /// The index in the entries of each piece, by id.
    positions: Vec<usize>,
    /// Ids and names of the plan's activities, followed by unknown ones that pieces refer to.
    names: Vec<(String, String)>,
    rows: Vec<Row>,
    /// Top of each row, and the bottom of the last.
    tops: Vec<f32>,
    pub query: String,
    pub activity: Option<String>,
    pub status: Option<Status>,
    pub review: Option<Review>,
    /// Only pieces in which this person has a role or a step.
    pub person: Option<String>,
    /// What is mine, and whether nothing else is listed.
    pub mine: Mine,
    pub is_mine_only: bool,
    pub is_filtering: bool,
    pub activities: Vec<Choice<String>>,
    pub statuses: Vec<Choice<Status>>,
    pub reviews: Vec<Choice<Review>>,
    /// The people named in pieces, known once the filters are shown.
    pub people: Vec<Choice<String>>,
    /// The visible part of the list: offset, height.
    pub view: (f32, f32),
}

impl List {
    pub fn new(newsroom: &Newsroom) -> Self {
        let names: Vec<(String, String)> = newsroom
            .plan()
            .activities
            .iter()
            .map(|activity| (activity.id.clone(), activity.short.clone()))
            .collect();
        let mut activities = vec![Choice { value: None, name: "Mọi hình thức".to_owned() }];
        activities
            .extend(names.iter().map(|(id, name)| Choice { value: Some(id.clone()), name: name.clone() }));
        let mut statuses = vec![Choice { value: None, name: "Mọi trạng thái".to_owned() }];
        statuses
            .extend(Status::ALL.map(|status| Choice { value: Some(status), name: status.name().to_owned() }));
        let mut reviews = vec![Choice { value: None, name: "Mọi tình trạng duyệt".to_owned() }];
        reviews
            .extend(Review::ALL.map(|review| Choice { value: Some(review), name: review.name().to_owned() }));
        Self {
            is_filled: false,
            entries: Vec::new(),
            positions: Vec::new(),
            names,
            rows: Vec::new(),
            tops: Vec::new(),
            query: String::new(),
            activity: None,
            status: None,
            review: None,
            person: None,
            mine: Mine::default(),
            is_mine_only: false,
            is_filtering: false,
            activities,
            statuses,
            reviews,
            people: Vec::new(),
            view: (0.0, 900.0),
        }
    }

    /// Adds all pieces, once.
    pub fn fill(&mut self, newsroom: &Newsroom) {
        if !std::mem::replace(&mut self.is_filled, true) {
            self.refill(newsroom);
            self.arrange(newsroom);
        }
    }

    fn refill(&mut self, newsroom: &Newsroom) {
        let entries =
            newsroom.pieces().enumerate().map(|(at, piece)| self.entry(at, &piece.header, newsroom));
        self.entries = entries.collect();
        self.entries.sort_unstable_by(Entry::order);
        self.find_positions();
    }

    fn find_positions(&mut self) {
        self.positions.clear();
        self.positions.resize(self.entries.len(), 0);
        for (place, entry) in self.entries.iter().enumerate() {
            if let Some(known) = self.positions.get_mut(entry.at) {
                *known = place;
            }
        }
    }

    fn entry(&mut self, at: usize, header: &Header, newsroom: &Newsroom) -> Entry {
        let known = self.names.iter().position(|(id, _)| *id == header.activity);
        let activity = known.unwrap_or_else(|| {
            self.names.push((header.activity.clone(), header.activity.clone()));
            self.names.len() - 1
        });
        Entry {
            id: header.id.clone(),
            activity,
            date: newsroom.first_day(header),
            status: header.status,
            lines: lines(&header.title, TEXT_WIDTH, size::DENSE, LINES) as u8,
            at,
        }
    }

    /// Updates the list after changes of headers. Typing in a body changes nothing here.
    pub fn changed(&mut self, change: &Change, newsroom: &Newsroom) {
        if !self.is_filled || change.pieces.is_empty() {
            return;
        }
        let ids = newsroom.search_index().ids();
        let count = self.entries.len();
        let mut is_changed = false;
        match change.pieces.first() {
            // If several were added or removed, their indices are not known.
            // Putting each in its place takes time proportional to the list: for many, sort once.
            _ if change.pieces.len() > MOST_SINGLE || change.pieces.len() > 1 && ids.len() != count => {
                self.refill(newsroom);
                is_changed = true;
            }
            Some(id) if ids.len() + 1 == count => {
                let at = ids.binary_search(id).unwrap_or_else(|at| at);
                let _ = self.entries.remove(self.positions[at]);
                self.shift(at, |at| at - 1);
                is_changed = true;
            }
            Some(id) if ids.len() == count + 1 => {
                if let (Ok(at), Some(piece)) = (ids.binary_search(id), newsroom.piece(id)) {
                    self.shift(at, |at| at + 1);
                    self.put(at, &piece.header, newsroom);
                    is_changed = true;
                }
            }
            _ => {
                for id in &change.pieces {
                    let (Ok(at), Some(piece)) = (ids.binary_search(id), newsroom.piece(id)) else { continue };
                    let entry = self.entry(at, &piece.header, newsroom);
                    if self.entries[self.positions[at]] != entry {
                        let _ = self.entries.remove(self.positions[at]);
                        self.put(at, &piece.header, newsroom);
                    }
                    is_changed = true;
                }
            }
        }
        if is_changed {
            self.arrange(newsroom);
        }
    }

    /// Shifts the indices of the pieces from an index on.
    fn shift(&mut self, from: usize, to: impl Fn(usize) -> usize) {
        self.entries.iter_mut().filter(|entry| entry.at >= from).for_each(|entry| entry.at = to(entry.at));
        self.find_positions();
    }

    fn put(&mut self, at: usize, header: &Header, newsroom: &Newsroom) {
        let entry = self.entry(at, header, newsroom);
        let place = self.entries.partition_point(|other| other.order(&entry) == Ordering::Less);
        self.entries.insert(place, entry);
        self.find_positions();
    }

    /// Finds the rows that pass the search and the filters, and their positions.
    pub fn arrange(&mut self, newsroom: &Newsroom) {
        let query = Query::new(&self.query);
        let mut is_found = vec![query.is_empty(); self.entries.len()];
        if !query.is_empty() {
            for at in newsroom.search_index().find(&query) {
                if let Some(found) = self.positions.get(at).and_then(|place| is_found.get_mut(*place)) {
                    *found = true;
                }
            }
        }
        self.rows.clear();
        let mut group: Option<(usize, usize)> = None;
        for (index, entry) in self.entries.iter().enumerate() {
            let is_shown = is_found[index]
                && self.status.is_none_or(|status| entry.status == status)
                && self.activity.as_ref().is_none_or(|activity| self.names[entry.activity].0 == *activity)
                && self.concerns(entry, newsroom);
            if !is_shown {
                continue;
            }
            let head = match group {
                Some((activity, head)) if activity == entry.activity => head,
                _ => {
                    self.rows.push(Row::Head { name: self.names[entry.activity].1.clone(), count: 0 });
                    self.rows.len() - 1
                }
            };
            group = Some((entry.activity, head));
            if let Some(Row::Head { count, .. }) = self.rows.get_mut(head) {
                *count += 1;
            }
            self.rows.push(Row::Entry(index));
        }
        let mut tops = std::mem::take(&mut self.tops);
        let mut top = 0.0;
        tops.clear();
        tops.push(top);
        for row in &self.rows {
            top += self.height(row);
            tops.push(top);
        }
        self.tops = tops;
    }

    /// Looks up whom pieces name. Reads every header.
    pub fn name_people(&mut self, newsroom: &Newsroom) {
        let choice =
            |(name, _): (&str, usize)| Choice { value: Some(name.to_owned()), name: name.to_owned() };
        let all = Choice { value: None, name: "Mọi người".to_owned() };
        self.people = std::iter::once(all).chain(newsroom.people_named().into_iter().map(choice)).collect();
    }

    /// Whether a piece passes the filters by approval and person, and is mine if only mine are listed.
    fn concerns(&self, entry: &Entry, newsroom: &Newsroom) -> bool {
        if self.review.is_none() && self.person.is_none() && !self.is_mine_only {
            return true;
        }
        newsroom.piece(&entry.id).is_some_and(|piece| {
            self.review.is_none_or(|review| review.takes(piece, newsroom, &self.mine))
                && self.person.as_ref().is_none_or(|person| piece.header.names(person))
                && (!self.is_mine_only || self.mine.has_piece(newsroom.plan(), newsroom.settings(), piece))
        })
    }

    /// Logical pixels.
    pub fn height(&self, row: &Row) -> f32 {
        match row {
            Row::Head { .. } => HEAD,
            Row::Entry(index) => {
                REST + LINE * self.entries.get(*index).map_or(1.0, |entry| f32::from(entry.lines))
            }
        }
    }

    /// The piece of a row.
    pub fn piece<'a>(&self, index: usize, newsroom: &'a Newsroom) -> Option<&'a Piece> {
        newsroom.piece(&self.entries.get(index)?.id)
    }

    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    pub fn is_filtered(&self) -> bool {
        self.activity.is_some() || self.status.is_some() || self.review.is_some() || self.person.is_some()
    }

    /// The pieces found, in order.
    pub fn found(&self) -> impl Iterator<Item = &Entry> {
        self.rows.iter().filter_map(|row| match row {
            Row::Entry(index) => self.entries.get(*index),
            Row::Head { .. } => None,
        })
    }

    /// The newest pieces still to be written or approved, up to a maximum.
    pub fn unfinished(&self, most: usize) -> impl Iterator<Item = &Entry> {
        let is_open =
            |entry: &&Entry| matches!(entry.status, Status::Idea | Status::Drafting | Status::InReview);
        let newest = self.positions.iter().rev().filter_map(|place| self.entries.get(*place));
        newest.filter(is_open).take(most)
    }

    /// The rows to draw, and the space above and below them.
    pub fn window(&self) -> (Range<usize>, f32, f32) {
        /// Drawn beyond the visible part, so that scrolling shows no gaps.
        const MARGIN: f32 = 400.0;
        let (from, height) = self.view;
        let first = self.tops.partition_point(|top| *top < from - MARGIN).saturating_sub(1);
        let last = self.tops.partition_point(|top| *top < from + height + MARGIN).min(self.rows.len());
        let top = self.tops.get(first).copied().unwrap_or_default();
        let end = self.tops.get(last).copied().unwrap_or_default();
        (first..last, top, self.tops.last().copied().unwrap_or_default() - end)
    }

    /// The scroll position that makes a piece visible; none when it is visible, or not in the list.
    pub fn offset_of(&self, id: &PieceId) -> Option<f32> {
        let at = self.rows.iter().position(|row| match row {
            Row::Entry(index) => self.entries.get(*index).is_some_and(|entry| entry.id == *id),
            Row::Head { .. } => false,
        })?;
        let (top, bottom) = (*self.tops.get(at)?, *self.tops.get(at + 1)?);
        let (from, height) = self.view;
        let is_seen = top >= from && bottom <= from + height;
        (!is_seen).then(|| (top - height / 3.0).max(0.0))
    }
}

/// A title truncated for a row.
pub fn fitted(title: &str) -> Fitted {
    fit(title, TEXT_WIDTH, size::DENSE, LINES)
}

/// "20/03", "chưa xếp ngày"
pub fn when(day: Option<NaiveDate>) -> String {
    day.map_or_else(|| "chưa xếp ngày".to_owned(), wording::day_month)
}

impl Entry {
    /// By activity, then by day; undated ones last.
    fn order(&self, other: &Self) -> Ordering {
        let day = |entry: &Self| entry.date.unwrap_or(NaiveDate::MAX);
        self.activity
            .cmp(&other.activity)
            .then_with(|| day(self).cmp(&day(other)))
            .then_with(|| self.id.cmp(&other.id))
    }
}
