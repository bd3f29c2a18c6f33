//! Calendars imported again after changes: no duplicate events, and the new time is in effect.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use icalendar::parser::{Component, read_calendar, unfold};
use toasoan::document::schedule::{self, Request};
use toasoan::export::ics::{self, Changes};
use toasoan::newsroom::{Command, Newsroom};
use toasoan::piece::merge::merge;
use toasoan::piece::{Airing, Format, Header, Outcome, Piece, PieceId, Status};
use toasoan::plan::{Plan, Settings, SlotId};
use toasoan::store::{Key, Stamp, Workspace};

use super::readers::{has_readers, run};

const SLOT: &str = "chuyen-muc-cchc/2014-03/1";
const NEXT: &str = "chuyen-muc-cchc/2014-03/2";

fn plan() -> Plan {
    Plan::parse(include_str!("../../../content/plan.ron")).expect("the plan")
}

fn newsroom(pieces: impl IntoIterator<Item = Piece>) -> Newsroom {
    let settings = Settings::parse(include_str!("../../../content/settings.ron")).expect("settings");
    Newsroom::new(plan(), settings, pieces, "2014-03-10".parse().expect("a date"))
}

fn airing(date: &str, time: &str) -> Airing {
    let (date, time) = (date.parse().ok(), format!("{time}:00").parse().ok());
    Airing { date, time, minutes: Some(15), ..Airing::undated(SlotId(SLOT.into())) }
}

fn piece(id: &str, airings: Vec<Airing>) -> Piece {
    let header = Header::new(PieceId(format!("01TEST{id}").into()), id, "chuyen-muc-cchc");
    Piece::new(Header { airings, status: Status::Approved, ..header }, Format::Av, "")
}

fn request() -> Request {
    let mut request =
        Request::new("2014-03-01".parse().expect("a day"), "2014-03-31".parse().expect("a day"));
    request.activities = vec!["chuyen-muc-cchc".into()];
    request
}

fn file(newsroom: &Newsroom, changes: &Changes<'_>) -> String {
    let rows = schedule::rows(newsroom, &request());
    String::from_utf8(ics::write(newsroom, &request(), &rows, changes)).expect("UTF-8")
}

/// The events by UID, with their properties by name.
fn events(file: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    let text = unfold(file);
    let calendar = read_calendar(&text).expect("a calendar");
    let fields = |event: &Component<'_>| -> BTreeMap<String, String> {
        event.properties.iter().map(|one| (one.name.to_string(), one.val.to_string())).collect()
    };
    let events = calendar.components.iter().map(|event| (fields(event)["UID"].clone(), fields(event)));
    let events: Vec<_> = events.collect();
    let by_uid: BTreeMap<_, _> = events.iter().cloned().collect();
    assert_eq!(by_uid.len(), events.len(), "no UID stands twice");
    by_uid
}

/// The UID of the only event with this title and start.
fn uid(newsroom: &Newsroom, title: &str, start: &str) -> String {
    let all = events(&file(newsroom, &Changes::UNKNOWN));
    let mut found = all.iter().filter(|(_, event)| {
        event["SUMMARY"].ends_with(title) && event["DTSTART"] == start && event["STATUS"] != "CANCELLED"
    });
    let uid = found.next().unwrap_or_else(|| panic!("{title} {start} in {all:#?}")).0.clone();
    assert!(found.next().is_none());
    uid
}

fn status(newsroom: &Newsroom, uid: &str) -> Option<String> {
    events(&file(newsroom, &Changes::UNKNOWN))
        .remove(uid)
        .map(|mut event| event.remove("STATUS").expect("one"))
}

fn edit(newsroom: &mut Newsroom, id: &str, edit: impl FnOnce(&mut Header)) {
    let mut header = newsroom.piece(&PieceId(format!("01TEST{id}").into())).expect("a piece").header.clone();
    edit(&mut header);
    let _ = newsroom.apply(Command::SetHeader(Box::new(header)));
}

