//! Carries out an export request.

use std::error::Error;

use crate::document::poster::local;
use crate::export::ics::Changes;
use crate::export::local::Target;
use crate::export::{self, file, job};
use crate::newsroom::Newsroom;
use crate::page::Fonts;
use crate::poster::Poster;
use crate::ui::screen::export::{Job, Locals, Purpose};
use crate::ui::{Export, Photos, Pictures};

/// Writes an export, its kind chosen by the path's extension; a role pack goes into a folder at that path.
/// The error and the notice are in Vietnamese.
pub(super) fn write(
    newsroom: &Newsroom,
    job: &Job,
    (pictures, photos): (&Pictures, &Photos),
    changes: &Changes<'_>,
    fonts: &mut Fonts,
) -> Result<Option<String>, String> {
    let pictures = |path: &str| photos.or_held(pictures, path);
    let Job { what, path, print, .. } = job;
    if job.purpose == Purpose::RolePack {
        return role_pack(newsroom, job, fonts).map(|()| None);
    }
    if let Purpose::Localities(kept) = job.purpose {
        return localities(newsroom, job, kept, &pictures, fonts).map(|()| None);
    }
    file::write_with(path, |out| -> Result<Option<String>, Box<dyn Error>> {
        let mut notice = None;
        match what {
            Export::Schedule(request) => {
                let extension = file::extension(path, job::SCHEDULE)?;
                out.write_all(&job::schedule(newsroom, request, extension, print, changes, fonts)?)?;
                notice = job::schedule_notice(newsroom, request, extension);
            }
            Export::Report { from, to } => {
                let extension = file::extension(path, job::REPORT)?;
                let newsroom = newsroom.as_of(to.unwrap_or(newsroom.today()));
                out.write_all(&job::report(&newsroom, *from, extension, print, fonts)?)?;
            }
            Export::Cases(request) => {
                let extension = file::extension(path, job::CASES)?;
                out.write_all(&job::cases(newsroom, request, extension, print, fonts)?)?;
            }
            Export::Outcome(request) => {
                let extension = file::extension(path, job::OUTCOME)?;
                out.write_all(&job::outcome(newsroom, request, extension, print, fonts)?)?;
            }
            Export::Desk(request) => {
                let extension = file::extension(path, job::desk_extensions(request))?;
                out.write_all(&job::desk(newsroom, request, extension, print, fonts)?)?;
            }
            Export::Assignments(request) => {
                let _ = file::extension(path, job::ASSIGNMENTS)?;
                out.write_all(&job::assignments(newsroom, request, print, fonts)?)?;
            }
            Export::Budget(request) => {
                let extension = file::extension(path, job::BUDGET)?;
                out.write_all(&job::budget(newsroom, request, extension, print, fonts)?)?;
            }
            Export::Places(request) => {
                let extension = file::extension(path, job::PLACES)?;
                out.write_all(&job::places(newsroom, request, extension, &pictures, print, fonts)?)?;
            }
            Export::Piece(id) => {
                let piece = newsroom.piece(id).ok_or("Bài này không còn trong thư mục làm việc.")?;
                let extension = file::extension(path, job::extensions(piece))?;
                job::piece(newsroom, piece, extension, &pictures, print, fonts, out)?;
            }
        }
        Ok(notice)
    })
    .map_err(|error| error.to_string())
}

fn role_pack(newsroom: &Newsroom, job: &Job, fonts: &mut Fonts) -> Result<(), String> {
    let Export::Piece(id) = &job.what else { return Ok(()) };
    let piece = newsroom.piece(id).ok_or("Bài này không còn trong thư mục làm việc.")?;
    let files = job::role_pack(newsroom, piece, &job.print, fonts).map_err(|error| error.to_string())?;
    file::create_folder(&job.path).map_err(|error| error.to_string())?;
    files
        .iter()
        .try_for_each(|(name, bytes)| file::write(&job.path.join(name), bytes))
        .map_err(|error| error.to_string())
}

fn localities(
    newsroom: &Newsroom,
    job: &Job,
    kept: Locals,
    pictures: job::Pictures<'_>,
    fonts: &mut Fonts,
) -> Result<(), String> {
    let Export::Piece(id) = &job.what else { return Ok(()) };
    let piece = newsroom.piece(id).ok_or("Bài này không còn trong thư mục làm việc.")?;
    let poster = Poster::parse(&piece.body).map_err(|error| error.to_string())?;
    let locals = local::locals(newsroom.plan(), newsroom.places(), newsroom.today());
    let target = match kept {
        Locals::OneFile => Target::File(&job.path),
        Locals::FileEach => Target::Folder(&job.path),
    };
    export::local::write(&poster, &piece.header.title, &locals, target, pictures, &job.print, fonts)
        .map(drop)
        .map_err(|error| error.to_string())
}
