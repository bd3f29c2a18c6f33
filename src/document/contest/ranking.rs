//! "Bảng xếp hạng": each team's points by round, total, rank and award.

use super::rules::tie_words;
use super::{Setting, cell, said, signatures, strong, table};
use crate::page::{Align, Block, Column, Fonts, Row};

/// Decimals that points are shown with.
pub(super) const DECIMALS: usize = 2;

pub(super) fn blocks(setting: &Setting<'_>, fonts: &mut Fonts) -> Vec<Block> {
    let mut blocks = setting.head("BẢNG XẾP HẠNG", false, fonts);
    blocks.extend(of_ranking(setting));
    blocks.push(signatures(&["THƯ KÝ", "TRƯỞNG BAN GIÁM KHẢO", "TRƯỞNG BAN TỔ CHỨC"]));
    blocks
}

/// The table, and what has to be said about it.
pub(super) fn of_ranking(setting: &Setting<'_>) -> Vec<Block> {
    let contest = setting.contest;
    let ranking = contest.ranking();
    let mut columns = vec![Column::Fixed(40.0), Column::Share(1.0)];
    columns.extend(contest.rounds.iter().map(|_| Column::Fixed(62.0)));
    columns.extend([Column::Fixed(56.0), Column::Fixed(84.0)]);
    let mut heads = vec!["Hạng".to_owned(), "Đội".to_owned()];
    heads.extend(contest.rounds.iter().map(|round| round.name.clone()));
    heads.extend(["Tổng".to_owned(), "Giải".to_owned()]);
    let rows = ranking.places.iter().map(|place| {
        let mut cells = vec![
            strong(place.rank.to_string(), Align::Center),
            strong(place.team.name.as_str(), Align::Left),
        ];
        cells.extend(place.rounds.iter().map(|round| cell(round.points.shown(DECIMALS), Align::Right)));
        cells.push(strong(place.total.shown(DECIMALS), Align::Right));
        cells.push(cell(place.award.map_or("", |award| award.name.as_str()), Align::Left));
        Row { cells, ..Row::default() }
    });
    let mut blocks = vec![table(columns, &heads, rows.collect())];
    let missing = ranking.missing();
    if missing > 0 {
        blocks.push(said(format!("Còn thiếu {missing} phiếu chấm; thứ hạng chưa phải kết quả cuối cùng.")));
    }
    let decided = ranking.places.iter().filter_map(|place| {
        let rule = tie_words(place.decided_by?, |id| contest.round(id));
        Some(format!("{} (hạng {}): xét {rule}", place.team.name, place.rank))
    });
    let decided: Vec<String> = decided.collect();
    if !decided.is_empty() {
        blocks.push(said(format!("Các đội bằng tổng điểm: {}.", decided.join("; "))));
    }
    blocks
}
