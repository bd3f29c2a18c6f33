//! The workspace's records in memory, one of each kind.

use std::collections::BTreeMap;

use crate::plan::{Plan, Settings};
use crate::record::{AnyRecord, Record};

/// By path; always with a plan and settings. Cheap to clone.
#[derive(Debug, Clone)]
pub(super) struct Records(BTreeMap<&'static str, AnyRecord>);

impl Records {
    /// # Panics
    /// Never for a plan and settings.
    pub fn new(plan: AnyRecord, settings: AnyRecord) -> Self {
        let records = Self([plan, settings].map(|record| (record.kind().path, record)).into());
        let _ = (records.plan(), records.settings());
        records
    }

    /// Adds records of further kinds.
    pub fn add(&mut self, records: impl IntoIterator<Item = AnyRecord>) {
        for record in records {
            let _ = self.0.entry(record.kind().path).or_insert(record);
        }
    }

    pub fn all(&self) -> impl Iterator<Item = &AnyRecord> {
        self.0.values()
    }

    pub fn get(&self, path: &str) -> Option<&AnyRecord> {
        self.0.get(path)
    }

    /// Replaces the record of the same kind. Returns the old one.
    pub fn put(&mut self, record: AnyRecord) -> AnyRecord {
        let kind = record.kind();
        self.0.insert(kind.path, record).unwrap_or_else(|| kind.empty())
    }

    pub fn plan(&self) -> &Plan {
        self.of()
    }

    pub fn settings(&self) -> &Settings {
        self.of()
    }

    fn of<T: Record>(&self) -> &T {
        self.get(T::PATH).and_then(AnyRecord::get).expect("a newsroom has a plan and settings")
    }
}
