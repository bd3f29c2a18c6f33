//! "Phiếu chấm": one for each judge and team, all rounds of that judge, to be filled in by hand.

use super::{Setting, cell, labelled, signatures, strong, table};
use crate::contest::{Judge, Round, Team};
use crate::page::{Align, Block, Cell, Column, Fonts, Row};

pub(super) fn blocks(setting: &Setting<'_>, fonts: &mut Fonts) -> Vec<Block> {
    let contest = setting.contest;
    let mut blocks = Vec::new();
    for judge in &contest.judges {
        let is_judge = |round: &&Round| contest.judges_of(round).any(|one| one.id == judge.id);
        let rounds: Vec<&Round> = contest.rounds.iter().filter(is_judge).collect();
        for (turn, team) in contest.order().into_iter().enumerate().filter(|_| !rounds.is_empty()) {
            if !blocks.is_empty() {
                blocks.push(Block::PageBreak);
            }
            blocks.extend(paper(setting, judge, (turn + 1, team), &rounds, fonts));
        }
    }
    if blocks.is_empty() {
        blocks.push(super::said("Chưa có giám khảo, đội hoặc phần thi để in phiếu."));
    }
    blocks
}

fn paper(
    setting: &Setting<'_>,
    judge: &Judge,
    (turn, team): (usize, &Team),
    rounds: &[&Round],
    fonts: &mut Fonts,
) -> Vec<Block> {
    let mut blocks = setting.head("PHIẾU CHẤM", false, fonts);
    let title = if judge.title.is_empty() { String::new() } else { format!(", {}", judge.title) };
    blocks.push(labelled("Giám khảo", format!("{}{title}", judge.name)));
    blocks.push(labelled("Đội thi", format!("{} (lượt {turn})", team.name)));
    blocks.push(Block::Space(6.0));
    let columns = vec![Column::Share(1.0), Column::Fixed(70.0), Column::Fixed(80.0), Column::Fixed(130.0)];
    let heads = ["Phần thi, tiêu chí", "Tối đa", "Điểm", "Ghi chú"].map(str::to_owned);
    let mut rows = Vec::new();
    for round in rounds {
        let name = Cell { columns: 4, ..strong(round.name.as_str(), Align::Left) };
        rows.push(Row { cells: vec![name], keep_with_next: true, ..Row::default() });
        for criterion in &round.criteria {
            let most = criterion.most.shown();
            let cells = vec![
                cell(criterion.name.as_str(), Align::Left),
                cell(most, Align::Center),
                cell("", Align::Center),
                cell("", Align::Left),
            ];
            rows.push(Row { cells, keep_with_next: true, ..Row::default() });
        }
        let cells = vec![
            strong("Cộng", Align::Right),
            strong(round.most().shown(0), Align::Center),
            cell("", Align::Center),
            cell("", Align::Left),
        ];
        rows.push(Row { cells, ..Row::default() });
    }
    blocks.push(table(columns, &heads, rows));
    blocks.push(signatures(&["THƯ KÝ", "GIÁM KHẢO"]));
    blocks
}
