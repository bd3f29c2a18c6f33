//! Sets paragraphs as lines of glyphs.

use std::ops::Range;

use super::{Align, Fonts, GlyphRun, Paragraph, Point, Size, Span, Style};
use place::place;
use wrap::{Measure, wrap};

mod atom;
mod place;
mod source;
mod wrap;

pub(in crate::page) use source::Source;

/// A paragraph set to a width. Lengths are points from the top left corner of its column.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SetText {
    pub lines: Vec<Line>,
    /// All lines, without the space before and after the paragraph.
    pub height: f32,
    /// A word was broken within a syllable, or still exceeds the width.
    pub overflow: bool,
    /// Characters missing from all embedded faces.
    pub missing: Vec<char>,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Line {
    /// Positioned: the origins are on this line's baseline.
    pub runs: Vec<GlyphRun>,
    pub top: f32,
    pub baseline: f32,
    pub ascent: f32,
    pub descent: f32,
    /// From this line's top to the next line's.
    pub height: f32,
    /// Width without trailing spaces.
    pub width: f32,
    /// Byte range of the paragraph's joined NFC text.
    pub start: usize,
    pub end: usize,
}

/// Text at the largest size that fits.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Fitted {
    /// Points, for the paragraph's largest span.
    pub size: f32,
    pub text: SetText,
    /// False when even the smallest size does not fit.
    pub is_fitting: bool,
}

/// The part of a paragraph to set: page breaks may divide it.
pub(in crate::page) struct Part<'a> {
    pub range: Range<usize>,
    pub is_first: bool,
    pub label: Option<&'a [Span]>,
}

impl Fonts {
    /// Sets a paragraph in a column of `width` points.
    ///
    /// Justified paragraphs are broken for even spacing over all lines, others line by line. A label wider
    /// than its `label_width` continues on further lines; with a `label_width` of 0 the text follows it on
    /// the same line.
    pub fn set(&mut self, paragraph: &Paragraph, width: f32) -> SetText {
        let source = Source::of(paragraph);
        let part = Part { range: 0..source.text.len(), is_first: true, label: paragraph.label.as_deref() };
        self.set_part(&source, paragraph, width, &part)
    }

    /// Sets a paragraph at the largest size from `min` to `max` points that fits the area.
    ///
    /// The sizes of its spans keep their proportions.
    pub fn fit(&mut self, paragraph: &Paragraph, area: Size, min: f32, max: f32) -> Fitted {
        const STEPS: u32 = 12;
        let largest = paragraph.spans.iter().map(|span| span.style.size).fold(0.0, f32::max);
        let mut scaled = paragraph.clone();
        let mut at = |fonts: &mut Self, size: f32| {
            for (span, original) in scaled.spans.iter_mut().zip(&paragraph.spans) {
                span.style.size = original.style.size / largest.max(f32::EPSILON) * size;
            }
            let text = fonts.set(&scaled, area.width);
            let is_fitting = !text.overflow && text.height <= area.height + 0.01;
            Fitted { size, text, is_fitting }
        };
        let whole = at(self, max);
        if whole.is_fitting || max <= min {
            return whole;
        }
        let mut best = at(self, min);
        if !best.is_fitting {
            return best;
        }
        let (mut low, mut high) = (min, max);
        for _ in 0..STEPS {
            let middle = f32::midpoint(low, high);
            let trial = at(self, middle);
            if trial.is_fitting {
                low = middle;
                best = trial;
            } else {
                high = middle;
            }
        }
        best
    }

    /// Width of the spans on a single line, points.
    pub fn measure(&mut self, spans: &[Span]) -> f32 {
        let source = Source::new(spans);
        atom::split(self, &source, 0..source.text.len()).natural_width()
    }

    /// A single line whose baseline has its left end, middle or right end (by `align`) at `at`.
    pub fn line(&mut self, spans: &[Span], at: Point, align: Align) -> Vec<GlyphRun> {
        let source = Source::new(spans);
        let atoms = atom::split(self, &source, 0..source.text.len());
        let width = atoms.natural_width();
        let x = match align {
            Align::Left | Align::Justify => at.x,
            Align::Center => at.x - width / 2.0,
            Align::Right => at.x - width,
        };
        place(&source, &atoms, 0..atoms.groups.len(), Point { x, y: at.y }, 0.0).runs
    }

