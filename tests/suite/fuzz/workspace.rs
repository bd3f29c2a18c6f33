//! Whole workspaces of hostile files: what opens is checked, set, exported, shown on every screen, edited and
//! saved.
//!
//! A few in each test run; some thousands with `TOASOAN_LONG=1`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use toasoan::app::Message;
use toasoan::calendar::week;
use toasoan::document::schedule::{Grouping, Request};
use toasoan::document::{self, PrintOptions};
use toasoan::export::ics::Changes;
use toasoan::export::job;
use toasoan::newsroom::{Command, Newsroom};
use toasoan::page::Fonts;
use toasoan::piece::{Format, Header, Piece, check, merge};
use toasoan::plan::{Plan, Settings};
use toasoan::store::Workspace;
use toasoan::store::files::Files;
use toasoan::ui::screen::{calendar, export, palette};
use toasoan::ui::{Effect, Export, Route, Selection};

use super::super::bounds::foreign;
use super::super::documents::{content, day};
use super::super::gui::window::Window;
use super::super::storage::memory::{Memory, ROOT};
use super::super::storage::{Rng, is_long};
use super::mutation::mutate;

/// Files of the sample, by the end of their names: short ones of each format.
const SAMPLES: &[&str] = &[
    "018H6SPEQ7.av",
    "018JWTRCWY.av",
    "018ESD68F8.radio",
    "018K7PKM11.md",
    "018JQK49HG.md",
    "018GYPDVT0.fountain",
    ".quiz",
    "018GDCYP00.poster",
    "018J3F9S00.poster",
];

const TYPED: &str = "\nChữ mới.\n";

/// The workspace's files by relative path.
fn sample() -> Vec<(String, String)> {
    let root = content();
    let mut files = Vec::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder of the sample").flatten() {
            let path = entry.path();
            let name =
                path.strip_prefix(root).expect("below the sample").to_string_lossy().replace('\\', "/");
            if path.is_dir() {
                folders.push(path);
            } else if ["plan.ron", "settings.ron"].contains(&name.as_str())
                || SAMPLES.iter().any(|end| name.ends_with(end))
            {
                files.push((name, std::fs::read_to_string(&path).expect("a text")));
            }
        }
    }
    files.sort();
    files
}

fn put(files: &dyn Files, path: &str, bytes: &[u8]) {
    let file = Path::new(ROOT).join(path);
    let folders: Vec<PathBuf> = file.ancestors().skip(1).map(Path::to_path_buf).collect();
    for folder in folders.iter().rev().filter(|folder| folder.starts_with(ROOT)) {
        let _ = files.create_folder(folder);
    }
    let mut new = files.create(&file).expect("a new file");
    new.write(bytes).expect("room");
    new.sync().expect("a disk");
}

/// A picture whose header claims a billion pixels, without any data.
fn broken_picture() -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    png.extend([0, 0, 0x9c, 0x40, 0, 0, 0x75, 0x30, 8, 6, 0, 0, 0, 1, 2, 3, 4]);
    png
}

#[test]
fn hostile_workspaces_open_on_every_screen() {
    let sample = sample();
    assert_eq!(sample.len(), SAMPLES.len() + 2);
    let rounds = if is_long() { 3000 } else { 3 };
    bolero::check!()
        .with_iterations(rounds)
        .with_max_len(16)
        .for_each(|input: &[u8]| visit(&damaged(&sample, input)));
}

fn rng(input: &[u8]) -> Rng {
    Rng(input
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |seed, byte| (seed ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)))
}

/// The sample with some of its files damaged, controlled by the bytes.
fn damaged(sample: &[(String, String)], input: &[u8]) -> Memory {
    let mut rng = rng(input);
    let mut files = sample.to_vec();
    for _ in 0..=rng.below(16) {
        let at = rng.below(files.len());
        // A workspace without a valid plan does not open, so in most rounds the plan is kept.
        let is_kept = files[at].0 == "plan.ron" && rng.below(4) > 0;
        let changed = mutate(&files[at].1, &mut rng);
        if !is_kept || Plan::parse(&changed).is_ok() {
            files[at].1 = changed;
        }
    }
    let disk = Memory::new();
    for (path, text) in &files {
        put(&*disk.files(), path, text.as_bytes());
    }
    put(&*disk.files(), "images/hỏng.png", &broken_picture());
    disk
}

