//! A share that hangs and then fails: the window's thread never waits for a file, and no text is lost.

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::ThreadId;

use iced::window;
use toasoan::app::{App, Message};
use toasoan::newsroom::Command;
use toasoan::piece::{Format, Header, Piece, PieceId};
use toasoan::plan::Settings;
use toasoan::store::Workspace;
use toasoan::store::files::{Files, Kind, Meta, NewFile};
use toasoan::ui::screen::leave::Message as Leave;
use toasoan::ui::screen::settings;
use toasoan::ui::{Effect, Route, Selection};

use super::window::Window;
use crate::storage::memory::{Memory, ROOT};
use crate::storage::small_plan;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Share {
    There,
    /// Calls block.
    Hanging,
    /// Calls fail, including those that were blocked.
    Gone,
}

#[derive(Debug)]
struct State {
    share: Share,
    /// The threads that made calls.
    callers: HashSet<ThreadId>,
    /// Number of blocked calls.
    waiting: usize,
}

/// An in-memory disk behind a network.
#[derive(Debug, Clone)]
struct Network {
    disk: Memory,
    state: Arc<(Mutex<State>, Condvar)>,
}

impl Network {
    fn new(disk: Memory) -> Self {
        let state = State { share: Share::There, callers: HashSet::new(), waiting: 0 };
        Self { disk, state: Arc::new((Mutex::new(state), Condvar::new())) }
    }

    fn set(&self, share: Share) {
        self.state.0.lock().expect("the state").share = share;
        self.state.1.notify_all();
    }

    fn waiting(&self) -> usize {
        self.state.0.lock().expect("the state").waiting
    }

    fn callers(&self) -> HashSet<ThreadId> {
        self.state.0.lock().expect("the state").callers.clone()
    }

    fn call(&self) -> io::Result<&Memory> {
        let mut state = self.state.0.lock().expect("the state");
        let _ = state.callers.insert(std::thread::current().id());
        state.waiting += 1;
        let mut state =
            self.state.1.wait_while(state, |state| state.share == Share::Hanging).expect("the state");
        state.waiting -= 1;
        match state.share {
            Share::There => Ok(&self.disk),
            _ => Err(io::ErrorKind::HostUnreachable.into()),
        }
    }
}

impl Files for Network {
    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        self.call()?.canonical(path)
    }

    fn metadata(&self, path: &Path) -> io::Result<Meta> {
        self.call()?.metadata(path)
    }

    fn read(&self, path: &Path, largest: u64) -> io::Result<(Vec<u8>, Meta)> {
        self.call()?.read(path, largest)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<(OsString, Kind)>> {
        self.call()?.list(folder)
    }

    fn create(&self, path: &Path) -> io::Result<Box<dyn NewFile>> {
        self.call()?.create(path)
    }

    fn copy_permissions(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call()?.copy_permissions(from, to)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call()?.rename(from, to)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call()?.rename_new(from, to)
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.call()?.create_folder(path)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.call()?.remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.call()?.remove_folder(path)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.call()?.sync_folder(folder)
    }

    fn is_held(&self, path: &Path) -> bool {
        self.call().is_ok_and(|disk| disk.is_held(path))
    }

    fn lock_file(&self, path: &Path) -> Option<File> {
        self.call().ok()?.lock_file(path)
    }
}

/// A window with one piece on a network share.
fn window() -> (Window, Network, PieceId) {
    let disk = Memory::new();
    let workspace =
        Workspace::create_on(disk.files(), ROOT, &small_plan(), &Settings::default()).expect("a workspace");
    let id = PieceId("01HQ0000000000000000000001".into());
    let header = Header::new(id.clone(), "Một cửa", "dien-dan-bao");
    let _ = workspace.save(Piece::new(header, Format::Article, "Một.\n"), None).expect("a save");
    let network = Network::new(disk);
    let data = Path::new(ROOT).join(".dữ liệu");
    let window = Window::on_files(Arc::new(network.clone()), Path::new(ROOT), &data);
    (window, network, id)
}

fn write(window: &mut Window, id: &PieceId, body: &str) {
    let command = Command::SetBody { id: id.clone(), body: body.into(), is_typing: true };
    window.effect(Effect::Apply(command));
}

fn office(window: &mut Window, name: &str) {
    let message = settings::Message::OfficeChanged(settings::OfficeField::Name, name.into());
    window.send(Message::Settings(message));
}

fn close(window: &mut Window) {
    window.send(Message::Window(window::Id::unique(), window::Event::CloseRequested));
}

