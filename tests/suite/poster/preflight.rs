//! The preflight finds what a print shop would reject, and its fixes work.

use std::sync::Arc;

use toasoan::document::poster::{self as sheet};
use toasoan::page::Fonts;
use toasoan::piece::Status;
use toasoan::poster::preflight::{Finding, Remedy, Rule, Severity};
use toasoan::poster::template::TEMPLATES;
use toasoan::poster::{
    Edit, Element, ElementId, ElementKind, EyeletEdges, Eyelets, Fill, Finishing, Fit, Frame, Ink, Picture,
    PictureFit, Poster, Qr, Shape, ShapeForm, Text, size,
};

use super::{NO_PICTURES, board, element, rectangle, words};

fn check(poster: &Poster) -> Vec<Finding> {
    sheet::check(poster, NO_PICTURES, &mut Fonts::new())
}

#[test]
fn preflight_finds_each_fault_and_names_its_measure() {
    let text = |text: Text| ElementKind::Text(text);
    let at = |x, y, width, height| Frame::new(x, y, width, height);
    let roomy = at(20.0, 20.0, 360.0, 100.0);
    let pale = Ink::new(0.0, 0.0, 30.0, 0.0);
    let picture = |path: &str| ElementKind::Picture(Picture::new(path, PictureFit::Cover));
    let code =
        |content: &str, ink| ElementKind::Qr(Qr { content: content.into(), ink, paper: Some(Ink::WHITE) });
    let https = "https://vi.du";
    let inverted = ElementKind::Qr(Qr { content: https.into(), ink: Ink::WHITE, paper: Some(Ink::BLACK) });
    let hairline = ElementKind::Shape(Shape::new(ShapeForm::Ellipse, None, Some((Ink::BLACK, 0.05))));
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
        (at(20.0, 20.0, 200.0, 200.0), code("lời mời", Ink::BLACK), Rule::QrContent, "câu chữ"),
        (
            at(20.0, 20.0, 200.0, 200.0),
            code("cchc.vi.du/gop-y", Ink::BLACK),
            Rule::QrContent,
            "thiếu https://",
        ),
        (at(20.0, 20.0, 200.0, 200.0), inverted.clone(), Rule::QrInverted, "sáng trên nền tối"),
        (roomy, text(words("Chữ mới", 30.0)), Rule::Placeholder, "chữ mẫu “Chữ mới”"),
        (roomy, text(words("ĐIỆN THOẠI: ………", 30.0)), Rule::Placeholder, "“………”"),
        (roomy, text(words("GỌI ......", 30.0)), Rule::Placeholder, "“......”"),
        (roomy, text(words("UBND {địa phương}", 30.0)), Rule::Placeholder, "“{địa phương}”"),
        (at(420.0, 20.0, 100.0, 50.0), rectangle(Ink::BLACK), Rule::OffBoard, "ngoài bản vẽ"),
        (roomy, hairline.clone(), Rule::Hairline, "0,05 mm"),
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
        element(3, at(20.0, 300.0, 200.0, 200.0), code(https, Ink::BLACK)),
        element(4, at(20.0, 540.0, 360.0, 40.0), text(words("Từ 8.00 đến 17.00… mỗi ngày", 20.0))),
    ]);
    assert_eq!(check(&good), []);
}

/// What is found over a title and a code in the middle of a board, with an element painted after them.
fn over(kind: ElementKind, frame: Frame) -> Vec<Finding> {
    let title = ElementKind::Text(words("MỘT CỬA MỘT LẦN HẸN", 20.0));
    let code = Qr { content: "https://vi.du".into(), ink: Ink::BLACK, paper: Some(Ink::WHITE) };
    let mut findings = check(&board(vec![
        element(1, Frame::new(20.0, 100.0, 360.0, 40.0), title),
        element(2, Frame::new(100.0, 300.0, 200.0, 200.0), ElementKind::Qr(code)),
        element(3, frame, kind),
    ]));
    findings.retain(|finding| finding.rule == Rule::Covered);
    findings
}

