//! Approvals belong to the words they were given to, and the chain moves the status.

use chrono::NaiveDate;
use toasoan::contest::Contest;
use toasoan::dialogue::{Dialogue, Guest, Phase, Reply};
use toasoan::ledger::{self, AsOf, Mine};
use toasoan::piece::merge::{self, merge};
use toasoan::piece::{Airing, Approval, Confirmation, Format, Header, Piece, PieceId, Status, StepState};
use toasoan::plan::{ApprovalStep, Plan, Settings, SlotId};
use toasoan::record::to_text;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date of the test")
}

fn today() -> NaiveDate {
    day("2014-03-18")
}

fn step(id: &str) -> ApprovalStep {
    ApprovalStep { id: id.into(), name: id.to_uppercase(), ..ApprovalStep::default() }
}

/// An editor, then two bodies at once, then the head.
fn settings() -> Settings {
    let beside = ApprovalStep { is_parallel: true, ..step("so-tu-phap") };
    let approvals = vec![step("bien-tap"), step("so-noi-vu"), beside, step("lanh-dao")];
    Settings { approvals, ..Settings::default() }
}

/// The chain of these tests is the settings' own, whatever the plan.
fn plan() -> Plan {
    Plan::default()
}

fn piece() -> Piece {
    let header = Header::new(PieceId("01HQ0000000000000000000001".into()), "Một cửa", "chuyen-muc-cchc");
    Piece::new(header, Format::Article, "Sáng nay, ông Bảy mang hồ sơ đất đến nộp.\n")
}

fn agreed(step: &str) -> Approval {
    Approval { step: step.into(), date: today(), by: "Chị Lan".into(), ..Approval::default() }
}

