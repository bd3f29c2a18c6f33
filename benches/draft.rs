//! Editing a piece of 100 pages, of 2 and of 8 MB: the time of a keystroke, misspelled words underlined and marks
//! faint, and the memory of the whole window, by format.
//! `cargo bench --bench draft`; only the memory: `cargo bench --bench draft -- --memory`; only the time:
//! `cargo bench --bench draft -- key`.

use std::fmt::Write;
use std::process::Command;
use std::sync::LazyLock;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use criterion::Criterion;
use iced::advanced::renderer::{Headless, Style};
use iced::advanced::{clipboard, mouse};
use iced::keyboard::Key;
use iced::keyboard::key::Named;
use iced::{Color, Executor, Point, Size};
use iced_test::futures::futures::StreamExt;
use iced_test::futures::futures::executor::block_on;
use iced_test::runtime::{Action, UserInterface, task, user_interface};
use iced_test::simulator;
use tempfile::TempDir;
use toasoan::app::{App, Message};
use toasoan::piece::{Format, Header, Piece, PieceId};
use toasoan::plan::{Plan, Settings};
use toasoan::store::profile::Places;
use toasoan::store::{Profile, Workspace};
use toasoan::ui::screen::pieces::{self, Mode};
use toasoan::ui::{Effect, Route, font};

static EXECUTOR: LazyLock<iced::executor::Default> =
    LazyLock::new(|| iced::executor::Default::new().expect("threads"));

/// The size limit of files is slightly above eight of these.
const MB: usize = 1_000_000;
const SIZES: [usize; 2] = [2, 8];
/// About 100 pages, bytes.
const PAGES: usize = MB / 4;
const CASES: [Case; 6] = [
    Case { name: "article", format: Format::Article, is_text: true },
    Case { name: "skit", format: Format::Stage, is_text: true },
    Case { name: "tv, rows", format: Format::Av, is_text: false },
    Case { name: "tv, text", format: Format::Av, is_text: true },
    Case { name: "radio, rows", format: Format::Radio, is_text: false },
    Case { name: "survey", format: Format::Quiz, is_text: true },
];

#[derive(Clone, Copy)]
struct Case {
    name: &'static str,
    format: Format,
    is_text: bool,
}

/// Generates sentences of a district's radio, none twice.
struct Speaker(u64);

impl Speaker {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below
    }

    fn sentence(&mut self) -> String {
        const WORDS: &str = "ủy ban nhân dân phường vừa trả kết quả hồ sơ đất đai cho bà con sớm hơn hẹn ba ngày \
            nhờ một cửa liên thông cán bộ tư pháp hộ tịch hướng dẫn tận tình người dân quận Ninh Kiều Cái Răng Ô Môn \
            Thốt Nốt phấn khởi vì không phải đi lại nhiều lần thủ tục hành chính được niêm yết công khai thời gian \
            giải quyết rút ngắn còn năm ngày làm việc phí lệ phí đúng quy định đường dây nóng tiếp nhận phản ánh \
            kiến nghị giám đốc sở nội vụ kiểm tra đột xuất nghiêm túc phê bình đơn vị chậm trễ biểu dương tập thể \
            nghành **cửa** kác";
        let words: Vec<&str> = WORDS.split_whitespace().collect();
        let count = 8 + self.next(14);
        let mut text: Vec<&str> = (0..count).map(|_| words[self.next(words.len())]).collect();
        text.insert(0, ["Sáng nay", "Theo đó", "Tuy nhiên", "Tại đây", "Ông Bảy kể"][self.next(5)]);
        format!("{} {}.", text.join(" "), self.next(3000))
    }

    fn paragraph(&mut self, sentences: usize) -> String {
        (0..sentences).map(|_| self.sentence()).collect::<Vec<_>>().join(" ")
    }
}

fn body(format: Format, bytes: usize) -> String {
    let mut speaker = Speaker(7);
    let mut body = String::new();
    if format == Format::Stage {
        body.push_str("# Nhân vật\n!- BÀ TƯ | nông dân | 60 tuổi\n!- ÔNG BA | trưởng ấp\n\n# Nội dung\n");
    }
    for part in 1.. {
        let one = speaker.paragraph(1);
        let some = speaker.paragraph(4);
        let _ = match format {
            Format::Article if part % 9 == 1 => write!(body, "## {one}\n\n{some}\n\n"),
            Format::Article if part % 9 == 5 => write!(body, "> {one}\n\n- {one}\n- **{some}**\n\n"),
            Format::Article => write!(body, "{some}\n\n"),
            Format::Stage if part % 40 == 1 => write!(body, "\n.CẢNH {part} – SÂN NHÀ\n\n{one}\n"),
            Format::Stage if part % 2 == 0 => write!(body, "\nBÀ TƯ (cười)\n{one}\n"),
            Format::Stage => write!(body, "\nÔNG BA\n{some}\n"),
            Format::Quiz => write!(body, "{part}. {one}?\nA. {one}\nB. Đúng\nC. Sai\nĐáp án: A\n\n"),
            _ => write!(body, "## {part:02}\nHình: {one}\nLời: {some}\nGiọng: Ngọc Hân\n\n"),
        };
        if body.len() >= bytes {
            break;
        }
    }
    body
}

