//! A contest (IV.11, `.contest`): teams, rounds with criteria, the judges' marks, the ranking.
//!
//! All arithmetic is exact: a mean of five judges is never rounded before teams are compared.

mod check;
mod draw;
mod mark;
mod question;
mod ranking;
mod score;

pub use check::Problem;
pub use mark::{Mark, Stamp, Was};
pub use question::drawn;
pub use ranking::{Place, Ranking};
pub use score::{MOST_JUDGES, MOST_ROUNDS, RoundScore, Sheet};

use serde::{Deserialize, Serialize};

use crate::decimal::Decimal;
use crate::record::{self, ParseError, Record};

/// The body of the piece; lists are merged by id, so two people may type the papers of different judges at once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Contest {
    pub schema: u32,
    /// Opening words of the rules: aims, who takes part.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub intro: String,
    /// "Hội trường Trung tâm Văn hóa thành phố"
    #[serde(skip_serializing_if = "String::is_empty")]
    pub place: String,
    pub teams: Vec<Team>,
    pub judges: Vec<Judge>,
    pub rounds: Vec<Round>,
    /// How many of a round's highest and as many of its lowest papers are left out, where enough are left.
    pub dropped: u8,
    /// What decides between teams with the same total, in this order.
    pub ties: Vec<Tie>,
    /// From the highest down.
    pub awards: Vec<Award>,
    /// The number that the order was drawn with; none before the draw.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub draw: Option<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Mark>,
    /// How long teams took.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub times: Vec<Time>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Team {
    pub id: String,
    pub name: String,
    /// Id of the agency of the plan.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub agency: String,
    /// Id of the locality of the plan, for a district's team.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub locality: String,
    pub members: Vec<Member>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Member {
    pub id: String,
    pub name: String,
    /// "Đội trưởng"
    #[serde(skip_serializing_if = "String::is_empty")]
    pub role: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Judge {
    pub id: String,
    pub name: String,
    /// "Trưởng ban giám khảo, Sở Nội vụ"
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
}

/// A part of the contest: "Chào hỏi", "Tiểu phẩm tình huống", "Văn nghệ", "Vấn đáp".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Round {
    pub id: String,
    pub name: String,
    /// What is asked of the teams, for the rules.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub rule: String,
    pub criteria: Vec<Criterion>,
    /// By which the round's points are multiplied.
    pub weight: Decimal,
    /// Seconds that a team has; 0 for no limit.
    pub seconds: u32,
    /// Points taken off for each step of overtime that has begun.
    pub penalty: Decimal,
    /// Seconds of a step.
    pub penalty_step: u32,
    /// Ids of the judges of this round; empty for all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub judges: Vec<String>,
    /// Ids of the bank's questions that are asked, in this order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<String>,
}

