//! `toasoan import schedule`: takes a schedule that was edited in Excel, as a whole or not at all.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;

use super::edited::{allow, bytes, tell};
use super::{Failure, open, source, together};
use crate::import::schedule::{self, Reading};
use crate::newsroom::Newsroom;
use crate::piece::{Piece, PieceId};
use crate::store::{Stored, StoredFile, Workspace};

pub fn run(
    path: &Path,
    file: &Path,
    (is_dry, is_json): (bool, bool),
    asked: Option<NaiveDate>,
) -> Result<(), Failure> {
    let opened = open(path)?;
    let (workspace, stored) = (opened.workspace.clone(), opened.pieces.clone());
    let mut newsroom = source::newsroom(opened, asked);
    let bytes = bytes(file)?;
    let new_id = &mut || PieceId(ulid::Ulid::generate().to_string().into());
    let reading = schedule::read(&newsroom, &bytes, new_id).map_err(Failure::Work)?;
    let command = reading.command().filter(|_| !is_dry);
    let taken = command.is_some();
    if let Some(command) = command {
        allow(&newsroom, &command)?;
        let changed = newsroom.apply(command).pieces;
        let stored = stored.into_iter().map(|stored| (stored.piece.header.id.clone(), stored)).collect();
        let changes = self::changes(&workspace, &newsroom, &stored, changed.iter()).map_err(Failure::Work)?;
        together::save(&workspace, changes).map_err(Failure::Work)?;
    }
    let Reading { changes, faults, remarks, .. } = &reading;
    tell(
        "Lịch",
        (changes, faults, remarks),
        taken,
        (is_dry, is_json),
        "Chưa nhận thay đổi nào; sửa các ô trên rồi nhập lại.",
    )
}

/// The changed pieces with their texts, and their files as they were.
pub(super) fn changes<'a>(
    workspace: &Workspace,
    newsroom: &Newsroom,
    stored: &BTreeMap<PieceId, Stored>,
    changed: impl Iterator<Item = &'a PieceId>,
) -> Result<Vec<together::Change>, String> {
    let change = |piece: &Piece| {
        let Some(Stored { piece: known, path, stamp }) = stored.get(&piece.header.id) else {
            return Ok((None, piece.clone().into()));
        };
        let text = workspace.whole(path, known.format).map_err(|problem| problem.to_string())?;
        let after = Piece { header: piece.header.clone(), ..text.clone() };
        let before = StoredFile { content: text.into(), path: path.clone(), stamp: *stamp };
        Ok((Some(before), after.into()))
    };
    changed.filter_map(|id| newsroom.piece(id)).map(change).collect()
}
