//! A builder for poster templates.

use crate::poster::{
    Element, ElementId, ElementKind, Fill, Fit, Frame, HorizontalAlign, Icon, Ink, Motif, Picture,
    PictureFit, Poster, Qr, Role, Shape, ShapeForm, Side, Text, Typeface, VerticalAlign, size,
};

/// Inks of the templates, chosen for print, not for the screen.
pub(super) mod ink {
    use crate::poster::Ink;

    pub const NAVY: Ink = Ink::new(100.0, 72.0, 30.0, 38.0);
    pub const NIGHT: Ink = Ink::new(100.0, 80.0, 40.0, 72.0);
    pub const DEEP: Ink = Ink::new(96.0, 58.0, 46.0, 44.0);
    pub const TEAL: Ink = Ink::new(92.0, 38.0, 42.0, 16.0);
    pub const RIVER: Ink = Ink::new(84.0, 26.0, 30.0, 6.0);
    pub const PALE: Ink = Ink::new(10.0, 3.0, 4.0, 0.0);
    pub const CREAM: Ink = Ink::new(2.0, 4.0, 14.0, 0.0);
    pub const GOLD: Ink = Ink::new(2.0, 22.0, 88.0, 0.0);
    pub const STRAW: Ink = Ink::new(0.0, 10.0, 52.0, 0.0);
    pub const RED: Ink = Ink::new(12.0, 100.0, 94.0, 6.0);
    pub const BRICK: Ink = Ink::new(20.0, 98.0, 92.0, 20.0);
    pub const WINE: Ink = Ink::new(28.0, 100.0, 84.0, 38.0);
    pub const CORAL: Ink = Ink::new(2.0, 78.0, 74.0, 0.0);
    pub const SLATE: Ink = Ink::new(78.0, 62.0, 48.0, 46.0);
    pub const IVORY: Ink = Ink::new(0.0, 4.0, 24.0, 0.0);
}

/// Who puts up panos and posters by the plan (IV.7); an office writes its own name.
const ISSUER: &str = "Sở Văn\u{a0}hóa, Thể\u{a0}thao và\u{a0}Du\u{a0}lịch";

/// Room for a capital with two diacritics above and one below.
const LEADING: f32 = 1.45;
/// Smallest scale of small text, relative to its designed size, before it overflows.
const SMALLEST: f32 = 0.5;

pub(super) struct Design {
    poster: Poster,
}

impl Design {
    /// A standard size; `is_wide` is landscape.
    pub fn new(name: &str, is_wide: bool, background: Fill) -> Self {
        let standard = size::STANDARDS.iter().find(|size| size.name == name).unwrap_or(&size::STANDARDS[2]);
        let mut poster = Poster { background, ..Poster::blank(standard) };
        if is_wide {
            std::mem::swap(&mut poster.width, &mut poster.height);
        }
        Self { poster }
    }

    /// With another design of the same size on the back.
    pub fn backed(mut self, back: Self) -> Self {
        let Poster { background, mut elements, .. } = back.poster;
        for (element, id) in elements.iter_mut().zip(self.poster.free_id().0..) {
            element.id = ElementId(id);
        }
        self.poster.sides.push(Side { background, elements });
        self
    }

    pub fn finish(self) -> Poster {
        self.poster
    }

    /// Of the finished board, mm.
    pub fn width(&self) -> f32 {
        self.poster.width
    }

    /// How far ink extends beyond the trim.
    pub fn bleed(&self) -> f32 {
        self.poster.bleed
    }

    fn add(&mut self, name: &str, frame: Frame, kind: ElementKind) {
        let id = ElementId(self.poster.elements.len() as u32 + 1);
        let element = Element { name: name.to_owned(), ..Element::new(id, frame, kind) };
        self.poster.elements.push(element);
    }

    /// Gives the last elements their part in the design, where their place does not tell it.
    pub fn last(&mut self, count: usize, role: Role) {
        for element in self.poster.elements.iter_mut().rev().take(count) {
            element.role = Some(role);
        }
    }

    fn shape(&mut self, name: &str, frame: Frame, form: ShapeForm, fill: Fill) {
        self.add(name, frame, ElementKind::Shape(Shape::new(form, Some(fill), None)));
    }

    /// Text meant to be overwritten: longer text is set smaller.
    pub fn text(&mut self, frame: [f32; 4], mut text: Text) {
        if text.fit == Fit::Fixed {
            text = text.clone().shrink(text.size * SMALLEST);
        }
        self.add("", framed(frame), ElementKind::Text(text));
    }

    /// A line of Anton positioned by its baseline: capitals this large are placed optically, not by line
    /// boxes.
    pub fn headline(&mut self, line: &str, at: (f32, f32), width: f32, size: f32, ink: Ink) {
        self.headline_aligned(line, at, width, size, ink, HorizontalAlign::Left);
    }

