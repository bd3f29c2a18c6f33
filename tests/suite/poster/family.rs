//! One design at many sizes: laid out anew, and told of what was changed in one of them.

use toasoan::document::poster::local::{self, Local};
use toasoan::document::poster::{findings, laid, layout_for_print};
use toasoan::page::Fonts;
use toasoan::poster::family;
use toasoan::poster::preflight::{Rule, Severity};
use toasoan::poster::size::STANDARDS;
use toasoan::poster::template::{self, TEMPLATES};
use toasoan::poster::{Element, ElementId, ElementKind, Frame, Ink, Poster, Text, Typeface};

use super::NO_PICTURES;

/// What only the office can mend: pictures to choose, numbers to fill in, words to leave out on a pano.
fn is_left_to_fill(rule: Rule) -> bool {
    matches!(rule, Rule::PictureMissing | Rule::Placeholder | Rule::WordCount)
}

/// What one campaign orders.
const ORDERED: [&str; 12] = [
    "A4",
    "A3",
    "A2",
    "A1",
    "A0",
    "Pano 8 × 4 m",
    "Pano 3 × 2 m",
    "Phướn 0,8 × 2 m",
    "Băng rôn 8 × 1 m",
    "Standee 0,8 × 1,8 m",
    "Facebook, Zalo: bài ngang 1200 × 630",
    "Màn hình LED 1920 × 1080",
];

fn faults(poster: &Poster, fonts: &mut Fonts) -> Vec<String> {
    let measured = layout_for_print(poster, NO_PICTURES, fonts).measured;
    let found = findings(poster, &measured).into_iter();
    let found = found.filter(|one| one.severity > Severity::Note && !is_left_to_fill(one.rule));
    found.map(|one| format!("{}: {}", one.rule.code(), one.message)).collect()
}

fn words(poster: &Poster) -> Vec<String> {
    let shown = poster.elements.iter().filter(|element| !element.is_hidden);
    let texts = shown.filter_map(|element| match &element.kind {
        ElementKind::Text(text) => Some(text.text.split_whitespace().collect::<Vec<_>>().join(" ")),
        _ => None,
    });
    texts.collect()
}

#[test]
fn every_template_passes_preflight_at_twelve_sizes_with_its_own_words() {
    let mut fonts = Fonts::new();
    let mut bad = Vec::new();
    for template in TEMPLATES {
        let source = (template.poster)();
        // A leaflet's panels are of one size.
        if !source.folds.is_empty() {
            continue;
        }
        let own = words(&source);
        for size in STANDARDS.iter().filter(|size| ORDERED.contains(&size.name)) {
            let poster = laid(&source, size.board(), &mut fonts);
            assert_eq!((poster.width, poster.height), (size.width, size.height));
            let faults = faults(&poster, &mut fonts);
            bad.extend(faults.into_iter().map(|fault| format!("{} {}: {fault}", template.id, size.name)));
            let shown = words(&poster);
            assert!(!shown.is_empty(), "{} is empty at {}", template.id, size.name);
            for words in shown {
                assert!(own.contains(&words), "{} at {} says “{words}”", template.id, size.name);
            }
            // The file keeps it.
            assert_eq!(Poster::parse(&poster.to_text()), Ok(poster));
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}

#[test]
fn what_is_changed_in_one_size_goes_to_another_and_layouts_stay() {
    let mut fonts = Fonts::new();
    let mut first = template::portrait();
    let mut copy = first.clone();
    family::join(&mut copy, "first", 0);
    let board = STANDARDS.iter().find(|size| size.name == "Pano 3 × 2 m").expect("a pano").board();
    let mut pano = laid(&copy, board, &mut fonts);
    assert_eq!(family::differences(&first, &pano), [], "it shows the same");

    let slogan = first.elements.iter().position(|element| element.label() == "MỘT CỬA,").expect("the slogan");
    let ElementKind::Text(text) = &mut first.elements[slogan].kind else { panic!("a text") };
    (text.text, text.ink) = ("HAI CỬA,".to_owned(), Ink::BLACK);
    let moved = &mut pano.elements[slogan];
    moved.frame = moved.frame.moved(5.0, 0.0);
    moved.is_locked = true;
    // One's own element is nobody else's.
    let own = Text::new("Riêng ở pano", Typeface::Anton, 90.0, Ink::WHITE);
    let own = Element::new(pano.free_id(), Frame::new(0.0, 0.0, 900.0, 200.0), ElementKind::Text(own));
    pano.elements.push(own);

    assert_eq!(family::differences(&first, &pano).len(), 1);
    let before: Vec<Frame> = pano.elements.iter().map(|element| element.frame).collect();
    let undo = family::carry(&first, &pano).apply(&mut pano).expect("carried");
    assert_eq!(family::differences(&first, &pano), []);
    assert!(
        words(&pano).contains(&"HAI CỬA,".to_owned()) && words(&pano).contains(&"Riêng ở pano".to_owned())
    );
    assert_eq!(pano.elements.iter().map(|element| element.frame).collect::<Vec<_>>(), before);
    let _ = undo.apply(&mut pano).expect("undone");
    assert_eq!(family::differences(&first, &pano).len(), 1);
}

#[test]
fn fields_of_a_locality_are_filled_in_their_case_and_unknown_ones_are_told() {
    let mut poster = template::portrait();
    let ElementKind::Text(text) = &mut poster.elements[6].kind else { panic!("the line above the slogan") };
    text.text = "MỘT CỬA {ĐỊA PHƯƠNG} · {điện thoại}".to_owned();
    let local = Local { name: "quận Ninh Kiều".to_owned(), ..Local::default() };
    let mut fonts = Fonts::new();
    assert!(local::has_fields(&poster) && !local::has_fields(&template::portrait()));

    let filled = local::filled(&poster, &local);
    assert_eq!(words(&filled)[0], "MỘT CỬA QUẬN NINH KIỀU · {điện thoại}");
    let measured = layout_for_print(&filled, NO_PICTURES, &mut fonts).measured;
    assert!(findings(&filled, &measured).iter().any(|one| one.rule == Rule::Placeholder));

    let known = Local { phone: "0710 3820 000".to_owned(), ..local };
    assert_eq!(faults(&local::filled(&poster, &known), &mut fonts), Vec::<String>::new());
}

#[test]
fn the_sides_of_a_sheet_are_pages_and_keep_their_elements() {
    let mut leaflet = template::portrait();
    leaflet.sides.push(toasoan::poster::Side {
        background: leaflet.background,
        elements: vec![Element::new(
            ElementId(900),
            Frame::new(30.0, 30.0, 300.0, 80.0),
            ElementKind::Text(Text::new("Mặt sau", Typeface::Anton, 40.0, Ink::BLACK)),
        )],
    });
    leaflet.folds = vec![140.0, 280.0];
    assert_eq!(Poster::parse(&leaflet.to_text()), Ok(leaflet.clone()));
    let mut fonts = Fonts::new();
    let options = toasoan::document::poster::PrintOptions::default();
    let document = toasoan::document::poster::poster(&leaflet, "Tờ rơi", NO_PICTURES, &options, &mut fonts);
    assert_eq!(document.pages.len(), 2);
    let back = leaflet.each_side().nth(1).expect("the back");
    assert_eq!((back.folds.as_slice(), back.elements.len()), ([140.0, 280.0].as_slice(), 1));
}
