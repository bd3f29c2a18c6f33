//! Artwork: drawings stay outlines, in inks, and look the same on the screen and on paper.

use std::sync::Arc;

use toasoan::document::poster::{self as sheet, PrintOptions};
use toasoan::page::{Color, Fonts, Item};
use toasoan::poster::preflight::{MeasuredPicture, Rule};
use toasoan::poster::{
    Dash, Element, ElementKind, Fill, Finishing, Frame, Ink, Middle, Picture, PictureFit, Poster, Shape,
    ShapeForm, Stop, Text, Typeface,
};

use super::{board, element};
use crate::export::readers::{has_readers, preview_is_print, run};

/// A logo with everything that print has outlines for: holes, strokes with round ends and dashes, gradients with a
/// transform, opacity, a clip path, a symbol used twice.
const LOGO: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 120">
  <defs>
    <linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">
      <stop offset="0" stop-color="#0a4c9c"/><stop offset=".4" stop-color="#58a7dd"/><stop offset="1" stop-color="#fff"/>
    </linearGradient>
    <radialGradient id="sun" cx=".5" cy=".5" r=".5">
      <stop offset="0" stop-color="#ffec3d"/><stop offset="1" stop-color="#e2231a"/>
    </radialGradient>
    <clipPath id="shore"><ellipse cx="100" cy="60" rx="95" ry="55"/></clipPath>
    <symbol id="boat" viewBox="0 0 20 10"><path d="M0 4h20l-4 6H4z" fill="#7a3b12"/></symbol>
  </defs>
  <g clip-path="url(#shore)">
    <rect width="200" height="120" fill="url(#sky)"/>
    <ellipse cx="150" cy="40" rx="30" ry="18" fill="url(#sun)" transform="rotate(-12 150 40)"/>
    <path d="M0 90Q50 70 100 90T200 90V120H0z" fill="#13743d"/>
    <path d="M0 100Q50 86 100 100T200 100" fill="none" stroke="#ffd400" stroke-width="4" stroke-dasharray="12 8"
      stroke-linecap="round"/>
    <use href="#boat" x="20" y="70" width="40" height="20"/><use href="#boat" x="70" y="76" width="30" height="15"/>
  </g>
  <path d="M10 10h40v40H10zM20 20h20v20H20z" fill="#c8102e" fill-rule="evenodd"/>
  <g opacity=".5"><circle cx="100" cy="40" r="20" fill="#c8102e"/><circle cx="115" cy="40" r="20" fill="#c8102e"/></g>
  <path d="M120 20l20 20-20 20" fill="none" stroke="#000" stroke-width="6" stroke-linejoin="round"/>
</svg>"##;

fn drawn(fit: PictureFit) -> Picture {
    Picture::new("images/logo.svg", fit)
}

fn poster() -> Poster {
    let moved = Picture { zoom: 1.6, place: (0.0, 1.0), ..drawn(PictureFit::Cover) };
    let round = Picture { mask: Some(ShapeForm::Ellipse), ..drawn(PictureFit::Cover) };
    let faint = Element {
        opacity: 40.0,
        ..element(4, Frame::new(230.0, 250.0, 180.0, 100.0), ElementKind::Picture(drawn(PictureFit::Contain)))
    };
    board(vec![
        element(1, Frame::new(10.0, 10.0, 380.0, 180.0), ElementKind::Picture(drawn(PictureFit::Contain))),
        element(2, Frame::new(10.0, 200.0, 120.0, 180.0), ElementKind::Picture(moved)),
        element(
            3,
            Frame { rotation: 20.0, ..Frame::new(150.0, 400.0, 200.0, 150.0) },
            ElementKind::Picture(round),
        ),
        faint,
    ])
}

#[test]
fn a_drawing_stays_outlines_and_looks_on_paper_as_on_the_screen() {
    let (data, mut fonts): (Arc<[u8]>, _) = (LOGO.as_bytes().into(), Fonts::new());
    let pictures = |_: &str| Some(Arc::clone(&data));
    let poster = poster();
    let document = sheet::poster(&poster, "Logo", &pictures, &PrintOptions::default(), &mut fonts);
    assert!(all_inks(&document.pages[0].items), "every colour of the screen is printed in inks");
    if !has_readers() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.pdf").to_string_lossy().into_owned();
    std::fs::write(&path, toasoan::export::pdf::write(&document).expect("a PDF")).expect("a file");
    preview_is_print("logo", &document.pages[0], &path, &mut fonts);
    let pictures = run("pdfimages", &["-list", &path]);
    assert_eq!(pictures.lines().count(), 2, "a heading and no picture: {pictures}");
}

