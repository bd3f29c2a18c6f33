//! diff3: a three-way merge of texts, block by block.

use similar::DiffTag;

use super::super::sequence::compare;
use super::Choice;

/// Minimum similarity, as a share of common words, for one block to count as an edit of another.
const MIN_SIMILARITY: f32 = 0.34;
/// Above this product of lengths, changed blocks are paired in order instead of by similarity.
const COMPARED: usize = 4096;

/// A part of a text, with the whitespace after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Block<'a> {
    pub content: &'a str,
    pub gap: &'a str,
}

impl<'a> Block<'a> {
    /// Lines with text are the content. A space at the end of the last line belongs to the word typed next.
    pub fn of(text: &'a str) -> Self {
        let words = text.trim_end().len();
        let rest = text[words..].find('\n').unwrap_or(text.len() - words);
        Self::new(text, if words == 0 { 0 } else { words + rest })
    }

    /// The first `length` bytes are the content, the rest is the gap.
    pub fn new(text: &'a str, length: usize) -> Self {
        let (content, gap) = text.split_at(length);
        Self { content, gap }
    }
}

/// One way to split a text into blocks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Level {
    pub split: fn(&str) -> Vec<Block<'_>>,
    /// Inserted between blocks that were not neighbours before.
    pub separator: &'static str,
    /// The number of newlines that separate two blocks.
    pub breaks: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    Text(String),
    Conflict(BlockConflict),
}

/// A conflict: both sides changed the block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BlockConflict {
    pub base: String,
    pub mine: String,
    pub theirs: String,
    /// The whitespace after it.
    gap: String,
    separator: &'static str,
}

/// Merges two texts with their base; where both changed a block, tries the finer levels.
pub(super) fn merge(base: &str, mine: &str, theirs: &str, level: &Level, finer: &[Level]) -> Vec<Part> {
    let (base, mine, theirs) = ((level.split)(base), (level.split)(mine), (level.split)(theirs));
    let (of_mine, of_theirs) = (Side::align(&base, &mine), Side::align(&base, &theirs));
    let mut merger = Merger { level, parts: Vec::new() };
    for at in 0..=base.len() {
        let added = |side: &Side, blocks: &[Block<'_>]| -> Vec<(String, String)> {
            side.added[at].iter().map(|at| (blocks[*at].content.into(), blocks[*at].gap.into())).collect()
        };
        merger.additions(&added(&of_mine, &mine), &added(&of_theirs, &theirs));
        if let Some(known) = base.get(at) {
            let mine = of_mine.kept[at].map(|at| mine[at]);
            let theirs = of_theirs.kept[at].map(|at| theirs[at]);
            merger.block(*known, mine, theirs, finer);
        }
    }
    merger.parts
}

/// The merged text, with a choice for each conflict by number.
pub(super) fn assemble(parts: &[Part], choose: impl Fn(usize) -> Choice) -> String {
    let mut text = String::new();
    let mut number = 0;
    for part in parts {
        match part {
            Part::Text(words) => text.push_str(words),
            Part::Conflict(conflict) => {
                let chosen = match choose(number) {
                    Choice::Mine => vec![&conflict.mine],
                    Choice::Theirs => vec![&conflict.theirs],
                    Choice::Both => vec![&conflict.mine, &conflict.theirs],
                };
                number += 1;
                let chosen: Vec<&str> =
                    chosen.into_iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
                if !chosen.is_empty() {
                    text.push_str(&chosen.join(conflict.separator));
                    text.push_str(&conflict.gap);
                }
            }
        }
    }
    text
}

fn contents<'a>(blocks: &[Block<'a>]) -> Vec<&'a str> {
    blocks.iter().map(|block| block.content).collect()
}

/// How the blocks of a side correspond to those of the base.
struct Side {
    /// For each block of the base, its index in the side; none when removed.
    kept: Vec<Option<usize>>,
    /// The side's own blocks before each block of the base, and at the end.
    added: Vec<Vec<usize>>,
}

