//! The papers of a contest: rules, order, a judge's marking papers, minutes, ranking, certificates.

mod certificate;
mod minutes;
mod order;
mod questions;
mod ranking;
mod rules;
mod sheets;

use crate::contest::{Contest, Team};
use crate::newsroom::Newsroom;
use crate::page::{Block, Fonts, Sheet};
use crate::piece::Piece;
use crate::plan::{Office, Plan};

use super::letterhead::{Letterhead, maker, number, title};
use super::paper::{cell, heading, labelled, said, signatures, strong, table};
pub use super::print::ContestPaper as Paper;
use super::{PrintOptions, Proof, author, sheet, unreadable};
pub(crate) use questions::{answer, bank};

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
        Paper::Rules | Paper::Order | Paper::Sheets | Paper::Questions | Paper::Minutes => sheet::portrait(),
    };
    let sheet = print.sheet(sheet);
    let office = maker(newsroom, &piece.header);
    let setting = Setting { newsroom, piece, contest: &contest, office, sheet };
    let blocks = match print.contest {
        Paper::Rules => rules::blocks(&setting, fonts),
        Paper::Order => order::blocks(&setting, fonts),
        Paper::Sheets => sheets::blocks(&setting, fonts),
        Paper::Questions => questions::blocks(&setting, fonts),
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
            letterhead.number = number(&self.office, "");
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

/// "5 phút", "1 phút 30 giây"
fn lasting(seconds: u32) -> String {
    match (seconds / 60, seconds % 60) {
        (0, rest) => format!("{rest} giây"),
        (minutes, 0) => format!("{minutes} phút"),
        (minutes, rest) => format!("{minutes} phút {rest} giây"),
    }
}
