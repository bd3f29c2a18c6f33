//! The workspace's records in memory: one of each kind with one file, and those of kinds with many.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

use super::{By, Newsroom, search_index};
use crate::budget::Budget;
use crate::piece::Header;
use crate::plan::{Plan, Settings};
use crate::record::{AnyRecord, EntryId, Record};

/// Always with a plan and settings. Cheap to clone.
#[derive(Debug, Clone)]
pub(super) struct Records {
    /// Of kinds with one file, by path.
    single: BTreeMap<&'static str, AnyRecord>,
    /// Of kinds with many files.
    entries: Arc<BTreeMap<EntryId, AnyRecord>>,
}

impl Records {
    /// # Panics
    /// Never for a plan and settings.
    pub fn new(plan: AnyRecord, settings: AnyRecord) -> Self {
        let single = [plan, settings].map(|record| (record.kind().path, record)).into();
        let records = Self { single, entries: Arc::default() };
        let _ = (records.plan(), records.settings());
        records
    }

    /// Adds records of further kinds, and those of kinds with many files.
    pub fn add(&mut self, records: impl IntoIterator<Item = AnyRecord>) {
        for record in records {
            match record.entry() {
                Some(id) => drop(Arc::make_mut(&mut self.entries).insert(id, record)),
                None => drop(self.single.entry(record.kind().path).or_insert(record)),
            }
        }
    }

    pub fn all(&self) -> impl Iterator<Item = &AnyRecord> {
        self.single.values()
    }

    pub fn get(&self, path: &str) -> Option<&AnyRecord> {
        self.single.get(path)
    }

    pub fn entry(&self, id: &EntryId) -> Option<&AnyRecord> {
        self.entries.get(id)
    }

    /// By id.
    pub fn entries<T: Record>(&self) -> impl Iterator<Item = &T> {
        let from = EntryId::of::<T>("");
        self.entries
            .range((Bound::Included(from), Bound::Unbounded))
            .take_while(|(id, _)| id.kind() == T::PATH)
            .filter_map(|(_, record)| record.get())
    }

    /// Adds or replaces one of many. Returns the one before.
    pub fn put_entry(&mut self, id: EntryId, record: AnyRecord) -> Option<AnyRecord> {
        Arc::make_mut(&mut self.entries).insert(id, record)
    }

    pub fn remove_entry(&mut self, id: &EntryId) -> Option<AnyRecord> {
        Arc::make_mut(&mut self.entries).remove(id)
    }

    /// Replaces the record of the same kind. Returns the old one.
    pub fn put(&mut self, record: AnyRecord) -> AnyRecord {
        let kind = record.kind();
        self.single.insert(kind.path, record).unwrap_or_else(|| kind.empty())
    }

    pub fn plan(&self) -> &Plan {
        self.of()
    }

    pub fn settings(&self) -> &Settings {
        self.of()
    }

    /// None while the workspace has no such file.
    pub fn budget(&self) -> Option<&Budget> {
        self.get(Budget::PATH).and_then(AnyRecord::get)
    }

    fn of<T: Record>(&self) -> &T {
        self.get(T::PATH).and_then(AnyRecord::get).expect("a newsroom has a plan and settings")
    }
}

impl Newsroom {
    /// The records of a kind with many files, by id, which is the order of creation.
    pub fn entries<T: Record>(&self) -> impl Iterator<Item = &T> {
        self.records.entries()
    }

    /// One record of a kind with many files.
    pub fn entry<T: Record>(&self, id: &str) -> Option<&T> {
        self.records.entry(&EntryId::of::<T>(id))?.get()
    }

    /// Like [`Self::entry`], of any kind.
    pub fn any_entry(&self, id: &EntryId) -> Option<&AnyRecord> {
        self.records.entry(id)
    }

    /// Adds or replaces one of many records, or removes it. Returns the one before.
    pub(super) fn set_entry(&mut self, id: &EntryId, record: Option<AnyRecord>) -> Option<AnyRecord> {
        self.edition += 1;
        match record {
            Some(record) => self.records.put_entry(id.clone(), record),
            None => self.records.remove_entry(id),
        }
    }

    /// Replaces a record and updates what is derived from it. Returns the old one.
    pub(super) fn set_record(&mut self, record: AnyRecord) -> AnyRecord {
        let old = self.records.put(record);
        self.follow_record(&old);
        old
    }

    /// Updates what is derived from a record that has replaced this one.
    fn follow_record(&mut self, old: &AnyRecord) {
        let (plan, settings) = (self.plan(), self.settings());
        // Slots and their days depend only on these parts of the settings and the plan.
        let is_owed_alike = match old.kind().path {
            Plan::PATH => old.get::<Plan>().is_some_and(|old| old.owes_like(plan)),
            Settings::PATH => old.get::<Settings>().is_some_and(|old| {
                old.start == settings.start
                    && old.programmes == settings.programmes
                    && old.localities == settings.localities
            }),
            _ => true,
        };
        // The search index contains the activities' names.
        let is_renamed = old.get::<Plan>().is_some_and(|old| search_index::is_renamed(old, plan));
        let reads_alike = old.get::<Plan>().is_some_and(|old| old.reads_like(plan));
        let is_year_same = old.get::<Plan>().is_none_or(|old| old.year == plan.year);
        let are_holidays_same = old.get::<Settings>().is_none_or(|old| old.holidays == settings.holidays);
        let are_steps_same = are_holidays_same
            && is_year_same
            && old.get::<Settings>().is_none_or(|old| old.tasks == settings.tasks);
        if is_renamed {
            self.search_index = Arc::default();
        }
        if !is_year_same || !are_holidays_same {
            self.count_workdays();
        }
        if !is_owed_alike {
            self.owe();
        } else if !reads_alike || !are_steps_same {
            self.edition += 1;
        }
    }

    /// Replaces a record together with headers of pieces. Returns the old ones.
    pub(super) fn rehome(
        &mut self,
        record: AnyRecord,
        headers: Vec<Header>,
        by: By,
    ) -> (AnyRecord, Vec<Header>) {
        let mut before = Vec::with_capacity(headers.len());
        for mut header in headers {
            let Some(piece) = self.pieces.get_mut(&header.id) else { continue };
            if by == By::User {
                header.keep_identities(&piece.header);
            }
            if header.activity != piece.header.activity {
                self.tones.forget(&header.id);
            }
            before.push(std::mem::replace(&mut Arc::make_mut(piece).header, header));
        }
        if before.is_empty() {
            return (self.set_record(record), before);
        }
        // All at once: a piece at a time would look through all slots for each.
        let record = self.records.put(record);
        self.search_index = Arc::default();
        self.count_workdays();
        self.owe();
        (record, before)
    }
}
