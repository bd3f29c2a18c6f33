//! Fonts installed on the system, beside the program's own.

use std::sync::{PoisonError, RwLock};

use harfrust::{Direction, FontRef, ShapePlan, Shaper, ShaperData, script};

use super::metrics::{Loaded, metrics};

/// A face of a font file that was added; it stays in memory as long as the process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Installed(u16);

pub(super) struct Font {
    pub bytes: &'static [u8],
    /// The face's number in a collection.
    pub index: u32,
    pub name: &'static str,
    pub loaded: Loaded,
    pub shaper: (Shaper<'static>, ShapePlan),
}

/// What the maker of a font permits (OpenType, `OS/2` `fsType`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Embedding {
    /// In documents that are viewed, printed or edited.
    Permitted,
    /// Not at all, or only as pictures.
    Forbidden,
}

impl Embedding {
    pub fn of(font: &ttf_parser::Face<'_>) -> Self {
        // A font that does not say permits it: so the makers of system fonts mean it.
        let is_forbidden = font.permissions() == Some(ttf_parser::Permissions::Restricted)
            || font.tables().os2.is_some() && !font.is_outline_embedding_allowed()
            || font.tables().os2.is_some() && !font.is_subsetting_allowed();
        if is_forbidden { Self::Forbidden } else { Self::Permitted }
    }
}

static FONTS: RwLock<Vec<&'static Font>> = RwLock::new(Vec::new());

impl Installed {
    /// Adds a face of a font file; none for what is not a font that can be set, or when there are too many.
    pub fn add(bytes: Vec<u8>, index: u32) -> Option<Self> {
        let _ = ttf_parser::Face::parse(&bytes, index).ok().filter(|font| font.units_per_em() > 0)?;
        let _ = FontRef::from_index(&bytes, index).ok()?;
        let bytes: &'static [u8] = Vec::leak(bytes);
        let ttf = ttf_parser::Face::parse(bytes, index).ok()?;
        let shaped = FontRef::from_index(bytes, index).ok()?;
        let data: &'static ShaperData = Box::leak(Box::new(ShaperData::new(&shaped)));
        let shaper = data.shaper(&shaped).build();
        let language = "vi".parse().ok();
        let plan =
            ShapePlan::new(&shaper, Direction::LeftToRight, Some(script::LATIN), language.as_ref(), &[]);
        let name = ttf
            .names()
            .into_iter()
            .find(|name| name.name_id == ttf_parser::name_id::POST_SCRIPT_NAME && name.is_unicode())
            .and_then(|name| name.to_string())
            .unwrap_or_else(|| "Font".to_owned());
        let loaded = Loaded { metrics: metrics(&ttf), ttf };
        let name = String::leak(name);
        let font = Box::leak(Box::new(Font { bytes, index, name, loaded, shaper: (shaper, plan) }));
        let mut fonts = FONTS.write().unwrap_or_else(PoisonError::into_inner);
        let number = u16::try_from(fonts.len()).ok()?;
        fonts.push(font);
        Some(Self(number))
    }

    /// Its place among those that were added.
    pub fn number(self) -> usize {
        usize::from(self.0)
    }

    pub(super) fn font(self) -> &'static Font {
        let fonts = FONTS.read().unwrap_or_else(PoisonError::into_inner);
        // Numbers are given out by `add` only, and no font is ever taken out.
        fonts[usize::from(self.0)]
    }

    pub fn embedding(self) -> Embedding {
        Embedding::of(&self.font().loaded.ttf)
    }

    /// Whether the letters are cubic outlines (CFF), which are drawn instead of embedded.
    pub fn is_cubic(self) -> bool {
        let tables = self.font().loaded.ttf.tables();
        tables.cff.is_some() || tables.glyf.is_none()
    }
}
