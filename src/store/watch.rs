//! Signals that someone else may have changed the workspace; [`super::Workspace::rescan`] finds out what.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant, SystemTime};

use notify::event::ModifyKind;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _, recommended_watcher};

use super::{FOLDER, IMAGES, kinds, write};

/// Changes come in bursts: the signal waits until there is none for this long,
const QUIET: Duration = Duration::from_millis(150);
/// but no longer than this.
const LONGEST: Duration = Duration::from_millis(600);
/// How often to poll a network folder, which does not report others' changes.
const POLL: Duration = Duration::from_secs(3);

/// How often to check that the watched folders are still the same ones.
const REARM: Duration = Duration::from_secs(5);

/// The folders whose files are watched.
fn watched() -> impl Iterator<Item = &'static str> {
    kinds::folders().chain([IMAGES])
}

/// Watches until dropped.
#[derive(Debug)]
pub struct Watch {
    watcher: Watcher,
}

#[derive(Debug)]
enum Watcher {
    System(Sender<Note>),
    /// The thread ends when the sender is dropped.
    Polling(#[expect(dead_code, reason = "the thread listens for its end")] Sender<()>),
}

/// Messages to the watching thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Note {
    Changed,
    /// A watched folder itself was created, moved or deleted, so the system no longer watches it.
    Moved,
    End,
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Watcher::System(thread) = &self.watcher {
            let _ = thread.send(Note::End);
        }
    }
}

impl Watch {
    /// Calls `signal` on its own thread after a file of the workspace at `root` may have changed, once per
    /// burst of changes. Where the system reports no changes, as on a network folder, it signals every few
    /// seconds. Folders that go away are watched again when they are back.
    pub fn new(root: &Path, signal: impl Fn() + Send + 'static) -> Self {
        if is_remote(root) {
            return Self::polling(POLL, signal);
        }
        let (sender, receiver) = channel();
        let thread = sender.clone();
        let folder = root.to_path_buf();
        let handler = move |event: notify::Result<Event>| {
            // After an error any file may have changed.
            let note = event.map_or(Some(Note::Changed), |event| note(&folder, &event));
            if let Some(note) = note {
                let _ = sender.send(note);
            }
        };
        let started = recommended_watcher(handler).and_then(|watcher| Folders::watch(watcher, root));
        match started {
            Ok(folders) => {
                let _ = std::thread::spawn(move || pass_on(&receiver, folders, signal));
                Self { watcher: Watcher::System(thread) }
            }
            Err(error) => {
                tracing::warn!(%error, "the system cannot watch this folder: it is polled");
                Self::polling(POLL, signal)
            }
        }
    }

    /// Signals every `period`. [`super::Workspace::rescan`] detects any change, to the nanosecond and the
    /// byte, which a watcher that polls only times would not.
    pub fn polling(period: Duration, signal: impl Fn() + Send + 'static) -> Self {
        let (sender, receiver) = channel::<()>();
        let _ = std::thread::spawn(move || {
            while receiver.recv_timeout(period) == Err(RecvTimeoutError::Timeout) {
                signal();
            }
        });
        Self { watcher: Watcher::Polling(sender) }
    }
}

fn pass_on(receiver: &Receiver<Note>, mut folders: Folders, signal: impl Fn()) {
    loop {
        let mut is_moved = match receiver.recv_timeout(REARM) {
            Ok(Note::Changed) => false,
            Ok(Note::Moved) => true,
            Ok(Note::End) | Err(RecvTimeoutError::Disconnected) => return,
            Err(RecvTimeoutError::Timeout) => {
                if folders.rewatch(false) {
                    signal();
                }
                continue;
            }
        };
        let first = Instant::now();
        while first.elapsed() < LONGEST {
            match receiver.recv_timeout(QUIET) {
                Ok(Note::Changed) => {}
                Ok(Note::Moved) => is_moved = true,
                Ok(Note::End) | Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) => break,
            }
        }
        let _ = folders.rewatch(is_moved);
        signal();
    }
}

/// The workspace's own files and all folders of pieces and pictures, without the program's folder and its many revisions.
#[derive(Debug)]
struct Folders {
    watcher: RecommendedWatcher,
    all: Vec<Folder>,
}

