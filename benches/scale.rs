//! Workspaces with 10,000 and 100,000 pieces of one year: each command and the window, with peak memory,
//! compared with `cat` of the same files. Linear work takes ten times as long for ten times as many pieces.
//!
//! `cargo bench --bench scale` runs everything; arguments after `--` select (`slots`, `window` …).

mod many;
mod window;

use std::path::Path;
use std::process::{self, Stdio};
use std::time::{Duration, Instant};

use iced::keyboard::key::{NativeCode, Physical};
use iced::keyboard::{Event, Key, Location, Modifiers};
use toasoan::app::{App, Message};
use toasoan::newsroom::{Command, Newsroom};
use toasoan::piece::{Header, PieceId};
use toasoan::store::profile::Places;
use toasoan::store::{Profile, Workspace};
use toasoan::ui::screen::plan::edit::{self, Line};
use toasoan::ui::screen::{calendar, palette, pieces, plan};
use toasoan::ui::{Effect, Route, many as change};
use window::{Screen, ms};

const COUNTS: [usize; 2] = [10_000, 100_000];
const PROGRAM: &str = env!("CARGO_BIN_EXE_toasoan");

/// The commands to measure: name and arguments. `{}` is the workspace, `@` a path for the output.
const COMMANDS: [(&str, &[&str]); 10] = [
    ("slots", &["slots", "{}"]),
    ("slots --json", &["slots", "{}", "--json"]),
    ("pieces", &["pieces", "{}"]),
    ("check", &["check", "{}"]),
    (
        "schedule.pdf",
        &["export", "schedule", "{}", "--from", "2014-01-01", "--to", "2014-12-31", "--out", "@/lich.pdf"],
    ),
    (
        "schedule.xlsx",
        &["export", "schedule", "{}", "--from", "2014-01-01", "--to", "2014-12-31", "--out", "@/lich.xlsx"],
    ),
    (
        "schedule.csv",
        &["export", "schedule", "{}", "--from", "2014-01-01", "--to", "2014-12-31", "--out", "@/lich.csv"],
    ),
    (
        "schedule.ics",
        &["export", "schedule", "{}", "--from", "2014-01-01", "--to", "2014-12-31", "--out", "@/lich.ics"],
    ),
    ("report", &["export", "report", "{}", "--out", "@/bao-cao.pdf"]),
    ("backup", &["backup", "{}", "@/kho.zip"]),
];

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    if let [window, folder] = words.as_slice()
        && window == "in-window"
    {
        return in_window(Path::new(folder));
    }
    if let [write, count, folder] = words.as_slice()
        && write == "write"
    {
        return many::write(Path::new(folder), count.parse().expect("a count"));
    }
    let is_asked = |name: &str| words.is_empty() || words.iter().any(|word| name.starts_with(word.as_str()));
    let folders = COUNTS.map(|count| {
        let folder = tempfile::TempDir::new().expect("a folder");
        many::write(folder.path(), count);
        folder
    });
    // The files should not be on their way to the disk while something is measured.
    if cfg!(unix) {
        let _ = process::Command::new("sync").status();
    }
    // File times are settled only after a while.
    std::thread::sleep(Duration::from_secs(3));
    println!("{:<24} {:>10} {:>10} {:>7} {:>8} {:>8}", "", COUNTS[0], COUNTS[1], "ratio", "MB", "MB");
    if is_asked("cat") && cfg!(unix) {
        let all = "find . -type f -print0 | xargs -0 cat > /dev/null";
        compare("cat", || {
            folders.each_ref().map(|folder| {
                let mut cat = process::Command::new("sh");
                let _ = cat.args(["-c", all]).current_dir(folder.path());
                run(&mut cat)
            })
        });
    }
    for (name, arguments) in COMMANDS {
        if !is_asked(name) {
            continue;
        }
        let out = tempfile::TempDir::new().expect("a folder");
        compare(name, || {
            folders.each_ref().map(|folder| {
                let mut command = process::Command::new(PROGRAM);
                for argument in arguments {
                    let argument = argument.replace("{}", &folder.path().display().to_string());
                    let _ = command.arg(argument.replace('@', &out.path().display().to_string()));
                }
                run(command.stdout(Stdio::null()).stderr(Stdio::null()))
            })
        });
    }
    if is_asked("window") {
        for folder in &folders {
            let own = std::env::current_exe().expect("this program");
            let reported = process::Command::new(own).arg("in-window").arg(folder.path()).status();
            assert!(reported.expect("a child").success());
        }
    }
}

