//! Posters: read, changed, arranged, checked, set on their sheets.

mod artwork;
mod family;
mod photo;
mod picture;
mod preflight;
mod print;
mod qr;
mod text;

use toasoan::document::poster::{self as sheet};
use toasoan::poster::arrange::{Alignment, Direction, align, distribute};
use toasoan::poster::edit::BoardProperties;
use toasoan::poster::snap::{Axis, Edges, Side, snap_edges};
use toasoan::poster::template::TEMPLATES;
use toasoan::poster::{
    Edit, Element, ElementId, ElementKind, EyeletEdges, Eyelets, Fill, Finishing, Frame, Ink, Poster, Shape,
    ShapeForm, Snapping, Text, Typeface, snap,
};

const SNAPPING: Snapping<'static> = Snapping { threshold: 3.0, grid: None, folds: &[] };

const NO_PICTURES: &sheet::Pictures<'static> = &|_| None;

fn board(elements: Vec<Element>) -> Poster {
    Poster {
        width: 400.0,
        height: 600.0,
        bleed: 3.0,
        safe: 15.0,
        viewing_distance: 2.0,
        finishing: None,
        pixel: None,
        folds: Vec::new(),
        family: String::new(),
        guides: Vec::new(),
        sides: Vec::new(),
        background: Fill::Solid(Ink::WHITE),
        elements,
    }
}

fn element(id: u32, frame: Frame, kind: ElementKind) -> Element {
    Element::new(ElementId(id), frame, kind)
}

fn rectangle(ink: Ink) -> ElementKind {
    let form = ShapeForm::Rectangle { radius: 0.0 };
    ElementKind::Shape(Shape::new(form, Some(Fill::Solid(ink)), None))
}

fn words(text: &str, size: f32) -> Text {
    Text::new(text, Typeface::BeVietnamProBold, size, Ink::BLACK)
}

/// Three squares of 100 mm at x 20, 150, 290 and y 50, 60, 80.
fn squares() -> Poster {
    let square = |id, x, y| element(id, Frame::new(x, y, 100.0, 100.0), rectangle(Ink::BLACK));
    board(vec![square(1, 20.0, 50.0), square(2, 150.0, 60.0), square(3, 290.0, 80.0)])
}

#[test]
fn a_poster_reads_back_as_it_was_written() {
    for template in TEMPLATES {
        let poster = (template.poster)();
        let text = poster.to_text();
        let back = Poster::parse(&text).unwrap_or_else(|error| panic!("{}: {error}", template.id));
        assert_eq!(back, poster, "{}", template.id);
        assert_eq!(back.to_text(), text, "{}", template.id);
    }
}

#[test]
fn a_broken_poster_says_where_and_what_to_do() {
    let text = squares().to_text();
    let line_of =
        |needle: &str| text.lines().position(|line| line.contains(needle)).map_or(0, |index| index + 1);
    let cases = [
        ("width: 400.0,", "width: rộng,", line_of("width: 400.0"), "con số"),
        ("height: 600.0,\n", "", 0, "thiếu mục “height”"),
        ("safe: 15.0,", "safe: 15.0, sáng: 1,", line_of("safe: 15.0"), "mục “sáng”"),
        ("Shape(", "Star(", line_of("Shape("), "không có giá trị “Star”"),
        ("viewing_distance: 2.0,", "viewing_distance: 2.0", line_of("background"), "dấu phẩy"),
    ];
    for (from, to, line, expected) in cases {
        let error = Poster::parse(&text.replacen(from, to, 1)).expect_err(to).to_string();
        assert!(error.contains(expected), "{to}: {error}");
        assert!(line == 0 || error.starts_with(&format!("dòng {line}, cột ")), "{to}: {error}");
    }
    let cases = [
        ("width: 400.0", "width: 2.0", "Khổ 2 × 600 mm"),
        ("safe: 15.0", "safe: 900.0", "Lề an toàn"),
        ("id: 2", "id: 1", "mang số 1"),
        ("x: 20.0", "x: inf", "Phần tử số 1"),
        ("k: 100.0", "k: NaN", "Phần tử số 1: mực"),
        ("k: 0.0", "k: 130.0", "Màu nền"),
    ];
    for (from, to, expected) in cases {
        let error = Poster::parse(&text.replacen(from, to, 1)).expect_err(to).to_string();
        assert!(error.contains(expected), "{to}: {error}");
    }
    for end in (0..text.len()).step_by(7).filter(|end| text.is_char_boundary(*end)) {
        assert!(Poster::parse(&text[..end]).is_err(), "cut at {end}");
    }
}

