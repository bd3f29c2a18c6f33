//! The comments on a piece as numbered notes, printed only when asked for.

use std::fmt::Write;

use crate::calendar::wording;
use crate::page::{Block, Paragraph};
use crate::piece::comment::Anchor;
use crate::piece::{Comment, Piece, Placed, Spot};

use super::style::{BODY, bold, italic, regular, span};

/// How far a note stands in from its number, points.
const NUMBER: f32 = 22.0;

/// The notes after the end of a paper; nothing without a comment.
pub(super) fn notes(piece: &Piece) -> Vec<Block> {
    let placed = piece.placed_comments();
    if placed.is_empty() {
        return Vec::new();
    }
    let heading = Paragraph {
        space_before: 18.0,
        space_after: 4.0,
        keep_with_next: true,
        bookmark: Some("Góp ý".to_owned()),
        ..Paragraph::text("GÓP Ý", bold(BODY))
    };
    let mut blocks = vec![Block::Paragraph(heading)];
    for (at, placed) in placed.iter().enumerate() {
        let Some(comment) = piece.header.comment(&placed.id) else { continue };
        let first = Paragraph {
            left: NUMBER,
            label: Some(vec![span(format!("{}.", at + 1), regular(BODY))]),
            label_width: NUMBER,
            space_before: 4.0,
            keep_with_next: true,
            ..Paragraph::new(vec![span(place(comment, placed), italic(BODY - 1.0))])
        };
        let said = said(comment).into_iter().enumerate().map(|(at, (who, words))| Paragraph {
            left: if at == 0 { NUMBER } else { 2.0 * NUMBER },
            ..Paragraph::new(vec![span(format!("{who}: "), bold(BODY)), span(words, regular(BODY))])
        });
        let end = settled(comment)
            .map(|words| Paragraph { left: NUMBER, ..Paragraph::text(words, italic(BODY - 1.0)) });
        blocks.extend(std::iter::once(first).chain(said).chain(end).map(Block::Paragraph));
    }
    blocks
}

/// The notes after the end of a text file.
pub fn plain(piece: &Piece) -> String {
    let mut text = String::new();
    for (at, placed) in piece.placed_comments().iter().enumerate() {
        let Some(comment) = piece.header.comment(&placed.id) else { continue };
        let head = if at == 0 { "\nGÓP Ý\n" } else { "" };
        let _ = writeln!(text, "{head}\n{}. {}", at + 1, place(comment, placed));
        let said = said(comment).into_iter().map(|(who, words)| format!("{who}: {words}"));
        for line in said.chain(settled(comment)) {
            let _ = writeln!(text, "   {line}");
        }
    }
    text
}

/// "Mục 03: “Sáng nay, bà con…”"
fn place(comment: &Comment, placed: &Placed) -> String {
    let mut words = placed.place.clone();
    if placed.spot == Spot::Lost {
        words.push_str(" (đoạn này đã được sửa)");
    }
    match comment.anchor.as_ref().and_then(Anchor::quoted) {
        Some(quote) => format!("{words}: {quote}"),
        None => words,
    }
}

/// Who said what, in order.
fn said(comment: &Comment) -> Vec<(String, String)> {
    let first = (&comment.by, comment.date, &comment.text);
    let replies = comment.replies.iter().map(|reply| (&reply.by, reply.date, &reply.text));
    let who =
        |(by, date, text): (&String, _, &String)| (format!("{by} ({})", wording::date(date)), text.clone());
    std::iter::once(first).chain(replies).map(who).collect()
}

fn settled(comment: &Comment) -> Option<String> {
    let resolved = comment.resolved.as_ref()?;
    Some(format!("Đã xong: {}, {}", resolved.by, wording::date(resolved.date)))
}
