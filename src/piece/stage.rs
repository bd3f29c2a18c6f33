//! Skits: a Fountain subset (`.fountain`), its cast, scenes and turns.
//!
//! Scenes are forced with a dot (`.CẢNH 1 – …`), cast and props stand as `!- …` lines in sections of their own.
//! Reading never fails: a line that is nothing else is action.

mod import;
mod parse;

pub use import::import;
pub use parse::parse;

use std::collections::HashMap;
use std::ops::Range;

use super::timing::{self, Rate};

/// A skit as read from its body.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Play {
    /// Of the section "Nhân vật" or "Phân vai".
    pub cast: Vec<CastMember>,
    /// Of the section "Đạo cụ".
    pub props: Vec<String>,
    /// Of the section "Âm thanh – ánh sáng".
    pub effects: Vec<String>,
    /// The whole body in order, the lists above included. See [`Play::content`].
    pub elements: Vec<Element>,
    /// Where the performed part begins in `elements`.
    content_at: usize,
}

/// `!- BÀ NGHIỆP | vợ ông Thịnh | 45 tuổi`
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CastMember {
    pub name: String,
    pub description: String,
    /// The last field: an age, an actor.
    pub note: String,
}

/// Consecutive lines of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    pub kind: Kind,
    /// Without the marks that make it what it is (`.`, `!`, `~`, parentheses, inline notes); lines joined by LF.
    pub text: String,
    /// Lines of the body, from 0.
    pub lines: Range<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// `# Nhân vật`
    Section,
    /// `.CẢNH 1 – SÂN NHÀ, BUỔI SÁNG`
    Scene,
    /// What is seen; also the entries of the cast and props lists.
    Action,
    /// `ÔNG TƯ (vọng vào)`: the extension without its parentheses, empty when there is none.
    Cue { name: String, extension: String },
    /// `(cười)`
    Parenthetical,
    /// What is spoken, a paragraph a line.
    Speech,
    /// `~…`, a verse a line.
    Song,
    /// `[[…]]`
    Note,
    /// `===`
    PageBreak,
}

/// A scene and what happens in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scene<'a> {
    /// Empty for what comes before the first heading.
    pub title: &'a str,
    /// Line of the body, from 0.
    pub line: usize,
    /// Without the heading.
    pub elements: &'a [Element],
}

/// One character's turn to speak: the cue and all that hangs on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn<'a> {
    pub name: &'a str,
    pub extension: &'a str,
    pub cue: &'a Element,
    /// Parentheticals, speech, songs, notes.
    pub parts: &'a [Element],
}

impl<'a> Turn<'a> {
    /// Speech and songs: what the voice does.
    pub fn voiced(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let parts = self.parts.iter().filter(|part| matches!(part.kind, Kind::Speech | Kind::Song));
        parts.map(|part| part.text.as_str())
    }

    /// Lines of the body, from 0, the cue's included.
    pub fn lines(&self) -> Range<usize> {
        self.cue.lines.start..self.parts.last().unwrap_or(self.cue).lines.end
    }
}

/// What one character has to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Character {
    pub name: String,
    /// Whether the cast list names it.
    pub is_declared: bool,
    /// Turns.
    pub speeches: u32,
    pub syllables: u32,
    /// Index into [`Play::scenes`] of the first turn; none for who never speaks.
    pub first_scene: Option<usize>,
}

impl Play {
    /// What is performed: all but the lists of cast, props and effects, and the section headings before it.
    pub fn content(&self) -> &[Element] {
        &self.elements[self.content_at..]
    }

    /// In order; what is performed before the first heading is a scene without a title.
    pub fn scenes(&self) -> Vec<Scene<'_>> {
        let content = self.content();
        let is_heading = |element: &Element| element.kind == Kind::Scene;
        let first = content.iter().position(is_heading).unwrap_or(content.len());
        let mut scenes = Vec::new();
        let is_performed =
            |element: &Element| !matches!(element.kind, Kind::Note | Kind::PageBreak | Kind::Section);
        if content[..first].iter().any(is_performed) {
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

    /// Each of the cast, in its order, then whoever speaks without being in it.
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
                let at = *known.entry(folded(turn.name)).or_insert_with(|| {
                    characters.push(character(turn.name, false));
                    characters.len() - 1
                });
                let speaker = &mut characters[at];
                speaker.speeches += 1;
                speaker.syllables += turn.voiced().map(timing::syllables).sum::<u32>();
                let _ = speaker.first_scene.get_or_insert(index);
            }
        }
        characters
    }

    /// Seconds of speech and song; business without words is not in it.
    pub fn seconds(&self, rate: Rate) -> f32 {
        self.turns().flat_map(|turn| turn.voiced()).map(|text| timing::seconds(text, rate)).sum()
    }
}

/// The turns among some elements, for example a scene's.
pub fn turns(elements: &[Element]) -> impl Iterator<Item = Turn<'_>> {
    let mut rest = elements;
    std::iter::from_fn(move || {
        let at = rest.iter().position(|element| matches!(element.kind, Kind::Cue { .. }))?;
        let (cue, after) = rest[at..].split_first()?;
        let Kind::Cue { name, extension } = &cue.kind else { return None };
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
    /// Whether it may stand in a turn.
    fn is_voiced(&self) -> bool {
        matches!(self.kind, Kind::Parenthetical | Kind::Speech | Kind::Song | Kind::Note)
    }
}

/// Whatever the case: `@Bà Nghiệp` is BÀ NGHIỆP. Diacritics tell people apart.
pub fn is_same_name(left: &str, right: &str) -> bool {
    left == right || left.chars().flat_map(char::to_lowercase).eq(right.chars().flat_map(char::to_lowercase))
}

/// What the spellings of one name have in common.
fn folded(name: &str) -> String {
    name.chars().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests;
