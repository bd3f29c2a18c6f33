//! An opened workspace for exports.

use std::sync::Arc;

use chrono::NaiveDate;
use rayon::prelude::*;

use super::today;
use crate::newsroom::Newsroom;
use crate::piece::{self, Format};
use crate::plan::{Plan, Settings};
use crate::record::Record;
use crate::store::{Changed, Key, Opened, Workspace};

/// When the pieces, the plan and the settings were last changed.
pub fn changed(opened: &Opened) -> Changed {
    let pieces = opened.pieces.iter().map(|stored| (Key::from(stored.piece.id()), stored.stamp));
    let records = [(Plan::PATH, opened.stamp::<Plan>()), (Settings::PATH, opened.stamp::<Settings>())];
    let records = records.into_iter().filter_map(|(path, stamp)| Some((Key::Record(path), *stamp?)));
    opened.workspace.change_times(&pieces.chain(records).collect::<Vec<_>>())
}

/// A newsroom for documents, with only the headers of the pieces.
pub fn newsroom(opened: Opened, asked: Option<NaiveDate>) -> Newsroom {
    let Opened { plan, settings, pieces, records, entries, .. } = opened;
    let today = today(asked, &settings);
    let records = records.into_iter().map(|stored| stored.record);
    let entries = entries.into_iter().filter_map(|stored| stored.record().cloned());
    Newsroom::new(plan, settings, pieces.into_iter().map(|stored| stored.piece), today)
        .with_records(records.chain(entries))
}

/// Adds the tones of the bodies to the headers when only those are in memory, and reads contests and surveys whole: a
/// report counts all of them.
pub fn with_tones(mut opened: Opened) -> Opened {
    let workspace = &opened.workspace;
    opened.pieces.par_iter_mut().for_each(|stored| {
        // If a piece cannot be read now, only the tones of its header count.
        if let Ok(piece) = workspace.whole(&stored.path, stored.piece.format) {
            stored.piece.header.tones = piece::tones(&piece);
            if matches!(piece.format, Format::Contest | Format::Quiz) {
                stored.piece.body = piece.body;
            }
        }
    });
    opened
}

/// Pictures of the workspace; a missing one leaves its space empty and is logged.
pub fn pictures(workspace: &Workspace) -> impl Fn(&str) -> Option<Arc<[u8]>> + '_ {
    |path| {
        if path.is_empty() {
            return None;
        }
        workspace.picture(path).inspect_err(|error| tracing::warn!(path, "{error}")).ok()
    }
}
