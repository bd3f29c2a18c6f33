//! The steps of a piece, each with its day, its person and room to sign.

use chrono::NaiveDate;

use super::part::{cell, fact, signatures, table};
use crate::calendar::wording;
use crate::document::letterhead::{Letterhead, maker, title};
use crate::document::style::{BODY, italic};
use crate::document::{Manuscript, PrintOptions, author, head, sheet};
use crate::ledger::{TaskState, TaskView};
use crate::newsroom::Newsroom;
use crate::page::{Align, Block, Column, Fonts, Paragraph, Row};
use crate::piece::Piece;

pub fn manuscript(
    newsroom: &Newsroom,
    piece: &Piece,
    name: String,
    print: &PrintOptions,
    fonts: &mut Fonts,
) -> Manuscript {
    let header = &piece.header;
    let sheet = print.sheet(sheet::portrait());
    let width = sheet::text_width(&sheet);
    let office = maker(newsroom, header);
    let mut blocks = vec![Letterhead::of(newsroom, &office).block(fonts, width)];
    blocks.extend(title(fonts, "PHIẾU GIAO VIỆC", std::slice::from_ref(&header.title), width));
    if let Some(activity) = newsroom.plan().activity(&header.activity) {
        blocks.push(fact("Hình thức", format!("{} (mục {})", activity.short, activity.clause)));
    }
    let airings = head::airings(newsroom, header);
    if !airings.is_empty() {
        blocks.push(fact("Thời gian", airings.join("; ")));
    }
    let people = header.people.iter().filter(|person| !person.name.is_empty());
    let people: Vec<String> = people.map(|person| format!("{}: {}", person.role, person.name)).collect();
    if !people.is_empty() {
        blocks.push(fact("Ê-kíp", people.join("; ")));
    }
    blocks.push(Block::Space(6.0));
    let steps = newsroom.tasks(header);
    if steps.is_empty() {
        let none = "Bài này không có bước nào: hình thức chưa đặt các bước, hoặc bài đã phát, đăng.";
        blocks.push(Block::Paragraph(Paragraph::text(none, italic(BODY))));
    } else {
        let columns = vec![
            Column::Fixed(28.0),
            Column::Share(1.0),
            Column::Fixed(92.0),
            Column::Share(1.2),
            Column::Fixed(66.0),
            Column::Fixed(84.0),
        ];
        let heads = ["TT", "Bước", "Hạn", "Người làm", "Xong ngày", "Ký nhận"];
        let rows = steps.iter().enumerate().map(|(at, step)| row(newsroom, at + 1, step)).collect();
        blocks.push(table(columns, &heads, rows));
    }
    blocks.push(signatures());
    print.manuscript(sheet, blocks, name, author(newsroom))
}

fn row(newsroom: &Newsroom, number: usize, view: &TaskView<'_>) -> Row {
    let due = match (view.due, view.step.is_workdays) {
        (Some(day), _) => wording::weekday_date(day),
        (None, false) => format!("trước phát {} ngày", view.step.days_before),
        (None, true) => format!("trước phát {} ngày làm việc", view.step.days_before),
    };
    let done = match view.state {
        TaskState::Done(day) => wording::date(day),
        _ => String::new(),
    };
    let phone = newsroom.settings().person(view.by).map(|person| person.phone.clone());
    let phone = phone.filter(|phone| !phone.is_empty()).map(|phone| format!("ĐT: {phone}"));
    let late = lateness(view, newsroom.today());
    let cells = vec![
        cell([number.to_string()], Align::Center),
        cell([view.step.name.clone()], Align::Left),
        cell(std::iter::once(due).chain(late), Align::Center),
        cell(std::iter::once(view.by.to_owned()).chain(phone), Align::Left),
        cell([done], Align::Center),
        // Room to sign.
        cell([String::new(), String::new()], Align::Left),
    ];
    Row { cells, ..Row::default() }
}

fn lateness(view: &TaskView<'_>, today: NaiveDate) -> Option<String> {
    let due = view.due.filter(|_| view.state == TaskState::Late)?;
    Some(format!("trễ {} ngày", (today - due).num_days()))
}
