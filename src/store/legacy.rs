//! Old Vietnamese encodings, TCVN3 (ABC fonts), VNI and Windows-1258 ("ANSI" of Notepad), read as Unicode.
//!
//! They put Vietnamese letters in place of those of Windows-1252, distinguished only by the font or
//! the system. A text is
//! taken to be in one of them if it decodes to Vietnamese syllables.

use unicode_normalization::UnicodeNormalization;

/// A code page, by its common name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodePage {
    Tcvn3,
    Vni,
    Windows1258,
}

impl CodePage {
    pub fn name(self) -> &'static str {
        match self {
            Self::Tcvn3 => "bảng mã TCVN3 (phông ABC, .Vn)",
            Self::Vni => "bảng mã VNI",
            Self::Windows1258 => "bảng mã Windows-1258 (ANSI của Notepad)",
        }
    }

    /// None when a byte has no meaning in this code page.
    fn read(self, bytes: &[u8]) -> Option<String> {
        match self {
            Self::Tcvn3 => tcvn3(bytes),
            Self::Vni => vni(bytes),
            Self::Windows1258 => windows_1258(bytes),
        }
    }
}

/// The minimum share of words with diacritics that must be Vietnamese syllables.
const LEAST: f32 = 0.9;

/// Decodes bytes that are not UTF-8, if they are Vietnamese in an old code page.
pub(super) fn from_bytes(bytes: &[u8]) -> Option<(String, CodePage)> {
    // Of equal ones the last is taken.
    let pages = [CodePage::Windows1258, CodePage::Tcvn3, CodePage::Vni];
    let read = pages.into_iter().filter_map(|page| Some((page.read(bytes)?, page)));
    let scored = read.map(|(text, page)| (likeness(&text), text, page));
    let (best, text, page) = scored.max_by(|(one, ..), (other, ..)| one.total_cmp(other))?;
    (best >= LEAST).then_some((text, page))
}

/// Decodes text that was copied as Latin letters: "Thñ tôc". Text with Unicode Vietnamese letters, or that is
/// valid Vietnamese already, is left alone.
pub fn from_text(text: &str) -> Option<(String, CodePage)> {
    if text.is_ascii() {
        return None;
    }
    let bytes: Option<Vec<u8>> = text.chars().map(windows_1252).collect();
    let bytes = bytes?;
    if likeness(text) > 0.5 { None } else { from_bytes(&bytes) }
}

/// Text in an old font as Unicode, by the font's name: `.VnTime`, `VNI-Times`. None for other fonts, and where a letter
/// has no meaning in the font's code page.
pub(super) fn from_font(font: &str, text: &str) -> Option<String> {
    let font = font.to_lowercase();
    let page = if font.starts_with(".vn") {
        CodePage::Tcvn3
    } else if font.starts_with("vni-") || font.starts_with("vni ") {
        CodePage::Vni
    } else {
        return None;
    };
    let bytes: Option<Vec<u8>> = text.chars().map(windows_1252).collect();
    let read = page.read(&bytes?)?;
    // Fonts of capitals show small letters as such.
    let is_capital = page == CodePage::Tcvn3 && font.trim_end().ends_with('h');
    Some(if is_capital { read.to_uppercase() } else { read })
}

/// Typographic characters of Windows-1252 that occur between words.
const MARKS: [(char, u8); 8] =
    [('…', 0x85), ('‘', 0x91), ('’', 0x92), ('“', 0x93), ('”', 0x94), ('•', 0x95), ('–', 0x96), ('—', 0x97)];

fn windows_1252(letter: char) -> Option<u8> {
    let revision_id = MARKS.iter().find(|(revision_id, _)| *revision_id == letter).map(|(_, byte)| *byte);
    revision_id.or_else(|| u8::try_from(u32::from(letter)).ok().filter(|byte| !(0x80..0xA0).contains(byte)))
}

fn plain(byte: u8) -> Option<char> {
    match byte {
        0x00..0x80 | 0xA0 => Some(char::from(byte)),
        _ => MARKS.iter().find(|(_, other)| *other == byte).map(|(revision_id, _)| *revision_id),
    }
}

/// TCVN 5712:1993, third set. Capitals with a tone are lowercase here: an all-capitals font displayed them.
const TCVN3: [(u8, &str); 8] = [
    (0xA1, "ĂÂÊÔƠƯĐăâêôơưđ"),
    (0xB5, "àảãáạ"),
    (0xBB, "ằẳẵắ"),
    (0xC6, "ặầẩẫấậè"),
    (0xCE, "ẻẽéẹềểễếệìỉ"),
    (0xDC, "ĩíịò"),
    (0xE1, "ỏõóọồổỗốộờởỡớợù"),
    (0xF1, "ủũúụừửữứựỳỷỹýỵ"),
];

fn tcvn3(bytes: &[u8]) -> Option<String> {
    let letter = |byte: u8| {
        let row = TCVN3.iter().filter(|(first, _)| *first <= byte);
        row.filter_map(|(first, letters)| letters.chars().nth(usize::from(byte - first))).next_back()
    };
    bytes.iter().map(|byte| letter(*byte).or_else(|| plain(*byte))).collect()
}

