//! What each cadence owes.

use toasoan::plan::{Cadence, Period, Plan, Settings, SlotId};

use super::{day, plan};

/// A plan of one activity.
fn owing(cadence: Cadence, year: i32) -> Plan {
    let mut plan = plan();
    plan.year = year;
    plan.activities.truncate(1);
    plan.activities[0].cadence = cadence;
    plan
}

#[test]
fn each_cadence_owes_its_slots_with_their_days() {
    // Cadence, year, number of slots, and the first and the last with their days.
    let cases = [
        (
            Cadence::EveryWeeks(2),
            2014,
            26,
            "2014-W01..2014-W02 2013-12-30 2014-01-12",
            "2014-W51..2014-W52 2014-12-15 2014-12-28",
        ),
        // Of 53 weeks, the last is alone.
        (
            Cadence::EveryWeeks(2),
            2026,
            27,
            "2026-W01..2026-W02 2025-12-29 2026-01-11",
            "2026-W53 2026-12-28 2027-01-03",
        ),
        (
            Cadence::EveryMonths(6),
            2014,
            2,
            "2014-01..2014-06 2014-01-01 2014-06-30",
            "2014-07..2014-12 2014-07-01 2014-12-31",
        ),
        (
            Cadence::EveryMonths(5),
            2014,
            3,
            "2014-01..2014-05 2014-01-01 2014-05-31",
            "2014-11..2014-12 2014-11-01 2014-12-31",
        ),
        (
            Cadence::Times { count: 3, from: 4, to: 10 },
            2014,
            3,
            "2014-04..2014-10/1 2014-04-01 2014-10-31",
            "2014-04..2014-10/3 2014-04-01 2014-10-31",
        ),
        (
            Cadence::On { month: 5, day: 19 },
            2014,
            1,
            "2014-05-19 2014-05-19 2014-05-19",
            "2014-05-19 2014-05-19 2014-05-19",
        ),
        (
            Cadence::AtLeastMonthly(2),
            2014,
            24,
            "2014-01/1 2014-01-01 2014-01-31",
            "2014-12/2 2014-12-01 2014-12-31",
        ),
    ];
    for (cadence, year, count, first, last) in cases {
        let plan = owing(cadence.clone(), year);
        assert_eq!(plan.check(), [], "{cadence:?}");
        assert_eq!(Plan::parse(&plan.to_text()).expect("what was written"), plan, "{cadence:?}");
        let slots = plan.slots(&Settings::default());
        assert_eq!(slots.len(), count, "{cadence:?} in {year}");
        let told = |slot: &toasoan::plan::Slot| format!("{} {} {}", slot.period, slot.from, slot.to);
        assert_eq!(
            (told(&slots[0]).as_str(), told(&slots[count - 1]).as_str()),
            (first, last),
            "{cadence:?}"
        );
        for slot in &slots {
            assert_eq!(slot.id.period(), Some(slot.period), "{}", slot.id);
            assert!((1..=12).contains(&slot.period.due_month()), "{}", slot.id);
        }
    }
    assert_eq!(owing(Cadence::On { month: 2, day: 29 }, 2015).slots(&Settings::default()).len(), 0);
}

#[test]
fn what_starts_in_mid_year_owes_only_what_falls_due_then() {
    let mut plan = owing(Cadence::PerMonth(2), 2014);
    plan.activities[0].starts = Some(day("2014-06-15"));
    let slots = plan.slots(&Settings::default());
    assert_eq!(slots[0].id, SlotId("chuyen-muc-cchc/2014-06/1".into()), "it ends on the first day");
    assert_eq!(slots.len(), 14);
}

#[test]
fn a_cadence_that_owes_nothing_or_no_day_is_a_fault() {
    for (cadence, words) in [
        (Cadence::EveryWeeks(0), "không có kỳ nào"),
        (Cadence::EveryMonths(0), "không có kỳ nào"),
        (Cadence::AtLeastMonthly(0), "không có kỳ nào"),
        (Cadence::Times { count: 0, from: 1, to: 2 }, "không có kỳ nào"),
        (Cadence::Times { count: 1, from: 5, to: 2 }, "Hãy đổi lại"),
        (Cadence::Times { count: 1, from: 0, to: 13 }, "Tháng phải từ 1 đến 12"),
        (Cadence::On { month: 2, day: 30 }, "không có trong lịch"),
        (Cadence::On { month: 13, day: 1 }, "Tháng phải từ 1 đến 12"),
    ] {
        let issues = owing(cadence.clone(), 2014).check();
        assert!(issues.iter().any(|issue| issue.to_string().contains(words)), "{cadence:?}: {issues:?}");
    }
}

#[test]
fn a_period_that_no_cadence_owes_is_none() {
    for text in [
        "2014-W02..2014-W01",
        "2014-W10..2014-W99",
        "2014-W01..2015-W02",
        "2014-05-32",
        "2014-13-01",
        "2014-10..2014-04/1",
        "2014-W01..2014-W02/1",
    ] {
        assert_eq!(Period::parse(text), None, "{text}");
    }
    assert_eq!(Period::parse("2014-05-19").map(Period::label).as_deref(), Some("ngày 19/5"));
}
