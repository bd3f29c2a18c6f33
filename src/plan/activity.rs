//! One form of communication of section IV.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Cadence, Format, Locality, LocalityKind, Plan};
use crate::calendar::field;
use crate::calendar::wording::{count_word, listed};

/// A form of communication that the plan requires (section IV).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Activity {
    /// Stable; used in slot ids and folder names: "chuyen-muc-cchc".
    pub id: String,
    /// "IV.1.a"
    pub clause: String,
    pub title: String,
    /// The short name for chips and tables: "Chuyên mục CCHC".
    pub short: String,
    /// Ids of the leading agencies.
    pub lead: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub partners: Vec<String>,
    pub cadence: Cadence,
    /// The first day on which it is owed, where that is not the first of the year.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "field::optional_date")]
    pub starts: Option<NaiveDate>,
    /// One slot for each locality in force, instead of one for the city.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub per_locality: bool,
    /// The kinds of these localities; empty for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<LocalityKind>,
    /// One slot for each of these agencies, by id; beside those of localities.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub per_agency: Vec<String>,
    pub medium: Medium,
    /// Aired live: timed by the clock, on a rundown. None in a plan from before this field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub live: Option<bool>,
    /// The unit in which bodies' slots are counted: "đài", "điểm"; without it the medium's is used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    pub hue: Hue,
    /// The format of a new piece of this activity.
    pub format: Format,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<Rule>,
    /// The clause's text, one paragraph each.
    pub text: Vec<String>,
}

impl Activity {
    /// Whether each of several bodies owes slots of its own, instead of the city as a whole.
    pub fn is_per_body(&self) -> bool {
        self.per_locality || !self.per_agency.is_empty()
    }

    /// Whether a locality is of the kinds that owe it, where localities do.
    pub fn concerns(&self, locality: &Locality) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&locality.kind)
    }

    /// The unit in which bodies' slots are counted: "9 đài", "9 điểm", "9 địa bàn", "5 cơ quan".
    pub fn unit(&self) -> &str {
        let of_bodies = match (self.per_locality, self.medium) {
            _ if !self.per_agency.is_empty() => self.bodies(),
            (_, Medium::Radio) => "đài",
            (_, Medium::Notice) => "điểm",
            _ => "địa bàn",
        };
        self.unit.as_deref().unwrap_or(of_bodies)
    }

    /// ", mỗi địa bàn", ", mỗi phường, xã, mỗi cơ quan": after the cadence's words; empty for the city as a whole.
    pub fn each_words(&self) -> String {
        let mut words = String::new();
        if self.per_locality {
            words.push_str(", mỗi ");
            words.push_str(&self.localities());
        }
        if !self.per_agency.is_empty() {
            words.push_str(", mỗi cơ quan");
        }
        words
    }

    /// What its localities are: "địa bàn", "phường, xã".
    fn localities(&self) -> String {
        let kinds: Vec<&str> = self.kinds.iter().map(|kind| kind.name()).collect();
        if kinds.is_empty() { "địa bàn".to_owned() } else { kinds.join(", ") }
    }

    /// The noun with which its bodies are counted in a sentence: "9 địa bàn", "96 phường, xã", "5 cơ quan".
    pub(super) fn bodies_counted(&self) -> String {
        if self.per_agency.is_empty() { self.localities() } else { self.bodies().to_owned() }
    }

    /// What the bodies are together: "địa bàn", "cơ quan", "đơn vị" for both.
    pub fn bodies(&self) -> &'static str {
        match (self.per_locality, self.per_agency.is_empty()) {
            (true, false) => "đơn vị",
            (false, false) => "cơ quan",
            (_, true) => "địa bàn",
        }
    }
}

