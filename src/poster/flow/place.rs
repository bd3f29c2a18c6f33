//! Texts and groups of elements at their new sizes.

use std::collections::BTreeMap;

use super::super::edit::BoardProperties;
use super::super::preflight::LETTER_PER_METRE;
use super::super::{Element, ElementId, ElementKind, Fit, Frame, HorizontalAlign, Text, VerticalAlign};
use super::{Extent, Measure, lines};

/// The height of a small x as a share of the em, in the widest used text faces.
const X_HEIGHT: f32 = 0.5;
/// Room between lines, from tight to where stacked marks of capitals never touch.
const LEADINGS: [f32; 8] = [1.22, 1.3, 1.38, 1.46, 1.56, 1.68, 1.82, 1.96];
/// Steps of the search for a size.
const STEPS: u32 = 11;

/// Elements placed below each other: x on the board, y from the block's top.
#[derive(Debug, Clone, Default)]
pub(super) struct Block {
    pub height: f32,
    pub items: Vec<Element>,
}

impl Block {
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The elements with the block's top at a height.
    pub fn at(self, y: f32) -> impl Iterator<Item = Element> {
        self.items.into_iter().map(move |item| Element { frame: item.frame.moved(0.0, y), ..item })
    }

    /// Adds a block below, after a gap.
    pub fn push(&mut self, gap: f32, block: Self) {
        if block.is_empty() {
            return;
        }
        let top = if self.is_empty() { 0.0 } else { self.height + gap };
        self.height = top + block.height;
        self.items.extend(block.at(top));
    }
}

/// The measures of a board, by which everything on it is placed.
pub(super) struct Placer<'a> {
    pub board: BoardProperties,
    pub measure: &'a mut dyn Measure,
    pub align: HorizontalAlign,
    /// The side of a square as large as the board, mm: type sizes are shares of it.
    pub base: f32,
    /// The smallest em that can be read from where people stand, mm.
    pub least: f32,
    /// What is kept free at the edges, mm.
    pub margin: f32,
    /// The shapes that lie just behind a text, by the text.
    pub plates: BTreeMap<ElementId, Element>,
    pub placed: Vec<Element>,
}

impl<'a> Placer<'a> {
    pub fn new(board: BoardProperties, align: HorizontalAlign, measure: &'a mut dyn Measure) -> Self {
        let short = board.width.min(board.height);
        let reach = board.finishing.map_or(0.0, super::super::Finishing::reach);
        Self {
            board,
            measure,
            align,
            base: (board.width * board.height).sqrt(),
            least: board.viewing_distance * LETTER_PER_METRE / X_HEIGHT,
            margin: (board.safe.max(reach) * 1.05).max(short * 0.058),
            plates: BTreeMap::new(),
            placed: Vec::new(),
        }
    }

    pub fn extent(&mut self, text: &Text, width: f32) -> Extent {
        self.measure.extent(text, width)
    }

    /// The width of words on one line, in ems.
    pub fn ems(&mut self, text: &Text, words: &str) -> f32 {
        let line = Text { size: 100.0, ..text.with_words(words) };
        self.measure.extent(&line, 1.0e6).width / 100.0
    }

