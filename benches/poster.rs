//! A poster laid out and rendered during a drag, and exported for the print shop.

use std::hint::black_box;
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use toasoan::document::poster::{PrintOptions, layout, poster};
use toasoan::export::pdf;
use toasoan::page::{
    Align, Color, Document, Face, Fonts, Item, Page, Paragraph, Point, Size, Span, Style, render,
};
use toasoan::poster::template;
use toasoan::poster::{Edit, ElementId, ElementKind, Frame, Picture, PictureFit, Poster};

/// The A3 process poster: some thirty elements.
fn board() -> Poster {
    let poster = template::process();
    assert!(poster.elements.len() >= 30, "{}", poster.elements.len());
    poster
}

/// A JPEG of six megapixels, like a phone's.
fn photo() -> Arc<[u8]> {
    let (width, height) = (3000_u32, 2000_u32);
    let pixels: Vec<u8> =
        (0..width * height * 3).map(|at| (at / 3 % width / 12 + at / 9000 / 8) as u8).collect();
    let mut bytes = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 90)
        .encode(&pixels, width, height, image::ExtendedColorType::Rgb8)
        .expect("a JPEG");
    bytes.into()
}

fn drag(c: &mut Criterion) {
    let mut fonts = Fonts::new();
    let mut poster = board();
    let size = layout(&poster, &|_| None, &mut fonts).page.size;
    let scale = (1600.0 / size.width).min(900.0 / size.height);
    let mut step = 0.0;
    let _ = c.bench_function("poster drag 1600 × 900", |b| {
        b.iter(|| {
            step = if step > 3.0 { 0.0 } else { step + 0.1 };
            let dx = if step > 1.5 { -0.1 } else { 0.1 };
            let _ = Edit::Move { ids: vec![ElementId(2)], dx, dy: 0.0 }.apply(&mut poster).expect("moves");
            let page = layout(&poster, &|_| None, &mut fonts).page;
            black_box(render(&page, scale, &mut fonts))
        });
    });
    // The same with a photo of six megapixels over the whole board and gradients: only the decoded picture is
    // cached between frames.
    let photo = photo();
    let pictures = |_: &str| Some(Arc::clone(&photo));
    let ground = Picture::new("images/a.jpg", PictureFit::Cover);
    let mut rich = poster.clone();
    let mut element = rich.elements[0].clone();
    element.id = rich.free_id();
    element.frame = Frame::new(-3.0, -3.0, rich.width + 6.0, rich.height + 6.0);
    element.kind = ElementKind::Picture(ground);
    rich.elements.insert(0, element);
    let _ = c.bench_function("poster drag 1600 × 900 over a photo", |b| {
        b.iter(|| {
            step = if step > 3.0 { 0.0 } else { step + 0.1 };
            let dx = if step > 1.5 { -0.1 } else { 0.1 };
            let _ = Edit::Move { ids: vec![ElementId(2)], dx, dy: 0.0 }.apply(&mut rich).expect("moves");
            let page = layout(&rich, &pictures, &mut fonts).page;
            black_box(render(&page, scale, &mut fonts))
        });
    });
    let _ = c.bench_function("poster layout", |b| {
        b.iter(|| black_box(layout(&poster, &|_| None, &mut fonts)));
    });
}

fn print(c: &mut Criterion) {
    let mut fonts = Fonts::new();
    let options = PrintOptions::default();
    let board = board();
    let _ = c.bench_function("poster A3 to PDF", |b| {
        b.iter(|| {
            let document = poster(&board, "Áp phích", &|_| None, &options, &mut fonts);
            black_box(pdf::write(&document).expect("a PDF"))
        });
    });

    let photo = photo();
    let pictures = |_: &str| Some(Arc::clone(&photo));
    let mut large = template::with_picture();
    let edit = large.resized(toasoan::poster::edit::BoardProperties {
        width: 841.0,
        height: 1189.0,
        bleed: 3.0,
        safe: 20.0,
        viewing_distance: 4.0,
        finishing: None,
        pixel: None,
    });
    let _ = edit.apply(&mut large).expect("resizes");
    large.elements[0].kind = ElementKind::Picture(Picture::new("images/a.jpg", PictureFit::Cover));
    large.elements[0].frame = Frame::new(-3.0, -3.0, 847.0, 750.0);
    let _ = c.bench_function("poster A0 with 6 megapixels to PDF", |b| {
        b.iter(|| {
            let document = poster(&large, "Áp phích", &pictures, &options, &mut fonts);
            let file = pdf::write(&document).expect("a PDF");
            assert!(file.len() < photo.len() + 60_000);
            black_box(file)
        });
    });
    let pano = template::pano_slogan();
    let _ = c.bench_function("pano 8 × 4 m at 1:10 to PDF", |b| {
        b.iter(|| {
            let document = poster(&pano, "Pano", &|_| None, &options, &mut fonts);
            black_box(pdf::write(&document).expect("a PDF"))
        });
    });
}

/// Twenty pages of a year's schedule, some 90,000 letters: only the PDF writer.
fn pages(c: &mut Criterion) {
    let mut fonts = Fonts::new();
    let row = "19:45 Chuyên mục Cải cách hành chính: Thủ tục đất đai một cửa, người dân hỏi, lãnh đạo Sở trả lời về thời hạn cấp giấy chứng nhận · 15 phút · Phát mới · Nguyễn Thị Ngọc Hân";
    let pages = (0..20).map(|page| {
        let mut items = Vec::new();
        for line in 0..28 {
            let style = Style {
                face: [Face::Serif, Face::SerifBold, Face::Figures][line % 3],
                size: 9.0,
                color: Color::BLACK,
                is_underlined: false,
            };
            let at = Point { x: 40.0, y: 40.0 + 18.0 * line as f32 };
            let span = Span { text: format!("{} {row}", page * 28 + line), style };
            items.extend(fonts.line(&[span], at, Align::Left).into_iter().map(Item::Glyphs));
        }
        let note = Paragraph::text(
            "Ghi chú",
            Style { face: Face::SerifItalic, size: 9.0, color: Color::BLACK, is_underlined: false },
        );
        items.extend(fonts.set(&note, 200.0).lines.into_iter().flat_map(|line| line.runs).map(Item::Glyphs));
        Page { size: Size::mm(297.0, 210.0), items, ..Page::default() }
    });
    let document =
        Document { title: "Lịch phát sóng".into(), pages: pages.collect(), ..Document::default() };
    let _ =
        c.bench_function("20 pages to PDF", |b| b.iter(|| black_box(pdf::write(&document).expect("a PDF"))));
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = drag, print, pages
}
criterion_main!(benches);
