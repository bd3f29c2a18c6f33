//! The sides of a sheet: leaflets, and flags seen from both directions.

use serde::{Deserialize, Serialize};

use super::{Element, ElementId, Fill, Poster};

/// A further side. Ids of elements are unique on all sides together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Side {
    pub background: Fill,
    pub elements: Vec<Element>,
}

/// How a leaflet is folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Folding {
    /// Not at all.
    Flat,
    /// Once in the middle.
    Half,
    /// In three, one third into the other: that one is narrower, so that it lies flat inside.
    Inward,
    /// In three, to and fro.
    Zigzag,
}

/// How much narrower the panel that is folded in is, mm.
const TUCK: f32 = 3.0;

impl Folding {
    pub const ALL: [Self; 4] = [Self::Flat, Self::Half, Self::Inward, Self::Zigzag];

    /// For people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Flat => "Không gấp",
            Self::Half => "Gấp đôi",
            Self::Inward => "Gấp ba, gập vào trong",
            Self::Zigzag => "Gấp ba chữ Z",
        }
    }

    /// Where a sheet of this width is folded, mm from the left of its outer side.
    pub fn folds(self, width: f32) -> Vec<f32> {
        let third = width / 3.0;
        match self {
            Self::Flat => Vec::new(),
            Self::Half => vec![width / 2.0],
            Self::Inward => {
                let tucked = (third - TUCK * 2.0 / 3.0).round();
                vec![tucked, tucked + (width - tucked) / 2.0]
            }
            Self::Zigzag => vec![third, third * 2.0],
        }
    }

    /// Whether a poster is folded so.
    pub fn is_of(self, poster: &Poster) -> bool {
        let folds = self.folds(poster.width);
        folds.len() == poster.folds.len() && folds.iter().zip(&poster.folds).all(|(a, b)| (a - b).abs() < 0.5)
    }

    fn panels(self, side: usize) -> Option<&'static [&'static str]> {
        Some(match (self, side) {
            (Self::Half, 0) => &["Bìa sau", "Bìa trước"],
            (Self::Half, 1) => &["Trang trong 1", "Trang trong 2"],
            (Self::Inward, 0) => &["Tờ gập vào", "Bìa sau", "Bìa trước"],
            (Self::Inward, 1) => &["Trang trong 1", "Trang trong 2", "Trang trong 3"],
            (Self::Zigzag, 0) => &["Bìa trước", "Trang 2", "Trang 3"],
            (Self::Zigzag, 1) => &["Bìa sau", "Trang 5", "Trang 4"],
            _ => return None,
        })
    }
}

impl Poster {
    /// How many sides are printed.
    pub fn side_count(&self) -> usize {
        self.sides.len() + 1
    }

    /// Exchanges the first side with another one, 0 being itself: everything then works on that side. Turned
    /// once more, it is as before. A side that does not exist changes nothing.
    pub fn turn(&mut self, side: usize) {
        let Some(other) = side.checked_sub(1).and_then(|index| self.sides.get_mut(index)) else { return };
        std::mem::swap(&mut self.background, &mut other.background);
        std::mem::swap(&mut self.elements, &mut other.elements);
    }

    /// The side that an element lies on.
    pub fn side_of(&self, id: ElementId) -> Option<usize> {
        (0..self.side_count()).find(|side| {
            let elements = match side.checked_sub(1) {
                None => &self.elements,
                Some(index) => &self.sides[index].elements,
            };
            elements.iter().any(|element| element.id == id)
        })
    }

    /// Where a side is folded, mm from its own left edge: the back is turned about the upright axis.
    pub fn folds_of(&self, side: usize) -> Vec<f32> {
        if side.is_multiple_of(2) {
            return self.folds.clone();
        }
        self.folds.iter().rev().map(|fold| self.width - fold).collect()
    }

    /// What the panels of a side are when the sheet is folded, from left to right; none for folds of no known kind.
    pub fn panels(&self, side: usize) -> Option<&'static [&'static str]> {
        let folding = Folding::ALL.into_iter().find(|folding| folding.is_of(self))?;
        folding.panels(side)
    }

    /// Adds a further side: blank, or the same as a side that is there. Ids stay unique on all sides together.
    pub fn add_side(&mut self, like: Option<usize>) {
        let mut source = self.clone();
        source.turn(like.unwrap_or(0));
        let (background, mut elements) = match like {
            Some(_) => (source.background, source.elements),
            None => (Fill::Solid(super::Ink::WHITE), Vec::new()),
        };
        for (element, id) in elements.iter_mut().zip(self.free_id().0..) {
            (element.id, element.link) = (ElementId(id), None);
        }
        self.sides.push(Side { background, elements });
    }

    /// Removes a side; the next one takes its place. The last one stays.
    pub fn remove_side(&mut self, side: usize) {
        match side.checked_sub(1) {
            Some(index) if index < self.sides.len() => drop(self.sides.remove(index)),
            None if !self.sides.is_empty() => {
                let Side { background, elements } = self.sides.remove(0);
                (self.background, self.elements) = (background, elements);
            }
            _ => {}
        }
    }

    /// Each side as a poster of its own.
    pub fn each_side(&self) -> impl Iterator<Item = Self> + '_ {
        (0..self.side_count()).map(|side| {
            let mut poster = self.clone();
            poster.turn(side);
            poster.sides.clear();
            poster.folds = self.folds_of(side);
            poster
        })
    }

    /// The elements of all sides.
    pub fn all_elements(&self) -> impl Iterator<Item = &Element> {
        self.elements.iter().chain(self.sides.iter().flat_map(|side| &side.elements))
    }
}
