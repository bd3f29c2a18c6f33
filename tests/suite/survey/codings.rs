//! The files of scanners and copiers in black and white: the same page in each coding.

use std::io::Cursor;

use fax::encoder::Encoder;
use fax::{Color, VecWriter};
use lopdf::{Dictionary, Document, Object, Stream, dictionary};

use super::code;
use super::reading::printed;
use toasoan::import::scan::{Error, Scan};
use toasoan::survey::scan::Plane;

/// A printed sheet as a copier stores it.
fn page() -> Plane {
    let mut plane = printed(code(), 150.0);
    for pixel in &mut plane.pixels {
        *pixel = if *pixel < 128 { 0 } else { 255 };
    }
    plane
}

/// ITU-T T.6.
fn group_4(plane: &Plane) -> Vec<u8> {
    let mut encoder = Encoder::new(VecWriter::new());
    for row in plane.pixels.chunks_exact(plane.width) {
        let pels = row.iter().map(|pixel| if *pixel == 0 { Color::Black } else { Color::White });
        encoder.encode_line(pels, plane.width as u16).expect("memory");
    }
    encoder.finish().expect("memory").finish()
}

/// A page of one region (ITU-T T.88, 7.4.6) whose bitmap is coded as in T.6.
fn jbig2(plane: &Plane) -> Vec<u8> {
    let (width, height) = ((plane.width as u32).to_be_bytes(), (plane.height as u32).to_be_bytes());
    let segment = |number: u32, kind: u8, data: &[u8]| {
        let length = (data.len() as u32).to_be_bytes();
        [&number.to_be_bytes()[..], &[kind, 0, 1], &length, data].concat()
    };
    let information = [&width[..], &height, &[0; 8], &[0], &[0, 0]].concat();
    let region = [&width[..], &height, &[0; 8], &[0], &[1], &group_4(plane)].concat();
    [segment(0, 48, &information), segment(1, 38, &region)].concat()
}

fn pdf(plane: &Plane, filter: &str, parameters: Dictionary, data: Vec<u8>) -> Vec<u8> {
    let mut bytes = Vec::new();
    document(plane, filter, parameters, data).save_to(&mut bytes).expect("memory");
    bytes
}

fn document(plane: &Plane, filter: &str, parameters: Dictionary, data: Vec<u8>) -> Document {
    let mut document = Document::with_version("1.5");
    let (width, height) = (plane.width as i64, plane.height as i64);
    let image = document.add_object(Stream::new(
        dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => width, "Height" => height,
            "ColorSpace" => "DeviceGray", "BitsPerComponent" => 1, "Filter" => filter, "DecodeParms" => parameters,
        },
        data,
    ));
    let content =
        document.add_object(Stream::new(Dictionary::new(), b"595 0 0 842 0 0 cm /Scan Do".to_vec()));
    let pages = document.new_object_id();
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content,
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        "Resources" => dictionary! { "XObject" => dictionary! { "Scan" => image } },
    });
    let kids = vec![Object::from(page)];
    let _ = document
        .objects
        .insert(pages, Object::Dictionary(dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => 1 }));
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    document
}

/// One strip of T.6 (TIFF 6.0, section 11).
fn tiff(plane: &Plane) -> Vec<u8> {
    let data = group_4(plane);
    let fields: [(u16, u32); 8] = [
        (256, plane.width as u32),
        (257, plane.height as u32),
        (258, 1),
        (259, 4),
        (262, 0),
        (273, 8),
        (278, plane.height as u32),
        (279, data.len() as u32),
    ];
    let directory = (8 + data.len() as u32).next_multiple_of(2);
    let mut bytes = [b"II\x2a\0", &directory.to_le_bytes()[..], &data].concat();
    bytes.resize(directory as usize, 0);
    bytes.extend((fields.len() as u16).to_le_bytes());
    for (tag, value) in fields {
        bytes.extend(tag.to_le_bytes());
        bytes.extend(4_u16.to_le_bytes());
        bytes.extend(1_u32.to_le_bytes());
        bytes.extend(value.to_le_bytes());
    }
    bytes.extend([0; 4]);
    bytes
}

#[test]
fn a_page_is_the_same_in_each_coding_of_copiers() {
    let page = page();
    let fax = dictionary! { "K" => -1, "Columns" => page.width as i64, "Rows" => page.height as i64 };
    let files = [
        ("G4 in PDF", pdf(&page, "CCITTFaxDecode", fax, group_4(&page))),
        ("JBIG2 in PDF", pdf(&page, "JBIG2Decode", Dictionary::new(), jbig2(&page))),
        ("G4 in TIFF", tiff(&page)),
    ];
    for (name, bytes) in files {
        let scan = Scan::open(Cursor::new(bytes.clone())).unwrap_or_else(|error| panic!("{name}: {error}"));
        let read = scan.page(0).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(read == page, "{name}");
        // A file that is cut off is an error, not a page read in part.
        let cut = Scan::open(Cursor::new(bytes[..bytes.len() / 3].to_vec()));
        assert!(cut.is_err() || cut.is_ok_and(|scan| scan.page(0).is_err()), "{name}");
    }
}

/// Tables of objects, streams of objects, lengths that stand elsewhere or are wrong, a page replaced at the end: the
/// bytes of pictures are read where they are.
#[test]
fn a_page_is_the_same_in_each_form_of_pdf() {
    let page = page();
    let fax = || dictionary! { "K" => -1, "Columns" => page.width as i64, "Rows" => page.height as i64 };
    let plain = pdf(&page, "CCITTFaxDecode", fax(), group_4(&page));
    let mut modern = Vec::new();
    document(&page, "CCITTFaxDecode", fax(), group_4(&page)).save_modern(&mut modern).expect("memory");
    let replaced = |from: &[u8], to: &[u8]| {
        let at = memchr::memmem::find(&plain, from).expect("the words are there");
        [&plain[..at], to, &plain[at + from.len()..]].concat()
    };
    let length = format!("/Length {}", group_4(&page).len());
    let elsewhere = replaced(length.as_bytes(), b"/Length 90 0 R");
    let elsewhere =
        [&elsewhere[..], format!("\n90 0 obj\n{}\nendobj\n", group_4(&page).len()).as_bytes()].concat();
    let wrong = replaced(length.as_bytes(), b"/Length 7");
    let mut white = page.clone();
    white.pixels.fill(255);
    let earlier = pdf(&white, "CCITTFaxDecode", fax(), group_4(&white));
    let updated = [&earlier[..], &plain].concat();
    let encrypted = replaced(b"/Root", b"/Encrypt 9 0 R/Root");
    for (name, bytes) in [
        ("a table", plain.clone()),
        ("streams of objects", modern),
        ("a length elsewhere", elsewhere),
        ("a wrong length", wrong),
        ("a page replaced", updated),
    ] {
        let scan = Scan::open(Cursor::new(bytes)).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(scan.pages(), 1, "{name}");
        assert!(scan.page(0).unwrap_or_else(|error| panic!("{name}: {error}")) == page, "{name}");
        assert_eq!(scan.page(1).err(), Some(Error::NoImage), "{name}");
    }
    assert_eq!(Scan::open(Cursor::new(encrypted)).err(), Some(Error::BrokenPdf));
}
