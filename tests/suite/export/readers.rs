//! Checks files with common readers, if `TOASOAN_READERS=1` says that they are installed.

use std::collections::BTreeMap;
use std::process::Command;

use toasoan::document::poster::{self as sheet, PrintOptions};
use toasoan::page::{Document, Fonts, Item, Page, Rect, Segment, render};
use toasoan::poster::template::{self, TEMPLATES};
use toasoan::poster::{
    Element, ElementId, ElementKind, Fill, Frame, Ink, Poster, Shape, ShapeForm, Text, Typeface,
};

use super::{document, read, rich, write};

/// Whether the readers are installed, by `.ci/run`; without the variable these tests do nothing.
pub(crate) fn has_readers() -> bool {
    std::env::var("TOASOAN_READERS").is_ok_and(|value| value == "1")
}

pub(crate) fn run(program: &str, arguments: &[&str]) -> String {
    let output =
        Command::new(program).args(arguments).output().unwrap_or_else(|error| panic!("{program}: {error}"));
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {arguments:?}: {text}{errors}");
    text
}

#[test]
fn people_s_readers_agree() {
    if !has_readers() {
        return;
    }
    let mut fonts = Fonts::new();
    readers_agree("rich", &document(vec![rich(&mut fonts)]));
    let marks = sheet::Marks { has_crop: true, ..sheet::Marks::default() };
    let options = PrintOptions { marks, ..PrintOptions::default() };
    for template in TEMPLATES {
        let poster = sheet::poster(&(template.poster)(), template.name, &|_| None, &options, &mut fonts);
        let sheet = Rect::new(0.0, 0.0, poster.pages[0].size.width, poster.pages[0].size.height);
        assert!(
            !is_cut(&poster.pages[0].items, Item::IDENTITY, sheet),
            "{}: its words are read",
            template.id
        );
        readers_agree(template.id, &poster);
    }
}

/// Checks a document's file with the readers: no errors, embedded fonts, all text in reading order, correct
/// boxes.
pub(crate) fn readers_agree(name: &str, document: &Document) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("trang.pdf").to_string_lossy().into_owned();
    std::fs::write(&path, write(document)).expect("a file");
    let _ = run("qpdf", &["--check", &path]);
    for font in run("pdffonts", &[&path]).lines().skip(2) {
        assert!(font.contains("Identity-H       yes yes yes"), "{name}: {font}");
    }
    // In reading order, with spaces; line breaks depend on the reader, and poppler turns a no-break space
    // into a plain one.
    let words = |text: &str| {
        text.split([' ', '\u{a0}', '\n', '\u{c}']).filter(|one| !one.is_empty()).collect::<Vec<_>>().join(" ")
    };
    for (number, page) in (1..).zip(&document.pages) {
        // Clipped text is not extracted.
        let whole = Rect::new(0.0, 0.0, page.size.width, page.size.height);
        if !is_cut(&page.items, Item::IDENTITY, whole) {
            let number = number.to_string();
            let text = run("pdftotext", &["-raw", "-f", &number, "-l", &number, &path, "-"]);
            assert_eq!(words(&text), words(&page.text()), "{name}, page {number}");
        }
    }
    let count = document.pages.len().to_string();
    let reported = run("pdfinfo", &["-box", "-f", "1", "-l", &count, &path]);
    for (number, page) in (1..).zip(&document.pages) {
        let whole = Rect::new(0.0, 0.0, page.size.width, page.size.height);
        let trim = page.trim.unwrap_or(whole);
        for (kind, rect) in [("MediaBox", whole), ("TrimBox", trim), ("BleedBox", page.bleed.unwrap_or(trim))]
        {
            let line = reported.lines().find_map(|line| {
                let mut words = line.split_whitespace();
                let is_it = words.next() == Some("Page") && words.next() == Some(&number.to_string());
                words.next().filter(|word| is_it && word.trim_end_matches(':') == kind).map(|_| words)
            });
            let read: Vec<f32> = line.expect("a box").map(|word| word.parse().expect("a number")).collect();
            let bottom = page.size.height - rect.y - rect.height;
            let wanted = [rect.x, bottom, rect.x + rect.width, bottom + rect.height];
            let is_right = read.iter().zip(wanted).all(|(read, wanted)| (read - wanted).abs() < 0.0101);
            assert!(is_right, "{name}, page {number}, {kind}: {read:?} for {wanted:?}");
        }
    }
}

