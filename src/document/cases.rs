//! The papers on cases: the transfer and the reminder to an agency, the register, what is overdue by agency, and the
//! answer to the person (plan 127, IV.2.c; layout as in Decree 30/2020, appendix I and III).

mod register;

use std::collections::BTreeMap;

use crate::calendar::wording;
use crate::case::StepKind;
use crate::fold::capital;
use crate::ledger::{CaseTiming, CaseView};
use crate::newsroom::Newsroom;
use crate::page::{Align, Block, Cell, Column, Document, Fonts, Paragraph, Sheet};
use crate::plan::{Office, Plan};

use super::closing::{closing, conclude};
use super::head::end_with;
use super::letterhead::{self, Letterhead, line, office_of};
use super::paper::{register, row};
use super::style::{BODY, TABLE, body, bold, italic, regular};
use super::{Manuscript, PrintOptions, author, sheet};

/// Which paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paper {
    /// "Sổ theo dõi": all cases, a row each, without the people who raised them.
    #[default]
    Register,
    /// "Phiếu chuyển": a paper for each agency.
    Transfer,
    /// "Công văn nhắc": a paper for each agency that has not answered.
    Reminder,
    /// "Danh sách quá hạn theo cơ quan".
    Overdue,
    /// "Thông báo trả lời" to each person.
    Answer,
}

impl Paper {
    pub const ALL: [Self; 5] = [Self::Register, Self::Transfer, Self::Reminder, Self::Overdue, Self::Answer];

    pub fn id(self) -> &'static str {
        match self {
            Self::Register => "so",
            Self::Transfer => "chuyen",
            Self::Reminder => "nhac",
            Self::Overdue => "qua-han",
            Self::Answer => "tra-loi",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Register => "Sổ theo dõi ý kiến",
            Self::Transfer => "Phiếu chuyển ý kiến",
            Self::Reminder => "Công văn nhắc trả lời",
            Self::Overdue => "Danh sách quá hạn theo cơ quan",
            Self::Answer => "Thông báo trả lời",
        }
    }

    /// Whether it is about the cases chosen, not about all that belong on it.
    pub fn is_of_some(self) -> bool {
        matches!(self, Self::Transfer | Self::Reminder | Self::Answer)
    }

    /// Whether a case belongs on it, if it is not named.
    fn takes(self, view: &CaseView<'_>) -> bool {
        match self {
            Self::Register => true,
            Self::Transfer => view.timing.is_open() && !view.agency.is_empty(),
            Self::Reminder => {
                matches!(view.timing, CaseTiming::Overdue | CaseTiming::Soon) && !view.agency.is_empty()
            }
            Self::Overdue => view.timing == CaseTiming::Overdue,
            Self::Answer => view.answered.is_some() && view.case.duplicate_of.is_none(),
        }
    }
}

/// A paper, and the cases on it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Request {
    pub paper: Paper,
    /// Only these; empty for all that belong on the paper.
    pub ids: Vec<String>,
    /// Only those asked of this body.
    pub agency: Option<String>,
}

impl Request {
    /// The document's title, and the suggested name of its file.
    pub fn title(&self, newsroom: &Newsroom) -> String {
        let name = self.paper.name();
        let asked = self.agency.as_deref().map(|id| newsroom.plan().name_of_asked(id));
        asked.map_or_else(|| name.to_owned(), |asked| format!("{name}, {asked}"))
    }

    /// The cases on the paper, by the day they came.
    pub fn views<'a>(&self, newsroom: &'a Newsroom) -> Vec<CaseView<'a>> {
        let mut views = newsroom.cases();
        views.retain(|view| {
            let is_wanted =
                if self.ids.is_empty() { self.paper.takes(view) } else { self.ids.contains(&view.case.id) };
            is_wanted && self.agency.as_deref().is_none_or(|agency| view.agency == agency)
        });
        views.sort_by_key(|view| (view.case.received, &view.case.id));
        views
    }
}

/// The pages of a paper.
pub fn document(newsroom: &Newsroom, request: &Request, print: &PrintOptions, fonts: &mut Fonts) -> Document {
    manuscript(newsroom, request, print, fonts).set(fonts)
}

