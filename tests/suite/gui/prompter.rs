//! The prompter's window: driven by its keys, and by the text in the first window.

use std::time::{Duration, Instant};

use iced::event::Status;
use iced::keyboard::Key;
use iced::keyboard::key::Named;
use iced_test::simulator;
use toasoan::app::Message;
use toasoan::newsroom::Command;
use toasoan::piece::{Format, PieceId};
use toasoan::ui::prompter::Prompter;
use toasoan::ui::{Effect, Route};

use super::window::Window;

fn script(window: &Window) -> PieceId {
    let piece =
        window.newsroom().pieces().find(|piece| piece.format == Format::Av && piece.body.len() > 1000);
    piece.expect("a script in the sample").header.id.clone()
}

fn prompter(window: &Window) -> &Prompter {
    window.app().prompter().expect("the prompter is open")
}

/// Whether the reader stands at this place, now and in an hour.
fn is_at(window: &Window, place: f64) -> bool {
    let later = prompter(window).place(Instant::now() + Duration::from_hours(1));
    (later - place).abs() < 0.001
}

/// A key in the prompter's window.
fn press(window: &mut Window, key: impl Into<Key>) {
    let id = window.app().prompter_window().expect("the prompter is open");
    if let iced::Event::Keyboard(event) = simulator::press_key(key, None) {
        window.send(Message::KeyIn(id, event, Status::Ignored));
    }
}

fn letter(letter: &str) -> Key {
    Key::Character(letter.into())
}

fn opened() -> (Window, PieceId) {
    let mut window = Window::on_sample();
    let id = script(&window);
    window.effect(Effect::Open(Route::Piece(id.clone())));
    window.press(Named::F5);
    (window, id)
}

#[test]
fn the_text_goes_on_its_keys_and_the_first_window_does_not_hear_them() {
    let (mut window, _) = opened();
    let later = Instant::now() + Duration::from_hours(1);
    press(&mut window, Named::Space);
    assert!(prompter(&window).motion().is_going());
    assert!((prompter(&window).place(later) - prompter(&window).prompt().end()).abs() < 0.001);
    press(&mut window, Named::Space);
    assert!(is_at(&window, prompter(&window).place(Instant::now())));

    // The clicker's keys go by turns, a typed number to its row.
    press(&mut window, Named::Home);
    press(&mut window, Named::PageDown);
    press(&mut window, Named::PageDown);
    assert!(is_at(&window, 2.0));
    press(&mut window, Named::PageUp);
    assert!(is_at(&window, 1.0));
    press(&mut window, letter("3"));
    press(&mut window, Named::Enter);
    let at = prompter(&window).place(later) as usize;
    assert!(prompter(&window).prompt().turns[at].row >= 2);

    let slow = prompter(&window).prompt().turns[0].speed(prompter(&window).motion().faster());
    press(&mut window, Named::ArrowUp);
    let fast = prompter(&window).prompt().turns[0].speed(prompter(&window).motion().faster());
    assert_eq!(fast, slow + 5);
    press(&mut window, letter("m"));
    assert!(prompter(&window).is_mirrored());
    // Escape closes the prompter, not what is open in the first window.
    press(&mut window, Named::Escape);
    assert!(window.app().prompter().is_none());
}

#[test]
fn a_word_changed_in_the_first_window_is_read_at_once_at_the_same_place() {
    let (mut window, id) = opened();
    press(&mut window, Named::PageDown);
    let place = prompter(&window).place(Instant::now());
    let turn = prompter(&window).prompt().turns[3].clone();
    let word = turn.text.split_whitespace().next().expect("a word").to_owned();
    let body = window.newsroom().piece(&id).expect("the piece").body.replacen(&word, "NHẬT", 40);
    window.effect(Effect::Apply(Command::SetBody { id: id.clone(), body, is_typing: true }));
    let now = &prompter(&window).prompt().turns[3].text;
    assert!(now.contains("NHẬT"), "{now}");
    assert!(is_at(&window, place));

    window.effect(Effect::Apply(Command::Remove(id)));
    assert!(window.app().prompter().is_none(), "its piece is gone");
}

/// The prompter closes by itself; the first window is not left.
#[test]
fn closing_the_prompter_leaves_the_first_window_open() {
    let (mut window, id) = opened();
    let prompter = window.app().prompter_window().expect("the prompter is open");
    window.send(Message::Window(prompter, iced::window::Event::Closed));
    assert!(window.app().prompter().is_none() && !window.app().is_leaving());
    window.effect(Effect::Prompter(id));
    assert!(window.app().prompter().is_some());
}
