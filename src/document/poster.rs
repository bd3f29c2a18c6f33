//! A poster on its sheet: 1:1 up to the size limit of PDF readers, 1:10 beyond, with bleed, marks and slug.

mod finishing;
mod icon;
mod kept;
pub mod local;
mod marks;
mod measure;
mod picture;
mod qr;
mod shape;
mod shrink;
mod text;
mod tile;

pub use icon::{icons, is_icon, outline as icon_outline};
pub use kept::{Damage, KeptLayout};
pub use measure::Measurer;
pub use picture::size as picture_size;
pub use shape::outline as form_outline;
pub use text::specimen;
pub use tile::{TilePlan, TileSheet, Tiling};

use std::collections::HashSet;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::page::{Color, Document, Figure, Fonts, Item, MM, Page, Path, Rect, Size, Stroke};
use crate::poster::edit::BoardProperties;
use crate::poster::flow;
use crate::poster::preflight::{self, Finding, Fix, Measured, Remedy, Rule, Severity};
use crate::poster::size::{LONGEST_SIDE, MARKS, REDUCTION};
use crate::poster::{Element, ElementId, ElementKind, Fill, Frame, Ink, Picture, PictureFit, Poster};

/// Returns the bytes of a picture by its path in the workspace.
pub type Pictures<'a> = dyn Fn(&str) -> Option<Arc<[u8]>> + 'a;

/// The print shop's requirements.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(clippy::struct_excessive_bools, reason = "they are chosen one by one")]
pub struct PrintOptions {
    /// Ink beyond the trim.
    pub has_bleed: bool,
    pub marks: Marks,
    /// Letters as outlines, for shops that do not accept fonts.
    pub has_outlined_text: bool,
    /// Tiled on sheets of an office printer, to be assembled; without printer's marks.
    pub tiling: Option<Tiling>,
    pub purpose: Purpose,
    /// Raster files include the bleed.
    pub has_raster_bleed: bool,
    /// Resolution of raster files, dots per inch of the finished size; none for one sufficient for a screen
    /// and a proof.
    pub dpi: Option<f32>,
    /// Photos with a higher resolution, in dots per inch of the finished size, are reduced to this one; none
    /// leaves their files unchanged.
    pub max_dpi: Option<f32>,
    /// A PDF for blind exchange (PDF/X-4), dated this day.
    pub exchange: Option<NaiveDate>,
    /// Written in spite of the preflight's errors.
    pub is_forced: bool,
}

/// What a poster is printed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Purpose {
    #[default]
    Final,
    /// To ask for agreement: marked as such across the board.
    Proof,
}

/// Printer's marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks {
    /// Crop marks.
    pub has_crop: bool,
    /// Registration marks on each side, on every plate.
    pub has_registration: bool,
    /// Colour bars of the inks and their overprints.
    pub has_color_bars: bool,
}

impl Default for PrintOptions {
    fn default() -> Self {
        Self {
            has_bleed: true,
            marks: Marks::default(),
            has_outlined_text: false,
            tiling: None,
            purpose: Purpose::Final,
            has_raster_bleed: false,
            dpi: None,
            max_dpi: None,
            exchange: None,
            is_forced: false,
        }
    }
}

/// A poster laid out at 1:1: the sheet has the finished size, and the bleed extends over its edges.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    pub page: Page,
    /// Measurements of texts and pictures, for the preflight.
    pub measured: Measured,
}

/// Where a layout is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Medium {
    /// A frame without a picture has a placeholder.
    Screen,
    Paper,
}

/// Lays out a poster for the designer: the same items as for print, [`MM`] points per millimetre of the board,
/// and a placeholder in frames without a picture.
pub fn layout(poster: &Poster, pictures: &Pictures<'_>, fonts: &mut Fonts) -> Layout {
    KeptLayout::new(poster, None, pictures, fonts).into()
}

/// Like [`layout`], as printed.
pub fn layout_for_print(poster: &Poster, pictures: &Pictures<'_>, fonts: &mut Fonts) -> Layout {
    Setter::new(MM, None, pictures, fonts).layout(poster)
}

