//! Programs killed while they save, and programs that save one piece at the same time.

use std::collections::HashSet;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, SystemTime};

use chrono::{TimeDelta, Utc};
use tempfile::TempDir;
use toasoan::plan::Settings;
use toasoan::store::{SaveError, Stored, Workspace};

use super::{Rng, at, id, is_long, piece, small_plan, with_body};
use crate::workspace::of_file;

/// The workspace's folder and the worker's name, passed to a child process.
const FOLDER: &str = "TOASOAN_TEST_FOLDER";
const WORKER: &str = "TOASOAN_TEST_WORKER";
const ROUNDS: &str = "TOASOAN_TEST_ROUNDS";

/// Pages of one script, so that a write takes some time.
const FILLER: usize = 400;

fn spawn(test: &str, folder: &Path, worker: &str, rounds: usize) -> Child {
    Command::new(std::env::current_exe().expect("this program"))
        .args(["--ignored", "--exact", test, "--nocapture", "--test-threads=1"])
        .env(FOLDER, folder)
        .env(WORKER, worker)
        .env(ROUNDS, rounds.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("a second program")
}

fn office() -> (TempDir, Workspace) {
    let folder = TempDir::new().expect("a folder");
    let workspace =
        Workspace::create(folder.path(), &small_plan(), &Settings::default()).expect("a workspace");
    let _ = workspace.save(piece(1, "Bắt đầu.\n"), None).expect("a save");
    (folder, workspace)
}

fn body(worker: &str, count: usize) -> String {
    format!("{}{worker} lần {count}.\n", "Chữ của một dòng dài. ".repeat(FILLER))
}

/// Prints the hash of a durable save, as in revision names.
fn acknowledge(stored: &Stored) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "saved {}", &stored.stamp.hash().to_hex()[..16]);
    let _ = out.flush();
}

/// The acknowledged hashes, from the complete lines of a child's output.
fn acknowledged(said: &str) -> Vec<u64> {
    let whole = said.rsplit_once('\n').map_or("", |(whole, _)| whole);
    // The first one is on the line with the test's name.
    let hash = |line: &str| u64::from_str_radix(line.split_once("saved ")?.1, 16).ok();
    whole.lines().filter_map(hash).collect()
}

/// Saves until it is killed or has done its rounds; others' content counts as seen.
fn work() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let worker = std::env::var(WORKER).expect("a name");
    let rounds: usize = std::env::var(ROUNDS).expect("rounds").parse().expect("a number");
    let opened = Workspace::open(Path::new(&folder)).expect("a workspace");
    let workspace = opened.workspace.signed(&worker);
    let mut seen = opened.pieces.into_iter().next().expect("a piece");
    let mut count = 0;
    while count < rounds {
        match workspace.save(with_body(&seen, &body(&worker, count)), at(&seen)) {
            Ok(stored) => {
                acknowledge(&stored);
                seen = stored;
                count += 1;
            }
            Err(SaveError::ChangedOutside { theirs: Some(theirs), .. }) => seen = of_file(*theirs),
            Err(error) => panic!("{error}"),
        }
    }
}

#[test]
#[ignore = "run by its parent, which kills it"]
fn child_saving_in_a_loop() {
    work();
}

fn temps(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        if entry.file_type().expect("a kind").is_dir() {
            found.extend(temps(&entry.path()));
        } else if entry.file_name().to_string_lossy().starts_with(".~toasoan-") {
            found.push(entry.path());
        }
    }
    found
}

