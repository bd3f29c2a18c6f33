//! The rulers along the upper and the left edge of the view: in metres for large boards, else in millimetres.

use iced::widget::canvas::{Frame as Sketch, Path, Stroke, Text};
use iced::{Color, Pixels, Point, Size, alignment};

use crate::poster::Frame;
use crate::poster::size::decimal;
use crate::ui::font;
use crate::ui::screen::poster::figure::number;
use crate::ui::theme::Tokens;

use super::MarksLayer;

/// Their thickness, logical pixels.
pub(in super::super) const RULER: f32 = 20.0;

/// Between two figures at least, logical pixels.
const APART: f32 = 64.0;

impl MarksLayer<'_> {
    /// Drawn last, because they cover what lies beneath.
    pub(super) fn ruler(&self, sketch: &mut Sketch, tokens: &Tokens) {
        let (poster, camera, view) = (&self.0.poster, self.0.camera, self.0.view);
        sketch.fill_rectangle(Point::ORIGIN, Size::new(view.width, RULER), tokens.surface);
        sketch.fill_rectangle(Point::ORIGIN, Size::new(RULER, view.height), tokens.surface);
        // The board, and what is chosen on it.
        let board = Frame::new(0.0, 0.0, poster.width, poster.height);
        let chosen: Vec<Frame> =
            self.0.selection.iter().filter_map(|id| self.0.shown(*id)).map(Frame::bounds).collect();
        let chosen = (!chosen.is_empty()).then(|| Frame::around(chosen.into_iter()));
        let mut band = |frame: Frame, color: Color| {
            let area = camera.rectangle(frame);
            let (left, right) = (area.x.max(RULER), (area.x + area.width).min(view.width));
            let (top, bottom) = (area.y.max(RULER), (area.y + area.height).min(view.height));
            sketch.fill_rectangle(Point::new(left, 0.0), Size::new((right - left).max(0.0), RULER), color);
            sketch.fill_rectangle(Point::new(0.0, top), Size::new(RULER, (bottom - top).max(0.0)), color);
        };
        band(board, tokens.sunken);
        if let Some(chosen) = chosen {
            band(chosen, tokens.accent.scale_alpha(0.22));
        }

        let is_metres = poster.width.max(poster.height) >= 2000.0;
        let steps = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0, 5000.0];
        let step = steps.into_iter().find(|step| step * camera.scale >= APART).unwrap_or(10_000.0);
        // Fifths or halves between the figures, whole millimetres at least.
        let parts: i64 = [10, 5, 2].into_iter().find(|parts| step / (*parts as f32) >= 1.0).unwrap_or(1);
        let part = step / parts as f32;
        let word = |at: f32| if is_metres { decimal(at / 1000.0) } else { number(at) };
        let base =
            Text { color: tokens.text_secondary, size: Pixels(10.0), font: font::FIGURES, ..Text::default() };
        let (from, to) = (camera.board(Point::ORIGIN), camera.board(Point::new(view.width, view.height)));
        let range = |from: f32, to: f32| (from / part).floor() as i64..=(to / part).ceil() as i64;
        let length = |index: i64| if index % parts == 0 { RULER } else { 5.0 };
        let ticks = Path::new(|path| {
            for index in range(from.0, to.0) {
                let x = camera.view((index as f32 * part, 0.0)).x.round() + 0.5;
                if x > RULER {
                    path.move_to(Point::new(x, RULER - length(index)));
                    path.line_to(Point::new(x, RULER));
                }
            }
            for index in range(from.1, to.1) {
                let y = camera.view((0.0, index as f32 * part)).y.round() + 0.5;
                if y > RULER {
                    path.move_to(Point::new(RULER - length(index), y));
                    path.line_to(Point::new(RULER, y));
                }
            }
        });
        sketch.stroke(&ticks, Stroke::default().with_color(tokens.line).with_width(1.0));
        for index in range(from.0, to.0).filter(|index| index % parts == 0) {
            let x = camera.view((index as f32 * part, 0.0)).x.round();
            if x > RULER {
                let position = Point::new(x + 4.0, 3.0);
                sketch.fill_text(Text { content: word(index as f32 * part), position, ..base.clone() });
            }
        }
        for index in range(from.1, to.1).filter(|index| index % parts == 0) {
            let y = camera.view((0.0, index as f32 * part)).y.round();
            if y > RULER {
                upright(sketch, &base, Point::new(4.0, y - 4.0), &word(index as f32 * part));
            }
        }
        sketch.fill_rectangle(Point::ORIGIN, Size::new(RULER, RULER), tokens.surface);
        sketch.fill_text(Text {
            content: if is_metres { "m" } else { "mm" }.to_owned(),
            position: Point::new(RULER / 2.0, RULER / 2.0),
            align_x: alignment::Horizontal::Center.into(),
            align_y: alignment::Vertical::Center,
            ..base
        });
        let edges = Path::new(|path| {
            path.move_to(Point::new(0.0, RULER + 0.5));
            path.line_to(Point::new(view.width, RULER + 0.5));
            path.move_to(Point::new(RULER + 0.5, 0.0));
            path.line_to(Point::new(RULER + 0.5, view.height));
        });
        sketch.stroke(&edges, Stroke::default().with_color(tokens.line).with_width(1.0));
    }
}

/// A word read from below, as on the ruler at the left.
fn upright(sketch: &mut Sketch, base: &Text, at: Point, word: &str) {
    sketch.with_save(|sketch| {
        sketch.translate(iced::Vector::new(at.x, at.y));
        sketch.rotate(-std::f32::consts::FRAC_PI_2);
        sketch.fill_text(Text { content: word.to_owned(), position: Point::ORIGIN, ..base.clone() });
    });
}
