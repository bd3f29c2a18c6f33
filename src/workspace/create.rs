//! A new workspace from a plan.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::{Arc, Mutex};

use super::{Error, IMAGES, PIECES, PLAN, SETTINGS, Workspace, write};
use crate::plan::{Plan, Settings};

impl Workspace {
    /// Makes a workspace in `folder`, which may exist but not hold a plan already.
    pub fn create(folder: impl AsRef<Path>, plan: &Plan, settings: &Settings) -> Result<Self, Error> {
        let folder = folder.as_ref();
        fs::create_dir_all(folder).map_err(Error::io("tạo thư mục", folder))?;
        let root = fs::canonicalize(folder).map_err(Error::io("mở", folder))?;
        if root.join(PLAN).exists() {
            return Err(Error::AlreadyAWorkspace(folder.to_path_buf()));
        }
        for name in PIECES.into_iter().chain([IMAGES]) {
            let folder = root.join(name);
            write::create_folders(&root, &folder).map_err(Error::io("tạo thư mục", &folder))?;
        }
        let put = |name: &str, text: &str| {
            let target = root.join(name);
            write::create_new(&target, text.as_bytes()).map_err(|error| match error.kind() {
                ErrorKind::AlreadyExists => Error::AlreadyAWorkspace(folder.to_path_buf()),
                _ => Error::io("ghi", &target)(error),
            })
        };
        if !root.join(SETTINGS).exists() {
            put(SETTINGS, &settings.to_text())?;
        }
        // Last: a folder becomes a workspace when it is whole.
        put(PLAN, &plan.to_text())?;
        Ok(Self { root, year: plan.year, writing: Arc::new(Mutex::new(())) })
    }
}
