//! Posters on their sheets.

use toasoan::document::poster::{self as sheet, PrintOptions, Purpose, TileSheet, Tiling};
use toasoan::page::{Fonts, Item, MM, Segment};
use toasoan::poster::{
    ElementId, ElementKind, Fit, Frame, Ink, Picture, PictureFit, Poster, Qr, Shape, ShapeForm, Text,
};

use super::{NO_PICTURES, board, element, rectangle, words};

#[test]
fn a_poster_prints_at_its_size_and_a_pano_at_a_tenth() {
    let mut fonts = Fonts::new();
    let mut print = |width: f32, height: f32, options: PrintOptions| {
        let poster = Poster { width, height, bleed: 50.0, ..board(Vec::new()) };
        let document = sheet::poster(&poster, "Pano", NO_PICTURES, &options, &mut fonts);
        document.pages.into_iter().next().expect("a page")
    };
    let near = |a: f32, b: f32| (a - b).abs() < 0.005;
    let plain = PrintOptions::default();

    let page = print(420.0, 594.0, plain);
    let (trim, bleed) = (page.trim.expect("trim"), page.bleed.expect("bleed"));
    assert!(near(page.size.width, 520.0 * MM) && near(trim.x, 50.0 * MM) && near(trim.width, 420.0 * MM));
    assert!(near(bleed.x, 0.0) && near(bleed.height, 694.0 * MM));

    // 4.96 m with bleed and marks is within the limit, 5.08 m is not.
    assert!(near(print(4860.0, 1500.0, plain).trim.expect("trim").width, 4860.0 * MM));
    let page = print(8000.0, 4000.0, plain);
    assert!(near(page.trim.expect("trim").width, 800.0 * MM));
    let text = page.text();
    assert!(text.contains("TỈ LỆ 1:10 – thành phẩm 8 × 4 m"), "{text}");

    let crop = sheet::Marks { has_crop: true, ..sheet::Marks::default() };
    let bare = PrintOptions { has_bleed: false, marks: crop, ..PrintOptions::default() };
    let page = print(420.0, 594.0, bare);
    let marks =
        page.items.iter().filter(|item| matches!(item, Item::Path(path) if path.stroke.is_some())).count();
    assert_eq!((marks, page.bleed), (8, page.trim));
}

#[test]
fn marks_for_the_press_stand_outside_the_ink() {
    let poster = Poster { width: 420.0, height: 594.0, bleed: 3.0, ..board(Vec::new()) };
    let marks = sheet::Marks { has_registration: true, has_color_bars: true, ..sheet::Marks::default() };
    let options = PrintOptions { marks, ..PrintOptions::default() };
    let document = sheet::poster(&poster, "Áp phích", NO_PICTURES, &options, &mut Fonts::new());
    let page = &document.pages[0];
    let ink = page.bleed.expect("a bleed");
    let mut patches = 0;
    let mut circles = 0;
    for item in &page.items {
        let Item::Path(path) = item else { continue };
        let (mut right, mut bottom) = (f32::MIN, f32::MIN);
        let (mut left, mut top) = (f32::MAX, f32::MAX);
        for segment in &path.segments {
            if let Segment::Move(to) | Segment::Line(to) | Segment::Curve(_, _, to) = segment {
                (left, right) = (left.min(to.x), right.max(to.x));
                (top, bottom) = (top.min(to.y), bottom.max(to.y));
            }
        }
        let is_outside =
            right < ink.x || left > ink.x + ink.width || bottom < ink.y || top > ink.y + ink.height;
        assert!(is_outside, "{path:?} on the ink");
        assert!(left > 0.0 && top > 0.0 && right < page.size.width && bottom < page.size.height);
        patches += usize::from(path.fill.is_some());
        circles += usize::from(path.segments.iter().any(|segment| matches!(segment, Segment::Curve(..))));
    }
    assert_eq!((patches, circles), (13, 4));
}

