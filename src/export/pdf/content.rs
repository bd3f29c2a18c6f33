//! Converts a page's items to PDF operators. A page's y points downwards, PDF's upwards.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Object, Stream, dictionary};
use printpdf::{LinkAnnotation, Pt};
use rayon::prelude::*;

use super::compress::StreamCompressor;
use super::operators::Operators;
use super::{font, image};
use crate::page::{
    Color, GlyphRun, Item, Link, Page, PageImage, Path, Point, Rect, Segment, Size, Spread, Stop, Stroke,
};

/// A page's PDF content.
pub(super) struct PageContent {
    pub size: Size,
    pub trim: Option<Rect>,
    pub bleed: Option<Rect>,
    /// The operators.
    pub content: Stream,
    pub links: Vec<LinkAnnotation>,
    /// With their resource names.
    pub shades: Vec<(String, Shade)>,
    /// Transparency groups, with their resource names.
    pub groups: Vec<(String, Stream)>,
    /// The opacities used, in thousandths.
    pub opacities: BTreeSet<u16>,
    pub has_cut: bool,
    /// It uses the overprint states.
    pub has_overprint: bool,
    /// Unprinted layers: resource name and displayed name.
    pub layers: Vec<(String, &'static str)>,
}

/// The resource name of the cutting line's spot colour (also the colour's name) and of the states of overprint.
pub(super) const CUT_CONTOUR: &str = "CutContour";
pub(super) const OVERPRINT: &str = "Overprint";
pub(super) const KNOCKOUT: &str = "Knockout";

/// A shading in PDF coordinates.
pub(super) struct Shade {
    pub stops: Vec<Stop>,
    /// As in the shading's dictionary: both ends of an axis, or both circles.
    pub coordinates: Vec<f32>,
}

/// The resource name of a state of opacity.
pub(super) fn opacity_name(thousandths: u16) -> String {
    format!("Ca{thousandths}")
}

/// Converts pages in parallel; `first` is the number of the first page, from 0.
pub(super) fn sheets(
    pages: &[Page],
    first: usize,
    fonts: &font::Fonts,
    images: &image::Images,
) -> Vec<PageContent> {
    let set = |squeezer: &mut StreamCompressor, (index, page)| {
        let mut sheet = sheet(first + index, page, fonts, images);
        squeezer.compress(&mut sheet.content);
        sheet
    };
    pages.par_iter().enumerate().map_init(StreamCompressor::default, set).collect()
}

fn sheet(index: usize, page: &Page, fonts: &font::Fonts, images: &image::Images) -> PageContent {
    let mut writer = Writer {
        page: index,
        height: page.size.height,
        fonts,
        images,
        content: Operators::default(),
        links: Vec::new(),
        shades: Vec::new(),
        groups: Vec::new(),
        opacities: BTreeSet::new(),
        is_for_press: page.trim.is_some(),
        has_cut: false,
        has_overprint: false,
        layers: Vec::new(),
        state: State::default(),
    };
    // The same miter limit as the raster's; PDF's default is 10.
    writer.content.op(&[4.0], "M");
    writer.items(&page.items, Item::IDENTITY);
    let Writer { content, links, shades, groups, opacities, has_cut, has_overprint, layers, .. } = writer;
    let content = Stream::new(Dictionary::new(), content.into_bytes());
    let Page { size, trim, bleed, .. } = *page;
    PageContent {
        size,
        trim,
        bleed,
        content,
        links,
        shades,
        groups,
        opacities,
        has_cut,
        has_overprint,
        layers,
    }
}

/// The current graphics state, so that nothing is set twice.
#[derive(Clone, Default, PartialEq)]
struct State {
    fill: Option<Color>,
    stroke: Option<Stroke>,
    is_overprinting: bool,
    font: Option<(crate::page::Face, f32)>,
}

struct Writer<'a> {
    page: usize,
    height: f32,
    fonts: &'a font::Fonts,
    images: &'a image::Images,
    content: Operators,
    links: Vec<LinkAnnotation>,
    shades: Vec<(String, Shade)>,
    groups: Vec<(String, Stream)>,
    opacities: BTreeSet<u16>,
    /// A page with a trim goes to a press.
    is_for_press: bool,
    has_cut: bool,
    has_overprint: bool,
    layers: Vec<(String, &'static str)>,
    state: State,
}

impl Writer<'_> {
    /// `at` maps the items' coordinates to the page; only links need it, because no operator moves them.
    fn items(&mut self, items: &[Item], at: [f32; 6]) {
        for item in items {
            match item {
                Item::Glyphs(run) => self.glyphs(run),
                Item::Path(path) => self.path(path),
                Item::Image(image) => self.image(image),
                Item::Shade { segments, gradient } => {
                    let coordinates = match gradient.spread {
                        Spread::Linear { start, end } => {
                            let ((x, y), (x2, y2)) = (self.xy(start), self.xy(end));
                            vec![x, y, x2, y2]
                        }
                        Spread::Radial { center, radius } => {
                            let (x, y) = self.xy(center);
                            vec![x, y, 0.0, x, y, radius]
                        }
                    };
                    let shade = Shade { stops: gradient.stops.clone(), coordinates };
                    let name = format!("Sh{}-{}", self.page, self.shades.len());
                    self.overprint(false);
                    self.content.op(&[], "q");
                    self.clip(segments);
                    self.content.named(&name, None, "sh");
                    self.content.op(&[], "Q");
                    self.shades.push((name, shade));
                }
                Item::Group { transform, clip, items } => {
                    let before = self.state.clone();
                    self.content.op(&[], "q");
                    if *transform != Item::IDENTITY {
                        self.transform(*transform);
                    }
                    if let Some(clip) = clip {
                        self.clip(clip);
                    }
                    self.items(items, product(at, *transform));
                    self.content.op(&[], "Q");
                    self.state = before;
                }
                Item::Faded { opacity, items } => self.faded(*opacity, items, at),
                Item::Unprinted { name, items } => {
                    let before = self.state.clone();
                    let layer = format!("Ly{}-{}", self.page, self.layers.len());
                    self.content.op(&[], "q");
                    self.content.begin_optional(&layer);
                    self.layers.push((layer, name));
                    self.items(items, at);
                    self.content.op(&[], "EMC");
                    self.content.op(&[], "Q");
                    self.state = before;
                }
                Item::Link(link) => self.link(link, at),
            }
        }
    }

