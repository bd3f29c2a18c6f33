//! The calendar as editors use it: filling, moving, grouping, dropping.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use iced::Point;
use iced::keyboard::key::{Named, NativeCode, Physical};
use iced::keyboard::{Event, Key, Location, Modifiers};
use toasoan::app;
use toasoan::ledger::SlotState;
use toasoan::newsroom::Newsroom;
use toasoan::piece::{Airing, Format, Header, Outcome, Piece, PieceId, Status};
use toasoan::plan::{BodyId, SlotId};
use toasoan::ui::screen::calendar::filter::{Condition, Filter};
use toasoan::ui::screen::calendar::inspector::{self, PieceField};
use toasoan::ui::screen::calendar::model::{Chip, ChipKey, DayChips};
use toasoan::ui::screen::calendar::{Message, Target, View};
use toasoan::ui::{Effect, Route, Selection};

use super::window::Window;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn open() -> Window {
    let mut window = Window::on_sample();
    window.effect(Effect::Open(Route::Calendar(None)));
    window
}

fn send(window: &mut Window, message: Message) {
    window.send(app::Message::Calendar(message));
}

fn day_chips(window: &Window) -> DayChips {
    DayChips::new(window.newsroom(), &Filter::default())
}

/// An activity's chip on a day.
fn chip(window: &Window, date: &str, activity: &str) -> Chip {
    let day_chips = day_chips(window);
    let mut chips =
        day_chips.on(window.newsroom(), day(date)).iter().filter(|chip| chip.activity == activity);
    chips.next().unwrap_or_else(|| panic!("{activity} on {date}")).clone()
}

/// Press, move beyond the threshold, enter the target, release.
fn drag(window: &mut Window, key: &ChipKey, target: Target) {
    send(window, Message::ChipPressed(key.clone()));
    send(window, Message::PointerMoved(Point::new(300.0, 300.0)));
    send(window, Message::PointerMoved(Point::new(340.0, 320.0)));
    send(window, Message::TargetEntered(Some(target)));
    send(window, Message::PointerReleased);
}

fn press(window: &mut Window, key: Named, modifiers: Modifiers) {
    window.send(app::Message::Key(
        Event::KeyPressed {
            key: Key::Named(key),
            modified_key: Key::Named(key),
            physical_key: Physical::Unidentified(NativeCode::Unidentified),
            location: Location::Standard,
            modifiers,
            text: None,
            repeat: false,
        },
        iced::event::Status::Ignored,
    ));
}

fn dates(window: &Window, id: &PieceId) -> Vec<Option<NaiveDate>> {
    let piece = window.newsroom().piece(id).expect("the piece");
    piece.header.airings.iter().map(|airing| airing.date).collect()
}

#[test]
fn one_press_fills_an_empty_slot_and_undo_empties_it() {
    let mut window = open();
    let slot = SlotId("dien-dan-bao/2014-W13".into());
    let state = |window: &Window| window.newsroom().obligations().get(&slot).expect("the slot").state;
    let gap = chip(&window, "2014-03-24", "dien-dan-bao");
    assert!(gap.is_empty_slot());

    send(&mut window, Message::ChipPressed(gap.key));
    assert_eq!(state(&window), SlotState::InHand);
    assert!(window.shows("Mở bài viết"), "the pane shows the new piece");
    let made = chip(&window, "2014-03-24", "dien-dan-bao");
    assert_eq!(made.status, Some(Status::Drafting));

    window.effect(Effect::Undo);
    assert_eq!(state(&window), SlotState::Empty);
    assert!(!window.shows("Mở bài viết"));

    // Nine districts share one chip and get one piece.
    let gap = chip(&window, "2014-04-02", "truyen-thanh");
    assert_eq!(gap.count_label().as_deref(), Some("0/9 đài"));
    send(&mut window, Message::ChipPressed(gap.key));
    let made = chip(&window, "2014-04-02", "truyen-thanh");
    assert_eq!((made.slots.len(), made.count), (9, Some((9, 9))));
}

#[test]
fn district_radio_is_one_chip_that_counts_who_confirmed() {
    let window = open();
    let confirmed = chip(&window, "2014-03-12", "truyen-thanh");
    assert_eq!(confirmed.count_label().as_deref(), Some("7/9 đài"));
    assert!(confirmed.is_unconfirmed, "two stations have not confirmed and the week is over");
    let day_chips = day_chips(&window);
    let of_day = |date: &str| {
        day_chips
            .on(window.newsroom(), day(date))
            .iter()
            .filter(|chip| chip.activity == "truyen-thanh")
            .count()
    };
    assert_eq!((of_day("2014-03-05"), of_day("2014-03-12"), of_day("2014-03-19")), (1, 1, 1));
    assert_eq!(chip(&window, "2014-03-05", "truyen-thanh").count, Some((9, 9)));
}

