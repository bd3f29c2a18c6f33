//! The sample skits, as a director needs them.

use std::fs;
use std::path::Path;

use toasoan::piece::stage;
use toasoan::piece::timing::Rate;

#[test]
fn the_sample_skits_are_read_whole() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/pieces/2014/tieu-pham");
    let mut count = 0;
    for entry in fs::read_dir(&folder).expect("the sample skits are in the repository") {
        let path = entry.expect("a readable folder").path();
        if path.extension().is_none_or(|extension| extension != "fountain") {
            continue;
        }
        count += 1;
        let name = path.display();
        let text = fs::read_to_string(&path).expect("a readable skit");
        let (_, body) = text.split_once("\n---\n").expect("a header and a body");
        let play = stage::parse(body);

        let covered: Vec<usize> = play.elements.iter().flat_map(|element| element.lines.clone()).collect();
        let lines: Vec<usize> =
            body.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(|(at, _)| at).collect();
        assert_eq!(covered, lines, "{name}: a line is lost or read twice");

        for one in play.characters() {
            assert!(one.is_declared, "{name}: {} speaks but is not in the cast", one.name);
            assert!(one.speeches > 0 && one.syllables > 0, "{name}: {} has nothing to say", one.name);
            assert!(one.first_scene.is_some(), "{name}: {} is in no scene", one.name);
        }
        assert!(
            play.scenes().len() >= 2 && play.scenes().iter().all(|scene| scene.title.starts_with("CẢNH"))
        );
        assert!(!play.props.is_empty() && !play.effects.is_empty(), "{name}");
        assert!(
            (300.0..1500.0).contains(&play.seconds(Rate::NORMAL)),
            "{name}: {}",
            play.seconds(Rate::NORMAL)
        );
    }
    assert!(count >= 3, "the plan asks for three skits (IV.8), found {count}");
}

/// The way skits are written here: cast, props, then name, action and words on one line.
const TYPED: &str = "\
TIỂU PHẨM: GIẤY HẸN KHÔNG HẸN
Tác giả: Nguyễn Văn A
NHÂN VẬT:
- Ông Ba, 60 tuổi, nông dân
- Bà Năm (vợ ông Ba)
- Út Lượm: con gái
- Cán bộ Hùng
II. Đạo cụ: bàn, ghế; một tờ giấy hẹn
Bối cảnh: sân nhà ông Ba

Màn 1
Cảnh 1: Sân nhà
(Mở màn, ông Ba ngồi uống trà, bà Năm quét sân)
Ông Ba: (thở dài) Bà nó ơi, giấy này ghi 7:30 bữa nay
mà họ kêu mai.
(cười)
Thiệt là lạ!
ÔNG BA (lục tủ): Đâu có!
(Út Lượm chạy vào)
Út Lượm (mừng rỡ) : Ba ơi: con coi trên mạng rồi!
Hùng: Mời bác ngồi.
Ông Ba và Bà Năm: Dạ.
Tất cả: Vui quá!

Lưu ý: đèn tắt từ từ.
Người lạ: Không ai biết tôi.
Anh Tư: Tôi biết.
Bà Năm:
Ai vậy cà?
Anh Tư: Tôi đây.
Lớp 2
(Hạ màn)
";

const CONVERTED: &str = "\
TIỂU PHẨM: GIẤY HẸN KHÔNG HẸN

Tác giả: Nguyễn Văn A

# Nhân vật

!- ÔNG BA | nông dân | 60 tuổi
!- BÀ NĂM | vợ ông Ba
!- ÚT LƯỢM | con gái
!- CÁN BỘ HÙNG

# Đạo cụ

!- bàn, ghế
!- một tờ giấy hẹn

# Nội dung

Bối cảnh: sân nhà ông Ba

.MÀN 1

.CẢNH 1: SÂN NHÀ

(Mở màn, ông Ba ngồi uống trà, bà Năm quét sân)

ÔNG BA
(thở dài)
Bà nó ơi, giấy này ghi 7:30 bữa nay
mà họ kêu mai.
(cười)
Thiệt là lạ!

ÔNG BA
(lục tủ)
Đâu có!

(Út Lượm chạy vào)

ÚT LƯỢM
(mừng rỡ)
Ba ơi: con coi trên mạng rồi!

CÁN BỘ HÙNG
Mời bác ngồi.

ÔNG BA VÀ BÀ NĂM
Dạ.

TẤT CẢ
Vui quá!

Lưu ý: đèn tắt từ từ.

Người lạ: Không ai biết tôi.

