//! "Dự toán" and "quyết toán": what the plan costs (V.1), by activity, as official papers.

pub mod cells;
mod estimate;
mod settlement;

use crate::budget::{dong, in_words};
use crate::calendar::wording;
use crate::ledger::{By, Filter, Spending, spending};
use crate::newsroom::Newsroom;
use crate::page::{Align, Block, Cell, Column, Document, Fonts, Paragraph, Row, Table};

use super::closing::closing;
use super::head::end_with;
use super::letterhead::{Letterhead, number, office_of, title};
use super::style::{BODY, HAIRLINE, TABLE, body_of, bold, bold_italic, italic, regular, span};
use super::{Manuscript, PrintOptions, author, sheet};

/// Which paper is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// What is planned.
    #[default]
    Estimate,
    /// What was spent of it, voucher by voucher, as of the newsroom's day.
    Settlement,
}

impl Kind {
    pub const ALL: [Self; 2] = [Self::Estimate, Self::Settlement];

    /// The name on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Estimate => "du-toan",
            Self::Settlement => "quyet-toan",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Estimate => "Dự toán",
            Self::Settlement => "Quyết toán",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Request {
    pub kind: Kind,
    pub filter: Filter,
}

impl Request {
    /// The document's title, and the suggested name of its file.
    pub fn title(&self, newsroom: &Newsroom) -> String {
        format!("{} kinh phí tuyên truyền năm {}", self.kind.name(), newsroom.plan().year)
    }

    pub fn spending<'a>(&self, newsroom: &'a Newsroom) -> Spending<'a> {
        spending(newsroom.budget(), newsroom.plan(), By::Activity, &self.filter, newsroom.today())
    }

    /// Under the title: the plan, whose part it is, from which source, as of which day.
    pub fn subject(&self, newsroom: &Newsroom) -> Vec<String> {
        let plan = newsroom.plan();
        let mut lines = vec![format!("Kinh phí thực hiện {}", plan.numbered())];
        let name = |id: &String| plan.name_of(id);
        let agency = self.filter.agency.as_ref().and_then(name);
        let activity = self.filter.activity.as_ref().and_then(name);
        let source = self.filter.source.as_ref().and_then(|id| newsroom.budget().source(id));
        let part: Vec<String> =
            [activity, agency, source.map(|source| source.name.clone())].into_iter().flatten().collect();
        if !part.is_empty() {
            lines.push(format!("({})", part.join("; ")));
        }
        if self.kind == Kind::Settlement {
            lines.push(format!("(tính đến {})", wording::official_date(newsroom.today())));
        }
        lines
    }
}

pub fn document(newsroom: &Newsroom, request: &Request, print: &PrintOptions, fonts: &mut Fonts) -> Document {
    manuscript(newsroom, request, print, fonts).set(fonts)
}

/// Like [`document`], but not set yet.
pub fn manuscript(
    newsroom: &Newsroom,
    request: &Request,
    print: &PrintOptions,
    fonts: &mut Fonts,
) -> Manuscript {
    let sheet = print.sheet(sheet::landscape());
    let width = sheet::text_width(&sheet);
    let issuer = print.issuer.agency.as_deref().or(request.filter.agency.as_deref());
    let office = office_of(newsroom, None, issuer);
    let mut letterhead = Letterhead::of(newsroom, &office);
    letterhead.number = number(&office, "");
    let found = request.spending(newsroom);
    let mut blocks = vec![letterhead.block(fonts, width)];
    blocks.extend(title(fonts, &request.kind.name().to_uppercase(), &request.subject(newsroom), width));
    if found.groups.is_empty() {
        let none = "Chưa có mục chi nào.";
        blocks.push(Block::Paragraph(Paragraph::text(none, italic(BODY))));
    } else {
        let unit =
            Paragraph { keep_with_next: true, ..Paragraph::text("Đơn vị tính: đồng", italic(TABLE)) };
        blocks.push(Block::Paragraph(unit.align(Align::Right)));
        blocks.push(Block::Space(2.0));
        blocks.push(match request.kind {
            Kind::Estimate => estimate::table(newsroom, &found),
            Kind::Settlement => settlement::table(newsroom, &found),
        });
    }
    let (said, amount) = match request.kind {
        Kind::Estimate => ("Tổng dự toán bằng chữ: ", found.total.planned),
        Kind::Settlement => ("Tổng quyết toán bằng chữ: ", found.total.spent),
    };
    let words = vec![span(said, regular(BODY)), span(format!("{}./.", in_words(amount)), bold_italic(BODY))];
    // Keeps the signature on a page with some text.
    let words = Paragraph { keep_with_next: true, space_before: 8.0, ..body_of(words) };
    blocks.push(Block::Paragraph(words));
    let recipients = [format!("{} (để báo cáo)", newsroom.plan().issuer), "Sở Tài chính".to_owned()];
    end_with(&mut blocks, closing(newsroom, &office, &recipients));
    print.manuscript(sheet, blocks, request.title(newsroom), author(newsroom))
}

/// "I", "II" … for the groups of a table.
pub fn roman(mut number: usize) -> String {
    const LETTERS: [(usize, &str); 9] =
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut text = String::new();
    for (value, letters) in LETTERS {
        while number >= value {
            text.push_str(letters);
            number -= value;
        }
    }
    text
}

/// A table with a head row in bold.
fn table(columns: Vec<Column>, heads: &[&str], rows: Vec<Row>) -> Block {
    let head = heads.iter().map(|name| Cell {
        is_middle: true,
        ..Cell::new(Paragraph::text(*name, bold(TABLE)).align(Align::Center))
    });
    Block::Table(Table {
        columns,
        head: vec![Row { cells: head.collect(), ..Row::default() }],
        rows,
        border: HAIRLINE,
        padding: (4.0, 3.0),
        repeated_cells: 0,
    })
}

fn cell(text: impl Into<String>, align: Align, is_bold: bool) -> Cell {
    let style = if is_bold { bold(TABLE) } else { regular(TABLE) };
    Cell::new(Paragraph::text(text, style).align(align))
}

fn money(amount: i128, is_bold: bool) -> Cell {
    cell(dong(amount), Align::Right, is_bold)
}
