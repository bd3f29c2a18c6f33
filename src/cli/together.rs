//! Several files saved together, or none.

use crate::store::{Content, StoredFile, Workspace};

/// A content to save, with its file as it was; none for a new one.
pub(super) type Change = (Option<StoredFile>, Content);

/// Saves all; when one fails, those before it are put back.
pub(super) fn save(workspace: &Workspace, changes: Vec<Change>) -> Result<(), String> {
    let mut saved: Vec<(Option<StoredFile>, StoredFile)> = Vec::new();
    for (before, after) in changes {
        let previous = before.as_ref().map(|file| (file.path.clone(), file.stamp));
        match workspace.save_content(after, previous, &[]) {
            Ok(stored) => saved.push((before, stored)),
            Err(error) => {
                let back = saved.into_iter().rev().map(|(before, stored)| match before {
                    Some(before) => workspace
                        .save_content(before.content, Some((stored.path, stored.stamp)), &[])
                        .map(drop),
                    None => workspace.trash(&stored.path).map(drop),
                });
                let left: Vec<String> = back.filter_map(Result::err).map(|error| error.to_string()).collect();
                return Err([vec![error.to_string()], left].concat().join("\n"));
            }
        }
    }
    Ok(())
}
