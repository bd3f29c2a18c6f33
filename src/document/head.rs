//! The head of a piece's document: office, programme, airings, title, people; and the approvals at its end.

use std::fmt::Write;

use chrono::{Datelike, NaiveDate, NaiveTime};

use crate::calendar::wording;
use crate::newsroom::Newsroom;
use crate::page::{Align, Block, Fonts, Paragraph};
use crate::piece::{ChainStep, Header, Piece, StepState};
use crate::plan::{Activity, Medium, SlotId};

use super::balance::{balanced, packed};
use super::letterhead::{line, script_head};
use super::style::{bold, italic, regular, span};

/// Producer and programme side by side, the title, the people. `width` of the text, in points.
pub(super) fn head(newsroom: &Newsroom, piece: &Piece, width: f32, fonts: &mut Fonts) -> Vec<Block> {
    let header = &piece.header;
    let mut right = Vec::new();
    if let Some(activity) = newsroom.plan().activity(&header.activity) {
        right.push(vec![span(activity.short.to_uppercase(), bold(11.0))]);
    }
    right.extend(airings(newsroom, header).into_iter().map(|text| vec![span(text, regular(11.0))]));
    let title = balanced(fonts, &header.title.to_uppercase(), bold(15.0), width * 0.94);
    let mut blocks = vec![
        script_head(newsroom, header, right, width, fonts),
        Block::Space(18.0),
        Block::Paragraph(Paragraph {
            align: Align::Center,
            line_height: 1.25,
            keep_with_next: true,
            bookmark: Some(header.title.clone()),
            ..Paragraph::text(title, bold(15.0))
        }),
        Block::Space(6.0),
    ];
    blocks.extend(people(header, width, fonts));
    blocks
}

/// "MC: Ngọc Hân – Biên tập: Trần Mỹ Duyên", grouped by role; names are not broken.
fn people(header: &Header, width: f32, fonts: &mut Fonts) -> Option<Block> {
    let mut roles: Vec<(&str, Vec<&str>)> = Vec::new();
    for person in &header.people {
        match roles.iter_mut().find(|(role, _)| *role == person.role) {
            Some((_, names)) => names.push(&person.name),
            None => roles.push((&person.role, vec![&person.name])),
        }
    }
    if roles.is_empty() {
        return None;
    }
    let items = roles
        .into_iter()
        .map(|(role, names)| {
            vec![span(format!("{role}: "), italic(12.0)), span(names.join(", "), regular(12.0))]
        })
        .collect();
    let spans = packed(fonts, items, &span(" – ", regular(12.0)), width * 0.94);
    Some(Block::Paragraph(Paragraph { align: Align::Center, space_after: 2.0, ..Paragraph::new(spans) }))
}

/// The most performances that a head lists. A longer tour has a paper of its own, and the head gives only its number and
/// the first and last day.
const NIGHTS: usize = 3;

/// "Phát 19:45, Thứ Năm 20/03/2014", one line for each day and time; bodies that share it are combined. A tour of
/// many nights is its first one and "Lưu diễn 9 buổi, 21/03–19/04/2014".
pub(super) fn airings(newsroom: &Newsroom, header: &Header) -> Vec<String> {
    type When = (Option<NaiveDate>, Option<NaiveTime>, bool);
    let mut groups: Vec<(When, Vec<&SlotId>)> = Vec::new();
    for airing in &header.airings {
        let when = (airing.date, airing.time, airing.is_rerun);
        match groups.iter_mut().find(|(known, _)| *known == when) {
            Some((_, places)) => places.push(&airing.slot),
            None => groups.push((when, vec![&airing.slot])),
        }
    }
    groups.sort_by_key(|((date, time, is_rerun), _)| (date.is_none(), *date, *time, *is_rerun));
    let activity = newsroom.plan().activity(&header.activity);
    let (medium, unit) = (activity.map(|one| one.medium), activity.map_or("địa bàn", Activity::unit));
    let is_tour = medium == Some(Medium::Stage) && groups.len() > NIGHTS;
    let nights = if is_tour { groups.split_off(1) } else { Vec::new() };
    groups
        .into_iter()
        .map(|((date, time, is_rerun), places)| {
            let verb = match (medium, is_rerun) {
                (Some(Medium::Press | Medium::Web), false) => "Đăng",
                (Some(Medium::Press | Medium::Web), true) => "Đăng lại",
                (Some(Medium::Stage), _) => "Diễn",
                (Some(Medium::Television | Medium::Radio), true) => "Phát lại",
                (Some(Medium::Television | Medium::Radio), false) => "Phát",
                _ => "Thực hiện",
            };
            let Some(date) = date else { return format!("{verb}: chưa xếp ngày") };
            let mut text = match time {
                Some(time) => format!("{verb} {}, {}", wording::clock(time), weekday_date(date)),
                None => format!("{verb} {}", weekday_date(date)),
            };
            let bodies: Vec<String> =
                places.into_iter().filter_map(|slot| newsroom.plan().body_name(slot)).collect();
            match bodies.as_slice() {
                [] => {}
                [one] => {
                    let _ = write!(text, ", {one}");
                }
                _ => {
                    // A no-break space keeps the number with its noun.
                    let _ = write!(text, ", {}\u{a0}{unit}", bodies.len());
                }
            }
            text
        })
        .chain(tour(nights.iter().map(|((date, ..), places)| (*date, places.len()))))
        .collect()
}

