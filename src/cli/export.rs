//! `toasoan export`: writes one file atomically.

use std::io::{self, Write};
use std::path::Path;

use super::arguments::Export;
use super::print::Reminder;
use super::source::{changed, newsroom, pictures, with_tones};
use super::target::{beside, ready, warn, warn_of_missing, whole};
use super::{Failure, all, find, known_activity, known_agency, known_locality, ordered, poster};
use crate::calendar::week;
use crate::document::assignment::Request as Work;
use crate::document::cases::Request as CaseRequest;
use crate::document::places::Request as Places;
use crate::document::print::{Comments, Content, Issuer, RoleExtent};
use crate::document::schedule::Request;
use crate::document::survey::outcome::Request as OutcomeRequest;
use crate::document::{self, PrintOptions};
use crate::export::ics::Changes;
use crate::export::{file, job};
use crate::newsroom::Newsroom;
use crate::page::Fonts;
use crate::piece::{Format, PieceId};
use crate::place::PlaceKind;
use crate::plan::Plan;

impl From<file::Error> for Failure {
    fn from(error: file::Error) -> Self {
        match error {
            file::Error::Extension { .. } => Self::Usage(error.to_string()),
            _ => Self::Work(error.to_string()),
        }
    }
}

impl From<job::Error> for Failure {
    fn from(error: job::Error) -> Self {
        match error {
            job::Error::Preflight(_) => Self::Work(format!(
                "{error}\nSửa các lỗi trên trong bảng thiết kế; vẫn xuất thì dùng: toasoan export poster … --force"
            )),
            job::Error::Role { .. }
            | job::Error::Voice { .. }
            | job::Error::NotAScript
            | job::Error::NotAired
            | job::Error::NotASkit(_)
            | job::Error::Pages(_) => Self::Usage(error.to_string()),
            _ => Self::Work(error.to_string()),
        }
    }
}

