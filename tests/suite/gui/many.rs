//! Many at once, as one does it by hand: choosing, changing, moving, filling; each taken back by one undo.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use iced::Point;
use iced::keyboard::key::{Named, NativeCode, Physical};
use iced::keyboard::{Event, Key, Location, Modifiers};
use toasoan::app;
use toasoan::document::schedule::{self, Request, Row};
use toasoan::newsroom::Reach;
use toasoan::piece::{Header, PieceId, Status};
use toasoan::ui::many::{self, Kind};
use toasoan::ui::screen::calendar::filter::Filter;
use toasoan::ui::screen::calendar::model::{Chip, ChipKey, DayChips};
use toasoan::ui::screen::calendar::{Message, Target, View, inspector};
use toasoan::ui::screen::{export, identity};
use toasoan::ui::{Effect, Route};

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

fn say(window: &mut Window, message: many::Message) {
    send(window, Message::Many(message));
}

fn hold(window: &mut Window, modifiers: Modifiers) {
    window.send(app::Message::Key(Event::ModifiersChanged(modifiers), iced::event::Status::Ignored));
}

fn press(window: &mut Window, key: Key, modifiers: Modifiers) {
    window.send(app::Message::Key(
        Event::KeyPressed {
            key: key.clone(),
            modified_key: key,
            physical_key: Physical::Unidentified(NativeCode::Unidentified),
            location: Location::Standard,
            modifiers,
            text: None,
            repeat: false,
        },
        iced::event::Status::Ignored,
    ));
}

fn chips(window: &Window, from: &str, to: &str, is_asked: impl Fn(&Chip) -> bool) -> Vec<Chip> {
    let day_chips = DayChips::new(window.newsroom(), &Filter::default());
    let (from, to) = (day(from), day(to));
    let days = from.iter_days().take_while(|day| *day <= to);
    let chips = days.flat_map(|day| day_chips.on(window.newsroom(), day).to_vec());
    chips.filter(|chip| is_asked(chip)).collect()
}

fn control(window: &mut Window, keys: &[&ChipKey]) {
    hold(window, Modifiers::CTRL);
    for key in keys {
        send(window, Message::ChipPressed((*key).clone()));
    }
    hold(window, Modifiers::empty());
}

fn headers(window: &Window) -> Vec<Header> {
    window.newsroom().pieces().map(|piece| piece.header.clone()).collect()
}

fn header<'a>(window: &'a Window, id: &PieceId) -> &'a Header {
    &window.newsroom().piece(id).expect("the piece").header
}

/// Whether the bar counts these chips.
fn says_chosen<'a>(window: &Window, chips: impl IntoIterator<Item = &'a Chip>) -> bool {
    let chips: Vec<&Chip> = chips.into_iter().collect();
    let pieces: BTreeSet<_> = chips.iter().filter_map(|chip| chip.key.piece.as_ref()).collect();
    let gaps: BTreeSet<_> = chips.iter().filter(|chip| chip.is_empty_slot()).map(|chip| &chip.key).collect();
    let parts = [(pieces.len(), "bài"), (gaps.len(), "kỳ trống")];
    let parts = parts.iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> = parts.map(|(count, noun)| format!("{count} {noun}")).collect();
    window.shows(&format!("Đã chọn {}", parts.join(" và ")))
}

/// Pieces still being written, with a day of their own in these days.
fn open_pieces(window: &Window, from: &str, to: &str) -> Vec<Chip> {
    let is_open = |chip: &Chip| {
        matches!(chip.status, Some(Status::Idea | Status::Drafting | Status::InReview)) && !chip.key.is_rerun
    };
    chips(window, from, to, is_open)
}

