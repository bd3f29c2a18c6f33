//! "Phiếu giao việc", and the list of what each person does.

use toasoan::document::assignment::{Request, document};
use toasoan::document::{PrintOptions, assignment};
use toasoan::page::Fonts;

use super::{assert_sound, content, day, newsroom, samples, text};

fn sample() -> toasoan::newsroom::Newsroom {
    let mut pieces = Vec::new();
    samples(&content().join("pieces"), &mut pieces);
    newsroom(pieces)
}

fn printed(newsroom: &toasoan::newsroom::Newsroom, request: &Request) -> toasoan::page::Document {
    let document = document(newsroom, request, &PrintOptions::default(), &mut Fonts::new());
    assert_sound(&document);
    document
}

/// Without line breaks, which depend on the columns.
fn flat(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_slip_has_each_step_with_its_day_its_person_and_room_to_sign() {
    let newsroom = sample();
    let piece = newsroom.pieces().find(|piece| piece.header.title == "Thủ tục về tới đầu ấp");
    let piece = piece.expect("the script");
    let document = printed(&newsroom, &Request::Piece(piece.header.id.clone()));
    assert_eq!(document.pages.len(), 1);
    let said = flat(&text(&document));
    for words in ["PHIẾU GIAO VIỆC", "Thủ tục về tới đầu ấp", "NGƯỜI NHẬN VIỆC", "NGƯỜI GIAO VIỆC", "Ký nhận"]
    {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(said.contains("ĐÀI PHÁT THANH"), "the agency that makes it: {said}");
    for step in newsroom.tasks(&piece.header) {
        let due = toasoan::calendar::wording::date(step.due.expect("a day"));
        for words in [step.step.name.as_str(), step.by, due.as_str()] {
            assert!(said.contains(words), "{words}: {said}");
        }
    }
}

#[test]
fn a_week_s_list_is_a_page_for_each_person_with_the_ledger_s_figures() {
    let newsroom = sample();
    let (from, to) = (day("2014-03-17"), day("2014-03-23"));
    let loads = newsroom.workload((from, to));
    let everybody = Request::People { names: Vec::new(), from, to };
    let document = printed(&newsroom, &everybody);
    assert!(document.pages.len() >= loads.len());
    assert_eq!(document.bookmarks.len(), loads.len());
    let said = flat(&text(&document));
    for of in &loads {
        for assignment in of.weeks.iter().flat_map(|week| &week.assignments) {
            assert!(said.contains(assignment.duty.name()), "{assignment:?}");
        }
    }
    let busiest = loads.iter().filter(|of| !of.person.is_empty()).max_by_key(|of| of.weeks[0].open());
    let busiest = busiest.expect("someone works");
    let one = Request::People { names: vec![busiest.person.to_owned()], from, to };
    let said = flat(&text(&printed(&newsroom, &one)));
    assert!(said.contains(&format!("Tuần 12, 17–23/03/2014: {} việc", busiest.weeks[0].open())), "{said}");
    let others = loads.iter().filter(|of| of.person != busiest.person && !of.person.is_empty());
    assert!(others.into_iter().all(|of| !said.contains(of.person)), "only theirs: {said}");

    // The paper of a person without work says so; an unknown name is an error.
    let free = Request::People {
        names: vec!["Nguyễn Minh Cảnh".into()],
        from: day("2014-12-01"),
        to: day("2014-12-07"),
    };
    assert!(text(&printed(&newsroom, &free)).contains("Không có việc trong những ngày này."));
    let wrong = assignment::Request::People { names: vec!["Không Ai Cả".into()], from, to };
    assert_eq!((free.stranger(&newsroom), wrong.stranger(&newsroom)), (None, Some("Không Ai Cả")));
}
