//! The progress report: slots owed, in hand, done and overdue (duty V.4 of the plan).

pub mod desk;
mod missing;

use chrono::NaiveDate;

use crate::calendar::wording;
use crate::fold::capital;
use crate::ledger::{ActivityProgress, Outlook, Progress, SlotState, Tally};
use crate::newsroom::Newsroom;
use crate::page::{Align, Block, Cell, Color, Column, Document, Fonts, Paragraph, Row, Style, Table};
use crate::plan::{Locality, Office};

use super::closing::{closing, leads};
use super::letterhead::{self, Letterhead};
use super::places::{Grid, Head};
use super::print::Issuer;
use super::style::{BODY, HAIRLINE, TABLE, body, bold, italic, regular, span};
use super::{Manuscript, PrintOptions, figures, schedule, sheet};

/// "BÁO CÁO tiến độ thực hiện Kế hoạch …" on A4 portrait, as of the newsroom's day. `from` is the start of
/// the reporting period; what fell due in it is reported separately.
pub fn document(
    newsroom: &Newsroom,
    from: Option<NaiveDate>,
    print: &PrintOptions,
    fonts: &mut Fonts,
) -> Document {
    manuscript(newsroom, from, print, fonts).set(fonts)
}

/// Like [`document`], but not set yet.
pub fn manuscript(
    newsroom: &Newsroom,
    from: Option<NaiveDate>,
    print: &PrintOptions,
    fonts: &mut Fonts,
) -> Manuscript {
    let plan = newsroom.plan();
    let sheet = print.sheet(sheet::portrait());
    let issuer = &print.issuer;
    let progress = match &issuer.mine {
        Some(mine) => newsroom.progress_of(mine),
        None => newsroom.progress(),
    };
    let today = wording::official_date(newsroom.today());
    let office = letterhead::office_of(newsroom, None, issuer.agency.as_deref());
    let mut letterhead = Letterhead::of(newsroom, &office);
    letterhead.number = format!("Số:          {}", symbol(&office));

    let name = plan_name(newsroom);
    let mut subject = vec![format!("Tiến độ thực hiện {name}")];
    if let Some(at) = subject[0].find(" về việc ") {
        let about = subject[0].split_off(at);
        subject.push(about.trim_start().to_owned());
    }
    let period = from.map(|from| schedule::period(from, newsroom.today()));
    let mine = issuer.mine.as_ref().map(|mine| mine.name(plan)).filter(|name| !name.is_empty());
    subject.extend(mine.map(|name| format!("(phần việc của {name})")));
    subject.extend(period.clone());
    subject.push(format!("(tính đến {today})"));
    let mut blocks = vec![letterhead.block(fonts, sheet::text_width(&sheet))];
    blocks.extend(letterhead::title(fonts, "BÁO CÁO", &subject, sheet::text_width(&sheet)));
    blocks.push(Block::Paragraph(body(format!(
        "Thực hiện {name} của {}, {} báo cáo tiến độ tính đến {today} như sau:",
        plan.issuer, letterhead.agency
    ))));

    blocks.push(heading("I. KẾT QUẢ CHUNG"));
    if let Some((from, period)) = from.zip(period) {
        blocks.push(Block::Paragraph(body(in_period(newsroom, issuer, from, &period))));
    }
    blocks.push(Block::Paragraph(body(summary(progress.total))));
    blocks.extend(reach(newsroom, issuer));
    blocks.push(Block::Space(4.0));
    blocks.push(Block::Table(activities(newsroom, &progress, issuer.mine.is_none(), fonts)));
    match (progress.localities.is_empty(), progress.agencies.is_empty()) {
        (false, true) => blocks.push(heading("II. KẾT QUẢ THEO ĐỊA PHƯƠNG")),
        (true, false) => blocks.push(heading("II. KẾT QUẢ THEO CƠ QUAN")),
        (false, false) => blocks.push(heading("II. KẾT QUẢ THEO ĐỊA PHƯƠNG, CƠ QUAN")),
        (true, true) => {}
    }
    if !progress.localities.is_empty() {
        blocks.push(Block::Table(localities(newsroom, &progress, fonts)));
    }
    if !progress.agencies.is_empty() {
        if !progress.localities.is_empty() {
            blocks.push(Block::Space(6.0));
        }
        blocks.push(Block::Table(agencies(newsroom, &progress, fonts)));
    }
    blocks.push(heading("III. NỘI DUNG ĐÃ TUYÊN TRUYỀN"));
    blocks.push(Block::Paragraph(body(coverage(&progress))));
    blocks.push(Block::Space(4.0));
    blocks.push(Block::Table(topics(newsroom, &progress, fonts)));
    blocks.push(Block::Space(4.0));
    blocks.push(Block::Paragraph(body(tones(&progress))));

    blocks.push(heading("IV. CÁC KỲ ĐẾN HẠN CHƯA THỰC HIỆN, CHƯA XÁC NHẬN"));
    let missing = missing::list(newsroom, issuer, |view| view.state == SlotState::Missing);
    blocks.extend(listed(&missing, "Không có kỳ nào đến hạn mà chưa thực hiện."));
    let unconfirmed = missing::list(newsroom, issuer, |view| view.state == SlotState::Unconfirmed);
    if !unconfirmed.is_empty() {
        blocks.push(Block::Paragraph(body("Đã qua ngày phát, đăng nhưng chưa xác nhận:")));
        blocks.extend(listed(&unconfirmed, ""));
    }
    blocks.push(heading("V. CÁC KỲ ĐANG MỞ VÀ SẮP MỞ TRONG 30 NGÀY TỚI CHƯA CÓ BÀI"));
    let waiting = missing::list(newsroom, issuer, |view| view.is_waiting(newsroom.today(), 30));
    let none = match newsroom.obligations().outlook(30, |_| true) {
        _ if newsroom.is_year_over() => format!("Năm {} của Kế hoạch đã hết.", plan.year),
        _ if issuer.mine.is_some() => "Trong 30 ngày tới không còn kỳ nào chưa có bài.".to_owned(),
        Outlook::Idle => "Trong 30 ngày tới không có kỳ nào mở.".to_owned(),
        Outlook::Covered => "Mọi kỳ đang mở và sắp mở trong 30 ngày tới đã có bài.".to_owned(),
        // They are due today and so are in the section before.
        Outlook::Waiting => "Không còn kỳ nào khác ngoài các kỳ đến hạn nêu ở mục IV.".to_owned(),
    };
    blocks.extend(listed(&waiting, &none));
    for (part, number) in desk::parts(newsroom, issuer, from).into_iter().zip(6..) {
        blocks.extend(written(&part, number));
    }
    let last = format!("Trên đây là báo cáo tiến độ thực hiện {}./.", plan.numbered());
    // Keeps the signature on a page with some text.
    blocks.push(Block::Paragraph(Paragraph { keep_with_next: true, space_before: 8.0, ..body(last) }));

    let mut recipients = vec![format!("{} (để báo cáo)", plan.issuer)];
    let shown = progress.activities.iter().filter(|row| row.total.owed > 0 || issuer.mine.is_none());
    recipients.extend(leads(newsroom, shown.map(|row| row.activity.as_str())));
    blocks.push(closing(newsroom, &office, &recipients));
    if let Some(evidence) = desk::evidence(newsroom, issuer, from) {
        blocks.push(Block::PageBreak);
        let about = vec!["Minh chứng của các hoạt động trong kỳ báo cáo".to_owned()];
        blocks.extend(letterhead::title(fonts, "PHỤ LỤC", &about, sheet::text_width(&sheet)));
        blocks.push(evidence.block());
    }

    let title = format!("Báo cáo tiến độ thực hiện {name}");
    print.manuscript(sheet, blocks, title, super::author(newsroom))
}