#[test]
fn chips_are_chosen_by_ctrl_by_shift_and_by_keys_and_a_press_alone_lets_go() {
    let mut window = open();
    let found = open_pieces(&window, "2014-03-18", "2014-04-30");
    let (first, second) = (&found[0].key, &found[1].key);
    send(&mut window, Message::ChipPressed(first.clone()));
    send(&mut window, Message::PointerReleased);
    control(&mut window, &[second]);
    assert!(window.shows("Đã chọn 2 bài"), "the selected one is the first of the group");
    control(&mut window, &[second]);
    assert!(window.shows("Đã chọn 1 bài"));

    hold(&mut window, Modifiers::SHIFT);
    send(&mut window, Message::ChipPressed(found[2].key.clone()));
    hold(&mut window, Modifiers::empty());
    let all = chips(&window, "2014-03-01", "2014-12-31", |_| true);
    let at = |key: &ChipKey| all.iter().position(|chip| chip.key == *key).expect("a chip");
    let between = &all[at(second).min(at(&found[2].key))..=at(second).max(at(&found[2].key))];
    assert!(between.len() > 1);
    assert!(says_chosen(&window, between.iter().chain([&found[0]])), "those between, and the one before");

    press(&mut window, Key::Named(Named::Escape), Modifiers::empty());
    assert!(window.shows("Của tôi"), "the filters are back");
    // All of the month, and the days that Shift and the arrows go over.
    press(&mut window, Key::Character("a".into()), Modifiers::CTRL);
    assert!(says_chosen(&window, &chips(&window, "2014-03-01", "2014-03-31", |_| true)));
    send(&mut window, Message::DayPressed(day("2014-03-19")));
    press(&mut window, Key::Named(Named::ArrowRight), Modifiers::SHIFT);
    press(&mut window, Key::Named(Named::ArrowDown), Modifiers::SHIFT);
    assert!(says_chosen(&window, &chips(&window, "2014-03-19", "2014-03-27", |_| true)));
    press(&mut window, Key::Named(Named::ArrowUp), Modifiers::SHIFT);
    assert!(says_chosen(&window, &chips(&window, "2014-03-19", "2014-03-20", |_| true)));
}

#[test]
fn a_status_for_many_is_shown_before_it_is_set_and_one_undo_takes_it_back() {
    let mut window = open();
    let before = headers(&window);
    let found = open_pieces(&window, "2014-03-18", "2014-06-30");
    let aired = chips(&window, "2014-03-01", "2014-03-17", |chip| chip.status == Some(Status::Published));
    let keys = [&found[0].key, &found[1].key, &aired[0].key];
    control(&mut window, &keys);
    say(&mut window, many::Message::Asked(Kind::Status));
    assert!(window.shows("Đổi trạng thái của 3 bài"));
    assert_eq!(headers(&window), before, "nothing is done before it is confirmed");
    say(&mut window, many::Message::StatusChosen(Status::Approved));
    let title = header(&window, aired[0].key.piece.as_ref().expect("a piece")).title.clone();
    assert!(window.shows(&format!("{title}: đã phát, đăng")), "what stays is named");
    press(&mut window, Key::Named(Named::Enter), Modifiers::empty());
    for key in &keys[..2] {
        assert_eq!(header(&window, key.piece.as_ref().expect("a piece")).status, Status::Approved);
    }
    window.effect(Effect::Undo);
    assert_eq!(headers(&window), before);
}

#[test]
fn a_presenter_is_replaced_in_all_coming_scripts_by_filter_and_change() {
    let mut window = open();
    let person = {
        let today = day("2014-03-18");
        let newsroom = window.newsroom();
        let coming = |name: &str| {
            let pieces = newsroom.pieces().filter(|piece| piece.header.names(name));
            pieces.filter(|piece| newsroom.first_day(&piece.header).is_some_and(|day| day > today)).count()
        };
        let named = newsroom.people_named();
        let name = named.keys().max_by_key(|name| coming(name)).expect("someone");
        assert!(coming(name) > 1, "{name}");
        (*name).to_owned()
    };
    send(&mut window, Message::ViewChosen(View::List));
    send(&mut window, Message::PersonChosen(Some(person.clone())));
    press(&mut window, Key::Character("a".into()), Modifiers::CTRL);
    let before = headers(&window);
    let is_theirs =
        |chip: &Chip| chip.key.piece.as_ref().is_some_and(|id| header(&window, id).names(&person));
    let mut theirs = chips(&window, "2014-01-01", "2014-12-31", is_theirs);
    let undated = DayChips::new(window.newsroom(), &Filter::default()).undated(window.newsroom()).to_vec();
    theirs.extend(undated.into_iter().filter(is_theirs));
    let pieces: BTreeSet<PieceId> = theirs.iter().filter_map(|chip| chip.key.piece.clone()).collect();
    assert!(says_chosen(&window, &theirs), "theirs, with and without a day, and no empty slot");

    say(&mut window, many::Message::Asked(Kind::Person));
    say(&mut window, many::Message::NameTyped("Người Mới".into()));
    press(&mut window, Key::Named(Named::Enter), Modifiers::empty());
    let (mut changed, mut kept) = (0, 0);
    for id in &pieces {
        let was_aired = before
            .iter()
            .find(|header| header.id == *id)
            .is_some_and(|header| toasoan::ledger::AsOf::new(header, day("2014-03-18")).is_aired());
        let header = header(&window, id);
        assert_eq!(header.names(&person), was_aired, "{}", header.title);
        if was_aired { kept += 1 } else { changed += 1 }
    }
    assert!(changed > 1, "{changed} changed, {kept} as they were");
    window.effect(Effect::Undo);
    assert_eq!(headers(&window), before);
}

