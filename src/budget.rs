//! The money of the plan (IV.10.g, IV.11.e, V.1): what is planned, from which source, and what was spent.

mod amount;
mod start;
mod words;

pub use amount::{amount, dong};
pub use words::in_words;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::calendar::field;
use crate::decimal::Decimal;
use crate::plan::Plan;
use crate::record::Record;

/// The workspace's `budget.ron`; merged line by line and field by field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Budget {
    pub schema: u32,
    pub sources: Vec<Source>,
    pub lines: Vec<Line>,
}

/// Where money comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Source {
    pub id: String,
    /// "Kinh phí CCHC của thành phố"
    pub name: String,
    /// For tables: "CCHC thành phố".
    #[serde(skip_serializing_if = "String::is_empty")]
    pub short: String,
}

/// One thing that money is spent on.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Line {
    pub id: String,
    /// Id of the activity of the plan.
    pub activity: String,
    /// Id of the agency that spends.
    pub agency: String,
    /// Id of the locality whose estimate it is; empty for the city's.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub locality: String,
    pub content: String,
    /// "người", "buổi", "bộ"
    #[serde(skip_serializing_if = "String::is_empty")]
    pub unit: String,
    pub quantity: Decimal,
    /// For one unit, whole đồng; 0 while it is not known.
    pub price: u64,
    /// Id of the source.
    pub source: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub expenses: Vec<Expense>,
}

/// Money spent on a line.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Expense {
    pub id: String,
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "field::optional_date")]
    pub day: Option<NaiveDate>,
    /// The number of the voucher: "PC 012".
    pub voucher: String,
    /// Whole đồng.
    pub amount: u64,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// The sources that the plan names (V.1.a, IV.10.g, V.1.b).
const SOURCES: [(&str, &str, &str); 3] = [
    ("cchc", "Kinh phí cải cách hành chính của thành phố", "CCHC thành phố"),
    ("quan-huyen", "Dự toán của quận, huyện", "Quận, huyện"),
    ("don-vi", "Dự toán của cơ quan, đơn vị", "Đơn vị"),
];

impl Default for Budget {
    fn default() -> Self {
        let source = |(id, name, short): (&str, &str, &str)| Source {
            id: id.to_owned(),
            name: name.to_owned(),
            short: short.to_owned(),
        };
        Self { schema: Self::SCHEMA, sources: SOURCES.into_iter().map(source).collect(), lines: Vec::new() }
    }
}

impl Record for Budget {
    const PATH: &'static str = "budget.ron";
    const NAME: &'static str = "kinh phí";
    const SCHEMA: u32 = 1;
    const LABELS: &'static [(&'static str, &'static str)] = &[
        ("sources", "Nguồn kinh phí"),
        ("lines", "Mục chi"),
        ("name", "Tên"),
        ("short", "Tên ngắn"),
        ("activity", "Hình thức"),
        ("agency", "Cơ quan"),
        ("locality", "Địa bàn"),
        ("content", "Nội dung chi"),
        ("unit", "Đơn vị tính"),
        ("quantity", "Số lượng"),
        ("price", "Đơn giá"),
        ("source", "Nguồn kinh phí"),
        ("note", "Ghi chú"),
        ("expenses", "Đã chi"),
        ("day", "Ngày"),
        ("voucher", "Số chứng từ"),
        ("amount", "Số tiền"),
        ("id", "Mã"),
    ];

    fn schema(&self) -> u32 {
        self.schema
    }
}

impl Budget {
    pub fn line(&self, id: &str) -> Option<&Line> {
        self.lines.iter().find(|line| line.id == id)
    }

    pub fn line_mut(&mut self, id: &str) -> Option<&mut Line> {
        self.lines.iter_mut().find(|line| line.id == id)
    }

    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == id)
    }

    /// The source's name for tables; the id of one that is not listed.
    pub fn source_short<'a>(&'a self, id: &'a str) -> &'a str {
        self.source(id).map_or(id, Source::short)
    }
}

impl Source {
    pub fn short(&self) -> &str {
        if self.short.is_empty() { &self.name } else { &self.short }
    }
}

impl Line {
    /// Quantity times price, rounded half up; whole đồng.
    pub fn planned(&self) -> i128 {
        self.quantity.times(self.price)
    }

    /// Whole đồng spent by the end of this day. An expense without a day has been paid, too.
    pub fn spent(&self, today: NaiveDate) -> i128 {
        self.paid(today).map(|expense| i128::from(expense.amount)).sum()
    }

    /// The expenses paid by the end of this day.
    pub fn paid(&self, today: NaiveDate) -> impl Iterator<Item = &Expense> {
        self.expenses.iter().filter(move |expense| expense.day.is_none_or(|day| day <= today))
    }

    /// Whether this body spends it: an agency, or a locality for its People's Committee.
    pub fn is_of(&self, body: &str) -> bool {
        if self.locality.is_empty() { self.agency == body } else { self.locality == body }
    }

    /// Who spends: the agency, or the People's Committee of the locality: "UBND quận Ninh Kiều".
    pub fn spender(&self, plan: &Plan) -> String {
        match plan.locality(&self.locality) {
            Some(locality) => format!("UBND {}", locality.full_name()),
            None => plan.agency(&self.agency).map_or_else(|| self.agency.clone(), |one| one.short.clone()),
        }
    }
}
