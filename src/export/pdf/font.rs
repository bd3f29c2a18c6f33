//! The glyphs that a document uses, by face, and their character codes.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use printpdf::{
    Codepoint, FontId, FontMetrics, Op, ParsedFont, PdfDocument, PdfFont, PdfFontHandle, Pt, TextItem,
};
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use subsetter::GlyphRemapper;

use super::Error;
use crate::page::{Embedding, Face, GlyphRun, Item, Page};

/// All faces of a document, subset.
#[derive(Default)]
pub(super) struct Fonts {
    faces: BTreeMap<Face, Subset>,
}

/// One face's glyphs.
pub(super) struct Subset {
    face: Face,
    remapper: GlyphRemapper,
    id: FontId,
    /// Glyph of the full font → its texts, each with its own code.
    ///
    /// A code maps to a single text when copying, so a glyph with two texts (a space and a no-break space)
    /// has two codes; all but the first need the map from codes to glyphs.
    codes: Vec<Vec<(Box<str>, u16)>>,
    /// Glyph of the full font → its code, if it has only one text, as nearly all do.
    only: Vec<Option<u16>>,
    /// Code → glyph of the subset.
    glyphs: Vec<u16>,
    /// Code → advance in font units.
    widths: Vec<u16>,
    /// Code → advance as the reader sees it, in thousandths of an em.
    read_widths: Vec<f64>,
    units_per_em: u16,
    program: Vec<u8>,
    /// `ABCDEF+Name`.
    name: String,
    metrics: Metrics,
}

#[derive(Default)]
struct Metrics {
    ascent: i16,
    descent: i16,
    bounds: [i16; 4],
    slope: (i16, i16),
    weight: u16,
    cap_height: Option<i16>,
}

impl Fonts {
    /// Adds the glyphs of more pages; a glyph's text keeps the code that it got first.
    pub fn take(&mut self, pages: &[Page]) -> Result<(), Error> {
        let parts: Vec<BTreeMap<Face, Use>> = pages
            .par_iter()
            // The number of pages for which a separate job pays off.
            .with_min_len(16)
            .fold(Collection::default, |mut collection, page| {
                collection.add(&page.items);
                collection
            })
            .map(|collection| collection.uses)
            .collect();
        let mut uses: BTreeMap<Face, Use> = BTreeMap::new();
        for (face, used) in parts.into_iter().flatten() {
            uses.entry(face).or_default().join(used);
        }
        for (face, used) in uses {
            let subset = match self.faces.entry(face) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => new.insert(Subset::new(face)),
            };
            subset.take(used)?;
        }
        Ok(())
    }

    /// Subsets the faces; call it once, before adding them to a file.
    pub fn finish(&mut self) -> Result<(), Error> {
        self.faces.par_iter_mut().try_for_each(|(_, subset)| subset.finish())
    }

    pub fn get(&self, face: Face) -> Option<&Subset> {
        self.faces.get(&face)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Subset> {
        self.faces.values()
    }

    /// printpdf embeds the glyphs that pages use, so the first page uses every code.
    pub fn add_to(&self, pdf: &mut PdfDocument) {
        for subset in self.faces.values() {
            let _ = pdf.resources.fonts.map.insert(subset.id.clone(), PdfFont::new(subset.parsed()));
            let Some(first) = pdf.pages.first_mut() else { continue };
            let font = PdfFontHandle::External(subset.id.clone());
            let glyphs = subset.codes.iter().flatten();
            let glyphs = glyphs.map(|(text, code)| Codepoint::with_cid(*code, 0.0, text.to_string()));
            first.ops.push(Op::SetFont { font, size: Pt(1.0) });
            first.ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(glyphs.collect())] });
        }
    }
}

/// The name by which pages refer to a face.
fn resource(face: Face) -> String {
    match face {
        Face::Installed(one) => format!("FInstalled{}", one.number()),
        _ => format!("F{face:?}"),
    }
}