    /// A text at a size, its ink's top at the block's.
    pub fn text(&mut self, element: &Element, words: &str, size: f32, (x, width): (f32, f32)) -> Block {
        let ElementKind::Text(text) = &element.kind else { return Block::default() };
        let plate = self.plates.get(&element.id).cloned();
        let pad = if plate.is_some() { size * 0.6 } else { 0.0 };
        let (x, width) = (x + pad, width - 2.0 * pad);
        let mut text = Text {
            size,
            align: self.align,
            vertical: VerticalAlign::Top,
            fit: Fit::Shrink { min: size * 0.5 },
            ..text.with_words(words)
        };
        let mut extent =
            Extent { height: 0.0, ink_top: 0.0, ink_foot: 0.0, width: 0.0, lines: 0, is_faulty: true };
        for leading in LEADINGS {
            text.line_height = leading;
            extent = self.extent(&text, width);
            if !extent.is_faulty {
                break;
            }
        }
        let height = extent.ink_foot - extent.ink_top;
        let frame = Frame::new(x, pad - extent.ink_top, width, extent.height * 1.01 + size * 0.02);
        let item = Element { frame, kind: ElementKind::Text(text), is_hidden: false, ..element.clone() };
        let plate = plate.map(|plate| {
            let free = if self.align == HorizontalAlign::Center { (width - extent.width) / 2.0 } else { 0.0 };
            let frame = Frame::new(x + free - pad, 0.0, extent.width + 2.0 * pad, height + 2.0 * pad);
            Element { frame, ..plate }
        });
        Block { height: height + 2.0 * pad, items: plate.into_iter().chain([item]).collect() }
    }

    /// Texts below each other at one size.
    pub fn texts(&mut self, elements: &[Element], size: f32, line: (f32, f32)) -> Block {
        let mut all = Block::default();
        for element in elements {
            let words = self.lines(element, size, line.1);
            let block = self.text(element, &words, size, line);
            all.push(size * 0.55, block);
        }
        all
    }

    /// The words of a text in lines of even length, no wider than `width`.
    fn lines(&mut self, element: &Element, size: f32, width: f32) -> String {
        let ElementKind::Text(text) = &element.kind else { return String::new() };
        let flat = lines::flat(&text.text);
        let probe = Text { size, fit: Fit::Fixed, ..text.with_words(&flat) };
        let count = self.extent(&probe, width).lines;
        if count < 2 || flat.contains('\n') {
            return flat;
        }
        let broken = lines::broken(&flat, count, &mut |words| self.ems(text, words));
        if broken.ems * size <= width { broken.lines.join("\n") } else { flat }
    }

    /// The largest size between two for which `fits`; none when even the smallest does not.
    pub fn largest(
        &mut self,
        least: f32,
        most: f32,
        mut fits: impl FnMut(&mut Self, f32) -> bool,
    ) -> Option<f32> {
        let most = most.max(least);
        if fits(self, most) {
            return Some(most);
        }
        if !fits(self, least) {
            return None;
        }
        let (mut low, mut high) = (least, most);
        for _ in 0..STEPS {
            let middle = f32::midpoint(low, high);
            if fits(self, middle) { low = middle } else { high = middle }
        }
        Some(low)
    }

    /// Texts at the largest common size of at most `most` mm that keeps within a height.
    pub fn fitted(&mut self, elements: &[Element], most: f32, line: (f32, f32), height: f32) -> Block {
        if elements.is_empty() || height <= 0.0 || line.1 <= 0.0 {
            return Block::default();
        }
        let size = self.largest(self.least, most, |placer, size| {
            let block = placer.texts(elements, size, line);
            block.height <= height && placer.is_whole(&block)
        });
        size.map_or_else(Block::default, |size| self.texts(elements, size, line))
    }

    /// Whether no text of a block is wider than its frame.
    pub fn is_whole(&mut self, block: &Block) -> bool {
        block.items.iter().all(|item| match &item.kind {
            ElementKind::Text(text) => !self.extent(text, item.frame.width).is_faulty,
            _ => true,
        })
    }

    /// Sets an area of the board, which continues into the bleed where it touches an edge.
    pub fn bled(&self, area: Frame) -> Frame {
        let bleed = self.board.bleed;
        let near = 0.5;
        let left = if area.x <= near { bleed } else { 0.0 };
        let top = if area.y <= near { bleed } else { 0.0 };
        let right = if area.x + area.width >= self.board.width - near { bleed } else { 0.0 };
        let foot = if area.y + area.height >= self.board.height - near { bleed } else { 0.0 };
        Frame::new(area.x - left, area.y - top, area.width + left + right, area.height + top + foot)
    }
}
