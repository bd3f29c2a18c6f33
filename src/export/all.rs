//! Everything that can be exported, below one folder, on all cores, going on after what fails.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::error::Error;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::ics::Changes;
use super::{file, job};
use crate::calendar::week;
use crate::document::PrintOptions;
use crate::document::schedule::Request;
use crate::fold;
use crate::newsroom::Newsroom;
use crate::page::Fonts;
use crate::piece::{Format, Piece, PieceId};

/// What there is to tell while the files are written.
#[derive(Debug, Clone, Copy)]
pub enum Event<'a> {
    /// A file, by its path below the folder, is being made.
    Begun(&'a Path),
    /// One more is finished, written or not.
    Ended,
}

/// What became of it all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    pub written: usize,
    pub total: usize,
    /// Paths below the folder and why they were not written, in order of path.
    pub failed: Vec<(PathBuf, String)>,
}

impl Summary {
    /// Files that were not begun, because it was stopped.
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
}

#[derive(Debug)]
struct Item<'a> {
    what: What<'a>,
    extension: &'static str,
    path: PathBuf,
}

impl<'a> All<'a> {
    /// Schedules of the year and its months, each piece, the report; all in each of their forms. A piece is named
    /// as its file in the workspace, which `file_of` tells.
    pub fn new(newsroom: &'a Newsroom, file_of: impl Fn(&PieceId) -> Option<&'a str>) -> Self {
        let year = newsroom.plan().year;
        let months = (1..=12)
            .filter_map(|month| Some((format!("{year}-{month:02}"), week::month_bounds(year, month)?)));
        let whole = week::month_bounds(year, 1).zip(week::month_bounds(year, 12));
        let whole = whole.map(|((from, _), (_, to))| (year.to_string(), (from, to)));
        let mut items = Vec::new();
        // The longest first, so that no core waits at the end for one that began late.
        for (name, (from, to)) in whole.into_iter().chain(months) {
            for &extension in job::SCHEDULE {
                let path = Path::new("lich").join(format!("{name}.{extension}"));
                items.push(Item { what: What::Schedule(Request::new(from, to)), extension, path });
            }
        }
        for piece in newsroom.pieces() {
            let place = place(piece, file_of(&piece.header.id));
            // A picture of a poster is for looking at: one kind of it is enough.
            for &extension in job::extensions(piece).iter().filter(|kind| !["jpg", "tif"].contains(*kind)) {
                let path = place.with_extension(extension);
                items.push(Item { what: What::Piece(piece), extension, path });
            }
        }
        items.push(Item { what: What::Report, extension: "pdf", path: "bao-cao.pdf".into() });
        Self { newsroom, items }
    }

    pub fn len(&self) -> usize {
        self.items.len()
    }

    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The folders that files are written to, below `folder`.
    pub fn folders(&self, folder: &Path) -> BTreeSet<PathBuf> {
        self.items.iter().filter_map(|item| Some(folder.join(item.path.parent()?))).collect()
    }

    /// Writes them below `folder`, each whole or not at all. `whole` gives a piece with its body, where the newsroom
    /// holds the header alone. `watch` is told of each file from many threads; once it answers false no other file is
    /// begun.
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
                let written = alone(fonts, |fonts| {
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
            What::Report => job::report(self.newsroom, None, &print, fonts)?,
        };
        Ok(out.write_all(&bytes)?)
    }
}

/// Makes one file so that a fault in what sets or writes it ends that file alone, and a year's papers do not hang on
/// one. Nothing that the work shares with the others is changed by it; its fonts' store of words is made afresh.
fn alone(fonts: &mut Fonts, work: impl FnOnce(&mut Fonts) -> Result<(), String>) -> Result<(), String> {
    panic::catch_unwind(AssertUnwindSafe(|| work(fonts))).unwrap_or_else(|_| {
        *fonts = Fonts::new();
        Err("dừng vì một lỗi của chương trình, các tệp khác vẫn được xuất; nguyên nhân ghi trong nhật ký, \
             hãy gửi kèm tệp này cho người bảo trì"
            .into())
    })
}

/// `bai/<activity>/<name>` or `pano/<name>`, named as the piece's own file, whose name holds its id.
fn place(piece: &Piece, file: Option<&str>) -> PathBuf {
    let name = match file {
        Some(path) => path.rsplit('/').next().unwrap_or(path).to_owned(),
        None => format!("{} {}.", fold::file_name(&piece.header.title), piece.header.id),
    };
    if piece.format == Format::Poster {
        return Path::new("pano").join(name);
    }
    // What stands in a header names no folder before it is known to be a plain word.
    let activity = &piece.header.activity;
    let is_plain = !activity.is_empty()
        && activity.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && !fold::is_device(activity);
    Path::new("bai").join(if is_plain { activity } else { "khac" }).join(name)
}