    pub fn headline_aligned(
        &mut self,
        line: &str,
        (x, baseline): (f32, f32),
        width: f32,
        size: f32,
        ink: Ink,
        align: HorizontalAlign,
    ) {
        // Anton's ascent and descent are 1.176 and 0.329 em; the line box is centred on them.
        let ascent = (LEADING - 1.505) / 2.0 + 1.176;
        let text = Text::new(line, Typeface::Anton, size, ink).line_height(LEADING).align(align);
        // A longer line, set smaller, stays on the baseline instead of moving up to the line above.
        let text = text.vertical(VerticalAlign::Bottom);
        self.text([x, baseline - ascent * size, width, LEADING * size], text);
    }

    pub fn rect(&mut self, name: &str, frame: [f32; 4], fill: Fill) {
        self.shape(name, framed(frame), ShapeForm::Rectangle { radius: 0.0 }, fill);
    }

    pub fn round(&mut self, name: &str, frame: [f32; 4], radius: f32, ink: Ink) {
        self.shape(name, framed(frame), ShapeForm::Rectangle { radius }, Fill::Solid(ink));
    }

    pub fn ellipse(&mut self, name: &str, frame: [f32; 4], fill: Fill) {
        self.shape(name, framed(frame), ShapeForm::Ellipse, fill);
    }

    /// A figure of the program's own set.
    pub fn motif(&mut self, name: &str, frame: [f32; 4], motif: Motif, ink: Ink) {
        self.shape(name, framed(frame), ShapeForm::Motif(motif), Fill::Solid(ink));
    }

    pub fn polygon(&mut self, name: &str, frame: [f32; 4], corners: u8, ink: Ink) {
        self.shape(name, framed(frame), ShapeForm::Polygon { corners }, Fill::Solid(ink));
    }

    /// Turns the last element about its middle, degrees clockwise.
    pub fn turn(&mut self, degrees: f32) {
        if let Some(element) = self.poster.elements.last_mut() {
            element.frame.rotation = degrees;
        }
    }

    /// The place of the issuer's logo, and the line with its name.
    pub fn sign(&mut self, logo: [f32; 4], line: [f32; 4], size: f32, ink: Ink) {
        self.logo(logo);
        self.issuer(line, size, ink);
    }

    /// The line with the issuer's name.
    pub fn issuer(&mut self, line: [f32; 4], size: f32, ink: Ink) {
        let text = Text::new(ISSUER, Typeface::BeVietnamProBold, size, ink).line_height(1.3);
        self.text(line, text.vertical(VerticalAlign::Middle));
        self.last(1, Role::Issuer);
    }

    pub fn chevron(&mut self, name: &str, frame: [f32; 4], ink: Ink) {
        self.shape(name, framed(frame), ShapeForm::Chevron, Fill::Solid(ink));
    }

    pub fn line(&mut self, name: &str, from: (f32, f32), to: (f32, f32), ink: Ink, width: f32) {
        // Drawn horizontally, then rotated about its centre: a frame's own line can only slope downwards.
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let length = dx.hypot(dy);
        let (x, y) = (from.0 + (dx - length) / 2.0, from.1 + dy / 2.0);
        let frame = Frame { rotation: dy.atan2(dx).to_degrees(), ..Frame::new(x, y, length, 0.0) };
        self.add(name, frame, ElementKind::Shape(Shape::new(ShapeForm::Line, None, Some((ink, width)))));
    }

    pub fn icon(&mut self, name: &str, x: f32, y: f32, side: f32, ink: Ink) {
        let icon = Icon { name: name.to_owned(), ink };
        self.add("", Frame::new(x, y, side, side), ElementKind::Icon(icon));
    }

    /// An icon centred in a disc.
    pub fn badge(&mut self, icon: &str, x: f32, y: f32, side: f32, disc: Ink, ink: Ink) {
        let inner = side * 0.54;
        let inset = (side - inner) / 2.0;
        self.ellipse("Nền biểu tượng", [x, y, side, side], Fill::Solid(disc));
        self.icon(icon, x + inset, y + inset, inner, ink);
    }

    pub fn qr(&mut self, content: &str, x: f32, y: f32, side: f32) {
        let code = Qr { content: content.to_owned(), ink: Ink::BLACK, paper: Some(Ink::WHITE) };
        self.add("Mã QR", Frame::new(x, y, side, side), ElementKind::Qr(code));
    }

    /// A placeholder for the office's logo, shown entirely.
    pub fn logo(&mut self, frame: [f32; 4]) {
        let picture = Picture::new(String::new(), PictureFit::Contain);
        self.add("Logo cơ quan", framed(frame), ElementKind::Picture(picture));
        self.last(1, Role::Logo);
    }

    pub fn picture(&mut self, name: &str, frame: [f32; 4]) {
        let picture = Picture::new(String::new(), PictureFit::Cover);
        self.add(name, framed(frame), ElementKind::Picture(picture));
    }
}

fn framed([x, y, width, height]: [f32; 4]) -> Frame {
    Frame::new(x, y, width, height)
}
