//! Splits text into shaped words and spaces, and into groups that no line break divides.

use std::ops::Range;
use std::sync::Arc;

use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::Source;
use crate::page::fonts::{Word, note_missing};
use crate::page::{Fonts, Style};

/// Distance between tab stops, points.
const TAB: f32 = 36.0;

/// A shaped word, a sequence of spaces, or a tab, in one style.
pub(super) struct Atom {
    pub kind: Kind,
    pub style: Style,
    pub start: usize,
    pub word: Arc<Word>,
    /// Points; a tab's width depends on its position.
    pub width: f32,
}

impl Atom {
    pub fn glyphs(&self) -> usize {
        self.word.runs.iter().map(|run| run.glyphs.len()).sum()
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Word,
    Space,
    Tab,
    /// Line feeds and break marks: not drawn.
    Hidden,
}

/// Atoms without a break opportunity between them, with trailing spaces, which vanish at the end of a line.
#[derive(Clone)]
pub(super) struct Group {
    pub atoms: Range<usize>,
    /// After the last word, before the trailing spaces.
    pub word_end: usize,
    /// Width of the words and the spaces between them.
    pub width: f32,
    /// Width of the trailing spaces.
    pub trailing: f32,
    /// Number of spaces between the words; number of trailing spaces.
    pub inner_spaces: u32,
    pub trailing_spaces: u32,
    pub has_tab: bool,
    /// A line break must follow.
    pub is_hard: bool,
    /// Bytes, without trailing spaces.
    pub text: Range<usize>,
}

#[derive(Default)]
pub(super) struct Atoms {
    pub all: Vec<Atom>,
    pub groups: Vec<Group>,
    pub missing: Vec<char>,
}

impl Atoms {
    /// Points, without stretched spaces.
    pub fn natural_width(&self) -> f32 {
        let mut x = 0.0;
        let mut end = 0.0;
        for group in &self.groups {
            end = x + group.width;
            x = advance(x, group);
        }
        end
    }
}

/// Where the next group begins if this one begins at `x`.
pub(super) fn advance(x: f32, group: &Group) -> f32 {
    let end = x + group.width + group.trailing;
    if group.has_tab { tab_stop(end) } else { end }
}

pub(super) fn tab_stop(x: f32) -> f32 {
    ((x + 0.5) / TAB).floor() * TAB + TAB
}

/// Shapes a range of the source.
pub(super) fn split(fonts: &mut Fonts, source: &Source, range: Range<usize>) -> Atoms {
    let text = &source.text[range.clone()];
    // A Vietnamese syllable and its space take about six bytes.
    let count = text.len() / 5 + 2;
    let mut atoms =
        Atoms { all: Vec::with_capacity(2 * count), groups: Vec::with_capacity(count), missing: Vec::new() };
    let mut breaks = linebreaks(text).peekable();
    let mut group_start = 0;
    let mut hard_start = 0;
    let mut characters = text.char_indices().peekable();
    let mut style = source.style_at(range.start);
    let mut style_end = source.style_end(range.start);

    while let Some((start, first)) = characters.next() {
        let kind = kind(first);
        if range.start + start >= style_end {
            style = source.style_at(range.start + start);
            style_end = source.style_end(range.start + start);
        }
        let mut end = start + first.len_utf8();
        while let Some(&(at, next)) = characters.peek() {
            // A tab is a group of its own; a line feed ends its group, except within CR LF.
            let is_apart = kind == Kind::Tab || (kind == Kind::Hidden && !text[..end].ends_with('\r'));
            if is_apart || self::kind(next) != kind || range.start + at >= style_end {
                break;
            }
            end = at + next.len_utf8();
            let _ = characters.next();
        }
        atoms.push(fonts, source, kind, style, range.start + start..range.start + end);

        while breaks.next_if(|(at, _)| *at < end).is_some() {}
        let opportunity = breaks.peek().filter(|(at, _)| *at == end).map(|(_, opportunity)| *opportunity);
        let is_hard = opportunity == Some(BreakOpportunity::Mandatory) && kind == Kind::Hidden;
        if is_hard
            || end == text.len()
            || (opportunity.is_some() && may_break(&text[hard_start..], end - hard_start))
        {
            atoms.close(&mut group_start, is_hard);
        }
        if is_hard {
            hard_start = end;
        }
    }
    atoms
}

/// Shapes a range as separate groups, cut at the given ends; the last inherits the old group's trailing
/// spaces and break.
pub(super) fn cut(
    fonts: &mut Fonts,
    source: &Source,
    atoms: &mut Atoms,
    group: &Group,
    cuts: impl Iterator<Item = usize>,
) -> Vec<Group> {
    let before = atoms.groups.len();
    let mut group_start = atoms.all.len();
    let mut start = group.text.start;
    for end in cuts {
        let mut at = start;
        while at < end {
            let style = source.style_at(at);
            let until = source.style_end(at).min(end);
            // The group may contain no-break spaces.
            let stop = source.text[at..until].char_indices().find(|(index, character)| {
                *index > 0 && kind(*character) != kind(source.text[at..].chars().next().unwrap_or(' '))
            });
            let until = stop.map_or(until, |(index, _)| at + index);
            let kind = kind(source.text[at..].chars().next().unwrap_or(' '));
            atoms.push(fonts, source, kind, style, at..until);
            at = until;
        }
        start = end;
        atoms.close(&mut group_start, false);
    }
    let mut cut = atoms.groups.split_off(before);
    if let Some(last) = cut.last_mut() {
        let spaces = group.word_end..group.atoms.end;
        for index in spaces {
            let Atom { kind, style, start, width, .. } = atoms.all[index];
            let word = Arc::clone(&atoms.all[index].word);
            atoms.all.push(Atom { kind, style, start, word, width });
        }
        last.atoms.end = atoms.all.len();
        last.trailing = group.trailing;
        last.trailing_spaces = group.trailing_spaces;
        last.has_tab = group.has_tab;
        last.is_hard = group.is_hard;
    }
    cut
}

impl Atoms {
    fn push(&mut self, fonts: &mut Fonts, source: &Source, kind: Kind, style: Style, range: Range<usize>) {
        let (start, text) = (range.start, &source.text[range]);
        let shaped = if matches!(kind, Kind::Tab | Kind::Hidden) { "" } else { text };
        let word = fonts.word(style.face, shaped);
        if word.is_missing {
            for character in Fonts::missing(text, style.face) {
                note_missing(&mut self.missing, character);
            }
        }
        let width = (word.width + source.letter_spacing_of(&word)) * style.size;
        self.all.push(Atom { kind, style, start, word, width });
    }

