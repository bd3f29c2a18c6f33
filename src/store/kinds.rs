//! The kinds of records that every workspace has.

use crate::budget::Budget;
use crate::plan::{Plan, Settings};
use crate::record::Kind;
use crate::spelling::Vocabulary;
use crate::survey::answers::Answers;

/// The kinds of records in a workspace. To add a kind, add a line here.
pub(super) const KINDS: &[Kind] = &[
    Kind::of::<Plan>(),
    Kind::of::<Settings>(),
    Kind::of::<Vocabulary>(),
    Kind::of::<Answers>(),
    Kind::of::<Budget>(),
];
