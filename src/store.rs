//! The workspace: a folder of plain files. The only module that uses the file system.
//!
//! An acknowledged save survives; nobody's text is overwritten without notice; one broken file never blocks
//! the others. All functions block and are `Send`: the window runs them on background threads.

mod age;
mod agreed;
mod author;
mod changed;
mod conflict;
mod content;
mod copy;
mod create;
mod destination;
mod disk;
mod drafts;
mod error;
mod evidence;
mod history;
mod key;
mod kinds;
mod known;
mod last_good;
pub mod legacy;
mod load;
mod lock;
mod lost;
mod name;
mod picture;
mod problem;
mod quarantine;
mod read;
mod record;
mod rescan;
mod restore;
mod revision;
mod revision_graph;
mod revision_name;
mod sample;
mod save;
mod stamp;
mod text;
mod thin;
mod trash;
mod twin;
mod verify;
mod walk;
mod window;
mod write;

pub mod backup;
#[doc(hidden)]
pub mod files;
pub mod instance;
pub mod journal;
pub mod lease;
pub mod log;
pub mod profile;
pub mod rescue;
pub mod update;
pub mod watch;
pub mod weekly;

pub use changed::Changed;
pub use content::{Conflict, Content, Merged, StoredFile};
pub use copy::Copy;
pub use destination::place_of;
pub use drafts::record_along;
pub use error::{Error, SaveError};
pub use evidence::{EVIDENCE_KINDS, keep_scan, kept_scan};
pub use key::Key;
pub use known::Known;
pub use load::Opened;
pub use lost::Lost;
pub use picture::picture_below;
pub use problem::{Problem, Severity};
pub use profile::Profile;
pub use read::{document_bytes, document_text, foreign_bytes, foreign_text, from_old_font, open_scan};
pub use record::StoredRecord;
pub use rescan::Event;
pub use restore::Restored;
pub use revision::Revision;
pub use revision_graph::RevisionId;
pub use stamp::{Stamp, Stamps};
pub use trash::Trashed;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use crate::piece::Piece;
use crate::plan::{Plan, Settings};
use crate::record::{Kind, Record};

/// The program's own folder in a workspace: history, trash, locks, presence.
const FOLDER: &str = ".toasoan";
/// The folder in a workspace for exports and backups.
pub const EXPORTS: &str = "xuat";
const PLAN: &str = Plan::PATH;
const SETTINGS: &str = Settings::PATH;
/// The folders with pieces.
const PIECES: [&str; 2] = ["pieces", "posters"];
const IMAGES: &str = "images";

/// A piece with the path of its file and the file's state when it was read or written.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored {
    pub piece: Piece,
    /// Relative to the workspace, with `/`.
    pub path: String,
    pub stamp: Stamp,
}

/// An open workspace. Cheap to clone; clones share one write lock.
#[derive(Debug, Clone)]
pub struct Workspace {
    /// The root, with symbolic links resolved.
    root: PathBuf,
    /// The plan's year, which names the folder of a piece without a date.
    year: i32,
    /// The author of new revisions.
    author: Arc<str>,
    files: Arc<dyn files::Files>,
    kinds: Arc<[Kind]>,
    writing: Arc<Mutex<lock::Unsynced>>,
}

impl Workspace {
    fn at(files: Arc<dyn files::Files>, root: PathBuf, year: i32) -> Self {
        Self {
            root,
            year,
            author: author::here().into(),
            files,
            kinds: kinds::KINDS.into(),
            writing: Arc::default(),
        }
    }

    /// The same workspace under a plan of this year.
    #[must_use]
    pub fn in_year(&self, year: i32) -> Self {
        Self { year, ..self.clone() }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folder's own name, for lists of recent workspaces.
    pub fn name(&self) -> String {
        self.root
            .file_name()
            .map_or_else(|| self.root.display().to_string(), |name| name.to_string_lossy().into_owned())
    }

    /// The absolute path of a path in the workspace; refused when it leads outside.
    pub fn locate(&self, path: &str) -> Result<PathBuf, Error> {
        name::resolve(&self.root, path).map_err(|refusal| {
            Error::Broken(Problem::broken(path, None, refusal.reason(), "sửa lại đường dẫn trong bài"))
        })
    }
}
