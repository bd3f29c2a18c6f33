//! What lies over a text or a QR code, off the board, or is too thin to print.

use super::{Check, Edit, Element, ElementKind, Frame, Rule, Severity, remedy};
use crate::poster::size::at_most;
use crate::poster::{Shape, ShapeForm};

/// The thinnest line that presses print, mm: a quarter of a point.
const HAIRLINE: f32 = 0.088;

/// The points at which a line of text or a QR code is looked at, as shares of its length and height. The edges
/// are left out: a serif may touch.
const ACROSS: [f32; 13] = [0.01, 0.09, 0.17, 0.25, 0.33, 0.41, 0.5, 0.59, 0.67, 0.75, 0.83, 0.91, 0.99];
const DOWN: [f32; 5] = [0.12, 0.3, 0.5, 0.7, 0.88];

impl Check<'_> {
    /// Finds the first element painted over the letters of a text or over a QR code.
    pub(super) fn covered(&mut self, index: usize, element: &Element) {
        let what = match &element.kind {
            ElementKind::Text(_) => "Chữ",
            ElementKind::Qr(_) => "Mã QR",
            _ => return,
        };
        let above = self.poster.elements.iter().enumerate().skip(index + 1);
        let over = above.filter(|(_, over)| !over.is_hidden).find(|(_, over)| self.is_over(element, over));
        let Some((place, over)) = over else { return };
        let name = shortened(&over.label());
        let (message, edit) = if matches!(over.kind, ElementKind::Text(_)) {
            (format!("{what} bị chữ “{name}” đè lên. Hãy dời một trong hai."), self.apart(element, over))
        } else {
            let raise = Edit::Reorder { id: element.id, index: place };
            (
                format!("{what} bị “{name}” che. Hãy dời ra, hoặc đưa lên lớp trên."),
                Some(("Đưa lên trên", raise)),
            )
        };
        self.add(Severity::Error, Rule::Covered, Some(element.id), message);
        if let Some((label, edit)) = edit {
            self.fix(label, edit);
        }
    }

    /// Whether the upper of two elements hides a part of the lower one.
    fn is_over(&self, lower: &Element, upper: &Element) -> bool {
        let (a, b) = (lower.frame.bounds(), upper.frame.bounds());
        // Letters may extend a little beyond their frame, lines have a width.
        let near = self.poster.width.max(self.poster.height) * 0.01;
        let is_apart = |from: f32, length: f32, other: f32, other_length: f32| {
            from > other + other_length + near || other > from + length + near
        };
        if is_apart(a.x, a.width, b.x, b.width) || is_apart(a.y, a.height, b.y, b.height) {
            return false;
        }
        // A small element may lie between the points of a large one.
        self.points(lower)
            .chain(self.points(upper))
            .any(|(x, y)| self.is_inked(upper, x, y) && self.is_inked(lower, x, y))
    }

    /// A grid of points on the board, over each line of a text or over the whole of another element.
    fn points<'a>(&'a self, element: &'a Element) -> impl Iterator<Item = (f32, f32)> + 'a {
        let areas = match &element.kind {
            ElementKind::Text(_) => self.lines(element),
            _ => std::slice::from_ref(&element.frame),
        };
        areas.iter().flat_map(move |area| {
            ACROSS.into_iter().flat_map(move |across| {
                let x = area.x + area.width * across;
                DOWN.into_iter().map(move |down| element.frame.place(x, area.y + area.height * down))
            })
        })
    }

    fn lines(&self, element: &Element) -> &[Frame] {
        self.measured.texts.get(&element.id).map_or(&[], |set| set.lines.as_slice())
    }

    /// Whether an element hides what is below it at a point of the board.
    fn is_inked(&self, element: &Element, x: f32, y: f32) -> bool {
        let within = |area: Frame| {
            let (x, y) = element.frame.local(x, y);
            (area.x..=area.x + area.width).contains(&x) && (area.y..=area.y + area.height).contains(&y)
        };
        match &element.kind {
            ElementKind::Text(_) => self.lines(element).iter().any(|line| {
                // A rule may touch the marks and tails of letters.
                within(Frame { y: line.y + line.height * 0.1, height: line.height * 0.8, ..*line })
            }),
            ElementKind::Shape(Shape { is_cut: true, .. }) => false,
            ElementKind::Shape(shape) => {
                (shape.fill.is_some() || shape.form == ShapeForm::Line) && element.contains(x, y, 0.0)
            }
            ElementKind::Picture(picture) => !picture.path.is_empty() && element.contains(x, y, 0.0),
            ElementKind::Qr(_) | ElementKind::Icon(_) => element.contains(x, y, 0.0),
        }
    }

    /// Moves the upper of two texts just clear of the lower one: up or down, whichever is shorter and stays on
    /// the board.
    fn apart(&self, lower: &Element, upper: &Element) -> Option<(&'static str, Edit)> {
        let area = |element: &Element| {
            let area = self
                .measured
                .texts
                .get(&element.id)
                .map_or(element.frame, |set| set.area.unwrap_or(element.frame));
            remedy::bounds(element, area)
        };
        let (lower, over) = (area(lower), area(upper));
        let gap = over.height.min(lower.height) * 0.1;
        let margin = self.margin();
        let down = lower.y + lower.height + gap - over.y;
        let up = lower.y - gap - over.height - over.y;
        let is_on_board =
            |dy: &f32| over.y + dy >= margin && over.y + dy + over.height <= self.poster.height - margin;
        let ways = [down, up].into_iter().filter(is_on_board);
        let dy = ways.min_by(|a, b| a.abs().total_cmp(&b.abs()))?;
        let edit = Edit::SetFrame { id: upper.id, frame: upper.frame.moved(0.0, dy) };
        Some(("Dời chữ ra", remedy::unlocked(upper, edit)))
    }

    /// An element that is not on the board at all.
    pub(super) fn off_board(&mut self, element: &Element) {
        let bounds = match (&element.kind, self.measured.texts.get(&element.id).and_then(|set| set.area)) {
            (ElementKind::Text(_), Some(area)) => remedy::bounds(element, area),
            _ => element.frame.bounds(),
        };
        let is_off = bounds.x >= self.poster.width
            || bounds.y >= self.poster.height
            || bounds.x + bounds.width <= 0.0
            || bounds.y + bounds.height <= 0.0;
        if !is_off {
            return;
        }
        let name = shortened(&element.label());
        let message = format!("“{name}” nằm ngoài bản vẽ, không được in. Hãy đưa vào hoặc xóa đi.");
        self.add(Severity::Warning, Rule::OffBoard, Some(element.id), message);
        self.fix("Xóa", Edit::Remove(element.id));
    }

    /// A line too thin to print evenly.
    pub(super) fn hairline(&mut self, element: &Element, shape: &Shape) {
        let Some((ink, width)) = shape.stroke.filter(|(_, width)| *width < HAIRLINE) else { return };
        let message = format!(
            "Nét mảnh {} mm, in ra đứt hoặc mất. Nét in được mảnh nhất là 0,1 mm.",
            at_most(width.max(0.0))
        );
        self.add(Severity::Warning, Rule::Hairline, Some(element.id), message);
        // A millimetre is seen as a line from four metres.
        let stroke = Some((ink, (self.poster.viewing_distance / 4.0).max(0.25)));
        let kind = Box::new(ElementKind::Shape(Shape { stroke, ..shape.clone() }));
        self.fix("Tăng bề dày nét", Edit::SetKind { id: element.id, kind });
    }
}

/// The first words of an element's name.
fn shortened(label: &str) -> String {
    const MOST: usize = 40;
    if label.chars().count() <= MOST {
        return label.to_owned();
    }
    label.chars().take(MOST).chain(['…']).collect()
}
