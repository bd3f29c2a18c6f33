//! What each cadence owes.

use chrono::{Datelike, NaiveDate};
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

#[test]
fn a_cadence_is_worded_as_people_do_with_its_slots_counted() {
    for (cadence, per_locality, words) in [
        (Cadence::PerMonth(1), false, "mỗi tháng một kỳ → 12 kỳ"),
        (Cadence::PerMonth(2), false, "mỗi tháng hai kỳ → 24 kỳ"),
        (Cadence::PerMonth(12), false, "mỗi tháng 12 kỳ → 144 kỳ"),
        (Cadence::Weekly, true, "hằng tuần, 9 địa bàn → 468 kỳ (52 × 9)"),
        (Cadence::EveryWeeks(2), false, "hai tuần một lần → 26 kỳ"),
        (Cadence::Quarterly, false, "mỗi quý một lần → 4 kỳ"),
        (Cadence::EveryMonths(6), true, "sáu tháng một lần, 9 địa bàn → 18 kỳ (2 × 9)"),
        (Cadence::Months(vec![4, 8]), false, "tháng 4 và 8 → 2 kỳ"),
        (Cadence::Months(vec![3, 6, 9]), false, "tháng 3, 6 và 9 → 3 kỳ"),
        (Cadence::Window { from: 4, to: 10 }, false, "từ tháng 4 đến tháng 10 → 1 kỳ"),
        (Cadence::Window { from: 9, to: 9 }, false, "trong tháng 9 → 1 kỳ"),
        (Cadence::Times { count: 3, from: 4, to: 10 }, false, "ba lần từ tháng 4 đến tháng 10 → 3 kỳ"),
        (Cadence::On { month: 5, day: 19 }, false, "ngày 19 tháng 5 → 1 kỳ"),
        (Cadence::AtLeastMonthly(2), false, "mỗi tháng ít nhất hai kỳ → 24 kỳ"),
        (Cadence::AtLeast(3), false, "ít nhất ba kỳ trong năm → 3 kỳ"),
        (Cadence::Ongoing, false, "thường xuyên → 1 kỳ"),
    ] {
        let mut plan = owing(cadence, 2014);
        plan.activities[0].per_locality = per_locality;
        let settings = Settings::default();
        assert_eq!(plan.activities[0].owed_words(&plan, &settings), words);
        assert_eq!(plan.owed(&plan.activities[0], &settings).slots, plan.slots(&settings).len(), "{words}");
    }
    // Units that change during the year: no product.
    let mut plan = owing(Cadence::Quarterly, 2014);
    plan.activities[0].per_locality = true;
    plan.activities[0].starts = Some(day("2014-04-01"));
    plan.localities[0].valid_to = Some(day("2014-08-31"));
    let words = plan.activities[0].owed_words(&plan, &Settings::default());
    assert_eq!(words, "mỗi quý một lần, từng địa bàn, bắt đầu từ ngày 01/04/2014 → 25 kỳ");
}

