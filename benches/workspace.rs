//! Opening, rescanning and saving: 500 pieces of the size of a TV script, and 10,000 compared with a program
//! that only reads the same files.

use std::fmt::Write;
use std::hint::black_box;
use std::io::Read;
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use tempfile::TempDir;
use toasoan::app::{App, Message};
use toasoan::newsroom::Newsroom;
use toasoan::page::Fonts;
use toasoan::piece::{Airing, Format, Header, Piece, PieceId};
use toasoan::plan::{Plan, Settings, SlotId};
use toasoan::store::profile::{Eyesight, Places, Publisher};
use toasoan::store::{Known, Opened, Profile, Workspace};
use toasoan::ui::screen::Screen as _;
use toasoan::ui::screen::calendar::Calendar;
use toasoan::ui::{Context, SaveState, ThemeChoice};

const PIECES: usize = 500;
const MANY: usize = 10_000;

fn piece(number: usize) -> Piece {
    // The whole id makes the names unique: they begin with it.
    let id = PieceId(format!("{number:010}HQ00000000000001").into());
    let mut header = Header::new(id, format!("Một cửa liên thông, kỳ {number}"), "chuyen-muc-cchc");
    let slot = SlotId(format!("chuyen-muc-cchc/2014-{:02}/{}", number % 12 + 1, number % 2 + 1));
    header.airings = vec![Airing { date: "2014-03-20".parse().ok(), ..Airing::undated(slot) }];
    let mut body = String::new();
    for row in 1..=20 {
        let _ = write!(
            body,
            "## {row:02}\nHình: Toàn cảnh Bộ phận một cửa, bà con ngồi chờ tới lượt.\n\
             Lời: Sáng nay, ông Bảy mang hồ sơ đất đến nộp, kèm một câu hỏi mà ai cũng muốn hỏi.\nGiọng: Ngọc Hân\n\n"
        );
    }
    Piece::new(header, Format::Av, body)
}

/// A workspace of `count` pieces in twenty folders, one per activity.
fn workspace(count: usize) -> (TempDir, Workspace) {
    let folder = TempDir::new().expect("a folder");
    let plan = Plan::parse(include_str!("../content/plan.ron")).expect("the plan");
    let workspace = Workspace::create(folder.path(), &plan, &Settings::default()).expect("a workspace");
    for number in 0..count {
        let pieces = folder.path().join(format!("pieces/2014/{}", number % 20));
        std::fs::create_dir_all(&pieces).expect("a folder");
        std::fs::write(pieces.join(format!("{number:010}.av")), piece(number).to_text()).expect("a write");
    }
    (folder, workspace)
}

