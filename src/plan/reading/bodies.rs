//! The bodies that a plan's words name.

use std::sync::LazyLock;

use crate::fold::{capital, fold};

/// The words with which a body's name begins, folded.
const HEADS: [&str; 38] = [
    "so",
    "ban",
    "bao",
    "dai",
    "ubnd",
    "uy ban",
    "phong",
    "hiep hoi",
    "chi nhanh",
    "van phong",
    "cong doan",
    "lien doan",
    "trung tam",
    "hoi",
    "doan",
    "cong an",
    "bo",
    "cuc",
    "chi cuc",
    "ngan hang",
    "truong",
    "vien",
    "toa an",
    "bao hiem",
    "kho bac",
    "mat tran",
    "thanh uy",
    "tinh uy",
    "huyen uy",
    "hdnd",
    "hoi dong",
    "cac",
    "nganh",
    "buu dien",
    "cong ty",
    "ubmttq",
    "chu tich",
    "bo chi huy",
];

/// All the city's departments together, under any of their names.
pub(super) const DEPARTMENTS: &str = "Sở, ban ngành thành phố";

/// Whether a name stands for several bodies: "UBND quận, huyện", "Sở, ban ngành thành phố".
pub(super) fn is_collective(name: &str) -> bool {
    const TOGETHER: [&str; 5] = ["quan, huyen", "phuong, xa", "xa, phuong", "cap huyen", "cap xa"];
    let folded = fold(name);
    name == DEPARTMENTS || folded.starts_with("cac ") || TOGETHER.iter().any(|words| folded.contains(words))
}

/// What else plans call them, folded.
const DEPARTMENTS_TOO: [&str; 9] = [
    "so, ban nganh",
    "so ban nganh",
    "cac so, ban nganh",
    "cac so, nganh",
    "so, nganh",
    "tung so, nganh",
    "cac nganh lien quan",
    "cac nganh",
    "so, ban nganh thanh pho",
];

/// The heads' words, the longer first.
static WORDS: LazyLock<Vec<Vec<&str>>> = LazyLock::new(|| {
    let mut words: Vec<Vec<&str>> = HEADS.iter().map(|head| head.split(' ').collect()).collect();
    words.sort_by_key(|head| std::cmp::Reverse(head.len()));
    words
});

/// The names in a list such as "Sở Nội vụ, Sở Tư pháp; UBND quận, huyện có liên quan": commas also stand within names.
pub(super) fn listed(list: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let list = list.trim().trim_end_matches(['.', ';']);
    for part in list.split(';').map(str::trim) {
        let mut is_first = true;
        for piece in part.split(", ").flat_map(and_parts) {
            let last = names.last_mut().filter(|_| !is_first);
            is_first = false;
            match last {
                Some(last) if !is_head(piece) || is_same_department(last, piece) => {
                    last.push_str(", ");
                    last.push_str(piece);
                }
                _ => names.push(piece.to_owned()),
            }
        }
    }
    let mut names: Vec<String> =
        names.iter().map(|name| tidy(name)).filter(|name| !name.is_empty()).collect();
    let mut seen = Vec::new();
    names.retain(|name| {
        let is_new = !seen.contains(name);
        seen.push(name.clone());
        is_new
    });
    names
}

/// The names in running text, in order: "Giao Sở Nội vụ phối hợp …" names "Sở Nội vụ".
pub(super) fn mentioned(sentence: &str) -> Vec<String> {
    let tokens: Vec<&str> = sentence.split_whitespace().collect();
    let mut names: Vec<String> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let length = name_at(&tokens[at..]);
        if length == 0 {
            at += 1;
            continue;
        }
        let name = tidy(&tokens[at..at + length].join(" "));
        if !names.contains(&name) {
            names.push(name);
        }
        at += length;
    }
    names
}

/// An "và" parts two names only before the beginning of one: "Sở Văn hóa, Thể thao và Du lịch" is one.
fn and_parts(part: &str) -> Vec<&str> {
    match part.match_indices(" và ").find(|(at, and)| is_head(&part[at + and.len()..])) {
        Some((at, and)) => {
            let mut parts = vec![part[..at].trim()];
            parts.extend(and_parts(&part[at + and.len()..]));
            parts
        }
        None => vec![part.trim()],
    }
}

fn is_head(text: &str) -> bool {
    let folded = fold(text);
    WORDS.iter().any(|head| {
        let mut words = folded.split(' ');
        head.iter().all(|word| words.next() == Some(word))
    })
}

/// "sở, ban ngành" and "các sở, ngành" are one name.
fn is_same_department(last: &str, piece: &str) -> bool {
    let piece = fold(piece);
    matches!(fold(last).as_str(), "so" | "cac so" | "tung so")
        && (piece.starts_with("ban") || piece.starts_with("nganh"))
}

/// What places a body within its name, folded.
const PLACES: [&[&str]; 10] = [
    &["thanh", "pho"],
    &["quan", "huyen"],
    &["phuong", "xa"],
    &["cap", "huyen"],
    &["cap", "xa"],
    &["vien", "chuc"],
    &["nha", "nuoc"],
    &["thanh", "uy"],
    &["tinh", "uy"],
    &["huyen", "uy"],
];

