//! Syntax highlighting: scenes, cues, labels, questions. Line by line, so that only visible lines are
//! processed; what a skit's line is, the skit's own reader says.

use std::ops::Range;
use std::sync::Arc;

use iced::advanced::text::highlighter::{self, Highlighter};
use iced::{Font, Theme};

use crate::piece::Format;
use crate::piece::article;
use crate::piece::av::Label;
use crate::piece::quiz;
use crate::piece::stage::{Line, LineKind, Reader};
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

/// What the marks depend on besides the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    pub format: Format,
    /// A skit's lines (from 0) whose note or boneyard is never closed, as of the last pause in typing.
    pub unclosed: Arc<[usize]>,
}

/// Processes consecutive lines. What a line of a skit is depends on all lines before: the reader's state is
/// kept every [`STEP`] lines, so that it need not start from the first.
#[derive(Debug)]
pub struct Marker {
    setting: Setting,
    line: usize,
    reader: Reader,
    /// Before each line that is a multiple of [`STEP`].
    states: Vec<Reader>,
}

const STEP: usize = 50;

impl Highlighter for Marker {
    type Settings = Setting;
    type Highlight = TokenKind;
    type Iterator<'a> = std::vec::IntoIter<(Range<usize>, TokenKind)>;

    fn new(setting: &Setting) -> Self {
        let reader = Reader::default();
        Self { setting: setting.clone(), line: 0, reader, states: vec![reader] }
    }

    fn update(&mut self, setting: &Setting) {
        self.setting = setting.clone();
        self.change_line(0);
    }

    /// Goes back to where it can go on: the line itself, or in a skit up to [`STEP`] lines or more before.
    fn change_line(&mut self, line: usize) {
        if self.setting.format != Format::Stage {
            self.line = line;
            return;
        }
        self.states.truncate(line / STEP + 1);
        self.line = (self.states.len() - 1) * STEP;
        self.reader = self.states.last().copied().unwrap_or_default();
    }

    /// A skit's line comes with the next one after a line feed: see
    /// [`long_editor`](crate::ui::widget::long_editor).
    fn highlight_line(&mut self, text: &str) -> Self::Iterator<'_> {
        let (line, next) = text.split_once('\n').map_or((text, None), |(line, next)| (line, Some(next)));
        let marks = if self.setting.format == Format::Stage {
            if self.line == self.states.len() * STEP {
                self.states.push(self.reader);
            }
            let is_closed = |_| !self.setting.unclosed.contains(&self.line);
            skit(line, &self.reader.read(line, next, is_closed))
        } else {
            marks(self.setting.format, line)
        };
        self.line += 1;
        marks.into_iter()
    }

    fn current_line(&self) -> usize {
        self.line
    }
}

/// The marks of a skit's line.
fn skit(line: &str, read: &Line<'_>) -> Vec<(Range<usize>, TokenKind)> {
    let whole = 0..line.len();
    let mut marks = match read.kind {
        LineKind::Section | LineKind::Scene => vec![(whole, TokenKind::Heading)],
        LineKind::Cue => vec![(whole, TokenKind::Cue)],
        LineKind::Parenthetical | LineKind::Song | LineKind::Centered | LineKind::Transition => {
            vec![(whole, TokenKind::Aside)]
        }
        LineKind::TitlePage
        | LineKind::Synopsis
        | LineKind::PageBreak
        | LineKind::Note
        | LineKind::Boneyard => vec![(whole, TokenKind::Note)],
        LineKind::Action | LineKind::Entry => {
            let at = line.len() - line.trim_start().len();
            if line[at..].starts_with('!') { vec![(at..at + 1, TokenKind::Note)] } else { Vec::new() }
        }
        LineKind::Blank | LineKind::Gap | LineKind::Speech => Vec::new(),
    };
    marks.extend(read.hidden.iter().map(|(range, _)| (range.clone(), TokenKind::Note)));
    marks
}

/// The marks of one line.
fn marks(format: Format, line: &str) -> Vec<(Range<usize>, TokenKind)> {
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
        Format::Quiz => {
            let Some((kind, label)) = quiz::line_kind(line) else { return Vec::new() };
            match kind {
                quiz::LineKind::Question => vec![(whole, TokenKind::Heading)],
                quiz::LineKind::Key | quiz::LineKind::Explanation => {
                    vec![(0..label.min(line.len()), TokenKind::Label)]
                }
                quiz::LineKind::Answer => Vec::new(),
            }
        }
        Format::Stage | Format::Poster => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Highlighter, Marker, STEP, Setting, TokenKind};
    use crate::piece::Format;

    fn marker(format: Format, unclosed: &[usize]) -> Marker {
        Marker::new(&Setting { format, unclosed: unclosed.into() })
    }

    /// The first mark of each line, from line `from` on.
    fn seen(marker: &mut Marker, text: &str, from: usize) -> Vec<Option<TokenKind>> {
        let lines: Vec<&str> = text.lines().collect();
        marker.change_line(from);
        let start = marker.current_line();
        let with_next = (start..lines.len()).map(|at| lines[at..lines.len().min(at + 2)].join("\n"));
        let kinds = with_next.map(|line| marker.highlight_line(&line).next().map(|(_, mark)| mark));
        kinds.collect::<Vec<_>>().split_off(from - start)
    }

    #[test]
    fn each_format_shows_its_bones() {
        use TokenKind::{Aside, Cue, Heading, Label, Note};
        let kinds = |format, text| seen(&mut marker(format, &[]), text, 0);
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
    fn a_skit_is_coloured_as_it_is_printed() {
        use TokenKind::{Cue, Note};
        let one = |text: &str| seen(&mut marker(Format::Stage, &[]), text, 0);
        // Capitals without a speech are action; a parenthesis that does not close the line makes no cue.
        assert_eq!(one("TẮT ĐÈN\n\nÔNG TƯ (nằm) bật dậy.\nLa lớn."), [None, None, None, None]);
        assert_eq!(one("CẢNH 1: SÂN NHÀ")[0], Some(TokenKind::Heading));
        assert_eq!(
            one("/*\n\nLAN\nDạ.\n*/\nRồi."),
            [Some(Note), Some(Note), Some(Note), Some(Note), Some(Note), None]
        );
        // An opening that is never closed is text.
        let open = "/* bỏ\n\nLAN\nDạ.";
        assert_eq!(seen(&mut marker(Format::Stage, &[0]), open, 0), [None, None, Some(Cue), None]);
    }

    #[test]
    fn a_view_into_the_middle_is_marked_as_from_the_start() {
        let text = format!("/*\n{}*/\n\nLAN\nDạ.\n", "\nTÂM\nLời.\n".repeat(3 * STEP));
        let mut marker = marker(Format::Stage, &[]);
        let all = seen(&mut marker, &text, 0);
        for from in [0, 1, STEP - 1, STEP, 4 * STEP + 7, all.len() - 1] {
            assert_eq!(seen(&mut marker, &text, from), all[from..], "from line {from}");
        }
    }
}
