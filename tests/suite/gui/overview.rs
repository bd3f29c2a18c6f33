//! Tổng quan: what overlaps and what nobody confirmed.

use chrono::{NaiveDate, NaiveTime};
use toasoan::newsroom::Command;
use toasoan::piece::{Airing, Format, Header, Piece, PieceId, Status};
use toasoan::plan::SlotId;
use toasoan::ui::screen::calendar::filter::Filter;
use toasoan::ui::screen::calendar::model::Board;
use toasoan::ui::screen::calendar::reschedule;
use toasoan::ui::{Effect, Place};

use super::window::Window;

fn add(window: &mut Window, id: &str, title: &str, slot: &str, date: &str, time: (u32, u32)) {
    let mut header = Header::new(PieceId(id.into()), title, "chuyen-muc-cchc");
    header.status = Status::Approved;
    header.airings = vec![Airing {
        date: Some(date.parse().expect("a day")),
        time: NaiveTime::from_hms_opt(time.0, time.1, 0),
        minutes: Some(30),
        ..Airing::undated(SlotId(slot.into()))
    }];
    let piece = Piece::new(header, Format::Av, "");
    window.effect(Effect::Apply(Command::Add(Box::new(piece))));
}

#[test]
fn the_overview_tells_of_overlaps_and_of_what_nobody_confirmed() {
    let mut window = Window::on_sample();
    window.effect(Effect::Open(Place::Home));
    assert!(!window.shows("Trùng giờ phát"));
    let slot = "chuyen-muc-cchc/2014-06/2";
    add(&mut window, "018JGP1XF3A7QYFR6F0DTHBRA4", "Trước nửa đêm", slot, "2014-06-26", (23, 50));
    add(&mut window, "018J5ZG209YQM1HZCT6CG5VN5Q", "Sau nửa đêm", slot, "2014-06-27", (0, 0));
    assert!(window.shows("Trùng giờ phát"));

    // The day after its airing, within the slot still.
    let slot = "chuyen-muc-cchc/2014-03/2";
    let before = window.newsroom().progress().total.unconfirmed;
    add(
        &mut window,
        "018JFK6SY9541SJ3EQHB6GD1GH",
        "Hôm qua",
        "chuyen-muc-cchc/2014-03/2",
        "2014-03-17",
        (8, 0),
    );
    let view = window.newsroom().obligations().get(&SlotId(slot.into())).expect("the slot");
    assert!(view.has_unconfirmed());
    assert_eq!(window.newsroom().progress().total.unconfirmed, before + 1);
    assert!(window.shows("Chưa xác nhận"));
}

#[test]
fn an_overlap_is_told_on_the_chip_and_when_a_piece_is_moved_into_it() {
    let mut window = Window::on_sample();
    let slot = "chuyen-muc-cchc/2014-06/2";
    add(&mut window, "018JGP1XF3A7QYFR6F0DTHBRA4", "Trước nửa đêm", slot, "2014-06-26", (23, 50));
    add(&mut window, "018J5ZG209YQM1HZCT6CG5VN5Q", "Sau nửa đêm", slot, "2014-06-29", (0, 0));
    let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
    let chips = |window: &Window, date: &str| {
        let board = Board::new(window.newsroom(), &Filter::default());
        board.on(window.newsroom(), day(date)).to_vec()
    };
    let later = chips(&window, "2014-06-29").into_iter().find(|chip| chip.title == "Sau nửa đêm");
    let later = later.expect("the chip");
    assert_eq!(later.clash, None);
    let made = reschedule::to(window.newsroom(), &later, Some(day("2014-06-27")));
    let made = made.expect("it can be moved").expect("a change");
    assert!(made.notice.contains("Trùng giờ với “Trước nửa đêm” từ 00:00 đến 00:20"), "{}", made.notice);
    window.effect(Effect::Apply(made.command));
    for (date, title, other) in
        [("2014-06-26", "Trước nửa đêm", "Sau nửa đêm"), ("2014-06-27", "Sau nửa đêm", "Trước nửa đêm")]
    {
        let chip = chips(&window, date).into_iter().find(|chip| chip.title == title).expect("the chip");
        assert!(chip.clash.is_some_and(|said| said.contains(other)), "{title}");
    }
}
