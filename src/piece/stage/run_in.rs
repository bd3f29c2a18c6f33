//! The local style of speeches: name, action and words on one line.

use super::cue::is_scene_title;

/// What may stand before the words of a speech.
const DASHES: [char; 3] = ['–', '—', '-'];

/// `Tên (hành động): lời`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RunIn<'a> {
    pub name: &'a str,
    /// Without its parentheses.
    pub action: &'a str,
    pub words: &'a str,
}

/// Splits a line that may be a speech: a few words that begin like a name, before a colon.
pub(super) fn run_in(line: &str) -> Option<RunIn<'_>> {
    let is_capital = |name: &str| name.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    before_colon(line).filter(|speech| is_capital(speech.name))
}

/// The same for a name in any letters.
pub(super) fn before_colon(line: &str) -> Option<RunIn<'_>> {
    let line = bare(line);
    let at = colon(line)?;
    let (left, words) = (line[..at].trim_matches(['*', '_', ' ', '"', '“', '”']), &line[at..]);
    let words = match words.strip_prefix(['.', '–', '—']) {
        Some(words) => words.trim_start().trim_start_matches(DASHES),
        None => words.trim_start_matches([':', '：']),
    };
    let (name, action) = match left.split_once('(') {
        Some((name, action)) => (name.trim(), action.strip_suffix(')')?.trim()),
        None => (left.trim(), ""),
    };
    let is_name = name.chars().next().is_some_and(char::is_alphanumeric)
        && name.chars().any(char::is_alphabetic)
        && name.split_whitespace().count() <= 8
        && !name.contains(['.', '!', '?', '"', '“', '|']);
    is_name.then(|| RunIn { name, action, words: words.trim().trim_start_matches("**").trim_start() })
}

/// The name in `Tên (hành động): lời`; none for a label such as "Lưu ý:" and where nothing is said.
pub fn speaker(line: &str) -> Option<&str> {
    let RunIn { name, words, .. } = run_in(line.trim())?;
    (!words.is_empty() && !is_label(name) && !is_scene_title(line)).then_some(name)
}

/// The first colon outside parentheses that is not within a time ("7:30") or an address; or, as printed plays have it,
/// a full stop and a dash, or a dash after capitals: "ÔNG BA. – Chào.", "ÔNG BA – Chào."
fn colon(line: &str) -> Option<usize> {
    // Names are short: later colons belong to the words.
    const LONGEST: usize = 240;
    let mut depth = 0_u32;
    for (at, c) in line.char_indices().take_while(|(at, _)| *at < LONGEST) {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '.' if depth == 0 => {
                let dash = line[at + 1..].trim_start().strip_prefix(DASHES);
                if dash.is_some_and(|words| words.starts_with(' ')) {
                    return Some(at);
                }
            }
            '–' | '—' if depth == 0 && line[..at].ends_with(' ') => {
                let (name, words) = (&line[..at], line[at + c.len_utf8()..].trim_start());
                let is_name = name.contains(char::is_alphabetic) && !name.contains(char::is_lowercase);
                if is_name && words.starts_with(char::is_uppercase) && words.contains(char::is_lowercase) {
                    return Some(at);
                }
            }
            ':' | '：' if depth == 0 => {
                let is_inside = line[at + c.len_utf8()..]
                    .starts_with(|c: char| c.is_ascii_digit() || c == '/')
                    && line[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
                return (!is_inside).then_some(at);
            }
            _ => {}
        }
    }
    None
}

/// Without a leading bullet or number: "- ", "1. ", "2) ", "IV. ".
pub(super) fn bare(line: &str) -> &str {
    let line = line.trim_start_matches(['-', '+', '*', '•', '●', '▪', '·', '–', '—', ' ', '\t', '\u{a0}']);
    let end = line.find(['.', ')', '/']).filter(|at| {
        let number = &line[..*at];
        let is_number =
            number.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'I' | b'V' | b'X'));
        (1..=4).contains(&number.len()) && is_number && line[at + 1..].starts_with(' ')
    });
    end.map_or(line, |at| line[at + 1..].trim_start())
}

/// Words before a colon that name no one.
pub(super) fn is_label(name: &str) -> bool {
    LABELS.contains(&name.to_lowercase().as_str())
}

const LABELS: &[&str] = &[
    "lưu ý",
    "chú ý",
    "ghi chú",
    "bối cảnh",
    "thời gian",
    "địa điểm",
    "không gian",
    "thời lượng",
    "tác giả",
    "kịch bản",
    "biên kịch",
    "đạo diễn",
    "thể loại",
    "tiểu phẩm",
    "kịch vui",
    "kịch",
    "vở",
    "vở diễn",
    "chủ đề",
    "tên",
    "tên vở",
    "nội dung",
    "đạo cụ",
    "âm thanh",
    "ánh sáng",
    "âm nhạc",
    "nhạc",
    "tiếng động",
    "cảnh trí",
    "phục trang",
    "cảnh",
    "màn",
    "lớp",
    "hồi",
    "nguồn",
    "đơn vị",
    "đơn vị thực hiện",
    "diễn viên",
    "lời dẫn",
    "thuyết minh",
    "mục đích",
    "ý nghĩa",
    "nhân vật",
    "phân vai",
    "thông điệp",
    "title",
    "author",
    "credit",
];

/// A group may speak without being in the cast list.
pub fn is_collective(name: &str) -> bool {
    let name = name.to_lowercase();
    ["tất cả", "cả hai", "cả ba", "cả nhà", "mọi người", "đám đông", "bà con", "dân làng", "tiếng ", "mấy "]
        .iter()
        .any(|group| name.starts_with(group))
}
