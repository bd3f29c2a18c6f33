//! Preflight: finds what a print shop would reject, before printing.
//!
//! Measuring text needs fonts, and a photo's size its file: the caller provides [`Measured`].

mod cover;
mod edge;
mod font;
mod lettering;
mod qr;
mod remedy;
mod words;

pub use words::NEW_TEXT;

use std::collections::BTreeMap;

use super::contrast::{Ground, grounds, ratio};
use super::size::{LONGEST_SIDE, MARKS, REDUCTION, decimal};
use super::{Caret, Edit, Element, ElementId, ElementKind, Fill, Frame, Ink, Picture, Poster};

/// The height of letters that can be read at one metre, mm; it grows with the distance (trade custom).
pub const LETTER_PER_METRE: f32 = 2.8;
/// Pixels per inch needed at one metre; fewer farther away (a print shop's rule).
pub const PPI_AT_ONE_METRE: f32 = 180.0;
/// A QR code can be read from about ten times its side.
pub const QR_REACH: f32 = 10.0;
/// Maximum total ink on offset paper, percent.
pub const MOST_INK: f32 = 300.0;
/// WCAG 2.2, 1.4.3.
pub const CONTRAST: f32 = 4.5;
pub const CONTRAST_LARGE: f32 = 3.0;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth a look.
    Note,
    /// Readers will notice.
    Warning,
    /// Must not be printed like this.
    Error,
}

impl Severity {
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "Lưu ý",
            Self::Warning => "Cảnh báo",
            Self::Error => "Lỗi",
        }
    }

    /// Its name for other programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    LetterHeight,
    SafeArea,
    Hem,
    Eyelet,
    Trim,
    Overflow,
    Collision,
    /// Words not written yet.
    Placeholder,
    /// More words than can be read while passing.
    WordCount,
    /// Over a text, or a QR code.
    Covered,
    OffBoard,
    Hairline,
    MissingGlyph,
    /// A font of the system that is missing, may not be embedded, or lacks letters.
    Font,
    Contrast,
    PictureMissing,
    PictureUnreadable,
    Resolution,
    /// A picture that the press separates into inks.
    RgbPicture,
    QrSize,
    QrContent,
    QrInverted,
    TotalInk,
    Bleed,
    PageSize,
    /// Not everyone has agreed to it.
    Agreement,
}

impl Rule {
    /// Its name for other programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::LetterHeight => "letter-height",
            Self::SafeArea => "safe-area",
            Self::Hem => "hem",
            Self::Eyelet => "eyelet",
            Self::Trim => "trim",
            Self::Overflow => "overflow",
            Self::Collision => "line-collision",
            Self::Placeholder => "placeholder",
            Self::WordCount => "word-count",
            Self::Covered => "covered",
            Self::OffBoard => "off-board",
            Self::Hairline => "hairline",
            Self::MissingGlyph => "missing-glyph",
            Self::Font => "font",
            Self::Contrast => "contrast",
            Self::PictureMissing => "picture-missing",
            Self::PictureUnreadable => "picture-unreadable",
            Self::Resolution => "resolution",
            Self::RgbPicture => "rgb-picture",
            Self::QrSize => "qr-size",
            Self::QrContent => "qr-content",
            Self::QrInverted => "qr-inverted",
            Self::TotalInk => "total-ink",
            Self::Bleed => "bleed",
            Self::PageSize => "page-size",
            Self::Agreement => "agreement",
        }
    }
}

/// A finding of the preflight.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    pub severity: Severity,
    pub rule: Rule,
    /// None for the board as a whole.
    pub element: Option<ElementId>,
    /// In Vietnamese: what, with the measure, and what it should be.
    pub message: String,
    pub fix: Option<Fix>,
}

/// The fix of a finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Fix {
    /// The label of its button.
    pub label: &'static str,
    pub remedy: Remedy,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Remedy {
    Edit(Edit),
    /// The user chooses a file for the element.
    ChoosePicture,
}

/// The measurements of a laid-out text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MeasuredText {
    /// The em height used, mm.
    pub size: f32,
    /// Heights of H and x, mm.
    pub cap_height: f32,
    pub x_height: f32,
    /// The bounding box of the letters, in the unrotated frame's coordinates; none without letters.
    pub area: Option<Frame>,
    /// The same of each line that has letters.
    pub lines: Vec<Frame>,
    /// The letters by their look.
    pub runs: Vec<MeasuredRun>,
    /// Where the caret stands in each line.
    pub carets: Vec<Vec<Caret>>,
    /// Of all lines, mm.
    pub height: f32,
    /// It does not fit in the frame.
    pub is_overflowing: bool,
    /// A diacritic of one line touches a letter of the line above.
    pub is_colliding: bool,
    /// Characters missing from all faces.
    pub missing: Vec<char>,
    /// What is wrong with fonts of the system.
    pub fonts: Vec<FontFault>,
}

