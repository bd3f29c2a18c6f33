//! Positions the glyphs of one line.

use std::ops::Range;
use std::sync::Arc;

use super::Source;
use super::atom::{Atom, Atoms, Kind, tab_stop};
use crate::page::fonts::{FaceRun, Shaped};
use crate::page::{Glyph, GlyphRun, Point, Style};

#[derive(Default)]
pub(super) struct Placed {
    pub runs: Vec<GlyphRun>,
    pub width: f32,
    /// The largest ascent in the line, points.
    pub ascent: f32,
    pub descent: f32,
    pub size: f32,
}

/// Positions a line's groups from `origin` on; each space is widened by `stretch` points.
pub(super) fn place(
    source: &Source,
    atoms: &Atoms,
    groups: Range<usize>,
    origin: Point,
    stretch: f32,
) -> Placed {
    let last = groups.end.wrapping_sub(1);
    let of_line = groups.flat_map(|index| {
        let group = &atoms.groups[index];
        let end = if index == last { group.word_end } else { group.atoms.end };
        &atoms.all[group.atoms.start..end]
    });
    let room = of_line.clone().map(Atom::glyphs).sum();
    let glyphs = Vec::with_capacity(room);
    let mut line = LineBuilder { x: origin.x, y: origin.y, glyphs, ..LineBuilder::default() };
    for atom in of_line {
        line.push(source, atom, origin.x, stretch);
    }
    let width = line.x - origin.x;
    line.close();
    Placed { width, ..line.placed }
}

#[derive(Default)]
struct LineBuilder {
    placed: Placed,
    x: f32,
    y: f32,
    text: String,
    glyphs: Vec<Glyph>,
    run: Option<GlyphRun>,
    /// The run's style.
    style: Option<Style>,
}

impl LineBuilder {
    fn push(&mut self, source: &Source, atom: &Atom, left: f32, stretch: f32) {
        match atom.kind {
            Kind::Hidden => return self.close(),
            Kind::Tab => {
                self.close();
                self.x = left + tab_stop(self.x - left);
                return;
            }
            Kind::Word | Kind::Space => {}
        }
        let size = atom.style.size;
        if atom.kind == Kind::Word {
            let metrics = atom.style.face.metrics();
            self.placed.ascent = self.placed.ascent.max(metrics.ascent * size);
            self.placed.descent = self.placed.descent.max(metrics.descent * size);
            self.placed.size = self.placed.size.max(size);
        }
        let stretch = if atom.kind == Kind::Space { stretch / atom.glyphs().max(1) as f32 } else { 0.0 };
        for face_run in &atom.word.runs {
            if face_run.face.is_khmer() {
                // Taller than Latin letters.
                let metrics = face_run.face.metrics();
                self.placed.ascent = self.placed.ascent.max(metrics.ascent * size);
                self.placed.descent = self.placed.descent.max(metrics.descent * size);
            }
            self.face_run(source, atom, face_run, stretch);
        }
    }

    fn face_run(&mut self, source: &Source, atom: &Atom, face_run: &FaceRun, stretch: f32) {
        let (Some(first), Some(last)) = (face_run.glyphs.first(), face_run.glyphs.last()) else { return };
        let style = atom.style;
        let drawn = Style { face: face_run.face, ..style };
        if self.style != Some(drawn) {
            self.close();
            self.style = Some(drawn);
        }
        let run = self.run.get_or_insert_with(|| GlyphRun {
            face: face_run.face,
            size: style.size,
            color: style.color,
            is_underlined: style.is_underlined,
            origin: Point { x: self.x, y: self.y },
            text: "".into(),
            start: atom.start + first.start as usize,
            glyphs: Arc::default(),
        });
        let base = self.text.len() as u32;
        self.text.push_str(&source.text[atom.start + first.start as usize..atom.start + last.end as usize]);
        for &Shaped { id, advance, x, y, start, end } in &face_run.glyphs {
            let advance = advance * style.size + stretch + source.letter_spacing(advance) * style.size;
            self.glyphs.push(Glyph {
                id,
                x: self.x - run.origin.x + x * style.size,
                y: y * style.size,
                advance,
                start: base + start - first.start,
                end: base + end - first.start,
            });
            self.x += advance;
        }
    }

    fn close(&mut self) {
        if let Some(mut run) = self.run.take() {
            run.text = self.text.as_str().into();
            run.glyphs = self.glyphs.as_slice().into();
            self.placed.runs.push(run);
        }
        self.text.clear();
        self.glyphs.clear();
    }
}