/// The shortest time and the largest memory of several runs each.
fn compare(name: &str, mut both: impl FnMut() -> [(Duration, f64); 2]) {
    let mut best = both();
    for _ in 0..2 {
        // Half a minute is long enough for one run.
        if best[1].0 > Duration::from_secs(30) {
            break;
        }
        for (best, now) in best.iter_mut().zip(both()) {
            *best = (best.0.min(now.0), best.1.max(now.1));
        }
    }
    let [(few, few_mb), (many, many_mb)] = best;
    let (few, many) = (few.as_secs_f64(), many.as_secs_f64());
    println!("{name:<24} {few:>9.3}s {many:>9.3}s {:>6.1}× {few_mb:>8.0} {many_mb:>8.0}", many / few);
}

/// The running time of a program, and its peak memory in MB.
fn run(command: &mut process::Command) -> (Duration, f64) {
    let start = Instant::now();
    let mut child = command.spawn().expect("a program");
    let mut most = 0.0_f64;
    while child.try_wait().expect("a program").is_none() {
        most = most.max(peak(&child.id().to_string()));
        std::thread::sleep(Duration::from_millis(1));
    }
    (start.elapsed(), most)
}

/// A process's peak memory (from Linux), MB.
fn peak(process: &str) -> f64 {
    held(process, "VmHWM:")
}

fn held(process: &str, what: &str) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(what));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
}

/// The window with a workspace, without a display: the time of each step and of the layout after it.
fn in_window(folder: &Path) {
    let start = Instant::now();
    let opened = Workspace::open(folder).expect("a workspace");
    let read = start.elapsed();
    let count = opened.pieces.len();
    let (mut app, _) = App::boot(Profile::default(), Places::default(), None, None);
    drop(app.update(Message::Opened(Box::new(Ok(opened)))));
    let whole = start.elapsed();
    let mut screen = Screen::new();
    screen.lay_out(&app);
    let shown = start.elapsed();
    println!("\nwindow, {count} pieces");
    println!(
        "  open: files read {:.0} ms, window made {:.0} ms, drawn up {:.0} ms",
        ms(read),
        ms(whole),
        ms(shown)
    );
    println!("  memory: {:.0} MB at most, {:.0} MB now", peak("self"), held("self", "VmRSS:"));
    let mut window = Window { app, screen };
    let month = |by| Message::Calendar(calendar::Message::Stepped(by));
    let view = |view| Message::Calendar(calendar::Message::ViewChosen(view));
    window.step("next month", month(1));
    window.step("next month", month(1));
    window.step("month back", month(-1));
    window.step("week", view(calendar::View::Week));
    window.step("next week", month(1));
    window.step("list", view(calendar::View::List));
    window.step("next month in the list", month(1));
    window.step("year", view(calendar::View::Year));
    window.step("month", view(calendar::View::Month));
    // The window builds it in the background while the first month is shown.
    window.newsroom().index()();
    window.step("Ctrl K", Message::Effect(Effect::Palette));
    for text in SEARCHES {
        let asked = palette::Message::QueryChanged(text.to_owned());
        window.step(&format!("Ctrl K: {text}"), Message::Palette(asked));
    }
    window.step("Bài", Message::Effect(Effect::Open(Route::Pieces)));
    for text in SEARCHES {
        let searched = pieces::Message::Searched(text.to_owned());
        window.step(&format!("Bài: {text}"), Message::Pieces(searched));
    }
    let in_list = |message| Message::Pieces(pieces::Message::Many(message));
    window.step("Ctrl A in Bài", control("a"));
    window.step("Delete asked", in_list(change::Message::Asked(change::Kind::Trash)));
    window.step("all of them into the trash", in_list(change::Message::Submitted));
    assert!(window.newsroom().pieces().len() < count, "into the trash");
    window.step("undo", Message::Effect(Effect::Undo));
    assert_eq!(window.newsroom().pieces().len(), count);
    let id = PieceId("0000000001HQ00000000000001".into());
    window.step("a piece opened", Message::Effect(Effect::Open(Route::Piece(id.clone()))));
    window.retitle("a title changed", &id, "Một cửa, sửa lần một");
    let body = format!("{}\nThêm một dòng.", window.newsroom().piece(&id).expect("a piece").body);
    let written = Command::SetBody { id: id.clone(), body, is_typing: true };
    window.step("a letter typed", Message::Effect(Effect::Apply(written)));
    window.step("Lịch", Message::Effect(Effect::Open(Route::Calendar(None))));
    window.retitle("a title changed in the calendar", &id, "Một cửa, sửa lần hai");
    window.step("undo", Message::Effect(Effect::Undo));
    for (name, place) in
        [("Tổng quan", Route::Home), ("Tiến độ", Route::Progress), ("Kế hoạch", Route::Plan(None))]
    {
        window.step(name, Message::Effect(Effect::Open(place)));
    }
    window.step("Lịch, as a list", Message::Effect(Effect::Open(Route::Calendar(None))));
    window.step("list", view(calendar::View::List));
    let asked = calendar::inspector::Message::SeriesFillAsked("truyen-thanh".to_owned());
    window.step("a series' empty slots asked", Message::Calendar(calendar::Message::Inspector(asked)));
    window.step("filled", Message::Calendar(calendar::Message::Many(change::Message::Submitted)));
    if window.newsroom().pieces().len() > count {
        window.step("undo", Message::Effect(Effect::Undo));
    }
    // Without an empty slot the sheet stays.
    window.step("closed", Message::Calendar(calendar::Message::Many(change::Message::Closed)));
    window.step("Ctrl A in the list", control("a"));
    let dropped = toasoan::piece::Status::Dropped;
    let status = change::Message::StatusChosen(dropped);
    let drops =
        |window: &Window| window.newsroom().pieces().filter(|piece| piece.header.status == dropped).count();
    let before = drops(&window);
    for message in [change::Message::Asked(change::Kind::Status), status, change::Message::Submitted] {
        let name = format!("all of them: {message:?}");
        window.step(&name, Message::Calendar(calendar::Message::Many(message)));
    }
    assert!(drops(&window) > before, "dropped");
    window.step("undo", Message::Effect(Effect::Undo));
    assert_eq!(drops(&window), before);
    let plan = |message| Message::Plan(plan::Message::Edit(message));
    let typed = |line, text: &str| plan(edit::Message::Typed(line, text.to_owned()));
    window.step("the plan edited", Message::Plan(plan::Message::Switched { is_editing: true }));
    window.step("a letter in its number", typed(Line::Number, "127/KH-UBNDx"));
    window.step("another", typed(Line::Number, "127/KH-UBNDxy"));
    window.step("an activity opened", plan(edit::Message::Opened(0)));
    window.step("a letter in its name", typed(Line::ActivityShort(0), "Chuyên mục CCHCx"));
    window.step("another cadence, with its pieces", typed(Line::Count(0), "4"));
    window.step("undo", Message::Effect(Effect::Undo));
    println!("  memory: {:.0} MB at most, {:.0} MB now", peak("self"), held("self", "VmRSS:"));
}