fn visit(disk: &Memory) {
    let opened = match Workspace::open_on(disk.files(), ROOT) {
        Ok(opened) => opened,
        Err(error) => {
            assert_eq!(foreign(&error.to_string()), None, "{error}");
            return;
        }
    };
    for problem in &opened.problems {
        assert_eq!(foreign(&problem.to_string()), None, "{problem}");
    }
    let pieces = opened.pieces.iter().map(|stored| stored.piece.clone());
    let today = opened.settings.working_date.unwrap_or_default();
    let newsroom = Newsroom::new(opened.plan.clone(), opened.settings.clone(), pieces, today);
    examine(&newsroom);
    let pictures = |path: &str| -> Option<Arc<[u8]>> { opened.workspace.picture(path).ok() };
    papers(&newsroom, &pictures);
    lists(&newsroom);
    visit_all(disk);
    let again = Workspace::open_on(disk.files(), ROOT).expect("what was saved opens again");
    for stored in &opened.pieces {
        let header = &stored.piece.header;
        let saved = again.pieces.iter().find(|other| other.piece.header.id == header.id);
        let body = &saved.expect("a save loses no piece").piece.body;
        let is_written = stored.piece.format != Format::Poster && !header.is_newer();
        assert!(!is_written || body.ends_with(TYPED), "what was typed into {} is lost", header.title);
    }
}

fn examine(newsroom: &Newsroom) {
    let (plan, settings) = (newsroom.plan(), newsroom.settings());
    for issue in plan.check() {
        assert_eq!(foreign(&issue.to_string()), None, "{issue}");
    }
    let _ = (settings.check(plan), newsroom.progress(), newsroom.lacks(), newsroom.clashes());
    for piece in newsroom.pieces() {
        let _ = check::piece(piece, plan, settings);
        let mut other = piece.clone();
        other.body.push_str("\nThêm.\n");
        let _ = merge::merge_without_base(piece, &other).keep_all();
        let base = Header::new(piece.header.id.clone(), "", "");
        let base = Piece::new(base, piece.format, "Gốc.\n");
        let _ = merge::merge(&base, piece, &other).keep_all();
    }
}

fn papers(newsroom: &Newsroom, pictures: job::Pictures<'_>) {
    let (mut fonts, print) = (Fonts::new(), PrintOptions::default());
    for piece in newsroom.pieces() {
        // Rendering a poster takes as long as everything else.
        let kinds = job::extensions(piece).iter().filter(|kind| !["png", "jpg", "tif"].contains(kind));
        for kind in kinds {
            let mut out = std::io::Cursor::new(Vec::new());
            if let Err(error) = job::piece(newsroom, piece, kind, pictures, &print, &mut fonts, &mut out) {
                assert_eq!(foreign(&error.to_string()), None, "{error}");
            }
        }
        let _ = document::of_piece(newsroom, piece, pictures, &print, &mut fonts);
        let _ = job::preflight(piece, pictures, &mut fonts);
    }
}

fn lists(newsroom: &Newsroom) {
    let mut fonts = Fonts::new();
    let year = newsroom.plan().year;
    let Some(((from, _), (_, to))) = week::month_bounds(year, 1).zip(week::month_bounds(year, 12)) else {
        return;
    };
    for (grouping, kind) in Grouping::ALL.into_iter().zip(["pdf", "xlsx", "csv", "ics", "pdf"]) {
        let print = PrintOptions { grouping, ..PrintOptions::default() };
        if let Err(error) =
            job::schedule(newsroom, &Request::new(from, to), kind, &print, &Changes::UNKNOWN, &mut fonts)
        {
            assert_eq!(foreign(&error.to_string()), None, "{error}");
        }
    }
    let _ = job::report(newsroom, None, "pdf", &PrintOptions::default(), &mut fonts).expect("a report");
}

