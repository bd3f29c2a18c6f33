//! What a report says in words, by period, and which bodies sent their part (V.4): `reports.ron`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::calendar::field;
use crate::plan::{Locality, Office, Plan};
use crate::record::Record;

/// In a return form, what stands before the id of the part that it fills in.
pub const KEY: &str = "Mã phiếu";

/// The workspace's `reports.ron`; merged by id and field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reports {
    pub schema: u32,
    pub assessments: Vec<Assessment>,
}

/// The words of one body about one period.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Assessment {
    /// See [`Assessment::id_of`].
    pub id: String,
    #[serde(deserialize_with = "field::date")]
    pub from: NaiveDate,
    #[serde(deserialize_with = "field::date")]
    pub to: NaiveDate,
    /// Id of the agency or the locality whose part it is; empty for the report on all.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub body: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub results: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub limits: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub causes: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub proposals: String,
    /// The day a body's part came.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "field::optional_date")]
    pub received: Option<NaiveDate>,
}

/// A part of an assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Section {
    Results,
    Limits,
    Causes,
    Proposals,
}

impl Section {
    pub const ALL: [Self; 4] = [Self::Results, Self::Limits, Self::Causes, Self::Proposals];

    pub fn name(self) -> &'static str {
        match self {
            Self::Results => "Đánh giá chung",
            Self::Limits => "Hạn chế",
            Self::Causes => "Nguyên nhân",
            Self::Proposals => "Đề xuất, kiến nghị",
        }
    }

    pub fn of(self, assessment: &Assessment) -> &str {
        match self {
            Self::Results => &assessment.results,
            Self::Limits => &assessment.limits,
            Self::Causes => &assessment.causes,
            Self::Proposals => &assessment.proposals,
        }
    }

    pub fn of_mut(self, assessment: &mut Assessment) -> &mut String {
        match self {
            Self::Results => &mut assessment.results,
            Self::Limits => &mut assessment.limits,
            Self::Causes => &mut assessment.causes,
            Self::Proposals => &mut assessment.proposals,
        }
    }
}

impl Default for Reports {
    fn default() -> Self {
        Self { schema: Self::SCHEMA, assessments: Vec::new() }
    }
}

impl Record for Reports {
    const PATH: &'static str = "reports.ron";
    const NAME: &'static str = "đánh giá trong báo cáo";
    const SCHEMA: u32 = 1;
    const LABELS: &'static [(&'static str, &'static str)] = &[
        ("assessments", "Đánh giá"),
        ("from", "Từ ngày"),
        ("to", "Đến ngày"),
        ("body", "Của"),
        ("results", "Đánh giá chung"),
        ("limits", "Hạn chế"),
        ("causes", "Nguyên nhân"),
        ("proposals", "Đề xuất, kiến nghị"),
        ("received", "Nhận ngày"),
        ("id", "Mã"),
    ];

    fn schema(&self) -> u32 {
        self.schema
    }
}

impl Assessment {
    pub fn id_of((from, to): (NaiveDate, NaiveDate), body: &str) -> String {
        if body.is_empty() { format!("{from}..{to}") } else { format!("{from}..{to}@{body}") }
    }

    pub fn is_empty(&self) -> bool {
        Section::ALL.iter().all(|section| section.of(self).trim().is_empty())
    }
}

impl Reports {
    pub fn of(&self, period: (NaiveDate, NaiveDate), body: &str) -> Option<&Assessment> {
        let id = Assessment::id_of(period, body);
        self.assessments.iter().find(|one| one.id == id)
    }

    /// What is written of a period, else what the last one before it said, as a start: causes and proposals often stay.
    pub fn or_start(&self, period: (NaiveDate, NaiveDate), body: &str) -> Assessment {
        if let Some(known) = self.of(period, body) {
            return known.clone();
        }
        let earlier = self.assessments.iter().filter(|one| one.body == body && one.to < period.0);
        let last = earlier.max_by_key(|one| one.to).cloned().unwrap_or_default();
        let (from, to) = period;
        Assessment {
            id: Assessment::id_of(period, body),
            from,
            to,
            body: body.to_owned(),
            received: None,
            ..last
        }
    }

    pub fn set(&mut self, assessment: Assessment) {
        match self.assessments.iter_mut().find(|one| one.id == assessment.id) {
            Some(one) => *one = assessment,
            None => self.assessments.push(assessment),
        }
    }
}

/// The bodies that report to the office on their part: lead agencies other than the office itself, and the localities in
/// force on a day that owe something of their own.
pub fn reporting_bodies(plan: &Plan, office: &Office, day: NaiveDate) -> Vec<String> {
    let leads = |id: &str| plan.activities.iter().any(|activity| activity.lead.iter().any(|lead| lead == id));
    // "Ủy ban nhân dân quận, huyện" stands for the localities.
    let has_local = plan.activities.iter().any(|activity| activity.per_locality);
    let agencies = plan.agencies.iter().filter(|agency| leads(&agency.id) && !office.is_called(&agency.name));
    let stands_for_all = |id: &str| {
        let led = plan.activities.iter().filter(|activity| activity.lead.iter().any(|lead| lead == id));
        let mut led = led.peekable();
        led.peek().is_some() && led.all(|activity| activity.per_locality || activity.lead.len() > 1)
    };
    let agencies = agencies.filter(|agency| !(has_local && stands_for_all(&agency.id)));
    let is_one = |unit: &&Locality| has_local && unit.parent.is_none() && unit.exists_on(day);
    let localities = plan.localities.iter().filter(is_one);
    agencies.map(|agency| agency.id.clone()).chain(localities.map(|unit| unit.id.clone())).collect()
}