/// The window with one long piece open in its editor.
struct Window {
    app: App,
    cache: Option<user_interface::Cache>,
    renderer: iced::Renderer,
    outbox: Sender<Message>,
    inbox: Receiver<Message>,
    id: PieceId,
    _folder: TempDir,
}

impl Window {
    const SIZE: Size = Size::new(1440.0, 900.0);

    fn open(case: Case, bytes: usize) -> Self {
        let folder = TempDir::new().expect("a folder");
        let plan = Plan::parse(include_str!("../content/plan.ron")).expect("the plan");
        let workspace = Workspace::create(folder.path(), &plan, &Settings::default()).expect("a workspace");
        let id = PieceId("01HQ0000000000000000000001".into());
        let header = Header::new(id.clone(), "Một bài dài", "chuyen-muc-cchc");
        let piece = Piece::new(header, case.format, body(case.format, bytes));
        drop(workspace.save(piece, None).expect("a save"));
        let fonts = font::embedded().map(Into::into).collect();
        let settings = iced::Settings { fonts, ..iced::Settings::default() };
        // Loads the fonts.
        let empty = iced::Element::<'_, (), iced::Theme, iced::Renderer>::from(iced::widget::space());
        drop(iced_test::Simulator::with_settings(settings, empty));
        let renderer = block_on(<iced::Renderer as Headless>::new(font::REGULAR, 14.into(), None));
        let (outbox, inbox) = channel();
        let root = Some(folder.path().to_path_buf());
        let (app, work) = App::boot(Profile::default(), Places::default(), root, None);
        let mut window = Self {
            app,
            cache: Some(user_interface::Cache::default()),
            renderer: renderer.expect("a renderer"),
            outbox,
            inbox,
            id,
            _folder: folder,
        };
        window.start(work);
        window.wait(|app| app.newsroom().is_some());
        window.send(Message::Effect(Effect::Open(Route::Piece(window.id.clone()))));
        window.show();
        window.wait_until_idle(Duration::from_secs(1));
        if case.is_text && matches!(case.format, Format::Av | Format::Radio) {
            window.send(Message::Pieces(pieces::Message::ModeChosen(Mode::Text)));
        }
        window.show();
        window
    }

    fn send(&mut self, message: Message) {
        let work = self.app.update(message);
        self.start(work);
    }

    fn start(&self, work: iced::Task<Message>) {
        let Some(mut stream) = task::into_stream(work) else { return };
        let outbox = self.outbox.clone();
        let _ = std::thread::spawn(move || {
            // Timers need iced's runtime.
            while let Some(action) = Executor::block_on(&*EXECUTOR, stream.next()) {
                if let Action::Output(message) = action
                    && outbox.send(message).is_err()
                {
                    return;
                }
            }
        });
    }

    fn wait(&mut self, holds: impl Fn(&App) -> bool) {
        while !holds(&self.app) {
            let message = self.inbox.recv_timeout(Duration::from_mins(1)).expect("an answer");
            self.send(message);
        }
    }

    /// Processes background work until there has been none for this long.
    fn wait_until_idle(&mut self, quiet: Duration) {
        while let Ok(message) = self.inbox.recv_timeout(quiet) {
            self.send(message);
            self.show();
        }
    }

    /// Passes events to the screen and its messages to the window.
    fn events(&mut self, events: &[iced::Event], at: mouse::Cursor) {
        let cache = self.cache.take().unwrap_or_default();
        let mut screen = UserInterface::build(self.app.view(), Self::SIZE, cache, &mut self.renderer);
        let mut messages = Vec::new();
        let _ = screen.update(events, at, &mut self.renderer, &mut clipboard::Null, &mut messages);
        self.cache = Some(screen.into_cache());
        for message in messages {
            self.send(message);
        }
    }

    /// Lays out and draws the window, except for the pixels.
    fn show(&mut self) {
        let now = iced::Event::Window(iced::window::Event::RedrawRequested(Instant::now()));
        self.events(&[now], mouse::Cursor::Unavailable);
        let cache = self.cache.take().unwrap_or_default();
        let mut screen = UserInterface::build(self.app.view(), Self::SIZE, cache, &mut self.renderer);
        let style = Style { text_color: Color::BLACK };
        screen.draw(&mut self.renderer, &self.app.theme(), &style, mouse::Cursor::Unavailable);
        self.cache = Some(screen.into_cache());
    }

