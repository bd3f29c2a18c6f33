//! Tiến độ, Phân công and Báo cáo: who does what of section V, who has reported, the words of a period.

use toasoan::app::Message;
use toasoan::duty::DutyState;
use toasoan::ui::screen::export::PeriodKind;
use toasoan::ui::screen::progress::desk::{self, Line};
use toasoan::ui::screen::progress::{self, View};
use toasoan::ui::{Effect, Route};

use super::window::Window;

fn opened(view: View) -> Window {
    let mut window = Window::on_sample();
    window.effect(Effect::Open(Route::Progress));
    window.send(Message::Progress(progress::Message::ViewChosen(view)));
    window
}

fn say(window: &mut Window, message: desk::Message) {
    window.send(Message::Progress(progress::Message::Desk(message)));
}

#[test]
fn duties_have_an_owner_a_state_and_evidence_and_plans_are_attached_and_seen() {
    let mut window = opened(View::Duties);
    let before = window.newsroom().duties().clone();
    assert!(window.shows("Đã lập dự toán; đối chiếu với phòng kế hoạch hằng quý."));
    let lines = before.lines(window.newsroom().plan());
    let at = lines.iter().position(|line| line.id == "V.2").expect("the duty");
    say(&mut window, desk::Message::StateChosen(at, DutyState::Done));
    say(&mut window, desk::Message::Typed(Line::DutyEvidence(at), "Biên bản giao ban 3/3".into()));
    let after = window.newsroom().duties().lines(window.newsroom().plan());
    assert_eq!((after[at].state, after[at].evidence.as_str()), (DutyState::Done, "Biên bản giao ban 3/3"));

    // A lead agency hands its plan in, and somebody looks at it.
    let today = window.newsroom().today();
    let plans = before.detailed_plans(window.newsroom().plan());
    let owed = plans.iter().position(|plan| plan.attached.is_none()).expect("a plan is owed");
    say(&mut window, desk::Message::Attached(owed, true));
    say(&mut window, desk::Message::Seen(owed, true));
    let plan = window.newsroom().duties().detailed_plans(window.newsroom().plan())[owed].clone();
    assert_eq!((plan.attached, plan.seen), (Some(today), Some(today)));

    // An organisation takes something on.
    say(&mut window, desk::Message::Typed(Line::TookOn(3), "Câu lạc bộ nhà nông hỏi đáp".into()));
    assert_eq!(window.newsroom().duties().organisations[3].took_on, "Câu lạc bộ nhà nông hỏi đáp");
    window.draw();
    while *window.newsroom().duties() != before {
        window.effect(Effect::Undo);
    }
}

#[test]
fn a_period_shows_who_has_reported_and_begins_with_the_words_of_the_last() {
    let mut window = opened(View::Reports);
    let returns = |window: &Window, period| window.newsroom().returns(period).len();
    let day = |text: &str| text.parse().expect("a day");
    let first = (day("2014-01-01"), day("2014-03-31"));
    let bodies = returns(&window, first);
    assert!(bodies > 9 && window.shows("Quý I năm 2014"));
    let came = window.newsroom().returns(first).iter().filter(|one| one.received.is_some()).count();
    assert!(window.shows(&format!("{came} trên {bodies} nơi đã báo cáo")));
    say(&mut window, desk::Message::Moved(1));
    assert!(window.shows("Quý II năm 2014"));
    let second = (day("2014-04-01"), day("2014-06-30"));
    let words = |window: &Window, period| window.newsroom().reports().or_start(period, "");
    assert_eq!(words(&window, second).limits, words(&window, first).limits, "the words go along as a start");
    say(&mut window, desk::Message::KindChosen(PeriodKind::Month));
    assert!(window.shows("Tháng 3 năm 2014") || window.shows("Tháng 4 năm 2014"));
    window.draw();
}
