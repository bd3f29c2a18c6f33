//! The papers on cases: who is asked what by when; no public one names the person.

use toasoan::case::Case;
use toasoan::document::PrintOptions;
use toasoan::document::cases::{self, Paper, Request};
use toasoan::ledger::CaseTiming;
use toasoan::newsroom::Newsroom;
use toasoan::page::Fonts;
use toasoan::store::Workspace;

use super::{assert_sound, content, text};

fn sample() -> Newsroom {
    let opened = Workspace::open(content()).expect("the sample");
    let today = opened.settings.working_date.expect("its day");
    let pieces = opened.pieces.into_iter().map(|stored| stored.piece);
    let entries = opened.entries.into_iter().filter_map(|stored| stored.record().cloned());
    Newsroom::new(opened.plan, opened.settings, pieces, today).with_records(entries)
}

fn printed(newsroom: &Newsroom, request: &Request) -> (String, usize) {
    let document = cases::document(newsroom, request, &PrintOptions::default(), &mut Fonts::new());
    assert_sound(&document);
    let words = text(&document).split_whitespace().collect::<Vec<_>>().join(" ");
    (words, document.pages.len())
}

#[test]
fn each_paper_says_who_owes_what_and_public_ones_name_nobody() {
    let newsroom = sample();
    let views = newsroom.cases();
    let overdue: Vec<_> = views.iter().filter(|view| view.timing == CaseTiming::Overdue).collect();
    let people: Vec<&str> = newsroom
        .entries::<Case>()
        .flat_map(|case| [case.person.as_str(), case.contact.as_str()])
        // Some only say from which commune or market they are.
        .filter(|said| {
            said.starts_with(char::is_uppercase) || said.chars().any(|letter| letter.is_ascii_digit())
        })
        .collect();
    assert!(people.len() > 30);
    for paper in Paper::ALL {
        let (words, _) = printed(&newsroom, &Request { paper, ..Request::default() });
        assert!(words.contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), "{paper:?}: {words}");
        if matches!(paper, Paper::Register | Paper::Overdue | Paper::Reminder) {
            for person in &people {
                assert!(!words.contains(person), "{paper:?} names {person}");
            }
        }
    }
    let (words, _) = printed(&newsroom, &Request { paper: Paper::Overdue, ..Request::default() });
    for view in &overdue {
        let late = (newsroom.today() - view.due.expect("a day")).num_days();
        assert!(words.contains(&format!("{late} ngày")), "{}: {words}", view.case.topic);
    }
    // One paper for each agency of those chosen; the person's name goes to the agency that must answer.
    let owed = |agency: &str| overdue.iter().find(|view| view.agency == agency);
    let chosen = ["thot-not", "o-mon"].map(|agency| owed(agency).expect("one is overdue").case);
    let ids = chosen.iter().map(|case| case.id.clone()).collect();
    let (words, pages) = printed(&newsroom, &Request { paper: Paper::Transfer, ids, agency: None });
    assert_eq!((pages, words.matches("PHIẾU CHUYỂN").count()), (2, 2), "{words}");
    for case in chosen {
        assert!(words.contains(&case.person), "{words}");
    }
    assert!(words.contains("Kính gửi: Ủy ban nhân dân quận Ô Môn"), "{words}");
    // The answer goes to the person, with the words of the agency and where they stand.
    let answered = views.iter().find(|view| view.case.topic.starts_with("Trang tin của sở")).expect("one");
    let request = Request { paper: Paper::Answer, ids: vec![answered.case.id.clone()], agency: None };
    let (words, pages) = printed(&newsroom, &request);
    assert!(pages == 1 && words.contains("Kính gửi: Anh Lưu Gia Bảo"), "{words}");
    assert!(words.contains("Đã mở mục “Ý kiến đóng góp” ở đầu trang"), "{words}");
}
