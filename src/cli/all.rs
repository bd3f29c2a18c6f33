//! `toasoan export all`: exports everything with a progress bar, and continues after errors.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use chrono::NaiveDate;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::source::{changed, newsroom, pictures, with_tones};
use super::{Failure, print};
use crate::export::all::{All, Event};
use crate::export::ics::Changes;
use crate::piece::{Piece, PieceId};
use crate::store::Opened;

pub fn run(opened: Opened, asked: Option<NaiveDate>, folder: &Path) -> Result<(), Failure> {
    let workspace = opened.workspace.clone();
    let files: HashMap<PieceId, String> =
        opened.pieces.iter().map(|stored| (stored.piece.header.id.clone(), stored.path.clone())).collect();
    let times = changed(&opened);
    let of_piece = |id: &PieceId| times.piece(id);
    let deleted = workspace.deleted();
    let changes = Changes { of_piece: &of_piece, shared: times.records(), deleted: &deleted };
    let newsroom = newsroom(with_tones(opened), asked);
    let all = All::new(&newsroom, |id| files.get(id).map(String::as_str));
    // The folder itself may contain the workspace.
    all.folders(folder).iter().try_for_each(|folder| workspace.check_destination(folder))?;
    let bar = bar(all.len() as u64);
    // A body is in memory only while its piece is set.
    let whole = |piece: &Piece| match files.get(&piece.header.id) {
        Some(path) => workspace.whole(path, piece.format).map(Cow::Owned).map_err(|error| error.to_string()),
        None => Err("bài không còn tệp".to_owned()),
    };
    let summary = all.write(folder, whole, &pictures(&workspace), &changes, |event| {
        if matches!(event, Event::Ended) {
            bar.inc(1);
        }
        true
    })?;
    bar.finish_and_clear();
    print(&format!("Đã xuất {} vào {}\n", summary.counted(), folder.display()))?;
    if summary.failed.is_empty() {
        return Ok(());
    }
    let mut err = io::stderr().lock();
    let _ = writeln!(err, "lỗi: {} tệp không xuất được:", summary.failed.len());
    for (path, reason) in &summary.failed {
        tracing::error!(path = %path.display(), "{reason}");
        let _ = writeln!(err, "  {}: {reason}", path.display());
    }
    Err(Failure::Reported)
}

fn bar(length: u64) -> ProgressBar {
    let target =
        if io::stderr().is_terminal() { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let style = ProgressStyle::with_template("Đang xuất {bar:32} {pos}/{len} · còn khoảng {eta}")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::with_draw_target(Some(length), target).with_style(style)
}
