//! An opened workspace for exports.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use rayon::prelude::*;

use super::today;
use crate::newsroom::Newsroom;
use crate::piece::{self, PieceId};
use crate::plan::{Plan, Settings};
use crate::store::{Opened, Stamp, Workspace};

/// When each piece's file was last written, and the later of the plan's and the settings'.
pub fn written(opened: &Opened) -> (HashMap<PieceId, DateTime<Utc>>, Option<DateTime<Utc>>) {
    let of_pieces = opened.pieces.iter();
    let of_pieces = of_pieces.filter_map(|stored| Some((stored.piece.id().clone(), stored.stamp.written()?)));
    let settings = opened.stamp::<Settings>().and_then(Stamp::written);
    (of_pieces.collect(), opened.stamp::<Plan>().and_then(Stamp::written).max(settings))
}

/// A newsroom for documents, with only the headers of the pieces.
pub fn newsroom(opened: Opened, asked: Option<NaiveDate>) -> Newsroom {
    let Opened { plan, settings, pieces, .. } = opened;
    let today = today(asked, &settings);
    Newsroom::new(plan, settings, pieces.into_iter().map(|stored| stored.piece), today)
}

/// Adds the tones of the bodies to the headers when only those are in memory: a report counts both.
pub fn with_tones(mut opened: Opened) -> Opened {
    let workspace = &opened.workspace;
    opened.pieces.par_iter_mut().for_each(|stored| {
        // If a piece cannot be read now, only the tones of its header count.
        if let Ok(piece) = workspace.whole(&stored.path, stored.piece.format) {
            stored.piece.header.tones = piece::tones(&piece);
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
