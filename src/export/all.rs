//! Exports everything into one folder, on all cores, and continues after errors.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::error::Error;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::ics::Changes;
use super::{file, job};
use crate::calendar::{week, wording};
use crate::document::schedule::Request;
use crate::document::{PrintOptions, budget, cases, places};
use crate::fold;
use crate::newsroom::Newsroom;
use crate::page::Fonts;
use crate::piece::{Format, Piece, PieceId};

/// Progress of the export.
#[derive(Debug, Clone, Copy)]
pub enum Event<'a> {
    /// Work on a file begins, given by its path below the folder.
    Begun(&'a Path),
    /// Another file is finished, written or not.
    Ended,
}

/// The result of the export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    pub written: usize,
    pub total: usize,
    /// Paths below the folder with the reason of the failure, sorted by path.
    pub failed: Vec<(PathBuf, String)>,
}

impl Summary {
    /// "1.204 trong 1.204 tệp"
    pub fn counted(&self) -> String {
        format!("{} trong {}", wording::grouped(self.written as u64), wording::counted(self.total, "tệp"))
    }

    /// Files not begun because the export was stopped.
    pub fn left_out(&self) -> usize {
        self.total - self.written - self.failed.len()
    }
}

/// The files to write.
#[derive(Debug)]
pub struct All<'a> {
    newsroom: &'a Newsroom,
    items: Vec<Item<'a>>,
}

#[derive(Debug)]
enum What<'a> {
    Schedule(Request),
    Piece(&'a Piece),
    Report,
    Register(Register),
}

/// The registers of the desk.
#[derive(Debug)]
enum Register {
    Cases(cases::Request),
    Places(places::Request),
    Budget(budget::Request),
}

#[derive(Debug)]
struct Item<'a> {
    what: What<'a>,
    extension: &'static str,
    path: PathBuf,
}

impl<'a> All<'a> {
    /// Schedules of the year and its months, every piece, the report; all in each of their formats. A piece
    /// is named after its file in the workspace, which `file_of` returns.
    pub fn new(newsroom: &'a Newsroom, file_of: impl Fn(&PieceId) -> Option<&'a str>) -> Self {
        let year = newsroom.plan().year;
        let months = (1..=12)
            .filter_map(|month| Some((format!("{year}-{month:02}"), week::month_bounds(year, month)?)));
        let whole = week::month_bounds(year, 1).zip(week::month_bounds(year, 12));
        let whole = whole.map(|((from, _), (_, to))| (year.to_string(), (from, to)));
        let mut items = Vec::new();
        // Longest first, so that no core ends up waiting for one that began late.
        for (name, (from, to)) in whole.into_iter().chain(months) {
            for &extension in job::SCHEDULE {
                let path = Path::new("lich").join(format!("{name}.{extension}"));
                items.push(Item { what: What::Schedule(Request::new(from, to)), extension, path });
            }
        }
        for piece in newsroom.pieces() {
            let place = place(piece, file_of(&piece.header.id));
            // Pictures of a poster are only for viewing: one format is enough.
            for &extension in job::extensions(piece).iter().filter(|kind| !["jpg", "tif"].contains(*kind)) {
                let path = place.with_extension(extension);
                items.push(Item { what: What::Piece(piece), extension, path });
            }
        }
        for &extension in job::REPORT {
            let path = Path::new("bao-cao").with_extension(extension);
            items.push(Item { what: What::Report, extension, path });
        }
        let mut add = |name: &str, extensions: &[&'static str], register: &dyn Fn() -> Register| {
            for &extension in extensions {
                let path = Path::new("so").join(name).with_extension(extension);
                items.push(Item { what: What::Register(register()), extension, path });
            }
        };
        add("y-kien", job::CASES, &|| Register::Cases(cases::Request::default()));
        let all = || Register::Places(places::Request::Register { kind: None, locality: None });
        add("dia-diem", job::PLACES, &all);
        add("du-toan", job::BUDGET, &|| Register::Budget(budget::Request::default()));
        Self { newsroom, items }
    }

    pub fn len(&self) -> usize {
        self.items.len()
    }

    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The folders, below `folder`, that files are written to.
    pub fn folders(&self, folder: &Path) -> BTreeSet<PathBuf> {
        self.items.iter().filter_map(|item| Some(folder.join(item.path.parent()?))).collect()
    }

