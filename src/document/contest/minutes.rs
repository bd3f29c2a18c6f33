//! "Biên bản": who judged, the papers, the result, the corrections of marks.

use super::ranking::{DECIMALS, of_ranking};
use super::{Setting, cell, heading, said, signatures, strong, table};
use crate::calendar::wording;
use crate::contest::{Mark, Was};
use crate::page::{Align, Block, Column, Fonts, Row};

pub(super) fn blocks(setting: &Setting<'_>, fonts: &mut Fonts) -> Vec<Block> {
    let contest = setting.contest;
    let mut blocks = setting.head("BIÊN BẢN", true, fonts);
    let day = setting.piece.header.airings.iter().find_map(|airing| airing.date);
    let day = day.map_or_else(
        || "Hôm nay, ngày      tháng      năm".to_owned(),
        |day| format!("Hôm nay, {}", wording::plain_date(day)),
    );
    let place = if contest.place.is_empty() { String::new() } else { format!(", tại {}", contest.place) };
    blocks.push(said(format!(
        "{day}{place}, Ban tổ chức lập biên bản kết quả {}.",
        setting.piece.header.title
    )));
    blocks.push(heading("I. BAN GIÁM KHẢO"));
    for (at, judge) in contest.judges.iter().enumerate() {
        let title = if judge.title.is_empty() { String::new() } else { format!(", {}", judge.title) };
        blocks.push(said(format!("{}. {}{title}", at + 1, judge.name)));
    }
    blocks.push(heading("II. ĐIỂM TỪNG PHẦN THI"));
    for (at, round) in contest.rounds.iter().enumerate() {
        blocks.push(heading(&format!("{}. {} (hệ số {})", at + 1, round.name, round.weight.shown())));
        blocks.push(of_round(setting, at));
    }
    blocks.push(heading("III. KẾT QUẢ"));
    blocks.extend(of_ranking(setting));
    let corrected: Vec<String> = contest.marks.iter().flat_map(|mark| corrections(setting, mark)).collect();
    if !corrected.is_empty() {
        blocks.push(heading("IV. ĐIỂM ĐÃ SỬA SAU KHI GHI"));
        blocks.extend(corrected.into_iter().map(said));
    }
    blocks.push(signatures(&["THƯ KÝ", "TRƯỞNG BAN GIÁM KHẢO", "TRƯỞNG BAN TỔ CHỨC"]));
    blocks
}

/// Each judge's total for each team; a paper that was left out stands in brackets.
fn of_round(setting: &Setting<'_>, at: usize) -> Block {
    let contest = setting.contest;
    let round = &contest.rounds[at];
    let judges: Vec<_> = contest.judges_of(round).collect();
    let mut columns = vec![Column::Share(1.0)];
    columns.extend(judges.iter().map(|_| Column::Fixed(46.0)));
    columns.extend([Column::Fixed(52.0), Column::Fixed(46.0), Column::Fixed(52.0)]);
    let mut heads = vec!["Đội".to_owned()];
    heads.extend((1..=judges.len()).map(|number| format!("GK {number}")));
    heads.extend(["T.bình", "Trừ", "Điểm"].map(str::to_owned));
    let ranking = contest.ranking();
    let rows = contest.order().into_iter().filter_map(|team| {
        let place = ranking.places.iter().find(|place| place.team.id == team.id)?;
        let score = place.rounds.get(at)?;
        let mut cells = vec![strong(team.name.as_str(), Align::Left)];
        cells.extend(score.sheets.iter().map(|sheet| {
            let total = sheet.total.map_or_else(|| "–".to_owned(), |total| total.shown(DECIMALS));
            cell(if sheet.is_dropped { format!("({total})") } else { total }, Align::Right)
        }));
        cells.extend([score.mean, score.penalty].map(|number| cell(number.shown(DECIMALS), Align::Right)));
        cells.push(strong(score.points.shown(DECIMALS), Align::Right));
        Some(Row { cells, ..Row::default() })
    });
    table(columns, &heads, rows.collect())
}

/// "Đội Ninh Kiều, Vấn đáp, giám khảo Lê Thị Mai: 8 → 8,5 (Ngô Hải Yến, 2014-09-20 08:20)"
fn corrections(setting: &Setting<'_>, mark: &Mark) -> Vec<String> {
    let contest = setting.contest;
    let mut parts = mark.id.split('/');
    let (team, round, judge) = (parts.next(), parts.next(), parts.next());
    let team = team.and_then(|id| contest.team(id)).map_or("", |team| &team.name);
    let round = round.and_then(|id| contest.round(id)).map_or("", |round| &round.name);
    let judge = judge.and_then(|id| contest.judge(id)).map_or("", |judge| &judge.name);
    let shown = |points: Option<crate::decimal::Decimal>| {
        points.map_or_else(|| "bỏ trống".to_owned(), crate::decimal::Decimal::shown)
    };
    let last = Was { points: mark.points, by: mark.by.clone(), at: mark.at.clone() };
    let after = mark.was.iter().skip(1).chain([&last]);
    let line = |(before, after): (&Was, &Was)| {
        format!(
            "{team}, phần {round}, giám khảo {judge}: {} sửa thành {} ({}, {})",
            shown(before.points),
            shown(after.points),
            after.by,
            after.at
        )
    };
    mark.was.iter().zip(after).map(line).collect()
}
