//! Text in its frame, with its measurements.

mod arc;
mod caret;
mod extent;
mod face;

use super::{Setter, color};
use crate::page::{Align, Face, GlyphRun, Item, Metrics, Paragraph, Path, SetText, Size, Span, Style};
use crate::poster::preflight::{MeasuredRun, MeasuredText};
use crate::poster::{Fit, Frame, HorizontalAlign, Run, Text, VerticalAlign};
use extent::Bounds;
pub use face::specimen;
use face::x_height;

/// A slanted letter leans by this much for each em of height: twelve degrees, as most drawn italics do.
const SLANT: f32 = 0.2126;

/// A text set in lines, in points from its frame's top left corner.
struct Laid<'a> {
    text: &'a Text,
    runs: Vec<Run<'a>>,
    /// Where each run ends in the shown words, bytes.
    ends: Vec<usize>,
    /// The em of what has no size of its own.
    size: f32,
    set: SetText,
    lines: Vec<Vec<Piece>>,
    is_fitting: bool,
}

/// Glyphs of one look, moved and turned as one.
struct Piece {
    glyphs: GlyphRun,
    /// None for what stands upright where it was set.
    turn: Option<[f32; 6]>,
    /// Among the text's runs.
    run: usize,
    bounds: Vec<Bounds>,
}

impl Setter<'_> {
    pub(super) fn text(&mut self, text: &Text, frame: Frame, items: &mut Vec<Item>) -> MeasuredText {
        let unit = self.unit;
        let area = Size { width: frame.width * unit, height: frame.height * unit };
        let mut laid = self.laid(text, area);
        let down = laid.down(area);
        let is_straight = text.arc == 0.0;
        let (size, set) = (laid.size, &laid.set);
        let boxes: Vec<Vec<Bounds>> = laid
            .lines
            .iter()
            .map(|line| line.iter().flat_map(|piece| piece.bounds.iter().copied()).collect())
            .collect();
        let area_used = boxes.iter().flatten().copied().reduce(Bounds::union);
        // A diacritic may extend slightly over the frame; a line may not.
        let (aside, above) = (size * 0.03, size * 0.15);
        let is_outside = area_used.is_some_and(|used| {
            used.left < -aside
                || used.right > area.width + aside
                || used.top + down < -above
                || used.bottom + down > area.height + aside
        });
        let on_board = |used: Bounds| used.on_board(frame, unit, down);
        let first = text.typeface_metrics();
        let measured = MeasuredText {
            size: size / unit,
            cap_height: first.cap_height * size / unit,
            x_height: x_height(face::of(&text.typeface, false).face) * size / unit,
            area: area_used.map(on_board),
            lines: boxes
                .iter()
                .filter_map(|line| line.iter().copied().reduce(Bounds::union))
                .map(on_board)
                .collect(),
            runs: laid.measured_runs(unit, &on_board),
            carets: caret::lines(&laid, frame, unit, down),
            height: set.height / unit,
            is_overflowing: !laid.is_fitting || set.overflow || is_outside,
            is_colliding: is_straight
                && boxes.windows(2).any(|pair| extent::is_colliding(&pair[0], &pair[1])),
            missing: std::mem::take(&mut laid.set.missing),
            fonts: face::faults(text),
        };
        laid.paint((frame.x * unit, frame.y * unit + down), items);
        measured
    }

    /// The text in lines, at the size that fits.
    fn laid<'a>(&mut self, text: &'a Text, area: Size) -> Laid<'a> {
        let unit = self.unit;
        let runs = text.runs();
        let spans: Vec<Span> = runs.iter().map(|run| span(text, run, text.size * unit)).collect();
        let largest = runs.iter().map(|run| run.scale).fold(0.0, f32::max);
        let mut ends = Vec::with_capacity(spans.len());
        let mut end = 0;
        for span in &spans {
            end += span.text.len();
            ends.push(end);
        }
        let mut paragraph = Paragraph::new(spans).align(match text.align {
            HorizontalAlign::Left => Align::Left,
            HorizontalAlign::Center => Align::Center,
            HorizontalAlign::Right => Align::Right,
            HorizontalAlign::Justify => Align::Justify,
        });
        paragraph.line_height = text.line_height;
        paragraph.letter_spacing = text.letter_spacing;
        let (size, set, is_fitting) = match text.fit {
            Fit::Fixed => (text.size * unit, self.fonts.set(&paragraph, area.width), true),
            Fit::Shrink { min } => {
                let (least, most) = (min.min(text.size) * unit * largest, text.size * unit * largest);
                let fitted = self.fonts.fit(&paragraph, area, least, most);
                (fitted.size / largest, fitted.text, fitted.is_fitting)
            }
        };
        let mut laid = Laid { text, runs, ends, size, set, lines: Vec::new(), is_fitting };
        laid.divide(area);
        if let (Fit::Shrink { min }, true) = (text.fit, text.arc != 0.0) {
            self.shrink_arc(&mut laid, &paragraph, area, min.min(text.size) * unit);
        }
        laid
    }

    /// Sets a bent text smaller until its letters are within the area.
    fn shrink_arc(&mut self, laid: &mut Laid<'_>, paragraph: &Paragraph, area: Size, least: f32) {
        const STEPS: u32 = 6;
        let full = laid.text.size * self.unit;
        for _ in 0..STEPS {
            let used =
                laid.lines.iter().flatten().flat_map(|piece| &piece.bounds).copied().reduce(Bounds::union);
            let Some(used) = used else { return };
            let factor = (area.width / (used.right - used.left)).min(area.height / (used.bottom - used.top));
            if factor >= 1.0 || laid.size <= least {
                return;
            }
            laid.size = (laid.size * factor * 0.995).max(least);
            let mut smaller = paragraph.clone();
            for span in &mut smaller.spans {
                span.style.size *= laid.size / full;
            }
            laid.set = self.fonts.set(&smaller, area.width);
            laid.divide(area);
        }
    }
}