impl Layout {
    /// The sheet of a picture file: with the bleed, and the words across a proof, as the options say.
    #[must_use]
    pub fn sheet(mut self, poster: &Poster, options: &PrintOptions, fonts: &mut Fonts) -> Page {
        if options.purpose == Purpose::Proof {
            let board = Rect::new(0.0, 0.0, self.page.size.width, self.page.size.height);
            self.page.items.extend(marks::proof(board, fonts));
        }
        if options.has_raster_bleed { self.bled(poster) } else { self.page }
    }

    /// The sheet including the bleed.
    #[must_use]
    pub fn bled(self, poster: &Poster) -> Page {
        let bleed = poster.bleed * MM;
        let Page { size, items, .. } = self.page;
        let transform = [1.0, 0.0, 0.0, 1.0, bleed, bleed];
        let items = vec![Item::Group { transform, clip: None, items }];
        let size = Size { width: size.width + 2.0 * bleed, height: size.height + 2.0 * bleed };
        Page { size, trim: None, bleed: None, items }
    }
}

/// The sheet of a picture file, and the measurements of all sides: those after the first stand below it.
pub fn picture_sheet(
    poster: &Poster,
    pictures: &Pictures<'_>,
    options: &PrintOptions,
    fonts: &mut Fonts,
) -> (Page, Measured) {
    if poster.sides.is_empty() {
        let layout = layout_for_print(poster, pictures, fonts);
        let measured = layout.measured.clone();
        return (layout.sheet(poster, options, fonts), measured);
    }
    let mut measured = Measured::default();
    let mut whole = Page { size: Size::mm(0.0, 0.0), trim: None, bleed: None, items: Vec::new() };
    for side in poster.each_side() {
        let layout = layout_for_print(&side, pictures, fonts);
        measured.texts.extend(layout.measured.texts.clone());
        measured.pictures.extend(layout.measured.pictures.clone());
        let Page { size, items, .. } = layout.sheet(&side, options, fonts);
        // As wide apart as the eye needs to see two sheets.
        let gap = if whole.items.is_empty() { 0.0 } else { size.height * 0.03 };
        let top = whole.size.height + gap;
        let clip = Some(Path::rect(Rect::new(0.0, 0.0, size.width, size.height), None, None).segments);
        whole.items.push(Item::Group { transform: [1.0, 0.0, 0.0, 1.0, 0.0, top], clip, items });
        whole.size = Size { width: size.width, height: top + size.height };
    }
    (whole, measured)
}

/// A reduced proof among the text of a paper, at most of this size, points. Photos are reduced to what the paper
/// shows of them.
pub fn figure(poster: &Poster, most: Size, pictures: &Pictures<'_>, fonts: &mut Fonts) -> Figure {
    /// Enough for a photo on an office printer, dots per inch of the paper.
    const DPI: f32 = 200.0;
    let unit = (most.width / poster.width).min(most.height / poster.height);
    let mut setter = Setter::new(unit, Some(DPI * unit / MM), pictures, fonts);
    let items = setter.poster(poster);
    let board = Rect::new(0.0, 0.0, poster.width * unit, poster.height * unit);
    let clip = Some(Path::rect(board, None, None).segments);
    let mut items = vec![Item::Group { transform: Item::IDENTITY, clip, items }];
    items.extend(marks::proof(board, fonts));
    items.push(Item::Path(Path::rect(board, None, Some(Stroke::solid(Color::gray(0.5), 0.5)))));
    let digest = blake3::hash(poster.to_text().as_bytes());
    let digest = u64::from_le_bytes(digest.as_bytes()[..8].try_into().unwrap_or_default());
    Figure { size: Size { width: board.width, height: board.height }, items, digest }
}

/// A photo among the text of a paper: whole, in a frame of this size, points. None for what is no picture.
pub fn photo(path: &str, frame: Size, pictures: &Pictures<'_>, fonts: &mut Fonts) -> Option<Figure> {
    photo_and_shape(path, frame, pictures, fonts).map(|(figure, _)| figure)
}

