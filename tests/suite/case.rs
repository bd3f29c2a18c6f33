//! What people raise: who owes an answer by when, and two offices at one case.

use chrono::NaiveDate;
use proptest::prelude::*;
use toasoan::case::{Case, State, Step, StepKind};
use toasoan::fold::Query;
use toasoan::ledger::{CaseClock, CaseTally, CaseTiming, CaseView, case_tallies, grievances, workdays};
use toasoan::plan::{CaseSource, Deadline, Settings};
use toasoan::record::{self, Record};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn step(kind: StepKind, date: &str, agency: Option<&str>) -> Step {
    let id = format!("{date} {kind:?}");
    Step { agency: agency.map(str::to_owned), ..Step::new(&id, kind, day(date)) }
}

fn letter(id: &str, received: &str, steps: &[Step]) -> Case {
    let mut case = Case { topic: format!("Thư {id}"), ..Case::new(id, day(received)) };
    for step in steps {
        case.add(step.clone());
    }
    case
}

#[test]
fn the_state_follows_from_the_steps_as_of_each_day() {
    use StepKind::{Answered, Closed, Forwarded, NotCompetent, Published, Reminded};
    // Received on Monday 3/3; ten working days later is Monday 17/3.
    let steps = [
        step(Forwarded, "2014-03-05", Some("so-tnmt")),
        step(Reminded, "2014-03-10", None),
        step(NotCompetent, "2014-03-12", Some("o-mon")),
        step(Answered, "2014-03-18", None),
        step(Published, "2014-03-24", None),
        step(Closed, "2014-03-25", None),
    ];
    let case = letter("01", "2014-03-03", &steps);
    let settings = Settings::default();
    let workdays = workdays(2014, &settings);
    let timing = |case: &Case, today: &str| {
        let clock = CaseClock { settings: &settings, workdays: &workdays, today: day(today) };
        clock.view(case).map(|view| (view.state, view.agency.to_owned(), view.timing))
    };
    for (today, state, agency, expected) in [
        ("2014-03-04", State::New, "o-mon", CaseTiming::Open),
        ("2014-03-05", State::Forwarded, "so-tnmt", CaseTiming::Open),
        ("2014-03-11", State::Forwarded, "so-tnmt", CaseTiming::Open),
        ("2014-03-12", State::Forwarded, "o-mon", CaseTiming::Soon),
        ("2014-03-17", State::Forwarded, "o-mon", CaseTiming::Soon),
        ("2014-03-18", State::Answered, "o-mon", CaseTiming::AnsweredLate),
        ("2014-03-24", State::Published, "o-mon", CaseTiming::AnsweredLate),
        ("2014-12-31", State::Closed, "o-mon", CaseTiming::AnsweredLate),
    ] {
        assert_eq!(timing(&case, today), Some((state, agency.to_owned(), expected)), "{today}");
    }
    assert_eq!(timing(&case, "2014-03-02"), None, "it was not there yet");
    // A promise has a day of its own; praise needs no answer; what is raised again is answered there.
    let promise = Case { due: Some(day("2014-03-31")), ..letter("02", "2014-03-03", &steps[..1]) };
    let praise = Case { is_praise: true, ..promise.clone() };
    let twin = Case { duplicate_of: Some("01".into()), ..promise.clone() };
    for (case, expected) in [
        (&promise, [CaseTiming::Soon, CaseTiming::Overdue]),
        (&praise, [CaseTiming::NotOwed; 2]),
        (&twin, [CaseTiming::NotOwed; 2]),
    ] {
        let seen = ["2014-03-31", "2014-04-01"].map(|today| timing(case, today).expect("it is there").2);
        assert_eq!(seen, expected, "{case:?}");
    }
    // A forwarded answer is owed anew; not competent without another agency waits for one.
    let again = letter(
        "03",
        "2014-03-03",
        &[steps[0].clone(), steps[3].clone(), step(Forwarded, "2014-03-20", Some("so-noi-vu"))],
    );
    assert_eq!(
        timing(&again, "2014-03-20"),
        Some((State::Forwarded, "so-noi-vu".into(), CaseTiming::Overdue))
    );
    let nobody = letter("04", "2014-03-03", &[steps[0].clone(), step(NotCompetent, "2014-03-06", None)]);
    assert_eq!(nobody.state(day("2014-03-06")), State::New);
}

