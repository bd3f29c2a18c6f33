//! What each fault of the plan concerns.

use crate::plan::PlanIssue;

/// The part of the document beside which a fault is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Spot<'a> {
    /// The head of the document: year, number, date, and what concerns the plan as a whole.
    Head,
    /// The activity, topic or duty with this clause.
    Clause(&'a str),
}

pub(super) fn spot(issue: &PlanIssue) -> Spot<'_> {
    match issue {
        PlanIssue::NoLead { clause }
        | PlanIssue::MonthOutOfRange { clause, .. }
        | PlanIssue::BackwardWindow { clause, .. }
        | PlanIssue::NoSuchDay { clause, .. }
        | PlanIssue::NothingOwed { clause }
        | PlanIssue::TooMany { clause, .. }
        | PlanIssue::TwiceOwed { clause, .. }
        | PlanIssue::NoLocality { clause, .. }
        | PlanIssue::NoLocalityIn { clause, .. } => Spot::Clause(clause),
        PlanIssue::UnknownId { place, .. } => place.strip_prefix("Mục ").map_or(Spot::Head, Spot::Clause),
        // Clauses that occur twice.
        PlanIssue::DuplicateId { what: "nội dung" | "điều khoản", id } => Spot::Clause(id),
        PlanIssue::YearOutOfRange { .. }
        | PlanIssue::BadId { .. }
        | PlanIssue::DuplicateId { .. }
        | PlanIssue::TooManySlots { .. }
        | PlanIssue::BackwardLocality { .. }
        | PlanIssue::Draft { .. } => Spot::Head,
    }
}