    /// Clicks into the text to focus it.
    fn focus(&mut self, case: Case) {
        // For a script shown as rows, the speech of the first row.
        let place = if case.is_text { Point::new(600.0, 400.0) } else { Point::new(720.0, 240.0) };
        // The first opens a row's editor; in a text, the second would select a word.
        for _ in 0..if case.is_text { 1 } else { 2 } {
            let click: Vec<_> = simulator::click().collect();
            self.events(&click, mouse::Cursor::Available(place));
            self.show();
        }
    }

    fn key(&mut self, letter: &str) {
        let event = simulator::press_key(Key::Character(letter.into()), Some(letter.into()));
        self.events(&[event], mouse::Cursor::Unavailable);
        self.show();
    }

    fn body(&self) -> &str {
        &self.app.newsroom().and_then(|newsroom| newsroom.piece(&self.id)).expect("the piece").body
    }

    /// Moves the cursor to the end of the text, or of the row.
    fn go_to_end(&mut self) {
        let event = simulator::press_key(Key::Named(Named::End), None);
        let iced::Event::Keyboard(iced::keyboard::Event::KeyPressed { .. }) = &event else { return };
        let with_control = match event {
            iced::Event::Keyboard(iced::keyboard::Event::KeyPressed {
                key,
                modified_key,
                physical_key,
                location,
                text,
                repeat,
                ..
            }) => iced::Event::Keyboard(iced::keyboard::Event::KeyPressed {
                key,
                modified_key,
                physical_key,
                location,
                modifiers: iced::keyboard::Modifiers::COMMAND,
                text,
                repeat,
            }),
            other => other,
        };
        self.events(&[with_control], mouse::Cursor::Unavailable);
        self.show();
    }
}

fn keys(criterion: &mut Criterion) {
    let megabytes = SIZES.map(|megabytes| (format!("{megabytes} MB"), megabytes * MB));
    for (name, bytes) in [("100 pages".to_owned(), PAGES)].into_iter().chain(megabytes) {
        let mut group = criterion.benchmark_group(format!("a key in {name}"));
        let _ = group.sample_size(20).measurement_time(Duration::from_secs(3));
        for case in CASES {
            let mut window = Window::open(case, bytes);
            window.wait_until_idle(Duration::from_secs(3));
            window.focus(case);
            for place in ["at the start", "at the end"] {
                if place == "at the end" {
                    window.go_to_end();
                }
                let before = window.body().len();
                window.key("x");
                assert_eq!(window.body().len(), before + 1, "the key is typed: {}, {place}", case.name);
                let _ = group.bench_function(format!("{}, {place}", case.name), |bencher| {
                    bencher.iter(|| window.key("x"));
                });
            }
        }
        group.finish();
    }
}

/// Kilobytes, from the kernel.
fn memory(field: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(field)).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).unwrap_or_default()
}

/// Measures the memory after opening a piece, typing at both ends and viewing the end of the preview.
fn weigh(case: Case, megabytes: usize) {
    let mut window = Window::open(case, megabytes * MB);
    window.wait_until_idle(Duration::from_secs(5));
    let opened = memory("VmRSS");
    window.focus(case);
    for _ in 0..20 {
        window.key("x");
    }
    window.wait_until_idle(Duration::from_secs(5));
    let height = 900.0;
    for step in 0..40 {
        let to = 50_000.0 * step as f32;
        window.send(Message::Pieces(pieces::Message::PreviewScrolled(to, height)));
        window.wait_until_idle(Duration::from_millis(200));
    }
    window.go_to_end();
    for _ in 0..20 {
        window.key("x");
    }
    window.wait_until_idle(Duration::from_secs(5));
    println!(
        "{megabytes} MB {:<12} opened {:>4} MB, after typing and scrolling {:>4} MB, at most {:>4} MB",
        case.name,
        opened / 1024,
        memory("VmRSS") / 1024,
        memory("VmHWM") / 1024
    );
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "--weigh") {
        let number = |index: usize| arguments.get(at + index).and_then(|text| text.parse::<usize>().ok());
        if let (Some(case), Some(megabytes)) = (number(1).and_then(|case| CASES.get(case)), number(2)) {
            weigh(*case, megabytes);
        }
        return;
    }
    let has_filter = arguments.iter().skip(1).any(|argument| !argument.starts_with('-'));
    let is_test = arguments.iter().any(|argument| argument == "--test");
    if !has_filter && !is_test && cfg!(target_os = "linux") {
        // Each case in its own process.
        let program = std::env::current_exe().expect("this program");
        for megabytes in SIZES {
            for case in 0..CASES.len() {
                let numbers = [case.to_string(), megabytes.to_string()];
                let done = Command::new(&program).arg("--weigh").args(numbers).status();
                assert!(done.expect("it runs").success());
            }
        }
    }
    if !arguments.iter().any(|argument| argument == "--memory") {
        let mut criterion = Criterion::default().configure_from_args();
        keys(&mut criterion);
        criterion.final_summary();
    }
}
