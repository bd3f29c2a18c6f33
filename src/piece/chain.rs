//! The approval chain of a piece: how far it has come, and how an answer moves the status.

use chrono::NaiveDate;

use super::agreed::agreed;
use super::{Approval, Confirmation, Header, Piece, Status, normalize};
use crate::plan::{Agency, ApprovalStep, Plan, Settings};

/// The state of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StepState {
    /// Nobody has answered yet.
    Waiting,
    /// Agreed, to the words as they are.
    Agreed,
    /// Agreed, but the words were changed since.
    Edited,
    /// Returned to the author.
    Returned,
}

impl StepState {
    pub fn name(self) -> &'static str {
        match self {
            Self::Waiting => "Chưa có ý kiến",
            Self::Agreed => "Đã duyệt",
            Self::Edited => "Đã sửa sau khi duyệt",
            Self::Returned => "Trả lại",
        }
    }

    /// Whether the chain may go on to the next step.
    fn is_passed(self) -> bool {
        matches!(self, Self::Agreed | Self::Edited)
    }
}

/// A step of a piece's chain, with its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChainStep<'a> {
    pub step: &'a ApprovalStep,
    /// When a step was answered twice, the last answer.
    pub given: Option<&'a Approval>,
    pub state: StepState,
    /// Whether the piece is in review and this step is to answer now.
    pub is_asked: bool,
}

impl Header {
    /// The agency whose paper it is: the one whose own slots it fills, else the activity's ([`Plan::maker`]).
    pub fn maker<'a>(&self, plan: &'a Plan, settings: &Settings) -> Option<&'a Agency> {
        let mut bodies = self.airings.iter().map(|airing| airing.slot.agency());
        let own = bodies.next().flatten().filter(|own| bodies.all(|body| body == Some(*own)));
        own.and_then(|id| plan.agency(id)).or_else(|| plan.maker(settings, &self.activity))
    }

    /// The steps of its chain.
    pub fn approval_steps<'a>(
        &'a self,
        plan: &'a Plan,
        settings: &'a Settings,
    ) -> impl Iterator<Item = &'a ApprovalStep> {
        settings.approval_steps(&self.activity, self.maker(plan, settings))
    }
}

impl Piece {
    /// A hash of what is agreed to in the body, computed once.
    pub fn digest(&self) -> u64 {
        self.body.digest(|text| agreed(self.format, text))
    }

    /// A short hash of what an approval agrees to: the title and the body, with a poster's layout and size.
    /// Days, people and status are not part of it, nor what is noted once a dialogue or a contest is under way.
    pub fn words(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        let _ = hasher.update(normalize(self.header.title.trim()).as_bytes());
        let _ = hasher.update(&[0]);
        let _ = hasher.update(&self.digest().to_le_bytes());
        hasher.finalize().to_hex().as_str()[..16].to_owned()
    }

