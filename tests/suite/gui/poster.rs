//! Pano, áp phích: the gallery and the designer, driven by messages.

use std::path::Path;
use std::sync::{Arc, Mutex};

use chrono::NaiveDate;
use iced::keyboard::key::Named;
use iced::keyboard::{Key, Modifiers};
use iced::widget::text_editor;
use toasoan::newsroom::Newsroom;
use toasoan::page::Fonts;
use toasoan::piece::{Format, PieceId};
use toasoan::poster::{Edit, ElementId, Fit, Frame, Kind, Poster as Board};
use toasoan::ui::screen::Screen as _;
use toasoan::ui::screen::poster::{
    Act, Channel, DesignerMessage as Do, Field, GalleryMessage, Message, Pointer, Poster, Slot, Tool,
};
use toasoan::ui::{Action, Desk, Effect, Place, SaveState, ThemeChoice};
use toasoan::workspace::Workspace;

/// The screen with the sample workspace, doing the app's part of the work.
struct Office {
    desk: Desk,
    screen: Poster,
    /// Effects that the app would carry out.
    asked: Vec<Effect>,
}

impl Office {
    fn new() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
        let opened = Workspace::open(root).expect("the sample workspace opens");
        let today = NaiveDate::from_ymd_opt(2014, 3, 18).expect("a day");
        let pieces = opened.pieces.into_iter().map(|stored| stored.piece);
        let desk = Desk {
            newsroom: Newsroom::new(opened.plan, opened.settings, pieces, today),
            pictures: Arc::default(),
            fonts: Arc::new(Mutex::new(Fonts::new())),
            save: SaveState::Saved,
            problems: Vec::new(),
            verified: Vec::new(),
            colleagues: std::collections::HashMap::new(),
            undecided: std::collections::BTreeMap::new(),
            unsaved: Vec::new(),
            backup: None,
            theme: ThemeChoice::Light,
            root: String::new(),
        };
        let (screen, _) = Poster::new(&desk);
        let mut office = Self { desk, screen, asked: Vec::new() };
        let _ = office.screen.show(None, &office.desk);
        office
    }

    fn posters(&self) -> Vec<PieceId> {
        let posters = self.desk.newsroom.pieces().filter(|piece| piece.format == Format::Poster);
        posters.map(|piece| piece.header.id.clone()).collect()
    }

    fn open(&mut self, id: &PieceId) {
        let _ = self.screen.show(Some(id.clone()), &self.desk);
    }

    fn send(&mut self, message: Do) {
        let action = self.screen.update(Message::Designer(message), &self.desk);
        self.carry_out(action);
    }

    fn press(&mut self, key: &Key, modifiers: Modifiers) {
        let action = self.screen.key(key, modifiers, &self.desk);
        self.carry_out(action);
    }

    fn carry_out(&mut self, action: Action<Message>) {
        for effect in action.effects {
            match effect {
                Effect::Apply(command) => {
                    let change = self.desk.newsroom.apply(command);
                    let _ = self.screen.changed(&change, &self.desk);
                }
                other => self.asked.push(other),
            }
        }
    }

    fn undo(&mut self) {
        let change = self.desk.newsroom.undo().expect("something to undo");
        let _ = self.screen.changed(&change, &self.desk);
    }

    fn body(&self, id: &PieceId) -> String {
        self.desk.newsroom.piece(id).expect("the piece").body.to_string()
    }

    fn board(&self, id: &PieceId) -> Board {
        Board::parse(&self.body(id)).expect("the saved body is a poster")
    }

    /// Presses at a point of the board, moves by millimetres, releases. With Alt nothing snaps.
    fn drag(&mut self, (x, y): (f32, f32), (dx, dy): (f32, f32)) {
        let camera = self.screen.designer().expect("an open poster").camera();
        let (from, to) = (camera.view((x, y)), camera.view((x + dx, y + dy)));
        let middle = camera.view((x + dx / 2.0, y + dy / 2.0));
        self.send(Do::Pointer(Pointer::Down { at: from, is_double: false, modifiers: Modifiers::ALT }));
        self.send(Do::Pointer(Pointer::Moved { at: middle, modifiers: Modifiers::ALT }));
        self.send(Do::Pointer(Pointer::Moved { at: to, modifiers: Modifiers::ALT }));
        self.send(Do::Pointer(Pointer::Up));
    }

    fn selection(&self) -> &[ElementId] {
        self.screen.designer().expect("an open poster").selection()
    }
}