#[test]
fn a_dragged_piece_moves_alone_and_comes_back_by_one_undo() {
    let mut window = open();
    let first = chip(&window, "2014-03-20", "chuyen-muc-cchc");
    let id = first.key.piece.clone().expect("a piece");
    let rerun = Some(day("2014-03-22"));
    assert_eq!(dates(&window, &id), [Some(day("2014-03-20")), rerun]);

    drag(&mut window, &first.key, Target::Day(day("2014-03-27")));
    assert_eq!(dates(&window, &id), [Some(day("2014-03-27")), rerun], "the rerun stays");
    window.effect(Effect::Undo);
    assert_eq!(dates(&window, &id), [Some(day("2014-03-20")), rerun]);

    // Released over nothing, or pressed without moving: nothing happens.
    send(&mut window, Message::ChipPressed(first.key.clone()));
    send(&mut window, Message::PointerReleased);
    assert_eq!(dates(&window, &id)[0], Some(day("2014-03-20")));

    // Into the tray and back.
    drag(&mut window, &first.key, Target::Tray);
    assert_eq!(dates(&window, &id), [None, rerun]);
    let day_chips = day_chips(&window);
    let waiting = day_chips
        .undated(window.newsroom())
        .iter()
        .find(|chip| chip.key.piece.as_ref() == Some(&id))
        .expect("in the tray");
    drag(&mut window, &waiting.key, Target::Day(day("2014-03-19")));
    assert_eq!(dates(&window, &id), [Some(day("2014-03-19")), rerun]);
}

#[test]
fn nine_districts_move_together_and_take_the_empty_week_they_land_in() {
    let mut window = open();
    let week = chip(&window, "2014-03-19", "truyen-thanh");
    let id = week.key.piece.clone().expect("a piece");
    drag(&mut window, &week.key, Target::Day(day("2014-04-02")));
    let airings = &window.newsroom().piece(&id).expect("the piece").header.airings;
    assert_eq!(airings.len(), 9);
    for airing in airings {
        assert_eq!(airing.date, Some(day("2014-04-02")));
        assert_eq!(airing.slot.series(), "truyen-thanh/2014-W14");
    }
    let left = SlotId("truyen-thanh/2014-W12@ninh-kieu".into());
    assert_eq!(window.newsroom().obligations().get(&left).expect("the slot").state, SlotState::Empty);

    // What has been aired cannot be moved.
    let aired = chip(&window, "2014-03-05", "truyen-thanh");
    let id = aired.key.piece.clone().expect("a piece");
    let before = dates(&window, &id);
    drag(&mut window, &aired.key, Target::Day(day("2014-03-25")));
    assert_eq!(dates(&window, &id), before);
}

#[test]
fn an_idea_takes_the_slot_of_the_day_it_is_dropped_on() {
    let mut window = open();
    for (activity, date, slot) in [
        ("dien-dan-bao", "2014-04-16", Some("dien-dan-bao/2014-W16")),
        ("hoi-thi", "2014-09-10", Some("hoi-thi/2014-09")),
        // The contest is in September: no slot includes a day in March.
        ("hoi-thi", "2014-03-10", None),
    ] {
        window.effect(Effect::BeginPiece { activity: activity.into(), slots: Vec::new(), is_opened: false });
        let piece = window.newsroom().pieces().last().expect("the new piece");
        let id = piece.header.id.clone();
        assert!(piece.header.airings.is_empty());
        drag(&mut window, &ChipKey::of_piece(id.clone()), Target::Day(day(date)));
        let airings = &window.newsroom().piece(&id).expect("the piece").header.airings;
        let slots: Vec<&str> = airings.iter().map(|airing| airing.slot.as_str()).collect();
        assert_eq!(slots, slot.into_iter().collect::<Vec<_>>(), "{activity} on {date}");
    }
}