/// The figures as tables, each with its name: by activity, by body, and those of the other parts.
pub fn appendix(newsroom: &Newsroom, from: Option<NaiveDate>, issuer: &Issuer) -> Vec<(String, Grid)> {
    let plan = newsroom.plan();
    let progress = match &issuer.mine {
        Some(mine) => newsroom.progress_of(mine),
        None => newsroom.progress(),
    };
    let activities = plan.activities.iter().zip(&progress.activities);
    let activities = activities.map(|(activity, row)| (activity.title.clone(), row.total));
    let bodies = progress.localities.iter().chain(&progress.agencies);
    let bodies = bodies.map(|row| (capital(&plan.name_of_asked(&row.id)), row.total));
    let mut grids = vec![
        ("Theo hình thức".to_owned(), counted("Hình thức", activities.collect())),
        ("Theo nơi".to_owned(), counted("Địa bàn, cơ quan", bodies.collect())),
    ];
    let parts = desk::parts(newsroom, issuer, from);
    grids
        .extend(parts.into_iter().filter_map(|part| Some((capital(&part.title.to_lowercase()), part.grid?))));
    grids.extend(desk::evidence(newsroom, issuer, from).map(|grid| ("Minh chứng".to_owned(), grid)));
    grids
}

fn counted(name: &'static str, rows: Vec<(String, Tally)>) -> Grid {
    let head = |name, width, is_number| Head { name, width, is_for_excel: false, is_number };
    let heads = [head("TT", 5, true), head(name, 40, false)];
    let heads = heads.into_iter().chain(COUNTS.map(|name| head(name, 11, true))).collect();
    let row = |((name, tally), at): ((String, Tally), usize)| {
        let counts = counts(tally).map(|count| count.to_string());
        [at.to_string(), name].into_iter().chain(counts).collect()
    };
    Grid { heads, rows: rows.into_iter().zip(1..).map(row).collect(), sum: String::new() }
}