#[test]
fn what_lies_over_words_or_a_code_is_found_with_its_mend() {
    let at = Frame::new;
    let words = |line: &str| ElementKind::Text(words(line, 20.0));
    let line = ElementKind::Shape(Shape::new(ShapeForm::Line, None, Some((Ink::BLACK, 2.0))));
    let ring = ElementKind::Shape(Shape::new(ShapeForm::Ellipse, None, Some((Ink::BLACK, 2.0))));
    let cut = Shape { is_cut: true, ..Shape::new(ShapeForm::Ellipse, Some(Fill::Solid(Ink::BLACK)), None) };
    let picture = |path: &str| ElementKind::Picture(Picture::new(path, PictureFit::Cover));
    let cases = [
        (words("ĐÚNG HẸN VỚI DÂN"), at(20.0, 110.0, 360.0, 40.0), Some(1)),
        (words("ĐÚNG HẸN"), at(120.0, 380.0, 200.0, 40.0), Some(2)),
        (words("ĐÚNG HẸN VỚI DÂN"), at(20.0, 160.0, 360.0, 40.0), None),
        (rectangle(Ink::WHITE), at(200.0, 90.0, 30.0, 60.0), Some(1)),
        (rectangle(Ink::WHITE), at(280.0, 480.0, 60.0, 60.0), Some(2)),
        (picture("images/a.jpg"), at(20.0, 100.0, 60.0, 60.0), Some(1)),
        (line, at(20.0, 112.0, 360.0, 0.0), Some(1)),
        // An outline alone hides nothing.
        (ring, at(10.0, 50.0, 380.0, 500.0), None),
        (ElementKind::Shape(cut), at(10.0, 50.0, 380.0, 500.0), None),
    ];
    for (kind, frame, covered) in cases {
        let found = over(kind.clone(), frame);
        let elements: Vec<_> = found.iter().filter_map(|finding| finding.element).collect();
        assert_eq!(elements, covered.map(ElementId).into_iter().collect::<Vec<_>>(), "{kind:?}: {found:?}");
        assert!(found.iter().all(|finding| finding.severity == Severity::Error));
        if covered == Some(1) {
            assert!(found[0].fix.is_some(), "{kind:?}: {found:?}");
        }
    }
}

#[test]
fn a_pano_is_read_in_the_time_it_is_passed() {
    let many = words(&"tiếng ".repeat(90), 200.0);
    let found = |distance| {
        let frame = Frame::new(200.0, 200.0, 7600.0, 3600.0);
        let text = element(7, frame, ElementKind::Text(many.clone()));
        let poster =
            Poster { width: 8000.0, height: 4000.0, viewing_distance: distance, ..board(vec![text]) };
        check(&poster).into_iter().find(|finding| finding.rule == Rule::WordCount)
    };
    // Twice 40 m at 30 km/h takes 9.6 seconds, enough for 38 syllables.
    let finding = found(40.0).expect("too many");
    assert_eq!((finding.severity, finding.element), (Severity::Warning, Some(ElementId(7))));
    assert!(finding.message.contains("Pano có 90 tiếng") && finding.message.contains("đọc 38 tiếng"));
    assert_eq!(found(5.0), None, "read while standing");
}

/// Every fix that is offered leaves no fault that was not there.
#[test]
fn no_mend_makes_another_fault() {
    let at = Frame::new;
    let shrinking = Text {
        fit: Fit::Shrink { min: 80.0 },
        ..words("Khung sát đáy bản vẽ, chữ dài hơn khung", 90.0)
    };
    let small = Qr { content: "https://vi.du".into(), ink: Ink::BLACK, paper: Some(Ink::WHITE) };
    let mut poster = board(vec![
        element(1, at(20.0, 480.0, 360.0, 100.0), ElementKind::Text(shrinking)),
        element(2, at(20.0, 400.0, 60.0, 60.0), ElementKind::Qr(small)),
        element(3, at(85.0, 410.0, 290.0, 40.0), ElementKind::Text(words("QUÉT MÃ ĐỂ GÓP Ý", 22.0))),
        element(4, at(20.0, 30.0, 360.0, 20.0), ElementKind::Text(words("chữ nhỏ bên trên", 5.0))),
        element(5, at(20.0, 42.0, 360.0, 60.0), ElementKind::Text(words("CHỮ TO BÊN DƯỚI", 30.0))),
    ]);
    let mut fonts = Fonts::new();
    let before = sheet::check(&poster, NO_PICTURES, &mut fonts);
    let faults = |findings: &[Finding]| -> Vec<_> {
        let serious = findings.iter().filter(|finding| finding.severity > Severity::Note);
        serious.map(|finding| (finding.rule, finding.element)).collect()
    };
    assert!(faults(&before).contains(&(Rule::Overflow, Some(ElementId(1)))), "{before:#?}");
    assert!(before.iter().any(|finding| finding.fix.is_some()));
    for finding in &before {
        let Some(Remedy::Edit(edit)) = finding.fix.as_ref().map(|fix| fix.remedy.clone()) else { continue };
        let inverse = edit.apply(&mut poster).expect("applies");
        let after = faults(&sheet::check(&poster, NO_PICTURES, &mut fonts));
        let old = faults(&before);
        assert!(after.iter().all(|fault| old.contains(fault)), "{finding:?}: {after:?}");
        let _ = inverse.apply(&mut poster).expect("undone");
    }
}

