use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization;

use super::letter::{Tone, with_tone};
use super::{Vocabulary, check, is_syllable, offers, syllables};

/// The misspellings of a line.
fn marked<'a>(line: &'a str, learnt: &Vocabulary) -> Vec<&'a str> {
    check(line, learnt).into_iter().map(|found| &line[found.range()]).collect()
}

#[test]
fn each_syllable_is_accepted_in_every_form() {
    let all: Vec<String> = syllables().collect();
    let none = Vocabulary::default();
    for syllable in &all {
        let decomposed: String = syllable.nfd().collect();
        let capitals = syllable.to_uppercase();
        let title = crate::fold::capital(syllable);
        for form in [syllable, &decomposed, &capitals, &title] {
            assert_eq!(marked(form, &none), [""; 0], "{form}");
        }
    }
    // The set is closed: of all words that its onsets, vowels, tones and ends could make, it takes only its own.
    let set: HashSet<&str> = all.iter().map(String::as_str).collect();
    assert_eq!(set.len(), all.len(), "each once");
    let plain: HashSet<String> =
        all.iter().map(|syllable| syllable.chars().map(|c| super::letter::parts(c).0).collect()).collect();
    let mut accepted = 0;
    for word in &plain {
        let letters: Vec<char> = word.chars().collect();
        let toned = (0..letters.len()).filter(|at| super::letter::is_vowel(letters[*at])).flat_map(|at| {
            let letters = &letters;
            Tone::ALL.map(|tone| {
                let toned = letters.iter().enumerate();
                toned.map(|(i, c)| if i == at { with_tone(*c, tone) } else { *c }).collect::<String>()
            })
        });
        for form in std::iter::once(word.clone()).chain(toned) {
            if is_syllable(&form) {
                assert!(set.contains(form.as_str()), "{form}");
                accepted += 1;
            }
        }
    }
    assert_eq!(accepted, all.len());
}

#[test]
fn what_the_orthography_does_not_allow_is_marked() {
    let none = Vocabulary::default();
    for right in [
        "hoà hòa thuỷ thủy khoẻ khỏe quý quốc giếng gì gìn già thuở khuỷu nghiêng yêu oanh uỷ ủy Quới huơ xoong góa",
        "UBND CCHC HĐND ThS TPHCM tr. đ/c Samsung Trờiiii ờờ hừmmm email website karaoke Đắk Lắk",
        "khoảng 30kg, 15.000đ, 18/3/2014, cantho.gov.vn, a@b.vn, in-tơ-nét",
    ] {
        assert_eq!(marked(right, &none), [""; 0]);
    }
    for wrong in [
        "nghành",
        "nghề.",
        "kách",
        "cẻ",
        "gế",
        "ngiêng",
        "hòan",
        "qúy",
        "toàn bọô",
        "thưc",
        "mất́",
        "cảicách",
        "iêu",
        "đươcj",
        "thõm",
        "tiếgn",
    ] {
        let is_right = matches!(wrong, "nghề." | "thõm");
        assert_eq!(marked(wrong, &none).is_empty(), is_right, "{wrong}");
    }
}

#[test]
fn common_mistakes_are_marked_whole_with_their_right_form() {
    let none = Vocabulary::default();
    for (line, expected) in [
        ("Phải sử lý và Bổ xung, CHIA XẺ.", "sử lý: xử lý; Bổ xung: Bổ sung; CHIA XẺ: CHIA SẺ"),
        ("tích luỷ hay tích lủy", "tích luỷ: tích lũy; tích lủy: tích lũy"),
    ] {
        let found: Vec<String> = check(line, &none)
            .iter()
            .map(|found| format!("{}: {}", &line[found.range()], offers(line, found).join(", ")))
            .collect();
        let expected: Vec<&str> = expected.split("; ").collect();
        assert_eq!(found, expected);
    }
    // A mark between, a name, and syllables of the words beside.
    for line in [
        "sử  lý, sử, lý; ông Hồ Sử Lý",
        "xem xét sử dụng; đặt biệt danh; khẩn trương trình Ủy ban; hồ sơ xuất cảnh; chỉ thị chấn chỉnh",
    ] {
        assert_eq!(marked(line, &none), [""; 0]);
    }
}

#[test]
fn what_was_meant_is_offered_first() {
    let none = Vocabulary::default();
    for (wrong, meant) in [
        ("nghành", "ngành"),
        ("Nghành", "Ngành"),
        ("HÒAN", "HOÀN"),
        ("cảicách", "cải cách"),
        ("dduwowcj", "được"),
        ("tiếgn", "tiếng"),
        ("kác", "các"),
        ("ngiêm", "nghiêm"),
        ("qúy", "quý"),
        ("thuong", "thương"),
        ("nguoi", "ngươi"),
    ] {
        let found = check(wrong, &none);
        let first = found.first().and_then(|found| offers(wrong, found).into_iter().next());
        assert_eq!(first.as_deref(), Some(meant), "{wrong}");
    }
}

#[test]
fn learnt_words_are_no_longer_marked() {
    let learnt = Vocabulary::default().with("Kbang").with("chia xẻ").with("kbang");
    assert_eq!(learnt.words.len(), 2);
    assert_eq!(marked("kbang, KBANG chia xẻ ngành sử lý", &learnt), ["sử lý"]);
}