/// Whether a clip hides part of a text. `at` maps the items' coordinates to the page.
fn is_cut(items: &[Item], at: [f32; 6], clip: Rect) -> bool {
    let place = |x: f32, y: f32| {
        let [a, b, c, d, e, f] = at;
        (a * x + c * y + e, b * x + d * y + f)
    };
    let inside = |(x, y): (f32, f32)| {
        (clip.x..=clip.x + clip.width).contains(&x) && (clip.y..=clip.y + clip.height).contains(&y)
    };
    items.iter().any(|item| match item {
        Item::Glyphs(run) => {
            let width: f32 = run.glyphs.iter().map(|glyph| glyph.advance).sum();
            let (x, y) = (run.origin.x, run.origin.y);
            !inside(place(x, y)) || !inside(place(x + width, y - run.size * 0.7))
        }
        Item::Group { transform: [a, b, c, d, e, f], clip: of_group, items } => {
            let (along, down, from) = (place(*a, *b), place(*c, *d), place(*e, *f));
            let (zero_x, zero_y) = place(0.0, 0.0);
            let inner =
                [along.0 - zero_x, along.1 - zero_y, down.0 - zero_x, down.1 - zero_y, from.0, from.1];
            let clip = of_group.as_ref().map_or(clip, |segments| bounds(segments, inner));
            is_cut(items, inner, clip)
        }
        _ => false,
    })
}

/// The bounding box of an outline on the page.
fn bounds(segments: &[Segment], [a, b, c, d, e, f]: [f32; 6]) -> Rect {
    let corners = segments.iter().filter_map(|segment| match segment {
        Segment::Move(to) | Segment::Line(to) | Segment::Curve(_, _, to) => {
            Some((a * to.x + c * to.y + e, b * to.x + d * to.y + f))
        }
        Segment::Close => None,
    });
    let corners: Vec<(f32, f32)> = corners.collect();
    let (left, right) = (least(corners.iter().map(|at| at.0)), -least(corners.iter().map(|at| -at.0)));
    let (top, bottom) = (least(corners.iter().map(|at| at.1)), -least(corners.iter().map(|at| -at.1)));
    Rect::new(left, top, right - left, bottom - top)
}

fn least(values: impl Iterator<Item = f32>) -> f32 {
    values.fold(f32::INFINITY, f32::min)
}

/// Counts pixels that differ by more than antialiasing: those whose neighbours differ as well.
pub(crate) fn preview_is_print(name: &str, page: &Page, path: &str, fonts: &mut Fonts) {
    let longest = page.size.width.max(page.size.height);
    let dpi = (72.0 * 1400.0 / longest).floor().max(4.0);
    let base = path.trim_end_matches(".pdf");
    let _ = run("pdftoppm", &["-r", &dpi.to_string(), "-png", "-singlefile", path, base]);
    let print = image::open(format!("{base}.png")).expect("a picture").into_rgb8();
    let raster = render(page, dpi / 72.0, fonts);
    let (width, height) = (print.width().min(raster.width), print.height().min(raster.height));
    assert!(
        print.width().abs_diff(raster.width) <= 1 && print.height().abs_diff(raster.height) <= 1,
        "{name}"
    );
    let ours = |x: u32, y: u32| {
        let at = ((y * raster.width + x) * 4) as usize;
        [raster.rgba[at], raster.rgba[at + 1], raster.rgba[at + 2]]
    };
    let theirs = |x: u32, y: u32| print.get_pixel(x, y).0;
    let is_far = |a: [u8; 3], b: [u8; 3]| a.iter().zip(b).any(|(a, b)| a.abs_diff(b) > 48);
    let mut different = 0;
    for y in 1..height - 1 {
        for x in 1..width - 1 {
            // The edge may be in the same pixel or the next.
            let is_near = |x: u32, y: u32| !is_far(ours(x, y), theirs(x, y));
            let around = [(x, y), (x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)];
            if around.iter().all(|(x, y)| !is_near(*x, *y)) {
                different += 1;
            }
        }
    }
    let share = f64::from(different) / f64::from(width * height);
    println!("{name}: {:.3} % differ", share * 100.0);
    // The limit is 1 in 100; documents achieve 1 in 200.
    assert!(share < 0.005, "{name}: {share}");
}

/// The plates of a PDF's only page by name, separated by Ghostscript: gray pixels, 0 is full ink.
pub(crate) fn plates(document: &Document) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    std::fs::write(at("a.pdf"), write(document)).expect("a file");
    let output = format!("-sOutputFile={}", at("p.tif"));
    let _ = run("gs", &["-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep", "-r20", &output, &at("a.pdf")]);
    let files = std::fs::read_dir(folder.path()).expect("a folder").map(|entry| entry.expect("an entry"));
    files
        .filter_map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            let plate = name.strip_prefix("p(")?.strip_suffix(").tif")?.to_owned();
            Some((plate, image::open(entry.path()).expect("a plate").into_luma8().into_raw()))
        })
        .collect()
}

