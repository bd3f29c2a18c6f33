//! The list of cases: what is shown of them, filters and search.

use std::collections::HashMap;
use std::fmt;

use chrono::NaiveDate;

use crate::case::{Case, State};
use crate::fold::Query;
use crate::ledger::{CaseTiming, CaseView, Mine};
use crate::newsroom::{Change, Newsroom};
use crate::plan::CaseSource;
use crate::record::Record;

/// The quick filters, one at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Quick {
    #[default]
    All,
    New,
    Forwarded,
    Soon,
    Overdue,
    Answered,
    Published,
    Praise,
}

impl Quick {
    pub const ALL: [Self; 8] = [
        Self::All,
        Self::New,
        Self::Forwarded,
        Self::Soon,
        Self::Overdue,
        Self::Answered,
        Self::Published,
        Self::Praise,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::All => "Tất cả",
            Self::New => "Mới",
            Self::Forwarded => "Đã chuyển",
            Self::Soon => "Sắp đến hạn",
            Self::Overdue => "Quá hạn",
            Self::Answered => "Đã trả lời",
            Self::Published => "Đã đăng",
            Self::Praise => "Lời khen",
        }
    }

    fn takes(self, line: &Line) -> bool {
        match self {
            Self::All => true,
            Self::New => line.state == State::New && !line.is_praise && !line.is_duplicate,
            Self::Forwarded => line.state == State::Forwarded && !line.is_duplicate,
            Self::Soon => line.timing == CaseTiming::Soon,
            Self::Overdue => line.timing == CaseTiming::Overdue,
            Self::Answered => line.state == State::Answered,
            Self::Published => line.state == State::Published,
            Self::Praise => line.is_praise,
        }
    }

    /// Whether what is due first stands first.
    fn is_by_due(self) -> bool {
        matches!(self, Self::New | Self::Forwarded | Self::Soon | Self::Overdue)
    }
}

/// An option of a filter or a form; no id means all, or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub id: Option<String>,
    pub name: String,
}

impl Choice {
    pub fn new(id: impl Into<String>, name: impl Into<String>) -> Self {
        Self { id: Some(id.into()), name: name.into() }
    }

    pub fn none(name: &str) -> Self {
        Self { id: None, name: name.to_owned() }
    }
}

impl fmt::Display for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

/// A filter of the list, by what it looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filter {
    Agency,
    Field,
    Locality,
    Source,
}

/// A case as listed.
#[derive(Debug, Clone)]
pub struct Line {
    pub id: String,
    pub topic: String,
    pub received: NaiveDate,
    pub due: Option<NaiveDate>,
    pub state: State,
    pub timing: CaseTiming,
    pub agency: String,
    pub field: String,
    pub locality: String,
    pub source: CaseSource,
    pub is_praise: bool,
    pub is_duplicate: bool,
}

impl Line {
    fn new(view: &CaseView<'_>) -> Self {
        let case = view.case;
        Self {
            id: case.id.clone(),
            topic: case.topic.clone(),
            received: case.received,
            due: view.due,
            state: view.state,
            timing: view.timing,
            agency: view.agency.to_owned(),
            field: case.field.clone(),
            locality: case.locality.clone(),
            source: case.source,
            is_praise: case.is_praise,
            is_duplicate: case.duplicate_of.is_some(),
        }
    }
}

#[derive(Debug, Default)]
pub struct List {
    lines: Vec<Line>,
    /// What the search looks through, by id: folded once, and again when a case changes.
    texts: HashMap<String, String>,
    /// Indices of the lines that are listed.
    found: Vec<usize>,
    /// How many each quick filter would list.
    counts: [usize; Quick::ALL.len()],
    pub query: String,
    pub quick: Quick,
    pub agency: Option<String>,
    pub field: Option<String>,
    pub locality: Option<String>,
    pub source: Option<String>,
}

impl List {
    /// Forgets what is derived from changed cases.
    pub fn changed(&mut self, change: &Change) {
        for id in change.entries.iter().filter(|id| id.kind() == Case::PATH) {
            let _ = self.texts.remove(id.id());
        }
    }

    /// Reads all cases; only mine where it is limited to those.
    pub fn fill(&mut self, newsroom: &Newsroom, mine: Option<&Mine>) {
        let views = newsroom.cases();
        for view in &views {
            if !self.texts.contains_key(&view.case.id) {
                let _ = self.texts.insert(view.case.id.clone(), view.case.search_text());
            }
        }
        let shown = views.iter().filter(|view| mine.is_none_or(|mine| view.is_owed_by(mine)));
        self.lines = shown.map(Line::new).collect();
        self.arrange();
    }

    /// Finds the lines that pass the search and the filters.
    pub fn arrange(&mut self) {
        let query = Query::new(&self.query);
        let is =
            |filter: &Option<String>, value: &str| filter.as_deref().is_none_or(|wanted| wanted == value);
        self.counts = [0; Quick::ALL.len()];
        self.found.clear();
        for (at, line) in self.lines.iter().enumerate() {
            let is_shown = is(&self.agency, &line.agency)
                && is(&self.field, &line.field)
                && is(&self.locality, &line.locality)
                && is(&self.source, line.source.code())
                && (query.is_empty()
                    || self.texts.get(&line.id).is_some_and(|text| query.matches_folded(text)));
            if !is_shown {
                continue;
            }
            for (count, quick) in self.counts.iter_mut().zip(Quick::ALL) {
                *count += usize::from(quick.takes(line));
            }
            if self.quick.takes(line) {
                self.found.push(at);
            }
        }
        let lines = &self.lines;
        if self.quick.is_by_due() {
            self.found.sort_by_key(|at| (lines[*at].due, lines[*at].received));
        } else {
            self.found.sort_by_key(|at| std::cmp::Reverse((lines[*at].received, &lines[*at].id)));
        }
    }

    pub fn filter(&mut self, filter: Filter) -> &mut Option<String> {
        match filter {
            Filter::Agency => &mut self.agency,
            Filter::Field => &mut self.field,
            Filter::Locality => &mut self.locality,
            Filter::Source => &mut self.source,
        }
    }

    pub fn chosen(&self, filter: Filter) -> Option<&str> {
        match filter {
            Filter::Agency => self.agency.as_deref(),
            Filter::Field => self.field.as_deref(),
            Filter::Locality => self.locality.as_deref(),
            Filter::Source => self.source.as_deref(),
        }
    }

    pub fn is_filtered(&self) -> bool {
        let filters = [&self.agency, &self.field, &self.locality, &self.source];
        !self.query.is_empty() || self.quick != Quick::All || filters.iter().any(|filter| filter.is_some())
    }

    pub fn reset(&mut self) {
        let lines = std::mem::take(&mut self.lines);
        let texts = std::mem::take(&mut self.texts);
        *self = Self { lines, texts, ..Self::default() };
        self.arrange();
    }

    /// Whether there are no cases at all.
    pub fn has_none(&self) -> bool {
        self.lines.is_empty()
    }

    pub fn count(&self, quick: Quick) -> usize {
        Quick::ALL.iter().position(|other| *other == quick).map_or(0, |at| self.counts[at])
    }

    /// How many pass the filters.
    pub fn count_shown(&self) -> usize {
        self.found.len()
    }

    pub fn line(&self, at: usize) -> Option<&Line> {
        self.lines.get(*self.found.get(at)?)
    }

    pub fn place(&self, id: &str) -> Option<usize> {
        self.found.iter().position(|at| self.lines[*at].id == id)
    }
}
