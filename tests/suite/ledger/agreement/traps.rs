//! Hand-made workspaces of what was once counted in several ways, with the answers counted by hand.

use chrono::NaiveTime;
use toasoan::ledger::SlotState;
use toasoan::newsroom::Newsroom;
use toasoan::page::Fonts;
use toasoan::piece::{Airing, Approval, Format, Header, Outcome, Piece, PieceId, Status, Tone};
use toasoan::plan::{Hue, PlanIssue};

use super::super::{day, plan, settings, slot_id};
use super::commands::Kept;
use super::{CRITICAL, assert_agrees, days, exports, untouched};

fn planned(slot: &str, date: &str, at: &str) -> Airing {
    let time = NaiveTime::parse_from_str(at, "%H:%M").expect("a time of the test");
    Airing { date: Some(day(date)), time: Some(time), minutes: Some(15), ..Airing::undated(slot_id(slot)) }
}

fn aired(airing: Airing, date: &str, at: &str) -> Airing {
    let time = NaiveTime::parse_from_str(at, "%H:%M").ok();
    let outcome = Outcome { date: day(date), time, seconds: Some(900), note: String::new() };
    Airing { outcome: Some(outcome), ..airing }
}

fn rerun(airing: Airing) -> Airing {
    Airing { is_rerun: true, ..airing }
}

fn header(id: usize, title: &str, status: Status, since: &str, airings: Vec<Airing>) -> Header {
    let activity = airings.first().map_or("chuyen-muc-cchc", |airing| airing.slot.activity()).to_owned();
    let mut header = Header::new(PieceId(format!("{id:026}").into()), title, activity);
    header.status = status;
    header.status_since = Some(day(since));
    header.airings = airings;
    header
}

fn traps() -> Newsroom {
    use Status::{Approved, Drafting, Dropped, Published};
    let talk = "chuyen-muc-cchc/2014";
    let at = |part: &str, date, hour| planned(&format!("{talk}-{part}"), date, hour);
    let plan = plan();
    let tv = plan.activity("chuyen-muc-cchc").expect("the activity").clone();
    let stations = plan.localities_on(day("2014-03-09")).enumerate().map(|(nth, locality)| {
        let airing = planned(&format!("truyen-thanh/2014-W10@{}", locality.id), "2014-03-05", "17:00");
        // Seven of nine have confirmed.
        if nth < 7 { aired(airing, "2014-03-05", "17:00") } else { airing }
    });
    let future = vec![
        aired(at("03/1", "2014-03-06", "19:45"), "2014-03-06", "19:45"),
        aired(rerun(at("03/1", "2014-03-08", "09:15")), "2014-03-08", "09:15"),
        rerun(at("03/1", "2014-03-27", "19:45")),
    ];
    let next_day = vec![aired(at("03/1", "2014-03-13", "23:50"), "2014-03-14", "00:10")];
    let next_month = vec![aired(at("02/2", "2014-02-24", "19:45"), "2014-03-01", "19:45")];
    let after_its_slot = vec![aired(at("05/1", "2014-05-15", "23:50"), "2014-05-16", "00:10")];
    let silent = vec![at("04/1", "2014-04-03", "19:45"), rerun(at("04/1", "2014-09-05", "19:45"))];
    let praising = Header {
        tones: vec![Tone::Praise],
        ..header(4, "Khen ở đầu, chê ở dòng", Published, "2014-03-01", next_month)
    };
    let mut agreed = header(8, "Duyệt dần", Approved, "2014-07-10", vec![at("07/2", "2014-07-17", "19:45")]);
    for (step, date) in
        [("bien-tap", "2014-07-01"), ("truong-phong", "2014-07-05"), ("lanh-dao", "2014-07-10")]
    {
        let (step, by) = (step.to_owned(), "Lan".to_owned());
        agreed.approvals.push(Approval { step, date: day(date), by, ..Approval::default() });
    }
    let nobody_owes = planned("truyen-thanh/2014-W10@phong-dien-cu", "2014-03-05", "17:00");
    let script = |header, body: &str| Piece::new(header, Format::Av, body);
    let pieces = vec![
        script(header(1, "Phát lại còn ở phía trước", Published, "2014-03-06", future), ""),
        script(header(2, "Hai đài chưa xác nhận", Published, "2014-03-05", stations.collect()), ""),
        script(header(3, "Phát sang hôm sau", Published, "2014-03-14", next_day), ""),
        script(praising, CRITICAL),
        script(header(5, "Phát trễ", Published, "2014-05-16", after_its_slot), ""),
        script(
            header(6, "Trước nửa đêm", Drafting, "2014-06-01", vec![at("06/2", "2014-06-26", "23:50")]),
            "",
        ),
        script(header(7, "Sau nửa đêm", Drafting, "2014-06-01", vec![at("06/2", "2014-06-27", "00:00")]), ""),
        script(agreed, ""),
        untouched(
            &tv,
            header(9, "Mẫu chưa ai viết", Drafting, "2014-08-01", vec![at("08/1", "2014-08-07", "19:45")]),
        ),
        script(header(10, "Không ai ghi kết quả", Published, "2014-04-03", silent), ""),
        script(header(11, "Chưa xếp ngày", Drafting, "2014-03-01", Vec::new()), ""),
        script(header(12, "Đã bỏ", Dropped, "2014-03-01", vec![at("09/1", "2014-09-04", "19:45")]), ""),
        script(header(13, "Kỳ không ai giao", Drafting, "2014-03-01", vec![nobody_owes]), ""),
    ];
    Newsroom::new(plan, settings(), pieces, day("2014-01-01"))
}

