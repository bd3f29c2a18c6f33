//! PDF and PNG files, checked with the program's own libraries.

pub(super) mod edited;
mod ics;
pub(super) mod readers;
mod xlsx;
mod xmltv;

use std::sync::Arc;

use lopdf::content::Content;
use lopdf::{Dictionary, Object};
use toasoan::document::poster::{self as sheet, PrintOptions};
use toasoan::export::{pdf, png};
use toasoan::page::{
    Align, Bookmark, Color, Document, Face, Fonts, GlyphRun, Gradient, Item, Link, Page, PageImage,
    Paragraph, Path, Point, Rect, Segment, Size, Span, Stroke, Style,
};
use toasoan::poster::template::TEMPLATES;

/// Capitals with two diacritics, possible ligatures, amounts, a no-break space next to a space, dashes and
/// quotes.
const LINES: [&str; 4] = [
    "Áp phích: Phường Hòa Bình – “Về Tổ, Ưỡn Ẫ Ẵ Ỗ Ữ ỷ ỹ đĐ” fi ffi AVATAR Tỵ",
    "Kỷ niệm 80 năm Ngày Quốc khánh 2/9 • giá 50.000₫ 45 phút",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM; Độc lập – Tự do – Hạnh phúc",
    "Sở Nội vụ … (tiếp) <một cửa> & “liên thông” 100 %",
];

const INK: Color = Color::Cmyk { c: 1.0, m: 0.72, y: 0.3, k: 0.38 };

fn line(fonts: &mut Fonts, text: &str, face: Face, size: f32, at: Point) -> Vec<GlyphRun> {
    fonts.line(
        &[Span { text: text.into(), style: Style { face, size, color: INK, is_underlined: false } }],
        at,
        Align::Left,
    )
}

/// A page with every kind of item.
fn rich(fonts: &mut Fonts) -> Page {
    let mut items = Vec::new();
    let faces = [Face::Serif, Face::SansBold, Face::Figures, Face::SerifItalic];
    for (index, (text, face)) in LINES.into_iter().zip(faces).enumerate() {
        let at = Point { x: 40.0, y: 60.0 + 30.0 * index as f32 };
        items.extend(line(fonts, text, face, 12.0 + index as f32 * 0.37, at).into_iter().map(Item::Glyphs));
    }
    let orange = Color::Cmyk { c: 0.0, m: 0.4, y: 0.95, k: 0.0 };
    let triangle = vec![
        Segment::Move(Point { x: 60.0, y: 200.0 }),
        Segment::Line(Point { x: 200.0, y: 200.0 }),
        Segment::Curve(
            Point { x: 220.0, y: 260.0 },
            Point { x: 100.0, y: 300.0 },
            Point { x: 60.0, y: 300.0 },
        ),
        Segment::Close,
    ];
    items.push(Item::Path(Path { segments: triangle.clone(), fill: Some(orange), stroke: None }));
    let dashed = Stroke { color: INK, width: 1.5, dash: vec![6.0, 3.0] };
    items.push(Item::Path(Path::line(Point { x: 40.0, y: 320.0 }, Point { x: 500.0, y: 320.0 }, dashed)));
    items.push(Item::Shade {
        segments: Path::rect(Rect::new(250.0, 200.0, 120.0, 100.0), None, None).segments,
        gradient: Gradient::linear(INK, orange, Point { x: 250.0, y: 200.0 }, Point { x: 370.0, y: 300.0 }),
    });
    let (sin, cos) = 20.0_f32.to_radians().sin_cos();
    let turned = line(fonts, "Nghiêng hai mươi độ", Face::Anton, 24.0, Point { x: 0.0, y: 0.0 });
    items.push(Item::Group {
        transform: [cos, sin, -sin, cos, 60.0, 380.0],
        clip: None,
        items: turned.into_iter().map(Item::Glyphs).collect(),
    });
    items.push(Item::Group {
        transform: Item::IDENTITY,
        clip: Some(triangle),
        items: vec![Item::Path(Path::rect(Rect::new(60.0, 250.0, 200.0, 20.0), Some(INK), None))],
    });
    items.push(Item::Link(Link {
        rect: Rect::new(40.0, 48.0, 300.0, 16.0),
        url: "https://example.org/?a=(1)".into(),
    }));
    let (trim, bleed) = (Rect::new(30.0, 30.0, 535.3, 400.0), Rect::new(21.5, 21.5, 552.3, 417.0));
    Page { size: Size { width: 595.3, height: 460.0 }, trim: Some(trim), bleed: Some(bleed), items }
}