#[test]
fn tiles_cover_the_poster_once_and_overlap_their_neighbours() {
    let mut fonts = Fonts::new();
    for (width, height, sheet, overlap, expected) in [
        (420.0, 594.0, TileSheet::A4, 10.0, (4, 2, true)),
        (420.0, 594.0, TileSheet::A3, 0.0, (2, 2, false)),
        (190.0, 277.0, TileSheet::A4, 10.0, (1, 1, false)),
        (841.0, 1189.0, TileSheet::A3, 15.0, (5, 3, true)),
    ] {
        let tiling = Tiling { sheet, overlap };
        let poster = Poster { width, height, ..board(Vec::new()) };
        let plan = tiling.plan(&poster);
        assert_eq!((plan.rows, plan.columns, plan.is_landscape), expected, "{width} × {height}");

        let options = PrintOptions { tiling: Some(tiling), ..PrintOptions::default() };
        let document = sheet::poster(&poster, "Ghép", NO_PICTURES, &options, &mut fonts);
        assert_eq!(document.pages.len(), 1 + plan.sheets());
        assert!(document.pages[0].text().starts_with("Sơ đồ ghép: Ghép"), "{}", document.pages[0].text());
        // Each tile's clip is its part of the poster, in points from the poster's corner.
        let parts: Vec<[f32; 4]> = document.pages[1..]
            .iter()
            .map(|page| {
                let Some(Item::Group { clip: Some(clip), transform, .. }) = page.items.first() else {
                    panic!("a tile shows a part of the poster")
                };
                let (Some(Segment::Move(from)), Some(Segment::Line(to))) = (clip.first(), clip.get(2)) else {
                    panic!("a rectangle")
                };
                assert!(
                    (from.x + transform[4] - 10.0 * MM).abs() < 0.01,
                    "it stands at the printer's margin"
                );
                assert!(to.x + transform[4] < page.size.width - 10.0 * MM + 0.01, "and ends before it");
                [from.x / MM, from.y / MM, to.x / MM, to.y / MM]
            })
            .collect();
        let near = |a: f32, b: f32| (a - b).abs() < 0.05;
        for (index, part) in parts.iter().enumerate() {
            let (row, column) = (index / plan.columns, index % plan.columns);
            let text = document.pages[1 + index].text();
            assert!(text.contains(&format!("Hàng {}, cột {}", row + 1, column + 1)), "{text}");
            if column + 1 < plan.columns {
                assert!(near(part[2] - parts[index + 1][0], overlap), "{part:?} {:?}", parts[index + 1]);
            } else {
                assert!(near(part[2], width), "{part:?}");
            }
            if row + 1 < plan.rows {
                assert!(near(part[3] - parts[index + plan.columns][1], overlap));
            } else {
                assert!(near(part[3], height), "{part:?}");
            }
        }
    }
}

#[test]
fn text_shrinks_to_its_frame_and_no_further() {
    let mut fonts = Fonts::new();
    let mut measure = |frame: Frame| {
        let text = Text { fit: Fit::Shrink { min: 10.0 }, ..words("CÔNG KHAI THỦ TỤC", 60.0) };
        let poster = board(vec![element(1, frame, ElementKind::Text(text))]);
        let measured = sheet::layout(&poster, NO_PICTURES, &mut fonts).measured;
        let text = &measured.texts[&ElementId(1)];
        (text.size, text.is_overflowing)
    };
    assert!(
        matches!(measure(Frame::new(0.0, 0.0, 2000.0, 200.0)), (size, false) if (size - 60.0).abs() < 0.01)
    );
    let (size, is_overflowing) = measure(Frame::new(0.0, 0.0, 300.0, 60.0));
    assert!((20.0..45.0).contains(&size) && !is_overflowing, "{size}");
    let (size, is_overflowing) = measure(Frame::new(0.0, 0.0, 30.0, 12.0));
    assert!((size - 10.0).abs() < 0.01 && is_overflowing, "{size}");
}

