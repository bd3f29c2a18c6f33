//! Syntax highlighting: scenes, cues, labels, questions. Line by line, so that only visible lines are
//! processed; what a skit's line is, the skit's own reader says.

use std::ops::Range;
use std::sync::Arc;

use iced::advanced::text::highlighter::{self, Highlighter};
use iced::{Font, Theme};

use crate::piece::Format;
use crate::piece::article;
use crate::piece::av::Label;
use crate::piece::marks;
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
    /// A sign of the format, faint: the cursor is on another line.
    Sign,
    /// A sign of the format on the line of the cursor.
    NearSign,
}

/// How a range of text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    /// None for the text itself.
    pub kind: Option<TokenKind>,
    pub is_bold: bool,
    pub is_italic: bool,
}

impl From<TokenKind> for Look {
    fn from(kind: TokenKind) -> Self {
        Self { kind: Some(kind), ..Self::default() }
    }
}

/// The editor's format of a mark.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "the editor's signature")]
pub fn format(look: &Look, theme: &Theme) -> highlighter::Format<Font> {
    let tokens = Tokens::of(theme);
    let (color, font) = match look.kind {
        None => (tokens.text, font::REGULAR),
        Some(TokenKind::Heading) => (tokens.text, font::BOLD),
        Some(TokenKind::Cue) => (tokens.accent, font::SEMIBOLD),
        Some(TokenKind::Label) => (tokens.accent, font::MEDIUM),
        Some(TokenKind::Aside) => (tokens.text_secondary, font::ITALIC),
        Some(TokenKind::Note | TokenKind::NearSign) => (tokens.text_tertiary, font::REGULAR),
        Some(TokenKind::Sign) => (tokens.outline, font::REGULAR),
    };
    // The window has no face that is both.
    let font = match (look.is_bold, look.is_italic) {
        (true, _) => font::BOLD,
        (false, true) => font::ITALIC,
        (false, false) => font,
    };
    highlighter::Format { color: Some(color), font: Some(font) }
}

/// What the marks depend on besides the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    pub format: Format,
    /// A skit's lines (from 0) whose note or boneyard is never closed, as of the last pause in typing.
    pub unclosed: Arc<[usize]>,
    /// The line of the cursor (from 0).
    pub caret: usize,
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
    type Highlight = Look;
    type Iterator<'a> = std::vec::IntoIter<(Range<usize>, Look)>;

    fn new(setting: &Setting) -> Self {
        let reader = Reader::default();
        Self { setting: setting.clone(), line: 0, reader, states: vec![reader] }
    }

    fn update(&mut self, setting: &Setting) {
        let is_text_same = self.setting.format == setting.format && self.setting.unclosed == setting.unclosed;
        self.setting = setting.clone();
        if is_text_same {
            // Only the cursor moved: what is known about the lines still holds.
            self.line = 0;
            self.reader = Reader::default();
        } else {
            self.change_line(0);
        }
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
        let sign = if self.line == self.setting.caret { TokenKind::NearSign } else { TokenKind::Sign };
        let (marks, signs) = if self.setting.format == Format::Stage {
            if self.line == self.states.len() * STEP {
                self.states.push(self.reader);
            }
            let is_closed = |_| !self.setting.unclosed.contains(&self.line);
            let read = self.reader.read(line, next, is_closed);
            (skit(line, &read), skit_signs(line, &read))
        } else {
            (marks(self.setting.format, line), signs(self.setting.format, line))
        };
        self.line += 1;
        let mut looks: Vec<(Range<usize>, Look)> =
            marks.into_iter().map(|(range, kind)| (range, kind.into())).collect();
        emphasise(self.setting.format, line, sign, &mut looks);
        let (is_bold, is_italic) = looks.first().map_or((false, false), |(_, look)| {
            (look.kind == Some(TokenKind::Heading), look.kind == Some(TokenKind::Aside))
        });
        let sign = Look { kind: Some(sign), is_bold, is_italic };
        looks.extend(signs.into_iter().map(|range| (range, sign)));
        looks.into_iter()
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
        LineKind::Action | LineKind::Entry | LineKind::Blank | LineKind::Gap | LineKind::Speech => Vec::new(),
    };
    marks.extend(read.hidden.iter().map(|(range, _)| (range.clone(), TokenKind::Note)));
    marks
}

/// The signs that say what a skit's line is: `.CẢNH 1`, `!- BÀ TƯ`, `~hò ơ`, `> giữa <`.
fn skit_signs(line: &str, read: &Line<'_>) -> Vec<Range<usize>> {
    let at = line.len() - line.trim_start().len();
    let text = &line[at..];
    let length = match read.kind {
        LineKind::Section => text.len() - text.trim_start_matches(['#', ' ']).len(),
        LineKind::Entry if text.starts_with("!- ") => 3,
        LineKind::Scene | LineKind::Cue | LineKind::Song | LineKind::Action | LineKind::Entry => {
            usize::from(text.starts_with(['.', '@', '~', '!']))
        }
        LineKind::Centered | LineKind::Transition => usize::from(text.starts_with('>')),
        _ => 0,
    };
    let end = line.trim_end().len();
    let is_closed = read.kind == LineKind::Centered && line[..end].ends_with('<');
    let signs = [Some(at..at + length), is_closed.then(|| end - 1..end)];
    signs.into_iter().flatten().filter(|range| !range.is_empty()).collect()
}

