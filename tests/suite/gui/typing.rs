//! No key is lost while notices appear and disappear on the screen.

use std::collections::{BTreeSet, HashMap};
use std::time::Instant;

use chrono::Utc;
use iced::Size;
use toasoan::app::Message;
use toasoan::newsroom::Command;
use toasoan::piece::av::{Label, Script};
use toasoan::piece::{Format, Piece, PieceId, Role};
use toasoan::poster::{ElementKind, Poster};
use toasoan::store::lease::{Lease, Leases};
use toasoan::store::{Key, Workspace};
use toasoan::ui::screen::pieces::{self, RowMessage};
use toasoan::ui::screen::poster::{self, DesignerMessage};
use toasoan::ui::{Effect, Export, Notice, Route, Selection};

use super::window::Window;

/// The typed letters, starting at a different one in each field.
const LETTERS: &str = "qxzjwkfpydmbrgsclhu";

/// A window in which the test types, with a colleague's window on the same files.
struct Scene {
    window: Window,
    colleague: Window,
    /// The piece being edited.
    piece: PieceId,
    colleagues: HashMap<Key, Vec<Lease>>,
    toasts: u64,
}

impl Scene {
    fn new(title: &str) -> Self {
        let colleague = Window::on_sample();
        let mut window = Window::beside(&colleague);
        window.keep_widgets();
        let piece = window.newsroom().pieces().find(|piece| piece.header.title.starts_with(title));
        let piece = piece.unwrap_or_else(|| panic!("no piece {title}")).header.id.clone();
        let workspace = Workspace::open(window.root()).expect("the workspace opens").workspace;
        let pieces = BTreeSet::from([Key::from(&piece)]);
        let mut lan = Leases::new(&workspace.clone().signed("Chị Lan ở ĐÀI-03"), None);
        let _ = lan.heartbeat(&pieces, Instant::now(), Utc::now());
        let colleagues = Leases::new(&workspace, None).heartbeat(&pieces, Instant::now(), Utc::now());
        assert!(!colleagues.is_empty());
        Self { window, colleague, piece, colleagues, toasts: 0 }
    }

    fn open(&mut self, place: Route) {
        self.window.effect(Effect::Open(place));
        self.window.catch_up();
    }

    /// The colleague changes the piece and saves; the change is taken in here.
    fn change(&mut self, change: impl FnOnce(&mut Piece)) {
        self.colleague.send(Message::FilesChanged);
        self.colleague.catch_up();
        let mut piece = self.colleague.newsroom().piece(&self.piece).expect("the piece").clone();
        change(&mut piece);
        let id = self.piece.clone();
        self.colleague.effect(Effect::Apply(Command::All(vec![
            Command::SetHeader(Box::new(piece.header)),
            Command::SetBody { id, body: piece.body.into_string(), is_typing: false },
        ])));
        self.colleague.save();
        self.window.send(Message::FilesChanged);
        self.window.catch_up();
    }
}

/// Something that appears on the screen or disappears again.
type Step = fn(&mut Scene);

const NOTICES: [(&str, Step, Step); 7] = [
    (
        "a colleague at the piece",
        |scene| scene.window.send(Message::Colleagues(scene.colleagues.clone())),
        |scene| scene.window.send(Message::Colleagues(HashMap::new())),
    ),
    ("words above by a colleague", |scene| scene.change(write_above), |scene| scene.change(take_away)),
    ("toasts", show_toasts, |scene| {
        for id in 0..=scene.toasts {
            scene.window.send(Message::ToastClosed(id));
        }
    }),
    (
        "a narrow window",
        |scene| scene.window.resize(Size::new(1040.0, 700.0)),
        |scene| {
            scene.window.resize(Size::new(1440.0, 900.0));
        },
    ),
    (
        "a share that is away",
        |scene| {
            let away = scene.window.folder().join("đi vắng");
            std::fs::rename(scene.window.root(), away).expect("the share goes away");
            change_another(&mut scene.window);
            scene.window.send(Message::SaveTick);
            scene.window.wait_until_shown("Chưa lưu được");
        },
        |scene| {
            let away = scene.window.folder().join("đi vắng");
            std::fs::rename(away, scene.window.root()).expect("the share comes back");
            scene.window.send(Message::RetrySave);
            scene.window.wait_until_gone("Chưa lưu được");
        },
    ),
    (
        "a new piece",
        |scene| add_piece(&mut scene.window),
        |scene| {
            let id = scene.window.newsroom().pieces().last().expect("the new piece").header.id.clone();
            scene.window.effect(Effect::Apply(Command::Remove(id)));
        },
    ),
    (
        "settings by a colleague",
        |scene| set_day(scene, None),
        |scene| {
            set_day(scene, chrono::NaiveDate::from_ymd_opt(2014, 3, 18));
        },
    ),
];

