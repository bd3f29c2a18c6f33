//! What the calendar shows, derived from the newsroom: a chip for each piece or empty slot of a day, and the
//! tray.

mod chip_seed;
mod chips;

pub use chips::{DayChips, Face};

use chrono::{NaiveDate, NaiveTime};

use super::clash::overlap;
use crate::calendar::wording;
use crate::ledger::{Clash, TaskState};
use crate::newsroom::{Airings, Newsroom, Pick};
use crate::piece::{PieceId, Status, StepState};
use crate::plan::{Hue, Medium, SlotId};

/// What stands before a rerun's title.
fn again(medium: Medium) -> &'static str {
    match medium {
        Medium::Stage => "Diễn lại: ",
        Medium::Press | Medium::Web => "Đăng lại: ",
        _ => "Phát lại: ",
    }
}

/// Identifies a chip across rebuilds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChipKey {
    /// None in the tray.
    pub date: Option<NaiveDate>,
    /// The slots without their locality; empty for an undated piece.
    pub series: String,
    pub piece: Option<PieceId>,
    pub is_rerun: bool,
}

impl ChipKey {
    /// A piece, wherever it is.
    pub fn of_piece(piece: PieceId) -> Self {
        Self { date: None, series: String::new(), piece: Some(piece), is_rerun: false }
    }

    /// The empty slots of a series.
    pub fn of_series(date: Option<NaiveDate>, series: &str) -> Self {
        Self { date, series: series.to_owned(), piece: None, is_rerun: false }
    }
}

/// A piece on the board, by its first run of the days shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    pub key: ChipKey,
    pub status: Status,
    pub time: Option<NaiveTime>,
    pub is_late: bool,
}

/// An item of a day: a piece with the slots of one series that it fills there, or empty slots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chip {
    pub key: ChipKey,
    pub activity: String,
    pub hue: Hue,
    pub time: Option<NaiveTime>,
    /// None for empty slots.
    pub status: Option<Status>,
    /// Edited when its words were changed after someone agreed to them, returned when its author has to take it up
    /// again; else none.
    pub approval: Option<StepState>,
    /// The last day of one of its slots is past, and nothing went out.
    pub is_overdue: bool,
    /// The day of one of its airings is past, and nothing records that it went out.
    pub is_unconfirmed: bool,
    /// All its airings have gone out.
    pub is_out: bool,
    /// Late steps of the piece, where they are marked.
    pub late_steps: usize,
    /// A description of the overlap, if it clashes with others on its channel.
    pub clash: Option<Clash>,
    /// If it represents several districts: how many have aired (or, if none has, how many this chip covers)
    /// of how many.
    pub count: Option<(usize, usize)>,
    pub title: String,
    /// "quận Ninh Kiều", "9 địa bàn", "Nhà văn hóa quận Ô Môn", "3 nơi"; empty for the city's at no place.
    pub place: String,
    /// The unit in which districts are counted: "đài", "địa bàn".
    pub unit: String,
    pub slots: Vec<SlotId>,
    /// The days on which its slots can be filled.
    pub span: Option<(NaiveDate, NaiveDate)>,
}

impl Chip {
    pub fn is_empty_slot(&self) -> bool {
        self.status.is_none()
    }

    /// What a change of many takes of it; none for empty slots.
    pub fn pick(&self) -> Option<Pick> {
        let airings = match self.key.date {
            None => Airings::Undated,
            Some(date) => Airings::Run { date, slots: self.slots.clone(), is_rerun: self.key.is_rerun },
        };
        Some(Pick { piece: self.key.piece.clone()?, airings })
    }

    /// Something is past and did not go out, or is not known to have gone out.
    pub fn is_late(&self) -> bool {
        self.is_overdue || self.is_unconfirmed
    }

    /// "7/9 đài"
    pub fn count_label(&self) -> Option<String> {
        let (count, total) = self.count?;
        Some(format!("{count}/{total} {}", self.unit))
    }

    /// The title and, below it, "Chuyên mục CCHC, kỳ 2 tháng 3 · Chờ duyệt".
    pub fn hint(&self, newsroom: &Newsroom) -> String {
        let activity = newsroom.plan().activity(&self.activity);
        let mut hint = activity.map_or("", |activity| &activity.short).to_owned();
        if let Some(period) = self.slots.first().and_then(SlotId::period) {
            hint = format!("{hint}, {}", period.label());
        }
        if !self.place.is_empty() {
            hint = format!("{hint}, {}", self.place);
        }
        hint = format!("{hint} · {}", self.status_name());
        if let (None, None, Some((_, to))) = (self.status, self.key.date, self.span) {
            hint = format!("{hint} · hạn {}", wording::date(to));
        }
        if let Some(state) = self.approval {
            hint = format!("{hint} · {}", state.name().to_lowercase());
        }
        if self.is_empty_slot() {
            return format!("{hint}\nBấm để viết bài theo mẫu");
        }
        if let (Some(clash), Some(piece)) = (&self.clash, &self.key.piece) {
            hint = format!("{hint}\n{}", overlap(newsroom, clash, piece));
        }
        if let Some(piece) = self.key.piece.as_ref().filter(|_| self.late_steps > 0) {
            let steps = newsroom.piece(piece).map_or_else(Vec::new, |piece| newsroom.tasks(&piece.header));
            let late = steps.iter().filter(|step| step.state == TaskState::Late);
            let late: Vec<&str> = late.map(|step| step.step.name.as_str()).collect();
            hint = format!("{hint}\nViệc trễ: {}", late.join(", "));
        }
        let again = activity.map_or("", |activity| again(activity.medium));
        let title = if self.key.is_rerun { self.title.strip_prefix(again) } else { None };
        format!("{}\n{hint}", title.unwrap_or(&self.title))
    }

    pub fn status_name(&self) -> &'static str {
        match self.status {
            None if self.is_overdue => "Quá hạn",
            None => "Còn trống",
            Some(_) if self.is_unconfirmed => "Chưa xác nhận",
            Some(_) if self.is_overdue => "Quá hạn",
            Some(Status::Published) if !self.is_out => "Dự kiến",
            Some(status) => status.name(),
        }
    }
}