/// Why a font of the system does not print as it was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FontFault {
    /// This machine has not the font; another one of the program is used.
    Missing { name: String, stand_in: String },
    /// Its maker permits no embedding.
    Forbidden { name: String },
    /// It has not these letters, which another font provides.
    Lacking { name: String, letters: Vec<char> },
}

/// Letters of one look in a laid-out text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MeasuredRun {
    pub ink: Ink,
    /// The height of x, or of H where there are only capitals, mm.
    pub letter_height: f32,
    pub has_small: bool,
    /// The bounding box, in the unrotated frame's coordinates.
    pub area: Frame,
}

impl MeasuredText {
    /// The letters that are hardest to read from afar.
    pub fn lowest(&self) -> Option<MeasuredRun> {
        self.runs.iter().copied().min_by(|a, b| a.letter_height.total_cmp(&b.letter_height))
    }
}

/// What is known of a picture's file.
#[derive(Debug, Clone, PartialEq)]
pub enum MeasuredPicture {
    /// The file does not exist.
    Missing,
    /// Of another format, truncated, damaged, or too large to decode: why, and what to do.
    Unreadable { reason: String },
    /// A drawing or a page: sharp at any size.
    Vector {
        /// Its own size, in a unit of its own.
        width: f32,
        height: f32,
        /// What of it cannot be printed, for people.
        lost: Vec<&'static str>,
    },
    /// As displayed, with the orientation tag applied.
    Pixels {
        width: u32,
        height: u32,
        /// Neither gray nor in inks.
        is_rgb: bool,
    },
}

impl MeasuredPicture {
    /// Width and height, of which only the proportion matters; none of what cannot be shown.
    pub fn size(&self) -> Option<(f32, f32)> {
        match *self {
            Self::Vector { width, height, .. } => Some((width, height)),
            Self::Pixels { width, height, .. } => Some((width as f32, height as f32)),
            Self::Missing | Self::Unreadable { .. } => None,
        }
    }
}

/// Measurements that need fonts and files.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Measured {
    pub texts: BTreeMap<ElementId, MeasuredText>,
    pub pictures: BTreeMap<ElementId, MeasuredPicture>,
}

/// The findings, worst first, then in painting order. `screen` converts an ink to RGB.
pub fn check(poster: &Poster, measured: &Measured, screen: &dyn Fn(Ink) -> [u8; 3]) -> Vec<Finding> {
    let mut check = Check { poster, measured, screen, findings: Vec::new() };
    check.board();
    for (index, element) in poster.elements.iter().enumerate().filter(|(_, element)| !element.is_hidden) {
        check.off_board(element);
        check.covered(index, element);
        match &element.kind {
            ElementKind::Text(text) => {
                if let Some(set) = measured.texts.get(&element.id) {
                    check.text(index, element, text, set);
                }
                let heaviest = text.inks().max_by(|a, b| a.total().total_cmp(&b.total()));
                check.ink(element, Fill::Solid(heaviest.unwrap_or(text.ink)));
            }
            // The cutting line is not printed.
            ElementKind::Shape(shape) if shape.is_cut => {}
            ElementKind::Shape(shape) => {
                if let Some(fill) = shape.fill {
                    check.ink(element, fill);
                    check.bleed(element);
                }
                if let Some((ink, _)) = shape.stroke {
                    check.ink(element, Fill::Solid(ink));
                }
                check.hairline(element, shape);
            }
            ElementKind::Picture(picture) => {
                check.picture(element, picture, measured.pictures.get(&element.id));
                check.bleed(element);
            }
            ElementKind::Qr(code) => check.qr(index, element, code),
            ElementKind::Icon(icon) => check.ink(element, Fill::Solid(icon.ink)),
        }
    }
    check.findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    check.findings
}

struct Check<'a> {
    poster: &'a Poster,
    measured: &'a Measured,
    screen: &'a dyn Fn(Ink) -> [u8; 3],
    findings: Vec<Finding>,
}