impl Side {
    fn align(base: &[Block<'_>], side: &[Block<'_>]) -> Self {
        let mut aligned = Self { kept: vec![None; base.len()], added: vec![Vec::new(); base.len() + 1] };
        for op in compare(&contents(base), &contents(side)) {
            let (tag, old, new) = op.as_tag_tuple();
            match tag {
                DiffTag::Equal => old.zip(new).for_each(|(old, new)| aligned.kept[old] = Some(new)),
                DiffTag::Delete => {}
                DiffTag::Insert => aligned.added[old.start].extend(new),
                DiffTag::Replace => {
                    let pairs = similar_pairs(&base[old.clone()], &side[new.clone()]);
                    let (mut from, mut to) = (old.start, new.start);
                    for (before, after) in pairs.into_iter().map(|(a, b)| (old.start + a, new.start + b)) {
                        aligned.between(from..before, to..after);
                        aligned.kept[before] = Some(after);
                        (from, to) = (before + 1, after + 1);
                    }
                    aligned.between(from..old.end, to..new.end);
                }
            }
        }
        aligned
    }

    /// Pairs the blocks that no exact match was found for: equal numbers on both sides count as edits in
    /// order, else by similarity.
    fn between(&mut self, old: std::ops::Range<usize>, new: std::ops::Range<usize>) {
        if old.len() == new.len() {
            old.zip(new).for_each(|(old, new)| self.kept[old] = Some(new));
        } else {
            self.added[old.start].extend(new);
        }
    }
}

/// Pairs of similar blocks, in order on both sides, with the greatest total similarity.
fn similar_pairs(old: &[Block<'_>], new: &[Block<'_>]) -> Vec<(usize, usize)> {
    if old.len() == new.len() && old.len() == 1 || old.len() * new.len() > COMPARED {
        return Vec::new();
    }
    let words = |blocks: &[Block<'_>]| -> Vec<Vec<String>> {
        let sorted = |block: &Block<'_>| {
            let mut words: Vec<String> = block.content.split_whitespace().map(str::to_owned).collect();
            words.sort_unstable();
            words
        };
        blocks.iter().map(sorted).collect()
    };
    let (old, new) = (words(old), words(new));
    // The best total similarity of the blocks from (i, j) on.
    let mut best = vec![vec![0.0_f32; new.len() + 1]; old.len() + 1];
    let score = |i: usize, j: usize| Some(shared(&old[i], &new[j])).filter(|share| *share >= MIN_SIMILARITY);
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            let pair = score(i, j).map_or(0.0, |share| share + best[i + 1][j + 1]);
            best[i][j] = pair.max(best[i + 1][j]).max(best[i][j + 1]);
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < old.len() && j < new.len() {
        if best[i][j] <= best[i + 1][j] {
            i += 1;
        } else if best[i][j] <= best[i][j + 1] {
            j += 1;
        } else {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        }
    }
    pairs
}

/// The share of common words of two sorted lists.
fn shared(one: &[String], other: &[String]) -> f32 {
    let (mut i, mut j, mut same) = (0, 0, 0);
    while i < one.len() && j < other.len() {
        match one[i].cmp(&other[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, same) = (i + 1, j + 1, same + 1),
        }
    }
    let all = one.len() + other.len();
    if all == 0 { 0.0 } else { 2.0 * same as f32 / all as f32 }
}

struct Merger<'a> {
    level: &'a Level,
    parts: Vec<Part>,
}