/// "Lưu diễn 9 buổi, 21/03–19/04/2014", by the number of performances of each day.
fn tour(nights: impl Iterator<Item = (Option<NaiveDate>, usize)> + Clone) -> Option<String> {
    let count: usize = nights.clone().map(|(_, count)| count).sum();
    let days = nights.filter_map(|(date, _)| date);
    let days = days.clone().min().zip(days.max()).map(|(first, last)| wording::range(first, last));
    let days = days.unwrap_or_else(|| "chưa xếp ngày".to_owned());
    (count > 0).then(|| format!("Lưu diễn {}, {days}", wording::counted(count, "buổi")))
}

/// "Thứ Năm 20/03/2014"
fn weekday_date(date: NaiveDate) -> String {
    format!("{} {}", wording::weekday(date.weekday()), wording::date(date))
}

/// Ends a document with its approvals, if any, keeping them on a page with some text.
pub(super) fn approve(blocks: &mut Vec<Block>, newsroom: &Newsroom, piece: &Piece) {
    if let Some(approvals) = approvals(newsroom, piece) {
        end_with(blocks, approvals);
    }
}

/// Adds a block that stays on a page with the text before it.
pub(super) fn end_with(blocks: &mut Vec<Block>, last: Block) {
    match blocks.last_mut() {
        // Nothing in it to set a mark on: it takes the block in.
        Some(Block::Together(inner))
            if matches!(inner.last(), Some(Block::Space(_) | Block::Columns(_) | Block::Figure(_))) =>
        {
            inner.push(last);
        }
        _ => {
            keep_with_text(blocks);
            blocks.push(last);
        }
    }
}

/// Keeps the last paragraph on the page of what follows.
fn keep_with_text(blocks: &mut [Block]) {
    match blocks.last_mut() {
        Some(Block::Paragraph(paragraph)) => paragraph.keep_with_next = true,
        Some(Block::Table(table)) => {
            if let Some(row) = table.rows.last_mut() {
                row.keep_with_next = true;
            }
        }
        Some(Block::Together(inner)) => keep_with_text(inner),
        Some(
            Block::Space(_) | Block::Rule { .. } | Block::Figure(_) | Block::Columns(_) | Block::PageBreak,
        )
        | None => {}
    }
}

/// The approval chain with space to sign: who has approved and when, who has not yet.
fn approvals(newsroom: &Newsroom, piece: &Piece) -> Option<Block> {
    let chain = piece.approval_chain(newsroom.plan(), newsroom.settings());
    if chain.is_empty() {
        return None;
    }
    let mut rows = vec![Block::Space(16.0)];
    for chunk in chain.chunks(4) {
        let columns = chunk.iter().map(|ChainStep { step, given, state, .. }| {
            let mut blocks = vec![line(step.name.to_uppercase(), bold(11.0))];
            if let Some(approval) = given.filter(|approval| approval.is_agreed()) {
                blocks.push(line(format!("đã duyệt {}", wording::date(approval.date)), italic(11.0)));
                if *state == StepState::Edited {
                    blocks.push(line("sửa sau khi duyệt".to_owned(), italic(11.0)));
                }
                if !approval.number.is_empty() {
                    blocks.push(line(format!("công văn số {}", approval.number), italic(11.0)));
                }
                blocks.push(Block::Space(22.0));
                blocks.push(line(approval.by.clone(), bold(11.0)));
            } else {
                blocks.push(line("(ký, ghi rõ họ tên)".to_owned(), italic(11.0)));
                blocks.push(Block::Space(36.0));
            }
            (1.0, blocks)
        });
        rows.push(Block::Columns(columns.collect()));
        rows.push(Block::Space(8.0));
    }
    Some(Block::Together(rows))
}
