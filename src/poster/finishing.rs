//! What the workshop does to a printed banner: hems sewn along its edges, eyelets punched through them.

use serde::{Deserialize, Serialize};

/// The cloth beyond the trim is folded behind and sewn: the seam lies this far inside the finished edge.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finishing {
    /// Millimetres; zero is a cut edge.
    #[serde(default)]
    pub hem: f32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub eyelets: Option<Eyelets>,
}

/// Metal rings for the cords.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Eyelets {
    /// Over the whole ring, mm.
    pub diameter: f32,
    /// At most so far from one to the next, mm.
    pub pitch: f32,
    #[serde(default)]
    pub edges: EyeletEdges,
}

/// Where the rings stand; a corner has one whichever edges do.
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
    /// A banner across a road: hem of 3 cm, a ring each half metre (the trade's custom).
    pub const BANNER: Self =
        Self { hem: 30.0, eyelets: Some(Eyelets { diameter: 20.0, pitch: 500.0, edges: EyeletEdges::All }) };
    /// Cloth down a pole: the same hem, tied above and below.
    pub const FLAG: Self = Self {
        hem: 30.0,
        eyelets: Some(Eyelets { diameter: 20.0, pitch: 500.0, edges: EyeletEdges::TopAndBottom }),
    };

    /// How far inside the trim nothing that is to be read may stand, mm.
    pub fn reach(self) -> f32 {
        let rings = self.eyelets.map_or(0.0, |eyelets| self.inset() + eyelets.diameter / 2.0);
        self.hem.max(rings)
    }

    /// From the trim to the middle of a ring: the middle of the hem, but never nearer than a ring is wide.
    fn inset(self) -> f32 {
        self.hem.max(self.eyelets.map_or(0.0, |eyelets| eyelets.diameter * 1.5)) / 2.0
    }

    /// Middles of the rings on a board of this size, mm from the trim's top left corner: one at each end of an
    /// edge, the others evenly between and no farther apart than the pitch.
    pub fn rings(self, width: f32, height: f32) -> Vec<(f32, f32)> {
        let Some(Eyelets { pitch, edges, .. }) = self.eyelets else { return Vec::new() };
        let inset = self.inset();
        let (left, top, right, bottom) = (inset, inset, width - inset, height - inset);
        let across = stops(left, right, pitch);
        // The ends of the sides are the corners, which the edges above and below have.
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

/// From one end to the other in even steps of at most `pitch`.
fn stops(from: f32, to: f32, pitch: f32) -> Vec<f32> {
    let gaps = ((to - from) / pitch - 0.001).ceil().clamp(1.0, MOST_GAPS);
    (0..=gaps as u16).map(|index| from + (to - from) * f32::from(index) / gaps).collect()
}

/// A ring each centimetre along ten metres: more is a slip of the hand.
const MOST_GAPS: f32 = 1000.0;