ANH TƯ
Tôi biết.

BÀ NĂM
Ai vậy cà?

ANH TƯ
Tôi đây.

.LỚP 2

(Hạ màn)
";

#[test]
fn the_local_custom_becomes_a_skit_and_what_is_uncertain_is_told() {
    let stage::Imported { body, remarks } = stage::import(TYPED);
    assert_eq!(body, CONVERTED);
    let told: Vec<_> = remarks.iter().map(|remark| (remark.line, remark.message.as_str())).collect();
    let about = |line: usize, words: &str| told.iter().any(|(at, told)| *at == line && told.contains(words));
    assert!(about(20, "CÁN BỘ HÙNG"), "a short name: {told:?}");
    assert!(about(25, "Người lạ"), "someone unknown: {told:?}");
    assert!(about(26, "ANH TƯ"), "a speaker who is not in the cast: {told:?}");
    assert_eq!(told.len(), 3, "{told:?}");

    let play = stage::parse(&body);
    assert_eq!(play.scenes().len(), 4, "with what precedes the first");
    let speaks = |name: &str| {
        let characters = play.characters();
        characters.iter().find(|one| one.name == name).map_or(0, |one| one.speeches)
    };
    assert_eq!(["ÔNG BA", "BÀ NĂM", "ÚT LƯỢM", "CÁN BỘ HÙNG", "ANH TƯ"].map(speaks), [3, 2, 1, 1, 2]);
}

