//! Setting text on pages, and rendering pages.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use toasoan::page::{
    Align, Block, Cell, Color, Column, Continuation, Face, Fonts, MM, Paragraph, Row, Sheet, Size, Span,
    Style, Table, flow, render,
};

fn style(face: Face, size: f32) -> Style {
    Style { face, size, color: Color::BLACK, is_underlined: false }
}

fn a4() -> Sheet {
    Sheet {
        size: Size::mm(210.0, 297.0),
        margins: [20.0 * MM, 15.0 * MM, 20.0 * MM, 30.0 * MM],
        is_duplex: true,
        header: None,
        footer: None,
    }
}

/// A year's schedule: 550 rows of seven columns, with a day heading for every three.
fn schedule() -> Vec<Block> {
    let cell = |text: &str, face| {
        Cell::new(Paragraph { line_height: 1.2, ..Paragraph::text(text, style(face, 11.0)) })
    };
    let titles = [
        "Thủ tục đất đai một cửa: người dân hỏi, lãnh đạo Sở trả lời về thời hạn cấp giấy chứng nhận",
        "Doanh nghiệp và cải cách thuế: đối thoại trực tiếp",
        "Gương người tốt việc tốt ở bộ phận tiếp nhận và trả kết quả phường An Bình",
    ];
    let mut rows = Vec::new();
    for index in 0..550 {
        if index % 3 == 0 {
            let date = format!("Thứ Ba, ngày {} tháng {} năm 2014", index % 28 + 1, index % 12 + 1);
            let day = Cell { columns: 7, ..cell(&date, Face::SerifBold) };
            rows.push(Row {
                cells: vec![day],
                keep_with_next: true,
                fill: Some(Color::gray(0.08)),
                ..Row::default()
            });
        }
        let cells = vec![
            cell(&format!("{:02}:{:02}", 5 + index % 17, index % 4 * 15), Face::Figures),
            cell("Chuyên mục Cải cách hành chính", Face::Serif),
            cell(&format!("{} (kỳ {index})", titles[index % 3]), Face::Serif),
            cell("15 phút", Face::Serif),
            cell("Phát mới", Face::Serif),
            cell("Nguyễn Thị Ngọc Hân", Face::Serif),
            cell("", Face::Serif),
        ];
        rows.push(Row { cells, may_split: true, ..Row::default() });
    }
    let heads =
        ["Giờ", "Chương trình", "Nội dung", "Thời lượng", "Phát mới / Phát lại", "Phụ trách", "Ghi chú"];
    let head = Row { cells: heads.map(|text| cell(text, Face::SerifBold)).into(), ..Row::default() };
    let columns = vec![
        Column::Fixed(40.0),
        Column::Share(2.0),
        Column::Share(4.0),
        Column::Fixed(60.0),
        Column::Share(1.2),
        Column::Share(1.5),
        Column::Share(1.2),
    ];
    vec![Block::Table(Table {
        columns,
        head: vec![head],
        rows,
        border: 0.5,
        padding: (4.0, 3.0),
        repeated_cells: 0,
    })]
}

/// A skit of about a hundred pages.
fn skit() -> Vec<Block> {
    let lines = [
        "Dạ thưa bác, hồ sơ của bác còn thiếu bản sao giấy chứng nhận. Bác cho con xin thêm một bản ạ.",
        "Trời đất ơi! Tôi đi tới đi lui ba bận rồi đó cô. Bữa thì nói thiếu cái này, bữa thì nói thiếu cái kia. \
         Sao ngay từ đầu cô không nói một lượt cho tôi biết, để tôi khỏi phải chạy từ Thới Lai ra tới đây?",
        "Dạ con xin lỗi bác. Từ nay bác chỉ cần đến một cửa.",
    ];
    let span = |text: &str, face| vec![Span { text: text.to_owned(), style: style(face, 13.0) }];
    (0..1900)
        .map(|index| {
            let mut speech = Paragraph::text(lines[index % 3], style(Face::Serif, 13.0));
            speech.left = 110.0;
            speech.label_width = 110.0;
            speech.label = Some(span(["CÔ MỘT CỬA", "BÀ NGHIỆP"][index % 2], Face::SerifBold));
            speech.break_after_sentence = true;
            speech.space_after = 6.0;
            speech.continuation = Some(Box::new(Continuation {
                foot: span("(còn tiếp)", Face::SerifItalic),
                head: span("BÀ NGHIỆP (tiếp)", Face::SerifBold),
                indent: 0.0,
                number: None,
            }));
            Block::Paragraph(speech)
        })
        .collect()
}

fn article() -> Vec<Block> {
    let text = "Tiếp tục nâng cao nhận thức của cán bộ, công chức, viên chức và nhân dân về ý nghĩa, mục tiêu, tầm \
                quan trọng của việc thực hiện cải cách hành chính, tạo sự thống nhất trong tổ chức thực hiện.";
    vec![Block::Paragraph(Paragraph::text(text.repeat(14), style(Face::Serif, 13.0)).align(Align::Justify))]
}

fn pages(criterion: &mut Criterion) {
    let landscape = Sheet { size: a4().size.landscape(), ..a4() };
    let schedule = schedule();
    let skit = skit();
    let _ = criterion.bench_function("fonts, first word", |bencher| {
        bencher.iter(|| {
            Fonts::new().measure(&[Span { text: "Cần".to_owned(), style: style(Face::Serif, 13.0) }])
        });
    });
    let _ = criterion.bench_function("flow a year's schedule, new fonts", |bencher| {
        bencher.iter(|| flow(&mut Fonts::new(), &landscape, black_box(&schedule)));
    });
    let mut fonts = Fonts::new();
    let _ = criterion.bench_function("flow a year's schedule again", |bencher| {
        bencher.iter(|| flow(&mut fonts, &landscape, black_box(&schedule)));
    });
    let _ = criterion.bench_function("flow a skit of 100 pages", |bencher| {
        bencher.iter(|| flow(&mut Fonts::new(), &a4(), black_box(&skit)));
    });
    let flowed = flow(&mut fonts, &a4(), &article());
    let _ = criterion.bench_function("draw an A4 page of text, new fonts", |bencher| {
        bencher.iter(|| render(&flowed.pages[0], 1.5, &mut Fonts::new()));
    });
    let _ = criterion.bench_function("draw an A4 page of text again", |bencher| {
        bencher.iter(|| render(&flowed.pages[0], 1.5, &mut fonts));
    });
    let flowed = flow(&mut fonts, &landscape, &schedule);
    let _ = criterion.bench_function("draw an A4 page of a table again", |bencher| {
        bencher.iter(|| render(&flowed.pages[0], 1.5, &mut fonts));
    });
}

criterion_group!(benches, pages);
criterion_main!(benches);