#[test]
fn a_photo_in_screen_colours_is_told_of() {
    let photo = jpeg(3000, 2000);
    let kind = ElementKind::Picture(Picture::new("images/ảnh.jpg", PictureFit::Cover));
    let poster = board(vec![element(1, Frame::new(20.0, 20.0, 300.0, 200.0), kind)]);
    let found = sheet::check(&poster, &|_| Some(Arc::clone(&photo)), &mut Fonts::new());
    let [finding] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((finding.rule, finding.severity), (Rule::RgbPicture, Severity::Note));
}

#[test]
fn the_fix_of_a_finding_fixes_it() {
    let at = Frame::new;
    let text = |text: Text| ElementKind::Text(text);
    let roomy = at(20.0, 20.0, 360.0, 200.0);
    let heavy = Ink::new(90.0, 80.0, 80.0, 80.0);
    let pale = Ink::new(0.0, 0.0, 30.0, 0.0);
    let picture = |path: &str| ElementKind::Picture(Picture::new(path, PictureFit::Cover));
    let code = |ink| ElementKind::Qr(Qr { content: "https://vi.du".into(), ink, paper: Some(Ink::WHITE) });
    let bare = Qr { content: "cchc.vi.du".into(), ink: Ink::BLACK, paper: Some(Ink::WHITE) };
    let inverted = Qr { content: "https://vi.du".into(), ink: Ink::WHITE, paper: Some(Ink::BLACK) };
    let hairline = ElementKind::Shape(Shape::new(ShapeForm::Ellipse, None, Some((Ink::BLACK, 0.05))));
    let turned = Frame { rotation: 20.0, ..at(-30.0, 200.0, 200.0, 60.0) };
    let stroked =
        ElementKind::Shape(Shape::new(ShapeForm::Ellipse, Some(Fill::Solid(pale)), Some((heavy, 4.0))));
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
        (roomy, text(words("Chữ mới", 30.0)), Rule::Placeholder),
        (roomy, text(words("MỘT CỬA\nĐIỆN THOẠI: ………", 30.0).line_height(1.5)), Rule::Placeholder),
        (at(420.0, 20.0, 100.0, 50.0), rectangle(Ink::BLACK), Rule::OffBoard),
        (roomy, hairline, Rule::Hairline),
        (at(30.0, 30.0, 300.0, 300.0), ElementKind::Qr(bare), Rule::QrContent),
        (at(30.0, 30.0, 300.0, 300.0), ElementKind::Qr(inverted), Rule::QrInverted),
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
            fix(&mut poster, rule, Some(ElementId(7)), &photo);
        }
    }
}

/// Applies the fix of a rule's finding: none of that rule remains.
fn fix(poster: &mut Poster, rule: Rule, element: Option<ElementId>, pictures: &sheet::Pictures<'_>) {
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
            let picture = Picture::new("images/đủ.jpg", PictureFit::Cover);
            Edit::All(vec![unlocked, Edit::SetKind { id, kind: Box::new(ElementKind::Picture(picture)) }])
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
    let heavy = Fill::linear(Ink::WHITE, Ink::new(90.0, 80.0, 80.0, 80.0), 0.0);
    let field = element(1, Frame::new(-3.0, -3.0, 406.0, 50.0), rectangle(Ink::BLACK));
    let plain = board(vec![Element { is_locked: true, ..field }]);
    let hemmed = Some(Finishing { hem: 25.0, eyelets: None });
    let cases = [
        (Poster { background: heavy, ..plain.clone() }, Rule::TotalInk),
        (Poster { finishing: hemmed, ..plain.clone() }, Rule::Bleed),
        (Poster { width: 60_000.0, height: 6000.0, ..plain }, Rule::PageSize),
    ];
    for (mut poster, rule) in cases {
        fix(&mut poster, rule, None, NO_PICTURES);
    }
}

#[test]
fn words_no_single_ink_is_told_from_get_a_ground_of_their_own() {
    let half = |id, x, ink| element(id, Frame::new(x, -3.0, 203.0, 606.0), rectangle(ink));
    let across = ElementKind::Text(words("Nửa trắng nửa đen", 24.0));
    let photo = jpeg(900, 1200);
    let picture = ElementKind::Picture(Picture::new("images/a.jpg", PictureFit::Cover));
    let turned = Frame { rotation: 12.0, ..Frame::new(60.0, 250.0, 300.0, 60.0) };
    let grounds = [
        vec![half(1, -3.0, Ink::BLACK), half(2, 200.0, Ink::WHITE)],
        vec![element(1, Frame::new(-3.0, -3.0, 406.0, 606.0), picture)],
    ];
    for mut elements in grounds {
        elements.push(element(9, turned, across.clone()));
        let mut poster = Poster { viewing_distance: 2.5, ..board(elements) };
        fix(&mut poster, Rule::Contrast, Some(ElementId(9)), &|_| Some(Arc::clone(&photo)));
    }
}