/// A photo without a frame around it, at most of this size. None for what is no picture.
pub fn thumbnail(path: &str, most: Size, pictures: &Pictures<'_>, fonts: &mut Fonts) -> Option<Figure> {
    let (_, (width, height)) = photo_and_shape(path, most, pictures, fonts)?;
    let scale = (most.width / width).min(most.height / height);
    photo(path, Size { width: width * scale, height: height * scale }, pictures, fonts)
}

/// A photo in a frame, with its own width and height, of which only the proportion matters.
fn photo_and_shape(
    path: &str,
    frame: Size,
    pictures: &Pictures<'_>,
    fonts: &mut Fonts,
) -> Option<(Figure, (f32, f32))> {
    /// Enough for an office printer, dots per inch of the paper.
    const DPI: f32 = 150.0;
    let mut items = Vec::new();
    let mut setter = Setter::new(MM, Some(DPI), pictures, fonts);
    let place = Frame::new(0.0, 0.0, frame.width / MM, frame.height / MM);
    let measured = setter.picture(&Picture::new(path, PictureFit::Contain), place, &mut items);
    let shape = measured.size()?;
    let digest = blake3::hash(path.as_bytes());
    let digest = u64::from_le_bytes(digest.as_bytes()[..8].try_into().unwrap_or_default());
    Some((Figure { size: frame, items, digest }, shape))
}

/// The preflight's findings, worst first, with the fixes that are [`sure`].
pub fn check(poster: &Poster, pictures: &Pictures<'_>, fonts: &mut Fonts) -> Vec<Finding> {
    let of_side = |poster: Poster| {
        let layout = KeptLayout::new(&poster, None, pictures, fonts);
        sure(&poster, findings(&poster, &layout.measured()), &layout, pictures, fonts)
    };
    let mut found: Vec<Finding> = poster.each_side().flat_map(of_side).collect();
    found.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    found
}

/// The findings for a poster that is laid out already; not all their fixes may be [`sure`].
pub fn findings(poster: &Poster, measured: &Measured) -> Vec<Finding> {
    preflight::check(poster, measured, &|ink| color(ink).to_rgb8())
}

/// Like [`findings`], of all sides.
pub fn findings_of_all(poster: &Poster, measured: &Measured) -> Vec<Finding> {
    let mut found: Vec<Finding> = poster.each_side().flat_map(|side| findings(&side, measured)).collect();
    found.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    found
}

/// A poster's design on another board; see [`flow::lay`].
pub fn laid(poster: &Poster, board: BoardProperties, fonts: &mut Fonts) -> Poster {
    flow::lay(poster, board, &mut Measurer(fonts))
}

/// Drops each fix after which the poster, which has this layout, would have a fault that it has not now.
pub fn sure(
    poster: &Poster,
    mut findings: Vec<Finding>,
    layout: &KeptLayout,
    pictures: &Pictures<'_>,
    fonts: &mut Fonts,
) -> Vec<Finding> {
    let faults: HashSet<_> = findings.iter().filter(|one| one.severity > Severity::Note).map(place).collect();
    for finding in &mut findings {
        let Some(Fix { remedy: Remedy::Edit(edit), .. }) = &finding.fix else { continue };
        let mut mended = poster.clone();
        let is_sure = edit.clone().apply(&mut mended).is_ok() && {
            let measured = KeptLayout::new(&mended, Some(layout), pictures, fonts).measured();
            let left = self::findings(&mended, &measured);
            left.iter().all(|one| one.severity == Severity::Note || faults.contains(&place(one)))
        };
        if !is_sure {
            finding.fix = None;
        }
    }
    findings
}

/// What makes two findings the same fault.
fn place(finding: &Finding) -> (Rule, Option<ElementId>) {
    (finding.rule, finding.element)
}

/// The reduction factor at which a poster is printed: 1 or 10.
pub fn reduction(poster: &Poster) -> f32 {
    let longest = poster.width.max(poster.height) + 2.0 * poster.bleed + 2.0 * MARKS;
    if longest > LONGEST_SIDE { REDUCTION } else { 1.0 }
}

/// The poster as one page for the print shop, with its boxes, or as tiles to assemble.
pub fn poster(
    poster: &Poster,
    title: &str,
    pictures: &Pictures<'_>,
    options: &PrintOptions,
    fonts: &mut Fonts,
) -> Document {
    printed(poster, title, pictures, options, fonts).0
}

