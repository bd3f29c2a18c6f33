//! What each line of a skit is. The parser and the editor's colours ask the same reader, line after line.

use std::borrow::Cow;

use super::cue::{cue, is_scene_title, is_slug_line};
use super::hidden::{HiddenPart, Hiding, hidden_parts, is_blank, is_gap, visible};
use super::part::Part;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    Blank,
    /// A line of two spaces within a speech, which goes on after it.
    Gap,
    /// Wholly within `[[…]]`.
    Note,
    /// Wholly within `/*…*/`.
    Boneyard,
    /// `Title: …` and the lines up to the first blank one.
    TitlePage,
    Section,
    Scene,
    /// Of the list of cast, props or effects.
    Entry,
    Synopsis,
    PageBreak,
    Cue,
    Parenthetical,
    Speech,
    Song,
    Action,
    Centered,
    Transition,
}

/// A line without what is hidden in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line<'a> {
    pub kind: LineKind,
    pub text: Cow<'a, str>,
    pub hidden: Vec<HiddenPart>,
}

/// Reads lines in order; a copy of it can go on from the same place later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reader {
    /// What is hidden where the next line begins.
    hiding: Option<Hiding>,
    pub(super) part: Part,
    /// How the list's entries began so far: with a sign, or without.
    entries: Entries,
    front: Front,
    is_after_blank: bool,
    is_speaking: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Entries {
    None,
    Marked,
    Bare,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Front {
    /// No text yet.
    Open,
    TitlePage,
    Past,
}

impl Default for Reader {
    fn default() -> Self {
        Self {
            hiding: None,
            part: Part::Content,
            entries: Entries::None,
            front: Front::Open,
            is_after_blank: true,
            is_speaking: false,
        }
    }
}

impl Reader {
    /// Reads a line, given the next one. `is_closed` says whether a note or boneyard opened on this line is
    /// closed on a later one.
    pub fn read<'a>(
        &mut self,
        line: &'a str,
        next: Option<&str>,
        is_closed: impl FnMut(Hiding) -> bool,
    ) -> Line<'a> {
        if self.hiding == Some(Hiding::Note) && is_blank(line) {
            self.hiding = None;
        }
        let hidden = hidden_parts(line, &mut self.hiding, is_closed);
        let text = visible(line, &hidden);
        let kind = match hidden.first() {
            Some((_, hiding)) if text.trim().is_empty() => match hiding {
                Hiding::Note => LineKind::Note,
                Hiding::Boneyard => LineKind::Boneyard,
            },
            _ => self.classify(&text, next.filter(|next| !next.trim().is_empty())),
        };
        Line { kind, text, hidden }
    }

    /// `next` is none when it is blank.
    fn classify(&mut self, text: &str, next: Option<&str>) -> LineKind {
        let line = text.trim();
        if line.is_empty() {
            if self.is_speaking && is_gap(text) {
                return LineKind::Gap;
            }
            self.is_speaking = false;
            self.is_after_blank = true;
            if self.front == Front::TitlePage {
                self.front = Front::Past;
            }
            return LineKind::Blank;
        }
        if self.front == Front::Open {
            self.front =
                if title_key(line).is_some_and(is_title_key) { Front::TitlePage } else { Front::Past };
        }
        if self.front == Front::TitlePage {
            return LineKind::TitlePage;
        }
        let is_after_blank = std::mem::replace(&mut self.is_after_blank, false);
        let kind = self.kind(line, is_after_blank, next);
        self.is_speaking = match kind {
            LineKind::Cue => true,
            LineKind::Parenthetical | LineKind::Speech | LineKind::Song => self.is_speaking,
            _ => false,
        };
        kind
    }

    fn kind(&mut self, line: &str, is_after_blank: bool, next: Option<&str>) -> LineKind {
        if line.len() > 2 && line.bytes().all(|byte| byte == b'=') {
            return LineKind::PageBreak;
        }
        if let Some(title) = section_title(line) {
            let part = Part::of(title);
            if part.is_some() || !self.is_speaking {
                self.part = part.unwrap_or(Part::Content);
                self.entries = Entries::None;
                return LineKind::Section;
            }
        }
        if !self.is_speaking && is_synopsis(line) {
            return LineKind::Synopsis;
        }
        if self.is_scene(line, is_after_blank, next) {
            self.part = Part::Content;
            return LineKind::Scene;
        }
        let cue = cue(line).filter(|_| is_after_blank && next.is_some());
        if self.part != Part::Content {
            let is_marked = is_marked(line);
            let is_followed = next.is_some_and(|next| !is_marked_entry(next));
            let begins = match self.entries {
                _ if is_marked || !is_after_blank => false,
                Entries::None => false,
                Entries::Marked if self.part == Part::Cast && is_sentence(line) => true,
                Entries::Marked => cue.is_some() && is_followed,
                Entries::Bare => cue.is_some() && is_followed && next.is_some_and(is_said),
            };
            if !begins {
                self.entries = if is_marked || self.entries == Entries::Marked {
                    Entries::Marked
                } else {
                    Entries::Bare
                };
                return LineKind::Entry;
            }
            self.part = Part::Content;
        }
        if line.starts_with('~') {
            LineKind::Song
        } else if self.is_speaking {
            if is_parenthetical(line) { LineKind::Parenthetical } else { LineKind::Speech }
        } else if line.starts_with('!') {
            LineKind::Action
        } else if line.starts_with('>') && line.len() > 1 {
            if line.ends_with('<') && line.len() > 2 { LineKind::Centered } else { LineKind::Transition }
        } else if cue.is_some() {
            LineKind::Cue
        } else if is_after_blank && next.is_none() && is_transition(line) {
            LineKind::Transition
        } else {
            LineKind::Action
        }
    }

    fn is_scene(self, line: &str, is_after_blank: bool, next: Option<&str>) -> bool {
        if let Some(title) = forced_scene(line) {
            return !self.is_speaking || is_scene_title(title);
        }
        let is_alone = is_after_blank && !self.is_speaking;
        is_alone && (is_scene_title(line) || next.is_none() && is_slug_line(line))
    }
}

