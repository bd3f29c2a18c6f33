//! The kinds of records that every workspace has.

use crate::plan::{Plan, Settings};
use crate::record::Kind;

/// The kinds of records in a workspace. To add a kind, add a line here.
pub(super) const KINDS: &[Kind] = &[Kind::of::<Plan>(), Kind::of::<Settings>()];

/// The user-facing name of the record at this path.
pub fn name_of(path: &str) -> &str {
    KINDS.iter().find(|kind| kind.path == path).map_or(path, |kind| kind.name)
}
