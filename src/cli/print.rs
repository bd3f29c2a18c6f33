//! Printing options and their parsing.

use clap::Args;

use crate::document::PrintOptions;
use crate::document::budget::Kind;
use crate::document::poster::{self, Purpose, TileSheet, Tiling};
use crate::document::print::{Pages, Paper};
use crate::document::quiz::SurveyPart;
use crate::document::schedule::Grouping;
use crate::document::stage::Layout;
use crate::document::survey::outcome;
use crate::document::{cases, contest, dialogue};

/// Options of every document.
#[derive(Debug, Args)]
pub struct Print {
    /// Khổ giấy của bản .pdf: a4, a4-ngang, a3, a3-ngang; không có thì theo loại văn bản
    #[arg(long, value_name = "KHỔ", value_parser = paper)]
    paper: Option<Paper>,
    /// In chữ lớn (18 pt)
    #[arg(long = "large")]
    is_large: bool,
    /// In hai mặt: lề trong rộng, số trang ở mép ngoài
    #[arg(long = "duplex")]
    is_duplex: bool,
    /// Chỉ các trang này, ví dụ 2-5 hoặc 1,4-
    #[arg(long, value_name = "TRANG", value_parser = Pages::parse)]
    pages: Option<Pages>,
}

impl Print {
    pub fn options(self) -> PrintOptions {
        PrintOptions {
            paper: self.paper.unwrap_or_default(),
            is_large: self.is_large,
            is_duplex: self.is_duplex,
            pages: self.pages.unwrap_or_default(),
            ..PrintOptions::default()
        }
    }
}

/// Options for a print shop or an office printer.
#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub struct Shop {
    /// Không in phần tràn lề
    #[arg(long = "no-bleed")]
    is_without_bleed: bool,
    /// Ảnh .png .jpg .tif gồm cả phần tràn lề
    #[arg(long = "bleed", conflicts_with = "is_without_bleed")]
    is_bled: bool,
    /// Thêm dấu cho nhà in: cat (dấu cắt), chong (dấu chồng màu), mau (thang màu), y-kien (chữ “BẢN XIN Ý KIẾN” đè lên); dùng nhiều lần hoặc cách bằng dấu phẩy
    #[arg(long, value_name = "DẤU", value_parser = mark, value_delimiter = ',')]
    marks: Vec<PrinterMark>,
    /// Đổi chữ thành nét vẽ trong bản .pdf, cho nhà in không nhận phông chữ
    #[arg(long = "outline-text")]
    is_outlined: bool,
    /// In ghép trên nhiều tờ: a4, a3
    #[arg(long, value_name = "KHỔ", value_parser = tile_sheet)]
    tile: Option<TileSheet>,
    /// Phần chồng mép khi in ghép, mm
    #[arg(long, value_name = "MM", value_parser = overlap, default_value = "10", hide_default_value = true, requires = "tile")]
    overlap: f32,
    /// Độ phân giải của ảnh .png .jpg .tif, điểm mỗi inch
    #[arg(long, value_name = "DPI", value_parser = dpi)]
    dpi: Option<f32>,
    /// Thu nhỏ ảnh nét hơn mức này trong bản .pdf, điểm mỗi inch ở khổ thật; không có thì giữ nguyên tệp ảnh (ảnh CMYK luôn giữ nguyên)
    #[arg(long, value_name = "DPI", value_parser = dpi)]
    max_dpi: Option<f32>,
    /// Bản .pdf theo chuẩn PDF/X-4 cho nhà in: nhúng hồ sơ màu, không có gì ngoài phần in
    #[arg(long = "pdf-x", conflicts_with = "tile")]
    is_exchanged: bool,
    /// Vẫn xuất khi kiểm tra in còn lỗi
    #[arg(long = "force")]
    is_forced: bool,
    /// Chỉ các trang này của bản in ghép, ví dụ 2-5
    #[arg(long, value_name = "TRANG", value_parser = Pages::parse)]
    pages: Option<Pages>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PrinterMark {
    Crop,
    Registration,
    ColorBar,
    Proof,
}

