//! "Phiếu giao việc": the steps of a piece to sign for; and the list of what each person does in some days.

mod list;
pub(super) mod part;
mod slip;

use chrono::NaiveDate;

use crate::calendar::wording;
use crate::newsroom::Newsroom;
use crate::page::{Document, Fonts};
use crate::piece::PieceId;

use super::PrintOptions;

/// Which work is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// The steps of a piece.
    Piece(PieceId),
    /// What people do in `from..=to`, a page or more for each. Without names everybody, and what nobody has taken.
    People { names: Vec<String>, from: NaiveDate, to: NaiveDate },
}

impl Request {
    /// The first of its people whom neither the settings nor a piece name.
    pub fn stranger(&self, newsroom: &Newsroom) -> Option<&str> {
        let Self::People { names, .. } = self else { return None };
        let is_known = |name: &str| {
            let mut headers = newsroom.pieces().map(|piece| &piece.header);
            newsroom.settings().person(name).is_some()
                || headers.any(|header| {
                    header.people.iter().any(|role| role.name == name)
                        || header.tasks.iter().any(|task| task.by == name)
                })
        };
        names.iter().map(String::as_str).find(|name| !is_known(name))
    }

    /// The document's title, and the suggested name of its file.
    pub fn title(&self, newsroom: &Newsroom) -> String {
        match self {
            Self::Piece(id) => {
                let title = newsroom.piece(id).map_or(id.as_str(), |piece| &piece.header.title);
                format!("Phiếu giao việc: {title}")
            }
            Self::People { names, from, to } => {
                let days = wording::range(*from, *to);
                match names.as_slice() {
                    [one] if !one.is_empty() => format!("Việc của {one}, {days}"),
                    _ => format!("Việc từng người, {days}"),
                }
            }
        }
    }
}

/// The pages of a request; none for a piece that is not there.
pub fn document(newsroom: &Newsroom, request: &Request, print: &PrintOptions, fonts: &mut Fonts) -> Document {
    let title = request.title(newsroom);
    match request {
        Request::Piece(id) => match newsroom.piece(id) {
            Some(piece) => slip::manuscript(newsroom, piece, title, print, fonts).set(fonts),
            None => Document::default(),
        },
        Request::People { names, from, to } => {
            list::manuscript(newsroom, names, (*from, *to), title, print, fonts).set(fonts)
        }
    }
}
