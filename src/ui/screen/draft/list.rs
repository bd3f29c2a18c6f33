//! The list of pieces: what it holds, what a search finds, and where each row stands.

use std::cmp::Ordering;
use std::fmt;
use std::ops::Range;

use chrono::NaiveDate;

use super::fit::fit;
use crate::calendar::wording;
use crate::newsroom::{Change, Newsroom};
use crate::piece::fold::{self, Query};
use crate::piece::{Piece, PieceId, Status};
use crate::ui::theme::size;

/// Logical pixels.
pub const WIDTH: f32 = 252.0;
/// Of a row's words.
const TEXT_WIDTH: f32 = WIDTH - 2.0 * 12.0 - 2.0 * 10.0;
const HEAD: f32 = 34.0;
const LINE: f32 = 19.5;
/// A row's date and the space around its words.
const REST: f32 = 36.0;

/// A piece as its row shows it.
#[derive(Debug, Clone)]
pub struct Entry {
    pub id: PieceId,
    pub title: String,
    /// Broken to the row's width.
    pub shown: String,
    pub is_cut: bool,
    lines: usize,
    pub status: Status,
    pub date: Option<NaiveDate>,
    /// "20/03", "chưa xếp ngày"
    pub when: String,
    /// Folded: what a search looks through.
    key: String,
    activity: String,
    /// Place of its activity in the plan.
    rank: usize,
}

/// One row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// An activity with how many of its pieces are shown.
    Head { name: String, count: usize },
    /// Index into the entries.
    Entry(usize),
}

/// One of a filter's choices; no value stands for all.
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

#[derive(Debug)]
pub struct List {
    /// Whether the pieces have been taken in.
    is_filled: bool,
    entries: Vec<Entry>,
    rows: Vec<Row>,
    /// Top of each row, and of what would follow the last.
    tops: Vec<f32>,
    pub query: String,
    pub activity: Option<String>,
    pub status: Option<Status>,
    pub is_filtering: bool,
    pub activities: Vec<Choice<String>>,
    pub statuses: Vec<Choice<Status>>,
    /// What of the list is in view: from, height.
    pub view: (f32, f32),
}

impl List {
    pub fn new(newsroom: &Newsroom) -> Self {
        let mut activities = vec![Choice { value: None, name: "Mọi hình thức".to_owned() }];
        activities.extend(
            newsroom
                .plan
                .activities
                .iter()
                .map(|activity| Choice { value: Some(activity.id.clone()), name: activity.short.clone() }),
        );
        let mut statuses = vec![Choice { value: None, name: "Mọi trạng thái".to_owned() }];
        statuses
            .extend(Status::ALL.map(|status| Choice { value: Some(status), name: status.name().to_owned() }));
        Self {
            is_filled: false,
            entries: Vec::new(),
            rows: Vec::new(),
            tops: Vec::new(),
            query: String::new(),
            activity: None,
            status: None,
            is_filtering: false,
            activities,
            statuses,
            view: (0.0, 900.0),
        }
    }

    /// Takes all pieces in, once.
    pub fn fill(&mut self, newsroom: &Newsroom) {
        if !std::mem::replace(&mut self.is_filled, true) {
            self.entries = newsroom.pieces().map(|piece| Entry::new(piece, newsroom)).collect();
            self.entries.sort_by(Entry::order);
            self.arrange(newsroom);
        }
    }

    /// Takes in what changed of the pieces' headers. Typing in a body changes nothing here.
    pub fn changed(&mut self, change: &Change, newsroom: &Newsroom) {
        if !self.is_filled {
            return;
        }
        let mut is_changed = false;
        for id in &change.pieces {
            let old = self.entries.iter().position(|entry| entry.id == *id);
            let new = newsroom.piece(id).map(|piece| (piece, Entry::key(piece)));
            match (old, new) {
                (None, None) => {}
                (Some(at), Some((piece, key))) if self.entries[at].is(piece, &key) => {}
                (old, new) => {
                    is_changed = true;
                    if let Some(at) = old {
                        let _ = self.entries.remove(at);
                    }
                    if let Some((piece, _)) = new {
                        self.entries.push(Entry::new(piece, newsroom));
                    }
                }
            }
        }
        if is_changed {
            self.entries.sort_by(Entry::order);
            self.arrange(newsroom);
        }
    }