impl Subset {
    fn new(face: Face) -> Self {
        let font = &face.loaded().ttf;
        let bounds = font.global_bounding_box();
        let metrics = Metrics {
            ascent: font.ascender(),
            descent: font.descender(),
            bounds: [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max],
            slope: slope(font.italic_angle()),
            weight: font.weight().to_number(),
            cap_height: font.capital_height(),
        };
        let mut subset = Self {
            face,
            remapper: GlyphRemapper::new(),
            id: FontId(resource(face)),
            codes: Vec::new(),
            only: Vec::new(),
            glyphs: Vec::new(),
            widths: Vec::new(),
            read_widths: Vec::new(),
            units_per_em: font.units_per_em(),
            program: Vec::new(),
            name: String::new(),
            metrics,
        };
        // A subset begins with the missing-character glyph.
        subset.code_for(0, 0);
        subset
    }

    /// Assigns the next code to a glyph of the full font and of the subset.
    fn code_for(&mut self, glyph: u16, subset: u16) {
        let advance =
            self.face.loaded().ttf.glyph_hor_advance(ttf_parser::GlyphId(glyph)).unwrap_or_default();
        // To three decimals: the error adds up to less than a hundredth of a point on the longest line.
        let thousandths = (f64::from(advance) * 1e6 / f64::from(self.units_per_em)).round() / 1000.0;
        self.glyphs.push(subset);
        self.widths.push(advance);
        self.read_widths.push(thousandths);
    }

    fn take(&mut self, used: Use) -> Result<(), Error> {
        let glyphs = used.known.len().max(self.codes.len());
        self.codes.resize(glyphs, Vec::new());
        self.only.resize(glyphs, None);
        let mut extra = Vec::new();
        for (glyph, text) in used.order {
            let index = usize::from(glyph);
            if self.codes[index].iter().any(|(known, _)| *known == text) {
                continue;
            }
            if !self.codes[index].is_empty() || glyph == 0 {
                extra.push((glyph, self.codes[index].len()));
                self.only[index] = None;
                self.codes[index].push((text, 0));
                continue;
            }
            let (code, subset) = (self.next_code()?, self.remapper.remap(glyph));
            self.code_for(glyph, subset);
            self.codes[index].push((text, code));
            self.only[index] = Some(code);
        }
        // Additional texts of a glyph get codes after all glyphs.
        for (glyph, nth) in extra {
            let code = self.next_code()?;
            self.code_for(glyph, self.remapper.get(glyph).unwrap_or_default());
            if let Some((_, known)) = self.codes[usize::from(glyph)].get_mut(nth) {
                *known = code;
            }
        }
        Ok(())
    }

    fn next_code(&self) -> Result<u16, Error> {
        let face = self.face;
        let failed = |_| Error::Font { face, reason: "quá nhiều chữ khác nhau".into() };
        u16::try_from(self.glyphs.len()).map_err(failed)
    }

    fn finish(&mut self) -> Result<(), Error> {
        let face = self.face;
        let failed = |reason: String| Error::Font { face, reason };
        if matches!(face, Face::Installed(one) if one.embedding() == Embedding::Forbidden) {
            return Err(Error::Embedding { name: face.name() });
        }
        self.program = subsetter::subset(face.bytes(), face.index(), &self.remapper)
            .map_err(|error| failed(error.to_string()))?;
        let names = face.loaded().ttf.names();
        let name = names
            .into_iter()
            .find(|name| name.name_id == ttf_parser::name_id::POST_SCRIPT_NAME && name.is_unicode())
            .and_then(|name| name.to_string())
            .unwrap_or_else(|| format!("{face:?}"));
        self.name = format!("{}+{name}", tag(&self.program));
        Ok(())
    }

    pub fn id(&self) -> &FontId {
        &self.id
    }

    /// The code of a glyph with this `text`.
    pub fn code(&self, glyph: u16, text: &str) -> u16 {
        if let Some(Some(code)) = self.only.get(usize::from(glyph)) {
            return *code;
        }
        self.codes
            .get(usize::from(glyph))
            .and_then(|texts| texts.iter().find(|(known, _)| **known == *text))
            .map_or(0, |(_, code)| *code)
    }

