//! The plan as data: what must be communicated, by whom, in which form and how often.
//!
//! Pure: no I/O, clock or screen. Slots are derived from the plan, never stored.

mod activity;
mod approval_step;
mod cadence;
mod format;
mod holiday_list;
mod id;
mod issue;
mod mention;
mod new_year;
mod office;
mod palette;
mod people;
mod period;
mod reading;
mod register;
mod schedule;
mod settings;
mod slot;
mod staff;
mod staff_list;
mod unit_list;
mod year;

pub use activity::{Activity, Hue, Medium, Rule};
pub use approval_step::ApprovalStep;
pub use cadence::Cadence;
pub use format::Format;
pub use holiday_list::holidays_from_lines;
pub use id::slug;
pub use issue::{PlanIssue, SettingsIssue, YEARS};
pub use new_year::{Kept, NewYear, sample};
pub use office::Office;
pub use palette::NamedInk;
pub use people::{Agency, Audience, Duty, Locality, LocalityKind, Topic};
pub use period::Period;
pub use reading::{Found, Item, Mend, Proposal, Reading, Unread};
pub use register::{CaseField, CaseSettings, CaseSource, Deadline, FIELDS};
pub use schedule::Owed;
pub use settings::{Holiday, LocalSettings, Presenter, Programme, Refinement, Settings, Target};
pub use slot::{Body, BodyId, Slot, SlotId};
pub use staff::{Person, TaskStep, TaskTemplate};
pub use unit_list::{UnitList, UnitRow};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::calendar::field;
pub use crate::record::ParseError;
use crate::record::{self, Record};

/// A city's public-communication plan for one year, for example 127/KH-UBND of Cần Thơ for 2014.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The version of the file's layout; this program writes [`Plan::SCHEMA`].
    pub schema: u32,
    /// Short name of the workspace in the window, for example "CCHC Cần Thơ 2014".
    pub name: String,
    /// "127/KH-UBND"; empty while the plan is not issued.
    pub number: String,
    /// The day the plan was signed.
    #[serde(default, deserialize_with = "field::optional_date")]
    pub date: Option<NaiveDate>,
    /// The calendar year the plan covers.
    #[serde(deserialize_with = "field::year")]
    pub year: i32,
    /// "Cần Thơ"
    pub city: String,
    /// The body that issues the plan: "Ủy ban nhân dân thành phố Cần Thơ".
    pub issuer: String,
    /// "Kế hoạch về việc tuyên truyền cải cách hành chính năm 2014"
    pub title: String,
    /// The legal basis of the plan (its opening paragraph).
    pub preamble: String,
    /// Section I.
    pub goals: Vec<Goal>,
    /// Section II, in order.
    pub requirements: Vec<String>,
    /// Section III.
    pub audiences: Vec<Audience>,
    /// Section IV.
    pub activities: Vec<Activity>,
    /// Section V.
    pub duties: Vec<Duty>,
    pub agencies: Vec<Agency>,
    pub localities: Vec<Locality>,
    /// "Nơi nhận", one per line.
    pub recipients: Vec<String>,
    pub signature: Signature,
}

/// One aim of section I: a short title and the plan's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Goal {
    pub title: String,
    pub text: String,
}

/// Who signs, in the order of lines that the decree prescribes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"
    pub capacity: Vec<String>,
    pub name: String,
}

