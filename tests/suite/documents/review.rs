//! "Phiếu trình duyệt": a row to sign for each step, with what was answered.

use toasoan::document::{PrintOptions, review};
use toasoan::page::{Block, Fonts};
use toasoan::piece::{Approval, StepState};

use super::{assert_sound, content, newsroom, samples};

fn cells(blocks: &[Block]) -> Vec<String> {
    let mut words = Vec::new();
    for block in blocks {
        if let Block::Table(table) = block {
            for cell in table.rows.iter().flat_map(|row| &row.cells) {
                let lines = cell.paragraphs.iter().flat_map(|paragraph| &paragraph.spans);
                words.push(lines.map(|span| span.text.as_str()).collect::<Vec<_>>().join(" / "));
            }
        }
    }
    words
}

#[test]
fn the_paper_that_goes_round_has_a_row_for_each_step() {
    let mut pieces = Vec::new();
    samples(&content().join("pieces"), &mut pieces);
    let newsroom = newsroom(pieces);
    let piece = newsroom.pieces().find(|piece| piece.header.title == "Thủ tục về tới đầu ấp");
    let piece = piece.expect("the returned script");
    let manuscript = review::manuscript(&newsroom, piece, &PrintOptions::default(), &mut Fonts::new());
    assert_sound(&manuscript.set(&mut Fonts::new()));
    let cells = self::cells(manuscript.blocks());
    let chain = piece.approval_chain(newsroom.plan(), newsroom.settings());
    assert_eq!(cells.len(), 4 * chain.len());
    assert_eq!(chain[1].state, StepState::Returned);
    for (row, expected) in [
        (0, ["1", "Biên tập", "Đồng ý", "13/03/2014 / Trần Mỹ Duyên"]),
        (2, ["3", "Lãnh đạo cơ quan", "□ Đồng ý / □ Trả lại, vì: ………………………", "…… / …… / ………"]),
    ] {
        assert_eq!(cells[4 * row..4 * row + 4], expected);
    }
    let reason = chain[1].given.and_then(|given: &Approval| given.returned.clone()).expect("a reason");
    assert_eq!(cells[6], format!("Trả lại: {reason}"));
    // Words changed after an agreement: the same row asks for it again.
    let mut edited = piece.clone();
    edited.body = format!("{}\nThêm một câu.\n", piece.body).into();
    let manuscript = review::manuscript(&newsroom, &edited, &PrintOptions::default(), &mut Fonts::new());
    let first = &self::cells(manuscript.blocks())[2..4];
    assert_eq!(first[0], "Đồng ý / Nội dung đã sửa sau khi duyệt: / □ vẫn đồng ý / □ xem lại");
    assert_eq!(first[1], "13/03/2014 / Trần Mỹ Duyên / …… / …… / ………");
}
