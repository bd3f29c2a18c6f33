//! Rendering of pages.

use std::sync::Arc;

use toasoan::page::{
    Align, Color, Face, Fonts, Gradient, Item, Link, MM, Page, PageImage, Path, Point, Rect, Size, Span,
    Stroke, flow, render,
};

use super::{paragraphs, sheet, style};

fn pixel(page: &Page, scale: f32, x: u32, y: u32) -> [u8; 3] {
    let raster = render(page, scale, &mut Fonts::new());
    let at = ((y * raster.width + x) * 4) as usize;
    assert_eq!(raster.rgba[at + 3], 255, "paper is opaque");
    [raster.rgba[at], raster.rgba[at + 1], raster.rgba[at + 2]]
}

fn page_of(items: Vec<Item>) -> Page {
    Page { size: Size { width: 100.0, height: 100.0 }, items, ..Page::default() }
}

#[test]
fn a_page_is_drawn_where_its_items_stand() {
    let red = Color::Cmyk { c: 0.0, m: 1.0, y: 1.0, k: 0.0 };
    let square = |rect: Rect, color: Color| Item::Path(Path::rect(rect, Some(color), None));
    let left_half = Path::rect(Rect::new(0.0, 0.0, 50.0, 100.0), None, None).segments;
    let page = page_of(vec![
        // Clipped to the left half, moved 10 points to the right.
        Item::Group {
            transform: [1.0, 0.0, 0.0, 1.0, 10.0, 0.0],
            clip: Some(left_half),
            items: vec![square(Rect::new(0.0, 0.0, 100.0, 20.0), red)],
        },
        Item::Path(Path::line(
            Point { x: 0.0, y: 40.3 },
            Point { x: 100.0, y: 40.3 },
            Stroke::solid(Color::BLACK, 0.5),
        )),
        Item::Shade {
            segments: Path::rect(Rect::new(0.0, 60.0, 100.0, 20.0), None, None).segments,
            gradient: Gradient::linear(
                Color::BLACK,
                Color::WHITE,
                Point { x: 0.0, y: 0.0 },
                Point { x: 100.0, y: 0.0 },
            ),
        },
        Item::Link(Link { rect: Rect::new(0.0, 0.0, 10.0, 10.0), url: "https://cantho.gov.vn".to_owned() }),
    ]);
    assert_eq!(pixel(&page, 1.0, 5, 10), [255, 255, 255]);
    assert_eq!(pixel(&page, 1.0, 15, 10), [237, 28, 36]);
    assert_eq!(pixel(&page, 1.0, 65, 10), [255, 255, 255]);
    assert_eq!(pixel(&page, 2.0, 117, 39), [237, 28, 36], "twice as large");
    // A hairline is one row of full black wherever it is.
    assert_eq!(pixel(&page, 1.0, 50, 40), [35, 31, 32]);
    assert_eq!(pixel(&page, 1.0, 50, 39), [255, 255, 255]);
    assert_eq!(pixel(&page, 1.0, 50, 41), [255, 255, 255]);
    let [middle, _, _] = pixel(&page, 1.0, 50, 70);
    assert!((137..=153).contains(&middle), "{middle}");
}

#[test]
fn text_is_drawn_alike_from_stamps_and_from_outlines() {
    // At three pixels per point, 66 points use the bitmap cache and 67 are drawn as outlines.
    let cover = |size: f32| {
        let mut fonts = Fonts::new();
        let style = style(Face::SerifBold, size);
        let runs =
            fonts.line(&[Span { text: "Ễg".to_owned(), style }], Point { x: 5.0, y: 80.0 }, Align::Left);
        let page = page_of(runs.into_iter().map(Item::Glyphs).collect());
        let raster = render(&page, 3.0, &mut fonts);
        let ink: u32 = raster.rgba.chunks(4).map(|pixel| 255 - u32::from(pixel[0])).sum();
        ink as f32 / (size * size)
    };
    let (stamped, drawn) = (cover(66.0), cover(67.0));
    assert!(stamped > 50.0 && (stamped / drawn - 1.0).abs() < 0.03, "{stamped} and {drawn}");
}

#[test]
fn pictures_fill_their_frame_and_broken_ones_are_seen() {
    let mut png = Vec::new();
    let picture = image::RgbaImage::from_fn(400, 200, |x, _| {
        if x < 200 { image::Rgba([0, 0, 255, 255]) } else { image::Rgba([255, 255, 0, 255]) }
    });
    picture
        .write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png)
        .expect("a picture in memory is written");
    let rect = Rect::new(10.0, 10.0, 80.0, 40.0);
    let image =
        |data: Arc<[u8]>| Item::Image(PageImage { rect, data, name: "ảnh.png".into(), plate: None });
    let page = page_of(vec![image(png.into())]);
    assert_eq!(pixel(&page, 1.0, 12, 12), [0, 0, 255]);
    assert_eq!(pixel(&page, 1.0, 88, 48), [255, 255, 0]);
    assert_eq!(pixel(&page, 1.0, 5, 5), [255, 255, 255]);
    let crop = Path::rect(Rect::new(60.0, 10.0, 20.0, 20.0), None, None).segments;
    let Item::Image(whole) = &page.items[0] else { unreachable!("the page has one picture") };
    let cropped = page_of(vec![Item::Group {
        transform: Item::IDENTITY,
        clip: Some(crop),
        items: vec![Item::Image(whole.clone())],
    }]);
    assert_eq!(pixel(&cropped, 1.0, 12, 12), [255, 255, 255]);
    assert_eq!(pixel(&cropped, 1.0, 70, 20), [255, 255, 0]);
    let broken = page_of(vec![image(Arc::from(&b"no picture"[..]))]);
    assert_ne!(pixel(&broken, 1.0, 15, 40), [255, 255, 255]);
}

#[test]
fn no_size_of_paper_or_scale_panics() {
    let mut fonts = Fonts::new();
    for (width, height) in [(0.0, 0.0), (10.0, 10.0), (-5.0, 3.0), (14_400.0, 10.0)] {
        let mut paper = sheet(300.0, 300.0);
        paper.size = Size { width, height };
        let flowed = flow(&mut fonts, &paper, &paragraphs(&["Một dòng chữ dài hơn tờ giấy"]));
        for page in &flowed.pages {
            for scale in [0.0, 0.01, 1.0] {
                let _ = render(page, scale, &mut fonts);
            }
        }
    }
    assert!((Size::mm(210.0, 297.0).landscape().width - 297.0 * MM).abs() < 0.001);
}
