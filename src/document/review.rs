//! "Phiếu trình duyệt": the paper that goes round with a piece, a row to sign for each step of its chain.

use crate::calendar::wording;
use crate::newsroom::Newsroom;
use crate::page::{Align, Block, Cell, Column, Fonts, Paragraph, Row, Table};
use crate::piece::{ChainStep, Piece, StepState};

use super::opinion::BOX;
use super::style::{BODY, HAIRLINE, TABLE, bold, italic, regular};
use super::{Manuscript, PrintOptions, author, head, sheet};

/// Space to sign in, points.
const ROOM: f32 = 44.0;

/// The piece's head, its length in words, and its chain: what was answered, and boxes for what was not.
pub fn manuscript(newsroom: &Newsroom, piece: &Piece, print: &PrintOptions, fonts: &mut Fonts) -> Manuscript {
    let title = &piece.header.title;
    let sheet = print.sheet(sheet::portrait());
    let heading = Paragraph {
        align: Align::Center,
        space_after: 8.0,
        keep_with_next: true,
        ..Paragraph::text("PHIẾU TRÌNH DUYỆT", bold(BODY + 2.0))
    };
    let mut blocks = vec![Block::Paragraph(heading)];
    blocks.extend(head::head(newsroom, piece, sheet::text_width(&sheet), fonts));
    blocks.push(Block::Space(10.0));
    let chain = piece.approval_chain(newsroom.plan(), newsroom.settings());
    if chain.is_empty() {
        let none = "Chưa đặt bước duyệt nào cho hình thức này.";
        blocks.push(Block::Paragraph(Paragraph::text(none, italic(BODY))));
    } else {
        blocks.push(Block::Table(table(newsroom, &chain)));
    }
    print.manuscript(sheet, blocks, format!("Phiếu trình duyệt: {title}"), author(newsroom))
}

fn table(newsroom: &Newsroom, chain: &[ChainStep<'_>]) -> Table {
    let head = ["TT", "Nơi duyệt", "Ý kiến", "Ngày, ký, ghi rõ họ tên"];
    let head =
        head.map(|name| Cell::new(Paragraph { align: Align::Center, ..Paragraph::text(name, bold(TABLE)) }));
    let row = |(at, step): (usize, &ChainStep<'_>)| {
        let number =
            Paragraph { align: Align::Center, ..Paragraph::text((at + 1).to_string(), regular(TABLE)) };
        let cells =
            vec![Cell::new(number), cell([place(newsroom, step)]), cell(answer(step)), signature(step)];
        Row { cells, ..Row::default() }
    };
    Table {
        columns: vec![Column::Fixed(30.0), Column::Share(1.0), Column::Share(1.5), Column::Share(1.2)],
        head: vec![Row { cells: head.to_vec(), ..Row::default() }],
        rows: chain.iter().enumerate().map(row).collect(),
        border: HAIRLINE,
        padding: (5.0, 4.0),
        repeated_cells: 0,
    }
}

/// The step, and its agency where the name does not say it.
fn place(newsroom: &Newsroom, step: &ChainStep<'_>) -> String {
    let plan = newsroom.plan();
    let agency = step.step.agency_id(plan).and_then(|id| plan.agency(id));
    match agency.filter(|agency| agency.name != step.step.name) {
        Some(agency) => format!("{} ({})", step.step.name, agency.short),
        None => step.step.name.clone(),
    }
}

fn answer(step: &ChainStep<'_>) -> Vec<String> {
    let Some(approval) = step.given else {
        return vec![format!("{BOX} Đồng ý"), format!("{BOX} Trả lại, vì: ………………………")];
    };
    let verdict = match &approval.returned {
        Some(reason) => format!("Trả lại: {reason}"),
        None => "Đồng ý".to_owned(),
    };
    let number = (!approval.number.is_empty()).then(|| format!("Công văn số {}", approval.number));
    let note = (!approval.note.is_empty()).then(|| approval.note.clone());
    let mut lines: Vec<String> = std::iter::once(verdict).chain(number).chain(note).collect();
    if step.state == StepState::Edited {
        lines.push("Nội dung đã sửa sau khi duyệt:".to_owned());
        lines.extend(["vẫn đồng ý", "xem lại"].map(|choice| format!("{BOX} {choice}")));
    }
    lines
}

/// Who signed and when, and room to sign where an answer is asked for.
fn signature(step: &ChainStep<'_>) -> Cell {
    let signed =
        step.given.into_iter().flat_map(|approval| [wording::date(approval.date), approval.by.clone()]);
    let is_asked = step.given.is_none() || step.state == StepState::Edited;
    let mut cell = cell(signed.chain(is_asked.then(|| "…… / …… / ………".to_owned())));
    if let Some(line) = cell.paragraphs.last_mut().filter(|_| is_asked) {
        line.space_after = ROOM;
    }
    cell
}

/// Lines of a cell.
fn cell(lines: impl IntoIterator<Item = String>) -> Cell {
    let paragraphs = lines.into_iter().map(|line| Paragraph::text(line, regular(TABLE))).collect();
    Cell { paragraphs, columns: 1, is_middle: false }
}
