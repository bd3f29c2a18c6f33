//! Resamples a picture row by row, as its rows are decoded.
//!
//! Scaling down averages the area of each pixel; scaling up interpolates linearly. Only two of the picture's
//! rows are in memory, already at the target width.

use std::sync::Arc;

use super::{Error, Rows};
use crate::page::Plate;

/// A resampled picture, row by row from the top, with premultiplied colours.
pub(crate) struct Scaled {
    rows: Rows,
    pub width: u32,
    pub height: u32,
    columns: Vec<Taps>,
    /// The last two rows read, at the target width, and the index of the newer.
    held: [Vec<f32>; 2],
    newest: Option<u32>,
    next: u32,
    sum: Vec<f32>,
    out: Vec<u8>,
}

/// A pixel's premultiplied colours and its opacity, all multiplied by 255: the sum of 65,535 of them fits in
/// 32 bits.
fn weighted([red, green, blue, alpha]: [u8; 4]) -> [u32; 4] {
    [red, green, blue, u8::MAX].map(|channel| u32::from(channel) * u32::from(alpha))
}

/// The source pixels of a target pixel: from `first` on, with the weights of the first, the middle ones and
/// the last.
#[derive(Clone, Copy)]
struct Taps {
    first: u32,
    last: u32,
    head: f32,
    middle: f32,
    tail: f32,
}

impl Taps {
    /// For pixel `index` of `to`, from `from` source pixels.
    fn new(index: u32, from: u32, to: u32) -> Self {
        let ratio = f64::from(from) / f64::from(to);
        if to >= from {
            let at = ((f64::from(index) + 0.5) * ratio - 0.5).clamp(0.0, f64::from(from - 1));
            let first = at.floor();
            let part = (at - first) as f32;
            let first = first as u32;
            return Self {
                first,
                last: (first + 1).min(from - 1),
                head: 1.0 - part,
                middle: 0.0,
                tail: part,
            };
        }
        let (begin, end) = (f64::from(index) * ratio, f64::from(index + 1) * ratio);
        let first = (begin.floor() as u32).min(from - 1);
        let last = ((end.ceil() as u32).max(first + 1) - 1).min(from - 1);
        if first == last {
            return Self { first, last, head: 1.0, middle: 0.0, tail: 0.0 };
        }
        let share = |length: f64| (length / ratio) as f32;
        Self {
            first,
            last,
            head: share(f64::from(first) + 1.0 - begin),
            middle: share(1.0),
            tail: share(end - f64::from(last)),
        }
    }

    fn weight(&self, index: u32) -> f32 {
        if index == self.first {
            // At the edge both neighbours are the same.
            if self.first == self.last { self.head + self.tail } else { self.head }
        } else if index == self.last {
            self.tail
        } else {
            self.middle
        }
    }
}

impl Scaled {
    /// Opens a picture to be read at this size, pixels; of a CMYK picture only the plate, if one is given.
    pub fn open(data: &Arc<[u8]>, width: u32, height: u32, plate: Option<Plate>) -> Result<Self, Error> {
        let rows = Rows::of_plate(data, plate)?;
        let (width, height) = (width.max(1), height.max(1));
        let columns = (0..width).map(|x| Taps::new(x, rows.width, width)).collect();
        let length = width as usize * 4;
        Ok(Self {
            rows,
            width,
            height,
            columns,
            held: [vec![0.0; length], vec![0.0; length]],
            newest: None,
            next: 0,
            sum: vec![0.0; length],
            out: vec![0; length],
        })
    }

    /// The next row, four bytes a pixel, premultiplied; none after the last.
    pub fn next(&mut self) -> Result<Option<&[u8]>, Error> {
        if self.next >= self.height {
            return Ok(None);
        }
        let taps = Taps::new(self.next, self.rows.height, self.height);
        self.next += 1;
        self.sum.fill(0.0);
        for row in taps.first..=taps.last {
            while self.newest.is_none_or(|newest| newest < row) {
                self.read(taps.first)?;
            }
            let weight = taps.weight(row);
            let is_newest = self.newest == Some(row);
            let held = &self.held[usize::from(is_newest)];
            self.sum.iter_mut().zip(held).for_each(|(sum, value)| *sum += value * weight);
        }
        for (byte, value) in self.out.iter_mut().zip(&self.sum) {
            // The cast saturates.
            *byte = (value + 0.5) as u8;
        }
        Ok(Some(&self.out))
    }

    /// Like [`Rows::channels`].
    pub fn channels(&self) -> usize {
        self.rows.channels()
    }

    /// Skips rows without computing them.
    pub fn skip(&mut self, rows: u32) {
        self.next = self.next.saturating_add(rows).min(self.height);
    }

    /// Reads the picture's next row; rows before `needed` are only skipped.
    fn read(&mut self, needed: u32) -> Result<(), Error> {
        let Some(row) = self.rows.next()? else { return Err(Error::Damaged("thiếu dòng ảnh".into())) };
        let newest = self.newest.map_or(0, |newest| newest + 1);
        self.newest = Some(newest);
        self.held.swap(0, 1);
        if newest < needed {
            return Ok(());
        }
        let source = row.as_chunks::<4>().0;
        let target = self.held[1].as_chunks_mut::<4>().0;
        for (pixel, taps) in target.iter_mut().zip(&self.columns) {
            let (first, last) = (taps.first as usize, taps.last as usize);
            let mut middle = [0_u32; 4];
            for &[red, green, blue, alpha] in source.get(first + 1..last).unwrap_or_default() {
                let alpha = u32::from(alpha);
                middle[0] += u32::from(red) * alpha;
                middle[1] += u32::from(green) * alpha;
                middle[2] += u32::from(blue) * alpha;
                middle[3] += u32::from(u8::MAX) * alpha;
            }
            let (head, tail) = (weighted(source[first]), weighted(source[last]));
            for (channel, value) in pixel.iter_mut().enumerate() {
                let part = |sum: u32, weight: f32| sum as f32 * weight;
                let sum = part(head[channel], taps.head)
                    + part(middle[channel], taps.middle)
                    + part(tail[channel], taps.tail);
                *value = sum / 255.0;
            }
        }
        Ok(())
    }
}
