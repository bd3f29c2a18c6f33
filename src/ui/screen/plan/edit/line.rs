//! The texts of the plan that can be typed, and how each is read.

use chrono::NaiveDate;

use crate::calendar::wording;
use crate::plan::{Plan, Rule, YEARS};
use crate::ui::screen::cadence;

/// A text of the plan, by its place. Numbers are the places in the plan's lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Line {
    Name,
    Number,
    Date,
    Year,
    City,
    Issuer,
    Title,
    Preamble,
    GoalTitle(usize),
    Goal(usize),
    Requirement(usize),
    AudienceTitle(usize),
    AudienceShort(usize),
    TopicShort(usize, usize),
    Topic(usize, usize),
    Clause(usize),
    ActivityTitle(usize),
    ActivityShort(usize),
    ActivityText(usize),
    Unit(usize),
    Starts(usize),
    /// The number in the activity's cadence.
    Count(usize),
    /// The months within which a model official must be shown.
    ModelMonths(usize),
    DutyClause(usize),
    DutyTitle(usize),
    Duty(usize),
    Recipients,
    Capacity,
    Signer,
}

/// Where a text is kept in the plan.
enum Cell<'a> {
    Text(&'a mut String),
    /// Must not be empty.
    Name(&'a mut String),
    /// One paragraph a line.
    Lines(&'a mut Vec<String>),
    Optional(&'a mut Option<String>),
    Date(&'a mut Option<NaiveDate>),
    Year(&'a mut i32),
    /// From 1 to this most.
    Count(&'a mut u32, u32),
}

impl Line {
    /// Every text of the plan, in the document's order.
    pub fn all(plan: &Plan) -> Vec<Self> {
        let mut lines = vec![
            Self::Name,
            Self::Number,
            Self::Date,
            Self::Year,
            Self::City,
            Self::Issuer,
            Self::Title,
            Self::Preamble,
        ];
        lines.extend((0..plan.goals.len()).flat_map(|at| [Self::GoalTitle(at), Self::Goal(at)]));
        lines.extend((0..plan.requirements.len()).map(Self::Requirement));
        for (at, audience) in plan.audiences.iter().enumerate() {
            lines.extend([Self::AudienceTitle(at), Self::AudienceShort(at)]);
            let topics = 0..audience.topics.len();
            lines.extend(topics.flat_map(|topic| [Self::TopicShort(at, topic), Self::Topic(at, topic)]));
        }
        for at in 0..plan.activities.len() {
            lines.extend([Self::Clause(at), Self::ActivityTitle(at), Self::ActivityShort(at)]);
            lines.extend([Self::ActivityText(at), Self::Unit(at), Self::Starts(at)]);
            lines.extend([Self::Count(at), Self::ModelMonths(at)]);
        }
        lines.extend(
            (0..plan.duties.len()).flat_map(|at| [Self::DutyClause(at), Self::DutyTitle(at), Self::Duty(at)]),
        );
        lines.extend([Self::Recipients, Self::Capacity, Self::Signer]);
        lines
    }

    /// "Ngày bắt đầu của Tiểu phẩm": for fields that can be invalid.
    pub fn name(self, plan: &Plan) -> String {
        let activity = |at: usize| plan.activities.get(at).map_or("", |activity| &activity.short);
        match self {
            Self::Name => "Tên ngắn của kế hoạch".to_owned(),
            Self::Date => "Ngày ký".to_owned(),
            Self::Year => "Năm".to_owned(),
            Self::AudienceShort(at) | Self::TopicShort(at, _) => {
                let clause = plan.audiences.get(at).map_or("", |audience| &audience.clause);
                format!("Tên ngắn ở mục {clause}")
            }
            Self::Clause(at) => format!("Số mục của {}", activity(at)),
            Self::ActivityShort(at) => format!("Tên ngắn của {}", activity(at)),
            Self::Starts(at) => format!("Ngày bắt đầu của {}", activity(at)),
            Self::Count(at) => format!("Số kỳ của {}", activity(at)),
            Self::ModelMonths(at) => format!("Số tháng nêu gương của {}", activity(at)),
            Self::DutyClause(at) => {
                let title = plan.duties.get(at).map_or("", |duty| &duty.title);
                format!("Số mục của việc {title}")
            }
            _ => "Một ô trong văn bản".to_owned(),
        }
    }

    /// Whether it is edited over several lines of the window.
    pub fn is_long(self) -> bool {
        matches!(
            self,
            Self::Title
                | Self::Preamble
                | Self::Goal(_)
                | Self::Requirement(_)
                | Self::Topic(..)
                | Self::ActivityTitle(_)
                | Self::ActivityText(_)
                | Self::Duty(_)
                | Self::Recipients
                | Self::Capacity
        )
    }

    /// Whether Enter begins another paragraph.
    pub fn has_paragraphs(self) -> bool {
        matches!(self, Self::ActivityText(_) | Self::Recipients | Self::Capacity)
    }

    /// The text in the plan; none where the plan has no such place.
    pub fn read(self, plan: &mut Plan) -> Option<String> {
        Some(match self.cell(plan)? {
            Cell::Text(text) | Cell::Name(text) => text.clone(),
            Cell::Lines(lines) => lines.join("\n"),
            Cell::Optional(text) => text.clone().unwrap_or_default(),
            Cell::Date(date) => date.map_or_else(String::new, wording::date),
            Cell::Year(0) => String::new(),
            Cell::Year(year) => year.to_string(),
            Cell::Count(count, _) => count.to_string(),
        })
    }

    /// Puts a typed text into the plan, or says why it cannot be.
    pub fn write(self, plan: &mut Plan, text: &str) -> Result<(), String> {
        let year = plan.year;
        let text = text.trim();
        let paragraph = || text.lines().map(str::trim).collect::<Vec<_>>().join(" ");
        match self.cell(plan) {
            None => {}
            Some(Cell::Name(_)) if text.is_empty() => return Err("ghi tên, hoặc bỏ cả mục".to_owned()),
            Some(Cell::Text(place) | Cell::Name(place)) => *place = paragraph(),
            Some(Cell::Lines(place)) => {
                *place =
                    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
            }
            Some(Cell::Optional(place)) => *place = (!text.is_empty()).then(paragraph),
            Some(Cell::Date(place)) if text.is_empty() => *place = None,
            Some(Cell::Date(place)) => {
                let date = wording::parse_date(text, year);
                *place = Some(date.ok_or("ngày ghi như 24/12/2026, hoặc để trống")?);
            }
            Some(Cell::Year(place)) => {
                let year = text.parse().ok().filter(|year| YEARS.contains(year));
                *place = year.ok_or_else(|| format!("năm là số từ {} đến {}", YEARS.start(), YEARS.end()))?;
            }
            Some(Cell::Count(place, most)) => {
                let count = text.parse().ok().filter(|count| (1..=most).contains(count));
                *place = count.ok_or_else(|| format!("ghi một số từ 1 đến {most}"))?;
            }
        }
        Ok(())
    }

    fn cell(self, plan: &mut Plan) -> Option<Cell<'_>> {
        Some(match self {
            Self::Name => Cell::Name(&mut plan.name),
            Self::Number => Cell::Text(&mut plan.number),
            Self::Date => Cell::Date(&mut plan.date),
            Self::Year => Cell::Year(&mut plan.year),
            Self::City => Cell::Text(&mut plan.city),
            Self::Issuer => Cell::Text(&mut plan.issuer),
            Self::Title => Cell::Text(&mut plan.title),
            Self::Preamble => Cell::Text(&mut plan.preamble),
            Self::GoalTitle(at) => Cell::Text(&mut plan.goals.get_mut(at)?.title),
            Self::Goal(at) => Cell::Text(&mut plan.goals.get_mut(at)?.text),
            Self::Requirement(at) => Cell::Text(plan.requirements.get_mut(at)?),
            Self::AudienceTitle(at) => Cell::Text(&mut plan.audiences.get_mut(at)?.title),
            Self::AudienceShort(at) => Cell::Name(&mut plan.audiences.get_mut(at)?.short),
            Self::TopicShort(at, topic) => {
                Cell::Name(&mut plan.audiences.get_mut(at)?.topics.get_mut(topic)?.short)
            }
            Self::Topic(at, topic) => {
                Cell::Text(&mut plan.audiences.get_mut(at)?.topics.get_mut(topic)?.text)
            }
            Self::Clause(at) => Cell::Name(&mut plan.activities.get_mut(at)?.clause),
            Self::ActivityTitle(at) => Cell::Text(&mut plan.activities.get_mut(at)?.title),
            Self::ActivityShort(at) => Cell::Name(&mut plan.activities.get_mut(at)?.short),
            Self::ActivityText(at) => Cell::Lines(&mut plan.activities.get_mut(at)?.text),
            Self::Unit(at) => Cell::Optional(&mut plan.activities.get_mut(at)?.unit),
            Self::Starts(at) => Cell::Date(&mut plan.activities.get_mut(at)?.starts),
            Self::Count(at) => {
                let (count, most) = cadence::count(&mut plan.activities.get_mut(at)?.cadence)?;
                Cell::Count(count, most)
            }
            Self::ModelMonths(at) => {
                let rules = &mut plan.activities.get_mut(at)?.rules;
                rules.iter_mut().find_map(|rule| match rule {
                    Rule::ModelOfficialEvery { months } => Some(Cell::Count(months, 12)),
                    _ => None,
                })?
            }
            Self::DutyClause(at) => Cell::Name(&mut plan.duties.get_mut(at)?.clause),
            Self::DutyTitle(at) => Cell::Text(&mut plan.duties.get_mut(at)?.title),
            Self::Duty(at) => Cell::Text(&mut plan.duties.get_mut(at)?.text),
            Self::Recipients => Cell::Lines(&mut plan.recipients),
            Self::Capacity => Cell::Lines(&mut plan.signature.capacity),
            Self::Signer => Cell::Text(&mut plan.signature.name),
        })
    }
}
