//! "Bìa túi phiếu": the cover of each room's answer sheets, which go out and come back in one envelope.

use super::office::holder;
use crate::calendar::wording;
use crate::document::letterhead::{self, Letterhead};
use crate::document::paper::{cell, labelled, register, row, said, signatures};
use crate::document::{author, sheet};
use crate::newsroom::Newsroom;
use crate::page::{self, Align, Block, Column, Document, Fonts};
use crate::piece::Header;
use crate::survey::answers::Participant;

/// A page for each room. `people` are those of one locality, room by room; `locality` is its id.
pub fn document(
    newsroom: &Newsroom,
    header: &Header,
    locality: Option<&str>,
    people: &[Participant],
    fonts: &mut Fonts,
) -> Document {
    let sheet = sheet::portrait();
    let width = sheet::text_width(&sheet);
    let office = holder(newsroom, header, locality);
    let mut blocks = Vec::new();
    for room in people.chunk_by(|one, other| one.room == other.room) {
        if !blocks.is_empty() {
            blocks.push(Block::PageBreak);
        }
        blocks.push(Letterhead::of(newsroom, &office).block(fonts, width));
        let title = header.title.clone();
        blocks.extend(letterhead::title(fonts, "BÌA TÚI PHIẾU TRẢ LỜI", &[title], width));
        blocks.extend(cover(room));
    }
    let name = format!("Bìa túi phiếu: {}", header.title);
    page::flow(fonts, &sheet, &blocks).into_document(name, author(newsroom))
}

fn cover(room: &[Participant]) -> Vec<Block> {
    let [Some(first), Some(last)] = [room.first(), room.last()] else { return Vec::new() };
    let name = if first.room.is_empty() { "chưa xếp phòng" } else { &first.room };
    let line =
        |said: &str| row(vec![cell(said, Align::Left), cell("", Align::Center), cell("", Align::Left)]);
    let columns = [Column::Share(1.2), Column::Fixed(90.0), Column::Share(1.0)];
    vec![
        labelled("Phòng", name),
        labelled("Số người theo danh sách", wording::counted(room.len(), "người")),
        labelled("Số báo danh", format!("từ {} đến {}", first.number, last.number)),
        labelled("Ngày, giờ khảo sát", "………………………………………"),
        Block::Space(8.0),
        register(
            &columns,
            &["", "Số lượng", "Ghi chú (số báo danh)"],
            [
                "Phiếu trả lời giao cho phòng",
                "Phiếu thu về",
                "Phiếu chưa dùng",
                "Phiếu hỏng",
                "Người vắng",
                "Đề giao cho phòng",
                "Đề thu về",
            ]
            .map(line)
            .into(),
        ),
        said("Túi được dán kín, đóng dấu niêm phong trước mặt những người ký dưới đây."),
        signatures(&["NGƯỜI GIAO", "NGƯỜI COI KHẢO SÁT", "NGƯỜI NHẬN"]),
    ]
}
