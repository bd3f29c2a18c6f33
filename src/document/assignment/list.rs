//! What each person does in some days, week by week, on pages of their own.

use chrono::NaiveDate;

use super::part::{cell, signatures, table};
use crate::calendar::{week, wording};
use crate::document::letterhead::{Letterhead, office_of, title};
use crate::document::style::{BODY, TABLE, bold, italic};
use crate::document::{Manuscript, PrintOptions, author, sheet};
use crate::fold::Sorter;
use crate::ledger::{Assignment, Duty, TaskState, Week, Workload};
use crate::newsroom::Newsroom;
use crate::page::{Align, Block, Cell, Column, Fonts, Paragraph, Row};
use crate::plan::Office;

const NOBODY: &str = "Việc chưa giao ai";

pub fn manuscript(
    newsroom: &Newsroom,
    names: &[String],
    (from, to): (NaiveDate, NaiveDate),
    name: String,
    print: &PrintOptions,
    fonts: &mut Fonts,
) -> Manuscript {
    let sheet = print.sheet(sheet::portrait());
    let width = sheet::text_width(&sheet);
    let found = newsroom.workload((from, to));
    let mut people: Vec<(&str, Option<&Workload<'_>>)> = match names {
        [] => found.iter().map(|of| (of.person, Some(of))).collect(),
        names => {
            let of = |name: &String| found.iter().find(|of| of.person == name);
            names.iter().map(|name| (name.as_str(), of(name))).collect()
        }
    };
    Sorter::new().sort_by(&mut people, |(name, _)| name);
    people.sort_by_key(|(name, _)| name.is_empty());
    let mut blocks = Vec::new();
    for (name, of) in people {
        if !blocks.is_empty() {
            blocks.push(Block::PageBreak);
        }
        blocks.push(Letterhead::of(newsroom, &office(newsroom, name)).block(fonts, width));
        let subject = [
            person(newsroom, name),
            format!("Từ ngày {} đến ngày {}", wording::date(from), wording::date(to)),
        ];
        let mut head = title(fonts, "DANH SÁCH VIỆC", &subject, width);
        let bookmarked = head.iter_mut().filter_map(|block| match block {
            Block::Paragraph(paragraph) => paragraph.bookmark.as_mut(),
            _ => None,
        });
        let mark = if name.is_empty() { NOBODY } else { name };
        bookmarked.for_each(|bookmark| mark.clone_into(bookmark));
        blocks.extend(head);
        let none = || Paragraph::text("Không có việc trong những ngày này.", italic(BODY));
        blocks.push(of.map_or_else(|| Block::Paragraph(none()), |of| of_person(newsroom, of)));
        blocks.push(signatures());
    }
    if blocks.is_empty() {
        let none = "Không ai có việc trong những ngày này.";
        blocks.push(Block::Paragraph(Paragraph::text(none, italic(BODY))));
    }
    print.manuscript(sheet, blocks, name, author(newsroom))
}

/// The office of the person's agency; the workspace's own for others.
fn office(newsroom: &Newsroom, name: &str) -> Office {
    office_of(newsroom, None, newsroom.settings().person(name).map(|person| person.agency.as_str()))
}

/// "Trần Mỹ Duyên, Biên tập, Đài PT-TH, ĐT: 0710 …"
fn person(newsroom: &Newsroom, name: &str) -> String {
    if name.is_empty() {
        return NOBODY.to_owned();
    }
    let mut words = vec![name.to_owned()];
    if let Some(person) = newsroom.settings().person(name) {
        let agency = newsroom.plan().agency(&person.agency).map(|agency| agency.short.clone());
        let phone = (!person.phone.is_empty()).then(|| format!("ĐT: {}", person.phone));
        words.extend([Some(person.role.clone()), agency, phone].into_iter().flatten());
    }
    words.retain(|word| !word.is_empty());
    words.join(", ")
}

fn of_person(newsroom: &Newsroom, of: &Workload<'_>) -> Block {
    let columns = vec![
        Column::Fixed(28.0),
        Column::Fixed(92.0),
        Column::Share(0.9),
        Column::Share(1.6),
        Column::Fixed(76.0),
    ];
    let heads = ["TT", "Ngày", "Việc", "Bài", "Xong"];
    let mut rows = Vec::new();
    let mut number = 0;
    for of_week in &of.weeks {
        rows.push(head(newsroom, of, of_week));
        for assignment in &of_week.assignments {
            number += 1;
            rows.push(row(newsroom, number, assignment));
        }
    }
    table(columns, &heads, rows)
}

/// "Tuần 12, 17–23/03/2014: 5 việc, quá tải"
fn head(newsroom: &Newsroom, of: &Workload<'_>, of_week: &Week<'_>) -> Row {
    let days = wording::range(of_week.monday, week::add_days(of_week.monday, 6));
    let number = week::iso_week(of_week.monday).1;
    let over = if of.is_overloaded(of_week, newsroom.settings()) { ", quá tải" } else { "" };
    let said = match of_week.open() {
        0 => format!("Tuần {number}, {days}: đã xong"),
        open => format!("Tuần {number}, {days}: {}{over}", wording::counted(open, "việc")),
    };
    let cell = Cell { columns: 5, ..Cell::new(Paragraph::text(said, bold(TABLE))) };
    Row { cells: vec![cell], keep_with_next: true, ..Row::default() }
}

fn row(newsroom: &Newsroom, number: usize, assignment: &Assignment<'_>) -> Row {
    let today = newsroom.today();
    let (late, done) = match assignment.duty {
        Duty::Task(_, TaskState::Late) => {
            (Some(format!("trễ {} ngày", (today - assignment.day).num_days())), String::new())
        }
        Duty::Task(_, TaskState::Done(day)) => (None, wording::date(day)),
        Duty::Task(..) | Duty::Role(_) => (None, String::new()),
    };
    let activity = newsroom.plan().activity(&assignment.piece.activity);
    let activity = activity.map(|activity| activity.short.clone());
    let day = wording::weekday_date(assignment.day);
    let cells = vec![
        cell([number.to_string()], Align::Center),
        cell(std::iter::once(day).chain(late), Align::Center),
        cell([assignment.duty.name().to_owned()], Align::Left),
        cell(std::iter::once(assignment.piece.title.clone()).chain(activity), Align::Left),
        cell([done], Align::Center),
    ];
    Row { cells, ..Row::default() }
}
