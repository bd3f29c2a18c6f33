//! Gradients: colours along a line or outwards from a centre.

use super::{Color, Point};

/// Colours that change over an outline. Before the first stop and after the last the colour stays.
#[derive(Debug, Clone, PartialEq)]
pub struct Gradient {
    /// By rising position, 0 to 1; at least one.
    pub stops: Vec<Stop>,
    pub spread: Spread,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stop {
    /// 0 at the start or the centre, 1 at the end or the rim.
    pub at: f32,
    pub color: Color,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Spread {
    Linear {
        start: Point,
        end: Point,
    },
    /// A circle; a group's transform makes an ellipse of it.
    Radial {
        center: Point,
        radius: f32,
    },
}

impl Gradient {
    /// From one colour to another.
    pub fn linear(from: Color, to: Color, start: Point, end: Point) -> Self {
        let stops = vec![Stop { at: 0.0, color: from }, Stop { at: 1.0, color: to }];
        Self { stops, spread: Spread::Linear { start, end } }
    }

    /// The colour at a position, 0 to 1.
    pub fn at(&self, position: f32) -> Color {
        let next = self.stops.iter().position(|stop| stop.at > position);
        match next {
            None => self.stops.last().map_or(Color::WHITE, |stop| stop.color),
            Some(0) => self.stops[0].color,
            Some(next) => {
                let (from, to) = (self.stops[next - 1], self.stops[next]);
                from.color.toward(to.color, (position - from.at) / (to.at - from.at))
            }
        }
    }

    pub(super) fn each_point(&mut self, mut change: impl FnMut(&mut Point)) {
        match &mut self.spread {
            Spread::Linear { start, end } => [start, end].into_iter().for_each(change),
            Spread::Radial { center, .. } => change(center),
        }
    }

    pub(super) fn each_color(&mut self, change: impl Fn(Color) -> Color) {
        for stop in &mut self.stops {
            stop.color = change(stop.color);
        }
    }
}
