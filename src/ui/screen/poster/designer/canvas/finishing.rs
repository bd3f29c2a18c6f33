//! Draws the seam and the eyelets over the print.

use iced::widget::canvas::{self, Frame as Sketch, Path, Stroke};

use super::super::FinishingOverlay;
use super::MarksLayer;
use crate::poster::Frame;

/// The colour of the PDF's layer on a screen.
const INK: iced::Color = iced::Color::from_rgb(0.93, 0.0, 0.55);
const HALO: iced::Color = iced::Color::from_rgba(1.0, 1.0, 1.0, 0.75);

impl MarksLayer<'_> {
    pub(super) fn finishing(&self, sketch: &mut Sketch) {
        let (poster, camera) = (&self.0.poster, self.0.camera);
        let Some(finishing) =
            poster.finishing.filter(|_| self.0.finishing_overlay == FinishingOverlay::Shown)
        else {
            return;
        };
        if finishing.hem > 0.0 {
            let hem = finishing.hem;
            let seam = Frame::new(hem, hem, poster.width - 2.0 * hem, poster.height - 2.0 * hem);
            let area = camera.rectangle(seam);
            let seam = Path::rectangle(area.position(), area.size());
            sketch.stroke(&seam, Stroke::default().with_color(HALO).with_width(1.5));
            let line_dash = canvas::LineDash { segments: &[6.0, 4.0], offset: 0 };
            sketch.stroke(&seam, Stroke { line_dash, ..Stroke::default().with_color(INK).with_width(1.5) });
        }
        // Large enough to be visible.
        let radius = finishing.eyelets.map_or(0.0, |one| one.diameter / 2.0 * camera.scale).max(2.5);
        for ring in finishing.rings(poster.width, poster.height) {
            let ring = Path::circle(camera.view(ring), radius);
            sketch.stroke(&ring, Stroke::default().with_color(HALO).with_width(3.0));
            sketch.stroke(&ring, Stroke::default().with_color(INK).with_width(1.5));
        }
    }
}