    /// The steps of its approval chain and the state of each, in order.
    pub fn approval_chain<'a>(&'a self, plan: &'a Plan, settings: &'a Settings) -> Vec<ChainStep<'a>> {
        let words = if self.header.has_bound_approval() { self.words() } else { String::new() };
        let state = |approval: Option<&Approval>| match approval {
            None => StepState::Waiting,
            Some(approval) if !approval.is_agreed() => StepState::Returned,
            Some(approval) if approval.is_stale(&words) => StepState::Edited,
            Some(_) => StepState::Agreed,
        };
        let steps = self.header.approval_steps(plan, settings).map(|step| {
            let given = self.header.approval(&step.id);
            ChainStep { step, given, state: state(given), is_asked: false }
        });
        let mut chain: Vec<_> = steps.collect();
        if self.header.status == Status::InReview {
            ask(&mut chain);
        }
        chain
    }

    /// The steps of its chain that have not agreed to the words as they are, for people: "Trưởng phòng (chưa có ý
    /// kiến), Lãnh đạo cơ quan (trả lại)". None when all have.
    pub fn missing_agreements(&self, plan: &Plan, settings: &Settings) -> Option<String> {
        let chain = self.approval_chain(plan, settings);
        let missing = chain.iter().filter(|step| step.state != StepState::Agreed);
        let missing: Vec<String> = missing
            .map(|step| format!("{} ({})", step.step.name, step.state.name().to_lowercase()))
            .collect();
        (!missing.is_empty()).then(|| missing.join(", "))
    }

    /// Whether the words were changed after someone agreed to them, of its chain or not.
    pub fn has_stale_approval(&self) -> bool {
        self.header.has_bound_approval() && {
            let words = self.words();
            self.header.approvals.iter().any(|approval| approval.is_agreed() && approval.is_stale(&words))
        }
    }

    /// Whether the words were changed after someone of its chain agreed to them.
    pub fn is_edited_since_approval(&self, plan: &Plan, settings: &Settings) -> bool {
        self.header.has_bound_approval()
            && self.approval_chain(plan, settings).iter().any(|step| step.state == StepState::Edited)
    }

    /// The reason for which its author has to take it up again: the latest return of its chain, while it is being
    /// written.
    pub fn returned(&self, plan: &Plan, settings: &Settings) -> Option<&Approval> {
        if !matches!(self.header.status, Status::Idea | Status::Drafting) {
            return None;
        }
        let steps = self.header.approval_steps(plan, settings);
        let given = steps.filter_map(|step| self.header.approval(&step.id));
        given.filter(|approval| !approval.is_agreed()).max_by_key(|approval| approval.date)
    }

    /// Its header with this answer, given to the words as they are. The status follows the chain: a return sends
    /// the piece back to its author, the last agreement approves it. What is published stays so.
    #[must_use]
    pub fn with_approval(
        &self,
        approval: Approval,
        plan: &Plan,
        settings: &Settings,
        today: NaiveDate,
    ) -> Header {
        let mut piece = self.clone();
        let is_returned = !approval.is_agreed();
        piece.header.approvals.retain(|other| other.step != approval.step);
        piece.header.approvals.push(Approval { words: self.words(), confirmed: None, ..approval });
        if is_returned && !matches!(self.header.status, Status::Published | Status::Dropped) {
            piece.header.set_status(Status::Drafting, today);
        }
        if !is_returned {
            piece.follow_chain(plan, settings, today);
        }
        piece.header
    }

    /// Its header without the answer to this step, which waits again.
    #[must_use]
    pub fn without_approval(&self, step: &str, today: NaiveDate) -> Header {
        let mut header = self.header.clone();
        header.approvals.retain(|approval| approval.step != step);
        if header.status == Status::Approved {
            header.set_status(Status::InReview, today);
        }
        header
    }

    /// Its header with an agreement that stands although the words were changed: the change is immaterial.
    #[must_use]
    pub fn with_confirmation(
        &self,
        step: &str,
        confirmation: &Confirmation,
        plan: &Plan,
        settings: &Settings,
        today: NaiveDate,
    ) -> Header {
        let mut piece = self.clone();
        let words = self.words();
        for approval in piece.header.approvals.iter_mut().filter(|approval| approval.step == step) {
            approval.words.clone_from(&words);
            approval.confirmed = Some(confirmation.clone());
        }
        piece.follow_chain(plan, settings, today);
        piece.header
    }

    /// Moves the status on as far as its agreements go, never back.
    pub fn follow_chain(&mut self, plan: &Plan, settings: &Settings, today: NaiveDate) {
        let chain = self.approval_chain(plan, settings);
        let count = chain.iter().filter(|step| step.state == StepState::Agreed).count();
        let status = match self.header.status {
            Status::Idea | Status::Drafting | Status::InReview if count > 0 && count == chain.len() => {
                Status::Approved
            }
            Status::Idea | Status::Drafting if count > 0 => Status::InReview,
            other => other,
        };
        self.header.set_status(status, today);
    }
}

/// Marks the steps that are to answer now: the first that has not agreed, with those that may answer beside it.
fn ask(chain: &mut [ChainStep<'_>]) {
    let Some(first) = chain.iter().position(|step| !step.state.is_passed()) else { return };
    // Where its group begins: each step that answers beside the one before it belongs to that one's group.
    let begin = (0..=first).rev().find(|at| !chain[*at].step.is_parallel).unwrap_or(0);
    let group = chain.iter_mut().enumerate().skip(begin);
    for (_, step) in group.take_while(|(at, step)| *at == begin || step.step.is_parallel) {
        step.is_asked = !step.state.is_passed();
    }
}