pub fn manuscript(
    newsroom: &Newsroom,
    request: &Request,
    print: &PrintOptions,
    fonts: &mut Fonts,
) -> Manuscript {
    let is_wide = request.paper == Paper::Register;
    let sheet = print.sheet(if is_wide { sheet::landscape() } else { sheet::portrait() });
    let views = request.views(newsroom);
    let office = office_of(newsroom, None, print.issuer.agency.as_deref());
    let mut paper = Writer { newsroom, office, sheet: &sheet, fonts };
    let mut blocks = match request.paper {
        Paper::Register => paper.register(&views),
        Paper::Transfer => paper.of_each(&views, Writer::transfer),
        Paper::Reminder => paper.of_each(&views, Writer::reminder),
        Paper::Overdue => paper.overdue(&views),
        Paper::Answer => paper.answers(&views),
    };
    if blocks.is_empty() {
        blocks.push(Block::Paragraph(Paragraph::text("Không có ý kiến nào cho văn bản này.", italic(BODY))));
    }
    print.manuscript(sheet.clone(), blocks, request.title(newsroom), author(newsroom))
}

struct Writer<'a> {
    newsroom: &'a Newsroom,
    office: Office,
    sheet: &'a Sheet,
    fonts: &'a mut Fonts,
}

impl Writer<'_> {
    fn width(&self) -> f32 {
        super::sheet::text_width(self.sheet)
    }

    /// The letterhead, with room for the number; an official letter's subject stands below it.
    fn head(&mut self, kind: &str, subject: Option<&str>) -> Vec<Block> {
        let mut head = Letterhead::of(self.newsroom, &self.office);
        head.number = letterhead::number(&self.office, kind);
        if let Some(subject) = subject {
            head.number = format!("{}\nV/v {subject}", head.number);
        }
        let width = self.width();
        vec![head.block(self.fonts, width)]
    }

    fn title(&mut self, name: &str, subject: &str) -> Vec<Block> {
        let width = self.width();
        letterhead::title(self.fonts, name, &[subject.to_owned()], width)
    }

    fn closing(&self, recipients: &[String]) -> Block {
        closing(self.newsroom, &self.office, recipients)
    }

    /// A paper for each agency, each on its own pages.
    fn of_each(
        &mut self,
        views: &[CaseView<'_>],
        write: fn(&mut Self, &str, &[&CaseView<'_>]) -> Vec<Block>,
    ) -> Vec<Block> {
        let mut blocks = Vec::new();
        for (agency, views) in by_agency(views) {
            if !blocks.is_empty() {
                blocks.push(Block::PageBreak);
            }
            blocks.extend(write(self, agency, &views));
        }
        blocks
    }

    fn transfer(&mut self, agency: &str, views: &[&CaseView<'_>]) -> Vec<Block> {
        let plan = self.newsroom.plan();
        let asked = full_name(plan, agency);
        let mut blocks = self.head("PC", None);
        blocks.extend(self.title("PHIẾU CHUYỂN", "Ý kiến, kiến nghị về cải cách hành chính"));
        blocks.push(line(format!("Kính gửi: {asked}"), bold(BODY)));
        blocks.push(Block::Space(6.0));
        let by = if plan.number.is_empty() {
            String::new()
        } else {
            format!(" theo Kế hoạch số {}", plan.number)
        };
        blocks.push(Block::Paragraph(body(format!(
            "Qua tiếp nhận{by}, {} chuyển đến {asked} {} dưới đây để xem xét, trả lời theo thẩm quyền. Trường hợp \
             không thuộc thẩm quyền, đề nghị báo lại trong ba ngày làm việc để chuyển đến đúng cơ quan.",
            issuer(&self.office, plan),
            wording::counted(views.len(), "ý kiến"),
        ))));
        let rows = views.iter().zip(1..).map(|(view, number): (_, usize)| {
            let case = view.case;
            let person = [case.person.as_str(), case.contact.as_str()];
            let person: Vec<&str> = person.into_iter().filter(|part| !part.is_empty()).collect();
            let text = (!case.text.is_empty()).then(|| case.text.clone());
            let received = format!("{}, {}", case.source.name(), wording::date(case.received));
            row(vec![
                cell([number.to_string()], Align::Center),
                cell([case.topic.clone()].into_iter().chain(text), Align::Left),
                cell(
                    [received].into_iter().chain((!person.is_empty()).then(|| person.join(", "))),
                    Align::Left,
                ),
                cell(view.due.map(wording::date), Align::Center),
            ])
        });
        let columns = [Column::Fixed(28.0), Column::Share(1.6), Column::Share(1.0), Column::Fixed(76.0)];
        let heads = ["TT", "Nội dung", "Nguồn, người nêu", "Trả lời trước hết"];
        blocks.push(Block::Space(4.0));
        blocks.push(register(&columns, &heads, rows.collect()));
        blocks.push(Block::Space(6.0));
        blocks.push(Block::Paragraph(body(
            "Văn bản trả lời xin gửi về nơi chuyển để báo lại người nêu và đăng công khai. Tên và cách liên hệ của \
             người nêu chỉ dùng để giải quyết, không nêu công khai."
                .to_owned(),
        )));
        conclude(&mut blocks, self.newsroom, &self.office, &["Như trên".to_owned()]);
        blocks
    }

    fn reminder(&mut self, agency: &str, views: &[&CaseView<'_>]) -> Vec<Block> {
        let today = self.newsroom.today();
        let asked = full_name(self.newsroom.plan(), agency);
        let mut blocks = self.head("", Some("nhắc trả lời ý kiến, kiến nghị"));
        blocks.push(Block::Space(14.0));
        blocks.push(line(format!("Kính gửi: {asked}"), regular(BODY + 1.0)));
        blocks.push(Block::Space(8.0));
        let late = views.iter().filter(|view| view.timing == CaseTiming::Overdue).count();
        let late = if late > 0 { format!(", trong đó {late} đã quá hạn") } else { String::new() };
        blocks.push(Block::Paragraph(body(format!(
            "Đến hết {}, {asked} còn {} chưa trả lời{late}. Kính đề nghị xem xét, trả lời và báo rõ lý do những việc \
             chưa thể trả lời.",
            wording::plain_date(today),
            wording::counted(views.len(), "ý kiến"),
        ))));
        blocks.push(Block::Space(4.0));
        blocks.push(self.owed(views));
        let recipients = ["Như trên".to_owned(), "Ủy ban nhân dân thành phố (để báo cáo)".to_owned()];
        end_with(&mut blocks, self.closing(&recipients));
        blocks
    }

    fn overdue(&mut self, views: &[CaseView<'_>]) -> Vec<Block> {
        if views.is_empty() {
            return Vec::new();
        }
        let mut blocks = self.head("", None);
        let until = format!("Tính đến hết {}", wording::plain_date(self.newsroom.today()));
        blocks.extend(self.title("DANH SÁCH Ý KIẾN QUÁ HẠN TRẢ LỜI", &until));
        for (agency, views) in by_agency(views) {
            let name = if agency.is_empty() {
                "Chưa chuyển".to_owned()
            } else {
                full_name(self.newsroom.plan(), agency)
            };
            let head = format!("{}: {}", capital(&name), wording::counted(views.len(), "ý kiến"));
            blocks.push(Block::Paragraph(Paragraph {
                space_before: 10.0,
                space_after: 4.0,
                keep_with_next: true,
                ..Paragraph::text(head, bold(BODY))
            }));
            blocks.push(self.owed(&views));
        }
        end_with(&mut blocks, self.closing(&["Các cơ quan có tên trên".to_owned()]));
        blocks
    }

    /// What an agency owes, without the people who raised it.
    fn owed(&self, views: &[&CaseView<'_>]) -> Block {
        let today = self.newsroom.today();
        let rows = views.iter().zip(1..).map(|(view, number): (_, usize)| {
            let forwarded = view.case.last(StepKind::Forwarded, today);
            let forwarded = forwarded.map(|step| {
                let day = wording::date(step.date);
                if step.number.is_empty() { day } else { format!("{}, {day}", step.number) }
            });
            let late = view.due.map(|due| (today - due).num_days()).filter(|days| *days > 0);
            row(vec![
                cell([number.to_string()], Align::Center),
                cell([view.case.topic.clone()], Align::Left),
                cell(forwarded, Align::Left),
                cell(view.due.map(wording::date), Align::Center),
                cell(late.map(|days| format!("{days} ngày")), Align::Center),
            ])
        });
        let columns = [
            Column::Fixed(28.0),
            Column::Share(1.5),
            Column::Share(1.0),
            Column::Fixed(76.0),
            Column::Fixed(64.0),
        ];
        let heads = ["TT", "Nội dung", "Số, ngày chuyển", "Hạn trả lời", "Quá hạn"];
        register(&columns, &heads, rows.collect())
    }

    /// A letter to each person with the answer.
    fn answers(&mut self, views: &[CaseView<'_>]) -> Vec<Block> {
        let (today, plan) = (self.newsroom.today(), self.newsroom.plan());
        let mut blocks = Vec::new();
        for view in views {
            let Some(answer) = view.case.last(StepKind::Answered, today) else { continue };
            if !blocks.is_empty() {
                blocks.push(Block::PageBreak);
            }
            let case = view.case;
            blocks.extend(self.head("TB", None));
            blocks.extend(self.title("THÔNG BÁO", "Trả lời ý kiến, kiến nghị"));
            let person = if case.person.is_empty() { "Người gửi ý kiến" } else { &case.person };
            blocks.push(line(format!("Kính gửi: {person}"), bold(BODY)));
            blocks.push(Block::Space(6.0));
            blocks.push(Block::Paragraph(body(format!(
                "Ngày {}, {} nhận được ý kiến về việc: {}.",
                wording::date(case.received),
                issuer(&self.office, plan),
                case.topic.trim_end_matches(['.', '?', '!']),
            ))));
            let by = full_name(plan, view.agency);
            let number = if answer.number.is_empty() {
                String::new()
            } else {
                format!(" tại văn bản số {}", answer.number)
            };
            blocks.push(Block::Paragraph(body(format!(
                "{} đã trả lời{number}, ngày {}, như sau:",
                capital(&by),
                wording::date(answer.date)
            ))));
            blocks.push(Block::Paragraph(body(answer.text.clone())));
            let published = case.last(StepKind::Published, today).and_then(|step| step.piece.as_ref());
            if let Some(piece) = published.and_then(|id| self.newsroom.piece(id)) {
                blocks.push(Block::Paragraph(body(format!(
                    "Nội dung trả lời đã được đăng trong “{}”.",
                    piece.header.title
                ))));
            }
            blocks.push(Block::Paragraph(body(
                "Xin cảm ơn ý kiến đóng góp; mong tiếp tục nhận được những ý kiến khác.".to_owned(),
            )));
            let recipients = ["Như trên".to_owned(), capital(&by)];
            conclude(&mut blocks, self.newsroom, &self.office, &recipients);
        }
        blocks
    }
}

/// The views of each agency, in the order of their ids.
fn by_agency<'v, 'a>(views: &'v [CaseView<'a>]) -> BTreeMap<&'a str, Vec<&'v CaseView<'a>>> {
    let mut all: BTreeMap<&str, Vec<&CaseView<'_>>> = BTreeMap::new();
    for view in views {
        all.entry(view.agency).or_default().push(view);
    }
    all
}

/// "Sở Tài nguyên và Môi trường", "Ủy ban nhân dân quận Ô Môn".
fn full_name(plan: &Plan, id: &str) -> String {
    let agency = plan.agency(id).map(|agency| agency.name.clone());
    let locality = || plan.locality(id).map(|locality| format!("Ủy ban nhân dân {}", locality.full_name()));
    agency.or_else(locality).unwrap_or_else(|| id.to_owned())
}

fn issuer(office: &Office, plan: &Plan) -> String {
    if office.name.is_empty() { plan.issuer.clone() } else { office.name.clone() }
}

/// Lines of a cell.
fn cell(lines: impl IntoIterator<Item = String>, align: Align) -> Cell {
    let line = |line| Paragraph { align, ..Paragraph::text(line, regular(TABLE)) };
    Cell { paragraphs: lines.into_iter().map(line).collect(), columns: 1, is_middle: false }
}