#[test]
fn the_keys_do_what_the_mouse_does() {
    let mut window = open();
    let first = chip(&window, "2014-03-20", "chuyen-muc-cchc");
    let id = first.key.piece.clone().expect("a piece");
    window.effect(Effect::Open(Route::Calendar(Some(Selection::Piece(id.clone())))));

    press(&mut window, Named::ArrowRight, Modifiers::ALT);
    assert_eq!(dates(&window, &id)[0], Some(day("2014-03-21")));
    press(&mut window, Named::ArrowDown, Modifiers::ALT);
    assert_eq!(dates(&window, &id)[0], Some(day("2014-03-28")), "the moved piece stays chosen");
    window.effect(Effect::Undo);
    window.effect(Effect::Undo);
    assert_eq!(dates(&window, &id)[0], Some(day("2014-03-20")));

    press(&mut window, Named::Escape, Modifiers::empty());
    assert!(!window.shows("Mở kịch bản"));
    // Today is 18 March; six days later a slot of the newspaper is empty.
    send(&mut window, Message::TodayPressed);
    for _ in 0..6 {
        press(&mut window, Named::ArrowRight, Modifiers::empty());
    }
    // Tab while no control of the frame has the focus.
    window.send(app::Message::Tab { is_traversing: false, is_back: false });
    press(&mut window, Named::Enter, Modifiers::empty());
    assert_eq!(chip(&window, "2014-03-24", "dien-dan-bao").status, Some(Status::Drafting));

    press(&mut window, Named::Delete, Modifiers::empty());
    assert!(chip(&window, "2014-03-24", "dien-dan-bao").is_empty_slot(), "a dropped piece fills nothing");
    press(&mut window, Named::PageDown, Modifiers::empty());
    assert!(window.shows("Tháng 4, 2014"));
}

#[test]
fn the_filters_leave_out_what_was_not_asked_for() {
    let window = open();
    let newsroom = window.newsroom();
    let filter = |change: fn(&mut Filter)| {
        let mut filter = Filter::default();
        change(&mut filter);
        DayChips::new(newsroom, &filter)
    };
    let press_only = filter(|filter| filter.toggle_activity("dien-dan-bao".into()));
    assert!(press_only.chips(newsroom).count() > 40);
    assert!(press_only.chips(newsroom).all(|chip| chip.activity == "dien-dan-bao"));

    let one_district = filter(|filter| filter.locality = Some("ninh-kieu".into()));
    assert!(one_district.chips(newsroom).count() > 50);
    for chip in one_district.chips(newsroom) {
        assert!(chip.slots.iter().all(|slot| slot.locality() == Some("ninh-kieu")), "{chip:?}");
        assert_eq!(chip.count, None, "one of one is not counted");
    }

    // What an agency leads or partners; of what each agency owes for itself, its own.
    let agency = |id: &str| {
        let mut filter = Filter::default();
        filter.choose_unit(Some(BodyId::Agency(id.into())), newsroom.plan());
        DayChips::new(newsroom, &filter)
    };
    let justice = agency("so-tu-phap");
    let activities: BTreeSet<String> = justice.chips(newsroom).map(|chip| chip.activity.clone()).collect();
    let concerned = newsroom.plan().activities.iter().filter(|activity| {
        let mut agencies = activity.lead.iter().chain(&activity.partners).chain(&activity.per_agency);
        agencies.any(|id| id == "so-tu-phap")
    });
    assert_eq!(activities, concerned.map(|activity| activity.id.clone()).collect());
    assert_eq!(agency("doan-the").chips(newsroom).filter(|chip| chip.activity == "dien-dan-bao").count(), 0);

    let waiting = filter(|filter| filter.toggle_condition(Condition::Piece(Status::InReview)));
    assert!(waiting.chips(newsroom).count() > 0);
    assert!(waiting.chips(newsroom).all(|chip| chip.status == Some(Status::InReview)));
    let gaps = filter(|filter| filter.toggle_condition(Condition::Empty));
    assert!(gaps.chips(newsroom).all(Chip::is_empty_slot));
    let late = filter(|filter| filter.toggle_condition(Condition::Overdue));
    assert!(late.chips(newsroom).count() > 0 && late.chips(newsroom).all(Chip::is_late));
}

