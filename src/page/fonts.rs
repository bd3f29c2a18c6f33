//! A cache of shaped words: documents repeat the same words very often.

use std::sync::{Arc, OnceLock};

use harfrust::{Direction, FontRef, Language, Script, ShapePlan, Shaper, ShaperData, UnicodeBuffer, script};
use rustc_hash::FxHashMap;

use super::Face;
use super::drawing::Drawings;
use super::ink::Ink;
use super::picture::Sound;

/// Number of words per face at which the cache is cleared.
const CAPACITY: usize = 20_000;

/// The embedded faces with the caches of shaping and drawing.
///
/// Cheap to create: faces are parsed at first use, once per process. Use a separate one for each thread.
#[derive(Default)]
pub struct Fonts {
    /// By the face's number.
    words: Vec<FxHashMap<Box<str>, Arc<Word>>>,
    buffer: Option<UnicodeBuffer>,
    /// The drawing caches.
    pub(super) ink: Ink,
    /// Which pictures can be decoded.
    pub(crate) sound: Sound,
    /// The SVG drawings in use.
    pub(crate) drawings: Drawings,
}

/// A shaped word, in em.
pub(crate) struct Word {
    /// Its glyphs in order, those of one face together.
    pub runs: Box<[FaceRun]>,
    pub width: f32,
    /// Some characters are missing from all faces.
    pub is_missing: bool,
}

pub(crate) struct FaceRun {
    pub face: Face,
    pub glyphs: Box<[Shaped]>,
}

/// Lengths in em, y downwards; `start..end` are bytes of the word.
#[derive(Clone, Copy)]
pub(crate) struct Shaped {
    pub id: u16,
    pub advance: f32,
    pub x: f32,
    pub y: f32,
    pub start: u32,
    pub end: u32,
}

impl Fonts {
    pub fn new() -> Self {
        Self::default()
    }

    /// Characters that neither the face nor its fallback has, each once; only the first few.
    pub fn missing(text: &str, face: Face) -> Vec<char> {
        let mut missing = Vec::new();
        for character in text.chars().filter(|character| is_missing(*character, face)) {
            note_missing(&mut missing, character);
        }
        missing
    }

    /// The word shaped with kerning and placed marks.
    pub(crate) fn word(&mut self, face: Face, text: &str) -> Arc<Word> {
        let slot = face.slot();
        if self.words.len() <= slot {
            self.words.resize_with(slot + 1, FxHashMap::default);
        }
        let words = &mut self.words[slot];
        if let Some(word) = words.get(text) {
            return Arc::clone(word);
        }
        let word = Arc::new(shape(&mut self.buffer, face, text));
        if words.len() >= CAPACITY {
            words.clear();
        }
        let _ = words.insert(text.into(), Arc::clone(&word));
        word
    }
}

