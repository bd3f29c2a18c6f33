//! Scanned sheets are read on background threads, page by page, with progress; reading can be stopped.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use crate::import::scan::Scan;
use crate::piece::quiz::Quiz;
use crate::store;
use crate::survey::intake::{self, Taken};

/// Pages read between two reports of progress.
const STEP: usize = 8;

/// A page of a scan.
#[derive(Debug, Clone)]
pub struct Page {
    /// "quet.pdf", from 1.
    pub file: String,
    pub number: usize,
    /// As in [`crate::survey::answers::Sheet::source`].
    pub source: String,
    /// None is a page that is no sheet of this survey: the reason.
    pub taken: Result<Box<Taken>, String>,
}

#[derive(Debug, Clone)]
pub enum Event {
    /// A file was opened; its number of pages.
    Opened(usize),
    Read(Vec<Page>),
    /// A file that cannot be read.
    Failed(String),
    Ended,
}

pub struct Job {
    pub files: Vec<PathBuf>,
    pub quiz: Arc<Quiz>,
    /// See [`crate::survey::sheet::survey_number`].
    pub survey: u32,
    pub is_stopped: Arc<AtomicBool>,
}

impl Job {
    pub fn run(self, tell: &mut dyn FnMut(Event)) {
        for path in &self.files {
            if let Err(trouble) = self.file(path, tell) {
                tell(Event::Failed(format!("{}: {trouble}", path.display())));
            }
        }
        tell(Event::Ended);
    }

    fn file(&self, path: &std::path::Path, tell: &mut dyn FnMut(Event)) -> Result<(), String> {
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let bytes =
            store::scan_bytes(path).map_err(|problem| format!("{}; {}", problem.reason, problem.remedy))?;
        let digest = blake3::hash(&bytes).to_hex();
        let scan = Scan::open(bytes).map_err(|error| error.to_string())?;
        tell(Event::Opened(scan.pages()));
        for first in (0..scan.pages()).step_by(STEP) {
            if self.is_stopped.load(Ordering::Relaxed) {
                return Ok(());
            }
            let last = (first + STEP).min(scan.pages());
            let pages = (first..last).into_par_iter().map(|index| {
                let plane = scan.page(index).map_err(|error| error.to_string());
                let taken = plane.and_then(|plane| {
                    intake::page(plane, &self.quiz, self.survey)
                        .map(Box::new)
                        .map_err(|error| error.to_string())
                });
                let source = format!("{file}~{}#{}", &digest[..8], index + 1);
                Page { file: file.clone(), number: index + 1, source, taken }
            });
            tell(Event::Read(pages.collect()));
        }
        Ok(())
    }
}