#[test]
fn a_photo_is_measured_against_the_distance() {
    let photo = jpeg(900, 600);
    let pictures = |_: &str| Some(Arc::clone(&photo));
    let found = |distance| {
        let kind = ElementKind::Picture(Picture::new("images/ảnh.jpg", PictureFit::Cover));
        let frame = Frame::new(20.0, 20.0, 300.0, 200.0);
        let poster = Poster { viewing_distance: distance, ..board(vec![element(1, frame, kind)]) };
        let mut findings = sheet::check(&poster, &pictures, &mut Fonts::new());
        findings.retain(|finding| finding.rule == Rule::Resolution);
        findings
    };
    // 900 pixels over 300 mm are 76.2 dpi; a distance of 2 m requires 90, 3 m 60, half a metre the press's
    // 300.
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
            if let ElementKind::Icon(icon) = &element.kind {
                assert!(sheet::is_icon(&icon.name), "{}: {}", template.id, icon.name);
            }
        }
        let findings = sheet::check(&poster, NO_PICTURES, &mut fonts);
        let serious = findings
            .iter()
            // Its pictures and figures are for the user to fill in.
            .filter(|finding| !matches!(finding.rule, Rule::PictureMissing | Rule::Placeholder))
            .filter(|finding| finding.severity > Severity::Note);
        assert_eq!(serious.count(), 0, "{}: {findings:#?}", template.id);
        // Set at a tenth for printing, it has the same findings as on the screen.
        let options = sheet::PrintOptions::default();
        for distance in [poster.viewing_distance, 200.0] {
            let far = Poster { viewing_distance: distance, ..poster.clone() };
            let (_, measured) = sheet::printed(&far, "Pano", NO_PICTURES, &options, &mut fonts);
            let rules = |findings: Vec<Finding>| -> Vec<_> {
                findings.into_iter().map(|one| (one.rule, one.element)).collect()
            };
            let (press, screen) =
                (sheet::findings_of_all(&far, &measured), sheet::check(&far, NO_PICTURES, &mut fonts));
            assert_eq!(rules(press), rules(screen), "{}", template.id);
        }
        assert!(size::find(poster.width, poster.height).is_some(), "{}", template.id);
    }
}

#[test]
fn longer_words_fit_every_template() {
    let mut fonts = Fonts::new();
    let mut over = Vec::new();
    for template in TEMPLATES {
        let mut poster = (template.poster)();
        let mut count = 0;
        for element in &mut poster.elements {
            let ElementKind::Text(text) = &mut element.kind else { continue };
            let Fit::Shrink { min } = text.fit else { panic!("{}: {}", template.id, text.text) };
            assert!(min <= 0.8 * text.size, "{}: {}", template.id, text.text);
            // A third longer, as an office's own text may be.
            let words: Vec<&str> = text.text.split(' ').collect();
            let more = words[..words.len().div_ceil(3)].join(" ");
            text.text = format!("{} {more}", text.text);
            count += 1;
        }
        let findings = sheet::check(&poster, NO_PICTURES, &mut fonts);
        let is_over = |finding: &Finding| {
            matches!(finding.rule, Rule::Overflow | Rule::Collision | Rule::Trim | Rule::SafeArea)
        };
        let found = findings.into_iter().filter(is_over);
        over.extend(found.map(|finding| format!("{}: {}", template.id, finding.message)));
        assert!(count > 0, "{}", template.id);
    }
    assert_eq!(over, [""; 0]);
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

/// A file may say anything: an element without extent, or beyond all numbers, is checked, and no fix is offered
/// that no numbers can hold.
#[test]
fn no_frame_is_too_small_or_too_large_to_check() {
    let kinds = [
        ElementKind::Text(words("Chữ", 30.0)),
        ElementKind::Picture(Picture::new(String::new(), PictureFit::Cover)),
        ElementKind::Qr(Qr { content: "https://vi.du".into(), ink: Ink::BLACK, paper: None }),
        rectangle(Ink::BLACK),
    ];
    for kind in kinds {
        for sides in [[0.0, 0.0], [0.0, 50.0], [1e-38, 1e-38], [3e38, 3e38], [3e38, 10.0]] {
            for (place, rotation) in [(10.0, 0.0), (-3e38, 0.0), (3e38, 45.0)] {
                let frame = Frame { rotation, ..Frame::new(place, place, sides[0], sides[1]) };
                let mut poster = board(vec![element(7, frame, kind.clone())]);
                for fix in check(&poster).into_iter().filter_map(|finding| finding.fix) {
                    let Remedy::Edit(edit) = fix.remedy else { continue };
                    let _ = edit.apply(&mut poster);
                    for frame in poster.elements.iter().map(|element| element.frame) {
                        let numbers = [frame.x, frame.y, frame.width, frame.height];
                        assert!(numbers.into_iter().all(f32::is_finite), "{frame:?}");
                    }
                }
            }
        }
    }
}
