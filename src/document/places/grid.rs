//! The cells of a list of places, for pages and for Excel.

use super::{Request, center, left, stays_of};
use crate::calendar::wording;
use crate::document::assignment::part::table;
use crate::fold::capital;
use crate::newsroom::Newsroom;
use crate::page::{Block, Column, Row};
use crate::piece::Piece;
use crate::place::{Fitness, Place, PlaceKind};
use crate::plan::Medium;

/// A table of texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grid {
    pub heads: Vec<Head>,
    pub rows: Vec<Vec<String>>,
    /// "60 địa điểm, 41 đủ điều kiện"
    pub sum: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    pub name: &'static str,
    /// In characters.
    pub width: u16,
    /// Only in Excel, from where the list is read back.
    pub is_for_excel: bool,
    pub is_number: bool,
}

const fn head(name: &'static str, width: u16) -> Head {
    Head { name, width, is_for_excel: false, is_number: false }
}

const fn hidden(name: &'static str, width: u16) -> Head {
    Head { is_for_excel: true, ..head(name, width) }
}

const fn number(name: &'static str, width: u16) -> Head {
    Head { is_number: true, ..head(name, width) }
}

/// The heads by which [`crate::place::Places::read_rows`] reads the list back.
const REGISTER: [Head; 16] = [
    number("TT", 5),
    hidden("Mã", 22),
    head("Loại", 14),
    head("Tên", 34),
    head("Địa chỉ", 28),
    head("Địa bàn", 18),
    head("Kích thước, sức chứa", 14),
    head("Đơn vị quản lý", 26),
    head("Liên hệ", 16),
    head("Điều kiện", 11),
    head("Lý do", 24),
    hidden("Từ ngày", 12),
    hidden("Đến ngày", 12),
    hidden("Cơ quan", 18),
    hidden("Mục ý kiến", 11),
    hidden("Ngày kiểm tra", 13),
];

const HANGING: [Head; 10] = [
    number("TT", 5),
    head("Địa điểm", 34),
    head("Địa chỉ", 28),
    head("Địa bàn", 18),
    number("Số bản", 8),
    head("Đã gửi", 11),
    head("Ngày treo", 11),
    head("Đến ngày", 11),
    head("Tình trạng", 14),
    head("Minh chứng", 22),
];

const TOUR: [Head; 11] = [
    number("TT", 5),
    head("Thứ", 9),
    head("Ngày", 11),
    head("Giờ", 7),
    head("Địa điểm", 32),
    head("Địa bàn", 18),
    head("Đoàn diễn", 26),
    head("Buổi", 10),
    number("Khán giả", 9),
    head("Tình trạng", 14),
    head("Ghi chú", 26),
];

/// The table of the register, of where a piece hangs, or of its tour.
pub fn grid(newsroom: &Newsroom, request: &Request) -> Grid {
    match request {
        Request::Register { kind, locality } => register(newsroom, kind.as_ref(), locality.as_deref()),
        Request::Check { locality } => register(newsroom, Some(&PlaceKind::NoticeHouse), locality.as_deref()),
        Request::Hanging(id) | Request::Delivery { piece: id, .. } => {
            newsroom.piece(id).map_or_else(Grid::default, |piece| hanging(newsroom, piece))
        }
        Request::Tour(id) | Request::Letters(id) => {
            newsroom.piece(id).map_or_else(Grid::default, |piece| tour(newsroom, piece))
        }
    }
}

/// A column of at most this many characters is as wide as they are.
const SHORT: u16 = 12;
/// Width of a character with the cell's margins, points.
const LETTER: f32 = 6.1;

impl Grid {
    /// As pages print it.
    pub fn block(&self) -> Block {
        let shown: Vec<usize> = (0..self.heads.len()).filter(|at| !self.heads[*at].is_for_excel).collect();
        let columns = shown.iter().map(|at| match self.heads[*at] {
            Head { name: "TT", .. } => Column::Fixed(28.0),
            // A day, an hour or a number stays on one line.
            head if head.width <= SHORT => Column::Fixed(f32::from(head.width) * LETTER),
            head => Column::Share(f32::from(head.width)),
        });
        let heads: Vec<&str> = shown.iter().map(|at| self.heads[*at].name).collect();
        let rows = self.rows.iter().map(|row| {
            let cells = shown.iter().map(|at| {
                let said = row.get(*at).cloned().unwrap_or_default();
                if self.heads[*at].is_number { center(said) } else { left(said) }
            });
            Row { cells: cells.collect(), ..Row::default() }
        });
        table(columns.collect(), &heads, rows.collect())
    }
}

fn day(day: Option<chrono::NaiveDate>) -> String {
    day.map_or_else(String::new, wording::date)
}

