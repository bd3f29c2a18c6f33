//! What is kept of a survey in a locality: two offices at work on it, decisions, doubles.

use std::time::Instant;

use toasoan::piece::PieceId;
use toasoan::record::{merge, parse, to_text, update};
use toasoan::survey::answers::{Answers, Participant, Sheet, sheet_id};
use toasoan::survey::decide::{Decision, decide};
use toasoan::survey::intake::{Intake, incomplete};
use toasoan::survey::sorting::Sorting;

fn sheet(candidate: &str, page: u8, answers: &str, source: &str) -> Sheet {
    Sheet {
        id: sheet_id(candidate, source, page),
        candidate: candidate.into(),
        seed: 1,
        version: 101,
        page,
        answers: answers.into(),
        source: source.into(),
        ..Sheet::default()
    }
}

fn answers(sheets: &[Sheet]) -> Answers {
    let mut intake = Intake::new(Answers::new(&PieceId("018JMYP1TESXH76A0GMGK76ETB".into()), "o-mon"));
    for sheet in sheets {
        let _ = intake.put(sheet.clone());
    }
    intake.into_answers()
}

#[test]
fn two_offices_scan_one_locality_and_a_box_is_decided_meanwhile() {
    let mut doubtful = sheet("000001", 1, "A;;C", "a#1");
    doubtful.doubtful = vec!["2B".into()];
    let base = answers(&[doubtful]);
    let (mut mine, mut theirs) = (base.clone(), base.clone());
    assert!(decide(&mut mine, "000001/1", &Decision::Answer { name: "2B".into(), is_marked: true }, 1));
    mine.sheets.push(sheet("000002", 1, "B;B;B", "a#2"));
    theirs.sheets.push(sheet("000003", 1, "C;C;C", "b#1"));
    let merged = merge(&base, &mine, &theirs);
    assert_eq!(merged.conflicts, []);
    let ids: Vec<&str> = merged.record.sheets.iter().map(|sheet| &*sheet.id).collect();
    assert_eq!(ids, ["000001/1", "000002/1", "000003/1"]);
    let first = &merged.record.sheets[0];
    assert_eq!(
        (&*first.answers, first.doubtful.len(), &first.decided[..]),
        ("A;B;C", 0, &["2B có".to_owned()][..])
    );
}

#[test]
fn doubles_are_told_and_a_decided_sheet_is_not_read_over() {
    let first = sheet("000001", 1, "A", "a#1");
    let mut intake = Intake::new(answers(std::slice::from_ref(&first)));
    assert_eq!(intake.put(sheet("000001", 1, "A", "b#7")).id, "");
    let twin = intake.put(sheet("000001", 1, "B", "b#8"));
    assert!(twin.id.ends_with("#2") && twin.remark.is_some_and(|remark| remark.contains("a#1")));
    let mut answers = intake.into_answers();
    assert_eq!(answers.sheets[1].doubtful, ["báo danh"]);
    assert!(decide(&mut answers, "000001/1", &Decision::Answer { name: "1C".into(), is_marked: true }, 1));
    let mut intake = Intake::new(answers);
    let _ = intake.put(first);
    assert_eq!(intake.answers().sheets[0].answers, "AC");
    assert_eq!(incomplete(intake.answers(), 2), [("000001".to_owned(), vec![2])]);
}

#[test]
fn a_number_read_by_a_person_names_the_sheet() {
    let mut unread = sheet("0000?1", 1, "A", "a#1");
    unread.doubtful = vec!["báo danh 5".into()];
    let mut answers = answers(&[unread, sheet("000011", 1, "B", "a#2")]);
    let id = answers.sheets[0].id.clone();
    assert!(!decide(&mut answers, &id, &Decision::Candidate("12".into()), 1));
    assert!(decide(&mut answers, &id, &Decision::Candidate("000011".into()), 1));
    assert_eq!((&*answers.sheets[0].id, answers.count_doubtful()), ("000011/1#2", 0));
}

#[test]
fn ten_thousand_sheets_are_read_and_written_at_once() {
    let many: Vec<Sheet> = (0..10_000)
        .map(|at| {
            sheet(&format!("{at:06}"), 1, "A;B;C;D;A;B;C;D;A;B;;AC", &format!("quét.pdf~0123abcd#{at}"))
        })
        .collect();
    let start = Instant::now();
    let whole = answers(&many);
    let text = to_text(&whole);
    assert_eq!(parse::<Answers>(&text).as_ref(), Ok(&whole));
    let mut next = whole.clone();
    next.sheets[5_000].answers = "D".into();
    let updated = update(&text, &next, &[]);
    assert_eq!(parse::<Answers>(&updated).as_ref(), Ok(&next));
    // A debug build on a busy machine; a release build takes a tenth.
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

/// The number of a candidate tells the locality on whose list he is; numbers of two lists, or of none, do not.
#[test]
fn sheets_of_two_localities_lie_in_one_pile() {
    let survey = PieceId("018JMYP1TESXH76A0GMGK76ETB".into());
    let listed = |locality: &str, numbers: &[&str]| {
        let participants = numbers.iter().map(|number| Participant {
            id: format!("{locality}{number}"),
            number: (*number).to_owned(),
            ..Participant::default()
        });
        Answers { participants: participants.collect(), ..Answers::new(&survey, locality) }
    };
    let all = [listed("o-mon", &["020001", "000009"]), listed("thot-not", &["030001", "000009"])];
    let mut sorting = Sorting::new(&survey, "ninh-kieu", &all);
    let homes: Vec<String> = ["020001", "030001", "000009", "010001", "03?0?1", "0?0001"]
        .map(|number| sorting.put(sheet(number, 1, "A", &format!("a#{number}"))).0.to_owned())
        .into();
    assert_eq!(homes, ["o-mon", "thot-not", "ninh-kieu", "ninh-kieu", "thot-not", "ninh-kieu"]);
    let changed: Vec<(String, usize)> =
        sorting.changed().into_iter().map(|answers| (answers.locality, answers.sheets.len())).collect();
    assert_eq!(changed, [("ninh-kieu".to_owned(), 3), ("o-mon".to_owned(), 1), ("thot-not".to_owned(), 2)]);
}
