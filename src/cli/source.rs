//! An opened workspace as exports read it.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use rayon::prelude::*;

use super::today;
use crate::newsroom::Newsroom;
use crate::piece::{self, PieceId};
use crate::plan::{Plan, Settings};
use crate::workspace::{Opened, Stamp, Workspace};

/// When each piece's file was last written, and the later of the plan's and the settings'.
pub fn written(opened: &Opened) -> (HashMap<PieceId, DateTime<Utc>>, Option<DateTime<Utc>>) {
    let of_pieces = opened.pieces.iter();
    let of_pieces = of_pieces.filter_map(|stored| Some((stored.piece.id().clone(), stored.stamp.written()?)));
    let settings = opened.stamp::<Settings>().and_then(Stamp::written);
    (of_pieces.collect(), opened.stamp::<Plan>().and_then(Stamp::written).max(settings))
}

/// The opened workspace as documents read it: of its pieces the headers.
pub fn newsroom(opened: Opened, asked: Option<NaiveDate>) -> Newsroom {
    let Opened { plan, settings, pieces, .. } = opened;
    let today = today(asked, &settings);
    Newsroom::new(plan, settings, pieces.into_iter().map(|stored| stored.piece), today)
}

/// Gives each header the tones of its body too, where only the headers are kept: a report counts both.
pub fn with_tones(mut opened: Opened) -> Opened {
    let workspace = &opened.workspace;
    opened.pieces.par_iter_mut().for_each(|stored| {
        // One that cannot be read now keeps the tones of its header.
        if let Ok(piece) = workspace.whole(&stored.path, stored.piece.format) {
            stored.piece.header.tones = piece::tones(&piece);
        }
    });
    opened
}

/// Pictures of the workspace; one that is missing leaves its place empty, and the log says so.
pub fn pictures(workspace: &Workspace) -> impl Fn(&str) -> Option<Arc<[u8]>> + '_ {
    |path| {
        if path.is_empty() {
            return None;
        }
        workspace.picture(path).inspect_err(|error| tracing::warn!(path, "{error}")).ok()
    }
}
