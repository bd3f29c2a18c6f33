//! The calendar's filter.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::ledger::Mine;
use crate::piece::{Header, Piece, Status};
use crate::plan::{Body, BodyId, Plan, Settings, SlotId};

/// An empty filter shows everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Ids of activities.
    pub activities: BTreeSet<String>,
    /// Only this locality's slots, without those of the whole city.
    pub locality: Option<String>,
    /// Only what this agency leads or partners, or owes as one of several; instead of a locality.
    pub agency: Option<Mine>,
    /// Only pieces in which this person has a role or a step.
    pub person: Option<String>,
    pub conditions: BTreeSet<Condition>,
    /// Only what is mine; set for all screens, so not one of the calendar's own conditions.
    pub mine: Option<Mine>,
    /// Whether pieces with late steps are marked: how, not which are shown.
    pub marks_late_steps: bool,
}

/// The state of a slot or piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Condition {
    /// A slot without a piece.
    Empty,
    /// Its last day is past and nothing went out.
    Overdue,
    Piece(Status),
}

impl Condition {
    /// Dropped pieces are shown only on request.
    pub const ALL: [Self; 8] = [
        Self::Empty,
        Self::Overdue,
        Self::Piece(Status::Idea),
        Self::Piece(Status::Drafting),
        Self::Piece(Status::InReview),
        Self::Piece(Status::Approved),
        Self::Piece(Status::Published),
        Self::Piece(Status::Dropped),
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Empty => "Còn trống",
            Self::Overdue => "Quá hạn, chưa xác nhận",
            Self::Piece(status) => status.name(),
        }
    }
}

impl Filter {
    pub fn is_active(&self) -> bool {
        *self != self.cleared()
    }

    /// Without the calendar's own conditions.
    #[must_use]
    pub fn cleared(&self) -> Self {
        let marks_late_steps = self.marks_late_steps;
        Self { mine: self.mine.clone(), marks_late_steps, ..Self::default() }
    }

    pub fn takes_activity(&self, activity: &str) -> bool {
        self.activities.is_empty() || self.activities.contains(activity)
    }

    pub fn takes_slot(&self, slot: &SlotId) -> bool {
        self.takes_activity(slot.activity())
            && self.locality.as_deref().is_none_or(|locality| slot.locality() == Some(locality))
            && self.whose().is_none_or(|whose| whose.has_slot(slot))
    }

    /// Shows one locality or agency, or all.
    pub fn choose_unit(&mut self, unit: Option<BodyId>, plan: &Plan) {
        (self.locality, self.agency) = match unit {
            Some(BodyId::Locality(id)) => (Some(id), None),
            Some(BodyId::Agency(id)) => (None, Some(Mine::new(plan, Some(&id), None))),
            None => (None, None),
        };
    }

    /// The locality or agency chosen.
    pub fn unit(&self) -> Option<Body<'_>> {
        let agency = self.agency.as_ref().and_then(Mine::agency);
        self.locality.as_deref().map(Body::Locality).or_else(|| agency.map(Body::Agency))
    }

    /// Whose part is shown: mine, else the chosen agency's; mine takes the place of a choice.
    pub fn whose(&self) -> Option<&Mine> {
        self.mine.as_ref().or(self.agency.as_ref())
    }

    /// What an agency does follows the plan; one that is no longer in it is not asked for.
    pub fn follow(&mut self, plan: &Plan) {
        let agency = self.agency.take();
        let known = agency.as_ref().and_then(Mine::agency).filter(|id| plan.agency(id).is_some());
        self.agency = known.map(|id| Mine::new(plan, Some(id), None));
    }

    /// Empty slots are nobody's.
    pub fn takes_person(&self, header: Option<&Header>) -> bool {
        let names = |person: &String| header.is_some_and(|header| header.names(person));
        self.person.as_ref().is_none_or(names)
    }

    /// The filter for the airings of a piece: what waits for their approval is theirs wherever it airs.
    pub fn of_piece(&self, plan: &Plan, settings: &Settings, piece: &Piece) -> Cow<'_, Self> {
        match self.whose() {
            Some(whose) if whose.is_asked(plan, settings, piece) => {
                Cow::Owned(Self { mine: None, agency: None, ..self.clone() })
            }
            _ => Cow::Borrowed(self),
        }
    }

    pub fn takes(&self, conditions: &[Condition]) -> bool {
        self.conditions.is_empty() || conditions.iter().any(|condition| self.conditions.contains(condition))
    }

    pub fn wants_dropped(&self) -> bool {
        self.conditions.contains(&Condition::Piece(Status::Dropped))
    }

    pub fn toggle_activity(&mut self, id: String) {
        if !self.activities.remove(&id) {
            let _ = self.activities.insert(id);
        }
    }

    pub fn toggle_condition(&mut self, condition: Condition) {
        if !self.conditions.remove(&condition) {
            let _ = self.conditions.insert(condition);
        }
    }

    /// "Hình thức", or the name of the selected one, or their number.
    pub fn activity_label(&self, plan: &Plan) -> String {
        match self.activities.len() {
            0 => "Hình thức".to_owned(),
            1 => self
                .activities
                .first()
                .and_then(|id| plan.activity(id))
                .map_or_else(|| "1 hình thức".to_owned(), |activity| activity.short.clone()),
            count => format!("{count} hình thức"),
        }
    }

    pub fn unit_label(&self, plan: &Plan) -> String {
        match self.unit() {
            // In little room, without its kind.
            Some(Body::Locality(id)) if plan.locality(id).is_some() => {
                plan.locality(id).map_or_else(String::new, |locality| locality.name.clone())
            }
            Some(unit) => plan.name_of_body(unit),
            None => "Đơn vị".to_owned(),
        }
    }

    pub fn condition_label(&self) -> String {
        match self.conditions.len() {
            0 => "Trạng thái".to_owned(),
            1 => self.conditions.first().map_or_else(String::new, |condition| condition.name().to_owned()),
            count => format!("{count} trạng thái"),
        }
    }
}
