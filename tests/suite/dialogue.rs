//! Dialogues: two offices at one file, what the next one opens with, the papers.

use chrono::NaiveDate;
use toasoan::case::{Case, Step, StepKind};
use toasoan::dialogue::{Dialogue, Guest, Reply};
use toasoan::document::dialogue::Paper;
use toasoan::document::{self, PrintOptions};
use toasoan::newsroom::Newsroom;
use toasoan::page::Fonts;
use toasoan::piece::merge::merge;
use toasoan::piece::{Airing, Format, Piece};
use toasoan::plan::{CaseSource, SlotId};
use toasoan::store::Workspace;

use crate::documents::{assert_sound, text};

/// The sample workspace with its cases and registers.
pub(super) fn sample() -> Newsroom {
    let opened = Workspace::open(concat!(env!("CARGO_MANIFEST_DIR"), "/content")).expect("the sample opens");
    let pieces = opened.pieces.into_iter().map(|stored| stored.piece);
    let records = opened.records.into_iter().map(|stored| stored.record);
    let entries = opened.entries.iter().filter_map(|stored| stored.record().cloned());
    Newsroom::new(opened.plan, opened.settings, pieces, day("2014-03-18"))
        .with_records(records.chain(entries))
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn of_quarter(newsroom: &Newsroom) -> Piece {
    let mut dialogues = newsroom.pieces().filter(|piece| piece.format == Format::Dialogue);
    dialogues.find(|piece| piece.header.activity == "doi-thoai-doanh-nghiep").expect("the quarter's").clone()
}

fn case(id: &str, piece: &Piece, agency: &str, due: Option<&str>) -> Case {
    Case {
        source: CaseSource::Dialogue,
        raised_in: Some(piece.id().clone()),
        agency: agency.into(),
        topic: format!("Việc {id}"),
        person: "Ông Ba Kín".into(),
        due: due.map(day),
        is_promise: due.is_some(),
        ..Case::new(id, day("2014-03-21"))
    }
}

#[test]
fn two_offices_write_one_file_and_both_stand() {
    let base = of_quarter(&sample());
    let change = |change: &dyn Fn(&mut Dialogue)| {
        let mut dialogue = Dialogue::parse(&base.body).expect("a dialogue");
        change(&mut dialogue);
        Piece { body: dialogue.text_over(&base.body).into(), ..base.clone() }
    };
    let mine = change(&|dialogue| dialogue.guests[6].reply = Reply::Declined);
    let theirs = change(&|dialogue| {
        dialogue
            .guests
            .push(Guest { id: "moi".into(), name: "Cơ sở Mười Thơm".into(), ..Guest::default() });
        dialogue.conclusion = "Kết luận".into();
    });
    let merged = merge(&base, &mine, &theirs);
    assert!(merged.is_clean());
    let both = Dialogue::parse(&merged.piece.body).expect("still a dialogue");
    assert_eq!((both.guests[6].reply, both.guests.len()), (Reply::Declined, 13));
    assert_eq!(both.conclusion, "Kết luận");
}

#[test]
fn a_promise_is_overdue_the_day_after_and_opens_the_next_quarter() {
    let mut first = of_quarter(&sample());
    let mut next = first.clone();
    next.header.id = "018KQ2".to_owned().into();
    next.header.airings = vec![Airing {
        date: Some(day("2014-06-20")),
        ..Airing::undated(SlotId("doi-thoai-doanh-nghiep/2014-Q2".into()))
    }];
    first.header.airings.truncate(1);
    let answered = {
        let mut case = case("3", &first, "so-tnmt", Some("2014-03-31"));
        case.add(Step::new("a", StepKind::Answered, day("2014-03-28")));
        case
    };
    let cases = [
        case("1", &first, "so-tnmt", Some("2014-03-31")),
        case("2", &first, "", None),
        answered,
        case("4", &next, "so-khdt", None),
    ];
    let on = |today: &str| {
        let plan = sample().plan().clone();
        let records = cases.iter().cloned().map(Into::into);
        Newsroom::new(plan, sample().settings().clone(), [first.clone(), next.clone()], day(today))
            .with_records(records)
    };
    for (today, overdue) in [("2014-03-31", 0), ("2014-04-01", 1)] {
        let newsroom = on(today);
        let talk = newsroom.talk(&first.header);
        assert_eq!((talk.questions.len(), talk.promises.len(), talk.carried.len()), (1, 2, 0));
        let late =
            |view: &&toasoan::ledger::CaseView<'_>| view.timing == toasoan::ledger::CaseTiming::Overdue;
        assert_eq!(talk.promises.iter().filter(late).count(), overdue, "{today}");
    }
    let newsroom = on("2014-06-20");
    let carried: Vec<String> =
        newsroom.talk(&next.header).carried.iter().map(|view| view.case.id.clone()).collect();
    assert_eq!(carried, ["1", "2"], "what was answered is not owed");
    assert_eq!(newsroom.talk(&next.header).questions.len(), 1);
    assert_eq!(newsroom.talk(&first.header).facts().without_owner, 1);
}

#[test]
fn the_fields_of_the_plan_are_spoken_of_and_the_review_is_written() {
    let newsroom = sample();
    let piece =
        newsroom.pieces().find(|piece| piece.header.activity == "doi-thoai-nguoi-dan").expect("Ô Môn's");
    let rules = &newsroom.plan().activity("doi-thoai-nguoi-dan").expect("the activity").rules;
    let mut dialogue = Dialogue::parse(&piece.body).expect("a dialogue");
    let facts = newsroom.talk(&piece.header).facts();
    let lacks =
        |dialogue: &Dialogue, is_over| facts.lacks(dialogue, rules, &newsroom.settings().cases, is_over);
    let said = lacks(&dialogue, false);
    assert!(said.len() == 1 && said[0].contains("Đất đai; Xây dựng; Tư pháp, hộ tịch"), "{said:?}");
    dialogue.fields = ["dat-dai", "xay-dung", "ho-tich"].map(str::to_owned).to_vec();
    assert_eq!(lacks(&dialogue, false), [""; 0]);
    assert_eq!(lacks(&dialogue, true).len(), 2, "minutes and review");
    (dialogue.minutes, dialogue.review) = ("Đã hỏi".into(), "Lần sau mở thêm bàn".into());
    assert_eq!(lacks(&dialogue, true), [""; 0]);
}

#[test]
fn each_paper_is_sound_and_names_nobody_who_asked() {
    let newsroom = sample();
    let piece = of_quarter(&newsroom);
    let mut fonts = Fonts::new();
    for (paper, said) in [
        (Paper::Programme, "8:45"),
        (Paper::Invitations, "trân trọng kính mời"),
        (Paper::Guests, "Ký tên"),
        (Paper::Question, "Câu hỏi, kiến nghị"),
        (Paper::Minutes, "BIÊN BẢN (DỰ THẢO)"),
        (Paper::Conclusions, "kết luận như sau"),
    ] {
        let print = PrintOptions { dialogue: paper, ..PrintOptions::default() };
        let set = document::of_piece(&newsroom, &piece, &|_| None, &print, &mut fonts);
        assert_sound(&set);
        let words = text(&set);
        assert!(words.contains(said), "{paper:?}: {words}");
        assert!(!words.contains("Hậu Giang Xanh"), "{paper:?} names who asked");
        if paper == Paper::Invitations {
            assert!(set.pages.len() >= 12, "one for each guest");
        }
    }
}
