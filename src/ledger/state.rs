//! The state of a slot on a day.

use serde::Serialize;

/// Exactly one holds for each slot, so that the counts add up to what is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SlotState {
    /// No piece, and not due yet.
    Empty,
    /// Not due; a piece is being written or awaits approval.
    InHand,
    /// Not due; every piece is approved.
    Ready,
    /// Aired by its last day.
    InTime,
    /// Aired after its last day.
    Late,
    /// The day of an airing is past, and nothing records that it went out.
    Unconfirmed,
    /// Its last day has come, and nothing went out.
    Missing,
}

impl SlotState {
    pub const ALL: [Self; 7] =
        [Self::Empty, Self::InHand, Self::Ready, Self::InTime, Self::Late, Self::Unconfirmed, Self::Missing];

    pub fn name(self) -> &'static str {
        match self {
            Self::Empty => "Còn trống",
            Self::InHand => "Đang làm",
            Self::Ready => "Sẵn sàng",
            Self::InTime => "Đã phát, đăng",
            Self::Late => "Đã phát, đăng trễ",
            Self::Unconfirmed => "Chưa xác nhận",
            Self::Missing => "Quá hạn",
        }
    }

    /// Aired, in time or late.
    pub fn is_done(self) -> bool {
        matches!(self, Self::InTime | Self::Late)
    }
}
