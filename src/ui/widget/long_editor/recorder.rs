//! A renderer that records what a text editor draws.

use iced::advanced::graphics::text::editor::Weak;
use iced::advanced::image::{self, Allocation};
use iced::advanced::renderer::Quad;
use iced::advanced::text::{self, Renderer as _, Text};
use iced::advanced::{Renderer, graphics};
use iced::{Background, Color, Font, Pixels, Point, Rectangle, Transformation, Vector};

use super::Found;
use super::buffer::Buffer;
use crate::ui::theme::style;

/// Records drawing, to repeat it on the window's renderer.
#[derive(Debug)]
pub struct Recorder {
    font: Font,
    size: Pixels,
    drawn: Vec<Drawn>,
    lines: Lines,
    found: Found,
}

/// The lines of the editor that are visible.
#[derive(Debug, Clone, Default)]
pub struct Lines {
    /// Each with the top of its first row in the window.
    pub tops: Vec<(usize, f32)>,
    /// The left edge of the text in the window.
    pub left: f32,
    /// The height of a row, logical pixels.
    pub row: f32,
}

#[derive(Debug)]
enum Drawn {
    Quad(Quad, Background),
    Text(Text, Point, Color, Rectangle),
    Editor(Weak, Point, Color, Rectangle),
}

impl Recorder {
    pub fn of(renderer: &iced::Renderer) -> Self {
        Self {
            font: renderer.default_font(),
            size: renderer.default_size(),
            drawn: Vec::new(),
            lines: Lines::default(),
            found: Found::default(),
        }
    }

    /// The same, marking words.
    #[must_use]
    pub fn marking(self, found: &Found) -> Self {
        Self { found: found.clone(), ..self }
    }

    /// Draws the background of the words to mark.
    fn mark(&mut self, editor: &Buffer, at: Point, clip: Rectangle) {
        let (found, current) = self.found.clone();
        for (index, area) in editor.areas(&found) {
            let Some(bounds) = (area + Vector::new(at.x, at.y)).intersection(&clip) else { continue };
            let color = if current == Some(index) { style::FOUND_CURRENT } else { style::FOUND };
            let quad = Quad { bounds, border: iced::border::rounded(2), ..Quad::default() };
            self.drawn.push(Drawn::Quad(quad, color.into()));
        }
    }

    /// Draws what was recorded; returns where the lines are.
    pub fn play(self, renderer: &mut iced::Renderer) -> Lines {
        for drawn in self.drawn {
            match drawn {
                Drawn::Quad(quad, background) => renderer.fill_quad(quad, background),
                Drawn::Text(text, at, color, clip) => renderer.fill_text(text, at, color, clip),
                Drawn::Editor(editor, at, color, clip) => {
                    if let Some(editor) = editor.upgrade() {
                        renderer.fill_editor(&editor, at, color, clip);
                    }
                }
            }
        }
        self.lines
    }
}

/// A text editor draws only quads and text, without layers.
impl Renderer for Recorder {
    fn start_layer(&mut self, _: Rectangle) {}

    fn end_layer(&mut self) {}

    fn start_transformation(&mut self, _: Transformation) {}

    fn end_transformation(&mut self) {}

    fn fill_quad(&mut self, quad: Quad, background: impl Into<Background>) {
        self.drawn.push(Drawn::Quad(quad, background.into()));
    }

    fn reset(&mut self, _: Rectangle) {
        self.drawn.clear();
    }

    fn allocate_image(
        &mut self,
        _: &image::Handle,
        then: impl FnOnce(Result<Allocation, image::Error>) + Send + 'static,
    ) {
        then(Err(image::Error::Unsupported));
    }
}

impl text::Renderer for Recorder {
    type Font = Font;
    type Paragraph = graphics::text::Paragraph;
    type Editor = Buffer;

    const ICON_FONT: Font = iced::Renderer::ICON_FONT;
    const CHECKMARK_ICON: char = iced::Renderer::CHECKMARK_ICON;
    const ARROW_DOWN_ICON: char = iced::Renderer::ARROW_DOWN_ICON;
    const SCROLL_UP_ICON: char = iced::Renderer::SCROLL_UP_ICON;
    const SCROLL_DOWN_ICON: char = iced::Renderer::SCROLL_DOWN_ICON;
    const SCROLL_LEFT_ICON: char = iced::Renderer::SCROLL_LEFT_ICON;
    const SCROLL_RIGHT_ICON: char = iced::Renderer::SCROLL_RIGHT_ICON;
    const ICED_LOGO: char = iced::Renderer::ICED_LOGO;

    fn default_font(&self) -> Font {
        self.font
    }

    fn default_size(&self) -> Pixels {
        self.size
    }

    fn fill_paragraph(&mut self, _: &Self::Paragraph, _: Point, _: Color, _: Rectangle) {}

    fn fill_editor(&mut self, editor: &Buffer, at: Point, color: Color, clip: Rectangle) {
        let tops = editor.line_tops().into_iter().map(|(line, top)| (line, at.y + top));
        self.lines = Lines { tops: tops.collect(), left: at.x, row: editor.row() };
        self.mark(editor, at, clip);
        if let Some(editor) = editor.drawn() {
            self.drawn.push(Drawn::Editor(editor, at, color, clip));
        }
    }

    fn fill_text(&mut self, text: Text, at: Point, color: Color, clip: Rectangle) {
        self.drawn.push(Drawn::Text(text, at, color, clip));
    }
}
