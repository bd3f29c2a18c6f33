//! The labels of a record.

use crate::fold::fold;
use crate::piece::Tone;
use crate::piece::timing::parse_duration;

/// A label, in the order in which records are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Label {
    Name,
    Duration,
    Picture,
    Speech,
    Voice,
    Sound,
    Caption,
    Tones,
    Note,
}

impl Label {
    pub const ALL: [Self; 9] = [
        Self::Name,
        Self::Duration,
        Self::Picture,
        Self::Speech,
        Self::Voice,
        Self::Sound,
        Self::Caption,
        Self::Tones,
        Self::Note,
    ];

    /// The label's text before the colon.
    pub fn label(self) -> &'static str {
        match self {
            Self::Name => "Mục",
            Self::Duration => "Thời lượng",
            Self::Picture => "Hình",
            Self::Speech => "Lời",
            Self::Voice => "Giọng",
            Self::Sound => "Tiếng động",
            Self::Caption => "Chữ",
            Self::Tones => "Tính chất",
            Self::Note => "Ghi chú",
        }
    }

    /// The label at the start of a line, and the text after its colon; in any case, and by the names people
    /// use. An indented line continues the value before it.
    pub(crate) fn of_line(line: &str) -> Option<(Self, &str)> {
        let (name, rest) = written(line)?;
        // "Thời gian: 8 giờ" tells when, not how long.
        let is_length =
            || fold(name) == "thoi gian" && parse_duration(rest).is_some_and(|seconds| seconds < 3600);
        Some((Self::named(name).or_else(|| is_length().then_some(Self::Duration))?, rest))
    }

    /// The label that people mean by a name, in any case.
    pub fn named(name: &str) -> Option<Self> {
        Some(match fold(name).split_whitespace().collect::<Vec<_>>().join(" ").as_str() {
            "muc" | "ten muc" | "tieu muc" => Self::Name,
            "thoi luong" | "do dai" => Self::Duration,
            "hinh" | "hinh anh" | "canh quay" | "khuon hinh" => Self::Picture,
            "loi" | "loi binh" | "loi dan" | "loi doc" | "loi thoai" | "thuyet minh" => Self::Speech,
            "giong" | "giong doc" | "nguoi doc" => Self::Voice,
            "tieng dong" | "am thanh" | "tieng hien truong" => Self::Sound,
            "chu" | "chay chu" | "chu chay" | "phu de" | "bang chu" => Self::Caption,
            // Only the spellings that the search for tones knows.
            "tinh chat" if super::TONES.contains(&name) => Self::Tones,
            "ghi chu" => Self::Note,
            _ => return None,
        })
    }

    /// The label at the head of a line; none for a line that continues the one before, and for a label that is not
    /// known.
    pub fn at_head(line: &str) -> Option<Self> {
        Self::of_line(line).map(|(label, _)| label)
    }

    /// Where the label of a line ends, after its colon.
    pub fn end(line: &str) -> Option<usize> {
        Self::of_line(line).map(|(_, rest)| line.len() - rest.len())
    }
}

/// The name before a colon near the start of a line, and the text after it.
fn written(line: &str) -> Option<(&str, &str)> {
    if line.starts_with(char::is_whitespace) {
        return None;
    }
    let colon = line.bytes().take(32).position(|byte| byte == b':')?;
    Some((line[..colon].trim_end(), &line[colon + 1..]))
}

/// The label of a line that scripts elsewhere have and this program does not: its words are neither spoken
/// nor shown.
pub(super) fn unknown(line: &str) -> Option<&str> {
    const NAMES: [&str; 16] = [
        "nhac",
        "nhac nen",
        "nhac hieu",
        "am nhac",
        "hieu ung",
        "ky xao",
        "may quay",
        "goc may",
        "co canh",
        "anh sang",
        "dao cu",
        "phong nen",
        "truong quay",
        "boi canh",
        "dien gia",
        "ky thuat",
    ];
    let (name, _) = written(line)?;
    NAMES.contains(&fold(name).split_whitespace().collect::<Vec<_>>().join(" ").as_str()).then_some(name)
}

/// The tones named in a value such as "biểu dương, nêu gương"; diacritics and case do not matter.
pub(super) fn tones(value: &str) -> Vec<Tone> {
    let mut tones = Vec::new();
    for word in value.split([',', ';', '+', '\n']).map(str::trim).filter(|word| !word.is_empty()) {
        let tone = match fold(word).as_str() {
            "khen" | "tich cuc" => Some(Tone::Praise),
            "che" | "chua tot" => Some(Tone::Critique),
            folded => Tone::ALL.into_iter().find(|tone| fold(tone.name()) == folded),
        };
        if let Some(tone) = tone.filter(|tone| !tones.contains(tone)) {
            tones.push(tone);
        }
    }
    tones
}
