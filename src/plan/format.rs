//! The formats of a body, each with its file extension.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Format {
    /// TV script or live rundown: labelled records (`.av`).
    Av,
    /// Radio script: labelled records without pictures (`.radio`).
    Radio,
    /// Newspaper or web piece: Markdown (`.md`).
    Article,
    /// Comic skit: a Fountain subset (`.fountain`).
    Stage,
    /// Poster or pano: a layout in RON (`.poster`).
    Poster,
    /// Survey: numbered questions with answers and a key (`.quiz`).
    Quiz,
    /// Contest: teams, rounds, marks, in RON (`.contest`).
    Contest,
    /// Dialogue: guests, programme, minutes, review, in RON (`.dialogue`).
    Dialogue,
}

impl Format {
    pub const ALL: [Self; 8] = [
        Self::Av,
        Self::Radio,
        Self::Article,
        Self::Stage,
        Self::Poster,
        Self::Quiz,
        Self::Contest,
        Self::Dialogue,
    ];

    /// Without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Av => "av",
            Self::Radio => "radio",
            Self::Article => "md",
            Self::Stage => "fountain",
            Self::Poster => "poster",
            Self::Quiz => "quiz",
            Self::Contest => "contest",
            Self::Dialogue => "dialogue",
        }
    }

    pub fn from_extension(extension: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.extension().eq_ignore_ascii_case(extension))
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Av => "Kịch bản truyền hình",
            Self::Radio => "Bài truyền thanh",
            Self::Article => "Bài báo, tin web",
            Self::Stage => "Tiểu phẩm",
            Self::Poster => "Pano, áp phích",
            Self::Quiz => "Phiếu khảo sát",
            Self::Contest => "Hội thi",
            Self::Dialogue => "Đối thoại",
        }
    }
}
