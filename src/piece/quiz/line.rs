//! What a line of a survey is: the beginning of a question, an answer, a key.

use crate::fold::strip_prefix;

/// Without blanks of every kind at either end, and without marks that have no width.
pub(super) fn trim(line: &str) -> &str {
    line.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
    })
}

/// The beginning of a question.
pub(super) struct Numbered<'a> {
    pub number: u32,
    pub rest: &'a str,
    /// "Câu 12", which is a question whatever stands before it.
    pub is_named: bool,
}

/// "12. Câu hỏi", "Câu 12: …", "12) …", "12/ …", "12.…", "(12) …".
pub(super) fn numbered(line: &str) -> Option<Numbered<'_>> {
    let bare = line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '#' | '-' | '•'));
    let named = ["cau hoi ", "cau so ", "cau ", "question "]
        .iter()
        .filter_map(|word| strip_prefix(bare, word))
        .find(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let text = named.unwrap_or(line);
    let opened = text.strip_prefix('(');
    let text = opened.unwrap_or(text);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text[..digits].parse().ok()?;
    let after = &text[digits..];
    let is_named = named.is_some();
    let rest = if opened.is_some() {
        after.strip_prefix(')')?
    } else if let Some(rest) = after.trim_start().strip_prefix(['.', ')', ':', '/']) {
        // "1.000 đồng" and "30/4" are no numbers of questions.
        if rest.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        rest
    } else if let Some(rest) = after.trim_start().strip_prefix(['-', '–', '—']) {
        if !is_named && !rest.starts_with(char::is_whitespace) {
            return None;
        }
        rest
    } else if is_named && trim(after).is_empty() {
        after
    } else {
        return None;
    };
    Some(Numbered { number, rest: trim(rest), is_named })
}

/// "Hình: images/so-do.png": a picture of the workspace, by its path.
pub(super) fn pictured(line: &str) -> Option<&str> {
    let path = trim(strip_prefix(line, "hinh")?).strip_prefix(':').map(trim)?;
    let (_, extension) = path.rsplit_once('.').filter(|(folder, _)| folder.contains('/'))?;
    let known = ["png", "jpg", "jpeg", "webp", "tif", "tiff", "svg"];
    known.contains(&extension.to_lowercase().as_str()).then_some(path)
}

/// An answer at the head of a text.
pub(super) struct Lettered<'a> {
    /// In capitals.
    pub letter: char,
    pub rest: &'a str,
    /// A star or a ticked box before the letter: the correct answer.
    pub is_marked: bool,
    /// A blank follows the sign after the letter.
    pub is_spaced: bool,
}

/// "A. …", "a) …", "A/ …", "A: …", "(A) …", "A - …", from A to H, or Đ and S.
pub(super) fn lettered(line: &str) -> Option<Lettered<'_>> {
    let mut text = line;
    let mut is_marked = false;
    for (mark, marks) in
        [("*", true), ("[x]", true), ("[X]", true), ("[ ]", false), ("☐", false), ("□", false)]
    {
        if let Some(rest) = text.strip_prefix(mark) {
            is_marked |= marks;
            text = trim(rest);
        }
    }
    let (opened, closing) = match text.chars().next()? {
        '(' => (&text[1..], Some(')')),
        '[' => (&text[1..], Some(']')),
        _ => (text, None),
    };
    let first = opened.chars().next()?;
    let letter = letter(first)?;
    let after = &opened[first.len_utf8()..];
    let rest = if let Some(closing) = closing {
        after.strip_prefix(closing)?
    } else {
        // "A . Một": a sign apart from its letter has a blank behind it.
        let apart = || {
            let signs = ['-', '–', '.', ')', ':'];
            trim(after).strip_prefix(signs).filter(|rest| rest.starts_with(char::is_whitespace))
        };
        after.strip_prefix(['.', ')', '/', ':']).or_else(apart)?
    };
    let is_spaced = rest.is_empty() || rest.starts_with(char::is_whitespace);
    Some(Lettered { letter, rest: trim(rest), is_marked, is_spaced })
}