#[test]
fn the_year_and_the_list_count_the_chips_that_a_day_shows() {
    let window = open();
    let newsroom = window.newsroom();
    for change in [
        |_: &mut Filter| {},
        |filter: &mut Filter| filter.toggle_activity("truyen-thanh".into()),
        |filter: &mut Filter| filter.locality = Some("ninh-kieu".into()),
        |filter: &mut Filter| filter.toggle_condition(Condition::Overdue),
    ] {
        let mut filter = Filter::default();
        change(&mut filter);
        let day_chips = DayChips::new(newsroom, &filter);
        let mut shown = 0;
        for day in day_chips.days() {
            let mut marks: Vec<_> = day_chips
                .summaries(newsroom, day)
                .iter()
                .map(|mark| (mark.is_empty, mark.is_overdue, mark.is_unconfirmed))
                .collect();
            let chips = day_chips.on(newsroom, day);
            let mut seen: Vec<_> = chips
                .iter()
                .map(|chip| (chip.is_empty_slot(), chip.is_overdue, chip.is_unconfirmed))
                .collect();
            marks.sort_unstable();
            seen.sort_unstable();
            assert_eq!(marks, seen, "{day}, {filter:?}");
            shown += chips.len();
        }
        let undated = day_chips.undated(newsroom).len()
            + day_chips.tray(newsroom, day("2014-01-01"), day("2014-12-31")).count();
        assert!(shown > 0 && undated < shown, "{filter:?}");
    }
}

#[test]
fn the_year_names_the_long_slots_that_are_open_in_a_month() {
    let mut window = open();
    send(&mut window, Message::ViewChosen(View::Year));
    let (newsroom, day_chips) = (window.newsroom(), day_chips(&window));
    let (from, to) = (day("2014-06-01"), day("2014-06-30"));
    let chips: Vec<&Chip> =
        from.iter_days().take_while(|day| *day <= to).flat_map(|day| day_chips.on(newsroom, day)).collect();
    let empty = chips.iter().filter(|chip| chip.is_empty_slot()).count();
    let open = day_chips.tray(newsroom, from, to).filter(|chip| chip.is_empty_slot());
    let series: Vec<&str> = open.map(|chip| chip.key.series.as_str()).collect();
    for long in ["doi-thoai-nguoi-dan/2014-06..2014-07", "niem-yet/2014-04..2014-12"] {
        assert!(series.contains(&long), "{series:?}");
    }
    let said = format!("{} việc · {empty} trống · {} đang mở", chips.len(), series.len());
    assert!(window.shows(&said), "{said}");
}

#[test]
fn the_tray_holds_what_waits_for_a_day() {
    const SLOT: &str = "chuyen-muc-cchc/2014-03/2";
    let airing = |slot: &str| Airing::undated(SlotId(slot.into()));
    let dated = Airing { date: Some(day("2014-03-20")), ..airing(SLOT) };
    let outcome = Outcome { date: day("2014-03-20"), time: None, seconds: None, note: String::new() };
    let aired = Airing { outcome: Some(outcome), ..airing(SLOT) };
    let other = airing("chuyen-muc-cchc/2014-03/1");
    let pieces = [
        ("no airing", Status::Idea, vec![]),
        ("no day", Status::Approved, vec![airing(SLOT)]),
        ("one of two", Status::Drafting, vec![dated.clone(), other]),
        ("dated", Status::Drafting, vec![dated]),
        ("aired", Status::Approved, vec![aired]),
        ("published", Status::Published, vec![airing(SLOT)]),
        ("dropped", Status::Dropped, vec![]),
    ];
    let pieces = pieces.map(|(name, status, airings)| {
        let header = Header::new(PieceId(name.into()), name, "chuyen-muc-cchc");
        Piece::new(Header { status, airings, ..header }, Format::Av, "")
    });
    let sample = open();
    let (plan, settings) = (sample.newsroom().plan().clone(), sample.newsroom().settings().clone());
    let newsroom = Newsroom::new(plan, settings, pieces, day("2014-03-20"));
    let day_chips = DayChips::new(&newsroom, &Filter::default());
    let tray: Vec<&str> = day_chips.undated(&newsroom).iter().map(|chip| chip.title.as_str()).collect();
    assert_eq!(tray, ["no airing", "no day", "one of two"]);
}

