//! Names one record of a kind with many files.

use std::sync::Arc;

use super::Record;

/// The kind and the id of one of many records. Cheap to clone; ordered by kind, then by id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId {
    kind: &'static str,
    /// `<id>.<extension>`: unlike any id of a piece, so that it names a history.
    name: Arc<str>,
}

impl EntryId {
    pub fn of<T: Record>(id: &str) -> Self {
        Self::new(T::PATH, T::EXTENSION, id)
    }

    /// `kind` and `extension` as in [`Record::PATH`] and [`Record::EXTENSION`].
    pub(super) fn new(kind: &'static str, extension: Option<&str>, id: &str) -> Self {
        Self { kind, name: format!("{id}.{}", extension.unwrap_or_default()).into() }
    }

    /// [`Record::PATH`] of its kind.
    pub fn kind(&self) -> &'static str {
        self.kind
    }

    pub fn id(&self) -> &str {
        self.name.rsplit_once('.').map_or(&*self.name, |(id, _)| id)
    }

    /// `<id>.<extension>`.
    pub fn name(&self) -> &str {
        &self.name
    }
}