    /// Writes the files below `folder`, each atomically. `whole` returns a piece with its body, where the
    /// newsroom has only the header. `watch` is called for each file, from many threads; once it returns
    /// false, no further file is begun.
    pub fn write(
        &self,
        folder: &Path,
        whole: impl Fn(&'a Piece) -> Result<Cow<'a, Piece>, String> + Sync,
        pictures: job::Pictures<'_>,
        changes: &Changes<'_>,
        watch: impl Fn(Event<'_>) -> bool + Sync,
    ) -> Result<Summary, file::Error> {
        for folder in self.folders(folder) {
            file::create_folder(&folder)?;
        }
        let outcomes: Vec<Option<String>> = self
            .items
            .par_iter()
            .map_init(Fonts::new, |fonts, item| {
                if !watch(Event::Begun(&item.path)) {
                    return None;
                }
                let path = folder.join(&item.path);
                let written = isolated(fonts, |fonts| {
                    file::write_with(&path, |out| self.fill(item, &whole, pictures, changes, fonts, out))
                        .map_err(|error| error.to_string())
                });
                let _ = watch(Event::Ended);
                Some(written.err().unwrap_or_default())
            })
            .collect();
        let written = outcomes.iter().filter(|outcome| outcome.as_deref() == Some("")).count();
        let mut failed: Vec<_> = self
            .items
            .iter()
            .zip(outcomes)
            .filter_map(|(item, outcome)| Some((item.path.clone(), outcome.filter(|it| !it.is_empty())?)))
            .collect();
        failed.sort_unstable();
        Ok(Summary { written, total: self.items.len(), failed })
    }

    fn fill(
        &self,
        item: &Item<'a>,
        whole: &impl Fn(&'a Piece) -> Result<Cow<'a, Piece>, String>,
        pictures: job::Pictures<'_>,
        changes: &Changes<'_>,
        fonts: &mut Fonts,
        out: &mut dyn file::Out,
    ) -> Result<(), Box<dyn Error>> {
        let print = PrintOptions::default();
        let bytes = match &item.what {
            What::Schedule(request) => {
                job::schedule(self.newsroom, request, item.extension, &print, changes, fonts)?
            }
            What::Piece(piece) => {
                let piece = whole(piece)?;
                return Ok(job::piece(self.newsroom, &piece, item.extension, pictures, &print, fonts, out)?);
            }
            What::Report => job::report(self.newsroom, None, item.extension, &print, fonts)?,
            What::Register(Register::Cases(request)) => {
                job::cases(self.newsroom, request, item.extension, &print, fonts)?
            }
            What::Register(Register::Places(request)) => {
                job::places(self.newsroom, request, item.extension, pictures, &print, fonts)?
            }
            What::Register(Register::Budget(request)) => {
                job::budget(self.newsroom, request, item.extension, &print, fonts)?
            }
        };
        Ok(out.write_all(&bytes)?)
    }
}

/// Makes one file; a panic while setting or writing it fails only that file. Shared state is not affected;
/// the fonts' cache is created anew.
fn isolated(fonts: &mut Fonts, work: impl FnOnce(&mut Fonts) -> Result<(), String>) -> Result<(), String> {
    panic::catch_unwind(AssertUnwindSafe(|| work(fonts))).unwrap_or_else(|_| {
        *fonts = Fonts::new();
        Err("dừng vì một lỗi của chương trình, các tệp khác vẫn được xuất; nguyên nhân ghi trong nhật ký, \
             hãy gửi kèm tệp này cho người bảo trì"
            .into())
    })
}

/// `bai/<activity>/<name>` or `pano/<name>`, with the name of the piece's own file, which contains its id.
fn place(piece: &Piece, file: Option<&str>) -> PathBuf {
    let name = match file {
        Some(path) => path.rsplit('/').next().unwrap_or(path).to_owned(),
        None => format!("{} {}.", fold::file_name(&piece.header.title), piece.header.id),
    };
    if piece.format == Format::Poster {
        return Path::new("pano").join(name);
    }
    // An activity from a header must be a plain word before it may name a folder.
    let activity = &piece.header.activity;
    let is_plain = !activity.is_empty()
        && activity.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && !fold::is_device(activity);
    Path::new("bai").join(if is_plain { activity } else { "khac" }).join(name)
}