#[test]
fn text_becomes_nfc_and_a_mark_at_the_head_is_skipped() {
    let mut poster =
        board(vec![element(1, Frame::new(0.0, 0.0, 100.0, 100.0), ElementKind::Text(words("", 10.0)))]);
    let _ = Edit::SetText { id: ElementId(1), text: "Tie\u{302}\u{301}ng".into() }.apply(&mut poster);
    let read = Poster::parse(&format!("\u{feff}{}", poster.to_text())).expect("a poster");
    assert!(matches!(&read.elements[0].kind, ElementKind::Text(text) if text.text == "Tiếng"));
}

#[test]
fn every_edit_is_taken_back_by_its_inverse() {
    let mut before = squares();
    before.elements.push(element(
        4,
        Frame::new(10.0, 300.0, 300.0, 90.0),
        ElementKind::Text(words("Một cửa", 20.0)),
    ));
    let edits = vec![
        Edit::Move { ids: vec![ElementId(1), ElementId(3)], dx: 0.1, dy: -7.3 },
        Edit::SetFrame {
            id: ElementId(2),
            frame: Frame { rotation: 30.0, ..Frame::new(1.0, 2.0, 3.0, 4.0) },
        },
        Edit::SetText { id: ElementId(4), text: "Đúng hẹn".into() },
        Edit::SetKind { id: ElementId(1), kind: Box::new(rectangle(Ink::WHITE)) },
        Edit::SetName { id: ElementId(1), name: "Nền".into() },
        Edit::SetLocked { id: ElementId(1), is_locked: true },
        Edit::SetHidden { id: ElementId(2), is_hidden: true },
        Edit::Add {
            index: 1,
            element: Box::new(element(9, Frame::new(0.0, 0.0, 1.0, 1.0), rectangle(Ink::BLACK))),
        },
        Edit::Remove(ElementId(2)),
        Edit::Reorder { id: ElementId(1), index: 99 },
        Edit::Duplicate { id: ElementId(3), copy: before.free_id(), dx: 5.0, dy: 5.0 },
        Edit::SetBackground(Fill::linear(Ink::WHITE, Ink::BLACK, 45.0)),
        before.resized(BoardProperties {
            width: 200.0,
            height: 300.0,
            bleed: 2.0,
            safe: 5.0,
            viewing_distance: 1.0,
            finishing: Some(Finishing::BANNER),
            pixel: None,
        }),
        align(&before, &[ElementId(1), ElementId(2)], Alignment::Bottom),
    ];
    let mut all = before.clone();
    let mut back = Vec::new();
    for edit in edits.clone() {
        let mut poster = before.clone();
        let inverse = edit.clone().apply(&mut poster).unwrap_or_else(|error| panic!("{edit:?}: {error}"));
        assert_ne!(poster, before, "{edit:?}");
        let after = poster.clone();
        let again = inverse.apply(&mut poster).expect("the inverse applies");
        assert_eq!(poster, before, "{edit:?}");
        let _ = again.apply(&mut poster).expect("redo applies");
        assert_eq!(poster, after, "{edit:?}");
        if let Ok(inverse) = edit.apply(&mut all) {
            back.push(inverse);
        }
    }
    assert!(back.len() > 10);
    for inverse in back.into_iter().rev() {
        let _ = inverse.apply(&mut all).expect("undo applies");
    }
    assert_eq!(all, before);
}

