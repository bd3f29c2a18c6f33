use super::{CastMember, ElementKind, parse};

const SKIT: &str = "\
Kịch vui một màn.

# Nhân vật

!- BÀ NGHIỆP | vợ ông Thịnh | 45 tuổi
!- ÔNG THỊNH
!- Anh Hai: công chức

# Đạo cụ

!- Bàn, ghế
!- HẾT GIỜ

# Âm thanh – ánh sáng

!- Tiếng gà

# Nội dung

.CẢNH 1 – SÂN NHÀ

Bà Nghiệp quét sân.
Gà chạy.

BÀ NGHIỆP (vọng ra)
Ông ơi!
(ngó quanh)
Ông đâu rồi? [[nói nhỏ]]
Ra đây coi.
~Gió đưa cây cải về trời,
~rau răm ở lại

@Anh Hai
Dạ!

!HẾT GIỜ
...rồi.

[[Ghi chú
hai dòng]]

===

.CẢNH 2

ÔNG THỊNH
30/4 tui về.

TẮT ĐÈN
";

#[test]
fn reads_a_skit_element_by_element() {
    let play = parse(SKIT);
    let member = |name: &str, description: &str, note: &str| CastMember {
        name: name.into(),
        description: description.into(),
        note: note.into(),
    };
    assert_eq!(
        play.cast,
        [
            member("BÀ NGHIỆP", "vợ ông Thịnh", "45 tuổi"),
            member("ÔNG THỊNH", "", ""),
            member("Anh Hai", "công chức", "")
        ]
    );
    assert_eq!(
        (play.props, play.effects),
        (vec!["Bàn, ghế".into(), "HẾT GIỜ".into()], vec!["Tiếng gà".to_owned()])
    );
    let play = parse(SKIT);
    let content: Vec<_> =
        play.content().iter().map(|element| (&element.kind, element.text.as_str())).collect();
    let cue =
        |name: &str, extension: &str| ElementKind::Cue { name: name.into(), extension: extension.into() };
    assert_eq!(
        content,
        [
            (&ElementKind::Scene, "CẢNH 1 – SÂN NHÀ"),
            (&ElementKind::Action, "Bà Nghiệp quét sân.\nGà chạy."),
            (&cue("BÀ NGHIỆP", "vọng ra"), "BÀ NGHIỆP"),
            (&ElementKind::Speech, "Ông ơi!"),
            (&ElementKind::Parenthetical, "ngó quanh"),
            (&ElementKind::Speech, "Ông đâu rồi?\nRa đây coi."),
            (&ElementKind::Song, "Gió đưa cây cải về trời,\nrau răm ở lại"),
            (&cue("Anh Hai", ""), "Anh Hai"),
            (&ElementKind::Speech, "Dạ!"),
            (&ElementKind::Action, "HẾT GIỜ\n...rồi."),
            (&ElementKind::Note, "Ghi chú\nhai dòng"),
            (&ElementKind::PageBreak, ""),
            (&ElementKind::Scene, "CẢNH 2"),
            (&cue("ÔNG THỊNH", ""), "ÔNG THỊNH"),
            (&ElementKind::Speech, "30/4 tui về."),
            // The next line is blank, so this is not a cue.
            (&ElementKind::Action, "TẮT ĐÈN"),
        ]
    );
}

#[test]
fn counts_what_each_has_to_say() {
    let play = parse(SKIT);
    let scenes: Vec<_> = play.scenes().iter().map(|scene| (scene.title, scene.line)).collect();
    assert_eq!(scenes, [("CẢNH 1 – SÂN NHÀ", 19), ("CẢNH 2", 43)]);
    let characters = play.characters();
    let counts: Vec<_> = characters
        .iter()
        .map(|one| (one.name.as_str(), one.speeches, one.syllables, one.first_scene))
        .collect();
    assert_eq!(
        counts,
        [("BÀ NGHIỆP", 1, 2 + 6 + 10, Some(0)), ("ÔNG THỊNH", 1, 6, Some(1)), ("Anh Hai", 1, 1, Some(0))]
    );
    let late = parse(".CẢNH 1\n\nLAN\nChào!\n\n# Đạo cụ\n!- Bàn");
    assert_eq!((late.turns().count(), late.props.len()), (1, 1), "a list after the play does not hide it");
    let stranger = parse(".CẢNH 1\n\nCẢ HAI\nDạ!\n").characters().remove(0);
    assert!(!stranger.is_declared && stranger.name == "CẢ HAI");
    assert_eq!(play.turns().next().map(|turn| turn.lines()), Some(24..31));
}

