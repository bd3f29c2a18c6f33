//! Creates a new workspace from a plan.

use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use chrono::Utc;

use super::disk::Disk;
use super::files::Files;
use super::history::RevisionStore;
use super::{Error, IMAGES, PIECES, PLAN, SETTINGS, Workspace, write};
use crate::plan::{Plan, Settings};

impl Workspace {
    /// Creates a workspace in `folder`, which may exist but must not contain a plan.
    pub fn create(folder: impl AsRef<Path>, plan: &Plan, settings: &Settings) -> Result<Self, Error> {
        std::fs::create_dir_all(folder.as_ref()).map_err(Error::io("tạo thư mục", folder.as_ref()))?;
        Self::create_on(Arc::new(Disk), folder, plan, settings)
    }

    /// Like [`Workspace::create`], in an existing folder on another file system (for tests).
    #[doc(hidden)]
    pub fn create_on(
        files: Arc<dyn Files>,
        folder: impl AsRef<Path>,
        plan: &Plan,
        settings: &Settings,
    ) -> Result<Self, Error> {
        let folder = folder.as_ref();
        let root = files.canonical(folder).map_err(Error::io("mở", folder))?;
        let workspace = Self::at(files, root, plan.year);
        let (files, root) = (&*workspace.files, &*workspace.root);
        let is_there = |name: &str| files.metadata(&root.join(name)).is_ok();
        if is_there(PLAN) {
            return Err(Error::AlreadyAWorkspace(folder.to_path_buf()));
        }
        for name in PIECES.into_iter().chain([IMAGES]) {
            let folder = root.join(name);
            write::create_folders(files, root, &folder).map_err(Error::io("tạo thư mục", &folder))?;
        }
        let put = |name: &str, text: &str| {
            let target = root.join(name);
            let keep = || {
                RevisionStore::open(files, root, name)?
                    .add(text.as_bytes(), "ron", &workspace.author, Vec::new(), Utc::now())
                    .and_then(|_| write::create_new(files, &target, text.as_bytes()))
            };
            keep().map_err(|error| match error.kind() {
                ErrorKind::AlreadyExists => Error::AlreadyAWorkspace(folder.to_path_buf()),
                _ => Error::io("ghi", &target)(error),
            })
        };
        if !is_there(SETTINGS) {
            put(SETTINGS, &settings.to_text())?;
        }
        // The plan comes last: with it the folder becomes a workspace, now complete.
        put(PLAN, &plan.to_text())?;
        Ok(workspace)
    }
}
