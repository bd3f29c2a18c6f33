//! The whole window without a display: sends messages, awaits background work, and checks the newsroom and
//! the files.

use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use iced::advanced::renderer::Headless;
use iced::advanced::widget::operation::{self, Operation, Outcome, focusable};
use iced::advanced::{clipboard, mouse};
use iced::event::Status;
use iced::keyboard::key::Named;
use iced::keyboard::{Event, Modifiers};
use iced::{Executor, Point, Size};
use iced_test::Simulator;
use iced_test::futures::futures::{FutureExt, StreamExt};
use iced_test::runtime::{Action, UserInterface, task, user_interface};
use iced_test::simulator;
use toasoan::app::{App, Message};
use toasoan::newsroom::Newsroom;
use toasoan::record::Kind;
use toasoan::store::files::Files;
use toasoan::store::profile::Places;
use toasoan::store::{Profile, Workspace};
use toasoan::ui::{Effect, font, live};

use super::widgets::Widgets;

/// Runs the timers of the windows' tasks.
static EXECUTOR: LazyLock<iced::executor::Default> =
    LazyLock::new(|| iced::executor::Default::new().expect("threads can be started"));

/// Long enough for a slow machine; a passing test never waits this long.
const PATIENCE: Duration = Duration::from_mins(1);

/// The last window's state in a user's profile.
pub struct Profiled {
    pub screen: &'static str,
}

/// A window on a copy of the sample workspace.
pub struct Window {
    app: App,
    outbox: Sender<Arrival>,
    inbox: Receiver<Arrival>,
    folder: Rc<tempfile::TempDir>,
    /// A kind of record that only the test's workspace has.
    kind: Option<Kind>,
    /// The widgets' state, once it is kept.
    widgets: Option<Widgets>,
}

/// What background work delivers.
enum Arrival {
    Message(Message),
    /// An operation on the widgets, such as focusing one.
    Operation(Box<dyn Operation>),
}