/// Every non-blank line belongs to exactly one element, whatever the text.
#[test]
fn no_line_is_lost() {
    let odd = [
        "",
        "\n\n",
        "A",
        "A\nb",
        "(",
        "()",
        "[[\nA\nB",
        "#",
        ".",
        "@",
        "!",
        "~",
        "===",
        "@(x)\nA",
        "/*\n\nA\n*/ B",
        "/*\nA",
        "Title: A\n   b\n\nC",
        "A\nb\n  \nc",
        "= a\n> b\n> c <\nINT. D",
        "\u{feff}A\r\nb\r\n",
    ];
    for body in odd.into_iter().chain([SKIT]) {
        let covered: Vec<usize> =
            parse(body).elements.iter().flat_map(|element| element.lines.clone()).collect();
        assert!(covered.is_sorted_by(|one, next| one < next), "{body:?}: a line is read twice");
        let mut lines = body.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        assert!(lines.all(|(at, _)| covered.binary_search(&at).is_ok()), "{body:?}: a line is lost");
    }
}

#[test]
fn names_are_compared_composed_and_speakers_together_each_speak() {
    let decomposed = "BA\u{300} TU\u{31b}";
    let body =
        format!("# Nhân vật\n!- BÀ TƯ\n!- LAN\n\n.CẢNH 1\n\n{decomposed}\nMột hai.\n\nBÀ TƯ, LAN\nDạ.\n");
    let play = parse(&body);
    let counts: Vec<_> =
        play.characters().into_iter().map(|one| (one.name, one.speeches, one.syllables)).collect();
    assert_eq!(counts, [("BÀ TƯ".to_owned(), 2, 3), ("LAN".to_owned(), 1, 1)]);
}

#[test]
fn a_cast_list_without_an_end_does_not_swallow_the_play() {
    for (body, cast, turns) in [
        ("# Nhân vật\n\n!- LAN\n!- TÂM\n\nLAN\nChào Tâm!\n\nTÂM\nChào Lan.\n", 2, 2),
        ("# Nhân vật\n\n- Lan\n- Tâm\n\nSân nhà, buổi sáng, có gió.\n\nLAN\nChào.\n", 2, 1),
        ("# Nhân vật\nLAN\nTÂM\n\nLAN\nChào Tâm!\n", 2, 1),
        ("# Nhân vật\n!- LAN\n\nCẢNH 1: SÂN NHÀ\n\nLAN\nChào.\n", 1, 1),
        // A list with blank lines stays a list.
        ("# Nhân vật\n\n!- LAN\n\n!- TÂM\n\n# Nội dung\n\nLAN\nChào.\n", 2, 1),
        ("# Nhân vật\n\nBÀ TƯ\nvợ ông Bảy\n\nÔNG BẢY\nnông dân\n\n# Nội dung\n", 4, 0),
    ] {
        let play = parse(body);
        assert_eq!((play.cast.len(), play.turns().count()), (cast, turns), "{body}");
    }
}

#[test]
fn what_may_be_misread_is_pointed_out_with_its_line() {
    let cast = "# Nhân vật\n!- LAN\n!- ÔNG BẢY\n\n# Nội dung\n\n";
    for (content, line, words) in [
        ("LAN\nDạ [[hỏi\n\nÔNG BẢY\nỪ.\n", 7, "Ghi chú mở"),
        ("/* bỏ\n\nLAN\nDạ.\n", 6, "phần bỏ đi"),
        ("LAN (NHỎ\nDạ.\n", 6, "ngoặc chưa đóng"),
        ("Lan\nDạ.\n", 6, "viết thường"),
        ("Trời tối.\nLAN\nDạ.\n", 7, "dòng trống"),
        ("LAN\nDạ.\nÔNG BẢY\nỪ.\n", 8, "nằm giữa lời của người khác"),
        ("Ông Bảy (cười): Ừ.\n", 6, "tên và lời trên một dòng"),
        ("ÔNG BẢY. – Chào bà con.\n", 6, "tên và lời trên một dòng"),
        ("LAN\n[[nhỏ]]\n", 6, "không có lời"),
        ("## Phần hai\n", 6, "chỉ ở dàn ý"),
    ] {
        let problems = parse(&format!("{cast}{content}")).problems();
        let seen = problems.iter().any(|problem| problem.line == line && problem.message.contains(words));
        assert!(seen, "{content:?}: {problems:?}");
    }
    assert_eq!(parse(SKIT).problems(), []);
}
