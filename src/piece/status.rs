//! The stage of work on a piece, independent of the day it is planned for.

use serde::{Deserialize, Serialize};

use super::Format;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Status {
    #[default]
    Idea,
    Drafting,
    InReview,
    Approved,
    Published,
    Dropped,
}

impl Status {
    pub const ALL: [Self; 6] =
        [Self::Idea, Self::Drafting, Self::InReview, Self::Approved, Self::Published, Self::Dropped];

    pub fn name(self) -> &'static str {
        match self {
            Self::Idea => "Ý tưởng",
            Self::Drafting => "Đang soạn",
            Self::InReview => "Chờ duyệt",
            Self::Approved => "Đã duyệt",
            Self::Published => "Đã phát, đăng",
            Self::Dropped => "Đã bỏ",
        }
    }

    /// The name for a piece of this format: a poster is put up, not aired.
    pub fn name_of(self, format: Format) -> &'static str {
        match (self, format) {
            (Self::Published, Format::Poster) => "Đã treo, dán",
            _ => self.name(),
        }
    }

    /// The name used in files for other programs: `in_review`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Idea => "idea",
            Self::Drafting => "drafting",
            Self::InReview => "in_review",
            Self::Approved => "approved",
            Self::Published => "published",
            Self::Dropped => "dropped",
        }
    }
}

impl std::fmt::Display for Status {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}
