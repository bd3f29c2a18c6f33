//! The programme, and the list of guests with room to sign.

use super::{Setting, cell, heading, labelled, paragraphs, said, strong, table};
use crate::document::closing::closing;
use crate::document::head::end_with;
use crate::page::{Align, Block, Column, Fonts, Row};

pub(super) fn programme(setting: &Setting<'_>, fonts: &mut Fonts) -> Vec<Block> {
    let dialogue = setting.dialogue;
    let mut blocks = setting.head("CHƯƠNG TRÌNH", Some("CTr"), &setting.piece.header.title, fonts);
    if !dialogue.topic.is_empty() {
        blocks.push(labelled("Chủ đề", dialogue.topic.as_str()));
    }
    blocks.push(labelled("Thời gian", setting.when()));
    blocks.push(labelled("Địa điểm", setting.place()));
    blocks.push(Block::Space(6.0));
    let rows = dialogue.programme.iter().map(|item| {
        let cells = vec![
            strong(item.time.as_str(), Align::Center),
            cell(item.text.as_str(), Align::Left),
            cell(item.by.as_str(), Align::Left),
        ];
        Row { cells, ..Row::default() }
    });
    let heads = ["Giờ", "Nội dung", "Thực hiện"].map(str::to_owned);
    let columns = vec![Column::Fixed(54.0), Column::Share(1.7), Column::Share(1.0)];
    blocks.push(table(columns, &heads, rows.collect()));
    if !setting.talk.carried.is_empty() {
        blocks.push(heading("Những việc kỳ trước còn nợ, báo lại ở đầu buổi"));
        blocks.push(setting.cases(&setting.talk.carried, false));
    }
    if !setting.talk.questions.is_empty() {
        blocks.push(heading("Câu hỏi đã nhận"));
        blocks.push(setting.cases(&setting.talk.questions, false));
    }
    if !dialogue.manner.is_empty() {
        blocks.push(heading("Cách làm việc"));
        blocks.extend(paragraphs(&dialogue.manner));
    }
    end_with(&mut blocks, closing(setting.newsroom, &setting.office, &["Các đại biểu".to_owned()]));
    blocks
}

pub(super) fn guests(setting: &Setting<'_>, fonts: &mut Fonts) -> Vec<Block> {
    let mut blocks = setting.head("DANH SÁCH ĐẠI BIỂU", None, &setting.piece.header.title, fonts);
    blocks.push(said(format!("Thời gian: {}. Địa điểm: {}.", setting.when(), setting.place())));
    let rows = setting.dialogue.guests.iter().zip(1..).map(|(guest, number): (_, usize)| {
        let body = setting.body_of(guest);
        let who = if guest.name.is_empty() { body.clone() } else { guest.name.clone() };
        let from = if guest.name.is_empty() { String::new() } else { body };
        let from = [guest.title.as_str(), from.as_str()];
        let from: Vec<&str> = from.into_iter().filter(|part| !part.is_empty()).collect();
        let cells = vec![
            cell(number.to_string(), Align::Center),
            strong(who, Align::Left),
            cell(from.join(", "), Align::Left),
            cell(crate::fold::capital(guest.reply.name()), Align::Left),
            cell("", Align::Left),
        ];
        Row { cells, ..Row::default() }
    });
    let heads = ["TT", "Đại biểu", "Chức danh, cơ quan", "Giấy mời", "Ký tên"].map(str::to_owned);
    let columns = vec![
        Column::Fixed(30.0),
        Column::Share(1.2),
        Column::Share(1.1),
        Column::Fixed(76.0),
        Column::Fixed(92.0),
    ];
    blocks.push(table(columns, &heads, rows.collect()));
    blocks.push(super::signatures(&["NGƯỜI LẬP DANH SÁCH", "TỔ THƯ KÝ"]));
    blocks
}
