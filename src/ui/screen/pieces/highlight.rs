//! Syntax highlighting: scenes, cues, labels, questions. Line by line, so that only visible lines are
//! processed.

use std::ops::Range;

use iced::advanced::text::highlighter::{self, Highlighter};
use iced::{Font, Theme};

use crate::piece::Format;
use crate::piece::article;
use crate::piece::av::Label;
use crate::piece::quiz::{self, LineKind};
use crate::ui::font;
use crate::ui::theme::Tokens;

/// The kind of a range of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// A scene, a section, a record's number, a question.
    Heading,
    /// Who speaks.
    Cue,
    /// A label, the key of a question.
    Label,
    /// Unspoken text: parentheses, quotes, songs.
    Aside,
    /// Unprinted text and markup.
    Note,
}

/// The editor's format of a mark.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "the editor's signature")]
pub fn format(mark: &TokenKind, theme: &Theme) -> highlighter::Format<Font> {
    let tokens = Tokens::of(theme);
    let (color, font) = match mark {
        TokenKind::Heading => (tokens.text, font::BOLD),
        TokenKind::Cue => (tokens.accent, font::SEMIBOLD),
        TokenKind::Label => (tokens.accent, font::MEDIUM),
        TokenKind::Aside => (tokens.text_secondary, font::ITALIC),
        TokenKind::Note => (tokens.text_tertiary, font::REGULAR),
    };
    highlighter::Format { color: Some(color), font: Some(font) }
}

/// Processes consecutive lines from any line on; it only needs to know whether a cue may follow the line
/// before.
#[derive(Debug)]
pub struct Marker {
    format: Format,
    line: usize,
    is_after_blank: bool,
}

impl Highlighter for Marker {
    type Settings = Format;
    type Highlight = TokenKind;
    type Iterator<'a> = std::vec::IntoIter<(Range<usize>, TokenKind)>;

    fn new(settings: &Format) -> Self {
        Self { format: *settings, line: 0, is_after_blank: true }
    }

    fn update(&mut self, settings: &Format) {
        self.format = *settings;
        self.change_line(0);
    }

    /// The line before the next one is unknown, except at the start of the text.
    fn change_line(&mut self, line: usize) {
        self.line = line;
        self.is_after_blank = line == 0;
    }

    fn highlight_line(&mut self, line: &str) -> Self::Iterator<'_> {
        let is_after_blank = std::mem::replace(&mut self.is_after_blank, line.trim().is_empty());
        self.line += 1;
        marks(self.format, line, is_after_blank).into_iter()
    }

    fn current_line(&self) -> usize {
        self.line
    }
}

/// The marks of one line.
fn marks(format: Format, line: &str, is_after_blank: bool) -> Vec<(Range<usize>, TokenKind)> {
    let whole = 0..line.len();
    let text = line.trim();
    if text.is_empty() {
        return Vec::new();
    }
    match format {
        Format::Av | Format::Radio => {
            if text.starts_with("##") {
                return vec![(whole, TokenKind::Heading)];
            }
            Label::end(line).map_or_else(Vec::new, |end| vec![(0..end, TokenKind::Label)])
        }
        Format::Article => match text.as_bytes()[0] {
            b'#' if article::heading(text).is_some() => vec![(whole, TokenKind::Heading)],
            b'>' => vec![(whole, TokenKind::Aside)],
            b'-' | b'*' if text[1..].starts_with(' ') => {
                let at = line.len() - line.trim_start().len();
                vec![(at..at + 1, TokenKind::Label)]
            }
            _ => Vec::new(),
        },
        Format::Stage => match text.as_bytes()[0] {
            b'#' => vec![(whole, TokenKind::Heading)],
            b'.' if !text.starts_with("..") => vec![(whole, TokenKind::Heading)],
            b'(' | b'~' => vec![(whole, TokenKind::Aside)],
            b'=' if text.starts_with("===") => vec![(whole, TokenKind::Note)],
            b'!' => vec![(0..1, TokenKind::Note)],
            _ if text.starts_with("[[") => vec![(whole, TokenKind::Note)],
            b'@' => vec![(whole, TokenKind::Cue)],
            _ if is_after_blank && is_cue(text) => vec![(whole, TokenKind::Cue)],
            _ => Vec::new(),
        },
        Format::Quiz => {
            let Some((kind, label)) = quiz::line_kind(line) else { return Vec::new() };
            match kind {
                LineKind::Question => vec![(whole, TokenKind::Heading)],
                LineKind::Key | LineKind::Explanation => vec![(0..label.min(line.len()), TokenKind::Label)],
                LineKind::Answer => Vec::new(),
            }
        }
        Format::Poster => Vec::new(),
    }
}

/// Capitals before any parenthesis.
fn is_cue(text: &str) -> bool {
    let name = text.split('(').next().unwrap_or_default();
    name.chars().any(char::is_alphabetic) && !name.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::{Highlighter, Marker, TokenKind};
    use crate::piece::Format;

    fn kinds(format: Format, text: &str) -> Vec<Option<TokenKind>> {
        let mut marker = Marker::new(&format);
        text.lines().map(|line| marker.highlight_line(line).next().map(|(_, mark)| mark)).collect()
    }

    #[test]
    fn each_format_shows_its_bones() {
        use TokenKind::{Aside, Cue, Heading, Label, Note};
        assert_eq!(
            kinds(Format::Stage, ".CẢNH 1\n\nBÀ TƯ (cười)\n(nhỏ)\nTRỜI ƠI!\n\n[[nhạc]]\n~hò ơ"),
            [Some(Heading), None, Some(Cue), Some(Aside), None, None, Some(Note), Some(Aside)]
        );
        assert_eq!(
            kinds(Format::Av, "## 01\nHình: chợ: sáng\nlời: x\nLời: Kính chào"),
            [Some(Heading), Some(Label), Some(Label), Some(Label)]
        );
        assert_eq!(kinds(Format::Quiz, "1. Hỏi?\nA. một\nĐáp án: A"), [Some(Heading), None, Some(Label)]);
        assert_eq!(
            kinds(Format::Article, "# Ý\n> trích\n- mục\n#Ý"),
            [Some(Heading), Some(Aside), Some(Label), None]
        );
    }

    #[test]
    fn a_view_into_the_middle_is_marked_from_the_line_above_on() {
        let mut marker = Marker::new(&Format::Stage);
        marker.change_line(2);
        assert_eq!(marker.current_line(), 2);
        for (line, count) in [("", 0), ("ÔNG BA", 1), ("Rồi.", 0), ("ÔNG BA", 0)] {
            assert_eq!(marker.highlight_line(line).len(), count, "{line}");
        }
        assert_eq!(marker.current_line(), 6);
    }
}
