//! What hangs and plays at places: how far it reaches as of a day, and performances that cannot both be.

use toasoan::ledger::{Coverage, Measure, StayState};
use toasoan::newsroom::Newsroom;
use toasoan::piece::merge::merge;
use toasoan::piece::{Airing, Format, Header, Outcome, Piece, PieceId, Status};
use toasoan::place::{Fitness, Place, PlaceKind, Places};
use toasoan::plan::Target;

use crate::plan::{day, plan, settings, slot_id};

const POSTER: &str = "pano-ap-phich/2014";
const SKIT: &str = "tieu-pham/2014/1";

fn place(id: &str, kind: PlaceKind, locality: &str) -> Place {
    Place { id: id.into(), name: id.into(), kind, locality: locality.into(), ..Place::default() }
}

fn piece(id: &str, airings: Vec<Airing>) -> Piece {
    let activity = airings[0].slot.activity().to_owned();
    let mut header = Header::new(PieceId(id.into()), format!("Bài {id}"), activity);
    header.status = Status::Approved;
    header.airings = airings;
    Piece::new(header, Format::Article, "")
}

fn planned(slot: &str, place: &str, date: &str) -> Airing {
    Airing { date: Some(day(date)), ..Airing::at(slot_id(slot), place) }
}

fn hung(slot: &str, place: &str, date: &str) -> Airing {
    let outcome = Outcome { date: day(date), time: None, seconds: None, note: String::new() };
    Airing { outcome: Some(outcome), ..planned(slot, place, date) }
}

fn newsroom(pieces: Vec<Piece>, places: Vec<Place>, targets: &[(&str, u32)], today: &str) -> Newsroom {
    let mut settings = settings();
    settings.targets = targets
        .iter()
        .map(|(activity, count)| Target { activity: (*activity).into(), count: *count })
        .collect();
    Newsroom::new(plan(), settings, pieces, day(today))
        .with_records([Places { places, ..Places::default() }.into()])
}

fn of<'a>(coverage: &'a [Coverage], activity: &str) -> Option<&'a Coverage> {
    coverage.iter().find(|coverage| coverage.activity == activity)
}

#[test]
fn posters_and_notices_count_while_they_hang() {
    let fit =
        |id: &str, locality| Place { fitness: Fitness::Fit, ..place(id, PlaceKind::NoticeHouse, locality) };
    let places = vec![
        place("bang-1", PlaceKind::Billboard, "ninh-kieu"),
        place("bang-2", PlaceKind::Billboard, "o-mon"),
        fit("nha-1", "o-mon"),
        fit("nha-2", "o-mon"),
        Place { valid_to: Some(day("2014-05-31")), ..fit("nha-3", "co-do") },
        place("nha-4", PlaceKind::NoticeHouse, "co-do"),
    ];
    let taken_down = Airing { taken_down: Some(day("2014-05-10")), ..hung(POSTER, "bang-2", "2014-04-10") };
    let overdue = Airing { until: Some(day("2014-05-01")), ..hung(POSTER, "bang-1", "2014-04-01") };
    let notice = "niem-yet/2014-04..2014-12@o-mon";
    let pieces = || {
        vec![
            piece("a", vec![overdue.clone(), taken_down.clone(), planned(POSTER, "bang-1", "2014-12-01")]),
            // Of a place that the register does not know, and of one that is not fit.
            piece(
                "b",
                vec![
                    hung(notice, "nha-1", "2014-04-15"),
                    hung(notice, "mat", "2014-04-15"),
                    hung(notice, "nha-4", "2014-04-15"),
                ],
            ),
        ]
    };
    for (today, posters, boards) in [
        ("2014-03-31", "0/9 địa bàn", "0/3 điểm"),
        ("2014-04-01", "1/9 địa bàn", "0/3 điểm"),
        ("2014-04-30", "2/9 địa bàn", "1/3 điểm"),
        // Taken down; what hangs beyond its last day still hangs. A house that is gone is not counted.
        ("2014-05-10", "1/9 địa bàn", "1/3 điểm"),
        ("2014-06-30", "1/9 địa bàn", "1/2 điểm"),
    ] {
        let newsroom = newsroom(pieces(), places.clone(), &[], today);
        let coverage = newsroom.coverage();
        let label = |activity| of(&coverage, activity).map(Coverage::label);
        assert_eq!(label("pano-ap-phich").as_deref(), Some(posters), "{today}");
        assert_eq!(label("niem-yet").as_deref(), Some(boards), "{today}");
        assert_eq!(label("tieu-pham"), None);
        assert_eq!(label("cong-thong-tin"), None);
    }
    let newsroom = newsroom(pieces(), places, &[("niem-yet", 1), ("pano-ap-phich", 3)], "2014-05-10");
    let coverage = newsroom.coverage();
    assert_eq!(of(&coverage, "niem-yet").map(Coverage::label).as_deref(), Some("1/1 điểm"));
    assert_eq!(of(&coverage, "pano-ap-phich").map(Coverage::label).as_deref(), Some("1/3 địa bàn"));
    let states: Vec<_> = newsroom.stays().take(3).map(|stay| stay.state).collect();
    assert_eq!(states, [StayState::Overdue, StayState::Over, StayState::Planned]);
}

