//! The kinds of places: those the plan speaks of, and the office's own.

use serde::{Deserialize, Serialize};

use crate::fold::fold;

/// What a place is.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum PlaceKind {
    /// Nhà thông tin (IV.5)
    #[default]
    NoticeHouse,
    /// Bảng pano (IV.7)
    Billboard,
    /// Điểm diễn (IV.8)
    Stage,
    /// Hội trường
    Hall,
    /// Trang tin (IV.12)
    Website,
    /// In the office's own word: "Chợ".
    Own(String),
}

impl PlaceKind {
    pub const KNOWN: [Self; 5] = [Self::NoticeHouse, Self::Billboard, Self::Stage, Self::Hall, Self::Website];

    pub fn name(&self) -> &str {
        match self {
            Self::NoticeHouse => "Nhà thông tin",
            Self::Billboard => "Bảng pano",
            Self::Stage => "Điểm diễn",
            Self::Hall => "Hội trường",
            Self::Website => "Trang tin",
            Self::Own(name) => name,
        }
    }

    /// As files and commands write it.
    pub fn code(&self) -> &str {
        match self {
            Self::NoticeHouse => "nha-thong-tin",
            Self::Billboard => "pano",
            Self::Stage => "diem-dien",
            Self::Hall => "hoi-truong",
            Self::Website => "trang-tin",
            Self::Own(name) => name,
        }
    }

    pub fn is_own(&self) -> bool {
        matches!(self, Self::Own(_))
    }

    /// Where troupes play.
    pub fn is_stage(&self) -> bool {
        matches!(self, Self::Stage | Self::Hall)
    }

    /// The kind that a cell names, in any case and with or without diacritics; another word is the office's own.
    pub fn from_word(word: &str) -> Self {
        let folded = fold(word);
        let known = |begins: &[&str]| begins.iter().any(|begin| folded.starts_with(begin));
        let is_code = |kind: &&Self| kind.code() == folded.trim();
        match Self::KNOWN.iter().find(is_code) {
            Some(kind) => kind.clone(),
            None if known(&[
                "nha thong tin",
                "nha tt",
                "ntt",
                "diem thong tin",
                "bang niem yet",
                "diem niem yet",
            ]) =>
            {
                Self::NoticeHouse
            }
            None if known(&["bang pano", "pano", "bien pano", "cum pano", "bang ap phich"]) => {
                Self::Billboard
            }
            None if known(&[
                "diem dien",
                "san khau",
                "nha van hoa",
                "nha vh",
                "trung tam van hoa",
                "tt van hoa",
            ]) =>
            {
                Self::Stage
            }
            None if known(&["hoi truong"]) => Self::Hall,
            None if known(&["trang tin", "trang thong tin", "cong thong tin", "website", "web"]) => {
                Self::Website
            }
            None => Self::Own(word.trim().to_owned()),
        }
    }

    /// The kind that a place's own name gives away.
    pub fn of_name(name: &str) -> Option<Self> {
        Some(Self::from_word(name)).filter(|kind| !kind.is_own())
    }
}

impl From<String> for PlaceKind {
    fn from(code: String) -> Self {
        Self::KNOWN.into_iter().find(|kind| kind.code() == code).unwrap_or(Self::Own(code))
    }
}

impl From<PlaceKind> for String {
    fn from(kind: PlaceKind) -> Self {
        kind.code().to_owned()
    }
}

impl std::fmt::Display for PlaceKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}
