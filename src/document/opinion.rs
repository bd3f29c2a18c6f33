//! "Phiếu lấy ý kiến": a paper for each body of the approval chain of a poster or a live programme, with what it is
//! asked about and boxes to tick (plan 127, IV.1.b and IV.7).

use std::sync::Arc;

use crate::calendar::wording;
use crate::newsroom::Newsroom;
use crate::page::{Align, Block, Fonts, Paragraph, Sheet, Size};
use crate::piece::av::{Row, Script};
use crate::piece::{ChainStep, Format, Piece, StepState};
use crate::plan::Office;
use crate::poster::Poster;

use super::letterhead::{self, Letterhead, line};
use super::style::{BODY, INDENT, body, body_of, bold, italic, regular, span};
use super::{Manuscript, PrintOptions, author, head, is_live, poster, sheet};

/// An empty box to tick.
pub(super) const BOX: &str = "□";
/// Maximum height of the proof, points: all of the paper stays on one page.
const PROOF: f32 = 196.0;
/// Space for the signature and the seal, points.
const SIGNATURE: f32 = 58.0;

/// Whether bodies outside are asked for their opinion on a piece.
pub fn is_for(newsroom: &Newsroom, piece: &Piece) -> bool {
    piece.format == Format::Poster || is_live(newsroom, piece)
}

/// A page for each body of the chain but the one whose paper it is.
pub fn manuscript(
    newsroom: &Newsroom,
    piece: &Piece,
    pictures: &dyn Fn(&str) -> Option<Arc<[u8]>>,
    print: &PrintOptions,
    fonts: &mut Fonts,
) -> Manuscript {
    let sheet = print.sheet(Sheet { header: None, ..sheet::portrait() });
    let width = sheet::text_width(&sheet);
    let subject = subject(newsroom, piece, width, pictures, fonts);
    let mut blocks = Vec::new();
    let mut chain = piece.approval_chain(newsroom.plan(), newsroom.settings());
    let office = letterhead::maker(newsroom, &piece.header);
    chain.retain(|step| !office.is_called(&body_name(newsroom, step)));
    for step in &chain {
        if !blocks.is_empty() {
            blocks.push(Block::PageBreak);
        }
        blocks.extend(ask(newsroom, piece, step, &office, width, fonts));
        blocks.extend(subject.iter().cloned());
        blocks.push(answer(newsroom, step, width, fonts));
    }
    if chain.is_empty() {
        let none = "Chưa đặt nơi cần lấy ý kiến cho hình thức này: thêm bước duyệt trong Thiết lập.";
        blocks.push(Block::Paragraph(Paragraph::text(none, italic(BODY))));
    }
    let title = format!("Phiếu lấy ý kiến: {}", piece.header.title);
    print.manuscript(sheet, blocks, title, author(newsroom))
}

/// The letterhead, and who is asked what.
fn ask(
    newsroom: &Newsroom,
    piece: &Piece,
    step: &ChainStep<'_>,
    office: &Office,
    width: f32,
    fonts: &mut Fonts,
) -> Vec<Block> {
    let plan = newsroom.plan();
    let activity = plan.activity(&piece.header.activity);
    let mut blocks = vec![Letterhead::of(newsroom, office).block(fonts, width)];
    let what = if piece.format == Format::Poster {
        "nội dung pano, áp phích"
    } else {
        "nội dung chương trình phát trực tiếp"
    };
    let subject = [format!("Về {what}"), piece.header.title.clone()];
    blocks.extend(letterhead::title(fonts, "PHIẾU LẤY Ý KIẾN", &subject, width));
    blocks.push(line(format!("Kính gửi: {}", body_name(newsroom, step)), bold(BODY)));
    blocks.push(Block::Space(6.0));
    let by = match (activity, plan.number.is_empty()) {
        (Some(activity), false) => {
            format!("Thực hiện mục {} của Kế hoạch số {}, kính", activity.clause, plan.number)
        }
        _ => "Kính".to_owned(),
    };
    let days = step.step.days.map_or(String::new(), |days| format!(" trong {days} ngày"));
    blocks.push(Block::Paragraph(body(format!("{by} đề nghị cho ý kiến{days} về nội dung dưới đây."))));
    blocks
}

