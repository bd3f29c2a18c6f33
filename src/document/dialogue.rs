//! The papers of a dialogue: invitations, programme, guests, the form for questions, minutes, conclusions. None names
//! a person who asked.

mod invitation;
mod list;
mod minutes;
mod question;

use chrono::{NaiveDate, Timelike};

use crate::calendar::wording;
use crate::dialogue::{Dialogue, Guest};
use crate::fold::lowercase_first;
use crate::ledger::{CaseView, Talk};
use crate::newsroom::Newsroom;
use crate::page::{Align, Block, Column, Fonts, Row, Sheet};
use crate::piece::Piece;
use crate::plan::{Locality, Office, Plan};

use super::letterhead::{Letterhead, maker, number, office_of, title};
use super::paper::{cell, heading, labelled, paragraphs, said, signatures, strong, table};
pub use super::print::DialoguePaper as Paper;
use super::{PrintOptions, Proof, author, sheet, unreadable};

/// What all papers of a dialogue use.
struct Setting<'a> {
    newsroom: &'a Newsroom,
    piece: &'a Piece,
    dialogue: &'a Dialogue,
    talk: Talk<'a>,
    office: Office,
    sheet: Sheet,
}

/// The paper that `print` asks for.
pub fn proof(newsroom: &Newsroom, piece: &Piece, print: &PrintOptions, fonts: &mut Fonts) -> Proof {
    let dialogue = match Dialogue::parse(&piece.body) {
        Ok(dialogue) => dialogue,
        Err(error) => return Proof::Document(unreadable(newsroom, piece, &error.to_string(), fonts)),
    };
    let locality = piece.header.airings.iter().find_map(|airing| airing.slot.locality());
    let office = match locality {
        Some(locality) => office_of(newsroom, Some(locality), None),
        None => maker(newsroom, &piece.header),
    };
    let setting = Setting {
        newsroom,
        piece,
        dialogue: &dialogue,
        talk: newsroom.talk(&piece.header),
        office,
        sheet: print.sheet(sheet::portrait()),
    };
    let blocks = match print.dialogue {
        Paper::Invitations => invitation::blocks(&setting, fonts),
        Paper::Programme => list::programme(&setting, fonts),
        Paper::Guests => list::guests(&setting, fonts),
        Paper::Question => question::blocks(&setting, fonts),
        Paper::Minutes => minutes::minutes(&setting, fonts),
        Paper::Conclusions => minutes::conclusions(&setting, fonts),
    };
    let name = format!("{}: {}", print.dialogue.name(), piece.header.title);
    Proof::Manuscript(Box::new(print.manuscript(setting.sheet, blocks, name, author(newsroom))))
}

/// The dialogue as lines of text.
pub(super) fn plain(line: &mut dyn FnMut(&str), body: &str) {
    let Ok(dialogue) = Dialogue::parse(body) else { return };
    line(&dialogue.topic);
    for item in &dialogue.programme {
        line(&format!("{} {} ({})", item.time, item.text, item.by));
    }
    for text in [&dialogue.minutes, &dialogue.conclusion, &dialogue.review] {
        text.lines().for_each(&mut *line);
    }
}

impl Setting<'_> {
    fn width(&self) -> f32 {
        sheet::text_width(&self.sheet)
    }

    fn plan(&self) -> &Plan {
        self.newsroom.plan()
    }

    /// The letterhead and the paper's name over what it is about. `kind`: the abbreviation of a paper with a number.
    fn head(&self, name: &str, kind: Option<&str>, subject: &str, fonts: &mut Fonts) -> Vec<Block> {
        let mut letterhead = Letterhead::of(self.newsroom, &self.office);
        letterhead.number = kind.map_or_else(String::new, |kind| number(&self.office, kind));
        let mut blocks = vec![letterhead.block(fonts, self.width())];
        blocks.extend(title(fonts, name, &[subject.to_owned()], self.width()));
        blocks
    }

    fn day(&self) -> Option<NaiveDate> {
        self.piece.header.airings.iter().find_map(|airing| airing.date)
    }

    /// "8 giờ 00, thứ Sáu, ngày 21/03/2014"; dots where nothing is set yet.
    fn when(&self) -> String {
        let time = self.piece.header.airings.iter().find_map(|airing| airing.time);
        let time = time.map_or_else(
            || "…… giờ ……".to_owned(),
            |time| format!("{} giờ {:02}", time.hour(), time.minute()),
        );
        let day = self
            .day()
            .map_or_else(|| "ngày …/…/……".to_owned(), |day| lowercase_first(&wording::long_date(day)));
        format!("{time}, {day}")
    }

    fn place(&self) -> &str {
        if self.dialogue.place.is_empty() {
            "……………………………………"
        } else {
            &self.dialogue.place
        }
    }

    /// "Sở Tài nguyên và Môi trường", "Ủy ban nhân dân quận Ô Môn".
    fn full_name(&self, id: &str) -> String {
        let agency = self.plan().agency(id).map(|agency| agency.name.clone());
        let committee = |unit: &crate::plan::Locality| format!("Ủy ban nhân dân {}", unit.full_name());
        agency.or_else(|| self.plan().locality(id).map(committee)).unwrap_or_else(|| id.to_owned())
    }

    /// The office's name in the middle of a sentence.
    fn issuer(&self) -> &str {
        if self.office.name.is_empty() { &self.plan().issuer } else { &self.office.name }
    }

    /// "Sở Tài nguyên và Môi trường", "Ủy ban nhân dân quận Ô Môn"; a guest's own name where it is no body of the plan.
    fn body_of(&self, guest: &Guest) -> String {
        let agency = self.plan().agency(&guest.body).map(|agency| agency.name.clone());
        let locality = || {
            let locality = self.plan().locality(&guest.body);
            locality.map(|one| format!("Ủy ban nhân dân {}", Locality::full_name(one)))
        };
        agency.or_else(locality).unwrap_or_default()
    }

    /// What each asked or promised case says, who answers and by when.
    fn cases(&self, views: &[CaseView<'_>], has_answers: bool) -> Block {
        let today = self.newsroom.today();
        let rows = views.iter().zip(1..).map(|(view, number): (_, usize)| {
            let asked = match view.agency {
                "" => String::new(),
                id => self.plan().name_of_asked(id),
            };
            let answer = view.case.last(crate::case::StepKind::Answered, today);
            let last = if has_answers {
                answer.map_or_else(String::new, |step| step.text.clone())
            } else {
                view.due.map_or_else(String::new, wording::date)
            };
            let align = if has_answers { Align::Left } else { Align::Center };
            let cells = vec![
                cell(number.to_string(), Align::Center),
                cell(view.case.topic.as_str(), Align::Left),
                cell(asked, Align::Left),
                cell(last, align),
            ];
            Row { cells, ..Row::default() }
        });
        let last = if has_answers { Column::Share(1.4) } else { Column::Fixed(82.0) };
        let columns = vec![Column::Fixed(30.0), Column::Share(1.6), Column::Share(1.0), last];
        let last = if has_answers { "Trả lời tại chỗ" } else { "Trả lời trước hết" };
        let heads = ["TT", "Nội dung", "Cơ quan trả lời", last].map(str::to_owned);
        table(columns, &heads, rows.collect())
    }
}
