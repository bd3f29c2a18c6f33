//! "Biên bản" and "Thông báo kết luận".

use super::{Setting, heading, paragraphs, said, signatures};
use crate::calendar::wording;
use crate::dialogue::Phase;
use crate::document::closing::conclude;
use crate::page::{Block, Fonts};

pub(super) fn minutes(setting: &Setting<'_>, fonts: &mut Fonts) -> Vec<Block> {
    let (dialogue, talk) = (setting.dialogue, &setting.talk);
    let name = if dialogue.phase == Phase::Agreed { "BIÊN BẢN" } else { "BIÊN BẢN (DỰ THẢO)" };
    let mut blocks = setting.head(name, Some("BB"), &setting.piece.header.title, fonts);
    blocks.push(said(format!("Thời gian: {}. Địa điểm: {}.", setting.when(), setting.place())));
    blocks.push(heading("I. THÀNH PHẦN"));
    let came: Vec<String> = dialogue
        .guests
        .iter()
        .filter(|guest| guest.came)
        .map(|guest| {
            let parts = [guest.name.clone(), guest.title.clone(), setting.body_of(guest)];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
        })
        .collect();
    if came.is_empty() {
        blocks.push(said("Đại biểu có mặt: theo danh sách ký tên kèm theo."));
    }
    blocks.extend(came.iter().enumerate().map(|(at, who)| said(format!("{}. {who}", at + 1))));
    if let Some(count) = dialogue.attended {
        blocks.push(said(format!("Người dự: {}.", wording::counted(count as usize, "người"))));
    }
    blocks.push(heading("II. DIỄN BIẾN"));
    blocks.extend(written(&dialogue.minutes));
    if !talk.questions.is_empty() {
        blocks.push(heading("III. CÂU HỎI, KIẾN NGHỊ"));
        blocks.push(setting.cases(&talk.questions, true));
    }
    blocks.push(heading("IV. KẾT LUẬN"));
    blocks.extend(written(&dialogue.conclusion));
    if !talk.promises.is_empty() {
        blocks.push(said("Những việc đã nhận, cơ quan nhận và ngày trả lời:"));
        blocks.push(setting.cases(&talk.promises, false));
    }
    if !dialogue.review.trim().is_empty() {
        blocks.push(heading("V. SƠ KẾT, RÚT KINH NGHIỆM"));
        blocks.extend(paragraphs(&dialogue.review));
    }
    blocks.push(said("Biên bản đã đọc lại cho các đại biểu cùng nghe."));
    blocks.push(signatures(&["THƯ KÝ", "CHỦ TRÌ"]));
    blocks
}

/// A text's paragraphs; lines to write on by hand while there are none.
fn written(text: &str) -> Vec<Block> {
    if text.trim().is_empty() {
        return (0..4).map(|_| said("…………………………………………………………………………………")).collect();
    }
    paragraphs(text).collect()
}

pub(super) fn conclusions(setting: &Setting<'_>, fonts: &mut Fonts) -> Vec<Block> {
    let (dialogue, talk) = (setting.dialogue, &setting.talk);
    let subject = format!("Kết luận buổi “{}”", setting.piece.header.title);
    let mut blocks = setting.head("THÔNG BÁO", Some("TB"), &subject, fonts);
    let topic = if dialogue.topic.is_empty() { String::new() } else { format!(" về {}", dialogue.topic) };
    let count = talk.questions.len();
    blocks.push(said(format!(
        "{}, tại {}, {} đã tổ chức đối thoại{topic}. Đã nhận {}; {} được trả lời, {} hẹn trả lời.",
        setting.day().map_or_else(|| "Ngày …/…/……".to_owned(), |day| format!("Ngày {}", wording::date(day))),
        setting.place(),
        setting.issuer(),
        wording::counted(count, "câu hỏi, kiến nghị"),
        talk.questions.iter().filter(|view| view.answered.is_some()).count(),
        talk.questions.iter().filter(|view| view.timing.is_open()).count(),
    )));
    blocks.push(said("Sau khi nghe các ý kiến, chủ trì kết luận như sau:"));
    blocks.extend(written(&dialogue.conclusion));
    if !talk.promises.is_empty() {
        blocks.push(said("Các cơ quan trả lời hoặc làm xong những việc sau trước hết ngày đã nhận:"));
        blocks.push(setting.cases(&talk.promises, false));
    }
    let open: Vec<_> = talk.questions.iter().filter(|view| view.timing.is_open()).copied().collect();
    if !open.is_empty() {
        blocks.push(said("Các câu hỏi chưa trả lời tại chỗ được chuyển đến:"));
        blocks.push(setting.cases(&open, false));
    }
    blocks.push(said(format!(
        "{} theo dõi việc thực hiện và báo lại kết quả ở đầu buổi đối thoại sau.",
        setting.issuer()
    )));
    let mut recipients: Vec<String> = Vec::new();
    for view in talk.promises.iter().chain(&talk.questions).filter(|view| !view.agency.is_empty()) {
        let name = setting.full_name(view.agency);
        if !recipients.contains(&name) {
            recipients.push(name);
        }
    }
    recipients.insert(0, format!("{} (để báo cáo)", setting.plan().issuer));
    conclude(&mut blocks, setting.newsroom, &setting.office, &recipients);
    blocks
}
