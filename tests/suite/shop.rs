//! Output for print shops only: the finishing layer, photos with fewer pixels.

use std::io::Cursor;
use std::sync::Arc;

use ::tiff::decoder::{Decoder, DecodingResult};
use ::tiff::tags::Tag;
use image::RgbImage;
use lopdf::Object;
use toasoan::document::poster::{self as sheet, PrintOptions};
use toasoan::export::{png, tiff};
use toasoan::page::{Document, Fonts, Item, MM, Page, Path, Segment};
use toasoan::poster::template::{self, TEMPLATES};
use toasoan::poster::{
    Element, ElementKind, Fill, Finishing, Frame, Ink, Picture, PictureFit, Poster, Shape, ShapeForm,
};

use super::export::readers::{has_readers, plates, run};
use super::export::{jpeg, pixels, png_file, read, write};

/// A plain banner with hems and eyelets.
fn cloth(width: f32, height: f32, finishing: Option<Finishing>) -> Poster {
    Poster { width, height, finishing, ..template::banner() }
}

#[test]
fn the_seam_and_the_eyelets_are_drawn_to_scale_on_a_layer_of_their_own() {
    let mut fonts = Fonts::new();
    for (width, height, scale) in [(3000.0, 1000.0, 1.0), (8000.0, 1000.0, 0.1)] {
        let poster = cloth(width, height, Some(Finishing::BANNER));
        let document = sheet::poster(&poster, "Băng rôn", &|_| None, &PrintOptions::default(), &mut fonts);
        let page = &document.pages[0];
        let trim = page.trim.expect("a trim");
        let layers = page.items.iter().filter_map(|item| match item {
            Item::Unprinted { name, items } => Some((*name, items)),
            _ => None,
        });
        let [(name, items)] = layers.collect::<Vec<_>>()[..] else { panic!("one layer") };
        assert_eq!(name, "Viền may và khuyết");
        let from = |item: &Item| match item {
            Item::Path(Path { segments, .. }) => match segments.first() {
                Some(Segment::Move(point)) => ((point.x - trim.x) / MM, (point.y - trim.y) / MM),
                other => panic!("{other:?}"),
            },
            other => panic!("{other:?}"),
        };
        let near = |(x, y): (f32, f32), (a, b): (f32, f32)| (x - a).abs() < 0.01 && (y - b).abs() < 0.01;
        assert!(near(from(&items[0]), (30.0 * scale, 30.0 * scale)), "the seam lies the hem's width inside");
        // The outline of an eyelet begins at its right end: 10 mm, the radius, from its centre, which is the
        // middle of the hem.
        for (x, y) in [(15.0, 15.0), (width - 15.0, height - 15.0)] {
            let ring = ((x + 10.0) * scale, y * scale);
            assert!(items.iter().any(|item| near(from(item), ring)), "no ring about {x}, {y}");
        }

        let pdf = read(&write(&document));
        let layers = pdf.catalog().and_then(|one| one.get(b"OCProperties")).and_then(Object::as_dict);
        let layers = layers.expect("layers");
        let group = layers.get(b"OCGs").and_then(Object::as_array).expect("groups")[0].as_reference();
        let group = pdf.get_dictionary(group.expect("a reference")).expect("a group");
        let usage = group.get(b"Usage").and_then(Object::as_dict).expect("a usage");
        for (event, key, state) in
            [("Print", "PrintState", "OFF"), ("View", "ViewState", "ON"), ("Export", "ExportState", "OFF")]
        {
            let reported = usage.get(event.as_bytes()).and_then(Object::as_dict).expect("an event");
            assert_eq!(
                reported.get(key.as_bytes()).and_then(Object::as_name).expect("a state"),
                state.as_bytes()
            );
            let usual = layers.get(b"D").and_then(Object::as_dict).expect("a configuration");
            let automatic = usual.get(b"AS").and_then(Object::as_array).expect("automatic states");
            let is_reported = |entry: &&Object| {
                let entry = entry.as_dict().expect("an entry");
                entry.get(b"Event").and_then(Object::as_name).expect("an event") == event.as_bytes()
            };
            assert_eq!(automatic.iter().filter(is_reported).count(), 1, "{event}");
        }
    }
    // In raster files, and without finishing, there is no such mark.
    let bare = cloth(3000.0, 1000.0, None);
    let document = sheet::poster(&bare, "Băng rôn", &|_| None, &PrintOptions::default(), &mut fonts);
    assert!(!document.pages[0].items.iter().any(|item| matches!(item, Item::Unprinted { .. })));
    assert!(!read(&write(&document)).catalog().expect("a catalog").has(b"OCProperties"));
}