/// After saving and reopening.
fn reopened(old: &Newsroom) -> Newsroom {
    newsroom(old.pieces().map(|piece| Piece::parse(&piece.to_text(), piece.format).expect("it reads")))
}

#[test]
fn an_airing_is_the_same_event_whatever_happens_to_others() {
    let (first, again) = (airing("2014-03-13", "19:45"), airing("2014-03-15", "19:45"));
    let again = Airing { is_rerun: true, ..again };
    let third = Airing { is_rerun: true, ..airing("2014-03-17", "19:45") };
    let mut newsroom =
        newsroom([piece("B", vec![first, again, third]), piece("C", vec![airing("2014-03-14", "08:00")])]);
    let starts = ["20140313T124500Z", "20140315T124500Z", "20140317T124500Z"];
    let [first, again, third] = starts.map(|start| uid(&newsroom, "B", start));
    let other = uid(&newsroom, "C", "20140314T010000Z");

    // Its id is older, and it is in the same slot.
    let _ = newsroom.apply(Command::Add(Box::new(piece("A", vec![airing("2014-03-12", "08:00")]))));
    edit(&mut newsroom, "B", |header| drop(header.airings.remove(1)));
    assert_eq!(status(&newsroom, &again).as_deref(), Some("CANCELLED"));
    for newsroom in [&newsroom, &reopened(&newsroom)] {
        assert_eq!(uid(newsroom, "B", starts[0]), first);
        assert_eq!(uid(newsroom, "B", starts[2]), third);
        assert_eq!(uid(newsroom, "C", "20140314T010000Z"), other);
        assert_eq!(status(newsroom, &again).as_deref(), Some("CANCELLED"));
    }
    // Moved to another day and slot, and made a first run.
    edit(&mut newsroom, "B", |header| {
        let airing = &mut header.airings[1];
        (airing.slot, airing.is_rerun) = (SlotId(NEXT.into()), false);
        airing.date = "2014-03-21".parse().ok();
    });
    let newsroom_again = reopened(&newsroom);
    assert_eq!(uid(&newsroom_again, "B", "20140321T124500Z"), third);
    // A new rerun is a different event from the removed one.
    edit(&mut newsroom, "B", |header| {
        header.airings.push(Airing { is_rerun: true, ..airing("2014-03-15", "19:45") });
    });
    let fresh = uid(&reopened(&newsroom), "B", starts[1]);
    assert!(![&first, &again, &third, &other].contains(&&fresh));
    // Undo restores everything, including the identity.
    for _ in 0..3 {
        let _ = newsroom.undo().expect("a step");
    }
    assert_eq!(uid(&newsroom, "B", starts[1]), again);
    // A deleted or dropped piece is not aired any more.
    let header = newsroom.piece(&PieceId("01TESTA".into())).expect("a piece").header.clone();
    let when = "2014-03-10T02:00:00Z".parse().expect("a time");
    let of_deleted = uid(&newsroom, "A", "20140312T010000Z");
    let _ = newsroom.apply(Command::Remove(header.id.clone()));
    let deleted = [(header, when)];
    let after = events(&file(&newsroom, &Changes { deleted: &deleted, ..Changes::UNKNOWN }));
    assert_eq!(after[&of_deleted]["STATUS"], "CANCELLED");
    let _ = newsroom.undo().expect("a step");
    let after = events(&file(&newsroom, &Changes { deleted: &deleted, ..Changes::UNKNOWN }));
    assert_eq!(after[&of_deleted]["STATUS"], "CONFIRMED");
    edit(&mut newsroom, "C", |header| header.status = Status::Dropped);
    assert_eq!(status(&newsroom, &other).as_deref(), Some("CANCELLED"));
}

