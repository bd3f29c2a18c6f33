//! The steps before an airing, and who does what in which week.

use toasoan::calendar::week;
use toasoan::ledger::{Duty, TaskState, tasks, workdays, workload};
use toasoan::newsroom::Newsroom;
use toasoan::piece::{Airing, Header, Outcome, PieceId, Role, Status, Task};
use toasoan::plan::{Settings, TaskStep, TaskTemplate};

use super::{day, plan, sample, slot_id};

/// An outline three weeks ahead, filming seven working days, a check two days ahead.
fn office() -> Settings {
    let step = |id: &str, name: &str, days, is_workdays, role: &str| TaskStep {
        id: id.into(),
        name: name.into(),
        days_before: days,
        is_workdays,
        role: role.into(),
    };
    let steps = vec![
        step("de-cuong", "Đề cương", 21, false, "Biên tập"),
        step("quay", "Quay", 7, true, "Quay phim"),
        step("duyet", "Duyệt", 2, false, ""),
    ];
    Settings {
        tasks: vec![TaskTemplate { activity: "chuyen-muc-cchc".into(), steps, ..TaskTemplate::default() }],
        ..Settings::default()
    }
}

fn script(airings: &[(&str, bool)]) -> Header {
    let mut header = Header::new(PieceId("01".into()), "Một cửa", "chuyen-muc-cchc");
    header.status = Status::Drafting;
    header.people = vec![
        Role { role: "Biên tập".into(), name: "Duyên".into() },
        Role { role: "Quay phim".into(), name: "Tâm".into() },
    ];
    let airing = |(date, is_rerun): &(&str, bool)| Airing {
        date: Some(day(date)),
        is_rerun: *is_rerun,
        ..Airing::undated(slot_id("chuyen-muc-cchc/2014-05/1"))
    };
    header.airings = airings.iter().map(airing).collect();
    header
}

#[test]
fn each_step_has_its_deadline_its_person_and_its_state() {
    let settings = office();
    let open = workdays(2014, &settings);
    let seen = |header: &Header, today: &str| {
        let views = tasks(&settings, &open, header, day(today));
        let one = |view: &toasoan::ledger::TaskView<'_>| (view.by.to_owned(), view.due, view.state);
        views.iter().map(one).collect::<Vec<_>>()
    };
    let due = |text: &str| Some(day(text));

    // 30/4 and 1/5 are holidays, so that seven working days before 8/5 is 25/4.
    let mut header = script(&[("2014-05-08", false), ("2014-05-10", true)]);
    assert_eq!(
        seen(&header, "2014-04-20"),
        [
            ("Duyên".to_owned(), due("2014-04-17"), TaskState::Late),
            ("Tâm".to_owned(), due("2014-04-25"), TaskState::Open),
            (String::new(), due("2014-05-06"), TaskState::Open),
        ]
    );
    // Someone else takes a step over; another was done, but on the 19th nobody knew.
    header.tasks = vec![
        Task { step: "quay".into(), by: "Phúc".into(), done: None },
        Task { step: "de-cuong".into(), by: String::new(), done: due("2014-04-20") },
    ];
    assert_eq!(seen(&header, "2014-04-20")[0].2, TaskState::Done(day("2014-04-20")));
    assert_eq!(seen(&header, "2014-04-19")[0].2, TaskState::Late);
    assert_eq!(seen(&header, "2014-04-20")[1].0, "Phúc");
    // The steps move with the airing.
    header.airings[0].date = due("2014-05-22");
    header.airings[1].date = due("2014-05-24");
    assert_eq!(seen(&header, "2014-04-20")[1].1, due("2014-05-13"));
    header.airings.clear();
    assert_eq!(seen(&header, "2014-04-20")[1], ("Phúc".to_owned(), None, TaskState::Undated));
    // What went out or was dropped asks nothing more of anybody.
    let mut gone = script(&[("2014-05-08", false)]);
    gone.airings[0].outcome =
        Some(Outcome { date: day("2014-05-08"), time: None, seconds: None, note: String::new() });
    assert_eq!(seen(&gone, "2014-05-09"), []);
    assert_eq!(seen(&gone, "2014-05-07").len(), 3, "the day before, it had not gone out");
    gone.status = Status::Dropped;
    assert_eq!(seen(&gone, "2014-05-07"), []);
}

#[test]
fn a_week_shows_what_each_person_does_and_who_has_too_much() {
    let mut settings = office();
    let late = script(&[("2014-05-08", false), ("2014-05-10", true)]);
    let loads = |settings: &Settings, today: &str| {
        let span = (day("2014-04-21"), day("2014-05-11"));
        let found = workload(&plan(), settings, [&late].into_iter(), span, day(today));
        let weeks = found.iter().flat_map(|of| of.weeks.iter().map(move |week| (of, week)));
        weeks
            .map(|(of, week)| {
                let duties =
                    week.assignments.iter().map(|one| one.duty.name().to_owned()).collect::<Vec<_>>();
                (of.person.to_owned(), week.monday, duties.join(", "), of.is_overloaded(week, settings))
            })
            .collect::<Vec<_>>()
    };
    let row = |person: &str, monday: &str, duties: &str, is_over| {
        (person.to_owned(), day(monday), duties.to_owned(), is_over)
    };
    // The outline is late: it counts this week. A rerun asks nobody.
    assert_eq!(
        loads(&settings, "2014-04-22"),
        [
            row("", "2014-05-05", "Duyệt", false),
            row("Duyên", "2014-04-21", "Đề cương", false),
            row("Duyên", "2014-05-05", "Biên tập", false),
            row("Tâm", "2014-04-21", "Quay", false),
            row("Tâm", "2014-05-05", "Quay phim", false),
        ]
    );
    settings.weekly_load = 0;
    let loads = loads(&settings, "2014-04-22");
    assert!(loads.iter().all(|(person, .., is_over)| *is_over != person.is_empty()));
}

/// Every step and role of the sample is somebody's or nobody's, once, in the week it falls in.
#[test]
fn the_sample_gives_each_assignment_once() {
    let newsroom: Newsroom = sample("2014-03-18");
    let (from, to) = (day("2014-01-01"), day("2014-12-31"));
    let headers = newsroom.pieces().map(|piece| &piece.header);
    let found = workload(newsroom.plan(), newsroom.settings(), headers, (from, to), newsroom.today());
    assert!(found.len() > 10);
    let mut seen = std::collections::HashSet::new();
    for of in &found {
        for of_week in &of.weeks {
            for one in &of_week.assignments {
                assert!(seen.insert((of.person, one.day, &one.piece.id, one.duty)), "{one:?}");
                let is_late = matches!(one.duty, Duty::Task(_, TaskState::Late));
                let counted = if is_late { newsroom.today() } else { one.day };
                assert_eq!(week::monday_of(counted), of_week.monday, "{one:?}");
            }
        }
    }
    assert!(seen.iter().any(|(.., duty)| matches!(duty, Duty::Task(_, TaskState::Done(_)))));
}
