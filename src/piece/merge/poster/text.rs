//! Merges a text of a poster property by property, and the looks of its letters one by one.

use super::three_way;
use crate::poster::{Look, Text};

/// The text merged preferring mine, then preferring theirs; and whether some property conflicts.
pub(super) fn merge(base: &Text, mine: &Text, theirs: &Text) -> (Text, Text, bool) {
    let (mut ours, mut other) = (mine.clone(), theirs.clone());
    let mut is_clash = false;
    merge_fields!((base, mine, theirs) => (ours, other, is_clash);
        text, typeface, size, ink, align, vertical, line_height, fit, letter_spacing, is_capital, outline,
        shadow, arc);
    for (merged, is_mine) in [(&mut ours, true), (&mut other, false)] {
        // Each version's looks in the words that were agreed on.
        let [base, mine, theirs] = [base, mine, theirs].map(|text| text.looks_in(&merged.text));
        let looks = base.iter().zip(mine.iter().zip(&theirs)).map(|(base, (mine, theirs))| {
            let (look, is_same) = merge_look(base, mine, theirs, is_mine);
            is_clash |= !is_same;
            look
        });
        let looks: Vec<Look> = looks.collect();
        merged.set_looks(&looks);
    }
    (ours, other, is_clash)
}

/// A letter's look, and whether no property was changed by both.
fn merge_look(base: &Look, mine: &Look, theirs: &Look, is_mine: bool) -> (Look, bool) {
    let mut merged = if is_mine { mine.clone() } else { theirs.clone() };
    let mut is_whole = true;
    macro_rules! field {
        ($name:ident) => {
            match three_way(&base.$name, &mine.$name, &theirs.$name) {
                Some(value) => merged.$name = value,
                None => is_whole = false,
            }
        };
    }
    field!(typeface);
    field!(scale);
    field!(ink);
    field!(is_italic);
    field!(is_underlined);
    (merged, is_whole)
}