#[test]
fn an_empty_slot_and_the_piece_that_fills_it_are_one_event() {
    let mut newsroom = newsroom([]);
    let empty = uid(&newsroom, "(chưa có bài)", "20140306T124500Z");
    let slot = SlotId(SLOT.into());
    let filled = Airing { id: Some(newsroom.vacancies().id(&slot)), ..airing("2014-03-07", "19:45") };
    let _ = newsroom.apply(Command::Add(Box::new(piece("A", vec![filled]))));
    let mut newsroom = reopened(&newsroom);
    assert_eq!(uid(&newsroom, "A", "20140307T124500Z"), empty);
    // Moved to another slot it stays the same event; that slot's placeholder is cancelled.
    let next = uid(&newsroom, "(chưa có bài)", "20140320T124500Z");
    edit(&mut newsroom, "A", |header| {
        header.airings[0].slot = SlotId(NEXT.into());
        header.airings[0].date = "2014-03-21".parse().ok();
    });
    assert_eq!(uid(&newsroom, "A", "20140321T124500Z"), empty);
    assert_eq!(status(&newsroom, &next).as_deref(), Some("CANCELLED"));
    assert_ne!(uid(&newsroom, "(chưa có bài)", "20140306T124500Z"), empty);
}

#[test]
fn a_change_of_the_same_day_is_newer() {
    let mut newsroom = newsroom([piece("A", vec![airing("2014-03-13", "19:45")])]);
    let morning: DateTime<Utc> = "2014-03-10T02:00:00Z".parse().expect("a time");
    let of = |newsroom: &Newsroom, written: DateTime<Utc>| {
        let uid = uid(newsroom, "A", "20140313T124500Z");
        let all = events(&file(newsroom, &Changes { of_piece: &|_| Some(written), ..Changes::UNKNOWN }));
        let event = all[&uid].clone();
        (event["SEQUENCE"].parse::<u32>().expect("a number"), event["DTSTAMP"].clone())
    };
    let before = of(&newsroom, morning);
    assert_eq!(before.1, "20140310T020000Z");
    edit(&mut newsroom, "A", |header| header.title = "Một cửa A".into());
    let after = of(&newsroom, morning + TimeDelta::minutes(1));
    assert!(after > before, "{after:?} after {before:?}");
}

/// Saved, deleted and restored as fast as the machine can, and exported after each.
#[test]
fn a_later_change_is_newer_even_within_a_second() {
    let folder = tempfile::tempdir().expect("a folder");
    let workspace = Workspace::create(folder.path(), &plan(), &Settings::default()).expect("a workspace");
    let export = || {
        let opened = Workspace::open(folder.path()).expect("it opens");
        let files: Vec<(Key, Stamp)> =
            opened.pieces.iter().map(|stored| (stored.piece.id().into(), stored.stamp)).collect();
        let times = workspace.change_times(&files);
        let of_piece = |id: &PieceId| times.piece(id);
        let deleted = workspace.deleted();
        let changes = Changes { of_piece: &of_piece, shared: None, deleted: &deleted };
        let all = events(&file(&newsroom(opened.pieces.into_iter().map(|stored| stored.piece)), &changes));
        let mut events = all.into_values().filter(|event| event["SUMMARY"].ends_with(": A"));
        let event = events.next().expect("an event");
        assert!(events.next().is_none());
        let sequence = event["SEQUENCE"].parse::<u32>().expect("a number");
        (sequence, event["DTSTAMP"].clone(), event["STATUS"].clone())
    };
    let mut stored = workspace.save(piece("A", vec![airing("2014-03-13", "19:45")]), None).expect("a save");
    let mut exported = vec![export()];
    for hour in ["08:00", "09:00", "10:00"] {
        let mut piece = stored.piece.clone();
        piece.header.airings = vec![airing("2014-03-13", hour)];
        stored = workspace.save(piece, Some((stored.path, stored.stamp))).expect("a save");
        exported.push(export());
    }
    let trashed = workspace.trash(&stored.path).expect("a deletion");
    exported.push(export());
    let _ = workspace.restore(&trashed).expect("a restoration");
    exported.push(export());
    assert!(exported.is_sorted_by(|old, new| old.0 < new.0 && old.1 < new.1), "{exported:?}");
    let statuses: Vec<&str> = exported.iter().map(|(.., status)| status.as_str()).collect();
    assert_eq!(statuses, ["CONFIRMED", "CONFIRMED", "CONFIRMED", "CONFIRMED", "CANCELLED", "CONFIRMED"]);
}

