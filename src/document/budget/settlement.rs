//! The table of a "quyết toán": each line with its vouchers.

use super::{cell, money, roman, table as framed};
use crate::budget::{Expense, dong};
use crate::calendar::wording;
use crate::ledger::{Spending, Sum};
use crate::newsroom::Newsroom;
use crate::page::{Align, Block, Cell, Column, Paragraph, Row};

use crate::document::style::{TABLE, italic};

pub(super) fn table(newsroom: &Newsroom, found: &Spending<'_>) -> Block {
    let plan = newsroom.plan();
    let columns = vec![
        Column::Fixed(30.0),
        Column::Share(1.0),
        Column::Fixed(112.0),
        Column::Fixed(82.0),
        Column::Fixed(70.0),
        Column::Fixed(82.0),
        Column::Fixed(82.0),
        Column::Fixed(82.0),
    ];
    let heads = [
        "TT",
        "Nội dung chi",
        "Cơ quan thực hiện",
        "Chứng từ",
        "Ngày chi",
        "Dự toán",
        "Quyết toán",
        "Còn lại",
    ];
    let mut rows = Vec::new();
    for (at, group) in found.groups.iter().enumerate() {
        let name = Cell { columns: 4, ..cell(&*group.name, Align::Left, true) };
        let mut cells = vec![cell(roman(at + 1), Align::Center, true), name];
        cells.extend(sums(group.sum, true));
        rows.push(Row { cells, keep_with_next: true, ..Row::default() });
        for (number, (line, sum)) in group.lines.iter().enumerate() {
            let mut cells = vec![
                cell((number + 1).to_string(), Align::Center, false),
                cell(&*line.content, Align::Left, false),
                cell(line.spender(plan), Align::Left, false),
                cell("", Align::Left, false),
                cell("", Align::Left, false),
            ];
            cells.extend(sums(*sum, false));
            let mut paid: Vec<&Expense> = line.paid(newsroom.today()).collect();
            paid.sort_by_key(|expense| (expense.day, &expense.voucher));
            rows.push(Row { cells, keep_with_next: !paid.is_empty(), ..Row::default() });
            rows.extend(paid.into_iter().map(voucher));
        }
    }
    let all = Cell { columns: 5, ..cell("Tổng cộng", Align::Center, true) };
    let mut cells = vec![all];
    cells.extend(sums(found.total, true));
    rows.push(Row { cells, ..Row::default() });
    framed(columns, &heads, rows)
}

fn sums(sum: Sum, is_bold: bool) -> [Cell; 3] {
    let left = match sum.over() {
        0 => money(sum.left(), is_bold),
        over => cell(format!("vượt {}", dong(over)), Align::Right, true),
    };
    [money(sum.planned, is_bold), money(sum.spent, is_bold), left]
}

fn voucher(expense: &Expense) -> Row {
    let text = |text: String, align| Cell::new(Paragraph::text(text, italic(TABLE)).align(align));
    let note = if expense.note.is_empty() { String::new() } else { format!("– {}", expense.note) };
    let cells = vec![
        text(String::new(), Align::Left),
        Cell { columns: 2, ..text(note, Align::Left) },
        text(expense.voucher.clone(), Align::Left),
        text(expense.day.map(wording::date).unwrap_or_default(), Align::Center),
        text(String::new(), Align::Right),
        text(dong(expense.amount.into()), Align::Right),
        text(String::new(), Align::Right),
    ];
    Row { cells, ..Row::default() }
}