#[test]
fn a_file_for_exchange_has_what_a_press_asks_for_and_nothing_else() {
    let photo = image::RgbImage::from_fn(60, 40, |x, y| image::Rgb([x as u8 * 4, y as u8 * 6, 90]));
    let mut jpeg = std::io::Cursor::new(Vec::new());
    image::DynamicImage::ImageRgb8(photo).write_to(&mut jpeg, image::ImageFormat::Jpeg).expect("a photo");
    let (jpeg, logo): (Arc<[u8]>, Arc<[u8]>) = (jpeg.into_inner().into(), LOGO.as_bytes().into());
    let mut poster = poster();
    poster.finishing = Some(Finishing { hem: 5.0, eyelets: None });
    let photo = Picture::new("images/a.jpg", PictureFit::Cover);
    poster.elements.push(element(9, Frame::new(10.0, 480.0, 90.0, 60.0), ElementKind::Picture(photo)));
    let pictures = |path: &str| Some(Arc::clone(if path.ends_with("svg") { &logo } else { &jpeg }));
    let day = chrono::NaiveDate::from_ymd_opt(2014, 4, 2);
    let options = PrintOptions { exchange: day, ..PrintOptions::default() };
    let document = sheet::poster(&poster, "Một cửa & thân thiện", &pictures, &options, &mut Fonts::new());
    let bytes = toasoan::export::pdf::write(&document).expect("a PDF");
    assert_eq!(bytes, toasoan::export::pdf::write(&document).expect("the same again"));
    assert!(bytes.starts_with(b"%PDF-1.6"), "a version that the standard knows");

    let pdf = lopdf::Document::load_mem(&bytes).expect("a PDF");
    let root = pdf.catalog().expect("a catalog");
    let intents = root.get(b"OutputIntents").and_then(lopdf::Object::as_array).expect("an intent");
    let intent = intents[0].as_dict().expect("an intent");
    let profile = intent.get(b"DestOutputProfile").and_then(lopdf::Object::as_reference).expect("a profile");
    let profile = pdf.get_object(profile).and_then(lopdf::Object::as_stream).expect("a profile");
    assert_eq!(&profile.decompressed_content().expect("a profile")[12..24], b"prtrCMYKLab ");
    assert!(!root.has(b"OCProperties") && !root.has(b"OpenAction") && !root.has(b"AcroForm"));
    let info = pdf.trailer.get(b"Info").and_then(lopdf::Object::as_reference).expect("facts");
    let info = pdf.get_dictionary(info).expect("facts");
    assert_eq!(info.get(b"Trapped").and_then(lopdf::Object::as_name).ok(), Some(b"False".as_slice()));
    let made = info.get(b"CreationDate").and_then(lopdf::Object::as_str).expect("a day");
    assert_eq!(made, b"D:20140402000000Z");
    let xmp = root.get(b"Metadata").and_then(lopdf::Object::as_reference).expect("metadata");
    let xmp = pdf.get_object(xmp).and_then(lopdf::Object::as_stream).expect("metadata");
    let xmp = String::from_utf8_lossy(&xmp.content).into_owned();
    for told in [
        "<pdfxid:GTS_PDFXVersion>PDF/X-4<",
        "<pdf:Trapped>False<",
        "<xmp:CreateDate>2014-04-02T00:00:00Z<",
        "<xmpMM:RenditionClass>default<",
        "Một cửa &amp; thân thiện",
    ] {
        assert!(xmp.contains(told), "{told}");
    }
    for page in pdf.page_iter() {
        let page = pdf.get_dictionary(page).expect("a page");
        assert!(page.has(b"TrimBox") && page.has(b"BleedBox") && !page.has(b"Annots"));
        let resources = page.get(b"Resources").and_then(lopdf::Object::as_reference).expect("resources");
        let resources = pdf.get_dictionary(resources).expect("resources");
        let spaces = resources.get(b"ColorSpace").and_then(lopdf::Object::as_dict).expect("colour spaces");
        assert!(spaces.has(b"DefaultRGB"), "a photo of the screen's colours says what they are");
    }
    if !has_readers() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.pdf").to_string_lossy().into_owned();
    std::fs::write(&path, &bytes).expect("a file");
    let told = run("qpdf", &["--check", &path]);
    assert!(told.contains("No syntax or stream encoding errors"), "{told}");
    let plates = crate::export::readers::plates(&document);
    assert_eq!(plates.keys().collect::<Vec<_>>(), ["Black", "Cyan", "Magenta", "Yellow"]);
}

