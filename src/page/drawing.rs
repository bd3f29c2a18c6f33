//! SVG drawings as items of a page: outlines stay outlines, in inks.
//!
//! Strokes become the outlines that they cover, and every colour of the screen the inks that print it. What paper
//! has no outlines for (filters, masks, patterns, words in a font) is left out and named.

use std::sync::{Arc, Weak};

use usvg::tiny_skia_path as skia;
use usvg::{FillRule, ImageKind, Node, Paint, PaintOrder};

use super::picture::{self, Error};
use super::{Color, Gradient, Item, PageImage, Path, Point, Rect, Segment, Spread, Stop};

/// Segments of all outlines together; a city map has some ten thousand.
const MOST_SEGMENTS: usize = 300_000;

/// Bytes of a file; a traced photo has as many, and is no drawing.
const LARGEST: usize = 16 << 20;

/// A drawing in its own units, y downwards, from its top left corner.
#[derive(Debug, PartialEq)]
pub(crate) struct Drawing {
    pub width: f32,
    pub height: f32,
    pub items: Vec<Item>,
    /// What was left out, for people.
    pub lost: Vec<&'static str>,
}

/// The drawings read so far, each once.
#[derive(Default)]
pub(crate) struct Drawings {
    known: Vec<(Weak<[u8]>, Found)>,
}

type Found = Result<Arc<Drawing>, Error>;

impl Drawings {
    /// A file as a drawing; none for another format.
    pub fn get(&mut self, data: &Arc<[u8]>) -> Option<Found> {
        self.known.retain(|(known, _)| known.strong_count() > 0);
        let is_it = |known: &Weak<[u8]>| std::ptr::addr_eq(known.as_ptr(), Arc::as_ptr(data));
        if let Some((_, found)) = self.known.iter().find(|(known, _)| is_it(known)) {
            return Some(found.clone());
        }
        if !is_svg(data) {
            return None;
        }
        let found = read(data).map(Arc::new);
        self.known.push((Arc::downgrade(data), found.clone()));
        Some(found)
    }
}

/// Whether a file looks like SVG.
pub(crate) fn is_svg(data: &[u8]) -> bool {
    let head = data.trim_ascii_start();
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    head.starts_with(b"<") && head[..head.len().min(4096)].windows(4).any(|part| part == b"<svg")
}

/// Reads a drawing; links to other files are never followed.
pub(crate) fn read(data: &[u8]) -> Result<Drawing, Error> {
    let refused = |reason: &str| Error::Damaged(reason.to_owned());
    if data.len() > LARGEST {
        return Err(Error::Complex);
    }
    let text = std::str::from_utf8(data).map_err(|_| refused("SVG không phải UTF-8"))?;
    let limits =
        usvg::roxmltree::ParsingOptions { allow_dtd: true, nodes_limit: 1_000_000, ..Default::default() };
    let xml = usvg::roxmltree::Document::parse_with_options(text.trim_start(), limits)
        .map_err(|_| refused("SVG sai cú pháp XML"))?;
    let mut options = usvg::Options::default();
    options.image_href_resolver.resolve_string = Box::new(|_, _| None);
    let tree = usvg::Tree::from_xmltree(&xml, &options).map_err(|error| match error {
        usvg::Error::ElementsLimitReached | usvg::Error::ParsingFailed(_) => Error::Complex,
        _ => refused("SVG không ghi kích thước"),
    })?;
    let size = tree.size();
    let mut reader =
        Reader { finest: 4000.0 / size.width().max(size.height()), segments: 0, lost: Vec::new() };
    if xml.descendants().any(|node| node.tag_name().name() == "text") {
        reader.lose("chữ chưa chuyển thành đường nét");
    }
    let mut items = Vec::new();
    reader.group(tree.root(), &mut items);
    if reader.segments > MOST_SEGMENTS {
        return Err(Error::Complex);
    }
    if items.is_empty() {
        return Err(refused("SVG không có hình nào"));
    }
    Ok(Drawing { width: size.width(), height: size.height(), items, lost: reader.lost })
}

