//! Khảo sát: a survey drawn from the bank, sheets typed in twice, a person's decision, results; all of it undone.

use toasoan::app::Message;
use toasoan::piece::Format;
use toasoan::piece::quiz::Quiz;
use toasoan::survey::answers::Answers;
use toasoan::ui::screen::survey::{self, Part, bank, entry, people};
use toasoan::ui::{Effect, Route};

use super::window::Window;

fn opened() -> Window {
    let mut window = Window::on_sample();
    window.effect(Effect::Open(Route::Survey));
    window
}

fn send(window: &mut Window, message: survey::Message) {
    window.send(Message::Survey(message));
}

fn answers(window: &Window) -> Vec<Answers> {
    window.newsroom().entries::<Answers>().cloned().collect()
}

fn typed(window: &mut Window, number: &str, version: &str, letters: &str) {
    for (line, text) in
        [(entry::Line::Number, number), (entry::Line::Version, version), (entry::Line::Letters, letters)]
    {
        send(window, survey::Message::Entry(entry::Message::Typed(line, text.to_owned())));
    }
    send(window, survey::Message::Entry(entry::Message::Submitted(entry::Line::Letters)));
}

#[test]
fn a_survey_is_drawn_from_the_bank() {
    let mut window = opened();
    window.wait_until_shown("Tin học 4");
    send(&mut window, survey::Message::Bank(bank::Message::DrawAsked));
    // The bank has fewer than five of each.
    send(&mut window, survey::Message::Bank(bank::Message::Drawn));
    assert!(window.shows("Lĩnh vực “Tin học” còn thiếu 1 câu."));
    for field in 0..6 {
        send(&mut window, survey::Message::Bank(bank::Message::DrawCounted(field, "1".into())));
    }
    let before = window.newsroom().pieces().len();
    send(&mut window, survey::Message::Bank(bank::Message::Drawn));
    assert_eq!(window.newsroom().pieces().len(), before + 1);
    let drawn = window
        .newsroom()
        .pieces()
        .filter(|piece| piece.format == Format::Quiz)
        .map(|piece| Quiz::parse(&piece.body))
        .find(|quiz| quiz.questions.len() == 6)
        .expect("the survey");
    assert_eq!(drawn.problems(), []);
    assert!(drawn.questions.iter().all(|question| !question.heading.is_empty()));
    window.effect(Effect::Undo);
    assert_eq!(window.newsroom().pieces().len(), before);
}

#[test]
fn sheets_typed_twice_give_results_and_the_slot_is_done() {
    let mut window = opened();
    send(&mut window, survey::Message::PartChosen(Part::People));
    let list = "Họ và tên\tĐơn vị\nLê Thị Hoa\tUBND phường An Cư";
    send(&mut window, survey::Message::People(people::Message::Pasted(Some(list.to_owned()))));
    assert!(window.shows("Lê Thị Hoa") && window.shows("000001"));

    send(&mut window, survey::Message::PartChosen(Part::Entry));
    send(&mut window, survey::Message::Entry(entry::Message::DoubleToggled(true)));
    typed(&mut window, "1", "101", "ABCDABCDA");
    assert!(window.shows("có 9 câu, đề có 10 câu; câu bỏ trống ghi dấu -"));
    typed(&mut window, "1", "101", "ABCDABCDAB");
    assert!(answers(&window)[0].sheets.is_empty());
    typed(&mut window, "1", "101", "ABCDABCDAA");
    assert!(window.shows("Bỏ lượt một"));
    typed(&mut window, "1", "101", "ABCDABCDAB");
    let kept = answers(&window);
    assert_eq!((kept[0].sheets.len(), &*kept[0].sheets[0].answers), (1, "A;B;C;D;A;B;C;D;A;B"));
    let is_held = |window: &Window| {
        window.newsroom().pieces().any(|piece| {
            let own = |airing: &toasoan::piece::Airing| {
                airing.slot.locality() == Some(&kept[0].locality) && airing.outcome.is_some()
            };
            piece.header.id.as_str() == kept[0].survey && piece.header.airings.iter().any(own)
        })
    };
    assert!(is_held(&window));
    send(&mut window, survey::Message::PartChosen(Part::Outcome));
    window.wait_until_shown("người đã chấm");
    window.wait_until_shown("UBND phường An Cư");
    window.effect(Effect::Undo);
    assert!(!is_held(&window) && answers(&window)[0].sheets.is_empty());
}
