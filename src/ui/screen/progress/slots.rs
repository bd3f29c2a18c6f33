//! The slots that a figure counts, with a row for each.

use chrono::NaiveDate;

use crate::calendar::wording;
use crate::fold::capital;
use crate::ledger::{Mine, SlotState, SlotView};
use crate::newsroom::Newsroom;
use crate::plan::{BodyId, Hue, Plan};
use crate::ui::screen::listing::Entry;
use crate::ui::theme::style::Mood;
use crate::ui::{Effect, Route, Selection};

/// The slots that a figure counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Ids; none means all.
    pub activity: Option<String>,
    pub body: Option<BodyId>,
    pub part: Part,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Year,
    /// Counted in this month (1–12).
    Month(u32),
    /// Long ones that are open in this month.
    OpenIn(u32),
    Due,
    State(SlotState),
}

impl Asked {
    fn takes(&self, view: &SlotView, year: i32, today: NaiveDate) -> bool {
        let id = &view.slot.id;
        let is_of = self.activity.as_deref().is_none_or(|activity| id.activity() == activity)
            && self.body.as_ref().is_none_or(|body| id.body() == Some(body.body()));
        is_of
            && match self.part {
                Part::Year => true,
                Part::Month(month) => view.month(year) == month,
                Part::OpenIn(month) => view.is_long_open_in(month, today),
                Part::Due => view.slot.to <= today,
                Part::State(state) => view.state == state,
            }
    }

    /// "Truyền thanh quận, huyện, quận Ninh Kiều, tháng 3"
    pub fn title(&self, plan: &Plan) -> String {
        let activity = self.activity.as_deref().and_then(|id| plan.activity(id)).map(|one| one.short.clone());
        let body = self.body.as_ref().map(|body| plan.name_of_body(body.body()));
        let part = match self.part {
            Part::Year => "cả năm".to_owned(),
            Part::Month(month) => format!("tháng {month}"),
            Part::OpenIn(month) => format!("đang mở trong tháng {month}"),
            Part::Due => "đã đến hạn".to_owned(),
            Part::State(state) => state.name().to_lowercase(),
        };
        capital(&[activity, body, Some(part)].into_iter().flatten().collect::<Vec<_>>().join(", "))
    }
}

/// Rows for the first `most` of these slots, by the day shown in the row, and the number of all.
pub fn rows(newsroom: &Newsroom, asked: &Asked, mine: Option<&Mine>, most: usize) -> (Vec<Entry>, usize) {
    let (year, today) = (newsroom.plan().year, newsroom.today());
    let slots = newsroom.obligations().slots.iter();
    let taken = slots.filter(|view| asked.takes(view, year, today));
    let taken: Vec<&SlotView> =
        taken.filter(|view| mine.is_none_or(|mine| mine.has_slot(&view.slot.id))).collect();
    (taken.iter().take(most).map(|view| entry(newsroom, view)).collect(), taken.len())
}

fn entry(newsroom: &Newsroom, view: &SlotView) -> Entry {
    let plan = newsroom.plan();
    let piece = view.pieces.first();
    let mut title = view.label(plan);
    if let Some(piece) = piece.and_then(|id| newsroom.piece(id)) {
        title = format!("{title}: {}", piece.header.title);
    }
    let selection = match piece {
        Some(piece) => Selection::Piece(piece.clone()),
        None => Selection::Slot(view.slot.id.clone()),
    };
    Entry {
        hue: plan.activity(view.slot.id.activity()).map_or(Hue::Board, |activity| activity.hue),
        when: match view.date {
            Some(date) => wording::day_month(date),
            None => format!("hạn {}", wording::day_month(view.slot.to)),
        },
        title,
        tag: view.state.name().to_owned(),
        mood: match view.state {
            SlotState::Empty | SlotState::InHand => Mood::Neutral,
            SlotState::Ready | SlotState::InTime => Mood::Ok,
            SlotState::Late | SlotState::Unconfirmed => Mood::Warn,
            SlotState::Missing => Mood::Danger,
        },
        open: Effect::Open(Route::Calendar(Some(selection))),
        act: None,
    }
}
