//! Finds the words that an approval was given to, among a piece's revisions.

use super::{Key, Revision, RevisionId, Workspace};
use crate::piece::Approval;

impl Workspace {
    /// The latest revision with the words that the approval agreed to, else the earliest revision that has this
    /// approval: a save may have come after the next change. None when neither is kept.
    pub fn agreed_revision(&self, key: &Key, approval: &Approval) -> Option<RevisionId> {
        let revisions = self.revisions(key).ok()?;
        let mut with_approval = None;
        for revision in revisions.iter().rev() {
            // A damaged revision does not hide those before it.
            let Ok(piece) = self.read_revision(revision) else { continue };
            if piece.words() == approval.words {
                return Some(revision.revision_id);
            }
            if piece.header.approvals.contains(approval) {
                with_approval = Some(revision);
            }
        }
        with_approval.map(|revision: &Revision| revision.revision_id)
    }
}