#[test]
fn odd_elements_print_as_nothing_rather_than_fail() {
    let tiny = Frame::new(10.0, 10.0, 0.0, 0.0);
    let thin = Frame { rotation: 359.0, ..Frame::new(-5000.0, 10.0, 20_000.0, 0.0) };
    let kinds = [
        ElementKind::Text(words("", 20.0)),
        ElementKind::Text(words("một chữ rất dài\n\n\u{200b}", 0.1)),
        ElementKind::Text(Text { fit: Fit::Shrink { min: 400.0 }, ..words("Ngược", 20.0) }),
        rectangle(Ink::BLACK),
        ElementKind::Shape(Shape::new(ShapeForm::Line, None, Some((Ink::BLACK, 0.0)))),
        ElementKind::Shape(Shape::new(ShapeForm::Chevron, None, None)),
        ElementKind::Picture(Picture::new("images/không có.png", PictureFit::Contain)),
        ElementKind::Qr(Qr { content: "dài ".repeat(4000), ink: Ink::BLACK, paper: None }),
        ElementKind::Icon(toasoan::poster::Icon { name: "không có".into(), ink: Ink::BLACK }),
    ];
    let mut elements = Vec::new();
    for kind in kinds {
        for frame in [tiny, thin, Frame::new(10.0, 10.0, 50.0, 50.0)] {
            elements.push(element(elements.len() as u32, frame, kind.clone()));
        }
    }
    let poster = Poster::parse(&board(elements).to_text()).expect("odd, but whole");
    let mut fonts = Fonts::new();
    let _ = sheet::check(&poster, NO_PICTURES, &mut fonts);
    let document = sheet::poster(&poster, "Lạ", NO_PICTURES, &PrintOptions::default(), &mut fonts);
    let bytes = toasoan::export::pdf::write(&document).expect("a PDF");
    assert!(lopdf::Document::load_mem(&bytes).is_ok());
    let mut picture = Vec::new();
    toasoan::export::png::write(&document.pages[0], 20.0, &mut fonts, &mut picture).expect("a PNG");
    assert!(image::load_from_memory(&picture).is_ok());
}

#[test]
fn a_code_that_holds_an_address_opens_it_on_screen() {
    let frame = Frame::new(20.0, 30.0, 40.0, 40.0);
    let code = |content: &str| ElementKind::Qr(Qr { content: content.into(), ink: Ink::BLACK, paper: None });
    let elements = vec![element(1, frame, code("https://cantho.gov.vn")), element(2, frame, code("lời mời"))];
    let options = PrintOptions { has_bleed: false, ..PrintOptions::default() };
    let document = sheet::poster(&board(elements), "Mã", NO_PICTURES, &options, &mut Fonts::new());
    let pdf = toasoan::export::pdf::write(&document).expect("a PDF");
    let pdf = lopdf::Document::load_mem(&pdf).expect("a PDF");
    let page = pdf.get_dictionary(pdf.page_iter().next().expect("a page")).expect("a page");
    let links = page.get(b"Annots").and_then(lopdf::Object::as_array).expect("links");
    let [link] = links.as_slice() else { panic!("one code holds an address: {links:?}") };
    let corners = link.as_dict().and_then(|link| link.get(b"Rect")).and_then(lopdf::Object::as_array);
    let height = document.pages[0].size.height;
    let wanted = [20.0 * MM, height - 70.0 * MM, 60.0 * MM, height - 30.0 * MM];
    for (corner, wanted) in corners.expect("a place").iter().zip(wanted) {
        assert!((corner.as_float().expect("a number") - wanted).abs() < 0.01, "{corner:?} for {wanted}");
    }
}

#[test]
fn a_proof_is_marked_as_one_in_pixels_too() {
    let poster = board(Vec::new());
    for (purpose, is_marked) in [(Purpose::Final, false), (Purpose::Proof, true)] {
        for has_raster_bleed in [false, true] {
            let options = PrintOptions { purpose, has_raster_bleed, ..PrintOptions::default() };
            let fonts = &mut Fonts::new();
            let page = sheet::layout(&poster, NO_PICTURES, fonts).sheet(&poster, &options, fonts);
            assert_eq!(page.text().contains("BẢN XIN Ý KIẾN"), is_marked, "{options:?}");
        }
    }
}
