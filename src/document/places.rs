//! Papers on places: the register, where a poster or a notice hangs, what each district gets, a skit's tour.

mod check;
mod delivery;
mod grid;
mod letter;
mod photo;
mod tour;

pub use grid::{Grid, Head, grid};

use super::assignment::part::cell;
use super::closing::closing;
use super::head::end_with;
use super::letterhead::{Letterhead, maker, office_of, title};
use super::poster::Pictures;
use super::style::{BODY, italic, regular};
use super::{Manuscript, PrintOptions, author, sheet};
use crate::ledger::{Stay, StayState, stays};
use crate::newsroom::Newsroom;
use crate::page::{Align, Block, Cell, Fonts, Paragraph};
use crate::piece::{Piece, PieceId};
use crate::place::{Place, PlaceKind};

/// Which paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// The register, or a part of it.
    Register { kind: Option<PlaceKind>, locality: Option<String> },
    /// What hangs in the notice houses of each locality, to be checked on the spot.
    Check { locality: Option<String> },
    /// Where a piece hangs.
    Hanging(PieceId),
    /// What each locality gets of a piece, a page each.
    Delivery { piece: PieceId, locality: Option<String> },
    /// The nights of a skit.
    Tour(PieceId),
    /// A letter of introduction to each place of a tour.
    Letters(PieceId),
}

impl Request {
    pub fn piece(&self) -> Option<&PieceId> {
        match self {
            Self::Register { .. } | Self::Check { .. } => None,
            Self::Hanging(piece)
            | Self::Delivery { piece, .. }
            | Self::Tour(piece)
            | Self::Letters(piece) => Some(piece),
        }
    }

    /// The document's title, and the suggested name of its file.
    pub fn title(&self, newsroom: &Newsroom) -> String {
        let piece = self.piece().and_then(|id| newsroom.piece(id));
        let of = piece.map_or("", |piece| piece.header.title.as_str());
        match self {
            Self::Register { .. } => "Danh mục địa điểm".to_owned(),
            Self::Check { .. } => "Phiếu kiểm tra niêm yết".to_owned(),
            Self::Hanging(_) => format!("Danh sách điểm treo: {of}"),
            Self::Delivery { .. } => format!("Phiếu giao nhận: {of}"),
            Self::Tour(_) => format!("Lịch lưu diễn: {of}"),
            Self::Letters(_) => format!("Giấy giới thiệu: {of}"),
        }
    }
}

/// The paper before it is set. `pictures` returns the bytes of the photos that prove where a piece hangs.
pub fn manuscript(
    newsroom: &Newsroom,
    request: &Request,
    pictures: &Pictures<'_>,
    print: &PrintOptions,
    fonts: &mut Fonts,
) -> Manuscript {
    let name = request.title(newsroom);
    let piece = request.piece().and_then(|id| newsroom.piece(id));
    match (request, piece) {
        (Request::Delivery { locality, .. }, Some(piece)) => {
            delivery::manuscript(newsroom, piece, locality.as_deref(), name, print, fonts)
        }
        (Request::Check { locality }, _) => {
            check::manuscript(newsroom, locality.as_deref(), name, print, fonts)
        }
        (Request::Letters(_), Some(piece)) => letter::manuscript(newsroom, piece, name, print, fonts),
        (Request::Tour(_), Some(piece)) => tour::manuscript(newsroom, piece, name, print, fonts),
        _ => listed(newsroom, (request, piece), name, pictures, print, fonts),
    }
}

/// The register, or where a piece hangs: the rows of the same table that Excel gets.
fn listed(
    newsroom: &Newsroom,
    (request, piece): (&Request, Option<&Piece>),
    name: String,
    pictures: &Pictures<'_>,
    print: &PrintOptions,
    fonts: &mut Fonts,
) -> Manuscript {
    let sheet = print.sheet(sheet::landscape());
    let width = sheet::text_width(&sheet);
    let office = match piece {
        Some(piece) => maker(newsroom, &piece.header),
        None => office_of(newsroom, None, print.issuer.agency.as_deref()),
    };
    let (head, subject) = match request {
        Request::Register { kind, locality } => {
            let kind = kind.as_ref().map(|kind| kind.name().to_owned());
            let unit = locality.as_ref().and_then(|id| newsroom.plan().locality(id));
            let unit = unit.map(crate::plan::Locality::full_name);
            let subject: Vec<String> = kind.into_iter().chain(unit).collect();
            ("DANH MỤC ĐỊA ĐIỂM", subject)
        }
        _ => ("DANH SÁCH ĐIỂM TREO", piece.map(|piece| piece.header.title.clone()).into_iter().collect()),
    };
    let mut blocks = vec![Letterhead::of(newsroom, &office).block(fonts, width)];
    let subject = if subject.is_empty() { Vec::new() } else { vec![subject.join(", ")] };
    blocks.extend(title(fonts, head, &subject, width));
    let grid = grid(newsroom, request);
    if grid.rows.is_empty() {
        blocks.push(none("Chưa có địa điểm nào."));
    } else {
        blocks.push(grid.block());
        blocks.push(Block::Space(6.0));
        blocks.push(sum(&grid.sum));
    }
    if let Some(piece) = piece {
        blocks.extend(photo::blocks(&stays_of(newsroom, piece), pictures, fonts));
    }
    end_with(&mut blocks, closing(newsroom, &office, &[]));
    print.manuscript(sheet, blocks, name, author(newsroom))
}

fn none(said: &str) -> Block {
    Block::Paragraph(Paragraph::text(said, italic(BODY)))
}

fn sum(said: &str) -> Block {
    Block::Paragraph(Paragraph::text(said, regular(BODY)))
}

/// Where a piece hangs or plays, in the order of the plan's localities, then of the days; the city's first.
pub(super) fn stays_of<'a>(newsroom: &'a Newsroom, piece: &'a Piece) -> Vec<(&'a Place, Stay<'a>)> {
    let places = newsroom.places().by_id();
    let order = |place: &Place| {
        newsroom.plan().localities.iter().position(|unit| unit.id == place.locality).map_or(0, |at| at + 1)
    };
    let all = stays(newsroom.plan(), std::iter::once(&piece.header), newsroom.today());
    let known = all.filter_map(|stay| Some((*places.get(stay.airing.place.as_str())?, stay)));
    let mut known: Vec<_> = known.collect();
    known.sort_by_cached_key(|(place, stay)| (order(place), stay.since, place.name.clone()));
    known
}

fn is_to_come(stay: &Stay<'_>) -> bool {
    matches!(stay.state, StayState::Planned | StayState::Sent)
}

fn center(said: impl Into<String>) -> Cell {
    cell([said.into()], Align::Center)
}

fn left(said: impl Into<String>) -> Cell {
    cell([said.into()], Align::Left)
}
