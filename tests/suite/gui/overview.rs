//! Tổng quan, Tiến độ: what overlaps, what nobody confirmed, and the lists behind the figures.

use chrono::{NaiveDate, NaiveTime};
use iced::Point;
use iced::keyboard::key::Named;
use toasoan::app::Message;
use toasoan::ledger::{Outlook, SlotState};
use toasoan::newsroom::Command;
use toasoan::piece::{Airing, Format, Header, Piece, PieceId, Status};
use toasoan::plan::{BodyId, SlotId};
use toasoan::ui::screen::calendar::filter::Filter;
use toasoan::ui::screen::calendar::model::DayChips;
use toasoan::ui::screen::calendar::{self, Target, reschedule};
use toasoan::ui::screen::home::{self, Card};
use toasoan::ui::screen::progress::{self, Asked, Part};
use toasoan::ui::{Effect, Route, Selection};

use super::window::Window;

/// Another day in the window, as midnight brings it.
fn on(window: &mut Window, date: &str) {
    let mut settings = window.newsroom().settings().clone();
    settings.working_date = Some(date.parse().expect("a day"));
    window.effect(Effect::Apply(Command::SetRecord { record: settings.into(), is_typing: false }));
    window.send(Message::Minute);
    assert_eq!(window.newsroom().today().to_string(), date);
}

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
    window.effect(Effect::Open(Route::Home));
    assert!(!window.shows("Trùng giờ phát"));
    let slot = "chuyen-muc-cchc/2014-06/2";
    add(&mut window, "018JGP1XF3A7QYFR6F0DTHBRA4", "Trước nửa đêm", slot, "2014-06-26", (23, 50));
    add(&mut window, "018J5ZG209YQM1HZCT6CG5VN5Q", "Sau nửa đêm", slot, "2014-06-27", (0, 0));
    assert!(window.shows("Trùng giờ phát"));

    // The day after its airing, still within the slot.
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
    assert!(window.shows(&format!("kỳ; {} kỳ chưa xác nhận", before + 1)));

    // The tile counts as Tiến độ does: a slot that is done is not among them, whatever its rerun.
    let done = window.newsroom().pieces().find(|piece| piece.header.title.starts_with("Một cửa liên thông"));
    let mut header = done.expect("a piece that went out").header.clone();
    let again = Airing { is_rerun: true, outcome: None, id: None, ..header.airings[0].clone() };
    header.airings.push(Airing { date: "2014-03-12".parse().ok(), ..again });
    window.effect(Effect::Apply(Command::SetHeader(Box::new(header))));
    assert_eq!(window.newsroom().progress().total.unconfirmed, before + 1);
    assert!(window.shows(&format!("kỳ; {} kỳ chưa xác nhận, 1 kỳ chờ lần phát lại", before + 1)));
}

#[test]
fn an_overlap_is_told_on_the_chip_and_when_a_piece_is_moved_into_it() {
    let mut window = Window::on_sample();
    let slot = "chuyen-muc-cchc/2014-06/2";
    add(&mut window, "018JGP1XF3A7QYFR6F0DTHBRA4", "Trước nửa đêm", slot, "2014-06-26", (23, 50));
    add(&mut window, "018J5ZG209YQM1HZCT6CG5VN5Q", "Sau nửa đêm", slot, "2014-06-29", (0, 0));
    let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
    let chips = |window: &Window, date: &str| {
        let board = DayChips::new(window.newsroom(), &Filter::default());
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
        assert!(chip.hint(window.newsroom()).contains(&format!("Trùng giờ với “{other}”")), "{title}");
    }
}

const OVERDUE: &str = "Kỳ quá hạn và chưa xác nhận, mới nhất đứng trước";

#[test]
fn each_tile_opens_its_list_and_the_rest_of_a_list_is_one_press_away() {
    let mut window = Window::on_sample();
    window.effect(Effect::Open(Route::Home));
    for (tile, title) in [
        ("Tuần này", "Phát sóng và đăng tuần này"),
        ("Còn trống", "Kỳ còn trống, đang mở hoặc mở trong 30 ngày tới"),
        ("Chờ duyệt", "Bài chờ duyệt, chờ lâu đứng trước"),
        ("Quá hạn", OVERDUE),
    ] {
        window.click(tile);
        assert!(window.shows(title), "{tile}");
        assert!(!window.shows("Việc cần làm"), "{tile}: its list stands alone");
        window.click(tile);
        assert!(window.shows("Việc cần làm"), "{tile}");
    }
    window.click("Quá hạn");
    window.press(Named::Escape);
    assert!(window.shows("Việc cần làm"));

    // At the end of the year hundreds are overdue; rows of one week's districts are one.
    on(&mut window, "2014-12-31");
    let obligations = window.newsroom().obligations();
    let missed =
        obligations.slots.iter().filter(|view| view.state == SlotState::Missing || view.has_unconfirmed());
    let rows: std::collections::BTreeSet<_> =
        missed.map(|view| (view.day(), view.slot.id.series())).collect();
    let waiting = window.newsroom().pieces().filter(|piece| piece.header.status == Status::InReview).count();
    let rest = format!("và {} dòng nữa", rows.len() + waiting - 8);
    assert!(window.shows(&rest), "{rest}");
    // It may be below the fold.
    window.send(Message::Home(home::Message::RestAsked(Card::Todo)));
    assert!(!window.shows(&rest), "the whole list is shown");
}