#[test]
fn an_edit_that_fails_changes_nothing() {
    let mut before = squares();
    before.elements[2].is_locked = true;
    let wrong = [
        Edit::Move { ids: vec![ElementId(1), ElementId(3)], dx: 9.0, dy: 0.0 },
        Edit::All(vec![Edit::Remove(ElementId(1)), Edit::SetName { id: ElementId(7), name: "?".into() }]),
        Edit::SetText { id: ElementId(1), text: "hình không có chữ".into() },
        Edit::Duplicate { id: ElementId(1), copy: ElementId(2), dx: 0.0, dy: 0.0 },
        Edit::SetBoard(BoardProperties { width: f32::NAN, ..before.board() }),
    ];
    for edit in wrong {
        let mut poster = before.clone();
        assert!(edit.clone().apply(&mut poster).is_err(), "{edit:?}");
        assert_eq!(poster, before, "{edit:?}");
    }
}

#[test]
fn a_click_finds_the_topmost_element_even_turned() {
    let mut poster = squares();
    // A bar of 200 × 20 around (200, 300), rotated upright.
    let bar = Frame { rotation: 90.0, ..Frame::new(100.0, 290.0, 200.0, 20.0) };
    poster.elements.push(element(4, bar, rectangle(Ink::BLACK)));
    let line = Shape::new(ShapeForm::Line, None, Some((Ink::BLACK, 2.0)));
    poster.elements.push(element(5, Frame::new(0.0, 500.0, 100.0, 100.0), ElementKind::Shape(line)));
    let ring = Shape::new(ShapeForm::Ellipse, None, None);
    poster.elements.push(element(6, Frame::new(300.0, 500.0, 100.0, 100.0), ElementKind::Shape(ring)));
    let star = Shape::new(ShapeForm::Star { points: 5 }, Some(Fill::Solid(Ink::BLACK)), None);
    poster.elements.push(element(7, Frame::new(300.0, 380.0, 100.0, 80.0), ElementKind::Shape(star)));
    let cases = [
        ((60.0, 90.0), Some(1)),
        ((200.0, 215.0), Some(4)),
        ((290.0, 300.0), None),
        ((50.0, 551.0), Some(5)),
        ((50.0, 570.0), None),
        ((350.0, 550.0), None),
        ((300.0, 550.0), Some(6)),
        ((350.0, 420.0), Some(7)),
        ((306.0, 406.0), None),
        ((303.0, 503.0), None),
    ];
    for ((x, y), expected) in cases {
        assert_eq!(poster.hit(x, y, 1.0), expected.map(ElementId), "{x} {y}");
    }
    poster.elements[3].is_locked = true;
    assert_eq!(poster.hit(200.0, 300.0, 1.0), None);
    assert_eq!(poster.within(Frame::new(0.0, 0.0, 260.0, 200.0)), [ElementId(1), ElementId(2)]);
}

#[test]
fn dragging_pulls_to_edges_middles_and_the_safe_margin() {
    let poster = squares();
    let moving = [ElementId(3)];
    let pull = |x, y| snap(Frame::new(x, y, 100.0, 100.0), &poster, &moving, SNAPPING);
    // The right edge meets the safety margin, the top edge the second square's.
    let (frame, guides) = pull(287.0, 61.5);
    assert_eq!((frame.x, frame.y), (285.0, 60.0));
    let vertical = guides.iter().find(|guide| guide.axis == Axis::Vertical).expect("a vertical guide");
    assert_eq!((vertical.at, vertical.from, vertical.to), (385.0, 0.0, 600.0));
    let horizontal = guides.iter().find(|guide| guide.axis == Axis::Horizontal).expect("a horizontal guide");
    assert_eq!((horizontal.at, horizontal.from, horizontal.to), (60.0, 150.0, 385.0));
    // Nothing is near: no move, no guide.
    let (frame, guides) = pull(268.0, 410.0);
    assert_eq!((frame.x, frame.y, guides.len()), (268.0, 410.0, 0));
    // The centre of the board.
    assert_eq!(pull(151.0, 252.0).0, Frame::new(150.0, 250.0, 100.0, 100.0));
    // A resize moves only its own edge.
    let edges = Edges { across: Some(Side::Far), down: None };
    let (frame, _) = snap_edges(Frame::new(290.0, 430.0, 93.0, 60.0), edges, &poster, &moving, SNAPPING);
    assert_eq!(frame, Frame::new(290.0, 430.0, 95.0, 60.0));
}

