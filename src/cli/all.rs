//! `toasoan export all`: everything, with a progress bar, going on after what fails.

use std::collections::HashMap;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::export::pictures;
use super::{Failure, print};
use crate::export::all::{All, Event};
use crate::newsroom::Newsroom;
use crate::workspace::Opened;

pub fn run(opened: &Opened, newsroom: &Newsroom, folder: &Path) -> Result<(), Failure> {
    let files: HashMap<_, _> =
        opened.pieces.iter().map(|stored| (&stored.piece.header.id, stored.path.as_str())).collect();
    let all = All::new(newsroom, |id| files.get(id).copied());
    let bar = bar(all.len() as u64);
    let summary = all.write(folder, &pictures(&opened.workspace), |event| {
        if matches!(event, Event::Ended) {
            bar.inc(1);
        }
        true
    })?;
    bar.finish_and_clear();
    print(&format!("Đã xuất {} trong {} tệp vào {}\n", summary.written, summary.total, folder.display()))?;
    if summary.failed.is_empty() {
        return Ok(());
    }
    let mut err = io::stderr().lock();
    let _ = writeln!(err, "lỗi: {} tệp không xuất được:", summary.failed.len());
    for (path, reason) in &summary.failed {
        tracing::error!(path = %path.display(), "{reason}");
        let _ = writeln!(err, "  {}: {reason}", path.display());
    }
    Err(Failure::Told)
}

fn bar(length: u64) -> ProgressBar {
    let target =
        if io::stderr().is_terminal() { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let style = ProgressStyle::with_template("Đang xuất {bar:32} {pos}/{len} · còn khoảng {eta}")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::with_draw_target(Some(length), target).with_style(style)
}
