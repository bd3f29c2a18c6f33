//! Small pieces of XML.

use std::fmt::Write;

use crate::export::escape;
use crate::page::{Color, Face};

/// Twentieths of a point.
pub(super) fn twips(points: f32) -> i32 {
    (points * 20.0).round() as i32
}

/// Text with line breaks and tabs, within a run.
pub(super) fn text(out: &mut String, text: &str) {
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            out.push_str("<w:br/>");
        }
        for (at, part) in line.split('\t').enumerate() {
            if at > 0 {
                out.push_str("<w:tab/>");
            }
            if !part.is_empty() {
                out.push_str("<w:t xml:space=\"preserve\">");
                escape::push(out, part);
                out.push_str("</w:t>");
            }
        }
    }
}

/// A letter's look as Word describes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Look {
    pub family: &'static str,
    pub is_bold: bool,
    pub is_italic: bool,
    /// Half points.
    pub size: u32,
    /// None for black.
    pub color: Option<[u8; 3]>,
}

/// The typeface of official documents; the printed pages use Liberation Serif, which has the same widths.
pub(super) const SERIF: &str = "Times New Roman";

impl Look {
    pub fn new(face: Face, size: f32, color: Color) -> Self {
        let (family, is_bold, is_italic) = match face {
            // Papers are set in the program's own faces.
            Face::Serif | Face::Icons | Face::Installed(_) => (SERIF, false, false),
            Face::SerifBold => (SERIF, true, false),
            Face::SerifItalic => (SERIF, false, true),
            Face::SerifBoldItalic => (SERIF, true, true),
            Face::Sans => ("Be Vietnam Pro", false, false),
            Face::SansItalic => ("Be Vietnam Pro", false, true),
            Face::SansMedium => ("Be Vietnam Pro Medium", false, false),
            Face::SansSemiBold => ("Be Vietnam Pro SemiBold", false, false),
            Face::SansBold => ("Be Vietnam Pro", true, false),
            Face::SansExtraBold => ("Be Vietnam Pro ExtraBold", false, false),
            Face::FiguresBold => ("Noto Sans", true, false),
            Face::Anton => ("Anton", false, false),
            Face::Bevan => ("Bevan", false, false),
            Face::Oswald => ("Oswald", true, false),
            Face::MontserratBold => ("Montserrat", true, false),
            Face::MontserratExtraBold => ("Montserrat ExtraBold", false, false),
            Face::MontserratBlack => ("Montserrat Black", false, false),
            Face::Lobster => ("Lobster", false, false),
            Face::Figures => ("Noto Sans", false, false),
            Face::Symbols => ("Noto Sans Symbols 2", false, false),
            Face::MoreSymbols => ("Noto Sans Symbols", false, false),
            Face::Khmer => ("Noto Sans Khmer", false, false),
            Face::KhmerBold => ("Noto Sans Khmer", true, false),
            Face::KhmerSerif => ("Noto Serif Khmer", false, false),
            Face::KhmerSerifBold => ("Noto Serif Khmer", true, false),
        };
        let color = (color != Color::BLACK).then(|| color.to_rgb8());
        Self { family, is_bold, is_italic, size: (size * 2.0).round() as u32, color }
    }

    /// The run properties in which it differs from `base`.
    pub fn write(self, out: &mut String, base: Self) {
        if self.family != base.family {
            let name = self.family;
            let _ = write!(out, r#"<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:cs="{name}"/>"#);
        }
        let toggle = |out: &mut String, name, is_on, was_on| match (is_on, was_on) {
            (true, false) => {
                let _ = write!(out, "<w:{name}/><w:{name}Cs/>");
            }
            (false, true) => {
                let _ = write!(out, r#"<w:{name} w:val="0"/><w:{name}Cs w:val="0"/>"#);
            }
            _ => {}
        };
        toggle(out, "b", self.is_bold, base.is_bold);
        toggle(out, "i", self.is_italic, base.is_italic);
        if self.color != base.color {
            match self.color {
                Some([r, g, b]) => {
                    let _ = write!(out, r#"<w:color w:val="{r:02X}{g:02X}{b:02X}"/>"#);
                }
                None => out.push_str(r#"<w:color w:val="auto"/>"#),
            }
        }
        if self.size != base.size {
            let size = self.size;
            let _ = write!(out, r#"<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>"#);
        }
    }
}
