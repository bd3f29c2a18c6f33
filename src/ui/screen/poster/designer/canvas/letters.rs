//! Draws the caret and the selected letters of a text that is edited on the board.

use iced::widget::canvas::{Frame as Sketch, Path, Stroke};

use super::{HALO, MarksLayer, accent};
use crate::poster::caret::{self, Caret};

impl MarksLayer<'_> {
    pub(super) fn letters(&self, sketch: &mut Sketch) {
        let designer = self.0;
        let Some(part) = designer.edited() else { return };
        let at = |(x, y): (f32, f32)| designer.camera.view(part.frame.place(x, y));
        let lines = designer.caret_lines();
        if let Some(letters) = designer.letters() {
            for line in lines {
                let chosen = |caret: &&Caret| (letters.start..=letters.end).contains(&caret.at);
                let ends: Vec<&Caret> = line.iter().filter(chosen).collect();
                for pair in ends.windows(2) {
                    let area = Path::new(|path| {
                        path.move_to(at(pair[0].head));
                        path.line_to(at(pair[1].head));
                        path.line_to(at(pair[1].foot));
                        path.line_to(at(pair[0].foot));
                        path.close();
                    });
                    sketch.fill(&area, accent().scale_alpha(0.3));
                }
            }
        }
        let Some((_, place)) = caret::find(lines, designer.caret()) else { return };
        let line = Path::line(at(place.head), at(place.foot));
        sketch.stroke(&line, Stroke::default().with_color(HALO).with_width(4.0));
        sketch.stroke(&line, Stroke::default().with_color(accent()).with_width(2.0));
    }
}