fn show_toasts(scene: &mut Scene) {
    let file = scene.window.root().join("plan.ron");
    for notice in [Notice::undoable("Một."), Notice::exported(file), Notice::error("Ba.")] {
        scene.toasts += 1;
        scene.window.effect(Effect::Notify(notice));
    }
    // Other notices may have been shown meanwhile.
    scene.toasts += 30;
}

fn write_above(piece: &mut Piece) {
    let words = "Đoạn của Minh";
    let body = match piece.format {
        Format::Av | Format::Radio => {
            let mut script = Script::parse(&piece.body);
            let row = script.insert(0, piece.format);
            script.set(row, Label::Speech, words);
            script.write()
        }
        Format::Poster => piece.body.replacen("viewing_distance: ", "viewing_distance: 1", 1),
        _ => format!("## {words}\n\n{}", piece.body),
    };
    piece.body = body.into();
    piece.header.people.push(Role { role: words.into(), name: "Minh".into() });
    piece.header.topics.clear();
}

fn take_away(piece: &mut Piece) {
    let words = "Đoạn của Minh";
    let body = match piece.format {
        Format::Av | Format::Radio => {
            let mut script = Script::parse(&piece.body);
            let row = script.rows.iter().position(|row| row.speech == words).expect("his row");
            let _ = script.take_rows(&[row].into());
            script.write()
        }
        Format::Poster => piece.body.replacen("viewing_distance: 1", "viewing_distance: ", 1),
        _ => piece.body.replacen(&format!("## {words}\n\n"), "", 1),
    };
    piece.body = body.into();
    piece.header.people.retain(|person| person.role != words);
}

/// An unsaved change of something else.
fn change_another(window: &mut Window) {
    let last = window.newsroom().pieces().last().expect("a piece");
    let mut header = last.header.clone();
    header.title.push('!');
    window.effect(Effect::Apply(Command::SetHeader(Box::new(header))));
}

fn add_piece(window: &mut Window) {
    let mut piece = window.newsroom().pieces().next().expect("a piece").clone();
    piece.header.id = PieceId("7ZZZZZZZZZZZZZZZZZZZZZZZZZ".into());
    window.effect(Effect::Apply(Command::Add(Box::new(piece))));
}

fn set_day(scene: &mut Scene, day: Option<chrono::NaiveDate>) {
    scene.colleague.send(Message::FilesChanged);
    scene.colleague.catch_up();
    let mut settings = scene.colleague.newsroom().settings().clone();
    settings.working_date = day;
    settings.office.parent.push('.');
    let command = Command::SetRecord { record: settings.into(), is_typing: false };
    scene.colleague.effect(Effect::Apply(command));
    scene.colleague.save();
    scene.window.send(Message::FilesChanged);
    scene.window.catch_up();
}

/// Types a letter. Returns the resulting message.
fn letter(scene: &mut Scene, letter: char) -> Option<Message> {
    scene.window.type_letter(letter).pop()
}

/// The field of a message, without its text and numbers.
fn field_of(message: &Message) -> String {
    let words = format!("{message:?}");
    let name = words.split(['"', '\'']).next().unwrap_or_default();
    name.chars().filter(|letter| !letter.is_numeric()).collect()
}

/// Whether these letters are in a piece or, in this order, in a field's last message.
fn holds(scene: &Scene, run: &str, last: &Message) -> bool {
    let in_piece = |piece: &Piece| {
        let header = &piece.header;
        piece.body.contains(run) || header.title.contains(run) || header.note.contains(run)
    };
    format!("{last:?}").contains(run) || scene.window.newsroom().pieces().any(in_piece)
}

/// Goes to a screen; text typed there before a field has the focus does not matter.
type Open = fn(&mut Scene);

const PIECES: [(&str, &str, Open); 4] = [
    ("an article", "Mùng mấy thì hết Tết?", |scene| scene.open(Route::Piece(scene.piece.clone()))),
    ("a skit", "Bụi chuối biết đi", |scene| scene.open(Route::Piece(scene.piece.clone()))),
    ("a television script", "Cấp giấy chứng nhận", open_row),
    ("a radio script", "Bờ ranh và chén trà", open_row),
];

