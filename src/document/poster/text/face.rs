//! The faces that typefaces are set in.

use std::collections::BTreeSet;

use crate::fontbook::{self, Specimen};
use crate::page::{Embedding, Face};
use crate::poster::preflight::FontFault;
use crate::poster::{SystemFace, Text, Typeface};

/// A face, and whether its letters are slanted because it has no italic of its own.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Chosen {
    pub face: Face,
    pub is_slanted: bool,
}

pub(super) fn of(typeface: &Typeface, is_italic: bool) -> Chosen {
    let upright = match typeface {
        Typeface::BeVietnamPro => Face::Sans,
        Typeface::BeVietnamProMedium => Face::SansMedium,
        Typeface::BeVietnamProSemiBold => Face::SansSemiBold,
        Typeface::BeVietnamProBold => Face::SansBold,
        Typeface::BeVietnamProExtraBold => Face::SansExtraBold,
        Typeface::Anton => Face::Anton,
        Typeface::Bevan => Face::Bevan,
        Typeface::Oswald => Face::Oswald,
        Typeface::MontserratBold => Face::MontserratBold,
        Typeface::MontserratExtraBold => Face::MontserratExtraBold,
        Typeface::MontserratBlack => Face::MontserratBlack,
        Typeface::Lobster => Face::Lobster,
        Typeface::LiberationSerif => Face::Serif,
        Typeface::LiberationSerifBold => Face::SerifBold,
        Typeface::System(wanted) => return of_system(wanted, is_italic),
    };
    if !is_italic {
        return Chosen { face: upright, is_slanted: false };
    }
    let italic = match upright {
        Face::Sans => Some(Face::SansItalic),
        Face::Serif => Some(Face::SerifItalic),
        Face::SerifBold => Some(Face::SerifBoldItalic),
        _ => None,
    };
    Chosen { face: italic.unwrap_or(upright), is_slanted: italic.is_none() }
}

/// A face of the system; another face of the program where this machine lacks it.
fn of_system(wanted: &SystemFace, is_italic: bool) -> Chosen {
    let italic = SystemFace { is_italic: true, ..wanted.clone() };
    if is_italic && let Some(face) = fontbook::face(&italic) {
        return Chosen { face, is_slanted: false };
    }
    let is_slanted = is_italic && !wanted.is_italic;
    Chosen { face: fontbook::face(wanted).unwrap_or(stand_in(wanted)), is_slanted }
}

/// What is set in the place of a face that is missing.
fn stand_in(wanted: &SystemFace) -> Face {
    if wanted.weight >= 600 { Face::SansBold } else { Face::Sans }
}

/// What is wrong with the typefaces of a text.
pub(super) fn faults(text: &Text) -> Vec<FontFault> {
    let mut faults = Vec::new();
    for run in text.runs() {
        let Typeface::System(wanted) = run.typeface else { continue };
        let name = run.typeface.name();
        let fault = match fontbook::face(wanted) {
            None => Some(FontFault::Missing { name, stand_in: stand_in(wanted).name().replace('-', " ") }),
            Some(Face::Installed(one)) if one.embedding() == Embedding::Forbidden => {
                Some(FontFault::Forbidden { name })
            }
            Some(face) => {
                let lacking = |letter: &char| letter.is_alphabetic() && face.glyph(*letter).is_none();
                let letters: BTreeSet<char> = run.words.chars().filter(lacking).collect();
                (!letters.is_empty())
                    .then(|| FontFault::Lacking { name, letters: letters.into_iter().collect() })
            }
        };
        if let Some(fault) = fault.filter(|fault| !faults.contains(fault)) {
            faults.push(fault);
        }
    }
    faults
}

/// Words in a typeface, to show what it looks like. Not for the window's thread.
pub fn specimen(typeface: &Typeface, words: &str) -> Specimen {
    match typeface {
        Typeface::System(wanted) => fontbook::specimen(wanted, words).unwrap_or_default(),
        own => fontbook::drawn(&of(own, false).face.loaded().ttf, words),
    }
}

/// The height of an x, em.
pub(super) fn x_height(face: Face) -> f32 {
    let font = &face.loaded().ttf;
    let height = font.x_height().filter(|height| *height > 0).map(f32::from);
    height.map_or(0.5, |height| height / f32::from(font.units_per_em()))
}
