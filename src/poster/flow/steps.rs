//! Steps and points: a list on narrow areas, columns on wide ones.

use super::super::{Element, Frame, HorizontalAlign};
use super::fitted;
use super::parts::Step;
use super::place::{Block, Placer};

/// An area this many times as wide as high has its steps beside each other.
const COLUMNS: f32 = 2.6;

/// The steps within an area; empty when they cannot be read at that size.
pub(super) fn block(placer: &mut Placer<'_>, steps: &[Step], area: Frame) -> Block {
    if steps.is_empty() || area.width <= 0.0 || area.height <= 0.0 {
        return Block::default();
    }
    let align = std::mem::replace(&mut placer.align, HorizontalAlign::Left);
    let is_across = area.width > area.height * COLUMNS && steps.len() > 1;
    let block = laid(placer, steps, area, is_across)
        .or_else(|| laid(placer, steps, area, !is_across))
        .or_else(|| {
            // The names alone, if the sentences would be too small.
            let names: Vec<Step> =
                steps.iter().map(|step| Step { about: Vec::new(), ..step.clone() }).collect();
            laid(placer, &names, area, is_across)
        });
    placer.align = align;
    block.unwrap_or_default()
}

fn laid(placer: &mut Placer<'_>, steps: &[Step], area: Frame, is_across: bool) -> Option<Block> {
    let count = steps.len() as f32;
    let most = placer.base * 0.06;
    let set: fn(&mut Placer<'_>, &[Step], Frame, f32) -> Block = if is_across { columns } else { list };
    let has_about = steps.iter().any(|step| !step.about.is_empty());
    let least = placer.least * if has_about { 1.0 / ABOUT } else { 1.0 };
    let cell = if is_across { area.height } else { area.height / count };
    let size = placer.largest(least, most.min(cell * 0.42), |placer, size| {
        let block = set(placer, steps, area, size);
        block.height <= area.height && placer.is_whole(&block)
    })?;
    Some(set(placer, steps, area, size))
}

/// The size of a sentence beside that of its name.
const ABOUT: f32 = 0.7;

fn words(placer: &mut Placer<'_>, step: &Step, size: f32, line: (f32, f32)) -> Block {
    let mut block = placer.texts(step.title.as_slice(), size, line);
    let about = placer.texts(&step.about, size * ABOUT, line);
    block.push(size * 0.42, about);
    block
}

/// Below each other, each sign before its words.
fn list(placer: &mut Placer<'_>, steps: &[Step], area: Frame, size: f32) -> Block {
    let has_about = steps.iter().any(|step| !step.about.is_empty());
    let side = size * if has_about { 2.5 } else { 1.9 };
    let cell = area.height / steps.len() as f32;
    let side = side.min(cell * 0.86).min(area.width * 0.22);
    let has_sign = steps.iter().any(|step| !step.sign.is_empty());
    let indent = if has_sign { side * 1.32 } else { 0.0 };
    let mut rows: Vec<(Block, &Step)> = Vec::new();
    for step in steps {
        rows.push((words(placer, step, size, (area.x + indent, area.width - indent)), step));
    }
    let height = rows.iter().map(|(block, _)| block.height).fold(if has_sign { side } else { 0.0 }, f32::max);
    // Rows of one height, spread over the area but not torn apart.
    let pitch = (area.height / steps.len() as f32).min(height * 1.75).max(height + size * 0.35);
    let mut all = Block { height: pitch * (steps.len() as f32 - 1.0) + height, items: Vec::new() };
    for (index, (block, step)) in rows.into_iter().enumerate() {
        let middle = pitch * index as f32 + height / 2.0;
        let sign = Frame::new(area.x, middle - side / 2.0, side, side);
        if !step.sign.is_empty() {
            all.items.extend(fitted(&step.sign, sign, (0.0, 0.5)));
        }
        let top = middle - block.height / 2.0;
        all.items.extend(block.at(top));
    }
    all
}

/// Beside each other, each sign above its words.
fn columns(placer: &mut Placer<'_>, steps: &[Step], area: Frame, size: f32) -> Block {
    let count = steps.len() as f32;
    let gap = size * 1.1;
    let width = (area.width - gap * (count - 1.0)) / count;
    let side = (size * 3.0).min(area.height * 0.42).min(width);
    let has_sign = steps.iter().any(|step| !step.sign.is_empty());
    let mut all = Block::default();
    for (index, step) in steps.iter().enumerate() {
        let x = area.x + (width + gap) * index as f32;
        let mut column = Block::default();
        if has_sign {
            let sign: Vec<Element> = if step.sign.is_empty() {
                Vec::new()
            } else {
                fitted(&step.sign, Frame::new(x, 0.0, width, side), (0.0, 0.5))
            };
            column = Block { height: side, items: sign };
        }
        let words = words(placer, step, size, (x, width));
        let top = if has_sign { column.height + size * 0.7 } else { 0.0 };
        column.height = top + words.height;
        column.items.extend(words.at(top));
        all.height = all.height.max(column.height);
        all.items.extend(column.items);
    }
    all
}
