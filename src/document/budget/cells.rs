//! The columns of a budget as a workbook, and the key by which an edited row is found again.

use std::borrow::Cow;

use crate::budget::{Budget, Expense, Line, dong};
use crate::calendar::wording;
use crate::document::schedule::cells::mark;
use crate::plan::Plan;

/// Names of the sheets.
pub const ESTIMATE: &str = "Dự toán";
pub const SETTLEMENT: &str = "Quyết toán";
pub const VOUCHERS: &str = "Chứng từ";

/// The head of the hidden column with the keys.
pub use crate::document::schedule::cells::KEY;
/// The head of the hidden column with the line of a voucher.
pub const LINE: &str = "Mã mục";
/// Before the id of an activity in the key of its row with the sum.
pub const GROUP: &str = "hinh-thuc:";
/// The key of the row with the total.
pub const TOTAL: &str = "tong-cong";

/// What may be edited of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineColumn {
    Content,
    Spender,
    Source,
    Unit,
    Quantity,
    Price,
    Note,
}

impl LineColumn {
    pub const ALL: [Self; 7] =
        [Self::Content, Self::Spender, Self::Source, Self::Unit, Self::Quantity, Self::Price, Self::Note];

    pub fn name(self) -> &'static str {
        match self {
            Self::Content => "Nội dung chi",
            Self::Spender => "Cơ quan thực hiện",
            Self::Source => "Nguồn kinh phí",
            Self::Unit => "Đơn vị tính",
            Self::Quantity => "Số lượng",
            Self::Price => "Đơn giá",
            Self::Note => "Ghi chú",
        }
    }

    /// Other names that offices give the column.
    pub fn other_names(self) -> &'static [&'static str] {
        match self {
            Self::Content => &["Nội dung", "Hạng mục", "Mục chi"],
            Self::Spender => &["Cơ quan", "Đơn vị thực hiện"],
            Self::Source => &["Nguồn"],
            Self::Unit => &["ĐVT", "Đơn vị"],
            Self::Quantity => &["SL", "Khối lượng"],
            Self::Price => &["Đơn giá (đồng)"],
            Self::Note => &["Diễn giải"],
        }
    }

    /// A cell as people read it.
    pub fn of<'a>(self, line: &'a Line, plan: &Plan, budget: &'a Budget) -> Cow<'a, str> {
        match self {
            Self::Content => Cow::Borrowed(&line.content),
            Self::Spender => line.spender(plan).into(),
            Self::Source => budget.source_short(&line.source).into(),
            Self::Unit => Cow::Borrowed(&line.unit),
            Self::Quantity => line.quantity.shown().into(),
            Self::Price if line.price == 0 => Cow::Borrowed(""),
            Self::Price => dong(line.price.into()).into(),
            Self::Note => Cow::Borrowed(&line.note),
        }
    }
}

/// What may be edited of an expense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExpenseColumn {
    Voucher,
    Day,
    Amount,
    Note,
}

impl ExpenseColumn {
    pub const ALL: [Self; 4] = [Self::Voucher, Self::Day, Self::Amount, Self::Note];

    pub fn name(self) -> &'static str {
        match self {
            Self::Voucher => "Số chứng từ",
            Self::Day => "Ngày chi",
            Self::Amount => "Số tiền",
            Self::Note => "Ghi chú",
        }
    }

    /// A cell as people read it.
    pub fn of(self, expense: &Expense) -> Cow<'_, str> {
        match self {
            Self::Voucher => Cow::Borrowed(&expense.voucher),
            Self::Day => expense.day.map(wording::date).unwrap_or_default().into(),
            Self::Amount => dong(expense.amount.into()).into(),
            Self::Note => Cow::Borrowed(&expense.note),
        }
    }
}

/// Names a row of an exported budget: an id, and a digest of each cell as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    pub id: String,
    marks: Vec<String>,
}

impl Key {
    pub fn of_line(line: &Line, plan: &Plan, budget: &Budget) -> Self {
        let marks = LineColumn::ALL.map(|column| mark(&column.of(line, plan, budget)));
        Self { id: line.id.clone(), marks: marks.into() }
    }

    pub fn of_expense(expense: &Expense) -> Self {
        Self {
            id: expense.id.clone(),
            marks: ExpenseColumn::ALL.map(|column| mark(&column.of(expense))).into(),
        }
    }

    pub fn write(&self) -> String {
        format!("{} {}", self.id, self.marks.join(","))
    }

    pub fn parse(text: &str) -> Option<Self> {
        let (id, marks) = text.trim().rsplit_once(' ')?;
        Some(Self { id: id.to_owned(), marks: marks.split(',').map(str::to_owned).collect() })
    }

    /// Whether the cell in this column, from 0, still says what was written.
    pub fn is_as_written(&self, column: usize, text: &str) -> bool {
        self.marks.get(column).is_some_and(|known| *known == mark(text))
    }
}