#[derive(Debug)]
struct Folder {
    path: PathBuf,
    mode: RecursiveMode,
    /// The watched folder's identity; none while it does not exist.
    watched: Option<Identity>,
}

impl Folders {
    /// Fails where the system cannot watch the folder.
    fn watch(watcher: RecommendedWatcher, root: &Path) -> notify::Result<Self> {
        let folder = |path: PathBuf, mode| Folder { path, mode, watched: None };
        let content = watched().map(|path| folder(root.join(path), RecursiveMode::Recursive));
        let own = folder(root.to_path_buf(), RecursiveMode::NonRecursive);
        let mut folders = Self { watcher, all: std::iter::once(own).chain(content).collect() };
        for folder in &mut folders.all {
            if let Some(there) = Identity::of(&folder.path) {
                folders.watcher.watch(&folder.path, folder.mode)?;
                folder.watched = Some(there);
            }
        }
        Ok(folders)
    }

    /// Watches what is not watched yet, or everything anew. Returns whether a folder appeared, disappeared or
    /// was replaced.
    fn rewatch(&mut self, is_anew: bool) -> bool {
        let mut is_changed = false;
        for folder in &mut self.all {
            let there = Identity::of(&folder.path);
            if there == folder.watched && !is_anew {
                continue;
            }
            is_changed = true;
            let _ = self.watcher.unwatch(&folder.path);
            folder.watched = there.filter(|_| match self.watcher.watch(&folder.path, folder.mode) {
                Ok(()) => true,
                Err(error) => {
                    // The next check tries again, and also signals, like a poll.
                    tracing::warn!(%error, folder = %folder.path.display(), "a folder is not watched");
                    false
                }
            });
        }
        is_changed
    }
}

/// Identifies the folder at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Identity {
    created: Option<SystemTime>,
    /// Device and inode, where they exist.
    number: Option<(u64, u64)>,
}

impl Identity {
    fn of(folder: &Path) -> Option<Self> {
        let metadata = std::fs::metadata(folder).ok().filter(std::fs::Metadata::is_dir)?;
        #[cfg(unix)]
        let number = {
            use std::os::unix::fs::MetadataExt;
            Some((metadata.dev(), metadata.ino()))
        };
        #[cfg(not(unix))]
        let number = None;
        Some(Self { created: metadata.created().ok(), number })
    }
}

/// What an event means for the workspace; none when it does not concern pieces or pictures.
fn note(root: &Path, event: &Event) -> Option<Note> {
    let is_watched = |path: &PathBuf| path == root || watched().any(|folder| *path == root.join(folder));
    let is_move = matches!(
        event.kind,
        EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_))
    );
    if is_move && event.paths.iter().any(is_watched) {
        return Some(Note::Moved);
    }
    is_of_interest(root, event).then_some(Note::Changed)
}

fn is_of_interest(root: &Path, event: &Event) -> bool {
    let is_ours = |path: &PathBuf| {
        path.starts_with(root.join(FOLDER))
            || path.file_name().is_some_and(|name| write::is_temp(&name.to_string_lossy()))
    };
    !matches!(event.kind, EventKind::Access(_))
        && (event.paths.is_empty() || !event.paths.iter().all(is_ours))
}

/// Whether the folder is on another machine, as far as the system reports it.
fn is_remote(root: &Path) -> bool {
    const KINDS: [&str; 10] =
        ["nfs", "cifs", "smb", "9p", "vboxsf", "fuse.sshfs", "fuse.rclone", "fuse.gvfsd", "davfs", "drvfs"];
    let path = root.to_string_lossy();
    // `\\server\share`, also in the verbatim form of Windows.
    if path.starts_with(r"\\") {
        return !path.starts_with(r"\\?\") || path.starts_with(r"\\?\UNC\");
    }
    let Ok(mounts) = std::fs::read_to_string("/proc/self/mounts") else { return false };
    let mount = |line: &str| {
        let mut words = line.split(' ').skip(1);
        let place = PathBuf::from(words.next()?.replace("\\040", " "));
        Some((place, words.next()?.to_owned()))
    };
    let nearest = mounts
        .lines()
        .filter_map(mount)
        .filter(|(place, _)| root.starts_with(place))
        .max_by_key(|(place, _)| place.components().count());
    nearest.is_some_and(|(_, kind)| KINDS.iter().any(|known| kind.starts_with(known)))
}