/// The topmost element with a point that hits it, where a user would drag it.
fn graspable(board: &Board) -> (ElementId, Frame, (f32, f32)) {
    let open = board.elements.iter().rev().filter(|one| !one.is_locked && !one.is_hidden);
    let mut hit = open.filter_map(|one| {
        let (x, y) = one.frame.center();
        (board.hit(x, y, 0.0) == Some(one.id)).then_some((one.id, one.frame, (x, y)))
    });
    hit.next().expect("something to take hold of")
}

fn words(office: &mut Office, id: ElementId) {
    office.send(Do::Choose(id));
}

#[test]
fn the_gallery_lists_every_poster_with_its_agreement() {
    let office = Office::new();
    let cards = office.screen.cards();
    assert_eq!(cards.len(), office.posters().len());
    assert!(cards.iter().all(|card| card.size.is_ok()));
    let bridge = cards.iter().find(|card| card.title.contains("cầu Cần Thơ")).expect("the pano");
    assert_eq!(bridge.size.as_deref(), Ok("8 × 4 m"));
    assert_eq!(bridge.agreed, Some((2, 3)));
}

#[test]
fn dragging_moves_one_frame_and_nothing_else() {
    let mut office = Office::new();
    for id in office.posters() {
        office.open(&id);
        let before = office.body(&id);
        let mut expected = office.board(&id);
        let (element, frame, at) = graspable(&expected);
        let by = (expected.width * 0.1, expected.height * 0.05);
        office.drag(at, by);
        assert_eq!(office.selection(), [element]);
        let moved = office.board(&id).element(element).expect("still there").frame;
        assert!((moved.x - frame.x - by.0).abs() < 0.01, "{} → {}", frame.x, moved.x);
        assert!((moved.y - frame.y - by.1).abs() < 0.01, "{} → {}", frame.y, moved.y);
        let _ = Edit::SetFrame { id: element, frame: moved }.apply(&mut expected).expect("an open element");
        assert_eq!(office.board(&id), expected, "only that frame");
        office.undo();
        assert_eq!(office.body(&id), before, "undo gives the very text back");
    }
}

#[test]
fn a_still_hand_changes_nothing() {
    let mut office = Office::new();
    for id in office.posters() {
        office.open(&id);
        let (_, _, at) = graspable(&office.board(&id));
        let before = office.body(&id);
        office.drag(at, (0.0, 0.0));
        assert_eq!(office.body(&id), before);
        assert!(!office.desk.newsroom.can_undo());
    }
}

#[test]
fn typed_words_are_one_step_to_undo() {
    let mut office = Office::new();
    let id = office.posters()[0].clone();
    office.open(&id);
    let before = office.body(&id);
    let text = |board: &Board| {
        board.elements.iter().find_map(|one| match &one.kind {
            Kind::Text(text) if !one.is_locked => Some((one.id, text.text.clone())),
            _ => None,
        })
    };
    let (element, old) = text(&office.board(&id)).expect("a text");
    words(&mut office, element);
    office.send(Do::Words(text_editor::Action::Move(text_editor::Motion::DocumentEnd)));
    for letter in " ở phường".chars() {
        office.send(Do::Words(text_editor::Action::Edit(text_editor::Edit::Insert(letter))));
    }
    assert_eq!(text(&office.board(&id)), Some((element, format!("{old} ở phường"))));
    office.undo();
    assert_eq!(office.body(&id), before);
}

