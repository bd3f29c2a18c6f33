//! What a piece says of itself: a RON record at the head of its file.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Airing, Approval, Status};

/// A piece's name for good: a ULID. File names are for people.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PieceId(pub String);

impl PieceId {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PieceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The header record. Fields that are absent take their defaults; unknown ones are kept in the source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Header {
    #[serde(default = "Header::schema")]
    pub schema: u32,
    pub id: PieceId,
    pub title: String,
    /// Id of the activity it serves.
    pub activity: String,
    #[serde(default)]
    pub status: Status,
    /// The day the status was last changed: how long a piece has waited is counted from here.
    #[serde(default)]
    pub status_since: Option<NaiveDate>,
    /// Clauses of section III: "III.2.b".
    #[serde(default)]
    pub topics: Vec<String>,
    /// What the piece does as a whole; TV and radio records may say it row by row.
    #[serde(default)]
    pub tones: Vec<Tone>,
    #[serde(default)]
    pub people: Vec<Role>,
    /// The slots it fills and when.
    #[serde(default)]
    pub airings: Vec<Airing>,
    #[serde(default)]
    pub approvals: Vec<Approval>,
    /// For colleagues, never printed.
    #[serde(default)]
    pub note: String,
}

impl Header {
    pub const SCHEMA: u32 = 1;

    fn schema() -> u32 {
        Self::SCHEMA
    }

    pub fn new(id: PieceId, title: impl Into<String>, activity: impl Into<String>) -> Self {
        Self {
            schema: Self::SCHEMA,
            id,
            title: title.into(),
            activity: activity.into(),
            status: Status::Idea,
            status_since: None,
            topics: Vec::new(),
            tones: Vec::new(),
            people: Vec::new(),
            airings: Vec::new(),
            approvals: Vec::new(),
            note: String::new(),
        }
    }
}

/// What the plan wants both of (IV.1.a, IV.2), and the marks of its other rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Tone {
    /// Biểu dương
    Praise,
    /// Phê phán
    Critique,
    /// Nêu gương cán bộ, công chức tận tụy (IV.2)
    ModelOfficial,
    /// Trách nhiệm của cơ quan nhà nước (IV.8)
    StateDuty,
    /// Trách nhiệm của công dân (IV.8)
    CitizenDuty,
    /// Giải đáp vướng mắc về thủ tục (IV.8)
    ProcedureAnswered,
}

impl Tone {
    pub const ALL: [Self; 6] = [
        Self::Praise,
        Self::Critique,
        Self::ModelOfficial,
        Self::StateDuty,
        Self::CitizenDuty,
        Self::ProcedureAnswered,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Praise => "Biểu dương",
            Self::Critique => "Phê phán",
            Self::ModelOfficial => "Nêu gương",
            Self::StateDuty => "Trách nhiệm cơ quan",
            Self::CitizenDuty => "Trách nhiệm công dân",
            Self::ProcedureAnswered => "Giải đáp thủ tục",
        }
    }
}

/// Someone's part in the piece: ("MC", "Ngọc Hân").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    pub role: String,
    pub name: String,
}