#[test]
fn elements_line_up_and_spread_evenly() {
    let ids = [ElementId(1), ElementId(2), ElementId(3)];
    let frames = |edit: Edit| {
        let mut poster = squares();
        let _ = edit.apply(&mut poster).expect("applies");
        poster.elements.iter().map(|element| (element.frame.x, element.frame.y)).collect::<Vec<_>>()
    };
    let poster = squares();
    let tops = frames(align(&poster, &ids, Alignment::Top));
    assert_eq!(tops, [(20.0, 50.0), (150.0, 50.0), (290.0, 50.0)]);
    let alone = frames(align(&poster, &ids[..1], Alignment::Center));
    assert_eq!(alone[0], (150.0, 50.0));
    let even = frames(distribute(&poster, &ids, Direction::Horizontal));
    assert_eq!(even, [(20.0, 50.0), (155.0, 60.0), (290.0, 80.0)]);
}

#[test]
fn eyelets_stand_in_the_corners_and_evenly_between() {
    let of = |edges, pitch| {
        let eyelets = Some(Eyelets { diameter: 20.0, pitch, edges });
        Finishing { hem: 30.0, eyelets }.rings(5000.0, 1500.0)
    };
    // 4,970 mm between the corner eyelets: ten gaps of 497; 1,470: three of 490.
    let cases = [
        (EyeletEdges::All, 500.0, 2 * 11 + 2 * 2),
        (EyeletEdges::TopAndBottom, 500.0, 2 * 11),
        (EyeletEdges::LeftAndRight, 500.0, 4 + 2 * 2),
        (EyeletEdges::Top, 500.0, 11 + 2),
        (EyeletEdges::Corners, 500.0, 4),
        (EyeletEdges::All, 497.0, 2 * 11 + 2 * 2),
        (EyeletEdges::All, 9000.0, 4),
    ];
    for (edges, pitch, count) in cases {
        let rings = of(edges, pitch);
        assert_eq!(rings.len(), count, "{edges:?} {pitch}");
        for corner in [(15.0, 15.0), (4985.0, 15.0), (15.0, 1485.0), (4985.0, 1485.0)] {
            assert!(rings.contains(&corner), "{edges:?} {pitch}: {rings:?}");
        }
        let mut gaps: Vec<f32> = rings
            .windows(2)
            .filter(|pair| (pair[0].1 - pair[1].1).abs() < 0.01)
            .map(|pair| pair[1].0 - pair[0].0)
            .collect();
        gaps.retain(|gap| *gap < 4900.0);
        assert!(gaps.iter().all(|gap| *gap <= pitch + 0.01 && (gap - gaps[0]).abs() < 0.01), "{gaps:?}");
    }
}

#[test]
fn an_old_poster_has_no_hem_and_a_wrong_one_is_refused() {
    let mut poster = squares();
    assert!(!poster.to_text().contains("finishing"), "what is not there is not written");
    poster.finishing = Some(Finishing::FLAG);
    let text = poster.to_text();
    assert_eq!(Poster::parse(&text).expect("a poster"), poster);
    let bare = text.replace("edges: TopAndBottom,", "");
    let edges = Poster::parse(&bare).expect("a poster").finishing.and_then(|one| one.eyelets);
    assert_eq!(edges.expect("eyelets").edges, EyeletEdges::All);
    for (from, to, expected) in [
        ("hem: 30.0", "hem: 300.0", "Viền may"),
        ("diameter: 20.0", "diameter: 0.0", "Đường kính khuyết"),
        ("pitch: 500.0", "pitch: NaN", "Khoảng cách khuyết"),
        ("edges: TopAndBottom", "edges: Nowhere", "không có giá trị “Nowhere”"),
    ] {
        let error = Poster::parse(&text.replacen(from, to, 1)).expect_err(to).to_string();
        assert!(error.contains(expected), "{to}: {error}");
    }
}
