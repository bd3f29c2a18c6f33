//! Draws where the sheet is folded, and what its panels are then.

use iced::widget::canvas::{Frame as Sketch, LineDash, Path, Stroke, Text};
use iced::{Color, Pixels, Point, Size, alignment};

use crate::poster::Frame;
use crate::ui::font;
use crate::ui::theme::Tokens;

use super::MarksLayer;

const LINE: Color = Color::from_rgb(0.55, 0.2, 0.75);
const HALO: Color = Color::from_rgba(1.0, 1.0, 1.0, 0.6);

impl MarksLayer<'_> {
    pub(super) fn folds(&self, sketch: &mut Sketch, tokens: &Tokens) {
        let (poster, camera, side) = (&self.0.poster, self.0.camera, self.0.side);
        let folds = poster.folds_of(side);
        if folds.is_empty() {
            return;
        }
        let board = camera.rectangle(Frame::new(0.0, 0.0, poster.width, poster.height));
        for fold in &folds {
            let x = camera.view((*fold, 0.0)).x.floor() + 0.5;
            let line = Path::line(Point::new(x, board.y - 6.0), Point::new(x, board.y + board.height + 6.0));
            sketch.stroke(&line, Stroke::default().with_color(HALO).with_width(3.0));
            let line_dash = LineDash { segments: &[7.0, 4.0], offset: 0 };
            sketch.stroke(&line, Stroke { line_dash, ..Stroke::default().with_color(LINE).with_width(1.0) });
        }
        let Some(names) = poster.panels(side) else { return };
        let mut edges = vec![0.0];
        edges.extend(&folds);
        edges.push(poster.width);
        let y = board.y + board.height + (poster.bleed * camera.scale).max(5.0) + 8.0;
        // A plate beneath the words, so that they are painted anew with it.
        sketch.fill_rectangle(Point::new(board.x, y), Size::new(board.width, 18.0), Color::TRANSPARENT);
        for (name, ends) in names.iter().zip(edges.windows(2)) {
            let middle = camera.view((f32::midpoint(ends[0], ends[1]), 0.0)).x;
            sketch.fill_text(Text {
                content: (*name).to_owned(),
                position: Point::new(middle, y),
                color: tokens.text_secondary,
                size: Pixels(12.0),
                font: font::MEDIUM,
                align_x: alignment::Horizontal::Center.into(),
                ..Text::default()
            });
        }
    }
}