/// A part beside the slots, with its number.
fn written(part: &desk::Part, number: usize) -> Vec<Block> {
    let mut blocks = vec![heading(&format!("{}. {}", desk::roman(number), part.title))];
    blocks.extend(part.said.iter().map(|said| Block::Paragraph(body(said.as_str()))));
    if let Some(grid) = &part.grid {
        blocks.push(Block::Space(4.0));
        blocks.push(grid.block());
        blocks.push(Block::Space(4.0));
    }
    for (name, text) in &part.texts {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        for (at, line) in lines.enumerate() {
            let spans = if at == 0 {
                vec![span(format!("{name}: "), bold(BODY)), span(line, regular(BODY))]
            } else {
                vec![span(line, regular(BODY))]
            };
            blocks.push(Block::Paragraph(super::style::body_of(spans)));
        }
    }
    blocks
}

/// "/BC-SNV", also where the office gives "SNV" alone; dots to fill in by hand where it gives none.
fn symbol(office: &Office) -> String {
    match office.symbol.trim() {
        "" => "/BC-…………".to_owned(),
        symbol if symbol.starts_with('/') => symbol.to_owned(),
        symbol => format!("/BC-{symbol}"),
    }
}

/// "Kế hoạch số 127/KH-UBND ngày 24 tháng 12 năm 2013 về việc tuyên truyền …"
fn plan_name(newsroom: &Newsroom) -> String {
    let plan = newsroom.plan();
    let mut name = plan.numbered();
    if let Some(date) = plan.date {
        name.push(' ');
        name.push_str(&wording::official_date(date));
    }
    let about = plan.title.strip_prefix("Kế hoạch").unwrap_or(&plan.title).trim();
    if !about.is_empty() {
        name.push(' ');
        name.push_str(about);
    }
    name
}

/// How far what hangs and plays reaches, a line for each activity of which places are named.
fn reach(newsroom: &Newsroom, issuer: &Issuer) -> Vec<Block> {
    let is_asked = |activity: &str| issuer.mine.as_ref().is_none_or(|mine| mine.has_activity(activity));
    let lines = newsroom.coverage().into_iter().filter(|coverage| is_asked(&coverage.activity));
    let lines = lines.filter_map(|coverage| {
        let activity = newsroom.plan().activity(&coverage.activity)?;
        let [done, goal] = [coverage.done, coverage.goal()].map(wording::grouped);
        let what = coverage.measure.description();
        let said = format!("{} (mục {}): {done}/{goal} {what}.", activity.short, activity.clause);
        Some(Block::Paragraph(body(said)))
    });
    lines.collect()
}

fn summary(total: Tally) -> String {
    format!(
        "Cả năm phải thực hiện {} kỳ; đến nay {} kỳ đã đến hạn. Đã phát, đăng hoặc tổ chức {} kỳ ({} cả năm), trong \
         đó đúng hạn {} kỳ, trễ {} kỳ; {} kỳ đã qua ngày nhưng chưa xác nhận; {} kỳ đến hạn chưa thực hiện. Chưa đến \
         hạn: đã duyệt {} kỳ, đang soạn hoặc chờ duyệt {} kỳ, chưa có bài {} kỳ.",
        wording::grouped(total.owed),
        wording::grouped(total.due),
        wording::grouped(total.done()),
        share(total.done(), total.owed),
        wording::grouped(total.in_time),
        wording::grouped(total.late),
        wording::grouped(total.unconfirmed),
        wording::grouped(total.missing),
        wording::grouped(total.ready),
        wording::grouped(total.in_hand),
        wording::grouped(total.empty)
    )
}

