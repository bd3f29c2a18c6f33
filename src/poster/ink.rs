//! Inks, and fills of one ink or of inks that change along a line.

use serde::{Deserialize, Serialize};

/// Process ink, percent 0–100.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ink {
    pub c: f32,
    pub m: f32,
    pub y: f32,
    pub k: f32,
}

impl Ink {
    pub const WHITE: Self = Self::new(0.0, 0.0, 0.0, 0.0);
    pub const BLACK: Self = Self::new(0.0, 0.0, 0.0, 100.0);

    /// Percent.
    pub const fn new(c: f32, m: f32, y: f32, k: f32) -> Self {
        Self { c, m, y, k }
    }

    /// Total ink, percent; presses take up to about 300.
    pub fn total(self) -> f32 {
        self.c + self.m + self.y + self.k
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Fill {
    Solid(Ink),
    /// From one ink to the other along `angle` degrees (0: left to right, 90: top to bottom).
    Linear {
        from: Ink,
        to: Ink,
        angle: f32,
        /// Further inks on the way.
        #[serde(default, skip_serializing_if = "Middle::is_empty")]
        middle: Middle,
    },
}

/// Between the two ends of a gradient.
const MOST: usize = 3;

/// An ink on the way from one end of a gradient to the other.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stop {
    /// 0 at the start, 1 at the end.
    pub at: f32,
    pub ink: Ink,
}

/// The inks between the ends of a gradient, at most three, by rising place.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(try_from = "Vec<Stop>", into = "Vec<Stop>")]
pub struct Middle([Option<Stop>; MOST]);

impl Middle {
    pub const NONE: Self = Self([None; MOST]);

    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
    pub fn is_empty(&self) -> bool {
        self.0[0].is_none()
    }

    pub fn is_full(&self) -> bool {
        self.0.iter().all(Option::is_some)
    }

    pub fn stops(self) -> impl Iterator<Item = Stop> {
        self.0.into_iter().flatten()
    }

    pub(super) fn stops_mut(&mut self) -> impl Iterator<Item = &mut Stop> {
        self.0.iter_mut().flatten()
    }

    /// These stops by their places; none where they are too many.
    pub fn new(stops: impl IntoIterator<Item = Stop>) -> Option<Self> {
        let mut all: Vec<Stop> = stops.into_iter().collect();
        all.sort_by(|a, b| a.at.total_cmp(&b.at));
        let mut middle = Self::NONE;
        for (index, stop) in all.into_iter().enumerate() {
            *middle.0.get_mut(index)? = Some(stop);
        }
        Some(middle)
    }
}

impl TryFrom<Vec<Stop>> for Middle {
    type Error = &'static str;

    fn try_from(stops: Vec<Stop>) -> Result<Self, Self::Error> {
        Self::new(stops).ok_or("chuyển màu có nhiều nhất ba màu giữa")
    }
}

impl From<Middle> for Vec<Stop> {
    fn from(middle: Middle) -> Self {
        middle.stops().collect()
    }
}

impl Fill {
    /// From one ink to the other along `angle` degrees.
    pub const fn linear(from: Ink, to: Ink, angle: f32) -> Self {
        Self::Linear { from, to, angle, middle: Middle::NONE }
    }

    /// The inks along a gradient, ends included; the same one twice for a solid fill.
    pub fn stops(self) -> impl Iterator<Item = Stop> {
        let (from, to, middle) = match self {
            Self::Solid(ink) => (ink, ink, Middle::NONE),
            Self::Linear { from, to, middle, .. } => (from, to, middle),
        };
        let start = std::iter::once(Stop { at: 0.0, ink: from });
        start.chain(middle.stops()).chain([Stop { at: 1.0, ink: to }])
    }

    /// Its inks: one; of a gradient both ends, then those between them.
    pub fn inks(self) -> impl Iterator<Item = Ink> {
        let (first, last, middle) = match self {
            Self::Solid(ink) => (ink, None, Middle::NONE),
            Self::Linear { from, to, middle, .. } => (from, Some(to), middle),
        };
        std::iter::once(first).chain(last).chain(middle.stops().map(|stop| stop.ink))
    }

    pub(super) fn inks_mut(&mut self) -> Vec<&mut Ink> {
        match self {
            Self::Solid(ink) => vec![ink],
            Self::Linear { from, to, middle, .. } => {
                [from, to].into_iter().chain(middle.stops_mut().map(|stop| &mut stop.ink)).collect()
            }
        }
    }

    /// The inks between the ends of a gradient.
    pub fn middle(self) -> Middle {
        match self {
            Self::Solid(_) => Middle::NONE,
            Self::Linear { middle, .. } => middle,
        }
    }

    /// A gradient with other inks between its ends; a solid fill as it is.
    #[must_use]
    pub fn with_middle(self, middle: Middle) -> Self {
        match self {
            Self::Solid(_) => self,
            Self::Linear { from, to, angle, .. } => Self::Linear { from, to, angle, middle },
        }
    }

    /// With one more ink in the widest gap, as it is there now.
    #[must_use]
    pub fn with_stop(self) -> Self {
        let stops: Vec<Stop> = self.stops().collect();
        let gap = stops.windows(2).max_by(|a, b| (a[1].at - a[0].at).total_cmp(&(b[1].at - b[0].at)));
        let Some([before, after]) = gap else { return self };
        let fresh = Stop { at: f32::midpoint(before.at, after.at), ink: before.ink.toward(after.ink, 0.5) };
        let ink = Ink {
            c: fresh.ink.c.round(),
            m: fresh.ink.m.round(),
            y: fresh.ink.y.round(),
            k: fresh.ink.k.round(),
        };
        let all = self.middle().stops().chain([Stop { ink, ..fresh }]);
        Middle::new(all).map_or(self, |middle| self.with_middle(middle))
    }
}

impl Ink {
    /// A mixture, 0 being this one and 1 the other.
    pub(super) fn toward(self, other: Self, share: f32) -> Self {
        let mix = |a: f32, b: f32| a + (b - a) * share;
        Self::new(mix(self.c, other.c), mix(self.m, other.m), mix(self.y, other.y), mix(self.k, other.k))
    }
}