fn register(newsroom: &Newsroom, kind: Option<&PlaceKind>, locality: Option<&str>) -> Grid {
    let plan = newsroom.plan();
    let places = newsroom.places().places.iter();
    let wanted: Vec<&Place> = places
        .filter(|place| kind.is_none_or(|kind| *kind == place.kind))
        .filter(|place| locality.is_none_or(|id| id == place.locality))
        .collect();
    let rows = wanted.iter().enumerate().map(|(at, place)| {
        let unit =
            if place.locality.is_empty() { String::new() } else { capital(&place.locality_name(plan)) };
        let fitness = match place.fitness {
            Fitness::Unknown => "",
            Fitness::Fit => "Đủ",
            Fitness::Unfit => "Chưa đủ",
        };
        let agency = plan.agency(&place.agency).map_or(place.agency.as_str(), |agency| &agency.short);
        vec![
            (at + 1).to_string(),
            place.id.clone(),
            place.kind.name().to_owned(),
            place.name.clone(),
            place.address.clone(),
            unit,
            place.size.clone(),
            place.owner.clone(),
            place.contact.clone(),
            fitness.to_owned(),
            place.reason.clone(),
            day(place.valid_from),
            day(place.valid_to),
            agency.to_owned(),
            place.opinions.map_or("", |has| if has { "Có" } else { "Không" }).to_owned(),
            day(place.checked),
        ]
    });
    let fit = wanted.iter().filter(|place| place.fitness == Fitness::Fit).count();
    let sum = format!(
        "Cộng {}, trong đó {} đủ điều kiện.",
        wording::counted(wanted.len(), "địa điểm"),
        wording::grouped(fit as u64)
    );
    Grid { heads: REGISTER.to_vec(), rows: rows.collect(), sum }
}

fn hanging(newsroom: &Newsroom, piece: &Piece) -> Grid {
    let plan = newsroom.plan();
    let stays = stays_of(newsroom, piece);
    let rows = stays.iter().enumerate().map(|(at, (place, stay))| {
        let evidence = stay.airing.evidence.iter().map(|path| path.rsplit('/').next().unwrap_or(path));
        vec![
            (at + 1).to_string(),
            place.name.clone(),
            place.address.clone(),
            capital(&place.locality_name(plan)),
            stay.airing.copies.map_or_else(String::new, |copies| copies.to_string()),
            day(stay.airing.sent),
            day(stay.since),
            day(stay.airing.taken_down.or(stay.airing.until)),
            stay.state.name(stay.medium).to_owned(),
            evidence.collect::<Vec<_>>().join("; "),
        ]
    });
    let copies: u32 = stays.iter().filter_map(|(_, stay)| stay.airing.copies).sum();
    let up = stays.iter().filter(|(_, stay)| stay.state.is_up()).count();
    let sum = format!(
        "Cộng {} bản tại {}; đang treo ở {}.",
        wording::grouped(copies),
        wording::counted(stays.len(), "điểm"),
        wording::counted(up, "điểm")
    );
    Grid { heads: HANGING.to_vec(), rows: rows.collect(), sum }
}

fn tour(newsroom: &Newsroom, piece: &Piece) -> Grid {
    let plan = newsroom.plan();
    let settings = newsroom.settings();
    let known = crate::ledger::AsOf::new(&piece.header, newsroom.today());
    let mut stays = stays_of(newsroom, piece);
    stays.sort_by_key(|(_, stay)| (stay.since.is_none(), stay.since, stay.airing.time));
    let rows = stays.iter().enumerate().map(|(at, (place, stay))| {
        let timing = known.timing(stay.airing, settings.programme_of(&stay.airing.slot).as_deref());
        let note = stay.airing.outcome.as_ref().map_or("", |outcome| &outcome.note);
        vec![
            (at + 1).to_string(),
            stay.since.map_or("", |day| wording::weekday(chrono::Datelike::weekday(&day))).to_owned(),
            stay.since.map_or_else(|| "chưa xếp".to_owned(), wording::date),
            timing.time.map(wording::clock).unwrap_or_default(),
            place.full_name(),
            capital(&place.locality_name(plan)),
            stay.airing.troupe.clone(),
            if stay.airing.is_rerun { "Diễn lại" } else { "Diễn lần đầu" }.to_owned(),
            stay.airing.spectators.map_or_else(String::new, |count| count.to_string()),
            stay.state.name(Medium::Stage).to_owned(),
            note.to_owned(),
        ]
    });
    let spectators: u32 = stays.iter().filter_map(|(_, stay)| stay.airing.spectators).sum();
    let played = stays.iter().filter(|(_, stay)| stay.state == crate::ledger::StayState::Over).count();
    let seen = if spectators > 0 {
        format!(", {} lượt khán giả", wording::grouped(spectators))
    } else {
        String::new()
    };
    let sum = format!("Cộng {}; đã diễn {played}{seen}.", wording::counted(stays.len(), "buổi diễn"));
    Grid { heads: TOUR.to_vec(), rows: rows.collect(), sum }
}
