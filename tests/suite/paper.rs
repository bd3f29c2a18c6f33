//! Every kind of document: as in its approved reference picture, and in print as in the preview.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use image::{ExtendedColorType, ImageEncoder, RgbImage, RgbaImage};
use toasoan::document::poster::{self as sheet, TileSheet, Tiling};
use toasoan::document::print::Paper;
use toasoan::document::quiz::SurveyPart;
use toasoan::document::schedule::{self, Grouping, Request};
use toasoan::document::stage::Layout;
use toasoan::document::{self, PrintOptions, report};
use toasoan::page::{Document, Fonts, Page, render};
use toasoan::piece::Format;
use toasoan::poster::ElementKind;
use toasoan::poster::template::{self, TEMPLATES};

use super::documents::{content, day, newsroom, samples};
use super::export::readers::{has_readers, preview_is_print, readers_agree};
use super::export::{assert_names, write};

/// One of each kind with each of its print options, by name. The kinds are the program's own lists, so that a
/// new one cannot be forgotten.
fn papers(fonts: &mut Fonts) -> Vec<(String, Document)> {
    let mut pieces = Vec::new();
    samples(&content().join("pieces"), &mut pieces);
    pieces.sort_by(|a, b| a.header.id.cmp(&b.header.id));
    let newsroom = newsroom(pieces.clone());
    let mut papers = Vec::new();

    let march = Request::new(day("2014-03-01"), day("2014-03-31"));
    let sheets = Paper::ALL.into_iter().cycle().take(Grouping::ALL.len().max(Paper::ALL.len()));
    for (grouping, paper) in Grouping::ALL.into_iter().cycle().zip(sheets) {
        let print = PrintOptions { grouping, paper, ..PrintOptions::default() };
        let name = format!("lich-{}-{}", grouping.id(), paper.id());
        papers.push((name, schedule::document(&newsroom, &march, &print, fonts)));
    }
    papers.push(("bao-cao".to_owned(), report::document(&newsroom, None, &PrintOptions::default(), fonts)));

    for format in Format::ALL {
        for (name, activity, print) in ways(format) {
            let piece = pieces
                .iter()
                .find(|piece| piece.header.activity == activity && piece.format == format)
                .unwrap_or_else(|| panic!("the sample workspace has no {activity}"));
            papers.push((name, document::of_piece(&newsroom, piece, &|_| None, &print, fonts)));
        }
    }

    for template in TEMPLATES {
        let options = sheet::PrintOptions::default();
        let paper = sheet::poster(&(template.poster)(), template.name, &|_| None, &options, fonts);
        papers.push((format!("mau-{}", template.id), paper));
    }
    let first = (TEMPLATES[0].poster)();
    let all = sheet::Marks { has_crop: true, has_registration: true, has_color_bars: true };
    let marks = sheet::PrintOptions { marks: all, ..sheet::PrintOptions::default() };
    papers.push(("dau-nha-in".to_owned(), sheet::poster(&first, "Áp phích", &|_| None, &marks, fonts)));
    let mut portrait = template::with_picture();
    for (index, element) in portrait.elements.iter_mut().enumerate() {
        if let ElementKind::Picture(picture) = &mut element.kind {
            let path = if index == 0 { "images/a.jpg" } else { "images/b.png" };
            path.clone_into(&mut picture.path);
        }
    }
    let pictures = [photo(), emblem()];
    let read = |path: &str| Some(Arc::clone(&pictures[usize::from(path.ends_with("png"))]));
    let options = sheet::PrintOptions::default();
    papers
        .push(("ap-phich-anh".to_owned(), sheet::poster(&portrait, "Áp phích ảnh", &read, &options, fonts)));
    for tile in TileSheet::ALL {
        let tiling = Some(Tiling { sheet: tile, overlap: 10.0 });
        let tiles = sheet::PrintOptions { tiling, ..sheet::PrintOptions::default() };
        let paper = sheet::poster(&first, "Áp phích", &|_| None, &tiles, fonts);
        papers.push((format!("in-ghep-{}", tile.id()), paper));
    }
    papers
}

/// A photo with smooth gradients, on which decoders agree.
fn photo() -> Arc<[u8]> {
    let picture = RgbImage::from_fn(900, 760, |x, y| {
        let light = 255 - (y / 5) as u8;
        image::Rgb([light / 2 + (x / 12) as u8, light / 2 + 60, light])
    });
    let mut bytes = Vec::new();
    let mut encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 95);
    encoder.encode_image(&picture).expect("a JPEG");
    bytes.into()
}

