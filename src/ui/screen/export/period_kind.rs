//! The kinds of period that a report can cover: a month, a quarter, half a year, a year.

use chrono::{Datelike, NaiveDate};

use crate::calendar::week;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeriodKind {
    Month,
    Quarter,
    HalfYear,
    Year,
}

impl PeriodKind {
    pub(super) const ALL: [(Option<Self>, &'static str); 4] = [
        (Some(Self::Month), "Tháng"),
        (Some(Self::Quarter), "Quý"),
        (Some(Self::HalfYear), "Nửa năm"),
        (Some(Self::Year), "Năm"),
    ];

    fn months(self) -> u32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::HalfYear => 6,
            Self::Year => 12,
        }
    }

    /// The first and last day of the period that contains a day.
    pub fn around(self, day: NaiveDate) -> (NaiveDate, NaiveDate) {
        let back = day.month0() % self.months();
        let first = week::add_months(week::first_of_month(day), -(back as i32));
        (first, week::last_of_month(week::add_months(first, self.months() as i32 - 1)))
    }

    /// The kind of the period with exactly these first and last days, if there is one.
    pub fn of(from: NaiveDate, to: NaiveDate) -> Option<Self> {
        Self::ALL.into_iter().filter_map(|(kind, _)| kind).find(|kind| kind.around(from) == (from, to))
    }

    /// The period `by` periods after the one that contains `from`; before it if negative.
    pub fn moved(self, from: NaiveDate, by: i32) -> (NaiveDate, NaiveDate) {
        self.around(week::add_months(from, by * self.months() as i32))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_lies_in_one_span_of_each_kind() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        for (kind, from, to, next) in [
            (PeriodKind::Month, "2014-05-01", "2014-05-31", "2014-06-30"),
            (PeriodKind::Quarter, "2014-04-01", "2014-06-30", "2014-09-30"),
            (PeriodKind::HalfYear, "2014-01-01", "2014-06-30", "2014-12-31"),
            (PeriodKind::Year, "2014-01-01", "2014-12-31", "2015-12-31"),
        ] {
            let (first, last) = kind.around(day("2014-05-17"));
            assert_eq!((first, last), (day(from), day(to)), "{kind:?}");
            assert_eq!(PeriodKind::of(first, last), Some(kind));
            assert_eq!(kind.moved(first, 1).1, day(next), "{kind:?}");
            assert_eq!(kind.moved(kind.moved(first, 1).0, -1), (first, last), "{kind:?}");
        }
        assert_eq!(PeriodKind::of(day("2014-02-01"), day("2014-04-30")), None);
    }
}