#[test]
fn a_group_is_dragged_and_moved_by_keys_like_one() {
    let mut window = open();
    let before = headers(&window);
    let found = open_pieces(&window, "2014-03-18", "2014-04-30");
    let (one, two) = (&found[0], &found[1]);
    let dates = |window: &Window| {
        [one, two].map(|chip| {
            let airings = &header(window, chip.key.piece.as_ref().expect("a piece")).airings;
            airings.iter().filter_map(|airing| airing.date).collect::<Vec<_>>()
        })
    };
    let was = dates(&window);
    control(&mut window, &[&one.key, &two.key]);
    let to = one.key.date.and_then(|day| day.succ_opt()).expect("a day");
    send(&mut window, Message::ChipPressed(one.key.clone()));
    send(&mut window, Message::PointerMoved(Point::new(300.0, 300.0)));
    send(&mut window, Message::PointerMoved(Point::new(340.0, 320.0)));
    send(&mut window, Message::TargetEntered(Some(Target::Day(to))));
    send(&mut window, Message::PointerReleased);
    for (chip, (was, now)) in [one, two].iter().zip(was.iter().zip(dates(&window))) {
        let next = chip.key.date.and_then(|day| day.succ_opt()).expect("a day");
        assert!(now.contains(&next), "{was:?} {now:?}");
    }
    press(&mut window, Key::Named(Named::ArrowLeft), Modifiers::ALT);
    assert_eq!(dates(&window), was, "back by the key");
    window.effect(Effect::Undo);
    window.effect(Effect::Undo);
    assert_eq!(headers(&window), before, "one undo for each move");
}

#[test]
fn a_series_moves_after_its_sheet_has_shown_what_it_meets() {
    let mut window = open();
    let lead = open_pieces(&window, "2014-03-18", "2014-06-30").remove(0);
    let before = headers(&window);
    send(&mut window, Message::ChipPressed(lead.key.clone()));
    send(&mut window, Message::PointerReleased);
    send(&mut window, Message::Inspector(inspector::Message::SeriesMoveAsked));
    assert!(window.shows("Lần này và về sau"));
    say(&mut window, many::Message::ReachChosen(Reach::Later));
    say(&mut window, many::Message::DaysTyped("1".into()));
    assert_eq!(headers(&window), before);
    say(&mut window, many::Message::Submitted);
    let id = lead.key.piece.clone().expect("a piece");
    let moved = header(&window, &id).airings.iter().any(|airing| airing.date > lead.key.date);
    assert!(moved);
    window.effect(Effect::Undo);
    assert_eq!(headers(&window), before);
}

#[test]
fn the_empty_slots_of_an_activity_are_filled_from_a_piece_until_the_year_ends() {
    let mut window = open();
    let before = headers(&window);
    let count = window.newsroom().gaps("dien-dan-bao", day("2014-03-18"), day("2014-12-31")).len();
    assert!(count > 10);
    send(&mut window, Message::Inspector(inspector::Message::SeriesFillAsked("dien-dan-bao".into())));
    assert!(window.shows(&format!("Lập {count} bài")), "until the end of the year");
    say(&mut window, many::Message::ToTyped("30/04".into()));
    let fewer = window.newsroom().gaps("dien-dan-bao", day("2014-03-18"), day("2014-04-30")).len();
    assert!(fewer < count && window.shows(&format!("Lập {fewer} bài")));
    say(&mut window, many::Message::Submitted);
    assert_eq!(window.newsroom().pieces().len(), before.len() + fewer);
    window.effect(Effect::Undo);
    assert_eq!(headers(&window), before);

    // Chosen in the month, whatever their activities.
    let gaps = chips(&window, "2014-04-01", "2014-04-30", Chip::is_empty_slot);
    send(&mut window, Message::Stepped(1));
    control(&mut window, &[&gaps[0].key, &gaps[1].key]);
    assert!(window.shows("Đã chọn 2 kỳ trống"), "with Ctrl an empty slot is not filled at once");
    say(&mut window, many::Message::Asked(Kind::Fill));
    say(&mut window, many::Message::Submitted);
    assert_eq!(window.newsroom().pieces().len(), before.len() + 2);
}

