//! One form of communication of section IV.

use serde::{Deserialize, Serialize};

use super::{Cadence, Format};

/// A form of communication that the plan orders (section IV).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Activity {
    /// Stable and used in slot ids and folder names: "chuyen-muc-cchc".
    pub id: String,
    /// "IV.1.a"
    pub clause: String,
    pub title: String,
    /// For chips and tables: "Chuyên mục CCHC".
    pub short: String,
    /// Ids of the leading agencies.
    pub lead: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub partners: Vec<String>,
    pub cadence: Cadence,
    /// One slot for each locality in force, rather than one for the city.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub per_locality: bool,
    pub medium: Medium,
    /// It goes out live: timed by the clock, on a rundown. None in a plan of before this field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub live: Option<bool>,
    /// What one locality's share is called when shares are counted: "đài", "điểm"; none takes the medium's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    pub hue: Hue,
    /// What a new piece of this activity is written as.
    pub format: Format,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<Rule>,
    /// The clause's words, a paragraph each.
    pub text: Vec<String>,
}

impl Activity {
    /// What a locality's share is called: "9 đài", "9 điểm", "9 địa bàn".
    pub fn unit(&self) -> &str {
        self.unit.as_deref().unwrap_or(match self.medium {
            Medium::Radio => "đài",
            Medium::Notice => "điểm",
            _ => "địa bàn",
        })
    }
}

/// How the public meets it; the broadcast schedule prints what is broadcast or printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Medium {
    Television,
    Radio,
    Press,
    Event,
    Outdoor,
    Stage,
    Notice,
    Web,
}

impl Medium {
    /// Television, radio and press stand in the broadcast schedule by default.
    pub fn is_scheduled(self) -> bool {
        matches!(self, Self::Television | Self::Radio | Self::Press)
    }
}

/// The colour family of an activity, drawn by the theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Hue {
    Tv,
    Live,
    Press,
    Business,
    People,
    Board,
    Radio,
    Poster,
    Skit,
    Front,
    Survey,
    Contest,
    Portal,
}

/// What the plan demands of the content. Pieces are checked against it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rule {
    /// Praise and critique within each piece (IV.1.a).
    PraiseAndCritiqueEach,
    /// Praise and critique over each month's pieces (IV.2).
    PraiseAndCritiqueMonthly,
    /// "Định kỳ có nêu gương": a model official at least once in so many months (IV.2).
    ModelOfficialEvery { months: u32 },
    /// The responsibility of both sides, state body and citizen (IV.8).
    BothSides,
    /// An answered question of procedure (IV.8).
    AnsweredProcedure,
    /// These agencies agree on the content before it is published (IV.1.b, IV.7).
    AgreementOf(Vec<String>),
    /// Only on days off, so as not to delay citizens' files (IV.10.g).
    DaysOffOnly,
    /// Each site keeps a place for the public's opinions (IV.12).
    OpinionBox,
}