pub fn run(export: Export) -> Result<(), Failure> {
    // Use this thread for setting pages too, as it would only wait; an existing pool stays as it is.
    let _ = rayon::ThreadPoolBuilder::new().use_current_thread().build_global();
    match export {
        Export::Schedule {
            workspace,
            from,
            to,
            activity,
            locality,
            person,
            mine,
            group,
            has_drafts,
            print,
            out,
            today: day,
        } => {
            ordered(Some(from), Some(to))?;
            let extension = ready(&out.file, job::SCHEDULE)?;
            let opened = beside(&workspace.path, &out.file)?;
            activity.iter().try_for_each(|id| known_activity(&opened.plan, id))?;
            locality.iter().try_for_each(|id| known_locality(&opened.plan, id))?;
            let print = PrintOptions { grouping: group, has_drafts, ..print.options() };
            let issuer = issuer(mine.as_deref(), &opened.plan)?;
            let issuer = Box::new(issuer);
            let request = Request { from, to, activities: activity, locality, person, issuer };
            // Only a calendar says when its contents were changed.
            let (times, deleted) = match extension {
                "ics" => (changed(&opened), opened.workspace.deleted()),
                _ => Default::default(),
            };
            let of_piece = |id: &PieceId| times.piece(id);
            let changes = Changes { of_piece: &of_piece, shared: times.records(), deleted: &deleted };
            let newsroom = newsroom(opened, day.date);
            known_person(&newsroom, request.person.as_deref())?;
            let bytes = job::schedule(&newsroom, &request, extension, &print, &changes, &mut Fonts::new())?;
            finish(&out.file, &bytes)?;
            if let Some(notice) = job::schedule_notice(&newsroom, &request, extension) {
                let _ = writeln!(io::stderr().lock(), "{notice}");
            }
            Ok(())
        }
        Export::Piece {
            workspace,
            piece,
            layout,
            role,
            voice,
            is_prompter,
            is_as_run,
            is_notice,
            is_short,
            is_rehearsal,
            part,
            is_review,
            is_opinion,
            has_comments,
            print,
            out,
            today: day,
        } => {
            // Before reading the workspace: an extension that no piece supports is wrong usage.
            let any = &["pdf", "docx", "txt", "xlsx", "html", "fountain", "fdx", "png", "jpg", "tif"];
            let _ = ready(&out.file, any)?;
            let opened = beside(&workspace.path, &out.file)?;
            let piece = whole(&opened, &piece.name)?;
            let extension = file::extension(&out.file, job::extensions(&piece))?;
            let workspace = opened.workspace.clone();
            let newsroom = newsroom(opened, day.date);
            let pictures = pictures(&workspace);
            let content = match (is_review, is_opinion, is_rehearsal, is_prompter) {
                _ if is_as_run => Content::AsRun,
                _ if is_notice => Content::Notice,
                (true, ..) => Content::Review,
                (_, true, ..) => Content::Opinion,
                (_, _, true, _) => Content::Rehearsal,
                (.., true) => Content::Prompter,
                _ => Content::Piece,
            };
            if is_opinion && !document::opinion::is_for(&newsroom, &piece) {
                return Err(Failure::Usage(
                    "phiếu lấy ý kiến chỉ dành cho pano, áp phích và chương trình trực tiếp; dùng: --review"
                        .into(),
                ));
            }
            let comments = if has_comments { Comments::Printed } else { Comments::LeftOut };
            let extent = RoleExtent::of(is_short);
            let role = role.or(voice);
            let print = PrintOptions { content, comments, layout, role, extent, part, ..print.options() };
            let fonts = &mut Fonts::new();
            file::write_with(&out.file, |out| {
                job::piece(&newsroom, &piece, extension, &pictures, &print, fonts, out).map_err(Failure::from)
            })?;
            if print.content == Content::Piece {
                warn(&job::preflight(&piece, &pictures, fonts));
                warn_of_missing(&piece, newsroom.plan(), newsroom.settings());
            }
            Ok(())
        }
        Export::Roles { workspace, piece, layout, is_short, print, out, today: day } => {
            let opened = beside(&workspace.path, &out)?;
            let piece = whole(&opened, &piece.name)?;
            let newsroom = newsroom(opened, day.date);
            let print = PrintOptions { layout, extent: RoleExtent::of(is_short), ..print.options() };
            let files = job::role_pack(&newsroom, &piece, &print, &mut Fonts::new())?;
            warn_of_missing(&piece, newsroom.plan(), newsroom.settings());
            file::create_folder(&out)?;
            for (name, bytes) in &files {
                finish(&out.join(name), bytes)?;
            }
            super::print(&format!("Đã xuất {} vai vào {}\n", files.len(), out.display()))
        }
        Export::Poster { workspace, piece, size, is_per_locality, shop, out, today: day } => {
            let request = poster::Request { size, is_per_locality, day: day.date };
            poster::run(&workspace.path, &piece.name, &shop.options(), &request, &out)
        }
        Export::Report { workspace, from, to, mine, print, out, today: day } => {
            ordered(from, to)?;
            let extension = ready(&out.file, job::REPORT)?;
            let opened = with_tones(beside(&workspace.path, &out.file)?);
            let issuer = issuer(mine.as_deref(), &opened.plan)?;
            let newsroom = newsroom(opened, to.or(day.date));
            ordered(from, Some(newsroom.today()))?;
            let bytes = job::report(
                &newsroom,
                from,
                extension,
                &PrintOptions { issuer: Box::new(issuer), ..print.options() },
                &mut Fonts::new(),
            )?;
            finish(&out.file, &bytes)
        }
        Export::Budget { workspace, kind, part, print, out, today: day } => {
            let extension = ready(&out.file, job::BUDGET)?;
            let opened = beside(&workspace.path, &out.file)?;
            let filter = super::budget::filter(part, &opened)?;
            let request = document::budget::Request { kind, filter };
            let newsroom = newsroom(opened, day.date);
            let bytes = job::budget(&newsroom, &request, extension, &print.options(), &mut Fonts::new())?;
            finish(&out.file, &bytes)
        }
        Export::Contest { workspace, piece, kind, print, out, today: day } => {
            let extension = ready(&out.file, job::CONTEST)?;
            let opened = beside(&workspace.path, &out.file)?;
            let (piece, _) = super::contest::found(&opened, &piece.name)?;
            let newsroom = newsroom(opened, day.date);
            let print = PrintOptions { contest: kind, ..print.options() };
            let fonts = &mut Fonts::new();
            file::write_with(&out.file, |out| {
                job::piece(&newsroom, &piece, extension, &|_| None, &print, fonts, out).map_err(Failure::from)
            })
        }
        Export::Dialogue { workspace, piece, kind, print, out, today: day } => {
            let extension = ready(&out.file, job::DIALOGUE)?;
            let opened = beside(&workspace.path, &out.file)?;
            let stored = find::piece(&opened, &piece.name)?;
            let piece = opened.workspace.whole(&stored.path, stored.piece.format)?;
            if piece.format != Format::Dialogue {
                let said = format!("\"{}\" không phải buổi đối thoại (.dialogue)", piece.header.title);
                return Err(Failure::Usage(said));
            }
            let newsroom = newsroom(opened, day.date);
            let print = PrintOptions { dialogue: kind, ..print.options() };
            let fonts = &mut Fonts::new();
            file::write_with(&out.file, |out| {
                job::piece(&newsroom, &piece, extension, &|_| None, &print, fonts, out).map_err(Failure::from)
            })
        }
        Export::Return { workspace, body, from, to, out, today: day } => {
            ordered(Some(from), Some(to))?;
            let extension = ready(&out.file, job::RETURN).map_err(|error| match error {
                Failure::Usage(_) => Failure::Usage(
                    "phiếu báo cáo được điền rồi nhập lại nên chỉ xuất ra .xlsx; báo cáo để ký, đóng dấu thì dùng: toasoan \
                     export report"
                        .into(),
                ),
                other => other,
            })?;
            let opened = beside(&workspace.path, &out.file)?;
            super::cases::known_body(&opened.plan, &body)?;
            let newsroom = newsroom(opened, day.date);
            let request = document::desk::Request::Form { from, to, body };
            let bytes =
                job::desk(&newsroom, &request, extension, &PrintOptions::default(), &mut Fonts::new())?;
            finish(&out.file, &bytes)
        }
        Export::Reminders { workspace, kind, from, to, print, out, today: day } => {
            ordered(from, to)?;
            let extension = ready(&out.file, job::LETTERS)?;
            let newsroom = newsroom(beside(&workspace.path, &out.file)?, day.date);
            let (first, last) = document::report::desk::period(&newsroom, from);
            let (from, to) = (from.unwrap_or(first), to.unwrap_or(last));
            let request = match kind {
                Reminder::Reports => document::desk::Request::Reports { from, to },
                Reminder::Organisations => document::desk::Request::Organisations(Vec::new()),
            };
            let bytes = job::desk(&newsroom, &request, extension, &print.options(), &mut Fonts::new())?;
            finish(&out.file, &bytes)
        }
        Export::Assignment { workspace, piece, print, out, today: day } => {
            let _ = ready(&out.file, job::ASSIGNMENTS)?;
            let opened = beside(&workspace.path, &out.file)?;
            let id = find::piece(&opened, &piece.name)?.piece.header.id.clone();
            let newsroom = newsroom(opened, day.date);
            assignments(&newsroom, &Work::Piece(id), &print.options(), &out.file)
        }
        Export::People { workspace, person, from, to, print, out, today: day } => {
            ordered(from, to)?;
            let _ = ready(&out.file, job::ASSIGNMENTS)?;
            let newsroom = newsroom(beside(&workspace.path, &out.file)?, day.date);
            let from = from.unwrap_or_else(|| week::monday_of(newsroom.today()));
            let to = to.unwrap_or_else(|| week::add_days(from, 6));
            ordered(Some(from), Some(to))?;
            let request = Work::People { names: person, from, to };
            if let Some(name) = request.stranger(&newsroom) {
                let said = format!(
                    "không có người tên \"{name}\" trong thiết lập hay trong các bài; xem: toasoan people"
                );
                return Err(Failure::Usage(said));
            }
            assignments(&newsroom, &request, &print.options(), &out.file)
        }
        Export::Places {
            workspace,
            kind,
            locality,
            piece,
            is_delivery,
            is_check,
            print,
            out,
            today: day,
        } => {
            let extension = ready(&out.file, if is_check { job::LETTERS } else { job::PLACES })?;
            let opened = beside(&workspace.path, &out.file)?;
            locality.iter().try_for_each(|id| known_locality(&opened.plan, id))?;
            let piece = piece.map(|name| whole(&opened, &name)).transpose()?;
            let request = match piece.as_ref().map(|piece| piece.header.id.clone()) {
                _ if is_check => Places::Check { locality },
                Some(piece) if is_delivery => Places::Delivery { piece, locality },
                Some(piece) => Places::Hanging(piece),
                None => Places::Register { kind: kind.map(|kind| PlaceKind::from_word(&kind)), locality },
            };
            let workspace = opened.workspace.clone();
            let newsroom = newsroom(opened, day.date);
            let (print, fonts) = (print.options(), &mut Fonts::new());
            let pictures = &pictures(&workspace);
            finish(&out.file, &job::places(&newsroom, &request, extension, pictures, &print, fonts)?)
        }
        Export::Tour { workspace, piece, is_letters, print, out, today: day } => {
            let allowed = if is_letters { &job::PLACES[..2] } else { job::PLACES };
            let extension = ready(&out.file, allowed)?;
            let mut opened = beside(&workspace.path, &out.file)?;
            let piece = whole(&opened, &piece.name)?;
            if piece.format != Format::Stage {
                return Err(job::Error::NotASkit(piece.header.title).into());
            }
            let id = piece.header.id.clone();
            // The letters say what the stage must have, which the text tells.
            if let Some(stored) = opened.pieces.iter_mut().find(|stored| *stored.piece.id() == id) {
                stored.piece = piece;
            }
            let request = if is_letters { Places::Letters(id) } else { Places::Tour(id) };
            let workspace = opened.workspace.clone();
            let newsroom = newsroom(opened, day.date);
            let (print, fonts) = (print.options(), &mut Fonts::new());
            let pictures = &pictures(&workspace);
            finish(&out.file, &job::places(&newsroom, &request, extension, pictures, &print, fonts)?)
        }
        Export::Cases { workspace, kind, agency, case, print, out, today: day } => {
            let extension = ready(&out.file, job::CASES)?;
            let newsroom = newsroom(beside(&workspace.path, &out.file)?, day.date);
            agency.iter().try_for_each(|id| super::cases::known_body(newsroom.plan(), id))?;
            let ids = super::cases::named(&newsroom, &case)?;
            let request = CaseRequest { paper: kind, ids, agency };
            let print = print.options();
            finish(&out.file, &job::cases(&newsroom, &request, extension, &print, &mut Fonts::new())?)
        }
        Export::Survey { workspace, piece, kind, locality, print, out, today: day } => {
            let extension = ready(&out.file, job::OUTCOME)?;
            let mut opened = beside(&workspace.path, &out.file)?;
            locality.iter().try_for_each(|id| super::known_locality(&opened.plan, id))?;
            let (survey, _) = super::survey::survey(&opened, &piece.name)?;
            let id = survey.header.id.clone();
            // Only headers are in memory.
            for stored in opened.pieces.iter_mut().filter(|stored| *stored.piece.id() == id) {
                stored.piece.body = survey.body.clone();
            }
            let newsroom = newsroom(opened, day.date);
            let request = OutcomeRequest { paper: kind, survey: id, locality };
            let print = print.options();
            finish(&out.file, &job::outcome(&newsroom, &request, extension, &print, &mut Fonts::new())?)
        }
        Export::All { workspace, out, today: day } => {
            all::run(beside(&workspace.path, &out)?, day.date, &out)
        }
    }
}

fn assignments(newsroom: &Newsroom, request: &Work, print: &PrintOptions, out: &Path) -> Result<(), Failure> {
    finish(out, &job::assignments(newsroom, request, print, &mut Fonts::new())?)
}

/// The agency whose part is asked for; without one the workspace's office prints everything.
fn issuer(mine: Option<&str>, plan: &Plan) -> Result<Issuer, Failure> {
    let Some(id) = mine else { return Ok(Issuer::default()) };
    known_agency(plan, id)?;
    Ok(Issuer::of_agency(plan, id))
}

fn finish(file: &Path, bytes: &[u8]) -> Result<(), Failure> {
    Ok(file::write(file, bytes)?)
}

/// Fails unless a piece names this person.
fn known_person(newsroom: &Newsroom, person: Option<&str>) -> Result<(), Failure> {
    let Some(person) = person else { return Ok(()) };
    if newsroom.pieces().any(|piece| piece.header.names(person)) {
        return Ok(());
    }
    Err(Failure::Usage(format!("không bài nào ghi tên \"{person}\": ghi đủ họ tên như trong bài")))
}
