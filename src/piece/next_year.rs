//! What of a year's pieces goes along into the next year's workspace.

use super::{Comment, Header, Piece, Status};
use crate::plan::{Kept, Plan};

impl Header {
    /// Whether the piece is neither dropped nor has gone out anywhere: the work on it may go on next year.
    pub fn is_unfinished(&self) -> bool {
        !matches!(self.status, Status::Published | Status::Dropped)
            && self.airings.iter().all(|airing| airing.outcome.is_none())
    }

    /// Whether the piece goes along into the workspace of a new plan.
    pub fn goes_along(&self, plan: &Plan) -> bool {
        self.is_unfinished() && plan.activity(&self.activity).is_some()
    }
}

impl Piece {
    /// The piece as a draft for a new plan: its text stays; its days, approvals and finished steps go, and what the
    /// plan does not have.
    #[must_use]
    pub fn as_draft(mut self, plan: &Plan, kept: Kept) -> Self {
        let header = &mut self.header;
        header.airings.clear();
        header.removed.clear();
        header.approvals.clear();
        header.tasks.clear();
        header.topics.retain(|clause| plan.topic(clause).is_some());
        if kept.people {
            // What was settled is done with; the rest is still to be seen to.
            header.comments.retain(Comment::is_open);
        } else {
            header.people.clear();
            header.comments.clear();
        }
        if header.status != Status::Idea {
            header.status = Status::Drafting;
        }
        header.status_since = None;
        self
    }
}