/// The same without files and window, for many more rounds: two pieces with a plan and settings.
#[test]
fn hostile_pieces_are_checked_and_set() {
    let sample = sample();
    let text = |name: &str| &sample.iter().find(|(path, _)| path == name).expect("in the sample").1;
    let rounds = if is_long() { 20_000 } else { 25 };
    bolero::check!().with_iterations(rounds).with_max_len(16).for_each(|input: &[u8]| {
        let mut rng = rng(input);
        let plan = Plan::parse(&hostile(text("plan.ron"), &mut rng));
        let settings = Settings::parse(&hostile(text("settings.ron"), &mut rng));
        let pieces: Vec<Piece> = (0..2)
            .filter_map(|_| {
                let (path, good) = &sample[rng.below(sample.len())];
                let format = Format::from_extension(path.rsplit_once('.')?.1)?;
                Piece::parse(&hostile(good, &mut rng), format).ok()
            })
            .collect();
        let plan = plan.unwrap_or_else(|_| Plan::parse(text("plan.ron")).expect("the sample"));
        let newsroom = Newsroom::new(plan, settings.unwrap_or_default(), pieces, day("2014-03-18"));
        examine(&newsroom);
        papers(&newsroom, &|_| Some(broken_picture().into()));
        if rng.below(8) == 0 {
            lists(&newsroom);
        }
    });
}

/// A text with a number of changes, or none.
fn hostile(text: &str, rng: &mut Rng) -> String {
    (0..rng.below(5)).fold(text.to_owned(), |text, _| mutate(&text, rng))
}

/// Opens every screen, each piece in its editor and each dialog; then types into each piece and saves.
fn visit_all(disk: &Memory) {
    let mut window = Window::on_files(disk.files(), Path::new(ROOT), Path::new("/dữ liệu"));
    let pieces: Vec<_> =
        window.newsroom().pieces().map(|piece| (piece.header.id.clone(), piece.format)).collect();
    let first = window.newsroom().obligations().slots.first().map(|view| view.slot.id.clone());
    let mut places =
        vec![Route::Home, Route::Progress, Route::Plan(None), Route::Settings, Route::Pieces, Route::Posters];
    places.extend(first.map(|slot| Route::Calendar(Some(Selection::Slot(slot)))));
    for (id, format) in &pieces {
        places.push(Route::Calendar(Some(Selection::Piece(id.clone()))));
        places.push(if *format == Format::Poster {
            Route::Poster(id.clone())
        } else {
            Route::Piece(id.clone())
        });
    }
    for place in places {
        window.effect(Effect::Open(place));
        window.catch_up();
        window.draw();
    }
    for view in [calendar::View::Week, calendar::View::Month, calendar::View::Year, calendar::View::List] {
        window.effect(Effect::Open(Route::Calendar(None)));
        window.send(Message::Calendar(calendar::Message::ViewChosen(view)));
        for step in [1, -1, -1] {
            window.send(Message::Calendar(calendar::Message::Stepped(step)));
            window.draw();
        }
    }
    let mut exports: Vec<Export> = pieces.iter().map(|(id, _)| Export::Piece(id.clone())).collect();
    let day = window.newsroom().today();
    exports.extend([Export::REPORT, Export::Schedule(Request::new(day, day))]);
    for what in exports {
        window.effect(Effect::Export(what));
        window.send(Message::Export(export::Message::PathChanged("/không có/x.pdf".into())));
        window.catch_up();
        window.draw();
        window.send(Message::Dismiss);
    }
    window.effect(Effect::Palette);
    window.send(Message::Palette(palette::Message::QueryChanged("thu tuc".into())));
    window.draw();
    window.send(Message::Dismiss);
    window.effect(Effect::Trash);
    window.draw();
    window.send(Message::Dismiss);
    for (id, format) in pieces {
        let Some(piece) = window.newsroom().piece(&id).filter(|_| format != Format::Poster) else { continue };
        let body = format!("{}{TYPED}", piece.body);
        window.effect(Effect::Apply(Command::SetBody { id, body, is_typing: true }));
    }
    save(&mut window);
}

/// Lets the pauses before saving pass until everything is saved.
fn save(window: &mut Window) {
    for _ in 0..3000 {
        if window.is_saved() {
            return;
        }
        window.send(Message::SaveTick);
        std::thread::sleep(std::time::Duration::from_millis(20));
        window.catch_up();
    }
    let held = window.newsroom().pieces().map(|piece| piece.header.title.clone()).collect::<Vec<_>>();
    panic!("words are not saved of {held:?}");
}
