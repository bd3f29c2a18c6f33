//! The kinds of records that every workspace has.

use super::PIECES;
use crate::bank::Bank;
use crate::budget::Budget;
use crate::case::Case;
use crate::duty::Duties;
use crate::place::Places;
use crate::plan::{Plan, Settings};
use crate::poster::OwnTemplate;
use crate::record::Kind;
use crate::reporting::Reports;
use crate::spelling::Vocabulary;
use crate::survey::answers::Answers;

/// The folders whose files are read and watched: of pieces, and of kinds with many files.
pub(super) fn folders() -> impl Iterator<Item = &'static str> {
    PIECES.into_iter().chain(KINDS.iter().filter(|kind| kind.is_many()).map(|kind| kind.path))
}

/// The kinds of records in a workspace. To add a kind, add a line here.
pub(super) const KINDS: &[Kind] = &[
    Kind::of::<Plan>(),
    Kind::of::<Settings>(),
    Kind::of::<Vocabulary>(),
    Kind::of::<Answers>(),
    Kind::of::<Places>(),
    Kind::of::<Case>(),
    Kind::of::<Budget>(),
    Kind::of::<Bank>(),
    Kind::of::<Duties>(),
    Kind::of::<Reports>(),
    Kind::of::<OwnTemplate>(),
];
