//! How far items extend, so that only what lies in a changed part of a page is drawn again.

use super::{GlyphRun, Item, Point, Rect, Segment};

impl Item {
    /// A rectangle that holds everything the item paints, points; none when it paints nothing. It may be larger.
    pub fn bounds(&self) -> Option<Rect> {
        match self {
            Self::Glyphs(run) => glyphs(run),
            Self::Path(path) => {
                // A mitre at a sharp corner reaches farther than half the line.
                let reach = path.stroke.as_ref().map_or(0.0, |stroke| stroke.width * 5.0);
                around(&path.segments).map(|rect| rect.grown(reach))
            }
            Self::Shade { segments, .. } => around(segments),
            Self::Image(image) => Some(image.rect),
            Self::Group { transform, clip, items } => {
                let inner = of_all(items)?;
                let inner = match clip {
                    Some(clip) => inner.intersection(around(clip)?)?,
                    None => inner,
                };
                let [a, b, c, d, e, f] = *transform;
                let corners = inner.corners();
                of_points(corners.map(|Point { x, y }| Point { x: a * x + c * y + e, y: b * x + d * y + f }))
            }
            Self::Faded { items, .. } | Self::Unprinted { items, .. } => of_all(items),
            Self::Link(_) => None,
        }
    }
}

/// A rectangle around everything that the items paint.
pub fn of_all(items: &[Item]) -> Option<Rect> {
    items.iter().filter_map(Item::bounds).reduce(Rect::union)
}

/// Within the box that the face declares for all its glyphs.
fn glyphs(run: &GlyphRun) -> Option<Rect> {
    let font = &run.face.loaded().ttf;
    let scale = run.size / f32::from(font.units_per_em());
    let all = font.global_bounding_box();
    let [left, right, below, above] =
        [all.x_min, all.x_max, all.y_min, all.y_max].map(|units| f32::from(units) * scale);
    let x = |glyph: &super::Glyph| run.origin.x + glyph.x;
    let first = run.glyphs.iter().map(x).reduce(f32::min)?;
    let last = run.glyphs.iter().map(x).reduce(f32::max)?;
    let ends = run.glyphs.last().map_or(0.0, |glyph| glyph.advance);
    let foot = if run.is_underlined { below.min(-run.size * 0.2) } else { below };
    let (left, right) = (first + left.min(0.0), last + right.max(ends));
    let rise = run.glyphs.iter().map(|glyph| glyph.y.abs()).fold(0.0, f32::max);
    let (top, foot) = (run.origin.y - above - rise, run.origin.y - foot + rise);
    Some(Rect::new(left, top, right - left, foot - top))
}

fn around(segments: &[Segment]) -> Option<Rect> {
    of_points(segments.iter().flat_map(|segment| match *segment {
        Segment::Move(to) | Segment::Line(to) => vec![to],
        Segment::Curve(a, b, to) => vec![a, b, to],
        Segment::Close => Vec::new(),
    }))
}

fn of_points(points: impl IntoIterator<Item = Point>) -> Option<Rect> {
    points.into_iter().map(|point| Rect::new(point.x, point.y, 0.0, 0.0)).reduce(Rect::union)
}

impl Rect {
    /// The smallest one around both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        let right = (self.x + self.width).max(other.x + other.width);
        let foot = (self.y + self.height).max(other.y + other.height);
        Self { x, y, width: right - x, height: foot - y }
    }

    /// What lies in both; none when they are apart.
    pub fn intersection(self, other: Self) -> Option<Self> {
        let (x, y) = (self.x.max(other.x), self.y.max(other.y));
        let right = (self.x + self.width).min(other.x + other.width);
        let foot = (self.y + self.height).min(other.y + other.height);
        (right >= x && foot >= y).then_some(Self { x, y, width: right - x, height: foot - y })
    }

    /// Larger by `by` points on each side.
    #[must_use]
    pub fn grown(self, by: f32) -> Self {
        Self::new(self.x - by, self.y - by, self.width + 2.0 * by, self.height + 2.0 * by)
    }

    fn corners(self) -> [Point; 4] {
        let (right, foot) = (self.x + self.width, self.y + self.height);
        [(self.x, self.y), (right, self.y), (right, foot), (self.x, foot)].map(|(x, y)| Point { x, y })
    }
}
