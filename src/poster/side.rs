//! The sides of a sheet: leaflets, and flags seen from both directions.

use serde::{Deserialize, Serialize};

use super::{Element, Fill, Poster};

/// A further side. Ids of elements are unique on all sides together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Side {
    pub background: Fill,
    pub elements: Vec<Element>,
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

    /// Each side as a poster of its own.
    pub fn each_side(&self) -> impl Iterator<Item = Self> + '_ {
        (0..self.side_count()).map(|side| {
            let mut poster = self.clone();
            poster.turn(side);
            poster.sides.clear();
            if side % 2 == 1 {
                // The back is turned about the upright axis.
                poster.folds = self.folds.iter().rev().map(|fold| self.width - fold).collect();
            }
            poster
        })
    }

    /// The elements of all sides.
    pub fn all_elements(&self) -> impl Iterator<Item = &Element> {
        self.elements.iter().chain(self.sides.iter().flat_map(|side| &side.elements))
    }
}
