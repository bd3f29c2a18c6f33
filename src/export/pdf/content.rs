//! A page's items as PDF operators. A page's y grows downwards, PDF's upwards.

use std::collections::HashMap;
use std::sync::Arc;

use printpdf::{
    Cmyk, Codepoint, Line, LineDashPattern, LinePoint, Op, PaintMode, PdfFontHandle, Polygon, PolygonRing,
    Pt, Rgb, ShadingId, TextItem, TextMatrix, WindingOrder, XObjectId, XObjectTransform,
};

use super::{font, image};
use crate::page::{Color, GlyphRun, Item, Link, Page, PageImage, Path, Point, Rect, Segment, Stroke};

/// What the operators name and the patch adds.
#[derive(Default)]
pub(super) struct Extras {
    /// In order of first use; each file once, however often it is shown.
    pub images: Vec<(XObjectId, image::Image)>,
    known: HashMap<(usize, usize), usize>,
    pub shades: Vec<(ShadingId, Shade)>,
}

/// An axial shading in PDF coordinates.
pub(super) struct Shade {
    pub from: Color,
    pub to: Color,
    pub start: (f32, f32),
    pub end: (f32, f32),
}

impl Extras {
    fn image(&mut self, data: &Arc<[u8]>) -> Result<XObjectId, String> {
        let key = (data.as_ptr().addr(), data.len());
        if let Some(index) = self.known.get(&key) {
            return Ok(self.images[*index].0.clone());
        }
        // The same file may be held twice.
        let held = self.images.iter().position(|(_, image)| image.is_from(data));
        let index = held.unwrap_or(self.images.len());
        if held.is_none() {
            let id = XObjectId(format!("Im{}", self.images.len()));
            self.images.push((id, image::Image::read(data)?));
        }
        let _ = self.known.insert(key, index);
        Ok(self.images[index].0.clone())
    }
}

pub(super) fn ops(page: &Page, fonts: &font::Fonts, extras: &mut Extras) -> Result<Vec<Op>, String> {
    let mut writer = Writer {
        height: page.size.height,
        fonts,
        extras,
        ops: Vec::new(),
        links: Vec::new(),
        state: State::default(),
    };
    // The raster's limit; PDF's own default is 10.
    writer.ops.push(Op::SetMiterLimit { limit: Pt(4.0) });
    writer.items(&page.items, Item::IDENTITY)?;
    let Writer { mut ops, links, .. } = writer;
    ops.extend(links);
    Ok(ops)
}

/// What is set in the graphics state, so that it is not set again.
#[derive(Clone, Default, PartialEq)]
struct State {
    fill: Option<Color>,
    stroke: Option<Stroke>,
    font: Option<(crate::page::Face, f32)>,
}

struct Writer<'a> {
    height: f32,
    fonts: &'a font::Fonts,
    extras: &'a mut Extras,
    ops: Vec<Op>,
    links: Vec<Op>,
    state: State,
}