#[test]
fn no_plate_carries_the_seam_or_an_eyelet() {
    if !has_readers() {
        return;
    }
    let sewn = cloth(3000.0, 1000.0, Some(Finishing::BANNER));
    let bare = Poster { finishing: None, ..sewn.clone() };
    let document =
        |poster| sheet::poster(poster, "Băng rôn", &|_| None, &PrintOptions::default(), &mut Fonts::new());
    let (sewn, bare) = (document(&sewn), document(&bare));
    let (of_sewn, of_bare) = (plates(&sewn), plates(&bare));
    assert_eq!(of_sewn.keys().collect::<Vec<_>>(), of_bare.keys().collect::<Vec<_>>());
    for (name, plate) in &of_bare {
        let different = of_sewn[name].iter().zip(plate).filter(|(a, b)| a != b).count();
        assert_eq!(different, 0, "{name}");
    }
    // It is visible on the screen.
    let folder = tempfile::tempdir().expect("a folder");
    let seen = |document: &Document| {
        let path = folder.path().join("a.pdf").to_string_lossy().into_owned();
        let base = folder.path().join("a").to_string_lossy().into_owned();
        std::fs::write(&path, write(document)).expect("a file");
        let _ = run("qpdf", &["--check", &path]);
        let _ = run("pdftoppm", &["-r", "12", "-png", "-singlefile", &path, &base]);
        image::open(format!("{base}.png")).expect("a picture").into_rgb8()
    };
    assert_ne!(seen(&sewn), seen(&bare));
}

/// All pictures of a page.
fn pictures_of(items: &[Item]) -> Vec<Arc<[u8]>> {
    let inside = items.iter().flat_map(|item| match item {
        Item::Image(image) => vec![Arc::clone(&image.data)],
        Item::Group { items, .. } => pictures_of(items),
        _ => Vec::new(),
    });
    inside.collect()
}

#[test]
fn photos_are_shrunk_only_when_asked_and_to_what_was_asked() {
    use image::ExtendedColorType as Form;
    let gray: Arc<[u8]> = {
        let mut bytes = Vec::new();
        image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 90)
            .encode(&pixels(600 * 400), 600, 400, Form::L8)
            .expect("a JPEG");
        bytes.into()
    };
    let files = [
        (jpeg(600, 400), image::ColorType::Rgb8),
        (gray, image::ColorType::L8),
        (png_file(600, 400, Form::Rgb8, 3), image::ColorType::Rgb8),
        (png_file(600, 400, Form::Rgba8, 4), image::ColorType::Rgba8),
        (png_file(600, 400, Form::L8, 1), image::ColorType::L8),
    ];
    let mut fonts = Fonts::new();
    // 600 pixels over 152.4 mm are 100 dpi; a pano printed at a tenth still counts dots of the finished size.
    for (width, height) in [(400.0, 300.0), (8000.0, 4000.0)] {
        let picture = Picture::new("images/a", PictureFit::Cover);
        let mut poster = Poster { width, height, elements: Vec::new(), ..template::portrait() };
        poster.elements.push(Element::new(
            poster.free_id(),
            Frame::new(20.0, 20.0, 152.4, 101.6),
            ElementKind::Picture(picture),
        ));
        for (file, color) in &files {
            let mut shown = |max_dpi| {
                let options = PrintOptions { max_dpi, ..PrintOptions::default() };
                let one = |_: &str| Some(Arc::clone(file));
                let document = sheet::poster(&poster, "Ảnh", &one, &options, &mut fonts);
                let file = write(&document);
                let [picture] = <[_; 1]>::try_from(pictures_of(&document.pages[0].items)).expect("one");
                (picture, file)
            };
            let (as_is, written) = shown(None);
            assert!(Arc::ptr_eq(&as_is, file));
            if file.starts_with(&[0xFF, 0xD8]) {
                assert!(written.windows(file.len()).any(|part| part == &**file), "its bytes as they are");
            }
            let (enough, _) = shown(Some(100.0));
            assert!(Arc::ptr_eq(&enough, file), "what is no finer stays");
            let (small, _) = shown(Some(45.0));
            let read = image::load_from_memory(&small).expect("a picture");
            assert_eq!((read.width(), read.height(), read.color()), (270, 180, *color));
            assert_eq!(small[..2], file[..2], "in the same form");
        }
    }
}