    /// Sets a part of a paragraph whose text has been joined already.
    pub(in crate::page) fn set_part(
        &mut self,
        source: &Source,
        paragraph: &Paragraph,
        width: f32,
        part: &Part<'_>,
    ) -> SetText {
        let mut atoms = atom::split(self, source, part.range.clone());
        let left = paragraph.left;
        let available = (width - left - paragraph.right).max(1.0);
        let mut label = part.label.map(|spans| self.label(spans, paragraph)).unwrap_or_default();
        let mut indent = if part.is_first { paragraph.first_line_indent } else { 0.0 };
        if let Some(line) = label.lines.first().filter(|_| paragraph.label_width <= 0.0) {
            indent +=
                line.width + part.label.and_then(<[_]>::first).map_or(0.0, |span| span.style.size * 0.25);
        }
        let measure = Measure { width: available, indent, align: paragraph.align };
        let wrapped = wrap(self, source, &mut atoms, &measure);

        let mut set = SetText { overflow: wrapped.overflow || label.overflow, ..SetText::default() };
        set.missing.clone_from(&wrapped.atoms.missing);
        set.missing.append(&mut label.missing);
        for broken in &wrapped.lines {
            let indent = if set.lines.is_empty() { indent } else { 0.0 };
            // The space after the last letter is not seen.
            let slack = available - indent - broken.width + source.space_after(broken.end);
            let (offset, stretch) = match paragraph.align {
                Align::Left => (0.0, 0.0),
                Align::Center => (slack / 2.0, 0.0),
                Align::Right => (slack, 0.0),
                Align::Justify => (0.0, broken.stretch),
            };
            let x = left + indent + offset;
            let placed = place(source, wrapped.atoms, broken.groups.clone(), Point { x, y: 0.0 }, stretch);
            let fallback = source.style_at(broken.start);
            set.push(placed, paragraph.line_height, fallback, broken.start..broken.end);
        }
        set.hang(label, paragraph);
        set
    }

    /// The label, in its own column left of the text.
    fn label(&mut self, spans: &[Span], paragraph: &Paragraph) -> SetText {
        const GAP: f32 = 0.3;
        let size = spans.first().map_or(0.0, |span| span.style.size);
        let label = Paragraph { line_height: paragraph.line_height, ..Paragraph::new(spans.to_vec()) };
        let width =
            if paragraph.label_width > 0.0 { paragraph.label_width - GAP * size } else { f32::INFINITY };
        self.set(&label, width)
    }
}

impl SetText {
    fn push(&mut self, placed: place::Placed, line_height: f32, fallback: Style, range: Range<usize>) {
        let place::Placed { mut runs, width, mut ascent, mut descent, mut size } = placed;
        if runs.is_empty() {
            let metrics = fallback.face.metrics();
            size = fallback.size;
            ascent = metrics.ascent * size;
            descent = metrics.descent * size;
        }
        let height = line_height * size;
        let top = self.height;
        // Half of the leading is above the line, half below.
        let baseline = top + (height - ascent - descent) / 2.0 + ascent;
        for run in &mut runs {
            run.origin.y += baseline;
        }
        self.height += height;
        self.lines.push(Line {
            runs,
            top,
            baseline,
            ascent,
            descent,
            height,
            width,
            start: range.start,
            end: range.end,
        });
    }

    /// Puts the label's lines beside the text's, on the same baselines.
    fn hang(&mut self, label: SetText, paragraph: &Paragraph) {
        let x = paragraph.left - paragraph.label_width;
        for (index, mut line) in label.lines.into_iter().enumerate() {
            if index == self.lines.len() {
                let end = self.lines.last().map_or(0, |line| line.end);
                self.lines.push(Line {
                    runs: Vec::new(),
                    top: self.height,
                    baseline: self.height + line.baseline - line.top,
                    start: end,
                    end,
                    ..line
                });
                self.height += line.height;
            }
            let beside = &mut self.lines[index];
            for run in &mut line.runs {
                run.origin.x += x;
                run.origin.y = beside.baseline;
            }
            line.runs.append(&mut beside.runs);
            beside.runs = line.runs;
        }
    }
}