impl Record for Plan {
    const PATH: &'static str = "plan.ron";
    const NAME: &'static str = "kế hoạch";
    const SCHEMA: u32 = 1;
    const KEYS: record::Keys = &[
        ("goals", &["title"]),
        ("audiences", &["clause"]),
        ("topics", &["clause"]),
        ("duties", &["clause"]),
    ];
    const LABELS: &'static [(&'static str, &'static str)] = &[
        ("name", "Tên"),
        ("number", "Số kế hoạch"),
        ("date", "Ngày ký"),
        ("year", "Năm"),
        ("city", "Thành phố"),
        ("issuer", "Cơ quan ban hành"),
        ("title", "Tiêu đề"),
        ("preamble", "Căn cứ"),
        ("goals", "Mục tiêu"),
        ("requirements", "Yêu cầu"),
        ("audiences", "Đối tượng"),
        ("topics", "Nội dung"),
        ("activities", "Hình thức"),
        ("duties", "Tổ chức thực hiện"),
        ("agencies", "Cơ quan"),
        ("localities", "Địa bàn"),
        ("recipients", "Nơi nhận"),
        ("signature", "Người ký"),
        ("capacity", "Chức vụ"),
        ("clause", "Mục"),
        ("short", "Tên ngắn"),
        ("text", "Lời kế hoạch"),
        ("lead", "Chủ trì"),
        ("partners", "Phối hợp"),
        ("cadence", "Thời gian thực hiện"),
        ("starts", "Bắt đầu từ ngày"),
        ("count", "số lần"),
        ("month", "tháng"),
        ("day", "ngày"),
        ("per_locality", "Mỗi địa bàn một kỳ"),
        ("kinds", "Loại địa bàn"),
        ("per_agency", "Mỗi cơ quan một kỳ"),
        ("medium", "Phương tiện"),
        ("hue", "Màu"),
        ("format", "Dạng bài"),
        ("rules", "Yêu cầu nội dung"),
        ("kind", "Loại"),
        ("parent", "Đơn vị cấp trên"),
        ("valid_from", "Có từ ngày"),
        ("valid_to", "Đến hết ngày"),
        ("successors", "Đơn vị thay thế"),
        ("contact", "Liên hệ"),
        ("letterhead", "Đầu văn bản"),
        ("place", "Địa danh"),
        ("signer_title", "Chức vụ người ký"),
        ("signer", "Người ký"),
        ("symbol", "Ký hiệu văn bản"),
        ("filing", "Nơi lưu"),
        ("approvals", "Các bước duyệt"),
        ("agency", "Cơ quan"),
        ("days", "Số ngày thường lệ"),
        ("is_parallel", "Cùng lúc với bước trước"),
        ("live", "Phát trực tiếp"),
        ("unit", "Tên gọi mỗi nơi"),
        ("months", "Số tháng"),
        ("from", "từ tháng"),
        ("to", "đến tháng"),
        ("id", "Mã"),
        ("PerMonth", "số kỳ mỗi tháng"),
        ("Weekly", "hằng tuần"),
        ("Quarterly", "mỗi quý một lần"),
        ("EveryWeeks", "số tuần mỗi lần"),
        ("EveryMonths", "số tháng mỗi lần"),
        ("Times", "số lần trong khoảng"),
        ("On", "vào ngày"),
        ("AtLeastMonthly", "số lần ít nhất mỗi tháng"),
        ("Months", "vào các tháng"),
        ("Window", "trong khoảng"),
        ("AtLeast", "số lần ít nhất"),
        ("Ongoing", "thường xuyên"),
        ("Television", "truyền hình"),
        ("Radio", "phát thanh"),
        ("Press", "báo in"),
        ("Event", "sự kiện"),
        ("Outdoor", "ngoài trời"),
        ("Stage", "sân khấu"),
        ("Notice", "niêm yết"),
        ("Web", "trang tin"),
        ("PraiseAndCritiqueEach", "có biểu dương và phê phán trong từng kỳ"),
        ("PraiseAndCritiqueMonthly", "có biểu dương và phê phán trong tháng"),
        ("ModelOfficialEvery", "định kỳ nêu gương"),
        ("BothSides", "trách nhiệm của cả cơ quan và công dân"),
        ("AnsweredProcedure", "giải đáp vướng mắc về thủ tục"),
        ("AgreementOf", "thống nhất với"),
        ("DaysOffOnly", "chỉ vào ngày nghỉ"),
        ("OpinionBox", "có chỗ góp ý"),
        ("SpeaksOf", "trao đổi về các lĩnh vực"),
        ("Reviewed", "có sơ kết"),
        ("UrbanDistrict", "quận"),
        ("RuralDistrict", "huyện"),
        ("Ward", "phường"),
        ("Commune", "xã"),
        ("Township", "thị trấn"),
    ];

    fn schema(&self) -> u32 {
        self.schema
    }

    /// A plan from before the field `live` marked live programmes by their colour.
    fn upgraded(mut self) -> Self {
        for activity in self.activities.iter_mut().filter(|activity| activity.live.is_none()) {
            activity.live = (activity.hue == Hue::Live).then_some(true);
        }
        self
    }
}

impl Plan {
    pub const SCHEMA: u32 = <Self as Record>::SCHEMA;

    /// Parses `plan.ron`. A plan that parses may still be wrong: see [`Plan::check`].
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        record::parse(text)
    }

    /// The plan as written to `plan.ron`.
    pub fn to_text(&self) -> String {
        record::to_text(self)
    }

    /// "Kế hoạch số 127/KH-UBND"; "Kế hoạch (chưa ban hành)" while it has no number.
    pub fn numbered(&self) -> String {
        if self.number.is_empty() {
            "Kế hoạch (chưa ban hành)".to_owned()
        } else {
            format!("Kế hoạch số {}", self.number)
        }
    }

    pub fn activity(&self, id: &str) -> Option<&Activity> {
        self.activities.iter().find(|activity| activity.id == id)
    }

    pub fn locality(&self, id: &str) -> Option<&Locality> {
        self.localities.iter().find(|locality| locality.id == id)
    }

    pub fn agency(&self, id: &str) -> Option<&Agency> {
        self.agencies.iter().find(|agency| agency.id == id)
    }

    /// The agency whose paper an activity's piece is: the workspace's own if it leads, else the first that leads.
    pub fn maker(&self, settings: &Settings, activity: &str) -> Option<&Agency> {
        let leads = self.activity(activity).map_or(&[][..], |activity| activity.lead.as_slice());
        let leads = || leads.iter().filter_map(|id| self.agency(id));
        leads().find(|lead| settings.office.is_called(&lead.name)).or_else(|| leads().next())
    }

    /// The short name of the activity, agency or locality with this id.
    pub fn name_of(&self, id: &str) -> Option<String> {
        let activity = || self.activity(id).map(|activity| activity.short.clone());
        let agency = || self.agency(id).map(|agency| agency.short.clone());
        activity().or_else(agency).or_else(|| self.locality(id).map(Locality::full_name))
    }

    /// The topic with this clause, for example "III.2.b", and its audience.
    pub fn topic(&self, clause: &str) -> Option<(&Audience, &Topic)> {
        self.audiences.iter().find_map(|audience| {
            let topic = audience.topics.iter().find(|topic| topic.clause == clause)?;
            Some((audience, topic))
        })
    }
}