/// Invisible in every font: joiners, directional marks, soft hyphens, control characters.
fn is_ignorable(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

fn has(face: Face, character: char) -> bool {
    is_ignorable(character) || face.glyph(character).is_some()
}

/// Adds a missing character. Text in another script may have thousands: the first few are enough.
pub(super) fn note_missing(missing: &mut Vec<char>, character: char) {
    const MOST: usize = 100;
    if missing.len() < MOST && !missing.contains(&character) {
        missing.push(character);
    }
}

fn is_missing(character: char, face: Face) -> bool {
    chosen(character, face).is_none()
}

/// The face that has the character: this one, or one of its fallbacks.
fn chosen(character: char, face: Face) -> Option<Face> {
    std::iter::once(face).chain(face.fallbacks()).find(|face| has(*face, character))
}

/// What is printed for a character that no face has: an empty box of this face.
const BOX: (Face, char) = (Face::Symbols, '□');

fn shape(buffer: &mut Option<UnicodeBuffer>, face: Face, text: &str) -> Word {
    // Nearly every word is complete in its face; only the others are checked letter by letter.
    if !text.is_empty() {
        let whole = face_run(buffer, face, text, 0, text.len());
        if whole.glyphs.iter().all(|glyph| glyph.id != 0) {
            let width = whole.glyphs.iter().map(|glyph| glyph.advance).sum();
            return Word { runs: Box::new([whole]), width, is_missing: false };
        }
    }
    let mut runs = Vec::new();
    let mut is_missing = false;
    let mut start = 0;
    let mut current: Option<Option<Face>> = None;
    for (at, character) in text.char_indices() {
        // Joiners and variation selectors belong to the letter before them.
        let face = match current {
            Some(before) if is_ignorable(character) => before,
            _ => chosen(character, face),
        };
        is_missing |= face.is_none();
        if let Some(before) = current.replace(face).filter(|before| *before != face) {
            runs.push(run(buffer, before, text, start, at));
            start = at;
        }
    }
    if let Some(last) = current {
        runs.push(run(buffer, last, text, start, text.len()));
    }
    let width = runs.iter().flat_map(|run| run.glyphs.iter()).map(|glyph| glyph.advance).sum();
    Word { runs: runs.into(), width, is_missing }
}

/// A part of a word in one face; boxes if no face has it.
fn run(
    buffer: &mut Option<UnicodeBuffer>,
    face: Option<Face>,
    text: &str,
    start: usize,
    end: usize,
) -> FaceRun {
    match face {
        Some(face) => face_run(buffer, face, text, start, end),
        None => boxes(text, start, end),
    }
}

fn boxes(text: &str, start: usize, end: usize) -> FaceRun {
    let (face, sign) = BOX;
    let id = face.glyph(sign).unwrap_or(0);
    let letters = text[start..end].char_indices().filter(|(_, character)| !is_ignorable(*character));
    let glyphs = letters.map(|(at, character)| {
        let at = start + at;
        let end = at + character.len_utf8();
        Shaped { id, advance: face.advance(id), x: 0.0, y: 0.0, start: at as u32, end: end as u32 }
    });
    FaceRun { face, glyphs: glyphs.collect() }
}

fn face_run(buffer: &mut Option<UnicodeBuffer>, face: Face, text: &str, start: usize, end: usize) -> FaceRun {
    let (shaper, plan) = shaper(face);
    let mut unicode = buffer.take().unwrap_or_default();
    unicode.push_str(&text[start..end]);
    unicode.set_direction(Direction::LeftToRight);
    unicode.set_script(script_of(face));
    if let Some(language) = language_of(face) {
        unicode.set_language(language);
    }
    let shaped = shaper.shape_with_plan(plan, unicode, &[]);
    let em = 1.0 / f32::from(face.metrics().units_per_em);
    let infos = shaped.glyph_infos();
    let mut glyphs: Vec<Shaped> = infos
        .iter()
        .zip(shaped.glyph_positions())
        .map(|(info, position)| Shaped {
            id: info.glyph_id as u16,
            advance: position.x_advance as f32 * em,
            x: position.x_offset as f32 * em,
            y: -position.y_offset as f32 * em,
            start: (start + info.cluster as usize) as u32,
            end: end as u32,
        })
        .collect();
    // A cluster ends where the next one begins.
    for index in (1..glyphs.len()).rev() {
        let next = glyphs[index];
        let glyph = &mut glyphs[index - 1];
        glyph.end = if glyph.start == next.start { next.end } else { next.start };
        // Liberation Serif kerns "11", which would misalign columns of figures.
        let is_digit = |at: u32| text.as_bytes()[at as usize].is_ascii_digit();
        if face.has_tabular_figures() && is_digit(glyph.start) && is_digit(next.start) {
            glyph.advance = face.advance(glyph.id);
        }
    }
    *buffer = Some(shaped.clear());
    FaceRun { face, glyphs: glyphs.into() }
}

fn script_of(face: Face) -> Script {
    if face.is_khmer() { script::KHMER } else { script::LATIN }
}

fn language_of(face: Face) -> Option<Language> {
    if face.is_khmer() { "km".parse().ok() } else { "vi".parse().ok() }
}

/// All text is left-to-right, and each face has one script: one shaping plan per face is enough.
fn shaper(face: Face) -> &'static (Shaper<'static>, ShapePlan) {
    static DATA: [OnceLock<ShaperData>; Face::ALL.len()] = [const { OnceLock::new() }; Face::ALL.len()];
    static SHAPERS: [OnceLock<(Shaper<'static>, ShapePlan)>; Face::ALL.len()] =
        [const { OnceLock::new() }; Face::ALL.len()];
    if let Face::Installed(one) = face {
        return &one.font().shaper;
    }
    let slot = face.slot();
    SHAPERS[slot].get_or_init(|| {
        // The bytes are compiled in and a test shapes with each of them.
        let font = FontRef::new(face.bytes()).expect("an embedded font parses");
        let shaper = DATA[slot].get_or_init(|| ShaperData::new(&font)).shaper(&font).build();
        let language = language_of(face);
        let plan =
            ShapePlan::new(&shaper, Direction::LeftToRight, Some(script_of(face)), language.as_ref(), &[]);
        (shaper, plan)
    })
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Fonts").finish_non_exhaustive()
    }
}
