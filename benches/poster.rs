//! A poster laid out and rendered during a drag, and exported for the print shop.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::hint::black_box;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use criterion::{Criterion, criterion_group, criterion_main};
use iced::Task;
use iced::futures::StreamExt;
use iced::futures::executor::block_on;
use iced::keyboard::Modifiers;
use iced::widget::text_editor::{self, Edit};
use iced_test::runtime::task::into_stream;
use toasoan::document;
use toasoan::document::poster::local;
use toasoan::document::poster::{PrintOptions, layout, poster};
use toasoan::export::{file, job, pdf};
use toasoan::newsroom::Newsroom;
use toasoan::page::{
    Align, Color, Document, Face, Fonts, Item, Page, Paragraph, Point, Size, Span, Style, render,
};
use toasoan::piece::{Format, Header, Piece, PieceId};
use toasoan::poster::preflight::Rule;
use toasoan::poster::size::STANDARDS;
use toasoan::poster::template;
use toasoan::poster::{
    Edit as BoardEdit, Element, ElementId, ElementKind, Fill, Frame, Ink, Picture, PictureFit, Poster, Shape,
    ShapeForm, Text, Typeface,
};
use toasoan::store::profile::{Eyesight, Identity, Publisher};
use toasoan::ui::screen::Screen as _;
use toasoan::ui::screen::poster::{
    Act, Designer, DesignerMessage, Message as ScreenMessage, Pointer, Poster as Screen,
};
use toasoan::ui::{Context, Effect, SaveState, ThemeChoice};

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
            let _ =
                BoardEdit::Move { ids: vec![ElementId(2)], dx, dy: 0.0 }.apply(&mut poster).expect("moves");
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
            let _ = BoardEdit::Move { ids: vec![ElementId(2)], dx, dy: 0.0 }.apply(&mut rich).expect("moves");
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

/// The designer of a poster with 60 elements and two photos of twelve megapixels in a window of 1920 × 1080: from an
/// event to the newly painted board. A frame has 16 ms, a key 8 ms.
fn designer(_: &mut Criterion) {
    let mut desk = Desk::new();
    let report = |what: &str, mut times: Vec<Duration>| {
        times.sort_unstable();
        let (middle, last) = (times[times.len() / 2], times[times.len() * 95 / 100]);
        println!("{what:<44} median {middle:.1?}, 95 % {last:.1?}, worst {:.1?}", times[times.len() - 1]);
    };
    let held = Modifiers::COMMAND;
    let camera = desk.designer().camera();
    let middle = camera.view((150.0, 150.0));
    desk.send(DesignerMessage::Choose(ElementId(7)));
    desk.send(DesignerMessage::Act(Act::ChooseAll));
    desk.send(DesignerMessage::Pointer(Pointer::Down { at: middle, is_double: false, modifiers: held }));
    let drag = (1..=120_u8).map(|step| {
        let at = iced::Point::new(middle.x + f32::from(step), middle.y + f32::from(step % 40));
        desk.time(DesignerMessage::Pointer(Pointer::Moved { at, modifiers: held }))
    });
    let drag: Vec<Duration> = drag.collect();
    let moved = desk.designer().selection().len();
    assert_eq!(moved, 60, "all are dragged");
    desk.send(DesignerMessage::Pointer(Pointer::Up));
    report("drag of 60 elements with two photos", drag);

    desk.send(DesignerMessage::Choose(ElementId(7)));
    let before = desk.designer().poster().to_text();
    let keys = "Bà con đến một cửa, cán bộ hướng dẫn một lần cho đủ. ".repeat(2);
    let typed: Vec<Duration> = keys
        .chars()
        .map(|letter| desk.time(DesignerMessage::TextEdited(text_editor::Action::Edit(Edit::Insert(letter)))))
        .collect();
    assert_ne!(desk.designer().poster().to_text(), before, "the words are on the board");
    report("a letter typed on the board", typed);
}

