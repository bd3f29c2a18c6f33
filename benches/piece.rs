//! What runs on a keystroke in an editor, and what loading a workspace does per file.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use toasoan::piece::{Format, Piece, av::Script, check, stage, timing};
use toasoan::plan::{Plan, Settings};

const PLAN: &str = include_str!("../content/plan.ron");
const SETTINGS: &str = include_str!("../content/settings.ron");
const TV: &str = include_str!(
    "../content/pieces/2014/chuyen-muc-cchc/2014-03-20 Cấp giấy chứng nhận quyền sử dụng đất 018J5A8DH5.av"
);
const HEADER: &str = "(\n    id: \"018J5A8DH5NF2NGG13D14RH1YM\",\n    title: \"Một cửa\",\n    \
    activity: \"chuyen-muc-cchc\",\n    status: Drafting,\n    topics: [\"III.2.b\"],\n    airings: [\n        \
    (slot: \"chuyen-muc-cchc/2014-03/2\", date: \"2014-03-20\", time: \"19:45:00\", minutes: 15),\n    ],\n)\n---\n";

/// A script of about twenty printed pages: 60 rows, 5,400 words.
fn body() -> String {
    let speech = "Sáng 20/3, UBND thành phố cho biết trong quý I/2014 đã giải quyết 12.450 hồ sơ, đạt 97,5 %. \
                  Nhiều hộ dân ở quận Ô Môn phải đi lại ba lần, mỗi lần 15 km, để bổ sung một tờ giấy. ";
    let row = |row: u32| {
        format!(
            "## {row:02}\nMục: Đoạn {row}\nHình: Toàn cảnh bộ phận một cửa\nLời: {}\nGiọng: Ngọc Hân\n\
             Tính chất: phê phán\n\n",
            speech.repeat(2)
        )
    };
    (1..=60).map(row).collect()
}

fn skit() -> String {
    let scene = ".CẢNH – SÂN NHÀ\n\nGà gáy.\n\nÔNG TƯ (cười)\n(đo đất)\nMười tám, mười chín, hai mươi bước!\n\n\
                 BÀ TƯ\nÔng đo hoài mà không mỏi cẳng sao?\n\n";
    format!(
        "# Nhân vật\n\n!- ÔNG TƯ | nông dân | 62 tuổi\n!- BÀ TƯ | vợ | 60 tuổi\n\n# Nội dung\n\n{}",
        scene.repeat(80)
    )
}

fn bench(c: &mut Criterion) {
    let (body, skit) = (body(), skit());
    let text = format!("{HEADER}{body}");
    let plan = Plan::parse(PLAN).expect("the plan reads");
    let settings = Settings::parse(SETTINGS).expect("the settings read");
    let piece = Piece::parse(&text, Format::Av).expect("the sample reads");
    let mut renamed = piece.clone();
    renamed.header.title.push_str(" liên thông");
    let script = Script::parse(&body);
    let real = Script::parse(TV.split_once("\n---\n").map_or(TV, |(_, body)| body));

    let _ = c
        .bench_function("piece: read a file", |b| b.iter(|| Piece::parse(black_box(&text), Format::Av)))
        .bench_function("piece: write a file", |b| b.iter(|| black_box(&renamed).to_text()))
        .bench_function("script: read 20 pages", |b| b.iter(|| Script::parse(black_box(&body))))
        .bench_function("script: time 20 pages", |b| b.iter(|| black_box(&script).running(&settings)))
        .bench_function("script: time a real quarter of an hour", |b| {
            b.iter(|| black_box(&real).running(&settings));
        })
        .bench_function("timing: read out 20 pages", |b| b.iter(|| timing::spoken(black_box(&body))))
        .bench_function("stage: read 20 pages", |b| b.iter(|| stage::parse(black_box(&skit))))
        .bench_function("check: a script of 20 pages", |b| {
            b.iter(|| check::piece(black_box(&piece), &plan, &settings));
        });
}

criterion_group!(benches, bench);
criterion_main!(benches);
