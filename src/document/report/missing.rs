//! Lists slots that lack something in short form: "tuần 1–8; tuần 9 (5/9 đơn vị)".

use std::collections::HashMap;
use std::fmt::Write;

use crate::document::print::Issuer;
use crate::ledger::SlotView;
use crate::newsroom::Newsroom;
use crate::plan::Period;

/// One activity's slots.
pub(super) struct Missing {
    pub name: String,
    pub clause: String,
    /// The leading agencies.
    pub lead: String,
    pub periods: String,
}

/// The issuer's slots for which `is_missing` holds, by activity in the plan's order.
pub(super) fn list(
    newsroom: &Newsroom,
    issuer: &Issuer,
    is_missing: impl Fn(&SlotView) -> bool,
) -> Vec<Missing> {
    let plan = newsroom.plan();
    // For each series the number selected and the total: nine districts make one entry.
    let mut series: HashMap<&str, Series<'_>> = HashMap::new();
    for view in newsroom.obligations().slots.iter().filter(|view| issuer.takes(&view.slot.id)) {
        let entry = series.entry(view.slot.id.series()).or_insert(Series {
            activity: view.slot.id.activity(),
            period: view.slot.period,
            picked: 0,
            all: 0,
        });
        entry.all += 1;
        entry.picked += u32::from(is_missing(view));
    }
    let mut picked: HashMap<&str, Vec<Series<'_>>> = HashMap::new();
    for entry in series.into_values().filter(|entry| entry.picked > 0) {
        picked.entry(entry.activity).or_default().push(entry);
    }
    plan.activities
        .iter()
        .filter_map(|activity| {
            let mut entries = picked.remove(activity.id.as_str())?;
            entries.sort_by_key(|entry| entry.period);
            let lead: Vec<&str> = activity
                .lead
                .iter()
                .map(|id| plan.agency(id).map_or(id.as_str(), |agency| agency.short.as_str()))
                .collect();
            Some(Missing {
                name: activity.short.clone(),
                clause: activity.clause.clone(),
                lead: lead.join(", "),
                periods: worded(&entries),
            })
        })
        .collect()
}

#[derive(Clone, Copy)]
struct Series<'a> {
    activity: &'a str,
    period: Period,
    picked: u32,
    all: u32,
}

impl Series<'_> {
    /// Consecutive weeks are combined if they lack equally many.
    fn continues(self, before: Self) -> bool {
        match (before.period, self.period) {
            (Period::Week { year, week }, Period::Week { year: next_year, week: next }) => {
                year == next_year
                    && week + 1 == next
                    && before.picked == self.picked
                    && before.all == self.all
            }
            _ => false,
        }
    }
}

fn worded(entries: &[Series<'_>]) -> String {
    let mut parts = Vec::new();
    for run in entries.chunk_by(|before, next| next.continues(*before)) {
        let (first, last) = (run[0], run[run.len() - 1]);
        let mut part = first.period.label();
        if let (true, Period::Week { week, .. }) = (run.len() > 1, last.period) {
            let _ = write!(part, "–{week}");
        }
        if first.all > 1 {
            let _ = write!(part, " ({}/{} đơn vị)", first.picked, first.all);
        }
        parts.push(part);
    }
    parts.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_in_a_row_are_one() {
        let week =
            |week, picked| Series { activity: "", period: Period::Week { year: 2014, week }, picked, all: 9 };
        let entries = [week(1, 9), week(2, 9), week(3, 9), week(4, 5), week(7, 9)];
        assert_eq!(worded(&entries), "tuần 1–3 (9/9 đơn vị); tuần 4 (5/9 đơn vị); tuần 7 (9/9 đơn vị)");
        let quarter =
            Series { activity: "", period: Period::Quarter { year: 2014, quarter: 1 }, picked: 1, all: 1 };
        assert_eq!(worded(&[quarter]), "quý I");
    }
}
