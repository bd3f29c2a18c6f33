//! The names on a skit's lines: cues, cast entries, scene titles.

use super::CastMember;
use super::part::Part;
use crate::fold::fold;

/// A line that announces a speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cue<'a> {
    /// Without the colon or full stop that some put after it.
    pub name: &'a str,
    /// What stands in its parentheses; with several, from the first to the last.
    pub extension: &'a str,
    /// `^`: spoken at the same time as the turn before.
    pub is_dual: bool,
}

/// A line that may be a cue: capitals before a parenthesis that closes the line, or any name after `@`.
pub(super) fn cue(line: &str) -> Option<Cue<'_>> {
    let line = line.trim();
    let (line, is_dual) = line.strip_suffix('^').map_or((line, false), |line| (line.trim_end(), true));
    let (is_forced, line) = line.strip_prefix('@').map_or((false, line), |name| (true, name.trim_start()));
    if line.starts_with('!') {
        return None;
    }
    let bare = without_stop(line);
    let (name, extension) = match bare.split_once('(') {
        Some((name, extension)) => match extension.strip_suffix(')') {
            Some(extension) => (without_stop(name.trim_end()), extension.trim()),
            // "ÔNG TƯ (đang nằm võng) bật dậy" is action.
            None if is_forced => (bare, ""),
            None => return None,
        },
        None => (bare, ""),
    };
    // "TIỂU PHẨM: GIẤY HẸN" and "NHÂN VẬT:" announce no speaker.
    if name.contains(':') || !is_forced && is_heading(name) {
        return None;
    }
    let is_capitals = name.chars().any(char::is_alphabetic) && !name.chars().any(char::is_lowercase);
    (!name.is_empty() && (is_forced || is_capitals)).then_some(Cue { name, extension, is_dual })
}

/// "NHÂN VẬT", "ĐẠO CỤ": the head of a list in the local style.
fn is_heading(name: &str) -> bool {
    let words = name.split_whitespace().count();
    (2..=6).contains(&words) && Part::named(name).is_some_and(|part| part != Part::Content || words == 2)
}

/// Without a colon or a single full stop at the end.
fn without_stop(name: &str) -> &str {
    let name = name.trim_end();
    match name.strip_suffix([':', '.']) {
        Some(bare) if !bare.ends_with(['.', ':']) => bare.trim_end(),
        _ => name,
    }
}

/// `BÀ NGHIỆP | vợ ông Thịnh | 45 tuổi`; without bars the name ends at a colon or a dash.
pub(super) fn cast_member(entry: &str) -> CastMember {
    if entry.contains(['|', '\t']) {
        let mut fields = entry.splitn(3, ['|', '\t']).map(|field| field.trim().to_owned());
        let mut next = || fields.next().unwrap_or_default();
        return CastMember { name: next(), description: next(), note: next() };
    }
    let end = [":", " – ", " - ", "(", ",", ";"].iter().filter_map(|sign| entry.find(sign)).min();
    let (name, mut rest) = entry.split_at(end.unwrap_or(entry.len()));
    let mut note = "";
    if let Some((inside, after)) = rest.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        (note, rest) = (inside, after);
    }
    let trim = |text: &str| text.trim_matches([' ', ':', '–', '-', ',', ';', '.']).to_owned();
    CastMember { name: name.trim().to_owned(), description: trim(rest), note: note.trim().to_owned() }
}

/// "60 tuổi, nông dân" as "nông dân" and "60 tuổi".
pub(super) fn age(description: &str) -> (String, String) {
    let is_age = |part: &&str| part.contains("tuổi") && part.contains(|c: char| c.is_ascii_digit());
    let parts: Vec<&str> = description.split(',').map(str::trim).collect();
    match parts.iter().copied().find(|part| is_age(part)) {
        Some(age) => {
            let rest: Vec<&str> = parts.iter().copied().filter(|part| *part != age).collect();
            (rest.join(", "), age.to_owned())
        }
        None => (description.to_owned(), String::new()),
    }
}

/// "CẢNH 1: SÂN NHÀ", "Màn II", "Lớp hai – …": a word for a scene, and its number. A sentence of action may
/// begin like this, so that after the number a sign must follow unless all is in capitals.
pub(super) fn is_scene_title(line: &str) -> bool {
    if line.chars().count() > 90 || line.ends_with(['!', '?', ';', ',']) {
        return false;
    }
    let Some((word, rest)) = line.trim().split_once(char::is_whitespace) else { return false };
    if !matches!(fold(word).as_str(), "canh" | "man" | "lop" | "hoi") {
        return false;
    }
    let rest = rest.trim_start();
    let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    let (number, after) = rest.split_at(end);
    let is_roman = |text: &str| text.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'));
    let is_number = !number.is_empty()
        && (number.bytes().all(|byte| byte.is_ascii_digit())
            || is_roman(number)
            || matches!(
                fold(number).as_str(),
                "mot" | "hai" | "ba" | "bon" | "tu" | "nam" | "sau" | "bay" | "cuoi" | "dau" | "ket"
            ));
    let is_capitals = !line.chars().any(char::is_lowercase);
    is_number && (is_capitals || after.trim_start().chars().next().is_none_or(|c| !c.is_alphanumeric()))
}