    fn close(&mut self, group_start: &mut usize, is_hard: bool) {
        let atoms = *group_start..self.all.len();
        *group_start = atoms.end;
        let all = &self.all[atoms.clone()];
        let words = all.iter().rposition(|atom| atom.kind == Kind::Word).map_or(0, |last| last + 1);
        let spaces = |atoms: &[Atom]| atoms.iter().filter(|atom| atom.kind == Kind::Space).count() as u32;
        let width = |atoms: &[Atom]| atoms.iter().map(|atom| atom.width).sum();
        let text_start = all.first().map_or(0, |atom| atom.start);
        let text_end = words
            .checked_sub(1)
            .map(|last| &all[last])
            .and_then(|atom| {
                let last = atom.word.runs.last()?.glyphs.last()?;
                Some(atom.start + last.end as usize)
            })
            .unwrap_or(text_start);
        self.groups.push(Group {
            word_end: atoms.start + words,
            width: width(&all[..words]),
            trailing: width(&all[words..]),
            inner_spaces: spaces(&all[..words]),
            trailing_spaces: spaces(&all[words..]),
            has_tab: all.iter().any(|atom| atom.kind == Kind::Tab),
            is_hard,
            text: text_start..text_end,
            atoms,
        });
    }
}

fn kind(character: char) -> Kind {
    match character {
        '\t' => Kind::Tab,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{200b}' | '\u{ad}' => {
            Kind::Hidden
        }
        _ if character.is_whitespace() => Kind::Space,
        _ => Kind::Word,
    }
}

/// Whether a line may end at `at`, a break opportunity by Unicode's rules (UAX #14): only after a space, so
/// that "127/KH-UBND" stays whole; not before a dash, which ends its line; not after a list marker.
fn may_break(line: &str, at: usize) -> bool {
    let (before, behind) = line.split_at(at);
    if !before.ends_with(|character: char| character.is_whitespace() || character == '\u{200b}') {
        return false;
    }
    let mut next = behind.chars();
    if matches!(next.next(), Some('–' | '—' | '-')) && next.next().is_some_and(char::is_whitespace) {
        return before.trim().is_empty();
    }
    // Only the first few bytes of a line can be a list marker.
    if at > 8 {
        return true;
    }
    let mark = before.trim();
    let is_numbered = mark.ends_with(['.', ')'])
        && mark.chars().count() <= 3
        && mark.starts_with(|character: char| character.is_ascii_digit() || character.is_ascii_lowercase());
    !matches!(mark, "-" | "–" | "—" | "+" | "•" | "*") && !is_numbered
}