fn span(text: &Text, run: &Run<'_>, size: f32) -> Span {
    let face = face::of(run.typeface, run.is_italic).face;
    let style =
        Style { face, size: size * run.scale, color: color(run.ink), is_underlined: run.is_underlined };
    Span { text: shown(text, run.words), style }
}

/// The words as they are set. Each character stays one, so that places in the text stay the same.
fn shown(text: &Text, words: &str) -> String {
    if !text.is_capital {
        return words.to_owned();
    }
    let capital = |letter: char| {
        let mut upper = letter.to_uppercase();
        match (upper.next(), upper.next()) {
            (Some(one), None) => one,
            _ => letter,
        }
    };
    words.chars().map(capital).collect()
}

impl Text {
    fn typeface_metrics(&self) -> Metrics {
        face::of(&self.typeface, false).face.metrics()
    }
}

impl Laid<'_> {
    /// Divides the lines into pieces, bent or slanted as they are.
    fn divide(&mut self, area: Size) {
        let bend = (self.text.arc != 0.0).then(|| arc::Bend::new(self.text.arc, area.width, &self.set));
        let slants: Vec<bool> =
            self.runs.iter().map(|run| face::of(run.typeface, run.is_italic).is_slanted).collect();
        self.lines = self
            .set
            .lines
            .iter()
            .map(|line| {
                let mut pieces = Vec::with_capacity(line.runs.len());
                for run in &line.runs {
                    for (index, glyphs) in divided(run, &self.ends, bend.is_some()) {
                        let bent = bend.as_ref().map(|bend| bend.turn(&glyphs, line.baseline, self.size));
                        let is_slanted = slants.get(index).copied().unwrap_or_default();
                        let slant = is_slanted.then(|| [1.0, 0.0, -SLANT, 1.0, SLANT * glyphs.origin.y, 0.0]);
                        let turn = match (bent, slant) {
                            (Some(bent), Some(slant)) => Some(arc::product(bent, slant)),
                            (bent, slant) => bent.or(slant),
                        };
                        let bounds = extent::of_glyphs(&glyphs, turn);
                        pieces.push(Piece { glyphs, turn, run: index, bounds });
                    }
                }
                pieces
            })
            .collect();
    }

    /// How far the text is moved down in its frame, points.
    fn down(&self, area: Size) -> f32 {
        let lines = &self.set.lines;
        if self.text.arc != 0.0 {
            let used =
                self.lines.iter().flatten().flat_map(|piece| &piece.bounds).copied().reduce(Bounds::union);
            let Some(used) = used else { return 0.0 };
            return match self.text.vertical {
                VerticalAlign::Top => -used.top,
                VerticalAlign::Middle => (area.height - used.top - used.bottom) / 2.0,
                VerticalAlign::Bottom => area.height - used.bottom,
            };
        }
        match self.text.vertical {
            VerticalAlign::Top => 0.0,
            VerticalAlign::Bottom => area.height - self.set.height,
            // Optically centred: between the tops of the first line's capitals and the last baseline.
            VerticalAlign::Middle => {
                let capital = |run: &GlyphRun| run.face.metrics().cap_height * run.size;
                let top = lines.first().map_or(0.0, |line| {
                    let own = self.text.typeface_metrics().cap_height * self.size;
                    let tallest = line.runs.iter().map(capital).reduce(f32::max);
                    line.baseline - if self.runs.len() > 1 { tallest.unwrap_or(own) } else { own }
                });
                let foot = lines.last().map_or(0.0, |line| line.baseline);
                (area.height - top - foot) / 2.0
            }
        }
    }

    fn measured_runs(&self, unit: f32, on_board: &dyn Fn(Bounds) -> Frame) -> Vec<MeasuredRun> {
        let mut measured = Vec::with_capacity(self.runs.len());
        for (index, run) in self.runs.iter().enumerate() {
            let pieces = self.lines.iter().flatten().filter(|piece| piece.run == index);
            let Some(area) = pieces.flat_map(|piece| &piece.bounds).copied().reduce(Bounds::union) else {
                continue;
            };
            let face = face::of(run.typeface, run.is_italic).face;
            let has_small = !self.text.is_capital && run.words.chars().any(char::is_lowercase);
            let height = if has_small { x_height(face) } else { face.metrics().cap_height };
            let size = self.size * run.scale / unit;
            let area = on_board(area);
            measured.push(MeasuredRun { ink: run.ink, letter_height: height * size, has_small, area });
        }
        measured
    }

    /// Adds the shadow, the outline and the letters, moved to where the frame is.
    fn paint(self, (x, y): (f32, f32), items: &mut Vec<Item>) {
        let Self { text, size, lines, .. } = self;
        let pieces: Vec<Piece> = lines.into_iter().flatten().collect();
        let rim = |piece: &Piece, ink| {
            text.outline.filter(|outline| outline.width > 0.0).map(|outline| {
                let segments = piece.glyphs.rim(outline.width * size / piece.glyphs.size);
                Item::Path(Path { segments, fill: Some(color(ink)), stroke: None })
            })
        };
        if let Some(shadow) = text.shadow {
            let by = (x + shadow.dx * size, y + shadow.dy * size);
            for piece in &pieces {
                let letters = GlyphRun { color: color(shadow.ink), ..piece.glyphs.clone() };
                let letters = rim(piece, shadow.ink).into_iter().chain(drawn(letters)).collect();
                items.extend(placed(letters, piece.turn, by));
            }
        }
        if let Some(outline) = text.outline {
            for piece in &pieces {
                items.extend(placed(rim(piece, outline.ink).into_iter().collect(), piece.turn, (x, y)));
            }
        }
        for Piece { glyphs, turn, .. } in pieces {
            items.extend(placed(drawn(glyphs).collect(), turn, (x, y)));
        }
    }
}

