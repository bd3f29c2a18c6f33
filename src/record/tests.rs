use proptest::prelude::*;
use serde::{Deserialize, Serialize};

use super::{read, update, write};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Show {
    title: String,
    #[serde(default)]
    minutes: Option<u32>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    guests: Vec<Guest>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    tags: Vec<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    note: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Guest {
    name: String,
    #[serde(default)]
    age: Option<u32>,
}

const SOURCE: &str = r#"// Lịch của đài
(
    title: "Một cửa", // đã đổi tên
    màu: r"đỏ, (tươi)",
    minutes: 10,
    /* khách mời, gồm [hai] người */
    guests: [
        (name: "Bà Nghiệp", age: 45, quê: "Ô Môn"), // đến trước 15'
        (name: "Ông Thịnh"),
    ],
    tags: ["đất đai"],
)
"#;

fn check(change: impl Fn(&mut Show), from: &str, to: &str) {
    let mut show: Show = read(SOURCE).expect("the sample reads");
    change(&mut show);
    let expected = if from.is_empty() {
        SOURCE.replace("    tags: [\"đất đai\"],\n", &format!("    tags: [\"đất đai\"],\n{to}"))
    } else {
        assert_eq!(SOURCE.matches(from).count(), 1, "the part to change stands once");
        SOURCE.replace(from, to)
    };
    let text = update(SOURCE, &show, &[]);
    assert_eq!(text, expected);
    assert_eq!(read::<Show>(&text).as_ref(), Ok(&show));
    assert_eq!(update(&text, &show, &[]), text, "a second save changes nothing");
}

#[test]
fn an_edit_changes_only_what_it_touches() {
    check(|_| {}, "", "");
    check(|show| show.title = "Hai \"cửa\"".into(), "\"Một cửa\"", "\"Hai \\\"cửa\\\"\"");
    check(|show| show.minutes = None, "minutes: 10", "minutes: None");
    check(|show| show.note = "nhớ\nquay".into(), "", "    note: \"nhớ\\nquay\",\n");
    check(|show| show.guests[0].age = Some(46), "age: 45", "age: 46");
    check(|show| show.guests[1].age = Some(50), "(name: \"Ông Thịnh\")", "(name: \"Ông Thịnh\", age: 50)");
    check(|show| show.tags.push("hộ tịch".into()), "[\"đất đai\"]", "[\"đất đai\", \"hộ tịch\"]");
    check(|show| show.tags.clear(), "    tags: [\"đất đai\"],\n", "");
    check(|show| drop(show.guests.remove(1)), "\n        (name: \"Ông Thịnh\"),", "");
    check(
        |show| show.guests.push(Guest { name: "Tám".into(), age: None }),
        "        (name: \"Ông Thịnh\"),\n",
        "        (name: \"Ông Thịnh\"),\n        (name: \"Tám\", age: None),\n",
    );
    check(
        |show| {
            show.tags.clear();
            show.note = "ghi".into();
        },
        "    tags: [\"đất đai\"],\n",
        "    note: \"ghi\",\n",
    );
}

#[test]
fn a_record_on_one_line_stays_on_one_line() {
    let mut show: Show = read("(title: \"a\", x: 1)").expect("reads");
    show.note = "b".into();
    show.tags = vec!["c".into()];
    assert_eq!(
        update("(title: \"a\", x: 1)", &show, &[]),
        "(title: \"a\", x: 1, tags: [\"c\"], note: \"b\")"
    );
    let mut last: Show = read("(title: \"a\", note: \"b\")").expect("reads");
    last.note.clear();
    assert_eq!(update("(title: \"a\", note: \"b\")", &last, &[]), "(title: \"a\")");
}

#[test]
fn a_fresh_record_is_laid_out_for_people() {
    let show = Show {
        title: "Một cửa".into(),
        minutes: Some(10),
        guests: (0..3)
            .map(|n| Guest {
                name: format!("Khách mời có tên thật dài thứ {n} của chương trình"),
                age: Some(n),
            })
            .collect(),
        tags: vec!["đất đai".into(), "hộ tịch".into()],
        note: String::new(),
    };
    assert_eq!(
        write(&show),
        r#"(
    title: "Một cửa",
    minutes: 10,
    guests: [
        (name: "Khách mời có tên thật dài thứ 0 của chương trình", age: 0),
        (name: "Khách mời có tên thật dài thứ 1 của chương trình", age: 1),
        (name: "Khách mời có tên thật dài thứ 2 của chương trình", age: 2),
    ],
    tags: ["đất đai", "hộ tịch"],
)
"#
    );
}

