//! The wall sheet of a notice (IV.5): what hangs in a notice house. In large letters, without word counts, people and
//! approvals.

use super::letterhead::{Letterhead, maker, title};
use super::{Manuscript, PrintOptions, article, author, closing, sheet};
use crate::newsroom::Newsroom;
use crate::page::{Block, Cell, Fonts, Paragraph};
use crate::piece::article::Article;
use crate::piece::{Format, Piece};

/// What hangs on a wall is read from a step away: 13 points become 17.
const LARGER: f32 = 17.0 / 13.0;

/// On A4 portrait, with the letterhead and the signature of the office that posts it.
pub fn manuscript(newsroom: &Newsroom, piece: &Piece, print: &PrintOptions, fonts: &mut Fonts) -> Manuscript {
    let name = &piece.header.title;
    let sheet = print.sheet(sheet::portrait());
    let width = sheet::text_width(&sheet);
    let office = maker(newsroom, &piece.header);
    let mut blocks = vec![Letterhead::of(newsroom, &office).block(fonts, width)];
    blocks.extend(title(fonts, "NIÊM YẾT", std::slice::from_ref(name), width));
    let start = blocks.len();
    article::push_text(&mut blocks, &Article::parse(&piece.body), name);
    blocks[start..].iter_mut().for_each(enlarge);
    let text = start..blocks.len();
    super::head::end_with(&mut blocks, closing::signed_by(newsroom, &office));
    let manuscript = print.manuscript(sheet, blocks, format!("Niêm yết: {name}"), author(newsroom));
    manuscript.with_text(Format::Article, text)
}

fn enlarge(block: &mut Block) {
    match block {
        Block::Paragraph(paragraph) => enlarge_words(paragraph),
        Block::Table(table) => {
            let rows = table.head.iter_mut().chain(&mut table.rows);
            let cells = rows.flat_map(|row| &mut row.cells);
            cells.flat_map(|Cell { paragraphs, .. }| paragraphs).for_each(enlarge_words);
        }
        _ => {}
    }
}

fn enlarge_words(paragraph: &mut Paragraph) {
    let label = paragraph.label.iter_mut().flatten();
    paragraph.spans.iter_mut().chain(label).for_each(|span| span.style.size *= LARGER);
    for length in [&mut paragraph.left, &mut paragraph.label_width, &mut paragraph.first_line_indent] {
        *length *= LARGER;
    }
}