#[test]
fn days_to_answer_are_working_days_of_the_source() {
    let mut settings = Settings::default();
    settings.cases.deadlines = vec![Deadline { source: CaseSource::Box, days: 2 }];
    let workdays = workdays(2014, &settings);
    let clock = CaseClock { settings: &settings, workdays: &workdays, today: day("2014-12-31") };
    for (source, received, due) in [
        (CaseSource::Box, "2014-03-20", "2014-03-24"),
        (CaseSource::Telephone, "2014-03-20", "2014-03-27"),
        // 30/4 and 1/5 are holidays.
        (CaseSource::Box, "2014-04-29", "2014-05-05"),
        (CaseSource::Letter, "2014-03-03", "2014-03-17"),
    ] {
        let case = Case { source, ..letter("01", received, &[]) };
        assert_eq!(clock.due(&case), Some(day(due)), "{source:?} {received}");
    }
    assert_eq!(record::read::<Settings>(&record::write(&settings)).as_ref(), Ok(&settings));
    assert!(!record::write(&Settings::default()).contains("cases"), "nothing is written that is usual");
}

#[test]
fn counts_go_by_agency_and_month_and_the_ranking_by_procedure_and_locality() {
    use StepKind::{Answered, Forwarded};
    let settings = Settings::default();
    let workdays = workdays(2014, &settings);
    let clock = CaseClock { settings: &settings, workdays: &workdays, today: day("2014-03-31") };
    let asked = |id: &str, received: &str, agency: &str, answered: Option<&str>, place: &str| {
        let forwarded = step(Forwarded, received, Some(agency));
        let answer = answered.map(|date| step(Answered, date, None));
        let steps: Vec<Step> = std::iter::once(forwarded).chain(answer).collect();
        Case {
            field: "dat-dai".into(),
            procedure: "Tách thửa".into(),
            locality: place.into(),
            ..letter(id, received, &steps)
        }
    };
    let cases = [
        asked("01", "2014-02-03", "so-tnmt", Some("2014-02-10"), "o-mon"),
        asked("02", "2014-02-03", "so-tnmt", Some("2014-03-20"), "o-mon"),
        asked("03", "2014-02-24", "so-tnmt", None, "co-do"),
        asked("04", "2014-03-25", "so-tnmt", None, "o-mon"),
        Case { is_praise: true, ..asked("05", "2014-03-25", "o-mon", None, "o-mon") },
        Case { duplicate_of: Some("03".into()), ..asked("06", "2014-03-25", "so-tnmt", None, "co-do") },
        Case { procedure: String::new(), field: "ho-tich".into(), ..letter("07", "2014-03-25", &[]) },
        asked("08", "2014-04-01", "so-tnmt", None, "o-mon"),
    ];
    let views: Vec<CaseView<'_>> = cases.iter().filter_map(|case| clock.view(case)).collect();
    let all = CaseTally::of(&views);
    let expected =
        CaseTally { received: 6, in_time: 1, late: 1, open: 3, overdue: 1, praise: 1, duplicates: 1 };
    assert_eq!(all, expected, "what came later is not counted");
    assert_eq!(all.received, all.in_time + all.late + all.open + all.praise);
    let by = case_tallies(&views);
    let february =
        CaseTally { received: 3, in_time: 1, late: 1, open: 1, overdue: 1, ..CaseTally::default() };
    assert_eq!(by[&("so-tnmt", (2014, 2))], february);
    assert_eq!((by[&("so-tnmt", (2014, 3))].open, by[&("", (2014, 3))].received), (1, 1));
    let ranking = grievances(&views);
    assert_eq!((ranking[0].procedure, ranking[0].count, ranking[0].overdue), ("Tách thửa", 5, 1));
    assert_eq!(ranking[0].localities, [("o-mon", 3), ("co-do", 2)]);
    assert_eq!((ranking[1].field, ranking[1].count), ("ho-tich", 1));
}