/// The poster screen with a poster in its designer, as the app drives it.
struct Desk {
    context: Context,
    screen: Screen,
}

impl Desk {
    fn new() -> Self {
        let (plan, settings) = toasoan::plan::sample().expect("the sample");
        let mut board = Poster::blank(&STANDARDS[2]);
        let photo = photo_of(4000, 3000);
        for index in 0..60_u32 {
            let (column, line) = ((index % 6) as f32, (index / 6) as f32);
            let frame = Frame::new(20.0 + column * 64.0, 20.0 + line * 56.0, 60.0, 50.0);
            let kind = match index {
                0 | 1 => ElementKind::Picture(Picture::new(format!("images/{index}.jpg"), PictureFit::Cover)),
                _ if index % 2 == 0 => {
                    let text = Text::new("Một cửa, một lần hẹn", Typeface::BeVietnamProBold, 9.0, Ink::BLACK);
                    ElementKind::Text(text.shrink(2.0))
                }
                _ => ElementKind::Shape(Shape::new(ShapeForm::Ellipse, Some(Fill::Solid(Ink::BLACK)), None)),
            };
            let frame = if index < 2 { Frame::new(20.0 + column * 190.0, 20.0, 180.0, 135.0) } else { frame };
            board.elements.push(Element::new(ElementId(index + 1), frame, kind));
        }
        let id = PieceId("01HV5A8DH5NF2NGG13D14RH1YM".into());
        let piece =
            Piece::new(Header::new(id.clone(), "Áp phích", "pano-ap-phich"), Format::Poster, board.to_text());
        let today = NaiveDate::from_ymd_opt(2014, 3, 18).expect("a day");
        let pictures = [0, 1].map(|index| (format!("images/{index}.jpg"), Arc::clone(&photo)));
        let context = Context {
            newsroom: Newsroom::new(plan, settings, [piece], today),
            pictures: Arc::new(pictures.into()),
            photos: toasoan::ui::Photos::default(),
            fonts: Arc::new(Mutex::new(Fonts::new())),
            save: SaveState::Saved,
            problems: Vec::new(),
            verified: Vec::new(),
            colleagues: HashMap::new(),
            missing_evidence: BTreeSet::new(),
            undecided: BTreeMap::new(),
            unsaved: Vec::new(),
            backup: None,
            theme: ThemeChoice::Light,
            eyesight: Eyesight::default(),
            publisher: Publisher::default(),
            identity: Identity::default(),
            modifiers: Modifiers::empty(),
            root: String::new(),
        };
        let (screen, _) = Screen::new(&context);
        let mut desk = Self { context, screen };
        let task = desk.screen.show(Some(id), &desk.context);
        desk.finish(task);
        // What is left of a window of 1920 × 1080 beside the rail, the bars and the inspector.
        desk.send(DesignerMessage::Seen(iced::Size::new(1528.0, 930.0)));
        desk
    }

    fn designer(&self) -> &Designer {
        self.screen.designer().expect("an open poster")
    }

    fn send(&mut self, message: DesignerMessage) {
        let action = self.screen.update(ScreenMessage::Designer(message), &self.context);
        for effect in action.effects {
            if let Effect::Apply(command) = effect {
                let change = self.context.newsroom.apply(command);
                let task = self.screen.changed(&change, &self.context);
                self.finish(task);
            }
        }
        self.finish(action.task);
    }

    /// From the event until the board is painted, findings included where the designer asks for them.
    fn time(&mut self, message: DesignerMessage) -> Duration {
        let start = Instant::now();
        self.send(message);
        start.elapsed()
    }

    fn finish(&mut self, task: Task<ScreenMessage>) {
        let mut waiting = VecDeque::from([task]);
        while let Some(task) = waiting.pop_front() {
            let Some(mut stream) = into_stream(task) else { continue };
            while let Some(action) = block_on(stream.next()) {
                if let iced_test::runtime::Action::Output(message) = action {
                    let action = self.screen.update(message, &self.context);
                    waiting.push_back(action.task);
                }
            }
        }
    }
}

