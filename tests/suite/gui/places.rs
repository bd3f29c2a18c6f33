//! Địa điểm: houses pasted from Excel, a poster sent to nine districts with its evidence, a tour with its clashes.

use std::fmt::Write;

use toasoan::app::Message;
use toasoan::ledger::{Measure, StayState};
use toasoan::piece::{Header, PieceId};
use toasoan::place::{Fitness, PlaceKind};
use toasoan::plan::Medium;
use toasoan::ui::screen::places::{self, Page, Shown, run, sheet};
use toasoan::ui::{Effect, Route};

use super::window::Window;

fn say(window: &mut Window, message: places::Message) {
    window.send(Message::Places(message));
}

fn run(window: &mut Window, message: run::Message) {
    say(window, places::Message::Run(message));
}

fn sheet(window: &mut Window, message: sheet::Message) {
    say(window, places::Message::Sheet(message));
}

fn header<'a>(window: &'a Window, id: &PieceId) -> &'a Header {
    &window.newsroom().piece(id).expect("the piece").header
}

fn titled(window: &Window, title: &str) -> PieceId {
    let found = window.newsroom().pieces().find(|piece| piece.header.title.starts_with(title));
    found.expect("the piece").header.id.clone()
}

fn opened() -> Window {
    let mut window = Window::on_sample();
    window.effect(Effect::Open(Route::Places(None)));
    window
}

fn coverage(window: &Window, measure: Measure) -> (u32, u32) {
    let all = window.newsroom().coverage();
    all.iter().find(|one| one.measure == measure).map_or((0, 0), |one| (one.done, one.of))
}

#[test]
fn houses_are_pasted_from_excel_filtered_and_judged_together() {
    let mut window = opened();
    let (_, before) = coverage(&window, Measure::Boards);
    let districts = ["Ninh Kiều", "Bình Thủy", "Cái Răng", "Ô Môn", "Thốt Nốt", "Phong Điền", "Cờ Đỏ"];
    let mut list = "Tên\tĐịa chỉ\tĐịa bàn\tĐiều kiện\n".to_owned();
    for number in 0..630 {
        let fit = if number < 512 { "Đủ" } else { "Chưa đủ" };
        let district = districts[number % districts.len()];
        let _ = writeln!(list, "Nhà thông tin tổ {number}\tđường số {number}\t{district}\t{fit}");
    }
    say(&mut window, places::Message::Pasted(Some(list)));
    say(&mut window, places::Message::PasteTaken);
    assert!(window.shows("Đã nhận 630 địa điểm vào danh mục."));
    assert_eq!(coverage(&window, Measure::Boards).1, before + 512);
    assert!(window.shows(&format!("0/{} điểm", before + 512)), "how far the notices reach is shown beside");
    say(&mut window, places::Message::Searched("to 629".into()));
    assert!(window.shows("Nhà thông tin tổ 629") && !window.shows("Nhà thông tin tổ 628"));
    // All that are listed are judged anew in one step.
    say(&mut window, places::Message::Searched("duong so".into()));
    say(&mut window, places::Message::ShownChosen(Shown::Unfit));
    say(&mut window, places::Message::AllMarked);
    assert!(window.shows("Đã chọn 118 địa điểm"));
    say(&mut window, places::Message::ManyFit(Fitness::Fit));
    assert_eq!(coverage(&window, Measure::Boards).1, before + 630);
    window.effect(Effect::Undo);
    window.effect(Effect::Undo);
    assert_eq!(coverage(&window, Measure::Boards).1, before);
    window.draw();
}

