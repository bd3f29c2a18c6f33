//! `toasoan contest`: the ranking of a contest.

use std::fmt::Write;
use std::path::Path;

use serde::Serialize;

use super::table::Table;
use super::{Failure, find, open, print, print_json};
use crate::contest::{Contest, Place, RoundScore, Tie};
use crate::piece::{Format, Piece};
use crate::store::Opened;

/// Decimals that points are shown with.
const DECIMALS: usize = 2;

#[derive(Debug, Serialize)]
struct Listing<'a> {
    id: &'a str,
    title: &'a str,
    /// The number that the order was drawn with.
    draw: Option<u32>,
    /// Papers that are not in yet, or not whole.
    missing: usize,
    problems: Vec<String>,
    ranking: Vec<PlaceRow<'a>>,
}

#[derive(Debug, Serialize)]
struct PlaceRow<'a> {
    rank: usize,
    team: &'a str,
    name: &'a str,
    agency: &'a str,
    locality: &'a str,
    /// Exact, as a whole number or a fraction: "86/3".
    total: String,
    /// Rounded to two decimals, with a comma.
    points: String,
    missing: usize,
    /// The rule that decided between teams with the same total.
    decided_by: Option<String>,
    award: Option<&'a str>,
    rounds: Vec<RoundRow<'a>>,
}

#[derive(Debug, Serialize)]
struct RoundRow<'a> {
    round: &'a str,
    name: &'a str,
    mean: String,
    penalty: String,
    points: String,
    /// Each judge's total; none while marks are missing.
    sheets: Vec<SheetRow<'a>>,
}

#[derive(Debug, Serialize)]
struct SheetRow<'a> {
    judge: &'a str,
    total: Option<String>,
    dropped: bool,
}

impl<'a> RoundRow<'a> {
    fn new(score: &'a RoundScore<'_>) -> Self {
        let sheets = score.sheets.iter().map(|sheet| SheetRow {
            judge: sheet.judge,
            total: sheet.total.map(crate::decimal::Fraction::exact),
            dropped: sheet.is_dropped,
        });
        Self {
            round: &score.round.id,
            name: &score.round.name,
            mean: score.mean.exact(),
            penalty: score.penalty.exact(),
            points: score.points.exact(),
            sheets: sheets.collect(),
        }
    }
}

/// The contest named by an argument, with its piece.
pub(super) fn found(opened: &Opened, name: &str) -> Result<(Piece, Contest), Failure> {
    let stored = find::piece(opened, name)?;
    let piece = opened.workspace.whole(&stored.path, stored.piece.format)?;
    if piece.format != Format::Contest {
        return Err(Failure::Usage(format!("\"{}\" không phải hội thi (.contest)", piece.header.title)));
    }
    let contest = Contest::parse(&piece.body).map_err(|error| Failure::Work(error.to_string()))?;
    Ok((piece, contest))
}

pub fn run(path: &Path, name: &str, is_json: bool) -> Result<(), Failure> {
    let opened = open(path)?;
    let (piece, contest) = found(&opened, name)?;
    let ranking = contest.ranking();
    let problems: Vec<String> = contest.problems().into_iter().map(|problem| problem.message).collect();
    if !is_json {
        return print(&table(&contest, &ranking.places, ranking.missing(), &problems));
    }
    let rows = ranking.places.iter().map(|place| {
        let decided_by = place.decided_by.map(|tie| match tie {
            Tie::Round(id) => id.clone(),
            Tie::RoundsWon => "rounds-won".to_owned(),
            Tie::LeastPenalty => "least-penalty".to_owned(),
        });
        PlaceRow {
            rank: place.rank,
            team: &place.team.id,
            name: &place.team.name,
            agency: &place.team.agency,
            locality: &place.team.locality,
            total: place.total.exact(),
            points: place.total.shown(DECIMALS),
            missing: place.missing(),
            decided_by,
            award: place.award.map(|award| award.name.as_str()),
            rounds: place.rounds.iter().map(RoundRow::new).collect(),
        }
    });
    print_json(&Listing {
        id: piece.header.id.as_str(),
        title: &piece.header.title,
        draw: contest.draw,
        missing: ranking.missing(),
        problems,
        ranking: rows.collect(),
    })
}

fn table(contest: &Contest, places: &[Place<'_>], missing: usize, problems: &[String]) -> String {
    let mut table = Table::new(["Hạng", "Đội", "Tổng", "Giải", "Từng phần"]);
    for place in places {
        let rounds: Vec<String> = place
            .rounds
            .iter()
            .map(|score| format!("{} {}", score.round.name, score.points.shown(DECIMALS)))
            .collect();
        table.row([
            place.rank.to_string(),
            place.team.name.clone(),
            place.total.shown(DECIMALS),
            place.award.map(|award| award.name.clone()).unwrap_or_default(),
            rounds.join("; "),
        ]);
    }
    let mut text =
        if contest.teams.is_empty() { "Chưa có đội nào.\n".to_owned() } else { table.render() };
    if missing > 0 {
        let _ = writeln!(text, "Còn thiếu {missing} phiếu chấm.");
    }
    for problem in problems {
        let _ = writeln!(text, "Lưu ý: {problem}.");
    }
    text
}