    /// Finds the rows that the search and the filters leave, and where each stands.
    pub fn arrange(&mut self, newsroom: &Newsroom) {
        let query = Query::new(&self.query);
        self.rows.clear();
        let mut group: Option<(&str, usize)> = None;
        for (index, entry) in self.entries.iter().enumerate() {
            let is_found = self.activity.as_ref().is_none_or(|activity| entry.activity == *activity)
                && self.status.is_none_or(|status| entry.status == status)
                && query.matches_folded(&entry.key);
            if !is_found {
                continue;
            }
            let head = match group {
                Some((activity, head)) if activity == entry.activity => head,
                _ => {
                    let activity = newsroom.plan.activity(&entry.activity);
                    let name = activity.map_or(&entry.activity, |activity| &activity.short).clone();
                    self.rows.push(Row::Head { name, count: 0 });
                    self.rows.len() - 1
                }
            };
            group = Some((&entry.activity, head));
            if let Some(Row::Head { count, .. }) = self.rows.get_mut(head) {
                *count += 1;
            }
            self.rows.push(Row::Entry(index));
        }
        let mut tops = vec![0.0];
        let mut top = 0.0;
        for row in &self.rows {
            top += self.height(row);
            tops.push(top);
        }
        self.tops = tops;
    }

    /// Logical pixels.
    pub fn height(&self, row: &Row) -> f32 {
        match row {
            Row::Head { .. } => HEAD,
            Row::Entry(index) => REST + LINE * self.entries.get(*index).map_or(1, |entry| entry.lines) as f32,
        }
    }

    pub fn entry(&self, index: usize) -> Option<&Entry> {
        self.entries.get(index)
    }

    pub fn entry_of(&self, id: &PieceId) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == *id)
    }

    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    pub fn is_filtered(&self) -> bool {
        self.activity.is_some() || self.status.is_some()
    }

    /// Found pieces, in order.
    pub fn found(&self) -> impl Iterator<Item = &Entry> {
        self.rows.iter().filter_map(|row| match row {
            Row::Entry(index) => self.entries.get(*index),
            Row::Head { .. } => None,
        })
    }

    /// What still has to be written or approved, the newest first.
    pub fn unfinished(&self) -> impl Iterator<Item = &Entry> {
        let mut unfinished: Vec<_> = self
            .entries
            .iter()
            .filter(|entry| matches!(entry.status, Status::Idea | Status::Drafting | Status::InReview))
            .collect();
        unfinished.sort_by(|left, right| right.id.cmp(&left.id));
        unfinished.into_iter()
    }

    /// The rows to draw, the space above them and the space below.
    pub fn window(&self) -> (Range<usize>, f32, f32) {
        /// Drawn beyond what is in view, so that a scroll finds something.
        const MARGIN: f32 = 400.0;
        let (from, height) = self.view;
        let first = self.tops.partition_point(|top| *top < from - MARGIN).saturating_sub(1);
        let last = self.tops.partition_point(|top| *top < from + height + MARGIN).min(self.rows.len());
        let top = self.tops.get(first).copied().unwrap_or_default();
        let end = self.tops.get(last).copied().unwrap_or_default();
        (first..last, top, self.tops.last().copied().unwrap_or_default() - end)
    }

    /// Where to scroll so that a piece is in view; none when it is, or is not in the list.
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

impl Entry {
    fn new(piece: &Piece, newsroom: &Newsroom) -> Self {
        let header = &piece.header;
        let fitted = fit(&header.title, TEXT_WIDTH, size::DENSE, 2);
        let date = header.first_date();
        let when = date.map_or_else(|| "chưa xếp ngày".to_owned(), wording::day_month);
        Self {
            id: header.id.clone(),
            title: header.title.clone(),
            shown: fitted.text,
            is_cut: fitted.is_cut,
            lines: fitted.lines,
            status: header.status,
            date,
            when,
            key: Self::key(piece),
            activity: header.activity.clone(),
            rank: newsroom
                .plan
                .activities
                .iter()
                .position(|activity| activity.id == header.activity)
                .unwrap_or(usize::MAX),
        }
    }

    /// What is searched: the title, the people, the status, the day.
    fn key(piece: &Piece) -> String {
        let header = &piece.header;
        let mut key = fold::fold(&header.title);
        for person in &header.people {
            key.push(' ');
            key.push_str(&fold::fold(&person.name));
        }
        key.push(' ');
        key.push_str(&fold::fold(header.status.name()));
        if let Some(date) = header.first_date() {
            key.push(' ');
            key.push_str(&wording::date(date));
        }
        key
    }

    fn is(&self, piece: &Piece, key: &str) -> bool {
        let header = &piece.header;
        self.title == header.title
            && self.status == header.status
            && self.date == header.first_date()
            && self.activity == header.activity
            && self.key == key
    }

    /// By activity, then by day; what has no day comes last.
    fn order(&self, other: &Self) -> Ordering {
        let day = |entry: &Self| entry.date.unwrap_or(NaiveDate::MAX);
        self.rank
            .cmp(&other.rank)
            .then_with(|| self.activity.cmp(&other.activity))
            .then_with(|| day(self).cmp(&day(other)))
            .then_with(|| self.id.cmp(&other.id))
    }
}
