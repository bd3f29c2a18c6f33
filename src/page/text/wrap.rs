//! Line breaking.

use std::ops::Range;

use unicode_linebreak::linebreaks;
use unicode_segmentation::UnicodeSegmentation;

use super::Source;
use super::atom::{Atoms, Group, advance, cut};
use crate::page::{Align, Fonts};

/// The column's dimensions, points.
pub(super) struct Measure {
    pub width: f32,
    /// Indent of the first line.
    pub indent: f32,
    pub align: Align,
}

pub(super) struct Wrapped<'a> {
    pub atoms: &'a Atoms,
    pub lines: Vec<Broken>,
    pub overflow: bool,
}

pub(super) struct Broken {
    pub groups: Range<usize>,
    /// Natural width, without trailing spaces.
    pub width: f32,
    /// Added to each space of a justified line; negative to narrow it.
    pub stretch: f32,
    /// Byte range of the source.
    pub start: usize,
    pub end: usize,
}

/// How far a justified line's spaces may shrink, and stretch at low cost, as fractions of their width.
const SHRINK: f32 = 0.2;
const STRETCH: f32 = 0.5;
/// A line whose spaces would exceed this many times their width is not justified.
const LOOSEST: f32 = 6.0;
const TOLERANCE: f32 = 0.01;

pub(super) fn wrap<'a>(
    fonts: &mut Fonts,
    source: &Source,
    atoms: &'a mut Atoms,
    measure: &Measure,
) -> Wrapped<'a> {
    let overflow = cut_wide(fonts, source, atoms, measure.width);
    let atoms = &*atoms;
    let mut lines = Vec::new();
    if atoms.groups.is_empty() && !source.is_void() {
        lines.push(Broken { groups: 0..0, width: 0.0, stretch: 0.0, start: 0, end: 0 });
    }
    let mut start = 0;
    while start < atoms.groups.len() {
        let hard = atoms.groups[start..].iter().position(|group| group.is_hard);
        let end = hard.map_or(atoms.groups.len(), |length| start + length + 1);
        let indent = if lines.is_empty() { measure.indent } else { 0.0 };
        let groups = &atoms.groups[start..end];
        // Lines with tabs are not justified; a first word that does not fit after a label goes to the next
        // line.
        let is_even = measure.align == Align::Justify
            && !groups.iter().any(|group| group.has_tab)
            && groups.first().is_some_and(|first| indent <= 0.0 || first.width <= measure.width - indent);
        let breaks =
            if is_even { even(groups, measure.width, indent) } else { greedy(groups, measure.width, indent) };
        let mut from = start;
        for to in breaks {
            let to = start + to;
            let indent = if lines.is_empty() { indent } else { 0.0 };
            let is_full = is_even && to < end;
            let overhang = if is_full { overhang(source, atoms, &atoms.groups[to - 1]) } else { 0.0 };
            lines.push(broken(&atoms.groups, from..to, measure.width - indent + overhang, is_full));
            from = to;
        }
        start = end;
    }
    Wrapped { atoms, lines, overflow }
}

/// Breaks groups wider than a line: at hyphens and slashes where allowed, else anywhere. Returns whether a
/// syllable was broken or a single character is too wide.
fn cut_wide(fonts: &mut Fonts, source: &Source, atoms: &mut Atoms, width: f32) -> bool {
    if atoms.groups.iter().all(|group| group.width <= width + TOLERANCE) {
        return false;
    }
    let mut overflow = false;
    let mut groups = Vec::with_capacity(atoms.groups.len() + 4);
    for group in std::mem::take(&mut atoms.groups) {
        if group.width <= width + TOLERANCE {
            groups.push(group);
            continue;
        }
        let Range { start, end } = group.text;
        let text = &source.text[start..end];
        let soft: Vec<usize> = linebreaks(text).map(|(at, _)| start + at).collect();
        for part in cut(fonts, source, atoms, &group, soft.into_iter()) {
            if part.width <= width + TOLERANCE {
                groups.push(part);
                continue;
            }
            overflow = true;
            let Range { start, end } = part.text;
            let inner = &source.text[start..end];
            // Khmer's coeng puts the letter after it under the one before.
            let ends: Vec<usize> = inner
                .grapheme_indices(true)
                .skip(1)
                .filter(|(at, _)| !inner[..*at].ends_with('\u{17d2}'))
                .map(|(at, _)| start + at)
                .chain([end])
                .collect();
            groups.extend(cut(fonts, source, atoms, &part, ends.into_iter()));
        }
    }
    atoms.groups = groups;
    overflow
}

