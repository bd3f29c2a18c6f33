//! "Phiếu đặt câu hỏi": filled in by hand, before or at the dialogue.

use super::{Setting, labelled, said};
use crate::page::{Block, Fonts};

/// A line to write on.
const DOTS: &str = "…………………………………………………………………………………………";

pub(super) fn blocks(setting: &Setting<'_>, fonts: &mut Fonts) -> Vec<Block> {
    let mut blocks = setting.head("PHIẾU ĐẶT CÂU HỎI", None, &setting.piece.header.title, fonts);
    blocks.push(labelled("Thời gian", setting.when()));
    blocks.push(labelled("Địa điểm", setting.place()));
    blocks.push(Block::Space(8.0));
    blocks.push(labelled("Họ tên hoặc tên đơn vị (có thể không ghi)", "………………………………………"));
    blocks.push(labelled("Nơi ở, nơi kinh doanh", "…………………………………………………………"));
    blocks.push(labelled("Điện thoại, nếu muốn được trả lời riêng", "……………………………………"));
    let settings = &setting.newsroom.settings().cases;
    // A box stays on the line of its words.
    let boxed = |name: &str| format!("☐\u{a0}{}", name.replace(' ', "\u{a0}"));
    let fields: Vec<String> = settings.fields().into_iter().map(|(_, name)| boxed(name)).collect();
    blocks.push(labelled("Hỏi về", fields.join("    ")));
    blocks.push(labelled("Câu hỏi, kiến nghị", ""));
    blocks.extend((0..9).map(|_| line_to_write()));
    blocks.push(labelled("Đã hỏi ở đâu, được trả lời thế nào", ""));
    blocks.extend((0..3).map(|_| line_to_write()));
    blocks.push(Block::Space(8.0));
    blocks.push(said(
        "Tên và cách liên hệ chỉ dùng để giải quyết, không đọc hay in ra ngoài. Câu hỏi chưa trả lời được tại buổi đối \
         thoại sẽ có cơ quan nhận và ngày trả lời, đọc công khai trước khi bế mạc.",
    ));
    blocks
}

fn line_to_write() -> Block {
    use crate::document::style::{BODY, regular};
    Block::Paragraph(crate::page::Paragraph {
        space_after: 4.0,
        line_height: 1.4,
        ..crate::page::Paragraph::text(DOTS, regular(BODY))
    })
}
