//! Pictures of the lines, made ahead by a thread of their own.
//!
//! A line is cut where it has gaps, letter by letter, and marks apart from their letters: a frame costs what the
//! pixels of its pictures cost, and by far the most of a line is empty.

use std::ops::Range;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use iced::widget::image::Handle;
use rustc_hash::{FxHashMap, FxHashSet};

use super::layout::{Line, color};
use crate::page::{self, Fonts, Item, Page, Path, Rect};

/// Narrower gaps are not worth a picture of their own, pixels.
const GAP: usize = 2;
/// The same between a letter and its marks.
const ROW_GAP: usize = 4;

/// A part of a line's picture, placed from the line's top left corner, pixels.
#[derive(Debug, Clone)]
pub struct Tile {
    pub x: u32,
    pub y: u32,
    pub width: u32,
    pub height: u32,
    pub picture: Handle,
}

/// The pictures near the reader.
#[derive(Debug)]
pub struct Tiles {
    ready: Arc<Mutex<Ready>>,
    jobs: Sender<Job>,
}

/// A line's key, and whether it is mirrored.
type Key = (u64, bool);

#[derive(Debug, Default)]
struct Ready {
    tiles: FxHashMap<Key, Arc<[Tile]>>,
    asked: FxHashSet<Key>,
}

type Job = (Key, Arc<Line>);

impl Tiles {
    /// Starts the thread; it ends with this.
    pub fn new() -> Self {
        let (sender, jobs) = channel::<Job>();
        let ready = Arc::new(Mutex::new(Ready::default()));
        let shared = Arc::clone(&ready);
        let _ = std::thread::spawn(move || {
            let mut fonts = Fonts::new();
            for (key, line) in jobs {
                // Passed by meanwhile.
                if !lock(&shared).asked.contains(&key) {
                    continue;
                }
                let tiles = draw(&line, key.1, &mut fonts);
                let mut ready = lock(&shared);
                if ready.asked.remove(&key) {
                    let _ = ready.tiles.insert(key, tiles);
                }
            }
        });
        Self { ready, jobs: sender }
    }

    /// The pictures of these lines as far as they are made; the others are asked for. All further ones are dropped.
    pub fn of<'a>(
        &self,
        lines: impl Iterator<Item = (f32, &'a Arc<Line>)>,
        is_mirrored: bool,
    ) -> Vec<(f32, Option<Arc<[Tile]>>)> {
        let mut ready = lock(&self.ready);
        let mut kept = FxHashMap::default();
        let mut asked = FxHashSet::default();
        let mut found = Vec::new();
        for (top, line) in lines {
            let key = (line.key, is_mirrored);
            let tiles = ready.tiles.get(&key).cloned();
            if let Some(tiles) = &tiles {
                let _ = kept.insert(key, Arc::clone(tiles));
            } else {
                if !ready.asked.contains(&key) && !asked.contains(&key) {
                    // The thread has ended only if it panicked; then lines stay empty.
                    let _ = self.jobs.send((key, Arc::clone(line)));
                }
                let _ = asked.insert(key);
            }
            found.push((top, tiles));
        }
        ready.tiles = kept;
        ready.asked = asked;
        found
    }
}

fn lock(ready: &Mutex<Ready>) -> MutexGuard<'_, Ready> {
    ready.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The pictures of a line on black.
pub fn draw(line: &Line, is_mirrored: bool, fonts: &mut Fonts) -> Arc<[Tile]> {
    let size = page::Size { width: line.width.ceil().max(1.0), height: line.height.ceil().max(1.0) };
    let ground = Path::rect(Rect::new(0.0, 0.0, size.width, size.height), Some(color(0)), None);
    let runs = line.runs.iter().cloned().map(Item::Glyphs);
    let items = std::iter::once(Item::Path(ground)).chain(runs).collect();
    let raster = page::render(&Page { size, items, ..Page::default() }, 1.0, fonts);
    let (width, height) = (raster.width as usize, raster.height as usize);
    let has_ink = |x: usize, y: usize| raster.rgba[(y * width + x) * 4..][..3] != [0, 0, 0];
    let columns: Vec<bool> = (0..width).map(|x| (0..height).any(|y| has_ink(x, y))).collect();
    let mut tiles = Vec::new();
    for columns in stretches(&columns, GAP) {
        let rows: Vec<bool> = (0..height).map(|y| columns.clone().any(|x| has_ink(x, y))).collect();
        for rows in stretches(&rows, ROW_GAP) {
            let mut rgba = Vec::with_capacity(columns.len() * rows.len() * 4);
            for y in rows.clone() {
                let row = &raster.rgba[(y * width + columns.start) * 4..(y * width + columns.end) * 4];
                if is_mirrored {
                    rgba.extend(row.rchunks_exact(4).flatten());
                } else {
                    rgba.extend_from_slice(row);
                }
            }
            let x = if is_mirrored { width - columns.end } else { columns.start };
            let (across, down) = (columns.len() as u32, rows.len() as u32);
            let picture = Handle::from_rgba(across, down, rgba);
            tiles.push(Tile { x: x as u32, y: rows.start as u32, width: across, height: down, picture });
        }
    }
    tiles.into()
}

/// The stretches of columns or rows with ink, parted by gaps of at least `gap`.
fn stretches(columns: &[bool], gap: usize) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = Vec::new();
    for (x, _) in columns.iter().enumerate().filter(|(_, has_ink)| **has_ink) {
        match all.last_mut() {
            Some(last) if x < last.end + gap => last.end = x + 1,
            _ => all.push(x..x + 1),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::{draw, stretches};
    use crate::page::{Face, Fonts, Style};
    use crate::ui::prompter::layout::{color, line};

    #[test]
    fn a_mirrored_line_is_the_same_ink_from_the_other_side() {
        let mut fonts = Fonts::new();
        let style =
            Style { face: Face::SansSemiBold, size: 60.0, color: color(0xFF_FFFF), is_underlined: false };
        let line = line(&mut fonts, "Kính chào   quý vị", style);
        let plain = draw(&line, false, &mut fonts);
        let mirrored = draw(&line, true, &mut fonts);
        assert!(plain.len() >= 14, "a picture for each letter: {}", plain.len());
        for (one, other) in plain.iter().zip(mirrored.iter()) {
            assert_eq!(other.x + other.width, line.width.ceil() as u32 - one.x);
            assert_eq!((other.y, other.width, other.height), (one.y, one.width, one.height));
        }
    }

    #[test]
    fn only_gaps_that_are_wide_enough_part_a_line() {
        let columns: Vec<bool> = "..xx..x...........xx".chars().map(|sign| sign == 'x').collect();
        assert_eq!(stretches(&columns, 10), [2..7, 18..20]);
        assert_eq!(stretches(&columns, 2), [2..4, 6..7, 18..20]);
        assert!(stretches(&[false; 5], 2).is_empty());
    }
}
