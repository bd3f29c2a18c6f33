//! What the program was started with: a workspace, or a file to show.

use std::path::{Path, PathBuf};

use iced::Task;

use super::{Message, Session};
use crate::store::{self, Key};
use crate::ui::Route;

/// A file that the program was started with, as by a double click.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    path: PathBuf,
    /// The workspace that it lies in, and its path there, with `/`.
    place: Option<(PathBuf, String)>,
}

impl Asked {
    /// None for a folder.
    pub(super) fn new(path: &Path) -> Option<Self> {
        path.is_file().then(|| Self { path: path.to_path_buf(), place: store::place_of(path) })
    }

    pub(super) fn workspace(&self) -> Option<&Path> {
        self.place.as_ref().map(|(root, _)| root.as_path())
    }
}

impl Session {
    /// Whether this is the folder of the open workspace.
    pub(super) fn is_in(&self, folder: &Path) -> bool {
        let root = self.workspace.root();
        folder == root || folder.canonicalize().is_ok_and(|folder| folder == root)
    }

    /// Shows a file: a piece of this workspace in its editor, any other as one to be taken in.
    pub(super) fn show_file(&mut self, asked: &Asked) -> Task<Message> {
        let Some((_, place)) = &asked.place else { return self.open_import(Some(&asked.path)) };
        let Some(Key::Piece(id)) = self.saver.key_of(place) else { return Task::none() };
        let route = self.context.newsroom.piece(&id).map(Route::of);
        route.map_or_else(Task::none, |route| self.open(route))
    }
}
