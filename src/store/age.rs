//! The ages of revisions when clocks cannot be trusted: one start with a wrong date must not make the last
//! days' work look decades old. Pure.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

/// Longest gap, in days, between saves by anybody. A longer gap looks like a clock that jumped, so it does
/// not count as age: if the office really was closed, a little more is kept than needed.
const LONGEST_PAUSE: i64 = 28;

/// The current time, and the gaps before it that do not count.
#[derive(Debug)]
pub(super) struct Clock {
    now: DateTime<Utc>,
    /// The last day before and the first day after each long gap, earliest first.
    pauses: Vec<(NaiveDate, NaiveDate)>,
}

impl Clock {
    /// `days` are the days of all saves in the workspace.
    pub fn new(now: DateTime<Utc>, mut days: BTreeSet<NaiveDate>) -> Self {
        let today = now.date_naive();
        // A save from the future was made by a clock that was ahead.
        drop(days.split_off(&today));
        let _ = days.insert(today);
        let pauses = days
            .iter()
            .zip(days.iter().skip(1))
            .filter(|(last, next)| (**next - **last).num_days() > LONGEST_PAUSE)
            .map(|(last, next)| (*last, *next))
            .collect();
        Self { now, pauses }
    }

    /// The ages of one history's revisions, given their times in save order. A revision is no older than
    /// those saved before it, whatever its own clock said.
    pub fn ages(&self, times: impl IntoIterator<Item = DateTime<Utc>>) -> Vec<TimeDelta> {
        let mut youngest = TimeDelta::MAX;
        times
            .into_iter()
            .map(|time| {
                if time > self.now {
                    return TimeDelta::zero();
                }
                youngest = youngest.min(self.age(time));
                youngest
            })
            .collect()
    }

    fn age(&self, time: DateTime<Utc>) -> TimeDelta {
        let day = time.date_naive();
        let paused = self.pauses.iter().filter(|(last, _)| *last >= day).map(|(last, next)| *next - *last);
        (self.now - time - paused.sum::<TimeDelta>()).max(TimeDelta::zero())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        format!("{text}T08:00:00Z").parse().expect("a time")
    }

    #[test]
    fn a_clock_that_went_wrong_makes_nothing_old() {
        // Reason, current time, days of the saves in order, ages in days.
        for (why, now, saves, ages) in [
            ("a plain week", "2014-03-20", &["2014-03-13", "2014-03-19", "2014-03-20"][..], &[7, 1, 0][..]),
            ("the office at work for a year", "2014-12-31", YEAR, &[364, 340, 315, 290, 265, 240]),
            ("one start far ahead", "2099-01-01", &["2014-03-18", "2014-03-20"], &[2, 0]),
            ("saves far ahead", "2099-01-02", &["2014-03-19", "2014-03-20", "2099-01-01"], &[2, 1, 1]),
            ("set right again", "2014-03-21", &["2014-03-20", "2099-01-01", "2014-03-20"], &[1, 0, 1]),
            ("saves far back", "2014-03-21", &["2014-03-20", "1980-01-01", "2014-03-20"], &[1, 1, 1]),
            ("the first save far back", "2014-03-21", &["1980-01-01", "2014-03-20"], &[1, 1]),
        ] {
            let all = if saves == YEAR { ALL_YEAR } else { saves };
            let clock = Clock::new(at(now), all.iter().map(|day| at(day).date_naive()).collect());
            let told = clock.ages(saves.iter().map(|day| at(day)));
            assert_eq!(told.iter().map(TimeDelta::num_days).collect::<Vec<_>>(), ages, "{why}");
        }
    }

    const YEAR: &[&str] =
        &["2014-01-01", "2014-01-25", "2014-02-19", "2014-03-16", "2014-04-10", "2014-05-05"];
    /// The days of saves of other pieces.
    const ALL_YEAR: &[&str] = &[
        "2014-01-01",
        "2014-01-25",
        "2014-02-19",
        "2014-03-16",
        "2014-04-10",
        "2014-05-05",
        "2014-05-30",
        "2014-06-24",
        "2014-07-19",
        "2014-08-13",
        "2014-09-07",
        "2014-10-02",
        "2014-10-27",
        "2014-11-21",
        "2014-12-16",
    ];
}
