//! Where the inks of a fill lie.

use super::ink::Stop;
use super::{Fill, Frame, Ink};

impl Fill {
    /// The ink of the fill at a point.
    pub fn at(self, frame: Frame, x: f32, y: f32) -> Ink {
        let ((x0, y0), (x1, y1)) = self.axis(frame);
        let (dx, dy) = (x1 - x0, y1 - y0);
        let length = (dx * dx + dy * dy).max(f32::EPSILON);
        let share = (((x - x0) * dx + (y - y0) * dy) / length).clamp(0.0, 1.0);
        let mut last = Stop { at: 0.0, ink: Ink::WHITE };
        for stop in self.stops() {
            if share <= stop.at {
                return last.ink.toward(stop.ink, (share - last.at) / (stop.at - last.at).max(f32::EPSILON));
            }
            last = stop;
        }
        last.ink
    }

    /// The ends of a gradient: along its angle through the centre, as long as the frame's extent in that
    /// direction.
    pub fn axis(self, frame: Frame) -> ((f32, f32), (f32, f32)) {
        let angle = match self {
            Self::Solid(_) => 0.0,
            Self::Linear { angle, .. } => angle,
        };
        let (sin, cos) = angle.to_radians().sin_cos();
        let (cx, cy) = frame.center();
        let half = f32::midpoint(frame.width * cos.abs(), frame.height * sin.abs());
        ((cx - half * cos, cy - half * sin), (cx + half * cos, cy + half * sin))
    }
}
