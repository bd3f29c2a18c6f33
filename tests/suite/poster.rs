//! Posters: read, changed, arranged, checked, set on their sheets.

use std::sync::Arc;

use toasoan::document::poster::{self as sheet, PrintOptions, TileSheet, Tiling};
use toasoan::page::{Fonts, Item, MM, Segment};
use toasoan::piece::Status;
use toasoan::poster::arrange::{Alignment, Direction, align, distribute};
use toasoan::poster::edit::Board;
use toasoan::poster::preflight::{Finding, Remedy, Rule, Severity};
use toasoan::poster::snap::{Axis, Edges, Side, snap_edges};
use toasoan::poster::template::TEMPLATES;
use toasoan::poster::{
    Edit, Element, ElementId, EyeletEdges, Eyelets, Fill, Finishing, Fit, Frame, Ink, Kind, Picture,
    PictureFit, Poster, Qr, Shape, ShapeForm, Text, Typeface, size, snap,
};

const NO_PICTURES: &sheet::Pictures<'static> = &|_| None;

fn board(elements: Vec<Element>) -> Poster {
    Poster {
        width: 400.0,
        height: 600.0,
        bleed: 3.0,
        safe: 15.0,
        viewing_distance: 2.0,
        finishing: None,
        background: Fill::Solid(Ink::WHITE),
        elements,
    }
}

fn element(id: u32, frame: Frame, kind: Kind) -> Element {
    Element { id: ElementId(id), name: String::new(), frame, is_locked: false, is_hidden: false, kind }
}

fn rectangle(ink: Ink) -> Kind {
    let form = ShapeForm::Rectangle { radius: 0.0 };
    Kind::Shape(Shape::new(form, Some(Fill::Solid(ink)), None))
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
        ("Shape(", "Star(", line_of("Shape("), "không có loại “Star”"),
        ("viewing_distance: 2.0,", "viewing_distance: 2.0", line_of("background"), "dấu phẩy"),
    ];
    for (from, to, line, expected) in cases {
        let error = Poster::parse(&text.replacen(from, to, 1)).expect_err(to).to_string();
        assert!(error.contains(expected), "{to}: {error}");
        assert!(line == 0 || error.starts_with(&format!("Dòng {line}, cột ")), "{to}: {error}");
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
    let mut poster = board(vec![element(1, Frame::new(0.0, 0.0, 100.0, 100.0), Kind::Text(words("", 10.0)))]);
    let _ = Edit::SetText { id: ElementId(1), text: "Tie\u{302}\u{301}ng".into() }.apply(&mut poster);
    let read = Poster::parse(&format!("\u{feff}{}", poster.to_text())).expect("a poster");
    assert!(matches!(&read.elements[0].kind, Kind::Text(text) if text.text == "Tiếng"));
}

