//! Pictures that cannot be printed: reported in advance, refused by name, and never a grey box in a finished
//! file, which is empty there when it is forced.

use std::io::Cursor;
use std::sync::Arc;

use image::RgbImage;
use toasoan::document::PrintOptions;
use toasoan::document::poster as sheet;
use toasoan::export::{file, job};
use toasoan::page::Fonts;
use toasoan::piece::{Format, Piece};
use toasoan::poster::preflight::{Rule, Severity};
use toasoan::poster::{ElementKind, Frame, Picture, PictureFit};

use super::{board, element};

fn photo(format: image::ImageFormat) -> Vec<u8> {
    let noise = |x: u32, y: u32| (x.wrapping_mul(31) ^ y.wrapping_mul(17)) as u8;
    let picture = RgbImage::from_fn(200, 120, |x, y| image::Rgb([noise(x, y), noise(y, x), noise(x + y, x)]));
    let mut file = Cursor::new(Vec::new());
    picture.write_to(&mut file, format).expect("a picture");
    file.into_inner()
}

fn cut(mut file: Vec<u8>) -> Vec<u8> {
    file.truncate(file.len() * 2 / 3);
    file
}

/// A PNG whose header claims this size and interlacing, without valid rows.
fn interlaced(side: u32) -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    file.extend([side.to_be_bytes(), side.to_be_bytes()].concat());
    file.extend([8, 2, 0, 0, 1, 0, 0, 0, 0]);
    file.extend(b"\0\0\0\0IEND\0\0\0\0");
    file
}

/// Structurally complete, with wrong pixel data.
fn damaged() -> Vec<u8> {
    let mut file = photo(image::ImageFormat::Png);
    let at = file.windows(4).position(|kind| kind == b"IDAT").expect("pixels") + 200;
    file[at..at + 400].iter_mut().for_each(|byte| *byte = byte.wrapping_add(91));
    file
}

fn poster(path: &str) -> Piece {
    let picture = ElementKind::Picture(Picture::new(path, PictureFit::Cover));
    let poster = board(vec![element(1, Frame::new(20.0, 20.0, 100.0, 60.0), picture)]);
    let text = format!(
        "(schema: 1, id: \"01M8D554E78ZCRXZPTY34RD635\", title: \"Áp phích\", activity: \"pano-ap-phich\", \
         status: Drafting, airings: [])\n---\n{}",
        poster.to_text()
    );
    Piece::parse(&text, Format::Poster).expect("a poster")
}

#[test]
fn what_cannot_be_printed_is_told_beforehand_and_refused_by_name() {
    use image::ImageFormat::{Jpeg, Png};
    let cases = [
        ("images/cụt.jpg", Some(cut(photo(Jpeg))), Rule::PictureUnreadable, "bị cụt"),
        ("images/cụt.png", Some(cut(photo(Png))), Rule::PictureUnreadable, "bị cụt"),
        ("images/lạ.jpg", Some(b"GIF89a".to_vec()), Rule::PictureUnreadable, "GIF; dùng JPEG, PNG"),
        (
            "images/to.png",
            // Large enough for what it holds.
            Some([interlaced(30_000), vec![0; 20 << 20]].concat()),
            Rule::PictureUnreadable,
            "30000 × 30000 điểm ảnh lưu kiểu PNG xen kẽ",
        ),
        ("images/mất.jpg", None, Rule::PictureMissing, "chép ảnh vào thư mục images"),
    ];
    let folder = tempfile::tempdir().expect("a folder");
    let mut fonts = Fonts::new();
    for (path, data, rule, reason) in cases {
        let data: Option<Arc<[u8]>> = data.map(Into::into);
        let pictures = |_: &str| data.clone();
        let piece = poster(path);
        let findings = job::preflight(&piece, &pictures, &mut fonts);
        let [finding] = findings.as_slice() else { panic!("{path}: {findings:?}") };
        assert_eq!((finding.severity, finding.rule), (Severity::Error, rule), "{}", finding.message);
        assert!(finding.message.contains(path), "{}", finding.message);
        for extension in job::POSTER {
            let out = folder.path().join(format!("a.{extension}"));
            std::fs::write(&out, "trước").expect("a file");
            let written = file::write_with(&out, |out| -> Result<_, Box<dyn std::error::Error>> {
                Ok(job::poster(&piece, extension, &pictures, &PrintOptions::default(), &mut fonts, out)?)
            });
            let error = written.expect_err("refused").to_string();
            assert!(error.contains(path) && error.contains(reason), "{extension}: {error}");
            let mut forced = PrintOptions::default();
            forced.poster.is_forced = true;
            let mut file = Cursor::new(Vec::new());
            let _ =
                job::poster(&piece, extension, &pictures, &forced, &mut fonts, &mut file).expect("forced");
            assert_eq!(std::fs::read(&out).expect("the file"), "trước".as_bytes(), "what stood there stays");
        }
    }
    assert_eq!(
        std::fs::read_dir(folder.path()).expect("a folder").count(),
        job::POSTER.len(),
        "no half-file"
    );
}

#[test]
fn pixels_found_damaged_while_they_are_drawn_stop_the_file() {
    let data: Arc<[u8]> = damaged().into();
    let piece = poster("images/hỏng.png");
    let mut fonts = Fonts::new();
    for extension in ["png", "jpg", "tif"] {
        let mut out = Cursor::new(Vec::new());
        let pictures = |_: &str| Some(Arc::clone(&data));
        let drawn = job::poster(&piece, extension, &pictures, &PrintOptions::default(), &mut fonts, &mut out);
        let error = drawn.expect_err("refused").to_string();
        assert!(error.contains("images/hỏng.png") && error.contains("hãy chép lại ảnh gốc"), "{error}");
    }
}

#[test]
fn a_large_interlaced_or_damaged_picture_does_not_keep_the_poster_from_the_screen() {
    let mut fonts = Fonts::new();
    for data in [damaged(), interlaced(30_000), cut(photo(image::ImageFormat::Jpeg))] {
        let data: Arc<[u8]> = data.into();
        let piece = poster("images/a.png");
        let poster = toasoan::poster::Poster::parse(&piece.body).expect("a poster");
        let page = sheet::layout(&poster, &|_| Some(Arc::clone(&data)), &mut fonts).page;
        let seen = toasoan::page::render(&page, 0.5, &mut fonts);
        assert!(seen.rgba.chunks_exact(4).any(|pixel| pixel[0] < 250), "its place is seen");
    }
}