/// What fell due in the period, and its state.
fn in_period(newsroom: &Newsroom, issuer: &Issuer, from: NaiveDate, period: &str) -> String {
    let obligations = newsroom.obligations();
    let views = obligations.slots.iter().filter(|view| issuer.takes(&view.slot.id));
    let views = views.filter(|view| (from..=newsroom.today()).contains(&view.slot.to));
    let tally = Tally::of(views, newsroom.today());
    format!(
        "{period}: {} kỳ đến hạn; đã phát, đăng hoặc tổ chức đúng hạn {} kỳ, trễ {} kỳ; chưa xác nhận {} kỳ; chưa \
         thực hiện {} kỳ.",
        wording::grouped(tally.due),
        wording::grouped(tally.in_time),
        wording::grouped(tally.late),
        wording::grouped(tally.unconfirmed),
        wording::grouped(tally.missing)
    )
}

fn coverage(progress: &Progress) -> String {
    let uncovered: Vec<&str> =
        progress.topics.iter().filter(|topic| topic.pieces == 0).map(|topic| topic.clause.as_str()).collect();
    let all = progress.topics.len();
    if uncovered.is_empty() {
        return format!("Cả {all} nội dung của Kế hoạch đều đã có bài.");
    }
    format!(
        "Đã có bài cho {}/{all} nội dung của Kế hoạch; chưa có bài cho nội dung tại mục {}.",
        all - uncovered.len(),
        uncovered.join(", ")
    )
}

fn tones(progress: &Progress) -> String {
    let tones = progress.year_tones();
    format!(
        "Trong {} bài đã xếp lịch: {} bài có biểu dương, {} bài có phê phán, {} bài nêu gương cán bộ, công chức, viên \
         chức tận tụy phục vụ nhân dân.",
        wording::grouped(tones.pieces),
        wording::grouped(tones.praise),
        wording::grouped(tones.critique),
        wording::grouped(tones.model_official)
    )
}

const COUNTS: [&str; 9] = [
    "Cả năm",
    "Đến hạn",
    "Đúng hạn",
    "Trễ",
    "Chưa xác nhận",
    "Chưa làm",
    "Đã duyệt",
    "Đang soạn",
    "Còn trống",
];

fn counts(tally: Tally) -> [u32; 9] {
    [
        tally.owed,
        tally.due,
        tally.in_time,
        tally.late,
        tally.unconfirmed,
        tally.missing,
        tally.ready,
        tally.in_hand,
        tally.empty,
    ]
}

fn activities(newsroom: &Newsroom, progress: &Progress, is_whole: bool, fonts: &mut Fonts) -> Table {
    // Of someone's own report, the activities in which they owe nothing are left out.
    let is_shown = |row: &ActivityProgress| is_whole || row.total.owed > 0;
    let rows = newsroom.plan().activities.iter().zip(&progress.activities);
    let rows = rows.filter(|(_, row)| is_shown(row)).map(|(activity, row)| {
        let name = format!("{} ({})", activity.short, activity.clause);
        (name, row.total)
    });
    tally_table("Hình thức tuyên truyền", rows, progress.total, fonts)
}

fn localities(newsroom: &Newsroom, progress: &Progress, fonts: &mut Fonts) -> Table {
    let name = |id: &str| newsroom.plan().locality(id).map_or_else(|| id.to_owned(), Locality::full_name);
    let total = progress.localities.iter().map(|row| row.total).sum();
    let rows = progress.localities.iter().map(|row| (capital(&name(&row.id)), row.total));
    tally_table("Địa bàn", rows, total, fonts)
}

fn agencies(newsroom: &Newsroom, progress: &Progress, fonts: &mut Fonts) -> Table {
    let name = |id: &String| newsroom.plan().agency(id).map_or_else(|| id.clone(), |one| one.name.clone());
    let total = progress.agencies.iter().map(|row| row.total).sum();
    let rows = progress.agencies.iter().map(|row| (name(&row.id), row.total));
    tally_table("Cơ quan", rows, total, fonts)
}

