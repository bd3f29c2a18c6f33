use proptest::prelude::*;

use super::{Label, Script, toned_rows, tones};
use crate::piece::{Format, Tone};
use crate::plan::{Presenter, Settings};

const BODY: &str = "\
Kịch bản của tổ Thời sự.

## 01
Mục: Chợ An Bình
Máy quay: số 2
Thời lượng: 12s
Hình: Toàn cảnh chợ
Lời: Sáng nay, chợ họp sớm.
Lưu ý: đây vẫn là lời.

Tính chất: phê phán, Nêu gương

## 02
Máy quay: số 1
Lời: Hết.
";

#[test]
fn a_script_is_read_by_its_labels() {
    let script = Script::parse(BODY);
    assert_eq!(script.preface, "Kịch bản của tổ Thời sự.\n\n");
    let [first, second] = &script.rows[..] else { panic!("two records") };
    assert_eq!((first.number.as_str(), first.duration, first.lines.clone()), ("01", Some(12), 2..12));
    assert_eq!((first.name.as_str(), first.other.as_str()), ("Chợ An Bình", "Máy quay: số 2"));
    assert_eq!(first.unknown_labels(), ["Máy quay"]);
    assert_eq!(first.speech, "Sáng nay, chợ họp sớm.\nLưu ý: đây vẫn là lời.");
    assert_eq!(first.tones, [Tone::Critique, Tone::ModelOfficial]);
    assert_eq!(
        (second.other.as_str(), second.title(), second.lines.clone()),
        ("Máy quay: số 1", "Hết.", 12..15)
    );
    assert_eq!(script.row_at(13), Some(1));
    assert_eq!(script.row_at(0), None);
}

#[test]
fn an_edit_changes_the_lines_of_one_label() {
    let check = |row, field, value: &str, from: &str, to: &str| {
        let mut script = Script::parse(BODY);
        script.set(row, field, value);
        assert_eq!(BODY.matches(from).count(), 1, "{from:?}");
        assert_eq!(script.write(), BODY.replace(from, to), "{field:?}");
        assert_eq!(script, Script::parse(&script.write()), "{field:?}");
        assert_eq!(script.rows[row].get(field), value, "{field:?}");
    };
    check(0, Label::Picture, "Cận cảnh", "Hình: Toàn cảnh chợ\n", "Hình: Cận cảnh\n");
    check(
        0,
        Label::Speech,
        "Một.\n\nHai.",
        "Lời: Sáng nay, chợ họp sớm.\nLưu ý: đây vẫn là lời.\n",
        "Lời: Một.\n\nHai.\n",
    );
    check(0, Label::Picture, "", "Hình: Toàn cảnh chợ\n", "");
    check(0, Label::Voice, "Ngọc Hân", "\nTính chất:", "\nGiọng: Ngọc Hân\nTính chất:");
    check(0, Label::Note, "gọi lại", "Nêu gương\n", "Nêu gương\nGhi chú: gọi lại\n");
    check(1, Label::Name, "Kết", "Lời: Hết", "Mục: Kết\nLời: Hết");
    check(1, Label::Speech, "Hết rồi.", "Lời: Hết.\n", "Lời: Hết rồi.\n");
}

#[test]
fn records_come_go_and_move() {
    let mut script = Script::parse("## 01\nLời: một\n\n## 02 kết\nLời: hai");
    let _ = script.move_rows(&[1].into(), 0);
    script.renumber();
    assert_eq!(script.write(), "## 01 kết\nLời: hai\n\n## 02\nLời: một\n\n");
    let at = script.insert(1, Format::Av);
    assert_eq!((at, script.rows[1].number.as_str()), (1, "03"), "the first free number, until renumbered");
    assert_eq!(script, Script::parse(&script.write()));
    let row = script.take_rows(&[0].into());
    assert_eq!(script.insert_rows(2, row), [2].into());
    assert_eq!(script.write(), "## 03\nHình: \nLời: \n\n## 02\nLời: một\n\n## 01 kết\nLời: hai\n\n");
}

