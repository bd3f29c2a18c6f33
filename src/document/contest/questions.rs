//! "Câu hỏi vấn đáp": for who asks, with the answers; a round begins a page.

use super::{Setting, heading, said};
use crate::bank::{Bank, Question};
use crate::document::style::{BODY, INDENT, bold, italic, regular, span};
use crate::newsroom::Newsroom;
use crate::page::{Block, Fonts, Paragraph};

/// The bank of the workspace; none where it has none.
pub(crate) fn bank(newsroom: &Newsroom) -> Option<&Bank> {
    newsroom.record(<Bank as crate::record::Record>::PATH)?.get()
}

/// "B. Năm ngày làm việc", "Đúng"; an open question's answer is in its explanation.
pub(crate) fn answer(question: &Question) -> String {
    if question.options.is_empty() {
        return match question.key.as_str() {
            "Đ" => "Đúng".to_owned(),
            "S" => "Sai".to_owned(),
            key => key.to_owned(),
        };
    }
    let right = question.options.iter().zip('A'..='Z').filter(|(_, letter)| question.key.contains(*letter));
    right.map(|(option, letter)| format!("{letter}. {option}")).collect::<Vec<_>>().join("; ")
}

pub(super) fn blocks(setting: &Setting<'_>, fonts: &mut Fonts) -> Vec<Block> {
    let contest = setting.contest;
    let bank = bank(setting.newsroom);
    let mut blocks = setting.head("CÂU HỎI VẤN ĐÁP", false, fonts);
    blocks.push(said("Tài liệu của Ban tổ chức; không đưa cho các đội trước khi thi."));
    let asked = contest.rounds.iter().filter(|round| !round.questions.is_empty());
    for (at, round) in asked.clone().enumerate() {
        if at > 0 {
            blocks.push(Block::PageBreak);
        }
        blocks.push(heading(&round.name));
        for (number, id) in (1..).zip(&round.questions) {
            match bank.and_then(|bank| bank.question(id)) {
                Some(question) => blocks.push(asked_as(number, question)),
                None => blocks.push(said(format!("Câu {number}: không còn trong ngân hàng câu hỏi."))),
            }
        }
    }
    if asked.count() == 0 {
        blocks.push(said("Chưa phần thi nào có câu hỏi; rút từ ngân hàng ở mục Phần thi, giải."));
    }
    blocks
}

/// A question with its options and answer, kept on one page.
fn asked_as(number: usize, question: &Question) -> Block {
    let line =
        |spans| Block::Paragraph(Paragraph { left: INDENT, space_after: 1.0, ..Paragraph::new(spans) });
    let mut blocks = vec![Block::Paragraph(Paragraph {
        space_before: 6.0,
        space_after: 2.0,
        keep_with_next: true,
        ..Paragraph::new(vec![
            span(format!("Câu {number}. "), bold(BODY)),
            span(question.text.clone(), regular(BODY)),
        ])
    })];
    let options = question.options.iter().zip('A'..='Z');
    blocks.extend(
        options.map(|(option, letter)| line(vec![span(format!("{letter}. {option}"), regular(BODY))])),
    );
    let mut right = vec![span("Đáp án: ", bold(BODY)), span(answer(question), regular(BODY))];
    if !question.clause.is_empty() {
        right.push(span(format!(" ({})", question.clause), italic(BODY)));
    }
    blocks.push(line(right));
    if !question.explanation.is_empty() {
        blocks.push(line(vec![span(question.explanation.clone(), italic(BODY))]));
    }
    Block::Together(blocks)
}
