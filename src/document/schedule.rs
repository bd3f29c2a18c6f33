//! The broadcast schedule: an official document, grouped by day or otherwise.

pub mod cells;
mod row;
mod table;

pub use row::{Row, rows};

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use crate::calendar::{week, wording};
use crate::fold::{capital, lowercase_first};
use crate::newsroom::Newsroom;
use crate::page::{Block, Bookmark, Document, Fonts, Page};
use crate::piece::Header;
use crate::plan::{Activity, Body, Plan, SlotId};

use super::closing::{closing, leads};
use super::letterhead::{self, Letterhead};
pub use super::print::{Grouping, Issuer};
use super::{PrintOptions, sheet};

/// The part of the schedule to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// First and last day, both included.
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// Ids of activities; empty means all that are broadcast or printed.
    pub activities: Vec<String>,
    /// Only this locality's slots.
    pub locality: Option<String>,
    /// Only pieces in which this person has a role or a step; empty slots are nobody's.
    pub person: Option<String>,
    pub issuer: Box<Issuer>,
}

impl Request {
    pub fn new(from: NaiveDate, to: NaiveDate) -> Self {
        Self { from, to, activities: Vec::new(), locality: None, person: None, issuer: Box::default() }
    }

    /// Whether something aired in a slot on a day is included.
    pub fn takes(&self, plan: &Plan, slot: &SlotId, day: NaiveDate) -> bool {
        plan.activity(slot.activity()).is_some_and(|activity| self.includes(activity))
            && self.locality.as_deref().is_none_or(|locality| slot.locality() == Some(locality))
            && self.issuer.takes(slot)
            && (self.from..=self.to).contains(&day)
    }

    /// "Từ ngày … đến ngày … – quận Ninh Kiều": the period, and whose slots where not all.
    pub fn period(&self, plan: &Plan) -> String {
        let period = period(self.from, self.to);
        let locality = self.locality.as_deref().map(|id| plan.name_of_body(Body::Locality(id)));
        let mine = self.issuer.mine.as_ref().map(|mine| mine.name(plan)).filter(|name| !name.is_empty());
        let whose = [locality.or(mine), self.person.clone()];
        whose.into_iter().flatten().fold(period, |period, whose| format!("{period} – {whose}"))
    }

    pub fn takes_person(&self, header: &Header) -> bool {
        self.person.as_deref().is_none_or(|person| header.names(person))
    }

    fn includes(&self, activity: &Activity) -> bool {
        if self.activities.is_empty() {
            // A locality's own schedule also has its events, boards and posters.
            self.locality.is_some() || activity.medium.is_scheduled()
        } else {
            self.activities.contains(&activity.id)
        }
    }
}

/// "LỊCH PHÁT SÓNG" of a period, on A4 landscape by custom (layout as in Decree 30/2020).
pub fn document(newsroom: &Newsroom, request: &Request, print: &PrintOptions, fonts: &mut Fonts) -> Document {
    let (mut pages, mut bookmarks) = (Vec::new(), Vec::new());
    let title = stream_pages(newsroom, request, print, fonts, &mut |page, marks| {
        let number = pages.len();
        bookmarks.extend(marks.into_iter().map(|title| Bookmark { title, page: number }));
        pages.push(page);
    });
    Document { title, author: super::author(newsroom), pages, bookmarks, exchange: None }
}