/// Letters with their underline.
fn drawn(glyphs: GlyphRun) -> impl Iterator<Item = Item> {
    let underline = glyphs.underline();
    // Programs read embedded cubic outlines in different ways; drawn, they look the same in all.
    let is_drawn = matches!(glyphs.face, Face::Installed(one) if one.is_cubic());
    let letters = if is_drawn { Item::Path(glyphs.outline()) } else { Item::Glyphs(glyphs) };
    std::iter::once(letters).chain(underline)
}

fn placed(mut items: Vec<Item>, turn: Option<[f32; 6]>, (x, y): (f32, f32)) -> Vec<Item> {
    if items.is_empty() {
        return items;
    }
    if let Some([a, b, c, d, e, f]) = turn {
        return vec![Item::Group { transform: [a, b, c, d, e + x, f + y], clip: None, items }];
    }
    if !items.iter().all(|item| matches!(item, Item::Glyphs(_))) {
        return vec![Item::Group { transform: [1.0, 0.0, 0.0, 1.0, x, y], clip: None, items }];
    }
    for item in &mut items {
        if let Item::Glyphs(run) = item {
            run.origin.x += x;
            run.origin.y += y;
        }
    }
    items
}

/// A line's glyphs divided where the text's runs meet, or after each glyph; with the run that each belongs to.
fn divided(run: &GlyphRun, ends: &[usize], is_each: bool) -> Vec<(usize, GlyphRun)> {
    let of = |start: u32| ends.partition_point(|end| *end <= run.start + start as usize).min(ends.len() - 1);
    let (Some(first), Some(last)) = (run.glyphs.first(), run.glyphs.last()) else { return Vec::new() };
    if !is_each && of(first.start) == of(last.start) {
        return vec![(of(first.start), run.clone())];
    }
    // Marks stay with their letter.
    let is_together = |a: &crate::page::Glyph, b: &crate::page::Glyph| {
        of(a.start) == of(b.start) && (!is_each || a.start == b.start || b.advance <= 0.0)
    };
    let parts = run.glyphs.chunk_by(is_together);
    let part = |glyphs: &[crate::page::Glyph]| {
        let (first, last) = (*glyphs.first()?, *glyphs.last()?);
        let moved = |glyph: &crate::page::Glyph| crate::page::Glyph {
            x: glyph.x - first.x,
            start: glyph.start.saturating_sub(first.start),
            end: glyph.end.saturating_sub(first.start),
            ..*glyph
        };
        let words = run.text.get(first.start as usize..last.end as usize)?;
        let mut origin = run.origin;
        origin.x += first.x;
        let (start, text) = (run.start + first.start as usize, words.into());
        let glyphs = glyphs.iter().map(moved).collect();
        Some((of(first.start), GlyphRun { origin, text, start, glyphs, ..run.clone() }))
    };
    parts.filter_map(part).collect()
}
