//! `toasoan budget`: planned, spent and left of each line, with the sums.

use std::path::Path;

use chrono::NaiveDate;
use serde::Serialize;

use super::arguments::BudgetPart;
use super::source::newsroom;
use super::table::Table;
use super::{Failure, known_activity, known_agency, open, print, print_json};
use crate::budget::{Budget, dong};
use crate::ledger::{By, Filter, Spending, Sum, spending};
use crate::store::Opened;

#[derive(Debug, Serialize)]
struct Listing<'a> {
    as_of: NaiveDate,
    total: SumRow,
    activities: Vec<GroupRow<'a>>,
    agencies: Vec<GroupRow<'a>>,
    sources: Vec<GroupRow<'a>>,
    lines: Vec<LineRow<'a>>,
}

/// Whole đồng.
#[derive(Debug, Serialize)]
struct SumRow {
    planned: i128,
    spent: i128,
    /// Negative when more was spent than planned.
    left: i128,
    over: i128,
}

#[derive(Debug, Serialize)]
struct GroupRow<'a> {
    id: &'a str,
    name: &'a str,
    #[serde(flatten)]
    sum: SumRow,
    /// Lines on which more was spent than planned.
    lines_over: usize,
}

#[derive(Debug, Serialize)]
struct LineRow<'a> {
    id: &'a str,
    activity: &'a str,
    agency: &'a str,
    /// Empty for the city's.
    locality: &'a str,
    content: &'a str,
    unit: &'a str,
    /// A decimal number, as text so that it stays exact.
    quantity: String,
    price: u64,
    source: &'a str,
    note: &'a str,
    #[serde(flatten)]
    sum: SumRow,
    expenses: Vec<ExpenseRow<'a>>,
}

#[derive(Debug, Serialize)]
struct ExpenseRow<'a> {
    id: &'a str,
    day: Option<NaiveDate>,
    voucher: &'a str,
    amount: u64,
    note: &'a str,
}

impl From<Sum> for SumRow {
    fn from(sum: Sum) -> Self {
        Self { planned: sum.planned, spent: sum.spent, left: sum.left(), over: sum.over() }
    }
}

/// The lines that are asked for. Fails for ids that the plan or the budget does not have.
pub(super) fn filter(part: BudgetPart, opened: &Opened) -> Result<Filter, Failure> {
    let BudgetPart { activity, agency, source } = part;
    if let Some(id) = &activity {
        known_activity(&opened.plan, id)?;
    }
    if let Some(id) = &agency {
        known_agency(&opened.plan, id)?;
    }
    let stored = opened.records.iter().find_map(|stored| stored.record.get::<Budget>());
    let budget = stored.cloned().unwrap_or_default();
    if let Some(id) = source.as_ref().filter(|id| budget.source(id).is_none()) {
        let known: Vec<&str> = budget.sources.iter().map(|source| source.id.as_str()).collect();
        return Err(Failure::Usage(format!(
            "không có nguồn kinh phí \"{id}\". Các mã: {}",
            known.join(", ")
        )));
    }
    Ok(Filter { activity, agency, source })
}

pub fn run(path: &Path, part: BudgetPart, asked: Option<NaiveDate>, is_json: bool) -> Result<(), Failure> {
    let opened = open(path)?;
    let filter = filter(part, &opened)?;
    let newsroom = newsroom(opened, asked);
    let (budget, plan, today) = (newsroom.budget(), newsroom.plan(), newsroom.today());
    let by = |by| spending(budget, plan, by, &filter, today);
    let activities = by(By::Activity);
    if !is_json {
        return print(&table(&activities));
    }
    let (agencies, sources) = (by(By::Agency), by(By::Source));
    let lines = activities.groups.iter().flat_map(|group| &group.lines).map(|(line, sum)| LineRow {
        id: &line.id,
        activity: &line.activity,
        agency: &line.agency,
        locality: &line.locality,
        content: &line.content,
        unit: &line.unit,
        quantity: line.quantity.to_string(),
        price: line.price,
        source: &line.source,
        note: &line.note,
        sum: (*sum).into(),
        expenses: line
            .paid(today)
            .map(|paid| ExpenseRow {
                id: &paid.id,
                day: paid.day,
                voucher: &paid.voucher,
                amount: paid.amount,
                note: &paid.note,
            })
            .collect(),
    });
    print_json(&Listing {
        as_of: today,
        total: activities.total.into(),
        activities: rows(&activities),
        agencies: rows(&agencies),
        sources: rows(&sources),
        lines: lines.collect(),
    })
}

fn rows<'a>(found: &'a Spending<'_>) -> Vec<GroupRow<'a>> {
    let row = |group: &'a crate::ledger::Group<'_>| GroupRow {
        id: group.key,
        name: &group.name,
        sum: group.sum.into(),
        lines_over: group.lines_over(),
    };
    found.groups.iter().map(row).collect()
}

fn table(found: &Spending<'_>) -> String {
    if found.groups.is_empty() {
        return "Chưa có mục chi nào.\n".to_owned();
    }
    let mut table = Table::new(["Mục chi", "Số lượng", "Đơn giá", "Dự toán", "Đã chi", "Còn lại"]);
    let said = |sum: Sum| match sum.over() {
        0 => dong(sum.left()),
        over => format!("vượt {}", dong(over)),
    };
    for group in &found.groups {
        let sum = group.sum;
        let none = String::new;
        table.row([group.name.clone(), none(), none(), dong(sum.planned), dong(sum.spent), said(sum)]);
        for (line, sum) in &group.lines {
            table.row([
                format!("  {}", line.content),
                format!("{} {}", line.quantity.shown(), line.unit),
                dong(line.price.into()),
                dong(sum.planned),
                dong(sum.spent),
                said(*sum),
            ]);
        }
    }
    let total = found.total;
    table.row([
        "Tổng cộng".to_owned(),
        String::new(),
        String::new(),
        dong(total.planned),
        dong(total.spent),
        said(total),
    ]);
    table.render()
}
