//! The letterhead: issuer, national motto, place and date, type of document.
//!
//! Dimensions as in Decree 30/2020/NĐ-CP, appendix I.

use chrono::NaiveDate;

use crate::calendar::wording;
use crate::newsroom::Newsroom;
use crate::page::{Align, Block, Fonts, Paragraph, Span, Style};
use crate::piece::Header;
use crate::plan::{Agency, Office};

use super::balance::balanced;
use super::style::{HAIRLINE, bold, italic, regular, span};

pub(crate) const COUNTRY: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
pub(crate) const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";

/// The office that issues the city's schedule and report, or a locality's: the workspace's own, or a locality's as in
/// the settings; else the locality's People's Committee, which is responsible for the plan's tasks of districts (IV.4,
/// IV.6, IV.7). Of the city's, `agency` is the one that prints it, if that is not the workspace's own.
pub fn office_of(newsroom: &Newsroom, locality: Option<&str>, agency: Option<&str>) -> Office {
    let Some(locality) = locality.and_then(|id| newsroom.plan().locality(id)) else {
        return office_or_own(newsroom, agency.and_then(|id| newsroom.plan().agency(id)));
    };
    let committee = Office {
        parent: newsroom.plan().issuer.clone(),
        name: format!("Ủy ban nhân dân {}", locality.full_name()),
        place: locality.name.clone(),
        signer_title: "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH".to_owned(),
        ..Office::default()
    };
    newsroom.settings().local_office(&locality.id).cloned().unwrap_or_default().or(committee)
}

/// The workspace's own office; what the settings leave empty is as the plan has it, if it names the office.
fn own_office(newsroom: &Newsroom) -> Office {
    let office = newsroom.settings().office.clone();
    let agency = newsroom.plan().agencies.iter().find(|agency| office.is_called(&agency.name));
    match agency {
        Some(agency) => office.or(agency.office()),
        None => office,
    }
}

/// The office whose paper a piece is.
pub(super) fn maker(newsroom: &Newsroom, header: &Header) -> Office {
    office_or_own(newsroom, header.maker(newsroom.plan(), newsroom.settings()))
}

fn office_or_own(newsroom: &Newsroom, agency: Option<&Agency>) -> Office {
    let own = own_office(newsroom);
    match agency {
        Some(agency) if !own.is_called(&agency.name) => agency.office(),
        _ => own,
    }
}

/// "Số:          /GM-SNV", by the abbreviation of the kind of paper (Decree 30/2020, appendix III; none for an official
/// letter) and the office's own, as far as it is known.
pub(super) fn number(office: &Office, kind: &str) -> String {
    let own = office.symbol.rsplit(['-', '/']).next().unwrap_or_default();
    let parts: Vec<&str> = [kind, own].into_iter().filter(|part| !part.is_empty()).collect();
    let symbol = if own.is_empty() { String::new() } else { parts.join("-") };
    format!("Số:          /{symbol}")
}

/// The two columns at the top of an official document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letterhead {
    /// The agency above; empty for none.
    pub parent: String,
    pub agency: String,
    /// "Số:        /BC-SNV"; empty for documents without a number.
    pub number: String,
    /// "Cần Thơ"
    pub place: String,
    pub date: NaiveDate,
}

impl Letterhead {
    /// The plan's issuer if the office has no name.
    pub fn of(newsroom: &Newsroom, office: &Office) -> Self {
        let plan = newsroom.plan();
        let agency = if office.name.is_empty() { &plan.issuer } else { &office.name };
        let place = if office.place.is_empty() { &plan.city } else { &office.place };
        Self {
            parent: office.parent.clone(),
            agency: agency.clone(),
            number: String::new(),
            place: place.clone(),
            date: newsroom.today(),
        }
    }

