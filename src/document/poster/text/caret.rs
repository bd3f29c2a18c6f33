//! Where the caret stands before each character.

use super::{Laid, arc};
use crate::page::{Face, GlyphRun, Line};
use crate::poster::{Caret, Frame};

/// The places of each line, from its first character to its end; millimetres in the unrotated frame's coordinates.
/// The text is `down` points below its frame's top.
pub(super) fn lines(laid: &Laid<'_>, frame: Frame, unit: f32, down: f32) -> Vec<Vec<Caret>> {
    let shown: String = laid.runs.iter().map(|run| super::shown(laid.text, run.words)).collect();
    let width = frame.width * unit;
    let bend = (laid.text.arc != 0.0).then(|| arc::Bend::new(laid.text.arc, width, &laid.set));
    let (mut lines, mut at, mut from) = (Vec::new(), 0, 0);
    let metrics = laid.text.typeface_metrics();
    let count = laid.set.lines.len();
    for (index, line) in laid.set.lines.iter().enumerate() {
        // A line goes on to where the next begins: its trailing spaces and its break are not drawn.
        let next = laid.set.lines.get(index + 1).map_or(shown.len(), |next| next.start);
        let words = shown.get(from..next.max(from)).unwrap_or_default();
        let is_last = index + 1 == count;
        let xs = places(line, words, from, is_last, start_of(laid, line, width), laid.size);
        let size = line.runs.iter().map(|run| run.size).fold(0.0, f32::max).max(if line.runs.is_empty() {
            laid.size
        } else {
            0.0
        });
        let (head, foot) = (line.baseline - metrics.ascent.min(1.0) * size, line.baseline + size * 0.24);
        let place = |x: f32, y: f32| {
            let (x, y) = match &bend {
                Some(bend) => {
                    let [a, b, c, d, e, f] = bend.at(x, line.baseline, laid.size);
                    (a * x + c * y + e, b * x + d * y + f)
                }
                None => (x, y),
            };
            (frame.x + x / unit, frame.y + (y + down) / unit)
        };
        let carets = xs.iter().enumerate();
        lines.push(
            carets.map(|(n, x)| Caret { at: at + n, head: place(*x, head), foot: place(*x, foot) }).collect(),
        );
        let characters = words.chars().count();
        at += characters;
        from = next.max(from);
        // Behind a break at the very end, an empty line waits for words.
        if is_last && words.ends_with('\n') {
            let below = laid.size * laid.text.line_height;
            let x = start_of(laid, &Line::default(), width);
            let caret = Caret { at, head: place(x, head + below), foot: place(x, foot + below) };
            lines.push(vec![caret]);
        }
    }
    lines
}

/// Where a line without letters begins.
fn start_of(laid: &Laid<'_>, line: &Line, width: f32) -> f32 {
    use crate::poster::HorizontalAlign::{Center, Justify, Left, Right};
    line.runs.first().map_or_else(
        || match laid.text.align {
            Left | Justify => 0.0,
            Center => width / 2.0,
            Right => width,
        },
        |run| run.origin.x,
    )
}

/// The x before each character of a line, and after its last unless that is a break; points.
fn places(line: &Line, words: &str, from: usize, is_last: bool, start: f32, size: f32) -> Vec<f32> {
    let mut xs = Vec::with_capacity(words.len() + 1);
    let mut glyphs = line.runs.iter().flat_map(letters).peekable();
    let mut x = start;
    let blank = Face::Sans.glyph(' ').map_or(0.25, |glyph| Face::Sans.advance(glyph));
    for (at, letter) in words.char_indices() {
        let byte = from + at;
        while glyphs.next_if(|(_, end, ..)| *end <= byte).is_some() {}
        if let Some((begin, end, left, right)) = glyphs.peek().copied().filter(|(begin, ..)| *begin <= byte) {
            // A letter of a ligature begins at its share.
            let share = (byte - begin) as f32 / (end - begin).max(1) as f32;
            xs.push(left + (right - left) * share);
            x = right;
        } else {
            xs.push(x);
            if letter == ' ' || letter == '\u{a0}' {
                x += blank * size;
            }
        }
    }
    if !words.ends_with('\n') && is_last || words.is_empty() {
        xs.push(x);
    }
    xs
}

/// Each glyph's bytes of the shown text, and its left and right end.
fn letters(run: &GlyphRun) -> impl Iterator<Item = (usize, usize, f32, f32)> + '_ {
    run.glyphs.iter().map(move |glyph| {
        let left = run.origin.x + glyph.x;
        (run.start + glyph.start as usize, run.start + glyph.end as usize, left, left + glyph.advance)
    })
}