#[test]
fn a_year_that_is_over_or_still_to_come_is_said_on_each_screen() {
    let mut window = Window::on_sample();
    let over = "Năm 2014 của kế hoạch đã hết, không còn kỳ nào mở. Bài, lịch và báo cáo vẫn xem và in được; năm mới \
                cần một thư mục mới.";
    let ahead =
        "Năm 2014 của kế hoạch chưa bắt đầu: kỳ đầu tiên mở ngày 30/12/2013. Từ giờ có thể soạn bài trước.";
    let none_open = "Trong 30 ngày tới không có kỳ nào mở. Kỳ tới: Diễn đàn Báo Cần Thơ, mở từ 30/12/2013.";
    for (today, reported, list) in [
        ("2014-03-18", None, None),
        ("2015-01-20", Some(over), Some("Năm của kế hoạch đã hết, không còn kỳ nào mở.")),
        ("2013-11-20", Some(ahead), Some(none_open)),
        // The first week is open in December.
        ("2013-12-30", None, None),
    ] {
        on(&mut window, today);
        for place in [Route::Home, Route::Calendar(None), Route::Progress] {
            window.effect(Effect::Open(place.clone()));
            for words in [over, ahead] {
                assert_eq!(window.shows(words), reported == Some(words), "{today}: {place:?}");
            }
        }
        window.effect(Effect::Open(Route::Home));
        assert!(list.is_none_or(|list| window.shows(list)), "{today}");
        let is_covered = window.newsroom().obligations().outlook(30, |_| true) == Outlook::Covered;
        assert_eq!(
            window.shows("Mọi kỳ đang mở hoặc mở trong 30 ngày tới đã có bài."),
            is_covered,
            "{today}"
        );
    }
}

#[test]
fn each_figure_of_the_progress_opens_the_slots_that_it_counts() {
    let mut window = Window::on_sample();
    window.effect(Effect::Open(Route::Progress));
    let figures = window.newsroom().progress();
    let mut asked = Vec::new();
    for row in &figures.activities {
        let of = |part| Asked { activity: Some(row.activity.clone()), body: None, part };
        asked.push((of(Part::Year), row.total.owed));
        asked.push((of(Part::Due), row.total.due));
        for state in SlotState::ALL {
            asked.push((of(Part::State(state)), row.total.count(state)));
        }
        for (month, (tally, open)) in (1..).zip(row.months.iter().zip(row.open)) {
            asked.push((of(Part::Month(month)), tally.owed));
            asked.push((of(Part::OpenIn(month)), open));
        }
    }
    for row in &figures.localities {
        let of =
            |activity| Asked { activity, body: Some(BodyId::Locality(row.id.clone())), part: Part::Year };
        asked.push((of(None), row.total.owed));
        for (activity, tally) in figures.activities.iter().zip(&row.activities) {
            asked.push((of(Some(activity.activity.clone())), tally.owed));
        }
    }
    for (asked, count) in asked {
        window.send(Message::Progress(progress::Message::SlotsAsked(asked.clone())));
        assert!(window.shows(&format!("{count} kỳ")), "{asked:?}: {count}");
    }
    window.click("Về bảng tiến độ");

    assert!(window.shows("Chưa làm"), "the table is back");
    let talk = Asked { activity: Some("chuyen-muc-cchc".into()), body: None, part: Part::Month(3) };
    window.send(Message::Progress(progress::Message::SlotsAsked(talk)));
    assert!(window.shows("Chuyên mục CCHC, tháng 3"));
    window.press(Named::Escape);
    assert!(!window.shows("Chuyên mục CCHC, tháng 3"));
}

#[test]
fn an_overlap_is_shown_while_an_airing_is_dragged() {
    let mut window = Window::on_sample();
    let slot = "chuyen-muc-cchc/2014-06/2";
    add(&mut window, "018JGP1XF3A7QYFR6F0DTHBRA4", "Trước nửa đêm", slot, "2014-06-26", (23, 50));
    let id = "018J5ZG209YQM1HZCT6CG5VN5Q";
    add(&mut window, id, "Sau nửa đêm", slot, "2014-06-29", (0, 0));
    window.effect(Effect::Open(Route::Calendar(Some(Selection::Piece(PieceId(id.into()))))));
    let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
    let board = DayChips::new(window.newsroom(), &Filter::default());
    let chips = board.on(window.newsroom(), day("2014-06-29"));
    let key = chips.iter().find(|chip| chip.title == "Sau nửa đêm").expect("the chip").key.clone();
    let drag = |window: &mut Window, message| window.send(Message::Calendar(message));
    drag(&mut window, calendar::Message::ChipPressed(key));
    drag(&mut window, calendar::Message::PointerMoved(Point::new(300.0, 300.0)));
    drag(&mut window, calendar::Message::PointerMoved(Point::new(340.0, 320.0)));
    let reason = "Trùng giờ với “Trước nửa đêm” từ 00:00 đến 00:20 ngày 27/06 trên Đài PT-TH.";
    for (date, clashes) in [("2014-06-28", false), ("2014-06-27", true), ("2014-06-25", false)] {
        drag(&mut window, calendar::Message::TargetEntered(Some(Target::Day(day(date)))));
        assert_eq!(window.shows(reason), clashes, "{date}");
    }
}
