//! The text set for a width: lines of glyphs, and where each turn is. Lengths are pixels of the screen.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHasher};

use crate::page::{Color, Face, Fonts, GlyphRun, Paragraph, Span, Style};
use crate::piece::prompt::{Prompt, Turn};

/// Space beside the text, as a fraction of the width.
const MARGIN: f32 = 0.11;
/// A multiple of the letters: stacked diacritics do not touch.
const LINE_HEIGHT: f32 = 1.4;
/// Space after a turn, in letters.
const GAP: f32 = 0.7;

/// The set text. Its height is the whole of its turns.
#[derive(Debug, Default)]
pub struct Layout {
    turns: Vec<Arc<Block>>,
    /// Where each turn begins, and where the last one ends.
    tops: Vec<f32>,
    /// The left edge of the lines.
    pub left: f32,
    /// The lines' width.
    pub width: f32,
}

/// The lines of one turn.
#[derive(Debug)]
struct Block {
    /// With their tops, from the turn's.
    lines: Vec<(f32, Arc<Line>)>,
    /// Where its words begin: below the name of the voice.
    words: f32,
    height: f32,
}

/// One line.
#[derive(Debug)]
pub struct Line {
    /// Equal only for lines that look the same.
    pub key: u64,
    /// From the line's top left corner.
    pub runs: Vec<GlyphRun>,
    pub width: f32,
    pub height: f32,
}

/// Sets turns, and keeps those that stay the same.
#[derive(Default)]
pub struct Typesetter {
    fonts: Fonts,
    known: FxHashMap<u64, Arc<Block>>,
}

impl std::fmt::Debug for Typesetter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Typesetter").finish_non_exhaustive()
    }
}

/// The colours of the voices in the order in which they first speak; words without a voice are white.
const VOICES: [u32; 7] = [0xFF_FFFF, 0xFF_D54A, 0x7F_D6FF, 0xA6_F28C, 0xFF_B0D0, 0xFF_B066, 0xD3_B8FF];

pub fn color(rgb: u32) -> Color {
    let channel = |shift: u32| f32::from((rgb >> shift) as u8) / 255.0;
    Color::Rgb { r: channel(16), g: channel(8), b: channel(0) }
}

/// A line of one style, from its top left corner.
pub fn line(fonts: &mut Fonts, text: &str, style: Style) -> Line {
    let paragraph =
        Paragraph { line_height: LINE_HEIGHT, ..Paragraph::new(vec![Span { text: text.to_owned(), style }]) };
    let set = fonts.set(&paragraph, f32::INFINITY).lines.into_iter().next().unwrap_or_default();
    Line::new(set.runs, set.width, style.size * LINE_HEIGHT)
}

impl Line {
    fn new(runs: Vec<GlyphRun>, width: f32, height: f32) -> Self {
        let mut hasher = FxHasher::default();
        for run in &runs {
            run.text.hash(&mut hasher);
            run.color.to_rgb8().hash(&mut hasher);
            (run.face, run.size.to_bits(), run.origin.x.to_bits()).hash(&mut hasher);
            // Where a line is wrapped may kern it otherwise.
            run.glyphs.last().map(|glyph| glyph.x.to_bits()).hash(&mut hasher);
        }
        (width.to_bits(), height.to_bits()).hash(&mut hasher);
        Self { key: hasher.finish(), runs, width, height }
    }
}

impl Typesetter {
    /// Sets a script in a window of this width with letters of this size.
    pub fn set(&mut self, prompt: &Prompt, width: f32, letters: f32) -> Layout {
        let left = (width * MARGIN).round();
        let column = (width - 2.0 * left).max(letters * 4.0).round();
        let mut voices: Vec<&str> = Vec::new();
        let mut layout = Layout { left, width: column, ..Layout::default() };
        let mut known = FxHashMap::default();
        let (mut top, mut before) = (0.0, None);
        for turn in &prompt.turns {
            let voice = match voices.iter().position(|voice| *voice == turn.voice) {
                _ if turn.voice.is_empty() => 0,
                Some(at) => at + 1,
                None => {
                    voices.push(&turn.voice);
                    voices.len()
                }
            };
            let color = VOICES[if voice == 0 { 0 } else { (voice - 1) % (VOICES.len() - 1) + 1 }];
            let is_named = !turn.voice.is_empty() && before != Some(turn.voice.as_str());
            before = Some(turn.voice.as_str());
            let mut hasher = FxHasher::default();
            (&turn.text, &turn.voice, color, is_named, column.to_bits(), letters.to_bits()).hash(&mut hasher);
            let key = hasher.finish();
            let block = self.known.get(&key).map_or_else(
                || Arc::new(block(&mut self.fonts, turn, color, is_named, column, letters)),
                Arc::clone,
            );
            layout.tops.push(top);
            top += block.height;
            let _ = known.insert(key, Arc::clone(&block));
            layout.turns.push(block);
        }
        layout.tops.push(top);
        self.known = known;
        layout
    }
}

