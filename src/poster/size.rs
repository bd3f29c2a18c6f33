//! Standard sizes of print shops and culture departments.

use super::Finishing;
use super::edit::BoardProperties;
use crate::page::PaperSize;

/// A standard size, mm, with its bleed and viewing distance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standard {
    pub group: SizeGroup,
    pub name: &'static str,
    pub width: f32,
    pub height: f32,
    /// Paper is cut 3 mm inside the ink; a banner's bleed is folded into its hem.
    pub bleed: f32,
    pub safe: f32,
    /// Metres.
    pub viewing_distance: f32,
    pub finishing: Option<Finishing>,
    /// Of a screen: millimetres for each pixel.
    pub pixel: Option<f32>,
}

impl Standard {
    pub fn board(&self) -> BoardProperties {
        let Self { width, height, bleed, safe, viewing_distance, finishing, pixel, .. } = *self;
        BoardProperties { width, height, bleed, safe, viewing_distance, finishing, pixel }
    }
}

/// Longest side that PDF readers support, mm: 14,400 units (ISO 32000-1, annex C).
pub const LONGEST_SIDE: f32 = 5080.0;
/// The reduction factor for larger boards.
pub const REDUCTION: f32 = 10.0;
/// Space for printer's marks on each side, mm of the sheet.
pub const MARKS: f32 = 10.0;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SizeGroup {
    Paper,
    Pano,
    Banner,
    Standee,
    Screen,
}

impl SizeGroup {
    pub const ALL: [Self; 5] = [Self::Paper, Self::Pano, Self::Banner, Self::Standee, Self::Screen];

    pub fn name(self) -> &'static str {
        match self {
            Self::Paper => "Áp phích giấy",
            Self::Pano => "Pano",
            Self::Banner => "Băng rôn",
            Self::Standee => "Phướn, standee",
            Self::Screen => "Màn hình, mạng xã hội",
        }
    }
}

const fn paper(size: PaperSize, viewing_distance: f32) -> Standard {
    let PaperSize { name, width, height } = size;
    let safe = if width > 350.0 { 15.0 } else { 10.0 };
    Standard {
        group: SizeGroup::Paper,
        name,
        width,
        height,
        bleed: 3.0,
        safe,
        viewing_distance,
        finishing: None,
        pixel: None,
    }
}

const fn pano(name: &'static str, width: f32, height: f32, viewing_distance: f32) -> Standard {
    let (bleed, safe) = (50.0, 150.0);
    let group = SizeGroup::Pano;
    Standard { group, name, width, height, bleed, safe, viewing_distance, finishing: None, pixel: None }
}

const fn banner(name: &'static str, width: f32, height: f32) -> Standard {
    Standard {
        group: SizeGroup::Banner,
        name,
        width,
        height,
        bleed: 30.0,
        safe: 80.0,
        viewing_distance: 12.0,
        finishing: Some(Finishing::BANNER),
        pixel: None,
    }
}

const fn flag(name: &'static str, width: f32, height: f32) -> Standard {
    let finishing = Some(Finishing::FLAG);
    Standard { bleed: 30.0, finishing, ..standee(name, width, height) }
}

const fn standee(name: &'static str, width: f32, height: f32) -> Standard {
    Standard {
        group: SizeGroup::Standee,
        name,
        width,
        height,
        bleed: 10.0,
        safe: 40.0,
        viewing_distance: 4.0,
        finishing: None,
        pixel: None,
    }
}

/// A picture for a page or a lit board: `pixel` mm for each of its pixels.
const fn screen(name: &'static str, across: f32, down: f32, pixel: f32, viewing_distance: f32) -> Standard {
    let (width, height) = (across * pixel, down * pixel);
    let safe = if width < height { width } else { height } * 0.04;
    let group = SizeGroup::Screen;
    let pixel = Some(pixel);
    Standard { group, name, width, height, bleed: 0.0, safe, viewing_distance, finishing: None, pixel }
}

/// Millimetres for each pixel of a page (CSS: 96 to the inch).
const PAGE_PIXEL: f32 = 25.4 / 96.0;
/// A picture 65 mm wide in the hand, 30 cm away, is as legible as this board of 1080 pixels at 1,3 m.
const HAND: f32 = 1.3;