#[test]
fn a_search_finds_without_diacritics_what_was_said_answered_and_numbered() {
    let mut case = letter("01", "2014-03-03", &[]);
    case.person = "Bà Tăng Thị Cúc".into();
    case.text = "Mùng tám tôi ra phường xin chứng thực".into();
    case.add(Step {
        number: "112/UBND-TNMT".into(),
        text: "Quận nhận lỗi".into(),
        ..step(StepKind::Answered, "2014-03-10", None)
    });
    let text = case.search_text();
    for query in ["tang thi cuc", "CHỨNG THỰC", "phuong mung", "112/ubnd", "nhan loi"] {
        assert!(Query::new(query).matches_folded(&text), "{query}");
    }
    assert!(!Query::new("hộ chiếu").matches_folded(&text));
}

fn steps() -> impl Strategy<Value = Vec<(u8, u32, String)>> {
    prop::collection::vec((0..6_u8, 1..28_u32, "[a-zđ ]{0,8}"), 0..4)
}

fn edited(base: &Case, office: &str, added: &[(u8, u32, String)]) -> Case {
    let mut case = base.clone();
    for (at, (kind, date, text)) in added.iter().enumerate() {
        let date = NaiveDate::from_ymd_opt(2014, 3, *date).expect("a day");
        let kind = StepKind::ALL[usize::from(*kind)];
        case.add(Step { text: text.clone(), ..Step::new(&format!("{office}{at}"), kind, date) });
    }
    case
}

proptest! {
    /// Two offices edit one case at once: the steps of both stand, whoever saves first, and so do fields that
    /// one of them changed.
    #[test]
    fn what_two_offices_do_at_once_both_stands(
        before in steps(), mine in steps(), theirs in steps(), contact in "[0-9 ]{0,9}", procedure in "[a-zđ ]{0,9}",
    ) {
        let base = edited(&letter("01HQ0000000000000000000011", "2014-03-01", &[]), "chung", &before);
        let mine = Case { contact: contact.clone(), ..edited(&base, "ta", &mine) };
        let theirs = Case { procedure: procedure.clone(), ..edited(&base, "họ", &theirs) };
        let mut seen = Vec::new();
        for (one, other) in [(&mine, &theirs), (&theirs, &mine)] {
            let merged = record::merge(&base, one, other);
            prop_assert!(merged.conflicts.is_empty(), "{:?}", merged.conflicts);
            let case = merged.record;
            for step in mine.steps.iter().chain(&theirs.steps) {
                prop_assert!(case.steps.contains(step), "{:?} is gone", step);
            }
            let added = mine.steps.len() + theirs.steps.len() - base.steps.len();
            prop_assert_eq!(case.steps.len(), added);
            prop_assert_eq!((&case.contact, &case.procedure), (&contact, &procedure));
            prop_assert_eq!(&record::parse::<Case>(&record::to_text(&case)), &Ok(case.clone()));
            seen.push(case.state(day("2014-03-31")) == State::New);
        }
        prop_assert_eq!(seen[0], seen[1], "both see whether somebody was asked");
    }
}

#[test]
fn a_case_of_a_newer_version_keeps_what_is_unknown() {
    let text = record::to_text(&letter("01", "2014-03-03", &[]));
    let text = text.replacen("topic:", "mức_độ: 3,\n    topic:", 1);
    let mut case: Case = record::parse(&text).expect("it reads");
    case.person = "Bà Cúc".into();
    let written = record::update(&text, &case, Case::KEYS);
    assert!(written.contains("mức_độ: 3") && written.contains("Bà Cúc"), "{written}");
}
