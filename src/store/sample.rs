//! The sample workspace, which the program holds and hands out.

use std::io::ErrorKind;
use std::path::Path;

use super::disk::Disk;
use super::files::Files;
use super::{Error, PLAN, Workspace, write};

/// The path of each file in the workspace, and its content.
const FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/sample.rs"));

impl Workspace {
    /// Writes the sample into `folder`, which may exist but must not contain a plan.
    pub fn create_sample(folder: &Path) -> Result<(), Error> {
        std::fs::create_dir_all(folder).map_err(Error::io("tạo thư mục", folder))?;
        let root = Disk.canonical(folder).map_err(Error::io("mở", folder))?;
        if Disk.metadata(&root.join(PLAN)).is_ok() {
            return Err(Error::AlreadyAWorkspace(folder.to_path_buf()));
        }
        // The plan comes last: with it the folder becomes a workspace, now complete.
        let (plan, rest): (Vec<_>, Vec<_>) = FILES.iter().partition(|(name, _)| *name == PLAN);
        for (name, bytes) in rest.into_iter().chain(plan) {
            let target = root.join(name);
            let put = || {
                let parent = target.parent().ok_or(ErrorKind::InvalidFilename)?;
                write::create_folders(&Disk, &root, parent)?;
                write::create_new(&Disk, &target, bytes)
            };
            put().map_err(|error| match error.kind() {
                ErrorKind::AlreadyExists => Error::AlreadyAWorkspace(folder.to_path_buf()),
                _ => Error::io("ghi", &target)(error),
            })?;
        }
        Ok(())
    }
}
