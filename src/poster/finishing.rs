//! Finishing of a printed banner: hems along its edges, eyelets punched through them.

use serde::{Deserialize, Serialize};

/// The material beyond the trim is folded back and sewn; the seam is this far inside the finished edge.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finishing {
    /// Millimetres; zero is a cut edge without a hem.
    #[serde(default)]
    pub hem: f32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub eyelets: Option<Eyelets>,
}

/// Metal eyelets for the cords.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Eyelets {
    /// Outer diameter, mm.
    pub diameter: f32,
    /// Maximum distance between eyelets, mm.
    pub pitch: f32,
    #[serde(default)]
    pub edges: EyeletEdges,
}

/// The edges with eyelets; a corner has one if either edge has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum EyeletEdges {
    #[default]
    All,
    TopAndBottom,
    LeftAndRight,
    Top,
    Corners,
}

impl EyeletEdges {
    pub const ALL: [Self; 5] = [Self::All, Self::TopAndBottom, Self::LeftAndRight, Self::Top, Self::Corners];

    pub fn name(self) -> &'static str {
        match self {
            Self::All => "Bốn cạnh",
            Self::TopAndBottom => "Cạnh trên và dưới",
            Self::LeftAndRight => "Hai cạnh bên",
            Self::Top => "Cạnh trên",
            Self::Corners => "Bốn góc",
        }
    }
}

impl Finishing {
    /// A banner across a road: hem of 3 cm, an eyelet every half metre (trade custom).
    pub const BANNER: Self =
        Self { hem: 30.0, eyelets: Some(Eyelets { diameter: 20.0, pitch: 500.0, edges: EyeletEdges::All }) };
    /// A flag on a pole: the same hem, tied at top and bottom.
    pub const FLAG: Self = Self {
        hem: 30.0,
        eyelets: Some(Eyelets { diameter: 20.0, pitch: 500.0, edges: EyeletEdges::TopAndBottom }),
    };

    /// How far from the trim readable content must stay, mm.
    pub fn reach(self) -> f32 {
        let rings = self.eyelets.map_or(0.0, |eyelets| self.inset() + eyelets.diameter / 2.0);
        self.hem.max(rings)
    }

    /// From the trim to the centre of an eyelet: the middle of the hem, but at least an eyelet's width.
    fn inset(self) -> f32 {
        self.hem.max(self.eyelets.map_or(0.0, |eyelets| eyelets.diameter * 1.5)) / 2.0
    }

    /// Centres of the eyelets on a board of this size, mm from the trim's top left corner: one at each end of
    /// an edge, the others evenly between, at most the pitch apart.
    pub fn rings(self, width: f32, height: f32) -> Vec<(f32, f32)> {
        let Some(Eyelets { pitch, edges, .. }) = self.eyelets else { return Vec::new() };
        let inset = self.inset();
        let (left, top, right, bottom) = (inset, inset, width - inset, height - inset);
        let across = stops(left, right, pitch);
        // The ends of the sides are the corners, which the top and bottom edges have already.
        let sides = stops(top, bottom, pitch);
        let sides = &sides[1..sides.len() - 1];
        let ends = vec![left, right];
        let (above, below, beside) = match edges {
            EyeletEdges::All => (across.clone(), across, sides),
            EyeletEdges::TopAndBottom => (across.clone(), across, [].as_slice()),
            EyeletEdges::LeftAndRight => (ends.clone(), ends, sides),
            EyeletEdges::Top => (across, ends, [].as_slice()),
            EyeletEdges::Corners => (ends.clone(), ends, [].as_slice()),
        };
        let above = above.into_iter().map(|x| (x, top));
        let beside = beside.iter().flat_map(|y| [(left, *y), (right, *y)]);
        above.chain(beside).chain(below.into_iter().map(|x| (x, bottom))).collect()
    }
}

/// Positions from one end to the other in equal steps of at most `pitch`.
fn stops(from: f32, to: f32, pitch: f32) -> Vec<f32> {
    let gaps = ((to - from) / pitch - 0.001).ceil().clamp(1.0, MOST_GAPS);
    (0..=gaps as u16).map(|index| from + (to - from) * f32::from(index) / gaps).collect()
}

/// An eyelet every centimetre over ten metres: more is a typing mistake.
const MOST_GAPS: f32 = 1000.0;
