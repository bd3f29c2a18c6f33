//! The marks in the margin of a text editor, beside the lines that have comments.

use std::cell::RefCell;

use iced::advanced::text::{self, Renderer as _, Text};
use iced::mouse::{Button, Cursor, Event as Mouse};
use iced::{Event, Pixels, Point, Rectangle, Size, Theme, alignment};

use super::recorder::Lines;
use crate::ui::font;
use crate::ui::icon::{self, Icon};
use crate::ui::theme::{Tokens, size};

/// Width of a mark with its number, logical pixels.
const WIDTH: f32 = 34.0;
/// How far to the left of the text a mark begins, logical pixels.
const BESIDE: f32 = 44.0;
const ICON: f32 = 13.0;

/// Where the marks are is known once they are drawn.
pub(super) struct Margin {
    /// Line (from 0) and number.
    marks: Vec<(usize, usize)>,
    drawn: RefCell<Vec<(usize, Rectangle)>>,
}

impl Margin {
    pub fn new(marks: Vec<(usize, usize)>) -> Self {
        Self { marks, drawn: RefCell::default() }
    }

    pub fn draw(&self, lines: Lines, bounds: Rectangle, renderer: &mut iced::Renderer, theme: &Theme) {
        let mut drawn = self.drawn.borrow_mut();
        drawn.clear();
        for (line, top) in lines.tops {
            let Ok(at) = self.marks.binary_search_by_key(&line, |(line, _)| *line) else { continue };
            let left = bounds.x + (lines.left - bounds.x - BESIDE).max(0.0);
            let area = Rectangle::new(Point::new(left, top), Size::new(WIDTH, lines.row));
            let color = Tokens::of(theme).warn;
            let middle = area.center_y();
            let icon = label(Icon::Message.code_point().to_string(), icon::FONT, ICON);
            renderer.fill_text(icon, Point::new(left + 4.0, middle), color, bounds);
            let number = label(self.marks[at].1.to_string(), font::FIGURES, size::CAPTION);
            renderer.fill_text(number, Point::new(left + 4.0 + ICON + 3.0, middle), color, bounds);
            drawn.push((line, area));
        }
    }

    pub fn mark_under(&self, bounds: Rectangle, cursor: Cursor) -> Option<usize> {
        let at = cursor.position_over(bounds)?;
        self.drawn.borrow().iter().find(|(_, area)| area.contains(at)).map(|(line, _)| *line)
    }

    /// The line whose mark is pressed by an event.
    pub fn pressed(&self, event: &Event, bounds: Rectangle, cursor: Cursor) -> Option<usize> {
        let is_press = matches!(event, Event::Mouse(Mouse::ButtonPressed(Button::Left)));
        self.mark_under(bounds, cursor).filter(|_| is_press)
    }
}

fn label(content: String, font: iced::Font, size: f32) -> Text {
    Text {
        content,
        bounds: Size::INFINITE,
        size: Pixels(size),
        line_height: text::LineHeight::Relative(1.0),
        font,
        align_x: text::Alignment::Left,
        align_y: alignment::Vertical::Center,
        shaping: text::Shaping::Basic,
        wrapping: text::Wrapping::None,
    }
}
