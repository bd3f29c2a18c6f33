//! The labels of a record.

use crate::fold::fold;
use crate::piece::Tone;

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

    /// The label at the start of a line, and the text after its colon. An indented line continues the value
    /// before it.
    pub(crate) fn of_line(line: &str) -> Option<(Self, &str)> {
        // A fast check: no label begins with another letter.
        if !line.starts_with(['M', 'T', 'H', 'L', 'G', 'C']) {
            return None;
        }
        let colon = line.bytes().take(24).position(|byte| byte == b':')?;
        let label = line[..colon].trim_end();
        let field = Self::ALL.into_iter().find(|field| field.label() == label)?;
        Some((field, &line[colon + 1..]))
    }
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
