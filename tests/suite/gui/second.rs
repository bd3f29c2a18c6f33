//! A second start of the program: the open window shows what was asked for.

use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::rc::Rc;
use std::time::{Duration, Instant};

use iced_test::futures::futures::{FutureExt, Stream, StreamExt};
use iced_test::runtime::{Action, task};
use toasoan::app::Message;
use toasoan::app::second::{Start, begin};
use toasoan::plan::Plan;
use toasoan::record::Record;
use toasoan::store::instance::{self, Found};

use super::window::Window;

/// The next message of the first window, if there is one soon.
fn heard(ear: &mut (impl Stream<Item = Action<Message>> + Unpin)) -> Option<Message> {
    let end = Instant::now() + Duration::from_secs(2);
    while Instant::now() < end {
        if let Some(Some(Action::Output(message))) = ear.next().now_or_never() {
            return Some(message);
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    None
}

#[test]
fn the_open_window_shows_what_a_second_start_asks_for_and_what_a_stranger_says_is_nothing() {
    let folder = Rc::new(tempfile::tempdir().expect("a folder for the test"));
    let data = folder.path().join("dữ liệu");
    let mut window = Window::on_sample();
    let Start::First(ear) = begin(Some(&data), None) else { panic!("the first start") };
    let mut ear = task::into_stream(ear.listen()).expect("it listens");

    // Nothing asked for: the window comes to the front as it is.
    assert!(matches!(begin(Some(&data), None), Start::HandedOver));
    assert!(matches!(heard(&mut ear), Some(Message::Summoned(None))));

    // A piece of the open workspace.
    let skits = fs::read_dir(window.root().join("pieces/2014/tieu-pham")).expect("the sample's skits");
    let mut skits = skits.map(|file| file.expect("a file of the sample").path());
    let skit = skits.find(|file| file.to_string_lossy().contains("Bụi chuối")).expect("the skit");
    assert!(matches!(begin(Some(&data), Some(&skit)), Start::HandedOver));
    window.send(heard(&mut ear).expect("the skit is asked for"));
    assert!(window.shows("Bụi chuối biết đi"));

    // Another workspace: the open one is left as always.
    Window::put_sample(&folder);
    let other = folder.path().join("bản mẫu");
    let plan = fs::read_to_string(other.join(Plan::PATH)).expect("the plan");
    let mut plan = Plan::parse(&plan).expect("it can be read");
    plan.name = "Kế hoạch khác".into();
    fs::write(other.join(Plan::PATH), plan.to_text()).expect("the plan is written");
    assert!(matches!(begin(Some(&data), Some(&other)), Start::HandedOver));
    window.send(heard(&mut ear).expect("the workspace is asked for"));
    window.wait_until("the other opens", |app| {
        app.newsroom().is_some_and(|newsroom| newsroom.plan().name == "Kế hoạch khác")
    });

    // Who does not know the word is not heard, and holds up nobody.
    let Ok(Found::Taken(address)) = instance::take(&data) else { panic!("a window is open") };
    let silent = TcpStream::connect((Ipv4Addr::LOCALHOST, address.port)).expect("it listens");
    let mut stranger = TcpStream::connect((Ipv4Addr::LOCALHOST, address.port)).expect("it listens");
    stranger.write_all(b"word\n/etc\n").expect("it says something");
    let mut answer = String::new();
    let _ = stranger.read_to_string(&mut answer);
    assert_eq!(answer, "");
    assert!(matches!(begin(Some(&data), Some(Path::new("content"))), Start::HandedOver));
    let Some(Message::Summoned(Some(asked))) = heard(&mut ear) else { panic!("only the user is heard") };
    assert!(asked.is_absolute() && asked.ends_with("content"));
    drop(silent);
}

#[test]
fn a_start_after_a_crash_or_without_a_user_folder_opens_a_window() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let Start::First(ear) = begin(Some(folder.path()), None) else { panic!("the first start") };
    // The seat is taken, but nobody answers there.
    let Ok(Found::Taken(mut address)) = instance::take(folder.path()) else { panic!("a window is open") };
    address.word = "another".into();
    drop(ear);
    let Ok(Found::Free(seat)) = instance::take(folder.path()) else { panic!("the seat is free again") };
    seat.announce(&address).expect("an address where nobody is");
    assert!(matches!(begin(Some(folder.path()), None), Start::Alone));
    drop(seat);
    assert!(matches!(begin(Some(folder.path()), None), Start::First(_)));
    assert!(matches!(begin(None, None), Start::Alone));
}