const SCREENS: [(&str, &str, Open); 3] = [
    ("the calendar", "Cấp giấy chứng nhận", |scene| {
        scene.open(Route::Calendar(Some(Selection::Piece(scene.piece.clone()))));
    }),
    ("a poster", "Áp phích A2", open_words),
    ("the settings", "Cấp giấy chứng nhận", |scene| scene.open(Route::Settings)),
];

const DIALOGS: [(&str, &str, Open); 3] = [
    ("the palette", "Cấp giấy chứng nhận", |scene| scene.window.effect(Effect::Palette)),
    ("the export of a piece", "Cấp giấy chứng nhận", |scene| {
        scene.window.effect(Effect::Export(Export::Piece(scene.piece.clone())));
    }),
    ("the export of everything", "Cấp giấy chứng nhận", |scene| {
        scene.window.effect(Effect::ExportAll);
    }),
];

fn open_row(scene: &mut Scene) {
    scene.open(Route::Piece(scene.piece.clone()));
    scene.window.send(Message::Pieces(pieces::Message::Row(RowMessage::Pressed(2, Label::Speech))));
    scene.window.catch_up();
}

fn open_words(scene: &mut Scene) {
    scene.open(Route::Poster(scene.piece.clone()));
    let poster = Poster::parse(&scene.window.newsroom().piece(&scene.piece).expect("the poster").body);
    let poster = poster.expect("a poster");
    let words =
        poster.elements.iter().find(|part| matches!(part.kind, ElementKind::Text(_))).expect("words").id;
    scene.window.send(Message::Poster(poster::Message::Designer(DesignerMessage::Choose(words))));
}

/// Types in every kind of field on a screen while each notice appears and disappears.
fn walk(screen: &str, scene: &mut Scene, open: Open, seen: &mut BTreeSet<String>) {
    let before = seen.len();
    for place in 0.. {
        open(scene);
        if !scene.window.focus(place) {
            break;
        }
        let mut letters = LETTERS.chars().cycle().skip(seen.len());
        let first = letters.next().expect("a letter");
        let Some(mut last) = letter(scene, first) else { continue };
        let field = field_of(&last);
        // Each kind of piece has its own editors.
        let is_editor = field.starts_with("Pieces(Wrote") || field.starts_with("Pieces(Row");
        if !seen.insert(if is_editor { format!("{screen}: {field}") } else { field.clone() }) {
            continue;
        }
        let mut run = String::from(first);
        for (notice, come, go) in NOTICES {
            for (step, word) in [(come, "comes"), (go, "goes")] {
                let next = letters.next().expect("a letter");
                run.push(next);
                step(scene);
                let said = letter(scene, next);
                last = said.unwrap_or_else(|| panic!("{screen}, {field}: dead when {notice} {word}"));
                assert_eq!(field_of(&last), field, "{screen}: the keys go elsewhere when {notice} {word}");
            }
        }
        scene.window.send(Message::Dismiss);
        scene.window.effect(Effect::Open(Route::Home));
        assert!(holds(scene, &run, &last), "{screen}, {field}: not all of {run} is there: {last:?}");
    }
    assert!(seen.len() > before, "{screen}: nothing to type in");
}

/// An idle screen is not redrawn, wherever the cursor is.
#[test]
fn a_window_at_rest_draws_nothing() {
    for (screen, title, open) in PIECES.into_iter().chain(SCREENS).chain(DIALOGS) {
        let mut scene = Scene::new(title);
        open(&mut scene);
        for place in 0.. {
            if !scene.window.focus(place) {
                break;
            }
            assert!(!scene.window.is_restless(), "{screen}: restless with the focus on control {place}");
        }
    }
}

#[test]
fn no_key_is_lost_in_a_piece() {
    let mut seen = BTreeSet::new();
    for (screen, title, open) in PIECES {
        walk(screen, &mut Scene::new(title), open, &mut seen);
    }
}

#[test]
fn no_key_is_lost_beside_the_pieces() {
    let mut seen = BTreeSet::new();
    for (screen, title, open) in SCREENS {
        walk(screen, &mut Scene::new(title), open, &mut seen);
    }
}

#[test]
fn no_key_is_lost_in_a_dialog() {
    let mut seen = BTreeSet::new();
    for (screen, title, open) in DIALOGS {
        walk(screen, &mut Scene::new(title), open, &mut seen);
    }
}