fn document(pages: Vec<Page>) -> Document {
    let bookmarks = [("Lịch phát sóng", 0), ("Áp phích & pano", 0), ("Bảng vai", 0)];
    Document {
        title: "Tuần 12 & <Một cửa> “Cần Thơ”".into(),
        author: "Đài PT-TH".into(),
        pages,
        bookmarks: bookmarks.map(|(title, page)| Bookmark { title: title.into(), page }).into(),
        exchange: None,
    }
}

pub(super) fn write(document: &Document) -> Vec<u8> {
    pdf::write(document).unwrap_or_else(|error| panic!("{error}"))
}

pub(super) fn read(bytes: &[u8]) -> lopdf::Document {
    lopdf::Document::load_mem(bytes).expect("a PDF")
}

fn utf16(object: &Object) -> String {
    let bytes = object.as_str().expect("a string");
    let units: Vec<u16> = bytes.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    String::from_utf16(&units).expect("UTF-16").trim_start_matches('\u{feff}').into()
}

fn dictionary<'a>(pdf: &'a lopdf::Document, parent: &'a Dictionary, key: &[u8]) -> &'a Dictionary {
    let value = parent.get(key).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(key)));
    pdf.dereference(value).expect("an object").1.as_dict().expect("a dictionary")
}

fn sheet_of(pdf: &lopdf::Document) -> &Dictionary {
    let id = pdf.page_iter().next().expect("a page");
    pdf.get_dictionary(id).expect("a page")
}

#[test]
fn the_same_pages_make_the_same_bytes() {
    let mut fonts = Fonts::new();
    let document = document(vec![rich(&mut fonts)]);
    let first = write(&document);
    assert!(first == write(&document), "a second run differs");
    let other = Document { title: "Tên khác".into(), ..document };
    let id = |bytes: &[u8]| format!("{:?}", read(bytes).trailer.get(b"ID").expect("an ID"));
    assert_ne!(id(&first), id(&write(&other)), "another document has another ID");
}

#[test]
fn page_boxes_are_right_to_a_hundredth_of_a_point() {
    let page = rich(&mut Fonts::new());
    let bytes = write(&document(vec![page]));
    let pdf = read(&bytes);
    let expected: [(&[u8], [f32; 4]); 3] = [
        (b"MediaBox", [0.0, 0.0, 595.3, 460.0]),
        (b"TrimBox", [30.0, 30.0, 565.3, 430.0]),
        (b"BleedBox", [21.5, 21.5, 573.8, 438.5]),
    ];
    for (key, expected) in expected {
        let corners = sheet_of(&pdf).get(key).and_then(Object::as_array).expect("a box");
        for (corner, expected) in corners.iter().zip(expected) {
            let corner = corner.as_float().expect("a number");
            assert!((corner - expected).abs() < 0.005, "{}: {corner}", String::from_utf8_lossy(key));
        }
    }
}

#[test]
fn the_file_says_what_it_is_in_vietnamese() {
    let bytes = write(&document(vec![rich(&mut Fonts::new())]));
    let pdf = read(&bytes);
    assert_names("rich", &pdf, &document(vec![rich(&mut Fonts::new())]));
    let info = dictionary(&pdf, &pdf.trailer, b"Info");
    assert_eq!(utf16(info.get(b"Author").expect("an author")), "Đài PT-TH");

    let links = sheet_of(&pdf).get(b"Annots").and_then(Object::as_array).expect("links");
    let link = links[0].as_dict().expect("a link");
    let action = link.get(b"A").and_then(Object::as_dict).expect("an action");
    assert_eq!(
        action.get(b"URI").and_then(Object::as_str).expect("an address"),
        b"https://example.org/?a=(1)"
    );
}

