//! Where a piece without a day belongs: the days of its slots, or of the empty ones of its activity.

use chrono::NaiveDate;

use super::{Calendar, View};
use crate::calendar::wording;
use crate::newsroom::Newsroom;

impl Calendar {
    /// Looks up the days of what is selected in the tray.
    pub(super) fn find_home(&mut self, newsroom: &Newsroom) {
        self.home.clear();
        let Some(key) = self.selected.as_ref().filter(|key| key.date.is_none()) else { return };
        let slots = newsroom.obligations();
        let span = |slot| slots.get(slot).map(|view| (view.slot.from, view.slot.to));
        self.home = match key.piece.as_ref().and_then(|id| newsroom.piece(id)) {
            Some(piece) if piece.header.airings.is_empty() => {
                let vacant = slots.of_activity(&piece.header.activity).filter(|view| view.is_vacant());
                vacant.map(|view| (view.slot.from, view.slot.to)).collect()
            }
            Some(piece) => {
                let undated = piece.header.airings.iter().filter(|airing| airing.date.is_none());
                undated.filter_map(|airing| span(&airing.slot)).collect()
            }
            None => slots.of_series(&key.series).map(|view| (view.slot.from, view.slot.to)).collect(),
        };
        self.home.sort_unstable();
        self.home.dedup();
    }

    /// Shows the first day on which it belongs, if none is in sight.
    pub(super) fn show_home(&mut self, newsroom: &Newsroom) {
        if !matches!(self.view, View::Month | View::Week) {
            return;
        }
        let is_seen = self.grid.iter().any(|day| self.is_home(day.date));
        if let Some((from, to)) = self.home.first().copied().filter(|_| !is_seen) {
            self.go(newsroom.today().clamp(from, to), newsroom);
        }
    }

    /// "Thuộc kỳ 01–15/04"
    pub(super) fn home_label(&self) -> Option<String> {
        match self.home.as_slice() {
            [] => None,
            [(from, to)] => Some(format!("Thuộc kỳ {}", wording::range(*from, *to))),
            _ => Some("Các ngày tô màu còn nhận bài này".to_owned()),
        }
    }

    /// Whether what is selected in the tray belongs on this day.
    pub(super) fn is_home(&self, day: NaiveDate) -> bool {
        let last = self.home.partition_point(|(from, _)| *from <= day);
        self.home[..last].iter().any(|(_, to)| day <= *to)
    }
}
