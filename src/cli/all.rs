//! `toasoan export all`: everything, on all cores, going on after what fails.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;

use super::export::pictures;
use super::{Failure, print};
use crate::calendar::week;
use crate::document::PrintOptions;
use crate::document::schedule::Request;
use crate::export::{file, job};
use crate::newsroom::Newsroom;
use crate::page::Fonts;
use crate::piece::{Format, Piece};
use crate::workspace::{Opened, Stored};

/// One file to write.
enum Item<'a> {
    Schedule(Request),
    Piece(&'a Piece),
    Report,
}

struct Job<'a> {
    item: Item<'a>,
    extension: &'static str,
    /// Below the folder given.
    path: PathBuf,
}

pub fn run(opened: &Opened, newsroom: &Newsroom, folder: &Path) -> Result<(), Failure> {
    let jobs = jobs(opened, newsroom.plan.year);
    let mut folders: Vec<PathBuf> =
        jobs.iter().filter_map(|job| Some(folder.join(job.path.parent()?))).collect();
    folders.sort_unstable();
    folders.dedup();
    for folder in &folders {
        file::create_folder(folder)?;
    }
    let bar = bar(jobs.len() as u64);
    let pictures = pictures(&opened.workspace);
    let mut failed: Vec<(&Path, String)> = jobs
        .par_iter()
        .map_init(Fonts::new, |fonts, job| {
            let done = bytes(newsroom, job, &pictures, fonts).and_then(|bytes| {
                file::write(&folder.join(&job.path), &bytes).map_err(|error| error.to_string())
            });
            bar.inc(1);
            done.err().map(|reason| (job.path.as_path(), reason))
        })
        .flatten()
        .collect();
    bar.finish_and_clear();
    failed.sort_unstable();
    print(&format!(
        "Đã xuất {} trong {} tệp vào {}\n",
        jobs.len() - failed.len(),
        jobs.len(),
        folder.display()
    ))?;
    if failed.is_empty() {
        return Ok(());
    }
    let mut err = io::stderr().lock();
    let _ = writeln!(err, "lỗi: {} tệp không xuất được:", failed.len());
    for (path, reason) in &failed {
        tracing::error!(path = %path.display(), "{reason}");
        let _ = writeln!(err, "  {}: {reason}", path.display());
    }
    Err(Failure::Told)
}

fn bytes(
    newsroom: &Newsroom,
    job: &Job<'_>,
    pictures: job::Pictures<'_>,
    fonts: &mut Fonts,
) -> Result<Vec<u8>, String> {
    let print = PrintOptions::default();
    match &job.item {
        Item::Schedule(request) => job::schedule(newsroom, request, job.extension, &print, fonts),
        Item::Piece(piece) => job::piece(newsroom, piece, job.extension, pictures, &print, fonts),
        Item::Report => job::report(newsroom, &print, fonts),
    }
    .map_err(|error| error.to_string())
}

/// The longest first, so that no core waits at the end for one that began late.
fn jobs(opened: &Opened, year: i32) -> Vec<Job<'_>> {
    let mut jobs = Vec::new();
    let months =
        (1..=12).filter_map(|month| Some((format!("{year}-{month:02}"), week::month_bounds(year, month)?)));
    let whole = week::month_bounds(year, 1).zip(week::month_bounds(year, 12));
    let whole = whole.map(|((from, _), (_, to))| (year.to_string(), (from, to)));
    for (name, (from, to)) in whole.into_iter().chain(months) {
        for &extension in job::SCHEDULE {
            let path = Path::new("lich").join(format!("{name}.{extension}"));
            jobs.push(Job { item: Item::Schedule(Request::new(from, to)), extension, path });
        }
    }
    for stored in &opened.pieces {
        for extension in extensions(&stored.piece) {
            let path = place(stored).with_extension(extension);
            jobs.push(Job { item: Item::Piece(&stored.piece), extension, path });
        }
    }
    jobs.push(Job { item: Item::Report, extension: "pdf", path: "bao-cao.pdf".into() });
    jobs
}

/// A picture of a poster is for looking at: one kind of it is enough.
fn extensions(piece: &Piece) -> impl Iterator<Item = &'static str> {
    job::extensions(piece).iter().copied().filter(|extension| !["jpg", "tif"].contains(extension))
}

/// `bai/<activity>/<name>` or `pano/<name>`, named as the piece's own file, whose name holds its id.
fn place(stored: &Stored) -> PathBuf {
    let name = stored.path.rsplit('/').next().unwrap_or(&stored.path);
    if stored.piece.format == Format::Poster {
        return Path::new("pano").join(name);
    }
    // What stands in a header names no folder before it is known to be a plain word.
    let activity = &stored.piece.header.activity;
    let is_plain = !activity.is_empty()
        && activity.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    Path::new("bai").join(if is_plain { activity } else { "khac" }).join(name)
}

fn bar(length: u64) -> ProgressBar {
    let target =
        if io::stderr().is_terminal() { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let style = ProgressStyle::with_template("Đang xuất {bar:32} {pos}/{len} · còn khoảng {eta}")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::with_draw_target(Some(length), target).with_style(style)
}
