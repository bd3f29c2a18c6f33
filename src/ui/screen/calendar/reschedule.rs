//! Moves a chip's piece to another day or to the tray: shared by dragging and the keys.

use chrono::NaiveDate;

use super::clash::overlap;
use super::model::Chip;
use crate::calendar::{range, wording};
use crate::ledger::{SlotState, SlotView};
use crate::newsroom::{Command, Newsroom};
use crate::piece::{Airing, Header, Piece};
use crate::plan::SlotId;

/// A change of days, ready to be applied.
#[derive(Debug, Clone, PartialEq)]
pub struct Move {
    pub command: Command,
    /// The message for the user: what was done, and warnings.
    pub notice: String,
    /// The first overlap with another airing that the move would cause.
    pub clash: Option<String>,
}

/// Moves a chip's piece to a day; `None` puts it in the tray. `Ok(None)` if nothing changes; the error says
/// why the move is impossible.
///
/// Only the chip's airings that have not gone out are moved. A first run that leaves its slot takes, if there
/// is one, the empty slot of the same activity and locality on that day, and its reruns follow.
pub fn to(newsroom: &Newsroom, chip: &Chip, day: Option<NaiveDate>) -> Result<Option<Move>, String> {
    moved(newsroom, chip, day, Purpose::Done)
}

/// Why a chip's piece should not, or cannot, go to a day; called for each day that it is dragged over.
pub fn trouble(newsroom: &Newsroom, chip: &Chip, day: NaiveDate) -> Option<String> {
    match moved(newsroom, chip, Some(day), Purpose::Asked) {
        Ok(moved) => moved?.clash,
        Err(reason) => Some(reason),
    }
}

/// Why a move is computed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Done,
    /// Only to check it. New airings get no id, because finding a free one reads all pieces.
    Asked,
}

fn moved(
    newsroom: &Newsroom,
    chip: &Chip,
    day: Option<NaiveDate>,
    purpose: Purpose,
) -> Result<Option<Move>, String> {
    let Some(piece) = chip.key.piece.as_ref().and_then(|id| newsroom.piece(id)) else {
        return Err("Kỳ này chưa có bài để dời. Bấm vào kỳ để viết bài.".to_owned());
    };
    if chip.key.date == day {
        return Ok(None);
    }
    if day.is_some_and(|day| !range::is_known(day)) {
        return Err("Ngày này nằm ngoài lịch của chương trình. Hãy chọn ngày khác.".to_owned());
    }
    let mut header = piece.header.clone();
    if header.airings.is_empty() {
        let Some(day) = day else { return Ok(None) };
        header.airings = first_airings(newsroom, piece, day, purpose)?;
        let notice = format!("Đã xếp “{}” vào {}.", short(&header.title), day_words(day));
        return Ok(Some(Move::new(newsroom, header, notice)));
    }
    let moved: Vec<usize> = header
        .airings
        .iter()
        .enumerate()
        .filter(|(_, airing)| stands_for(chip, airing) && airing.outcome.is_none())
        .map(|(index, _)| index)
        .collect();
    if moved.is_empty() {
        return Err(format!(
            "“{}” đã phát, đăng nên không dời được. Huỷ xác nhận trước đã.",
            short(&header.title)
        ));
    }
    let mut warning = None;
    for index in moved {
        header.airings[index].date = day;
        let Some(day) = day else { continue };
        if header.airings[index].is_rerun {
            continue;
        }
        if let Some((known, taken)) = leave_slot(newsroom, &header.airings[index].slot, day) {
            match taken {
                Some(next) => change_slot(&mut header.airings, &known.slot.id, &next),
                None => warning = Some((day, known)),
            }
        }
    }
    let mut notice = match day {
        Some(day) => format!("Đã dời “{}” sang {}.", short(&header.title), day_words(day)),
        None => format!("Đã bỏ ngày của “{}”; bài về hàng Chưa xếp ngày.", short(&header.title)),
    };
    if let Some((day, view)) = warning {
        notice = format!(
            "{notice} Lưu ý: ngày {} nằm ngoài kỳ {}.",
            wording::day_month(day),
            wording::range(view.slot.from, view.slot.to)
        );
    }
    Ok(Some(Move::new(newsroom, header, notice)))
}

impl Move {
    fn new(newsroom: &Newsroom, header: Header, notice: String) -> Self {
        let clash = newsroom.clashes_of(&header).first().map(|clash| overlap(newsroom, clash, &header.id));
        let notice = match &clash {
            Some(clash) => format!("{notice} Lưu ý: {clash}"),
            None => notice,
        };
        Self { command: set(header), notice, clash }
    }
}