#[test]
fn a_poster_separates_into_its_inks_and_the_cutter_s_line() {
    if !has_readers() {
        return;
    }
    let of = |poster: &Poster| {
        plates(&sheet::poster(poster, "Áp phích", &|_| None, &PrintOptions::default(), &mut Fonts::new()))
    };
    for template in TEMPLATES {
        let plates = of(&(template.poster)());
        assert_eq!(
            plates.keys().collect::<Vec<_>>(),
            ["Black", "Cyan", "Magenta", "Yellow"],
            "{}",
            template.id
        );
    }
    let mut poster = template::portrait();
    let printed = of(&poster);

    let frame = Frame::new(20.0, 20.0, poster.width - 40.0, poster.height - 40.0);
    let cut = Shape { is_cut: true, ..Shape::new(ShapeForm::Ellipse, None, None) };
    poster.elements.push(Element {
        name: "Đường cắt".into(),
        ..Element::new(poster.free_id(), frame, ElementKind::Shape(cut))
    });
    let mut with_cut = of(&poster);
    let line = with_cut.remove("CutContour").expect("the cutter's plate");
    assert!(line.iter().any(|ink| *ink < 128), "the line is on its plate");
    // It overprints: the print is the same with and without it.
    assert_eq!(with_cut, printed);
}

/// A plate that slips shows no white around the letters.
#[test]
fn black_letters_print_over_the_colour_below_them() {
    let ground = |ink| {
        let fill = Some(Fill::Solid(ink));
        ElementKind::Shape(Shape::new(ShapeForm::Rectangle { radius: 0.0 }, fill, None))
    };
    let of = |kinds: Vec<ElementKind>| {
        let mut poster = Poster::blank(&toasoan::poster::size::STANDARDS[4]);
        for (kind, id) in kinds.into_iter().zip(1..) {
            let frame = Frame::new(20.0, 20.0, poster.width - 40.0, poster.height - 40.0);
            let (is_locked, is_hidden, name) = (false, false, String::new());
            poster.elements.push(Element {
                name,
                is_locked,
                is_hidden,
                ..Element::new(ElementId(id), frame, kind)
            });
        }
        sheet::poster(&poster, "Áp phích", &|_| None, &PrintOptions::default(), &mut Fonts::new())
    };
    let words = |ink| ElementKind::Text(Text::new("MỘT CỬA", Typeface::Anton, 60.0, ink));
    let cyan = Ink::new(100.0, 0.0, 0.0, 0.0);
    let with_words = of(vec![ground(cyan), words(Ink::BLACK)]);
    let pdf = read(&write(&with_words));
    let intent = pdf.catalog().and_then(|root| root.get(b"OutputIntents")).and_then(lopdf::Object::as_array);
    let intent = intent.and_then(|all| all[0].as_dict()).expect("an output intent");
    assert_eq!(
        intent.get(b"OutputConditionIdentifier").and_then(lopdf::Object::as_str).ok(),
        Some(&b"FOGRA39"[..])
    );
    if !has_readers() {
        return;
    }
    let (mut over, mut below) = (plates(&with_words), plates(&of(vec![ground(cyan)])));
    assert_eq!(over.remove("Cyan"), below.remove("Cyan"));
    assert!(over.remove("Black").expect("the black plate").iter().any(|ink| *ink < 64));
    // White letters leave the colour out.
    let white = plates(&of(vec![ground(cyan), words(Ink::WHITE)]));
    assert_ne!(white.get("Cyan"), plates(&of(vec![ground(cyan)])).get("Cyan"));
}

#[test]
fn letters_as_shapes_print_the_same_without_a_font() {
    let poster = template::portrait();
    let mut fonts = Fonts::new();
    let mut print = |has_outlined_text| {
        let options = PrintOptions { has_outlined_text, ..PrintOptions::default() };
        sheet::poster(&poster, "Áp phích", &|_| None, &options, &mut fonts)
    };
    let (letters, shapes) = (print(false), print(true));
    assert!(!letters.pages[0].text().is_empty());
    assert_eq!(shapes.pages[0].text(), "");
    let pdf = read(&write(&shapes));
    assert!(!pdf.objects.values().any(|object| object.type_name().is_ok_and(|name| name == b"Font")));
    let far = |(a, b): (&u8, &u8)| a.abs_diff(*b) > 64;
    let (one, other) =
        (render(&letters.pages[0], 0.5, &mut fonts), render(&shapes.pages[0], 0.5, &mut fonts));
    let different = one.rgba.iter().zip(&other.rgba).filter(|pair| far(*pair)).count();
    // Only antialiasing.
    assert!(different * 100 < one.rgba.len(), "{different} of {}", one.rgba.len());
}