#[test]
fn many_go_to_the_trash_and_come_back() {
    let mut window = open();
    let before = headers(&window);
    let found = open_pieces(&window, "2014-03-18", "2014-04-30");
    control(&mut window, &[&found[0].key, &found[1].key]);
    press(&mut window, Key::Named(Named::Delete), Modifiers::empty());
    assert!(window.shows("Xóa 2 bài"));
    say(&mut window, many::Message::Submitted);
    assert_eq!(window.newsroom().pieces().len(), before.len() - 2);
    assert!(window.shows("Của tôi"), "nothing is chosen any more");
    window.effect(Effect::Undo);
    assert_eq!(headers(&window), before);
}

#[test]
fn the_board_moves_a_card_to_another_status_by_drag_and_by_keys_and_is_remembered() {
    let folder = std::rc::Rc::new(tempfile::tempdir().expect("a folder"));
    let mut window = Window::with_profile_file(&folder);
    window.send_and_finish(app::Message::Identity(identity::Message::Skipped));
    window.effect(Effect::Open(Route::Calendar(None)));
    window.send_and_finish(app::Message::Calendar(Message::ViewChosen(View::Board)));
    let before = headers(&window);
    let found = open_pieces(&window, "2014-03-01", "2014-03-31");
    let card = found.iter().find(|chip| chip.status == Some(Status::Drafting)).expect("being written");
    let id = card.key.piece.clone().expect("a piece");
    assert!(window.shows(&header(&window, &id).title));
    let status = |window: &Window| header(window, &id).status;

    send(&mut window, Message::ChipPressed(card.key.clone()));
    send(&mut window, Message::PointerMoved(Point::new(300.0, 300.0)));
    send(&mut window, Message::PointerMoved(Point::new(340.0, 320.0)));
    send(&mut window, Message::TargetEntered(Some(Target::Status(Status::InReview))));
    send(&mut window, Message::PointerReleased);
    assert_eq!(status(&window), Status::InReview);
    press(&mut window, Key::Named(Named::ArrowRight), Modifiers::ALT);
    assert_eq!(status(&window), Status::Approved, "the moved card stays selected");
    press(&mut window, Key::Named(Named::ArrowLeft), Modifiers::ALT);
    assert_eq!(status(&window), Status::InReview);
    for _ in 0..3 {
        window.effect(Effect::Undo);
    }
    assert_eq!(headers(&window), before);

    // What went out stays where it is, and that is said.
    let aired = chips(&window, "2014-03-01", "2014-03-17", |chip| chip.status == Some(Status::Published));
    send(&mut window, Message::ChipPressed(aired[0].key.clone()));
    send(&mut window, Message::PointerMoved(Point::new(300.0, 300.0)));
    send(&mut window, Message::PointerMoved(Point::new(340.0, 320.0)));
    send(&mut window, Message::TargetEntered(Some(Target::Status(Status::Idea))));
    send(&mut window, Message::PointerReleased);
    assert_eq!(headers(&window), before);

    press(&mut window, Key::Character("a".into()), Modifiers::CTRL);
    let month = chips(&window, "2014-03-01", "2014-03-31", |chip| chip.key.piece.is_some());
    let undated = DayChips::new(window.newsroom(), &Filter::default()).undated(window.newsroom()).to_vec();
    assert!(says_chosen(&window, month.iter().chain(&undated)));
    drop(window);
    let mut again = Window::with_profile_file(&folder);
    again.effect(Effect::Open(Route::Calendar(None)));
    assert!(again.shows(&header(&again, &id).title));
    press(&mut again, Key::Character("a".into()), Modifiers::CTRL);
    assert!(says_chosen(&again, month.iter().chain(&undated)), "it opens on the board");
}

