//! Khảo sát: a survey drawn from the bank, sheets typed in twice, a person's decision, results; all of it undone.

use toasoan::app::Message;
use toasoan::bank::Bank;
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
    send(&mut window, survey::Message::Bank(bank::Message::DrawCounted(0, 0, "5".into())));
    send(&mut window, survey::Message::Bank(bank::Message::Drawn));
    assert!(window.shows("Lĩnh vực “Tin học” còn thiếu 1 câu."));
    for field in 0..6 {
        send(&mut window, survey::Message::Bank(bank::Message::DrawCounted(field, 0, "1".into())));
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

/// By hand, and by level as many more as are asked for; those an earlier survey asked are left out on request.
#[test]
fn a_survey_is_made_of_chosen_questions_and_drawn_ones() {
    let mut window = opened();
    window.wait_until_shown("Tin học 4");
    let bank = |window: &Window| {
        let record = window.newsroom().record("bank.ron").expect("the sample's bank");
        record.get::<Bank>().expect("a bank").clone()
    };
    let questions = bank(&window).questions;
    let (picked, other) = (&questions[0], &questions[1]);
    let send_bank = |window: &mut Window, message| send(window, survey::Message::Bank(message));
    send_bank(&mut window, bank::Message::PickToggled(picked.id.clone()));
    assert!(window.shows("Đã đánh dấu 1 câu"));
    send_bank(&mut window, bank::Message::DrawAsked);
    send_bank(&mut window, bank::Message::DrawByLevel(true));
    let field = bank(&window).fields.iter().position(|field| field.id == other.field).expect("its field");
    let level =
        1 + toasoan::bank::Level::ALL.iter().position(|level| *level == other.level).expect("a level");
    send_bank(&mut window, bank::Message::DrawCounted(field, level, "99".into()));
    send_bank(&mut window, bank::Message::Drawn);
    let there = questions.iter().filter(|one| {
        (&one.field, one.level) == (&other.field, other.level) && one.id != picked.id && !one.is_retired
    });
    let (name, missing) = (bank(&window).fields[field].short.clone(), 99 - there.count());
    assert!(window.shows(&format!("Lĩnh vực “{name}” mức {} còn thiếu {missing} câu.", other.level)));
    send_bank(&mut window, bank::Message::DrawCounted(field, level, "1".into()));
    send_bank(&mut window, bank::Message::Drawn);
    let made = window.newsroom().pieces().filter(|piece| piece.format == Format::Quiz);
    let made: Vec<Quiz> = made.map(|piece| Quiz::parse(&piece.body)).collect();
    let is_made = |quiz: &&Quiz| {
        quiz.questions.len() == 2 && quiz.questions.iter().any(|question| question.text == picked.text)
    };
    assert_eq!(made.iter().filter(is_made).count(), 1);
}

/// From Excel: by the clipboard here; a wrong row is named and the others are kept.
#[test]
fn a_table_typed_elsewhere_is_taken_in() {
    let mut window = opened();
    send(&mut window, survey::Message::PartChosen(Part::Entry));
    let table = "Số báo danh\tMã đề\tTrả lời\n7\t101\tABCDABCDAB\n8\t101\tABC\n9\t102\tA-CDABCDAB";
    send(&mut window, survey::Message::Entry(entry::Message::Pasted(Some(table.to_owned()))));
    assert!(
        window.shows("Đã nhận 2 phiếu.")
            && window.shows("Bỏ qua 1 dòng; dòng 3: có 3 câu, đề có 10 câu; câu bỏ trống ghi dấu -.")
    );
    assert!(window.shows("000009") && window.shows("A-CDABCDAB"));
    let kept = answers(&window);
    assert_eq!(
        kept[0].sheets.iter().map(|sheet| &*sheet.answers).collect::<Vec<_>>(),
        ["A;B;C;D;A;B;C;D;A;B", "A;;C;D;A;B;C;D;A;B"]
    );
    // A sheet is pressed, mended and kept in its place.
    send(&mut window, survey::Message::Entry(entry::Message::Chosen(kept[0].sheets[1].id.clone())));
    typed(&mut window, "9", "102", "ABCDABCDAB");
    assert_eq!(answers(&window)[0].sheets.len(), 2);
    window.effect(Effect::Undo);
    window.effect(Effect::Undo);
    assert!(answers(&window).iter().all(|answers| answers.sheets.is_empty()));
}

#[test]
fn sheets_typed_twice_give_results_and_the_slot_is_done() {
    let mut window = opened();
    send(&mut window, survey::Message::PartChosen(Part::People));
    let list = "Họ và tên\tĐơn vị\nLê Thị Hoa\tUBND phường An Cư";
    send(&mut window, survey::Message::People(people::Message::Pasted(Some(list.to_owned()))));
    assert!(window.shows("Lê Thị Hoa") && window.shows("010001"));

    send(&mut window, survey::Message::PartChosen(Part::Entry));
    send(&mut window, survey::Message::Entry(entry::Message::DoubleToggled(true)));
    typed(&mut window, "10001", "101", "ABCDABCDA");
    assert!(window.shows("có 9 câu, đề có 10 câu; câu bỏ trống ghi dấu -"));
    typed(&mut window, "10001", "101", "ABCDABCDAB");
    assert!(answers(&window)[0].sheets.is_empty());
    typed(&mut window, "10001", "101", "ABCDABCDAA");
    assert!(window.shows("Bỏ lượt một"));
    typed(&mut window, "10001", "101", "ABCDABCDAB");
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
    window.wait_until_shown("UBND phường An Cư (quận Ninh Kiều)");
    window.effect(Effect::Undo);
    assert!(!is_held(&window) && answers(&window)[0].sheets.is_empty());
}