/// How far a justified line's final punctuation hangs into the margin, points: optical margin alignment.
fn overhang(source: &Source, atoms: &Atoms, group: &Group) -> f32 {
    let share = match source.text[group.text.clone()].chars().next_back() {
        Some('.' | ',') => 0.7,
        Some('-' | '–' | ':' | ';' | '”' | '’') => 0.3,
        _ => return 0.0,
    };
    let last = group.word_end.checked_sub(1).and_then(|last| atoms.all.get(last));
    let glyph = last.and_then(|atom| Some((atom.style.size, atom.word.runs.last()?.glyphs.last()?.advance)));
    glyph.map_or(0.0, |(size, advance)| size * advance * share)
}

fn broken(groups: &[Group], range: Range<usize>, available: f32, is_even: bool) -> Broken {
    let line = &groups[range.clone()];
    let (Some(first), Some(last)) = (line.first(), line.last()) else {
        let at = groups.get(range.start).map_or(0, |group| group.text.start);
        return Broken { groups: range, width: 0.0, stretch: 0.0, start: at, end: at };
    };
    let mut x = 0.0;
    let mut width = 0.0;
    let mut spaces = 0;
    let mut spacing = 0.0;
    for (index, group) in line.iter().enumerate() {
        width = x + group.width;
        x = advance(x, group);
        spaces += group.inner_spaces;
        if index + 1 < line.len() {
            spaces += group.trailing_spaces;
            spacing += group.trailing;
        }
    }
    let slack = available - width;
    let count = spaces.max(1) as f32;
    // The last line keeps its natural spaces, unless it must be narrowed to fit.
    let stretch = if spaces == 0 || (slack > 0.0 && (!is_even || slack > spacing.max(1.0) * LOOSEST)) {
        0.0
    } else {
        slack / count
    };
    Broken { groups: range, width, stretch, start: first.text.start, end: last.text.end }
}

/// Line ends for greedy breaking.
fn greedy(groups: &[Group], width: f32, indent: f32) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut x = indent;
    let mut start = 0;
    for (index, group) in groups.iter().enumerate() {
        let is_over = x + group.width > width + TOLERANCE;
        // A first word that does not fit after a label or an indent goes to the next line.
        if is_over && (index > start || (x > 0.0 && ends.is_empty())) {
            ends.push(index);
            start = index;
            x = 0.0;
        }
        x = advance(x, group);
    }
    ends.push(groups.len());
    balance_last(groups, width, &mut ends);
    ends
}

/// Avoids a single syllable on the last line by moving the one before it down.
fn balance_last(groups: &[Group], width: f32, ends: &mut [usize]) {
    let (start, before) = match ends {
        [.., start, before, _] => (*start, before),
        [before, _] => (0, before),
        _ => return,
    };
    let is_alone = groups.len() - *before == 1 && groups[*before].width < width * 0.2;
    // A line of two words would then have only one.
    if is_alone && let [_, rest @ .., last] = &groups[start..*before] {
        let has_tab = groups[start..].iter().any(|group| group.has_tab);
        if !rest.is_empty() && !has_tab && last.width < width * 0.3 {
            *before -= 1;
        }
    }
}

/// Line ends for the most even spacing over the whole paragraph (Knuth and Plass, 1981).
fn even(groups: &[Group], width: f32, indent: f32) -> Vec<usize> {
    // The best way to end a line before each group: (cost, start of that line).
    let mut best: Vec<(f32, usize)> = vec![(f32::INFINITY, 0); groups.len() + 1];
    best[0] = (0.0, 0);
    for start in 0..groups.len() {
        let (cost, _) = best[start];
        if !cost.is_finite() {
            continue;
        }
        let available = if start == 0 { width - indent } else { width };
        let mut words = 0.0;
        let mut spaces = 0.0;
        for (offset, group) in groups[start..].iter().enumerate() {
            words += group.width;
            let end = start + offset + 1;
            let is_last = end == groups.len();
            let Some(badness) = badness(words, spaces, available, is_last) else {
                // A single word is accepted as it is.
                if offset == 0 && cost < best[end].0 {
                    best[end] = (cost + 1e6, start);
                }
                break;
            };
            // A last line of one short word looks like a mistake.
            let runt = if is_last && offset == 0 && start > 0 { 20.0 } else { 0.0 };
            let total = cost + badness + runt;
            if total < best[end].0 {
                best[end] = (total, start);
            }
            words += group.trailing;
            spaces += group.trailing;
        }
    }
    let mut ends = Vec::new();
    let mut at = groups.len();
    while at > 0 {
        ends.push(at);
        at = best[at].1;
    }
    ends.reverse();
    ends
}

/// The cost of a line; none if it does not fit.
fn badness(natural: f32, spaces: f32, available: f32, is_last: bool) -> Option<f32> {
    let slack = available - natural;
    let ratio = if slack >= 0.0 {
        if is_last { 0.0 } else { slack / (spaces * STRETCH).max(0.5) }
    } else if slack >= -(spaces * SHRINK).max(TOLERANCE) {
        -slack / (spaces * SHRINK).max(TOLERANCE)
    } else {
        return None;
    };
    let ratio = ratio.min(100.0);
    Some(1.0 + ratio * ratio * ratio)
}
