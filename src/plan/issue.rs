//! Faults of a plan or settings that could be parsed.

use std::collections::HashSet;

use chrono::{Datelike, NaiveDate};

use super::schedule::{MOST, MOST_PER_MONTH, MOST_PER_YEAR};
use super::slot::is_id;
use super::{Activity, Cadence, Plan, Rule, Settings};
use crate::calendar::{range, wording};

/// The supported years of a plan: those with correct lunar dates and holidays.
pub const YEARS: std::ops::RangeInclusive<i32> = 1945..=*range::YEARS.end();

/// A fault of the plan's data, with its remedy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanIssue {
    #[error("Năm {year} của kế hoạch không dùng được. Hãy ghi năm từ {} đến {}.", YEARS.start(), YEARS.end())]
    YearOutOfRange { year: i32 },
    #[error(
        "Mã {what} “{id}” không hợp lệ. Hãy dùng chữ thường không dấu, chữ số và dấu gạch nối, \
         ví dụ “truyen-thanh”; không dùng tên thiết bị của Windows như “con”, “com1”."
    )]
    BadId { what: &'static str, id: String },
    #[error("Mã {what} “{id}” có ở hai mục. Hãy đặt cho mỗi mục một mã riêng.")]
    DuplicateId { what: &'static str, id: String },
    #[error("{place} nhắc đến {what} “{id}” không có trong kế hoạch. Hãy thêm mục đó hoặc sửa lại mã.")]
    UnknownId { place: String, what: &'static str, id: String },
    #[error("Mục {clause} chưa có cơ quan chủ trì. Hãy ghi cơ quan chủ trì của mục này.")]
    NoLead { clause: String },
    #[error("Mục {clause} ghi tháng {month}. Tháng phải từ 1 đến 12.")]
    MonthOutOfRange { clause: String, month: u32 },
    #[error("Mục {clause} ghi từ tháng {from} đến tháng {to}. Hãy đổi lại cho tháng bắt đầu đứng trước.")]
    BackwardWindow { clause: String, from: u32, to: u32 },
    #[error("Mục {clause} ghi ngày {day} tháng {month}, không có trong lịch. Hãy ghi lại ngày.")]
    NoSuchDay { clause: String, month: u32, day: u32 },
    #[error("Mục {clause} không có kỳ nào. Hãy ghi số kỳ từ 1 trở lên hoặc nêu ít nhất một tháng.")]
    NothingOwed { clause: String },
    #[error("Mục {clause} ghi {count} kỳ, nhiều hơn mức {most} mà chương trình tính. Hãy kiểm tra lại.")]
    TooMany { clause: String, count: u32, most: u32 },
    #[error(
        "Mục {clause} giao cho từng địa bàn nhưng năm {year} không có đơn vị nào đang tồn tại trong \
         danh mục, nên không tính được kỳ nào. Hãy thêm các đơn vị hành chính mới vào danh mục địa bàn."
    )]
    NoLocality { clause: String, year: i32 },
    #[error(
        "Mục {clause} giao cho từng địa bàn nhưng từ {} đến {} không có đơn vị nào đang tồn tại trong danh mục: \
         {count} kỳ không giao được cho ai. Hãy thêm các đơn vị hành chính mới vào danh mục địa bàn.",
        wording::date(*from),
        wording::date(*to)
    )]
    NoLocalityIn { clause: String, from: NaiveDate, to: NaiveDate, count: usize },
    #[error(
        "Mục {clause} ghi cơ quan “{id}” hai lần trong danh sách mỗi cơ quan một kỳ. Hãy bỏ bớt một lần."
    )]
    TwiceOwed { clause: String, id: String },
    #[error(
        "Kế hoạch giao từ {most} kỳ trở lên, phần vượt mức này không được tính. Hãy xem lại số kỳ và số đơn vị \
         hành chính."
    )]
    TooManySlots { most: usize },
    #[error("Đơn vị “{id}” có ngày kết thúc trước ngày bắt đầu. Hãy sửa một trong hai ngày ấy.")]
    BackwardLocality { id: String },
    #[error("Kế hoạch chưa ban hành: chưa có {what}. Hãy bổ sung khi kế hoạch được ban hành.")]
    Draft { what: &'static str },
}

impl PlanIssue {
    /// Some or all slots of an activity are assigned to no one.
    pub fn is_gap(&self) -> bool {
        self.clause().is_some()
    }

    /// The clause of the activity without localities.
    pub fn clause(&self) -> Option<&str> {
        match self {
            Self::NoLocality { clause, .. } | Self::NoLocalityIn { clause, .. } => Some(clause),
            _ => None,
        }
    }
}

