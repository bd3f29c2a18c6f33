//! What the calendar shows and what is selected, as the newsroom changes.

use chrono::{Datelike, NaiveDate};
use iced::Task;

use super::inspector::Subject;
use super::model::{ChipKey, DayChips};
use super::{Calendar, Message, View, list, year};
use crate::calendar::{self, week as weeks};
use crate::document::schedule;
use crate::ledger::AsOf;
use crate::newsroom::Newsroom;
use crate::ui::{Context, Export, Selection};

impl Calendar {
    /// Shows the month of a slot or piece and selects it.
    #[allow(clippy::needless_pass_by_value)] // the signature of every screen's
    pub fn show(&mut self, selection: Selection, context: &Context) -> Task<Message> {
        let newsroom = &context.newsroom;
        self.derive(newsroom);
        let key = Self::key_of(&selection, newsroom);
        if self.day_chips.follow(newsroom, &key).is_none() && self.filter.is_active() {
            self.filter = self.filter.cleared();
            self.derive(newsroom);
        }
        let key = self.day_chips.follow(newsroom, &key).unwrap_or(key);
        let day = key.date.or_else(|| match &selection {
            Selection::Slot(id) => {
                let slot = &newsroom.obligations().get(id)?.slot;
                Some(newsroom.today().clamp(slot.from, slot.to))
            }
            Selection::Piece(_) => None,
        });
        if self.view == View::Year {
            self.view = View::Month;
        }
        // Text still being typed for another piece is committed with the next message.
        let kept = self
            .inspector
            .flush(context)
            .map_or_else(Task::none, |command| Task::done(Message::Kept(command)));
        self.set_selected(Some(key), context);
        if let Some(day) = day {
            self.go(day, newsroom);
        }
        Task::batch([kept, self.scroll_list()])
    }

    fn key_of(selection: &Selection, newsroom: &Newsroom) -> ChipKey {
        match selection {
            Selection::Piece(id) => {
                let first = newsroom.piece(id).and_then(|piece| {
                    let known = AsOf::new(&piece.header, newsroom.today());
                    let airings = piece.header.airings.iter();
                    let dated = airings.filter_map(|airing| Some((airing, known.date(airing)?)));
                    dated.min_by_key(|(airing, date)| (airing.is_rerun, *date))
                });
                match first {
                    Some((airing, date)) => ChipKey {
                        date: Some(date),
                        series: airing.slot.series().to_owned(),
                        piece: Some(id.clone()),
                        is_rerun: airing.is_rerun,
                    },
                    None => ChipKey::of_piece(id.clone()),
                }
            }
            Selection::Slot(id) => {
                let view = newsroom.obligations().get(id);
                match view.and_then(|view| view.pieces.first()) {
                    Some(piece) => Self::key_of(&Selection::Piece(piece.clone()), newsroom),
                    None => ChipKey::of_series(view.and_then(|view| view.date), id.series()),
                }
            }
        }
    }

    /// The first and last day shown.
    pub fn range(&self, newsroom: &Newsroom) -> (NaiveDate, NaiveDate) {
        let year = |year| {
            let day = |month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or(self.shown);
            (day(1, 1), day(12, 31))
        };
        match self.span() {
            View::Week => {
                let monday = weeks::monday_of(self.shown);
                (monday, weeks::add_days(monday, 6))
            }
            View::Month | View::Board => {
                (weeks::first_of_month(self.shown), weeks::last_of_month(self.shown))
            }
            View::Year => year(self.shown.year()),
            View::List => year(newsroom.plan().year),
        }
    }

    /// The view, for the board that of its days.
    pub(super) fn span(&self) -> View {
        if self.view == View::Board { self.board.span } else { self.view }
    }

    /// The export of the schedule shown, with its filter.
    pub fn printed(&self, context: &Context) -> Export {
        Export::Schedule(self.request(context))
    }

    fn request(&self, context: &Context) -> schedule::Request {
        let (from, to) = self.range(&context.newsroom);
        schedule::Request {
            activities: self.filter.activities.iter().cloned().collect(),
            locality: self.filter.locality.clone(),
            person: self.filter.person.clone(),
            issuer: Box::new(schedule::Issuer { agency: None, mine: self.filter.whose().cloned() }),
            ..schedule::Request::new(from, to)
        }
    }

    /// Derives the chips of a changed newsroom; the selected one stays selected.
    pub(super) fn follow(&mut self, context: &Context) {
        let newsroom = &context.newsroom;
        let was = self.selected.as_ref().and_then(|key| key.date);
        self.derive(newsroom);
        let selected = self.selected.take().and_then(|key| match self.day_chips.follow(newsroom, &key) {
            Some(key) => Some(key),
            // Filtered out or dropped: it stays in the inspector. Deleted: nothing is selected.
            None => key.piece.as_ref().is_some_and(|id| newsroom.piece(id).is_some()).then_some(key),
        });
        let day = selected.as_ref().and_then(|key| key.date);
        self.set_selected(selected, context);
        self.follow_group(newsroom);
        if let Some(day) = day.filter(|day| Some(*day) != was) {
            self.go(day, newsroom);
        }
    }

    pub(super) fn derive(&mut self, newsroom: &Newsroom) {
        self.edition = newsroom.edition();
        self.filter.follow(newsroom.plan());
        self.day_chips = DayChips::new(newsroom, &self.filter);
        self.year = year::Year::default();
        self.list.empty();
        self.board.empty();
        self.set_grid(newsroom);
    }

    pub(super) fn set_grid(&mut self, newsroom: &Newsroom) {
        // Data that no view shows is not computed.
        if self.view == View::Year && self.year.year() != Some(self.shown.year()) {
            self.year = year::Year::new(&self.day_chips, newsroom, self.shown.year());
        }
        if self.view == View::List && !self.list.is_filled() {
            self.list = list::List::new(&self.day_chips, newsroom, self.list.offset);
        }
        if self.view == View::Board && !self.board.is_filled() {
            self.fill_board(newsroom);
        }
        let extra = &newsroom.settings().holidays;
        if self.view == View::Week {
            let monday = weeks::monday_of(self.shown);
            self.grid = calendar::days(monday, weeks::add_days(monday, 6), extra);
        } else {
            self.grid = calendar::month_view(self.shown, extra);
            // A sixth week entirely in the next month is left out.
            if self.grid[35].date.month() != self.shown.month() {
                self.grid.truncate(35);
            }
        }
        if let (Some(first), Some(last)) = (self.grid.first(), self.grid.last()) {
            // The month before and the one after stay: people step back.
            let kept = weeks::add_days(first.date, -35)..=weeks::add_days(last.date, 35);
            let chosen = self.day;
            self.day_chips.keep_only(|day| day == chosen || kept.contains(&day));
        }
    }

    /// Makes the inspector follow the selection.
    pub(super) fn set_selected(&mut self, selected: Option<ChipKey>, context: &Context) {
        self.selected = selected;
        self.find_home(&context.newsroom);
        let subject = match &self.selected {
            None => Subject::Day,
            Some(ChipKey { piece: Some(id), .. }) => Subject::Piece(id.clone()),
            Some(key) => Subject::Slots(key.series.clone()),
        };
        self.inspector.show(subject, context);
    }
}
