//! The papers of a contest: rules, order, a judge's marking papers, minutes, ranking, certificates.

mod certificate;
mod minutes;
mod order;
mod ranking;
mod rules;
mod sheets;

use crate::contest::{Contest, Team};
use crate::newsroom::Newsroom;
use crate::page::{Align, Block, Cell, Column, Fonts, Paragraph, Row, Sheet, Table};
use crate::piece::Piece;
use crate::plan::{Office, Plan};

use super::letterhead::{Letterhead, maker, title};
pub use super::print::ContestPaper as Paper;
use super::style::{BODY, HAIRLINE, TABLE, body, bold, regular, span};
use super::{PrintOptions, Proof, author, sheet, unreadable};

/// What all papers of a contest use.
struct Setting<'a> {
    newsroom: &'a Newsroom,
    piece: &'a Piece,
    contest: &'a Contest,
    office: Office,
    sheet: Sheet,
}

/// The paper that `print` asks for.
pub fn proof(newsroom: &Newsroom, piece: &Piece, print: &PrintOptions, fonts: &mut Fonts) -> Proof {
    let contest = match Contest::parse(&piece.body) {
        Ok(contest) => contest,
        Err(error) => return Proof::Document(unreadable(newsroom, piece, &error.to_string(), fonts)),
    };
    let sheet = match print.contest {
        Paper::Ranking | Paper::Certificates => sheet::landscape(),
        Paper::Rules | Paper::Order | Paper::Sheets | Paper::Minutes => sheet::portrait(),
    };
    let sheet = print.sheet(sheet);
    let office = maker(newsroom, &piece.header);
    let setting = Setting { newsroom, piece, contest: &contest, office, sheet };
    let blocks = match print.contest {
        Paper::Rules => rules::blocks(&setting, fonts),
        Paper::Order => order::blocks(&setting, fonts),
        Paper::Sheets => sheets::blocks(&setting, fonts),
        Paper::Minutes => minutes::blocks(&setting, fonts),
        Paper::Ranking => ranking::blocks(&setting, fonts),
        Paper::Certificates => certificate::blocks(&setting, fonts),
    };
    let name = format!("{}: {}", print.contest.name(), piece.header.title);
    Proof::Manuscript(Box::new(print.manuscript(setting.sheet, blocks, name, author(newsroom))))
}

/// The contest as lines of text: its rounds and teams.
pub(super) fn plain(line: &mut dyn FnMut(&str), body: &str) {
    let Ok(contest) = Contest::parse(body) else { return };
    contest.intro.lines().for_each(&mut *line);
    for round in &contest.rounds {
        line(&format!("{}: {} điểm, hệ số {}", round.name, round.most().shown(0), round.weight.shown()));
    }
    for team in contest.order() {
        line(&team.name);
    }
}

impl Setting<'_> {
    fn width(&self) -> f32 {
        sheet::text_width(&self.sheet)
    }

    /// The letterhead, and the paper's name over the contest's.
    fn head(&self, name: &str, has_number: bool, fonts: &mut Fonts) -> Vec<Block> {
        let mut letterhead = Letterhead::of(self.newsroom, &self.office);
        if has_number {
            letterhead.number = format!("Số:          {}", self.office.symbol);
        }
        let mut blocks = vec![letterhead.block(fonts, self.width())];
        blocks.extend(title(fonts, name, std::slice::from_ref(&self.piece.header.title), self.width()));
        blocks
    }

    fn plan(&self) -> &Plan {
        self.newsroom.plan()
    }

    /// "Sở Nội vụ", "quận Ninh Kiều"
    fn body_of(&self, team: &Team) -> String {
        match self.plan().locality(&team.locality) {
            Some(locality) => locality.full_name(),
            None => self.plan().agency(&team.agency).map_or_else(String::new, |agency| agency.name.clone()),
        }
    }
}

fn heading(text: &str) -> Block {
    let text = Paragraph { keep_with_next: true, space_before: 8.0, ..Paragraph::text(text, bold(BODY)) };
    Block::Paragraph(text)
}

fn said(text: impl Into<String>) -> Block {
    Block::Paragraph(body(text))
}

fn table(columns: Vec<Column>, heads: &[String], rows: Vec<Row>) -> Block {
    let head = heads.iter().map(|name| Cell {
        is_middle: true,
        ..Cell::new(Paragraph::text(name.as_str(), bold(TABLE)).align(Align::Center))
    });
    Block::Table(Table {
        columns,
        head: vec![Row { cells: head.collect(), ..Row::default() }],
        rows,
        border: HAIRLINE,
        padding: (4.0, 4.0),
        repeated_cells: 0,
    })
}

fn cell(text: impl Into<String>, align: Align) -> Cell {
    Cell::new(Paragraph::text(text, regular(TABLE)).align(align))
}

fn strong(text: impl Into<String>, align: Align) -> Cell {
    Cell::new(Paragraph::text(text, bold(TABLE)).align(align))
}

/// "5 phút", "1 phút 30 giây"
fn lasting(seconds: u32) -> String {
    match (seconds / 60, seconds % 60) {
        (0, rest) => format!("{rest} giây"),
        (minutes, 0) => format!("{minutes} phút"),
        (minutes, rest) => format!("{minutes} phút {rest} giây"),
    }
}

/// Places to sign, side by side, each with its title.
fn signatures(titles: &[&str]) -> Block {
    let share = 1.0 / titles.len().max(1) as f32;
    let side = |title: &&str| {
        let name = super::letterhead::line((*title).to_owned(), bold(BODY));
        let hint = super::letterhead::line("(Ký, ghi rõ họ tên)".to_owned(), super::style::italic(TABLE));
        (share, vec![name, hint, Block::Space(56.0)])
    };
    Block::Together(vec![Block::Space(14.0), Block::Columns(titles.iter().map(side).collect())])
}

fn labelled(name: &str, text: impl Into<String>) -> Block {
    let spans = vec![span(format!("{name}: "), bold(BODY)), span(text, regular(BODY))];
    Block::Paragraph(Paragraph { space_after: 2.0, ..Paragraph::new(spans) })
}
