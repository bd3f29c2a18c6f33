//! Who does what of section V, which detailed plans were handed in (V.3), and what the Front and the mass
//! organisations took on (IV.9): `duties.ron`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::calendar::field;
use crate::piece::PieceId;
use crate::plan::{Body, Plan};
use crate::record::Record;

/// The workspace's `duties.ron`; its lists are merged by id and field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Duties {
    pub schema: u32,
    /// What is known of the plan's duties, by their clauses, and the office's own lines.
    pub duties: Vec<DutyLine>,
    /// What each lead agency handed in.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub plans: Vec<DetailedPlan>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub organisations: Vec<Organisation>,
}

/// A duty with its owner.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DutyLine {
    /// The clause of the plan's duty: "V.1.a"; an own id for an office's own line.
    pub id: String,
    /// Of an office's own line; the plan's duties have their titles there.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Id of the agency or the locality that does it; empty for those that the plan names.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub owner: String,
    pub state: DutyState,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Path in the workspace, or a paper's number and day.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub evidence: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum DutyState {
    #[default]
    Open,
    Doing,
    Done,
}

impl DutyState {
    pub const ALL: [Self; 3] = [Self::Open, Self::Doing, Self::Done];

    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "chưa làm",
            Self::Doing => "đang làm",
            Self::Done => "đã làm",
        }
    }
}

impl std::fmt::Display for DutyState {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&crate::fold::capital(self.name()))
    }
}

/// The detailed plan of a lead agency (V.3).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DetailedPlan {
    /// Id of the agency.
    pub id: String,
    /// "15/KH-SVHTTDL", or the path of the file in the workspace.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub paper: String,
    /// The day it came; none while it is owed.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "field::optional_date")]
    pub attached: Option<NaiveDate>,
    /// The day the office had read it.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "field::optional_date")]
    pub seen: Option<NaiveDate>,
}

/// An organisation that is invited to take part (IV.9).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Organisation {
    pub id: String,
    /// "Hội Liên hiệp Phụ nữ thành phố"
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "field::optional_date")]
    pub invited: Option<NaiveDate>,
    /// What it took on; empty while it has not answered.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub took_on: String,
    /// The pieces and events that are its contribution.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pieces: Vec<PieceId>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "field::optional_date")]
    pub reminded: Option<NaiveDate>,
}

impl Default for Duties {
    fn default() -> Self {
        Self { schema: Self::SCHEMA, duties: Vec::new(), plans: Vec::new(), organisations: Vec::new() }
    }
}

impl Record for Duties {
    const PATH: &'static str = "duties.ron";
    const NAME: &'static str = "phân công trách nhiệm";
    const SCHEMA: u32 = 1;
    const LABELS: &'static [(&'static str, &'static str)] = &[
        ("duties", "Trách nhiệm"),
        ("plans", "Kế hoạch cụ thể"),
        ("organisations", "Đoàn thể"),
        ("title", "Việc"),
        ("owner", "Nơi làm"),
        ("state", "Tình trạng"),
        ("note", "Ghi chú"),
        ("evidence", "Minh chứng"),
        ("paper", "Văn bản"),
        ("attached", "Nhận ngày"),
        ("seen", "Xem ngày"),
        ("name", "Tên"),
        ("invited", "Mời ngày"),
        ("took_on", "Nhận làm"),
        ("pieces", "Đã góp"),
        ("reminded", "Nhắc ngày"),
        ("Open", "chưa làm"),
        ("Doing", "đang làm"),
        ("Done", "đã làm"),
        ("id", "Mã"),
    ];

    fn schema(&self) -> u32 {
        self.schema
    }
}

impl Duties {
    /// A line for each duty of the plan, as far as something is known of it, then the office's own.
    pub fn lines(&self, plan: &Plan) -> Vec<DutyLine> {
        let known = |id: &str| self.duties.iter().find(|line| line.id == id);
        let of_plan = plan.duties.iter().map(|duty| {
            let known = known(&duty.clause).cloned().unwrap_or_default();
            DutyLine { id: duty.clause.clone(), title: duty.title.clone(), ..known }
        });
        let own = self.duties.iter().filter(|line| plan.duties.iter().all(|duty| duty.clause != line.id));
        of_plan.chain(own.cloned()).collect()
    }

    /// Replaces the line of this id, or adds it. What the plan says of a duty is not kept twice.
    pub fn set(&mut self, plan: &Plan, mut line: DutyLine) {
        if plan.duties.iter().any(|duty| duty.clause == line.id) {
            line.title.clear();
        }
        put(&mut self.duties, line, |line| &line.id);
    }

    /// What each lead agency of the plan owes or handed in (V.3), in the plan's order of agencies.
    pub fn detailed_plans(&self, plan: &Plan) -> Vec<DetailedPlan> {
        let leads =
            |id: &str| plan.activities.iter().any(|activity| activity.lead.iter().any(|lead| lead == id));
        let agencies = plan.agencies.iter().filter(|agency| leads(&agency.id));
        let of = |id: &str| {
            let known = self.plans.iter().find(|one| one.id == id).cloned();
            known.unwrap_or_else(|| DetailedPlan { id: id.to_owned(), ..DetailedPlan::default() })
        };
        agencies.map(|agency| of(&agency.id)).collect()
    }

    pub fn set_plan(&mut self, plan: DetailedPlan) {
        put(&mut self.plans, plan, |plan| &plan.id);
    }
}

/// Who owns a line, for people.
pub fn owner_name(plan: &Plan, line: &DutyLine) -> String {
    if !line.owner.is_empty() {
        return plan.name_of_asked(&line.owner);
    }
    let duty = plan.duties.iter().find(|duty| duty.clause == line.id);
    let agencies = duty.map_or(&[][..], |duty| duty.agencies.as_slice());
    let names: Vec<String> = agencies.iter().map(|id| plan.name_of_body(Body::Agency(id))).collect();
    if names.is_empty() { "mọi cơ quan".to_owned() } else { names.join(", ") }
}

fn put<T>(list: &mut Vec<T>, entry: T, id: impl Fn(&T) -> &String) {
    match list.iter_mut().find(|other| id(other) == id(&entry)) {
        Some(other) => *other = entry,
        None => list.push(entry),
    }
}
