//! Moves a chip's piece to another day or to the tray: shared by dragging and the keys.

use chrono::NaiveDate;

use super::clash::overlap;
use super::model::Chip;
use crate::calendar::{range, wording};
use crate::ledger::SlotView;
use crate::newsroom::{Command, Newsroom, Reason, Shift};
use crate::piece::{Airing, Header, Piece};

/// A change of days, ready to be applied.
#[derive(Debug, Clone, PartialEq)]
pub struct Move {
    pub command: Command,
    /// The message for the user: what was done, and warnings.
    pub notice: String,
    /// An overlap with another airing that the move would cause.
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
    let title = short(&piece.header.title);
    if piece.header.airings.is_empty() {
        let Some(day) = day else { return Ok(None) };
        let mut header = piece.header.clone();
        header.airings = first_airings(newsroom, piece, day, purpose)?;
        return Ok(Some(Move::first(newsroom, header, &format!("Đã xếp “{title}” vào {}.", day_words(day)))));
    }
    let Some(pick) = chip.pick() else { return Ok(None) };
    let batch = newsroom.shift(&[pick], Shift::To(day), true);
    if let Some(spared) = batch.spared.first() {
        return Err(match spared.reason {
            Reason::Aired => format!("“{title}” đã phát, đăng nên không dời được. Huỷ xác nhận trước đã."),
            reason => format!("“{title}” không dời được: {reason}."),
        });
    }
    let Some(moved) = batch.moves.first() else { return Ok(None) };
    let mut notice = match day {
        Some(day) => format!("Đã dời “{title}” sang {}.", day_words(day)),
        None => format!("Đã bỏ ngày của “{title}”; bài về hàng Chưa xếp ngày."),
    };
    if let (Some(day), Some((from, to))) = (moved.to, moved.outside) {
        let day = wording::day_month(day);
        notice = format!("{notice} Lưu ý: ngày {day} nằm ngoài kỳ {}.", wording::range(from, to));
    }
    let clash = moved.clash.as_ref().map(|clash| overlap(newsroom, clash, &piece.header.id));
    Ok(Some(Move::new(batch.command, notice, clash)))
}

impl Move {
    fn new(command: Command, notice: String, clash: Option<String>) -> Self {
        let notice = match &clash {
            Some(clash) => format!("{notice} Lưu ý: {clash}"),
            None => notice,
        };
        Self { command, notice, clash }
    }

    fn first(newsroom: &Newsroom, header: Header, notice: &str) -> Self {
        let clash = newsroom.clashes_of(&header).first().map(|clash| overlap(newsroom, clash, &header.id));
        Self::new(Command::All(vec![Command::SetHeader(Box::new(header))]), notice.to_owned(), clash)
    }
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

/// The activity's slots that can be filled on a day.
fn holding<'a>(
    newsroom: &'a Newsroom,
    activity: &'a str,
    day: NaiveDate,
) -> impl Iterator<Item = &'a SlotView> {
    let views = newsroom.obligations().of_activity(activity);
    views.filter(move |view| (view.slot.from..=view.slot.to).contains(&day))
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
    let first = holding(newsroom, id, day).find(|view| view.is_vacant()).or_else(|| {
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
    let was_free = first.is_vacant();
    let slots = holding(newsroom, id, day)
        .filter(|view| view.slot.id.series() == series && view.is_vacant() == was_free);
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
