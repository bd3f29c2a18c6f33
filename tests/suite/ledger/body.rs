//! What each agency owes on its own: whose it is, how far it is, how papers name it.

use toasoan::document::schedule::{self, Request};
use toasoan::ledger::Mine;
use toasoan::newsroom::Newsroom;
use toasoan::piece::{Airing, Format, Header, Outcome, Piece, PieceId, Status};
use toasoan::plan::{Cadence, Plan, Settings};

use super::{day, plan, slot_id};

const AGENCIES: [&str; 3] = ["so-tu-phap", "so-khdt", "so-tnmt"];

/// Each of three departments owes an article a month, which Sở Nội vụ collects.
fn plan_of_agencies() -> Plan {
    let mut plan = plan();
    plan.activities.truncate(1);
    let activity = &mut plan.activities[0];
    activity.cadence = Cadence::PerMonth(1);
    activity.lead = vec!["so-noi-vu".into()];
    activity.partners = vec!["bao-can-tho".into()];
    activity.per_agency = AGENCIES.map(str::to_owned).to_vec();
    plan
}

fn newsroom_of_agencies() -> Newsroom {
    let mut header = Header::new(PieceId("01TEST".into()), "Tin tư pháp", "chuyen-muc-cchc");
    header.status = Status::Published;
    let airing = Airing::undated(slot_id("chuyen-muc-cchc/2014-01/1~so-tu-phap"));
    let outcome = Outcome { date: day("2014-01-20"), time: None, seconds: None, note: String::new() };
    header.airings = vec![Airing { date: Some(day("2014-01-20")), outcome: Some(outcome), ..airing }];
    let piece = Piece::new(header, Format::Article, "Lời.\n");
    Newsroom::new(plan_of_agencies(), Settings::default(), [piece], day("2014-03-18"))
}

#[test]
fn an_agency_has_its_own_slots_and_the_leading_one_has_all() {
    let plan = plan_of_agencies();
    let slots = plan.slots(&Settings::default());
    for (agency, locality, count) in [
        (Some("so-tu-phap"), None, 12),
        (Some("so-noi-vu"), None, 36),
        (Some("bao-can-tho"), None, 0),
        (Some("so-vhttdl"), None, 0),
        (None, Some("ninh-kieu"), 0),
        (Some("so-khdt"), Some("ninh-kieu"), 12),
        (None, None, 36),
    ] {
        let mine = Mine::new(&plan, agency, locality);
        let theirs = slots.iter().filter(|slot| mine.has_slot(&slot.id)).count();
        assert_eq!(theirs, count, "{agency:?} {locality:?}");
    }
    assert!(Mine::new(&plan, Some("so-tu-phap"), None).has_activity("chuyen-muc-cchc"));
}

#[test]
fn progress_counts_each_agency() {
    let newsroom = newsroom_of_agencies();
    let progress = newsroom.progress();
    assert_eq!(progress.agencies.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), AGENCIES);
    for row in &progress.agencies {
        let done = u32::from(row.id == "so-tu-phap");
        assert_eq!((row.total.owed, row.total.done(), row.total.due), (12, done, 2), "{}", row.id);
        assert_eq!(row.total, row.activities[0], "{}", row.id);
    }
    assert_eq!(progress.total.owed, 36);
    assert!(progress.localities.is_empty());
}

#[test]
fn the_schedule_names_the_agencies_and_counts_those_alike() {
    let newsroom = newsroom_of_agencies();
    let rows = schedule::rows(&newsroom, &Request::new(day("2014-01-01"), day("2014-02-28")));
    let names: Vec<&str> = rows.iter().map(|row| row.body_name.as_str()).collect();
    assert_eq!(names, ["Sở Tư pháp", "Sở Tư pháp", "Sở KH-ĐT", "Sở KH-ĐT", "Sở TN-MT", "Sở TN-MT"]);
}

#[test]
fn a_change_of_the_cadence_keeps_each_airing_with_its_agency() {
    for (cadence, agencies, slot) in [
        (Cadence::PerMonth(2), &AGENCIES[..], Some("chuyen-muc-cchc/2014-01/2~so-tu-phap")),
        (Cadence::Quarterly, &AGENCIES[..], Some("chuyen-muc-cchc/2014-Q1~so-tu-phap")),
        (Cadence::PerMonth(1), &[], Some("chuyen-muc-cchc/2014-01/1")),
        (Cadence::PerMonth(1), &AGENCIES[1..], None),
    ] {
        let mut plan = plan_of_agencies();
        plan.activities[0].cadence = cadence;
        plan.activities[0].per_agency = agencies.iter().map(ToString::to_string).collect();
        let mut newsroom = newsroom_of_agencies();
        let (command, leftovers) = newsroom.replan(plan, false);
        assert_eq!(leftovers.is_empty(), slot.is_some(), "{slot:?}");
        let _ = newsroom.apply(command);
        let airing = &newsroom.pieces().next().expect("the piece").header.airings[0];
        assert_eq!(airing.slot.as_str(), slot.unwrap_or("chuyen-muc-cchc/2014-01/1~so-tu-phap"));
    }
}