impl Window {
    /// Opens a copy of `content/` on its own working date.
    pub fn on_sample() -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let root = folder.path().join("bản mẫu");
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), &root);
        Self::in_folder(Rc::new(folder), Places::default())
    }

    /// Copies the sample into this folder, once.
    pub fn put_sample(folder: &tempfile::TempDir) {
        let root = folder.path().join("bản mẫu");
        if !root.exists() {
            copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), &root);
        }
    }

    /// Like [`Self::on_sample`], with a data folder, as a user's window has.
    pub fn with_data(folder: &Rc<tempfile::TempDir>) -> Self {
        Self::put_sample(folder);
        let data = Some(folder.path().join("dữ liệu"));
        let mut window = Self::in_folder(Rc::clone(folder), Places { data, ..Places::default() });
        window.wait_until("the journal begins", App::has_journal);
        window
    }

    /// Like [`Self::on_sample`], with a profile file, as a user's window has.
    pub fn with_profile_file(folder: &Rc<tempfile::TempDir>) -> Self {
        Self::put_sample(folder);
        let file = folder.path().join("hồ sơ").join("profile.ron");
        let places = Places { profile: Some(file.clone()), ..Places::default() };
        let root = folder.path().join("bản mẫu");
        Self::with_profile(root, Rc::clone(folder), places, Profile::load_from(&file))
    }

    /// Like [`Self::on_sample`], with a profile of the last window.
    pub fn profiled(left: &Profiled) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let root = folder.path().join("bản mẫu");
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), &root);
        let profile = Profile { screen: left.screen.to_owned(), ..Profile::default() };
        Self::with_profile(root, Rc::new(folder), Places::default(), profile)
    }

    /// Another window on the same files, as on a colleague's machine.
    pub fn beside(other: &Self) -> Self {
        match other.kind {
            Some(kind) => Self::of_kind(&other.folder, kind, false),
            None => Self::in_folder(Rc::clone(&other.folder), Places::default()),
        }
    }

    /// A window on the files in this folder, with one more kind of record.
    pub fn of_kind(folder: &Rc<tempfile::TempDir>, kind: Kind, has_data: bool) -> Self {
        let root = folder.path().join("bản mẫu");
        let data = has_data.then(|| folder.path().join("dữ liệu"));
        let places = Places { data, ..Places::default() };
        let (outbox, inbox) = channel();
        let (app, task) = App::boot(Profile::default(), places, None, None);
        let mut window =
            Self { app, outbox, inbox, folder: Rc::clone(folder), kind: Some(kind), widgets: None };
        window.start(task);
        let opened = Workspace::open(root).map(|opened| opened.with_kind(kind));
        window.send(Message::Opened(Box::new(opened.map_err(|error| error.to_string()))));
        window.wait_until("the journal begins", |app| app.has_journal() == has_data);
        window
    }

    /// On the test's own file system.
    pub fn on_files(files: Arc<dyn Files>, root: &Path, data: &Path) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let places = Places { data: Some(data.to_path_buf()), files, ..Places::default() };
        Self::at(root.to_path_buf(), Rc::new(folder), places)
    }

    fn in_folder(folder: Rc<tempfile::TempDir>, places: Places) -> Self {
        Self::at(folder.path().join("bản mẫu"), folder, places)
    }

    fn at(root: PathBuf, folder: Rc<tempfile::TempDir>, places: Places) -> Self {
        Self::with_profile(root, folder, places, Profile::default())
    }

    fn with_profile(root: PathBuf, folder: Rc<tempfile::TempDir>, places: Places, profile: Profile) -> Self {
        let (outbox, inbox) = channel();
        let (app, task) = App::boot(profile, places, Some(root), None);
        let mut window = Self { app, outbox, inbox, folder, kind: None, widgets: None };
        window.start(task);
        window.wait_until("the sample opens", |app| app.newsroom().is_some());
        window
    }

    /// A window that was started with a file; the last workspace was the sample in this folder.
    pub fn started_with(folder: &Rc<tempfile::TempDir>, file: PathBuf) -> Self {
        Self::put_sample(folder);
        let profile = Profile { recent: vec![folder.path().join("bản mẫu")], ..Profile::default() };
        Self::with_profile(file, Rc::clone(folder), Places::default(), profile)
    }

    /// A colleague's window on the files in this folder.
    pub fn beside_folder(folder: &Rc<tempfile::TempDir>) -> Self {
        Self::in_folder(Rc::clone(folder), Places::default())
    }

    /// A first start, without a recent workspace.
    pub fn first() -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let (outbox, inbox) = channel();
        let (app, task) = App::boot(Profile::default(), Places::default(), None, None);
        let mut window = Self { app, outbox, inbox, folder: folder.into(), kind: None, widgets: None };
        window.start(task);
        window
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn root(&self) -> PathBuf {
        self.folder.path().join("bản mẫu")
    }

    pub fn app(&self) -> &App {
        &self.app
    }

    pub fn newsroom(&self) -> &Newsroom {
        self.app.newsroom().expect("a workspace is open")
    }

    pub fn newsroom_if_open(&self) -> Option<&Newsroom> {
        self.app.newsroom()
    }

    pub fn send(&mut self, message: Message) {
        let task = self.app.update(message);
        self.start(task);
        if let Some(widgets) = &mut self.widgets {
            for message in widgets.look(&self.app) {
                self.send(message);
            }
        }
    }

    /// Keeps the widgets' state from now on, so that the test can type.
    pub fn keep_widgets(&mut self) {
        self.widgets = Some(Widgets::new(&self.app));
    }

    fn widgets(&mut self) -> (&mut Widgets, &App) {
        (self.widgets.as_mut().expect("the widgets are kept"), &self.app)
    }

    /// Focuses the control at this index; returns whether there is one.
    pub fn focus(&mut self, place: usize) -> bool {
        let (widgets, app) = self.widgets();
        widgets.focus(app, place)
    }

    /// Whether the window would redraw itself without any event.
    pub fn is_restless(&mut self) -> bool {
        let (widgets, app) = self.widgets();
        widgets.wish(app) != iced::window::RedrawRequest::Wait
    }

    pub fn resize(&mut self, size: Size) {
        let (widgets, _) = self.widgets();
        widgets.resize(size);
        let _ = self.deliver(&[]);
    }

    /// Presses a letter key. Returns the widgets' messages: none when no widget has the focus.
    pub fn type_letter(&mut self, letter: char) -> Vec<Message> {
        let events: Vec<iced::Event> = match letter {
            '\n' => simulator::tap_key(Named::Enter, Some("\r".into())).collect(),
            letter => simulator::typewrite(letter.encode_utf8(&mut [0; 4])).collect(),
        };
        self.deliver(&events)
    }

    /// Passes events to the widgets first, then to the window.
    fn deliver(&mut self, events: &[iced::Event]) -> Vec<Message> {
        let (widgets, app) = self.widgets();
        for message in widgets.look(app) {
            self.send(message);
        }
        let (widgets, app) = self.widgets();
        let (messages, statuses) = widgets.hear(app, events);
        for message in messages.clone() {
            self.send(message);
        }
        for (event, status) in events.iter().zip(statuses) {
            if let iced::Event::Keyboard(event @ Event::KeyPressed { .. }) = event {
                self.send(Message::Key(event.clone(), status));
            }
        }
        messages
    }

    /// Sends a message and waits until the work it starts has ended.
    pub fn send_and_finish(&mut self, message: Message) {
        let work = self.app.update(message);
        if let Some(mut stream) = task::into_stream(work) {
            while block_on(stream.next()).is_some() {}
        }
    }

    pub fn is_saved(&self) -> bool {
        self.app.is_saved()
    }

    /// A message of the live desk at a time of its clock.
    pub fn live(&mut self, message: live::Message, now: chrono::NaiveDateTime) {
        let task = self.app.update_live_at(message, now);
        self.start(task);
    }

    pub fn effect(&mut self, effect: Effect) {
        self.send(Message::Effect(effect));
    }

    /// Clicks the widget with exactly this text.
    pub fn click(&mut self, words: &str) {
        let messages: Vec<Message> = {
            let mut screen = self.simulator();
            let _ = screen.click(words).unwrap_or_else(|error| panic!("no \"{words}\" to click: {error}"));
            screen.into_messages().collect()
        };
        assert!(!messages.is_empty(), "\"{words}\" does nothing");
        for message in messages {
            self.send(message);
        }
    }

    /// Clicks at a position in logical pixels from the top left corner.
    pub fn click_at(&mut self, place: Point) {
        let messages: Vec<Message> = {
            let mut screen = self.simulator();
            screen.point_at(place);
            let _ = screen.simulate(simulator::click());
            screen.into_messages().collect()
        };
        for message in messages {
            self.send(message);
        }
    }

    /// Presses a key: handled by the widgets first, then by the window.
    pub fn press(&mut self, key: Named) {
        let event = simulator::press_key(key, None);
        let (status, messages) = {
            let mut screen = self.simulator();
            let statuses = screen.simulate([event.clone()]);
            (statuses.into_iter().next().unwrap_or(Status::Ignored), screen.into_messages())
        };
        let messages: Vec<Message> = messages.collect();
        for message in messages {
            self.send(message);
        }
        if let iced::Event::Keyboard(event) = event {
            self.send(Message::Key(event, status));
        }
    }

    /// Like [`Self::press`], with the widgets' state kept: the focused field hears it.
    pub fn press_kept(&mut self, key: Named) {
        let _ = self.deliver(&[simulator::press_key(key, None)]);
    }

    /// The same with modifier keys held down.
    pub fn press_kept_with(&mut self, key: Named, held: Modifiers) {
        let mut event = simulator::press_key(key, None);
        if let iced::Event::Keyboard(Event::KeyPressed { modifiers, .. }) = &mut event {
            *modifiers = held;
        }
        let _ = self.deliver(&[event]);
    }

    /// Which of these steps on one unchanged screen send a message, in order: shows how stateful widgets
    /// (focus, open menus) behave before the window reacts.
    pub fn try_out(&self, steps: impl FnOnce(&mut Simulator<'_, Message>)) -> Vec<Message> {
        let mut screen = self.simulator();
        steps(&mut screen);
        screen.into_messages().collect()
    }

    /// A letter or digit with the Control key that no widget handled.
    pub fn press_with_control(&mut self, letter: &str) {
        let event = simulator::press_key(iced::keyboard::Key::Character(letter.into()), None);
        if let iced::Event::Keyboard(Event::KeyPressed {
            key,
            modified_key,
            physical_key,
            location,
            text,
            repeat,
            ..
        }) = event
        {
            let modifiers = Modifiers::COMMAND;
            let event =
                Event::KeyPressed { key, modified_key, physical_key, location, modifiers, text, repeat };
            self.send(Message::Key(event, Status::Ignored));
        }
    }

    /// Moves through all controls by Tab on one unchanged screen and presses this key at each; returns their
    /// messages.
    pub fn traverse_focus(&self, key: Named) -> Vec<Message> {
        drop(self.simulator());
        let mut renderer =
            block_on(<iced::Renderer as Headless>::new(font::REGULAR, 14.into(), None)).expect("a renderer");
        let size = Size::new(1440.0, 900.0);
        let mut screen =
            UserInterface::build(self.app.view(), size, user_interface::Cache::default(), &mut renderer);
        let mut count = focusable::count();
        screen.operate(&renderer, &mut operation::black_box(&mut count));
        let Outcome::Some(count) = count.finish() else { panic!("no controls") };
        let mut messages = Vec::new();
        for _ in 0..count.total {
            let mut step: Option<Box<dyn Operation>> = Some(Box::new(focusable::focus_next()));
            while let Some(mut now) = step.take() {
                screen.operate(&renderer, now.as_mut());
                if let Outcome::Chain(next) = now.finish() {
                    step = Some(next);
                }
            }
            let event = simulator::press_key(key, None);
            let _ = screen.update(
                &[event],
                mouse::Cursor::Unavailable,
                &mut renderer,
                &mut clipboard::Null,
                &mut messages,
            );
        }
        messages
    }

    /// Lays out the screen and draws it, without producing pixels.
    pub fn draw(&self) {
        drop(self.simulator());
        let mut renderer =
            block_on(<iced::Renderer as Headless>::new(font::REGULAR, 14.into(), None)).expect("a renderer");
        let size = Size::new(1440.0, 900.0);
        let mut screen =
            UserInterface::build(self.app.view(), size, user_interface::Cache::default(), &mut renderer);
        let redraw = iced::Event::Window(iced::window::Event::RedrawRequested(Instant::now()));
        let (cursor, mut messages) = (mouse::Cursor::Unavailable, Vec::new());
        let _ = screen.update(&[redraw], cursor, &mut renderer, &mut clipboard::Null, &mut messages);
        let style = iced::advanced::renderer::Style { text_color: iced::Color::BLACK };
        screen.draw(&mut renderer, &self.app.theme(), &style, cursor);
    }

    /// The window's pixels at this size, each of four bytes: red, green, blue, opacity.
    pub fn picture(&mut self, size: Size) -> Vec<u8> {
        // It loads the fonts.
        drop(self.simulator());
        self.keep_widgets();
        self.resize(size);
        self.settle();
        let (widgets, app) = self.widgets();
        let pixels = widgets.picture(app);
        self.widgets = None;
        pixels
    }

    /// Whether exactly this text is on the screen.
    pub fn shows(&self, words: &str) -> bool {
        self.simulator().find(words).is_ok()
    }

    /// Processes background work until the condition holds.
    pub fn wait_until(&mut self, what: &str, holds: impl Fn(&App) -> bool) {
        let start = Instant::now();
        while !holds(&self.app) {
            assert!(start.elapsed() < PATIENCE, "waited in vain: {what}");
            let _ = self.receive();
        }
    }

    /// Like [`Self::wait_until`], for a file that another program has just changed: rescans until it counts
    /// as complete.
    pub fn wait_until_complete(&mut self, what: &str, holds: impl Fn(&Self) -> bool) {
        self.insist(what, holds, &[&Message::SettleTick]);
    }

    /// Like [`Self::wait_until`], sending a message again whenever no work arrives.
    pub fn insist(&mut self, what: &str, holds: impl Fn(&Self) -> bool, said: &[&Message]) {
        let start = Instant::now();
        while !holds(self) {
            assert!(start.elapsed() < PATIENCE, "waited in vain: {what}");
            match self.inbox.recv_timeout(Duration::from_millis(100)) {
                Ok(arrival) => self.take_in(arrival),
                Err(_) => said.iter().for_each(|message| self.send((*message).clone())),
            }
        }
    }

    /// Processes background work until exactly this text is on the screen.
    pub fn wait_until_shown(&mut self, words: &str) {
        self.wait_for(words, true);
    }

    /// Processes background work until exactly this text is gone from the screen.
    pub fn wait_until_gone(&mut self, words: &str) {
        self.wait_for(words, false);
    }

    fn wait_for(&mut self, words: &str, is_shown: bool) {
        let start = Instant::now();
        while self.shows(words) != is_shown {
            assert!(start.elapsed() < PATIENCE, "waited in vain for \"{words}\" (shown: {is_shown})");
            let _ = self.receive();
        }
    }

    /// Processes the results of background work so far.
    pub fn catch_up(&mut self) {
        while let Ok(arrival) = self.inbox.try_recv() {
            self.take_in(arrival);
        }
    }

    /// Processes the results of background work until none comes for a moment.
    pub fn settle(&mut self) {
        while self.receive() {}
    }

    /// Processes the next result of background work, waiting briefly; returns whether there was one.
    fn receive(&mut self) -> bool {
        let arrival = self.inbox.recv_timeout(Duration::from_millis(50));
        arrival.map(|arrival| self.take_in(arrival)).is_ok()
    }

    fn take_in(&mut self, arrival: Arrival) {
        match arrival {
            Arrival::Message(message) => self.send(message),
            Arrival::Operation(operation) => {
                if let Some(widgets) = &mut self.widgets {
                    widgets.operate(&self.app, operation);
                }
            }
        }
    }

    /// Lets the pause before saving pass and the writes finish.
    pub fn save(&mut self) {
        let start = Instant::now();
        self.send(Message::SaveTick);
        while !self.app.is_saved() {
            assert!(start.elapsed() < PATIENCE, "waited in vain: everything is saved");
            if !self.receive() {
                // The window's timer runs while something is waiting.
                self.send(Message::SaveTick);
            }
        }
    }

    fn simulator(&self) -> Simulator<'_, Message, iced::Theme, iced::Renderer> {
        let settings = iced::Settings {
            fonts: font::embedded().map(Into::into).collect(),
            default_font: font::REGULAR,
            default_text_size: 14.into(),
            ..iced::Settings::default()
        };
        Simulator::with_size(settings, Size::new(1440.0, 900.0), self.app.view())
    }

    /// Runs a task's work on its own thread; its results arrive in the inbox. Widget operations are carried
    /// out at once.
    fn start(&mut self, work: iced::Task<Message>) {
        let Some(mut stream) = task::into_stream(work) else { return };
        let outbox = self.outbox.clone();
        let mut ready = || Executor::enter(&*EXECUTOR, || stream.next().now_or_never());
        while let Some(ready) = ready() {
            let Some(action) = ready else { return };
            match arrival(action) {
                Some(Arrival::Operation(operation)) => self.take_in(Arrival::Operation(operation)),
                Some(arrival) => outbox.send(arrival).expect("the window is there"),
                None => {}
            }
        }
        let _ = std::thread::spawn(move || {
            while let Some(action) = block_on(stream.next()) {
                if let Some(arrival) = arrival(action)
                    && outbox.send(arrival).is_err()
                {
                    return;
                }
            }
        });
    }
}

/// Waits for what a task delivers next.
fn block_on<T>(work: impl Future<Output = T>) -> T {
    Executor::block_on(&*EXECUTOR, work)
}

fn arrival(action: Action<Message>) -> Option<Arrival> {
    match action {
        Action::Output(message) => Some(Arrival::Message(message)),
        Action::Widget(operation) => Some(Arrival::Operation(operation)),
        _ => None,
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder can be made");
    for entry in std::fs::read_dir(from).expect("the sample is there") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.file_type().expect("a type").is_dir() {
            copy(&entry.path(), &target);
        } else {
            let _ = std::fs::copy(entry.path(), target).expect("a file can be copied");
        }
    }
}
