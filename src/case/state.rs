//! How far a case is, derived from its steps.

use chrono::NaiveDate;

use super::{Case, StepKind};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Nobody has been asked yet.
    New,
    Forwarded,
    Answered,
    /// The answer was published.
    Published,
    Closed,
}

impl State {
    pub const ALL: [Self; 5] = [Self::New, Self::Forwarded, Self::Answered, Self::Published, Self::Closed];

    pub fn name(self) -> &'static str {
        match self {
            Self::New => "mới",
            Self::Forwarded => "đã chuyển",
            Self::Answered => "đã trả lời",
            Self::Published => "đã đăng",
            Self::Closed => "kết thúc",
        }
    }

    /// For other programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Forwarded => "forwarded",
            Self::Answered => "answered",
            Self::Published => "published",
            Self::Closed => "closed",
        }
    }

    /// Whether an answer is still awaited.
    pub fn is_open(self) -> bool {
        matches!(self, Self::New | Self::Forwarded)
    }
}

impl Case {
    /// How far it is at the end of a day. What was answered, published or closed stays so unless it is forwarded
    /// again.
    pub fn state(&self, day: NaiveDate) -> State {
        self.steps_to(day).into_iter().fold(State::New, |state, step| match step.kind {
            StepKind::Forwarded => State::Forwarded,
            StepKind::NotCompetent if step.agency.is_some() => State::Forwarded,
            StepKind::NotCompetent => State::New,
            StepKind::Reminded => state,
            StepKind::Answered => state.max(State::Answered),
            StepKind::Published => state.max(State::Published),
            StepKind::Closed => State::Closed,
        })
    }

    /// The day of the first answer since it was last forwarded, up to a day.
    pub fn answered(&self, day: NaiveDate) -> Option<NaiveDate> {
        self.steps_to(day).into_iter().fold(None, |answered, step| match step.kind {
            StepKind::Forwarded | StepKind::NotCompetent => None,
            StepKind::Answered | StepKind::Published | StepKind::Closed => answered.or(Some(step.date)),
            StepKind::Reminded => answered,
        })
    }
}