#[test]
fn figures_count_when_the_next_thing_is_done() {
    let mut office = Office::new();
    let id = office.posters()[0].clone();
    office.open(&id);
    let board = office.board(&id);
    let text = board.elements.iter().find(|one| matches!(one.kind, Kind::Text(_)) && !one.is_locked);
    let element = text.expect("a text").id;
    office.send(Do::Choose(element));
    office.send(Do::Typed(Field::X, "1".to_owned()));
    office.send(Do::Typed(Field::X, "12,5 mm".to_owned()));
    assert_eq!(office.board(&id), board, "half a number is none yet");
    office.send(Do::Typed(Field::Ink(Slot::Mark, Channel::M), "140".to_owned()));
    let after = |office: &Office| office.board(&id).element(element).expect("still there").clone();
    assert!((after(&office).frame.x - 12.5).abs() < 0.001);
    office.send(Do::Submit);
    let Kind::Text(text) = after(&office).kind else { panic!("still a text") };
    assert!((text.ink.m - 100.0).abs() < 0.001, "ink is at most full");
    office.send(Do::Typed(Field::Size, "không phải số".to_owned()));
    let before = office.body(&id);
    office.send(Do::Submit);
    assert_eq!(office.body(&id), before);
}

#[test]
fn keys_nudge_copy_reorder_and_remove() {
    let mut office = Office::new();
    let pano = office.posters().into_iter().find(|id| office.board(id).width >= 8000.0).expect("the pano");
    office.open(&pano);
    let board = office.board(&pano);
    let (element, frame, _) = graspable(&board);
    office.send(Do::Choose(element));
    office.press(&Key::Named(Named::ArrowRight), Modifiers::empty());
    office.press(&Key::Named(Named::ArrowUp), Modifiers::SHIFT);
    let moved = office.board(&pano).element(element).expect("still there").frame;
    assert!((moved.x - frame.x - 10.0).abs() < 0.01 && (moved.y - frame.y + 100.0).abs() < 0.01);
    office.undo();
    assert_eq!(office.board(&pano), board, "a burst of nudges is one step");

    office.press(&Key::Character("d".into()), Modifiers::CTRL);
    let count = board.elements.len();
    assert_eq!(office.board(&pano).elements.len(), count + 1);
    let copy = office.selection()[0];
    assert_ne!(copy, element);
    office.press(&Key::Character("[".into()), Modifiers::empty());
    assert!(office.board(&pano).position(copy) < office.board(&pano).position(element));
    office.press(&Key::Named(Named::Delete), Modifiers::empty());
    assert_eq!(office.board(&pano), board);
    office.press(&Key::Named(Named::Escape), Modifiers::empty());
    assert!(matches!(office.asked.last(), Some(Effect::Open(Place::Posters))));
}

#[test]
fn a_drawn_text_fits_its_frame() {
    let mut office = Office::new();
    let id = office.posters()[0].clone();
    office.open(&id);
    let board = office.board(&id);
    office.send(Do::Take(Tool::Text));
    office.drag((40.0, 40.0), (200.0, 60.0));
    let drawn = office.board(&id);
    assert_eq!(drawn.elements.len(), board.elements.len() + 1);
    let new = drawn.elements.last().expect("on top");
    assert_eq!(office.selection(), [new.id]);
    assert!((new.frame.width - 200.0).abs() < 0.1 && (new.frame.height - 60.0).abs() < 0.1);
    assert!(matches!(&new.kind, Kind::Text(text) if matches!(text.fit, Fit::Shrink { .. })));
    office.send(Do::Act(Act::Delete));
    assert_eq!(office.board(&id), board);
}

#[test]
fn agreement_is_ticked_with_the_day() {
    let mut office = Office::new();
    let pano = office.posters().into_iter().find(|id| office.board(id).width >= 8000.0).expect("the pano");
    office.open(&pano);
    office.send(Do::Agree("ban-tuyen-giao".to_owned()));
    let header = office.desk.newsroom.piece(&pano).expect("the pano").header.clone();
    let given = header.approval("ban-tuyen-giao").expect("agreed");
    assert_eq!(given.date, office.desk.newsroom.today());
    office.undo();
    let header = &office.desk.newsroom.piece(&pano).expect("the pano").header;
    assert!(header.approval("ban-tuyen-giao").is_none());
}

#[test]
fn a_new_poster_takes_the_template_chosen() {
    let mut office = Office::new();
    let action = office.screen.update(Message::Gallery(GalleryMessage::Begin(Some(0))), &office.desk);
    office.carry_out(action);
    let Some(Effect::Draft { activity, slots, is_opened: true }) = office.asked.pop() else {
        panic!("a draft is asked of the app")
    };
    assert_eq!(activity, "pano-ap-phich");
    assert_eq!(slots.len(), 1);
}
