//! Working days: counted from a day, back or forward, as offices count their deadlines.

use chrono::NaiveDate;

use super::{Holiday, days, week};

/// The working days of a span, computed once.
#[derive(Debug, Clone, Default)]
pub struct Workdays(Vec<NaiveDate>);

impl Workdays {
    /// The working days of `from..=to`; `extra` are the settings' holidays.
    pub fn new(from: NaiveDate, to: NaiveDate, extra: &[Holiday]) -> Self {
        let open = days(from, to, extra).into_iter().filter(|day| !day.is_day_off);
        Self(open.map(|day| day.date).collect())
    }

    /// The working day `count` working days before `day`; for 0 the last one up to `day`. Before the span,
    /// every day counts.
    pub fn before(&self, day: NaiveDate, count: u32) -> NaiveDate {
        let earlier = match count {
            0 => self.0.partition_point(|open| *open <= day),
            _ => self.0.partition_point(|open| *open < day),
        };
        let back = (count as usize).max(1);
        match earlier.checked_sub(back) {
            Some(at) => self.0[at],
            None => week::add_days(day, -i64::from(count)),
        }
    }

    /// The working day `count` working days after `day`; for 0 the first one from `day` on. After the span, every
    /// day counts.
    pub fn after(&self, day: NaiveDate, count: u32) -> NaiveDate {
        let first = match count {
            0 => self.0.partition_point(|open| *open < day),
            _ => self.0.partition_point(|open| *open <= day),
        };
        let forward = (count as usize).max(1) - 1;
        match self.0.get(first + forward) {
            Some(open) => *open,
            None => week::add_days(day, i64::from(count)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn working_days_leave_out_weekends_holidays_and_days_in_lieu() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let lieu =
            Holiday { date: day("2014-05-02"), name: "Nghỉ".into(), day_off: true, is_workday: false };
        let worked =
            Holiday { date: day("2014-04-26"), name: "Làm bù".into(), day_off: false, is_workday: true };
        let open = Workdays::new(day("2014-01-01"), day("2014-12-31"), &[lieu, worked]);
        for (before, count, expected) in [
            ("2014-03-20", 0, "2014-03-20"),
            ("2014-03-20", 1, "2014-03-19"),
            ("2014-03-24", 1, "2014-03-21"),
            ("2014-03-23", 0, "2014-03-21"),
            // 30/4 and 1/5 are holidays, 2/5 a day in lieu, the Saturday 26/4 is worked.
            ("2014-05-05", 1, "2014-04-29"),
            ("2014-05-05", 3, "2014-04-26"),
            // The span does not reach back so far.
            ("2014-01-02", 5, "2013-12-28"),
        ] {
            assert_eq!(open.before(day(before), count), day(expected), "{count} before {before}");
        }
        for (after, count, expected) in [
            ("2014-03-20", 0, "2014-03-20"),
            ("2014-03-22", 0, "2014-03-24"),
            ("2014-03-20", 1, "2014-03-21"),
            ("2014-03-21", 1, "2014-03-24"),
            ("2014-04-25", 1, "2014-04-26"),
            ("2014-04-29", 1, "2014-05-05"),
            ("2014-12-30", 9, "2015-01-08"),
        ] {
            assert_eq!(open.after(day(after), count), day(expected), "{count} after {after}");
        }
    }
}
