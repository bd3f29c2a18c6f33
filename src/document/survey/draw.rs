//! Drawing at fixed places of a page, in mm.

use crate::page::{
    Align, Color, Face, Fonts, Item, MM, Page, Paragraph, Path, Point, Rect, Size, Span, Stroke, Style,
};
use crate::survey::sheet::Area;

/// A page being drawn.
pub(super) struct Drawing<'a> {
    pub fonts: &'a mut Fonts,
    items: Vec<Item>,
}

impl<'a> Drawing<'a> {
    pub fn new(fonts: &'a mut Fonts) -> Self {
        Self { fonts, items: Vec::new() }
    }

    pub fn page(self, (width, height): (f32, f32)) -> Page {
        Page { size: Size::mm(width, height), items: self.items, ..Page::default() }
    }

    pub fn fill(&mut self, area: Area) {
        self.items.push(Item::Path(Path::rect(rect(area), Some(Color::BLACK), None)));
    }

    /// `thickness` in mm.
    pub fn frame(&mut self, area: Area, thickness: f32, color: Color) {
        let stroke = Stroke::solid(color, thickness * MM);
        self.items.push(Item::Path(Path::rect(rect(area), None, Some(stroke))));
    }

    pub fn path(&mut self, path: Path) {
        self.items.push(Item::Path(path));
    }

    /// `thickness` and `dash` in mm; an empty dash is solid.
    pub fn line(&mut self, from: (f32, f32), to: (f32, f32), thickness: f32, dash: &[f32]) {
        let dash = dash.iter().map(|length| length * MM).collect();
        let stroke = Stroke { color: Color::BLACK, width: thickness * MM, dash };
        self.items.push(Item::Path(Path::line(point(from), point(to), stroke)));
    }

    /// One line; its baseline is at `at`.
    pub fn text(&mut self, text: &str, style: Style, at: (f32, f32), align: Align) {
        let span = Span { text: text.to_owned(), style };
        let runs = self.fonts.line(&[span], point(at), align);
        self.items.extend(runs.into_iter().map(Item::Glyphs));
    }

    /// One line whose capitals stand around the height `at`.
    pub fn label(&mut self, text: &str, style: Style, (x, y): (f32, f32), align: Align) {
        let half = style.face.metrics().cap_height * style.size / MM / 2.0;
        self.text(text, style, (x, y + half), align);
    }

    /// Text broken to the area's width, in the largest size up to its own that fits.
    pub fn paragraph(&mut self, paragraph: &Paragraph, area: Area) {
        let size = paragraph.spans.iter().map(|span| span.style.size).fold(0.0, f32::max);
        let Rect { x, y, width, height } = rect(area);
        let fitted = self.fonts.fit(paragraph, Size { width, height }, size * 0.6, size);
        let runs = fitted.text.lines.into_iter().flat_map(|line| line.runs);
        self.items.extend(runs.map(|mut run| {
            run.origin.x += x;
            run.origin.y += y;
            Item::Glyphs(run)
        }));
    }

    /// What stands behind a field's label, on its dotted line; smaller where it is long.
    pub fn filled(&mut self, label: &str, value: &str, style: Style, (x, y): (f32, f32), right: f32) {
        if value.is_empty() {
            return;
        }
        let label = Span { text: label.to_owned(), style: Style { face: Face::Serif, ..style } };
        let left = x + self.fonts.measure(&[label]) / MM + 2.0;
        let wide = self.fonts.measure(&[Span { text: value.to_owned(), style }]) / MM;
        let size = style.size * ((right - left) / wide.max(1.0)).min(1.0);
        self.text(value, Style { size, ..style }, (left, y), Align::Left);
    }

    /// A label with a dotted line up to `right`.
    pub fn field(&mut self, label: &str, style: Style, (x, y): (f32, f32), right: f32) {
        self.text(label, style, (x, y), Align::Left);
        let width = self.fonts.measure(&[Span { text: label.to_owned(), style }]) / MM;
        self.line((x + width + 1.0, y + 0.4), (right, y + 0.4), 0.25, &[0.3, 0.9]);
    }
}

fn point((x, y): (f32, f32)) -> Point {
    Point { x: x * MM, y: y * MM }
}

fn rect(Area { x, y, width, height }: Area) -> Rect {
    Rect::new(x * MM, y * MM, width * MM, height * MM)
}
