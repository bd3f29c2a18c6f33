//! What the office decides and the plan does not: times, lengths, people, approval steps.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};
use serde::{Deserialize, Serialize};

use super::{Agency, ApprovalStep, CaseSettings, NamedInk, Office, Person, Slot, SlotId, TaskTemplate};
pub use crate::calendar::Holiday;
use crate::calendar::field;
use crate::record::{self, ParseError, Record};

/// The workspace's settings (`settings.ron`). Missing fields have their defaults; unknown ones survive a
/// save.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    pub schema: u32,
    /// The office that uses the workspace, named at the head of its papers. What it leaves empty is as the plan's
    /// agency of this name has it.
    pub office: Office,
    /// A fixed working date, for samples and training; none for the clock's date.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "field::optional_date")]
    pub working_date: Option<NaiveDate>,
    /// The first day whose obligations count: the workspace is used from this day. None for the whole year.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "field::optional_date")]
    pub start: Option<NaiveDate>,
    /// When each activity goes out.
    pub programmes: Vec<Programme>,
    /// Where localities differ from the office.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub localities: Vec<LocalSettings>,
    pub presenters: Vec<Presenter>,
    /// Reading speed for text without a presenter, syllables a minute.
    pub syllables_per_minute: u32,
    /// The steps a piece passes before it is published, in order.
    pub approvals: Vec<ApprovalStep>,
    /// The office's people.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Person>,
    /// The steps before the airings of each activity.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tasks: Vec<TaskTemplate>,
    /// How many assignments a week a person can carry.
    pub weekly_load: u32,
    /// How far the office means to reach: boards, localities, sites; performances in each locality.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<Target>,
    /// About what people raise.
    #[serde(skip_serializing_if = "CaseSettings::is_empty")]
    pub cases: CaseSettings,
    /// The families of the system's fonts that the office uses most, offered first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fonts: Vec<String>,
    /// Days off that cannot be computed, swapped working days and anniversaries.
    pub holidays: Vec<Holiday>,
    /// The office's own colours, for its posters.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub palette: Vec<NamedInk>,
    /// Whether to show the first steps: set in a new workspace, cleared when they are dismissed.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_new: bool,
}

impl Record for Settings {
    const PATH: &'static str = "settings.ron";
    const NAME: &'static str = "thiết lập";
    const SCHEMA: u32 = 1;
    const KEYS: record::Keys = &[
        ("programmes", &["activity"]),
        ("localities", &["locality"]),
        ("presenters", &["name"]),
        ("approvals", &["id", "activities"]),
        ("holidays", &["date", "name"]),
        ("people", &["name"]),
        ("tasks", &["activity"]),
        ("targets", &["activity"]),
        ("deadlines", &["source"]),
        ("palette", &["name"]),
    ];
    const LABELS: &'static [(&'static str, &'static str)] = &[
        ("office", "Đơn vị"),
        ("parent", "Cơ quan chủ quản"),
        ("name", "Tên"),
        ("place", "Địa danh"),
        ("signer_title", "Chức vụ người ký"),
        ("signer", "Người ký"),
        ("symbol", "Ký hiệu văn bản"),
        ("filing", "Nơi lưu"),
        ("working_date", "Ngày làm việc cố định"),
        ("start", "Tính nghĩa vụ từ ngày"),
        ("programmes", "Giờ và thời lượng"),
        ("activity", "Hình thức"),
        ("weekday", "Thứ"),
        ("time", "Giờ"),
        ("minutes", "Số phút"),
        ("editor", "Người phụ trách"),
        ("refinement", "Mỗi tháng một kỳ"),
        ("presenters", "Tốc độ đọc"),
        ("syllables_per_minute", "Số tiếng mỗi phút"),
        ("approvals", "Các bước duyệt"),
        ("activities", "Hình thức"),
        ("agency", "Cơ quan"),
        ("days", "Số ngày thường lệ"),
        ("is_parallel", "Cùng lúc với bước trước"),
        ("fonts", "Phông chữ hay dùng"),
        ("holidays", "Ngày nghỉ"),
        ("date", "Ngày"),
        ("day_off", "Được nghỉ"),
        ("is_new", "Hiện việc bắt đầu"),
        ("is_workday", "Làm bù"),
        ("localities", "Riêng từng địa bàn"),
        ("people", "Người"),
        ("agency", "Cơ quan"),
        ("role", "Vai trò"),
        ("phone", "Điện thoại"),
        ("tasks", "Các bước trước khi phát"),
        ("steps", "Các bước"),
        ("also", "Dùng chung cho"),
        ("days_before", "Số ngày trước khi phát"),
        ("is_workdays", "Tính theo ngày làm việc"),
        ("weekly_load", "Số việc nhiều nhất mỗi tuần của một người"),
        ("targets", "Mức phấn đấu"),
        ("count", "Số"),
        ("cases", "Ý kiến"),
        ("deadlines", "Hạn trả lời"),
        ("source", "Nguồn"),
        ("fields", "Lĩnh vực"),
        ("locality", "Địa bàn"),
        ("id", "Mã"),
        ("palette", "Bảng màu"),
        ("c", "Mực C"),
        ("m", "Mực M"),
        ("y", "Mực Y"),
        ("k", "Mực K"),
        ("Mon", "thứ Hai"),
        ("Tue", "thứ Ba"),
        ("Wed", "thứ Tư"),
        ("Thu", "thứ Năm"),
        ("Fri", "thứ Sáu"),
        ("Sat", "thứ Bảy"),
        ("Sun", "Chủ nhật"),
        ("Monthly", "có"),
    ];

    fn schema(&self) -> u32 {
        self.schema
    }
}

