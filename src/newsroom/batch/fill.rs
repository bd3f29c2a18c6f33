//! Drafts for empty slots: one, or all of an activity in a span of days.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};

use super::{Batch, Command};
use crate::newsroom::Newsroom;
use crate::piece::{Format, Piece, PieceId, Role, Status, Vacancies, template};
use crate::plan::{Settings, SlotId};

/// Empty slots that one piece fills: a period of the city, or one that several districts share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    pub activity: String,
    pub slots: Vec<SlotId>,
    /// None when the programme has no weekday there.
    pub date: Option<NaiveDate>,
    pub time: Option<NaiveTime>,
}

/// What new pieces are made of.
#[derive(Debug, Clone, Copy)]
pub enum Base<'a> {
    /// The activity's skeleton.
    Template,
    /// A piece: see [`Newsroom::duplicate`].
    Piece(&'a Piece),
}

impl Newsroom {
    /// The empty slots of an activity that can be filled from `from` to `to` and, where the programme has a weekday, go
    /// out then; in order of time.
    pub fn gaps(&self, activity: &str, from: NaiveDate, to: NaiveDate) -> Vec<Gap> {
        let mut gaps: Vec<Gap> = Vec::new();
        let mut known: BTreeMap<(Option<NaiveDate>, &str), usize> = BTreeMap::new();
        let is_open = |first: NaiveDate, last: NaiveDate| first <= to && from <= last;
        let views = self.obligations().of_activity(activity).filter(|view| view.is_vacant());
        for view in views.filter(|view| match view.date {
            Some(date) => is_open(date, date),
            None => is_open(view.slot.from, view.slot.to),
        }) {
            let at = *known.entry((view.date, view.slot.id.series())).or_insert_with(|| {
                let (date, time) = (view.date, view.time);
                gaps.push(Gap { activity: activity.to_owned(), slots: Vec::new(), date, time });
                gaps.len() - 1
            });
            gaps[at].slots.push(view.slot.id.clone());
        }
        gaps
    }

    /// One piece for each gap; `ids` gives each its id.
    pub fn fill(&self, gaps: &[Gap], base: Base<'_>, mut ids: impl FnMut() -> PieceId) -> Batch {
        let vacancies = self.vacancies();
        let drafts =
            gaps.iter().filter_map(|gap| self.draft_with(&gap.activity, &gap.slots, base, ids(), &vacancies));
        let drafts: Vec<Piece> = drafts.collect();
        let changed = drafts.iter().map(|piece| piece.header.id.clone()).collect();
        let command = Command::All(drafts.into_iter().map(|piece| Command::Add(Box::new(piece))).collect());
        Batch { command, changed, ..Batch::default() }
    }

    /// A new piece for slots of one activity, with the date and time of the programme. Reads every header.
    pub fn draft(&self, activity: &str, slots: &[SlotId], id: PieceId) -> Option<Piece> {
        self.draft_with(activity, slots, Base::Template, id, &self.vacancies())
    }

    fn draft_with(
        &self,
        activity: &str,
        slots: &[SlotId],
        base: Base<'_>,
        id: PieceId,
        vacancies: &Vacancies,
    ) -> Option<Piece> {
        let airings = self.planned_airings(slots, vacancies);
        if let Base::Piece(base) = base {
            return Some(self.duplicate(base, airings, id));
        }
        let activity = self.plan().activity(activity)?;
        let first = slots.iter().find_map(|id| self.obligations().get(id)).map(|view| &view.slot);
        let mut piece = template::draft(activity, first, id);
        piece.header.status = Status::Drafting;
        piece.header.status_since = Some(self.today());
        piece.header.airings = airings;
        if piece.format == Format::Poster {
            // The day of a poster that already fills the slot is not the day of a new one.
            for airing in &mut piece.header.airings {
                airing.date = airing.date.filter(|date| *date >= self.today());
            }
        }
        if let Some(name) = own_editor(self.settings(), slots) {
            let role = Role { role: "Biên tập".to_owned(), name: name.to_owned() };
            piece.header.people.push(role);
        }
        Some(piece)
    }
}

/// Who answers for slots of localities that have an editor of their own; none where they have several or the office's.
fn own_editor<'a>(settings: &'a Settings, slots: &[SlotId]) -> Option<&'a str> {
    let editor = |slot: &SlotId| settings.local_programme(slot).map(|own| own.editor.as_str());
    let first = editor(slots.first()?)?;
    (!first.is_empty() && slots.iter().all(|slot| editor(slot) == Some(first))).then_some(first)
}
