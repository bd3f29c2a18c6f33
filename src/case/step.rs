//! One thing done about a case.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::calendar::field;
use crate::piece::PieceId;

/// One thing done about a case, with its paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Unique in its case: two offices may each add one.
    pub id: String,
    pub kind: StepKind,
    #[serde(deserialize_with = "field::date")]
    pub date: NaiveDate,
    /// The number of its paper: "412/SNV-CCHC".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// Who did it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// To whom it was forwarded; of an agency that has no competence, to whom instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    /// The answer, or a note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The piece in which the answer was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub piece: Option<PieceId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum StepKind {
    Forwarded,
    Reminded,
    /// The agency asked says that it is not competent.
    NotCompetent,
    Answered,
    Published,
    Closed,
}

impl StepKind {
    pub const ALL: [Self; 6] =
        [Self::Forwarded, Self::Reminded, Self::NotCompetent, Self::Answered, Self::Published, Self::Closed];

    /// What is done: "Chuyển".
    pub fn act(self) -> &'static str {
        match self {
            Self::Forwarded => "Chuyển",
            Self::Reminded => "Nhắc",
            Self::NotCompetent => "Không thuộc thẩm quyền",
            Self::Answered => "Trả lời",
            Self::Published => "Đăng trả lời",
            Self::Closed => "Kết thúc",
        }
    }

    /// What was done, in a history: "Đã chuyển".
    pub fn done(self) -> &'static str {
        match self {
            Self::Forwarded => "Đã chuyển",
            Self::Reminded => "Đã nhắc",
            Self::NotCompetent => "Không thuộc thẩm quyền",
            Self::Answered => "Đã trả lời",
            Self::Published => "Đã đăng trả lời",
            Self::Closed => "Đã kết thúc",
        }
    }

    /// Whether it says which agency is to answer from now on.
    pub fn names_agency(self) -> bool {
        matches!(self, Self::Forwarded | Self::NotCompetent)
    }
}

impl Step {
    pub fn new(id: &str, kind: StepKind, date: NaiveDate) -> Self {
        Self {
            id: id.to_owned(),
            kind,
            date,
            number: String::new(),
            by: String::new(),
            agency: None,
            text: String::new(),
            piece: None,
        }
    }
}