#[test]
fn every_edit_is_taken_back_by_its_inverse() {
    let mut before = squares();
    before.elements.push(element(
        4,
        Frame::new(10.0, 300.0, 300.0, 90.0),
        Kind::Text(words("Một cửa", 20.0)),
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
        Edit::SetBackground(Fill::Linear { from: Ink::WHITE, to: Ink::BLACK, angle: 45.0 }),
        before.resized(Board {
            width: 200.0,
            height: 300.0,
            bleed: 2.0,
            safe: 5.0,
            viewing_distance: 1.0,
            finishing: Some(Finishing::BANNER),
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
        Edit::SetBoard(Board { width: f32::NAN, ..before.board() }),
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
    // A bar of 200 × 20 about (200, 300), turned upright.
    let bar = Frame { rotation: 90.0, ..Frame::new(100.0, 290.0, 200.0, 20.0) };
    poster.elements.push(element(4, bar, rectangle(Ink::BLACK)));
    let line = Shape::new(ShapeForm::Line, None, Some((Ink::BLACK, 2.0)));
    poster.elements.push(element(5, Frame::new(0.0, 500.0, 100.0, 100.0), Kind::Shape(line)));
    let ring = Shape::new(ShapeForm::Ellipse, None, None);
    poster.elements.push(element(6, Frame::new(300.0, 500.0, 100.0, 100.0), Kind::Shape(ring)));
    let cases = [
        ((60.0, 90.0), Some(1)),
        ((200.0, 215.0), Some(4)),
        ((290.0, 300.0), None),
        ((50.0, 551.0), Some(5)),
        ((50.0, 570.0), None),
        ((350.0, 550.0), Some(6)),
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
    let pull = |x, y| snap(Frame::new(x, y, 100.0, 100.0), &poster, &moving, 3.0);
    // The right edge meets the safe margin, the top meets the second square's.
    let (frame, guides) = pull(287.0, 61.5);
    assert_eq!((frame.x, frame.y), (285.0, 60.0));
    let vertical = guides.iter().find(|guide| guide.axis == Axis::Vertical).expect("a vertical guide");
    assert_eq!((vertical.at, vertical.from, vertical.to), (385.0, 0.0, 600.0));
    let horizontal = guides.iter().find(|guide| guide.axis == Axis::Horizontal).expect("a horizontal guide");
    assert_eq!((horizontal.at, horizontal.from, horizontal.to), (60.0, 150.0, 385.0));
    // Nothing near: nothing moves, nothing shows.
    let (frame, guides) = pull(268.0, 410.0);
    assert_eq!((frame.x, frame.y, guides.len()), (268.0, 410.0, 0));
    // The middle of the board.
    assert_eq!(pull(151.0, 252.0).0, Frame::new(150.0, 250.0, 100.0, 100.0));
    // A resize moves its own edge alone.
    let edges = Edges { across: Some(Side::Far), down: None };
    let (frame, _) = snap_edges(Frame::new(290.0, 430.0, 93.0, 60.0), edges, &poster, &moving, 3.0);
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

fn check(poster: &Poster) -> Vec<Finding> {
    sheet::check(poster, NO_PICTURES, &mut Fonts::new())
}

#[test]
fn preflight_finds_each_fault_and_names_its_measure() {
    let text = |text: Text| Kind::Text(text);
    let at = |x, y, width, height| Frame::new(x, y, width, height);
    let roomy = at(20.0, 20.0, 360.0, 100.0);
    let pale = Ink::new(0.0, 0.0, 30.0, 0.0);
    let picture = |path: &str| Kind::Picture(Picture { path: path.into(), fit: PictureFit::Cover });
    let code = |content: &str, ink| Kind::Qr(Qr { content: content.into(), ink, paper: Some(Ink::WHITE) });
    let cases = [
        (roomy, text(words("Chữ nhỏ", 6.0)), Rule::LetterHeight, "cần 5,6 mm"),
        (at(5.0, 20.0, 390.0, 60.0), text(words("Sát mép", 30.0)), Rule::SafeArea, "lề an toàn"),
        (at(-20.0, 20.0, 390.0, 60.0), text(words("Ra ngoài", 30.0)), Rule::Trim, "đường cắt"),
        (at(20.0, 20.0, 80.0, 40.0), text(words("Nghiêng", 40.0)), Rule::Overflow, "tràn"),
        (at(20.0, 20.0, 360.0, 50.0), text(words("Dòng\nthừa\nra", 30.0)), Rule::Overflow, "tràn"),
        (roomy, text(words("Chữ 漢", 30.0)), Rule::MissingGlyph, "“漢”"),
        (
            roomy,
            text(Text { ink: pale, ..words("Vàng trên trắng", 20.0) }),
            Rule::Contrast,
            ": 1, cần ít nhất",
        ),
        (
            at(20.0, 20.0, 360.0, 200.0),
            text(words("HỌC\nẤN", 40.0).line_height(0.9)),
            Rule::Collision,
            "giãn dòng",
        ),
        (roomy, picture(""), Rule::PictureMissing, "Chưa chọn ảnh"),
        (roomy, picture("images/mất.jpg"), Rule::PictureMissing, "images/mất.jpg"),
        (at(20.0, 20.0, 50.0, 50.0), code("lời mời", Ink::BLACK), Rule::QrSize, "cần cạnh 200 mm"),
        (at(20.0, 20.0, 200.0, 200.0), code("lời mời", pale), Rule::Contrast, "máy khó đọc"),
        (at(20.0, 20.0, 200.0, 200.0), code(" ", Ink::BLACK), Rule::QrContent, "chưa có nội dung"),
        (roomy, rectangle(Ink::new(90.0, 80.0, 80.0, 80.0)), Rule::TotalInk, "330 %"),
        (at(0.0, 0.0, 400.0, 50.0), rectangle(Ink::BLACK), Rule::Bleed, "3 mm"),
    ];
    for (frame, kind, rule, message) in cases {
        let poster = board(vec![element(7, frame, kind)]);
        let findings = check(&poster);
        let found = findings.iter().find(|finding| finding.rule == rule).unwrap_or_else(|| {
            panic!("{rule:?} is not found among {findings:?}");
        });
        assert!(found.message.contains(message), "{rule:?}: {}", found.message);
        assert_eq!(found.element, Some(ElementId(7)));
    }
    let good = board(vec![
        element(1, at(-3.0, -3.0, 406.0, 200.0), rectangle(Ink::new(100.0, 72.0, 30.0, 38.0))),
        element(2, at(20.0, 30.0, 360.0, 80.0), text(Text { ink: Ink::WHITE, ..words("MỘT CỬA", 40.0) })),
        element(3, at(20.0, 300.0, 200.0, 200.0), code("Mời góp ý", Ink::BLACK)),
    ]);
    assert_eq!(check(&good), []);
}

#[test]
fn the_fix_of_a_finding_mends_it() {
    let at = Frame::new;
    let text = |text: Text| Kind::Text(text);
    let roomy = at(20.0, 20.0, 360.0, 200.0);
    let heavy = Ink::new(90.0, 80.0, 80.0, 80.0);
    let pale = Ink::new(0.0, 0.0, 30.0, 0.0);
    let picture = |path: &str| Kind::Picture(Picture { path: path.into(), fit: PictureFit::Cover });
    let code = |ink| Kind::Qr(Qr { content: "lời mời".into(), ink, paper: Some(Ink::WHITE) });
    let turned = Frame { rotation: 20.0, ..at(-30.0, 200.0, 200.0, 60.0) };
    let stroked = Kind::Shape(Shape::new(ShapeForm::Ellipse, Some(Fill::Solid(pale)), Some((heavy, 4.0))));
    let shrinking = |min| Text { fit: Fit::Shrink { min }, ..words("Nghiêng mình", 90.0) };
    let cases = [
        (roomy, text(words("Chữ nhỏ", 6.0)), Rule::LetterHeight),
        (roomy, text(Text { fit: Fit::Shrink { min: 2.0 }, ..words("CHỮ NHỎ", 5.0) }), Rule::LetterHeight),
        (at(5.0, 70.0, 390.0, 60.0), text(words("Sát mép", 30.0)), Rule::SafeArea),
        (at(5.0, 70.0, 390.0, 90.0), text(words("Rộng hơn cả lề", 55.0)), Rule::SafeArea),
        (at(1.0, 70.0, 390.0, 60.0), text(words("Sát mép", 20.0)), Rule::Hem),
        (at(4.0, 1.0, 200.0, 22.0), text(words("ĐỤC LỖ", 12.0)), Rule::Eyelet),
        (at(8.0, 8.0, 250.0, 250.0), code(Ink::BLACK), Rule::Eyelet),
        (at(-20.0, 70.0, 390.0, 60.0), text(words("Ra ngoài", 30.0)), Rule::Trim),
        (turned, text(words("Nghiêng", 30.0)), Rule::Trim),
        (at(20.0, 20.0, 80.0, 40.0), text(words("Nghiêng", 30.0)), Rule::Overflow),
        (at(60.0, 70.0, 180.0, 40.0), text(shrinking(30.0)), Rule::Overflow),
        (roomy, text(words("HỌC\nẤN", 40.0).line_height(0.9)), Rule::Collision),
        (roomy, text(words("Chữ 漢", 30.0)), Rule::MissingGlyph),
        (roomy, text(Text { ink: pale, ..words("Vàng trên trắng", 20.0) }), Rule::Contrast),
        (roomy, code(pale), Rule::Contrast),
        (roomy, picture(""), Rule::PictureMissing),
        (roomy, picture("images/mất.jpg"), Rule::PictureMissing),
        (roomy, picture("images/nhỏ.jpg"), Rule::Resolution),
        (at(30.0, 30.0, 50.0, 50.0), code(Ink::BLACK), Rule::QrSize),
        (roomy, rectangle(heavy), Rule::TotalInk),
        (roomy, stroked, Rule::TotalInk),
        (roomy, text(Text { ink: heavy, ..words("Đen đặc", 30.0) }), Rule::TotalInk),
        (at(0.0, 0.0, 400.0, 50.0), rectangle(Ink::BLACK), Rule::Bleed),
    ];
    let photos = [("images/nhỏ.jpg", jpeg(300, 200)), ("images/đủ.jpg", jpeg(1500, 1000))];
    let photo = |path: &str| photos.iter().find(|(name, _)| *name == path).map(|(_, data)| Arc::clone(data));
    let eyelets = Eyelets { diameter: 12.0, pitch: 1000.0, edges: EyeletEdges::All };
    let finishing = Some(Finishing { hem: 12.0, eyelets: Some(eyelets) });
    for (frame, kind, rule) in cases {
        for is_locked in [false, true] {
            let part = Element { is_locked, ..element(7, frame, kind.clone()) };
            let is_sewn = matches!(rule, Rule::Hem | Rule::Eyelet);
            let finishing = finishing.filter(|_| is_sewn);
            let mut poster = Poster { finishing, bleed: 12.0, ..board(vec![part]) };
            mend(&mut poster, rule, Some(ElementId(7)), &photo);
        }
    }
}

/// Carries out the remedy of a rule's finding: none of that rule is left.
fn mend(poster: &mut Poster, rule: Rule, element: Option<ElementId>, pictures: &sheet::Pictures<'_>) {
    let fonts = &mut Fonts::new();
    let findings = sheet::check(poster, pictures, fonts);
    let found = findings.iter().find(|one| one.rule == rule);
    let found = found.unwrap_or_else(|| panic!("{rule:?} is not found among {findings:#?}"));
    assert_eq!(found.element, element, "{rule:?}");
    let fix = found.fix.clone().unwrap_or_else(|| panic!("{rule:?} has no remedy"));
    let edit = match (fix.remedy, element) {
        (Remedy::Edit(edit), _) => edit,
        (Remedy::ChoosePicture, Some(id)) => {
            let unlocked = Edit::SetLocked { id, is_locked: false };
            let picture = Picture { path: "images/đủ.jpg".into(), fit: PictureFit::Cover };
            Edit::All(vec![unlocked, Edit::SetKind { id, kind: Box::new(Kind::Picture(picture)) }])
        }
        (Remedy::ChoosePicture, None) => panic!("{rule:?} names no frame"),
    };
    let before = poster.clone();
    let inverse = edit.apply(poster).unwrap_or_else(|error| panic!("{rule:?}: {error}"));
    let left = sheet::check(poster, pictures, fonts);
    assert!(!left.iter().any(|one| one.rule == rule), "{rule:?} is left: {left:#?}");
    assert!(Poster::parse(&poster.to_text()).is_ok(), "{rule:?}");
    let _ = inverse.apply(poster).expect("undone");
    assert_eq!(*poster, before, "{rule:?}");
}

#[test]
fn what_concerns_the_whole_board_is_mended_too() {
    let heavy = Fill::Linear { from: Ink::WHITE, to: Ink::new(90.0, 80.0, 80.0, 80.0), angle: 0.0 };
    let field = element(1, Frame::new(-3.0, -3.0, 406.0, 50.0), rectangle(Ink::BLACK));
    let plain = board(vec![Element { is_locked: true, ..field }]);
    let hemmed = Some(Finishing { hem: 25.0, eyelets: None });
    let cases = [
        (Poster { background: heavy, ..plain.clone() }, Rule::TotalInk),
        (Poster { finishing: hemmed, ..plain.clone() }, Rule::Bleed),
        (Poster { width: 60_000.0, height: 6000.0, ..plain }, Rule::PageSize),
    ];
    for (mut poster, rule) in cases {
        mend(&mut poster, rule, None, NO_PICTURES);
    }
}

#[test]
fn words_no_single_ink_is_told_from_get_a_ground_of_their_own() {
    let half = |id, x, ink| element(id, Frame::new(x, -3.0, 203.0, 606.0), rectangle(ink));
    let across = Kind::Text(words("Nửa trắng nửa đen", 24.0));
    let photo = jpeg(900, 1200);
    let picture = Kind::Picture(Picture { path: "images/a.jpg".into(), fit: PictureFit::Cover });
    let turned = Frame { rotation: 12.0, ..Frame::new(60.0, 250.0, 300.0, 60.0) };
    let grounds = [
        vec![half(1, -3.0, Ink::BLACK), half(2, 200.0, Ink::WHITE)],
        vec![element(1, Frame::new(-3.0, -3.0, 406.0, 606.0), picture)],
    ];
    for mut elements in grounds {
        elements.push(element(9, turned, across.clone()));
        let mut poster = Poster { viewing_distance: 2.5, ..board(elements) };
        mend(&mut poster, Rule::Contrast, Some(ElementId(9)), &|_| Some(Arc::clone(&photo)));
    }
}

#[test]
fn eyelets_stand_in_the_corners_and_evenly_between() {
    let of = |edges, pitch| {
        let eyelets = Some(Eyelets { diameter: 20.0, pitch, edges });
        Finishing { hem: 30.0, eyelets }.rings(5000.0, 1500.0)
    };
    // 4,970 mm between the corners' middles: ten gaps of 497; 1,470: three of 490.
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
        ("edges: TopAndBottom", "edges: Nowhere", "không có loại “Nowhere”"),
    ] {
        let error = Poster::parse(&text.replacen(from, to, 1)).expect_err(to).to_string();
        assert!(error.contains(expected), "{to}: {error}");
    }
}

#[test]
fn a_photo_is_measured_against_the_distance() {
    let photo = jpeg(900, 600);
    let pictures = |_: &str| Some(Arc::clone(&photo));
    let found = |distance| {
        let kind = Kind::Picture(Picture { path: "images/ảnh.jpg".into(), fit: PictureFit::Cover });
        let frame = Frame::new(20.0, 20.0, 300.0, 200.0);
        let poster = Poster { viewing_distance: distance, ..board(vec![element(1, frame, kind)]) };
        sheet::check(&poster, &pictures, &mut Fonts::new())
    };
    // 900 pixels over 300 mm are 76.2 dpi; 2 m ask for 90, 3 m for 60, half a metre for the press's 300.
    assert_eq!(found(3.0), []);
    assert!(found(2.0)[0].message.starts_with("Ảnh chỉ đạt 76 dpi ở khổ thật, nhìn từ 2 m cần 90 dpi"));
    assert_eq!(found(2.0)[0].severity, Severity::Warning);
    assert_eq!(found(0.5)[0].severity, Severity::Error);
}

fn jpeg(width: u32, height: u32) -> Arc<[u8]> {
    let mut bytes = Vec::new();
    let pixels: Vec<u8> = (0..width * height * 3).map(|index| (index * 7 % 251) as u8).collect();
    image::codecs::jpeg::JpegEncoder::new(&mut bytes)
        .encode(&pixels, width, height, image::ExtendedColorType::Rgb8)
        .expect("a JPEG");
    bytes.into()
}

#[test]
fn templates_are_ready_to_print() {
    assert!(TEMPLATES.len() >= 8);
    let mut fonts = Fonts::new();
    for template in TEMPLATES {
        let poster = (template.poster)();
        for element in &poster.elements {
            if let Kind::Icon(icon) = &element.kind {
                assert!(sheet::is_icon(&icon.name), "{}: {}", template.id, icon.name);
            }
        }
        let findings = sheet::check(&poster, NO_PICTURES, &mut fonts);
        let serious = findings
            .iter()
            .filter(|finding| finding.severity > Severity::Note && finding.rule != Rule::PictureMissing);
        assert_eq!(serious.count(), 0, "{}: {findings:#?}", template.id);
        assert!(size::find(poster.width, poster.height).is_some(), "{}", template.id);
    }
}

#[test]
fn the_sample_posters_are_whole_and_in_every_state() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/content/posters");
    let mut states = Vec::new();
    let mut sizes = Vec::new();
    let mut fonts = Fonts::new();
    for entry in std::fs::read_dir(folder).expect("content/posters") {
        let path = entry.expect("an entry").path();
        let text = std::fs::read_to_string(&path).expect("a text");
        let (head, body) = text.split_once("\n---\n").expect("a header and a body");
        let header: toasoan::piece::Header = ron::Options::default()
            .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
            .from_str(head)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let poster = Poster::parse(body).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(poster.to_text(), body, "{}", path.display());
        let findings = sheet::check(&poster, NO_PICTURES, &mut fonts);
        assert!(findings.iter().all(|one| one.severity == Severity::Note), "{}: {findings:#?}", header.title);
        let ulid: Result<ulid::Ulid, _> = header.id.as_str().parse();
        assert!(
            ulid.is_ok() && path.to_string_lossy().contains(&header.id.as_str()[..10]),
            "{}",
            header.title
        );
        states.push(header.status);
        sizes.push(poster.size_name());
    }
    states.sort();
    sizes.sort();
    assert_eq!(states, [Status::Drafting, Status::InReview, Status::Approved, Status::Published]);
    assert_eq!(sizes, ["3 × 2 m", "420 × 297 mm", "420 × 594 mm", "8 × 4 m"]);
}

#[test]
fn a_poster_prints_at_its_size_and_a_pano_at_a_tenth() {
    let mut fonts = Fonts::new();
    let mut print = |width: f32, height: f32, options: PrintOptions| {
        let poster = Poster { width, height, bleed: 50.0, ..board(Vec::new()) };
        let document = sheet::poster(&poster, "Pano", NO_PICTURES, &options, &mut fonts);
        document.pages.into_iter().next().expect("a page")
    };
    let near = |a: f32, b: f32| (a - b).abs() < 0.005;
    let plain = PrintOptions::default();

    let page = print(420.0, 594.0, plain);
    let (trim, bleed) = (page.trim.expect("trim"), page.bleed.expect("bleed"));
    assert!(near(page.size.width, 520.0 * MM) && near(trim.x, 50.0 * MM) && near(trim.width, 420.0 * MM));
    assert!(near(bleed.x, 0.0) && near(bleed.height, 694.0 * MM));

    // 4.96 m with its bleed and marks is within the limit, 5.08 m is not.
    assert!(near(print(4860.0, 1500.0, plain).trim.expect("trim").width, 4860.0 * MM));
    let page = print(8000.0, 4000.0, plain);
    assert!(near(page.trim.expect("trim").width, 800.0 * MM));
    let text = page.text();
    assert!(text.contains("TỈ LỆ 1:10 – thành phẩm 8 × 4 m"), "{text}");

    let crop = sheet::Marks { has_crop: true, ..sheet::Marks::default() };
    let bare = PrintOptions { has_bleed: false, marks: crop, ..PrintOptions::default() };
    let page = print(420.0, 594.0, bare);
    let marks =
        page.items.iter().filter(|item| matches!(item, Item::Path(path) if path.stroke.is_some())).count();
    assert_eq!((marks, page.bleed), (8, page.trim));
}

#[test]
fn marks_for_the_press_stand_outside_the_ink() {
    let poster = Poster { width: 420.0, height: 594.0, bleed: 3.0, ..board(Vec::new()) };
    let marks = sheet::Marks { has_registration: true, has_color_bars: true, ..sheet::Marks::default() };
    let options = PrintOptions { marks, ..PrintOptions::default() };
    let document = sheet::poster(&poster, "Áp phích", NO_PICTURES, &options, &mut Fonts::new());
    let page = &document.pages[0];
    let ink = page.bleed.expect("a bleed");
    let mut patches = 0;
    let mut circles = 0;
    for item in &page.items {
        let Item::Path(path) = item else { continue };
        let (mut right, mut bottom) = (f32::MIN, f32::MIN);
        let (mut left, mut top) = (f32::MAX, f32::MAX);
        for segment in &path.segments {
            if let Segment::Move(to) | Segment::Line(to) | Segment::Curve(_, _, to) = segment {
                (left, right) = (left.min(to.x), right.max(to.x));
                (top, bottom) = (top.min(to.y), bottom.max(to.y));
            }
        }
        let is_outside =
            right < ink.x || left > ink.x + ink.width || bottom < ink.y || top > ink.y + ink.height;
        assert!(is_outside, "{path:?} on the ink");
        assert!(left > 0.0 && top > 0.0 && right < page.size.width && bottom < page.size.height);
        patches += usize::from(path.fill.is_some());
        circles += usize::from(path.segments.iter().any(|segment| matches!(segment, Segment::Curve(..))));
    }
    assert_eq!((patches, circles), (13, 4));
}

#[test]
fn tiles_cover_the_poster_once_and_overlap_their_neighbours() {
    let mut fonts = Fonts::new();
    for (width, height, sheet, overlap, expected) in [
        (420.0, 594.0, TileSheet::A4, 10.0, (4, 2, true)),
        (420.0, 594.0, TileSheet::A3, 0.0, (2, 2, false)),
        (190.0, 277.0, TileSheet::A4, 10.0, (1, 1, false)),
        (841.0, 1189.0, TileSheet::A3, 15.0, (5, 3, true)),
    ] {
        let tiling = Tiling { sheet, overlap };
        let poster = Poster { width, height, ..board(Vec::new()) };
        let plan = tiling.plan(&poster);
        assert_eq!((plan.rows, plan.columns, plan.is_landscape), expected, "{width} × {height}");

        let options = PrintOptions { tiling: Some(tiling), ..PrintOptions::default() };
        let document = sheet::poster(&poster, "Ghép", NO_PICTURES, &options, &mut fonts);
        assert_eq!(document.pages.len(), 1 + plan.sheets());
        assert!(document.pages[0].text().starts_with("Sơ đồ ghép: Ghép"), "{}", document.pages[0].text());
        // Each tile's clip is its part of the poster, in points from the poster's corner.
        let parts: Vec<[f32; 4]> = document.pages[1..]
            .iter()
            .map(|page| {
                let Some(Item::Group { clip: Some(clip), transform, .. }) = page.items.first() else {
                    panic!("a tile shows a part of the poster")
                };
                let (Some(Segment::Move(from)), Some(Segment::Line(to))) = (clip.first(), clip.get(2)) else {
                    panic!("a rectangle")
                };
                assert!(
                    (from.x + transform[4] - 10.0 * MM).abs() < 0.01,
                    "it stands at the printer's margin"
                );
                assert!(to.x + transform[4] < page.size.width - 10.0 * MM + 0.01, "and ends before it");
                [from.x / MM, from.y / MM, to.x / MM, to.y / MM]
            })
            .collect();
        let near = |a: f32, b: f32| (a - b).abs() < 0.05;
        for (index, part) in parts.iter().enumerate() {
            let (row, column) = (index / plan.columns, index % plan.columns);
            let text = document.pages[1 + index].text();
            assert!(text.contains(&format!("Hàng {}, cột {}", row + 1, column + 1)), "{text}");
            if column + 1 < plan.columns {
                assert!(near(part[2] - parts[index + 1][0], overlap), "{part:?} {:?}", parts[index + 1]);
            } else {
                assert!(near(part[2], width), "{part:?}");
            }
            if row + 1 < plan.rows {
                assert!(near(part[3] - parts[index + plan.columns][1], overlap));
            } else {
                assert!(near(part[3], height), "{part:?}");
            }
        }
    }
}

#[test]
fn text_shrinks_to_its_frame_and_no_further() {
    let mut fonts = Fonts::new();
    let mut measure = |frame: Frame| {
        let text = Text { fit: Fit::Shrink { min: 10.0 }, ..words("CÔNG KHAI THỦ TỤC", 60.0) };
        let poster = board(vec![element(1, frame, Kind::Text(text))]);
        let measured = sheet::layout(&poster, NO_PICTURES, &mut fonts).measured;
        let text = &measured.texts[&ElementId(1)];
        (text.size, text.is_overflowing)
    };
    assert!(
        matches!(measure(Frame::new(0.0, 0.0, 2000.0, 200.0)), (size, false) if (size - 60.0).abs() < 0.01)
    );
    let (size, is_overflowing) = measure(Frame::new(0.0, 0.0, 300.0, 60.0));
    assert!((20.0..45.0).contains(&size) && !is_overflowing, "{size}");
    let (size, is_overflowing) = measure(Frame::new(0.0, 0.0, 30.0, 12.0));
    assert!((size - 10.0).abs() < 0.01 && is_overflowing, "{size}");
}

#[test]
fn odd_elements_print_as_nothing_rather_than_fail() {
    let tiny = Frame::new(10.0, 10.0, 0.0, 0.0);
    let thin = Frame { rotation: 359.0, ..Frame::new(-5000.0, 10.0, 20_000.0, 0.0) };
    let kinds = [
        Kind::Text(words("", 20.0)),
        Kind::Text(words("một chữ rất dài\n\n\u{200b}", 0.1)),
        Kind::Text(Text { fit: Fit::Shrink { min: 400.0 }, ..words("Ngược", 20.0) }),
        rectangle(Ink::BLACK),
        Kind::Shape(Shape::new(ShapeForm::Line, None, Some((Ink::BLACK, 0.0)))),
        Kind::Shape(Shape::new(ShapeForm::Chevron, None, None)),
        Kind::Picture(Picture { path: "images/không có.png".into(), fit: PictureFit::Contain }),
        Kind::Qr(Qr { content: "dài ".repeat(4000), ink: Ink::BLACK, paper: None }),
        Kind::Icon(toasoan::poster::Icon { name: "không có".into(), ink: Ink::BLACK }),
    ];
    let mut elements = Vec::new();
    for kind in kinds {
        for frame in [tiny, thin, Frame::new(10.0, 10.0, 50.0, 50.0)] {
            elements.push(element(elements.len() as u32, frame, kind.clone()));
        }
    }
    let poster = Poster::parse(&board(elements).to_text()).expect("odd, but whole");
    let mut fonts = Fonts::new();
    let _ = sheet::check(&poster, NO_PICTURES, &mut fonts);
    let document = sheet::poster(&poster, "Lạ", NO_PICTURES, &PrintOptions::default(), &mut fonts);
    let bytes = toasoan::export::pdf::write(&document).expect("a PDF");
    assert!(lopdf::Document::load_mem(&bytes).is_ok());
    let picture = toasoan::export::png::write(&document.pages[0], 20.0, &mut fonts).expect("a PNG");
    assert!(image::load_from_memory(&picture).is_ok());
}

#[test]
fn a_code_that_holds_an_address_opens_it_on_screen() {
    let frame = Frame::new(20.0, 30.0, 40.0, 40.0);
    let code = |content: &str| Kind::Qr(Qr { content: content.into(), ink: Ink::BLACK, paper: None });
    let elements = vec![element(1, frame, code("https://cantho.gov.vn")), element(2, frame, code("lời mời"))];
    let options = PrintOptions { has_bleed: false, ..PrintOptions::default() };
    let document = sheet::poster(&board(elements), "Mã", NO_PICTURES, &options, &mut Fonts::new());
    let pdf = toasoan::export::pdf::write(&document).expect("a PDF");
    let pdf = lopdf::Document::load_mem(&pdf).expect("a PDF");
    let page = pdf.get_dictionary(pdf.page_iter().next().expect("a page")).expect("a page");
    let links = page.get(b"Annots").and_then(lopdf::Object::as_array).expect("links");
    let [link] = links.as_slice() else { panic!("one code holds an address: {links:?}") };
    let corners = link.as_dict().and_then(|link| link.get(b"Rect")).and_then(lopdf::Object::as_array);
    let height = document.pages[0].size.height;
    let wanted = [20.0 * MM, height - 70.0 * MM, 60.0 * MM, height - 30.0 * MM];
    for (corner, wanted) in corners.expect("a place").iter().zip(wanted) {
        assert!((corner.as_float().expect("a number") - wanted).abs() < 0.01, "{corner:?} for {wanted}");
    }
}