#[test]
fn text_comes_back_letter_by_letter() {
    let mut page = rich(&mut Fonts::new());
    page.items.retain(|item| matches!(item, Item::Glyphs(_)));
    let bytes = write(&document(vec![page]));
    let text = read(&bytes).extract_text(&[1]).expect("text");
    for line in LINES {
        assert!(text.contains(line), "{line:?} is not in {text:?}");
    }
}

/// Interprets the text operators like a PDF reader and compares each glyph's position with the layout.
#[test]
fn no_glyph_drifts_from_where_it_was_set() {
    let mut fonts = Fonts::new();
    let justified = Paragraph {
        align: Align::Justify,
        ..Paragraph::text(
            LINES.join(" ").repeat(8),
            Style { face: Face::Serif, size: 13.0, color: INK, is_underlined: false },
        )
    };
    let set = fonts.set(&justified, 480.0);
    let runs: Vec<GlyphRun> = set.lines.into_iter().flat_map(|line| line.runs).collect();
    let height = 2000.0;
    let items = runs.iter().cloned().map(Item::Glyphs).collect();
    let page = Page { size: Size { width: 500.0, height }, items, ..Page::default() };
    let bytes = write(&document(vec![page]));
    let pdf = read(&bytes);
    let id = pdf.page_iter().next().expect("a page");
    let widths: Vec<(Vec<u8>, Vec<f32>)> = pdf
        .get_page_fonts(id)
        .expect("fonts")
        .into_iter()
        .map(|(name, font)| (name, widths(&pdf, font)))
        .collect();

    let content = Content::decode(&pdf.get_page_content(id)).expect("operators");
    let number = |object: &Object| object.as_float().expect("a number");
    let (mut font, mut size, mut pen) = (&widths[0].1, 0.0, (0.0, 0.0));
    let mut placed = Vec::new();
    for operation in &content.operations {
        let operands = &operation.operands;
        match operation.operator.as_str() {
            "Tf" => {
                let name = operands[0].as_name().expect("a font");
                font = &widths.iter().find(|(known, _)| known == name).expect("a known font").1;
                size = number(&operands[1]);
            }
            "Tm" => pen = (number(&operands[4]), number(&operands[5])),
            "TJ" => {
                for part in operands[0].as_array().expect("an array") {
                    if let Object::String(codes, _) = part {
                        for code in codes.chunks(2) {
                            placed.push(pen);
                            let code = usize::from(u16::from_be_bytes([code[0], code[1]]));
                            pen.0 += font[code] * size / 1000.0;
                        }
                    } else {
                        pen.0 -= number(part) * size / 1000.0;
                    }
                }
            }
            _ => {}
        }
    }
    let wanted: Vec<(f32, f32)> = runs
        .iter()
        .flat_map(|run| run.glyphs.iter().map(|one| (run.origin.x + one.x, height - run.origin.y - one.y)))
        .collect();
    assert!(wanted.len() > 1500);
    assert_eq!(placed.len(), wanted.len());
    for ((x, y), (wanted_x, wanted_y)) in placed.iter().zip(&wanted) {
        assert!(
            (x - wanted_x).abs() < 0.01 && (y - wanted_y).abs() < 0.01,
            "{x},{y} for {wanted_x},{wanted_y}"
        );
    }
}

fn widths(pdf: &lopdf::Document, font: &Dictionary) -> Vec<f32> {
    let descendant = &font.get(b"DescendantFonts").and_then(Object::as_array).expect("a descendant")[0];
    let [Object::Integer(0), Object::Array(widths)] = descendant
        .as_dict()
        .and_then(|one| one.get(b"W"))
        .and_then(Object::as_array)
        .expect("widths")
        .as_slice()
    else {
        // Codes may not start at 0: expand the list.
        let list =
            descendant.as_dict().and_then(|one| one.get(b"W")).and_then(Object::as_array).expect("widths");
        let mut all = vec![0.0; 4000];
        for pair in list.chunks(2) {
            let start = pair[0].as_i64().expect("a code") as usize;
            for (offset, width) in pair[1].as_array().expect("widths").iter().enumerate() {
                all[start + offset] = width.as_float().expect("a width");
            }
        }
        return all;
    };
    let _ = pdf;
    widths.iter().map(|width| width.as_float().expect("a width")).collect()
}

