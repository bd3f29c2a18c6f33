//! Checks of a piece: what a colleague would point out before it goes out.
//!
//! The plan's rules are data of the plan ([`crate::plan::Rule`]); the other checks apply to any newsroom.

mod body;
mod header;
mod letters;
mod rule;

use std::collections::HashMap;

use super::av::{Running, Script};
use super::{Format, Piece, Status, Tone, stage, tones};
use crate::plan::{Activity, Plan, Settings, Slot, SlotId};

/// The severity of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// It must not go out like this.
    Error,
    /// It should be checked again.
    Warning,
    /// It could be improved.
    Advice,
}

impl Severity {
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "Lỗi",
            Self::Warning => "Cần xem lại",
            Self::Advice => "Gợi ý",
        }
    }
}

/// Something to point out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub severity: Severity,
    /// The clause of the plan that requires it: "IV.1.a"; none for general checks.
    pub clause: Option<String>,
    /// Line of the body, from 1; none when it concerns the whole piece. [`Piece::body_line`] gives the body's
    /// first line in the file.
    pub line: Option<u32>,
    /// In Vietnamese, with the remedy where it is not obvious.
    pub message: String,
}

/// The findings for a piece, most severe first, then by line. A dropped piece has none.
pub fn piece(piece: &Piece, plan: &Plan, settings: &Settings) -> Vec<Finding> {
    Checker::new(plan, settings).piece(piece)
}

/// What every piece of a plan is checked against, prepared once for many pieces.
#[derive(Debug)]
pub struct Checker<'a> {
    plan: &'a Plan,
    settings: &'a Settings,
    slots: HashMap<SlotId, Slot>,
}

impl<'a> Checker<'a> {
    pub fn new(plan: &'a Plan, settings: &'a Settings) -> Self {
        let slots = plan.slots(settings).into_iter().map(|slot| (slot.id.clone(), slot)).collect();
        Self { plan, settings, slots }
    }

    /// Like [`piece`].
    pub fn piece(&self, piece: &Piece) -> Vec<Finding> {
        if piece.header.status == Status::Dropped {
            return Vec::new();
        }
        let mut check = Check {
            piece,
            plan: self.plan,
            settings: self.settings,
            slots: &self.slots,
            activity: self.plan.activity(&piece.header.activity),
            content: Content::read(piece, self.settings),
            tones: tones(piece),
            findings: Vec::new(),
        };
        check.header();
        check.rules();
        check.body();
        check.letters();
        check.findings.sort_by_key(|finding| (finding.severity, finding.line));
        check.findings
    }
}

/// The body, parsed once for all checks.
enum Content {
    /// With its running times, the most expensive part of the check.
    Script(Script, Running),
    Play(stage::Play),
    Other,
}

impl Content {
    fn read(piece: &Piece, settings: &Settings) -> Self {
        match piece.format {
            Format::Av | Format::Radio => {
                let script = Script::parse(&piece.body);
                let running = script.running(settings);
                Self::Script(script, running)
            }
            Format::Stage => Self::Play(stage::parse(&piece.body)),
            Format::Article | Format::Poster | Format::Quiz | Format::Contest | Format::Dialogue => {
                Self::Other
            }
        }
    }
}

struct Check<'a> {
    piece: &'a Piece,
    plan: &'a Plan,
    settings: &'a Settings,
    slots: &'a HashMap<SlotId, Slot>,
    activity: Option<&'a Activity>,
    content: Content,
    tones: Vec<Tone>,
    findings: Vec<Finding>,
}

impl Check<'_> {
    fn add(&mut self, severity: Severity, message: impl Into<String>) {
        self.findings.push(Finding { severity, clause: None, line: None, message: message.into() });
    }

    /// Adds a finding about a requirement of the activity's clause.
    fn add_clause(&mut self, severity: Severity, message: impl Into<String>) {
        let clause = self.activity.map(|activity| activity.clause.clone());
        self.findings.push(Finding { severity, clause, line: None, message: message.into() });
    }

    /// Adds a finding at `line` of the body, from 0.
    fn add_line(&mut self, severity: Severity, line: usize, message: impl Into<String>) {
        let line = Some(line as u32 + 1);
        self.findings.push(Finding { severity, clause: None, line, message: message.into() });
    }

    /// A warning while the piece is being written, an error once it is submitted.
    fn once_handed_in(&self) -> Severity {
        match self.piece.header.status {
            Status::Idea | Status::Drafting | Status::Dropped => Severity::Advice,
            Status::InReview | Status::Approved | Status::Published => Severity::Warning,
        }
    }

    fn is_settled(&self) -> bool {
        matches!(self.piece.header.status, Status::Approved | Status::Published)
    }
}