/// The medium; the broadcast schedule prints what is broadcast or printed.
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
    pub const ALL: [Self; 8] = [
        Self::Television,
        Self::Radio,
        Self::Press,
        Self::Event,
        Self::Outdoor,
        Self::Stage,
        Self::Notice,
        Self::Web,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Television => "Truyền hình",
            Self::Radio => "Phát thanh",
            Self::Press => "Báo in",
            Self::Event => "Sự kiện",
            Self::Outdoor => "Ngoài trời",
            Self::Stage => "Sân khấu",
            Self::Notice => "Niêm yết",
            Self::Web => "Trang tin điện tử",
        }
    }

    /// Television, radio and press appear in the broadcast schedule by default.
    pub fn is_scheduled(self) -> bool {
        matches!(self, Self::Television | Self::Radio | Self::Press)
    }
}

/// The colour family of an activity; the theme defines the colours.
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

impl Hue {
    pub const ALL: [Self; 13] = [
        Self::Tv,
        Self::Live,
        Self::Press,
        Self::Business,
        Self::People,
        Self::Board,
        Self::Radio,
        Self::Poster,
        Self::Skit,
        Self::Front,
        Self::Survey,
        Self::Contest,
        Self::Portal,
    ];
}

/// What the plan requires of the content. Pieces are checked against it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rule {
    /// Praise and critique within each piece (IV.1.a).
    PraiseAndCritiqueEach,
    /// Praise and critique over each month's pieces (IV.2).
    PraiseAndCritiqueMonthly,
    /// "Định kỳ có nêu gương": a model official at least once in this many months (IV.2).
    ModelOfficialEvery { months: u32 },
    /// The responsibility of both sides, public authority and citizen (IV.8).
    BothSides,
    /// A question about a procedure, with its answer (IV.8).
    AnsweredProcedure,
    /// These agencies must agree to the content before it is published (IV.1.b, IV.7).
    AgreementOf(Vec<String>),
    /// Only on days off, so that citizens' cases are not delayed (IV.10.g).
    DaysOffOnly,
    /// Each site has a box for public opinions (IV.12).
    OpinionBox,
    /// These fields of procedures are spoken of, by id (IV.4).
    SpeaksOf(Vec<String>),
    /// "Có sơ kết, đánh giá, rút kinh nghiệm" (IV.4).
    Reviewed,
}

impl Rule {
    /// The rule as a sentence of the plan.
    pub fn words(&self, plan: &Plan) -> String {
        match self {
            Self::PraiseAndCritiqueEach => "Mỗi kỳ có cả biểu dương và phê phán.".to_owned(),
            Self::PraiseAndCritiqueMonthly => "Mỗi tháng có cả biểu dương và phê phán.".to_owned(),
            Self::ModelOfficialEvery { months: 1 } => {
                "Mỗi tháng ít nhất một lần nêu gương cán bộ, công chức.".to_owned()
            }
            Self::ModelOfficialEvery { months } => {
                format!("Cứ {} tháng ít nhất một lần nêu gương cán bộ, công chức.", count_word(*months))
            }
            Self::BothSides => "Nói tới trách nhiệm của cả cơ quan nhà nước và công dân.".to_owned(),
            Self::AnsweredProcedure => "Có giải đáp vướng mắc về thủ tục hành chính.".to_owned(),
            Self::AgreementOf(agencies) if agencies.is_empty() => {
                "Phải được thống nhất nội dung trước khi công bố.".to_owned()
            }
            Self::AgreementOf(agencies) => {
                let name = |id: &String| plan.agency(id).map_or_else(|| id.clone(), |one| one.short.clone());
                let names: Vec<String> = agencies.iter().map(name).collect();
                format!("Phải được {} thống nhất nội dung trước khi công bố.", listed(&names))
            }
            Self::DaysOffOnly => "Chỉ tổ chức vào ngày nghỉ.".to_owned(),
            Self::SpeaksOf(fields) => {
                let name = |id: &String| super::register::FIELDS.iter().find(|(known, _)| known == id);
                let names: Vec<&str> =
                    fields.iter().map(|id| name(id).map_or(id.as_str(), |(_, name)| name)).collect();
                format!("Có trao đổi về các lĩnh vực: {}.", names.join("; "))
            }
            Self::Reviewed => "Có sơ kết, đánh giá, rút kinh nghiệm.".to_owned(),
            Self::OpinionBox => "Mỗi nơi có mục ý kiến đóng góp của người dân.".to_owned(),
        }
    }
}
