//! Documents: the plan and the pieces laid out as pages.
//!
//! Each builder turns the newsroom into blocks and sets them as pages, without I/O, clock or screen.

pub mod article;
pub mod as_run;
pub mod assignment;
pub mod budget;
pub mod cases;
pub mod comments;
pub mod contest;
pub mod desk;
pub mod dialogue;
pub mod letterhead;
pub mod notice;
pub mod opinion;
pub mod places;
pub mod poster;
pub mod print;
pub mod quiz;
pub mod radio;
pub mod report;
pub mod review;
pub mod rundown;
pub mod schedule;
pub mod script;
pub mod sheet;
pub mod spoken;
pub mod stage;
pub mod survey;

mod balance;
mod closing;
mod figures;
mod head;
mod link;
mod manuscript;
mod paper;
mod plain;
mod running;
mod style;

pub use manuscript::Manuscript;
pub use plain::plain_text;
pub use print::PrintOptions;
use print::{Comments, Content};

use std::sync::Arc;

use crate::newsroom::Newsroom;
use crate::page::{self, Block, Document, Fonts, Paragraph};
use crate::piece::{Format, Piece};
use crate::poster::Poster;

/// What the preview of a piece shows.
#[derive(Debug, Clone)]
pub enum Proof {
    /// A finished layout.
    Document(Document),
    /// A text set page by page, of any length.
    Manuscript(Box<Manuscript>),
}

/// The document of a piece, by its format, always with all of its pages. `pictures` returns the bytes of an
/// image that a poster names.
pub fn of_piece(
    newsroom: &Newsroom,
    piece: &Piece,
    pictures: &dyn Fn(&str) -> Option<Arc<[u8]>>,
    print: &PrintOptions,
    fonts: &mut Fonts,
) -> Document {
    match proof_of_piece(newsroom, piece, pictures, print, fonts) {
        Proof::Document(document) => document,
        Proof::Manuscript(manuscript) => manuscript.set(fonts),
    }
}

/// Like [`of_piece`], but a text is not set yet.
pub fn proof_of_piece(
    newsroom: &Newsroom,
    piece: &Piece,
    pictures: &dyn Fn(&str) -> Option<Arc<[u8]>>,
    print: &PrintOptions,
    fonts: &mut Fonts,
) -> Proof {
    let mut manuscript = match piece.format {
        _ if print.content == Content::Review => review::manuscript(newsroom, piece, print, fonts),
        _ if print.content == Content::Opinion => {
            opinion::manuscript(newsroom, piece, pictures, print, fonts)
        }
        _ if print.content == Content::AsRun => as_run::manuscript(newsroom, piece, print, fonts),
        Format::Stage if print.content == Content::Rehearsal => {
            stage::rehearsal::manuscript(newsroom, piece, print, fonts)
        }
        Format::Av | Format::Radio if print.content == Content::Prompter || print.role.is_some() => {
            spoken::manuscript(newsroom, piece, print)
        }
        // A live programme is timed by the clock, a recorded segment by its own length.
        Format::Av if is_live(newsroom, piece) => rundown::manuscript(newsroom, piece, print, fonts),
        Format::Av => script::manuscript(newsroom, piece, print, fonts),
        Format::Radio => radio::manuscript(newsroom, piece, print, fonts),
        Format::Article if print.content == Content::Notice => {
            notice::manuscript(newsroom, piece, print, fonts)
        }
        Format::Article => article::manuscript(newsroom, piece, print, fonts),
        Format::Stage => stage::manuscript(newsroom, piece, print, fonts),
        Format::Quiz => quiz::manuscript(newsroom, piece, pictures, print, fonts),
        Format::Contest => return contest::proof(newsroom, piece, print, fonts),
        Format::Dialogue => return dialogue::proof(newsroom, piece, print, fonts),
        Format::Poster => {
            return Proof::Document(match Poster::parse(&piece.body) {
                Ok(poster) => {
                    let title = &piece.header.title;
                    Document {
                        author: author(newsroom),
                        ..poster::poster(&poster, title, pictures, &print.poster, fonts)
                    }
                }
                Err(error) => unreadable(newsroom, piece, &error.to_string(), fonts),
            });
        }
    };
    if print.comments == Comments::Printed {
        manuscript.blocks.extend(comments::notes(piece));
    }
    Proof::Manuscript(Box::new(manuscript))
}

/// Whether it is the rundown of a live programme.
pub(crate) fn is_live(newsroom: &Newsroom, piece: &Piece) -> bool {
    newsroom.plan().activity(&piece.header.activity).is_some_and(|activity| activity.live == Some(true))
}

/// The error, shown in place of a page that cannot be set.
fn unreadable(newsroom: &Newsroom, piece: &Piece, error: &str, fonts: &mut Fonts) -> Document {
    let text = format!("{}\nKhông đọc được nội dung: {error}", piece.header.title);
    let block = Block::Paragraph(Paragraph::text(text, style::regular(style::BODY)));
    page::flow(fonts, &sheet::working(), &[block]).into_document(&*piece.header.title, author(newsroom))
}

/// The author named in a document's metadata.
pub(crate) fn author(newsroom: &Newsroom) -> String {
    let office = &newsroom.settings().office;
    if office.name.is_empty() { newsroom.plan().issuer.clone() } else { office.name.clone() }
}

/// Seconds as stations write them: 12", 1'30", 14'52".
pub(crate) fn duration(seconds: u32) -> String {
    match (seconds / 60, seconds % 60) {
        (0, rest) => format!("{rest}\""),
        (minutes, 0) => format!("{minutes}'"),
        (minutes, rest) => format!("{minutes}'{rest:02}\""),
    }
}