struct Reader {
    /// How finely strokes are outlined: curves stay smooth at this scale.
    finest: f32,
    segments: usize,
    lost: Vec<&'static str>,
}

impl Reader {
    fn lose(&mut self, what: &'static str) {
        if !self.lost.contains(&what) {
            self.lost.push(what);
        }
    }

    fn group(&mut self, group: &usvg::Group, items: &mut Vec<Item>) {
        if self.segments > MOST_SEGMENTS {
            return;
        }
        if group.mask().is_some() {
            self.lose("mặt nạ (mask)");
        }
        if !group.filters().is_empty() {
            self.lose("bóng, mờ (filter)");
        }
        if group.blend_mode() != usvg::BlendMode::Normal {
            self.lose("hòa màu (blend mode)");
        }
        let mut inner = Vec::new();
        for node in group.children() {
            match node {
                Node::Group(group) => self.group(group, &mut inner),
                Node::Path(path) if path.is_visible() => self.path(path, &mut inner),
                Node::Image(image) if image.is_visible() => self.image(image, &mut inner),
                Node::Path(_) | Node::Image(_) | Node::Text(_) => {}
            }
        }
        if inner.is_empty() {
            return;
        }
        let mut clip = group.clip_path();
        while let Some(path) = clip {
            let mut segments = Vec::new();
            outlines(path.root(), path.transform(), &mut segments);
            self.segments += segments.len();
            inner = vec![Item::Group { transform: Item::IDENTITY, clip: Some(segments), items: inner }];
            clip = path.clip_path();
        }
        let opacity = group.opacity().get();
        if opacity < 1.0 {
            inner = vec![Item::Faded { opacity, items: inner }];
        }
        let transform = row(group.transform());
        if transform == Item::IDENTITY {
            items.append(&mut inner);
        } else {
            items.push(Item::Group { transform, clip: None, items: inner });
        }
    }

    fn path(&mut self, path: &usvg::Path, items: &mut Vec<Item>) {
        let mut fill = Vec::new();
        if let Some(paint) = path.fill() {
            let mut segments = segments(path.data());
            if paint.rule() == FillRule::EvenOdd {
                segments = wound(segments);
            }
            self.filled(segments, paint.paint(), paint.opacity().get(), &mut fill);
        }
        let mut stroke = Vec::new();
        if let Some(line) = path.stroke() {
            let pen = line.to_tiny_skia();
            let dashed = pen.dash.as_ref().and_then(|dash| path.data().dash(dash, self.finest));
            let outline = dashed.as_ref().unwrap_or(path.data()).stroke(&pen, self.finest);
            if let Some(outline) = outline {
                self.filled(segments(&outline), line.paint(), line.opacity().get(), &mut stroke);
            }
        }
        if path.paint_order() == PaintOrder::FillAndStroke {
            items.extend(fill.into_iter().chain(stroke));
        } else {
            items.extend(stroke.into_iter().chain(fill));
        }
    }

    fn filled(&mut self, segments: Vec<Segment>, paint: &Paint, opacity: f32, items: &mut Vec<Item>) {
        self.segments += segments.len();
        let (item, opacity) = match paint {
            Paint::Color(color) => {
                let fill = Some(inks(*color));
                (Item::Path(Path { segments, fill, stroke: None }), opacity)
            }
            Paint::LinearGradient(line) => {
                let start = Point { x: line.x1(), y: line.y1() };
                let end = Point { x: line.x2(), y: line.y2() };
                let (stops, share) = self.stops(line);
                (shade(segments, stops, Spread::Linear { start, end }, line.transform()), opacity * share)
            }
            Paint::RadialGradient(disc) => {
                let center = Point { x: disc.cx(), y: disc.cy() };
                let (stops, share) = self.stops(disc);
                let spread = Spread::Radial { center, radius: disc.r().get() };
                (shade(segments, stops, spread, disc.transform()), opacity * share)
            }
            Paint::Pattern(_) => return self.lose("hoa văn (pattern)"),
        };
        items.push(if opacity < 1.0 { Item::Faded { opacity, items: vec![item] } } else { item });
    }

