//! Pano, áp phích: the gallery and the designer, driven by messages.

mod sheet;

use std::path::Path;
use std::sync::{Arc, Mutex};

use chrono::NaiveDate;
use iced::keyboard::key::Named;
use iced::keyboard::{Key, Modifiers};
use iced::widget::text_editor;
use toasoan::newsroom::Newsroom;
use toasoan::page::Fonts;
use toasoan::piece::{Format, PieceId};
use toasoan::poster::{Edit, ElementId, ElementKind, Fit, Frame, Poster as Board};
use toasoan::store::Workspace;
use toasoan::store::profile::{Eyesight, Identity, Publisher};
use toasoan::ui::approval;
use toasoan::ui::screen::Screen as _;
use toasoan::ui::screen::poster::{
    Act, Beginning, Channel, DesignerMessage, GalleryMessage, InkRole, LetterMessage, Message, Pointer,
    Poster, Property, Selecting, Step, Tool,
};
use toasoan::ui::{Action, Context, Effect, Route, SaveState, ThemeChoice};

/// The screen with the sample workspace, doing the app's part of the work.
struct Fixture {
    context: Context,
    screen: Poster,
    /// Effects that the app would carry out.
    asked: Vec<Effect>,
}

impl Fixture {
    fn new() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
        let opened = Workspace::open(root).expect("the sample workspace opens");
        let today = NaiveDate::from_ymd_opt(2014, 3, 18).expect("a day");
        let pieces = opened.pieces.into_iter().map(|stored| stored.piece);
        let context = Context {
            newsroom: Newsroom::new(opened.plan, opened.settings, pieces, today),
            pictures: Arc::default(),
            photos: toasoan::ui::Photos::default(),
            fonts: Arc::new(Mutex::new(Fonts::new())),
            save: SaveState::Saved,
            problems: Vec::new(),
            verified: Vec::new(),
            colleagues: std::collections::HashMap::new(),
            missing_evidence: std::collections::BTreeSet::new(),
            undecided: std::collections::BTreeMap::new(),
            unsaved: Vec::new(),
            backup: None,
            theme: ThemeChoice::Light,
            eyesight: Eyesight::default(),
            publisher: Publisher::default(),
            identity: Identity { name: "Chị Lan".into(), ..Identity::default() },
            modifiers: iced::keyboard::Modifiers::empty(),
            root: String::new(),
        };
        let (screen, _) = Poster::new(&context);
        let mut fixture = Self { context, screen, asked: Vec::new() };
        let _ = fixture.screen.show(None, &fixture.context);
        fixture
    }

    fn posters(&self) -> Vec<PieceId> {
        let posters = self.context.newsroom.pieces().filter(|piece| piece.format == Format::Poster);
        posters.map(|piece| piece.header.id.clone()).collect()
    }

    fn open(&mut self, id: &PieceId) {
        let _ = self.screen.show(Some(id.clone()), &self.context);
    }

    fn send(&mut self, message: DesignerMessage) {
        let action = self.screen.update(Message::Designer(message), &self.context);
        self.carry_out(action);
    }

    fn press(&mut self, key: &Key, modifiers: Modifiers) {
        let action = self.screen.key(key, modifiers, &self.context);
        self.carry_out(action);
    }

    fn carry_out(&mut self, action: Action<Message>) {
        for effect in action.effects {
            match effect {
                Effect::Apply(command) => {
                    let change = self.context.newsroom.apply(command);
                    let _ = self.screen.changed(&change, &self.context);
                }
                other => self.asked.push(other),
            }
        }
    }

    fn undo(&mut self) {
        let change = self.context.newsroom.undo().expect("something to undo");
        let _ = self.screen.changed(&change, &self.context);
    }

    fn body(&self, id: &PieceId) -> String {
        self.context.newsroom.piece(id).expect("the piece").body.to_string()
    }

    fn board(&self, id: &PieceId) -> Board {
        Board::parse(&self.body(id)).expect("the saved body is a poster")
    }

    fn drag(&mut self, at: (f32, f32), by: (f32, f32)) {
        // Without snapping.
        self.drag_holding(at, by, Modifiers::COMMAND);
    }

    /// Presses at a point of the board, moves by millimetres, releases.
    fn drag_holding(&mut self, (x, y): (f32, f32), (dx, dy): (f32, f32), held: Modifiers) {
        let camera = self.screen.designer().expect("an open poster").camera();
        let (from, to) = (camera.view((x, y)), camera.view((x + dx, y + dy)));
        let middle = camera.view((x + dx / 2.0, y + dy / 2.0));
        self.send(DesignerMessage::Pointer(Pointer::Down { at: from, is_double: false, modifiers: held }));
        self.send(DesignerMessage::Pointer(Pointer::Moved { at: middle, modifiers: held }));
        self.send(DesignerMessage::Pointer(Pointer::Moved { at: to, modifiers: held }));
        self.send(DesignerMessage::Pointer(Pointer::Up));
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

fn words(fixture: &mut Fixture, id: ElementId) {
    fixture.send(DesignerMessage::Choose(id));
}

#[test]
fn the_gallery_lists_every_poster_with_its_agreement() {
    let fixture = Fixture::new();
    let cards = fixture.screen.cards();
    assert_eq!(cards.len(), fixture.posters().len());
    assert!(cards.iter().all(|card| card.size.is_ok()));
    let bridge = cards.iter().find(|card| card.title.contains("cầu Cần Thơ")).expect("the pano");
    assert_eq!(bridge.size.as_deref(), Ok("8 × 4 m"));
    assert_eq!(bridge.agreed, Some((2, 3)));
}

#[test]
fn with_alt_a_copy_is_dragged_and_a_group_stays_together() {
    let mut fixture = Fixture::new();
    let id = fixture.posters()[0].clone();
    fixture.open(&id);
    let before = fixture.board(&id);
    let (element, frame, at) = graspable(&before);
    fixture.drag_holding(at, (before.width * 0.1, before.height * 0.05), Modifiers::ALT);
    let after = fixture.board(&id);
    assert_eq!(after.elements.len(), before.elements.len() + 1);
    assert_eq!(after.element(element).map(|part| part.frame), Some(frame), "the original stays");
    let copy = fixture.selection()[0];
    assert_ne!(copy, element);
    assert_eq!(after.element(copy).map(|part| &part.kind), before.element(element).map(|part| &part.kind));

    fixture.press(&Key::Character("a".into()), Modifiers::COMMAND);
    let all = fixture.selection().len();
    fixture.press(&Key::Character("g".into()), Modifiers::COMMAND);
    let grouped = fixture.board(&id);
    assert_eq!(grouped.elements.iter().filter(|part| part.group.is_some()).count(), all);
    fixture.press(&Key::Named(Named::Escape), Modifiers::default());
    assert!(fixture.selection().is_empty());
    let (_, _, at) = graspable(&grouped);
    fixture.drag(at, (0.0, 10.0));
    assert_eq!(fixture.selection().len(), all, "one is grasped, all are moved");
    fixture.press(&Key::Character("g".into()), Modifiers::COMMAND | Modifiers::SHIFT);
    assert!(fixture.board(&id).elements.iter().all(|part| part.group.is_none()));
}

#[test]
fn dragging_moves_one_frame_and_nothing_else() {
    let mut fixture = Fixture::new();
    for id in fixture.posters() {
        fixture.open(&id);
        let before = fixture.body(&id);
        let mut expected = fixture.board(&id);
        let (element, frame, at) = graspable(&expected);
        let by = (expected.width * 0.1, expected.height * 0.05);
        fixture.drag(at, by);
        assert_eq!(fixture.selection(), [element]);
        let moved = fixture.board(&id).element(element).expect("still there").frame;
        assert!((moved.x - frame.x - by.0).abs() < 0.01, "{} → {}", frame.x, moved.x);
        assert!((moved.y - frame.y - by.1).abs() < 0.01, "{} → {}", frame.y, moved.y);
        let _ = Edit::SetFrame { id: element, frame: moved }.apply(&mut expected).expect("an open element");
        assert_eq!(fixture.board(&id), expected, "only that frame");
        fixture.undo();
        assert_eq!(fixture.body(&id), before, "undo gives the very text back");
    }
}

#[test]
fn a_still_hand_changes_nothing() {
    let mut fixture = Fixture::new();
    for id in fixture.posters() {
        fixture.open(&id);
        let (_, _, at) = graspable(&fixture.board(&id));
        let before = fixture.body(&id);
        fixture.drag(at, (0.0, 0.0));
        assert_eq!(fixture.body(&id), before);
        assert!(!fixture.context.newsroom.can_undo());
    }
}

#[test]
fn typed_words_are_one_step_to_undo() {
    let mut fixture = Fixture::new();
    let id = fixture.posters()[0].clone();
    fixture.open(&id);
    let before = fixture.body(&id);
    let text = |board: &Board| {
        board.elements.iter().find_map(|one| match &one.kind {
            ElementKind::Text(text) if !one.is_locked => Some((one.id, text.text.clone())),
            _ => None,
        })
    };
    let (element, old) = text(&fixture.board(&id)).expect("a text");
    words(&mut fixture, element);
    fixture.send(DesignerMessage::TextEdited(text_editor::Action::Move(text_editor::Motion::DocumentEnd)));
    for letter in " ở phường".chars() {
        fixture
            .send(DesignerMessage::TextEdited(text_editor::Action::Edit(text_editor::Edit::Insert(letter))));
    }
    assert_eq!(text(&fixture.board(&id)), Some((element, format!("{old} ở phường"))));
    fixture.undo();
    assert_eq!(fixture.body(&id), before);
}

#[test]
fn a_text_is_edited_on_the_board_and_its_letters_get_looks_of_their_own() {
    let mut fixture = Fixture::new();
    let id = fixture.posters()[0].clone();
    fixture.open(&id);
    let before = fixture.body(&id);
    let board = fixture.board(&id);
    let text = |board: &Board, id: ElementId| match &board.element(id).expect("still there").kind {
        ElementKind::Text(text) => text.clone(),
        other => panic!("{other:?}"),
    };
    let on_top = |one: &&toasoan::poster::Element| {
        let (x, y) = one.frame.center();
        matches!(one.kind, ElementKind::Text(_)) && !one.is_locked && board.hit(x, y, 0.0) == Some(one.id)
    };
    let part = board.elements.iter().find(on_top).expect("a text that can be hit");
    let camera = fixture.screen.designer().expect("an open poster").camera();
    let at = camera.view(part.frame.center());
    for is_double in [false, true] {
        fixture.send(DesignerMessage::Pointer(Pointer::Down {
            at,
            is_double,
            modifiers: Modifiers::empty(),
        }));
        fixture.send(DesignerMessage::Pointer(Pointer::Up));
    }
    let old = text(&board, part.id);
    // The first three letters are selected with the keys, then bold and leaning.
    fixture.send(DesignerMessage::TextEdited(text_editor::Action::Move(text_editor::Motion::DocumentStart)));
    for _ in 0..3 {
        fixture.send(DesignerMessage::TextEdited(text_editor::Action::Select(text_editor::Motion::Right)));
    }
    fixture.press(&Key::Character("i".into()), Modifiers::CTRL);
    let leaning: String = old.text.chars().take(3).collect();
    let words = |text: &toasoan::poster::Text| -> Vec<String> {
        text.runs().into_iter().filter(|run| run.is_italic).map(|run| run.words.to_owned()).collect()
    };
    assert_eq!(words(&text(&fixture.board(&id), part.id)), std::slice::from_ref(&leaning));
    // A size and a colour are theirs alone.
    fixture.send(DesignerMessage::Typed(Property::Size, format!("{}", old.size * 2.0).replace('.', ",")));
    fixture.send(DesignerMessage::Submit);
    let larger = text(&fixture.board(&id), part.id);
    assert!(
        (larger.size - old.size).abs() < 0.001 && (larger.runs()[0].scale - 2.0).abs() < 0.01,
        "{larger:?}"
    );
    // Letters typed after them look like them, and replace none.
    fixture.send(DesignerMessage::Letters(LetterMessage::Step(Step::LineEnd, Selecting::No)));
    fixture.send(DesignerMessage::TextEdited(text_editor::Action::Edit(text_editor::Edit::Insert('ế'))));
    assert_eq!(words(&text(&fixture.board(&id), part.id)), [format!("{leaning}ế")]);
    // The same keys take it back, and each step is undone.
    for _ in 0..3 {
        fixture.undo();
    }
    assert_eq!(fixture.body(&id), before);
    fixture.press(&Key::Named(Named::Escape), Modifiers::empty());
    assert_eq!(fixture.selection(), [part.id], "the board has the keys again, the text stays chosen");
}

#[test]
fn figures_count_when_the_next_thing_is_done() {
    let mut fixture = Fixture::new();
    let id = fixture.posters()[0].clone();
    fixture.open(&id);
    let board = fixture.board(&id);
    let text = board.elements.iter().find(|one| matches!(one.kind, ElementKind::Text(_)) && !one.is_locked);
    let element = text.expect("a text").id;
    fixture.send(DesignerMessage::Choose(element));
    fixture.send(DesignerMessage::Typed(Property::X, "1".to_owned()));
    fixture.send(DesignerMessage::Typed(Property::X, "12,5 mm".to_owned()));
    assert_eq!(fixture.board(&id), board, "half a number is none yet");
    fixture.send(DesignerMessage::Typed(Property::Ink(InkRole::Mark, Channel::M), "140".to_owned()));
    let after = |fixture: &Fixture| fixture.board(&id).element(element).expect("still there").clone();
    assert!((after(&fixture).frame.x - 12.5).abs() < 0.001);
    fixture.send(DesignerMessage::Submit);
    let ElementKind::Text(text) = after(&fixture).kind else { panic!("still a text") };
    assert!((text.ink.m - 100.0).abs() < 0.001, "ink is at most full");
    fixture.send(DesignerMessage::Typed(Property::Size, "không phải số".to_owned()));
    let before = fixture.body(&id);
    fixture.send(DesignerMessage::Submit);
    assert_eq!(fixture.body(&id), before);
}

#[test]
fn keys_nudge_copy_reorder_and_remove() {
    let mut fixture = Fixture::new();
    let pano = fixture.posters().into_iter().find(|id| fixture.board(id).width >= 8000.0).expect("the pano");
    fixture.open(&pano);
    let board = fixture.board(&pano);
    let (element, frame, _) = graspable(&board);
    fixture.send(DesignerMessage::Choose(element));
    fixture.press(&Key::Named(Named::ArrowRight), Modifiers::empty());
    fixture.press(&Key::Named(Named::ArrowUp), Modifiers::SHIFT);
    let moved = fixture.board(&pano).element(element).expect("still there").frame;
    assert!((moved.x - frame.x - 10.0).abs() < 0.01 && (moved.y - frame.y + 100.0).abs() < 0.01);
    fixture.undo();
    assert_eq!(fixture.board(&pano), board, "a burst of nudges is one step");

    fixture.press(&Key::Character("d".into()), Modifiers::CTRL);
    let count = board.elements.len();
    assert_eq!(fixture.board(&pano).elements.len(), count + 1);
    let copy = fixture.selection()[0];
    assert_ne!(copy, element);
    fixture.press(&Key::Character("[".into()), Modifiers::empty());
    assert!(fixture.board(&pano).position(copy) < fixture.board(&pano).position(element));
    fixture.press(&Key::Named(Named::Delete), Modifiers::empty());
    assert_eq!(fixture.board(&pano), board);
    for _ in 0..3 {
        fixture.press(&Key::Named(Named::Escape), Modifiers::empty());
    }
    let has_left = |fixture: &Fixture| matches!(fixture.asked.last(), Some(Effect::Open(Route::Posters)));
    assert!(fixture.selection().is_empty() && !has_left(&fixture), "a press too many does not leave");
    fixture.press(&Key::Named(Named::ArrowLeft), Modifiers::ALT);
    assert!(has_left(&fixture));
}

#[test]
fn a_drawn_text_fits_its_frame() {
    let mut fixture = Fixture::new();
    let id = fixture.posters()[0].clone();
    fixture.open(&id);
    let board = fixture.board(&id);
    fixture.send(DesignerMessage::Take(Tool::Text));
    fixture.drag((40.0, 40.0), (200.0, 60.0));
    let drawn = fixture.board(&id);
    assert_eq!(drawn.elements.len(), board.elements.len() + 1);
    let new = drawn.elements.last().expect("on top");
    assert_eq!(fixture.selection(), [new.id]);
    assert!((new.frame.width - 200.0).abs() < 0.1 && (new.frame.height - 60.0).abs() < 0.1);
    assert!(matches!(&new.kind, ElementKind::Text(text) if matches!(text.fit, Fit::Shrink { .. })));
    fixture.send(DesignerMessage::Act(Act::Delete));
    assert_eq!(fixture.board(&id), board);
}

#[test]
fn agreement_is_ticked_with_the_day() {
    let mut fixture = Fixture::new();
    let pano = fixture.posters().into_iter().find(|id| fixture.board(id).width >= 8000.0).expect("the pano");
    fixture.open(&pano);
    fixture.send(DesignerMessage::Approval(approval::Message::Opened("ban-tuyen-giao".to_owned())));
    fixture.send(DesignerMessage::Approval(approval::Message::Answered { is_agreed: true }));
    let header = fixture.context.newsroom.piece(&pano).expect("the pano").header.clone();
    let given = header.approval("ban-tuyen-giao").expect("agreed");
    assert_eq!(given.date, fixture.context.newsroom.today());
    assert_eq!((given.by.as_str(), given.agency.as_str()), ("Chị Lan", "ban-tuyen-giao"));
    fixture.undo();
    let header = &fixture.context.newsroom.piece(&pano).expect("the pano").header;
    assert!(header.approval("ban-tuyen-giao").is_none());
}

#[test]
fn a_new_poster_takes_the_template_chosen() {
    let mut fixture = Fixture::new();
    let action = fixture
        .screen
        .update(Message::Gallery(GalleryMessage::Begin(Beginning::Standard(0))), &fixture.context);
    fixture.carry_out(action);
    let Some(Effect::BeginPiece { activity, slots, is_opened: true }) = fixture.asked.pop() else {
        panic!("a draft is asked of the app")
    };
    assert_eq!(activity, "pano-ap-phich");
    assert_eq!(slots.len(), 1);
}

#[test]
fn the_day_and_the_topics_of_a_poster_are_set_in_the_designer_and_it_is_deleted_there() {
    let mut fixture = Fixture::new();
    let id = fixture.posters()[0].clone();
    fixture.open(&id);
    let header = |fixture: &Fixture| fixture.context.newsroom.piece(&id).expect("the poster").header.clone();
    fixture.send(DesignerMessage::Typed(Property::Date, "30/4/2014".into()));
    fixture.send(DesignerMessage::Submit);
    let day = NaiveDate::from_ymd_opt(2014, 4, 30);
    assert!(header(&fixture).airings.iter().all(|airing| airing.date == day));
    // What is no day changes nothing.
    fixture.send(DesignerMessage::Typed(Property::Date, "hôm sau".into()));
    fixture.send(DesignerMessage::Submit);
    assert!(header(&fixture).airings.iter().all(|airing| airing.date == day));

    let clause = fixture.context.newsroom.plan().audiences[0].topics[0].clause.clone();
    let had = header(&fixture).topics.contains(&clause);
    fixture.send(DesignerMessage::TopicToggled(clause.clone()));
    assert_ne!(header(&fixture).topics.contains(&clause), had);
    fixture.send(DesignerMessage::TopicToggled(clause.clone()));
    assert_eq!(header(&fixture).topics.contains(&clause), had);

    fixture.send(DesignerMessage::Removed);
    assert!(fixture.context.newsroom.piece(&id).is_none());
    fixture.undo();
    assert!(fixture.context.newsroom.piece(&id).is_some());
}