#[test]
fn a_shrunk_photo_keeps_its_colours_and_its_shape() {
    // Red on the left, blue on the right; half of it is transparent over another colour that must not show
    // through.
    let mut source = image::RgbaImage::new(400, 100);
    for (x, y, pixel) in source.enumerate_pixels_mut() {
        let color = if x < 200 { [200, 30, 40] } else { [20, 60, 190] };
        let is_hidden = y < 50;
        *pixel = image::Rgba(if is_hidden { [0, 255, 0, 0] } else { [color[0], color[1], color[2], 255] });
    }
    let mut file = std::io::Cursor::new(Vec::new());
    source.write_to(&mut file, image::ImageFormat::Png).expect("a PNG");
    let file: Arc<[u8]> = file.into_inner().into();
    let mut poster = Poster { elements: Vec::new(), ..template::portrait() };
    let picture = Picture::new("images/a.png", PictureFit::Contain);
    poster.elements.push(Element::new(
        poster.free_id(),
        Frame::new(20.0, 20.0, 101.6, 25.4),
        ElementKind::Picture(picture),
    ));
    let options = PrintOptions { max_dpi: Some(25.0), ..PrintOptions::default() };
    let document = sheet::poster(&poster, "Ảnh", &|_| Some(Arc::clone(&file)), &options, &mut Fonts::new());
    let small = pictures_of(&document.pages[0].items).remove(0);
    let small = image::load_from_memory(&small).expect("a picture").into_rgba8();
    assert_eq!(small.dimensions(), (100, 25));
    assert_eq!(small.get_pixel(20, 20).0, [200, 30, 40, 255]);
    assert_eq!(small.get_pixel(80, 20).0, [20, 60, 190, 255]);
    let seen = small.pixels().filter(|pixel| pixel.0[3] > 30);
    assert!(
        seen.clone().count() > 1000 && seen.clone().all(|pixel| pixel.0[1] < 100),
        "no green at the edge"
    );
}

#[test]
fn a_photo_of_process_inks_is_left_to_the_print_shop() {
    // Four components: the encoder cannot write CMYK, so change the header of a gray one.
    let mut bytes = Vec::new();
    image::codecs::jpeg::JpegEncoder::new(&mut bytes)
        .encode(&pixels(300 * 200), 300, 200, image::ExtendedColorType::L8)
        .expect("a JPEG");
    let at = bytes.windows(2).position(|pair| pair == [0xFF, 0xC0]).expect("a frame");
    let length = usize::from(u16::from_be_bytes([bytes[at + 2], bytes[at + 3]]));
    bytes[at + 3] = (length + 9) as u8;
    bytes[at + 9] = 4;
    let more = (2..=4).flat_map(|id| [id, 0x11, 0]).collect::<Vec<u8>>();
    let _ = bytes.splice(at + 2 + length..at + 2 + length, more);
    let inks: Arc<[u8]> = bytes.into();
    let mut poster = template::with_picture();
    let picture = Picture::new("images/a.jpg", PictureFit::Cover);
    poster.elements[0].kind = ElementKind::Picture(picture);
    let options = PrintOptions { max_dpi: Some(1.0), ..PrintOptions::default() };
    let document = sheet::poster(&poster, "Ảnh", &|_| Some(Arc::clone(&inks)), &options, &mut Fonts::new());
    assert!(pictures_of(&document.pages[0].items).iter().all(|data| Arc::ptr_eq(data, &inks)));
}

/// The pixels of a page's TIFF, four bytes each, with width and height (TIFF 6.0, section 16).
fn inks(page: &Page, dpi: f32, fonts: &mut Fonts) -> (usize, usize, Vec<u8>) {
    let mut file = Cursor::new(Vec::new());
    tiff::write(page, dpi, fonts, &mut file).expect("a TIFF");
    let mut read = Decoder::new(Cursor::new(file.get_ref())).expect("a TIFF");
    let mut value = |tag| read.get_tag_u32(tag).expect("a field");
    // Separated into cyan, magenta, yellow, black.
    assert_eq!((value(Tag::PhotometricInterpretation), value(Tag::SamplesPerPixel)), (5, 4));
    assert_eq!((value(Tag::Unknown(332)), value(Tag::ResolutionUnit)), (1, 2));
    let (width, height) = read.dimensions().expect("a size");
    let DecodingResult::U8(pixels) = read.read_image().expect("pixels") else { panic!("bytes") };
    assert!(image::load_from_memory(file.get_ref()).is_ok());
    (width as usize, height as usize, pixels)
}

