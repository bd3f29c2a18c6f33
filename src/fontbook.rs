//! The fonts of the system: found once, read when one is used.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use fontdb::{Database, ID, Style};
use ttf_parser::GlyphId;

use crate::page::{Embedding, Face, Installed, Point, Segment, font};
use crate::poster::SystemFace;

/// Letters of which each must be there for a font to be Vietnamese: the horned ones, and those with two marks.
const VIETNAMESE: &str = "ăâđêôơưẮằẨẫặấỀếểễệỐồổỗộỚờởỡợỨừửữự";

/// A face of the system, for choosing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub face: SystemFace,
    pub embedding: Embedding,
    pub has_vietnamese: bool,
}

/// Words drawn in a face, in em from the left end of the baseline, y downwards.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Specimen {
    pub segments: Vec<Segment>,
    pub width: f32,
}

struct Book {
    fonts: Database,
    known: BTreeMap<SystemFace, Known>,
}

struct Known {
    id: ID,
    entry: Entry,
    /// As it was read for setting text.
    read: OnceCell<Option<Face>>,
}

/// The first call reads the system's folders of fonts.
fn book() -> MutexGuard<'static, Book> {
    static BOOK: OnceLock<Mutex<Book>> = OnceLock::new();
    let book = BOOK.get_or_init(|| {
        let mut fonts = Database::new();
        fonts.load_system_fonts();
        let mut book = Book { fonts, known: BTreeMap::new() };
        let _ = book.learn();
        Mutex::new(book)
    });
    book.lock().unwrap_or_else(PoisonError::into_inner)
}

/// All faces by family, then weight. Not for the window's thread.
pub fn entries() -> Vec<Entry> {
    book().known.values().map(|known| known.entry.clone()).collect()
}

/// A face of the system; none when this machine has not that one.
pub fn face(wanted: &SystemFace) -> Option<Face> {
    let book = book();
    let Known { id, read, .. } = book.known.get(wanted)?;
    // None inside for a file that cannot be set, which is not read again.
    *read.get_or_init(|| {
        let (bytes, index) = book.fonts.with_face_data(*id, |bytes, index| (bytes.to_vec(), index))?;
        Installed::add(bytes, index).map(Face::Installed)
    })
}

/// Words in a face, without keeping its file in memory. Not for the window's thread.
pub fn specimen(wanted: &SystemFace, words: &str) -> Option<Specimen> {
    let book = book();
    let id = book.known.get(wanted)?.id;
    book.fonts
        .with_face_data(id, |bytes, index| Some(drawn(&ttf_parser::Face::parse(bytes, index).ok()?, words)))?
}

/// Adds the faces of a font file, as if the system had them; returns their names.
pub fn add(bytes: Vec<u8>) -> Vec<SystemFace> {
    let mut book = book();
    book.fonts.load_font_data(bytes);
    book.learn()
}

/// Words in a font, letter by letter.
pub(crate) fn drawn(font: &ttf_parser::Face<'_>, words: &str) -> Specimen {
    let em = 1.0 / f32::from(font.units_per_em().max(1));
    let mut specimen = Specimen::default();
    for letter in words.chars() {
        let glyph = font.glyph_index(letter).unwrap_or(GlyphId(0));
        let x = specimen.width;
        let outline = font::outline(font, glyph.0);
        let moved = outline.into_iter().map(|one| one.map(|point| Point { x: point.x + x, ..point }));
        specimen.segments.extend(moved);
        specimen.width += f32::from(font.glyph_hor_advance(glyph).unwrap_or(0)) * em;
    }
    specimen
}

impl Book {
    /// Takes in the faces that are not known yet; returns their names.
    fn learn(&mut self) -> Vec<SystemFace> {
        let mut learnt = Vec::new();
        for info in self.fonts.faces() {
            // Families whose names begin with a dot are the system's own.
            let Some((family, _)) = info.families.first().filter(|(family, _)| !family.starts_with('.'))
            else {
                continue;
            };
            let (family, weight) = (family.clone(), info.weight.0);
            let face = SystemFace { family, weight, is_italic: info.style != Style::Normal };
            if self.known.contains_key(&face) {
                continue;
            }
            let entry = self.fonts.with_face_data(info.id, |bytes, index| {
                let font = ttf_parser::Face::parse(bytes, index).ok()?;
                let has_vietnamese = VIETNAMESE.chars().all(|letter| font.glyph_index(letter).is_some());
                Some(Entry { face: face.clone(), embedding: Embedding::of(&font), has_vietnamese })
            });
            if let Some(entry) = entry.flatten() {
                learnt.push(face.clone());
                let _ = self.known.insert(face, Known { id: info.id, entry, read: OnceCell::new() });
            }
        }
        learnt
    }
}