#[test]
fn texts_of_every_habit_come_in() {
    let mut wrong = Vec::new();
    // The text, the cast, and who speaks in which order.
    for (text, cast, turns) in [
        // Without a heading for the content, the first speech begins it.
        ("Nhân vật\n- Lan\n- Tâm\nLan: Chào!\nTâm: Chào Lan!", "LAN TÂM", "LAN TÂM"),
        // Without a cast, names that come back are the cast.
        ("Lan: Chào!\nTâm: Chào Lan!\nLan: Dạ.\nTâm: Ừ.\nLưu ý: tắt đèn.\n", "LAN TÂM", "LAN TÂM LAN TÂM"),
        // Numbers, bold signs, no-break spaces, full-width colons.
        (
            "Phân vai:\n1. Lan (20 tuổi)\n2) Tâm\n\n1. Lan: Một.\n2. **Tâm:** Hai.\nLan\u{a0}： Ba.",
            "LAN TÂM",
            "LAN TÂM LAN",
        ),
        // A cast on one line.
        ("Nhân vật: Lan, Tâm\n\nLan: Chào.", "LAN TÂM", "LAN"),
        ("Nhân vật: Lan, cháu; Tâm, bạn Lan\n\nTâm: Chào.", "LAN TÂM", "TÂM"),
        // A table from Word.
        ("Nhân vật\nLan\tcháu\tThu Hà\nTâm\tbạn\n\nNội dung\nLan: Chào.", "LAN TÂM", "LAN"),
        // The name on a line of its own, in any case.
        ("Nhân vật:\n- Lan\n- Tâm\n\nLan\nChào.\n\nTÂM\nChào Lan.\n", "LAN TÂM", "LAN TÂM"),
        // ANH SANG is a man, "ánh sáng" a heading.
        (
            "Nhân vật:\n- Anh Sang\n- Vợ\nÁnh sáng: vàng\n\nAnh Sang: Chào.\nVợ: Dạ.",
            "ANH SANG,VỢ",
            "ANH SANG,VỢ",
        ),
        // A letter decomposed by another system.
        ("Nhân vật:\n- Tâm\n\nTa\u{302}m: Chào.", "TÂM", "TÂM"),
        // As people head their lists, with ages and relations after a comma, a dash or in brackets.
        (
            "NHÂN VẬT:\n- Ông Ba, 60 tuổi\n- Bà Tư, vợ ông\n\nÔng Ba: Đi đâu?\nBà Tư: Lên phường.",
            "ÔNG BA,BÀ TƯ",
            "ÔNG BA,BÀ TƯ",
        ),
        ("Các nhân vật\n1/ Lan – cháu\n2/ Tâm – bạn\n\nTâm: Chào.", "LAN TÂM", "TÂM"),
        ("PHÂN VAI\n+ Lan (20 tuổi, cháu)\n+ Tâm (bạn)\n\nLan: Chào.", "LAN TÂM", "LAN"),
        ("Nhân vật:\n• Lan: cháu của ông Ba\n• Tâm: bạn Lan\n\nLan: Chào.\nTâm: Chào.", "LAN TÂM", "LAN TÂM"),
        ("Nhân vật\nLan\nTâm\n\nNội dung\nTâm: Chào.", "LAN TÂM", "TÂM"),
        // Scenes of every name, which are nobody's.
        (
            "Nhân vật: Lan, Tâm\n\nCảnh 1: Sân nhà\nLan: Chào.\nCảnh 2: Ủy ban phường\nTâm: Dạ.",
            "LAN TÂM",
            "LAN TÂM",
        ),
        ("Nhân vật: Lan, Tâm\n\nMàn 1\nLớp 1\nLan: Chào.\nLớp 2\nTâm: Dạ.", "LAN TÂM", "LAN TÂM"),
        ("Nhân vật: Lan, Tâm\n\nCẢNH I. SÂN NHÀ\nLan: Chào.\nCẢNH II. CHỢ\nTâm: Dạ.", "LAN TÂM", "LAN TÂM"),
        // Directions on lines of their own, between and inside speeches.
        ("Nhân vật: Lan, Tâm\n\n(Tiếng gà gáy)\nLan: Dậy!\n(Tâm ngáp)\nTâm: Ừ.", "LAN TÂM", "LAN TÂM"),
        (
            "Nhân vật: Lan, Tâm\n\n[Đèn sáng]\nLan: Dậy!\nTâm (ngáp, quay đi): Ừ.\nLan(cười): Trễ rồi!",
            "LAN TÂM",
            "LAN TÂM LAN",
        ),
        (
            "Nhân vật: Lan, Tâm\n\nLan: (nhìn quanh) Ai đó?\nTâm: Tui nè (bước ra), Tâm đây.",
            "LAN TÂM",
            "LAN TÂM",
        ),
        // Speeches over several lines, with blank lines between.
        ("Nhân vật: Lan, Tâm\n\nLan: Một.\nHai.\nBa.\n\nTâm: Bốn.\n\nLan: Năm.", "LAN TÂM", "LAN TÂM LAN"),
        // Dashes, bullets and quotation marks before and around what is said.
        ("Nhân vật: Lan, Tâm\n\n- Lan: Chào.\n- Tâm: Dạ.", "LAN TÂM", "LAN TÂM"),
        ("Nhân vật: Lan, Tâm\n\n– Lan: “Chào.”\n— Tâm: \"Dạ.\"", "LAN TÂM", "LAN TÂM"),
        ("Nhân vật: Lan, Tâm\n\n_Lan_: Chào.\n*Tâm*: Dạ.", "LAN TÂM", "LAN TÂM"),
        // Several who speak together, and everybody.
        ("Nhân vật: Lan, Tâm\n\nLan và Tâm: Chào!\nLan: Dạ.", "LAN TÂM", "LAN VÀ TÂM,LAN"),
        ("Nhân vật: Lan, Tâm\n\nTất cả: Hoan hô!\nTâm: Dạ.", "LAN TÂM", "TẤT CẢ,TÂM"),
        // Words before a colon that are no name.
        (
            "Nhân vật: Lan, Tâm\n\nLan: Nhớ nghe: một là ăn.\nThời gian: buổi sáng.\nTâm: Dạ.",
            "LAN TÂM",
            "LAN TÂM",
        ),
        ("Nhân vật: Lan, Tâm\n\nLan: 7:30 họp.\n8 giờ: xong.\nTâm: Dạ.", "LAN TÂM", "LAN TÂM"),
        ("Nhân vật: Lan, Tâm\n\nLưu ý: đạo cụ để sẵn.\nLan: Chào.", "LAN TÂM", "LAN"),
        // Names in capitals, in small letters, without a space after the colon, with one before it.
        ("NHÂN VẬT: LAN, TÂM\n\nLAN: Chào.\nTÂM: Dạ.", "LAN TÂM", "LAN TÂM"),
        ("Nhân vật: Lan, Tâm\n\nlan: Chào.\ntâm: Dạ.", "LAN TÂM", "LAN TÂM"),
        ("Nhân vật: Lan, Tâm\n\nLan:Chào.\nTâm :Dạ.", "LAN TÂM", "LAN TÂM"),
        (
            "Nhân vật: Ông Bảy, Bà Bảy\n\nÔng Bảy: Chào.\nBà Bảy : Dạ.\nÔng  Bảy: Ừ.",
            "ÔNG BẢY,BÀ BẢY",
            "ÔNG BẢY,BÀ BẢY,ÔNG BẢY",
        ),
        // A title, props and sounds before the play.
        (
            "TIỂU PHẨM: GIẤY HẸN\nNhân vật: Lan, Tâm\nĐạo cụ: bàn, ghế\n\nLan: Chào.\nTâm: Dạ.",
            "LAN TÂM",
            "LAN TÂM",
        ),
        (
            "Nhân vật:\n- Lan\n- Tâm\nĐạo cụ:\n- Bàn\n- Ghế\nÂm thanh:\n- Gà gáy\nNội dung:\nTâm: Dạ.",
            "LAN TÂM",
            "TÂM",
        ),
        // The end.
        ("Nhân vật: Lan, Tâm\n\nLan: Chào.\nTâm: Dạ.\nHẾT", "LAN TÂM", "LAN TÂM"),
        ("Nhân vật: Lan, Tâm\n\nLan: Chào.\nTâm: Dạ.\n(Màn hạ)\n- Hết -", "LAN TÂM", "LAN TÂM"),
        // Another system's line ends, tabs and no-break spaces.
        ("Nhân vật: Lan, Tâm\r\n\r\nLan: Chào.\r\nTâm:\tDạ.\r\n", "LAN TÂM", "LAN TÂM"),
        ("Nhân vật:\u{a0}Lan,\u{a0}Tâm\n\nLan\t: Chào.\n\u{a0}Tâm: Dạ.", "LAN TÂM", "LAN TÂM"),
        // As plays are printed, and a name in capitals that forgets its blank line.
        ("Nhân vật: Lan, Tâm\n\nLAN. – Chào.\nTÂM (cười). – Dạ.\n", "LAN TÂM", "LAN TÂM"),
        ("Nhân vật: Lan, Tâm\n\nLan: Chào.\nTÂM\nDạ.\nLan: Ừ.\n* Nhạc\nHạ màn", "LAN TÂM", "LAN TÂM LAN"),
        (
            "Nhân vật:\n- Lan\n- Tâm\nCảnh 1: Sân nhà\nLAN\nChào.\nTâm (cười)\nDạ.\nLan\nVề nghen.\n\"Tâm\": Dạ.\nHạ màn",
            "LAN TÂM",
            "LAN TÂM LAN TÂM",
        ),
        ("", "", ""),
    ] {
        let names = |list: &str| -> Vec<String> {
            let sign = if list.contains(',') { ',' } else { ' ' };
            list.split(sign).filter(|name| !name.is_empty()).map(str::to_owned).collect()
        };
        let body = stage::import(text).body;
        let play = stage::parse(&body);
        let found = play.cast.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
        let spoken = play.turns().map(|turn| turn.name.to_owned()).collect::<Vec<_>>();
        if (&found, &spoken) != (&names(cast), &names(turns)) {
            wrong.push(format!("{text:?}: {found:?}, {spoken:?}\n{body}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_what_is_typed_in_the_local_custom_is_offered_to_be_converted() {
    let is_offered = |body: &str| stage::is_run_in(&stage::parse(body), body);
    assert!(is_offered(TYPED));
    assert!(is_offered("# Nhân vật\n!- LAN\n\n# Nội dung\n\nLan: Chào.\nLan (cười): Dạ."));
    assert!(!is_offered(CONVERTED));
    assert!(!is_offered("# Nhân vật\n!- LAN\n\nLAN\nNghe: một là ăn, hai là ngủ.\nNghe: rõ chưa?\n"));
    assert!(!is_offered("Bối cảnh: sân nhà.\nBối cảnh: sân đình.\n"));
}

#[test]
fn converting_twice_changes_nothing_more_and_fountain_stays_as_it_is() {
    assert_eq!(stage::import(CONVERTED).body, CONVERTED);
    let fountain = "\
# Nhân vật

!- LAN | cháu
!- TÂM

# Nội dung

.CẢNH 1 – SÂN NHÀ

[[nhạc nổi
lên]]

~Hò ơ
~câu hát

LAN (cười)
(nhỏ)
Chào anh. [[nhanh]]
~la la

@Cậu bé
Dạ!

> CHUYỂN CẢNH:

/* bỏ

TÂM
Lời bỏ.
*/

!ĐÈN TẮT

===

= Tóm tắt
";
    assert_eq!(stage::import(fountain).body, fountain);
    // What is pasted into a skit finds its cast.
    let pasted = format!("{fountain}\nTâm (cười): Chào Lan.\n");
    let play = stage::parse(&stage::import(&pasted).body);
    assert_eq!(play.turns().last().map(|turn| turn.name.to_owned()).as_deref(), Some("TÂM"));
}
