//! Skits: Fountain (`.fountain`, fountain.io/syntax), its cast, scenes and turns.
//!
//! Scene headings are "CẢNH 1 – …", or forced with a dot; cast and props are listed as `!- …` lines in their
//! own sections. Parsing never fails: any other line is action.

mod cue;
mod emphasis;
mod hidden;
mod import;
mod line;
mod parse;
mod part;
mod problem;
mod rehearsal;
mod run_in;

pub use cue::Cue;
pub use emphasis::Emphasis;
pub use hidden::{HiddenPart, Hiding};
pub use import::{Imported, Remark, import, is_run_in};
pub use line::{Line, LineKind, Reader};
pub use parse::parse;
pub use problem::Problem;
pub use rehearsal::Presence;
pub use run_in::{is_collective, speaker};

use std::collections::HashMap;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::sign::Marks;
use super::timing::{self, Rate};

/// The pairs of signs of emphasis in a line, outer ones first.
pub fn marks(line: &str) -> Vec<Marks> {
    emphasis::marks(line)
}

/// A line without its signs of emphasis.
pub fn plain(line: &str) -> String {
    emphasis::read(line).0
}

/// A skit parsed from its body.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Play {
    /// Of a file from another program: its title, authors, addresses.
    pub title_page: Vec<TitleEntry>,
    /// Of the section "Nhân vật" or "Phân vai".
    pub cast: Vec<CastMember>,
    /// Of the section "Đạo cụ".
    pub props: Vec<String>,
    /// Of the section "Âm thanh – ánh sáng".
    pub effects: Vec<String>,
    /// The whole body in order, including these lists. See [`Play::content`].
    pub elements: Vec<Element>,
    /// Index in `elements` where the performed part begins.
    content_at: usize,
    /// Lines (from 0) with a note or boneyard that is never closed, and so is text.
    unclosed: Vec<(usize, Hiding)>,
}

/// `Author: Lê Văn A`
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TitleEntry {
    pub key: String,
    /// Several lines are joined by LF.
    pub value: String,
}

/// `!- BÀ NGHIỆP | vợ ông Thịnh | 45 tuổi`
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CastMember {
    pub name: String,
    pub description: String,
    /// The last field: an age, or an actor.
    pub note: String,
}

/// Consecutive lines of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Element {
    pub kind: ElementKind,
    /// Without markup (`.`, `!`, `~`, `*`, parentheses, inline notes); lines joined by LF.
    pub text: String,
    /// Ranges of `text`; one may lie within another.
    pub emphasis: Vec<(Range<usize>, Emphasis)>,
    /// A scene's: `1A` of `.SÂN NHÀ #1A#`.
    pub number: String,
    /// A cue's: spoken at the same time as the turn before (`ĐÀO ^`).
    pub is_dual: bool,
    /// Lines of the body, from 0.
    pub lines: Range<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum ElementKind {
    /// `Title: …`
    TitlePage,
    /// `# Nhân vật`: for the outline, not printed.
    Section,
    /// `= Tóm tắt`: for the outline, not printed.
    Synopsis,
    /// `.CẢNH 1 – SÂN NHÀ, BUỔI SÁNG`
    Scene,
    /// Of the list of cast, props or effects.
    Entry,
    /// With its indent.
    #[default]
    Action,
    /// `> HẾT <`
    Centered,
    /// `> CHUYỂN CẢNH:`
    Transition,
    /// `ÔNG TƯ (vọng vào)`: the extension without its parentheses, empty when there is none.
    Cue { name: String, extension: String },
    /// `(cười)`
    Parenthetical,
    /// Dialogue, one line per paragraph.
    Speech,
    /// `~…`, one line per verse.
    Song,
    /// `[[…]]`
    Note,
    /// `/*…*/`
    Boneyard,
    /// `===`
    PageBreak,
}

/// A scene and its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scene<'a> {
    /// Empty for the part before the first heading.
    pub title: &'a str,
    /// Line of the body, from 0.
    pub line: usize,
    /// Without the heading.
    pub elements: &'a [Element],
}

/// One character's turn: the cue and the parts that belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn<'a> {
    pub name: &'a str,
    pub extension: &'a str,
    pub cue: &'a Element,
    /// Parentheticals, speech, songs, notes.
    pub parts: &'a [Element],
}

impl<'a> Turn<'a> {
    /// Whether this character speaks, alone or with others.
    pub fn is_of(&self, name: &str) -> bool {
        is_same_name(self.name, name) || speakers(self.name).any(|speaker| is_same_name(speaker, name))
    }

    /// Dialogue and songs, that is, what is spoken or sung.
    pub fn voiced(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let parts =
            self.parts.iter().filter(|part| matches!(part.kind, ElementKind::Speech | ElementKind::Song));
        parts.map(|part| part.text.as_str())
    }

    /// Lines of the body, from 0, including the cue's.
    pub fn lines(&self) -> Range<usize> {
        self.cue.lines.start..self.parts.last().unwrap_or(self.cue).lines.end
    }
}

/// A character's appearances.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Character {
    pub name: String,
    /// Whether it is in the cast list.
    pub is_declared: bool,
    /// Turns.
    pub speeches: u32,
    pub syllables: u32,
    /// Index into [`Play::scenes`] of the first turn; none if the character never speaks.
    pub first_scene: Option<usize>,
}

impl Play {
    /// The performed part: everything after the lists of cast, props and effects at the beginning.
    pub fn content(&self) -> &[Element] {
        &self.elements[self.content_at..]
    }

    /// What precedes it: the title page, the lists, and whatever was written between them.
    pub fn front(&self) -> &[Element] {
        &self.elements[..self.content_at]
    }

