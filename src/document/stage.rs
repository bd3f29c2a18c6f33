//! A skit to rehearse from: title, cast, props, sound and light, then the scenes.

mod front;
mod turn;

use crate::newsroom::Newsroom;
use crate::page::{self, Align, Block, Document, Fonts, Paragraph, Span};
use crate::piece::Piece;
use crate::piece::stage::{self, Element, Kind};

use super::style::{bold, italic, span};
use super::{author, head, sheet};
use turn::Setting;

/// How a skit is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    pub layout: Layout,
    /// 18 pt for reading from afar, else 13 pt.
    pub is_large: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// Names in a column on the left, speeches on the right.
    #[default]
    Stage,
    /// "Tên: lời", as local skits are typed.
    RunIn,
    /// Names above the speeches, both indented.
    Screenplay,
}

/// A4 portrait. No heading and no name is left alone at a page's foot; a speech that is broken stays two lines at
/// least, ends with a sentence and "(còn tiếp)", and goes on under the name with "(tiếp)".
pub fn document(newsroom: &Newsroom, piece: &Piece, options: Options, fonts: &mut Fonts) -> Document {
    let play = stage::parse(&piece.body);
    let sheet = sheet::footed(sheet::working(), &piece.header.title);
    let width = sheet::text_width(&sheet);
    let mut blocks = head::head(newsroom, piece, width, fonts);
    blocks.extend(front::blocks(newsroom, piece, &play));

    let setting = Setting::new(&play, options, width, fonts);
    performed(&mut blocks, play.content(), &setting);
    blocks.extend(head::approvals(newsroom, piece));
    page::flow(fonts, &sheet, &blocks).into_document(piece.header.title.clone(), author(newsroom))
}

fn performed(blocks: &mut Vec<Block>, elements: &[Element], setting: &Setting) {
    let mut turns = stage::turns(elements).peekable();
    let mut at = 0;
    while let Some(element) = elements.get(at) {
        at += 1;
        let text = element.text.as_str();
        match &element.kind {
            Kind::Cue { .. } => {
                if let Some(turn) = turns.next_if(|turn| std::ptr::eq(turn.cue, element)) {
                    at += turn.parts.len();
                    blocks.extend(setting.turn(&turn));
                }
            }
            Kind::Scene => blocks.push(Block::Paragraph(scene(text, setting.size))),
            Kind::Section => blocks.push(Block::Paragraph(heading(text, setting.size))),
            Kind::Action | Kind::Parenthetical => blocks.push(Block::Paragraph(action(text, setting.size))),
            Kind::Speech => blocks.push(Block::Paragraph(Paragraph {
                space_before: setting.size * 0.35,
                ..Paragraph::text(text, super::style::regular(setting.size))
            })),
            Kind::Song => blocks.push(Block::Paragraph(Paragraph {
                left: setting.song_left(),
                space_before: setting.size * 0.35,
                ..Paragraph::text(text, italic(setting.size))
            })),
            Kind::PageBreak => blocks.push(Block::PageBreak),
            // For colleagues, never printed.
            Kind::Note => {}
        }
    }
    blocks.push(Block::Paragraph(Paragraph {
        align: Align::Center,
        space_before: setting.size,
        ..Paragraph::text("– HẾT –", bold(setting.size))
    }));
}

fn scene(text: &str, size: f32) -> Paragraph {
    Paragraph {
        space_before: size * 1.3,
        space_after: size * 0.3,
        keep_with_next: true,
        keep_together: true,
        bookmark: Some(text.to_owned()),
        ..Paragraph::text(text, bold(size))
    }
}

fn heading(text: &str, size: f32) -> Paragraph {
    Paragraph { align: Align::Center, ..scene(text, size) }
}

/// What is seen: in italics over the whole width. Two lines at least on either side of a page's end, so that three
/// lines are never broken.
fn action(text: &str, size: f32) -> Paragraph {
    let spans: Vec<Span> = vec![span(text, italic(size))];
    Paragraph {
        space_before: size * 0.45,
        space_after: size * 0.1,
        align: Align::Left,
        ..Paragraph::new(spans)
    }
}