fn block(fonts: &mut Fonts, turn: &Turn, rgb: u32, is_named: bool, width: f32, letters: f32) -> Block {
    let style = |face, size| Style { face, size, color: color(rgb), is_underlined: false };
    let mut block = Block { lines: Vec::new(), words: 0.0, height: 0.0 };
    let mut push = |block: &mut Block, paragraph: &str, style: Style| {
        let span = Span { text: paragraph.to_owned(), style };
        let set = fonts.set(&Paragraph { line_height: LINE_HEIGHT, ..Paragraph::new(vec![span]) }, width);
        for mut line in set.lines {
            for run in &mut line.runs {
                run.origin.y -= line.top;
            }
            let line = Line::new(line.runs, width, line.height.ceil());
            let height = line.height;
            block.lines.push((block.height, Arc::new(line)));
            block.height += height;
        }
    };
    if is_named {
        push(&mut block, &turn.voice.to_uppercase(), style(Face::SansBold, letters * 0.42));
    }
    block.words = block.height;
    for paragraph in turn.text.lines() {
        push(&mut block, paragraph, style(Face::SansSemiBold, letters));
    }
    block.height = (block.height + letters * GAP).ceil();
    block
}

impl Layout {
    /// The words of a place, from the top of the text.
    pub fn y_of(&self, place: f64) -> f32 {
        let Some(last) = self.turns.len().checked_sub(1) else { return 0.0 };
        let turn = (place.max(0.0) as usize).min(last);
        let block = &self.turns[turn];
        let part = (place - turn as f64).clamp(0.0, 1.0) as f32;
        self.tops[turn] + block.words + part * (block.height - block.words)
    }

    /// The place at a distance from the top of the text.
    pub fn place_at(&self, y: f32) -> f64 {
        let Some(last) = self.turns.len().checked_sub(1) else { return 0.0 };
        let turn = self.tops.partition_point(|top| *top <= y).saturating_sub(1).min(last);
        let block = &self.turns[turn];
        let part = (y - self.tops[turn] - block.words) / (block.height - block.words).max(1.0);
        turn as f64 + f64::from(part.clamp(0.0, 1.0))
    }

    /// The lines between two distances from the top of the text, with their tops.
    pub fn lines(&self, from: f32, to: f32) -> impl Iterator<Item = (f32, &Arc<Line>)> {
        let first = self.tops.partition_point(|top| *top <= from).saturating_sub(1);
        let turns = self.turns.iter().zip(&self.tops).skip(first).take_while(move |(_, top)| **top < to);
        turns
            .flat_map(|(block, top)| block.lines.iter().map(move |(y, line)| (top + y, line)))
            .filter(move |(top, line)| top + line.height > from && *top < to)
    }

    /// The place of the line after or before the one at a place.
    pub fn line_beside(&self, place: f64, by: i32) -> f64 {
        let (y, near) = (self.y_of(place), 1.0);
        let end = self.tops.last().copied().unwrap_or_default();
        let tops: Vec<f32> = self.lines(y - 2000.0, y + 2000.0).map(|(top, _)| top).collect();
        let next = if by > 0 {
            tops.into_iter().find(|top| *top > y + near).unwrap_or(end)
        } else {
            tops.into_iter().rev().find(|top| *top < y - near).unwrap_or(0.0)
        };
        let found = self.place_at(next);
        // The name above a turn's words is at the same place as its first words.
        if by < 0 && found >= place { (place - 1.0).max(0.0).floor() } else { found }
    }
}

#[cfg(test)]
mod tests {
    use super::Typesetter;
    use crate::piece::av::Script;
    use crate::piece::prompt::Prompt;
    use crate::plan::Settings;

    const BODY: &str = "## 1\nGiọng: An\nLời: Kính chào quý vị và các bạn đang theo dõi chương trình.\n\n## 2\nGiọng: \
                        Bình\nLời: Trước hết là tin vắn về cải cách hành chính ở các quận, huyện.\n";

    #[test]
    fn a_place_and_its_distance_answer_each_other_at_every_size_of_letters() {
        let prompt = Prompt::new(&Script::parse(BODY), &Settings::default());
        for letters in [30.0, 60.0, 140.0] {
            let layout = Typesetter::default().set(&prompt, 1280.0, letters);
            for place in [0.0, 0.25, 0.9, 1.0, 1.5] {
                assert!(
                    (layout.place_at(layout.y_of(place) + 0.01) - place).abs() < 0.01,
                    "{place} at {letters}"
                );
            }
            let next = layout.line_beside(0.0, 1);
            assert!(next > 0.0 && next <= 2.0);
            assert!(layout.line_beside(next, -1) < next);
        }
    }

    #[test]
    fn a_changed_word_sets_only_its_own_turn_anew() {
        let mut typesetter = Typesetter::default();
        let settings = Settings::default();
        let set = |typesetter: &mut Typesetter, body: &str| {
            let layout = typesetter.set(&Prompt::new(&Script::parse(body), &settings), 1280.0, 60.0);
            layout.lines(0.0, f32::INFINITY).map(|(_, line)| line.key).collect::<Vec<_>>()
        };
        let before = set(&mut typesetter, BODY);
        let after = set(&mut typesetter, &BODY.replace("tin vắn", "tin nhanh"));
        let same = before.iter().zip(&after).filter(|(a, b)| a == b).count();
        assert!(same >= before.len() - 2 && same < before.len(), "{same} of {}", before.len());
    }
}
