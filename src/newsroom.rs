//! The open workspace in memory: the plan, the settings, the pieces, and what is owed today.
//!
//! Every change is a [`Command`] with its inverse, so undo and redo work everywhere.

mod batch;
mod cases;
mod command;
mod days;
mod distribution;
mod duplicate;
mod outside;
mod records;
mod rehome;
mod search_index;
mod texts;
mod tones;
mod work;

pub use batch::{Airings, Base, Batch, BatchEdit, Gap, Moved, Pick, Reach, Reason, Shift, Spared};
pub use command::{Change, Command, Refusal};
pub use days::Days;
pub use distribution::Distribution;
pub use search_index::SearchIndex;
pub use texts::Texts;

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, LazyLock, OnceLock};

use chrono::NaiveDate;
use indexmap::IndexMap;
use rayon::prelude::*;

use crate::budget::Budget;
use crate::calendar::{Workdays, range, week};
use crate::duty::Duties;
use crate::fold::capital;
use crate::ledger::{
    self, Airtime, AsOf, Clash, Clashes, Coverage, Lack, Mine, Obligations, Progress, ReturnState, Stay,
};
use crate::piece::edit::Edit;
use crate::piece::{Header, Piece, PieceId, Status, Tone, Vacancies};
use crate::place::Places;
use crate::plan::{Plan, Settings};
use crate::record::{AnyRecord, Record};
use crate::reporting::Reports;
use command::Step;
use records::Records;
use tones::Tones;

/// How many steps can be undone; older ones are dropped.
const HISTORY: usize = 500;

/// Who makes a change. Undo and redo restore the state exactly, including the airings' ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    User,
    Undo,
}

#[derive(Debug)]
pub struct Newsroom {
    records: Records,
    today: NaiveDate,
    /// Sorted by id; a hash map, because a month of a large workspace takes thousands of look-ups.
    pieces: IndexMap<PieceId, Arc<Piece>>,
    obligations: Arc<Obligations>,
    days: Arc<Days>,
    /// From which the deadlines of steps are counted.
    workdays: Arc<Workdays>,
    /// Built in the background, or on first use.
    search_index: Arc<OnceLock<SearchIndex>>,
    tones: Tones,
    /// Incremented by every change except those of bodies.
    edition: u64,
    /// The indexes are built anew after a change of many pieces, not updated for each.
    is_bulk: bool,
    undo: Vec<Step>,
    redo: Vec<Step>,
}

impl Newsroom {
    pub fn new(
        plan: impl Into<Arc<Plan>>,
        settings: impl Into<Arc<Settings>>,
        pieces: impl IntoIterator<Item = Piece>,
        today: NaiveDate,
    ) -> Self {
        let mut pieces: IndexMap<_, _> =
            pieces.into_iter().map(|piece| (piece.header.id.clone(), Arc::new(piece))).collect();
        pieces.sort_unstable_keys();
        let today = range::nearest(today);
        let mut newsroom = Self {
            records: Records::new(AnyRecord::shared(plan.into()), AnyRecord::shared(settings.into())),
            today,
            pieces,
            obligations: Arc::default(),
            days: Arc::default(),
            workdays: Arc::default(),
            search_index: Arc::default(),
            tones: Tones::default(),
            edition: 0,
            is_bulk: false,
            undo: Vec::new(),
            redo: Vec::new(),
        };
        newsroom.owe();
        newsroom.count_workdays();
        newsroom
    }

    /// The same newsroom with the workspace's records of other kinds.
    #[must_use]
    pub fn with_records(mut self, records: impl IntoIterator<Item = AnyRecord>) -> Self {
        self.records.add(records);
        self
    }

    /// Every record of a kind with one file, by path.
    pub fn records(&self) -> impl Iterator<Item = &AnyRecord> {
        self.records.all()
    }

    /// The record at this path.
    pub fn record(&self, path: &str) -> Option<&AnyRecord> {
        self.records.get(path)
    }

    pub fn plan(&self) -> &Plan {
        self.records.plan()
    }

    pub fn settings(&self) -> &Settings {
        self.records.settings()
    }

    pub fn places(&self) -> &Places {
        static NONE: Places = Places { schema: Places::SCHEMA, places: Vec::new() };
        self.record(Places::PATH).and_then(AnyRecord::get).unwrap_or(&NONE)
    }