#[test]
fn an_ink_changes_wherever_it_is_used() {
    let (old, new) = (Ink::new(12.0, 100.0, 94.0, 6.0), Ink::new(100.0, 72.0, 30.0, 38.0));
    let half = Fill::linear(old, Ink::WHITE, 30.0);
    let locked = Element {
        is_locked: true,
        ..element(
            2,
            Frame::new(0.0, 50.0, 40.0, 40.0),
            ElementKind::Shape(Shape::new(ShapeForm::Ellipse, Some(half), Some((old, 2.0)))),
        )
    };
    let text = Text::new("MỘT CỬA", Typeface::Anton, 20.0, old);
    let mut poster = Poster {
        background: Fill::Solid(old),
        ..board(vec![element(1, Frame::new(0.0, 0.0, 90.0, 40.0), ElementKind::Text(text)), locked])
    };
    let before = poster.clone();
    let back = poster.recolored(old, new).apply(&mut poster).expect("a change");
    let body = poster.to_text();
    assert!(!body.contains("m: 100.0, y: 94.0") && !body.contains("y: 94.0"), "{body}");
    assert!(poster.elements[1].is_locked);
    let _ = back.apply(&mut poster).expect("undone");
    assert_eq!(poster, before);
}

/// A gradient of three inks and strokes of every kind, upright and turned.
fn striped() -> Poster {
    let sunset = Fill::linear(Ink::new(0.0, 20.0, 90.0, 0.0), Ink::new(90.0, 70.0, 0.0, 20.0), 20.0);
    let middle = Middle::new([Stop { at: 0.3, ink: Ink::new(0.0, 100.0, 90.0, 0.0) }]).expect("one");
    let sky = Shape::new(ShapeForm::Ellipse, Some(sunset.with_middle(middle)), None);
    let lines = Dash::ALL.into_iter().zip(2_u16..).map(|(dash, id)| {
        let form = ShapeForm::Rectangle { radius: 8.0 };
        let shape = Shape { dash, ..Shape::new(form, None, Some((Ink::BLACK, 4.0))) };
        let frame =
            Frame { rotation: 7.0 * f32::from(id), ..Frame::new(30.0, 110.0 * f32::from(id), 300.0, 70.0) };
        element(u32::from(id), frame, ElementKind::Shape(shape))
    });
    let ground = element(1, Frame::new(20.0, 20.0, 360.0, 160.0), ElementKind::Shape(sky));
    board(std::iter::once(ground).chain(lines).collect())
}

#[test]
fn gradients_of_several_inks_and_dashes_are_kept_and_print_as_they_are_seen() {
    let poster = striped();
    let text = poster.to_text();
    assert_eq!(Poster::parse(&text).expect("reads"), poster);
    let plain = board(vec![element(
        1,
        Frame::new(0.0, 0.0, 50.0, 50.0),
        ElementKind::Shape(Shape::new(
            ShapeForm::Ellipse,
            Some(Fill::linear(Ink::WHITE, Ink::BLACK, 0.0)),
            None,
        )),
    )]);
    assert!(!plain.to_text().contains("middle") && !plain.to_text().contains("dash"));
    let crowded = text.replace("at: 0.3", "at: 3");
    assert!(Poster::parse(&crowded).is_err(), "an ink beyond the end");
    if !has_readers() {
        return;
    }
    let mut fonts = Fonts::new();
    let document = sheet::poster(&poster, "sọc", &|_| None, &PrintOptions::default(), &mut fonts);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.pdf").to_string_lossy().into_owned();
    std::fs::write(&path, toasoan::export::pdf::write(&document).expect("a PDF")).expect("a file");
    preview_is_print("stripes", &document.pages[0], &path, &mut fonts);
}

#[test]
fn a_colour_of_the_screen_becomes_inks_that_look_like_it() {
    let cases = [
        [200, 16, 46],
        [19, 116, 61],
        [246, 200, 40],
        [128, 128, 128],
        [250, 250, 248],
        [92, 60, 30],
        [35, 31, 32],
    ];
    for rgb in cases {
        let shown = sheet::screen_of(sheet::ink_of(rgb));
        let apart = rgb.iter().zip(shown).map(|(a, b)| a.abs_diff(b)).max();
        assert!(apart <= Some(4), "{rgb:?} is shown as {shown:?}");
    }
    assert_eq!(sheet::ink_of([0, 0, 0]), Ink::BLACK, "letters in black alone, not in four inks");
    assert_eq!(sheet::ink_of([255, 255, 255]), Ink::WHITE);
}