/// Like [`document`], for any number of pages: each is handed over when it is full, with the titles of its
/// bookmarks. Returns the document's title.
pub fn stream_pages(
    newsroom: &Newsroom,
    request: &Request,
    print: &PrintOptions,
    fonts: &mut Fonts,
    take: &mut dyn FnMut(Page, Vec<String>),
) -> String {
    let sheet = print.sheet(sheet::landscape());
    let width = sheet::text_width(&sheet);
    let mut rows = rows(newsroom, request);
    let mut subject = Vec::new();
    if !newsroom.plan().title.is_empty() {
        let title = lowercase_first(&newsroom.plan().title);
        let title = title.strip_prefix("kế hoạch ").unwrap_or(&title);
        subject.push(format!("Thực hiện {} {title}", newsroom.plan().numbered()));
    }
    if !print.has_drafts {
        row::keep_settled(&mut rows, request);
    }
    if request.locality.is_none() && print.grouping != Grouping::Locality {
        rows = row::joined(newsroom.plan(), rows);
    }
    let office =
        letterhead::office_of(newsroom, request.locality.as_deref(), request.issuer.agency.as_deref());
    let locality = request.locality.as_deref().map(|id| {
        newsroom.plan().locality(id).map_or_else(|| id.to_owned(), crate::plan::Locality::full_name)
    });
    subject.push(request.period(newsroom.plan()));

    let mut blocks = vec![Letterhead::of(newsroom, &office).block(fonts, width)];
    blocks.extend(letterhead::title(fonts, "LỊCH PHÁT SÓNG", &subject, width));
    let setting = table::Setting::new(newsroom, print.grouping, locality.is_some(), width);
    setting.sort(&mut rows);
    let table = setting.table();
    let lines = setting.rows(&table, &rows, fonts);
    let at = blocks.len();
    blocks.push(Block::Table(table));
    let shown: BTreeSet<&str> = rows.iter().map(|row| row.activity.as_str()).collect();
    let shown = newsroom.plan().activities.iter().map(|activity| activity.id.as_str()).filter(|id| {
        // A part of the schedule is sent to the leading agencies of its rows.
        if locality.is_some() || request.issuer.mine.is_some() {
            shown.contains(id)
        } else {
            newsroom.plan().activity(id).is_some_and(|one| request.includes(one))
        }
    });
    blocks.push(closing(newsroom, &office, &leads(newsroom, shown)));

    let title = match &locality {
        Some(locality) => {
            format!("Lịch phát sóng {}, {locality}", lowercase_first(&period(request.from, request.to)))
        }
        None => format!("Lịch phát sóng {}", lowercase_first(&request.period(newsroom.plan()))),
    };
    let manuscript = print.manuscript(sheet, blocks, title, super::author(newsroom));
    manuscript.stream_pages(fonts, at, lines, take);
    manuscript.title
}

/// "Tháng 3 năm 2014", "Quý II năm 2014", "Tuần 10 (từ ngày … đến ngày …)", "Năm 2014", else both days.
pub(crate) fn period(from: NaiveDate, to: NaiveDate) -> String {
    let is_month_end = week::last_of_month(to) == to;
    let months = (to.year() - from.year()) * 12 + to.month() as i32 - from.month() as i32 + 1;
    if from.day() == 1 && is_month_end {
        match (months, from.month()) {
            (1, _) => return wording::month_title(from),
            (12, 1) => return format!("Năm {}", from.year()),
            (3, month @ (1 | 4 | 7 | 10)) => {
                return format!("Quý {} năm {}", wording::roman_quarter(month / 3 + 1), from.year());
            }
            _ => {}
        }
    }
    let (_, number) = week::iso_week(from);
    if week::monday_of(from) == from && week::week_of(from)[6] == to {
        return format!("Tuần {number} ({})", wording::long_range(from, to));
    }
    capital(&wording::long_range(from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_named_as_people_name_it() {
        for (from, to, expected) in [
            ("2014-03-01", "2014-03-31", "Tháng 3 năm 2014"),
            ("2014-01-01", "2014-12-31", "Năm 2014"),
            ("2014-04-01", "2014-06-30", "Quý II năm 2014"),
            ("2014-02-01", "2014-04-30", "Từ ngày 01/02/2014 đến ngày 30/04/2014"),
            ("2014-03-03", "2014-03-09", "Tuần 10 (từ ngày 03/03/2014 đến ngày 09/03/2014)"),
            ("2014-03-20", "2014-03-20", "Ngày 20/03/2014"),
        ] {
            let day = |text: &str| text.parse().expect("a date");
            assert_eq!(period(day(from), day(to)), expected, "{from}..{to}");
        }
    }
}