/// Combining marks that follow their letter, as lowercase Windows-1252, with the marks they add.
const VNI_MARKS: [(u8, &str); 17] = [
    (0xF9, "\u{301}"),
    (0xF8, "\u{300}"),
    (0xFB, "\u{309}"),
    (0xF5, "\u{303}"),
    (0xEF, "\u{323}"),
    (0xE2, "\u{302}"),
    (0xE1, "\u{302}\u{301}"),
    (0xE0, "\u{302}\u{300}"),
    (0xE5, "\u{302}\u{309}"),
    (0xE3, "\u{302}\u{303}"),
    (0xE4, "\u{302}\u{323}"),
    (0xEA, "\u{306}"),
    (0xE9, "\u{306}\u{301}"),
    (0xE8, "\u{306}\u{300}"),
    (0xFA, "\u{306}\u{309}"),
    (0xFC, "\u{306}\u{303}"),
    (0xEB, "\u{306}\u{323}"),
];

/// Precomposed letters.
const VNI_LETTERS: [(u8, char); 9] = [
    (0xED, 'í'),
    (0xEC, 'ì'),
    (0xE6, 'ỉ'),
    (0xF3, 'ĩ'),
    (0xF2, 'ị'),
    (0xEE, 'ỵ'),
    (0xF1, 'đ'),
    (0xF4, 'ơ'),
    (0xF6, 'ư'),
];

fn vni(bytes: &[u8]) -> Option<String> {
    let mut text = String::with_capacity(bytes.len() * 2);
    for &byte in bytes {
        let is_capital = (0xC0..0xE0).contains(&byte);
        let lower = if is_capital { byte + 0x20 } else { byte };
        if let Some(letter) = plain(byte) {
            text.push(letter);
        } else if let Some((_, letter)) = VNI_LETTERS.iter().find(|(other, _)| *other == lower) {
            if is_capital {
                text.extend(letter.to_uppercase());
            } else {
                text.push(*letter);
            }
        } else {
            let (_, revision_id) = VNI_MARKS.iter().find(|(other, _)| *other == lower)?;
            let on = text.chars().next_back()?;
            // A mark is valid only on a vowel that can take it.
            let whole: String = on.to_string().chars().chain(revision_id.chars()).nfc().collect();
            let is_letter = !on.is_ascii_uppercase() || is_capital;
            if whole.chars().count() != 1 || !is_letter {
                return None;
            }
            let _ = text.pop();
            text.push_str(&whole);
        }
    }
    Some(text)
}

/// Where Windows-1258 differs from Latin-1: letters, and tones that follow their letter.
const WINDOWS_1258: [(u8, char); 14] = [
    (0xC3, 'Ă'),
    (0xCC, '\u{300}'),
    (0xD0, 'Đ'),
    (0xD2, '\u{309}'),
    (0xD5, 'Ơ'),
    (0xDD, 'Ư'),
    (0xDE, '\u{303}'),
    (0xE3, 'ă'),
    (0xEC, '\u{301}'),
    (0xF0, 'đ'),
    (0xF2, '\u{323}'),
    (0xF5, 'ơ'),
    (0xFD, 'ư'),
    (0xFE, '₫'),
];

fn windows_1258(bytes: &[u8]) -> Option<String> {
    let letter = |byte: u8| {
        let own = WINDOWS_1258.iter().find(|(other, _)| *other == byte).map(|(_, letter)| *letter);
        own.or_else(|| plain(byte)).or_else(|| (byte >= 0xC0).then(|| char::from(byte)))
    };
    let letters: Option<Vec<char>> = bytes.iter().map(|byte| letter(*byte)).collect();
    Some(letters?.into_iter().nfc().collect())
}

/// The share of words with diacritics that are Vietnamese syllables; 0 when there are none.
fn likeness(text: &str) -> f32 {
    let words = text.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_ascii());
    let (all, good) =
        words.fold((0_u32, 0_u32), |(all, good), word| (all + 1, good + u32::from(is_syllable(word))));
    if all == 0 { 0.0 } else { good as f32 / all as f32 }
}

/// The vowel groups of syllables, without tones.
const VOWELS: &str = " a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iê iu oa oă oe oi oo ôi ơi ua uă uâ ue uê ui uô \
    uơ uy uo ưa ưi ươ ưu iêu iai iao iau iêm yê yêu oai oao oay oeo uai uao uau uay uây uêu ueo uôi uya uyê uyu ươi \
    ươu ie io iu iă iâ iô iơ iơi iôi ioi iư iưa iươ iươi iay iây uya ";

/// The possible endings after the vowels.
const TAILS: [&str; 9] = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"];

