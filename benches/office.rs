//! A skit of a hundred pages as a Word file, written and read; beside pandoc on the same file, where it is installed.

use std::hint::black_box;
use std::path::Path;
use std::process::{Command, Stdio};

use criterion::{Criterion, criterion_group, criterion_main};
use toasoan::document::{PrintOptions, stage};
use toasoan::export::docx;
use toasoan::import::{self, Decoders};
use toasoan::newsroom::Newsroom;
use toasoan::page::Fonts;
use toasoan::piece::{Format, Header, Piece, PieceId};
use toasoan::plan::{Plan, Settings};
use toasoan::store;

const PAGES: usize = 100;

fn office(bench: &mut Criterion) {
    let content = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/content"));
    let read = |name: &str| std::fs::read_to_string(content.join(name)).expect("the sample workspace");
    let newsroom = Newsroom::new(
        Plan::parse(&read("plan.ron")).expect("the plan reads"),
        Settings::parse(&read("settings.ron")).expect("the settings read"),
        [],
        "2014-03-18".parse().expect("a date"),
    );
    let skits = std::fs::read_dir(content.join("pieces/2014/tieu-pham")).expect("the skits").flatten();
    let mut paths: Vec<_> = skits.map(|entry| entry.path()).collect();
    paths.sort();
    let text = std::fs::read_to_string(&paths[0]).expect("a skit");
    let sample = Piece::parse(&text, Format::Stage).expect("a skit reads");
    let (print, fonts) = (PrintOptions::default(), &mut Fonts::new());
    let header = Header::new(PieceId("0000000000000000000000".into()), "Một trăm trang", "tieu-pham");
    let mut skit = Piece::new(header, Format::Stage, sample.body.to_string());
    while stage::manuscript(&newsroom, &skit, &print, fonts).set(fonts).pages.len() < PAGES {
        let content = sample.body.split_once("# Nội dung").map_or("", |(_, content)| content);
        skit.body.push_str(content);
    }
    let bytes = docx::write(&stage::manuscript(&newsroom, &skit, &print, fonts), fonts).expect("a Word file");
    if let Ok(path) = std::env::var("TOASOAN_BENCH_DOCX") {
        std::fs::write(path, &bytes).expect("the file for others");
    }
    let _ = bench.bench_function("100-page skit: body to .docx", |bencher| {
        bencher.iter(|| docx::write(&stage::manuscript(&newsroom, black_box(&skit), &print, fonts), fonts));
    });
    let decoders = Decoders { text: &store::foreign_text, font: &store::from_old_font };
    let read = || {
        let source = import::open("kịch.docx", black_box(&bytes), decoders).expect("it is read");
        import::draft(&source, import::guess(&source), &|_| 240)
    };
    let back = read().body;
    assert!(back.len() * 10 > skit.body.len() * 9, "{} of {} bytes came back", back.len(), skit.body.len());
    let _ = bench.bench_function("100-page skit: .docx to body", |bencher| bencher.iter(read));
    if Command::new("pandoc").arg("--version").stdout(Stdio::null()).status().is_err() {
        println!("pandoc is not installed: only the program is measured");
        return;
    }
    let folder = tempfile::TempDir::new().expect("a folder");
    let [word, text, again] = ["kịch.docx", "kịch.md", "lại.docx"].map(|name| folder.path().join(name));
    std::fs::write(&word, &bytes).expect("the Word file");
    let pandoc = |from: &Path, to: &Path| {
        let done = Command::new("pandoc").arg(from).arg("-o").arg(to).status().expect("pandoc runs");
        assert!(done.success() && std::fs::metadata(to).is_ok_and(|file| file.len() > 10_000));
    };
    let mut group = bench.benchmark_group("pandoc");
    let _ = group.sample_size(10);
    let _ = group.bench_function("the same .docx to Markdown", |bencher| {
        bencher.iter(|| pandoc(&word, &text));
    });
    let _ = group.bench_function("that Markdown to .docx", |bencher| {
        bencher.iter(|| pandoc(&text, &again));
    });
    group.finish();
}

criterion_group!(benches, office);
criterion_main!(benches);
