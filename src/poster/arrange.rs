//! Aligns elements and distributes them evenly.

use super::{Edit, Element, ElementId, Frame, Poster};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    Left,
    Center,
    Right,
    Top,
    Middle,
    Bottom,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Horizontal,
    Vertical,
}

/// Aligns elements with each other, or a single one with the board. Locked ones do not move.
pub fn align(poster: &Poster, ids: &[ElementId], alignment: Alignment) -> Edit {
    let chosen = chosen(poster, ids);
    let area = match chosen.as_slice() {
        [_] => Frame::new(0.0, 0.0, poster.width, poster.height),
        many => Frame::around(many.iter().map(|element| element.frame.bounds())),
    };
    let moves = chosen.iter().filter(|element| !element.is_locked).filter_map(|element| {
        let bounds = element.frame.bounds();
        let (dx, dy) = match alignment {
            Alignment::Left => (area.x - bounds.x, 0.0),
            Alignment::Center => (area.center().0 - bounds.center().0, 0.0),
            Alignment::Right => (area.x + area.width - bounds.x - bounds.width, 0.0),
            Alignment::Top => (0.0, area.y - bounds.y),
            Alignment::Middle => (0.0, area.center().1 - bounds.center().1),
            Alignment::Bottom => (0.0, area.y + area.height - bounds.y - bounds.height),
        };
        shift(element, dx, dy)
    });
    Edit::All(moves.collect())
}

/// Equalises the gaps between three or more elements; the outermost two do not move.
pub fn distribute(poster: &Poster, ids: &[ElementId], direction: Direction) -> Edit {
    let extent = |element: &Element| {
        let bounds = element.frame.bounds();
        match direction {
            Direction::Horizontal => (bounds.x, bounds.width),
            Direction::Vertical => (bounds.y, bounds.height),
        }
    };
    let mut chosen = chosen(poster, ids);
    chosen.retain(|element| !element.is_locked);
    chosen.sort_by(|a, b| extent(a).0.total_cmp(&extent(b).0));
    let (Some(first), Some(last)) = (chosen.first(), chosen.last()) else { return Edit::All(Vec::new()) };
    if chosen.len() < 3 {
        return Edit::All(Vec::new());
    }
    let (start, _) = extent(first);
    let end = extent(last).0 + extent(last).1;
    let taken: f32 = chosen.iter().map(|element| extent(element).1).sum();
    let gap = (end - start - taken) / (chosen.len() - 1) as f32;
    let mut at = start;
    let moves = chosen.iter().filter_map(|element| {
        let (from, length) = extent(element);
        let by = at - from;
        at += length + gap;
        match direction {
            Direction::Horizontal => shift(element, by, 0.0),
            Direction::Vertical => shift(element, 0.0, by),
        }
    });
    Edit::All(moves.collect())
}

fn chosen<'a>(poster: &'a Poster, ids: &[ElementId]) -> Vec<&'a Element> {
    poster.elements.iter().filter(|element| ids.contains(&element.id)).collect()
}

fn shift(element: &Element, dx: f32, dy: f32) -> Option<Edit> {
    let is_moved = dx.abs() > 0.001 || dy.abs() > 0.001;
    is_moved.then(|| Edit::SetFrame { id: element.id, frame: element.frame.moved(dx, dy) })
}