fn tally_table(
    name: &str,
    rows: impl Iterator<Item = (String, Tally)>,
    total: Tally,
    fonts: &mut Fonts,
) -> Table {
    let mut columns = vec![Column::Fixed(28.0), Column::Share(1.0)];
    columns.extend(COUNTS.map(|_| Column::Fixed(37.0)));
    let mut head = vec![cell("TT", bold(TABLE), Align::Center), cell(name, bold(TABLE), Align::Center)];
    head.extend(COUNTS.map(|text| cell(text, bold(TABLE - 1.0), Align::Center)));
    for cell in &mut head {
        cell.is_middle = true;
    }
    let row = |number: String, name: &str, tally: Tally, style: Style| {
        let mut cells = vec![cell(&number, style, Align::Center), cell(name, style, Align::Left)];
        cells.extend(counts(tally).map(|count| {
            // A dash is faster to read than a column of zeros.
            let text = if count == 0 { "–".to_owned() } else { wording::grouped(count) };
            cell(&text, style, Align::Center)
        }));
        Row { cells, ..Row::default() }
    };
    let mut body: Vec<Row> = rows
        .enumerate()
        .map(|(index, (name, tally))| row((index + 1).to_string(), &name, tally, regular(TABLE)))
        .collect();
    if let Some(last) = body.last_mut() {
        last.keep_with_next = true;
    }
    body.push(row(String::new(), "Cộng", total, bold(TABLE)));
    let mut table = Table {
        columns,
        head: vec![Row { cells: head, ..Row::default() }],
        rows: body,
        border: HAIRLINE,
        padding: (3.0, 2.5),
        repeated_cells: 0,
    };
    figures::align(fonts, &mut table, &[0, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    table
}

fn topics(newsroom: &Newsroom, progress: &Progress, fonts: &mut Fonts) -> Table {
    let names = ["Mục", "Nội dung", "Số bài", "Đã phát, đăng"];
    let head = names.map(|text| Cell { is_middle: true, ..cell(text, bold(TABLE), Align::Center) });
    let mut rows = Vec::new();
    for audience in &newsroom.plan().audiences {
        let mut title = cell(&format!("{} {}", audience.clause, audience.title), bold(TABLE), Align::Left);
        title.columns = names.len();
        rows.push(Row {
            cells: vec![title],
            keep_with_next: true,
            fill: Some(Color::gray(0.08)),
            ..Row::default()
        });
        for topic in &audience.topics {
            let (pieces, published) =
                progress.topic(&topic.clause).map_or((0, 0), |row| (row.pieces, row.published));
            let count = |count: u32| if count == 0 { "–".to_owned() } else { wording::grouped(count) };
            rows.push(Row {
                cells: vec![
                    cell(&topic.clause, regular(TABLE), Align::Center),
                    cell(&topic.short, regular(TABLE), Align::Left),
                    cell(&count(pieces), regular(TABLE), Align::Center),
                    cell(&count(published), regular(TABLE), Align::Center),
                ],
                ..Row::default()
            });
        }
    }
    let mut table = Table {
        columns: vec![Column::Fixed(52.0), Column::Share(1.0), Column::Fixed(58.0), Column::Fixed(58.0)],
        head: vec![Row { cells: head.to_vec(), ..Row::default() }],
        rows,
        border: HAIRLINE,
        padding: (4.0, 2.5),
        repeated_cells: 0,
    };
    figures::align(fonts, &mut table, &[2, 3]);
    table
}

fn listed(items: &[missing::Missing], none: &str) -> Vec<Block> {
    if items.is_empty() {
        return vec![Block::Paragraph(body(none))];
    }
    let line = |item: &missing::Missing| {
        let mut paragraph = Paragraph::new(vec![
            span(item.name.clone(), bold(BODY)),
            span(format!(" ({}, {}): ", item.clause, item.lead), italic(BODY)),
            span(format!("{}.", item.periods), regular(BODY)),
        ]);
        paragraph.align = Align::Justify;
        paragraph.label = Some(vec![span("–", regular(BODY))]);
        paragraph.left = 14.0;
        paragraph.label_width = 14.0;
        paragraph.space_after = 3.0;
        Block::Paragraph(paragraph)
    };
    items.iter().map(line).collect()
}

fn heading(text: &str) -> Block {
    Block::Paragraph(Paragraph {
        space_before: 10.0,
        space_after: 4.0,
        keep_with_next: true,
        bookmark: Some(text.to_owned()),
        ..Paragraph::text(text, bold(BODY))
    })
}

fn cell(text: &str, style: Style, align: Align) -> Cell {
    Cell::new(Paragraph { align, line_height: 1.2, ..Paragraph::text(text, style) })
}

/// Whole percents; a small share is not rounded to zero.
fn share(part: u32, whole: u32) -> String {
    if whole == 0 {
        return "0%".to_owned();
    }
    let tenths = (part * 1000 + whole / 2) / whole;
    if tenths.is_multiple_of(10) {
        format!("{}%", tenths / 10)
    } else {
        format!("{},{}%", tenths / 10, tenths % 10)
    }
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn shares_are_written_with_a_comma() {
        for (part, whole, expected) in
            [(0, 0, "0%"), (0, 577, "0%"), (1, 577, "0,2%"), (1, 4, "25%"), (2, 3, "66,7%"), (9, 9, "100%")]
        {
            assert_eq!(share(part, whole), expected, "{part}/{whole}");
        }
    }
}
