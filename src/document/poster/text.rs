//! Text in its frame, with its measurements.

use super::{Setter, color};
use crate::page::{Align, Face, GlyphRun, Item, Paragraph, SetText, Size, Style};
use crate::poster::preflight::MeasuredText;
use crate::poster::{Fit, Frame, HorizontalAlign, Text, Typeface, VerticalAlign};

impl Setter<'_> {
    pub(super) fn text(&mut self, text: &Text, frame: Frame, items: &mut Vec<Item>) -> MeasuredText {
        let unit = self.unit;
        let face = face(text.typeface);
        let style = Style { face, size: text.size * unit, color: color(text.ink), is_underlined: false };
        let mut paragraph = Paragraph::text(text.text.as_str(), style).align(match text.align {
            HorizontalAlign::Left => Align::Left,
            HorizontalAlign::Center => Align::Center,
            HorizontalAlign::Right => Align::Right,
        });
        paragraph.line_height = text.line_height;
        let area = Size { width: frame.width * unit, height: frame.height * unit };
        let (size, mut set, is_fitting) = match text.fit {
            Fit::Fixed => (style.size, self.fonts.set(&paragraph, area.width), true),
            Fit::Shrink { min } => {
                let fitted = self.fonts.fit(&paragraph, area, min.min(text.size) * unit, style.size);
                (fitted.size, fitted.text, fitted.is_fitting)
            }
        };

        let metrics = face.metrics();
        let down = match text.vertical {
            VerticalAlign::Top => 0.0,
            VerticalAlign::Bottom => area.height - set.height,
            // Optically centred: between the tops of the first line's capitals and the last baseline.
            VerticalAlign::Middle => {
                let top = set.lines.first().map_or(0.0, |line| line.baseline - metrics.cap_height * size);
                let foot = set.lines.last().map_or(0.0, |line| line.baseline);
                (area.height - top - foot) / 2.0
            }
        };
        let boxes = glyph_boxes(&set);
        let area_used = boxes.iter().flatten().copied().reduce(Bounds::union);
        // A diacritic may extend slightly over the frame; a line may not.
        let (aside, above) = (size * 0.03, size * 0.15);
        let is_outside = area_used.is_some_and(|used| {
            used.left < -aside
                || used.right > area.width + aside
                || used.top + down < -above
                || used.bottom + down > area.height + aside
        });
        let on_board = |used: Bounds| Frame {
            x: frame.x + used.left / unit,
            y: frame.y + (used.top + down) / unit,
            width: (used.right - used.left) / unit,
            height: (used.bottom - used.top) / unit,
            rotation: 0.0,
        };
        let measured = MeasuredText {
            size: size / unit,
            cap_height: metrics.cap_height * size / unit,
            x_height: x_height(face) * size / unit,
            area: area_used.map(on_board),
            lines: boxes
                .iter()
                .filter_map(|line| line.iter().copied().reduce(Bounds::union))
                .map(on_board)
                .collect(),
            height: set.height / unit,
            is_overflowing: !is_fitting || set.overflow || is_outside,
            is_colliding: boxes.windows(2).any(|pair| is_colliding(&pair[0], &pair[1])),
            missing: std::mem::take(&mut set.missing),
        };
        for run in set.lines.into_iter().flat_map(|line| line.runs) {
            let mut run: GlyphRun = run;
            run.origin.x += frame.x * unit;
            run.origin.y += frame.y * unit + down;
            items.push(Item::Glyphs(run));
        }
        measured
    }
}

/// The extent of ink, points within the paragraph, y downwards.
#[derive(Clone, Copy)]
struct Bounds {
    left: f32,
    top: f32,
    right: f32,
    bottom: f32,
}

impl Bounds {
    fn union(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }
}

/// The bounding boxes of the glyphs, line by line.
fn glyph_boxes(set: &SetText) -> Vec<Vec<Bounds>> {
    let line_boxes = |runs: &[GlyphRun]| runs.iter().flat_map(run_boxes).collect();
    set.lines.iter().map(|line| line_boxes(&line.runs)).collect()
}

fn run_boxes(run: &GlyphRun) -> impl Iterator<Item = Bounds> {
    let font = &run.face.loaded().ttf;
    let scale = run.size / f32::from(font.units_per_em());
    run.glyphs.iter().filter_map(move |glyph| {
        let bounds = font.glyph_bounding_box(ttf_parser::GlyphId(glyph.id))?;
        let (x, y) = (run.origin.x + glyph.x, run.origin.y + glyph.y);
        Some(Bounds {
            left: x + f32::from(bounds.x_min) * scale,
            right: x + f32::from(bounds.x_max) * scale,
            top: y - f32::from(bounds.y_max) * scale,
            bottom: y - f32::from(bounds.y_min) * scale,
        })
    })
}

/// Whether a diacritic of the lower line touches a letter of the upper one.
fn is_colliding(upper: &[Bounds], lower: &[Bounds]) -> bool {
    upper.iter().any(|above| {
        lower
            .iter()
            .any(|below| below.top < above.bottom && below.left < above.right && above.left < below.right)
    })
}

fn x_height(face: Face) -> f32 {
    let font = &face.loaded().ttf;
    let height = font.x_height().filter(|height| *height > 0).map(f32::from);
    height.map_or(0.5, |height| height / f32::from(font.units_per_em()))
}

pub(super) fn face(typeface: Typeface) -> Face {
    match typeface {
        Typeface::BeVietnamPro => Face::Sans,
        Typeface::BeVietnamProMedium => Face::SansMedium,
        Typeface::BeVietnamProSemiBold => Face::SansSemiBold,
        Typeface::BeVietnamProBold => Face::SansBold,
        Typeface::BeVietnamProExtraBold => Face::SansExtraBold,
        Typeface::Anton => Face::Anton,
        Typeface::Bevan => Face::Bevan,
        Typeface::Oswald => Face::Oswald,
        Typeface::MontserratBold => Face::MontserratBold,
        Typeface::MontserratExtraBold => Face::MontserratExtraBold,
        Typeface::MontserratBlack => Face::MontserratBlack,
        Typeface::Lobster => Face::Lobster,
        Typeface::LiberationSerif => Face::Serif,
        Typeface::LiberationSerifBold => Face::SerifBold,
    }
}