    /// The advance of a code as the reader sees it, in thousandths of an em.
    pub fn read_width(&self, code: u16) -> f64 {
        self.read_widths.get(usize::from(code)).copied().unwrap_or_default()
    }

    /// Advances by code, in thousandths of an em.
    pub fn read_widths(&self) -> impl Iterator<Item = f64> {
        self.read_widths.iter().copied()
    }

    /// Big-endian glyph ids by code; none when each code equals its glyph.
    pub fn code_to_glyph(&self) -> Option<Vec<u8>> {
        let is_identity = self.glyphs.iter().enumerate().all(|(code, glyph)| code == usize::from(*glyph));
        (!is_identity).then(|| self.glyphs.iter().flat_map(|glyph| glyph.to_be_bytes()).collect())
    }

    /// Thousandths of an em.
    pub fn cap_height(&self) -> Option<i64> {
        let height = self.metrics.cap_height?;
        Some((f32::from(height) * 1000.0 / f32::from(self.units_per_em)).round() as i64)
    }

    fn parsed(&self) -> ParsedFont {
        let widths = (0..).zip(self.widths.iter().copied()).collect();
        let metrics = FontMetrics { ascent: self.metrics.ascent, descent: self.metrics.descent };
        let mut font = ParsedFont::with_glyph_data(
            self.program.clone(),
            0,
            Some(self.name.clone()),
            BTreeMap::new(),
            widths,
            self.units_per_em,
            metrics,
        );
        let descriptor = &mut font.pdf_font_metrics;
        [descriptor.x_min, descriptor.y_min, descriptor.x_max, descriptor.y_max] = self.metrics.bounds;
        (descriptor.caret_slope_rise, descriptor.caret_slope_run) = self.metrics.slope;
        descriptor.us_weight_class = self.metrics.weight;
        font
    }
}

/// A glyph's part of the run's text. Of several glyphs in a cluster the first carries all of it.
pub(super) fn glyph_text(run: &GlyphRun, index: usize) -> &str {
    let glyph = run.glyphs[index];
    if index > 0 && run.glyphs[index - 1].start == glyph.start {
        return "";
    }
    run.text.get(glyph.start as usize..glyph.end as usize).unwrap_or_default()
}

/// The glyphs of one face that pages use, with their texts, in order of use.
#[derive(Default)]
struct Use {
    /// By glyph.
    known: Vec<Vec<Box<str>>>,
    order: Vec<(u16, Box<str>)>,
}

#[derive(Default)]
struct Collection {
    uses: BTreeMap<Face, Use>,
    /// Addresses of glyph lists already counted: runs with the same text share them.
    seen: FxHashSet<usize>,
}

impl Collection {
    fn add(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Glyphs(run) if self.seen.insert(run.glyphs.as_ptr().addr()) => {
                    let used = self.uses.entry(run.face).or_default();
                    for (index, glyph) in run.glyphs.iter().enumerate() {
                        used.add(glyph.id, glyph_text(run, index));
                    }
                }
                Item::Group { items, .. } | Item::Faded { items, .. } | Item::Unprinted { items, .. } => {
                    self.add(items);
                }
                _ => {}
            }
        }
    }
}

impl Use {
    fn add(&mut self, glyph: u16, text: &str) {
        let index = usize::from(glyph);
        if self.known.len() <= index {
            self.known.resize(index + 1, Vec::new());
        }
        let texts = &mut self.known[index];
        if !texts.iter().any(|known| **known == *text) {
            texts.push(text.into());
            self.order.push((glyph, text.into()));
        }
    }

    fn join(&mut self, other: Self) {
        for (glyph, text) in other.order {
            self.add(glyph, &text);
        }
    }
}

/// The caret's rise and run, from which printpdf derives the italic angle.
fn slope(angle: f32) -> (i16, i16) {
    if angle == 0.0 { (1, 0) } else { (1000, (-angle.to_radians().tan() * 1000.0).round() as i16) }
}

/// Six capitals that identify this subset (ISO 32000-1, 9.6.4).
fn tag(program: &[u8]) -> String {
    blake3::hash(program).as_bytes()[..6].iter().map(|byte| char::from(b'A' + byte % 26)).collect()
}