    /// `width` of the text, points.
    pub(super) fn block(&self, fonts: &mut Fonts, width: f32) -> Block {
        // The country's name must stay on one line: its column is slightly wider than that, and where even this is too
        // little, in large print, the whole head is smaller.
        let needed = fonts.measure(&[span(COUNTRY, bold(12.0))]) + 8.0;
        let fit = (width * 0.62 / needed).min(1.0);
        let (small, full) = (12.0 * fit, 13.0 * fit);
        let country = vec![span(COUNTRY, bold(small))];
        let right = (needed * fit).max(width * 0.5);
        let left = width - right - 8.0;

        let mut agency = Vec::new();
        if !self.parent.is_empty() {
            let parent = balanced(fonts, &self.parent.to_uppercase(), regular(small), left);
            agency.push(line(parent, regular(small)));
        }
        let name = balanced(fonts, &self.agency.to_uppercase(), bold(small), left);
        // A rule of a third to a half of the width of the text above it.
        let last = name.lines().last().unwrap_or_default();
        let length = fonts.measure(&[span(last, bold(small))]) * 0.4;
        agency.push(line(name, bold(small)));
        agency.push(Block::Space(2.0));
        agency.push(rule(length));

        let motto = span(MOTTO, bold(full));
        let length = fonts.measure(std::slice::from_ref(&motto));
        let dated = format!("{}, {}", self.place, wording::official_date(self.date));
        let dated = line(dated, italic(full));
        let mut nation = vec![
            Block::Paragraph(Paragraph { align: Align::Center, line_height: 1.2, ..Paragraph::new(country) }),
            Block::Paragraph(Paragraph {
                align: Align::Center,
                line_height: 1.2,
                ..Paragraph::new(vec![motto])
            }),
            Block::Space(2.0),
            rule(length),
        ];
        if self.number.is_empty() {
            nation.extend([Block::Space(5.0), dated]);
            return Block::Columns(vec![(width - right, agency), (right, nation)]);
        }
        // The number and the date stand on one line.
        let number = line(self.number.clone(), regular(full));
        Block::Together(vec![
            Block::Columns(vec![(width - right, agency), (right, nation)]),
            Block::Space(5.0),
            Block::Columns(vec![(width - right, vec![number]), (right, vec![dated])]),
        ])
    }
}

/// The document's name in capitals, its subject, and a short rule. `width` of the text, in points.
pub(super) fn title(fonts: &mut Fonts, name: &str, subject: &[String], width: f32) -> Vec<Block> {
    let mut blocks = vec![
        Block::Space(16.0),
        Block::Paragraph(Paragraph {
            align: Align::Center,
            keep_with_next: true,
            bookmark: Some(name.to_owned()),
            ..Paragraph::text(name, bold(14.0))
        }),
    ];
    let lines: Vec<String> =
        subject.iter().map(|text| balanced(fonts, text, bold(13.0), width * 0.94)).collect();
    let last = lines.last().and_then(|text| text.lines().last()).unwrap_or(name);
    let length = fonts.measure(&[span(last, bold(13.0))]);
    blocks.extend(lines.into_iter().map(|text| {
        Block::Paragraph(Paragraph {
            align: Align::Center,
            keep_with_next: true,
            ..Paragraph::text(text, bold(13.0))
        })
    }));
    blocks.extend([Block::Space(3.0), rule((length * 0.4).min(140.0)), Block::Space(12.0)]);
    blocks
}

/// The head of a piece's document: the producer on the left, the programme and time on the right. `width` in
/// points.
pub(super) fn script_head(
    newsroom: &Newsroom,
    header: &Header,
    right: Vec<Vec<Span>>,
    width: f32,
    fonts: &mut Fonts,
) -> Block {
    office_head(newsroom, &maker(newsroom, header), right, width, fonts)
}

/// As [`script_head`], of this office.
pub(super) fn office_head(
    newsroom: &Newsroom,
    office: &Office,
    right: Vec<Vec<Span>>,
    width: f32,
    fonts: &mut Fonts,
) -> Block {
    let Letterhead { parent, agency, .. } = Letterhead::of(newsroom, office);
    let column = width * 0.46 - 8.0;
    let mut left = Vec::new();
    if !parent.is_empty() {
        left.push(line(balanced(fonts, &parent.to_uppercase(), regular(11.0), column), regular(11.0)));
    }
    left.push(line(balanced(fonts, &agency.to_uppercase(), bold(11.0), column), bold(11.0)));
    let right = right
        .into_iter()
        .map(|spans| {
            Block::Paragraph(Paragraph { align: Align::Center, line_height: 1.2, ..Paragraph::new(spans) })
        })
        .collect();
    Block::Columns(vec![(0.46, left), (0.54, right)])
}

pub(super) fn line(text: String, style: Style) -> Block {
    Block::Paragraph(Paragraph { align: Align::Center, line_height: 1.2, ..Paragraph::text(text, style) })
}

fn rule(length: f32) -> Block {
    Block::Rule { length, thickness: HAIRLINE, align: Align::Center }
}
