//! `toasoan import`: makes pieces of files of others.

use std::fmt::Write;
use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde::Serialize;

use super::{Failure, known_activity, open, print, print_json, today};
use crate::import::{self, Decoders, Draft, Finding};
use crate::piece::{Piece, PieceId};
use crate::store::{self, Opened};

/// What is asked on the command line.
#[derive(Debug)]
pub struct Request {
    pub files: Vec<PathBuf>,
    /// None to guess.
    pub activity: Option<String>,
    /// Only tell.
    pub is_dry: bool,
    pub is_json: bool,
}

/// A file and what became of it.
#[derive(Debug, Serialize)]
struct Outcome {
    file: String,
    /// Why it was not taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    taken: Option<Taken>,
}

#[derive(Debug, Serialize)]
struct Taken {
    id: String,
    activity: String,
    format: &'static str,
    title: String,
    /// None when the piece was not written.
    path: Option<String>,
    body: String,
    unclear: Vec<Unclear>,
}

/// A line that was not understood, or what was changed in the file.
#[derive(Debug, Serialize)]
struct Unclear {
    #[serde(skip_serializing_if = "String::is_empty")]
    text: String,
    message: String,
}

/// Every file is tried; the exit code says whether all were taken.
pub fn run(path: &Path, request: &Request, asked: Option<NaiveDate>) -> Result<(), Failure> {
    let opened = open(path)?;
    request.activity.iter().try_for_each(|id| known_activity(&opened.plan, id))?;
    let today = today(asked, &opened.settings);
    let outcomes: Vec<Outcome> = request
        .files
        .iter()
        .map(|file| {
            let (error, taken) = match take(&opened, file, request, today) {
                Ok(taken) => (None, Some(taken)),
                Err(error) => (Some(error), None),
            };
            Outcome { file: file.display().to_string(), error, taken }
        })
        .collect();
    if request.is_json {
        print_json(&outcomes)?;
    } else {
        print(&report(&outcomes, request.is_dry))?;
    }
    let mut err = io::stderr().lock();
    let mut is_failed = false;
    for Outcome { file, error, .. } in &outcomes {
        if let Some(error) = error {
            let _ = io::Write::write_fmt(&mut err, format_args!("lỗi: {file}: {error}\n"));
            is_failed = true;
        }
    }
    if is_failed { Err(Failure::Reported) } else { Ok(()) }
}

fn take(opened: &Opened, file: &Path, request: &Request, today: NaiveDate) -> Result<Taken, String> {
    let bytes =
        store::foreign_bytes(file).map_err(|problem| format!("{}; {}", problem.reason, problem.remedy))?;
    let decoders = Decoders { text: &store::foreign_text, font: &store::from_old_font };
    let source = import::open(&file.to_string_lossy(), &bytes, decoders)?;
    let activity = match &request.activity {
        Some(id) => opened.plan.activity(id),
        None => import::activity_for(&opened.plan, import::guess(&source)),
    };
    let activity = activity.ok_or_else(|| {
        format!(
            "kế hoạch không có hình thức nào dùng {}; chọn hình thức bằng --as",
            import::guess(&source).name().to_lowercase()
        )
    })?;
    let rate = |voice: &str| opened.settings.rate_of(voice);
    let mut draft = import::draft(&source, activity.format, &rate);
    draft.point_out(&source, activity, &opened.plan, &opened.settings);
    let unclear = draft.findings.iter().map(unclear).collect();
    let id = PieceId(ulid::Ulid::generate().to_string().into());
    let mut piece = Draft::piece(draft, &source, activity, id, today);
    if !request.is_dry && !source.pictures.is_empty() {
        let title = piece.header.title.clone();
        let kept = source.pictures.iter();
        let kept =
            kept.map(|picture| opened.workspace.keep_evidence(&picture.name_of(&title), &picture.bytes));
        let kept = kept.collect::<Result<_, _>>().map_err(|error| error.to_string());
        import::note_pictures(&mut piece, kept);
    }
    let mut taken = Taken {
        id: piece.header.id.to_string(),
        activity: activity.id.clone(),
        format: piece.format.extension(),
        title: piece.header.title.clone(),
        path: None,
        body: piece.body.to_string(),
        unclear,
    };
    if !request.is_dry {
        taken.path = Some(save(opened, piece)?);
    }
    Ok(taken)
}

fn save(opened: &Opened, piece: Piece) -> Result<String, String> {
    opened.workspace.save(piece, None).map(|stored| stored.path).map_err(|error| error.to_string())
}

fn unclear(Finding { words, message }: &Finding) -> Unclear {
    Unclear { text: words.clone(), message: message.clone() }
}

/// What became of each file, for people.
fn report(outcomes: &[Outcome], is_dry: bool) -> String {
    let mut out = String::new();
    for Outcome { file, taken, .. } in outcomes {
        let Some(taken) = taken else { continue };
        let became = if is_dry { "sẽ thành" } else { "đã thành" };
        let _ = writeln!(out, "{file} {became} “{}” ({})", taken.title, taken.activity);
        if let Some(path) = &taken.path {
            let _ = writeln!(out, "    {path}");
        }
        for Unclear { text, message } in &taken.unclear {
            let _ = writeln!(out, "    {message}");
            if let Some(line) = text.lines().next() {
                let _ = writeln!(out, "        {line}");
            }
        }
    }
    out
}