impl Default for Round {
    fn default() -> Self {
        Self {
            id: String::new(),
            name: String::new(),
            rule: String::new(),
            criteria: Vec::new(),
            weight: Decimal::ONE,
            seconds: 0,
            penalty: Decimal::ZERO,
            penalty_step: 30,
            judges: Vec::new(),
            questions: Vec::new(),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Criterion {
    pub id: String,
    pub name: String,
    /// The most points.
    pub most: Decimal,
}

/// What decides between teams with the same total.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tie {
    /// The higher points of this round.
    Round(String),
    /// More rounds in which the team was first.
    RoundsWon,
    /// Fewer points taken off for overtime.
    LeastPenalty,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Award {
    pub id: String,
    /// "Giải nhất"
    pub name: String,
    /// How many places have it.
    pub count: u32,
}

/// How long a team took in a round.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Time {
    /// The team and the round: see [`Contest::time_id`].
    pub id: String,
    pub seconds: u32,
}

impl Default for Contest {
    fn default() -> Self {
        Self {
            schema: Self::SCHEMA,
            intro: String::new(),
            place: String::new(),
            teams: Vec::new(),
            judges: Vec::new(),
            rounds: Vec::new(),
            dropped: 0,
            ties: Vec::new(),
            awards: Vec::new(),
            draw: None,
            marks: Vec::new(),
            times: Vec::new(),
        }
    }
}

/// It stands in a piece's file, not in one of its own; what a record gives is the merge by id and field.
impl Record for Contest {
    const PATH: &'static str = "contest.ron";
    const NAME: &'static str = "hội thi";
    const SCHEMA: u32 = 1;
    const LABELS: &'static [(&'static str, &'static str)] = &[
        ("intro", "Lời mở đầu"),
        ("place", "Địa điểm"),
        ("teams", "Đội"),
        ("judges", "Giám khảo"),
        ("rounds", "Phần thi"),
        ("name", "Tên"),
        ("title", "Chức danh"),
        ("agency", "Cơ quan"),
        ("locality", "Địa bàn"),
        ("members", "Thành viên"),
        ("role", "Vai"),
        ("rule", "Yêu cầu"),
        ("criteria", "Tiêu chí"),
        ("most", "Điểm tối đa"),
        ("weight", "Hệ số"),
        ("seconds", "Số giây"),
        ("penalty", "Điểm trừ quá giờ"),
        ("penalty_step", "Mỗi số giây quá giờ"),
        ("questions", "Câu hỏi"),
        ("dropped", "Bỏ số phiếu cao nhất và thấp nhất"),
        ("ties", "Xét khi bằng điểm"),
        ("awards", "Giải"),
        ("count", "Số giải"),
        ("draw", "Số bốc thăm"),
        ("marks", "Điểm"),
        ("points", "Điểm"),
        ("by", "Người ghi"),
        ("at", "Lúc"),
        ("was", "Đã sửa từ"),
        ("times", "Thời gian"),
        ("Round", "điểm phần"),
        ("RoundsWon", "số phần nhất"),
        ("LeastPenalty", "ít điểm trừ"),
        ("id", "Mã"),
    ];

    fn schema(&self) -> u32 {
        self.schema
    }
}

impl Contest {
    /// What is agreed to before it is held: not the draw, the marks and the times.
    #[must_use]
    pub fn planned(self) -> Self {
        Self { draw: None, marks: Vec::new(), times: Vec::new(), ..self }
    }

    /// Parses the body of a piece.
    ///
    /// # Errors
    /// A text that is no contest, with the line and the remedy.
    pub fn parse(body: &str) -> Result<Self, ParseError> {
        record::parse(body)
    }

    /// The body with what differs in this contest; unknown fields and comments stay.
    pub fn text_over(&self, body: &str) -> String {
        record::update(body, self, Self::KEYS)
    }

    /// The body of a new piece.
    pub fn to_text(&self) -> String {
        record::write(self)
    }

    pub fn team(&self, id: &str) -> Option<&Team> {
        self.teams.iter().find(|team| team.id == id)
    }

    pub fn judge(&self, id: &str) -> Option<&Judge> {
        self.judges.iter().find(|judge| judge.id == id)
    }

    pub fn round(&self, id: &str) -> Option<&Round> {
        self.rounds.iter().find(|round| round.id == id)
    }

    /// The judges of a round, in order.
    pub fn judges_of<'a>(&'a self, round: &'a Round) -> impl Iterator<Item = &'a Judge> {
        let is_in = |judge: &&Judge| round.judges.is_empty() || round.judges.contains(&judge.id);
        self.judges.iter().filter(is_in).take(MOST_JUDGES)
    }

    pub fn time_id(team: &str, round: &str) -> String {
        format!("{team}/{round}")
    }

    /// Seconds that a team took in a round; none while it was not measured.
    pub fn seconds_of(&self, team: &str, round: &str) -> Option<u32> {
        let id = Self::time_id(team, round);
        self.times.iter().find(|time| time.id == id).map(|time| time.seconds)
    }

    /// Notes how long a team took; none takes the note away.
    pub fn set_seconds(&mut self, team: &str, round: &str, seconds: Option<u32>) {
        let id = Self::time_id(team, round);
        self.times.retain(|time| time.id != id);
        self.times.extend(seconds.map(|seconds| Time { id, seconds }));
    }
}

impl Round {
    /// The most points before the weight.
    pub fn most(&self) -> crate::decimal::Fraction {
        self.criteria.iter().map(|criterion| criterion.most.fraction()).sum()
    }
}