impl Merger<'_> {
    /// Merges a block of the base.
    fn block(
        &mut self,
        known: Block<'_>,
        mine: Option<Block<'_>>,
        theirs: Option<Block<'_>>,
        finer: &[Level],
    ) {
        let content = |block: Option<Block<'_>>| block.map(|block| block.content.to_owned());
        let (ours, other) = (content(mine), content(theirs));
        let gap = match (mine, theirs) {
            (Some(mine), Some(theirs)) => gap(known.gap, mine.gap, theirs.gap),
            (one, other) => one.or(other).map_or("", |block| block.gap),
        };
        if ours == other || other.as_deref() == Some(known.content) {
            if let Some(content) = ours {
                self.text(&content, gap);
            }
        } else if ours.as_deref() == Some(known.content) {
            if let Some(content) = other {
                self.text(&content, gap);
            }
        } else if let (Some(ours), Some(other), Some((level, finer))) = (&ours, &other, finer.split_first()) {
            self.part_from_last();
            self.parts.extend(merge(known.content, ours, other, level, finer));
            self.follow(gap);
        } else {
            self.conflict(known.content.into(), ours.unwrap_or_default(), other.unwrap_or_default(), gap);
        }
    }

    /// Merges what the sides added at one place: once if equal, else a conflict.
    fn additions(&mut self, mine: &[(String, String)], theirs: &[(String, String)]) {
        let [ours, others] = [mine, theirs]
            .map(|blocks| blocks.iter().map(|(content, _)| content.as_str()).collect::<Vec<_>>());
        // Always compared in the same order, so that the result is symmetric.
        let is_swapped = ours > others;
        let (first, second) = if is_swapped { (&others, &ours) } else { (&ours, &others) };
        for op in compare(first, second) {
            let (tag, one, other) = op.as_tag_tuple();
            let (of_mine, of_theirs) = if is_swapped { (other, one) } else { (one, other) };
            let (mine, theirs) = (&mine[of_mine], &theirs[of_theirs]);
            if tag == DiffTag::Replace {
                self.added_differently(mine, theirs);
            } else if tag == DiffTag::Equal {
                for (mine, theirs) in mine.iter().zip(theirs) {
                    self.text(&mine.0, gap("", &mine.1, &theirs.1));
                }
            } else {
                for (content, gap) in mine.iter().chain(theirs) {
                    self.text(content, gap);
                }
            }
        }
    }

    fn added_differently(&mut self, mine: &[(String, String)], theirs: &[(String, String)]) {
        if mine.len() == theirs.len() {
            for (mine, theirs) in mine.iter().zip(theirs) {
                self.conflict(String::new(), mine.0.clone(), theirs.0.clone(), gap("", &mine.1, &theirs.1));
            }
            return;
        }
        let last_gap =
            |blocks: &[(String, String)]| blocks.last().map_or(String::new(), |(_, gap)| gap.clone());
        let (of_mine, of_theirs) = (last_gap(mine), last_gap(theirs));
        self.conflict(String::new(), self.joined(mine), self.joined(theirs), gap("", &of_mine, &of_theirs));
    }

    fn joined(&self, blocks: &[(String, String)]) -> String {
        let mut merger = Merger { level: self.level, parts: Vec::new() };
        for (content, gap) in blocks {
            merger.text(content, gap);
        }
        Block::of(&assemble(&merger.parts, |_| Choice::Mine)).content.to_owned()
    }

    fn text(&mut self, content: &str, gap: &str) {
        self.part_from_last();
        self.parts.push(Part::Text(format!("{content}{gap}")));
    }

    fn conflict(&mut self, base: String, mine: String, theirs: String, gap: &str) {
        self.part_from_last();
        let separator = self.level.separator;
        self.parts.push(Part::Conflict(BlockConflict { base, mine, theirs, gap: gap.into(), separator }));
    }

    /// The last block of a side may lack the newline that must separate it from what follows now.
    fn part_from_last(&mut self) {
        let Some(last) = self.parts.last_mut() else { return };
        let end = match last {
            Part::Text(text) => text,
            Part::Conflict(conflict) => &mut conflict.gap,
        };
        let blank = &end[end.trim_end().len()..];
        // Blank lines at the start of a text belong to no block.
        if blank.len() < end.len() && blank.matches('\n').count() < self.level.breaks {
            let kept = end.trim_end_matches('\n').len();
            end.truncate(kept);
            end.push_str(self.level.separator);
        }
    }

    /// The gap after a block that was merged at a finer level.
    fn follow(&mut self, gap: &str) {
        match self.parts.last_mut() {
            Some(Part::Conflict(conflict)) => conflict.gap.push_str(gap),
            Some(Part::Text(text)) => text.push_str(gap),
            None => {}
        }
    }
}

/// The gap of the side that changed it; if both did, the larger.
fn gap<'a>(base: &str, mine: &'a str, theirs: &'a str) -> &'a str {
    if mine == base {
        theirs
    } else if theirs == base || (mine.len(), mine) >= (theirs.len(), theirs) {
        mine
    } else {
        theirs
    }
}
