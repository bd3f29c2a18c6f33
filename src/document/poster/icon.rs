//! Lucide icons by name.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::page::{Face, Point, Rect, Segment};

/// All icon names, sorted, for the picker.
pub fn icons() -> impl Iterator<Item = &'static str> {
    glyphs().keys().copied()
}

/// Whether lucide has an icon with this name.
pub fn is_icon(name: &str) -> bool {
    glyphs().contains_key(name)
}

/// The icon's outline in a square; empty for an unknown name.
pub fn outline(name: &str, square: Rect) -> Vec<Segment> {
    let Some(glyph) = glyphs().get(name) else { return Vec::new() };
    let metrics = Face::Icons.metrics();
    // The icon's square is one em, from ascent to descent.
    let baseline = square.y + square.height * metrics.ascent / (metrics.ascent + metrics.descent);
    let side = square.width / (metrics.ascent + metrics.descent);
    let at = |point: Point| Point { x: square.x + point.x * side, y: baseline + point.y * side };
    Face::Icons.outline(*glyph).into_iter().map(|segment| segment.map(at)).collect()
}

/// Maps names to glyphs, from the font's own `post` table.
///
/// ttf-parser reads the same table, but stops at an empty name, which lucide's first glyph has.
fn glyphs() -> &'static BTreeMap<&'static str, u16> {
    static GLYPHS: OnceLock<BTreeMap<&str, u16>> = OnceLock::new();
    GLYPHS.get_or_init(|| {
        let table = Face::Icons.loaded().ttf.raw_face().table(ttf_parser::Tag::from_bytes(b"post"));
        table.and_then(read).unwrap_or_default()
    })
}

/// Version 2.0: a count, an index for each glyph, then the names (OpenType, `post`).
fn read(table: &'static [u8]) -> Option<BTreeMap<&'static str, u16>> {
    /// Lower indices refer to the standard Macintosh glyph names.
    const STANDARD: u16 = 258;
    let (count, rest) = table.get(32..)?.split_first_chunk::<2>()?;
    let (indices, mut rest) = rest.split_at_checked(2 * usize::from(u16::from_be_bytes(*count)))?;
    let mut names = Vec::new();
    while let Some((length, tail)) = rest.split_first() {
        let Some((name, tail)) = tail.split_at_checked(usize::from(*length)) else { break };
        names.push(std::str::from_utf8(name).unwrap_or_default());
        rest = tail;
    }
    let glyphs = indices.chunks_exact(2).zip(0..).filter_map(|(index, glyph)| {
        let index = u16::from_be_bytes([index[0], index[1]]).checked_sub(STANDARD)?;
        let name = names.get(usize::from(index)).filter(|name| !name.is_empty())?;
        Some((*name, glyph))
    });
    Some(glyphs.collect())
}