/// A disc on a transparent background.
fn emblem() -> Arc<[u8]> {
    let picture = RgbaImage::from_fn(240, 240, |x, y| {
        let (x, y) = (f64::from(x) - 119.5, f64::from(y) - 119.5);
        let alpha = ((118.0 - x.hypot(y)) * 255.0).clamp(0.0, 255.0) as u8;
        image::Rgba([200, 40, 50, alpha])
    });
    let mut file = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut file, image::ImageFormat::Png).expect("a PNG");
    file.into_inner().into()
}

/// The print options of a piece, each with the activity whose sample is printed.
fn ways(format: Format) -> Vec<(String, &'static str, PrintOptions)> {
    let plain = PrintOptions::default;
    let large = || PrintOptions { is_large: true, is_duplex: true, ..plain() };
    let way = |name: &str, activity, print| (name.to_owned(), activity, print);
    match format {
        Format::Av => vec![
            way("truyen-hinh", "chuyen-muc-cchc", plain()),
            way(
                "truyen-hinh-a4-ngang",
                "chuyen-muc-cchc",
                PrintOptions { paper: Paper::A4Landscape, ..plain() },
            ),
            way("toa-dam", "gap-go-doi-thoai", plain()),
        ],
        Format::Radio => {
            vec![
                way("truyen-thanh", "truyen-thanh", plain()),
                way("truyen-thanh-chu-lon", "truyen-thanh", large()),
            ]
        }
        Format::Article => {
            vec![way("bai-bao", "dien-dan-bao", plain()), way("tin-web", "cong-thong-tin", plain())]
        }
        Format::Stage => {
            let role = Some("BÀ TƯ SEN".to_owned());
            let layouts = Layout::ALL.map(|layout| {
                way(&format!("tieu-pham-{}", layout.id()), "tieu-pham", PrintOptions { layout, ..plain() })
            });
            let mut ways = Vec::from(layouts);
            ways.push(way("tieu-pham-chu-lon", "tieu-pham", large()));
            ways.push(way("tieu-pham-vai", "tieu-pham", PrintOptions { role, ..plain() }));
            ways
        }
        Format::Quiz => SurveyPart::ALL
            .map(|part| way(&format!("khao-sat-{}", part.id()), "khao-sat", PrintOptions { part, ..plain() }))
            .into(),
        // Each template is tested separately, and so are the papers of a contest and of a dialogue.
        Format::Poster | Format::Contest | Format::Dialogue => Vec::new(),
    }
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

/// Saved as gray when there is no colour, which is smaller.
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

/// Pictures of the first two pages of each kind are in `tests/reference`. After an intended visible change,
/// `TOASOAN_RENEW=1 cargo test --test suite -- every_paper_looks` writes them anew and fails; check each that
/// git shows as changed, then run without the variable.
#[test]
fn every_paper_looks_as_it_was_judged_good() {
    let is_renewed = std::env::var("TOASOAN_RENEW").is_ok_and(|value| value == "1");
    let mut fonts = Fonts::new();
    let mut wrong = Vec::new();
    let mut known = Vec::new();
    for (name, paper) in papers(&mut fonts) {
        for (index, page) in paper.pages.iter().enumerate().take(2) {
            let path = reference(&name, index);
            known.push(path.clone());
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
    let folder = reference("", 0);
    let kept = std::fs::read_dir(folder.parent().expect("a folder")).expect("the pictures");
    let old = kept.map(|entry| entry.expect("a picture").path()).filter(|path| !known.contains(path));
    wrong.extend(old.map(|path| format!("{} is of no paper", path.display())));
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

#[test]
fn every_paper_makes_one_file_that_says_all_that_stands_on_it() {
    let again = papers(&mut Fonts::new());
    for ((name, paper), (_, other)) in papers(&mut Fonts::new()).into_iter().zip(again) {
        let bytes = write(&paper);
        assert!(bytes == write(&other), "{name}: a second run differs");
        let pdf = lopdf::Document::load_mem(&bytes).expect("a PDF");
        assert_names(&name, &pdf, &paper);
        for (page, number) in paper.pages.iter().zip(1..) {
            let letters = |text: &str| text.split_whitespace().collect::<String>();
            let read = pdf.extract_text(&[number]).unwrap_or_default();
            assert_eq!(letters(&read), letters(&page.text()), "{name}, page {number}");
        }
    }
}

#[test]
fn people_s_readers_agree_on_every_paper() {
    if !has_readers() {
        return;
    }
    for (name, paper) in papers(&mut Fonts::new()) {
        readers_agree(&name, &paper);
    }
}
