//! Words in 10,000 bodies: the window's search and the command beside ripgrep on the same files, one after another in
//! one run. Ripgrep looks for the words exactly as written, the program also without diacritics.

mod many;

use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use toasoan::newsroom::Newsroom;
use toasoan::piece::find::{self, Pattern, Sought};
use toasoan::store::Workspace;

const PIECES: usize = 10_000;
const PROGRAM: &str = env!("CARGO_BIN_EXE_toasoan");
/// Rounds, of which the median counts.
const ROUNDS: usize = 9;
/// In many bodies, in some, in none; and whether they are anywhere.
const WORDS: [(&str, bool); 3] = [("một cửa", true), ("bà con", true), ("không có ở đâu cả", false)];

fn main() {
    let folder = tempfile::TempDir::new().expect("a folder");
    many::write(folder.path(), PIECES);
    // Nothing is on its way to the disk while something is measured.
    if cfg!(unix) {
        let _ = Command::new("sync").status();
    }
    let opened = Workspace::open(folder.path()).expect("the workspace");
    let pieces = opened.pieces.into_iter().map(|stored| stored.piece);
    let day = "2014-03-18".parse().expect("a date");
    let newsroom = Newsroom::new(opened.plan, opened.settings, pieces, day);
    let has_ripgrep = Command::new("rg").arg("--version").stdout(Stdio::null()).status().is_ok();
    if !has_ripgrep {
        println!("ripgrep (rg) is not installed: only the program is measured");
    }
    println!("{:<44} {:>8} {:>8}", format!("{PIECES} pieces, ms"), "median", "hits");
    for (words, is_there) in WORDS {
        if has_ripgrep {
            let mut ripgrep = Command::new("rg");
            let _ = ripgrep.args(["--count-matches", "--no-filename", "--fixed-strings", "--", words]);
            let _ = ripgrep.arg(folder.path()).stderr(Stdio::null());
            let hits = tell(&format!("ripgrep, “{words}”"), || {
                let out = ripgrep.output().expect("ripgrep runs").stdout;
                String::from_utf8_lossy(&out).lines().filter_map(|line| line.parse::<usize>().ok()).sum()
            });
            assert_eq!(hits > 0, is_there, "ripgrep, “{words}”");
        }
        for is_exact in [true, false] {
            let how = if is_exact { "exactly" } else { "without diacritics" };
            let sought = Sought { is_exact, ..Sought::new(words) };
            let pattern = Pattern::new(&sought).expect("words");
            let texts = newsroom.texts();
            let in_window = tell(&format!("window, {how}, “{words}”"), || {
                let count = AtomicUsize::new(0);
                texts.search(
                    |piece, body, folded| {
                        let hits = find::hits(&pattern, &piece.header, piece.format, body, folded);
                        let _ = count.fetch_add(hits.len(), Ordering::Relaxed);
                        (!hits.is_empty()).then(|| (piece.id().clone(), hits))
                    },
                    || false,
                    drop,
                );
                count.into_inner()
            });
            let mut command = Command::new(PROGRAM);
            let _ = command.arg("find").arg(folder.path()).arg(words).arg("--json").stderr(Stdio::null());
            if is_exact {
                let _ = command.arg("--exact");
            }
            let by_command = tell(&format!("toasoan find, {how}, “{words}”"), || {
                let out = command.output().expect("the program runs").stdout;
                memchr::memmem::find_iter(&out, b"\"is_replaceable\"").count()
            });
            assert_eq!(in_window, by_command, "both find the same, {how}: “{words}”");
            assert!(!is_exact || (in_window > 0) == is_there, "{how}: “{words}”");
        }
    }
}

/// Prints the median time, and the number of hits. Returns the latter.
fn tell(name: &str, mut search: impl FnMut() -> usize) -> usize {
    let mut hits = 0;
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            hits = search();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    println!("{name:<44} {:>8.1} {hits:>8}", times[ROUNDS / 2].as_secs_f64() * 1000.0);
    hits
}
