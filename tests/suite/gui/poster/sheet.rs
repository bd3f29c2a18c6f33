//! Guide lines, layers, the clipboard, dropped pictures, sides and the office's colours.

use std::path::PathBuf;

use iced::keyboard::Modifiers;
use toasoan::poster::{ElementId, ElementKind, Folding, GuideLine};
use toasoan::ui::Effect;
use toasoan::ui::screen::Screen as _;
use toasoan::ui::screen::poster::{
    Act, DesignerMessage, InkRole, Message, PaletteMessage, Pointer, SideMessage,
};

use super::{Fixture, graspable};

impl Fixture {
    /// Drags between two points of the view.
    fn drag_view(&mut self, from: (f32, f32), to: (f32, f32)) {
        let point = |(x, y): (f32, f32)| iced::Point::new(x, y);
        let modifiers = Modifiers::empty();
        self.send(DesignerMessage::Pointer(Pointer::Down { at: point(from), is_double: false, modifiers }));
        self.send(DesignerMessage::Pointer(Pointer::Moved { at: point(to), modifiers }));
        self.send(DesignerMessage::Pointer(Pointer::Up));
    }

    fn first(&mut self) -> toasoan::piece::PieceId {
        let id = self.posters()[0].clone();
        self.open(&id);
        id
    }
}

#[test]
fn guide_lines_come_from_a_ruler_hold_what_is_dragged_and_go_back() {
    let mut fixture = Fixture::new();
    let id = fixture.first();
    let before = fixture.body(&id);
    let (element, frame, at) = graspable(&fixture.board(&id));
    let camera = fixture.screen.designer().expect("open").camera();
    // A whole millimetre away from everything that it could be drawn to.
    let place = (frame.x + frame.width * 0.13).round();
    fixture.drag_view((6.0, 300.0), (camera.view((place, 0.0)).x, 300.0));
    let [GuideLine::Vertical(guide)] = fixture.board(&id).guides[..] else { panic!("one upright line") };
    assert!((guide - place).abs() < 8.0, "{guide} {place}");

    // The guide line draws it, wherever other lines lie near.
    let by = guide - frame.x + 0.1;
    fixture.drag_holding(at, (by, 0.0), Modifiers::empty());
    let moved = fixture.board(&id).element(element).expect("there").frame;
    assert!((moved.x - guide).abs() < 0.02, "{} is drawn to {guide}", moved.x);
    fixture.undo();

    fixture.send(DesignerMessage::ChooseBoard);
    fixture.drag_view((camera.view((guide, 0.0)).x, 2.0 + 20.0), (6.0, 300.0));
    assert!(fixture.board(&id).guides.is_empty());
    assert_eq!(fixture.body(&id), before, "without guide lines the file is as it was");
}

#[test]
fn a_layer_dragged_in_the_list_comes_to_lie_where_it_is_let_go() {
    let mut fixture = Fixture::new();
    let id = fixture.first();
    let before = fixture.board(&id);
    let ids: Vec<ElementId> = before.elements.iter().map(|part| part.id).collect();
    let (lowest, top) = (ids[0], ids[ids.len() - 1]);
    fixture.send(DesignerMessage::Lifted(lowest));
    for over in ids.iter().skip(1) {
        fixture.send(DesignerMessage::LiftedOver(*over));
    }
    assert_eq!(fixture.board(&id), before, "nothing changes before it is let go");
    fixture.send(DesignerMessage::LayerDropped);
    let after = fixture.board(&id);
    assert_eq!(after.position(lowest), Some(ids.len() - 1));
    assert_eq!(after.position(top), Some(ids.len() - 2));
    fixture.undo();
    assert_eq!(fixture.board(&id), before);
}

#[test]
fn what_is_copied_is_pasted_on_another_board_at_its_share_of_it() {
    let mut fixture = Fixture::new();
    let posters = fixture.posters();
    let pano = posters.iter().find(|id| fixture.board(id).width >= 8000.0).expect("a pano").clone();
    let paper = posters.iter().find(|id| fixture.board(id).width < 1000.0).expect("a poster").clone();
    fixture.open(&paper);
    let from = fixture.board(&paper);
    let (element, frame, _) = graspable(&from);
    fixture.send(DesignerMessage::Choose(element));
    fixture.send(DesignerMessage::Act(Act::Copy));
    fixture.open(&pano);
    let to = fixture.board(&pano);
    fixture.send(DesignerMessage::Act(Act::Paste));
    let pasted = fixture.board(&pano).elements.last().expect("pasted").clone();
    let factor = (to.width / from.width).min(to.height / from.height);
    assert!((pasted.frame.width - frame.width * factor).abs() < 0.1);
    let share = pasted.frame.center().0 / to.width - frame.center().0 / from.width;
    assert!(share.abs() < 0.001, "{share}");
    assert_eq!(fixture.selection(), [pasted.id]);
    // Once more on the same board: beside itself.
    fixture.send(DesignerMessage::Act(Act::Paste));
    let again = fixture.board(&pano).elements.last().expect("pasted").frame;
    assert!(again.x > pasted.frame.x && (again.width - pasted.frame.width).abs() < 0.01);
}

#[test]
fn the_clipboard_of_the_system_gives_words_files_and_pictures() {
    let mut fixture = Fixture::new();
    let id = fixture.first();
    fixture.send(DesignerMessage::Pasted(Some("  Đúng hẹn với dân\n".to_owned())));
    let board = fixture.board(&id);
    let ElementKind::Text(text) = &board.elements.last().expect("added").kind else { panic!("a text") };
    assert_eq!(text.text, "Đúng hẹn với dân");
    fixture.send(DesignerMessage::Pasted(Some("/ảnh/cầu.jpg\n/ảnh/sông.PNG".to_owned())));
    let files = [PathBuf::from("/ảnh/cầu.jpg"), PathBuf::from("/ảnh/sông.PNG")];
    assert!(matches!(fixture.asked.last(), Some(Effect::TakePictures(paths)) if *paths == files));
    fixture.send(DesignerMessage::Pasted(None));
    assert!(matches!(fixture.asked.last(), Some(Effect::PastePicture)));
}