/// Paper, portrait; the others are usual in the trade.
pub const STANDARDS: &[Standard] = &[
    paper(PaperSize::A0, 4.0),
    paper(PaperSize::A1, 3.0),
    paper(PaperSize::A2, 2.0),
    paper(PaperSize::A3, 1.5),
    paper(PaperSize::A4, 0.7),
    paper(PaperSize::A5, 0.5),
    paper(PaperSize::B0, 5.0),
    paper(PaperSize::B1, 3.5),
    paper(PaperSize::B2, 2.5),
    paper(PaperSize::B3, 1.8),
    paper(PaperSize::B4, 1.0),
    pano("Pano 3 × 2 m", 3000.0, 2000.0, 12.0),
    pano("Pano 6 × 3 m", 6000.0, 3000.0, 25.0),
    pano("Pano 8 × 4 m", 8000.0, 4000.0, 40.0),
    pano("Pano đứng 4 × 6 m", 4000.0, 6000.0, 25.0),
    pano("Pano 12 × 6 m", 12_000.0, 6000.0, 60.0),
    banner("Băng rôn 5 × 1,5 m", 5000.0, 1500.0),
    banner("Băng rôn 6 × 0,8 m", 6000.0, 800.0),
    banner("Băng rôn 8 × 1 m", 8000.0, 1000.0),
    flag("Phướn 0,8 × 2 m", 800.0, 2000.0),
    flag("Phướn 1 × 2,5 m", 1000.0, 2500.0),
    standee("Standee 0,6 × 1,6 m", 600.0, 1600.0),
    standee("Standee 0,8 × 1,8 m", 800.0, 1800.0),
    screen("Facebook, Zalo: bài ngang 1200 × 630", 1200.0, 630.0, PAGE_PIXEL, HAND),
    screen("Facebook, Zalo: bài vuông 1080 × 1080", 1080.0, 1080.0, PAGE_PIXEL, HAND),
    screen("Facebook: bìa trang 1640 × 624", 1640.0, 624.0, PAGE_PIXEL, HAND),
    screen("Facebook, Zalo: tin đứng 1080 × 1920", 1080.0, 1920.0, PAGE_PIXEL, HAND),
    screen("Màn hình LED 1920 × 1080", 1920.0, 1080.0, 4.0, 30.0),
    screen("Màn hình LED 768 × 384 (P5)", 768.0, 384.0, 5.0, 15.0),
];

/// The board of a free size: the margins and the distance of the standard one that is nearest in area, else the
/// poster's own.
pub fn board_of(width: f32, height: f32, poster: &super::Poster) -> BoardProperties {
    let board = |board: BoardProperties| BoardProperties { width, height, ..board };
    if let Some(standard) = find(width, height) {
        return board(standard.board());
    }
    let area = width * height;
    // A long cloth is read from a moving vehicle, a sheet of the same area is not.
    let ratio = |a: f32, b: f32| (a / b).max(b / a);
    let unlike = |size: &Standard| {
        let form = ratio(width / height, size.width / size.height);
        let turned = ratio(width / height, size.height / size.width);
        let is_paper = size.group == SizeGroup::Paper;
        ratio(area, size.width * size.height) + 2.0 * if is_paper { form.min(turned) } else { form }
    };
    let printed = STANDARDS.iter().filter(|size| size.group != SizeGroup::Screen);
    let near = printed.min_by(|a, b| unlike(a).total_cmp(&unlike(b)));
    board(near.map_or_else(|| poster.board(), Standard::board))
}

/// The standard size with these measures, in either orientation.
pub fn find(width: f32, height: f32) -> Option<&'static Standard> {
    let is_near = |a: f32, b: f32| (a - b).abs() < 0.5;
    STANDARDS.iter().find(|size| {
        (is_near(size.width, width) && is_near(size.height, height))
            || (size.group == SizeGroup::Paper && is_near(size.width, height) && is_near(size.height, width))
    })
}

/// A size for people: in metres from two metres on, with a decimal comma.
pub fn name(width: f32, height: f32) -> String {
    if width.max(height) >= 2000.0 {
        format!("{} × {} m", decimal(width / 1000.0), decimal(height / 1000.0))
    } else {
        format!("{} × {} mm", decimal(width), decimal(height))
    }
}

/// At most two decimals, with a comma and without trailing zeros.
pub fn decimal(value: f32) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').replace('.', ",")
}

/// Like [`decimal`], never more than the value: for what is there.
pub fn at_most(value: f32) -> String {
    decimal((value * 100.0 + 0.001).floor() / 100.0)
}

/// Like [`decimal`], never less than the value: for what is needed.
pub fn at_least(value: f32) -> String {
    decimal((value * 100.0 - 0.001).ceil() / 100.0)
}