/// Whole jobs, each once: its time, and the most memory that the program has held so far.
fn jobs(_: &mut Criterion) {
    let mut fonts = Fonts::new();
    let folder = tempfile::tempdir().expect("a folder");
    let report = |what: &str, start: Instant, bytes: u64| {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let peak =
            status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("?").trim().to_owned();
        println!("{what:<44} {:.2?}, {} KB, peak {peak}", start.elapsed(), bytes / 1024);
    };
    let size = |path: &std::path::Path| std::fs::metadata(path).expect("a file").len();
    let print = document::PrintOptions::default();

    let plan =
        toasoan::plan::Plan::parse(include_str!("../tests/fixtures/plan-103-units.ron")).expect("a plan");
    let mut local_poster = template::portrait();
    // The place of a logo that nobody has chosen keeps a poster from the print shop.
    local_poster
        .elements
        .retain(|element| !matches!(&element.kind, ElementKind::Picture(picture) if picture.path.is_empty()));
    for element in &mut local_poster.elements {
        if let ElementKind::Text(text) = &mut element.kind
            && text.text.starts_with("Cần hỏi")
        {
            text.text = "Mời đến Bộ phận tiếp nhận và trả kết quả của {địa phương}.".into();
        }
    }
    let day = NaiveDate::from_ymd_opt(plan.year, 6, 1).expect("a day");
    let locals = local::locals(&plan, &toasoan::place::Places::default(), day);
    assert_eq!(locals.len(), 103);
    let path = folder.path().join("103.pdf");
    let start = Instant::now();
    let target = toasoan::export::local::Target::File(&path);
    let findings = toasoan::export::local::write(
        &local_poster,
        "Một cửa",
        &locals,
        target,
        &|_| None,
        &print,
        &mut fonts,
    )
    .expect("103 posters");
    assert!(findings.iter().all(|one| one.rule != Rule::Overflow), "{findings:?}");
    report("103 localities, each checked, one PDF", start, size(&path));

    let photo = photo_of(12_000, 8000);
    let pictures = move |_: &str| Some(Arc::clone(&photo));
    let mut large = Poster::blank(&STANDARDS[4]);
    (large.width, large.height) = (1189.0, 793.0);
    let kind = ElementKind::Picture(Picture::new("images/a.jpg", PictureFit::Cover));
    large.elements.push(Element::new(ElementId(1), Frame::new(-3.0, -3.0, 1195.0, 799.0), kind));
    // Every pixel of the photo is used.
    let poster = document::poster::PrintOptions { dpi: Some(256.0), is_forced: true, ..print.poster };
    let print = document::PrintOptions { poster, ..print };
    for extension in ["pdf", "jpg", "tif"] {
        let path = folder.path().join(format!("large.{extension}"));
        let start = Instant::now();
        let written = file::write_with(&path, |out| {
            job::board(&large, "Ảnh lớn", extension, &pictures, &print, &mut fonts, out)
        });
        let _ = written.expect("a file");
        report(&format!("photo of 12000 × 8000 to .{extension}"), start, size(&path));
    }
}

/// A JPEG with edges and grain like a photo's.
fn photo_of(width: u32, height: u32) -> Arc<[u8]> {
    let pixels: Vec<u8> = (0..width * height)
        .flat_map(|at| {
            let (x, y) = (at % width, at / width);
            let grain = (at.wrapping_mul(2_654_435_761) >> 29) as u8;
            let tone = (x * 200 / width) as u8;
            let block = if (x / 97 + y / 61) % 2 == 0 { 40 } else { 0 };
            [tone + grain, (y * 200 / height) as u8 + grain, block + grain]
        })
        .collect();
    let mut bytes = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 90)
        .encode(&pixels, width, height, image::ExtendedColorType::Rgb8)
        .expect("a JPEG");
    bytes.into()
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = designer, jobs, drag, print, pages
}
criterion_main!(benches);