#[test]
fn performances_are_owed_in_each_district_and_sites_need_a_place_for_opinions() {
    let site = |id: &str, opinions, checked: Option<&str>| Place {
        opinions,
        checked: checked.map(day),
        ..place(id, PlaceKind::Website, "")
    };
    let places = vec![
        place("trung-tam", PlaceKind::Stage, ""),
        place("san-1", PlaceKind::Stage, "ninh-kieu"),
        place("san-2", PlaceKind::Stage, "o-mon"),
        site("trang-1", Some(true), Some("2014-03-01")),
        site("trang-2", Some(true), Some("2014-06-01")),
        site("trang-3", Some(false), Some("2014-03-01")),
        site("trang-4", None, None),
    ];
    let nights = ["2014-03-14", "2014-04-18"].map(|night| hung(SKIT, "san-1", night));
    let tour = [
        nights[0].clone(),
        nights[1].clone(),
        hung(SKIT, "san-2", "2014-04-19"),
        hung(SKIT, "trung-tam", "2014-03-01"),
    ];
    let newsroom = newsroom(vec![piece("a", tour.to_vec())], places, &[("tieu-pham", 2)], "2014-04-30");
    let coverage = newsroom.coverage();
    let skits = of(&coverage, "tieu-pham").expect("the skits' coverage");
    assert_eq!((skits.measure, skits.label().as_str()), (Measure::Performances, "1/9 địa bàn"));
    assert_eq!(skits.city, Some(1));
    let each: Vec<_> = skits.localities.iter().map(|one| (one.done, one.of)).take(4).collect();
    assert_eq!(each, [(2, 2), (0, 2), (0, 2), (1, 2)]);
    assert_eq!(of(&coverage, "cong-thong-tin").map(Coverage::label).as_deref(), Some("1/4 trang tin"));
}

#[test]
fn a_troupe_plays_in_one_place_and_a_hall_holds_one_play() {
    let night = |place: &str, date: &str, at: &str, troupe: &str| Airing {
        time: at.parse().ok(),
        minutes: Some(60),
        troupe: troupe.into(),
        ..planned(SKIT, place, date)
    };
    let tour = piece(
        "a",
        vec![
            night("san-1", "2014-04-18", "19:00:00", "Đoàn 1"),
            // The same troupe elsewhere half an hour later.
            night("san-2", "2014-04-18", "19:30:00", "Đoàn 1"),
            night("san-3", "2014-04-19", "19:00:00", "Đoàn 1"),
            // Right after another one in the same hall.
            night("san-4", "2014-04-20", "18:00:00", "Đoàn 2"),
        ],
    );
    let other = piece(
        "b",
        vec![
            night("san-3", "2014-04-19", "19:15:00", "Đoàn 3"),
            night("san-4", "2014-04-20", "19:00:00", "Đoàn 3"),
        ],
    );
    let places = vec![place("san-3", PlaceKind::Stage, "o-mon")];
    let newsroom = newsroom(vec![tour.clone(), other], places, &[], "2014-04-01");
    let told = |clash: &toasoan::ledger::Clash| {
        let name = clash.channel_name(newsroom.plan(), newsroom.places());
        let pieces = format!("{}{}", clash.first, clash.second);
        (name, pieces, clash.from.to_string(), clash.is_of_hall(), clash.is_of_troupe())
    };
    let expected = [
        ("san-3".to_owned(), "ab".to_owned(), "2014-04-19 19:15:00".to_owned(), true, false),
        ("Đoàn 1".to_owned(), "aa".to_owned(), "2014-04-18 19:30:00".to_owned(), false, true),
    ];
    let clashes = newsroom.clashes();
    assert_eq!(clashes.listed.iter().map(told).collect::<Vec<_>>(), expected);
    assert_eq!(clashes.count, 2);
    // The piece's own list, and the calendar's marks, agree.
    let mut own: Vec<_> = newsroom.clashes_of(&tour.header).iter().map(told).collect();
    own.sort_by_key(|clash| !clash.3);
    assert_eq!(own, expected);
    assert_eq!(newsroom.clashes_within(day("2014-04-01"), day("2014-04-30")).len(), 3);
}