impl Check<'_> {
    fn add(&mut self, severity: Severity, rule: Rule, element: Option<ElementId>, message: String) {
        self.findings.push(Finding { severity, rule, element, message, fix: None });
    }

    /// Adds a fix to the last finding.
    fn fix(&mut self, label: &'static str, edit: Edit) {
        if let Some(finding) = self.findings.last_mut() {
            let element = finding.element.and_then(|id| self.poster.element(id));
            let edit = element.map_or(edit.clone(), |element| remedy::unlocked(element, edit));
            finding.fix = Some(Fix { label, remedy: Remedy::Edit(edit) });
        }
    }

    fn choose_picture(&mut self) {
        if let Some(finding) = self.findings.last_mut() {
            finding.fix = Some(Fix { label: "Chọn ảnh", remedy: Remedy::ChoosePicture });
        }
    }

    /// Checks of the whole board.
    fn board(&mut self) {
        let poster = self.poster;
        let sheet = poster.width.max(poster.height) + 2.0 * poster.bleed + 2.0 * MARKS * REDUCTION;
        if sheet > LONGEST_SIDE * REDUCTION {
            let message = format!(
                "Khổ {} quá lớn: tệp PDF chỉ chứa được đến {} m ở tỉ lệ 1:{}. Hãy chia thành nhiều tấm.",
                poster.size_name(),
                decimal(LONGEST_SIDE * REDUCTION / 1000.0),
                REDUCTION,
            );
            self.add(Severity::Error, Rule::PageSize, None, message);
            self.fix("Thu về khổ lớn nhất", remedy::largest(poster, sheet));
        }
        if let Some(total) = too_much(poster.background) {
            self.add(Severity::Warning, Rule::TotalInk, None, too_much_ink(total));
            self.fix("Giảm mực", Edit::SetBackground(remedy::thinned_fill(poster.background)));
        }
        self.hem();
        self.word_count();
    }

    fn picture(&mut self, element: &Element, picture: &Picture, file: Option<&MeasuredPicture>) {
        let id = Some(element.id);
        if picture.path.is_empty() {
            let message = "Chưa chọn ảnh cho khung này.".to_owned();
            self.add(Severity::Error, Rule::PictureMissing, id, message);
            return self.choose_picture();
        }
        if let Some(MeasuredPicture::Unreadable { reason }) = file {
            let message = format!("Không in được ảnh “{}”: {reason}.", picture.path);
            self.add(Severity::Error, Rule::PictureUnreadable, id, message);
            return self.choose_picture();
        }
        if let Some(MeasuredPicture::Vector { lost, .. }) = file {
            if !lost.is_empty() {
                let message = format!(
                    "Bản vẽ “{}” có phần không in được: {}. Hãy mở bằng chương trình vẽ, chuyển thành đường nét \
                     thường rồi xuất lại SVG.",
                    picture.path,
                    lost.join("; ")
                );
                self.add(Severity::Error, Rule::PictureUnreadable, id, message);
                self.choose_picture();
            }
            return;
        }
        let Some(&MeasuredPicture::Pixels { width, height, is_rgb }) = file else {
            let message = format!(
                "Không thấy ảnh “{}”. Hãy chép ảnh vào thư mục images hoặc chọn ảnh khác.",
                picture.path
            );
            self.add(Severity::Error, Rule::PictureMissing, id, message);
            return self.choose_picture();
        };
        if is_rgb {
            let message = "Ảnh màu RGB: nhà in đổi sang bốn mực CMYK, màu tươi sẽ dịu đi. Cần đúng màu thì xem bản \
                           in thử hoặc dùng ảnh CMYK.";
            self.add(Severity::Note, Rule::RgbPicture, id, message.to_owned());
        }
        let frame = element.frame;
        let shown = picture.area(frame, width as f32, height as f32);
        // Pixels per inch of the finished print.
        let ppi = width as f32 / shown.width.max(0.1) * 25.4;
        let distance = self.poster.viewing_distance;
        let needed = (PPI_AT_ONE_METRE / distance).min(300.0);
        if ppi >= needed * 0.995 {
            return;
        }
        let severity = if ppi < needed / 2.0 { Severity::Error } else { Severity::Warning };
        let message = format!(
            "Ảnh chỉ đạt {} dpi ở khổ thật, nhìn từ {} m cần {} dpi. Hãy dùng ảnh lớn hơn (khoảng {} × {} điểm ảnh) \
             hoặc thu nhỏ khung.",
            ppi.floor(),
            decimal(distance),
            needed.ceil(),
            (width as f32 * needed / ppi).ceil(),
            (height as f32 * needed / ppi).ceil(),
        );
        self.add(severity, Rule::Resolution, id, message);
        let frame = remedy::grown(frame, ppi / needed);
        self.fix("Thu nhỏ khung", Edit::SetFrame { id: element.id, frame });
    }

    fn ink(&mut self, element: &Element, fill: Fill) {
        if let Some(total) = too_much(fill) {
            self.add(Severity::Warning, Rule::TotalInk, Some(element.id), too_much_ink(total));
            let kind = Box::new(remedy::thinned_kind(&element.kind));
            self.fix("Giảm mực", Edit::SetKind { id: element.id, kind });
        }
    }
}

/// The total ink of a fill, percent, if it is too much for a press.
fn too_much(fill: Fill) -> Option<f32> {
    fill.inks().map(Ink::total).reduce(f32::max).filter(|total| *total > MOST_INK)
}

fn too_much_ink(total: f32) -> String {
    format!("Tổng mực {} % vượt 300 %: lâu khô, dễ lem. Hãy giảm bớt C, M, Y.", total.ceil())
}

fn tenths(value: f32) -> String {
    format!("{:.1}", (value * 10.0).floor() / 10.0).replace('.', ",")
}
