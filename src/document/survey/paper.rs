//! The question paper of one version: larger type than other papers, nothing to fill in, no key.

use super::office::holder;
use crate::document::author;
use crate::document::balance::balanced;
use crate::document::letterhead::{line, office_head};
use crate::document::poster::Pictures;
use crate::document::quiz::{self, Figures, pictured, title_and_intro};
use crate::document::sheet;
use crate::document::style::{bold, italic, regular, span};
use crate::newsroom::Newsroom;
use crate::page::{self, Align, Block, Document, Fonts, Paragraph};
use crate::piece::Header;
use crate::piece::quiz::{Question, Quiz};
use crate::survey::Version;
use crate::survey::options::{options, sections};
use crate::survey::version::{Asked, letter};

/// For readers above forty, too.
const BODY: f32 = 15.0;

/// The pictures of the questions, no wider than this paper has room.
pub fn figures(quiz: &Quiz, pictures: &Pictures<'_>, fonts: &mut Fonts) -> Figures {
    quiz::figures(quiz, sheet::text_width(&sheet::working()), pictures, fonts)
}

/// `locality` is the one whose people are asked; none for papers that all use.
pub fn document(
    newsroom: &Newsroom,
    header: &Header,
    locality: Option<&str>,
    quiz: &Quiz,
    version: &Version,
    figures: &Figures,
    fonts: &mut Fonts,
) -> Document {
    let foot = format!("{} – Mã đề {}", header.title, version.code);
    let sheet = sheet::footed(sheet::working(), &foot);
    let width = sheet::text_width(&sheet);
    let (title, intro) = title_and_intro(header, quiz);
    let code = vec![span("Mã đề: ", regular(13.0)), span(version.code.to_string(), bold(18.0))];
    let office = holder(newsroom, header, locality);
    let mut blocks = vec![office_head(newsroom, &office, vec![code], width, fonts)];
    blocks.push(Block::Space(14.0));
    blocks.push(Block::Paragraph(Paragraph {
        align: Align::Center,
        line_height: 1.25,
        keep_with_next: true,
        ..Paragraph::text(balanced(fonts, &title, bold(15.0), width * 0.96), bold(15.0))
    }));
    blocks.push(Block::Space(6.0));
    let note = "Trả lời trên phiếu trả lời trắc nghiệm; ghi đúng mã đề của tờ này.";
    blocks.extend(intro.into_iter().chain([note]).map(|text| {
        let paragraph = Paragraph::text(text, italic(13.0));
        Block::Paragraph(Paragraph { align: Align::Justify, space_before: 3.0, ..paragraph })
    }));
    blocks.push(Block::Space(4.0));
    let mut headings: Vec<(usize, &str)> = Vec::new();
    let mut first = 0;
    for section in sections(quiz) {
        headings.push((first, section.heading));
        first += section.questions.len();
    }
    for (index, item) in version.items.iter().enumerate() {
        let heading = headings.iter().find(|(first, _)| *first == index);
        blocks.extend(heading.iter().flat_map(|(_, text)| text.lines()).map(section_title));
        blocks.push(Block::Together(asked(index + 1, &quiz.questions[item.question], Some(item), figures)));
    }
    let open = quiz.questions.iter().filter(|question| question.is_open());
    for (index, question) in open.enumerate() {
        if index == 0 {
            blocks.push(section_title("TRẢ LỜI BẰNG LỜI (viết trên giấy riêng)"));
        }
        blocks.push(Block::Together(asked(version.items.len() + index + 1, question, None, figures)));
    }
    blocks.push(Block::Space(10.0));
    blocks.push(line("– Hết –".to_owned(), italic(13.0)));
    page::flow(fonts, &sheet, &blocks).into_document(foot, author(newsroom))
}

fn section_title(text: &str) -> Block {
    Block::Paragraph(Paragraph {
        space_before: 10.0,
        keep_with_next: true,
        keep_together: true,
        ..Paragraph::text(text, bold(BODY))
    })
}

fn asked(number: usize, question: &Question, item: Option<&Asked>, figures: &Figures) -> Vec<Block> {
    let mut blocks = vec![Block::Paragraph(Paragraph {
        space_before: 8.0,
        space_after: 2.0,
        keep_with_next: item.is_some(),
        keep_together: true,
        ..Paragraph::new(vec![
            span(format!("Câu {number}. "), bold(BODY)),
            span(question.text.clone(), bold(BODY)),
        ])
    })];
    blocks.extend(pictured(question, figures));
    let offered = options(question);
    let order = item.map(|item| item.options.as_slice()).unwrap_or_default();
    let last = order.len().saturating_sub(1);
    blocks.extend(order.iter().enumerate().map(|(place, option)| {
        Block::Paragraph(Paragraph {
            left: 34.0,
            label: Some(vec![span(format!("{}.", letter(place)), bold(BODY))]),
            label_width: 22.0,
            keep_together: true,
            keep_with_next: place < last,
            space_before: 1.0,
            ..Paragraph::text(offered.get(*option).map_or("", |(_, text)| *text), regular(BODY))
        })
    }));
    blocks
}