/// The texts of files whose path contains this.
fn on_disk(network: &Network, path: &str) -> Vec<String> {
    let content = network.disk.content().into_iter();
    let found = content.filter(|(file, _)| file.to_string_lossy().replace('\\', "/").contains(path));
    found.map(|(_, bytes)| String::from_utf8(bytes).expect("text")).collect()
}

fn is_body_saved(network: &Network, words: &str) -> bool {
    on_disk(network, "/pieces/").iter().any(|text| text.contains(words))
}

#[test]
fn the_window_never_waits_for_a_share_and_saves_when_it_is_back() {
    let (mut window, network, id) = window();
    window.effect(Effect::Open(Route::Piece(id.clone())));
    window.save();

    network.set(Share::Hanging);
    write(&mut window, &id, "Hai.\n");
    office(&mut window, "Đài Cần Thơ");
    for message in [
        Message::SaveTick,
        Message::JournalTick,
        Message::LeaseTick,
        Message::FilesChanged,
        Message::Minute,
        Message::Window(window::Id::unique(), window::Event::Focused),
        Message::Effect(Effect::History(id.clone().into())),
        Message::Dismiss,
        Message::Effect(Effect::Trash),
        Message::Dismiss,
        Message::Effect(Effect::Open(Route::Calendar(Some(Selection::Piece(id.clone()))))),
        Message::Effect(Effect::Undo),
        Message::Effect(Effect::Redo),
        Message::Effect(Effect::Open(Route::Piece(id.clone()))),
    ] {
        window.send(message);
    }
    close(&mut window);
    window.send(Message::LeaveWaits);
    assert!(window.shows("Đang lưu; ổ đĩa trả lời chậm…"));
    window.click("Ở lại");
    write(&mut window, &id, "Hai, ba.\n");
    window.wait_until("calls hang", |_| network.waiting() > 0);
    assert!(!window.is_saved());

    network.set(Share::Gone);
    window.wait_until_shown("Chưa lưu được");
    window.send(Message::FilesChanged);
    window.catch_up();
    assert_eq!(window.newsroom().piece(&id).expect("the piece stays").body, "Hai, ba.\n");
    assert!(is_body_saved(&network, "Một.") && !is_body_saved(&network, "Hai"), "the original is whole");

    network.set(Share::There);
    // Sent by the window's timer every few seconds while something is unsaved.
    window.send(Message::RetrySave);
    window.wait_until("all is saved by itself", App::is_saved);
    assert!(is_body_saved(&network, "Hai, ba."));
    assert!(on_disk(&network, "settings.ron").iter().any(|text| text.contains("Đài Cần Thơ")));
    let pieces = on_disk(&network, "/pieces/");
    assert_eq!(pieces.len(), 1, "no second file for the same piece");

    close(&mut window);
    window.wait_until("who is at the piece is taken back", |_| on_disk(&network, "/leases/").is_empty());
    assert!(!network.callers().contains(&std::thread::current().id()), "the window's thread touched a file");
}

#[test]
fn one_can_always_leave_and_no_word_is_lost() {
    for is_journal in [true, false] {
        let (mut window, network, id) = window();
        window.wait_until("the journal has begun", App::has_journal);
        write(&mut window, &id, "Chưa lưu.\n");
        office(&mut window, "Đài chưa lưu");
        network.set(Share::Gone);
        close(&mut window);
        window.wait_until_shown("Còn chữ chưa lưu được");
        assert!(window.shows("“Một cửa”, thiết lập"));
        assert!(window.shows("Đóng, giữ trong nhật ký khôi phục"));
        window.click("Thử lại");
        window.wait_until_shown("Chưa lưu được");
        // The settings' failure may be told before that of the piece.
        window.settle();
        // The journal and the copies are written to the machine's own disk, which is still available.
        network.set(Share::There);
        let place = if is_journal {
            window.click("Đóng, giữ trong nhật ký khôi phục");
            "journal"
        } else {
            window.click("Lưu bản sao ra nơi khác…");
            window.send(Message::Leave(Leave::FolderChanged(format!("{ROOT}/bản sao"))));
            window.click("Lưu bản sao rồi đóng");
            "bản sao"
        };
        window.wait_until("the words are set down", |_| {
            let set_down = on_disk(&network, place);
            ["Chưa lưu.", "Đài chưa lưu"].iter().all(|words| set_down.iter().any(|text| text.contains(words)))
        });
        window.wait_until("the window goes", App::is_saved);
        assert!(!is_body_saved(&network, "Chưa lưu."), "the file is as it was");
        let settings = Path::new(ROOT).join("settings.ron");
        let settings = network.disk.content().remove(&settings).expect("the settings");
        assert!(!String::from_utf8_lossy(&settings).contains("Đài chưa lưu"), "the file is as it was");
    }
}