/// The letter of an answer, in capitals.
pub(super) fn letter(c: char) -> Option<char> {
    match c {
        'A'..='H' | 'S' => Some(c),
        'a'..='h' | 's' => Some(c.to_ascii_uppercase()),
        'Đ' | 'đ' | 'Ð' | 'ð' => Some('Đ'),
        _ => None,
    }
}

/// The letter expected after another: Đ and S go together.
pub(super) fn next(letter: Option<char>) -> char {
    match letter {
        None => 'A',
        Some('Đ') => 'S',
        Some('S') => 'Đ',
        Some(letter) => char::from_u32(u32::from(letter) + 1).unwrap_or('A'),
    }
}

/// Labels of a key, folded; those that begin with another stand before it.
const KEY: [&str; 22] = [
    "dap an dung",
    "dap an chinh xac",
    "dap an",
    "dap so",
    "cau tra loi dung",
    "cau tra loi",
    "tra loi dung",
    "tra loi",
    "phuong an tra loi dung",
    "phuong an dung",
    "phuong an tra loi",
    "lua chon dung",
    "y dung",
    "ket qua dung",
    "chon dap an",
    "correct answer",
    "right answer",
    "answer key",
    "answers",
    "answer",
    "ans",
    "key",
];

/// The same, shortened.
const SHORT: [&str; 12] =
    ["ĐA", "ÐA", "Đ/A", "đ/a", "Đ/án", "đ/án", "Đ.A", "Đ.án", "đ.án", "Đáp-án", "ĐÁP-ÁN", "đáp-án"];

/// Labels that name a key only with a single letter after them.
const WEAK: [&str; 11] = [
    "dung",
    "ket qua",
    "goi y",
    "correct",
    "right",
    "solution",
    "phuong an",
    "lua chon",
    "huong dan",
    "hd",
    "chon",
];

/// "Đúng: A", "Chọn A", "→ A": a letter that can only be a key, after the answers.
pub(super) fn weakly_keyed(text: &str) -> Option<&str> {
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    let rest =
        WEAK.iter().find_map(|label| strip_prefix(bare, label)).map(|rest| rest.trim_start_matches(is_sign));
    let rest = rest.unwrap_or(bare);
    let mut chars = rest.chars();
    let is_one =
        chars.next().is_some_and(|one| one.is_uppercase() && letter(one).is_some()) && chars.next().is_none();
    // "đúngA" is no label.
    let is_apart =
        rest.len() == bare.len() || !bare[..bare.len() - rest.len()].ends_with(char::is_alphanumeric);
    (is_one && is_apart).then_some(rest)
}

/// A label of a key, and what stands after it.
pub(super) struct Keyed<'a> {
    pub rest: &'a str,
    /// A colon or another sign stands between.
    pub has_sign: bool,
}

/// "Đáp án: …", "đáp án đúng là …", "ANSWER: …", "ĐA: …", "Đáp án câu 3 …" at the head of a text.
pub(super) fn keyed(text: &str) -> Option<Keyed<'_>> {
    let bare = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    // "ĐA" in small letters is a word.
    let short = SHORT.iter().find_map(|label| bare.strip_prefix(label));
    let mut rest = short.or_else(|| KEY.iter().find_map(|label| strip_prefix(bare, label)))?;
    if rest.starts_with(char::is_alphanumeric) {
        return None;
    }
    for word in [" dung", " chinh xac", " nhat", " cua cau", " cua", " cau so", " cau", " so"] {
        if let Some(after) =
            strip_prefix(rest, word).filter(|after| !after.starts_with(char::is_alphanumeric))
        {
            rest = after;
        }
    }
    let unnumbered = rest.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
    if !unnumbered.starts_with(char::is_alphanumeric)
        && unnumbered.len() < rest.trim_start().len()
        && !has_pair(unnumbered)
    {
        rest = unnumbered;
    }
    if let Some(after) = strip_prefix(rest, " la").filter(|after| !after.starts_with(char::is_alphanumeric)) {
        rest = after;
        let value = rest.trim_start_matches(is_sign);
        return Some(Keyed { rest: trim(value), has_sign: true });
    }
    let value = rest.trim_start_matches(is_sign);
    let has_sign = rest[..rest.len() - value.len()].contains(|c: char| !c.is_whitespace() && c != '*');
    Some(Keyed { rest: trim(value), has_sign })
}

