//! The table of a "dự toán".

use super::{cell, money, roman};
use crate::budget::dong;
use crate::ledger::Spending;
use crate::newsroom::Newsroom;
use crate::page::{Align, Block, Cell, Column, Row};

pub(super) fn table(newsroom: &Newsroom, found: &Spending<'_>) -> Block {
    let (plan, budget) = (newsroom.plan(), newsroom.budget());
    let columns = vec![
        Column::Fixed(30.0),
        Column::Share(1.0),
        Column::Fixed(112.0),
        Column::Fixed(48.0),
        Column::Fixed(52.0),
        Column::Fixed(72.0),
        Column::Fixed(82.0),
        Column::Fixed(92.0),
    ];
    let heads =
        ["TT", "Nội dung chi", "Cơ quan thực hiện", "ĐVT", "Số lượng", "Đơn giá", "Thành tiền", "Nguồn"];
    let mut rows = Vec::new();
    for (at, group) in found.groups.iter().enumerate() {
        let name = cell(&*group.name, Align::Left, true);
        let blank = || cell("", Align::Left, true);
        rows.push(Row {
            cells: vec![
                cell(roman(at + 1), Align::Center, true),
                Cell { columns: 5, ..name },
                money(group.sum.planned, true),
                blank(),
            ],
            keep_with_next: true,
            ..Row::default()
        });
        for (number, (line, sum)) in group.lines.iter().enumerate() {
            // A price that is not known yet is left to be filled in.
            let (price, planned) = match line.price {
                0 => (cell("", Align::Right, false), cell("", Align::Right, false)),
                price => (cell(dong(price.into()), Align::Right, false), money(sum.planned, false)),
            };
            let content = match line.note.as_str() {
                "" => line.content.clone(),
                note => format!("{} ({note})", line.content),
            };
            let cells = vec![
                cell((number + 1).to_string(), Align::Center, false),
                cell(content, Align::Left, false),
                cell(line.spender(plan), Align::Left, false),
                cell(&*line.unit, Align::Center, false),
                cell(line.quantity.shown(), Align::Right, false),
                price,
                planned,
                cell(budget.source_short(&line.source), Align::Left, false),
            ];
            rows.push(Row { cells, ..Row::default() });
        }
    }
    let all = Cell { columns: 6, ..cell("Tổng cộng", Align::Center, true) };
    let cells = vec![all, money(found.total.planned, true), cell("", Align::Left, true)];
    rows.push(Row { cells, ..Row::default() });
    super::table(columns, &heads, rows)
}
