//! Figures among the text, such as photos: each is a picture file of the package, drawn in line with the text.

use std::fmt::Write;

use super::Error;
use crate::export::jpeg;
use crate::page::{Figure, Fonts, Page};

/// Enough for an office printer, dots per inch of the paper.
const DPI: f32 = 150.0;
/// English metric units in a point.
const POINT: f32 = 12_700.0;

/// The name of a figure's file below `word/`, by its number from 1.
pub(super) fn target(number: usize) -> String {
    format!("media/hinh{number}.jpg")
}

/// The figure's picture as a JPEG.
pub(super) fn picture(figure: &Figure, fonts: &mut Fonts) -> Result<Vec<u8>, Error> {
    let page = Page { size: figure.size, trim: None, bleed: None, items: figure.items.clone() };
    let mut bytes = Vec::new();
    jpeg::write(&page, DPI, fonts, &mut bytes)?;
    Ok(bytes)
}

/// A centred paragraph with the figure of this number, its size multiplied by `scale`; `before` twentieths of a point
/// above it.
pub(super) fn paragraph(
    xml: &mut String,
    figure: &Figure,
    number: usize,
    scale: f32,
    before: i32,
    is_kept: bool,
) {
    let emu = |points: f32| (points * scale * POINT).round() as i64;
    let (width, height) = (emu(figure.size.width), emu(figure.size.height));
    let kept = if is_kept { "<w:keepNext/>" } else { "" };
    let _ = write!(
        xml,
        r#"<w:p><w:pPr>{kept}<w:spacing w:before="{before}" w:after="0" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/></w:pPr><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{number}" name="Hình {number}"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="Hình {number}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="hinh{number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"#
    );
}
