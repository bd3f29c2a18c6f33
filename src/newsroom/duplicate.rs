//! Pieces built from earlier ones.

use std::cmp::Reverse;

use super::Newsroom;
use crate::ledger::SlotView;
use crate::piece::{Airing, Format, Piece, PieceId, Vacancies, template};
use crate::plan::SlotId;

impl Newsroom {
    /// A planned airing for each slot, on the day and at the time of the programme.
    pub fn planned_airings(&self, slots: &[SlotId], vacancies: &Vacancies) -> Vec<Airing> {
        let views = slots.iter().filter_map(|id| self.obligations().get(id));
        views
            .map(|view| {
                let slot = view.slot.id.clone();
                let id = view.pieces.is_empty().then(|| vacancies.id(&slot));
                Airing { id, date: view.date, time: view.time, ..Airing::undated(slot) }
            })
            .collect()
    }

    /// A new draft from a piece, with these airings: titled after its slot, or as a copy without one.
    pub fn duplicate(&self, piece: &Piece, airings: Vec<Airing>, id: PieceId) -> Piece {
        let slot = airings.first().and_then(|airing| self.obligations().get(&airing.slot));
        let activity = self.plan().activity(&piece.header.activity);
        let title = slot.zip(activity).map_or_else(
            || format!("{} (bản sao)", piece.header.title),
            |(view, activity)| template::title(activity, Some(view.slot.period)),
        );
        let mut copy = piece.duplicate(id, title, self.today());
        // A length of its own is one of the series.
        let minutes =
            piece.header.airings.iter().find(|airing| !airing.is_rerun).and_then(|first| first.minutes);
        copy.header.airings = airings.into_iter().map(|airing| Airing { minutes, ..airing }).collect();
        copy
    }

    /// The last piece before a slot in the same activity: of the same locality or agency, else of any.
    pub fn previous(&self, slot: &SlotId) -> Option<&Piece> {
        let day = self.obligations().get(slot)?.day();
        let earlier = self.obligations().of_activity(slot.activity());
        let earlier = earlier.filter(|view| view.day() < day && !view.pieces.is_empty());
        let last = earlier.max_by_key(|view| (view.slot.id.body() == slot.body(), view.day()))?;
        self.piece(last.pieces.last()?)
    }

    /// The empty slots of a month of the plan's year for pieces of a format, each with the piece that stands at the same
    /// place of the month before, or the last one there; those without one are left out.
    pub fn month_from_last(&self, month: u32, format: Format) -> Vec<(SlotId, &Piece)> {
        let mut found = Vec::new();
        for activity in self.plan().activities.iter().filter(|activity| activity.format == format) {
            let before = self.of_month(&activity.id, month.saturating_sub(1));
            let views = self.of_month(&activity.id, month);
            for view in views.iter().filter(|view| view.pieces.is_empty()) {
                let body = view.slot.id.body();
                let is_own = |other: &&&SlotView| other.slot.id.body() == body;
                let place =
                    views.iter().filter(is_own).take_while(|other| other.slot.id != view.slot.id).count();
                let own = before.iter().filter(is_own).enumerate();
                let made = own.filter(|(_, other)| !other.pieces.is_empty());
                let from = made.min_by_key(|(at, _)| (*at != place, Reverse(*at)));
                let piece = from.and_then(|(_, other)| self.piece(other.pieces.last()?));
                found.extend(piece.map(|piece| (view.slot.id.clone(), piece)));
            }
        }
        found
    }

    fn of_month(&self, activity: &str, month: u32) -> Vec<&SlotView> {
        let year = self.plan().year;
        let slots = self.obligations().slots.iter();
        slots.filter(|view| view.slot.id.activity() == activity && view.month(year) == month).collect()
    }
}