#[test]
fn what_has_gone_out_stands_at_its_own_day_hour_and_length() {
    let outcome = Outcome {
        date: "2014-03-14".parse().expect("a day"),
        time: "00:10:00".parse().ok(),
        seconds: Some(892),
        note: String::new(),
    };
    let aired = Airing { outcome: Some(outcome), ..airing("2014-03-13", "23:50") };
    let mut drafted = piece("B", vec![airing("2014-03-12", "08:00")]);
    drafted.header.status = Status::Drafting;
    // Late, but approved.
    let late = piece("C", vec![airing("2014-03-02", "08:00")]);
    let mut newsroom = newsroom([piece("A", vec![aired]), drafted, late]);
    newsroom.set_today("2014-03-18".parse().expect("a day"));
    let all = events(&file(&newsroom, &Changes::UNKNOWN));
    let event = |title: &str| all.values().find(|event| event["SUMMARY"].ends_with(title)).expect("an event");
    assert_eq!(event("A")["DTSTART"], "20140313T171000Z");
    assert_eq!(event("A")["DTEND"], "20140313T172452Z");
    let statuses = ["A", "B", "C"].map(|title| event(title)["STATUS"].as_str());
    assert_eq!(statuses, ["CONFIRMED", "TENTATIVE", "CONFIRMED"]);
}

#[test]
fn any_title_makes_a_calendar_that_reads() {
    let mut plan = plan();
    plan.name = "Kế hoạch; năm 2014, phần \\1\nTiếp\u{7}".into();
    let mut one = piece("A", vec![airing("2014-03-13", "19:45")]);
    one.header.title = "Một\u{0}\u{b} cửa\r\nBEGIN:VEVENT\u{7f}".into();
    let newsroom = Newsroom::new(plan, Settings::default(), [one], "2014-03-10".parse().expect("a day"));
    let file = file(&newsroom, &Changes::UNKNOWN);
    assert!(file.replace("\r\n", "").chars().all(|letter| !letter.is_control()), "{file:?}");
    assert!(unfold(&file).contains("NAME:Kế hoạch\\; năm 2014\\, phần \\\\1\\nTiếp\r\n"), "{file}");
    assert_eq!(file.matches("\r\nBEGIN:VEVENT").count(), 1);
}

/// One person removed an airing while another moved the next one.
#[test]
fn airings_merge_by_what_they_are() {
    let again = |date: &str| Airing { is_rerun: true, ..airing(date, "19:45") };
    let base = piece("A", vec![airing("2014-03-13", "19:45"), again("2014-03-15"), again("2014-03-17")]);
    let edited = |edit: &dyn Fn(&mut Header)| {
        let mut newsroom = newsroom([base.clone()]);
        self::edit(&mut newsroom, "A", edit);
        newsroom.piece(base.id()).expect("the piece").clone()
    };
    let mine = edited(&|header| drop(header.airings.remove(1)));
    let theirs = edited(&|header| header.airings[2].date = "2014-03-18".parse().ok());
    for (mine, theirs) in [(&mine, &theirs), (&theirs, &mine)] {
        let merged = merge(&base, mine, theirs);
        assert!(merged.is_clean(), "{:?}", merged.conflicts);
        let dates: Vec<_> =
            merged.piece.header.airings.iter().filter_map(|airing| Some(airing.date?.to_string())).collect();
        assert_eq!(dates, ["2014-03-13", "2014-03-18"]);
        assert_eq!(merged.piece.header.removed.len(), 1);
        assert_eq!(merged.piece.header.airing_ids()[1], base.header.airing_ids()[2]);
    }
}