#[test]
fn each_agency_and_each_place_of_a_kind_owes_its_own() {
    use toasoan::plan::LocalityKind::{RuralDistrict, Ward};
    let settings = Settings::default();
    // Of the plan's districts, four are rural.
    let cases: [(bool, &[_], &[&str], usize, &str); 5] = [
        (true, &[RuralDistrict], &[], 96, "mỗi tháng hai kỳ, 4 huyện → 96 kỳ (24 × 4)"),
        (true, &[RuralDistrict, Ward], &[], 96, "mỗi tháng hai kỳ, 4 huyện, phường → 96 kỳ (24 × 4)"),
        (
            false,
            &[],
            &["so-tu-phap", "so-khdt", "bao-can-tho"],
            72,
            "mỗi tháng hai kỳ, 3 cơ quan → 72 kỳ (24 × 3)",
        ),
        (true, &[], &["so-tu-phap", "so-khdt"], 264, "mỗi tháng hai kỳ, 11 đơn vị → 264 kỳ (24 × 11)"),
        // Kinds and agencies without effect.
        (false, &[RuralDistrict], &[], 24, "mỗi tháng hai kỳ → 24 kỳ"),
    ];
    for (per_locality, kinds, agencies, count, words) in cases {
        let mut plan = owing(Cadence::PerMonth(2), 2014);
        let activity = &mut plan.activities[0];
        activity.per_locality = per_locality;
        activity.kinds = kinds.to_vec();
        activity.per_agency = agencies.iter().map(ToString::to_string).collect();
        assert_eq!(plan.check(), [], "{words}");
        assert_eq!(Plan::parse(&plan.to_text()).expect("what was written"), plan, "{words}");
        assert_eq!(plan.activities[0].owed_words(&plan, &settings), words);
        let slots = plan.slots(&settings);
        assert_eq!((slots.len(), plan.owed(&plan.activities[0], &settings).slots), (count, count), "{words}");
        for slot in &slots {
            assert_eq!(slot.id.period(), Some(slot.period), "{}", slot.id);
        }
    }

    let mut plan = owing(Cadence::PerMonth(2), 2014);
    plan.activities[0].per_agency = vec!["so-tu-phap".into(), "so-khdt".into()];
    let slot = plan.slots(&settings).remove(1).id;
    assert_eq!((slot.agency(), slot.locality()), (Some("so-khdt"), None));
    assert_eq!(slot.series(), "chuyen-muc-cchc/2014-01/1");
    assert_eq!(plan.slot_label(&slot), "Chuyên mục CCHC, kỳ 1 tháng 1, Sở KH-ĐT");
    let mentions = plan.mentions_of_agency("so-khdt");
    assert!(mentions.iter().any(|place| place.contains("mỗi cơ quan một kỳ")), "{mentions:?}");
    assert_eq!(plan.without_agency("so-khdt").slots(&settings).len(), 24);

    plan.activities[0].per_agency.extend(["so-tu-phap".into(), "so-la".into()]);
    let issues: Vec<String> = plan.check().iter().map(ToString::to_string).collect();
    assert!(issues.iter().any(|issue| issue.contains("hai lần")), "{issues:?}");
    assert!(issues.iter().any(|issue| issue.contains("so-la")), "{issues:?}");
    plan.activities[0].per_agency.clear();
    plan.activities[0].per_locality = true;
    plan.activities[0].kinds = vec![Ward];
    assert!(plan.check().iter().any(toasoan::plan::PlanIssue::is_gap), "the plan has no ward");
}

/// The days on which the slots of a cadence end, walked through the calendar day by day: nothing of the program's own
/// arithmetic.
fn ends(cadence: &Cadence, year: i32) -> Vec<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(year, 1, 1).expect("a day");
    let days: Vec<NaiveDate> = first.iter_days().take_while(|day| day.year() == year).collect();
    let last = |month: u32| days.iter().copied().filter(|day| day.month() == month).max().expect("a month");
    let months = || (1..=12).map(last).collect::<Vec<_>>();
    let times = |count: u32, day: NaiveDate| vec![day; count as usize];
    let chunks = |ends: Vec<NaiveDate>, of: u32| -> Vec<NaiveDate> {
        ends.chunks(of as usize).filter_map(|chunk| chunk.last().copied()).collect()
    };
    // A week belongs to the year of its Thursday.
    let sundays = || -> Vec<NaiveDate> {
        let thursdays = days.iter().filter(|day| day.weekday() == chrono::Weekday::Thu);
        thursdays.map(|day| *day + chrono::Days::new(3)).collect()
    };
    match cadence {
        Cadence::PerMonth(count) => months()
            .into_iter()
            .flat_map(|end| {
                (1..=*count).map(move |nth| end.with_day(end.day() * nth / count).expect("a day"))
            })
            .collect(),
        Cadence::Weekly => sundays(),
        Cadence::EveryWeeks(weeks) => chunks(sundays(), *weeks),
        Cadence::Quarterly => chunks(months(), 3),
        Cadence::EveryMonths(of) => chunks(months(), *of),
        Cadence::Months(named) => named.iter().map(|month| last(*month)).collect(),
        Cadence::Window { to, .. } => vec![last(*to)],
        Cadence::Times { count, to, .. } => times(*count, last(*to)),
        Cadence::On { month, day } => NaiveDate::from_ymd_opt(year, *month, *day).into_iter().collect(),
        Cadence::AtLeastMonthly(count) => months().into_iter().flat_map(|end| times(*count, end)).collect(),
        Cadence::AtLeast(count) => times(*count, last(12)),
        Cadence::Ongoing => vec![last(12)],
    }
}