impl Plan {
    /// All faults of the plan's data, in document order. A plan in force should have none.
    pub fn check(&self) -> Vec<PlanIssue> {
        let mut issues = Vec::new();
        if !YEARS.contains(&self.year) {
            issues.push(PlanIssue::YearOutOfRange { year: self.year });
        }
        for (what, is_missing) in [("số", self.number.is_empty()), ("ngày ban hành", self.date.is_none())]
        {
            if is_missing {
                issues.push(PlanIssue::Draft { what });
            }
        }

        let topics = self.audiences.iter().flat_map(|audience| &audience.topics);
        duplicates("nội dung", topics.map(|topic| topic.clause.as_str()), &mut issues);
        duplicates(
            "điều khoản",
            self.activities.iter().map(|activity| activity.clause.as_str()),
            &mut issues,
        );
        ids("hình thức", self.activities.iter().map(|activity| activity.id.as_str()), &mut issues);
        ids("cơ quan", self.agencies.iter().map(|agency| agency.id.as_str()), &mut issues);
        ids("đơn vị hành chính", self.localities.iter().map(|locality| locality.id.as_str()), &mut issues);

        for activity in &self.activities {
            let place = || format!("Mục {}", activity.clause);
            if activity.lead.is_empty() {
                issues.push(PlanIssue::NoLead { clause: activity.clause.clone() });
            }
            let agreeing = activity.rules.iter().flat_map(|rule| match rule {
                Rule::AgreementOf(agencies) => agencies.as_slice(),
                _ => &[],
            });
            self.known_agencies(
                place,
                activity.lead.iter().chain(&activity.partners).chain(&activity.per_agency).chain(agreeing),
                &mut issues,
            );
            cadence(&activity.clause, &activity.cadence, &mut issues);
            let mut seen = HashSet::new();
            for id in activity.per_agency.iter().filter(|id| !seen.insert(*id)) {
                issues.push(PlanIssue::TwiceOwed { clause: activity.clause.clone(), id: id.clone() });
            }
            if activity.per_locality && !self.has_locality(activity) {
                issues.push(PlanIssue::NoLocality { clause: activity.clause.clone(), year: self.year });
            } else if activity.per_locality {
                let owed = self.periods(activity, &Settings::default()).into_iter();
                let (from, to, count) = owed
                    .filter(|(_, _, to)| self.localities_of(activity, *to).next().is_none())
                    .fold((NaiveDate::MAX, NaiveDate::MIN, 0), |(first, last, count), (_, from, to)| {
                        (first.min(from), last.max(to), count + 1)
                    });
                if count > 0 {
                    let clause = activity.clause.clone();
                    issues.push(PlanIssue::NoLocalityIn { clause, from, to, count });
                }
            }
        }
        for agency in &self.agencies {
            let steps = agency.approvals.iter();
            let place = || format!("Các bước duyệt của {}", agency.short);
            self.known_agencies(place, steps.clone().filter_map(|step| step.agency.as_ref()), &mut issues);
            duplicates("bước duyệt", steps.map(|step| step.id.as_str()), &mut issues);
        }
        let owed = |activity| self.owed(activity, &Settings::default()).slots;
        if self.activities.iter().map(owed).sum::<usize>() >= MOST {
            issues.push(PlanIssue::TooManySlots { most: MOST });
        }
        for duty in &self.duties {
            self.known_agencies(|| format!("Mục {}", duty.clause), duty.agencies.iter(), &mut issues);
        }
        for locality in &self.localities {
            if let (Some(from), Some(to)) = (locality.valid_from, locality.valid_to)
                && to < from
            {
                issues.push(PlanIssue::BackwardLocality { id: locality.id.clone() });
            }
            for id in locality.parent.iter().chain(&locality.successors) {
                if self.locality(id).is_none() {
                    issues.push(PlanIssue::UnknownId {
                        place: format!("Đơn vị “{}”", locality.id),
                        what: "đơn vị",
                        id: id.clone(),
                    });
                }
            }
        }
        issues
    }

    fn known_agencies<'a>(
        &self,
        place: impl Fn() -> String,
        ids: impl Iterator<Item = &'a String>,
        issues: &mut Vec<PlanIssue>,
    ) {
        for id in ids.filter(|id| self.agency(id).is_none()) {
            issues.push(PlanIssue::UnknownId { place: place(), what: "cơ quan", id: id.clone() });
        }
    }

    /// Some locality that an activity concerns exists during the plan's year.
    fn has_locality(&self, activity: &Activity) -> bool {
        let Some((first, last)) = NaiveDate::from_ymd_opt(self.year, 1, 1)
            .and_then(|first| Some((first, first.with_month(12)?.with_day(31)?)))
        else {
            return false;
        };
        self.localities.iter().any(|locality| {
            locality.parent.is_none()
                && activity.concerns(locality)
                && locality.valid_from.is_none_or(|from| from <= last)
                && locality.valid_to.is_none_or(|to| first <= to)
        })
    }
}