#[test]
fn a_row_runs_as_long_as_it_says_else_as_it_is_spoken() {
    let settings = Settings {
        presenters: vec![Presenter { name: "Quốc Huy".into(), syllables_per_minute: 120 }],
        ..Settings::default()
    };
    let twenty = ["tiếng"; 20].join(" ");
    let script = Script::parse(&format!(
        "## 01\nThời lượng: 12s\nLời: {twenty}\nTính chất: khen\n\n## 02\nLời: {twenty}\nChữ: {twenty}\n\n\
         ## 03\nLời: {twenty}\nGiọng: Quốc Huy\nTính chất: phê phán\n\n## 04\nHình: {twenty}\n"
    ));
    let running = script.running(&settings);
    let times: Vec<_> = running.rows.iter().map(|row| (row.from, row.seconds, row.is_explicit)).collect();
    assert_eq!(times, [(0, 12, true), (12, 5, false), (17, 10, false), (27, 0, false)]);
    assert_eq!((running.total(), running.of(Tone::Praise), running.of(Tone::Critique)), (27, 12, 10));
}

fn body() -> impl Strategy<Value = String> {
    prop::collection::vec(
        prop_oneof![
            Just("## 01"),
            Just("## "),
            Just("##"),
            Just("#"),
            Just("Lời: một hai"),
            Just("Lời:"),
            Just("Hình : x"),
            Just("Thời lượng: 1'30"),
            Just("Tính chất: khen"),
            Just("  Ghi chú: lời"),
            Just("Lạ: gì đó"),
            Just("Nhạc: dịu"),
            Just("LỜI BÌNH: ba bốn"),
            Just("##02"),
            Just(""),
            Just("  "),
            Just("…"),
        ],
        0..14,
    )
    .prop_flat_map(|lines| {
        any::<bool>().prop_map(move |ends| lines.join("\n") + if ends { "\n" } else { "" })
    })
}

proptest! {
    #[test]
    fn any_body_comes_back_and_an_edit_touches_one_record(
        body in body(),
        row in 0_usize..4,
        field in prop::sample::select(Label::ALL.to_vec()),
        value in "(a|\nLời: b|\n## c|đ|\n){0,4}",
    ) {
        let script = Script::parse(&body);
        prop_assert_eq!(&script.write(), &body);
        let mut edited = script.clone();
        edited.set(row, field, &value);
        prop_assert_eq!(&edited, &Script::parse(&edited.write()));
        for (index, (before, after)) in script.rows.iter().zip(&edited.rows).enumerate() {
            if index != row {
                prop_assert_eq!(before.source(), after.source());
            }
        }
        if let Some(after) = edited.rows.get(row) {
            let squash = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert_eq!(squash(after.get(field)), squash(&value));
        }
    }
}

#[test]
fn the_tones_alone_are_those_of_the_rows() {
    let parts = [
        "## 01\n",
        "##\n",
        "Tính chất: biểu dương, phê phán\n",
        "Tính chất : khen;lạ\n",
        "Tính chất:\n",
        "  nêu gương\n",
        "Lời: Tính chất: phê phán\n",
        "Tiếng động: chuông\n",
        "\n",
        "TÍNH CHẤT: che",
    ];
    // Every sequence of four of the parts.
    for choice in 0..parts.len().pow(4) {
        let body: String = (0..4).map(|place| parts[choice / parts.len().pow(place) % parts.len()]).collect();
        let mut whole: Vec<_> = Script::parse(&body).rows.into_iter().flat_map(|row| row.tones).collect();
        let mut alone: Vec<_> = toned_rows(&body).flat_map(tones).collect();
        for tones in [&mut whole, &mut alone] {
            tones.sort_unstable();
            tones.dedup();
        }
        assert_eq!(alone, whole, "{body:?}");
    }
}
