//! A change of the plan takes the airings of existing pieces along.

use std::collections::HashMap;

use chrono::NaiveDate;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use toasoan::newsroom::Newsroom;
use toasoan::piece::{Airing, Format, Header, Piece, PieceId};
use toasoan::plan::{Activity, Cadence, Plan, Settings, Slot, SlotId};

use crate::plan::{day, plan, settings};

/// A television programme, a district radio and a poster campaign.
const ACTIVITIES: [&str; 3] = ["chuyen-muc-cchc", "truyen-thanh", "tieu-pham"];

fn small_plan() -> Plan {
    let mut plan = plan();
    plan.activities.retain(|activity| ACTIVITIES.contains(&activity.id.as_str()));
    plan.localities.truncate(3);
    plan
}

fn activity<'a>(plan: &'a mut Plan, id: &str) -> &'a mut Activity {
    plan.activities.iter_mut().find(|activity| activity.id == id).expect("the activity")
}

fn piece(name: &str, slot: &str, date: Option<NaiveDate>) -> Piece {
    let slot = SlotId(slot.into());
    let mut header = Header::new(PieceId(format!("01TEST{name}").into()), name, slot.activity());
    header.airings = vec![Airing { date, ..Airing::undated(slot) }];
    Piece::new(header, Format::Article, "Lời.\n")
}

fn slots(newsroom: &Newsroom) -> Vec<&str> {
    newsroom.pieces().map(|piece| piece.header.airings[0].slot.as_str()).collect()
}

type Edit = fn(&mut Plan);

