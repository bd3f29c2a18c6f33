//! What hangs or plays at places: airings that name one, as of a day.

use chrono::NaiveDate;

use super::{AiringState, AsOf};
use crate::piece::{Airing, Header, Status};
use crate::plan::{Medium, Plan};

/// The state of what hangs or plays at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StayState {
    /// It hangs there.
    Up,
    /// It hangs there although its last day is past.
    Overdue,
    Planned,
    /// The copies are on their way.
    Sent,
    /// Its day is past, and nothing records that it was hung or played.
    Unconfirmed,
    /// It was taken down, or has been played.
    Over,
}

impl StayState {
    pub const ALL: [Self; 6] =
        [Self::Up, Self::Overdue, Self::Planned, Self::Sent, Self::Unconfirmed, Self::Over];

    /// Of what hangs, and of what is played.
    pub fn name(self, medium: Medium) -> &'static str {
        let is_played = !lasts(medium);
        match self {
            Self::Up if medium == Medium::Web => "Đang đăng",
            Self::Up => "Đang treo",
            Self::Overdue => "Quá ngày gỡ",
            Self::Planned => "Dự kiến",
            Self::Sent => "Đã gửi",
            Self::Unconfirmed => "Chưa xác nhận",
            Self::Over if medium == Medium::Stage => "Đã diễn",
            Self::Over if is_played => "Đã làm",
            Self::Over => "Đã gỡ",
        }
    }

    /// In the output of commands.
    pub fn code(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Overdue => "overdue",
            Self::Planned => "planned",
            Self::Sent => "sent",
            Self::Unconfirmed => "unconfirmed",
            Self::Over => "over",
        }
    }

    pub fn is_up(self) -> bool {
        matches!(self, Self::Up | Self::Overdue)
    }
}

/// An airing at a place.
#[derive(Debug, Clone, Copy)]
pub struct Stay<'a> {
    pub header: &'a Header,
    /// Its position in the header.
    pub at: usize,
    pub airing: &'a Airing,
    pub medium: Medium,
    pub state: StayState,
    /// The day it was hung or played, else the planned one.
    pub since: Option<NaiveDate>,
    /// It hangs there, but its words were agreed to anew since: what hangs is an old copy.
    pub is_outdated: bool,
}

/// The airings of these pieces at places, as known at the end of a day; without dropped pieces.
pub fn stays<'a>(
    plan: &'a Plan,
    headers: impl Iterator<Item = &'a Header>,
    today: NaiveDate,
) -> impl Iterator<Item = Stay<'a>> {
    let placed = headers.filter(|header| header.airings.iter().any(|airing| !airing.place.is_empty()));
    placed.flat_map(move |header| {
        let known = AsOf::new(header, today);
        let airings = header.airings.iter().enumerate().filter(move |_| known.status() != Status::Dropped);
        airings.filter(|(_, airing)| !airing.place.is_empty()).filter_map(move |(at, airing)| {
            let medium = plan.activity(airing.slot.activity())?.medium;
            let state = state(&known, airing, medium, today);
            let since = known.date(airing);
            let is_newer = |day: NaiveDate| since.is_some_and(|since| since < day) && day <= today;
            let mut agreed = header.approvals.iter().filter(|approval| approval.is_agreed());
            let is_outdated = state.is_up() && agreed.any(|approval| is_newer(approval.date));
            Some(Stay { header, at, airing, medium, state, since, is_outdated })
        })
    })
}

/// Whether what goes out stays: it hangs or is on a site until it is taken down.
pub fn lasts(medium: Medium) -> bool {
    matches!(medium, Medium::Outdoor | Medium::Notice | Medium::Web)
}

fn state(known: &AsOf<'_>, airing: &Airing, medium: Medium, today: NaiveDate) -> StayState {
    let is_down = airing.taken_down.is_some_and(|day| day <= today);
    match known.state(airing) {
        AiringState::Aired if is_down || !lasts(medium) => StayState::Over,
        AiringState::Aired if airing.until.is_some_and(|last| last < today) => StayState::Overdue,
        AiringState::Aired => StayState::Up,
        AiringState::Unconfirmed => StayState::Unconfirmed,
        AiringState::Planned if airing.sent.is_some_and(|day| day <= today) => StayState::Sent,
        AiringState::Planned => StayState::Planned,
    }
}