/// A letter with Ctrl.
fn control(letter: &str) -> Message {
    let key = Key::Character(letter.into());
    let event = Event::KeyPressed {
        modified_key: key.clone(),
        physical_key: Physical::Unidentified(NativeCode::Unidentified),
        location: Location::Standard,
        modifiers: Modifiers::CTRL,
        text: None,
        repeat: false,
        key,
    };
    Message::Key(event, iced::event::Status::Ignored)
}

const SEARCHES: [&str; 6] = ["m", "mo", "mot cua", "mot cua xyz", "ky 9999", ""];

struct Window {
    app: App,
    screen: Screen,
}

impl Window {
    fn newsroom(&self) -> &Newsroom {
        self.app.newsroom().expect("an open workspace")
    }

    fn step(&mut self, name: &str, message: Message) {
        let start = Instant::now();
        drop(self.app.update(message));
        let updated = start.elapsed();
        let start = Instant::now();
        self.screen.lay_out(&self.app);
        let drawn = start.elapsed();
        let (updated, drawn, held) = (ms(updated), ms(drawn), held("self", "VmRSS:"));
        println!("  {name:<34} {updated:>8.1} ms, then drawn up in {drawn:>6.1} ms, {held:>4.0} MB");
    }

    fn retitle(&mut self, name: &str, id: &PieceId, title: &str) {
        let header = self.newsroom().piece(id).expect("a piece").header.clone();
        let header = Box::new(Header { title: title.to_owned(), ..header });
        self.step(name, Message::Effect(Effect::Apply(Command::SetHeader(header))));
    }
}
