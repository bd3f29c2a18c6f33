//! The columns of the register, and what a cell does to a case.

use chrono::NaiveDate;

use crate::calendar::wording;
use crate::case::{Case, Step, StepKind};
use crate::fold::fold;
use crate::import::grid::Grid;
use crate::newsroom::Newsroom;
use crate::plan::{CaseSource, Plan};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Received,
    Source,
    Topic,
    Text,
    Person,
    Contact,
    Locality,
    Field,
    Procedure,
    Agency,
    Due,
    Praise,
    State,
    AnsweredOn,
    Answer,
    Id,
}

/// What the names in cells mean.
pub(super) struct Names<'a> {
    newsroom: &'a Newsroom,
    askable: Vec<(String, String)>,
}

impl<'a> Names<'a> {
    pub fn new(newsroom: &'a Newsroom) -> Self {
        Self { newsroom, askable: newsroom.plan().askable() }
    }

    fn plan(&self) -> &'a Plan {
        self.newsroom.plan()
    }

    /// The body that people call so: an agency by its id, its name or its short name, a locality's People's Committee by the
    /// locality's name.
    fn asked(&self, cell: &str) -> Option<String> {
        let said = fold(cell);
        let known = self.askable.iter().find(|(id, name)| fold(name) == said || *id == cell);
        let agency = || self.plan().agencies.iter().find(|agency| fold(&agency.name) == said);
        let committee = said.strip_prefix("uy ban nhan dan ").or_else(|| said.strip_prefix("ubnd "));
        let locality = || {
            let name = committee.unwrap_or(&said);
            let mut localities = self.plan().localities.iter();
            localities.find(|one| fold(&one.full_name()) == name || fold(&one.name) == name)
        };
        known
            .map(|(id, _)| id.clone())
            .or_else(|| agency().map(|agency| agency.id.clone()))
            .or_else(|| locality().map(|locality| locality.id.clone()))
    }
}

impl Column {
    pub const ALL: [Self; 16] = [
        Self::Received,
        Self::Source,
        Self::Topic,
        Self::Text,
        Self::Person,
        Self::Contact,
        Self::Locality,
        Self::Field,
        Self::Procedure,
        Self::Agency,
        Self::Due,
        Self::Praise,
        Self::State,
        Self::AnsweredOn,
        Self::Answer,
        Self::Id,
    ];

