//! Compares two versions of a piece or a record as people read them: the text, shortened to the surroundings
//! of changes.

use crate::piece::diff::{Chunk, ChunkKind};
use crate::piece::{Format, Piece};
use crate::plan::Plan;
use crate::poster::{ElementKind, Poster};
use crate::store::Content;

/// Number of lines shown before and after a change.
const CONTEXT: usize = 4;

/// The readable text of a file's content; for a record its labelled values, with the plan's names for ids.
pub fn text_of(content: &Content, plan: &Plan) -> String {
    match content {
        Content::Piece(piece) => piece_text(piece),
        Content::Record(record) => record.words(&|id| plan.name_of(id)),
    }
}

/// The readable text of a piece: title and body; for a poster its texts.
pub fn piece_text(piece: &Piece) -> String {
    let body = match piece.format {
        Format::Poster => Poster::parse(&piece.body).map_or_else(
            |_| piece.body.to_string(),
            |poster| {
                let texts = poster.elements.into_iter().filter_map(|element| match element.kind {
                    ElementKind::Text(text) => Some(text.text),
                    _ => None,
                });
                texts.collect::<Vec<_>>().join("\n")
            },
        ),
        _ => piece.body.to_string(),
    };
    format!("{}\n\n{body}", piece.header.title)
}

/// The chunks without unchanged text far from a change.
pub fn near(chunks: Vec<Chunk>) -> Vec<Chunk> {
    let last = chunks.len().saturating_sub(1);
    let near = |(index, chunk): (usize, Chunk)| match chunk.kind {
        ChunkKind::Same => Chunk { text: shortened(&chunk.text, index > 0, index < last), ..chunk },
        _ => chunk,
    };
    chunks.into_iter().enumerate().map(near).collect()
}

/// Unchanged text, without the part far from a change.
fn shortened(text: &str, is_after: bool, is_before: bool) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let head = if is_after { CONTEXT } else { 0 };
    let tail = if is_before { CONTEXT } else { 0 };
    if lines.len() <= head + tail + 1 {
        return text.to_owned();
    }
    format!("{}⋯\n{}", lines[..head].concat(), lines[lines.len() - tail..].concat())
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn far_words_are_left_out_and_near_ones_stay() {
        let text = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n";
        for (is_after, is_before, expected) in [
            (true, true, "1\n2\n3\n4\n⋯\n9\n10\n11\n12\n"),
            (false, true, "⋯\n9\n10\n11\n12\n"),
            (true, false, "1\n2\n3\n4\n⋯\n"),
        ] {
            assert_eq!(shortened(text, is_after, is_before), expected);
        }
        assert_eq!(shortened("gần\n", true, true), "gần\n");
    }
}