    /// A transparency group (ISO 32000-1, 11.6.6): its items are painted together.
    fn faded(&mut self, opacity: f32, items: &[Item], at: [f32; 6]) {
        let thousandths = (opacity.clamp(0.0, 1.0) * 1000.0).round() as u16;
        self.overprint(false);
        let state = std::mem::take(&mut self.state);
        let outside = std::mem::take(&mut self.content);
        self.items(items, at);
        let inside = std::mem::replace(&mut self.content, outside);
        self.state = state;
        let name = format!("Gr{}-{}", self.page, self.groups.len());
        self.content.op(&[], "q");
        self.content.named(&opacity_name(thousandths), None, "gs");
        self.content.named(&name, None, "Do");
        self.content.op(&[], "Q");
        // The page's size in any direction, because a transform may come before.
        let far = Object::Integer(40_000);
        let near = Object::Integer(-40_000);
        let group = dictionary! {
            "Type" => "XObject",
            "Subtype" => "Form",
            "BBox" => vec![near.clone(), near, far.clone(), far],
            "Group" => dictionary! { "S" => "Transparency", "CS" => "DeviceCMYK" },
        };
        let _ = self.opacities.insert(thousandths);
        self.groups.push((name, Stream::new(group, inside.into_bytes())));
    }

    fn xy(&self, point: Point) -> (f32, f32) {
        (point.x, self.height - point.y)
    }