#[test]
fn inks_stay_inks() {
    let mut fonts = Fonts::new();
    for template in TEMPLATES {
        let document = sheet::poster(
            &(template.poster)(),
            template.name,
            &|_| None,
            &PrintOptions::default(),
            &mut fonts,
        );
        let bytes = write(&document);
        let pdf = read(&bytes);
        let id = pdf.page_iter().next().expect("a page");
        let content = Content::decode(&pdf.get_page_content(id)).expect("operators");
        let is_screen = |operator: &str| ["rg", "RG", "g", "G", "cs", "CS"].contains(&operator);
        let screen = content.operations.iter().find(|operation| is_screen(&operation.operator));
        assert!(screen.is_none(), "{}: {screen:?}", template.id);
        let resources = dictionary(&pdf, sheet_of(&pdf), b"Resources");
        for (_, shading) in dictionary(&pdf, resources, b"Shading") {
            let space = shading.as_dict().and_then(|one| one.get(b"ColorSpace")).and_then(Object::as_name);
            assert_eq!(space.expect("a space"), b"DeviceCMYK", "{}", template.id);
        }
    }
}

/// A noisy picture that does not compress well.
pub(super) fn pixels(count: u32) -> Vec<u8> {
    let mut state = 12_345_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    (0..count).map(|_| next()).collect()
}

pub(super) fn jpeg(width: u32, height: u32) -> Arc<[u8]> {
    let mut bytes = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 90)
        .encode(&pixels(width * height * 3), width, height, image::ExtendedColorType::Rgb8)
        .expect("a JPEG");
    bytes.into()
}

pub(super) fn png_file(width: u32, height: u32, color: image::ExtendedColorType, channels: u32) -> Arc<[u8]> {
    use image::ImageEncoder;
    let mut bytes = Vec::new();
    image::codecs::png::PngEncoder::new(&mut bytes)
        .write_image(&pixels(width * height * channels), width, height, color)
        .expect("a PNG");
    bytes.into()
}

fn with_pictures(pictures: &[Arc<[u8]>]) -> Document {
    let place = |index: usize| Rect::new(20.0 + 90.0 * index as f32, 20.0, 80.0, 60.0);
    let items = pictures
        .iter()
        .enumerate()
        .map(|(index, data)| (place(index), Arc::clone(data)))
        .map(|(rect, data)| Item::Image(PageImage { rect, data, name: "ảnh.jpg".into(), plate: None }));
    let page = Page { size: Size { width: 600.0, height: 200.0 }, items: items.collect(), ..Page::default() };
    document(vec![page])
}

#[test]
fn a_jpeg_goes_in_as_it_is_and_only_once() {
    let photo = jpeg(640, 480);
    let copy: Arc<[u8]> = photo.to_vec().into();
    let bytes = write(&with_pictures(&[Arc::clone(&photo), copy, Arc::clone(&photo)]));
    let count = bytes.windows(photo.len()).filter(|window| *window == &*photo).count();
    assert_eq!(count, 1);
    assert!(bytes.len() < photo.len() + 4096, "{} for {}", bytes.len(), photo.len());
}

