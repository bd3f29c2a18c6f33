//! Documents from a whole workspace, as an export or a preview needs them.

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use toasoan::document::schedule::{self, Request};
use toasoan::document::{self, PrintOptions, report};
use toasoan::newsroom::Newsroom;
use toasoan::page::Fonts;
use toasoan::piece::{Format, Piece};
use toasoan::plan::{Plan, Settings};

fn pieces(folder: &Path, found: &mut Vec<Piece>) {
    for path in std::fs::read_dir(folder).expect("the sample workspace").flatten().map(|entry| entry.path()) {
        let extension = path.extension().and_then(|extension| extension.to_str());
        if path.is_dir() {
            pieces(&path, found);
        } else if let Some(format) = extension.and_then(Format::from_extension) {
            let text = std::fs::read_to_string(&path).expect("a sample piece");
            found.push(Piece::parse(&text, format).expect("a sample piece reads"));
        }
    }
}

fn newsroom() -> Newsroom {
    let content = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/content"));
    let read = |name: &str| std::fs::read_to_string(content.join(name)).expect("the sample workspace");
    let mut found = Vec::new();
    pieces(&content.join("pieces"), &mut found);
    Newsroom::new(
        Plan::parse(&read("plan.ron")).expect("the plan reads"),
        Settings::parse(&read("settings.ron")).expect("the settings read"),
        found,
        "2014-03-18".parse().expect("a date"),
    )
}

fn documents(bench: &mut Criterion) {
    let newsroom = newsroom();
    let day = |text: &str| text.parse().expect("a date");
    let year = Request::new(day("2014-01-01"), day("2014-12-31"));
    let month = Request::new(day("2014-03-01"), day("2014-03-31"));
    let mut fonts = Fonts::new();

    let _ = bench.bench_function("year schedule: rows", |bencher| {
        bencher.iter(|| schedule::rows(black_box(&newsroom), &year));
    });
    let _ = bench.bench_function("year schedule: pages", |bencher| {
        bencher
            .iter(|| schedule::document(black_box(&newsroom), &year, &PrintOptions::default(), &mut fonts));
    });
    let _ = bench.bench_function("year schedule: pages, cold fonts", |bencher| {
        bencher.iter(|| {
            schedule::document(black_box(&newsroom), &year, &PrintOptions::default(), &mut Fonts::new())
        });
    });
    let _ = bench.bench_function("month schedule: pages", |bencher| {
        bencher
            .iter(|| schedule::document(black_box(&newsroom), &month, &PrintOptions::default(), &mut fonts));
    });
    let _ = bench.bench_function("report", |bencher| {
        bencher.iter(|| report::document(black_box(&newsroom), None, &PrintOptions::default(), &mut fonts));
    });
    for (name, format) in [("skit", Format::Stage), ("tv script", Format::Av), ("bulletin", Format::Radio)] {
        let longest =
            newsroom.pieces().filter(|piece| piece.format == format).max_by_key(|piece| piece.body.len());
        let Some(piece) = longest else { continue };
        let _ = bench.bench_function(name, |bencher| {
            bencher.iter(|| {
                document::of_piece(
                    black_box(&newsroom),
                    piece,
                    &|_| None,
                    &PrintOptions::default(),
                    &mut fonts,
                )
            });
        });
    }
}

criterion_group!(benches, documents);
criterion_main!(benches);