fn is_syllable(word: &str) -> bool {
    let is_mixed = word.chars().skip(1).any(char::is_uppercase) && word.chars().any(char::is_lowercase);
    let word = word.to_lowercase();
    let (mut tones, mut is_stopped) = (0, false);
    let bare: String = word
        .nfd()
        .filter(|letter| {
            let is_tone = matches!(letter, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
            tones += u32::from(is_tone);
            is_stopped |= matches!(letter, '\u{301}' | '\u{323}');
            !is_tone
        })
        .nfc()
        .collect();
    let is_vowel = |letter: char| "aăâeêioôơuưy".contains(letter);
    let is_consonant = |letter: char| letter == 'đ' || (letter.is_ascii_lowercase() && !is_vowel(letter));
    let start = bare.find(is_vowel).unwrap_or(bare.len());
    let end = bare
        .rfind(is_vowel)
        .map_or(bare.len(), |at| at + bare[at..].chars().next().map_or(0, char::len_utf8));
    let (head, vowels, tail) = (&bare[..start], &bare[start..end.max(start)], &bare[end.max(start)..]);
    !is_mixed
        && tones <= 1
        && head.chars().all(is_consonant)
        && head.chars().skip(1).all(|letter| letter != 'đ')
        && TAILS.contains(&tail)
        // "tôc" has no tone that its end allows.
        && (is_stopped || !matches!(tail, "c" | "ch" | "p" | "t"))
        && VOWELS.contains(&format!(" {vowels} "))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENTENCE: &str =
        "Bộ phận tiếp nhận và trả kết quả: người dân nộp hồ sơ đất đai, đúng hẹn, khỏi chờ đợi.";

    /// The inverse, by searching for the bytes that decode to each letter.
    fn write(text: &str, page: CodePage) -> Vec<u8> {
        let one: Vec<Vec<u8>> = (0x20..=0xFF).map(|byte| vec![byte]).collect();
        let two = b"aeiouyAEIOUY\xF4\xF6\xD4\xD6".iter().flat_map(|a| (0xC0..=0xFF).map(|b| vec![*a, b]));
        let codes: Vec<(String, Vec<u8>)> =
            one.into_iter().chain(two).filter_map(|code| Some((page.read(&code)?, code))).collect();
        let find = |letter: char| {
            let found = codes.iter().find(|(text, _)| *text == letter.to_string());
            found.unwrap_or_else(|| panic!("{letter} in {page:?}")).1.clone()
        };
        text.chars().flat_map(find).collect()
    }

    #[test]
    fn every_letter_has_its_code() {
        let lower = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ";
        for letter in lower.chars() {
            let capital: String = letter.to_uppercase().collect();
            for (page, text) in [
                (CodePage::Tcvn3, letter.to_string()),
                (CodePage::Vni, letter.to_string()),
                (CodePage::Vni, capital),
            ] {
                assert_eq!(page.read(&write(&text, page)).as_deref(), Some(text.as_str()));
            }
        }
    }

    #[test]
    fn old_texts_are_told_apart_by_their_syllables() {
        for page in [CodePage::Tcvn3, CodePage::Vni] {
            let bytes = write(SENTENCE, page);
            assert_eq!(from_bytes(&bytes), Some((SENTENCE.into(), page)));
            // Copied as Latin letters.
            let latin: String = bytes.iter().map(|byte| char::from(*byte)).collect();
            assert_eq!(from_text(&latin), Some((SENTENCE.into(), page)), "{latin}");
        }
        let short = "Thñ tôc kh«ng râ ph«ng";
        assert_eq!(from_text(short), Some(("Thủ tục không rõ phông".into(), CodePage::Tcvn3)));
        let ansi = b"Th\x75\xd2 tu\xf2c: b\xf4\xf2 ph\xe2\xf2n ti\xea\xecp nh\xe2\xf2n, \xf0\xfd\xf5\xf2c \xf0\xf4\xeci thoa\xf2i";
        let read = "Thủ tục: bộ phận tiếp nhận, được đối thoại";
        assert_eq!(from_bytes(ansi), Some((read.into(), CodePage::Windows1258)));
        assert_eq!(from_bytes(b"C\xc7n Th\xac"), Some(("Cần Thơ".into(), CodePage::Tcvn3)));
        assert_eq!(from_bytes(b"Ca\xe0n Th\xf4"), Some(("Cần Thơ".into(), CodePage::Vni)));
    }

    #[test]
    fn text_of_an_old_font_is_read_by_the_name_of_the_font() {
        for (font, text, expected) in [
            (".VnTime", "Thñ tôc", Some("Thủ tục")),
            (".VnTimeH", "CÇn th¬", Some("CẦN THƠ")),
            ("VNI-Times", "Caàn Thô", Some("Cần Thơ")),
            ("Times New Roman", "Thñ tôc", None),
            // Already Unicode, whatever the font.
            (".VnTime", "Thủ tục", None),
        ] {
            assert_eq!(from_font(font, text).as_deref(), expected, "{font}");
        }
    }

    #[test]
    fn other_texts_are_left_alone() {
        for text in [SENTENCE, "Xin chào bà con, mà là và cá", "Café à la carte, déjà vu, naïve", "plain"]
        {
            assert_eq!(from_text(text), None, "{text}");
        }
        for bytes in [b"\xff\xfe\xfd\xfc".as_slice(), b"a\x81b", b"\xc3\x28 \xa0\xa1"] {
            assert_eq!(from_bytes(bytes), None);
        }
    }
}