    /// The stops and the opacity that they have in common.
    fn stops(&mut self, gradient: &usvg::BaseGradient) -> (Vec<Stop>, f32) {
        if gradient.spread_method() != usvg::SpreadMethod::Pad {
            self.lose("chuyển màu lặp lại");
        }
        let opacity = gradient.stops().first().map_or(1.0, |stop| stop.opacity().get());
        if gradient.stops().iter().any(|stop| (stop.opacity().get() - opacity).abs() > 0.01) {
            self.lose("chuyển dần sang trong suốt");
        }
        let stop = |stop: &usvg::Stop| Stop { at: stop.offset().get(), color: inks(stop.color()) };
        (gradient.stops().iter().map(stop).collect(), opacity)
    }

    fn image(&mut self, image: &usvg::Image, items: &mut Vec<Item>) {
        let data = match image.kind() {
            ImageKind::JPEG(data) | ImageKind::PNG(data) => Arc::<[u8]>::from(data.as_slice()),
            ImageKind::SVG(tree) => return self.group(tree.root(), items),
            ImageKind::GIF(_) | ImageKind::WEBP(_) => return self.lose("ảnh GIF hoặc WebP đặt bên trong"),
        };
        if picture::check(&data).is_err() {
            return self.lose("ảnh hỏng đặt bên trong");
        }
        let size = image.size();
        let rect = Rect::new(0.0, 0.0, size.width(), size.height());
        items.push(Item::Image(PageImage { rect, data, name: "ảnh trong SVG".into(), plate: None }));
    }
}

fn inks(color: usvg::Color) -> Color {
    Color::inks_of([color.red, color.green, color.blue])
}

fn row(transform: skia::Transform) -> [f32; 6] {
    let skia::Transform { sx, ky, kx, sy, tx, ty } = transform;
    [sx, ky, kx, sy, tx, ty]
}

/// A gradient with a transform of its own: the outline is brought into the gradient's space.
fn shade(segments: Vec<Segment>, stops: Vec<Stop>, spread: Spread, transform: skia::Transform) -> Item {
    let gradient = Gradient { stops, spread };
    let back = transform.invert().filter(|_| !transform.is_identity());
    let Some(back) = back else { return Item::Shade { segments, gradient } };
    let segments = moved(segments, back);
    Item::Group { transform: row(transform), clip: None, items: vec![Item::Shade { segments, gradient }] }
}

/// The outlines of everything in a clip path.
fn outlines(group: &usvg::Group, transform: skia::Transform, all: &mut Vec<Segment>) {
    let transform = transform.pre_concat(group.transform());
    for node in group.children() {
        match node {
            Node::Group(inner) => outlines(inner, transform, all),
            Node::Path(path) => {
                let is_even = path.fill().is_some_and(|fill| fill.rule() == FillRule::EvenOdd);
                let own = segments(path.data());
                all.extend(moved(if is_even { wound(own) } else { own }, transform));
            }
            Node::Image(_) | Node::Text(_) => {}
        }
    }
}

fn moved(segments: Vec<Segment>, transform: skia::Transform) -> Vec<Segment> {
    let at = |point: Point| {
        let mut place = skia::Point::from_xy(point.x, point.y);
        transform.map_point(&mut place);
        Point { x: place.x, y: place.y }
    };
    segments.into_iter().map(|segment| segment.map(at)).collect()
}

