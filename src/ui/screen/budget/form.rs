//! The texts of a line's fields; a number that is not understood keeps its old value.

use chrono::NaiveDate;

use crate::budget::{Expense, Line, amount, dong};
use crate::calendar::wording;
use crate::decimal::Decimal;
use crate::ui::Context;
use crate::ui::screen::typed::Typed;

use super::{Choice, expense};

#[derive(Debug, Clone)]
pub(super) struct Form {
    line: Line,
    pub quantity: Typed<Decimal>,
    pub price: Typed<u64>,
    pub expenses: Vec<ExpenseText>,
}

#[derive(Debug, Clone)]
pub(super) struct ExpenseText {
    pub expense: Expense,
    pub day: Typed<Option<NaiveDate>>,
    pub amount: Typed<u64>,
}

/// A change of a line.
#[derive(Debug, Clone)]
pub enum LineField {
    Content(String),
    Activity(Choice),
    Spender(Choice),
    Source(Choice),
    Unit(String),
    Quantity(String),
    Price(String),
    Note(String),
}

impl LineField {
    pub(super) fn is_typed(&self) -> bool {
        !matches!(self, Self::Activity(_) | Self::Spender(_) | Self::Source(_))
    }

    /// Tells the fields apart.
    pub(super) fn place(&self) -> usize {
        match self {
            Self::Content(_) => 0,
            Self::Activity(_) => 1,
            Self::Spender(_) => 2,
            Self::Source(_) => 3,
            Self::Unit(_) => 4,
            Self::Quantity(_) => 5,
            Self::Price(_) => 6,
            Self::Note(_) => 7,
        }
    }
}

/// A change of an expense.
#[derive(Debug, Clone)]
pub enum ExpenseField {
    Voucher(String),
    Day(String),
    Amount(String),
    Note(String),
}

impl ExpenseField {
    pub(super) fn place(&self) -> usize {
        match self {
            Self::Voucher(_) => 0,
            Self::Day(_) => 1,
            Self::Amount(_) => 2,
            Self::Note(_) => 3,
        }
    }
}

/// An amount in a field: empty for none.
fn shown(amount: u64) -> String {
    if amount == 0 { String::new() } else { dong(amount.into()) }
}

fn read_amount(text: &str) -> Result<u64, &'static str> {
    amount(text).map_err(|_| "gõ số đồng nguyên, như 1.200.000")
}

impl ExpenseText {
    fn new(expense: &Expense) -> Self {
        Self {
            day: Typed::new(expense.day, expense.day.map(wording::date).unwrap_or_default()),
            amount: Typed::new(expense.amount, shown(expense.amount)),
            expense: expense.clone(),
        }
    }

    fn follow(&mut self, expense: &Expense) {
        self.expense = expense.clone();
        self.day.follow(expense.day, expense.day.map(wording::date).unwrap_or_default());
        self.amount.follow(expense.amount, shown(expense.amount));
    }
}

impl Form {
    pub fn new(line: &Line) -> Self {
        Self {
            quantity: Typed::new(line.quantity, line.quantity.shown()),
            price: Typed::new(line.price, shown(line.price)),
            expenses: line.expenses.iter().map(ExpenseText::new).collect(),
            line: line.clone(),
        }
    }

    pub fn id(&self) -> &str {
        &self.line.id
    }

    /// The line with all valid values.
    pub fn line(&self) -> Line {
        let expense = |text: &ExpenseText| Expense {
            day: *text.day.value(),
            amount: *text.amount.value(),
            ..text.expense.clone()
        };
        Line {
            quantity: *self.quantity.value(),
            price: *self.price.value(),
            expenses: self.expenses.iter().map(expense).collect(),
            ..self.line.clone()
        }
    }

    /// Follows a change of the line; text that is not understood stays in its field.
    pub fn follow(&mut self, line: &Line) {
        self.line = line.clone();
        self.quantity.follow(line.quantity, line.quantity.shown());
        self.price.follow(line.price, shown(line.price));
        let mut known = std::mem::take(&mut self.expenses);
        let text = |expense: &Expense| match known.iter().position(|text| text.expense.id == expense.id) {
            Some(at) => {
                let mut text = known.swap_remove(at);
                text.follow(expense);
                text
            }
            None => ExpenseText::new(expense),
        };
        self.expenses = line.expenses.iter().map(text).collect();
    }

    pub fn set(&mut self, field: LineField, context: &Context) {
        let line = &mut self.line;
        match field {
            LineField::Content(content) => line.content = content,
            LineField::Unit(unit) => line.unit = unit,
            LineField::Note(note) => line.note = note,
            LineField::Activity(choice) => line.activity = choice.into_id().unwrap_or_default(),
            LineField::Source(choice) => line.source = choice.into_id().unwrap_or_default(),
            LineField::Spender(choice) => {
                let id = choice.into_id().unwrap_or_default();
                if let Some(locality) = id.strip_prefix('@') {
                    locality.clone_into(&mut line.locality);
                    // IV.10.g: the districts' committees are one agency of the plan.
                    if context.newsroom.plan().agency("ubnd-quan-huyen").is_some() {
                        "ubnd-quan-huyen".clone_into(&mut line.agency);
                    }
                } else {
                    line.agency = id;
                    line.locality.clear();
                }
            }
            LineField::Quantity(text) => self.quantity.set(text, |text| match Decimal::typed(text) {
                Ok(number) if !number.is_negative() => Ok(number),
                _ => Err("gõ số từ 0 trở lên, như 12 hoặc 2,5"),
            }),
            LineField::Price(text) => self.price.set(text, read_amount),
        }
    }

    pub fn add_expense(&mut self, id: String, today: NaiveDate) {
        self.expenses.push(ExpenseText::new(&expense(id, today)));
    }

    pub fn remove_expense(&mut self, at: usize) -> Option<Expense> {
        (at < self.expenses.len()).then(|| self.expenses.remove(at).expense)
    }

    pub fn set_expense(&mut self, at: usize, field: ExpenseField, year: i32) {
        let Some(text) = self.expenses.get_mut(at) else { return };
        match field {
            ExpenseField::Voucher(voucher) => text.expense.voucher = voucher,
            ExpenseField::Note(note) => text.expense.note = note,
            ExpenseField::Amount(amount) => text.amount.set(amount, read_amount),
            ExpenseField::Day(day) => text.day.set(day, |text| match text {
                "" => Ok(None),
                text => wording::parse_date(text, year).map(Some).ok_or("gõ ngày như 20/3"),
            }),
        }
    }
}
