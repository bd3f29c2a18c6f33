//! Rules that only a month's pieces together can keep (IV.2).

use chrono::{Datelike, NaiveDate};

use super::{Finding, Severity};
use crate::piece::{Header, Status, Tone};
use crate::plan::{Activity, Plan, Rule};

/// A piece as far as a month's rules concern it.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    pub header: &'a Header,
    /// As [`super::tones`] finds them.
    pub tones: &'a [Tone],
}

/// What a month's pieces lack, activity by activity. An activity without a piece in the month is not named: that is
/// an empty slot, which the calendar shows.
pub fn month(plan: &Plan, pieces: &[Told<'_>], year: i32, month: u32) -> Vec<Finding> {
    let mut findings = Vec::new();
    for activity in plan.activities.iter().filter(|activity| !activity.rules.is_empty()) {
        let of_months = |back: u32| {
            let first = index(year, month).saturating_sub(i32::try_from(back).unwrap_or(i32::MAX) - 1);
            pieces.iter().copied().filter(move |piece| {
                piece.header.activity == activity.id
                    && piece.header.status != Status::Dropped
                    && dates(piece.header)
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
                        || recent.any(|piece| piece.tones.contains(&Tone::ModelOfficial));
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
    pieces: impl Iterator<Item = Told<'a>>,
    month: u32,
    findings: &mut Vec<Finding>,
) {
    let pieces: Vec<_> = pieces.collect();
    if pieces.is_empty() {
        return;
    }
    for (tone, what) in [(Tone::Praise, "mặt được"), (Tone::Critique, "mặt chưa được")] {
        if !pieces.iter().any(|piece| piece.tones.contains(&tone)) {
            let message = format!("{}: tháng {month} chưa có bài nào nói về {what}.", activity.short);
            findings.push(finding(activity, message));
        }
    }
}

fn finding(activity: &Activity, message: String) -> Finding {
    Finding { severity: Severity::Warning, clause: Some(activity.clause.clone()), line: None, message }
}

/// The days it goes out, or went out.
fn dates(header: &Header) -> impl Iterator<Item = NaiveDate> + '_ {
    header
        .airings
        .iter()
        .filter_map(|airing| airing.outcome.as_ref().map(|outcome| outcome.date).or(airing.date))
}

/// Months counted through the years.
fn index(year: i32, month: u32) -> i32 {
    year * 12 + month as i32
}
