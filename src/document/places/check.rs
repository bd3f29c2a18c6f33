//! "Phiếu kiểm tra niêm yết": what hangs in each notice house of a district, a page for each, to be ticked on the spot.

use super::{center, left, none};
use crate::calendar::wording;
use crate::document::assignment::part::{fact, signed, table};
use crate::document::letterhead::{Letterhead, office_of, title};
use crate::document::opinion::BOX;
use crate::document::{Manuscript, PrintOptions, author, sheet};
use crate::fold::capital;
use crate::ledger::Stay;
use crate::newsroom::Newsroom;
use crate::page::{Block, Column, Fonts, Row};
use crate::place::{Fitness, Place, PlaceKind};
use crate::plan::{Locality, Medium};

pub fn manuscript(
    newsroom: &Newsroom,
    locality: Option<&str>,
    name: String,
    print: &PrintOptions,
    fonts: &mut Fonts,
) -> Manuscript {
    let sheet = print.sheet(sheet::landscape());
    let width = sheet::text_width(&sheet);
    let plan = newsroom.plan();
    let notices = plan.activities.iter().find(|activity| activity.medium == Medium::Notice);
    let lead = notices.and_then(|activity| activity.lead.first()).map(String::as_str);
    let office = office_of(newsroom, None, print.issuer.agency.as_deref().or(lead));
    let stays: Vec<Stay<'_>> = newsroom.stays().filter(|stay| stay.state.is_up()).collect();
    let units = plan.localities.iter().filter(|unit| locality.is_none_or(|id| id == unit.id));
    let mut blocks = Vec::new();
    for unit in units {
        let houses = houses(newsroom, unit);
        if houses.is_empty() {
            continue;
        }
        if !blocks.is_empty() {
            blocks.push(Block::PageBreak);
        }
        blocks.push(Letterhead::of(newsroom, &office).block(fonts, width));
        let under = [capital(&unit.full_name())];
        blocks.extend(title(fonts, "PHIẾU KIỂM TRA NIÊM YẾT THỦ TỤC HÀNH CHÍNH", &under, width));
        blocks.push(fact("Ngày kiểm tra", "……/……/………"));
        blocks.push(fact(
            "Cần xem",
            "bản đang treo có đúng bản mới, còn đủ tờ, dễ thấy, dễ đọc, có địa chỉ phản ánh, kiến nghị",
        ));
        blocks.push(Block::Space(6.0));
        blocks.push(of_houses(&houses, &stays));
        blocks.push(signed(["ĐẠI DIỆN ĐỊA PHƯƠNG", "NGƯỜI KIỂM TRA"]));
    }
    if blocks.is_empty() {
        blocks.push(none("Chưa có nhà thông tin nào trong danh mục."));
    }
    print.manuscript(sheet, blocks, name, author(newsroom))
}

/// The notice houses that may be used: those not found unfit.
fn houses<'a>(newsroom: &'a Newsroom, unit: &Locality) -> Vec<&'a Place> {
    let today = newsroom.today();
    let is_one = |place: &&Place| {
        place.kind == PlaceKind::NoticeHouse
            && place.locality == unit.id
            && place.fitness != Fitness::Unfit
            && place.exists_on(today)
    };
    newsroom.places().places.iter().filter(is_one).collect()
}

fn of_houses(houses: &[&Place], stays: &[Stay<'_>]) -> Block {
    let columns = vec![
        Column::Fixed(28.0),
        Column::Share(1.1),
        Column::Share(1.0),
        Column::Share(1.6),
        Column::Fixed(58.0),
        Column::Fixed(58.0),
        Column::Fixed(58.0),
        Column::Share(0.9),
    ];
    let heads = [
        "TT",
        "Nhà thông tin",
        "Địa chỉ",
        "Theo sổ đang niêm yết",
        "Có treo",
        "Bản mới",
        "Dễ đọc",
        "Ghi chú",
    ];
    let rows = houses.iter().zip(1..).map(|(place, number): (_, usize)| {
        let here = stays.iter().filter(|stay| stay.airing.place == place.id);
        let said: Vec<String> = here.map(hung).collect();
        let said = if said.is_empty() { "chưa có gì".to_owned() } else { said.join("; ") };
        let cells = vec![
            center(number.to_string()),
            left(place.name.clone()),
            left(place.address.clone()),
            left(said),
            center(BOX),
            center(BOX),
            center(BOX),
            left(""),
        ];
        Row { cells, ..Row::default() }
    });
    table(columns, &heads, rows.collect())
}

/// "Niêm yết …, từ 03/03/2014, bản cũ"
fn hung(stay: &Stay<'_>) -> String {
    let mut said = stay.header.title.clone();
    if let Some(day) = stay.since {
        said = format!("{said}, từ {}", wording::date(day));
    }
    if stay.is_outdated {
        said.push_str(", bản cũ, cần thay");
    }
    said
}