fn segments(path: &skia::Path) -> Vec<Segment> {
    let point = |point: skia::Point| Point { x: point.x, y: point.y };
    let mut pen = Point::default();
    let mut start = pen;
    let mut segments = Vec::with_capacity(path.len());
    for segment in path.segments() {
        let (next, end) = match segment {
            skia::PathSegment::MoveTo(to) => {
                start = point(to);
                (Segment::Move(start), start)
            }
            skia::PathSegment::LineTo(to) => (Segment::Line(point(to)), point(to)),
            skia::PathSegment::QuadTo(control, to) => {
                let (control, to) = (point(control), point(to));
                let toward = |from: Point| Point {
                    x: from.x + (control.x - from.x) * 2.0 / 3.0,
                    y: from.y + (control.y - from.y) * 2.0 / 3.0,
                };
                (Segment::Curve(toward(pen), toward(to), to), to)
            }
            skia::PathSegment::CubicTo(a, b, to) => {
                (Segment::Curve(point(a), point(b), point(to)), point(to))
            }
            skia::PathSegment::Close => (Segment::Close, start),
        };
        pen = end;
        segments.push(next);
    }
    segments
}

/// An outline filled by the even-odd rule, as one for the rule that pages know: every second of the parts that lie
/// within each other is turned round. Parts that cross themselves are not told apart.
fn wound(segments: Vec<Segment>) -> Vec<Segment> {
    let mut parts: Vec<Vec<Segment>> = Vec::new();
    for segment in segments {
        match (segment, parts.last_mut()) {
            (Segment::Move(_), _) | (_, None) => parts.push(vec![segment]),
            (_, Some(part)) => part.push(segment),
        }
    }
    let corners: Vec<Vec<Point>> = parts.iter().map(|part| polygon(part)).collect();
    let turned = |index: usize| {
        let inside = corners[index].first().copied().unwrap_or_default();
        let around =
            corners.iter().enumerate().filter(|(other, shape)| *other != index && contains(shape, inside));
        let is_hole = around.count() % 2 == 1;
        (area(&corners[index]) < 0.0) != is_hole
    };
    (0..parts.len())
        .flat_map(|index| if turned(index) { reversed(&parts[index]) } else { parts[index].clone() })
        .collect()
}

fn polygon(part: &[Segment]) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    for segment in part {
        match *segment {
            Segment::Move(to) | Segment::Line(to) => points.push(to),
            Segment::Curve(a, b, to) => {
                let from = points.last().copied().unwrap_or(a);
                points.extend([0.25_f32, 0.5, 0.75, 1.0].map(|t| {
                    let u = 1.0 - t;
                    let mix = |f: f32, a: f32, b: f32, e: f32| {
                        u * u * u * f + 3.0 * u * u * t * a + 3.0 * u * t * t * b + t * t * t * e
                    };
                    Point { x: mix(from.x, a.x, b.x, to.x), y: mix(from.y, a.y, b.y, to.y) }
                }));
            }
            Segment::Close => {}
        }
    }
    points
}

fn sides(shape: &[Point]) -> impl Iterator<Item = (Point, Point)> {
    shape.iter().copied().zip(shape.iter().copied().cycle().skip(1))
}

fn area(shape: &[Point]) -> f32 {
    sides(shape).map(|(a, b)| a.x * b.y - b.x * a.y).sum()
}

fn contains(shape: &[Point], Point { x, y }: Point) -> bool {
    let crossed = sides(shape)
        .filter(|(a, b)| (a.y > y) != (b.y > y) && x < a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
    crossed.count() % 2 == 1
}

fn reversed(part: &[Segment]) -> Vec<Segment> {
    let end = |segment: &Segment| match *segment {
        Segment::Move(to) | Segment::Line(to) | Segment::Curve(_, _, to) => Some(to),
        Segment::Close => None,
    };
    let ends: Vec<Point> = part.iter().filter_map(end).collect();
    let Some(last) = ends.last() else { return Vec::new() };
    let mut back = vec![Segment::Move(*last)];
    let drawn: Vec<&Segment> = part.iter().filter(|segment| end(segment).is_some()).collect();
    for index in (1..drawn.len()).rev() {
        let to = ends[index - 1];
        back.push(match *drawn[index] {
            Segment::Curve(a, b, _) => Segment::Curve(b, a, to),
            _ => Segment::Line(to),
        });
    }
    back.push(Segment::Close);
    back
}
