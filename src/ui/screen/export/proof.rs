//! The pages that the dialog previews.

use super::FileFormat;
use crate::document::{self, PrintOptions, Proof, assignment, budget, places, schedule};
use crate::newsroom::Newsroom;
use crate::page::{Document, Fonts};
use crate::poster::Poster;
use crate::ui::{Export, Photos, Pictures};

/// The pages of an export: the preview shows exactly what is written.
pub(super) fn of(
    newsroom: &Newsroom,
    what: &Export,
    format: FileFormat,
    (pictures, photos): (&Pictures, &Photos),
    print: &PrintOptions,
    fonts: &mut Fonts,
) -> Proof {
    let pictures = |path: &str| photos.or_held(pictures, path);
    if let (Export::Piece(id), true) = (what, format.is_picture())
        && let Some(Ok(poster)) = newsroom.piece(id).map(|piece| Poster::parse(&piece.body))
    {
        let (page, _) = document::poster::picture_sheet(&poster, &pictures, &print.poster, fonts);
        let pages = vec![page];
        return Proof::Document(Document { pages, ..Document::default() });
    }
    let whole = match what {
        Export::Schedule(request) => schedule::document(newsroom, request, print, fonts),
        Export::Report { from, to } => {
            let newsroom = newsroom.as_of(to.unwrap_or(newsroom.today()));
            document::report::document(&newsroom, *from, print, fonts)
        }
        Export::Outcome(request) => document::survey::outcome::document(newsroom, request, print, fonts),
        Export::Cases(request) => document::cases::document(newsroom, request, print, fonts),
        Export::Desk(request) => {
            return Proof::Manuscript(Box::new(document::desk::manuscript(newsroom, request, print, fonts)));
        }
        Export::Assignments(request) => assignment::document(newsroom, request, print, fonts),
        Export::Budget(request) => budget::document(newsroom, request, print, fonts),
        Export::Places(request) => {
            let manuscript = places::manuscript(newsroom, request, &pictures, print, fonts);
            return Proof::Manuscript(Box::new(manuscript));
        }
        Export::Piece(id) => {
            let piece = newsroom.piece(id);
            match piece.map(|piece| document::proof_of_piece(newsroom, piece, &pictures, print, fonts)) {
                Some(Proof::Document(layout)) => layout,
                Some(manuscript) => return manuscript,
                None => Document::default(),
            }
        }
    };
    // A selection without any existing page leaves the preview empty; the export reports it.
    Proof::Document(print.pages.of(whole).unwrap_or_default())
}
