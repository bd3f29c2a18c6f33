use super::{CastMember, ElementKind, import, parse};

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
        "\u{feff}A\r\nb\r\n",
    ];
    for body in odd.into_iter().chain([SKIT]) {
        let covered: Vec<usize> =
            parse(body).elements.iter().flat_map(|element| element.lines.clone()).collect();
        let lines: Vec<usize> =
            body.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(|(at, _)| at).collect();
        assert_eq!(covered, lines, "{body:?}");
    }
}

#[test]
fn imports_the_local_custom() {
    let typed = "\
TIỂU PHẨM: AI ĐÚNG AI SAI
Phân vai:
1. Bà Nghiệp (45 tuổi): vợ ông Thịnh
2. Ông Thịnh – chủ tiệm
Đạo cụ: bàn, ghế
NỘI DUNG
Cảnh 1: Sân nhà
(Bà Nghiệp quét sân)
Bà Nghiệp (ngó quanh): Ông ơi: ra đây!
Coi nè.
ÔNG THỊNH: (chạy ra) Gì đó?
Lưu ý: đèn tắt từ từ.
TẮT ĐÈN
Người lạ: Không ai biết tôi.
";
    let expected = "\
!TIỂU PHẨM: AI ĐÚNG AI SAI

# Nhân vật

!- BÀ NGHIỆP | vợ ông Thịnh | 45 tuổi
!- ÔNG THỊNH | chủ tiệm

# Đạo cụ

!- bàn
!- ghế

# Nội dung

.CẢNH 1: SÂN NHÀ

(Bà Nghiệp quét sân)

BÀ NGHIỆP
(ngó quanh)
Ông ơi: ra đây!
Coi nè.

ÔNG THỊNH
(chạy ra)
Gì đó?

Lưu ý: đèn tắt từ từ.

!TẮT ĐÈN

Người lạ: Không ai biết tôi.
";
    let imported = import(typed);
    assert_eq!(imported, expected);
    let play = parse(&imported);
    assert!(play.characters().iter().all(|one| one.is_declared && one.speeches == 1));
    // Without "Nội dung", the first speech begins the content.
    let short = import("Nhân vật\n- Lan\n- Tâm\nLan: Chào!\nTâm: Chào Lan!");
    assert_eq!(parse(&short).turns().map(|turn| turn.name.to_owned()).collect::<Vec<_>>(), ["LAN", "TÂM"]);
    assert_eq!(import(""), "\n");
}