#[test]
fn pieces_of_the_list_are_chosen_and_changed_together() {
    use toasoan::ui::screen::pieces::Message as List;
    let mut window = Window::on_sample();
    window.effect(Effect::Open(Route::Pieces));
    let list = |window: &mut Window, message| window.send(app::Message::Pieces(message));
    let before = headers(&window);
    let ids: Vec<PieceId> = before
        .iter()
        .filter(|header| header.status == Status::Drafting)
        .map(|header| header.id.clone())
        .collect();
    list(&mut window, List::FilterToggled);
    list(&mut window, List::StatusFiltered(Some(Status::Drafting)));
    hold(&mut window, Modifiers::CTRL);
    list(&mut window, List::PieceChosen(ids[0].clone()));
    hold(&mut window, Modifiers::empty());
    assert!(window.shows("Đã chọn 1 bài"));
    press(&mut window, Key::Character("a".into()), Modifiers::CTRL);
    assert!(window.shows(&format!("Đã chọn {} bài", ids.len())));
    list(&mut window, List::Many(many::Message::Asked(Kind::Status)));
    list(&mut window, List::Many(many::Message::StatusChosen(Status::InReview)));
    press(&mut window, Key::Named(Named::Enter), Modifiers::empty());
    assert!(ids.iter().all(|id| header(&window, id).status == Status::InReview));
    window.effect(Effect::Undo);
    assert_eq!(headers(&window), before);

    // With one person's pieces only.
    press(&mut window, Key::Named(Named::Escape), Modifiers::empty());
    list(&mut window, List::StatusFiltered(None));
    let person = window.newsroom().people_named().keys().next().expect("someone").to_string();
    list(&mut window, List::PersonFiltered(Some(person.clone())));
    press(&mut window, Key::Character("a".into()), Modifiers::CTRL);
    let theirs = before.iter().filter(|header| header.names(&person)).count();
    assert!(window.shows(&format!("Đã chọn {theirs} bài")));
}

#[test]
fn a_programme_on_another_weekday_offers_to_take_along_what_is_planned() {
    use chrono::Weekday;
    use toasoan::ui::screen::settings::Message as Setting;
    let mut window = Window::on_sample();
    window.effect(Effect::Open(Route::Settings));
    let before = headers(&window);
    let weekday = |window: &Window| {
        window.newsroom().settings().programme("chuyen-muc-cchc").and_then(|programme| programme.weekday)
    };
    let at = {
        let activities = &window.newsroom().plan().activities;
        activities.iter().position(|activity| activity.id == "chuyen-muc-cchc").expect("the programme")
    };
    let choose = |window: &mut Window, day| {
        window.send(app::Message::Settings(Setting::WeekdayChosen(at, Some(day))));
    };
    let decide = |window: &mut Window, decision| {
        window.send(app::Message::Settings(Setting::WeekdayDecided(decision)));
    };
    // Left as it was.
    choose(&mut window, Weekday::Fri);
    assert!(window.shows("Dời theo thứ mới"));
    decide(&mut window, None);
    assert_eq!((weekday(&window), headers(&window) == before), (Some(Weekday::Thu), true));
    // Only the weekday.
    choose(&mut window, Weekday::Fri);
    decide(&mut window, Some(false));
    assert_eq!((weekday(&window), headers(&window) == before), (Some(Weekday::Fri), true));
    window.effect(Effect::Undo);
    // With what is planned, in one step.
    choose(&mut window, Weekday::Fri);
    decide(&mut window, Some(true));
    let today = day("2014-03-18");
    let mut moved = 0;
    for (was, now) in before.iter().zip(headers(&window)) {
        for (was, now) in was.airings.iter().zip(&now.airings) {
            if was.date == now.date {
                continue;
            }
            moved += 1;
            let (from, to) = (was.date.expect("a day"), now.date.expect("a day"));
            assert!(from >= today && was.slot == now.slot, "{from}");
            assert!(was.is_rerun || (from.weekday(), to.weekday()) == (Weekday::Thu, Weekday::Fri));
        }
    }
    assert!(moved > 0 && weekday(&window) == Some(Weekday::Fri));
    window.effect(Effect::Undo);
    assert_eq!((weekday(&window), headers(&window)), (Some(Weekday::Thu), before));
}

#[test]
fn the_month_turns_while_a_chip_is_held_at_its_edge() {
    let mut window = open();
    let found = open_pieces(&window, "2014-03-18", "2014-03-31");
    let id = found[0].key.piece.clone().expect("a piece");
    send(&mut window, Message::ChipPressed(found[0].key.clone()));
    send(&mut window, Message::PointerMoved(Point::new(300.0, 300.0)));
    send(&mut window, Message::PointerMoved(Point::new(340.0, 320.0)));
    send(&mut window, Message::TurnHovered(Some(1)));
    send(&mut window, Message::TurnHovered(None));
    send(&mut window, Message::TurnDue(1));
    assert!(window.shows("Tháng 3, 2014"), "it only went past");
    send(&mut window, Message::TurnHovered(Some(1)));
    send(&mut window, Message::TurnDue(2));
    assert!(window.shows("Tháng 4, 2014"));
    send(&mut window, Message::TargetEntered(Some(Target::Day(day("2014-04-22")))));
    send(&mut window, Message::PointerReleased);
    let dates: Vec<_> = header(&window, &id).airings.iter().filter_map(|airing| airing.date).collect();
    assert!(dates.contains(&day("2014-04-22")), "{dates:?}");
}

