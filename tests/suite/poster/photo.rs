//! Photos look the same on the screen and in every file: turned upright, in their own colours, whole.

use std::fmt::Write as _;
use std::io::Cursor;
use std::sync::Arc;

use image::metadata::Orientation;
use image::{DynamicImage, ImageFormat, RgbImage};
use moxcms::ColorProfile;
use toasoan::document::poster::{self as sheet, PrintOptions};
use toasoan::page::{Fonts, Raster, render};
use toasoan::poster::preflight::{Rule, Severity};
use toasoan::poster::{ElementKind, Frame, Picture, PictureFit, Poster};

use super::{board, element};
use crate::export::readers::{has_readers, preview_is_print};

/// No two corners are alike, and no two sides.
fn scene() -> DynamicImage {
    let picture = RgbImage::from_fn(160, 96, |x, y| {
        image::Rgb(match (x < 80, y < 48) {
            (true, true) => [210, 40, 40],
            (false, true) => [40, 160, 60],
            (true, false) => [40, 60, 190],
            (false, false) => [x as u8, 200, y as u8],
        })
    });
    DynamicImage::ImageRgb8(picture)
}

fn file(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    picture.write_to(&mut file, format).expect("a picture");
    file.into_inner()
}

/// With a marker segment after the first two bytes.
fn with_segment(jpeg: &[u8], marker: u8, body: &[u8]) -> Vec<u8> {
    let length = (body.len() as u16 + 2).to_be_bytes();
    [&jpeg[..2], &[0xFF, marker], &length, body, &jpeg[2..]].concat()
}

/// With a chunk after the header.
fn with_chunk(png: &[u8], kind: [u8; 4], body: &[u8]) -> Vec<u8> {
    let mut sum = flate2::Crc::new();
    sum.update(&kind);
    sum.update(body);
    let (length, sum) = ((body.len() as u32).to_be_bytes(), sum.sum().to_be_bytes());
    [&png[..33], &length, &kind, body, &sum, &png[33..]].concat()
}

