//! A skit for rehearsal: title, cast, props, sound and light, then the scenes.

mod front;
pub(super) mod rehearsal;
mod role;
mod single;
mod turn;
mod words;

pub use role::role_title;

use crate::newsroom::Newsroom;
use crate::page::{Align, Block, Fonts, Paragraph};
use crate::piece::stage::{self, Element, ElementKind};
use crate::piece::{Format, Piece};

pub use super::print::Layout;
use super::print::RoleExtent;
use super::style::{BODY as SIZE, bold};
use super::{Manuscript, PrintOptions, author, head, sheet};
use role::Emphasis;
use turn::Setting;

/// A4 portrait. No heading and no name is left alone at the bottom of a page; a broken speech has at least
/// two lines on each page, ends with a sentence and "(còn tiếp)", and continues under the name with "(tiếp)".
/// Speeches are numbered on each page, so that one can say "page 5, speech 3" at a rehearsal.
pub fn manuscript(newsroom: &Newsroom, piece: &Piece, print: &PrintOptions, fonts: &mut Fonts) -> Manuscript {
    let play = stage::parse(&piece.body);
    let header = &piece.header;
    let title = match &print.role {
        Some(role) => role_title(&header.title, role),
        None => header.title.clone(),
    };
    let sheet = print.sheet(sheet::footed(sheet::working(), &title));
    let width = sheet::text_width(&sheet);
    let mut blocks = head::head(newsroom, piece, width, fonts);
    if let Some(role) = &print.role {
        blocks.extend(role::heading(newsroom, &play, role));
    }
    let start = blocks.len();
    let setting = Setting::new(&play, print, width, fonts);
    blocks.extend(front::blocks(newsroom, piece, &play, (&setting, width), fonts));

    let emphases = role::emphases(play.content(), print.role.as_deref());
    if print.extent == RoleExtent::Own && print.role.is_some() {
        let (own, emphases) = role::own(play.content(), &emphases);
        performed(&mut blocks, &own, &emphases, &setting);
    } else {
        performed(&mut blocks, play.content(), &emphases, &setting);
    }
    let text = start..blocks.len();
    let end =
        Paragraph {
            align: Align::Center, space_before: SIZE, ..Paragraph::text("– HẾT –", bold(SIZE))
        };
    head::end_with(&mut blocks, Block::Paragraph(end));
    head::approve(&mut blocks, newsroom, piece);
    print.manuscript(sheet, blocks, title, author(newsroom)).with_text(Format::Stage, text)
}

fn performed(blocks: &mut Vec<Block>, elements: &[Element], emphases: &[Emphasis], setting: &Setting) {
    let mut turns = stage::turns(elements).peekable();
    let mut at = 0;
    while let Some(element) = elements.get(at) {
        let emphasis = emphases.get(at).copied().unwrap_or_default();
        at += 1;
        if let ElementKind::Cue { .. } = element.kind {
            let Some(turn) = turns.next_if(|turn| std::ptr::eq(turn.cue, element)) else { continue };
            at += turn.parts.len();
            let is_hidden =
                |element: &&Element| matches!(element.kind, ElementKind::Note | ElementKind::Boneyard);
            let between = elements[at..].iter().take_while(is_hidden).count();
            let other = turns.next_if(|other| {
                let is_next = elements.get(at + between).is_some_and(|next| std::ptr::eq(next, other.cue));
                is_next && other.cue.is_dual && setting.is_side_by_side(&turn, other, emphasis)
            });
            match other {
                Some(other) => {
                    at += between + 1 + other.parts.len();
                    blocks.extend(Setting::dual(&turn, &other, emphasis));
                }
                None => blocks.extend(setting.turn(&turn, emphasis)),
            }
            continue;
        }
        blocks.extend(single::block(element, emphasis, setting));
    }
}
