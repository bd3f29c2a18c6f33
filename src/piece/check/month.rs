//! Rules that only a month's pieces together can keep (IV.2).

use chrono::{Datelike, NaiveDate};

use super::{Finding, Severity, tones};
use crate::piece::{Piece, Status, Tone};
use crate::plan::{Activity, Plan, Rule};

/// What a month's pieces lack, activity by activity. An activity without a piece in the month is not named: that is
/// an empty slot, which the calendar shows.
pub fn month<'a>(
    plan: &Plan,
    pieces: impl Iterator<Item = &'a Piece>,
    year: i32,
    month: u32,
) -> Vec<Finding> {
    let pieces: Vec<&Piece> = pieces.filter(|piece| piece.header.status != Status::Dropped).collect();
    let mut findings = Vec::new();
    for activity in &plan.activities {
        let of_months = |back: u32| {
            let first = index(year, month).saturating_sub(back as i32 - 1);
            pieces.iter().copied().filter(move |piece| {
                piece.header.activity == activity.id
                    && dates(piece)
                        .any(|date| (first..=index(year, month)).contains(&index(date.year(), date.month())))
            })
        };
        for rule in &activity.rules {
            match *rule {
                Rule::PraiseAndCritiqueMonthly => {
                    praise_and_critique(activity, of_months(1), month, &mut findings);
                }
                Rule::ModelOfficialEvery { months } => {
                    let mut recent = of_months(months.max(1)).peekable();
                    let is_told = of_months(1).next().is_none()
                        || recent.peek().is_none()
                        || recent.any(|piece| tones(piece).contains(&Tone::ModelOfficial));
                    if !is_told {
                        let message = format!(
                            "{}: {months} tháng tính đến tháng {month} chưa nêu gương cán bộ, công chức, viên chức \
                             tận tụy phục vụ nhân dân.",
                            activity.short
                        );
                        findings.push(finding(activity, message));
                    }
                }
                _ => {}
            }
        }
    }
    findings
}

fn praise_and_critique<'a>(
    activity: &Activity,
    pieces: impl Iterator<Item = &'a Piece>,
    month: u32,
    findings: &mut Vec<Finding>,
) {
    let pieces: Vec<_> = pieces.collect();
    if pieces.is_empty() {
        return;
    }
    for (tone, what) in [(Tone::Praise, "mặt được"), (Tone::Critique, "mặt chưa được")] {
        if !pieces.iter().any(|piece| tones(piece).contains(&tone)) {
            let message = format!("{}: tháng {month} chưa có bài nào nói về {what}.", activity.short);
            findings.push(finding(activity, message));
        }
    }
}

fn finding(activity: &Activity, message: String) -> Finding {
    Finding { severity: Severity::Warning, clause: Some(activity.clause.clone()), line: None, message }
}

/// The days it goes out, or went out.
fn dates(piece: &Piece) -> impl Iterator<Item = NaiveDate> + '_ {
    piece
        .header
        .airings
        .iter()
        .filter_map(|airing| airing.outcome.as_ref().map(|outcome| outcome.date).or(airing.date))
}

/// Months counted through the years.
fn index(year: i32, month: u32) -> i32 {
    year * 12 + month as i32
}