/// Whether a number and a letter follow, as in a list of keys: "-A, 2-B".
fn has_pair(text: &str) -> bool {
    text.match_indices(|c: char| c.is_ascii_digit()).any(|(at, _)| {
        let after = text[at + 1..]
            .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '.' | ':' | ')'));
        let mut letters = after.chars();
        letters.next().is_some_and(|one| letter(one).is_some())
            && !letters.next().is_some_and(char::is_alphanumeric)
    })
}

/// Signs between a label and its value.
fn is_sign(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, ':' | '：' | '.' | '=' | '-' | '–' | '—' | '>' | '→' | '*' | '_' | ')' | ']')
}

/// Labels of an explanation, with a sign after them.
pub(super) fn explained(text: &str) -> Option<&str> {
    const LABELS: [&str; 9] = [
        "giai thich dap an",
        "giai thich",
        "loi giai",
        "can cu",
        "dan giai",
        "huong dan cham",
        "goi y tra loi",
        "goi y dap an",
        "explanation",
    ];
    let bare = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let rest = LABELS
        .iter()
        .find_map(|label| strip_prefix(bare, label))?
        .trim_start_matches(['*', ' ', '\u{a0}', '\t']);
    Some(trim(rest.strip_prefix([':', '：', '.', '-', '–'])?.trim_start_matches('*')))
}

/// Dots or nothing: a line to write on.
pub(super) fn is_blank_to_fill(text: &str) -> bool {
    !text.contains(char::is_alphanumeric)
}

/// The heading of a list of keys: "ĐÁP ÁN", "Bảng đáp án", "ĐÁP ÁN VÀ THANG ĐIỂM".
pub(super) fn is_key_heading(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    let starts = ["bang dap an", "phan dap an", "dap an", "huong dan cham", "answer key", "answers"];
    let Some(rest) = starts.iter().find_map(|start| strip_prefix(bare, start)) else { return false };
    rest.is_empty() || (rest.starts_with(char::is_whitespace) && !bare.contains(char::is_lowercase))
}

/// The number and the words of a line that begins a question: "Câu 8: …", "9/ …", "3 - …".
pub fn question(line: &str) -> Option<(u32, &str)> {
    numbered(trim(line)).map(|numbered| (numbered.number, numbered.rest))
}

/// The letter, in capitals, and the words of a line that begins an answer: "A. …", "b) …", "C - …".
pub fn answer(line: &str) -> Option<(char, &str)> {
    lettered(trim(line)).filter(|answer| !answer.is_marked).map(|answer| (answer.letter, answer.rest))
}

/// What a line is by itself, for the editor's colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    Question,
    Answer,
    Key,
    Explanation,
}

/// The kind of a line and the length of its label in bytes; none for other text.
pub fn line_kind(line: &str) -> Option<(LineKind, usize)> {
    let text = trim(line);
    let label = |rest: &str| line.trim_end().len().saturating_sub(rest.len());
    if let Some(numbered) = numbered(text) {
        return Some((LineKind::Question, label(numbered.rest)));
    }
    if let Some(keyed) = keyed(text).filter(|keyed| keyed.has_sign || keyed.rest.is_empty()) {
        return Some((LineKind::Key, label(keyed.rest)));
    }
    if let Some(rest) = explained(text) {
        return Some((LineKind::Explanation, label(rest)));
    }
    lettered(text).map(|answer| (LineKind::Answer, label(answer.rest)))
}