#[test]
fn an_error_names_its_place_and_its_remedy() {
    let error = read::<Show>("(\n    title: \"a\",\n    minutes: mười,\n)").expect_err("not a number");
    assert_eq!((error.line, error.reason.as_str()), (3, "chỗ này phải là một số nguyên"));
    let error = read::<Show>("(minutes: 1)").expect_err("no title");
    assert!(error.reason.contains("thiếu mục “title”"), "{error}");
    let error = read::<Show>("(title: \"a").expect_err("cut");
    assert!(error.reason.contains("chuỗi chữ chưa đóng"), "{error}");
}

/// A list as people may write it: comments above, after and below entries, unknown fields.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct House {
    rooms: Vec<Room>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Room {
    id: String,
    seats: u32,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    tags: Vec<String>,
}

const HOUSE: &str = r#"(
    rooms: [
        // trên a
        (id: "a", seats: 1, riêng: "của a"), // sau a
        /* trên b */
        (id: "b", seats: 2, tags: ["x"], riêng: ["của b"]),

        (
            // trong c
            id: "c",
            seats: 3,
            riêng: (của: "c"),
        ), (id: "d", seats: 4, riêng: "của d"),
        // trên e
        // vẫn trên e
        (id: "e", seats: 5, riêng: "của e") // sau e
        // cuối
    ],
)
"#;

/// The text that belongs to each room in [`HOUSE`].
const OWN: [(&str, &[&str]); 5] = [
    ("a", &["// trên a", "riêng: \"của a\"", "// sau a"]),
    ("b", &["/* trên b */", "riêng: [\"của b\"]"]),
    ("c", &["// trong c", "riêng: (của: \"c\")"]),
    ("d", &["riêng: \"của d\""]),
    ("e", &["// trên e", "// vẫn trên e", "riêng: \"của e\"", "// sau e"]),
];

#[test]
fn an_entry_keeps_its_text_when_one_is_changed_and_one_is_added() {
    let mut house: House = read(HOUSE).expect("the sample reads");
    house.rooms[0].seats = 9;
    house.rooms.insert(2, Room { id: "f".into(), seats: 6, tags: Vec::new() });
    let expected = HOUSE
        .replace("seats: 1", "seats: 9")
        .replace("của b\"]),\n", "của b\"]),\n        (id: \"f\", seats: 6),\n")
        .replace("), (id", "),\n        (id")
        .replace("của e\") // sau", "của e\"), // sau");
    assert_eq!(update(HOUSE, &house, &[]), expected);
    // An entry keyed by its name can be renamed in place.
    let named: super::Keys = &[("guests", &["name"])];
    let mut show: Show = read(SOURCE).expect("the sample reads");
    show.guests[0].name = "Bà Tám".into();
    show.guests.push(Guest { name: "Chín".into(), age: None });
    let text = update(SOURCE, &show, named);
    assert!(text.contains("(name: \"Bà Tám\", age: 45, quê: \"Ô Môn\"), // đến trước 15'"), "{text}");
    // A list that no longer fits on its line is broken; one that fits stays.
    let tags = |count: usize| (0..count).map(|tag| format!("một việc dài {tag}")).collect();
    let source = "(rooms: [(id: \"a\", seats: 1, tags: [\"x\"], /* đỏ */)])";
    for (count, lines) in [(3, 1), (9, 11)] {
        let rooms = vec![Room { id: "a".into(), seats: 1, tags: tags(count) }];
        let text = update(source, &House { rooms }, &[]);
        assert_eq!((text.lines().count(), text.contains("/* đỏ */")), (lines, true), "{text}");
    }
}