/// What happens to a piece.
enum Act {
    HandIn,
    Agree(&'static str),
    Return(&'static str),
    TakeBack(&'static str),
    Confirm(&'static str),
    /// Changes a word.
    Write,
    /// Changes it back.
    Unwrite,
    Retitle,
    /// Changes what is not part of the words.
    Plan,
    Set(Status),
}

fn carry_out(piece: &mut Piece, act: &Act) {
    let settings = settings();
    match act {
        Act::HandIn => piece.header.set_status(Status::InReview, today()),
        Act::Agree(step) => piece.header = piece.with_approval(agreed(step), &plan(), &settings, today()),
        Act::Return(step) => {
            let returned = Some("Thiếu phần phê phán.".into());
            let approval = Approval { returned, ..agreed(step) };
            piece.header = piece.with_approval(approval, &plan(), &settings, today());
        }
        Act::TakeBack(step) => piece.header = piece.without_approval(step, today()),
        Act::Confirm(step) => {
            let confirmation = Confirmation { by: "Anh Minh".into(), date: today() };
            piece.header = piece.with_confirmation(step, &confirmation, &plan(), &settings, today());
        }
        Act::Write => piece.body.push_str("Thêm.\n"),
        Act::Unwrite => piece.body = piece.body.replace("Thêm.\n", "").into(),
        Act::Retitle => piece.header.title.push('!'),
        Act::Plan => {
            piece.header.note.push_str("nhớ gọi");
            piece.header.topics.push("III.1.a".into());
            piece.header.people.push(toasoan::piece::Role { role: "MC".into(), name: "Ngọc Hân".into() });
        }
        Act::Set(status) => piece.header.set_status(*status, today()),
    }
}

/// The states of the four steps in one letter each, capital when the step is to answer now.
fn states(piece: &Piece) -> String {
    let letter = |state| match state {
        StepState::Waiting => 'w',
        StepState::Agreed => 'a',
        StepState::Edited => 'e',
        StepState::Returned => 'r',
    };
    let settings = settings();
    let plan = plan();
    let chain = piece.approval_chain(&plan, &settings);
    chain
        .iter()
        .map(|step| if step.is_asked { letter(step.state).to_ascii_uppercase() } else { letter(step.state) })
        .collect()
}

#[test]
fn each_step_has_its_state_and_the_chain_moves_the_status() {
    use Act::{Agree, Confirm, HandIn, Plan, Retitle, Return, Set, TakeBack, Unwrite, Write};
    use Status::{Approved, Drafting, Idea, InReview, Published};
    let all = || [Agree("bien-tap"), Agree("so-noi-vu"), Agree("so-tu-phap"), Agree("lanh-dao")];
    let then = |more: Vec<Act>| all().into_iter().chain(more).collect::<Vec<_>>();
    for (acts, expected, status) in [
        (vec![], "wwww", Idea),
        (vec![HandIn], "Wwww", InReview),
        // Two bodies are asked at the same time, the head after both.
        (vec![HandIn, Agree("bien-tap")], "aWWw", InReview),
        (vec![HandIn, Agree("bien-tap"), Agree("so-tu-phap")], "aWaw", InReview),
        (vec![HandIn, Agree("bien-tap"), Agree("so-noi-vu"), Agree("so-tu-phap")], "aaaW", InReview),
        (vec![Agree("bien-tap")], "aWWw", InReview),
        (then(vec![]), "aaaa", Approved),
        // Bound to the words.
        (then(vec![Write]), "eeee", Approved),
        (then(vec![Write, Unwrite]), "aaaa", Approved),
        (then(vec![Retitle]), "eeee", Approved),
        (then(vec![Plan]), "aaaa", Approved),
        (vec![HandIn, Agree("bien-tap"), Write], "eWWw", InReview),
        (vec![HandIn, Agree("bien-tap"), Write, Agree("bien-tap")], "aWWw", InReview),
        (vec![HandIn, Agree("bien-tap"), Write, Confirm("bien-tap")], "aWWw", InReview),
        (then(vec![Write, Confirm("lanh-dao")]), "eeea", Approved),
        // The last agreement does not approve what another step has not seen.
        (
            vec![
                HandIn,
                Agree("bien-tap"),
                Write,
                Agree("so-noi-vu"),
                Agree("so-tu-phap"),
                Agree("lanh-dao"),
            ],
            "eaaa",
            InReview,
        ),
        (
            vec![
                HandIn,
                Agree("bien-tap"),
                Write,
                Agree("so-noi-vu"),
                Agree("so-tu-phap"),
                Agree("lanh-dao"),
                Confirm("bien-tap"),
            ],
            "aaaa",
            Approved,
        ),
        // A return sends it back to the author, and waits when it is handed in again.
        (vec![HandIn, Agree("bien-tap"), Return("so-noi-vu")], "arww", Drafting),
        (vec![HandIn, Agree("bien-tap"), Return("so-noi-vu"), HandIn], "aRWw", InReview),
        (vec![HandIn, Agree("bien-tap"), Return("so-noi-vu"), HandIn, Agree("so-noi-vu")], "aaWw", InReview),
        (then(vec![Return("lanh-dao")]), "aaar", Drafting),
        (then(vec![TakeBack("lanh-dao")]), "aaaW", InReview),
        // What is published stays so.
        (then(vec![Set(Published), Return("lanh-dao")]), "aaar", Published),
        (then(vec![Set(Published), TakeBack("lanh-dao")]), "aaaw", Published),
        (vec![Set(Published), Agree("bien-tap")], "awww", Published),
    ] {
        let mut piece = piece();
        let count = acts.len();
        for act in &acts {
            carry_out(&mut piece, act);
        }
        assert_eq!((states(&piece).as_str(), piece.header.status), (expected, status), "{count} acts");
        assert_eq!(piece.is_edited_since_approval(&plan(), &settings()), expected.contains('e'));
        let is_returned = status == Drafting && expected.contains('r');
        assert_eq!(piece.returned(&plan(), &settings()).is_some(), is_returned, "{expected}");
    }
}

#[test]
fn a_posters_layout_and_size_are_part_of_its_words() {
    let mut poster = toasoan::poster::Poster::blank(&toasoan::poster::size::STANDARDS[2]);
    let header = Header::new(PieceId("01HQ0000000000000000000001".into()), "Một cửa", "pano-ap-phich");
    let mut piece = Piece::new(header, Format::Poster, poster.to_text());
    let before = piece.words();
    poster.width += 10.0;
    piece.body = poster.to_text().into();
    assert_ne!(piece.words(), before);
}

/// Who came to a dialogue, its minutes and the marks of a contest come after what was agreed to.
#[test]
fn what_is_noted_of_an_event_is_no_change_of_what_was_agreed_to() {
    let words = |format, body: String| Piece::new(piece().header, format, body).words();
    let dialogue = Dialogue {
        place: "Hội trường".into(),
        guests: vec![Guest { id: "1".into(), name: "Út Mười".into(), ..Guest::default() }],
        ..Dialogue::default()
    };
    let guest = |guest: Guest| Dialogue { guests: vec![guest], ..dialogue.clone() };
    let invited = || dialogue.guests[0].clone();
    let of = |dialogue: &Dialogue| words(Format::Dialogue, to_text(dialogue));
    for (held, is_same) in [
        (guest(Guest { came: true, reply: Reply::Coming, ..invited() }), true),
        (
            Dialogue {
                minutes: "Ổn.".into(),
                phase: Phase::Agreed,
                attended: Some(46),
                review: "Hỏi ngắn.".into(),
                conclusion: "Giao việc.".into(),
                ..dialogue.clone()
            },
            true,
        ),
        (guest(Guest { name: "Ngọc Lài".into(), ..invited() }), false),
        (Dialogue { place: "Nhà văn hóa".into(), ..dialogue.clone() }, false),
    ] {
        assert_eq!(of(&held) == of(&dialogue), is_same, "{held:?}");
    }
    let of = |contest: &Contest| words(Format::Contest, to_text(contest));
    let mut marked = Contest { dropped: 1, ..Contest::default() };
    let before = of(&marked);
    marked.set_seconds("cai-rang", "chao-hoi", Some(300));
    marked.draw = Some(7);
    assert_eq!(of(&marked), before);
    marked.dropped = 0;
    assert_ne!(of(&marked), before);
    // Also where only the hash is kept in memory.
    let agreed = Approval { words: of(&marked), ..agreed("bien-tap") };
    let mut header = piece().header;
    header.approvals = vec![agreed];
    let mut whole = Piece::new(header, Format::Contest, to_text(&marked));
    let kept = whole.words();
    whole.forget_texts();
    assert_eq!(whole.words(), kept);
}

#[test]
fn an_old_file_is_never_stale_and_a_new_one_keeps_only_what_is_set() {
    let old = "(\n    schema: 1,\n    id: \"01HQ0000000000000000000001\",\n    title: \"Một cửa\",\n    activity: \
               \"chuyen-muc-cchc\",\n    status: Approved,\n    approvals: [\n        (step: \"bien-tap\", date: \
               \"2014-03-10\", by: \"Lan\", note: \"Tốt\"),\n    ],\n)\n---\nChữ.\n";
    let mut piece = Piece::parse(old, Format::Article).expect("the old file reads");
    assert_eq!(piece.to_text(), old);
    piece.body.push_str("Thêm.\n");
    assert!(!piece.is_edited_since_approval(&plan(), &settings()));

    let number = "215/SNV-CCHC".to_owned();
    let returned = Some("Thiếu nguồn.".to_owned());
    let given = Approval { number, returned, agency: "so-noi-vu".into(), ..agreed("so-noi-vu") };
    piece.header = piece.with_approval(given, &plan(), &settings(), today());
    let text = piece.to_text();
    let read = Piece::parse(&text, Format::Article).expect("it reads back");
    assert_eq!(read.header, piece.header);
    let line = text.lines().find(|line| line.contains("so-noi-vu")).expect("the new answer");
    assert!(!line.contains("evidence") && !line.contains("confirmed") && !line.contains("note"), "{line}");
}

#[test]
fn answers_given_at_once_to_different_steps_both_stand() {
    let mut base = piece();
    for act in [Act::HandIn, Act::Agree("bien-tap")] {
        carry_out(&mut base, &act);
    }
    let with = |acts: &[Act]| {
        let mut piece = base.clone();
        for act in acts {
            carry_out(&mut piece, act);
        }
        piece
    };
    let (mine, theirs) = (with(&[Act::Agree("so-noi-vu")]), with(&[Act::Agree("so-tu-phap")]));
    for (one, other) in [(&mine, &theirs), (&theirs, &mine)] {
        let merged = merge(&base, one, other);
        assert!(merged.is_clean());
        assert_eq!(states(&merged.piece), "aaaW");
        assert!(merge::outdone(Some(&base), one, &merged.piece).is_empty());
    }
    // One edits while the other agrees: the agreement belongs to the words before the edit.
    let merged = merge(&base, &with(&[Act::Write]), &mine).piece;
    assert_eq!(states(&merged), "eeWw");
    // One agrees, another returns: both stand, and the piece goes back to its author.
    let merged = merge(&base, &mine, &with(&[Act::Return("so-tu-phap")]));
    assert!(merged.is_clean(), "{:?}", merged.conflicts);
    assert_eq!((states(&merged.piece).as_str(), merged.piece.header.status), ("aarw", Status::Drafting));
}

#[test]
fn of_two_answers_to_one_step_the_later_stands_and_the_other_is_told() {
    let base = piece();
    let on = |by: &str, date: &str, returned: Option<&str>| {
        let returned = returned.map(str::to_owned);
        let approval = Approval { by: by.into(), date: day(date), returned, ..agreed("bien-tap") };
        Piece { header: base.with_approval(approval, &plan(), &settings(), today()), ..base.clone() }
    };
    for (mine, theirs, stands) in [
        (on("Lan", "2014-03-10", None), on("Minh", "2014-03-11", None), "Minh"),
        (on("Lan", "2014-03-12", None), on("Minh", "2014-03-11", None), "Lan"),
        // On one day a return outweighs an agreement.
        (on("Lan", "2014-03-11", None), on("Minh", "2014-03-11", Some("Thiếu nguồn.")), "Minh"),
    ] {
        for (one, other) in [(&mine, &theirs), (&theirs, &mine)] {
            let merged = merge(&base, one, other).piece;
            let kept = merged.header.approval("bien-tap").expect("an answer");
            assert_eq!(kept.by, stands);
            assert_eq!(merged.header.approvals.len(), 1);
            let own = &one.header.approvals[0];
            let told = merge::outdone(Some(&base), one, &merged);
            assert_eq!(told.is_empty(), own.by == stands, "{} is told", own.by);
        }
    }
}

#[test]
fn only_agreements_given_by_a_day_make_a_piece_approved_on_that_day() {
    let mut header = piece().header;
    header.status = Status::Approved;
    header.status_since = Some(day("2014-03-15"));
    header.approvals = vec![
        Approval { date: day("2014-03-10"), ..agreed("bien-tap") },
        Approval {
            date: day("2014-03-10"), returned: Some("Thiếu nguồn.".into()), ..agreed("so-noi-vu")
        },
    ];
    for (date, status) in [("2014-03-09", Status::Drafting), ("2014-03-10", Status::InReview)] {
        assert_eq!(AsOf::new(&header, day(date)).status(), status, "{date}");
    }
    let _ = header.approvals.remove(0);
    assert_eq!(AsOf::new(&header, day("2014-03-10")).status(), Status::Drafting, "only returned");
}

#[test]
fn what_waits_longer_than_usual_is_known() {
    let mut settings = settings();
    settings.approvals[0].days = Some(3);
    let mut piece = piece();
    piece.header.set_status(Status::InReview, day("2014-03-10"));
    for (date, waits) in [("2014-03-13", false), ("2014-03-14", true)] {
        assert_eq!(ledger::waits_too_long(&piece, &plan(), &settings, day(date)), waits, "{date}");
    }
    piece.header = piece.with_approval(
        Approval { date: day("2014-03-13"), ..agreed("bien-tap") },
        &plan(),
        &settings,
        today(),
    );
    assert!(!ledger::waits_too_long(&piece, &plan(), &settings, today()), "the next step has no usual days");
}

/// What the plan's clauses give six bodies.
#[test]
fn each_body_finds_what_is_its_own() {
    let plan = Plan::parse(include_str!("../../content/plan.ron")).expect("the plan");
    let id = |activity: &str, locality: Option<&str>| {
        let mut slots = plan.slots(&Settings::default()).into_iter().map(|slot| slot.id);
        slots.find(|slot| slot.activity() == activity && slot.locality() == locality).expect("a slot")
    };
    for (agency, clauses) in [
        ("dai-ptth", &["IV.1.a", "IV.1.b", "IV.6"][..]),
        ("bao-can-tho", &["IV.2"]),
        ("so-noi-vu", &["IV.1.b", "IV.2", "IV.5", "IV.7", "IV.10", "IV.11"]),
        ("so-vhttdl", &["IV.7", "IV.8"]),
        ("cong-doan-vien-chuc", &["IV.11"]),
    ] {
        let mine = Mine::new(&plan, Some(agency), None);
        let own = plan.activities.iter().filter(|activity| {
            mine.has_slot(&id(&activity.id, activity.per_locality.then_some("ninh-kieu")))
        });
        assert_eq!(own.map(|activity| activity.clause.as_str()).collect::<Vec<_>>(), clauses, "{agency}");
    }
    let ninh_kieu = Mine::new(&plan, Some("ubnd-quan-huyen"), Some("ninh-kieu"));
    for (activity, locality, is_mine) in [
        ("truyen-thanh", Some("ninh-kieu"), true),
        ("truyen-thanh", Some("cai-rang"), false),
        // They partner it.
        ("pano-ap-phich", None, true),
        ("dien-dan-bao", None, false),
    ] {
        assert_eq!(ninh_kieu.has_slot(&id(activity, locality)), is_mine, "{activity} {locality:?}");
    }
    assert!(Mine::default().has_slot(&id("dien-dan-bao", None)), "who named no body sees everything");
}

#[test]
fn a_paper_takes_the_chain_of_the_agency_whose_it_is() {
    let mut plan = Plan::parse(include_str!("../../content/plan.ron")).expect("the plan");
    let mut settings = settings();
    let chain_of = |plan: &mut Plan, agency: &str, steps: &[&str]| {
        let agency = plan.agencies.iter_mut().find(|one| one.id == agency).expect("the agency");
        agency.approvals = steps.iter().map(|id| step(id)).collect();
    };
    chain_of(&mut plan, "dai-ptth", &["truong-phong", "giam-doc"]);
    chain_of(&mut plan, "so-tu-phap", &["van-phong", "so-noi-vu"]);
    assert_eq!(plan.check(), []);
    assert_eq!(Plan::parse(&plan.to_text()).expect("what was written"), plan);
    let of = |plan: &Plan, settings: &Settings, piece: &Piece| -> Vec<String> {
        piece.approval_chain(plan, settings).iter().map(|step| step.step.id.clone()).collect()
    };

    // Đài PT-TH leads the programme; Sở KH-ĐT has no chain of its own.
    let mut piece = piece();
    assert_eq!(of(&plan, &settings, &piece), ["truong-phong", "giam-doc"]);
    let mut talk = piece.clone();
    talk.header.activity = "doi-thoai-doanh-nghiep".into();
    assert_eq!(of(&plan, &settings, &talk), ["bien-tap", "so-noi-vu", "so-tu-phap", "lanh-dao"]);
    // A department's own slot is its paper.
    let slot = SlotId("chuyen-muc-cchc/2014-03/1~so-tu-phap".into());
    piece.header.airings = vec![Airing::undated(slot)];
    assert_eq!(of(&plan, &settings, &piece), ["van-phong", "so-noi-vu"]);

    // Its people answer what names no agency, the agency named the rest.
    piece.header.set_status(Status::InReview, today());
    let asks = |plan: &Plan, settings: &Settings, piece: &Piece, agency| {
        Mine::new(plan, Some(agency), None).is_asked(plan, settings, piece)
    };
    assert!(asks(&plan, &settings, &piece, "so-tu-phap"));
    assert!(!asks(&plan, &settings, &piece, "dai-ptth") && !asks(&plan, &settings, &piece, "so-noi-vu"));
    piece.header = piece.with_approval(agreed("van-phong"), &plan, &settings, today());
    assert!(asks(&plan, &settings, &piece, "so-noi-vu") && !asks(&plan, &settings, &piece, "so-tu-phap"));
    piece.header = piece.with_approval(agreed("so-noi-vu"), &plan, &settings, today());
    assert_eq!(piece.header.status, Status::Approved);

    // The activity's own steps go before.
    let own = ApprovalStep { activities: vec!["chuyen-muc-cchc".into()], ..step("rieng") };
    settings.approvals.push(own);
    assert_eq!(of(&plan, &settings, &piece), ["rieng"]);

    // Who leaves the plan is asked no more.
    let agency = plan.agencies.iter_mut().find(|one| one.id == "so-tu-phap").expect("the agency");
    agency.approvals[0].agency = Some("bao-can-tho".into());
    assert!(plan.mentions_of_agency("bao-can-tho").iter().any(|place| place.contains("Sở Tư pháp")));
    let left = plan.without_agency("bao-can-tho");
    assert_eq!(left.agency("so-tu-phap").expect("it stays").approvals[0].agency, None);
}