impl Shop {
    pub fn options(self) -> PrintOptions {
        PrintOptions {
            poster: poster::PrintOptions {
                has_bleed: !self.is_without_bleed,
                has_raster_bleed: self.is_bled,
                marks: poster::Marks {
                    has_crop: self.marks.contains(&PrinterMark::Crop),
                    has_registration: self.marks.contains(&PrinterMark::Registration),
                    has_color_bars: self.marks.contains(&PrinterMark::ColorBar),
                },
                has_outlined_text: self.is_outlined,
                tiling: self.tile.map(|sheet| Tiling { sheet, overlap: self.overlap }),
                purpose: if self.marks.contains(&PrinterMark::Proof) {
                    Purpose::Proof
                } else {
                    Purpose::Final
                },
                dpi: self.dpi,
                max_dpi: self.max_dpi,
                exchange: self.is_exchanged.then(|| chrono::Local::now().date_naive()),
                is_forced: self.is_forced,
            },
            pages: self.pages.unwrap_or_default(),
            ..PrintOptions::default()
        }
    }
}

fn one_of<T: Copy>(text: &str, all: impl IntoIterator<Item = (&'static str, T)>) -> Result<T, String> {
    let mut known = Vec::new();
    for (id, value) in all {
        if id == text {
            return Ok(value);
        }
        known.push(id);
    }
    Err(format!("không phải một trong: {}", known.join(", ")))
}

fn paper(text: &str) -> Result<Paper, String> {
    one_of(text, Paper::ALL.map(|paper| (paper.id(), paper)))
}

pub fn layout(text: &str) -> Result<Layout, String> {
    one_of(text, Layout::ALL.map(|layout| (layout.id(), layout)))
}

pub fn case_paper(text: &str) -> Result<cases::Paper, String> {
    one_of(text, cases::Paper::ALL.map(|paper| (paper.id(), paper)))
}

pub fn outcome_paper(text: &str) -> Result<outcome::Paper, String> {
    one_of(text, outcome::Paper::ALL.map(|paper| (paper.id(), paper)))
}

pub fn part(text: &str) -> Result<SurveyPart, String> {
    one_of(text, SurveyPart::ALL.map(|part| (part.id(), part)))
}

pub fn grouping(text: &str) -> Result<Grouping, String> {
    one_of(text, Grouping::ALL.map(|grouping| (grouping.id(), grouping)))
}

pub fn budget_kind(text: &str) -> Result<Kind, String> {
    one_of(text, Kind::ALL.map(|kind| (kind.id(), kind)))
}

pub fn contest_paper(text: &str) -> Result<contest::Paper, String> {
    one_of(text, contest::Paper::ALL.map(|paper| (paper.id(), paper)))
}

pub fn dialogue_paper(text: &str) -> Result<dialogue::Paper, String> {
    one_of(text, dialogue::Paper::ALL.map(|paper| (paper.id(), paper)))
}

/// Who is reminded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reminder {
    /// Bodies that have not reported on a period.
    Reports,
    /// Organisations that have not answered an invitation.
    Organisations,
}

pub fn reminder(text: &str) -> Result<Reminder, String> {
    one_of(text, [("bao-cao", Reminder::Reports), ("doan-the", Reminder::Organisations)])
}

fn tile_sheet(text: &str) -> Result<TileSheet, String> {
    one_of(text, TileSheet::ALL.map(|sheet| (sheet.id(), sheet)))
}

fn mark(text: &str) -> Result<PrinterMark, String> {
    one_of(
        text,
        [
            ("cat", PrinterMark::Crop),
            ("chong", PrinterMark::Registration),
            ("mau", PrinterMark::ColorBar),
            ("y-kien", PrinterMark::Proof),
        ],
    )
}

fn overlap(text: &str) -> Result<f32, String> {
    number(text, 0.0, 50.0)
}

fn dpi(text: &str) -> Result<f32, String> {
    number(text, 1.0, 2400.0)
}

/// A decimal number with a point or a comma.
fn number(text: &str, least: f32, most: f32) -> Result<f32, String> {
    let number = text.replace(',', ".").parse::<f32>().ok();
    let number = number.filter(|number| (least..=most).contains(number));
    number.ok_or_else(|| format!("không phải một số từ {least} đến {most}"))
}
