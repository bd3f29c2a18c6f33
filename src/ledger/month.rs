//! Rules that several pieces together must meet (IV.2): what a month or a period of months lacks.

use chrono::{Datelike, NaiveDate};

use super::AsOf;
use crate::calendar::week;
use crate::piece::{Header, Status, Tone};
use crate::plan::{Activity, Plan, Rule, Settings};

/// What an activity lacks in a month of the plan's year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lack {
    /// The clause of the activity, "IV.2".
    pub clause: String,
    /// Id of the activity.
    pub activity: String,
    /// 1–12.
    pub month: u32,
    /// In Vietnamese.
    pub message: String,
}

/// What the months over by `today` lack, month by month, in the plan's order. A current month may still be
/// completed. An activity without any piece in a month is not reported: that is an empty slot.
///
/// Months before the settings' first day do not count.
///
/// Praise and critique are required of each month's pieces, a model official of each period of months counted
/// from January: of each quarter, where the rule says three.
pub fn lacks<'a>(
    plan: &Plan,
    settings: &Settings,
    pieces: impl Iterator<Item = (&'a Header, &'a [Tone])>,
    today: NaiveDate,
) -> Vec<Lack> {
    let mut facts: Vec<Facts<'_>> =
        pieces.filter_map(|(header, tones)| Facts::new(plan, header, tones, today)).collect();
    facts.sort_unstable_by_key(|facts| facts.month);
    let is_over = |month: &u32| {
        week::month_bounds(plan.year, *month)
            .is_some_and(|(_, last)| last < today && settings.start.is_none_or(|start| start <= last))
    };
    let mut lacks = Vec::new();
    for month in (1..=12).filter(is_over) {
        for activity in &plan.activities {
            for rule in &activity.rules {
                match *rule {
                    Rule::PraiseAndCritiqueMonthly => {
                        praise_and_critique(activity, &facts, month, &mut lacks);
                    }
                    Rule::ModelOfficialEvery { months } => {
                        model_official(activity, &facts, month, months.clamp(1, 12), &mut lacks);
                    }
                    _ => {}
                }
            }
        }
    }
    lacks
}

/// The facts of a piece that these rules check.
struct Facts<'a> {
    activity: &'a str,
    /// 1–12.
    month: u32,
    tones: &'a [Tone],
}

impl<'a> Facts<'a> {
    fn new(plan: &Plan, header: &'a Header, tones: &'a [Tone], today: NaiveDate) -> Option<Self> {
        let known = AsOf::new(header, today);
        let day = known.first_day().filter(|day| day.year() == plan.year)?;
        (known.status() != Status::Dropped).then_some(Self {
            activity: &header.activity,
            month: day.month(),
            tones,
        })
    }
}

/// The pieces of an activity in the months `from..=to`.
fn of_months<'t, 'a>(
    facts: &'t [Facts<'a>],
    activity: &'t Activity,
    from: u32,
    to: u32,
) -> impl Iterator<Item = &'t Facts<'a>> + Clone {
    let start = facts.partition_point(|facts| facts.month < from);
    let end = facts.partition_point(|facts| facts.month <= to);
    facts[start..end].iter().filter(move |facts| facts.activity == activity.id)
}

fn praise_and_critique(activity: &Activity, facts: &[Facts<'_>], month: u32, lacks: &mut Vec<Lack>) {
    let pieces = of_months(facts, activity, month, month);
    if pieces.clone().next().is_none() {
        return;
    }
    for (tone, what) in [(Tone::Praise, "mặt được"), (Tone::Critique, "mặt chưa được")] {
        if !pieces.clone().any(|piece| piece.tones.contains(&tone)) {
            let message = format!("{}: tháng {month} chưa có bài nào nói về {what}.", activity.short);
            lacks.push(lack(activity, month, message));
        }
    }
}

fn model_official(activity: &Activity, facts: &[Facts<'_>], month: u32, months: u32, lacks: &mut Vec<Lack>) {
    // The period ends with this month, or with the year.
    if !month.is_multiple_of(months) && month != 12 {
        return;
    }
    let first = (month - 1) / months * months + 1;
    let mut pieces = of_months(facts, activity, first, month).peekable();
    if pieces.peek().is_none() || pieces.any(|piece| piece.tones.contains(&Tone::ModelOfficial)) {
        return;
    }
    let run = if first == month { format!("tháng {month}") } else { format!("tháng {first}–{month}") };
    let message = format!(
        "{}: {run} chưa nêu gương cán bộ, công chức, viên chức tận tụy phục vụ nhân dân.",
        activity.short
    );
    lacks.push(lack(activity, month, message));
}

fn lack(activity: &Activity, month: u32, message: String) -> Lack {
    Lack { clause: activity.clause.clone(), activity: activity.id.clone(), month, message }
}
