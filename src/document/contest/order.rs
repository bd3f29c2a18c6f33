//! "Thứ tự thi": the teams as drawn.

use super::{Setting, cell, said, signatures, strong, table};
use crate::page::{Align, Block, Column, Fonts, Row};

pub(super) fn blocks(setting: &Setting<'_>, fonts: &mut Fonts) -> Vec<Block> {
    let contest = setting.contest;
    let mut blocks = setting.head("THỨ TỰ THI", false, fonts);
    blocks.push(said(match contest.draw {
        Some(number) => format!("Theo kết quả bốc thăm (số {number}):"),
        None => "Chưa bốc thăm; các đội xếp theo danh sách:".to_owned(),
    }));
    let columns = vec![Column::Fixed(40.0), Column::Share(1.0), Column::Share(1.0), Column::Share(1.4)];
    let heads = ["Lượt", "Đội", "Đơn vị", "Thành viên"].map(str::to_owned);
    let rows = contest.order().into_iter().enumerate().map(|(at, team)| {
        let members: Vec<String> = team
            .members
            .iter()
            .map(|one| {
                if one.role.is_empty() {
                    one.name.clone()
                } else {
                    format!("{} ({})", one.name, one.role.to_lowercase())
                }
            })
            .collect();
        let cells = vec![
            strong((at + 1).to_string(), Align::Center),
            strong(team.name.as_str(), Align::Left),
            cell(setting.body_of(team), Align::Left),
            cell(members.join(", "), Align::Left),
        ];
        Row { cells, ..Row::default() }
    });
    blocks.push(table(columns, &heads, rows.collect()));
    blocks.push(signatures(&["THƯ KÝ", "TRƯỞNG BAN TỔ CHỨC"]));
    blocks
}