#[test]
fn every_png_keeps_its_pixels() {
    use image::ExtendedColorType as Kind;
    let files = [(Kind::Rgb8, 3, false), (Kind::Rgba8, 4, true), (Kind::L8, 1, false), (Kind::La8, 2, true)];
    for (color, channels, has_mask) in files {
        let file = png_file(31, 17, color, channels);
        let bytes = write(&with_pictures(&[Arc::clone(&file)]));
        let pdf = read(&bytes);
        let id = pdf.page_iter().next().expect("a page");
        let picture = pdf.get_page_images(id).expect("images").into_iter().next().expect("a picture");
        assert_eq!((picture.width, picture.height), (31, 17));
        let stream = pdf.get_object(picture.id).and_then(Object::as_stream).expect("a stream");
        let raw = stream.decompressed_content().expect("pixels");
        let original = image::load_from_memory(&file).expect("a picture");
        let expected =
            if channels == 1 { original.to_luma8().into_raw() } else { original.to_rgb8().into_raw() };
        assert_eq!(raw, expected, "{color:?}");
        assert_eq!(stream.dict.has(b"SMask"), has_mask, "{color:?}");
    }
}

#[test]
fn a_broken_picture_is_an_error_with_its_page() {
    let cut: Arc<[u8]> = jpeg(64, 48)[..40].to_vec().into();
    for data in [cut, b"GIF89a".to_vec().into(), b"\x89PNG\r\n\x1a\n\0\0".to_vec().into(), Vec::new().into()]
    {
        let error = pdf::write(&with_pictures(&[data])).expect_err("not a picture");
        assert!(matches!(error, pdf::Error::Picture { page: 1, .. }), "{error}");
    }
    assert!(matches!(pdf::write(&Document::default()), Err(pdf::Error::NoPages)));
}

#[test]
fn a_png_page_knows_its_size_in_the_hand() {
    let mut fonts = Fonts::new();
    let page = Page { size: Size::mm(210.0, 297.0), ..rich(&mut fonts) };
    let mut file = Vec::new();
    png::write(&page, 150.0, &mut fonts, &mut file).expect("a PNG");
    let picture = image::load_from_memory(&file).expect("readable");
    assert_eq!((picture.width(), picture.height()), (1240, 1754));
    let at = file.windows(4).position(|window| window == b"pHYs").expect("a resolution");
    assert_eq!(&file[at + 4..at + 13], &[0, 0, 0x17, 0x12, 0, 0, 0x17, 0x12, 1], "5906 pixels a metre");
    let mut refused = |page: &Page, dpi| png::write(page, dpi, &mut fonts, std::io::sink()).is_err();
    assert!(refused(&page, 0.0));
    let pano = Page { size: Size::mm(12_000.0, 6000.0), ..Page::default() };
    assert!(refused(&pano, 150.0), "larger than what other programs open");
}

/// The file contains its title, its language and its bookmarks, for readers of the catalogue and of the
/// metadata.
pub(super) fn assert_names(name: &str, pdf: &lopdf::Document, document: &Document) {
    let info = dictionary(pdf, &pdf.trailer, b"Info");
    assert!(!document.title.is_empty(), "{name} has a title");
    assert_eq!(utf16(info.get(b"Title").expect("a title")), document.title, "{name}");
    let catalog = pdf.catalog().expect("a catalog");
    assert_eq!(catalog.get(b"Lang").and_then(Object::as_str).expect("a language"), b"vi-VN");
    let xmp = catalog.get(b"Metadata").and_then(Object::as_reference).expect("metadata");
    let xmp = pdf.get_object(xmp).and_then(Object::as_stream).expect("a stream");
    let xmp = String::from_utf8(xmp.content.clone()).expect("UTF-8");
    let escaped = document.title.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    assert!(xmp.contains(&format!(">{escaped}<")), "{name}: {xmp}");

    let sheets: Vec<_> = pdf.page_iter().collect();
    let mut marks = Vec::new();
    let mut mark = (!document.bookmarks.is_empty())
        .then(|| dictionary(pdf, dictionary(pdf, catalog, b"Outlines"), b"First"));
    while let Some(one) = mark {
        let target = one.get(b"Dest").and_then(Object::as_array).expect("a target")[0].as_reference();
        let target = target.expect("a page");
        let page = sheets.iter().position(|sheet| *sheet == target).expect("a page of the file");
        marks.push(Bookmark { title: utf16(one.get(b"Title").expect("a title")), page });
        mark = one.has(b"Next").then(|| dictionary(pdf, one, b"Next"));
    }
    assert_eq!(marks, document.bookmarks, "{name}");
}