    /// What hangs or plays at places. Reads every header.
    pub fn stays(&self) -> impl Iterator<Item = Stay<'_>> {
        ledger::stays(self.plan(), self.pieces().map(|piece| &piece.header), self.today)
    }

    /// How far the activities of which places are named reach. As expensive as [`Self::progress`].
    pub fn coverage(&self) -> Vec<Coverage> {
        ledger::coverage(self.plan(), self.settings(), self.places(), self.stays(), self.today)
    }

    /// The budget; one without lines while the workspace has none.
    pub fn budget(&self) -> &Budget {
        static NONE: LazyLock<Budget> = LazyLock::new(Budget::default);
        self.records.budget().unwrap_or(&NONE)
    }

    /// Who does what of section V; nothing while the workspace has no such file.
    pub fn duties(&self) -> &Duties {
        static NONE: LazyLock<Duties> = LazyLock::new(Duties::default);
        self.record(Duties::PATH).and_then(AnyRecord::get).unwrap_or(&NONE)
    }

    /// What reports say in words; nothing while the workspace has no such file.
    pub fn reports(&self) -> &Reports {
        static NONE: LazyLock<Reports> = LazyLock::new(Reports::default);
        self.record(Reports::PATH).and_then(AnyRecord::get).unwrap_or(&NONE)
    }

    /// Which bodies sent their part of a period's report.
    pub fn returns(&self, period: (NaiveDate, NaiveDate)) -> Vec<ReturnState> {
        ledger::returns(self.plan(), self.settings(), self.reports(), period, self.today)
    }

    /// The working date: the one fixed in the settings, or the day given to the program, limited to
    /// [`range::YEARS`].
    pub fn today(&self) -> NaiveDate {
        self.today
    }

    pub fn set_today(&mut self, today: NaiveDate) {
        let today = range::nearest(today);
        if self.today != today {
            self.today = today;
            self.search_index = Arc::default();
            self.owe();
        }
    }

    /// Whether the plan's year is over, its last week included, which may end in January.
    pub fn is_year_over(&self) -> bool {
        week::month_bounds(self.plan().year, 12).is_some_and(|(_, last)| last < self.today)
            && self.obligations.slots.iter().all(|view| view.slot.to < self.today)
    }

    /// Whether the plan's year is still to come, its first week included, which may begin in December.
    pub fn is_year_ahead(&self) -> bool {
        week::month_bounds(self.plan().year, 1).is_some_and(|(first, _)| self.today < first)
            && self.obligations.slots.iter().all(|view| self.today < view.slot.from)
    }

    /// Changes whenever a header, the plan, the settings, the day or the set of pieces changes: derived data
    /// with an older number is stale. Bodies and the plan's running text do not count, except where an approval no
    /// longer belongs to a body's words, or does so again.
    pub fn edition(&self) -> u64 {
        self.edition
    }

    pub fn obligations(&self) -> &Obligations {
        &self.obligations
    }

    /// The ledger's figures. Reads every header: fine for showing and printing, too slow for each keystroke.
    pub fn progress(&self) -> Progress {
        let tones = self.tones();
        let pieces = self.pieces().zip(&tones).map(|(piece, tones)| (&piece.header, tones.as_ref()));
        Progress::new(self.plan(), &self.obligations, pieces)
    }

    /// Like [`Self::progress`], of what is someone's own.
    pub fn progress_of(&self, mine: &Mine) -> Progress {
        let tones = self.tones();
        let pieces = self.pieces().zip(&tones).map(|(piece, tones)| (&piece.header, tones.as_ref()));
        Progress::of_mine(self.plan(), &self.obligations, pieces, mine)
    }

    /// Praise, critique and model officials that past months lack. As expensive as [`Self::progress`].
    pub fn lacks(&self) -> Vec<Lack> {
        let tones = self.tones();
        let pieces = self.pieces().zip(&tones).map(|(piece, tones)| (&piece.header, tones.as_ref()));
        ledger::lacks(self.plan(), self.settings(), pieces, self.today)
    }

    /// In the order of [`Self::pieces`].
    fn tones(&self) -> Vec<Cow<'_, [Tone]>> {
        self.tones.of(self.pieces())
    }

    /// Airings of one channel that overlap.
    pub fn clashes(&self) -> Clashes {
        self.airtime(self.pieces().map(|piece| &piece.header)).clashes()
    }

    /// The clashes that have not ended before today.
    pub fn coming_clashes(&self) -> Clashes {
        self.airtime(self.pieces().map(|piece| &piece.header)).since(self.today).clashes()
    }

    /// The clashes of one piece if it had this header, checked against pieces aired on its days, the day
    /// before and the day after.
    pub fn clashes_of(&self, header: &Header) -> Vec<Clash> {
        let known = AsOf::new(header, self.today);
        let days = header.airings.iter().filter_map(|airing| known.date(airing));
        let others = self.near(days).into_iter().filter(|other| other.id != header.id);
        self.airtime(others.chain([header])).of(&header.id)
    }

    /// Of each day from `from` to `to` and each piece with airings on it, one clash of these airings.
    pub fn clashes_within(&self, from: NaiveDate, to: NaiveDate) -> HashMap<(NaiveDate, PieceId), Clash> {
        let days = from.iter_days().take_while(|day| *day <= to);
        self.airtime(self.near(days).into_iter()).within(from, to)
    }

    fn airtime<'a>(&'a self, headers: impl Iterator<Item = &'a Header>) -> Airtime<'a> {
        Airtime::new(self.plan(), self.settings(), headers, self.today)
    }

    /// The pieces aired on these days or on a neighbouring day, each once.
    fn near(&self, days: impl IntoIterator<Item = NaiveDate>) -> Vec<&Header> {
        let around = |day: NaiveDate| [day.pred_opt(), Some(day), day.succ_opt()].into_iter().flatten();
        let days: BTreeSet<NaiveDate> = days.into_iter().flat_map(around).collect();
        let mut ids: Vec<&PieceId> = days.iter().flat_map(|day| self.days.on(*day)).collect();
        // Those of a day are sorted: a stable sort merges the days.
        ids.sort();
        ids.dedup();
        ids.into_iter().filter_map(|id| Some(&self.piece(id)?.header)).collect()
    }

    /// The day a piece first went out, or is first planned for ([`AsOf::first_day`]).
    pub fn first_day(&self, header: &Header) -> Option<NaiveDate> {
        AsOf::new(header, self.today).first_day()
    }

    /// How empty slots are identified in exported calendars.
    pub fn vacancies(&self) -> Vacancies {
        let headers = self.pieces().map(|piece| &piece.header);
        Vacancies::new(headers.filter(|header| header.status != Status::Dropped))
    }

    /// The pieces of each day.
    pub fn days(&self) -> &Days {
        &self.days
    }

    /// The search index over all pieces.
    pub fn search_index(&self) -> &SearchIndex {
        self.search_index.get_or_init(|| {
            SearchIndex::new(self.plan(), self.today, self.pieces().map(|piece| &piece.header))
        })
    }

    /// Builds the search index, reads the tones and hashes the words of approved pieces on a background thread.
    pub fn index(&self) -> impl FnOnce() + Send + use<> {
        let (search_index, records, today) =
            (Arc::clone(&self.search_index), self.records.clone(), self.today);
        let tones = self.tones.clone();
        let pieces: Vec<Arc<Piece>> = self.all().cloned().collect();
        move || {
            let headers = || pieces.iter().map(|piece| &piece.header);
            let _ = search_index.get_or_init(|| SearchIndex::new(records.plan(), today, headers()));
            tones.read(&pieces);
            pieces.par_iter().filter(|piece| piece.header.has_bound_approval()).for_each(|piece| {
                let _ = piece.digest();
            });
        }
    }

    pub fn piece(&self, id: &PieceId) -> Option<&Piece> {
        self.pieces.get(id).map(Arc::as_ref)
    }

    /// All pieces by id, which is the order of creation.
    pub fn pieces(&self) -> impl ExactSizeIterator<Item = &Piece> {
        self.pieces.values().map(Arc::as_ref)
    }

    /// Like [`Self::pieces`], for callers that keep a piece without copying it.
    pub fn all(&self) -> impl ExactSizeIterator<Item = &Arc<Piece>> {
        self.pieces.values()
    }

    /// Why a command must be refused, if it must.
    pub fn refusal(&self, command: &Command) -> Option<Refusal> {
        let change = command.touched();
        let newer = |id| self.piece(id).filter(|piece| piece.header.is_newer());
        let name = if let Some(piece) = change.pieces.iter().find_map(newer) {
            format!("“{}”", piece.header.title)
        } else {
            let records = change.records.iter().filter_map(|path| self.record(path));
            let mut records = records.chain(change.entries.iter().filter_map(|id| self.any_entry(id)));
            capital(&records.find(|record| record.newer_schema().is_some())?.name())
        };
        Some(Refusal { name, change })
    }

    /// Carries out a command and records its inverse. Returns what must be saved.
    pub fn apply(&mut self, command: Command) -> Change {
        let (inverse, change) = self.carry_out(command, By::User);
        self.redo.clear();
        let step = Step::new(inverse, &change);
        let step = match self.undo.last_mut() {
            Some(last) => last.absorb(step),
            None => Some(step),
        };
        self.undo.extend(step);
        if self.undo.len() > HISTORY {
            let _ = self.undo.remove(0);
        }
        change
    }

    pub fn undo(&mut self) -> Option<Change> {
        let step = self.undo.pop()?;
        let (inverse, change) = self.carry_out(step.inverse, By::Undo);
        self.redo.push(Step::new(inverse, &change));
        Some(change)
    }

    pub fn redo(&mut self) -> Option<Change> {
        let step = self.redo.pop()?;
        let (inverse, change) = self.carry_out(step.inverse, By::Undo);
        self.undo.push(Step::new(inverse, &change));
        Some(change)
    }

    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    fn put(&mut self, piece: Piece) {
        self.tones.forget(piece.id());
        let piece = Arc::new(piece);
        let id = piece.header.id.clone();
        let old = if self.is_bulk {
            self.pieces.insert(id, Arc::clone(&piece))
        } else {
            self.pieces.insert_sorted(id, Arc::clone(&piece)).1
        };
        self.turn(old.as_deref().map(|old| &old.header), Some(&piece.header));
    }

    /// Keeping the order costs as much as there are pieces: of many, they are sorted once ([`Self::carry_out_all`]).
    fn take(&mut self, id: &PieceId) -> Option<Arc<Piece>> {
        if self.is_bulk { self.pieces.swap_remove(id) } else { self.pieces.shift_remove(id) }
    }

    /// The texts of all pieces, for a search on another thread. Takes a while in a large workspace: once for a
    /// search, not for each of its keys.
    pub fn texts(&self) -> Texts {
        Texts::new(self.all().cloned())
    }

    /// A piece, shared without a copy.
    pub fn shared(&self, id: &PieceId) -> Option<Arc<Piece>> {
        self.pieces.get(id).map(Arc::clone)
    }

    /// The same newsroom for background work, without its undo history; the texts are shared.
    #[must_use]
    pub fn snapshot(&self) -> Self {
        self.with(self.pieces.clone())
    }

    /// Like [`Self::snapshot`], as of the end of another day.
    #[must_use]
    pub fn as_of(&self, day: NaiveDate) -> Self {
        let mut newsroom = self.snapshot();
        newsroom.set_today(day);
        newsroom
    }

    /// Like [`Self::snapshot`], with only these pieces: copying a map of 100,000 takes time.
    #[must_use]
    pub fn snapshot_of<'a>(&self, ids: impl IntoIterator<Item = &'a PieceId>) -> Self {
        let shared = ids.into_iter().filter_map(|id| Some((id.clone(), self.shared(id)?)));
        let mut shared: IndexMap<_, _> = shared.collect();
        shared.sort_unstable_keys();
        self.with(shared)
    }

    fn with(&self, pieces: IndexMap<PieceId, Arc<Piece>>) -> Self {
        Self {
            records: self.records.clone(),
            today: self.today,
            pieces,
            obligations: Arc::clone(&self.obligations),
            days: Arc::clone(&self.days),
            workdays: Arc::clone(&self.workdays),
            search_index: Arc::default(),
            tones: self.tones.clone(),
            edition: self.edition,
            is_bulk: false,
            undo: Vec::new(),
            redo: Vec::new(),
        }
    }

    fn carry_out(&mut self, command: Command, by: By) -> (Command, Change) {
        match command {
            Command::Add(piece) => {
                let id = piece.header.id.clone();
                self.put(*piece);
                (Command::Remove(id.clone()), Change::piece(id))
            }
            Command::Remove(id) => match self.take(&id) {
                Some(piece) => {
                    self.turn(Some(&piece.header), None);
                    (Command::Add(Box::new(Arc::unwrap_or_clone(piece))), Change::piece(id))
                }
                None => (Command::All(Vec::new()), Change::default()),
            },
            Command::SetHeader(mut header) => match self.pieces.get_mut(&header.id) {
                Some(piece) => {
                    let id = header.id.clone();
                    if by == By::User {
                        header.keep_identities(&piece.header);
                    }
                    if header.activity != piece.header.activity {
                        self.tones.forget(&id);
                    }
                    let old = std::mem::replace(&mut Arc::make_mut(piece).header, *header);
                    let new = Arc::clone(piece);
                    self.turn(Some(&old), Some(&new.header));
                    (Command::SetHeader(Box::new(old)), Change::piece(id))
                }
                None => (Command::All(Vec::new()), Change::default()),
            },
            Command::SetBody { id, body, is_typing } => match self.pieces.get_mut(&id) {
                Some(piece) => {
                    let edit = Edit::between(&piece.body, &body);
                    let edits = edit.into_iter().collect();
                    self.carry_out(Command::EditBody { id, edits, is_typing }, by)
                }
                None => (Command::All(Vec::new()), Change::default()),
            },
            Command::EditBody { id, edits, is_typing } => match self.pieces.get_mut(&id) {
                Some(piece) => {
                    self.tones.forget(&id);
                    let was_stale = piece.has_stale_approval();
                    let edited = Arc::make_mut(piece);
                    let mut inverse = Vec::with_capacity(edits.len());
                    let mut change = Change::piece(id.clone());
                    for edit in edits {
                        // An edit that does not fit the body changes nothing.
                        if let Some(back) = edited.edit(&edit) {
                            inverse.insert(0, back);
                            change.edits.push((id.clone(), edit));
                        }
                    }
                    // This is shown like a fact of the header.
                    self.edition += u64::from(piece.has_stale_approval() != was_stale);
                    (Command::EditBody { id, edits: inverse, is_typing }, change)
                }
                None => (Command::All(Vec::new()), Change::default()),
            },
            Command::SetRecord { record, is_typing } if record.kind().is_many() => match record.entry() {
                Some(id) => {
                    let before = self.set_entry(&id, Some(record));
                    let inverse = match before {
                        Some(record) => Command::SetRecord { record, is_typing },
                        None => Command::RemoveEntry(id.clone()),
                    };
                    (inverse, Change::entry(id))
                }
                None => (Command::All(Vec::new()), Change::default()),
            },
            Command::RemoveEntry(id) => match self.set_entry(&id, None) {
                Some(record) => (Command::SetRecord { record, is_typing: false }, Change::entry(id)),
                None => (Command::All(Vec::new()), Change::default()),
            },
            Command::SetRecord { record, is_typing } => {
                let path = record.kind().path;
                let record = self.set_record(record);
                (Command::SetRecord { record, is_typing }, Change::record(path))
            }
            Command::Rehome { record, headers, is_typing } => {
                let mut change = Change::record(record.kind().path);
                let (record, headers) = self.rehome(record, headers, by);
                change.pieces.extend(headers.iter().map(|header| header.id.clone()));
                (Command::Rehome { record, headers, is_typing }, change)
            }
            Command::All(commands) => self.carry_out_all(commands, by),
        }
    }

    /// Updates the indexes after a change of a piece's header; `None` means that the piece was added or
    /// removed.
    fn turn(&mut self, old: Option<&Header>, new: Option<&Header>) {
        if old == new {
            return;
        }
        self.edition += 1;
        if self.is_bulk {
            return;
        }
        match (self.search_index.get(), new.or(old)) {
            (Some(_), Some(header)) => {
                let search_index = Arc::make_mut(&mut self.search_index).get_mut();
                let update = |search_index: &mut SearchIndex| {
                    search_index.update(self.records.plan(), self.today, &header.id, new);
                };
                search_index.into_iter().for_each(update);
            }
            // An index still being built has missed this change.
            _ => self.search_index = Arc::default(),
        }
        // The ledger derives a piece's state on a day from these fields.
        let is_same = old.zip(new).is_some_and(|(old, new)| {
            (old.status, old.status_since) == (new.status, new.status_since)
                && old.approvals == new.approvals
                && old.airings == new.airings
        });
        if !is_same {
            Arc::make_mut(&mut self.obligations).update(self.records.settings(), old, new);
            Arc::make_mut(&mut self.days).update(old, new, self.today);
        }
    }

    fn owe(&mut self) {
        self.edition += 1;
        let headers = || self.pieces.values().map(|piece| &piece.header);
        self.obligations = Arc::new(Obligations::new(self.plan(), self.settings(), headers(), self.today));
        self.days = Arc::new(Days::new(headers(), self.today));
    }
}
