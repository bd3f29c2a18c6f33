//! The typography of documents: one serif family in few sizes, black.

use crate::page::{Color, Face, Fonts, Paragraph, Span, Style};

/// Body of official papers (Decree 30/2020, appendix I: 13–14 pt).
pub(super) const BODY: f32 = 13.0;
/// Inside tables.
pub(super) const TABLE: f32 = 12.0;
/// Thin lines: table borders and the letterhead's rules.
pub(super) const HAIRLINE: f32 = 0.5;
/// First-line indent, 1 cm.
pub(super) const INDENT: f32 = 28.35;

pub(super) const fn regular(size: f32) -> Style {
    Style { face: Face::Serif, size, color: Color::BLACK, is_underlined: false }
}

pub(super) const fn bold(size: f32) -> Style {
    Style { face: Face::SerifBold, size, color: Color::BLACK, is_underlined: false }
}

pub(super) const fn italic(size: f32) -> Style {
    Style { face: Face::SerifItalic, size, color: Color::BLACK, is_underlined: false }
}

pub(super) const fn bold_italic(size: f32) -> Style {
    Style { face: Face::SerifBoldItalic, size, color: Color::BLACK, is_underlined: false }
}

/// A small number in the margin, beside text of this size.
pub(super) const fn counter(size: f32) -> Style {
    Style { face: Face::Figures, size: size * 0.58, color: Color::gray(0.6), is_underlined: false }
}

/// The style for captions: set in the screen's typeface, if it has all the characters.
pub(super) fn screen(text: &str, size: f32) -> Style {
    let face = if Fonts::missing(text, Face::Sans).is_empty() { Face::Sans } else { Face::Serif };
    let size = if face == Face::Sans { size - 1.5 } else { size };
    Style { face, size, color: Color::BLACK, is_underlined: false }
}

/// The style of emphasised words within others: italics within italics are upright.
pub(super) fn emphasised(base: Style, is_bold: bool, is_italic: bool, is_underlined: bool) -> Style {
    let is_bold = is_bold || matches!(base.face, Face::SerifBold | Face::SerifBoldItalic);
    let is_italic = is_italic != matches!(base.face, Face::SerifItalic | Face::SerifBoldItalic);
    let face = match (is_bold, is_italic) {
        (false, false) => Face::Serif,
        (true, false) => Face::SerifBold,
        (false, true) => Face::SerifItalic,
        (true, true) => Face::SerifBoldItalic,
    };
    Style { face, is_underlined, ..base }
}

pub(super) fn span(text: impl Into<String>, style: Style) -> Span {
    Span { text: text.into(), style }
}

/// Body text of official papers: justified, indented, 6 pt apart.
pub(super) fn body(text: impl Into<String>) -> Paragraph {
    body_of(vec![span(text, regular(BODY))])
}

pub(super) fn body_of(spans: Vec<Span>) -> Paragraph {
    Paragraph {
        align: crate::page::Align::Justify,
        first_line_indent: INDENT,
        space_before: 3.0,
        space_after: 3.0,
        ..Paragraph::new(spans)
    }
}
