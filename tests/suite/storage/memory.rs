//! An in-memory disk that forgets what was not synced when power is cut, and fails on request.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ffi::OsString;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, SystemTime};

use toasoan::store::files::{Files, Kind, Meta, NewFile};

use super::Rng;

/// The workspace's folder; on Windows a path without a drive is not absolute.
pub const ROOT: &str = if cfg!(windows) { r"C:\kho" } else { "/kho" };

#[derive(Debug, Clone, Copy)]
pub enum Trouble {
    Input,
    Full,
    Denied,
    /// The share is away: nothing is found.
    Gone,
}

impl Trouble {
    fn error(self) -> io::Error {
        match self {
            Self::Input => io::Error::other("Input/output error"),
            Self::Full => ErrorKind::StorageFull.into(),
            Self::Denied => ErrorKind::PermissionDenied.into(),
            Self::Gone => ErrorKind::NotFound.into(),
        }
    }
}

/// Which calls fail, counted from when this is set.
#[derive(Debug, Clone, Copy)]
pub struct Fault {
    /// From 0.
    pub call: usize,
    pub is_for_good: bool,
    pub trouble: Trouble,
}

#[derive(Debug, Clone, Default)]
struct Node {
    is_folder: bool,
    live: Vec<u8>,
    synced: Vec<u8>,
    modified: u64,
}

#[derive(Debug, Clone)]
enum Change {
    Add(PathBuf, u64),
    Remove(PathBuf),
    Rename(PathBuf, PathBuf, u64),
}

#[derive(Debug, Default)]
struct State {
    nodes: HashMap<u64, Node>,
    live: BTreeMap<PathBuf, u64>,
    /// What is certainly on the platter.
    synced: BTreeMap<PathBuf, u64>,
    /// Unsynced changes of entries, with their folder, in order.
    pending: Vec<(PathBuf, Change)>,
    /// Files being written: their writers hold them.
    open: HashSet<u64>,
    clock: u64,
    fault: Option<Fault>,
    calls: usize,
}

/// Clones share the disk.
#[derive(Debug, Clone, Default)]
pub struct Memory(Arc<Mutex<State>>);

#[derive(Debug)]
struct Open {
    disk: Memory,
    node: u64,
}

impl Memory {
    /// A disk with an empty folder at [`ROOT`].
    pub fn new() -> Self {
        let disk = Self::default();
        {
            let mut state = disk.state();
            let _ = state.nodes.insert(0, Node { is_folder: true, ..Node::default() });
            let _ = state.live.insert(ROOT.into(), 0);
            let _ = state.synced.insert(ROOT.into(), 0);
        }
        disk
    }

    pub fn files(&self) -> Arc<dyn Files> {
        Arc::new(self.clone())
    }

    /// Sets which calls fail from now on; none repairs the disk. Returns the number of calls since the last
    /// time.
    pub fn fail(&self, fault: Option<Fault>) -> usize {
        let mut state = self.state();
        state.fault = fault;
        std::mem::take(&mut state.calls)
    }

    /// All files with their content.
    pub fn content(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let state = self.state();
        let file = |(path, node): (&PathBuf, &u64)| {
            let node = &state.nodes[node];
            (!node.is_folder).then(|| (path.clone(), node.live.clone()))
        };
        state.live.iter().filter_map(file).collect()
    }

    /// Changes a file as another program or a failing disk would.
    pub fn overwrite(&self, path: &Path, bytes: &[u8]) {
        let mut state = self.state();
        state.clock += 1;
        let (clock, node) = (state.clock, state.live[path]);
        let node = state.nodes.get_mut(&node).expect("a node");
        (node.live, node.synced, node.modified) = (bytes.to_vec(), bytes.to_vec(), clock);
    }

    /// Cuts the power: each unsynced entry and content survives, is lost, or is torn.
    pub fn crash(&self, rng: &mut Rng) {
        let mut state = self.state();
        let mut pending = std::mem::take(&mut state.pending);
        while !pending.is_empty() {
            let at = rng.below(pending.len());
            let (_, change) = pending.remove(at);
            if rng.below(2) == 0 {
                state.apply(change);
            }
        }
        let synced = std::mem::take(&mut state.synced);
        let has_folders = |path: &Path| {
            path.ancestors()
                .skip(1)
                .take_while(|path| path.starts_with(ROOT))
                .all(|path| synced.contains_key(path))
        };
        state.live = synced
            .iter()
            .filter(|(path, _)| has_folders(path))
            .map(|(path, node)| (path.clone(), *node))
            .collect();
        state.synced = state.live.clone();
        // In a fixed order, so that a seed always gives the same crash.
        for node in state.live.clone().into_values() {
            let node = state.nodes.get_mut(&node).expect("a node");
            if node.live != node.synced {
                let cut = rng.below(node.live.len() + 1);
                match rng.below(4) {
                    0 => node.live.clone_from(&node.synced),
                    1 => node.live.truncate(cut),
                    2 => node.live.fill(0),
                    _ => node.live[cut..].fill(0),
                }
            }
            node.synced.clone_from(&node.live);
        }
        state.fault = None;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().expect("the disk")
    }

    /// Counts one call; fails if it is the chosen one.
    fn call(&self) -> io::Result<MutexGuard<'_, State>> {
        let mut state = self.state();
        let call = state.calls;
        state.calls += 1;
        match state.fault {
            Some(fault) if call == fault.call || (fault.is_for_good && call > fault.call) => {
                Err(fault.trouble.error())
            }
            _ => Ok(state),
        }
    }
}

impl State {
    fn apply(&mut self, change: Change) {
        match change {
            Change::Add(path, node) => drop(self.synced.insert(path, node)),
            Change::Remove(path) => drop(self.synced.remove(&path)),
            Change::Rename(from, to, node) => {
                let _ = self.synced.remove(&from);
                let _ = self.synced.insert(to, node);
            }
        }
    }

