//! A signal that someone else may have changed the workspace; [`super::Workspace::rescan`] finds what.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _, recommended_watcher};

use super::{FOLDER, PIECES, write};

/// Changes come in bursts: the signal waits until there is none for this long,
const QUIET: Duration = Duration::from_millis(150);
/// but no longer than this.
const LONGEST: Duration = Duration::from_millis(600);
/// How often a network folder is looked at: it tells nobody of others' changes.
const POLL: Duration = Duration::from_secs(3);

/// Watches while it lives.
#[derive(Debug)]
pub struct Watch {
    _watcher: Watcher,
}

#[derive(Debug)]
enum Watcher {
    System(#[expect(dead_code, reason = "watches until it is dropped")] RecommendedWatcher),
    /// Ends with its sender.
    Polling(#[expect(dead_code, reason = "the thread listens for its end")] Sender<()>),
}

impl Watch {
    /// Calls `signal` on a thread of its own some time after a file of the workspace at `root` may have changed, once
    /// for a burst of changes. Where the system does not tell, as on a network folder, it signals every few seconds.
    pub fn new(root: &Path, signal: impl Fn() + Send + 'static) -> Self {
        if is_remote(root) {
            return Self::polling(POLL, signal);
        }
        let (sender, receiver) = channel();
        let folder = root.to_path_buf();
        let handler = move |event: notify::Result<Event>| {
            // An event that could not be told may have been any.
            if event.map_or(true, |event| is_of_interest(&folder, &event)) {
                let _ = sender.send(());
            }
        };
        let started = recommended_watcher(handler).and_then(|mut watcher| {
            watch(&mut watcher, root)?;
            Ok(watcher)
        });
        match started {
            Ok(watcher) => {
                let _ = std::thread::spawn(move || pass_on(&receiver, signal));
                Self { _watcher: Watcher::System(watcher) }
            }
            Err(error) => {
                tracing::warn!(%error, "the system cannot watch this folder: it is polled");
                Self::polling(POLL, signal)
            }
        }
    }

    /// Signals every `period`: [`super::Workspace::rescan`] finds whether anything changed, to the nanosecond and the
    /// byte, which a watcher that polls times alone would not.
    pub fn polling(period: Duration, signal: impl Fn() + Send + 'static) -> Self {
        let (sender, receiver) = channel::<()>();
        let _ = std::thread::spawn(move || {
            while receiver.recv_timeout(period) == Err(RecvTimeoutError::Timeout) {
                signal();
            }
        });
        Self { _watcher: Watcher::Polling(sender) }
    }
}

fn pass_on(receiver: &Receiver<()>, signal: impl Fn()) {
    while receiver.recv().is_ok() {
        let first = Instant::now();
        while first.elapsed() < LONGEST {
            match receiver.recv_timeout(QUIET) {
                Ok(()) => {}
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        signal();
    }
}

/// The folder's own files and all of the pieces', but not the program's folder with its many revisions.
fn watch(watcher: &mut RecommendedWatcher, root: &Path) -> notify::Result<()> {
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    for folder in PIECES.map(|folder| root.join(folder)).into_iter().filter(|folder| folder.is_dir()) {
        watcher.watch(&folder, RecursiveMode::Recursive)?;
    }
    Ok(())
}

fn is_of_interest(root: &Path, event: &Event) -> bool {
    let is_ours = |path: &PathBuf| {
        path.starts_with(root.join(FOLDER))
            || path.file_name().is_some_and(|name| write::is_temp(&name.to_string_lossy()))
    };
    !matches!(event.kind, EventKind::Access(_))
        && (event.paths.is_empty() || !event.paths.iter().all(is_ours))
}

/// Whether the folder lies on another machine, as far as the system tells.
fn is_remote(root: &Path) -> bool {
    const KINDS: [&str; 10] =
        ["nfs", "cifs", "smb", "9p", "vboxsf", "fuse.sshfs", "fuse.rclone", "fuse.gvfsd", "davfs", "drvfs"];
    let path = root.to_string_lossy();
    // `\\server\share`, and as Windows writes it out in full.
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
