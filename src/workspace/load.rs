//! Opening a workspace: everything that can be read is, in parallel; the rest is listed.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::disk::Disk;
use super::files::{Files, Kind};
use super::{Error, PLAN, Problem, SETTINGS, Stamp, Stored, Workspace, read, walk};
use crate::plan::{Plan, Settings};

/// A workspace as it was found.
#[derive(Debug, Clone)]
pub struct Opened {
    pub workspace: Workspace,
    pub plan: Plan,
    pub settings: Settings,
    /// None when there is no `settings.ron`, or none that reads.
    pub settings_stamp: Option<Stamp>,
    pub plan_stamp: Stamp,
    /// In order of path.
    pub pieces: Vec<Stored>,
    /// In order of path.
    pub problems: Vec<Problem>,
}

impl Opened {
    pub fn has_broken(&self) -> bool {
        self.problems.iter().any(Problem::is_broken)
    }
}

impl Workspace {
    /// Opens the folder at `root`. Only a missing or broken `plan.ron` fails.
    pub fn open(root: impl AsRef<Path>) -> Result<Opened, Error> {
        Self::open_on(Arc::new(Disk), root)
    }

    /// As [`Workspace::open`], on another file system than the machine's.
    #[doc(hidden)]
    pub fn open_on(files: Arc<dyn Files>, root: impl AsRef<Path>) -> Result<Opened, Error> {
        let given = root.as_ref();
        let root = files.canonical(given).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => Error::Missing(given.to_path_buf()),
            _ => Error::io("mở", given)(error),
        })?;
        if files.metadata(&root).map_err(Error::io("mở", given))?.kind != Kind::Folder {
            return Err(Error::NotAFolder(given.to_path_buf()));
        }
        if files.metadata(&root.join(PLAN)).is_err() {
            return Err(Error::NotAWorkspace(given.to_path_buf()));
        }
        let mut problems = Vec::new();
        let (plan, plan_stamp) = read_plan(&*files, &root, &mut problems)?;
        let workspace = Self::at(files, root, plan.year);
        let (settings, settings_stamp) = workspace.read_settings(&mut problems);
        let pieces = workspace.read_pieces(&mut problems);
        problems.sort_by(|one, other| one.path.cmp(&other.path));
        for problem in &problems {
            tracing::warn!(path = problem.path, line = problem.line, "{}", problem.reason);
        }
        Ok(Opened { workspace, plan, settings, settings_stamp, plan_stamp, pieces, problems })
    }

    fn read_pieces(&self, problems: &mut Vec<Problem>) -> Vec<Stored> {
        let walk::Walked { found, problems: mut strays, .. } = walk::walk(&*self.files, &self.root);
        problems.append(&mut strays);
        let read: Vec<_> =
            found.par_iter().map(|found| read::piece(&*self.files, &self.root, found)).collect();
        let mut pieces = Vec::with_capacity(read.len());
        for result in read {
            match result {
                Ok((stored, mut notices)) => {
                    problems.append(&mut notices);
                    pieces.push(stored);
                }
                Err(problem) => problems.push(problem),
            }
        }
        unique(pieces, problems)
    }
}

/// One file for each id: of several, the shortest name is taken for the original ("… (1).av" is a copy).
fn unique(pieces: Vec<Stored>, problems: &mut Vec<Problem>) -> Vec<Stored> {
    let mut originals: HashMap<String, usize> = HashMap::with_capacity(pieces.len());
    for (index, stored) in pieces.iter().enumerate() {
        let _ = originals
            .entry(key(stored))
            .and_modify(|original| {
                if stored.path.len() < pieces[*original].path.len() {
                    *original = index;
                }
            })
            .or_insert(index);
    }
    if originals.len() == pieces.len() {
        return pieces;
    }
    for (index, stored) in pieces.iter().enumerate() {
        let original = originals[&key(stored)];
        if original != index {
            problems.push(twin(stored, &pieces[original].path));
        }
    }
    let mut index = 0;
    let mut pieces = pieces;
    pieces.retain(|stored| {
        let is_original = originals[&key(stored)] == index;
        index += 1;
        is_original
    });
    pieces
}

/// Ids name folders, which some systems fold.
fn key(stored: &Stored) -> String {
    stored.piece.header.id.as_str().to_ascii_uppercase()
}

/// A file with the id of another.
pub(super) fn twin(stored: &Stored, original: &str) -> Problem {
    let mut problem = Problem::broken(
        &stored.path,
        None,
        format!("trùng mã bài {} với {original}", stored.piece.header.id),
        "so hai tệp rồi xóa bản thừa; nếu là bài khác thì cấp mã mới cho nó",
    );
    problem.twin = Some(original.into());
    problem
}

fn read_plan(files: &dyn Files, root: &Path, problems: &mut Vec<Problem>) -> Result<(Plan, Stamp), Error> {
    let (text, stamp, notice) = read::record(files, root, PLAN).map_err(Error::Broken)?;
    problems.extend(notice);
    let plan = Plan::parse(&text)
        .map_err(|error| Error::Broken(read::remember(files, root, read::explain(PLAN, error))))?;
    if plan.schema > Plan::SCHEMA {
        problems.push(read::newer(PLAN, plan.schema));
    }
    Ok((plan, stamp))
}

impl Workspace {
    pub(super) fn read_settings(&self, problems: &mut Vec<Problem>) -> (Settings, Option<Stamp>) {
        let (files, root) = (&*self.files, &*self.root);
        if files.metadata(&root.join(SETTINGS)).is_err() {
            return (Settings::default(), None);
        }
        let read = read::record(files, root, SETTINGS).and_then(|(text, stamp, notice)| {
            let settings = Settings::parse(&text)
                .map_err(|error| read::remember(files, root, read::explain(SETTINGS, error)))?;
            problems.extend(notice);
            if settings.schema > Settings::SCHEMA {
                problems.push(read::newer(SETTINGS, settings.schema));
            }
            Ok((settings, Some(stamp)))
        });
        read.unwrap_or_else(|problem| {
            problems.push(problem);
            (Settings::default(), None)
        })
    }
}