/// `.CẢNH 1` but not "…" nor "...".
pub(super) fn forced_scene(line: &str) -> Option<&str> {
    let title = line.strip_prefix('.')?;
    title.starts_with(|c: char| c.is_alphanumeric() || c == ' ').then(|| title.trim())
}

/// `## Phần hai`
pub(super) fn section_title(line: &str) -> Option<&str> {
    line.starts_with('#').then(|| line.trim_start_matches('#').trim())
}

/// `= Tóm tắt cảnh này.`; other uses of the sign are text.
fn is_synopsis(line: &str) -> bool {
    line.strip_prefix('=').is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || c == ' '))
}

/// `CUT TO:`
fn is_transition(line: &str) -> bool {
    line.ends_with("TO:") && !line.chars().any(char::is_lowercase)
}

/// `(cười)`, but not `(cười) Dạ (nhỏ)`.
fn is_parenthetical(line: &str) -> bool {
    let inner = line.strip_prefix('(').and_then(|inner| inner.strip_suffix(')'));
    inner.is_some_and(|inner| !inner.contains([')', '(']))
}

/// The key of a line of a title page.
pub(super) fn title_key(line: &str) -> Option<&str> {
    line.split_once(':').map(|(key, _)| key.trim_end())
}

/// The keys of fountain.io, one of which must come first: a skit may begin with any other words and a colon.
fn is_title_key(key: &str) -> bool {
    let known = [
        "title",
        "credit",
        "author",
        "authors",
        "source",
        "notes",
        "draft date",
        "date",
        "contact",
        "copyright",
        "revision",
        "format",
        "font",
    ];
    known.contains(&key.to_lowercase().as_str())
}

/// Whether a line begins as the entry of a list does.
fn is_marked(line: &str) -> bool {
    line.starts_with('!') || is_marked_entry(line)
}

fn is_marked_entry(line: &str) -> bool {
    let line = line.trim_start().trim_start_matches('!');
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    line.starts_with(['-', '+', '*', '•', '–']) || digits > 0 && line[digits..].starts_with(['.', ')'])
}

/// "Sân nhà buổi sáng, Lan quét sân.": no entry of a cast list.
fn is_sentence(line: &str) -> bool {
    line.ends_with(['.', '!', '?', '…', ')']) && line.split_whitespace().count() > 4
}

/// Whether a line reads like dialogue rather than like a description.
fn is_said(line: &str) -> bool {
    let line = line.trim_end();
    line.starts_with('(') || line.ends_with(['.', '!', '?', '…', '”', '"'])
}
