//! What every export does before and after it writes its file.

use std::io::{self, Write};
use std::path::Path;

use super::{Failure, find, open};
use crate::export::file;
use crate::piece::Piece;
use crate::plan::{Plan, Settings};
use crate::poster::preflight::Finding;
use crate::store::Opened;

/// Checks the extension and the target before any work is done.
pub(super) fn ready(file: &Path, allowed: &[&'static str]) -> Result<&'static str, Failure> {
    let extension = file::extension(file, allowed)?;
    file::check(file)?;
    Ok(extension)
}

/// Opens the workspace, unless the target is inside it or another.
pub(super) fn beside(workspace: &Path, target: &Path) -> Result<Opened, Failure> {
    let opened = open(workspace)?;
    opened.workspace.check_destination(target)?;
    Ok(opened)
}

/// The piece named by an argument, with its body.
pub(super) fn whole(opened: &Opened, name: &str) -> Result<Piece, Failure> {
    let stored = find::piece(opened, name)?;
    Ok(opened.workspace.whole(&stored.path, stored.piece.format)?)
}

/// Says on stderr who has not agreed to what was exported.
pub(super) fn warn_of_missing(piece: &Piece, plan: &Plan, settings: &Settings) {
    if let Some(missing) = piece.missing_agreements(plan, settings) {
        let _ = writeln!(io::stderr().lock(), "Chưa đủ ý kiến duyệt, thống nhất: {missing}.");
    }
}

/// Prints what a print shop would reject to stderr; the file is written all the same.
pub(super) fn warn(findings: &[Finding]) {
    if findings.is_empty() {
        return;
    }
    let mut err = io::stderr().lock();
    let _ = writeln!(err, "Kiểm tra in, {} điều cần xem:", findings.len());
    for finding in findings {
        let _ = writeln!(err, "  {}: {}", finding.severity.name(), finding.message);
    }
}