/// Exif data with nothing but an orientation.
fn exif(orientation: u8) -> Vec<u8> {
    [b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".as_slice(), &[orientation, 0, 0, 0, 0, 0, 0]].concat()
}

/// A board with the picture in a frame that crops it, and in one that shows it whole.
fn poster() -> Poster {
    let picture = |fit| ElementKind::Picture(Picture::new("images/ảnh", fit));
    board(vec![
        element(1, Frame::new(20.0, 20.0, 200.0, 180.0), picture(PictureFit::Cover)),
        element(2, Frame::new(20.0, 220.0, 360.0, 200.0), picture(PictureFit::Contain)),
        element(
            3,
            Frame { rotation: 15.0, ..Frame::new(100.0, 450.0, 160.0, 100.0) },
            picture(PictureFit::Contain),
        ),
    ])
}

fn seen(data: &[u8]) -> Raster {
    let (data, mut fonts): (Arc<[u8]>, _) = (data.into(), Fonts::new());
    let page = sheet::layout(&poster(), &|_| Some(Arc::clone(&data)), &mut fonts).page;
    render(&page, 0.5, &mut fonts)
}

fn mean_difference(a: &Raster, b: &Raster) -> f64 {
    assert_eq!((a.width, a.height), (b.width, b.height));
    let sum: f64 = a.rgba.iter().zip(&b.rgba).map(|(a, b)| f64::from(a.abs_diff(*b))).sum();
    sum / a.rgba.len() as f64
}

/// The poster's PDF as poppler draws it is what the screen shows.
fn print_agrees(name: &str, data: &[u8]) {
    if !has_readers() {
        return;
    }
    let (data, mut fonts): (Arc<[u8]>, _) = (data.into(), Fonts::new());
    let pictures = |_: &str| Some(Arc::clone(&data));
    let document = sheet::poster(&poster(), name, &pictures, &PrintOptions::default(), &mut fonts);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.pdf").to_string_lossy().into_owned();
    std::fs::write(&path, toasoan::export::pdf::write(&document).expect("a PDF")).expect("a file");
    preview_is_print(name, &document.pages[0], &path, &mut fonts);
}

#[test]
fn a_photo_taken_in_any_orientation_stands_upright_everywhere() {
    let scene = scene();
    let (jpeg, png) = (file(&scene, ImageFormat::Jpeg), file(&scene, ImageFormat::Png));
    for orientation in 1..=8 {
        let mut upright = scene.clone();
        upright.apply_orientation(Orientation::from_exif(orientation).expect("an orientation"));
        let expected = seen(&file(&upright, ImageFormat::Png));
        let of_jpeg = with_segment(&jpeg, 0xE1, &[b"Exif\0\0".as_slice(), &exif(orientation)].concat());
        let of_png = with_chunk(&png, *b"eXIf", &exif(orientation));
        for (kind, data) in [("JPEG", of_jpeg), ("PNG", of_png)] {
            let name = format!("{kind} {orientation}");
            let apart = mean_difference(&seen(&data), &expected);
            assert!(apart < 1.0, "{name}: {apart}");
            print_agrees(&name, &data);
        }
    }
}

fn flat(color: [u8; 3]) -> DynamicImage {
    RgbImage::from_pixel(64, 64, image::Rgb(color)).into()
}

fn with_profile(jpeg: &[u8], profile: &ColorProfile) -> Vec<u8> {
    let profile = profile.encode().expect("a profile");
    with_segment(jpeg, 0xE2, &[b"ICC_PROFILE\0\x01\x01".as_slice(), &profile].concat())
}

/// The screen's pixel in the middle of the first frame.
fn color_of(raster: &Raster) -> [u8; 3] {
    let unit = 0.5 * toasoan::page::MM;
    let (x, y) = ((120.0 * unit) as usize, (110.0 * unit) as usize);
    let at = (y * raster.width as usize + x) * 4;
    [raster.rgba[at], raster.rgba[at + 1], raster.rgba[at + 2]]
}

/// Adobe RGB (1998) to sRGB by their definitions.
fn from_adobe_rgb(color: [u8; 3]) -> [f64; 3] {
    let [r, g, b] = color.map(|channel| (f64::from(channel) / 255.0).powf(563.0 / 256.0));
    let linear = [1.398_28 * r - 0.398_28 * g, g, -0.042_94 * g + 1.042_94 * b];
    linear.map(|channel| {
        let channel = channel.clamp(0.0, 1.0);
        let coded =
            if channel <= 0.003_130_8 { 12.92 * channel } else { 1.055 * channel.powf(1.0 / 2.4) - 0.055 };
        coded * 255.0
    })
}

#[test]
fn colours_follow_the_profile_of_the_photo() {
    for color in [[120, 90, 60], [100, 180, 100], [60, 80, 160], [128, 128, 128]] {
        let plain = file(&flat(color), ImageFormat::Jpeg);
        let tagged = with_profile(&plain, &ColorProfile::new_adobe_rgb());
        let shown = color_of(&seen(&tagged));
        for (shown, expected) in shown.into_iter().zip(from_adobe_rgb(color)) {
            assert!((f64::from(shown) - expected).abs() < 6.0, "{color:?}: {shown:?} for {expected:?}");
        }
        print_agrees("Adobe RGB", &tagged);
        let same = with_profile(&plain, &ColorProfile::new_srgb());
        assert_eq!(color_of(&seen(&same)), color_of(&seen(&plain)));
    }
    for profile in [ColorProfile::new_display_p3(), ColorProfile::new_pro_photo_rgb()] {
        let tagged = with_profile(&file(&scene(), ImageFormat::Jpeg), &profile);
        print_agrees("wide", &tagged);
        assert!(mean_difference(&seen(&tagged), &seen(&file(&scene(), ImageFormat::Jpeg))) > 1.0);
    }
}

/// A baseline JPEG of 64 × 64 pixels in four flat inks, 255 for full; Adobe's marker says that they are
/// inverted.
fn inks(inks: [u8; 4], is_adobe: bool) -> Vec<u8> {
    let samples = if is_adobe { inks.map(|ink| 255 - ink) } else { inks };
    let mut file = vec![0xFF, 0xD8];
    let mut segment = |marker: u8, body: &[u8]| {
        file.extend([0xFF, marker]);
        file.extend((body.len() as u16 + 2).to_be_bytes());
        file.extend(body);
    };
    if is_adobe {
        segment(0xEE, b"Adobe\0\x64\0\0\0\0\0");
    }
    // In steps of eight, one step is one level of a flat block.
    segment(0xDB, &[&[0][..], &[8; 64]].concat());
    segment(0xC0, &[8, 0, 64, 0, 64, 4, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0]);
    // Codes of four bits for the sizes 0 to 11, and of one bit for the end of a block.
    let sizes: Vec<u8> = (0..12).collect();
    segment(0xC4, &[&[0x00, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0][..], &sizes].concat());
    segment(0xC4, &[0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    segment(0xDA, &[4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 63, 0]);
    let mut bits = String::new();
    for block in 0..64 {
        for sample in samples {
            let level = if block == 0 { i32::from(sample) - 128 } else { 0 };
            let size = 32 - level.unsigned_abs().leading_zeros();
            let coded = if level < 0 { level + (1 << size) - 1 } else { level };
            write!(bits, "{size:04b}").expect("a text grows");
            if size > 0 {
                write!(bits, "{coded:0width$b}", width = size as usize).expect("a text grows");
            }
            bits.push('0');
        }
    }
    for byte in bits.as_bytes().chunks(8) {
        let byte = (0..8).fold(0, |all, bit| all << 1 | byte.get(bit).map_or(1, |bit| bit - b'0'));
        file.push(byte);
        if byte == 0xFF {
            file.push(0);
        }
    }
    file.extend([0xFF, 0xD9]);
    file
}

#[test]
fn a_cmyk_jpeg_shows_its_inks_with_and_without_adobe_s_marker() {
    for (wanted, color) in [
        ([0, 0, 0, 0], [255, 255, 255]),
        ([0, 255, 255, 0], [237, 28, 36]),
        ([255, 0, 0, 0], [0, 173, 239]),
        ([0, 0, 0, 128], [145, 143, 144]),
    ] {
        for is_adobe in [false, true] {
            let data = inks(wanted, is_adobe);
            let shown = color_of(&seen(&data));
            let is_near = shown.iter().zip(color).all(|(shown, color)| shown.abs_diff(color) < 6);
            assert!(is_near, "{wanted:?}, {is_adobe}: {shown:?} for {color:?}");
            print_agrees("CMYK", &data);
            // Its inks are printed unchanged.
            let held: Arc<[u8]> = data.into();
            let page = sheet::layout_for_print(&poster(), &|_| Some(Arc::clone(&held)), &mut Fonts::new());
            let mut tiff = Cursor::new(Vec::new());
            toasoan::export::tiff::write(&page.page, 36.0, &mut Fonts::new(), &mut tiff).expect("a TIFF");
            tiff.set_position(0);
            let mut decoder = tiff::decoder::Decoder::new(tiff).expect("a TIFF");
            let width = decoder.dimensions().expect("a size").0 as usize;
            let tiff::decoder::DecodingResult::U8(plates) = decoder.read_image().expect("inks") else {
                panic!("not in bytes")
            };
            let dot = 36.0 / 25.4;
            let at = ((110.0 * dot) as usize * width + (120.0 * dot) as usize) * 4;
            let is_near = plates[at..at + 4].iter().zip(wanted).all(|(ink, wanted)| ink.abs_diff(wanted) < 3);
            assert!(is_near, "{:?} for {wanted:?}", &plates[at..at + 4]);
        }
    }
}

/// What the preflight says of a picture file.
fn finding(data: &[u8]) -> Option<String> {
    let data: Arc<[u8]> = data.into();
    let findings = sheet::check(&poster(), &|_| Some(Arc::clone(&data)), &mut Fonts::new());
    let unreadable = findings.into_iter().find(|finding| finding.rule == Rule::PictureUnreadable);
    unreadable.map(|finding| {
        assert_eq!(finding.severity, Severity::Error);
        finding.message
    })
}

#[test]
fn a_picture_damaged_within_is_found_and_leaves_the_paper_empty() {
    let noise = RgbImage::from_fn(320, 240, |x, y| image::Rgb([(x * y) as u8, (x ^ y) as u8, (x + y) as u8]));
    let noise = DynamicImage::ImageRgb8(noise);
    let (jpeg, png) = (file(&noise, ImageFormat::Jpeg), file(&noise, ImageFormat::Png));
    // The head is whole and the end marker is there, but half of the picture is not.
    let half = [&jpeg[..jpeg.len() / 2], &[0xFF, 0xD9]].concat();
    let mut short = Vec::new();
    let mut encoder = png::Encoder::new(&mut short, 320, 480);
    encoder.set_color(png::ColorType::Rgb);
    let _ = encoder.write_header().expect("a header").write_image_data(&vec![7; 320 * 480 * 3]);
    let rows = short.windows(4).position(|kind| kind == b"IHDR").expect("a header") + 8;
    // It claims twice the rows it has; the checksum is right.
    short[rows..rows + 4].copy_from_slice(&960_u32.to_be_bytes());
    let head = rows - 8;
    let mut sum = flate2::Crc::new();
    sum.update(&short[head..head + 17]);
    short[head + 17..head + 21].copy_from_slice(&sum.sum().to_be_bytes());
    for (name, data) in [("half a JPEG", half), ("half a PNG", short)] {
        let message = finding(&data).unwrap_or_else(|| panic!("{name} is not found"));
        assert!(message.contains("images/ảnh") && message.contains("hãy chép lại ảnh gốc"), "{message}");
        let held: Arc<[u8]> = data.into();
        let page = sheet::layout_for_print(&poster(), &|_| Some(Arc::clone(&held)), &mut Fonts::new()).page;
        let paper = render(&page, 0.3, &mut Fonts::new());
        assert!(paper.rgba.iter().all(|channel| *channel == 255), "{name}: nothing is printed in its place");
    }
    assert_eq!(finding(&jpeg), None);
    assert_eq!(finding(&png), None);
}

#[test]
fn a_format_that_cannot_be_printed_is_named() {
    let cases: [(&[u8], &str); 7] = [
        (b"RIFF\x10\0\0\0WEBPVP8 ", "không đọc được phần đầu"),
        (b"GIF89a\x01\0", "GIF; dùng JPEG, PNG"),
        (b"II*\0\x08\0\0\0", "không đọc được phần đầu"),
        (b"\0\0\0\x18ftypheic", "HEIC (ảnh iPhone); dùng"),
        (b"<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>", "SVG không có hình nào"),
        (b"%PDF-1.7", "PDF; dùng"),
        (b"", "tệp rỗng"),
    ];
    for (data, expected) in cases {
        let message = finding(data).unwrap_or_else(|| panic!("{expected} is not found"));
        assert!(message.contains(expected), "{message}");
        assert!(!message.contains("thư mục images"), "{message}");
    }
}

#[test]
fn a_small_file_that_fills_the_memory_is_refused_unread() {
    let mut bomb = Vec::new();
    let mut encoder = png::Encoder::new(&mut bomb, 12_000, 12_000);
    encoder.set_color(png::ColorType::Rgba);
    drop(encoder.write_header().expect("a header"));
    let message = finding(&bomb).expect("refused");
    assert!(message.contains("12000 × 12000 điểm ảnh, không phải ảnh để in"), "{message}");
}