#[test]
fn the_counts_are_those_of_a_recount_by_hand() {
    use toasoan::plan::LocalityKind::{Commune, Ward};
    let settings = Settings::default();
    let cadences = [
        Cadence::PerMonth(2),
        Cadence::PerMonth(3),
        Cadence::Weekly,
        Cadence::EveryWeeks(2),
        Cadence::EveryWeeks(5),
        Cadence::Quarterly,
        Cadence::EveryMonths(2),
        Cadence::EveryMonths(6),
        Cadence::Months(vec![4, 8]),
        Cadence::Window { from: 4, to: 10 },
        Cadence::Times { count: 3, from: 2, to: 11 },
        Cadence::On { month: 2, day: 29 },
        Cadence::AtLeastMonthly(2),
        Cadence::AtLeast(3),
        Cadence::Ongoing,
    ];
    let whole = Plan::parse(include_str!("../../fixtures/plan-103-units.ron")).expect("the plan reads");
    for year in [2026, 2027, 2028, 2032] {
        for cadence in &cadences {
            for (per_locality, kinds, agencies, starts) in [
                (false, vec![], vec![], None),
                (false, vec![], vec![], Some("07-15")),
                (true, vec![], vec![], None),
                (true, vec![Commune], vec![], Some("04-01")),
                (true, vec![Ward], vec!["so-noi-vu"], None),
                (false, vec![], vec!["so-noi-vu", "so-tu-phap"], Some("12-31")),
            ] {
                let mut plan = whole.clone();
                plan.year = year;
                plan.activities.truncate(1);
                // A unit that ends within the year, and one that begins in it.
                plan.localities[0].valid_to = NaiveDate::from_ymd_opt(year, 5, 20);
                plan.localities[1].valid_from = NaiveDate::from_ymd_opt(year, 9, 1);
                let activity = &mut plan.activities[0];
                activity.cadence = cadence.clone();
                activity.per_locality = per_locality;
                activity.kinds = kinds;
                activity.per_agency = agencies.into_iter().map(str::to_owned).collect();
                activity.starts = starts.map(|day| format!("{year}-{day}").parse().expect("a day"));
                let activity = &plan.activities[0];
                let mut count = 0;
                for end in ends(cadence, year) {
                    if activity.starts.is_some_and(|starts| end < starts) {
                        continue;
                    }
                    let local = plan.localities.iter().filter(|unit| {
                        unit.parent.is_none()
                            && unit.valid_from.is_none_or(|from| from <= end)
                            && unit.valid_to.is_none_or(|to| end <= to)
                            && (activity.kinds.is_empty() || activity.kinds.contains(&unit.kind))
                    });
                    let local = if per_locality { local.count() } else { 0 };
                    let is_of_city = !per_locality && activity.per_agency.is_empty();
                    count += local + activity.per_agency.len() + usize::from(is_of_city);
                }
                let told = format!("{cadence:?}, {per_locality}, {:?} in {year}", activity.starts);
                assert_eq!(plan.slots(&settings).len(), count, "{told}");
                assert_eq!(plan.owed(activity, &settings).slots, count, "{told}");
            }
        }
    }
}
