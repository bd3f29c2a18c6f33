//! "Giấy giới thiệu": a letter to each place of a tour, with what the stage must have.

use super::{is_to_come, none, stays_of};
use crate::calendar::wording;
use crate::document::assignment::part::fact;
use crate::document::closing::conclude;
use crate::document::letterhead::{Letterhead, maker, number, title};
use crate::document::style::{BODY, regular};
use crate::document::{Manuscript, PrintOptions, author, sheet};
use crate::ledger::{AsOf, Stay};
use crate::newsroom::Newsroom;
use crate::page::{Align, Block, Fonts, Paragraph};
use crate::piece::{Piece, stage};
use crate::place::Place;

pub fn manuscript(
    newsroom: &Newsroom,
    piece: &Piece,
    name: String,
    print: &PrintOptions,
    fonts: &mut Fonts,
) -> Manuscript {
    let sheet = print.sheet(sheet::portrait());
    let width = sheet::text_width(&sheet);
    let office = maker(newsroom, &piece.header);
    let needs = needs(piece);
    let mut nights = stays_of(newsroom, piece);
    nights.retain(|(_, stay)| is_to_come(stay));
    nights.sort_by_key(|(_, stay)| stay.since);
    let mut blocks = Vec::new();
    for (place, stay) in &nights {
        if !blocks.is_empty() {
            blocks.push(Block::PageBreak);
        }
        let mut head = Letterhead::of(newsroom, &office);
        head.number = number(&office, "GGT");
        blocks.push(head.block(fonts, width));
        blocks.extend(title(fonts, "GIẤY GIỚI THIỆU", &[], width));
        let to = if place.owner.is_empty() { place.full_name() } else { place.owner.clone() };
        blocks.push(Block::Paragraph(Paragraph {
            align: Align::Center,
            space_after: 8.0,
            ..Paragraph::text(format!("Kính gửi: {to}"), regular(BODY))
        }));
        blocks.extend(night(newsroom, piece, place, stay));
        blocks.extend(needs.iter().map(|(name, said)| fact(name, said.clone())));
        let ask =
            "Trân trọng đề nghị quý đơn vị bố trí địa điểm, tạo điều kiện để đoàn hoàn thành buổi diễn.";
        blocks.push(paragraph(ask.to_owned()));
        conclude(&mut blocks, newsroom, &office, &["Như trên".to_owned()]);
    }
    if blocks.is_empty() {
        blocks.push(none("Không còn buổi diễn nào sắp tới gắn với địa điểm."));
    }
    print.manuscript(sheet, blocks, name, author(newsroom))
}

fn night(newsroom: &Newsroom, piece: &Piece, place: &Place, stay: &Stay<'_>) -> Vec<Block> {
    let programme = newsroom.settings().programme_of(&stay.airing.slot);
    let timing = AsOf::new(&piece.header, newsroom.today()).timing(stay.airing, programme.as_deref());
    let troupe = if stay.airing.troupe.is_empty() { "đoàn diễn" } else { &stay.airing.troupe };
    let plan = newsroom.plan();
    let mut when: Vec<String> = timing.time.map(wording::clock).into_iter().collect();
    when.extend(timing.date.map(wording::long_date));
    let when = if when.is_empty() { "chưa xếp ngày".to_owned() } else { when.join(", ") };
    let mut blocks = vec![
        paragraph(format!(
            "Thực hiện {}, trân trọng giới thiệu {troupe} đến diễn tiểu phẩm “{}”.",
            plan.numbered(),
            piece.header.title
        )),
        fact("Thời gian", when),
        fact("Địa điểm", place.full_name()),
    ];
    if let Some(minutes) = timing.minutes() {
        blocks.push(fact("Thời lượng", wording::minutes(minutes)));
    }
    if !place.contact.is_empty() {
        blocks.push(fact("Đầu mối tại chỗ", place.contact.clone()));
    }
    blocks
}

/// What the stage must have, from the skit itself.
fn needs(piece: &Piece) -> Vec<(&'static str, String)> {
    let play = stage::parse(&piece.body);
    let roles = play.characters().iter().filter(|one| one.speeches > 0).count();
    let scenes = play.scenes().len();
    let props: Vec<String> = play.props_by_scene().into_iter().map(|(name, _)| name).collect();
    let mut needs = Vec::new();
    if roles > 0 {
        needs.push(("Số vai", format!("{roles} vai; cần chỗ hóa trang, thay trang phục")));
    }
    if scenes > 0 {
        needs.push(("Sân khấu", format!("{scenes} cảnh; cần âm thanh, ánh sáng và lối ra vào hai bên")));
    }
    if !props.is_empty() {
        needs.push(("Đạo cụ đoàn mang theo", props.join(", ")));
    }
    needs
}

fn paragraph(said: String) -> Block {
    Block::Paragraph(Paragraph {
        first_line_indent: 28.0,
        space_after: 6.0,
        align: Align::Justify,
        ..Paragraph::text(said, regular(BODY))
    })
}