/// What the opinion is asked on: the proof of a poster, the parts of a programme.
fn subject(
    newsroom: &Newsroom,
    piece: &Piece,
    width: f32,
    pictures: &dyn Fn(&str) -> Option<Arc<[u8]>>,
    fonts: &mut Fonts,
) -> Vec<Block> {
    let plan = newsroom.plan();
    let fact = |name: &str, words: String| {
        let spans = vec![span(format!("{name}: "), italic(BODY)), span(words, regular(BODY))];
        Block::Paragraph(Paragraph { left: INDENT, space_after: 1.0, ..Paragraph::new(spans) })
    };
    let mut blocks = Vec::new();
    let when = head::airings(newsroom, &piece.header);
    if !when.is_empty() {
        blocks.push(fact("Thời gian", when.join("; ")));
    }
    let topics = piece.header.topics.iter().filter_map(|clause| plan.topic(clause));
    let topics: Vec<&str> = topics.map(|(_, topic)| topic.short.as_str()).collect();
    if !topics.is_empty() {
        blocks.push(fact("Nội dung tuyên truyền", topics.join("; ")));
    }
    if piece.format != Format::Poster {
        let script = Script::parse(&piece.body);
        let parts: Vec<&str> = script.rows.iter().map(Row::title).filter(|title| !title.is_empty()).collect();
        blocks.push(fact("Các phần", format!("{}.", parts.join("; "))));
        return blocks;
    }
    match Poster::parse(&piece.body) {
        Ok(board) => {
            blocks.insert(0, fact("Khổ", board.size_name()));
            let most = Size { width, height: PROOF };
            let figure = poster::figure(&board, most, pictures, fonts);
            blocks.extend([Block::Space(8.0), Block::Figure(figure)]);
        }
        Err(error) => blocks.push(fact("Không đọc được bản vẽ", error.to_string())),
    }
    blocks
}

/// The boxes to tick and the room to sign, on one page.
fn answer(newsroom: &Newsroom, step: &ChainStep<'_>, width: f32, fonts: &mut Fonts) -> Block {
    let asked = Paragraph {
        space_before: 12.0,
        space_after: 3.0,
        ..Paragraph::text(format!("Ý kiến của {}:", body_name(newsroom, step)), bold(BODY))
    };
    let mut blocks = vec![Block::Paragraph(asked)];
    blocks.extend(given(step).map(|words| Block::Paragraph(body_of(vec![span(words, italic(BODY))]))));
    let dots = |words: &str, fonts: &mut Fonts| {
        let used = fonts.measure(&[span(words, regular(BODY))]) + INDENT + 24.0;
        let one = fonts.measure(&[span("…", regular(BODY))]).max(1.0);
        format!("{words} {}", "…".repeat(((width - used) / one).max(0.0) as usize))
    };
    for words in ["Đồng ý".to_owned(), dots("Không đồng ý, vì:", fonts), dots("Ý kiến khác:", fonts)]
    {
        blocks.push(Block::Paragraph(Paragraph {
            left: INDENT + 20.0,
            label: Some(vec![span(BOX, regular(BODY))]),
            label_width: 20.0,
            space_before: 3.0,
            ..Paragraph::text(words, regular(BODY))
        }));
    }
    let signature = vec![
        line("………, ngày …… tháng …… năm ………".to_owned(), italic(BODY)),
        line("THỦ TRƯỞNG CƠ QUAN".to_owned(), bold(BODY)),
        line("(ký, ghi rõ họ tên, đóng dấu)".to_owned(), italic(BODY - 1.0)),
        Block::Space(SIGNATURE),
        // A line of its own keeps the room below on the paper.
        Block::Paragraph(Paragraph { align: Align::Center, ..Paragraph::text(" ", regular(BODY)) }),
    ];
    blocks.extend([Block::Space(10.0), Block::Columns(vec![(0.42, Vec::new()), (0.58, signature)])]);
    Block::Together(blocks)
}

/// What the body has answered before.
fn given(step: &ChainStep<'_>) -> Option<String> {
    let approval = step.given?;
    let number =
        if approval.number.is_empty() { String::new() } else { format!(", số {}", approval.number) };
    let verdict = match (&approval.returned, step.state) {
        (Some(reason), _) => format!("không đồng ý: {reason}"),
        (None, StepState::Edited) => "đồng ý; nội dung đã sửa sau đó nên xin ý kiến lại".to_owned(),
        (None, _) => "đồng ý".to_owned(),
    };
    Some(format!("Đã có ý kiến ngày {}{number}: {verdict}.", wording::date(approval.date)))
}

/// The agency asked, by its full name, or the step's.
fn body_name(newsroom: &Newsroom, step: &ChainStep<'_>) -> String {
    let plan = newsroom.plan();
    let agency = step.step.agency_id(plan).and_then(|id| plan.agency(id));
    agency.map_or_else(|| step.step.name.clone(), |agency| agency.name.clone())
}
