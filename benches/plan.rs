//! The time for the plan, its obligations and a month of the calendar.

use std::hint::black_box;

use chrono::{Datelike, NaiveDate};
use criterion::{Criterion, criterion_group, criterion_main};
use toasoan::calendar::{lunar, month_view};
use toasoan::ledger::{Obligations, Progress};
use toasoan::piece::{Airing, Format, Header, Piece, PieceId, Status};
use toasoan::plan::{Plan, Settings};

/// This many pieces in all statuses, assigned to the plan's slots in turn.
fn pieces(plan: &Plan, settings: &Settings, count: usize) -> Vec<Piece> {
    let slots = plan.slots(settings);
    (0..count)
        .map(|index| {
            let slot = &slots[index % slots.len()];
            let id = PieceId(format!("01J{index:023}").into());
            let mut header = Header::new(id, format!("Bài {index}"), slot.id.activity());
            header.status = Status::ALL[index % Status::ALL.len()];
            header.airings = vec![Airing { date: Some(slot.from), ..Airing::undated(slot.id.clone()) }];
            header.topics = vec!["III.2.b".into()];
            Piece::new(header, Format::Av, "")
        })
        .collect()
}

fn plan(c: &mut Criterion) {
    let text = include_str!("../content/plan.ron");
    let plan = Plan::parse(text).expect("the plan in content is sound");
    let settings =
        Settings::parse(include_str!("../content/settings.ron")).expect("the settings in content are sound");
    let today = NaiveDate::from_ymd_opt(2014, 3, 18).expect("a day");

    let _ = c.bench_function("plan/parse", |b| b.iter(|| Plan::parse(black_box(text))));
    let _ = c.bench_function("plan/slots of a year", |b| b.iter(|| black_box(&plan).slots(&settings)));
    for count in [600, 10_000] {
        let pieces = pieces(&plan, &settings, count);
        let _ = c.bench_function(&format!("plan/obligations with {count} pieces"), |b| {
            b.iter(|| {
                Obligations::new(
                    &plan,
                    &settings,
                    black_box(&pieces).iter().map(|piece| &piece.header),
                    today,
                )
            });
        });
        let obligations = Obligations::new(&plan, &settings, pieces.iter().map(|piece| &piece.header), today);
        let _ = c.bench_function(&format!("plan/progress with {count} pieces"), |b| {
            b.iter(|| {
                Progress::new(
                    &plan,
                    black_box(&obligations),
                    pieces.iter().map(|piece| (&piece.header, &*piece.header.tones)),
                )
            });
        });
    }
    let _ = c.bench_function("calendar/month of 42 days", |b| {
        b.iter(|| month_view(black_box(today), &settings.holidays));
    });
    let _ = c.bench_function("calendar/one lunar date", |b| b.iter(|| lunar::from_solar(black_box(today))));
    assert_eq!(month_view(today, &settings.holidays)[22].date.month(), 3);
}

criterion_group!(benches, plan);
criterion_main!(benches);
