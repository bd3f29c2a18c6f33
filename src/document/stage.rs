//! A skit for rehearsal: title, cast, props, sound and light, then the scenes.

mod front;
mod role;
mod turn;

pub use role::role_title;

use crate::newsroom::Newsroom;
use crate::page::{Align, Block, Fonts, Paragraph};
use crate::piece::stage::{self, Element, ElementKind};
use crate::piece::{Format, Piece};

pub use super::print::Layout;
use super::style::{BODY as SIZE, bold, italic, regular};
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
    blocks.extend(front::blocks(newsroom, piece, &play, width, fonts));

    let setting = Setting::new(&play, print.layout, width, fonts);
    let emphases = role::emphases(play.content(), print.role.as_deref());
    performed(&mut blocks, play.content(), &emphases, &setting);
    let text = start..blocks.len();
    head::approve(&mut blocks, newsroom, piece);
    print.manuscript(sheet, blocks, title, author(newsroom)).with_text(Format::Stage, text)
}

fn performed(blocks: &mut Vec<Block>, elements: &[Element], emphases: &[Emphasis], setting: &Setting) {
    let mut turns = stage::turns(elements).peekable();
    let mut at = 0;
    while let Some(element) = elements.get(at) {
        let emphasis = emphases.get(at).copied().unwrap_or_default();
        at += 1;
        let text = element.text.as_str();
        let paragraph = match &element.kind {
            ElementKind::Cue { .. } => {
                if let Some(turn) = turns.next_if(|turn| std::ptr::eq(turn.cue, element)) {
                    at += turn.parts.len();
                    blocks.extend(setting.turn(&turn, emphasis));
                }
                continue;
            }
            ElementKind::Scene => scene(text),
            ElementKind::Section => heading(text),
            ElementKind::Action | ElementKind::Parenthetical => {
                Paragraph { space_before: setting.action_before(), ..action(text, emphasis) }
            }
            ElementKind::Speech => {
                Paragraph { space_before: SIZE * 0.35, ..Paragraph::text(text, emphasis.on(regular(SIZE))) }
            }
            ElementKind::Song => Paragraph {
                left: setting.song_left(),
                space_before: SIZE * 0.35,
                ..Paragraph::text(text, emphasis.on(italic(SIZE)))
            },
            ElementKind::PageBreak => {
                blocks.push(Block::PageBreak);
                continue;
            }
            // For colleagues, never printed.
            ElementKind::Note => continue,
        };
        blocks.push(Block::Paragraph(paragraph));
    }
    let end =
        Paragraph {
            align: Align::Center, space_before: SIZE, ..Paragraph::text("– HẾT –", bold(SIZE))
        };
    head::end_with(blocks, Block::Paragraph(end));
}

fn scene(text: &str) -> Paragraph {
    Paragraph {
        space_before: SIZE * 1.3,
        space_after: SIZE * 0.3,
        keep_with_next: true,
        keep_together: true,
        bookmark: Some(text.to_owned()),
        ..Paragraph::text(text, bold(SIZE))
    }
}

fn heading(text: &str) -> Paragraph {
    Paragraph { align: Align::Center, ..scene(text) }
}

/// Action: in italics, full width. At least two lines on either side of a page break, so that three lines are
/// never broken.
fn action(text: &str, emphasis: Emphasis) -> Paragraph {
    Paragraph { space_after: SIZE * 0.1, ..Paragraph::text(text, emphasis.on(italic(SIZE))) }
}
