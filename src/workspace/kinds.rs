//! The kinds of records that every workspace has.

use crate::plan::{Plan, Settings};
use crate::record::Kind;

/// The kinds of records that a workspace has: to add one, add its line here.
pub(super) const KINDS: &[Kind] = &[Kind::of::<Plan>(), Kind::of::<Settings>()];

/// What people call the record with this path.
pub fn name_of(path: &str) -> &str {
    KINDS.iter().find(|kind| kind.path == path).map_or(path, |kind| kind.name)
}
