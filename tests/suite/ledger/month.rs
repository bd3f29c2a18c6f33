//! Tones, the month a piece belongs to, and the requirements for a month of the forum.

use toasoan::ledger::{Lack, lacks};
use toasoan::newsroom::Newsroom;
use toasoan::piece::template;
use toasoan::piece::{self, Airing, Format, Header, Outcome, Piece, PieceId, Status, Tone};

use super::{day, plan, sample, settings, slot_id};

fn lacks_of(pieces: &[Piece], today: &str) -> Vec<Lack> {
    let tones: Vec<Vec<Tone>> = pieces.iter().map(piece::tones).collect();
    let reported = pieces.iter().zip(&tones).map(|(piece, tones)| (&piece.header, tones.as_slice()));
    lacks(&plan(), &settings(), reported, day(today))
}

#[test]
fn a_month_of_the_forum_praises_criticises_and_a_quarter_names_a_model() {
    let newsroom = sample("2014-04-01");
    assert_eq!(newsroom.lacks(), [], "the first quarter is complete");
    let pieces: Vec<Piece> = newsroom.pieces().cloned().collect();
    for (tone, words, months) in [
        (Tone::Praise, "mặt được", vec![1, 2, 3]),
        (Tone::Critique, "chưa được", vec![1, 2, 3]),
        (Tone::ModelOfficial, "nêu gương", vec![3]),
    ] {
        let mut poorer = pieces.clone();
        for piece in &mut poorer {
            piece.header.tones.retain(|other| *other != tone);
        }
        let found = lacks_of(&poorer, "2014-04-01");
        let named: Vec<u32> = found.iter().map(|lack| lack.month).collect();
        // The sample begins in some month of the quarter.
        assert!(!named.is_empty() && named.iter().all(|month| months.contains(month)), "{found:?}");
        assert!(found.iter().all(|lack| lack.clause == "IV.2" && lack.message.contains(words)), "{found:?}");
        // The current month may still be completed.
        assert!(lacks_of(&poorer, "2014-03-31").iter().all(|lack| lack.month < 3), "{tone:?}");
    }
}

#[test]
fn a_template_that_nobody_has_touched_praises_nothing() {
    let plan = plan();
    let activity = plan.activity("chuyen-muc-cchc").expect("an activity");
    let mut draft = template::draft(activity, None, PieceId("a".into()));
    assert!(draft.body.contains("Tính chất: biểu dương"), "{}", draft.body);
    assert_eq!(piece::tones(&draft), []);
    draft.body = draft.body.replacen("Hình: Quay tại nơi làm việc", "Hình: Ở Cái Răng", 1).into();
    assert_eq!(piece::tones(&draft), [Tone::Praise], "the row that was written says it");
}

#[test]
fn a_piece_belongs_to_the_month_in_which_it_went_out() {
    let mut header = Header::new(PieceId("a".into()), "Bài", "chuyen-muc-cchc");
    header.status = Status::Published;
    header.tones = vec![Tone::Praise];
    header.topics = vec!["III.2.b".into()];
    let outcome = Outcome { date: day("2014-03-01"), time: None, seconds: None, note: String::new() };
    let slot = slot_id("chuyen-muc-cchc/2014-02/2");
    header.airings =
        vec![Airing { date: Some(day("2014-02-24")), outcome: Some(outcome), ..Airing::undated(slot) }];
    let piece = Piece::new(header, Format::Av, "");
    for (today, month) in [("2014-02-28", 1), ("2014-03-01", 2), ("2014-12-31", 2)] {
        let newsroom = Newsroom::new(plan(), settings(), [piece.clone()], day(today));
        let progress = newsroom.progress();
        assert_eq!(progress.tones[month].praise, 1, "{today}");
        assert_eq!(progress.topic("III.2.b").expect("a row").months[month], 1, "{today}");
        assert_eq!(progress.year_tones().praise, 1);
        assert_eq!(newsroom.days().on(day("2014-03-01")).len(), usize::from(month == 2), "{today}");
    }
}
