//! The editor of a contest: a judge's paper typed in, the ranking beside it, undone.

use toasoan::app::Message;
use toasoan::contest::Contest;
use toasoan::piece::{Format, PieceId};
use toasoan::ui::screen::pieces;
use toasoan::ui::screen::pieces::contest::{self, Part};
use toasoan::ui::{Effect, Route, board};

use super::window::Window;

fn opened() -> (Window, PieceId) {
    let mut window = Window::on_sample();
    let id = {
        let contest = window.newsroom().pieces().find(|piece| piece.format == Format::Contest);
        contest.expect("the contest").header.id.clone()
    };
    window.effect(Effect::Open(Route::Piece(id.clone())));
    (window, id)
}

fn send(window: &mut Window, message: contest::Message) {
    window.send(Message::Pieces(pieces::Message::Contest(message)));
}

fn contest(window: &Window, id: &PieceId) -> Contest {
    Contest::parse(&window.newsroom().piece(id).expect("the piece").body).expect("a contest")
}

fn mark(window: &mut Window, team: &str, criterion: &str, text: &str) {
    let (team, criterion, text) = (team.to_owned(), criterion.to_owned(), text.to_owned());
    send(window, contest::Message::Marked { team, criterion, text });
}

#[test]
fn a_judges_paper_is_typed_and_the_ranking_follows() {
    let (mut window, id) = opened();
    let before = window.newsroom().piece(&id).expect("the piece").body.to_string();
    assert!(window.shows("Đội Chợ nổi") && window.shows("còn thiếu 162 phiếu"));
    mark(&mut window, "cai-rang", "noi-dung", "4,5");
    mark(&mut window, "cai-rang", "the-hien", "5");
    let marked = contest(&window, &id);
    assert_eq!(marked.marks.len(), 2);
    assert!(window.shows("còn thiếu 161 phiếu") && window.shows("9,50"));
    assert_eq!(marked.ranking().places[0].team.id, "cai-rang");
    // More than the criterion gives is pointed out and not taken.
    mark(&mut window, "cai-rang", "the-hien", "6");
    assert_eq!(contest(&window, &id), marked);
    assert!(window.shows("9,50"));

    send(&mut window, contest::Message::Timed { team: "cai-rang".into(), text: "5:31".into() });
    // Two steps of half a minute have begun.
    assert!(window.shows("8,50"));
    send(&mut window, contest::Message::Drawn);
    assert!(contest(&window, &id).draw.is_some());
    for part in [Part::Teams, Part::Judges, Part::Rounds] {
        send(&mut window, contest::Message::PartChosen(part));
        window.draw();
    }
    send(&mut window, contest::Message::TeamAdded);
    assert_eq!(contest(&window, &id).teams.len(), 10);
    while window.newsroom().can_undo() {
        window.effect(Effect::Undo);
    }
    let after = window.newsroom().piece(&id).expect("the piece").body.to_string();
    assert_eq!(after, before, "everything is undone, to the letter");
    send(&mut window, contest::Message::PartChosen(Part::Scores));
    assert!(window.shows("còn thiếu 162 phiếu"));
}

/// The clock of the window for the hall stops on a team, whose time is noted in the contest.
#[test]
fn the_hall_sees_the_clock_and_the_ranking() {
    let (mut window, id) = opened();
    window.effect(Effect::Board(id.clone()));
    let board = window.app().board().expect("the board");
    assert_eq!(board.piece(), &id);
    assert!(!board.is_running());
    window.send(Message::Board(board::Message::StartedOrStopped));
    assert!(window.app().board().is_some_and(board::Board::is_running));
    window.send(Message::Board(board::Message::Moved { is_back: false }));
    window.send(Message::Board(board::Message::Taken));
    let after = contest(&window, &id);
    let second = after.order()[1].id.clone();
    assert_eq!(after.seconds_of(&second, "chao-hoi"), Some(0), "another team starts from nothing");
    assert!(!window.app().board().is_some_and(board::Board::is_running));
    // Without its piece there is nothing to show.
    window.effect(Effect::Apply(toasoan::newsroom::Command::Remove(id)));
    assert!(window.app().board().is_none());
}

/// In the hall a team's own questions come first, and an answer only when it is asked for.
#[test]
fn the_hall_reads_the_questions_of_the_team() {
    let (mut window, id) = opened();
    send(&mut window, contest::Message::QuestionsCounted(3, "9".into()));
    send(&mut window, contest::Message::QuestionsDrawn(3));
    let asked = contest(&window, &id).rounds[3].questions.clone();
    window.effect(Effect::Board(id));
    let steps = [
        (board::Message::RoundChosen(3), None),
        (board::Message::Question, Some(0)),
        (board::Message::Asked { is_back: false }, Some(1)),
        (board::Message::Asked { is_back: false }, Some(2)),
        // Nine teams with a question each: the second team's own.
        (board::Message::Moved { is_back: false }, Some(1)),
        (board::Message::Asked { is_back: true }, Some(0)),
        (board::Message::Question, None),
    ];
    for (message, at) in steps {
        window.send(Message::Board(message));
        let shown = window.app().board().and_then(board::Board::question);
        assert_eq!(shown, at.map(|at: usize| asked[at].as_str()), "{message:?}");
    }
    window.send(Message::Board(board::Message::Question));
    window.send(Message::Board(board::Message::Answer));
    assert!(window.app().board().is_some_and(board::Board::is_answered));
    window.send(Message::Board(board::Message::Asked { is_back: false }));
    assert!(
        !window.app().board().is_some_and(board::Board::is_answered),
        "the next comes without its answer"
    );
}

#[test]
fn questions_are_drawn_from_the_surveys_bank_and_undone() {
    let (mut window, id) = opened();
    send(&mut window, contest::Message::PartChosen(Part::Rounds));
    assert!(window.shows("Rút câu hỏi"));
    send(&mut window, contest::Message::QuestionsCounted(3, "5".into()));
    send(&mut window, contest::Message::QuestionsDrawn(3));
    let drawn = contest(&window, &id).rounds[3].questions.clone();
    assert_eq!(drawn.len(), 5);
    let bank = window.newsroom().record("bank.ron").and_then(|record| record.get::<toasoan::bank::Bank>());
    let bank = bank.expect("the bank");
    let asked: Vec<_> = drawn.iter().filter_map(|id| bank.question(id)).collect();
    assert!(asked.len() == 5 && asked.iter().all(|question| !question.is_keyless() && !question.is_retired));
    let text = asked[0].text.clone();
    assert!(window.shows(&text) && window.shows("đang có 5 câu"));
    send(&mut window, contest::Message::QuestionRemoved(3, 0));
    assert!(!window.shows(&text));
    window.effect(Effect::Undo);
    window.effect(Effect::Undo);
    assert!(contest(&window, &id).rounds[3].questions.is_empty());
}