#[test]
fn airings_follow_their_days_into_the_slots_of_a_changed_plan() {
    let on = |date: &str| Some(day(date));
    let pieces = || {
        [
            piece("A", "chuyen-muc-cchc/2014-03/1", on("2014-03-12")),
            piece("B", "chuyen-muc-cchc/2014-03/2", on("2014-03-20")),
            piece("C", "chuyen-muc-cchc/2014-04/1", None),
            // Aired late: it still counts for the slot it was made for.
            piece("D", "chuyen-muc-cchc/2014-05/1", on("2014-05-29")),
            piece("E", "truyen-thanh/2014-W10@ninh-kieu", on("2014-03-05")),
            piece("F", "truyen-thanh/2014-W40@o-mon", on("2014-10-01")),
        ]
    };
    let cases: [(&str, Edit, [&str; 6], usize); 6] = [
        (
            "four a month",
            |plan| activity(plan, "chuyen-muc-cchc").cadence = Cadence::PerMonth(4),
            [
                "chuyen-muc-cchc/2014-03/2",
                "chuyen-muc-cchc/2014-03/3",
                "chuyen-muc-cchc/2014-04/1",
                "chuyen-muc-cchc/2014-05/1",
                "truyen-thanh/2014-W10@ninh-kieu",
                "truyen-thanh/2014-W40@o-mon",
            ],
            0,
        ),
        (
            "once in March: what has no day, or another, is left",
            |plan| activity(plan, "chuyen-muc-cchc").cadence = Cadence::Months(vec![3]),
            [
                "chuyen-muc-cchc/2014-03",
                "chuyen-muc-cchc/2014-03",
                "chuyen-muc-cchc/2014-04/1",
                "chuyen-muc-cchc/2014-05/1",
                "truyen-thanh/2014-W10@ninh-kieu",
                "truyen-thanh/2014-W40@o-mon",
            ],
            2,
        ),
        (
            "two in spring: each of two pieces has one",
            |plan| activity(plan, "chuyen-muc-cchc").cadence = Cadence::Times { count: 2, from: 1, to: 4 },
            [
                "chuyen-muc-cchc/2014-01..2014-04/1",
                "chuyen-muc-cchc/2014-01..2014-04/2",
                "chuyen-muc-cchc/2014-04/1",
                "chuyen-muc-cchc/2014-05/1",
                "truyen-thanh/2014-W10@ninh-kieu",
                "truyen-thanh/2014-W40@o-mon",
            ],
            2,
        ),
        (
            "the radios of the districts become one of the city",
            |plan| activity(plan, "truyen-thanh").per_locality = false,
            [
                "chuyen-muc-cchc/2014-03/1",
                "chuyen-muc-cchc/2014-03/2",
                "chuyen-muc-cchc/2014-04/1",
                "chuyen-muc-cchc/2014-05/1",
                "truyen-thanh/2014-W10",
                "truyen-thanh/2014-W40",
            ],
            0,
        ),
        (
            "another id",
            |plan| activity(plan, "truyen-thanh").id = "phat-thanh".into(),
            [
                "chuyen-muc-cchc/2014-03/1",
                "chuyen-muc-cchc/2014-03/2",
                "chuyen-muc-cchc/2014-04/1",
                "chuyen-muc-cchc/2014-05/1",
                "phat-thanh/2014-W10@ninh-kieu",
                "phat-thanh/2014-W40@o-mon",
            ],
            0,
        ),
        (
            "a district's successor takes over what comes after its end",
            |plan| {
                let mut new = plan.localities[0].clone();
                new.id = "phuong-o-mon".into();
                new.valid_from = Some(day("2014-07-01"));
                plan.localities.push(new);
                let old = plan.localities.iter_mut().find(|one| one.id == "o-mon").expect("Ô Môn");
                old.valid_to = Some(day("2014-06-30"));
                old.successors = vec!["phuong-o-mon".into()];
            },
            [
                "chuyen-muc-cchc/2014-03/1",
                "chuyen-muc-cchc/2014-03/2",
                "chuyen-muc-cchc/2014-04/1",
                "chuyen-muc-cchc/2014-05/1",
                "truyen-thanh/2014-W10@ninh-kieu",
                "truyen-thanh/2014-W40@phuong-o-mon",
            ],
            0,
        ),
    ];
    for (name, edit, expected, left) in cases {
        let mut before = plan();
        before.localities.iter_mut().for_each(|locality| locality.valid_to = None);
        let mut after = before.clone();
        edit(&mut after);
        let local = |plan: &Plan| plan.activities.iter().filter(|activity| activity.per_locality).count();
        let is_of_city = local(&after) < local(&before);
        let mut newsroom = Newsroom::new(before.clone(), Settings::default(), pieces(), day("2014-01-01"));
        let was: Vec<Piece> = newsroom.pieces().cloned().collect();
        let (command, leftovers) = newsroom.replan(after, false);
        assert_eq!(leftovers.len(), left, "{name}: {leftovers:?}");
        let _ = newsroom.apply(command);
        assert_eq!(slots(&newsroom), expected, "{name}");
        let _ = newsroom.undo();
        assert_eq!(newsroom.pieces().cloned().collect::<Vec<_>>(), was, "{name}");

        // The old plan restored, as from the history. Nothing says which district an airing of the city was of.
        if is_of_city {
            continue;
        }
        let _ = newsroom.redo();
        let _ = newsroom.apply(newsroom.replaced(before.into()));
        let back: Vec<String> = slots(&newsroom).into_iter().map(str::to_owned).collect();
        let then: Vec<String> = was.iter().map(|piece| piece.header.airings[0].slot.to_string()).collect();
        assert_eq!(back, then, "{name}");
    }
}

/// A window of months that the office takes as one slot a month, and then as one whole again.
#[test]
fn airings_follow_when_the_office_takes_a_window_otherwise() {
    let refined = settings();
    let programme =
        refined.programmes.iter().find(|one| one.refinement.is_some()).expect("a refined programme");
    let id = programme.activity.clone();
    let mut whole = refined.clone();
    whole.programmes.iter_mut().for_each(|programme| programme.refinement = None);
    let monthly = format!("{id}/2014-05");
    let pieces = [piece("A", &monthly, Some(day("2014-05-10")))];
    let mut newsroom = Newsroom::new(plan(), refined.clone(), pieces, day("2014-01-01"));
    assert!(newsroom.obligations().strays.is_empty());
    let _ = newsroom.apply(newsroom.resettle(whole, false));
    assert_eq!(slots(&newsroom), [format!("{id}/2014-04..2014-10")]);
    assert!(newsroom.obligations().strays.is_empty());
    let _ = newsroom.undo();
    assert_eq!((slots(&newsroom), newsroom.settings()), (vec![monthly.as_str()], &refined));
}