/// `INT. NHÀ VĂN HÓA ẤP - SÁNG`, for a line between blank ones.
pub(super) fn is_slug_line(line: &str) -> bool {
    let end = line.find([' ', '.']).unwrap_or(line.len());
    let (word, rest) = line.split_at(end);
    let word = word.to_ascii_uppercase();
    let is_place = matches!(word.as_str(), "INT" | "EXT" | "EST" | "INT/EXT" | "EXT/INT" | "I/E");
    is_place && rest.trim_matches(['.', ' ']).chars().any(char::is_alphanumeric)
}

/// A scene's title and the number at its end: "SÂN NHÀ #1A#".
pub(super) fn scene_number(title: &str) -> (&str, &str) {
    let is_sign = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
    title
        .strip_suffix('#')
        .and_then(|title| title.rsplit_once('#'))
        .filter(|(_, number)| !number.is_empty() && number.chars().all(is_sign))
        .map_or((title, ""), |(title, number)| (title.trim_end(), number))
}

#[cfg(test)]
mod tests {
    use super::{Cue, cue, is_scene_title, is_slug_line, scene_number};

    #[test]
    fn a_cue_is_a_name_in_capitals_and_its_parenthesis_closes_the_line() {
        let is = |name, extension, is_dual| Some(Cue { name, extension, is_dual });
        let cases = [
            ("ÔNG BẢY", is("ÔNG BẢY", "", false)),
            ("ÔNG BẢY:", is("ÔNG BẢY", "", false)),
            ("ÔNG BẢY.", is("ÔNG BẢY", "", false)),
            ("ÔNG BẢY (cười):", is("ÔNG BẢY", "cười", false)),
            ("ĐÀO ^", is("ĐÀO", "", true)),
            ("ĐÀO (nhỏ) ^", is("ĐÀO", "nhỏ", true)),
            ("MICHAEL (giọng nhỏ) (tiếp)", is("MICHAEL", "giọng nhỏ) (tiếp", false)),
            ("@Mc Lan (O.S.)", is("Mc Lan", "O.S.", false)),
            ("@Mc Lan", is("Mc Lan", "", false)),
            ("C-3PO", is("C-3PO", "", false)),
            ("R2D2", is("R2D2", "", false)),
            ("BÀ CON #1", is("BÀ CON #1", "", false)),
            ("BẠN CỦA O’HARA", is("BẠN CỦA O’HARA", "", false)),
            ("ÉTIENNE (thì thầm, dấu ẵ)", is("ÉTIENNE", "thì thầm, dấu ẵ", false)),
            ("LAN (vai BÀ TƯ)", is("LAN", "vai BÀ TƯ", false)),
            ("Đ", is("Đ", "", false)),
            ("ỪM...", is("ỪM...", "", false)),
            ("ÔNG TƯ (đang nằm võng) bật dậy, la lớn.", None),
            ("ÔNG BẢY (60 tuổi) và BÀ TƯ", None),
            ("TÊN (CHƯA ĐÓNG NGOẶC", None),
            ("TIỂU PHẨM: GIẤY HẸN", None),
            ("NHÂN VẬT:", None),
            ("ĐẠO CỤ", None),
            ("ANH SANG", is("ANH SANG", "", false)),
            ("23", None),
            ("Ông Bảy", None),
            ("!ĐÈN TẮT", None),
            ("@", None),
            ("", None),
        ];
        for (line, wanted) in cases {
            assert_eq!(cue(line), wanted, "{line}");
        }
    }

    #[test]
    fn scenes_are_known_by_their_word_and_number_or_by_int_and_ext() {
        for (line, wanted) in [
            ("CẢNH 1: SÂN NHÀ", true),
            ("CẢNH 1 SÂN NHÀ", true),
            ("Cảnh 1: Sân nhà", true),
            ("Cảnh 2", true),
            ("Lớp 2", true),
            ("MÀN I", true),
            ("Màn hai – Trụ sở xã", true),
            ("HỒI CUỐI", true),
            ("Cảnh hai vợ chồng ngồi ăn cơm", false),
            ("Lớp 5 em Út học chưa xong", false),
            ("Cảnh 1 đâu rồi?", false),
            ("CẢNH SÁT", false),
            ("Cảnh", false),
        ] {
            assert_eq!(is_scene_title(line), wanted, "{line}");
        }
        for (line, wanted) in [
            ("INT. TRỤ SỞ XÃ - NGÀY", true),
            ("EXT. BỜ SÔNG", true),
            ("int. nhà", true),
            ("INT./EXT. XE", true),
            ("I/E XE", true),
            ("EST TOÀN CẢNH", true),
            ("INTERNET XÃ", false),
            ("EXTRA: BÀ CON", false),
        ] {
            assert_eq!(is_slug_line(line), wanted, "{line}");
        }
        for (title, wanted) in [
            ("SÂN NHÀ #1A#", ("SÂN NHÀ", "1A")),
            ("SÂN NHÀ #I-1-A#", ("SÂN NHÀ", "I-1-A")),
            ("SÂN NHÀ #110A.#", ("SÂN NHÀ", "110A.")),
            ("SÂN #2", ("SÂN #2", "")),
            ("SÂN ##", ("SÂN ##", "")),
        ] {
            assert_eq!(scene_number(title), wanted, "{title}");
        }
    }
}