fn all_inks(items: &[Item]) -> bool {
    let is_ink = |color: &Color| matches!(color, Color::Cmyk { .. });
    items.iter().all(|item| match item {
        Item::Path(path) => path.fill.iter().all(is_ink),
        Item::Shade { gradient, .. } => gradient.stops.iter().all(|stop| is_ink(&stop.color)),
        Item::Group { items, .. } | Item::Faded { items, .. } => all_inks(items),
        _ => true,
    })
}

#[test]
fn what_a_drawing_loses_on_paper_is_an_error_that_names_it() {
    let svg = |body: &str| {
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='30'><rect width='9' height='9'/>{body}</svg>"
        )
    };
    let cases = [
        (svg(""), None),
        (svg("<text y='20'>Một cửa</text>"), Some("chữ chưa chuyển thành đường nét")),
        (
            svg(
                "<filter id='f'><feGaussianBlur stdDeviation='2'/></filter><rect width='20' height='20' filter='url(#f)'/>",
            ),
            Some("bóng, mờ"),
        ),
        (svg("<image href='/etc/passwd' width='9' height='9'/>"), None),
        ("<svg xmlns='http://www.w3.org/2000/svg'".to_owned(), Some("sai cú pháp")),
        (billion_squares(), Some("quá nhiều nét")),
    ];
    for (file, told) in cases {
        let (data, mut fonts): (Arc<[u8]>, _) = (file.into_bytes().into(), Fonts::new());
        let poster = board(vec![element(
            1,
            Frame::new(50.0, 50.0, 100.0, 100.0),
            ElementKind::Picture(drawn(PictureFit::Contain)),
        )]);
        let found = sheet::check(&poster, &|_| Some(Arc::clone(&data)), &mut fonts);
        let finding = found.iter().find(|finding| finding.rule == Rule::PictureUnreadable);
        match (told, finding) {
            (None, None) => {}
            (Some(told), Some(finding)) => assert!(finding.message.contains(told), "{}", finding.message),
            (told, finding) => panic!("{told:?} {finding:?}"),
        }
    }
}

/// Ten symbols, each of which uses the next ten times.
fn billion_squares() -> String {
    use std::fmt::Write as _;
    let mut file = String::from(
        "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><g id='a0'><path d='M0 0h9v9z'/></g>",
    );
    for level in 1..10 {
        let uses = format!("<use href='#a{}'/>", level - 1).repeat(10);
        let _ = write!(file, "<g id='a{level}'>{uses}</g>");
    }
    file + "</svg>"
}

#[test]
fn a_picture_of_any_kind_in_use_is_shown() {
    let scene = image::RgbImage::from_fn(60, 40, |x, y| image::Rgb([x as u8 * 4, y as u8 * 6, 90]));
    for format in [image::ImageFormat::WebP, image::ImageFormat::Tiff] {
        let mut file = std::io::Cursor::new(Vec::new());
        image::DynamicImage::ImageRgb8(scene.clone()).write_to(&mut file, format).expect("a picture");
        let whole = file.into_inner();
        for (data, is_sound) in [(whole.as_slice(), true), (&whole[..whole.len() / 2], false)] {
            let (data, mut fonts): (Arc<[u8]>, _) = (data.into(), Fonts::new());
            let poster = board(vec![element(
                1,
                Frame::new(20.0, 20.0, 60.0, 40.0),
                ElementKind::Picture(Picture::new("images/a", PictureFit::Cover)),
            )]);
            let pictures = |_: &str| Some(Arc::clone(&data));
            let measured = sheet::layout(&poster, &pictures, &mut fonts).measured;
            let picture = &measured.pictures[&poster.elements[0].id];
            assert_eq!(
                matches!(picture, MeasuredPicture::Pixels { width: 60, height: 40, .. }),
                is_sound,
                "{format:?}"
            );
            let document = sheet::poster(&poster, "a", &pictures, &PrintOptions::default(), &mut fonts);
            let pdf = toasoan::export::pdf::write(&document).expect("a PDF");
            assert!(!pdf.is_empty());
        }
    }
}
