//! "Giấy mời": a letter to each guest, with what is asked of it.

use super::{Setting, labelled, said};
use crate::calendar::wording;
use crate::document::closing::conclude;
use crate::document::letterhead::line;
use crate::document::style::{BODY, bold, regular};
use crate::page::{Block, Fonts};

/// Days before the dialogue by which guests answer.
const REPLY: u64 = 3;

pub(super) fn blocks(setting: &Setting<'_>, fonts: &mut Fonts) -> Vec<Block> {
    let mut blocks = Vec::new();
    let dialogue = setting.dialogue;
    for guest in &dialogue.guests {
        if !blocks.is_empty() {
            blocks.push(Block::PageBreak);
        }
        blocks.extend(setting.head("GIẤY MỜI", Some("GM"), &setting.piece.header.title, fonts));
        let body = setting.body_of(guest);
        blocks.push(line(format!("{} trân trọng kính mời:", setting.issuer()), regular(BODY)));
        blocks.push(Block::Space(4.0));
        let who = match (guest.name.as_str(), body.as_str()) {
            ("", body) => body.to_owned(),
            (name, "") => name.to_owned(),
            (name, body) => format!("{name}, {body}"),
        };
        blocks.push(line(who, bold(BODY + 1.0)));
        for more in [&guest.title, &guest.address].into_iter().filter(|more| !more.is_empty()) {
            blocks.push(line(more.clone(), regular(BODY)));
        }
        blocks.push(Block::Space(8.0));
        blocks.push(labelled("Đến dự", format!("{}.", setting.piece.header.title)));
        if !dialogue.topic.is_empty() {
            blocks.push(labelled("Chủ đề", format!("{}.", dialogue.topic.trim_end_matches('.'))));
        }
        blocks.push(labelled("Thời gian", format!("{}.", setting.when())));
        blocks.push(labelled("Địa điểm", format!("{}.", setting.place())));
        let asked: Vec<&str> = setting
            .talk
            .carried
            .iter()
            .chain(&setting.talk.questions)
            .filter(|view| !guest.body.is_empty() && view.agency == guest.body && view.timing.is_open())
            .map(|view| view.case.topic.as_str())
            .collect();
        if !asked.is_empty() {
            blocks.push(said(format!(
                "Kính đề nghị chuẩn bị trả lời tại chỗ {} sau:",
                wording::counted(asked.len(), "câu hỏi")
            )));
            blocks.extend(asked.iter().enumerate().map(|(at, topic)| said(format!("{}. {topic}", at + 1))));
        }
        let reply = setting.day().and_then(|day| day.checked_sub_days(chrono::Days::new(REPLY)));
        let reply = reply.map_or_else(String::new, |day| format!(" trước hết ngày {}", wording::date(day)));
        blocks.push(said(format!(
            "Xin báo lại việc dự và họ tên, chức danh người dự cho {}{reply}. Rất mong nhận được sự có mặt đông đủ, đúng \
             giờ.",
            setting.issuer()
        )));
        conclude(&mut blocks, setting.newsroom, &setting.office, &["Như trên".to_owned()]);
    }
    if blocks.is_empty() {
        blocks.push(said("Chưa có khách mời. Thêm ở mục Khách mời."));
    }
    blocks
}