/// Imports into a real calendar, changes, imports again.
#[test]
fn khal_takes_a_second_import_as_a_change() {
    if !has_readers() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let settings = format!(
        "[calendars]\n[[a]]\npath = {}\n[sqlite]\npath = {}\n[locale]\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\n\
         longdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n\
         local_timezone = Asia/Ho_Chi_Minh\ndefault_timezone = Asia/Ho_Chi_Minh\n",
        at("lich"),
        at("khal.db")
    );
    std::fs::create_dir(at("lich")).expect("a folder");
    std::fs::write(at("khal.conf"), settings).expect("settings");
    let import = |newsroom: &Newsroom| {
        std::fs::write(at("a.ics"), file(newsroom, &Changes::UNKNOWN)).expect("a file");
        let _ = run("khal", &["-c", &at("khal.conf"), "import", "--batch", "-a", "a", &at("a.ics")]);
        let format = ["--format", "{start-date} {start-time} {status}{title}", "--day-format", ""];
        let list = ["-c", &at("khal.conf"), "list", "2014-03-01", "31d"];
        run("khal", &[&list[..], &format[..]].concat())
    };
    let mut newsroom = newsroom([piece(
        "A",
        vec![airing("2014-03-13", "19:45"), Airing { is_rerun: true, ..airing("2014-03-15", "19:45") }],
    )]);
    let before = import(&newsroom);
    edit(&mut newsroom, "A", |header| {
        header.airings[0].time = "20:30:00".parse().ok();
        let _ = header.airings.pop();
    });
    let after = import(&newsroom);
    let of_piece =
        |list: &str| list.lines().filter(|line| line.ends_with(": A")).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(of_piece(&before).len(), 2, "{before}");
    let after = of_piece(&after);
    assert_eq!(after.len(), 2, "{after:?}");
    assert!(after[0].starts_with("2014-03-13 20:30 CONFIRMED"), "{after:?}");
    assert!(after[1].starts_with("2014-03-15 19:45 CANCELLED"), "{after:?}");
}

#[test]
fn each_place_of_a_tour_is_an_event_of_its_own_with_its_address() {
    use toasoan::place::{Place, PlaceKind, Places};
    let place = |id: &str, name: &str| Place {
        id: id.into(),
        kind: PlaceKind::Stage,
        name: name.into(),
        address: "phường Châu Văn Liêm".into(),
        locality: "o-mon".into(),
        ..Place::default()
    };
    let places = vec![place("nha", "Nhà văn hóa quận Ô Môn"), place("san", "Sân đình")];
    let night = |place: &str| Airing {
        date: "2014-03-29".parse().ok(),
        place: place.into(),
        ..Airing::undated(SlotId("tieu-pham/2014/1".into()))
    };
    let header = Header::new(PieceId("01TESTtour".into()), "Bụi chuối", "tieu-pham");
    let airings = vec![night("nha"), night("san")];
    let skit = Piece::new(Header { airings, status: Status::Approved, ..header }, Format::Stage, "");
    let newsroom = newsroom([skit]).with_records([Places { places, ..Places::default() }.into()]);
    let mut request = request();
    request.activities = vec!["tieu-pham".into()];
    let rows = schedule::rows(&newsroom, &request);
    let file = String::from_utf8(ics::write(&newsroom, &request, &rows, &Changes::UNKNOWN)).expect("UTF-8");
    let told: Vec<(String, String)> = events(&file)
        .into_values()
        .map(|event| (event["SUMMARY"].clone(), event["LOCATION"].clone()))
        .collect();
    let told: std::collections::BTreeSet<_> = told.into_iter().collect();
    let event = |name: &str| {
        let place = format!("{name}, phường Châu Văn Liêm");
        (format!("Tiểu phẩm – {name}: Bụi chuối"), place)
    };
    assert_eq!(told, [event("Nhà văn hóa quận Ô Môn"), event("Sân đình")].into());
}