/// The signs that say what a line of another format is: `## 03`, `> trích`.
fn signs(format: Format, line: &str) -> Vec<Range<usize>> {
    let text = line.trim_start();
    let at = line.len() - text.len();
    let is_heading = match format {
        Format::Av | Format::Radio => text.starts_with("##"),
        Format::Article => article::heading(text.trim_end()).is_some(),
        _ => false,
    };
    let length = if is_heading {
        text.len() - text.trim_start_matches(['#', ' ']).len()
    } else if format == Format::Article && text.starts_with('>') {
        text.len() - text.trim_start_matches(['>', ' ']).len()
    } else {
        0
    };
    Some(at..at + length).filter(|range| range.start < range.end).into_iter().collect()
}

/// Adds what is bold or italic in a line, in the colour it has already, and its signs, in the same face: a word
/// without diacritics is shaped with the face of its first letter.
fn emphasise(format: Format, line: &str, sign: TokenKind, looks: &mut Vec<(Range<usize>, Look)>) {
    let mut signs = Vec::new();
    for one in marks::marks(format, line) {
        let inner = one.open.end..one.close.start;
        let around = looks.iter().rfind(|(range, _)| range.start <= inner.start && inner.end <= range.end);
        let around = around.map(|(_, look)| *look).unwrap_or_default();
        let look = Look {
            is_bold: around.is_bold || one.is_bold,
            is_italic: around.is_italic || one.is_italic,
            ..around
        };
        looks.push((inner, look));
        signs.extend(
            [(one.open, look), (one.close, look)]
                .map(|(range, look)| (range, Look { kind: Some(sign), ..look })),
        );
    }
    looks.extend(signs);
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
        Format::Stage | Format::Poster | Format::Contest | Format::Dialogue => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Highlighter, Look, Marker, STEP, Setting, TokenKind};
    use crate::piece::Format;

    fn marker(format: Format, unclosed: &[usize]) -> Marker {
        Marker::new(&Setting { format, unclosed: unclosed.into(), caret: usize::MAX })
    }

    /// The first mark of each line, from line `from` on.
    fn seen(marker: &mut Marker, text: &str, from: usize) -> Vec<Option<TokenKind>> {
        let lines: Vec<&str> = text.lines().collect();
        marker.change_line(from);
        let start = marker.current_line();
        let with_next = (start..lines.len()).map(|at| lines[at..lines.len().min(at + 2)].join("\n"));
        let kinds = with_next.map(|line| marker.highlight_line(&line).next().and_then(|(_, look)| look.kind));
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

    /// The stretches of a line with how each looks in the end: later marks cover earlier ones.
    fn shown(format: Format, line: &str, caret: usize) -> Vec<(String, Look)> {
        let mut marker = Marker::new(&Setting { format, unclosed: [].into(), caret });
        let mut letters = vec![Look::default(); line.len()];
        for (range, look) in marker.highlight_line(line) {
            letters[range].fill(look);
        }
        let mut stretches: Vec<(String, Look)> = Vec::new();
        for (at, letter) in line.char_indices() {
            match stretches.last_mut() {
                Some((text, look)) if *look == letters[at] => text.push(letter),
                _ => stretches.push((letter.into(), letters[at])),
            }
        }
        stretches
    }

    #[test]
    fn bold_looks_bold_and_signs_are_faint_away_from_the_cursor() {
        let plain = Look::default();
        let bold = Look { is_bold: true, ..plain };
        let [sign, near] = [TokenKind::Sign, TokenKind::NearSign].map(Look::from);
        // In the face of what they stand at.
        let in_bold = |sign| Look { is_bold: true, ..sign };
        let in_italic = |sign| Look { is_italic: true, ..sign };
        let seen = |format, line, caret| shown(format, line, caret);
        let expected = |parts: &[(&str, Look)]| {
            parts.iter().map(|(text, look)| ((*text).to_owned(), *look)).collect::<Vec<_>>()
        };
        for (caret, sign) in [(9, sign), (0, near)] {
            assert_eq!(
                seen(Format::Article, "Sở **Nội vụ** họp", caret),
                expected(&[
                    ("Sở ", plain),
                    ("**", in_bold(sign)),
                    ("Nội vụ", bold),
                    ("**", in_bold(sign)),
                    (" họp", plain)
                ])
            );
            assert_eq!(
                seen(Format::Article, "## Một *cửa*", caret),
                expected(&[
                    ("## ", in_bold(sign)),
                    ("Một ", TokenKind::Heading.into()),
                    ("*", in_italic(sign)),
                    ("cửa", Look { is_italic: true, ..TokenKind::Heading.into() }),
                    ("*", in_italic(sign))
                ])
            );
            assert_eq!(
                seen(Format::Stage, ".CẢNH 1", caret),
                expected(&[(".", in_bold(sign)), ("CẢNH 1", TokenKind::Heading.into())])
            );
            assert_eq!(seen(Format::Article, "5*3*2", caret), expected(&[("5*3*2", plain)]));
        }
    }

    #[test]
    fn moving_the_cursor_keeps_what_is_known_of_a_skit() {
        let text = format!("/*\n{}*/\n\nLAN\nDạ.\n", "\nTÂM\nLời.\n".repeat(3 * STEP));
        let mut marker = marker(Format::Stage, &[]);
        let all = seen(&mut marker, &text, 0);
        for caret in [3, all.len() - 2, 0] {
            let setting = Setting { caret, ..marker.setting.clone() };
            marker.update(&setting);
            assert_eq!(marker.current_line(), 0);
            let from = 4 * STEP + 7;
            assert_eq!(seen(&mut marker, &text, from), all[from..]);
        }
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