fn show() -> impl Strategy<Value = Show> {
    let text = "[a-zđưạ\"\\\\,:()\\[\\]{}/*#' \n]{0,12}";
    let guest = (text, any::<Option<u32>>()).prop_map(|(name, age)| Guest { name, age });
    (text, any::<Option<u32>>(), prop::collection::vec(guest, 0..5), prop::collection::vec(text, 0..4), text)
        .prop_map(|(title, minutes, guests, tags, note)| Show { title, minutes, guests, tags, note })
}

proptest! {
    #[test]
    fn any_edit_reads_back_and_keeps_what_it_does_not_know(first in show(), second in show(), third in show()) {
        let plain = write(&first);
        prop_assert_eq!(&read::<Show>(&plain), &Ok(first.clone()));
        let source = plain.replacen('(', "( // lời, (dẫn]\n    lạ: [(1, \"}\"), {2: 'x'}], /* giữ */", 1);
        let end = source.rfind(')').expect("a record closes");
        let source = format!("{} /* cuối, (\n /* lồng */ ] */ // hết )\n{}", &source[..end].trim_end(), &source[end..]);
        prop_assert_eq!(&update(&source, &first, &[]), &source);
        let mut text = source;
        for show in [&second, &third, &first] {
            text = update(&text, show, &[]);
            prop_assert_eq!(&read::<Show>(&text), &Ok(show.clone()));
            prop_assert!(text.contains("lạ: [(1, \"}\"), {2: 'x'}]"), "{}", text);
            prop_assert!(text.contains("// lời, (dẫn]") && text.contains("/* giữ */"), "{}", text);
            prop_assert!(text.contains("/* cuối, (\n /* lồng */ ] */ // hết )\n"), "{}", text);
        }
    }

    /// Rooms are changed, removed, added and moved; the text of the others stays.
    #[test]
    fn what_belongs_to_untouched_entries_survives_any_edit_of_others(
        changed in prop::collection::vec(any::<(bool, bool, u32)>(), 5),
        added in prop::collection::vec(("[f-z]{1,3}", 0..6_usize), 0..4),
        order in Just(vec![0, 1, 2, 3, 4]).prop_shuffle(),
        is_moved in any::<bool>(),
    ) {
        let before: House = read(HOUSE).expect("the sample reads");
        let order = if is_moved { order } else { vec![0, 1, 2, 3, 4] };
        let mut rooms: Vec<Room> = order
            .into_iter()
            .filter(|at| !changed[*at].0)
            .map(|at| {
                let mut room = before.rooms[at].clone();
                if changed[at].1 {
                    room.seats = changed[at].2;
                    room.tags.push("mới".into());
                }
                room
            })
            .collect();
        for (id, at) in added {
            let room = Room { id, seats: 7, tags: Vec::new() };
            rooms.insert(at.min(rooms.len()), room);
        }
        let house = House { rooms };
        let text = update(HOUSE, &house, &[]);
        prop_assert_eq!(&read::<House>(&text), &Ok(house.clone()));
        prop_assert!(text.contains("// cuối"), "{}", text);
        for ((id, own), (is_gone, ..)) in OWN.iter().zip(&changed) {
            for words in own.iter().filter(|_| !is_gone) {
                prop_assert_eq!(text.matches(words).count(), 1, "{} of {}: {}", words, id, text);
            }
        }
        // The text above an unmoved entry stays above it.
        let above = |words: &str, id: &str| {
            let at = text.find(words).map(|at| at + words.len());
            at.is_some_and(|at| text[at..].trim_start().starts_with(&format!("(id: \"{id}\"")))
        };
        prop_assert!(changed[0].0 || above("// trên a", "a"), "{}", text);
        prop_assert!(changed[1].0 || above("/* trên b */", "b"), "{}", text);
        prop_assert!(changed[4].0 || above("// vẫn trên e", "e"), "{}", text);
        prop_assert_eq!(&update(&text, &house, &[]), &text);
    }

    #[test]
    fn no_text_makes_the_scanner_panic(text in "[a(\\[{\"'r#/*,:)\\]}\\\\ \nđ]{0,24}") {
        let _ = super::end(&text);
        let _ = update(&text, &Show { title: text.clone(), minutes: None, guests: vec![], tags: vec![], note: String::new() }, &[]);
    }
}