#[test]
fn killed_at_any_moment_nothing_is_torn_or_lost() {
    let rounds = if is_long() { 2_000 } else { 40 };
    let mut rng = Rng(2014);
    let (mut folder, mut workspace) = office();
    let (mut saves, mut strays) = (0, 0);
    for round in 0..rounds {
        // A history of hundreds is listed at each save; starting a new one keeps saves fast.
        if round % 50 == 0 {
            (folder, workspace) = office();
        }
        let mut child = spawn(
            "storage::kill::child_saving_in_a_loop",
            folder.path(),
            &format!("Vòng {round}"),
            usize::MAX,
        );
        let mut out = BufReader::new(child.stdout.take().expect("its words"));
        let mut said = String::new();
        // Some die before they save at all.
        if rng.below(8) > 0 {
            while !said.contains("saved ") && out.read_line(&mut said).expect("a line") > 0 {}
        }
        std::thread::sleep(Duration::from_micros(rng.below(60_000) as u64));
        child.kill().expect("a kill");
        let _ = child.wait().expect("its end");
        let _ = out.read_to_string(&mut said).expect("its last words");
        let done = acknowledged(&said);
        saves += done.len();

        let opened = Workspace::open(folder.path()).expect("the workspace");
        assert!(!opened.has_broken(), "round {round}: {:#?}", opened.problems);
        let there = &opened.pieces[0];
        assert!(there.piece.body.ends_with(".\n"), "round {round}: torn");
        let revisions = workspace.revisions(id(1)).expect("revisions");
        for hash in &done {
            let kept = revisions.iter().find(|revision| revision.revision_id.hash == *hash);
            let kept = kept.unwrap_or_else(|| panic!("round {round}: {hash:016x} is lost"));
            let _ = workspace.read_revision(kept).unwrap_or_else(|error| panic!("round {round}: {error}"));
        }
        if let Some(last) = done.last() {
            // The file contains the last acknowledged content, or that of the save in progress.
            let said = u64::from_str_radix(&there.stamp.hash().to_hex()[..16], 16).expect("a hash");
            let now =
                revisions.iter().find(|revision| revision.revision_id.hash == said).expect("its revision");
            let is_next = now.parents.iter().any(|parent| parent.hash == *last);
            assert!(said == *last || is_next, "round {round}: the file went back");
        }
        if (round + 1) % 50 == 0 || round + 1 == rounds {
            strays += swept(folder.path(), &workspace);
        }
    }
    assert!(saves >= rounds, "only {saves} saves in {rounds} rounds");
    println!("{rounds} kills, {saves} acknowledged saves, {strays} stray files swept");
}

/// Ages the abandoned files and opens the workspace: none is left. Returns their number.
fn swept(folder: &Path, workspace: &Workspace) -> usize {
    let strays = temps(folder);
    let old = SystemTime::now() - Duration::from_mins(1);
    for stray in &strays {
        fs::File::options().write(true).open(stray).and_then(|file| file.set_modified(old)).expect("a time");
    }
    let _ = Workspace::open(folder).expect("the workspace");
    let _ = workspace.thin_history(Utc::now() + TimeDelta::days(2)).expect("a thinning");
    assert_eq!(temps(folder), Vec::<std::path::PathBuf>::new());
    strays.len()
}

#[test]
fn eight_programs_saving_one_piece_lose_nothing() {
    let rounds = if is_long() { 250 } else { 25 };
    let (folder, workspace) = office();
    let children: Vec<Child> = (1..=8)
        .map(|worker| {
            spawn("storage::kill::child_saving_in_a_loop", folder.path(), &format!("Người {worker}"), rounds)
        })
        .collect();
    let mut done = HashSet::new();
    for child in children {
        let output = child.wait_with_output().expect("its end");
        assert!(output.status.success());
        done.extend(acknowledged(&String::from_utf8_lossy(&output.stdout)));
    }
    assert_eq!(done.len(), 8 * rounds);
    let revisions = workspace.revisions(id(1)).expect("revisions");
    let kept: HashSet<u64> = revisions
        .iter()
        .map(|revision| {
            let _ = workspace.read_revision(revision).unwrap_or_else(|error| panic!("{error}"));
            revision.revision_id.hash
        })
        .collect();
    assert!(done.is_subset(&kept), "{} of {} are lost", done.difference(&kept).count(), done.len());
    let opened = Workspace::open(folder.path()).expect("the workspace");
    assert_eq!((opened.pieces.len(), opened.problems.len()), (1, 0));
    let heads = workspace.heads(id(1)).expect("heads");
    let said = opened.pieces[0].stamp.hash().to_hex();
    assert!(
        heads.iter().any(|head| said.starts_with(&format!("{:016x}", head.revision_id.hash))),
        "{heads:#?}"
    );
}