#[test]
fn two_offices_send_one_poster_to_their_own_places() {
    let base = piece("a", vec![hung(POSTER, "bang-1", "2014-03-03")]);
    let sent = |place: &str, copies| {
        let mut piece = base.clone();
        piece.header.airings.push(Airing { copies: Some(copies), ..planned(POSTER, place, "2014-04-01") });
        piece
    };
    let (mine, theirs) = (sent("bang-2", 10), sent("bang-3", 20));
    let merged = merge(&base, &mine, &theirs);
    assert!(merged.is_clean());
    let all: Vec<_> = merged.piece.header.airings.iter().map(|it| (it.place.as_str(), it.copies)).collect();
    assert_eq!(all, [("bang-1", None), ("bang-2", Some(10)), ("bang-3", Some(20))]);
    // One adds a photo, the other the day it was taken down.
    let edited = |edit: &dyn Fn(&mut Airing)| {
        let mut piece = base.clone();
        edit(&mut piece.header.airings[0]);
        piece
    };
    let mine = edited(&|airing| airing.evidence.push("evidence/a.jpg".into()));
    let theirs = edited(&|airing| {
        airing.evidence.push("evidence/b.jpg".into());
        airing.taken_down = Some(day("2014-05-01"));
    });
    let merged = merge(&base, &mine, &theirs);
    assert!(merged.is_clean());
    let airing = &merged.piece.header.airings[0];
    assert_eq!(airing.evidence, ["evidence/a.jpg", "evidence/b.jpg"]);
    assert_eq!(airing.taken_down, Some(day("2014-05-01")));
}

#[test]
fn one_poster_goes_to_all_districts_and_a_skit_on_tour_in_one_step() {
    use toasoan::newsroom::Distribution;
    let places = vec![
        place("bang-2", PlaceKind::Billboard, "o-mon"),
        place("bang-1", PlaceKind::Billboard, "ninh-kieu"),
        place("bang-0", PlaceKind::Billboard, ""),
    ];
    let poster =
        piece("a", vec![Airing { date: Some(day("2014-04-07")), ..Airing::undated(slot_id(POSTER)) }]);
    let skit = piece("b", vec![hung(SKIT, "bang-0", "2014-03-14")]);
    let newsroom = newsroom(vec![poster.clone(), skit.clone()], places, &[], "2014-04-01");
    let wish = Distribution {
        places: ["bang-0", "bang-1", "bang-2"].map(str::to_owned).to_vec(),
        copies: Some(100),
        date: Some(day("2014-04-10")),
        ..Distribution::default()
    };
    let told = |header: &Header| -> Vec<(String, String, Option<u32>, bool)> {
        let airings = header.airings.iter();
        airings
            .map(|it| {
                let date = it.date.map_or_else(String::new, |date| date.to_string());
                (it.place.clone(), date, it.copies, it.is_rerun)
            })
            .collect()
    };
    let row =
        |place: &str, date: &str, copies, is_rerun| (place.to_owned(), date.to_owned(), copies, is_rerun);
    // The city's place first; the airing without a place takes it.
    let sent = newsroom.distributed(&poster.header, &wish);
    let expected = ["bang-0", "bang-1", "bang-2"].map(|place| row(place, "2014-04-10", Some(100), false));
    assert_eq!(told(&sent), expected);
    // Once more changes nothing.
    assert_eq!(newsroom.distributed(&sent, &wish), sent);
    // A skit plays one night after another, each a repetition.
    let wish = Distribution { copies: None, every: 7, troupe: "Đoàn 1".into(), ..wish };
    let toured = newsroom.distributed(&skit.header, &wish);
    assert_eq!(
        told(&toured),
        [
            row("bang-0", "2014-03-14", None, false),
            row("bang-0", "2014-04-10", None, true),
            row("bang-1", "2014-04-17", None, true),
            row("bang-2", "2014-04-24", None, true),
        ]
    );
    // A notice fills its own district's slot.
    let notice = piece("c", vec![Airing::undated(slot_id("niem-yet/2014-04..2014-12@ninh-kieu"))]);
    let hung = newsroom.distributed(&notice.header, &Distribution { every: 0, ..wish });
    let slots: Vec<_> = hung.airings.iter().map(|it| (it.slot.locality(), it.place.as_str())).collect();
    assert_eq!(slots, [(Some("ninh-kieu"), "bang-1"), (Some("o-mon"), "bang-2")]);
}

#[test]
fn a_notice_agreed_to_anew_leaves_an_old_copy_on_the_wall() {
    let approval = |date: &str, returned: Option<&str>| toasoan::piece::Approval {
        step: "truong-phong".into(),
        date: day(date),
        returned: returned.map(str::to_owned),
        ..toasoan::piece::Approval::default()
    };
    let slot = "niem-yet/2014-04..2014-12@ninh-kieu";
    for (agreed, returned, today, is_old) in [
        ("2014-04-20", None, "2014-06-01", false),
        ("2014-05-20", None, "2014-06-01", true),
        // Not yet on that day; no agreement.
        ("2014-05-20", None, "2014-05-10", false),
        ("2014-05-20", Some("Sai tên biểu mẫu"), "2014-06-01", false),
    ] {
        let mut notice = piece("TO1", vec![hung(slot, "nha-1", "2014-05-01")]);
        notice.header.approvals = vec![approval(agreed, returned)];
        let places = vec![place("nha-1", PlaceKind::NoticeHouse, "ninh-kieu")];
        let newsroom = newsroom(vec![notice], places, &[], today);
        let outdated: Vec<bool> = newsroom.stays().map(|stay| stay.is_outdated).collect();
        assert_eq!(outdated, [is_old], "agreed {agreed}, on {today}");
    }
}