/// The number of words of the name that begins a text; 0 when none does. After the beginning come words with a capital,
/// each with at most one without, joined by "và", "-" or a comma, and what places a body: "thành phố", "quận, huyện".
fn name_at(tokens: &[&str]) -> usize {
    let head = head_at(tokens);
    if head == 0 || matches!(bare(tokens[0]).as_str(), "cac" | "nganh") {
        return 0;
    }
    let mut at = head;
    // Whether the last word had a capital, so that one without may follow.
    let mut may_follow = false;
    while let Some(token) = tokens.get(at) {
        let begins_name =
            |at: usize| tokens.get(at).is_some_and(|next| is_capital(next)) && head_at(&tokens[at..]) == 0;
        let is_after_mark = tokens[at - 1].ends_with([',', ';', '.', ':']);
        if is_after_mark && !(tokens[at - 1].ends_with(',') && begins_name(at)) {
            break;
        }
        let place = PLACES.iter().find(|place| {
            tokens.len() >= at + place.len()
                && place.iter().zip(&tokens[at..]).all(|(word, token)| bare(token) == *word)
        });
        if let Some(place) = place {
            at += place.len();
            may_follow = false;
        } else if is_capital(token) && (at == head || head_at(&tokens[at..]) == 0) {
            at += 1;
            may_follow = true;
        } else if (matches!(*token, "và" | "-") && begins_name(at + 1)) || (may_follow && *token != "và") {
            at += 1;
            may_follow = false;
        } else {
            break;
        }
    }
    if at == head { 0 } else { at }
}

/// The number of words, with a capital, with which a body's name begins here; 0 when none does.
fn head_at(tokens: &[&str]) -> usize {
    let is_here = |head: &&Vec<&str>| {
        head.len() <= tokens.len() && head.iter().zip(tokens).all(|(word, token)| *word == bare(token))
    };
    let is_capital = tokens.first().is_some_and(|token| is_capital(token));
    WORDS.iter().find(is_here).filter(|_| is_capital).map_or(0, Vec::len)
}

fn is_capital(token: &str) -> bool {
    token.starts_with(char::is_uppercase)
}

/// A word folded, without the mark after it.
fn bare(token: &str) -> String {
    fold(token.trim_end_matches([',', ';', '.', ':']))
}

/// A name as a list of bodies has it.
fn tidy(name: &str) -> String {
    let name = name.trim().trim_end_matches([',', ';', '.', ':']).trim();
    let name = name.strip_suffix(" có liên quan").or_else(|| name.strip_suffix(" liên quan")).unwrap_or(name);
    let folded = fold(name);
    if DEPARTMENTS_TOO.contains(&folded.as_str()) || folded.starts_with("cac nganh") {
        return DEPARTMENTS.to_owned();
    }
    capital(name.strip_prefix("Chủ tịch ").unwrap_or(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_parted_between_names_only() {
        for (list, names) in [
            ("Sở Nội vụ, Sở Tư pháp;", vec!["Sở Nội vụ", "Sở Tư pháp"]),
            ("Sở Văn hóa, Thể thao và Du lịch.", vec!["Sở Văn hóa, Thể thao và Du lịch"]),
            ("Sở Nội vụ, UBND quận, huyện.", vec!["Sở Nội vụ", "UBND quận, huyện"]),
            (
                "Phòng Thương mại và Công nghiệp Việt Nam - Chi nhánh Cần Thơ, Sở Tài nguyên và Môi trường, Văn phòng Thành ủy; sở, ban ngành; UBND quận, huyện có liên quan.",
                vec![
                    "Phòng Thương mại và Công nghiệp Việt Nam - Chi nhánh Cần Thơ",
                    "Sở Tài nguyên và Môi trường",
                    "Văn phòng Thành ủy",
                    DEPARTMENTS,
                    "UBND quận, huyện",
                ],
            ),
            ("Sở Nội vụ và Sở Tư pháp", vec!["Sở Nội vụ", "Sở Tư pháp"]),
            ("", vec![]),
        ] {
            assert_eq!(listed(list), names, "{list}");
        }
    }

    #[test]
    fn names_are_found_in_running_text() {
        for (sentence, names) in [
            (
                "Giao Sở Văn hóa, Thể thao và Du lịch: Thực hiện ít nhất 03 tiểu phẩm.",
                vec!["Sở Văn hóa, Thể thao và Du lịch"],
            ),
            (
                "Sở Nội vụ trao đổi thống nhất với Sở Văn hóa, Thể thao và Du lịch và Ban Tuyên giáo Thành ủy về nội dung pano",
                vec!["Sở Nội vụ", "Sở Văn hóa, Thể thao và Du lịch", "Ban Tuyên giáo Thành ủy"],
            ),
            (
                "Chỉ đạo Trung tâm Văn hóa thành phố tổ chức dàn dựng; đồng thời, chỉ đạo Trung tâm Văn hóa quận, huyện dàn dựng",
                vec!["Trung tâm Văn hóa thành phố", "Trung tâm Văn hóa quận, huyện"],
            ),
            (
                "Mời Ủy ban Mặt trận Tổ quốc Việt Nam thành phố, các đoàn thể phối hợp",
                vec!["Ủy ban Mặt trận Tổ quốc Việt Nam thành phố"],
            ),
            ("UBND quận, huyện chỉ đạo các phòng", vec!["UBND quận, huyện"]),
            (
                "Phối hợp với Công đoàn viên chức thành phố tổ chức Hội thi",
                vec!["Công đoàn viên chức thành phố"],
            ),
            ("không có cơ quan nào ở đây", vec![]),
        ] {
            assert_eq!(mentioned(sentence), names, "{sentence}");
        }
    }
}
