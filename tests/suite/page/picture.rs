//! Pictures of any size and kind, decoded within the memory of a few rows.

use std::io::Cursor;
use std::path::Path as FilePath;
use std::sync::Arc;

use image::{ExtendedColorType, ImageEncoder, RgbImage, RgbaImage};
use toasoan::document::poster::layout;
use toasoan::page::{Bands, Color, Fonts, Item, Page, PageImage, Path, Raster, Rect, Size, render};
use toasoan::poster::template::TEMPLATES;

/// One picture on a page, in points.
fn shown(data: &Arc<[u8]>, rect: Rect) -> Item {
    Item::Image(PageImage { rect, data: Arc::clone(data), name: "ảnh".into(), plate: None })
}

fn page(width: f32, height: f32, items: Vec<Item>) -> Page {
    Page { size: Size { width, height }, items, ..Page::default() }
}

fn png(picture: &RgbaImage) -> Arc<[u8]> {
    let mut file = Cursor::new(Vec::new());
    picture.write_to(&mut file, image::ImageFormat::Png).expect("a PNG");
    file.into_inner().into()
}

/// The page rendered `rows` rows at a time.
fn in_bands(page: &Page, scale: f32, rows: u32) -> Raster {
    let mut fonts = Fonts::new();
    let mut bands = Bands::new(page, scale, &mut fonts);
    let mut whole = Raster { width: bands.width, height: bands.height, rgba: Vec::new() };
    for top in (0..bands.height).step_by(rows as usize) {
        whole.rgba.extend(bands.draw(page, top, rows).expect("a band").rgba);
    }
    whole
}

/// The mean and the largest difference of two rasters' channels.
fn difference(a: &Raster, b: &Raster) -> (f64, u8) {
    assert_eq!((a.width, a.height, a.rgba.len()), (b.width, b.height, b.rgba.len()));
    let apart = a.rgba.iter().zip(&b.rgba).map(|(a, b)| a.abs_diff(*b));
    let sum: f64 = apart.clone().map(f64::from).sum();
    (sum / a.rgba.len() as f64, apart.max().unwrap_or(0))
}

#[test]
fn a_jpeg_of_any_kind_looks_as_in_other_programs() {
    let folder = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pictures");
    let mut count = 0;
    for file in std::fs::read_dir(folder).expect("the fixtures") {
        let path = file.expect("a fixture").path();
        let data: Arc<[u8]> = std::fs::read(&path).expect("a fixture").into();
        let theirs = image::load_from_memory(&data).expect("a JPEG").into_rgba8();
        let (width, height) = theirs.dimensions();
        let own = page(width as f32, height as f32, vec![shown(&data, Rect::new(0.0, 0.0, 75.0, 53.0))]);
        let ours = render(&own, 1.0, &mut Fonts::new());
        let theirs = Raster { width, height, rgba: theirs.into_raw() };
        // Decoders differ in chroma upsampling.
        let (mean, most) = difference(&ours, &theirs);
        assert!(mean < 1.5 && most < 60, "{}: {mean} on average, {most} at most", path.display());
        count += 1;
    }
    assert_eq!(count, 7);
}

#[test]
fn bands_put_together_are_the_page() {
    for template in TEMPLATES {
        let poster = (template.poster)();
        let mut fonts = Fonts::new();
        let page = layout(&poster, &|_| None, &mut fonts).page;
        let scale = 900.0 / page.size.width.max(page.size.height);
        let whole = render(&page, scale, &mut fonts);
        // An edge within a pixel may be rounded to the next quarter; a row lost between bands is an error.
        let (mean, most) = difference(&in_bands(&page, scale, 71), &whole);
        assert!(mean < 0.02 && most < 70, "{}: {mean} on average, {most} at most", template.id);
    }
}

#[test]
fn a_picture_too_large_to_keep_is_drawn_row_by_row_as_a_small_one_is() {
    // Larger than the cache's limit for one picture, also on a page with a cropping frame and below a
    // semi-transparent picture.
    let color = |x: u32, y: u32| [(x / 12) as u8, (y / 12) as u8, ((x + y) / 24) as u8];
    let large = RgbImage::from_fn(3000, 2600, |x, y| image::Rgb(color(x, y)));
    let mut file = Vec::new();
    let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut file, 95);
    encoder.write_image(&large, 3000, 2600, ExtendedColorType::Rgb8).expect("a JPEG");
    let large: Arc<[u8]> = file.into();
    let veil = png(&RgbaImage::from_pixel(2, 2, image::Rgba([255, 255, 255, 128])));
    let frame = Path::rect(Rect::new(0.0, 200.0, 3000.0, 400.0), None, None).segments;
    let items = vec![
        Item::Group {
            transform: Item::IDENTITY,
            clip: Some(frame),
            items: vec![shown(&large, Rect::new(0.0, -900.0, 3000.0, 2600.0))],
        },
        shown(&veil, Rect::new(0.0, 100.0, 1000.0, 300.0)),
    ];
    let drawn = in_bands(&page(3000.0, 700.0, items), 1.0, 96);
    let near = |x: u32, y: u32, wanted: [u8; 3]| {
        let at = ((y * drawn.width + x) * 4) as usize;
        let seen = &drawn.rgba[at..at + 3];
        assert!(
            seen.iter().zip(wanted).all(|(a, b)| a.abs_diff(b) <= 3),
            "({x}, {y}): {seen:?} for {wanted:?}"
        );
    };
    for (x, y) in [(1500, 201), (2990, 300), (1200, 383), (2000, 384), (10, 480), (2500, 598)] {
        near(
            x,
            y,
            color(x, y + 900).map(|channel| if x < 1000 && y < 400 { channel / 2 + 128 } else { channel }),
        );
    }
    near(500, 300, color(500, 1200).map(|channel| channel / 2 + 128));
    near(500, 650, [255; 3]);
}

#[test]
fn no_number_of_pixels_is_too_many_for_the_screen() {
    // More bytes than the whole-picture decoder's limit: a PNG of 16 bits per channel.
    let side = 8400_u32;
    let mut file = Vec::new();
    let mut encoder = ::png::Encoder::new(&mut file, side, side);
    encoder.set_color(::png::ColorType::Rgba);
    encoder.set_depth(::png::BitDepth::Sixteen);
    encoder.set_compression(::png::Compression::Fastest);
    let mut writer = encoder.write_header().expect("a head");
    let mut stream = writer.stream_writer().expect("rows");
    let row = [0x20, 0, 0x80, 0, 0xE0, 0, 0xFF, 0xFF].repeat(side as usize);
    for _ in 0..side {
        std::io::Write::write_all(&mut stream, &row).expect("a row");
    }
    stream.finish().expect("an end");
    drop(writer);
    let data: Arc<[u8]> = file.into();
    assert!(image::load_from_memory(&data).is_err(), "the case that is meant");
    let back = Item::Path(Path::rect(Rect::new(0.0, 0.0, 60.0, 60.0), Some(Color::BLACK), None));
    let seen = render(
        &page(60.0, 60.0, vec![back, shown(&data, Rect::new(5.0, 5.0, 50.0, 50.0))]),
        2.0,
        &mut Fonts::new(),
    );
    let at = (60 * seen.width + 60) as usize * 4;
    assert_eq!(seen.rgba[at..at + 3], [0x20, 0x80, 0xE0]);
}
