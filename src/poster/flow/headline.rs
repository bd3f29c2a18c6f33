//! The slogan: broken into lines and set as large as its area allows.

use super::super::{Element, ElementKind, HorizontalAlign, Text};
use super::lines::{Broken, broken, flat};
use super::place::{Block, Placer};

/// The most lines that one element of a slogan is broken into.
const MOST_LINES: usize = 4;
/// A shorter line is set larger than the others by at most this factor.
const LARGER: f32 = 1.22;
/// Between the ink of two lines, in ems.
const GAP: f32 = 0.2;
/// Between two elements on one line, in ems.
const SPACE: f32 = 0.26;
/// The most elements that may share one line, less one.
const MOST_JOINED: usize = 5;
/// The height of a line's ink with marks above and below, in ems, for a first guess.
const INK: f32 = 1.2;

/// The slogan within a width and a height, one or more lines for each element.
pub(super) fn block(
    placer: &mut Placer<'_>,
    lines: &[Element],
    (x, width): (f32, f32),
    height: f32,
) -> Block {
    let texts: Vec<Text> = lines
        .iter()
        .filter_map(|element| match &element.kind {
            ElementKind::Text(text) => Some(text.clone()),
            _ => None,
        })
        .collect();
    if texts.is_empty() || height <= 0.0 || width <= 0.0 {
        return Block::default();
    }
    let mut best: Option<(f32, Vec<Row>)> = None;
    for joined in 0..1_u32 << (texts.len() - 1).min(MOST_JOINED) {
        for rows in arrangements(placer, &texts, joined) {
            let count: usize = rows.iter().map(|row| row.lines).sum();
            let widest = rows.iter().map(|row| row.cost).fold(0.1, f32::max);
            let size = (width / widest).min(height / (count as f32 * (INK + GAP)));
            // Of two ways nearly as large, the one with fewer lines.
            let score = size * (1.0 - 0.03 * count as f32);
            if best.as_ref().is_none_or(|(most, _)| score > *most) {
                best = Some((score, rows));
            }
        }
    }
    let Some((_, rows)) = best else { return Block::default() };
    let widest = rows.iter().map(|row| row.ems).fold(0.1, f32::max);
    let set = |placer: &mut Placer<'_>, size: f32| {
        let mut all = Block::default();
        for row in &rows {
            // Elements beside each other have room at their sides that their ink does not show.
            let share = if row.words.len() > 1 { 0.975 } else { 0.995 };
            let own = (width * share / row.ems).min(size * LARGER);
            let block = row.set(placer, lines, own, (x, width));
            all.push(size * GAP, block);
        }
        all
    };
    let most = width * 0.995 / widest;
    let size = placer.largest(most * 0.1, most, |placer, size| set(placer, size).height <= height);
    size.map_or_else(Block::default, |size| set(placer, size))
}

/// One or more elements beside each other, or one in several lines.
#[derive(Debug, Clone)]
struct Row {
    /// The elements by their place in the slogan, with their words and widths in ems.
    words: Vec<(usize, String, f32)>,
    lines: usize,
    ems: f32,
    /// The width by which it is judged: a word torn apart counts as wider.
    cost: f32,
}

impl Row {
    /// The row at a size, its elements on one baseline.
    fn set(&self, placer: &mut Placer<'_>, lines: &[Element], size: f32, (x, width): (f32, f32)) -> Block {
        if let [(index, words, _)] = self.words.as_slice() {
            return placer.text(&lines[*index], words, size, (x, width));
        }
        let align = std::mem::replace(&mut placer.align, HorizontalAlign::Left);
        let free = width - self.ems * size;
        let mut at = x + if align == HorizontalAlign::Center { free / 2.0 } else { 0.0 };
        let mut items: Vec<Element> = Vec::new();
        for (index, words, ems) in &self.words {
            let own = ems * size;
            items.extend(placer.text(&lines[*index], words, size, (at, own * 1.02 + size * 0.06)).items);
            at += own + SPACE * size;
        }
        placer.align = align;
        // The frames begin as far above the baseline as each other: the highest mark is the row's top.
        let ink = |placer: &mut Placer<'_>, item: &Element| match &item.kind {
            ElementKind::Text(text) => placer.extent(text, item.frame.width),
            _ => placer.extent(
                &Text::new("", crate::poster::Typeface::Anton, size, crate::poster::Ink::BLACK),
                width,
            ),
        };
        let extents: Vec<_> = items.iter().map(|item| ink(placer, item)).collect();
        let top = extents.iter().map(|extent| extent.ink_top).fold(f32::INFINITY, f32::min);
        let foot = extents.iter().map(|extent| extent.ink_foot).fold(0.0, f32::max);
        for item in &mut items {
            item.frame.y = -top;
        }
        Block { height: foot - top, items }
    }
}

/// The ways to break a slogan whose element n stands beside the next one where bit n of `joined` is set.
fn arrangements(placer: &mut Placer<'_>, texts: &[Text], joined: u32) -> Vec<Vec<Row>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for index in 0..texts.len() {
        let is_joined = index > 0 && index <= MOST_JOINED && joined >> (index - 1) & 1 == 1;
        match groups.last_mut().filter(|_| is_joined) {
            Some(group) => group.push(index),
            None => groups.push(vec![index]),
        }
    }
    let mut all: Vec<Vec<Row>> = vec![Vec::new()];
    for group in groups {
        let ways: Vec<Row> = if let [index] = group.as_slice() {
            let words = flat(&texts[*index].text).split_whitespace().count().max(1);
            let most = if texts.len() > 4 { 1 } else { MOST_LINES.min(words) };
            (1..=most)
                .map(|count| {
                    let Broken { lines, ems, cost } =
                        broken(&flat(&texts[*index].text), count, &mut |words| {
                            placer.ems(&texts[*index], words)
                        });
                    Row { lines: lines.len(), words: vec![(*index, lines.join("\n"), ems)], ems, cost }
                })
                .collect()
        } else {
            let words: Vec<(usize, String, f32)> = group
                .iter()
                .map(|index| {
                    let words = flat(&texts[*index].text);
                    let ems = placer.ems(&texts[*index], &words);
                    (*index, words, ems)
                })
                .collect();
            let gaps = (words.len() - 1) as f32 * SPACE;
            let ems = words.iter().map(|(_, _, ems)| ems).sum::<f32>() + gaps;
            vec![Row { words, lines: 1, ems, cost: ems }]
        };
        all = all
            .iter()
            .flat_map(|rows| ways.iter().map(|way| rows.iter().cloned().chain([way.clone()]).collect()))
            .collect();
    }
    all
}
