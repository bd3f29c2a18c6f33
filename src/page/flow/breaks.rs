//! Where the pages of blocks begin, without the pages: any of them can be set by itself.

use std::ops::Range;

use super::paginate::Pages;
use super::strip::Start;
use super::{paint, strips};
use crate::page::{Block, Fonts, Page, Row, Sheet, Table};

/// Blocks that are set at a time, so that a long text is never held whole.
const AT_ONCE: usize = 2048;

/// The pages of some blocks on a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Breaks {
    /// Where each page begins; none where that is within a paragraph or a row.
    starts: Vec<Option<Start>>,
}

impl Breaks {
    /// Sets all blocks and keeps only where the pages begin.
    pub fn of(fonts: &mut Fonts, sheet: &Sheet, blocks: &[Block]) -> Self {
        let mut breaks = Self::default();
        breaks.go_on(fonts, sheet, blocks, Start::default(), |_| false);
        breaks
    }

    /// The same of blocks that are `old` but for some in their midst: only the pages around those are set.
    #[must_use]
    pub fn again(&self, fonts: &mut Fonts, sheet: &Sheet, old: &[Block], new: &[Block]) -> Self {
        let (old, new_units) = (Units::of(old), Units::of(new));
        let before = old.all.iter().zip(&new_units.all).take_while(|(old, new)| old == new).count();
        let most = old.all.len().min(new_units.all.len()) - before;
        let after = old
            .all
            .iter()
            .rev()
            .zip(new_units.all.iter().rev())
            .take(most)
            .take_while(|(a, b)| a == b)
            .count();
        // A page ends where it does because of what follows, which must be the same, too.
        let same = |start: &Start| old.index(*start) < before;
        let last = self.starts.iter().rposition(|start| start.as_ref().is_some_and(same));
        let kept = last.unwrap_or_default();
        let from = last.and_then(|last| self.starts[last]).unwrap_or_default();
        let mut breaks = Self { starts: self.starts[..kept].to_vec() };
        let rest = old.all.len() - after;
        let mut met = None;
        breaks.go_on(fonts, sheet, new, from, |start| {
            let index = new_units.index(start);
            let Some(index) = (index + old.all.len()).checked_sub(new_units.all.len()) else { return false };
            if index < rest {
                return false;
            }
            let is_there = |start: &Option<Start>| start.is_some_and(|start| old.index(start) == index);
            met = self.starts.iter().rposition(is_there);
            met.is_some()
        });
        if let Some(met) = met {
            let moved = |start: &Option<Start>| {
                start.map(|start| new_units.starts[old.index(start) + new_units.all.len() - old.all.len()])
            };
            breaks.starts.extend(self.starts[met..].iter().map(moved));
        }
        breaks
    }

    /// Sets the blocks from a place on, until a page begins where `is_known` says.
    fn go_on(
        &mut self,
        fonts: &mut Fonts,
        sheet: &Sheet,
        blocks: &[Block],
        from: Start,
        mut is_known: impl FnMut(Start) -> bool,
    ) {
        let mut strips = strips(fonts, sheet);
        strips.feed(blocks, from, AT_ONCE);
        let mut pages = Pages::new(&mut strips);
        while let Some(plan) = pages.next() {
            let start = plan.start();
            if start.is_some_and(&mut is_known) {
                break;
            }
            self.starts.push(start);
            pages.strips.forget();
        }
    }

    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// Some of the pages, as [`super::flow`] gives them.
    pub fn pages(
        &self,
        fonts: &mut Fonts,
        sheet: &Sheet,
        blocks: &[Block],
        range: Range<usize>,
    ) -> Vec<Page> {
        let (first, start) = self
            .starts
            .iter()
            .enumerate()
            .take(range.start + 1)
            .rev()
            .find_map(|(page, start)| Some((page, (*start)?)))
            .unwrap_or_default();
        let mut strips = strips(fonts, sheet);
        strips.feed(blocks, start, AT_ONCE);
        let mut pages = Pages::new(&mut strips);
        let mut painted = Vec::with_capacity(range.len());
        for index in first..range.end {
            let Some(plan) = pages.next() else { break };
            if index >= range.start {
                painted.push(paint(plan, sheet, index, self.count(), pages.strips.fonts));
            }
            pages.strips.forget();
        }
        painted
    }
}

/// What pages can begin with, in order.
struct Units<'a> {
    all: Vec<Unit<'a>>,
    starts: Vec<Start>,
    /// The first unit of each block.
    blocks: Vec<usize>,
}

#[derive(PartialEq)]
enum Unit<'a> {
    Block(&'a Block),
    Head(Head<'a>),
    Row(&'a Row),
}

/// A table without its rows.
struct Head<'a>(&'a Table);

impl PartialEq for Head<'_> {
    fn eq(&self, Self(other): &Self) -> bool {
        let Table { columns, head, rows: _, border, padding, repeated_cells } = self.0;
        *columns == other.columns
            && *head == other.head
            && border.to_bits() == other.border.to_bits()
            && *padding == other.padding
            && *repeated_cells == other.repeated_cells
    }
}

impl<'a> Units<'a> {
    fn of(blocks: &'a [Block]) -> Self {
        let mut units =
            Self { all: Vec::new(), starts: Vec::new(), blocks: Vec::with_capacity(blocks.len()) };
        for (block, content) in blocks.iter().enumerate() {
            units.blocks.push(units.all.len());
            units.starts.push(Start { block, row: None });
            if let Block::Table(table) = content {
                units.all.push(Unit::Head(Head(table)));
                units.all.extend(table.rows.iter().map(Unit::Row));
                units.starts.extend((0..table.rows.len()).map(|row| Start { block, row: Some(row) }));
            } else {
                units.all.push(Unit::Block(content));
            }
        }
        units
    }

    fn index(&self, start: Start) -> usize {
        self.blocks
            .get(start.block)
            .map_or(self.all.len(), |first| first + start.row.map_or(0, |row| row + 1))
    }
}