impl Writer<'_> {
    /// `at`: where the items' coordinates lie on the page, for links alone, which no operator moves.
    fn items(&mut self, items: &[Item], at: [f32; 6]) -> Result<(), String> {
        for item in items {
            match item {
                Item::Glyphs(run) => self.glyphs(run),
                Item::Path(path) => self.path(path),
                Item::Image(image) => self.image(image)?,
                Item::Shade { segments, from, to, start, end } => {
                    let shade = Shade { from: *from, to: *to, start: self.xy(*start), end: self.xy(*end) };
                    let id = ShadingId(format!("Sh{}", self.extras.shades.len()));
                    self.extras.shades.push((id.clone(), shade));
                    self.ops.push(Op::SaveGraphicsState);
                    self.clip(segments);
                    self.ops.push(Op::PaintShading { id });
                    self.ops.push(Op::RestoreGraphicsState);
                }
                Item::Group { transform, clip, items } => {
                    let before = self.state.clone();
                    self.ops.push(Op::SaveGraphicsState);
                    if *transform != Item::IDENTITY {
                        self.transform(*transform);
                    }
                    if let Some(clip) = clip {
                        self.clip(clip);
                    }
                    self.items(items, product(at, *transform))?;
                    self.ops.push(Op::RestoreGraphicsState);
                    // printpdf follows the font through the stream and knows nothing of saved states.
                    self.state = State { font: None, ..before };
                }
                Item::Link(link) => self.link(link, at),
            }
        }
        Ok(())
    }

    fn xy(&self, point: Point) -> (f32, f32) {
        (round(point.x), round(self.height - point.y))
    }

    fn point(&self, point: Point) -> printpdf::Point {
        let (x, y) = self.xy(point);
        printpdf::Point { x: Pt(x), y: Pt(y) }
    }

    /// The page's transform seen from PDF's side: flip, transform, flip.
    fn transform(&mut self, [a, b, c, d, e, f]: [f32; 6]) {
        let height = f64::from(self.height);
        let x = f64::from(c) * height + f64::from(e);
        let y = height * (1.0 - f64::from(d)) - f64::from(f);
        let matrix = [a, -b, -c, d, round(x as f32), round(y as f32)];
        self.ops.push(Op::SetTransformationMatrix { matrix: printpdf::CurTransMat::Raw(matrix) });
    }

    fn clip(&mut self, segments: &[Segment]) {
        self.polygon(segments, PaintMode::Clip);
    }

    fn polygon(&mut self, segments: &[Segment], mode: PaintMode) {
        let rings = self.rings(segments).into_iter().map(|(points, _)| PolygonRing { points }).collect();
        let polygon = Polygon { rings, mode, winding_order: WindingOrder::NonZero };
        self.ops.push(Op::DrawPolygon { polygon });
    }

    /// Each subpath and whether it is closed.
    fn rings(&self, segments: &[Segment]) -> Vec<(Vec<LinePoint>, bool)> {
        let mut rings: Vec<(Vec<LinePoint>, bool)> = Vec::new();
        let corner = |point| LinePoint { p: self.point(point), bezier: false };
        let handle = |point| LinePoint { p: self.point(point), bezier: true };
        for segment in segments {
            if let Segment::Move(point) = segment {
                rings.push((vec![corner(*point)], false));
                continue;
            }
            let Some((points, is_closed)) = rings.last_mut() else { continue };
            match segment {
                Segment::Line(end) => points.push(corner(*end)),
                Segment::Curve(first, second, end) => {
                    points.extend([handle(*first), handle(*second), corner(*end)]);
                }
                Segment::Close => *is_closed = true,
                Segment::Move(_) => {}
            }
        }
        rings
    }

    fn path(&mut self, path: &Path) {
        if let Some(color) = path.fill {
            self.fill(color);
            self.polygon(&path.segments, PaintMode::Fill);
        }
        let Some(stroke) = path.stroke.as_ref().filter(|stroke| stroke.width > 0.0) else { return };
        self.stroke(stroke);
        for (points, is_closed) in self.rings(&path.segments) {
            self.ops.push(Op::DrawLine { line: Line { points, is_closed } });
        }
    }

    fn fill(&mut self, color: Color) {
        if self.state.fill != Some(color) {
            self.ops.push(Op::SetFillColor { col: ink(color) });
            self.state.fill = Some(color);
        }
    }

    fn stroke(&mut self, stroke: &Stroke) {
        if self.state.stroke.as_ref() == Some(stroke) {
            return;
        }
        self.ops.push(Op::SetOutlineColor { col: ink(stroke.color) });
        self.ops.push(Op::SetOutlineThickness { pt: Pt(round(stroke.width)) });
        let dash: Vec<f32> = stroke.dash.iter().copied().map(round).collect();
        self.ops.push(Op::SetLineDashPattern { dash: LineDashPattern::new(0.0, &dash) });
        self.state.stroke = Some(stroke.clone());
    }

    fn image(&mut self, image: &PageImage) -> Result<(), String> {
        let id = self.extras.image(&image.data)?;
        let Rect { x, y, width, height } = image.rect;
        let (x, y) = self.xy(Point { x, y: y + height });
        let transform = XObjectTransform {
            scale_x: Some(round(width)),
            scale_y: Some(round(height)),
            translate_x: Some(Pt(x)),
            translate_y: Some(Pt(y)),
            ..XObjectTransform::default()
        };
        self.ops.push(Op::UseXobject { id, transform });
        Ok(())
    }

    /// Glyphs at their very places: the reader's own advance is corrected wherever it leaves the shaped one by
    /// half a thousandth of an em, so nothing adds up along a line.
    fn glyphs(&mut self, run: &GlyphRun) {
        let Some(subset) = self.fonts.get(run.face) else { return };
        if run.glyphs.is_empty() || run.size <= 0.0 {
            return;
        }
        self.fill(run.color);
        self.ops.push(Op::StartTextSection);
        let size = round(run.size);
        if self.state.font != Some((run.face, size)) {
            let font = PdfFontHandle::External(subset.id().clone());
            self.ops.push(Op::SetFont { font, size: Pt(size) });
            self.state.font = Some((run.face, size));
        }
        let per_em = 1000.0 / f64::from(size);
        let mut index = 0;
        while index < run.glyphs.len() {
            // TJ moves along the line alone: a mark above or below it needs its own matrix.
            let first = run.glyphs[index];
            let length =
                run.glyphs[index..].iter().take_while(|glyph| glyph.y.to_bits() == first.y.to_bits()).count();
            let (x, y) = self.xy(Point { x: run.origin.x + first.x, y: run.origin.y + first.y });
            self.ops.push(Op::SetTextMatrix { matrix: TextMatrix::Translate(Pt(x), Pt(y)) });
            // Where the reader's pen is, thousandths of an em from the first glyph.
            let mut pen = 0.0;
            let mut glyphs = Vec::with_capacity(length);
            for offset in 0..length {
                let at = index + offset;
                let text = font::glyph_text(run, at);
                let code = subset.code(run.glyphs[at].id, text);
                pen += subset.read_width(code);
                let wanted = run.glyphs.get(at + 1).filter(|_| offset + 1 < length);
                let gap = wanted.map_or(0.0, |next| pen - f64::from(next.x - first.x) * per_em);
                let correction = if gap.abs() > 0.5 { gap.round() } else { 0.0 };
                pen -= correction;
                glyphs.push(Codepoint::with_cid(code, correction as f32, text.to_owned()));
            }
            self.ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(glyphs)] });
            index += length;
        }
        self.ops.push(Op::EndTextSection);
    }

    fn link(&mut self, link: &Link, at: [f32; 6]) {
        let Rect { x, y, width, height } = link.rect;
        let corners = [(x, y), (x + width, y), (x, y + height), (x + width, y + height)];
        let corners = corners.map(|(x, y)| {
            let [a, b, c, d, e, f] = at;
            self.xy(Point { x: a * x + c * y + e, y: b * x + d * y + f })
        });
        let edge = |pick: fn(&(f32, f32)) -> f32, best: fn(f32, f32) -> f32| {
            corners.iter().map(pick).reduce(best).unwrap_or_default()
        };
        let (left, right) = (edge(|p| p.0, f32::min), edge(|p| p.0, f32::max));
        let (bottom, top) = (edge(|p| p.1, f32::min), edge(|p| p.1, f32::max));
        let rect = printpdf::Rect {
            x: Pt(left),
            y: Pt(bottom),
            width: Pt(right - left),
            height: Pt(top - bottom),
            mode: None,
            winding_order: None,
        };
        let link = printpdf::LinkAnnotation::new(
            rect,
            printpdf::Actions::Uri(link.url.clone()),
            Some(printpdf::BorderArray::Solid([0.0; 3])),
            None,
            None,
        );
        self.links.push(Op::LinkAnnotation { link });
    }
}

fn product([a, b, c, d, e, f]: [f32; 6], [g, h, i, j, k, l]: [f32; 6]) -> [f32; 6] {
    [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f]
}

/// A thousandth of a point is finer than any press; more digits only fill the file.
fn round(value: f32) -> f32 {
    ((f64::from(value) * 1000.0).round() / 1000.0) as f32
}

fn ink(color: Color) -> printpdf::Color {
    let share = |value: f32| round(value.clamp(0.0, 1.0));
    match color {
        Color::Rgb { r, g, b } => printpdf::Color::Rgb(Rgb::new(share(r), share(g), share(b), None)),
        Color::Cmyk { c, m, y, k } => {
            printpdf::Color::Cmyk(Cmyk::new(share(c), share(m), share(y), share(k), None))
        }
    }
}