fn cadence(clause: &str, cadence: &Cadence, issues: &mut Vec<PlanIssue>) {
    let clause = || clause.to_owned();
    let mut month = |month: u32| {
        if !(1..=12).contains(&month) {
            issues.push(PlanIssue::MonthOutOfRange { clause: clause(), month });
        }
    };
    match *cadence {
        Cadence::Months(ref months) => months.iter().copied().for_each(&mut month),
        Cadence::Window { from, to } | Cadence::Times { from, to, .. } => {
            month(from);
            month(to);
        }
        Cadence::On { month: of, day } => {
            month(of);
            // 29 February is a day of leap years only.
            let is_day = NaiveDate::from_ymd_opt(2000, of, day).is_some();
            if (1..=12).contains(&of) && !is_day {
                issues.push(PlanIssue::NoSuchDay { clause: clause(), month: of, day });
            }
        }
        _ => {}
    }
    match *cadence {
        Cadence::Window { from, to } | Cadence::Times { from, to, .. } if to < from => {
            issues.push(PlanIssue::BackwardWindow { clause: clause(), from, to });
        }
        Cadence::Months(ref months) if months.is_empty() => {
            issues.push(PlanIssue::NothingOwed { clause: clause() });
        }
        Cadence::PerMonth(0)
        | Cadence::AtLeast(0)
        | Cadence::AtLeastMonthly(0)
        | Cadence::EveryWeeks(0)
        | Cadence::EveryMonths(0)
        | Cadence::Times { count: 0, .. } => {
            issues.push(PlanIssue::NothingOwed { clause: clause() });
        }
        Cadence::PerMonth(count) | Cadence::AtLeastMonthly(count) if count > MOST_PER_MONTH => {
            issues.push(PlanIssue::TooMany { clause: clause(), count, most: MOST_PER_MONTH });
        }
        Cadence::AtLeast(count) | Cadence::Times { count, .. } if count > MOST_PER_YEAR => {
            issues.push(PlanIssue::TooMany { clause: clause(), count, most: MOST_PER_YEAR });
        }
        _ => {}
    }
}

fn ids<'a>(what: &'static str, ids: impl Iterator<Item = &'a str> + Clone, issues: &mut Vec<PlanIssue>) {
    for id in ids.clone().filter(|id| !is_id(id)) {
        issues.push(PlanIssue::BadId { what, id: id.to_owned() });
    }
    duplicates(what, ids, issues);
}

fn duplicates<'a>(what: &'static str, ids: impl Iterator<Item = &'a str>, issues: &mut Vec<PlanIssue>) {
    let mut seen = HashSet::new();
    for id in ids.filter(|id| !seen.insert(*id)) {
        issues.push(PlanIssue::DuplicateId { what, id: id.to_owned() });
    }
}

/// A fault of the settings, with its remedy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettingsIssue {
    #[error("Thiết lập nhắc đến hình thức “{id}” không có trong kế hoạch. Hãy sửa lại mã hoặc bỏ dòng này.")]
    UnknownActivity { id: String },
    #[error("Thiết lập nhắc đến địa bàn “{id}” không có trong kế hoạch. Hãy sửa lại mã hoặc bỏ dòng này.")]
    UnknownLocality { id: String },
    #[error("Hình thức “{id}” có hai dòng trong programmes, chỉ dòng đầu được dùng. Hãy bỏ bớt một dòng.")]
    DuplicateProgramme { id: String },
    #[error("Tốc độ đọc của {who} là 0 tiếng/phút. Hãy ghi tốc độ thật, thường từ 180 đến 280.")]
    ZeroRate { who: String },
    #[error("Bước duyệt “{id}” có hai lần trong cùng một chuỗi duyệt. Hãy bỏ bớt một bước.")]
    DuplicateStep { id: String },
}

impl Settings {
    /// All faults of the settings, checked against this plan.
    pub fn check(&self, plan: &Plan) -> Vec<SettingsIssue> {
        let mut issues = Vec::new();
        let named = self.programmes.iter().map(|programme| &programme.activity);
        let local = self.localities.iter().flat_map(|local| &local.programmes);
        let named = named.chain(local.map(|programme| &programme.activity));
        let approved = self.approvals.iter().flat_map(|step| &step.activities);
        for id in named.chain(approved).filter(|id| plan.activity(id).is_none()) {
            issues.push(SettingsIssue::UnknownActivity { id: id.clone() });
        }
        for id in self.localities.iter().map(|local| &local.locality).filter(|id| plan.locality(id).is_none())
        {
            issues.push(SettingsIssue::UnknownLocality { id: id.clone() });
        }
        let mut seen = HashSet::new();
        for programme in self.programmes.iter().filter(|programme| !seen.insert(&programme.activity)) {
            issues.push(SettingsIssue::DuplicateProgramme { id: programme.activity.clone() });
        }
        if self.syllables_per_minute == 0 {
            issues.push(SettingsIssue::ZeroRate { who: "văn bản chung".into() });
        }
        for presenter in self.presenters.iter().filter(|presenter| presenter.syllables_per_minute == 0) {
            issues.push(SettingsIssue::ZeroRate { who: presenter.name.clone() });
        }
        let mut duplicated = HashSet::new();
        for activity in &plan.activities {
            let mut steps = HashSet::new();
            for step in self.approval_steps(&activity.id, plan.maker(self, &activity.id)) {
                if !steps.insert(&step.id) && duplicated.insert(&step.id) {
                    issues.push(SettingsIssue::DuplicateStep { id: step.id.clone() });
                }
            }
        }
        issues
    }
}
