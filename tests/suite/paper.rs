//! Every kind of paper: as it looked when it was judged good, and in print as in the preview.

use std::path::{Path, PathBuf};

use image::{ExtendedColorType, ImageEncoder, RgbImage};
use toasoan::document::poster::{self as sheet, TileSheet, Tiling};
use toasoan::document::print::Paper;
use toasoan::document::quiz::Part;
use toasoan::document::schedule::{self, Grouping, Request};
use toasoan::document::stage::Layout;
use toasoan::document::{self, PrintOptions, report};
use toasoan::page::{Document, Fonts, Page, render};
use toasoan::piece::Format;
use toasoan::poster::template::TEMPLATES;

use super::documents::{content, day, newsroom, samples};
use super::export::{has_readers, preview_is_print, write};

/// One of each kind in each of its ways to be printed, by name.
fn papers(fonts: &mut Fonts) -> Vec<(String, Document)> {
    let mut pieces = Vec::new();
    samples(&content().join("pieces"), &mut pieces);
    pieces.sort_by(|a, b| a.header.id.cmp(&b.header.id));
    let newsroom = newsroom(pieces.clone());
    let plain = PrintOptions::default;
    let mut papers = Vec::new();

    let march = Request::new(day("2014-03-01"), day("2014-03-31"));
    let schedules = [
        ("lich-ngay", plain()),
        ("lich-tuan", PrintOptions { grouping: Grouping::Week, ..plain() }),
        ("lich-thang-a4-dung", PrintOptions { grouping: Grouping::Month, paper: Paper::A4, ..plain() }),
        (
            "lich-nam-a3-ngang",
            PrintOptions { grouping: Grouping::Year, paper: Paper::A3Landscape, ..plain() },
        ),
        ("lich-dia-ban", PrintOptions { grouping: Grouping::Locality, ..plain() }),
    ];
    for (name, print) in schedules {
        papers.push((name.to_owned(), schedule::document(&newsroom, &march, &print, fonts)));
    }
    papers.push(("bao-cao".to_owned(), report::document(&newsroom, &plain(), fonts)));

    let role = Some("BÀ TƯ SEN".to_owned());
    let kinds = [
        ("truyen-hinh", "chuyen-muc-cchc", Format::Av, plain()),
        ("toa-dam", "gap-go-doi-thoai", Format::Av, plain()),
        ("truyen-thanh", "truyen-thanh", Format::Radio, plain()),
        ("truyen-thanh-chu-lon", "truyen-thanh", Format::Radio, PrintOptions { is_large: true, ..plain() }),
        ("bai-bao", "dien-dan-bao", Format::Article, plain()),
        ("tieu-pham-san-khau", "tieu-pham", Format::Stage, plain()),
        (
            "tieu-pham-lien-dong",
            "tieu-pham",
            Format::Stage,
            PrintOptions { layout: Layout::RunIn, ..plain() },
        ),
        (
            "tieu-pham-kich-ban",
            "tieu-pham",
            Format::Stage,
            PrintOptions { layout: Layout::Screenplay, is_duplex: true, ..plain() },
        ),
        ("tieu-pham-chu-lon", "tieu-pham", Format::Stage, PrintOptions { is_large: true, ..plain() }),
        ("tieu-pham-vai", "tieu-pham", Format::Stage, PrintOptions { role, ..plain() }),
        ("khao-sat-phieu", "khao-sat", Format::Quiz, PrintOptions { part: Part::Sheet, ..plain() }),
        ("khao-sat-dap-an", "khao-sat", Format::Quiz, PrintOptions { part: Part::Key, ..plain() }),
    ];
    for (name, activity, format, print) in kinds {
        let piece = pieces
            .iter()
            .find(|piece| piece.header.activity == activity && piece.format == format)
            .unwrap_or_else(|| panic!("the sample workspace has no {activity}"));
        papers.push((name.to_owned(), document::of_piece(&newsroom, piece, &|_| None, &print, fonts)));
    }

    for template in TEMPLATES {
        let options = sheet::PrintOptions::default();
        let paper = sheet::poster(&(template.poster)(), template.name, &|_| None, &options, fonts);
        papers.push((format!("mau-{}", template.id), paper));
    }
    let first = (TEMPLATES[0].poster)();
    let all = sheet::Marks { has_crop: true, has_registration: true, has_color_bars: true };
    let marks = sheet::PrintOptions { marks: all, ..sheet::PrintOptions::default() };
    let tiling = Some(Tiling { sheet: TileSheet::A4, overlap: 10.0 });
    let tiles = sheet::PrintOptions { tiling, ..sheet::PrintOptions::default() };
    for (name, options) in [("dau-nha-in", marks), ("in-ghep", tiles)] {
        papers.push((name.to_owned(), sheet::poster(&first, "Áp phích", &|_| None, &options, fonts)));
    }
    papers
}