#[test]
fn nine_hundred_posters_go_to_nine_districts_and_are_proved() {
    let mut window = opened();
    let poster = titled(&window, "Áp phích A3");
    let before = header(&window, &poster).clone();
    say(&mut window, places::Message::SendAsked);
    sheet(&mut window, sheet::Message::PieceChosen(poster.clone()));
    sheet(&mut window, sheet::Message::KindChosen(PlaceKind::Own("Bộ phận một cửa".into())));
    sheet(&mut window, sheet::Message::Typed(sheet::Field::Copies, "1001".into()));
    assert!(window.shows("Số bản ở mỗi nơi là số từ 1 đến 1000, hoặc để trống."));
    sheet(&mut window, sheet::Message::Typed(sheet::Field::Copies, "100".into()));
    sheet(&mut window, sheet::Message::Typed(sheet::Field::Date, "17/3".into()));
    say(&mut window, places::Message::Sent);
    assert!(window.shows("Đã xếp bài tới 9 địa điểm."));
    assert!(window.shows("900 bản, 9 nơi, đang treo 0"));
    run(&mut window, run::Message::AllMarked);
    run(&mut window, run::Message::Recorded(run::Record::Sent));
    run(&mut window, run::Message::Recorded(run::Record::Done));
    assert!(window.shows("900 bản, 9 nơi, đang treo 9"));
    for photo in ["evidence/cau.jpg", "evidence/cho.jpg", "evidence/truong.jpg"] {
        run(&mut window, run::Message::Opened(0));
        run(&mut window, run::Message::EvidencePicked(photo.into()));
    }
    let after = header(&window, &poster);
    let at_places: Vec<_> = after.airings.iter().filter(|airing| !airing.place.is_empty()).collect();
    assert_eq!(at_places.iter().filter_map(|airing| airing.copies).sum::<u32>(), 900);
    assert_eq!(at_places.iter().map(|airing| airing.evidence.len()).max(), Some(3));
    let up = window.newsroom().stays().filter(|stay| {
        stay.header.id == poster && stay.medium == Medium::Outdoor && stay.state == StayState::Up
    });
    assert_eq!(up.count(), 9);
    assert_eq!(coverage(&window, Measure::Posters), (9, 9));
    window.draw();
    while *header(&window, &poster) != before {
        window.effect(Effect::Undo);
    }
}

#[test]
fn a_tour_is_laid_out_and_says_where_halls_and_troupes_clash() {
    let mut window = opened();
    let skit = titled(&window, "In lộn mà trúng");
    say(&mut window, places::Message::SendAsked);
    sheet(&mut window, sheet::Message::PieceChosen(skit.clone()));
    for (field, text) in [
        (sheet::Field::Date, "20/3"),
        (sheet::Field::Time, "19:00"),
        (sheet::Field::Every, "1"),
        (sheet::Field::Troupe, "Đội Thông tin cổ động thành phố"),
    ] {
        sheet(&mut window, sheet::Message::Typed(field, text.into()));
    }
    say(&mut window, places::Message::Sent);
    let nights = header(&window, &skit).airings.iter().filter(|airing| !airing.place.is_empty()).count();
    assert_eq!(nights, 10, "the city's stage, then one in each district");
    // The other skit plays in two of these halls on the same evenings.
    let clashes = window.newsroom().clashes_of(header(&window, &skit));
    let halls: Vec<&str> = clashes.iter().map(|clash| clash.channel.as_str()).collect();
    assert_eq!(halls, ["dia-diem/diem-dien-binh-thuy", "dia-diem/diem-dien-ninh-kieu"]);
    assert!(window.shows("Sân nhà văn hóa có hai buổi cùng giờ"));
    say(&mut window, places::Message::PageChosen(Page::Register));
    window.effect(Effect::Undo);
    assert!(window.newsroom().clashes_of(header(&window, &skit)).is_empty());
}

#[test]
fn a_place_is_opened_from_elsewhere_whatever_the_filters_hide() {
    let mut window = opened();
    say(&mut window, places::Message::Searched("khong co gi nhu the".into()));
    let name = "Pano bến Ninh Kiều";
    assert!(!window.shows(name));
    let place = window.newsroom().places().places.iter().find(|place| place.name == name);
    let id = place.expect("the place").id.clone();
    window.effect(Effect::Open(Route::Places(Some(id))));
    assert!(window.shows(name) && window.shows("Kích thước, sức chứa"));
}
