//! A case: something raised that a body must answer by a day (IV.1.b, IV.2.c, IV.3, IV.4, IV.12). Praise is kept
//! as one, too.

mod next_year;
mod state;
mod step;
mod twin;

pub use state::State;
pub use step::{Step, StepKind};
pub use twin::linked;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::calendar::field;
use crate::fold;
use crate::piece::PieceId;
use crate::plan::CaseSource;
use crate::record::{self, Record};

/// One opinion, question, complaint, promise or praise, in a file of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    #[serde(default)]
    pub schema: u32,
    pub id: String,
    #[serde(deserialize_with = "field::date")]
    pub received: NaiveDate,
    pub source: CaseSource,
    /// The forum article, dialogue or live programme where it was raised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raised_in: Option<PieceId>,
    /// Who raised it. Private, like [`Self::contact`]: never on a public paper.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub person: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub contact: String,
    /// Id of the locality.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub locality: String,
    /// Id of the field of procedures.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub field: String,
    /// The procedure: "Cấp giấy chứng nhận quyền sử dụng đất lần đầu".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub procedure: String,
    /// In one line.
    pub topic: String,
    /// What was raised, in the person's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_praise: bool,
    /// What a dialogue concluded or promised, not what was asked there.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_promise: bool,
    /// The body that must answer: id of an agency, or of a locality for its People's Committee.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub agency: String,
    /// The day of a promise or an order; none for the usual number of working days.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "field::optional_date")]
    pub due: Option<NaiveDate>,
    /// By date; what was entered first comes first on a day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
    /// The case that already says this: then it is counted and answered there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duplicate_of: Option<String>,
}

impl Default for Case {
    fn default() -> Self {
        Self::new("", NaiveDate::default())
    }
}

impl Record for Case {
    const PATH: &'static str = "cases";
    const NAME: &'static str = "ý kiến";
    const SCHEMA: u32 = 1;
    const EXTENSION: Option<&'static str> = Some("case");
    const KEYS: record::Keys = &[];
    const LABELS: &'static [(&'static str, &'static str)] = &[
        ("received", "Nhận ngày"),
        ("source", "Nguồn"),
        ("raised_in", "Nêu trong bài"),
        ("person", "Người nêu"),
        ("contact", "Liên hệ"),
        ("locality", "Địa bàn"),
        ("field", "Lĩnh vực"),
        ("procedure", "Thủ tục"),
        ("topic", "Tóm tắt"),
        ("text", "Nội dung"),
        ("is_praise", "Lời khen"),
        ("is_promise", "Lời hứa, kết luận"),
        ("agency", "Cơ quan trả lời"),
        ("due", "Hạn trả lời"),
        ("steps", "Xử lý"),
        ("kind", "Việc"),
        ("date", "Ngày"),
        ("number", "Số văn bản"),
        ("by", "Người làm"),
        ("piece", "Đăng trong bài"),
        ("duplicate_of", "Trùng với"),
        ("id", "Mã"),
        ("Forwarded", "chuyển"),
        ("Reminded", "nhắc"),
        ("NotCompetent", "không thuộc thẩm quyền"),
        ("Answered", "trả lời"),
        ("Published", "đăng trả lời"),
        ("Closed", "kết thúc"),
        ("Forum", "diễn đàn trên báo"),
        ("Dialogue", "đối thoại"),
        ("Live", "chương trình trực tiếp"),
        ("Box", "hộp thư góp ý"),
        ("Portal", "cổng thông tin"),
        ("Telephone", "điện thoại"),
        ("Letter", "thư"),
    ];

    fn schema(&self) -> u32 {
        self.schema
    }

    fn id(&self) -> &str {
        &self.id
    }

    fn set_id(&mut self, id: &str) {
        id.clone_into(&mut self.id);
    }

    fn title(&self) -> String {
        format!("“{}”", self.topic)
    }

    fn file_name(&self) -> String {
        format!("{}/{} {}", self.received.year(), self.received, self.topic)
    }
}

impl Case {
    pub fn new(id: &str, received: NaiveDate) -> Self {
        Self {
            schema: Self::SCHEMA,
            id: id.to_owned(),
            received,
            source: CaseSource::default(),
            raised_in: None,
            person: String::new(),
            contact: String::new(),
            locality: String::new(),
            field: String::new(),
            procedure: String::new(),
            topic: String::new(),
            text: String::new(),
            is_praise: false,
            is_promise: false,
            agency: String::new(),
            due: None,
            steps: Vec::new(),
            duplicate_of: None,
        }
    }

    /// Adds a step after those of the same day and before.
    pub fn add(&mut self, step: Step) {
        if let Some(agency) = step.agency.as_ref().filter(|_| step.kind.names_agency()) {
            agency.clone_into(&mut self.agency);
        }
        let at = self.steps.partition_point(|other| other.date <= step.date);
        self.steps.insert(at, step);
    }

    /// The steps up to a day, by date and then in the order of entry, which their ids keep: two offices may each
    /// have added one.
    pub fn steps_to(&self, day: NaiveDate) -> Vec<&Step> {
        let mut steps: Vec<&Step> = self.steps.iter().filter(|step| step.date <= day).collect();
        steps.sort_by(|one, other| (one.date, &one.id).cmp(&(other.date, &other.id)));
        steps
    }

    /// The last step of a kind up to a day.
    pub fn last(&self, kind: StepKind, day: NaiveDate) -> Option<&Step> {
        self.steps_to(day).into_iter().rev().find(|step| step.kind == kind)
    }

    /// The body that must answer, as known at the end of a day; empty when nobody has been asked.
    pub fn asked(&self, day: NaiveDate) -> &str {
        let named = |step: &&&Step| step.kind.names_agency() && step.agency.is_some();
        let steps = self.steps_to(day);
        let last = steps.iter().rev().find(named);
        last.and_then(|step| step.agency.as_deref()).unwrap_or(&self.agency)
    }

    /// All that a search looks through, folded.
    pub fn search_text(&self) -> String {
        let answers = self.steps.iter().flat_map(|step| [step.text.as_str(), &step.number, &step.by]);
        let own = [&*self.topic, &self.text, &self.person, &self.contact, &self.procedure, &self.id];
        fold::fold(&own.into_iter().chain(answers).collect::<Vec<_>>().join(" "))
    }
}