#[test]
fn a_tiff_holds_the_inks_that_were_named() {
    let mut fonts = Fonts::new();
    let mut poster = Poster { elements: Vec::new(), width: 100.0, height: 50.0, ..template::portrait() };
    poster.background = Fill::Solid(Ink::new(12.0, 100.0, 94.0, 6.0));
    let half = Fill::linear(Ink::WHITE, Ink::new(100.0, 0.0, 0.0, 40.0), 0.0);
    let form = ShapeForm::Rectangle { radius: 0.0 };
    let cut = Shape { is_cut: true, ..Shape::new(ShapeForm::Ellipse, None, None) };
    let red = RgbImage::from_pixel(40, 40, image::Rgb([255, 0, 0]));
    let mut photo = std::io::Cursor::new(Vec::new());
    red.write_to(&mut photo, image::ImageFormat::Png).expect("a PNG");
    let photo: Arc<[u8]> = photo.into_inner().into();
    let picture = Picture::new("images/a.png", PictureFit::Cover);
    for (x, kind) in [
        (20.0, ElementKind::Shape(Shape::new(form, Some(half), None))),
        (60.0, ElementKind::Picture(picture)),
        (0.0, ElementKind::Shape(cut)),
    ] {
        poster.elements.push(Element::new(poster.free_id(), Frame::new(x, 10.0, 30.0, 30.0), kind));
    }
    let page = sheet::layout(&poster, &|_| Some(Arc::clone(&photo)), &mut fonts).page;
    let (width, height, pixels) = inks(&page, 25.4, &mut fonts);
    assert_eq!((width, height), (100, 50), "a pixel a millimetre");
    let seen = |x: usize, y: usize| &pixels[(y * width + x) * 4..][..4];
    let near = |seen: &[u8], wanted: [u8; 4]| seen.iter().zip(wanted).all(|(a, b)| a.abs_diff(b) <= 2);
    assert!(near(seen(5, 5), [31, 255, 240, 15]), "{:?}", seen(5, 5));
    assert!(near(seen(15, 10), [31, 255, 240, 15]), "the cutter's line is no ink: {:?}", seen(15, 10));
    assert!(near(seen(75, 25), [0, 255, 255, 0]), "a photo's red: {:?}", seen(75, 25));
    let (first, last) = (seen(21, 25), seen(48, 25));
    assert!(first[0] < 20 && last[0] > 235 && last[3].abs_diff(97) < 6, "{first:?} {last:?}");
}

#[test]
fn a_tiff_s_plates_weigh_what_the_pdf_s_do() {
    if !has_readers() {
        return;
    }
    let mut fonts = Fonts::new();
    // Those at a tenth have a strip of white paper with the scale.
    let whole = TEMPLATES.iter().map(|one| (one.id, (one.poster)()));
    let mut count = 0;
    for (id, poster) in whole.filter(|(_, poster)| poster.sides.is_empty() && sheet::reduction(poster) <= 1.0)
    {
        count += 1;
        let options = PrintOptions { has_bleed: false, ..PrintOptions::default() };
        let separated = plates(&sheet::poster(&poster, "Áp phích", &|_| None, &options, &mut fonts));
        let page = sheet::layout_for_print(&poster, &|_| None, &mut fonts).page;
        let (width, height, pixels) = inks(&page, 10.0, &mut fonts);
        for (index, name) in ["Cyan", "Magenta", "Yellow", "Black"].into_iter().enumerate() {
            let ours: f64 = pixels.iter().skip(index).step_by(4).map(|ink| f64::from(*ink)).sum();
            let ours = ours / (width * height) as f64;
            let plate = &separated[name];
            let theirs: f64 = plate.iter().map(|light| f64::from(255 - light)).sum();
            let theirs = theirs / plate.len() as f64;
            // Ghostscript fills each pixel that a shape touches, so small modules grow.
            assert!((ours - theirs).abs() < 6.0, "{id} {name}: {ours} for {theirs}");
        }
    }
    assert!(count > 5);
}

#[test]
fn pixels_run_over_the_trim_where_asked() {
    let poster = template::portrait();
    let mut fonts = Fonts::new();
    let layout = sheet::layout(&poster, &|_| None, &mut fonts);
    let (trimmed, bled) = (layout.page.clone(), layout.bled(&poster));
    let read = |page: &Page, fonts: &mut Fonts| {
        let mut file = Vec::new();
        png::write(page, 25.4, fonts, &mut file).expect("a PNG");
        image::load_from_memory(&file).expect("a picture").into_rgb8()
    };
    let (trimmed, bled) = (read(&trimmed, &mut fonts), read(&bled, &mut fonts));
    assert_eq!((trimmed.dimensions(), bled.dimensions()), ((420, 594), (426, 600)));
    // The same inside, and ink to the very edge.
    assert_eq!(trimmed.get_pixel(100, 100), bled.get_pixel(103, 103));
    let corner = bled.get_pixel(0, 0).0;
    assert!(corner.iter().all(|channel| *channel < 200), "{corner:?}");
}