/// Like [`poster`], with the measurements.
pub fn printed(
    poster: &Poster,
    title: &str,
    pictures: &Pictures<'_>,
    options: &PrintOptions,
    fonts: &mut Fonts,
) -> (Document, Measured) {
    if let Some(tiling) = options.tiling {
        let mut setter = Setter::new(MM, options.max_dpi, pictures, fonts);
        let (mut items, measured) = (setter.poster(poster), setter.measured);
        if options.purpose == Purpose::Proof {
            let board = Rect::new(0.0, 0.0, poster.width * MM, poster.height * MM);
            items.extend(marks::proof(board, fonts));
        }
        let pages = tile::pages(poster, title, &items, tiling, fonts);
        return (Document { title: title.to_owned(), pages, ..Document::default() }, measured);
    }
    let reduction = reduction(poster);
    let unit = MM / reduction;
    let bleed = if options.has_bleed { poster.bleed } else { 0.0 };
    let has_slug = reduction > 1.0;
    let margin = if options.marks == Marks::default() { 0.0 } else { MARKS * MM };
    let foot = margin.max(if has_slug { marks::SLUG * MM } else { 0.0 });

    let trim =
        Rect::new(margin + bleed * unit, margin + bleed * unit, poster.width * unit, poster.height * unit);
    let ink = grown(trim, bleed * unit);
    let size = Size { width: ink.width + 2.0 * margin, height: ink.height + margin + foot };

    let mut pages = Vec::with_capacity(poster.side_count());
    let mut measured = Measured::default();
    for poster in &poster.each_side().collect::<Vec<_>>() {
        let mut setter = Setter::new(unit, options.max_dpi, pictures, fonts);
        let (items, of_side) = (setter.poster(poster), setter.measured);
        measured.texts.extend(of_side.texts);
        measured.pictures.extend(of_side.pictures);
        // Clipped to the board: nothing may extend into the margin with the marks.
        let board = grown(Rect::new(0.0, 0.0, trim.width, trim.height), bleed * unit);
        let mut items = vec![Item::Group {
            transform: [1.0, 0.0, 0.0, 1.0, trim.x, trim.y],
            clip: Some(Path::rect(board, None, None).segments),
            items,
        }];
        if options.purpose == Purpose::Proof {
            items.extend(marks::proof(trim, fonts));
        }
        // A file for exchange has nothing that is not printed.
        if options.exchange.is_none() {
            items.extend(finishing::layer(poster, trim, unit));
        }
        if options.marks.has_crop {
            items.extend(marks::crop(trim, bleed * unit));
        }
        if options.marks.has_registration {
            items.extend(marks::registration(ink));
        }
        if options.marks.has_color_bars {
            items.extend(marks::color_bar(trim, ink));
        }
        if has_slug {
            let line = format!("TỈ LỆ 1:10 – thành phẩm {}", poster.size_name());
            let note = format!(" · lề tràn {} mm ở khổ thật · {title}", crate::poster::size::decimal(bleed));
            items.extend(marks::slug(&line, &note, ink, fonts));
        }
        items.extend(marks::folds(&poster.folds, trim, bleed * unit, unit));
        pages.push(Page { size, trim: Some(trim), bleed: Some(ink), items });
    }
    let document =
        Document { title: title.to_owned(), pages, exchange: options.exchange, ..Document::default() };
    (if options.has_outlined_text { document.outlined() } else { document }, measured)
}

fn grown(rect: Rect, by: f32) -> Rect {
    Rect::new(rect.x - by, rect.y - by, rect.width + 2.0 * by, rect.height + 2.0 * by)
}

fn color(ink: Ink) -> Color {
    let share = |percent: f32| (percent / 100.0).clamp(0.0, 1.0);
    Color::Cmyk { c: share(ink.c), m: share(ink.m), y: share(ink.y), k: share(ink.k) }
}

