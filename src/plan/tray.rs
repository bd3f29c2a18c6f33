//! The tray of undated pieces: what waits for someone to give it a day.

use crate::piece::{Piece, Status};

/// Whether a piece belongs in the tray: still to go out, and without an airing or with one that has no day.
pub fn is_undated(piece: &Piece) -> bool {
    let header = &piece.header;
    !matches!(header.status, Status::Dropped | Status::Published)
        && (header.airings.is_empty()
            || header.airings.iter().any(|airing| airing.date.is_none() && airing.outcome.is_none()))
}

/// The pieces of the tray, in the order given.
pub fn undated<'a>(pieces: impl Iterator<Item = &'a Piece>) -> impl Iterator<Item = &'a Piece> {
    pieces.filter(|piece| is_undated(piece))
}