#[test]
fn dropped_pictures_keep_their_proportions_and_fill_an_empty_frame() {
    let mut fixture = Fixture::new();
    let id = fixture.first();
    let mut drop = |name: &str| {
        let path = format!("images/{name}.jpg");
        let action =
            fixture.screen.update(Message::PictureDropped(path, Some((4000.0, 1000.0))), &fixture.context);
        fixture.carry_out(action);
        fixture.board(&id).elements.last().expect("added").clone()
    };
    let (first, second) = (drop("một"), drop("hai"));
    assert!((first.frame.width / first.frame.height - 4.0).abs() < 0.01);
    assert_ne!(first.id, second.id, "a second one has a frame of its own");
    assert_ne!(first.frame, second.frame);
    // In a frame that waits for a picture.
    let ElementKind::Picture(picture) = &second.kind else { panic!("a picture") };
    let empty = ElementKind::Picture(toasoan::poster::Picture { path: String::new(), ..picture.clone() });
    let edit = toasoan::poster::Edit::SetKind { id: second.id, kind: Box::new(empty) };
    fixture.send(DesignerMessage::Edit(Box::new(edit)));
    fixture.send(DesignerMessage::Choose(second.id));
    let count = fixture.board(&id).elements.len();
    let action =
        fixture.screen.update(Message::PictureDropped("images/ba.jpg".into(), None), &fixture.context);
    fixture.carry_out(action);
    let board = fixture.board(&id);
    assert_eq!(board.elements.len(), count);
    assert!(board.pictures().any(|path| path == "images/ba.jpg"));
}

#[test]
fn a_side_is_added_worked_on_scaled_folded_and_removed() {
    let mut fixture = Fixture::new();
    let id = fixture.first();
    let (before, text) = (fixture.board(&id), fixture.body(&id));
    fixture.send(DesignerMessage::Side(SideMessage::Copied));
    let copied = fixture.board(&id);
    assert_eq!(copied.side_count(), 2);
    assert_eq!(copied.elements, before.elements);
    assert_eq!(copied.sides[0].elements.len(), before.elements.len());

    // What is done now is done on the back alone.
    let back = fixture.screen.designer().expect("open").poster().elements[0].id;
    fixture.send(DesignerMessage::Choose(back));
    fixture.send(DesignerMessage::Act(Act::Delete));
    let worked = fixture.board(&id);
    assert_eq!(worked.elements, before.elements);
    assert!(worked.side_of(back).is_none());
    fixture.undo();
    assert_eq!(fixture.board(&id).side_of(back), Some(1));

    // An element of the other side is shown on its side.
    let front = before.elements[0].id;
    fixture.send(DesignerMessage::Choose(front));
    assert_eq!(fixture.selection(), [front]);
    assert_eq!(fixture.screen.designer().expect("open").poster().elements, before.elements);

    fixture.send(DesignerMessage::Side(SideMessage::Folded(Folding::Inward)));
    let folded = fixture.board(&id);
    assert_eq!(folded.panels(0).map(<[_]>::len), Some(3));
    let half = toasoan::poster::edit::BoardProperties {
        width: folded.width / 2.0,
        height: folded.height / 2.0,
        ..folded.board()
    };
    fixture.send(DesignerMessage::Edit(Box::new(folded.resized(half))));
    let halved = fixture.board(&id);
    assert!(halved.panels(1).is_some(), "still folded in three");
    let width = |board: &toasoan::poster::Poster| {
        board.all_elements().map(|part| part.frame.width).fold(0.0_f32, f32::max)
    };
    assert!(width(&halved) < width(&folded) * 0.6, "both sides are scaled");
    fixture.undo();

    fixture.send(DesignerMessage::Side(SideMessage::Folded(Folding::Flat)));
    fixture.send(DesignerMessage::Side(SideMessage::Shown(1)));
    fixture.send(DesignerMessage::Side(SideMessage::Removed));
    assert_eq!(fixture.body(&id), text, "with one side the file is as it was");
}

#[test]
fn the_offices_colours_are_kept_named_used_and_removed() {
    let mut fixture = Fixture::new();
    let id = fixture.first();
    let palette = |fixture: &Fixture| fixture.context.newsroom.settings().palette.clone();
    fixture.send(DesignerMessage::Palette(PaletteMessage::Opened(InkRole::Board)));
    fixture.send(DesignerMessage::Palette(PaletteMessage::Added));
    fixture.send(DesignerMessage::Palette(PaletteMessage::Added));
    let [ink] = &palette(&fixture)[..] else { panic!("one colour, once") };
    let ground = fixture.board(&id).background.inks().next().expect("a ground");
    assert!((f32::from(ink.m) - ground.m).abs() <= 0.5);
    fixture.send(DesignerMessage::Palette(PaletteMessage::Named(0, "Đỏ cờ".to_owned())));
    assert_eq!(palette(&fixture)[0].name, "Đỏ cờ");
    let written = fixture.context.newsroom.settings().to_text();
    assert_eq!(toasoan::plan::Settings::parse(&written).expect("reads").palette, palette(&fixture));
    fixture.send(DesignerMessage::Palette(PaletteMessage::AllAdded));
    assert!(palette(&fixture).len() > 1);
    fixture.send(DesignerMessage::Palette(PaletteMessage::Removed(0)));
    assert!(palette(&fixture).iter().all(|ink| ink.name != "Đỏ cờ"));
}