/// Whether an airing belongs to a chip.
pub fn stands_for(chip: &Chip, airing: &Airing) -> bool {
    match chip.key.date {
        None => airing.date.is_none(),
        Some(day) => {
            airing.date == Some(day)
                && airing.is_rerun == chip.key.is_rerun
                && airing.slot.series() == chip.key.series
                && chip.slots.contains(&airing.slot)
        }
    }
}

fn set(header: Header) -> Command {
    Command::All(vec![Command::SetHeader(Box::new(header))])
}

/// A title, shortened for a notice.
pub(super) fn short(title: &str) -> String {
    const LONGEST: usize = 36;
    if title.chars().count() <= LONGEST {
        return title.to_owned();
    }
    let cut: String = title.chars().take(LONGEST).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{}…", cut.trim_end_matches([',', ':', ';']))
}

/// "Thứ Sáu, 21/03/2014"
fn day_words(day: NaiveDate) -> String {
    format!("{}, {}", wording::weekday(chrono::Datelike::weekday(&day)), wording::date(day))
}

/// The current slot, and the one to take instead when the day is outside of it.
fn leave_slot<'a>(
    newsroom: &'a Newsroom,
    slot: &SlotId,
    day: NaiveDate,
) -> Option<(&'a SlotView, Option<SlotId>)> {
    let known = newsroom.obligations().get(slot)?;
    if (known.slot.from..=known.slot.to).contains(&day) {
        return None;
    }
    let other = holding(newsroom, slot.activity(), day)
        .find(|view| view.slot.id.body() == slot.body() && is_free(view));
    Some((known, other.map(|view| view.slot.id.clone())))
}

fn change_slot(airings: &mut [Airing], from: &SlotId, to: &SlotId) {
    for airing in airings.iter_mut().filter(|airing| airing.slot == *from && airing.outcome.is_none()) {
        airing.slot = to.clone();
    }
}

/// The activity's slots that can be filled on a day.
fn holding<'a>(
    newsroom: &'a Newsroom,
    activity: &'a str,
    day: NaiveDate,
) -> impl Iterator<Item = &'a SlotView> {
    let views = newsroom.obligations().of_activity(activity);
    views.filter(move |view| (view.slot.from..=view.slot.to).contains(&day))
}

fn is_free(view: &SlotView) -> bool {
    view.pieces.is_empty() && matches!(view.state, SlotState::Empty | SlotState::Missing)
}

/// Slots for a piece that fills none yet: those of its activity that include the day. Empty ones come first;
/// else it may share a slot that is not done. For a series, those of all districts in the same state.
fn first_airings(
    newsroom: &Newsroom,
    piece: &Piece,
    day: NaiveDate,
    purpose: Purpose,
) -> Result<Vec<Airing>, String> {
    let id = piece.header.activity.as_str();
    let activity = newsroom.plan().activity(id);
    let short = activity.map_or(id, |activity| activity.short.as_str());
    let first = holding(newsroom, id, day).find(|view| is_free(view)).or_else(|| {
        // A finished slot is closed, except one that spans the year: more may always be added.
        holding(newsroom, id, day).find(|view| !view.state.is_done() || !view.slot.period.is_short())
    });
    let Some(first) = first else {
        return Err(match next_slot(newsroom, id, day) {
            Some(view) => format!(
                "{short} không có kỳ nào còn nhận bài vào ngày {}. Kỳ gần nhất: {}, {}.",
                wording::date(day),
                view.slot.period.label(),
                wording::range(view.slot.from, view.slot.to)
            ),
            None => format!("{short} không có kỳ nào trong năm {}.", newsroom.plan().year),
        });
    };
    let series = first.slot.id.series();
    let was_free = is_free(first);
    let slots = holding(newsroom, id, day)
        .filter(|view| view.slot.id.series() == series && is_free(view) == was_free);
    let vacancies = (purpose == Purpose::Done).then(|| newsroom.vacancies());
    Ok(slots
        .map(|view| Airing {
            id: vacancies
                .as_ref()
                .filter(|_| view.pieces.is_empty())
                .map(|vacancies| vacancies.id(&view.slot.id)),
            date: Some(day),
            time: view.time,
            ..Airing::undated(view.slot.id.clone())
        })
        .collect())
}

/// The unfilled slot nearest to a day.
fn next_slot<'a>(newsroom: &'a Newsroom, activity: &'a str, day: NaiveDate) -> Option<&'a SlotView> {
    let away = |view: &&SlotView| {
        let ahead = (view.slot.from - day).num_days();
        let behind = (day - view.slot.to).num_days();
        ahead.max(behind)
    };
    let views = newsroom.obligations().of_activity(activity);
    views.filter(|view| !view.state.is_done()).min_by_key(away)
}