/// The inks that print a colour of the screen, as near as they can.
pub fn ink_of(rgb: [u8; 3]) -> Ink {
    match Color::inks_of(rgb) {
        Color::Cmyk { c, m, y, k } => {
            let percent = |share: f32| (share * 1000.0).round() / 10.0;
            Ink::new(percent(c), percent(m), percent(y), percent(k))
        }
        Color::Rgb { .. } | Color::CutContour => Ink::BLACK,
    }
}

/// How the screen shows an ink.
pub fn screen_of(ink: Ink) -> [u8; 3] {
    color(ink).to_rgb8()
}

/// Converts elements to items, with the origin at the trim's top left corner.
struct Setter<'a> {
    /// Points per millimetre of the finished size.
    unit: f32,
    max_dpi: Option<f32>,
    medium: Medium,
    pictures: &'a Pictures<'a>,
    fonts: &'a mut Fonts,
    measured: Measured,
}

impl<'a> Setter<'a> {
    fn new(unit: f32, max_dpi: Option<f32>, pictures: &'a Pictures<'a>, fonts: &'a mut Fonts) -> Self {
        Self { unit, max_dpi, medium: Medium::Paper, pictures, fonts, measured: Measured::default() }
    }

    /// At one unit for a millimetre of the board.
    fn layout(mut self, poster: &Poster) -> Layout {
        let items = self.poster(poster);
        let page = Page { size: Size::mm(poster.width, poster.height), trim: None, bleed: None, items };
        Layout { page, measured: self.measured }
    }

    fn poster(&mut self, poster: &Poster) -> Vec<Item> {
        let mut items = Vec::with_capacity(poster.elements.len() + 1);
        self.ground(poster, &mut items);
        for element in poster.elements.iter().filter(|element| !element.is_hidden) {
            self.element(element, &mut items);
        }
        items
    }

    /// What is painted below all elements.
    fn ground(&mut self, poster: &Poster, items: &mut Vec<Item>) {
        let Poster { width, height, bleed, .. } = *poster;
        let board = Frame::new(-bleed, -bleed, width + 2.0 * bleed, height + 2.0 * bleed);
        if poster.background != Fill::Solid(Ink::WHITE) {
            let outline = shape::rectangle(self.rect(board), 0.0);
            // A gradient spans the finished board; the bleed continues with its end colours.
            self.fill(outline, poster.background, Frame::new(0.0, 0.0, width, height), items);
        }
    }

    fn element(&mut self, element: &Element, items: &mut Vec<Item>) {
        let frame = element.frame;
        if frame.width <= 0.0 && frame.height <= 0.0 {
            return;
        }
        let start = items.len();
        match &element.kind {
            ElementKind::Text(text) => {
                let measured = self.text(text, frame, items);
                let _ = self.measured.texts.insert(element.id, measured);
            }
            ElementKind::Shape(shape) => self.shape(shape, frame, items),
            ElementKind::Picture(picture) => {
                let measured = self.picture(picture, frame, items);
                let _ = self.measured.pictures.insert(element.id, measured);
            }
            ElementKind::Qr(code) => self.qr(code, frame, items),
            ElementKind::Icon(icon) => self.icon(icon, frame, items),
        }
        if frame.rotation != 0.0 {
            let items_of_element = items.split_off(start);
            let transform = self.turn(frame);
            items.push(Item::Group { transform, clip: None, items: items_of_element });
        }
        if element.opacity < 100.0 {
            let items_of_element = items.split_off(start);
            items.push(Item::Faded { opacity: element.opacity / 100.0, items: items_of_element });
        }
    }

    fn rect(&self, frame: Frame) -> Rect {
        let unit = self.unit;
        Rect::new(frame.x * unit, frame.y * unit, frame.width * unit, frame.height * unit)
    }

    /// A rotation about the frame's centre, clockwise because y points downwards.
    fn turn(&self, frame: Frame) -> [f32; 6] {
        let (cx, cy) = frame.center();
        let (cx, cy) = (cx * self.unit, cy * self.unit);
        // The systems differ in the last digit of the shorter numbers.
        let (sin, cos) = f64::from(frame.rotation).to_radians().sin_cos();
        let (sin, cos) = (sin as f32, cos as f32);
        [cos, sin, -sin, cos, cx - cos * cx + sin * cy, cy - sin * cx - cos * cy]
    }
}