    /// Lines (from 0) with a note or boneyard that is never closed. What it would hide is text.
    pub fn unclosed_lines(&self) -> impl Iterator<Item = usize> + use<'_> {
        self.unclosed.iter().map(|(line, _)| *line)
    }

    /// In order; a part before the first heading is a scene without a title.
    pub fn scenes(&self) -> Vec<Scene<'_>> {
        let content = self.content();
        let is_heading = |element: &Element| element.kind == ElementKind::Scene;
        let first = content.iter().position(is_heading).unwrap_or(content.len());
        let mut scenes = Vec::new();
        if content[..first].iter().any(Element::is_performed) {
            scenes.push(Scene { title: "", line: content[0].lines.start, elements: &content[..first] });
        }
        let mut rest = &content[first..];
        while let Some((heading, after)) = rest.split_first() {
            let end = after.iter().position(is_heading).unwrap_or(after.len());
            let (elements, next) = after.split_at(end);
            scenes.push(Scene { title: &heading.text, line: heading.lines.start, elements });
            rest = next;
        }
        scenes
    }

    /// Every turn, in order.
    pub fn turns(&self) -> impl Iterator<Item = Turn<'_>> {
        turns(self.content())
    }

    /// The cast in its order, then speakers who are not in it.
    pub fn characters(&self) -> Vec<Character> {
        let character = |name: &str, is_declared| Character {
            name: name.to_owned(),
            is_declared,
            speeches: 0,
            syllables: 0,
            first_scene: None,
        };
        let mut characters: Vec<_> = self.cast.iter().map(|member| character(&member.name, true)).collect();
        let mut known: HashMap<String, usize> = HashMap::new();
        for (at, member) in self.cast.iter().enumerate() {
            let _ = known.entry(folded(&member.name)).or_insert(at);
        }
        for (index, scene) in self.scenes().iter().enumerate() {
            for turn in turns(scene.elements) {
                let syllables = turn.voiced().map(timing::syllables).sum::<u32>();
                let together = speakers(turn.name).map(|name| known.get(&folded(name)).copied());
                let together: Option<Vec<usize>> = together.collect();
                let speaking = together.unwrap_or_else(|| {
                    vec![*known.entry(folded(turn.name)).or_insert_with(|| {
                        characters.push(character(turn.name, false));
                        characters.len() - 1
                    })]
                });
                for at in speaking {
                    let speaker = &mut characters[at];
                    speaker.speeches += 1;
                    speaker.syllables += syllables;
                    let _ = speaker.first_scene.get_or_insert(index);
                }
            }
        }
        characters
    }

    /// Seconds of speech and song, without silent action.
    pub fn seconds(&self, rate: Rate) -> f32 {
        self.turns().flat_map(|turn| turn.voiced()).map(|text| timing::seconds(text, rate)).sum()
    }
}

/// The turns in some elements, for example of a scene.
pub fn turns(elements: &[Element]) -> impl Iterator<Item = Turn<'_>> {
    let mut rest = elements;
    std::iter::from_fn(move || {
        let at = rest.iter().position(|element| matches!(element.kind, ElementKind::Cue { .. }))?;
        let (cue, after) = rest[at..].split_first()?;
        let ElementKind::Cue { name, extension } = &cue.kind else { return None };
        // A speech ends at a blank line, so its parts are on consecutive lines.
        let mut line = cue.lines.end;
        let count = after
            .iter()
            .take_while(|part| {
                std::mem::replace(&mut line, part.lines.end) == part.lines.start && part.is_voiced()
            })
            .count();
        let (parts, next) = after.split_at(count);
        rest = next;
        Some(Turn { name, extension, cue, parts })
    })
}

impl Element {
    /// Whether it can be part of a turn.
    fn is_voiced(&self) -> bool {
        matches!(
            self.kind,
            ElementKind::Parenthetical
                | ElementKind::Speech
                | ElementKind::Song
                | ElementKind::Note
                | ElementKind::Boneyard
        )
    }

    /// The text cut where its emphasis changes.
    pub fn runs(&self) -> Vec<(&str, Emphasis)> {
        emphasis::runs(&self.text, &self.emphasis)
    }

    /// Whether it is seen or heard on the stage.
    fn is_performed(&self) -> bool {
        !matches!(
            self.kind,
            ElementKind::TitlePage
                | ElementKind::Section
                | ElementKind::Synopsis
                | ElementKind::Entry
                | ElementKind::Note
                | ElementKind::Boneyard
                | ElementKind::PageBreak
        )
    }
}

/// Ignores case, spacing and how letters are composed: `@Bà  Nghiệp` is BÀ NGHIỆP. Diacritics distinguish
/// people.
pub fn is_same_name(left: &str, right: &str) -> bool {
    left == right || folded(left) == folded(right)
}

/// Those who speak together: "BÀ TƯ, ÔNG BẢY", "LAN VÀ TÂM". A name without such signs is one speaker.
fn speakers(name: &str) -> impl Iterator<Item = &str> {
    let signs = |name: &'_ str| {
        name.contains([',', '/', '&', '+', '–']) || name.contains(" VÀ ") || name.contains(" và ")
    };
    let parts: Vec<&str> = if signs(name) {
        name.split([',', '/', '&', '+', '–'])
            .flat_map(|part| part.split(" VÀ "))
            .flat_map(|part| part.split(" và "))
            .map(str::trim)
            .collect()
    } else {
        vec![name]
    };
    parts.into_iter()
}

/// A key that all spellings of a name share.
fn folded(name: &str) -> String {
    let composed: String = name.nfc().flat_map(char::to_lowercase).collect();
    composed.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