    fn find(&self, path: &Path) -> io::Result<&Node> {
        self.live.get(path).map(|node| &self.nodes[node]).ok_or_else(|| ErrorKind::NotFound.into())
    }

    fn add(&mut self, path: &Path, is_folder: bool) -> io::Result<u64> {
        if self.live.contains_key(path) {
            return Err(ErrorKind::AlreadyExists.into());
        }
        let folder = path.parent().expect("a folder").to_path_buf();
        if !self.find(&folder)?.is_folder {
            return Err(ErrorKind::NotADirectory.into());
        }
        self.clock += 1;
        let number = self.nodes.len() as u64;
        let _ = self.nodes.insert(number, Node { is_folder, modified: self.clock, ..Node::default() });
        let _ = self.live.insert(path.into(), number);
        self.pending.push((folder, Change::Add(path.into(), number)));
        Ok(number)
    }

    fn remove(&mut self, path: &Path, is_folder: bool) -> io::Result<()> {
        if self.find(path)?.is_folder != is_folder {
            return Err(ErrorKind::IsADirectory.into());
        }
        if is_folder && self.live.keys().any(|other| other.parent() == Some(path)) {
            return Err(ErrorKind::DirectoryNotEmpty.into());
        }
        let _ = self.live.remove(path);
        self.pending.push((path.parent().expect("a folder").into(), Change::Remove(path.into())));
        Ok(())
    }

    fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        let _ = self.find(from)?;
        let (old, new) = (from.parent().expect("a folder"), to.parent().expect("a folder"));
        let _ = self.find(new)?;
        let node = self.live.remove(from).expect("a node");
        let _ = self.live.insert(to.into(), node);
        if old == new {
            self.pending.push((old.into(), Change::Rename(from.into(), to.into(), node)));
        } else {
            // Two folders: the worst file systems write them separately.
            self.pending.push((new.into(), Change::Add(to.into(), node)));
            self.pending.push((old.into(), Change::Remove(from.into())));
        }
        Ok(())
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        if let Ok(mut state) = self.disk.0.lock() {
            let _ = state.open.remove(&self.node);
        }
    }
}

impl NewFile for Open {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let written = self.disk.call().map(drop);
        let mut state = self.disk.state();
        state.clock += 1;
        let clock = state.clock;
        let node = state.nodes.get_mut(&self.node).expect("a node");
        // A failing write has written a part.
        let part = if written.is_ok() { bytes } else { &bytes[..bytes.len() / 2] };
        node.live.extend_from_slice(part);
        node.modified = clock;
        written
    }

    fn sync(&mut self) -> io::Result<()> {
        let mut state = self.disk.call()?;
        let node = state.nodes.get_mut(&self.node).expect("a node");
        node.synced.clone_from(&node.live);
        Ok(())
    }
}

impl Files for Memory {
    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        self.call()?.find(path).map(|_| path.to_path_buf())
    }

    fn metadata(&self, path: &Path) -> io::Result<Meta> {
        let state = self.call()?;
        let node = state.find(path)?;
        Ok(Meta {
            kind: if node.is_folder { Kind::Folder } else { Kind::File },
            size: node.live.len() as u64,
            modified: Some(SystemTime::UNIX_EPOCH + Duration::from_secs(node.modified)),
            id: state.live.get(path).copied(),
            is_readonly: false,
        })
    }

    fn read(&self, path: &Path, largest: u64) -> io::Result<(Vec<u8>, Meta)> {
        let meta = self.metadata(path)?;
        let state = self.call()?;
        let node = state.find(path)?;
        match meta.kind {
            Kind::File if meta.size <= largest => Ok((node.live.clone(), meta)),
            Kind::File => Err(ErrorKind::FileTooLarge.into()),
            _ => Err(ErrorKind::IsADirectory.into()),
        }
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<(OsString, Kind)>> {
        let state = self.call()?;
        let _ = state.find(folder)?;
        let children =
            state.live.range(folder.to_path_buf()..).take_while(|(path, _)| path.starts_with(folder));
        Ok(children
            .filter(|(path, _)| path.parent() == Some(folder))
            .map(|(path, node)| {
                let kind = if state.nodes[node].is_folder { Kind::Folder } else { Kind::File };
                (path.file_name().expect("a name").to_owned(), kind)
            })
            .collect())
    }

    fn create(&self, path: &Path) -> io::Result<Box<dyn NewFile>> {
        let mut state = self.call()?;
        let node = state.add(path, false)?;
        let _ = state.open.insert(node);
        Ok(Box::new(Open { disk: self.clone(), node }))
    }

    fn copy_permissions(&self, _from: &Path, _to: &Path) -> io::Result<()> {
        self.call().map(drop)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call()?.rename(from, to)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut state = self.call()?;
        if state.live.contains_key(to) {
            return Err(ErrorKind::AlreadyExists.into());
        }
        state.rename(from, to)
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.call()?.add(path, true).map(drop)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.call()?.remove(path, false)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.call()?.remove(path, true)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        let mut state = self.call()?;
        let (done, pending) =
            std::mem::take(&mut state.pending).into_iter().partition(|(at, _)| at == folder);
        state.pending = pending;
        let done: Vec<(PathBuf, Change)> = done;
        for (_, change) in done {
            state.apply(change);
        }
        Ok(())
    }

    fn is_held(&self, path: &Path) -> bool {
        let state = self.state();
        state.live.get(path).is_some_and(|node| state.open.contains(node))
    }

    fn lock_file(&self, _path: &Path) -> Option<std::fs::File> {
        None
    }
}