    /// As [`crate::export`] writes the heads.
    pub fn name(self) -> &'static str {
        match self {
            Self::Received => "Nhận ngày",
            Self::Source => "Nguồn",
            Self::Topic => "Tóm tắt",
            Self::Text => "Nội dung",
            Self::Person => "Người nêu",
            Self::Contact => "Liên hệ",
            Self::Locality => "Địa bàn",
            Self::Field => "Lĩnh vực",
            Self::Procedure => "Thủ tục",
            Self::Agency => "Cơ quan trả lời",
            Self::Due => "Hạn trả lời",
            Self::Praise => "Lời khen",
            Self::State => "Tình trạng",
            Self::AnsweredOn => "Trả lời ngày",
            Self::Answer => "Nội dung trả lời",
            Self::Id => "Mã",
        }
    }

    /// Other heads that offices write.
    fn aliases(self) -> &'static [&'static str] {
        match self {
            Self::Received => &["Ngày nhận", "Ngày"],
            Self::Topic => &["Trích yếu", "Nội dung tóm tắt"],
            Self::Text => &["Nội dung ý kiến", "Nội dung phản ánh"],
            Self::Person => &["Người gửi", "Họ tên", "Họ và tên"],
            Self::Contact => &["Điện thoại", "Địa chỉ liên hệ"],
            Self::Locality => &["Quận, huyện", "Quận/huyện"],
            Self::Agency => &["Cơ quan", "Cơ quan giải quyết"],
            Self::Due => &["Hạn"],
            Self::Answer => &["Trả lời", "Kết quả giải quyết"],
            _ => &[],
        }
    }

    pub fn is_computed(self) -> bool {
        self == Self::State
    }

    /// What is typed in a cell, as it is exported: a day that lost its format is a number in Excel.
    pub fn plain(self, typed: &str) -> String {
        let is_day = matches!(self, Self::Received | Self::Due | Self::AnsweredOn);
        let serial = typed.parse::<u64>().ok().filter(|days| is_day && (20_000..80_000).contains(days));
        let first = NaiveDate::from_ymd_opt(1899, 12, 30);
        let day = serial.zip(first).and_then(|(days, first)| first.checked_add_days(chrono::Days::new(days)));
        day.map_or_else(|| typed.replace("\r\n", "\n"), wording::date)
    }

    /// The row of heads and the columns under them, from left to right.
    pub fn heads(grid: &Grid) -> Option<(usize, Vec<(Self, usize)>)> {
        let names = Self::ALL.map(|column| {
            let names = std::iter::once(column.name()).chain(column.aliases().iter().copied());
            names.map(fold).collect::<Vec<_>>()
        });
        grid.rows.iter().enumerate().find_map(|(at, row)| {
            let cells: Vec<String> =
                row.iter().map(|cell| fold(cell.as_deref().unwrap_or_default().trim())).collect();
            let found = Self::ALL.into_iter().zip(&names).filter_map(|(column, names)| {
                let at = names.iter().find_map(|name| cells.iter().position(|cell| cell == name))?;
                Some((column, at))
            });
            let mut found: Vec<(Self, usize)> = found.collect();
            found.sort_by_key(|(_, at)| *at);
            let is_head = found.len() > 1 && found.iter().any(|(column, _)| *column == Self::Topic);
            is_head.then_some((at, found))
        })
    }

    /// A case's cell, as it is exported.
    pub fn text(self, case: &Case, names: &Names<'_>) -> String {
        let newsroom = names.newsroom;
        let today = newsroom.today();
        let day = |day: Option<NaiveDate>| day.map_or_else(String::new, wording::date);
        match self {
            Self::Received => wording::date(case.received),
            Self::Source => case.source.name().to_owned(),
            Self::Topic => case.topic.clone(),
            Self::Text => case.text.clone(),
            Self::Person => case.person.clone(),
            Self::Contact => case.contact.clone(),
            Self::Locality => names
                .plan()
                .locality(&case.locality)
                .map_or_else(String::new, crate::plan::Locality::full_name),
            Self::Field => newsroom.settings().cases.field_name(&case.field).to_owned(),
            Self::Procedure => case.procedure.clone(),
            Self::Agency => match case.asked(today) {
                "" => String::new(),
                asked => names.plan().name_of_asked(asked),
            },
            Self::Due => day(newsroom.case_clock().due(case)),
            Self::Praise => if case.is_praise { "có" } else { "" }.to_owned(),
            Self::State => case.state(today).name().to_owned(),
            Self::AnsweredOn => day(case.answered(today)),
            Self::Answer => {
                case.last(StepKind::Answered, today).map_or_else(String::new, |step| step.text.clone())
            }
            Self::Id => case.id.clone(),
        }
    }

    /// Puts a cell into the case; false when it changes nothing.
    pub fn set(
        self,
        case: &mut Case,
        typed: &str,
        names: &Names<'_>,
        new_id: &mut dyn FnMut() -> String,
    ) -> Result<bool, String> {
        let newsroom = names.newsroom;
        let year = newsroom.plan().year;
        let day = || {
            wording::parse_date(typed, year)
                .ok_or_else(|| format!("“{typed}” không phải ngày; ghi như 20/3/{year}"))
        };
        match self {
            Self::Received => case.received = day()?,
            Self::Source => case.source = source(typed)?,
            Self::Topic => case.topic = typed.split_whitespace().collect::<Vec<_>>().join(" "),
            Self::Text => typed.clone_into(&mut case.text),
            Self::Person => typed.clone_into(&mut case.person),
            Self::Contact => typed.clone_into(&mut case.contact),
            Self::Procedure => typed.clone_into(&mut case.procedure),
            Self::Locality => {
                let found = names.plan().locality_named(typed, newsroom.today());
                case.locality = found.map(|one| one.id.clone()).ok_or_else(|| {
                    format!("kế hoạch không có địa bàn “{typed}”; sửa tên, hoặc thêm địa bàn ở Kế hoạch")
                })?;
            }
            Self::Field => {
                let fields = newsroom.settings().cases.fields();
                let found = fields.iter().find(|(id, name)| *id == typed || fold(name) == fold(typed));
                let known = || fields.iter().map(|(_, name)| *name).collect::<Vec<_>>().join(", ");
                case.field = found
                    .map(|(id, _)| (*id).to_owned())
                    .ok_or_else(|| format!("không có lĩnh vực “{typed}”; ghi một trong: {}", known()))?;
            }
            Self::Agency => {
                let asked = names.asked(typed).ok_or_else(|| {
                    format!("kế hoạch không có cơ quan hay địa bàn “{typed}”; sửa tên, hoặc thêm ở Kế hoạch")
                })?;
                if case.steps.iter().any(|step| step.kind.names_agency()) {
                    return Err(
                        "ý kiến này đã chuyển; chuyển lại trong Tòa soạn để có số, ngày của phiếu".to_owned()
                    );
                }
                case.agency = asked;
            }
            Self::Due => case.due = Some(day()?),
            Self::Praise => {
                case.is_praise = match fold(typed).as_str() {
                    "co" | "x" | "khen" => true,
                    "khong" => false,
                    _ => return Err(format!("“{typed}” chưa rõ; ghi “có” hoặc để trống")),
                }
            }
            Self::State | Self::Id => return Ok(false),
            Self::AnsweredOn => {
                let date = day()?;
                if date < case.received {
                    return Err("ngày trả lời trước ngày nhận".to_owned());
                }
                answer(case, newsroom.today(), new_id).date = date;
            }
            Self::Answer => {
                typed.clone_into(&mut answer(case, newsroom.today(), new_id).text);
            }
        }
        Ok(true)
    }
}

/// The case's answer; a new one of the day where there is none since it was last forwarded.
fn answer<'c>(case: &'c mut Case, today: NaiveDate, new_id: &mut dyn FnMut() -> String) -> &'c mut Step {
    let id = match case.answered(NaiveDate::MAX) {
        Some(_) => case.last(StepKind::Answered, NaiveDate::MAX).map(|step| step.id.clone()),
        None => None,
    };
    let id = id.unwrap_or_else(|| {
        let id = new_id();
        case.add(Step::new(&id, StepKind::Answered, today));
        id
    });
    let at = case.steps.iter().position(|step| step.id == id).unwrap_or(case.steps.len() - 1);
    &mut case.steps[at]
}

fn source(typed: &str) -> Result<CaseSource, String> {
    let said = fold(typed);
    let found = CaseSource::ALL.into_iter().find(|one| fold(one.name()) == said || one.code() == said);
    let known = || CaseSource::ALL.map(CaseSource::name).join(", ");
    found.ok_or_else(|| format!("không có nguồn “{typed}”; ghi một trong: {}", known()))
}
