//! Text with a maximum number of lines, truncated with an ellipsis.

use std::borrow::Cow;

use iced::advanced::text::{self, Hit, Paragraph as _, Span};
use iced::advanced::widget::{Tree, tree};
use iced::advanced::{Layout, Widget, layout, mouse, renderer};
use iced::{Font, Length, Pixels, Point, Rectangle, Size, Theme, alignment};

use crate::ui::{Element, font};

type Paragraph = <iced::Renderer as text::Renderer>::Paragraph;

/// Text of at most `lines` lines that fills its width.
pub fn clamp<'a>(content: impl Into<Cow<'a, str>>, lines: u8) -> Clamp<'a> {
    Clamp {
        lead: None,
        content: seen(content.into(), lines),
        lines,
        size: 12.0,
        line: 18.0,
        font: font::REGULAR,
        width: Length::Fill,
        ink: iced::widget::text::default,
    }
}

/// As much as this many lines of the widest screen can show, so that a megabyte of text is not laid out to be
/// cut off.
fn seen(content: Cow<'_, str>, lines: u8) -> Cow<'_, str> {
    const LINE: usize = 1000;
    match (content.char_indices().nth(LINE * usize::from(lines)), content) {
        (None, content) => content,
        (Some((end, _)), Cow::Borrowed(text)) => Cow::Borrowed(&text[..end]),
        (Some((end, _)), Cow::Owned(mut text)) => {
            text.truncate(end);
            Cow::Owned(text)
        }
    }
}

/// The width of a word on one line, logical pixels.
pub(super) fn width_of(word: &str, size: f32) -> f32 {
    clamp(word, 1).size(size, size).set(word, f32::INFINITY).min_width().ceil()
}

pub struct Clamp<'a> {
    /// Digits before the text, on its first line: a time or a count.
    lead: Option<(String, Font)>,
    content: Cow<'a, str>,
    lines: u8,
    size: f32,
    /// Height of a line, logical pixels.
    line: f32,
    font: Font,
    width: Length,
    ink: fn(&Theme) -> iced::widget::text::Style,
}

impl Clamp<'_> {
    #[must_use]
    pub fn lead(mut self, figures: Option<String>, face: Font) -> Self {
        self.lead = figures.map(|figures| (figures, face));
        self
    }

    /// Type size and height of a line, logical pixels.
    #[must_use]
    pub fn size(mut self, size: f32, line: f32) -> Self {
        (self.size, self.line) = (size, line);
        self
    }

    #[must_use]
    pub fn font(mut self, font: Font) -> Self {
        self.font = font;
        self
    }

    #[must_use]
    pub fn style(mut self, ink: fn(&Theme) -> iced::widget::text::Style) -> Self {
        self.ink = ink;
        self
    }

    #[must_use]
    pub fn width(mut self, width: impl Into<Length>) -> Self {
        self.width = width.into();
        self
    }

    fn set(&self, content: &str, width: f32) -> Paragraph {
        let mut spans: Vec<Span<'_, (), Font>> = Vec::with_capacity(2);
        if let Some((lead, face)) = &self.lead {
            spans.push(Span::new(format!("{lead} ")).font(*face).size(self.size - 1.0));
        }
        spans.push(Span::new(content));
        Paragraph::with_spans(text::Text {
            content: spans.as_slice(),
            bounds: Size::new(width, f32::INFINITY),
            size: Pixels(self.size),
            line_height: text::LineHeight::Absolute(Pixels(self.line)),
            font: self.font,
            align_x: text::Alignment::Default,
            align_y: alignment::Vertical::Top,
            shaping: text::Shaping::Advanced,
            wrapping: text::Wrapping::WordOrGlyph,
        })
    }

    fn line_count(&self, paragraph: &Paragraph) -> f32 {
        (paragraph.min_height() / self.line).round()
    }

    /// As much of the text as fits.
    fn fit(&self, width: f32) -> Paragraph {
        let whole = self.set(&self.content, width);
        let most = f32::from(self.lines);
        if self.line_count(&whole) <= most {
            return whole;
        }
        let lead = self.lead.as_ref().map_or(0, |(lead, _)| lead.len() + 1);
        let end = whole.hit_test(Point::new(width - self.size * 0.8, (most - 0.5) * self.line));
        let mut end = end.map_or(0, Hit::cursor).saturating_sub(lead).min(self.content.len());
        loop {
            while !self.content.is_char_boundary(end) {
                end -= 1;
            }
            let kept = self.content[..end].trim_end_matches([' ', ',', ':', ';', '.', '–', '“', '(']);
            let cut = self.set(&format!("{kept}…"), width);
            if self.line_count(&cut) <= most || end == 0 {
                return cut;
            }
            end -= 1;
        }
    }
}

#[derive(Default)]
struct State {
    content: String,
    lead: String,
    width: f32,
    lines: u8,
    size: f32,
    font: Option<Font>,
    paragraph: Paragraph,
}

impl<Message> Widget<Message, Theme, iced::Renderer> for Clamp<'_> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn size(&self) -> Size<Length> {
        Size { width: self.width, height: Length::Shrink }
    }

    fn layout(
        &mut self,
        tree: &mut Tree,
        _renderer: &iced::Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        let state = tree.state.downcast_mut::<State>();
        let limits = limits.width(self.width);
        let width = limits.max().width;
        let lead = self.lead.as_ref().map_or("", |(lead, _)| lead);
        let is_same = state.content == *self.content
            && state.lead == lead
            && (state.width, state.size) == (width, self.size)
            && (state.lines, state.font) == (self.lines, Some(self.font));
        if !is_same {
            state.paragraph = self.fit(width);
            self.content.as_ref().clone_into(&mut state.content);
            lead.clone_into(&mut state.lead);
            (state.width, state.size) = (width, self.size);
            (state.lines, state.font) = (self.lines, Some(self.font));
        }
        let bounds = state.paragraph.min_bounds();
        layout::Node::new(limits.resolve(self.width, Length::Shrink, bounds))
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut iced::Renderer,
        theme: &Theme,
        defaults: &renderer::Style,
        layout: Layout<'_>,
        _cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let state = tree.state.downcast_ref::<State>();
        iced::advanced::widget::text::draw(
            renderer,
            defaults,
            layout.bounds(),
            &state.paragraph,
            (self.ink)(theme),
            viewport,
        );
    }

    fn operate(
        &mut self,
        _tree: &mut Tree,
        layout: Layout<'_>,
        _renderer: &iced::Renderer,
        operation: &mut dyn iced::advanced::widget::Operation,
    ) {
        operation.text(None, layout.bounds(), &self.content);
    }
}

impl<'a, Message: 'a> From<Clamp<'a>> for Element<'a, Message> {
    fn from(clamp: Clamp<'a>) -> Self {
        Self::new(clamp)
    }
}