    /// The page's transform in PDF coordinates: flip, transform, flip.
    fn transform(&mut self, [a, b, c, d, e, f]: [f32; 6]) {
        let height = f64::from(self.height);
        let x = f64::from(c) * height + f64::from(e);
        let y = height * (1.0 - f64::from(d)) - f64::from(f);
        self.content.transform([a, -b, -c, d], (x as f32, y as f32));
    }

    fn clip(&mut self, segments: &[Segment]) {
        self.outline(segments);
        self.content.op(&[], "W");
        self.content.op(&[], "n");
    }

    fn outline(&mut self, segments: &[Segment]) {
        for segment in segments {
            match *segment {
                Segment::Move(point) => {
                    let (x, y) = self.xy(point);
                    self.content.op(&[x, y], "m");
                }
                Segment::Line(end) => {
                    let (x, y) = self.xy(end);
                    self.content.op(&[x, y], "l");
                }
                Segment::Curve(first, second, end) => {
                    let ((a, b), (c, d), (x, y)) = (self.xy(first), self.xy(second), self.xy(end));
                    self.content.op(&[a, b, c, d, x, y], "c");
                }
                Segment::Close => self.content.op(&[], "h"),
            }
        }
    }

    fn path(&mut self, path: &Path) {
        // Segments before the first point draw nothing on screen and would be invalid in PDF.
        if !matches!(path.segments.first(), Some(Segment::Move(_))) {
            return;
        }
        let stroke = path.stroke.as_ref().filter(|stroke| stroke.width > 0.0);
        self.overprint(false);
        if let Some(color) = path.fill {
            self.fill(color);
        }
        if let Some(stroke) = stroke.filter(|stroke| stroke.color == Color::CutContour) {
            return self.cut(&path.segments, stroke);
        }
        if let Some(stroke) = stroke {
            self.stroke(stroke);
        }
        let is_filled = path.fill.is_some();
        if !is_filled && stroke.is_none() {
            return;
        }
        self.outline(&path.segments);
        let operator = match (is_filled, stroke.is_some()) {
            (true, true) => "B",
            (true, false) => "f",
            _ => "S",
        };
        self.content.op(&[], operator);
    }

    /// The cutting line in its spot colour, overprinting instead of knocking out.
    fn cut(&mut self, segments: &[Segment], stroke: &Stroke) {
        (self.has_cut, self.has_overprint) = (true, true);
        self.content.op(&[], "q");
        self.content.named(OVERPRINT, None, "gs");
        self.content.named(CUT_CONTOUR, None, "CS");
        self.content.op(&[1.0], "SCN");
        self.content.op(&[stroke.width], "w");
        self.content.dash(&[]);
        self.outline(segments);
        self.content.op(&[], "S");
        self.content.op(&[], "Q");
    }

    /// Whether what follows is printed over the inks below it instead of leaving them out.
    fn overprint(&mut self, is_on: bool) {
        if self.state.is_overprinting == is_on {
            return;
        }
        self.content.named(if is_on { OVERPRINT } else { KNOCKOUT }, None, "gs");
        self.state.is_overprinting = is_on;
        self.has_overprint = true;
    }

    fn fill(&mut self, color: Color) {
        if self.state.fill == Some(color) {
            return;
        }
        match inks(color) {
            Inks::Rgb(rgb) => self.content.op(&rgb, "rg"),
            Inks::Cmyk(cmyk) => self.content.op(&cmyk, "k"),
        }
        self.state.fill = Some(color);
    }

    fn stroke(&mut self, stroke: &Stroke) {
        if self.state.stroke.as_ref() == Some(stroke) {
            return;
        }
        match inks(stroke.color) {
            Inks::Rgb(rgb) => self.content.op(&rgb, "RG"),
            Inks::Cmyk(cmyk) => self.content.op(&cmyk, "K"),
        }
        self.content.op(&[stroke.width], "w");
        self.content.dash(&stroke.dash);
        self.state.stroke = Some(stroke.clone());
    }