/// The longer side, pixels.
const LONGEST: f32 = 640.0;

fn picture(page: &Page, fonts: &mut Fonts) -> RgbImage {
    let raster = render(page, LONGEST / page.size.width.max(page.size.height), fonts);
    let rgb = raster.rgba.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    RgbImage::from_raw(raster.width, raster.height, rgb).expect("all its pixels")
}

fn reference(name: &str, page: usize) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference").join(format!("{name}-{}.png", page + 1))
}

/// Grey where nothing is coloured: smaller.
fn keep(picture: &RgbImage, path: &Path) {
    let (width, height) = picture.dimensions();
    let is_grey = picture
        .pixels()
        .all(|pixel| pixel.0[0].abs_diff(pixel.0[1]) < 4 && pixel.0[0].abs_diff(pixel.0[2]) < 4);
    let (bytes, color) = if is_grey {
        (picture.pixels().map(|pixel| pixel.0[1]).collect(), ExtendedColorType::L8)
    } else {
        (picture.as_raw().clone(), ExtendedColorType::Rgb8)
    };
    let mut file = Vec::new();
    let (best, filter) =
        (image::codecs::png::CompressionType::Best, image::codecs::png::FilterType::Adaptive);
    image::codecs::png::PngEncoder::new_with_quality(&mut file, best, filter)
        .write_image(&bytes, width, height, color)
        .expect("a PNG");
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    std::fs::write(path, file).expect("a file");
}

/// The share of pixels that differ visibly.
fn difference(ours: &RgbImage, kept: &RgbImage) -> f64 {
    if ours.dimensions() != kept.dimensions() {
        return 1.0;
    }
    let is_other = |a: &[u8; 3], b: &[u8; 3]| a.iter().zip(b).any(|(a, b)| a.abs_diff(*b) > 40);
    let count = ours.pixels().zip(kept.pixels()).filter(|(a, b)| is_other(&a.0, &b.0)).count();
    count as f64 / f64::from(ours.width() * ours.height())
}

/// Pictures of the first two pages of each kind stand in `tests/reference`. After a change that is meant to be seen:
/// `TOASOAN_RENEW=1 cargo test --test suite -- every_paper_looks` writes them anew and fails; look at each that git
/// shows as changed, then run without the variable.
#[test]
fn every_paper_looks_as_it_was_judged_good() {
    let is_renewed = std::env::var("TOASOAN_RENEW").is_ok_and(|value| value == "1");
    let mut fonts = Fonts::new();
    let mut wrong = Vec::new();
    for (name, paper) in papers(&mut fonts) {
        for (index, page) in paper.pages.iter().enumerate().take(2) {
            let path = reference(&name, index);
            let ours = picture(page, &mut fonts);
            if is_renewed {
                keep(&ours, &path);
                continue;
            }
            match image::open(&path) {
                Ok(kept) => {
                    let share = difference(&ours, &kept.into_rgb8());
                    if share > 0.003 {
                        wrong.push(format!("{name}, page {}: {:.2} % differ", index + 1, share * 100.0));
                    }
                }
                Err(error) => wrong.push(format!("{}: {error}", path.display())),
            }
        }
    }
    assert!(!is_renewed, "the pictures are renewed: look at them, then run without TOASOAN_RENEW");
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn every_paper_prints_as_it_is_previewed() {
    if !has_readers() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("trang.pdf").to_string_lossy().into_owned();
    let mut fonts = Fonts::new();
    for (name, paper) in papers(&mut fonts) {
        for (index, page) in paper.pages.iter().enumerate().take(3) {
            let one = Document { pages: vec![page.clone()], bookmarks: Vec::new(), ..paper.clone() };
            std::fs::write(&path, write(&one)).expect("a file");
            preview_is_print(&format!("{name}, page {}", index + 1), page, &path, &mut fonts);
        }
    }
}
