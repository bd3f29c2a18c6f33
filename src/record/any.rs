//! Type-erased records: the store handles every kind of record through these.

use std::any::Any;
use std::fmt::Debug;
use std::sync::Arc;

use super::{Conflict, EntryId, Merged, NameOf, ParseError, Record, file, merge, update};

/// A record of any kind. Cheap to clone.
#[derive(Debug, Clone)]
pub struct AnyRecord(Arc<dyn Held>);

/// A kind of record, as the store sees it.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// See [`Record::PATH`].
    pub path: &'static str,
    /// See [`Record::NAME`].
    pub name: &'static str,
    /// See [`Record::EXTENSION`].
    pub extension: Option<&'static str>,
    parse: fn(&str) -> Result<AnyRecord, ParseError>,
    empty: fn() -> AnyRecord,
}

impl Kind {
    pub const fn of<T: Record>() -> Self {
        Self {
            path: T::PATH,
            name: T::NAME,
            extension: T::EXTENSION,
            parse: |text| file::parse::<T>(text).map(AnyRecord::new),
            empty: || AnyRecord::new(T::default()),
        }
    }

    /// Whether it has many files.
    pub fn is_many(&self) -> bool {
        self.extension.is_some()
    }

    /// # Errors
    /// As [`super::parse`].
    pub fn parse(&self, text: &str) -> Result<AnyRecord, ParseError> {
        (self.parse)(text)
    }

    /// The record of a workspace without a file of this kind.
    pub fn empty(&self) -> AnyRecord {
        (self.empty)()
    }
}

impl AnyRecord {
    pub fn new<T: Record>(record: T) -> Self {
        Self(Arc::new(record))
    }

    pub fn shared<T: Record>(record: Arc<T>) -> Self {
        Self(record)
    }

    /// The record as `T`, if it is of this kind.
    pub fn get<T: Record>(&self) -> Option<&T> {
        self.0.as_any().downcast_ref()
    }

    pub fn kind(&self) -> Kind {
        self.0.kind()
    }

    /// Which of many it is; none of a kind with one file.
    pub fn entry(&self) -> Option<EntryId> {
        let kind = self.0.kind();
        kind.extension.map(|_| EntryId::new(kind.path, kind.extension, self.0.own_id()))
    }

    /// How people call it in the middle of a sentence: "thiết lập", "“Chờ giấy hồng ba tháng”".
    pub fn name(&self) -> String {
        self.0.own_name()
    }

    /// See [`Record::set_id`].
    #[must_use]
    pub fn with_id(&self, id: &str) -> Self {
        self.0.with_own_id(id)
    }

    /// See [`Record::file_name`].
    pub fn file_name(&self) -> String {
        self.0.own_file_name()
    }

    /// The schema it was read with, when newer than the one this program writes.
    pub fn newer_schema(&self) -> Option<u32> {
        self.0.newer_schema()
    }

    /// The record's text for its file; `source` is the current file, whose unknown parts are kept.
    pub fn text_over(&self, source: Option<&str>) -> String {
        self.0.text_over(source)
    }

    /// Like [`super::merge`], or without a base like [`super::merge_without_base`]. A side of another kind
    /// counts as unchanged.
    #[must_use]
    pub fn merge(&self, base: Option<&Self>, theirs: &Self) -> Merged<Self> {
        let unchanged = || Merged { record: self.clone(), conflicts: Vec::new() };
        self.0.merge(base, theirs).unwrap_or_else(unchanged)
    }

    /// Like [`super::words`].
    pub fn words(&self, name_of: NameOf<'_>) -> String {
        self.0.words(name_of)
    }

    /// Like [`super::take_theirs`].
    #[must_use]
    pub fn take_theirs(&self, conflicts: &[&Conflict]) -> Self {
        self.0.take_theirs(conflicts)
    }
}

impl<T: Record> From<T> for AnyRecord {
    fn from(record: T) -> Self {
        Self::new(record)
    }
}

impl PartialEq for AnyRecord {
    fn eq(&self, other: &Self) -> bool {
        self.0.is(other)
    }
}

/// The object-safe part of [`Record`].
trait Held: Debug + Send + Sync {
    fn as_any(&self) -> &dyn Any;
    fn kind(&self) -> Kind;
    fn own_id(&self) -> &str;
    fn with_own_id(&self, id: &str) -> AnyRecord;
    fn own_name(&self) -> String;
    fn own_file_name(&self) -> String;
    fn newer_schema(&self) -> Option<u32>;
    fn text_over(&self, source: Option<&str>) -> String;
    fn merge(&self, base: Option<&AnyRecord>, theirs: &AnyRecord) -> Option<Merged<AnyRecord>>;
    fn words(&self, name_of: NameOf<'_>) -> String;
    fn take_theirs(&self, conflicts: &[&Conflict]) -> AnyRecord;
    fn is(&self, other: &AnyRecord) -> bool;
}

impl<T: Record> Held for T {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn kind(&self) -> Kind {
        Kind::of::<T>()
    }

    fn own_id(&self) -> &str {
        self.id()
    }

    fn with_own_id(&self, id: &str) -> AnyRecord {
        let mut record = self.clone();
        record.set_id(id);
        AnyRecord::new(record)
    }

    fn own_name(&self) -> String {
        if T::EXTENSION.is_some() { self.title() } else { T::NAME.to_owned() }
    }

    fn own_file_name(&self) -> String {
        self.file_name()
    }

    fn newer_schema(&self) -> Option<u32> {
        Some(self.schema()).filter(|schema| *schema > T::SCHEMA)
    }

    fn text_over(&self, source: Option<&str>) -> String {
        source.map_or_else(|| file::to_text(self), |source| update(source, self, T::KEYS))
    }

    fn merge(&self, base: Option<&AnyRecord>, theirs: &AnyRecord) -> Option<Merged<AnyRecord>> {
        let theirs = theirs.get::<T>()?;
        let Merged { record, conflicts } = match base {
            Some(base) => merge::merge(base.get::<T>()?, self, theirs),
            None => merge::merge_without_base(self, theirs),
        };
        Some(Merged { record: AnyRecord::new(record), conflicts })
    }

    fn words(&self, name_of: NameOf<'_>) -> String {
        super::words(self, name_of)
    }

    fn take_theirs(&self, conflicts: &[&Conflict]) -> AnyRecord {
        AnyRecord::new(merge::take_theirs(self, conflicts.iter().copied()))
    }

    fn is(&self, other: &AnyRecord) -> bool {
        other.get::<T>() == Some(self)
    }
}
