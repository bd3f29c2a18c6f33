//! The words of an element, as their author emphasised them.

use crate::page::{Span, Style};
use crate::piece::stage::{self, Element};

use super::super::style::{emphasised, span};

/// Cut where the emphasis changes, on this style.
pub(super) fn spans(element: &Element, base: Style) -> Vec<Span> {
    let style = |how: stage::Emphasis| emphasised(base, how.is_bold, how.is_italic, how.is_underlined);
    element.runs().into_iter().map(|(text, how)| span(text, style(how))).collect()
}

/// With spaces at the beginning of lines that stay where they are.
pub(super) fn indented(text: &str, is_line_start: bool) -> String {
    let mut is_indent = is_line_start;
    let fixed = text.chars().map(|c| {
        is_indent = c == '\n' || is_indent && c == ' ';
        if is_indent && c == ' ' { '\u{a0}' } else { c }
    });
    fixed.collect()
}
