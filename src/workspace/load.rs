//! Opening a workspace: everything that can be read is, in parallel; the rest is listed.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};

use rayon::prelude::*;

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
        let given = root.as_ref();
        match fs::metadata(given) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(Error::Missing(given.to_path_buf()));
            }
            Err(error) => return Err(Error::io("mở", given)(error)),
            Ok(metadata) if !metadata.is_dir() => return Err(Error::NotAFolder(given.to_path_buf())),
            Ok(_) => {}
        }
        let root = fs::canonicalize(given).map_err(Error::io("mở", given))?;
        if !root.join(PLAN).exists() {
            return Err(Error::NotAWorkspace(given.to_path_buf()));
        }
        let mut problems = Vec::new();
        let (plan, plan_stamp) = read_plan(&root, &mut problems)?;
        let (settings, settings_stamp) = read_settings(&root, &mut problems);
        let workspace = Self { root, year: plan.year, writing: Arc::new(Mutex::new(())) };
        let pieces = workspace.read_pieces(&mut problems);
        problems.sort_by(|one, other| one.path.cmp(&other.path));
        for problem in &problems {
            tracing::warn!(path = problem.path, line = problem.line, "{}", problem.reason);
        }
        Ok(Opened { workspace, plan, settings, settings_stamp, plan_stamp, pieces, problems })
    }

    fn read_pieces(&self, problems: &mut Vec<Problem>) -> Vec<Stored> {
        let (found, mut strays) = walk::walk(&self.root);
        problems.append(&mut strays);
        let read: Vec<_> = found.par_iter().map(|found| read::piece(&self.root, found)).collect();
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
            problems.push(Problem::broken(
                &stored.path,
                None,
                format!("trùng mã bài {} với {}", stored.piece.header.id, pieces[original].path),
                "so hai tệp rồi xóa bản thừa; nếu là bài khác thì sửa dòng id cho khác đi",
            ));
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

fn read_plan(root: &Path, problems: &mut Vec<Problem>) -> Result<(Plan, Stamp), Error> {
    let (text, stamp, notice) = read::record(&root.join(PLAN), PLAN).map_err(Error::Broken)?;
    problems.extend(notice);
    let plan = Plan::parse(&text).map_err(|error| Error::Broken(read::explain(PLAN, error)))?;
    Ok((plan, stamp))
}

pub(super) fn read_settings(root: &Path, problems: &mut Vec<Problem>) -> (Settings, Option<Stamp>) {
    let file = root.join(SETTINGS);
    if !file.exists() {
        return (Settings::default(), None);
    }
    let read = read::record(&file, SETTINGS).and_then(|(text, stamp, notice)| {
        let settings = Settings::parse(&text).map_err(|error| read::explain(SETTINGS, error))?;
        problems.extend(notice);
        Ok((settings, Some(stamp)))
    });
    read.unwrap_or_else(|problem| {
        problems.push(problem);
        (Settings::default(), None)
    })
}