#[test]
fn a_workspace_of_every_trap_is_counted_alike_everywhere() {
    use SlotState::{Empty, InHand, InTime, Late, Missing, Ready, Unconfirmed};
    let mut newsroom = traps();
    assert_agrees(&mut newsroom, days(2014), &mut Fonts::new(), "the traps");
    let stations: Vec<String> = newsroom
        .plan()
        .localities_on(day("2014-03-09"))
        .map(|locality| format!("truyen-thanh/2014-W10@{}", locality.id))
        .collect();
    let board = format!("niem-yet/2014-04..2014-12@{}", stations[0].split_once('@').expect("a locality").1);
    for (today, slot, state) in [
        ("2014-02-28", "chuyen-muc-cchc/2014-02/2", Unconfirmed),
        ("2014-03-01", "chuyen-muc-cchc/2014-02/2", Late),
        ("2014-03-05", "chuyen-muc-cchc/2014-03/1", InHand),
        ("2014-03-31", "chuyen-muc-cchc/2014-03/1", InTime),
        ("2014-03-31", &stations[6], InTime),
        ("2014-03-05", &stations[7], Ready),
        ("2014-03-06", &stations[7], Unconfirmed),
        ("2014-12-31", &stations[7], Unconfirmed),
        ("2014-04-03", "chuyen-muc-cchc/2014-04/1", InTime),
        ("2014-05-15", "chuyen-muc-cchc/2014-05/1", Missing),
        ("2014-05-16", "chuyen-muc-cchc/2014-05/1", Late),
        ("2014-06-30", "chuyen-muc-cchc/2014-07/2", InHand),
        ("2014-07-09", "chuyen-muc-cchc/2014-07/2", InHand),
        ("2014-07-10", "chuyen-muc-cchc/2014-07/2", Ready),
        ("2014-07-18", "chuyen-muc-cchc/2014-07/2", Unconfirmed),
        ("2014-09-01", "chuyen-muc-cchc/2014-09/1", Empty),
        ("2014-04-01", &board, Empty),
        ("2014-12-30", &board, Empty),
        ("2014-12-31", &board, Missing),
    ] {
        newsroom.set_today(day(today));
        let view = newsroom.obligations().get(&slot_id(slot)).unwrap_or_else(|| panic!("{slot} is owed"));
        assert_eq!(view.state, state, "{slot} on {today}");
    }

    newsroom.set_today(day("2014-08-31"));
    let tones = newsroom.progress().tones;
    let of_month = |month: usize| (tones[month - 1].praise, tones[month - 1].critique);
    assert_eq!([of_month(2), of_month(3), of_month(8)], [(0, 0), (1, 1), (0, 0)]);
    let clashes = newsroom.clashes();
    let pairs: Vec<_> = clashes.listed.iter().map(|clash| (&clash.first, &clash.second)).collect();
    let id = |number: usize| PieceId(format!("{number:026}").into());
    assert_eq!(pairs, [(&id(6), &id(7))]);
    assert_eq!(newsroom.obligations().strays.len(), 1);
}

#[test]
fn a_colour_decides_nothing_that_is_counted_or_written() {
    let newsroom = traps();
    let mut plan = newsroom.plan().clone();
    plan.activities.iter_mut().for_each(|activity| activity.hue = Hue::Board);
    let pieces: Vec<Piece> = newsroom.pieces().cloned().collect();
    let gray = Newsroom::new(plan, settings(), pieces, newsroom.today());
    assert_eq!(gray.progress(), newsroom.progress());
    assert_eq!(gray.clashes(), newsroom.clashes());
    for extension in ["csv", "ics"] {
        let files = [&gray, &newsroom].map(|newsroom| exports::file(newsroom, extension));
        assert!(files[0] == files[1], "{extension}");
    }
}

#[test]
fn districts_that_end_in_june_owe_until_then_and_the_rest_is_reported() {
    let mut plan = plan();
    for locality in &mut plan.localities {
        locality.valid_to = Some(day("2014-06-30"));
    }
    let districts = plan.localities_on(day("2014-06-30")).count();
    let mut newsroom = Newsroom::new(plan, settings(), traps().pieces().cloned(), day("2014-01-01"));
    assert_agrees(&mut newsroom, days(2014), &mut Fonts::new(), "districts that end in June");
    let progress = newsroom.progress();
    // 26 weeks end by 30 June.
    let radio = progress.activity("truyen-thanh").expect("the radio");
    assert_eq!(radio.total.owed as usize, 26 * districts);
    let gaps: Vec<(String, usize)> = newsroom
        .plan()
        .check()
        .into_iter()
        .filter_map(|issue| match issue {
            PlanIssue::NoLocalityIn { clause, count, .. } => Some((clause, count)),
            _ => None,
        })
        .collect();
    let clause = |id: &str| newsroom.plan().activity(id).expect("the activity").clause.clone();
    assert!(gaps.contains(&(clause("truyen-thanh"), 26)), "{gaps:?}");
    assert!(gaps.contains(&(clause("niem-yet"), 1)), "{gaps:?}");
    let faults = Kept::new(&newsroom).faults(day("2014-12-31"));
    for (clause, _) in gaps {
        let of = faults.iter().find(|fault| fault.contains(&format!("Mục {clause} "))).expect("told");
        assert!(of.contains("Hãy thêm các đơn vị hành chính mới"), "{of}");
    }
}
