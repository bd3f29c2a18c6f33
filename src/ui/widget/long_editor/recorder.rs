//! A renderer that records what a text editor draws.

use iced::advanced::graphics::text::editor::Weak;
use iced::advanced::image::{self, Allocation};
use iced::advanced::renderer::Quad;
use iced::advanced::text::{self, Renderer as _, Text};
use iced::advanced::{Renderer, graphics};
use iced::{Background, Color, Font, Pixels, Point, Rectangle, Theme, Transformation};

use super::buffer::Buffer;
use super::span::{self, Spans, VisiblePart};

/// Records drawing, to repeat it on the window's renderer.
#[derive(Debug)]
pub struct Recorder {
    font: Font,
    size: Pixels,
    drawn: Vec<Drawn>,
    lines: Lines,
    parts: Vec<VisiblePart>,
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
            parts: Vec::new(),
        }
    }

    /// Draws what was recorded, with these spans; returns where the lines are.
    pub fn play(self, renderer: &mut iced::Renderer, spans: &[Spans<'_>], theme: &Theme) -> Lines {
        for drawn in self.drawn {
            match drawn {
                Drawn::Quad(quad, background) => renderer.fill_quad(quad, background),
                Drawn::Text(text, at, color, clip) => renderer.fill_text(text, at, color, clip),
                Drawn::Editor(editor, at, color, clip) => {
                    if let Some(editor) = editor.upgrade() {
                        for (area, look) in span::areas(&editor, &self.parts, spans, self.lines.row) {
                            span::draw(area + (at - Point::ORIGIN), look, clip, renderer, theme);
                        }
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
        self.parts = editor.visible_parts();
        // Only the lines that begin in the view.
        let beginning = self.parts.iter().filter(|part| part.start.column == 0 && part.top > -1.0);
        let tops = beginning.map(|part| (part.start.line, at.y + part.top));
        self.lines = Lines { tops: tops.collect(), left: at.x, row: editor.row() };
        if let Some(editor) = editor.drawn() {
            self.drawn.push(Drawn::Editor(editor, at, color, clip));
        }
    }

    fn fill_text(&mut self, text: Text, at: Point, color: Color, clip: Rectangle) {
        self.drawn.push(Drawn::Text(text, at, color, clip));
    }
}
