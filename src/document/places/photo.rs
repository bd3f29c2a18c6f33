//! The photos of where a piece hangs: the place, and what proves that it hangs there.

use super::{Place, Stay};
use crate::calendar::wording;
use crate::document::letterhead::line;
use crate::document::poster::{Pictures, photo};
use crate::document::style::{BODY, bold, italic};
use crate::page::{Block, Fonts, Size};

/// Photos side by side.
const ACROSS: usize = 3;
/// The most that a photo takes, points.
const MOST: Size = Size { width: 220.0, height: 165.0 };

/// Photos under their places, three side by side; nothing where there are none. Files that are no pictures, such as a
/// scanned confirmation, are named in the table only.
pub(super) fn blocks(stays: &[(&Place, Stay<'_>)], pictures: &Pictures<'_>, fonts: &mut Fonts) -> Vec<Block> {
    let mut shown = Vec::new();
    for (place, stay) in stays {
        let day = stay.since.map_or_else(String::new, |day| format!(", {}", wording::date(day)));
        for path in &stay.airing.evidence {
            let Some(figure) = photo(path, MOST, pictures, fonts) else { continue };
            let name = line(format!("{}{day}", place.name), italic(BODY - 2.0));
            shown.push(vec![Block::Figure(figure), Block::Space(3.0), name]);
        }
    }
    if shown.is_empty() {
        return Vec::new();
    }
    let mut blocks =
        vec![Block::Space(10.0), line("ẢNH MINH CHỨNG".to_owned(), bold(BODY)), Block::Space(6.0)];
    for few in shown.chunks(ACROSS) {
        let part = 1.0 / ACROSS as f32;
        let mut columns: Vec<(f32, Vec<Block>)> = few.iter().map(|one| (part, one.clone())).collect();
        columns.extend((few.len()..ACROSS).map(|_| (part, Vec::new())));
        blocks.push(Block::Together(vec![Block::Columns(columns), Block::Space(10.0)]));
    }
    blocks
}