    fn image(&mut self, image: &PageImage) {
        let Some(name) = self.images.name(&image.data) else { return };
        self.overprint(false);
        let Rect { x, y, width, height } = image.rect;
        let (x, y) = self.xy(Point { x, y: y + height });
        self.content.op(&[], "q");
        self.content.op(&[width, 0.0, 0.0, height, x, y], "cm");
        self.content.named(name, None, "Do");
        self.content.op(&[], "Q");
    }

    /// Glyphs at exact positions: the reader's own advance is corrected wherever it deviates from the shaped
    /// one by half a thousandth of an em, so that errors do not accumulate along a line.
    fn glyphs(&mut self, run: &GlyphRun) {
        let Some(subset) = self.fonts.get(run.face) else { return };
        if run.glyphs.is_empty() || run.size <= 0.0 {
            return;
        }
        // Black letters on a press: a plate that slips shows no white around them.
        self.overprint(self.is_for_press && run.color == Color::BLACK);
        self.fill(run.color);
        self.content.op(&[], "BT");
        // Rounded as written, because the reader's advances scale with it.
        let size = (run.size * 1000.0).round() / 1000.0;
        if self.state.font != Some((run.face, size)) {
            self.content.named(&subset.id().0, Some(size), "Tf");
            self.state.font = Some((run.face, size));
        }
        let per_em = 1000.0 / f64::from(size);
        let mut index = 0;
        while index < run.glyphs.len() {
            // TJ moves only along the line: a mark above or below it needs its own matrix.
            let first = run.glyphs[index];
            let length =
                run.glyphs[index..].iter().take_while(|glyph| glyph.y.to_bits() == first.y.to_bits()).count();
            let (x, y) = self.xy(Point { x: run.origin.x + first.x, y: run.origin.y + first.y });
            self.content.op(&[1.0, 0.0, 0.0, 1.0, x, y], "Tm");
            // The reader's pen position, thousandths of an em from the first glyph.
            let mut pen = 0.0;
            let mut shown = self.content.show();
            for at in index..index + length {
                let code = subset.code(run.glyphs[at].id, font::glyph_text(run, at));
                shown.code(code);
                pen += subset.read_width(code);
                let next = run.glyphs.get(at + 1).filter(|_| at + 1 < index + length);
                let gap = next.map_or(0.0, |next| pen - f64::from(next.x - first.x) * per_em);
                if gap.abs() > 0.5 {
                    shown.adjust(gap.round() as f32);
                    pen -= gap.round();
                }
            }
            shown.end();
            index += length;
        }
        self.content.op(&[], "ET");
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
        self.links.push(LinkAnnotation::new(
            rect,
            printpdf::Actions::Uri(ascii(&link.url)),
            Some(printpdf::BorderArray::Solid([0.0; 3])),
            None,
            None,
        ));
    }
}

/// An address in 7 bits, as PDF requires (ISO 32000-1, 12.6.4.7), with the rest percent-encoded.
fn ascii(url: &str) -> String {
    use std::fmt::Write;
    let mut ascii = String::with_capacity(url.len());
    for byte in url.bytes() {
        if byte.is_ascii_graphic() {
            ascii.push(char::from(byte));
        } else {
            let _ = write!(ascii, "%{byte:02X}");
        }
    }
    ascii
}

fn product([a, b, c, d, e, f]: [f32; 6], [g, h, i, j, k, l]: [f32; 6]) -> [f32; 6] {
    [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f]
}

enum Inks {
    Rgb([f32; 3]),
    Cmyk([f32; 4]),
}

fn inks(color: Color) -> Inks {
    let share = |value: f32| value.clamp(0.0, 1.0);
    match color {
        Color::Rgb { r, g, b } => Inks::Rgb([r, g, b].map(share)),
        Color::Cmyk { c, m, y, k } => Inks::Cmyk([c, m, y, k].map(share)),
        Color::CutContour => Inks::Cmyk(Color::CUT_PROOF),
    }
}
