//! Finds where the pages of blocks begin, so that any page can be laid out on its own.

use std::ops::Range;

use super::line_box::Start;
use super::paginate::Pages;
use super::{fingerprint, line_boxes, paint};
use crate::page::{Block, Fonts, Page, Sheet};

/// Number of blocks set at a time, so that a long text is never in memory as a whole.
const AT_ONCE: usize = 2048;

/// The page breaks of blocks on a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Breaks {
    sheet: Sheet,
    /// The unit with which each page begins; none when the page begins within a paragraph or a row.
    starts: Vec<Option<usize>>,
    units: Units,
}

/// What pages can begin with, in order: blocks, and the headers and rows of tables.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Units {
    /// A fingerprint of each unit, to find it again.
    prints: Vec<u64>,
    starts: Vec<Start>,
}

impl Breaks {
    /// Lays out all blocks and keeps only the page breaks.
    pub fn of(fonts: &mut Fonts, sheet: &Sheet, blocks: &[Block]) -> Self {
        let mut breaks = Self { sheet: sheet.clone(), starts: Vec::new(), units: Units::of(blocks) };
        breaks.go_on(fonts, blocks, Start::default(), |_| false);
        breaks
    }

    /// Like [`Self::of`], for blocks that differ from those of `self` only in the middle: only the pages
    /// around the change are laid out again.
    #[must_use]
    pub fn again(&self, fonts: &mut Fonts, sheet: &Sheet, blocks: &[Block]) -> Self {
        if *sheet != self.sheet {
            return Self::of(fonts, sheet, blocks);
        }
        let units = Units::of(blocks);
        let (old, new) = (&self.units.prints, &units.prints);
        let (was, is) = (old.len(), new.len());
        let before = old.iter().zip(new).take_while(|(old, new)| old == new).count();
        let most = was.min(is) - before;
        let after = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
        let rest = is - after;
        // Where a page ends depends on what follows and on keep-with-next, so one page more is laid out
        // again.
        let same = self.starts.iter().enumerate().rev();
        let mut same = same.filter_map(|(page, start)| Some((page, start.filter(|unit| *unit < before)?)));
        let (kept, from) =
            same.nth(1).map_or_else(Default::default, |(page, unit)| (page, units.starts[unit]));
        // In text order.
        let known: Vec<(usize, usize)> = self
            .starts
            .iter()
            .enumerate()
            .filter_map(|(page, start)| Some(((*start)?, page)))
            .filter_map(|(unit, page)| Some(((unit + is).checked_sub(was)?, page)))
            .filter(|(unit, _)| *unit >= rest)
            .collect();
        let mut breaks = Self { sheet: self.sheet.clone(), starts: self.starts[..kept].to_vec(), units };
        let mut met = None;
        breaks.go_on(fonts, blocks, from, |unit| {
            met = known.binary_search_by_key(&unit, |(unit, _)| *unit).ok().map(|at| known[at].1);
            met.is_some()
        });
        if let Some(met) = met {
            let moved = |start: &Option<usize>| start.map(|unit| unit + is - was);
            breaks.starts.extend(self.starts[met..].iter().map(moved));
        }
        breaks
    }

    /// Lays out the blocks from a position on, until a page begins with a unit that `is_known`.
    fn go_on(
        &mut self,
        fonts: &mut Fonts,
        blocks: &[Block],
        from: Start,
        mut is_known: impl FnMut(usize) -> bool,
    ) {
        let mut line_boxes = line_boxes(fonts, &self.sheet);
        line_boxes.feed(blocks, from, AT_ONCE);
        let mut pages = Pages::new(&mut line_boxes);
        while let Some(filled_page) = pages.next() {
            let start = filled_page.start().and_then(|start| self.units.starts.binary_search(&start).ok());
            if start.is_some_and(&mut is_known) {
                break;
            }
            self.starts.push(start);
            pages.line_boxes.forget();
        }
    }

    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// Some pages of the same blocks, identical to those of [`super::flow`].
    pub fn pages(&self, fonts: &mut Fonts, blocks: &[Block], range: Range<usize>) -> Vec<Page> {
        let mut known = self.starts.iter().enumerate().take(range.start + 1).rev();
        let (first, start) =
            known.find_map(|(page, start)| Some((page, self.units.starts[(*start)?]))).unwrap_or_default();
        let mut line_boxes = line_boxes(fonts, &self.sheet);
        line_boxes.feed(blocks, start, AT_ONCE);
        let mut pages = Pages::new(&mut line_boxes);
        let mut painted = Vec::with_capacity(range.len());
        for index in first..range.end {
            let Some(filled_page) = pages.next() else { break };
            if index >= range.start {
                painted.push(paint(filled_page, &self.sheet, index, self.count(), pages.line_boxes.fonts));
            }
            pages.line_boxes.forget();
        }
        painted
    }
}

impl Units {
    fn of(blocks: &[Block]) -> Self {
        let mut units = Self::default();
        for (block, content) in blocks.iter().enumerate() {
            units.starts.push(Start { block, row: None });
            if let Block::Table(table) = content {
                units.prints.push(fingerprint::of_head(table));
                units.prints.extend(table.rows.iter().map(fingerprint::of_row));
                units.starts.extend((0..table.rows.len()).map(|row| Start { block, row: Some(row) }));
            } else {
                units.prints.push(fingerprint::of_block(content));
            }
        }
        units
    }
}
