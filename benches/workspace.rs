//! Opening, rescanning and saving: 500 pieces of the size of a TV script.

use std::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use tempfile::TempDir;
use toasoan::piece::{Airing, Format, Header, Piece, PieceId};
use toasoan::plan::{Plan, Settings, SlotId};
use toasoan::workspace::{Known, Workspace};

const PIECES: usize = 500;

fn piece(number: usize) -> Piece {
    // The whole id tells them apart: their names begin with it.
    let id = PieceId(format!("{number:010}HQ00000000000001"));
    let mut header = Header::new(id, format!("Một cửa liên thông, kỳ {number}"), "chuyen-muc-cchc");
    let slot = SlotId(format!("chuyen-muc-cchc/2014-{:02}/{}", number % 12 + 1, number % 2 + 1));
    header.airings = vec![Airing { date: "2014-03-20".parse().ok(), ..Airing::undated(slot) }];
    let mut body = String::new();
    for row in 1..=20 {
        body.push_str(&format!(
            "## {row:02}\nHình: Toàn cảnh Bộ phận một cửa, bà con ngồi chờ tới lượt.\n\
             Lời: Sáng nay, ông Bảy mang hồ sơ đất đến nộp, kèm một câu hỏi mà ai cũng muốn hỏi.\nGiọng: Ngọc Hân\n\n"
        ));
    }
    Piece::new(header, Format::Av, body)
}

fn workspace() -> (TempDir, Workspace) {
    let folder = TempDir::new().expect("a folder");
    let plan = Plan::parse(include_str!("../content/plan.ron")).expect("the plan");
    let workspace = Workspace::create(folder.path(), &plan, &Settings::default()).expect("a workspace");
    let shelf = folder.path().join("pieces/2014/chuyen-muc-cchc");
    std::fs::create_dir_all(&shelf).expect("a folder");
    for number in 0..PIECES {
        std::fs::write(shelf.join(format!("{number:010}.av")), piece(number).to_text()).expect("a write");
    }
    (folder, workspace)
}

fn bench(criterion: &mut Criterion) {
    let (folder, workspace) = workspace();
    let mut group = criterion.benchmark_group("workspace");
    let _ = group.sample_size(20);
    let _ = group.bench_function("open 500 pieces", |bencher| {
        bencher.iter(|| black_box(Workspace::open(folder.path()).expect("an open workspace")).pieces.len());
    });
    // Times are settled only after a while; until then a rescan reads the files again.
    std::thread::sleep(std::time::Duration::from_secs(3));
    let opened = Workspace::open(folder.path()).expect("an open workspace");
    let known = Known::of(&opened.pieces, opened.settings_stamp);
    let _ = group.bench_function("rescan 500 pieces unchanged", |bencher| {
        bencher.iter(|| black_box(workspace.rescan(&known)).len());
    });
    let mut stored = workspace.save(piece(PIECES), None).expect("a save");
    let mut count = 0;
    let _ = group.bench_function("save a piece durably, its old content kept", |bencher| {
        bencher.iter_batched(
            || {
                count += 1;
                Piece {
                    body: format!("{}\n## 99\nLời: {count}\n", stored.piece.body),
                    ..stored.piece.clone()
                }
            },
            |piece| {
                let previous = (stored.path.clone(), stored.stamp);
                let saved = workspace.save(piece, Some(previous)).expect("a save");
                // The next save grows from the same body.
                stored.stamp = saved.stamp;
            },
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
