//! The help in the program: found by its words, opened from anywhere, true to the screens.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::path::Path;

use iced::Size;
use iced::keyboard::key::Named;
use toasoan::app::Message;
use toasoan::newsroom::Newsroom;
use toasoan::piece::Format;
use toasoan::piece::article::Block;
use toasoan::ui::screen::help::{self, picture, topics};
use toasoan::ui::{Effect, Export, Route};

use super::window::Window;

/// Bytes of all pictures at most: they are in the program.
const LARGEST: usize = 600_000;

#[test]
fn f1_tells_of_the_screen_and_escape_leaves_it() {
    let mut window = Window::on_sample();
    for (route, title) in
        [(Route::Calendar(None), "Lịch"), (Route::Cases(None), "Ý kiến"), (Route::Settings, "Thiết lập")]
    {
        window.effect(Effect::Open(route));
        window.press(Named::F1);
        assert!(window.shows("Trợ giúp"), "{title}");
        let topic = &topics()[help::position(title).expect("a topic on the screen")];
        let words = topic.parts.iter().find_map(|part| match part {
            help::Part::Text(blocks) => blocks.iter().find_map(|block| match block {
                Block::Paragraph(spans) if spans.len() == 1 => Some(spans[0].text.clone()),
                _ => None,
            }),
            help::Part::Picture(..) => None,
        });
        assert!(words.is_none_or(|words| window.shows(&words)), "{title}");
        window.press(Named::Escape);
        assert!(!window.shows("Trợ giúp"), "{title}");
    }
    let mut welcome = Window::first();
    welcome.press(Named::F1);
    assert!(welcome.shows("Mười phút đầu"));
}

#[test]
fn the_help_is_found_by_its_words_without_diacritics() {
    let mut window = Window::on_sample();
    window.press(Named::F1);
    window.send(Message::Help(help::Message::QueryChanged("hop chon tep".into())));
    assert!(window.shows("Khi có gì hỏng") && !window.shows("Kinh phí hoặc gì khác"));
    window.press(Named::Escape);
    window.effect(Effect::Palette);
    window.send(Message::Palette(toasoan::ui::screen::palette::Message::QueryChanged("google drive".into())));
    window.click("Trợ giúp: Dùng chung thư mục");
    assert!(window.shows("Dùng chung thư mục"));
}

#[test]
fn every_screen_has_its_topic_and_every_picture_is_there_once() {
    let mut called = BTreeSet::new();
    for topic in topics() {
        assert!(!topic.parts.is_empty(), "{}", topic.title);
        for part in &topic.parts {
            if let help::Part::Picture(name, shows) = part {
                assert!(!shows.is_empty() && picture(name).is_some(), "{name}");
                assert!(called.insert(*name), "{name} is shown twice");
            }
        }
    }
    for tab in toasoan::app::Tab::ALL {
        assert!(help::position(tab.word()).is_some(), "{tab:?}");
    }
    let size: usize = called.iter().map(|name| picture(name).map_or(0, <[u8]>::len)).sum();
    assert!(size <= LARGEST, "{size} bytes");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/help");
    let files = std::fs::read_dir(folder).expect("the folder of the help");
    let paths = files.map(|file| file.expect("a file").path());
    let pictures = paths.filter(|path| path.extension().is_some_and(|extension| extension == "png"));
    let pictures: BTreeSet<String> =
        pictures.filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned())).collect();
    assert_eq!(pictures, called.iter().map(|name| (*name).to_owned()).collect(), "no picture without a text");
}

/// Makes the pictures of the help from the program itself: `TOASOAN_RENEW=1 cargo test help_pictures`.
#[test]
fn help_pictures() {
    if std::env::var_os("TOASOAN_RENEW").is_none() {
        return;
    }
    let mut window = Window::on_sample();
    let piece = |newsroom: &Newsroom, format, title: &str| {
        let mut pieces = newsroom.pieces().filter(|piece| piece.format == format);
        pieces.find(|piece| piece.header.title.contains(title)).expect("a piece").header.id.clone()
    };
    let script = piece(window.newsroom(), Format::Av, "");
    let poster = piece(window.newsroom(), Format::Poster, "");
    for (name, effect) in [
        ("tong-quan.png", Effect::Open(Route::Home)),
        ("lich.png", Effect::Open(Route::Calendar(None))),
        ("bai.png", Effect::Open(Route::Piece(script))),
        ("pano.png", Effect::Open(Route::Poster(poster))),
        ("tien-do.png", Effect::Open(Route::Progress)),
        ("y-kien.png", Effect::Open(Route::Cases(None))),
        ("in.png", Effect::Export(Export::REPORT)),
    ] {
        window.effect(effect);
        window.settle();
        let size = Size::new(1280.0, 780.0);
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/help").join(name);
        std::fs::write(file, indexed(&window.picture(size), size)).expect("the picture is written");
    }
}

/// A PNG with the colours that are used most; what lies between takes the nearest.
fn indexed(rgba: &[u8], size: Size) -> Vec<u8> {
    const COLOURS: usize = 64;
    let pixels: Vec<[u8; 3]> = rgba.chunks_exact(4).map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    let mut counts: BTreeMap<[u8; 3], usize> = BTreeMap::new();
    for pixel in &pixels {
        *counts.entry(pixel.map(|channel| channel & 0xF8)).or_default() += 1;
    }
    let mut common: Vec<([u8; 3], usize)> = counts.into_iter().collect();
    common.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let palette: Vec<[u8; 3]> = common.iter().take(COLOURS).map(|(color, _)| *color).collect();
    let distance = |one: [u8; 3], other: [u8; 3]| -> u32 {
        one.iter().zip(other).map(|(one, other)| u32::from(one.abs_diff(other)).pow(2)).sum()
    };
    let mut nearest: BTreeMap<[u8; 3], u8> = BTreeMap::new();
    let indices = pixels.iter().map(|pixel| {
        *nearest.entry(*pixel).or_insert_with(|| {
            let place = (0..palette.len()).min_by_key(|at| distance(palette[*at], *pixel));
            place.unwrap_or_default() as u8
        })
    });
    let indices: Vec<u8> = indices.collect();
    // The true colours of white and of the surfaces, not those of their group.
    let mut sums = vec![([0_usize; 3], 0_usize); palette.len()];
    for (pixel, index) in pixels.iter().zip(&indices) {
        let (sum, count) = &mut sums[usize::from(*index)];
        sum.iter_mut().zip(pixel).for_each(|(sum, channel)| *sum += usize::from(*channel));
        *count += 1;
    }
    let palette = sums
        .iter()
        .flat_map(|(sum, count)| sum.map(|sum| (sum / (*count).max(1)) as u8))
        .collect::<Vec<u8>>();
    let mut file = Cursor::new(Vec::new());
    let mut encoder = png::Encoder::new(&mut file, size.width as u32, size.height as u32);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    encoder.set_palette(palette);
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(&indices).expect("the pixels");
    writer.finish().expect("the file");
    file.into_inner()
}