fn cadences() -> impl Strategy<Value = Cadence> {
    let months = || (1..=12u32, 0..12u32).prop_map(|(from, more)| (from, (from + more).min(12)));
    prop_oneof![
        (1..8u32).prop_map(Cadence::PerMonth),
        Just(Cadence::Weekly),
        Just(Cadence::Quarterly),
        prop::collection::vec(1..=12u32, 1..4).prop_map(Cadence::Months),
        months().prop_map(|(from, to)| Cadence::Window { from, to }),
        (1..9u32).prop_map(Cadence::EveryWeeks),
        (1..13u32).prop_map(Cadence::EveryMonths),
        (1..5u32, months()).prop_map(|(count, (from, to))| Cadence::Times { count, from, to }),
        (1..=12u32, 1..=28u32).prop_map(|(month, day)| Cadence::On { month, day }),
        (1..4u32).prop_map(Cadence::AtLeastMonthly),
        (1..6u32).prop_map(Cadence::AtLeast),
        Just(Cadence::Ongoing),
    ]
}

prop_compose! {
    /// A cadence, per locality or not, and perhaps a first day, for each activity.
    fn owed()(
        parts in prop::collection::vec((cadences(), any::<bool>(), prop::option::of(1..365u32)), 3),
    ) -> Vec<(Cadence, bool, Option<u32>)> {
        parts
    }
}

fn with(owed: &[(Cadence, bool, Option<u32>)]) -> Plan {
    let mut plan = small_plan();
    for (activity, (cadence, per_locality, starts)) in plan.activities.iter_mut().zip(owed) {
        activity.cadence = cadence.clone();
        activity.per_locality = *per_locality;
        activity.starts = starts.and_then(|day| NaiveDate::from_yo_opt(2014, day));
    }
    plan
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// No airing is lost; each whose day lies in a slot of its activity and locality is in such a slot; one undo brings
    /// everything back.
    #[test]
    fn no_change_of_the_plan_loses_an_airing(
        before in owed(),
        after in owed(),
        aired in prop::collection::vec((any::<Index>(), prop::option::weighted(0.8, any::<Index>())), 0..40),
        gone in prop::option::of(select(vec!["ninh-kieu", "binh-thuy"])),
    ) {
        let (before, mut after) = (with(&before), with(&after));
        if let Some(gone) = gone {
            after.localities.retain(|locality| locality.id != gone);
        }
        let settings = Settings::default();
        let owed = before.slots(&settings);
        prop_assume!(!owed.is_empty());
        let pieces: Vec<Piece> = aired
            .iter()
            .enumerate()
            .map(|(at, (slot, date))| {
                let slot = slot.get(&owed);
                let days: Vec<NaiveDate> = slot.from.iter_days().take_while(|day| *day <= slot.to).collect();
                piece(&format!("{at:02}"), slot.id.as_str(), date.map(|date| *date.get(&days)))
            })
            .collect();
        let mut newsroom = Newsroom::new(before.clone(), settings.clone(), pieces, day("2014-06-01"));
        let was: Vec<Piece> = newsroom.pieces().cloned().collect();
        let (command, leftovers) = newsroom.replan(after.clone(), false);
        let _ = newsroom.apply(command);

        let mut slots: HashMap<(&str, Option<&str>), Vec<&Slot>> = HashMap::new();
        let now = after.slots(&settings);
        for slot in &now {
            slots.entry((slot.id.activity(), slot.id.locality())).or_default().push(slot);
        }
        prop_assert_eq!(newsroom.pieces().len(), was.len());
        for (piece, was) in newsroom.pieces().zip(&was) {
            let (airing, old) = (&piece.header.airings[0], &was.header.airings[0]);
            prop_assert_eq!(airing.date, old.date);
            prop_assert_eq!(piece.header.airings.len(), was.header.airings.len());
            let is_local = after.activity(airing.slot.activity()).is_some_and(|one| one.per_locality);
            let place = old.slot.locality().filter(|_| is_local);
            let there = slots.get(&(airing.slot.activity(), place)).map_or(&[][..], Vec::as_slice);
            let open: Vec<&SlotId> = there
                .iter()
                .filter(|slot| airing.date.is_some_and(|day| (slot.from..=slot.to).contains(&day)))
                .map(|slot| &slot.id)
                .collect();
            let is_left = leftovers.iter().any(|left| left.piece == piece.header.id);
            if open.is_empty() {
                prop_assert_eq!(&airing.slot, &old.slot);
                prop_assert_eq!(is_left, now.iter().all(|slot| slot.id != airing.slot), "{}", airing.slot);
            } else {
                prop_assert!(open.contains(&&airing.slot), "{} on {:?}", airing.slot, airing.date);
                prop_assert!(!is_left);
            }
        }
        let derived = newsroom.obligations().slots.clone();
        let anew = Newsroom::new(after, settings, newsroom.pieces().cloned(), day("2014-06-01"));
        prop_assert_eq!(&derived, &anew.obligations().slots);
        let _ = newsroom.undo();
        prop_assert_eq!(newsroom.plan(), &before);
        prop_assert_eq!(newsroom.pieces().cloned().collect::<Vec<_>>(), was);
    }
}