impl Settings {
    pub const SCHEMA: u32 = <Self as Record>::SCHEMA;

    /// Parses `settings.ron`.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        record::parse(text)
    }

    /// The settings as written to `settings.ron`, without comments and unknown fields. To save over an
    /// existing file, edit its text field by field ([`crate::record`]).
    pub fn to_text(&self) -> String {
        record::to_text(self)
    }

    /// These settings for a new year's workspace: without a fixed working date, a first day, and dated holidays of
    /// other years, because each year's are announced anew.
    #[must_use]
    pub fn for_year(&self, year: i32) -> Self {
        let mut settings = self.clone();
        settings.working_date = None;
        settings.start = None;
        settings.holidays.retain(|holiday| holiday.date.year() == year);
        settings
    }

    /// Whether a slot counts: it can still be filled on the first day or later.
    pub fn owes(&self, slot: &Slot) -> bool {
        self.start.is_none_or(|start| start <= slot.to)
    }

    pub fn programme(&self, activity: &str) -> Option<&Programme> {
        self.programmes.iter().find(|programme| programme.activity == activity)
    }

    /// The programme of a slot: its activity's, with the locality's differences.
    pub fn programme_of(&self, slot: &SlotId) -> Option<Cow<'_, Programme>> {
        let general = self.programme(slot.activity());
        match (general, self.local_programme(slot)) {
            (general, None) => general.map(Cow::Borrowed),
            (None, Some(local)) => Some(Cow::Owned(Programme { refinement: None, ..local.clone() })),
            (Some(general), Some(local)) => Some(Cow::Owned(Programme {
                activity: general.activity.clone(),
                weekday: local.weekday.or(general.weekday),
                time: local.time.or(general.time),
                minutes: local.minutes.or(general.minutes),
                refinement: general.refinement,
                editor: if local.editor.is_empty() { &general.editor } else { &local.editor }.clone(),
            })),
        }
    }

    /// The programme of a slot's own locality, if it differs from the common one.
    pub fn local_programme(&self, slot: &SlotId) -> Option<&Programme> {
        let local = self.localities.iter().find(|local| Some(local.locality.as_str()) == slot.locality())?;
        local.programmes.iter().find(|one| one.activity == slot.activity())
    }

    /// The office on a locality's papers, as far as it is set.
    pub fn local_office(&self, locality: &str) -> Option<&Office> {
        self.localities.iter().find(|local| local.locality == locality).map(|local| &local.office)
    }

    /// The approval steps of a paper of this activity: the activity's own, else those of the agency whose paper it is
    /// ([`Self::chain_agency`]), else the general ones.
    pub fn approval_steps<'a>(
        &'a self,
        activity: &'a str,
        maker: Option<&'a Agency>,
    ) -> impl Iterator<Item = &'a ApprovalStep> {
        let is_own = self.has_own_steps(activity);
        let agency = self.chain_agency(activity, maker);
        let steps = agency.map_or(&self.approvals, |agency| &agency.approvals);
        steps.iter().filter(move |step| match agency {
            Some(_) => true,
            None if is_own => step.activities.iter().any(|id| id == activity),
            None => step.activities.is_empty(),
        })
    }

    /// The office's own number for an activity's places.
    pub fn target(&self, activity: &str) -> Option<u32> {
        self.targets.iter().find(|target| target.activity == activity).map(|target| target.count)
    }

    /// Sets it, or takes it away.
    pub fn set_target(&mut self, activity: &str, count: Option<u32>) {
        self.targets.retain(|target| target.activity != activity);
        self.targets.extend(count.map(|count| Target { activity: activity.to_owned(), count }));
    }

    /// The person known by this name.
    pub fn person(&self, name: &str) -> Option<&Person> {
        self.people.iter().find(|person| person.name == name)
    }

    /// The agency whose own chain a paper of this activity takes, if it is its maker's and the activity has no steps of
    /// its own.
    pub fn chain_agency<'a>(&self, activity: &str, maker: Option<&'a Agency>) -> Option<&'a Agency> {
        maker.filter(|agency| !agency.approvals.is_empty() && !self.has_own_steps(activity))
    }

    fn has_own_steps(&self, activity: &str) -> bool {
        self.approvals.iter().any(|step| step.activities.iter().any(|id| id == activity))
    }

    /// The steps before the airings of this activity.
    pub fn task_template(&self, activity: &str) -> Option<&TaskTemplate> {
        // Its own steps, where another template names it too.
        let own = self.tasks.iter().find(|template| template.activity == activity);
        own.or_else(|| self.tasks.iter().find(|template| template.also.iter().any(|id| id == activity)))
    }

    pub fn rate_of(&self, presenter: &str) -> u32 {
        self.presenters
            .iter()
            .find(|known| known.name == presenter)
            .map_or(self.syllables_per_minute, |known| known.syllables_per_minute)
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            schema: Self::SCHEMA,
            office: Office::default(),
            working_date: None,
            start: None,
            programmes: Vec::new(),
            localities: Vec::new(),
            presenters: Vec::new(),
            syllables_per_minute: 240,
            approvals: Vec::new(),
            people: Vec::new(),
            tasks: Vec::new(),
            weekly_load: 6,
            targets: Vec::new(),
            cases: CaseSettings::default(),
            fonts: Vec::new(),
            holidays: Vec::new(),
            palette: Vec::new(),
            is_new: false,
        }
    }
}

/// A locality's differences; missing fields are as for all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LocalSettings {
    /// Id of the locality in the plan.
    pub locality: String,
    /// The office at the head and foot of its own papers.
    #[serde(default, skip_serializing_if = "Office::is_empty")]
    pub office: Office,
    /// Its own weekdays, times, lengths and editors. Only the office can refine the cadence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub programmes: Vec<Programme>,
}

/// When and for how long an activity is aired: decided by the station, not by the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    pub activity: String,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "field::optional_weekday")]
    pub weekday: Option<Weekday>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "field::optional_time")]
    pub time: Option<NaiveTime>,
    /// Minutes on air, at most [`field::MOST_MINUTES`].
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "field::optional_minutes")]
    pub minutes: Option<u32>,
    /// A finer cadence than the plan's, inside its window.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refinement: Option<Refinement>,
    /// The responsible editor.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub editor: String,
}

/// How the office divides a window of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refinement {
    /// One slot in each month of the window.
    Monthly,
}

/// A presenter and their reading speed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Presenter {
    pub name: String,
    pub syllables_per_minute: u32,
}

/// How many places of an activity the office means to reach; the plan gives no number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    pub activity: String,
    pub count: u32,
}
