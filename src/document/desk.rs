//! Letters of the office that reports (V.4, IV.9): a reminder to each body whose part of the report is late, one to each
//! organisation that has not answered, a body's return form.

use chrono::NaiveDate;

use crate::calendar::wording;
use crate::fold::lowercase_first;
use crate::newsroom::Newsroom;
use crate::page::{Align, Block, Column, Fonts, Row};
use crate::plan::Locality;

use super::closing::conclude;
use super::letterhead::{Letterhead, line, number, office_of};
use super::paper::{cell, said, table};
use super::style::{BODY, regular};
use super::{Manuscript, PrintOptions, author, schedule, sheet};

/// Which paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// "Công văn đôn đốc", one for each body that has not reported on a period.
    Reports { from: NaiveDate, to: NaiveDate },
    /// One for each organisation that was invited and has not said what it takes on; only these, or all.
    Organisations(Vec<String>),
    /// A body's return form, a workbook.
    Form { from: NaiveDate, to: NaiveDate, body: String },
}

impl Request {
    /// The document's title, and the suggested name of its file.
    pub fn title(&self, newsroom: &Newsroom) -> String {
        match self {
            Self::Reports { from, to } => {
                format!("Công văn đôn đốc báo cáo {}", lowercase_first(&schedule::period(*from, *to)))
            }
            Self::Organisations(_) => "Công văn nhắc Mặt trận, đoàn thể".to_owned(),
            Self::Form { from, to, body } => format!(
                "Phiếu báo cáo {}, {}",
                newsroom.plan().name_of_asked(body),
                lowercase_first(&schedule::period(*from, *to))
            ),
        }
    }
}

/// The letters; a form has none.
pub fn manuscript(
    newsroom: &Newsroom,
    request: &Request,
    print: &PrintOptions,
    fonts: &mut Fonts,
) -> Manuscript {
    let sheet = print.sheet(sheet::portrait());
    let width = sheet::text_width(&sheet);
    let office = office_of(newsroom, None, print.issuer.agency.as_deref());
    let plan = newsroom.plan();
    let issuer = if office.name.is_empty() { plan.issuer.clone() } else { office.name.clone() };
    let mut blocks = Vec::new();
    let mut letter = |subject: &str, to: &str, words: Vec<Block>, fonts: &mut Fonts| {
        if !blocks.is_empty() {
            blocks.push(Block::PageBreak);
        }
        let mut head = Letterhead::of(newsroom, &office);
        head.number = format!("{}\nV/v {subject}", number(&office, ""));
        blocks.push(head.block(fonts, width));
        blocks.push(Block::Space(14.0));
        blocks.push(line(format!("Kính gửi: {to}"), regular(BODY + 1.0)));
        blocks.push(Block::Space(8.0));
        blocks.extend(words);
        conclude(&mut blocks, newsroom, &office, &["Như trên".to_owned()]);
    };
    match request {
        Request::Reports { from, to } => {
            let period = lowercase_first(&schedule::period(*from, *to));
            for late in newsroom.returns((*from, *to)).into_iter().filter(|one| one.received.is_none()) {
                let name = full_name(newsroom, &late.body);
                let mut words = vec![said(format!(
                    "Thực hiện {}, các cơ quan, địa phương báo cáo kết quả {period} về {issuer} để tổng hợp. Đến hết {}, \
                     {issuer} chưa nhận được báo cáo của {name}.",
                    plan.numbered(),
                    wording::plain_date(newsroom.today())
                ))];
                let owed = owed(newsroom, &late.body, (*from, *to));
                if !owed.is_empty() {
                    words.push(said("Theo Kế hoạch, trong kỳ này còn những việc sau chưa ghi nhận kết quả:"));
                    words.push(table(
                        vec![Column::Fixed(30.0), Column::Share(1.0), Column::Fixed(76.0)],
                        &["TT", "Việc", "Đến hạn"].map(str::to_owned),
                        owed,
                    ));
                }
                words.push(said(
                    "Kính đề nghị ghi phiếu báo cáo đã gửi kèm, gửi lại trong ba ngày làm việc; việc chưa làm được xin nêu rõ \
                     lý do và ngày làm.",
                ));
                letter("đôn đốc báo cáo", &name, words, fonts);
            }
        }
        Request::Organisations(ids) => {
            let wanted = |id: &String| ids.is_empty() || ids.contains(id);
            let waiting = newsroom.duties().organisations.iter().filter(|one| {
                wanted(&one.id) && (!ids.is_empty() || (one.invited.is_some() && one.took_on.is_empty()))
            });
            for one in waiting {
                let invited =
                    one.invited.map_or_else(String::new, |day| format!(" ngày {}", wording::date(day)));
                let mut words = vec![said(format!(
                    "{issuer} đã mời{invited} {} phối hợp tham gia, có kế hoạch tuyên truyền cải cách hành chính lồng ghép bằng \
                     nhiều hình thức theo mục IV.9 {}.",
                    one.name,
                    plan.numbered()
                ))];
                words.push(said(if one.took_on.is_empty() {
                    "Kính mong sớm cho biết việc nhận làm, người đầu mối và thời gian để đưa vào lịch chung.".to_owned()
                } else {
                    format!(
                        "Việc đã nhận: {}. Kính mong cho biết kết quả, gửi ảnh hoặc bài đã thực hiện để tổng hợp.",
                        one.took_on.trim_end_matches('.')
                    )
                }));
                letter("phối hợp tuyên truyền", &one.name, words, fonts);
            }
        }
        Request::Form { .. } => {}
    }
    if blocks.is_empty() {
        blocks.push(said("Không có nơi nào phải nhắc."));
    }
    print.manuscript(sheet, blocks, request.title(newsroom), author(newsroom))
}

/// "Ủy ban nhân dân quận Ô Môn", "Sở Văn hóa, Thể thao và Du lịch".
fn full_name(newsroom: &Newsroom, id: &str) -> String {
    let plan = newsroom.plan();
    let locality = plan.locality(id).map(|one| format!("Ủy ban nhân dân {}", Locality::full_name(one)));
    let agency = || plan.agency(id).map(|one| one.name.clone());
    locality.or_else(agency).unwrap_or_else(|| id.to_owned())
}

/// The slots that a body leads, due in the period and not done; at most as many as a page holds.
fn owed(newsroom: &Newsroom, body: &str, (from, to): (NaiveDate, NaiveDate)) -> Vec<Row> {
    const MOST: usize = 18;
    let plan = newsroom.plan();
    let leads = |activity: &str| {
        plan.activity(activity)
            .is_some_and(|one| one.lead.iter().any(|lead| lead == body) && !one.per_locality)
    };
    let is_own = |view: &&crate::ledger::SlotView| {
        let slot = &view.slot.id;
        let own = slot.locality() == Some(body) || slot.agency() == Some(body) || leads(slot.activity());
        own && (from..=to).contains(&view.slot.to)
            && !view.state.is_done()
            && view.slot.to <= newsroom.today()
    };
    let views = newsroom.obligations().slots.iter().filter(is_own);
    let row = |(view, number): (&crate::ledger::SlotView, usize)| Row {
        cells: vec![
            cell(number.to_string(), Align::Center),
            cell(view.label(plan), Align::Left),
            cell(wording::date(view.slot.to), Align::Center),
        ],
        ..Row::default()
    };
    views.take(MOST).zip(1..).map(row).collect()
}