fn bench(criterion: &mut Criterion) {
    let (folder, workspace) = workspace(PIECES);
    let mut group = criterion.benchmark_group("workspace");
    let _ = group.sample_size(20);
    let _ = group.bench_function("open 500 pieces", |bencher| {
        bencher.iter(|| black_box(Workspace::open(folder.path()).expect("an open workspace")).pieces.len());
    });
    // File times are settled only after a while; until then a rescan reads the files again.
    std::thread::sleep(std::time::Duration::from_secs(3));
    let opened = Workspace::open(folder.path()).expect("an open workspace");
    let known = Known::of(&opened.pieces, opened.stamps());
    let _ = group.bench_function("rescan 500 pieces unchanged", |bencher| {
        bencher.iter(|| black_box(workspace.rescan(&known)).len());
    });
    let mut stored = workspace.save(piece(PIECES), None).expect("a save");
    let mut count = 0;
    let _ = group.bench_function("save a piece durably, its old content kept", |bencher| {
        bencher.iter_batched(
            || {
                count += 1;
                Piece {
                    body: format!("{}\n## 99\nLời: {count}\n", stored.piece.body).into(),
                    ..stored.piece.clone()
                }
            },
            |piece| {
                let previous = (stored.path.clone(), stored.stamp);
                let saved = workspace.save(piece, Some(previous)).expect("a save");
                // The next save is based on the same body.
                stored.stamp = saved.stamp;
            },
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

fn cat(folder: &Path) {
    let all = "find . -type f -print0 | xargs -0 cat > /dev/null";
    let done = Command::new("sh").args(["-c", all]).current_dir(folder).status().expect("a shell");
    assert!(done.success());
}

/// Does what `cat` does: open each file, read it to the end into one buffer, close it.
fn read_all(folder: &Path, buffer: &mut Vec<u8>) -> usize {
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let entry = entry.expect("an entry");
        if entry.file_type().expect("a kind").is_dir() {
            bytes += read_all(&entry.path(), buffer);
        } else {
            buffer.clear();
            let mut file = std::fs::File::open(entry.path()).expect("a file");
            bytes += file.read_to_end(buffer).expect("its content");
        }
    }
    bytes
}

/// The whole window, showing the month for the first time.
fn window(opened: Opened) -> App {
    let (mut app, _) = App::boot(Profile::default(), Places::default(), None, None);
    drop(app.update(Message::Opened(Box::new(Ok(opened)))));
    app
}

/// The month, with the state it needs.
fn month(opened: Opened) -> (Calendar, Context) {
    let today = "2014-03-18".parse().expect("a date");
    let pieces = opened.pieces.into_iter().map(|stored| stored.piece);
    let context = Context {
        newsroom: Newsroom::new(opened.plan, opened.settings, pieces, today),
        pictures: Arc::default(),
        photos: toasoan::ui::Photos::default(),
        fonts: Arc::new(Mutex::new(Fonts::new())),
        save: SaveState::Saved,
        problems: Vec::new(),
        verified: Vec::new(),
        unsaved: Vec::new(),
        colleagues: std::collections::HashMap::new(),
        missing_evidence: std::collections::BTreeSet::new(),
        undecided: std::collections::BTreeMap::new(),
        backup: None,
        theme: ThemeChoice::Light,
        eyesight: Eyesight::default(),
        publisher: Publisher::default(),
        identity: toasoan::store::profile::Identity::default(),
        modifiers: iced::keyboard::Modifiers::empty(),
        root: String::new(),
    };
    (Calendar::new(&context).0, context)
}

fn bench_many(criterion: &mut Criterion) {
    let (folder, workspace) = workspace(MANY);
    std::thread::sleep(std::time::Duration::from_secs(3));
    let mut group = criterion.benchmark_group("10,000 pieces");
    let _ = group.sample_size(10);
    let pieces = folder.path().join("pieces");
    if cfg!(unix) {
        let _ = group.bench_function("cat, the program", |bencher| bencher.iter(|| cat(&pieces)));
    }
    let _ = group.bench_function("cat, its calls alone", |bencher| {
        let mut buffer = Vec::new();
        bencher.iter(|| read_all(&pieces, &mut buffer));
    });
    // Closing is not part of the measurement.
    let _ = group.bench_function("open", |bencher| {
        bencher.iter_with_large_drop(|| Workspace::open(folder.path()).expect("an open workspace"));
    });
    let _ = group.bench_function("open to the month", |bencher| {
        bencher.iter_with_large_drop(|| month(Workspace::open(folder.path()).expect("an open workspace")));
    });
    let _ = group.bench_function("open to the whole window", |bencher| {
        bencher.iter_with_large_drop(|| window(Workspace::open(folder.path()).expect("an open workspace")));
    });
    // The part that runs on the window's thread.
    let _ = group.bench_function("from the files' content to the whole window", |bencher| {
        let open = || Workspace::open(folder.path()).expect("an open workspace");
        bencher.iter_batched(open, window, BatchSize::PerIteration);
    });
    let opened = Workspace::open(folder.path()).expect("an open workspace");
    let known = Known::of(&opened.pieces, opened.stamps());
    let _ = group.bench_function("rescan unchanged", |bencher| {
        bencher.iter(|| black_box(workspace.rescan(&known)).len());
    });
    for stored in &opened.pieces {
        workspace.add_to_history(&stored.piece.header.id, &stored.path, &stored.stamp).expect("a revision");
    }
    let _ = group.bench_function("verify against the histories", |bencher| {
        bencher.iter(|| black_box(workspace.verify(&known)).len());
    });
    group.finish();
}

criterion_group!(benches, bench, bench_many);
criterion_main!(benches);
