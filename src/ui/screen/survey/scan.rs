//! Scanned sheets are read on background threads, page by page, with progress; reading can be stopped.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use crate::import::scan::Scan;
use crate::piece::quiz::Quiz;
use crate::store;
use crate::survey::answers::Origin;
use crate::survey::intake::{self, Crop, Taken};
use crate::survey::scan::{Plane, read};

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
    /// The workspace's root, when the scans are kept in it as evidence.
    pub kept_in: Option<PathBuf>,
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

    fn file(&self, path: &Path, tell: &mut dyn FnMut(Event)) -> Result<(), String> {
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let scan = opened(path)?;
        tell(Event::Opened(scan.pages()));
        let digest = scan.digest().map_err(|error| error.to_string())?;
        if let Some(root) = &self.kept_in {
            let _ = store::keep_scan(root, path, &digest).map_err(|error| error.to_string())?;
        }
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
                let source = Origin { file: &file, digest: &digest, page: index + 1 }.to_string();
                Page { file: file.clone(), number: index + 1, source, taken }
            });
            tell(Event::Read(pages.collect()));
        }
        Ok(())
    }
}

fn opened(path: &Path) -> Result<Scan, String> {
    let file = store::open_scan(path).map_err(|problem| format!("{}; {}", problem.reason, problem.remedy))?;
    Scan::open(file).map_err(|error| error.to_string())
}

/// The page of a sheet whose scan was kept; none where it was not, or is gone.
fn kept(root: &Path, source: &str) -> Option<Plane> {
    let origin = Origin::of(source)?;
    let scan = opened(&store::kept_scan(root, origin.file, origin.digest)?).ok()?;
    scan.page(origin.page - 1).ok()
}

/// What a person is shown of a sheet for correction, from its kept scan.
pub fn crops(root: &Path, source: &str, quiz: &Quiz, survey: u32) -> Vec<Crop> {
    let taken = kept(root, source).and_then(|plane| intake::page_with_numbers(plane, quiz, survey).ok());
    taken.map(|taken| taken.crops).unwrap_or_default()
}

/// The whole sheet, upright, as large as a window shows it.
pub fn picture(root: &Path, source: &str) -> Option<Plane> {
    const WIDE: usize = 500;
    let plane = kept(root, source)?;
    let is_turned = read(plane.clone()).is_ok_and(|reading| reading.is_upside_down());
    let plane = plane.reduced((plane.width / WIDE).max(1));
    Some(if is_turned { plane.turned() } else { plane })
}