#[test]
fn what_is_chosen_in_the_tray_shows_where_it_belongs() {
    let mut window = open();
    let is_short = |chip: &Chip| chip.span.is_some_and(|(from, to)| (to - from).num_days() < 31);
    let lead = open_pieces(&window, "2014-04-20", "2014-06-30").into_iter().find(is_short);
    let lead = lead.expect("a piece of a slot of at most a month");
    let slot = window.newsroom().obligations().get(&lead.slots[0]).expect("the slot").slot.clone();
    send(&mut window, Message::ChipPressed(lead.key.clone()));
    send(&mut window, Message::PointerMoved(Point::new(300.0, 300.0)));
    send(&mut window, Message::PointerMoved(Point::new(340.0, 320.0)));
    send(&mut window, Message::TargetEntered(Some(Target::Tray)));
    send(&mut window, Message::PointerReleased);
    send(&mut window, Message::TodayPressed);
    // Far from its slot.
    for _ in 0..8 {
        send(&mut window, Message::Stepped(1));
    }
    assert!(window.shows("Tháng 11, 2014"));
    let id = lead.key.piece.clone().expect("a piece");
    send(&mut window, Message::ChipPressed(ChipKey::of_piece(id)));
    send(&mut window, Message::PointerReleased);
    let span = toasoan::calendar::wording::range(slot.from, slot.to);
    assert!(window.shows(&format!("Thuộc kỳ {span}")), "{span}");
    let first = slot.from.max(day("2014-03-18"));
    assert!(window.shows(&format!("Tháng {}, 2014", first.month())), "its month is shown");
}

#[test]
fn the_board_has_the_pieces_of_a_week_a_month_or_a_year() {
    let mut window = open();
    send(&mut window, Message::ViewChosen(View::Board));
    let undated = DayChips::new(window.newsroom(), &Filter::default()).undated(window.newsroom()).to_vec();
    for (span, from, to, next) in [
        (View::Week, "2014-03-17", "2014-03-23", ("2014-03-24", "2014-03-30")),
        (View::Month, "2014-03-01", "2014-03-31", ("2014-04-01", "2014-04-30")),
        (View::Year, "2014-01-01", "2014-12-31", ("2015-01-01", "2015-12-31")),
    ] {
        send(&mut window, Message::TodayPressed);
        send(&mut window, Message::BoardSpanChosen(span));
        let says_all = |window: &mut Window, from: &str, to: &str| {
            press(window, Key::Character("a".into()), Modifiers::CTRL);
            let dated = chips(window, from, to, |chip| chip.key.piece.is_some());
            says_chosen(window, dated.iter().chain(&undated))
        };
        assert!(says_all(&mut window, from, to), "{span:?}");
        press(&mut window, Key::Named(Named::Escape), Modifiers::empty());
        send(&mut window, Message::Stepped(1));
        assert!(says_all(&mut window, next.0, next.1), "the {span:?} after");
        press(&mut window, Key::Named(Named::Escape), Modifiers::empty());
    }
}

#[test]
fn a_schedule_printed_from_the_calendar_keeps_its_filter_when_its_days_change() {
    let mut window = open();
    let person = "Ngọc Hân";
    send(&mut window, Message::PersonChosen(Some(person.into())));
    send(&mut window, Message::ExportPressed);
    let target = window.folder().join("lịch riêng.csv");
    let say = |window: &mut Window, message| window.send(app::Message::Export(message));
    say(&mut window, export::Message::FromChanged("01/01/2014".into()));
    say(&mut window, export::Message::ToChanged("31/12/2014".into()));
    say(&mut window, export::Message::PathChanged(target.display().to_string()));
    say(&mut window, export::Message::Confirmed);
    window.wait_until("the schedule is written", |_| target.exists());
    let written = std::fs::read_to_string(&target).expect("the schedule");
    let rows = written.lines().count() - 1;
    let year = Request::new(day("2014-01-01"), day("2014-12-31"));
    let names = |row: &Row| row.piece.as_ref().is_some_and(|id| header(&window, id).names(person));
    let theirs = schedule::rows(window.newsroom(), &year).iter().filter(|row| names(row)).count();
    assert!(theirs > 3 && rows == theirs, "{rows} of {theirs}:\n{written}");
}