/// Named months instead of every month: what is written for the others goes to the nearest that is empty, if one wants.
#[test]
fn what_would_be_left_over_goes_to_the_nearest_empty_slot_when_asked() {
    let on = |date: &str| Some(day(date));
    let mut piece_b = piece("B", "chuyen-muc-cchc/2014-03/1", on("2014-03-06"));
    let rerun = Airing { is_rerun: true, date: on("2014-03-08"), ..piece_b.header.airings[0].clone() };
    piece_b.header.airings.push(rerun);
    let pieces = [
        piece("A", "chuyen-muc-cchc/2014-05/1", on("2014-05-08")),
        piece_b,
        piece("C", "chuyen-muc-cchc/2014-04/1", on("2014-04-10")),
    ];
    let before = plan();
    let mut after = before.clone();
    activity(&mut after, "chuyen-muc-cchc").cadence = Cadence::Months(vec![1, 4, 6]);
    let mut newsroom = Newsroom::new(before, settings(), pieces, day("2014-01-01"));
    let was: Vec<Piece> = newsroom.pieces().cloned().collect();
    assert_eq!(newsroom.replan(after.clone(), false).1.len(), 3);
    let (command, leftovers) = newsroom.replan_to_nearest(after);
    assert_eq!(leftovers, []);
    let _ = newsroom.apply(command);
    let airings: Vec<(&str, Option<NaiveDate>)> = newsroom
        .pieces()
        .flat_map(|piece| &piece.header.airings)
        .map(|airing| (airing.slot.as_str(), airing.date))
        .collect();
    assert_eq!(
        airings,
        [
            // The first Thursday of June; April is taken.
            ("chuyen-muc-cchc/2014-06", on("2014-06-05")),
            ("chuyen-muc-cchc/2014-01", on("2014-01-02")),
            // The rerun two days after, as it was.
            ("chuyen-muc-cchc/2014-01", on("2014-01-04")),
            ("chuyen-muc-cchc/2014-04", on("2014-04-10")),
        ]
    );
    let _ = newsroom.undo();
    assert_eq!(newsroom.pieces().cloned().collect::<Vec<_>>(), was);
}