#[test]
fn the_pane_edits_the_piece_where_it_stands() {
    let mut window = open();
    let week = chip(&window, "2014-03-12", "truyen-thanh");
    let id = week.key.piece.clone().expect("a piece");
    let inspect =
        |window: &mut Window, message: inspector::Message| send(window, Message::Inspector(message));
    let out = |window: &Window| {
        let piece = window.newsroom().piece(&id).expect("the piece");
        piece.header.airings.iter().filter(|airing| airing.outcome.is_some()).count()
    };
    send(&mut window, Message::ChipPressed(week.key.clone()));
    assert_eq!(out(&window), 7);
    window.click("Xác nhận tất cả");
    assert_eq!(out(&window), 9);
    assert_eq!(window.newsroom().piece(&id).expect("the piece").header.status, Status::Published);
    window.effect(Effect::Undo);
    assert_eq!(out(&window), 7);

    // Typed text is committed when something else is selected; invalid text changes nothing.
    let next = chip(&window, "2014-03-20", "chuyen-muc-cchc");
    let id = next.key.piece.clone().expect("a piece");
    send(&mut window, Message::ChipPressed(next.key.clone()));
    inspect(&mut window, inspector::Message::Typed(PieceField::Date(0), "27/3".into()));
    inspect(&mut window, inspector::Message::Typed(PieceField::Time(0), "sáng".into()));
    send(&mut window, Message::DayPressed(day("2014-03-18")));
    let airing = window.newsroom().piece(&id).expect("the piece").header.airings[0].clone();
    assert_eq!(airing.date, Some(day("2014-03-27")));
    assert_eq!(airing.time, chrono::NaiveTime::from_hms_opt(19, 45, 0));
}

/// Nine districts share a piece; each has its own airing.
#[test]
fn under_a_district_s_filter_only_its_own_airing_is_edited() {
    let mut window = open();
    let chosen = chip(&window, "2014-03-19", "truyen-thanh").key;
    let id = chosen.piece.clone().expect("a piece");
    let inspect =
        |window: &mut Window, message: inspector::Message| send(window, Message::Inspector(message));
    let before = window.newsroom().piece(&id).expect("the piece").header.airings.clone();
    assert_eq!(before.len(), 9);
    let changed = |window: &Window| -> Vec<String> {
        let now = &window.newsroom().piece(&id).expect("the piece").header.airings;
        let pairs = before.iter().zip(now).filter(|(before, now)| before != now);
        pairs.filter_map(|(_, now)| Some(now.slot.locality()?.to_owned())).collect()
    };

    send(&mut window, Message::UnitChosen(Some(BodyId::Locality("co-do".into()))));
    send(&mut window, Message::ChipPressed(chosen.clone()));
    assert!(window.shows("Chỉ xem và sửa lần của huyện Cờ Đỏ, theo bộ lọc địa bàn."));
    for (field, text) in
        [(PieceField::Date(0), "18/3"), (PieceField::Time(0), "17:00"), (PieceField::Minutes(0), "12")]
    {
        inspect(&mut window, inspector::Message::Typed(field, text.into()));
        inspect(&mut window, inspector::Message::Submitted);
        assert_eq!(changed(&window), ["co-do"], "{text}");
    }
    window.click("Đã phát");
    assert_eq!(changed(&window), ["co-do"]);
    for (field, text) in
        [(PieceField::RanOn(0), "19/3"), (PieceField::RanAt(0), "0:10"), (PieceField::Ran(0), "14:52")]
    {
        inspect(&mut window, inspector::Message::Typed(field, text.into()));
        inspect(&mut window, inspector::Message::Submitted);
    }
    let header = &window.newsroom().piece(&id).expect("the piece").header;
    let out: Vec<_> = header.airings.iter().filter_map(|airing| airing.outcome.as_ref()).collect();
    let [out] = out.as_slice() else { panic!("{out:?}") };
    assert_eq!((out.date, out.seconds), (day("2014-03-19"), Some(892)));
    assert_eq!(out.time, chrono::NaiveTime::from_hms_opt(0, 10, 0));

    // What is typed for one district is committed when the filter is cleared; then all are offered again.
    inspect(&mut window, inspector::Message::Typed(PieceField::Minutes(0), "20".into()));
    send(&mut window, Message::FiltersCleared);
    assert_eq!(changed(&window), ["co-do"]);
    assert!(window.shows("Cả 9 đài"));
    let others = |window: &Window| window.newsroom().piece(&id).expect("the piece").header.airings[0].time;
    inspect(&mut window, inspector::Message::LocalityChosen(Some("o-mon".into())));
    inspect(&mut window, inspector::Message::Typed(PieceField::Time(0), "6:15".into()));
    inspect(&mut window, inspector::Message::LocalityChosen(None));
    let mut both = changed(&window);
    both.sort_unstable();
    assert_eq!(both, ["co-do", "o-mon"], "{:?}", others(&window));
    // The rest is one line, its stations counted by what the plan calls them.
    assert!(window.shows("Tuần 12, 7 đài, Thứ Tư"));
}
