//! Pictures too large to cache: resampled row by row while a page is rendered band by band.

use std::collections::VecDeque;
use std::ops::Range;
use std::sync::Arc;

use tiny_skia::PremultipliedColorU8;

use crate::page::Plate;
use crate::page::picture::{Error, Scaled};

/// Rows kept above a band: rounding may place the picture differently in each band.
const MARGIN: u32 = 2;

/// The streams of a page's large pictures, by painting order; of a CMYK picture one for each plate.
#[derive(Default)]
pub(super) struct Streams {
    open: Vec<((usize, Option<Plate>), Stream)>,
}

/// A picture at its drawn size, of which some rows are in memory.
pub(super) struct Stream {
    scaled: Scaled,
    /// Index of the first row in memory.
    first: u32,
    rows: VecDeque<Vec<PremultipliedColorU8>>,
}

impl Streams {
    /// The picture with the rows of this range loaded. Bands from the top down decode it only once.
    pub fn rows(
        &mut self,
        index: (usize, Option<Plate>),
        data: &Arc<[u8]>,
        (width, height): (u32, u32),
        range: &Range<u32>,
    ) -> Result<&Stream, Error> {
        let known = self.open.iter().position(|(known, _)| *known == index);
        let known =
            known.map(|place| self.open.swap_remove(place).1).filter(|stream| stream.first <= range.start);
        let mut stream = match known {
            Some(stream) => stream,
            None => Stream {
                scaled: Scaled::open(data, width, height, index.1)?,
                first: 0,
                rows: VecDeque::new(),
            },
        };
        stream.advance(range)?;
        self.open.push((index, stream));
        self.open.last().map(|(_, stream)| stream).ok_or_else(|| Error::Damaged(String::new()))
    }
}

impl Stream {
    fn advance(&mut self, range: &Range<u32>) -> Result<(), Error> {
        let start = range.start.saturating_sub(MARGIN);
        while self.first < start && self.rows.pop_front().is_some() {
            self.first += 1;
        }
        if self.first < start {
            self.scaled.skip(start - self.first);
            self.first = start;
        }
        while self.first + (self.rows.len() as u32) < range.end {
            let Some(row) = self.scaled.next()? else { break };
            self.rows.push_back(row.as_chunks::<4>().0.iter().copied().map(color).collect());
        }
        Ok(())
    }

    /// A loaded row, or the nearest one.
    pub fn row(&self, index: i32) -> &[PremultipliedColorU8] {
        let last = (self.rows.len() as i32 - 1).max(0);
        let place = (index - self.first as i32).clamp(0, last);
        self.rows.get(place as usize).map_or(&[], Vec::as_slice)
    }
}

fn color([red, green, blue, alpha]: [u8; 4]) -> PremultipliedColorU8 {
    let within = |channel: u8| channel.min(alpha);
    PremultipliedColorU8::from_rgba(within(red), within(green), within(blue), alpha)
        .unwrap_or(PremultipliedColorU8::TRANSPARENT)
}
