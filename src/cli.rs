//! Commands for a terminal, a script or a machine without a display.
//!
//! Exit codes: 0 done, 1 the work failed, 2 wrong usage.

mod all;
mod approve;
mod arguments;
mod backup;
mod budget;
mod cases;
pub mod check;
mod console;
mod contest;
mod display;
mod edited;
mod export;
mod find;
mod import;
mod import_bank;
mod import_budget;
mod import_cases;
mod import_places;
mod import_return;
mod import_schedule;
mod new;
mod people;
mod pieces;
mod places;
mod poster;
mod preflight;
mod print;
mod release;
mod search;
pub mod slots;
mod source;
mod survey;
mod table;
mod target;
mod together;
mod usage;

use std::ffi::OsString;
use std::io::{self, Write};
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::process::ExitCode;

use chrono::NaiveDate;
use clap::error::ErrorKind;

use crate::calendar::range;
use crate::piece::find::Sought;
use crate::plan::{Kept, NewYear, Plan, Settings};
use crate::store::{self, Opened, Problem, Workspace};
use arguments::{Arguments, Command, Table};

/// Why a command ends with an exit code other than 0.
#[derive(Debug)]
enum Failure {
    /// The work itself failed (exit code 1).
    Work(String),
    /// The arguments make no sense (exit code 2).
    Usage(String),
    /// The error has been printed already (exit code 1).
    Reported,
}

impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Self {
        Self::Work(error.to_string())
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self::Work(problem.to_string())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            // The reader of the pipe (`head`, `less`) has closed it.
            io::ErrorKind::BrokenPipe => Self::Reported,
            // ERROR_PIPE_NOT_CONNECTED: so Windows says it at times.
            _ if cfg!(windows) && error.raw_os_error() == Some(233) => Self::Reported,
            _ => Self::Work(format!("không in được kết quả: {}", crate::fault::explain(&error))),
        }
    }
}

/// Runs the program with its arguments; the first is the program's own name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let parsed = Arguments::read(arguments);
    let is_window = parsed.as_ref().is_ok_and(|arguments| arguments.command.is_none());
    if !is_window {
        console::attach();
    }
    let arguments = match parsed {
        Ok(arguments) => arguments,
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            return end(print(&usage::localised(&error.to_string())), false);
        }
        Err(error) => {
            let _ = write!(io::stderr(), "{}", usage::explain(&error));
            return ExitCode::from(2);
        }
    };
    let _ = store::log::init();
    // The user gets a plain message; the location of the panic goes to the log.
    panic::set_hook(Box::new(|panic| tracing::error!("{panic}")));
    let ended = panic::catch_unwind(AssertUnwindSafe(|| dispatch(arguments)));
    end(ended.unwrap_or_else(|_| Err(Failure::Work(display::broken()))), is_window)
}

/// Reports a failure, also in a message box where the window may have been started without a terminal, and
/// returns the exit code.
fn end(done: Result<(), Failure>, is_window: bool) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            let (message, code) = match failure {
                Failure::Work(message) => (message, 1),
                Failure::Usage(message) => (message, 2),
                Failure::Reported => return ExitCode::from(1),
            };
            tracing::error!("{message}");
            // A window does not attach to the terminal, where Ctrl C would end it, until there is a message
            // to print.
            console::attach();
            let _ = writeln!(io::stderr(), "lỗi: {message}");
            if is_window {
                crate::app::alert(&message);
            }
            ExitCode::from(code)
        }
    }
}

fn dispatch(arguments: Arguments) -> Result<(), Failure> {
    match arguments.command {
        None => window(arguments.window),
        Some(Command::New {
            folder,
            year,
            from,
            from_text,
            city,
            name,
            start,
            has_drafts,
            has_cases,
            json,
        }) => {
            let [city, name] = [city, name].map(|text| text.trim().to_owned());
            let kept = Kept { drafts: has_drafts, cases: has_cases, ..Kept::default() };
            let new = NewYear { year, city, name, start, kept, ..NewYear::default() };
            new::run(&folder, new, &from, from_text.as_deref(), json.is_json)
        }
        Some(Command::Check { workspace, today, json }) => {
            check::run(&workspace.path, today.date, json.is_json)
        }
        Some(Command::Slots { workspace, activity, locality, agency, from, to, today, json }) => {
            let filter = slots::Filter { activity, locality, agency, from, to };
            slots::run(&workspace.path, &filter, today.date, json.is_json)
        }
        Some(Command::People { workspace, from, to, today, json }) => {
            people::run(&workspace.path, (from, to), today.date, json.is_json)
        }
        Some(Command::Places { workspace, today, json }) => {
            places::run(&workspace.path, today.date, json.is_json)
        }
        Some(Command::Cases { workspace, agency, is_overdue, today, json }) => {
            cases::run(&workspace.path, (agency.as_deref(), is_overdue), today.date, json.is_json)
        }
        Some(Command::Preflight { workspace, piece, json }) => {
            preflight::run(&workspace.path, &piece.name, json.is_json)
        }
        Some(Command::Pieces { workspace, json }) => pieces::run(&workspace.path, json.is_json),
        Some(Command::Approve { workspace, piece, step, by, returned, given, number, note, today }) => {
            let answer = approve::Answer { step, by, returned, date: given, number, note };
            approve::run(&workspace.path, &piece.name, answer, today.date)
        }
        Some(Command::Backup { workspace, file }) => backup::backup(&workspace.path, &file),
        Some(Command::Release { folder, secret, number, words }) => {
            release::run(&folder, &secret, &number, &words)
        }
        Some(Command::Restore { file, folder }) => backup::restore(&file, &folder),
        Some(Command::Contest { workspace, piece, json }) => {
            contest::run(&workspace.path, &piece.name, json.is_json)
        }
        Some(Command::Budget { workspace, part, today, json }) => {
            budget::run(&workspace.path, part, today.date, json.is_json)
        }
        Some(Command::Import { workspace, files, activity, is_dry, today, json }) => {
            let take = match Table::named(&workspace.path, &files) {
                Some(Table::Schedule) => import_schedule::run,
                Some(Table::Budget) => import_budget::run,
                Some(Table::Places) => import_places::run,
                Some(Table::Bank) => import_bank::run,
                Some(Table::Cases) => import_cases::run,
                Some(Table::Return) => import_return::run,
                None => {
                    let request = import::Request { files, activity, is_dry, is_json: json.is_json };
                    return import::run(&workspace.path, &request, today.date);
                }
            };
            take(&files[0], &files[1], (is_dry, json.is_json), today.date)
        }
        Some(Command::Find { workspace, words, replace, is_exact, is_whole, activity, is_dry, json }) => {
            let sought = Sought { words, is_exact, is_whole };
            let request = search::Request { sought, replace, activity, is_dry, is_json: json.is_json };
            search::run(&workspace.path, &request)
        }
        Some(Command::Export(export)) => export::run(export),
        Some(Command::Survey(command)) => survey::run(command),
    }
}

fn window(window: arguments::Window) -> Result<(), Failure> {
    if let Some(workspace) = &window.workspace
        && !(workspace.is_dir() || workspace.is_file())
    {
        let missing = store::Error::Missing(workspace.clone());
        return Err(Failure::Work(format!("{missing}\nXem các lệnh: toasoan --help")));
    }
    if let Some(message) = display::missing() {
        return Err(Failure::Work(message));
    }
    // iced panics when it cannot reach the display.
    let ended = panic::catch_unwind(|| crate::app::run(window.workspace, window.today.date, window.is_own));
    let reason = match ended {
        Ok(Ok(())) => return Ok(()),
        Ok(Err(error)) => {
            tracing::error!("{:?}", error);
            error.to_string()
        }
        Err(_) => display::stopped(),
    };
    Err(Failure::Work(format!("{reason}\n{}", display::INSTEAD)))
}

/// Opens a workspace, reading only the headers of its pieces, and prints warnings about broken files to
/// stderr.
fn open(path: &Path) -> Result<Opened, Failure> {
    let opened = Workspace::open_headers(path)?;
    warn(&opened);
    Ok(opened)
}

/// Prints warnings about broken files to stderr.
fn warn(opened: &Opened) {
    for problem in opened.problems.iter().filter(|problem| problem.is_broken()) {
        let _ = writeln!(io::stderr(), "cảnh báo: {problem}");
    }
}

/// The working day: the one asked for, else the workspace's fixed date, else the clock's.
fn today(asked: Option<NaiveDate>, settings: &Settings) -> NaiveDate {
    range::nearest(asked.or(settings.working_date).unwrap_or_else(|| chrono::Local::now().date_naive()))
}

/// Fails unless the plan has this activity; the message lists the known ids.
fn known_activity(plan: &Plan, id: &str) -> Result<(), Failure> {
    if plan.activity(id).is_some() {
        return Ok(());
    }
    let known: Vec<_> = plan.activities.iter().map(|activity| activity.id.as_str()).collect();
    Err(Failure::Usage(format!(
        "kế hoạch không có hình thức tuyên truyền \"{id}\". Các mã: {}",
        known.join(", ")
    )))
}

/// Fails unless the plan has this locality; the message lists the known ids.
fn known_locality(plan: &Plan, id: &str) -> Result<(), Failure> {
    if plan.locality(id).is_some() {
        return Ok(());
    }
    let known: Vec<_> = plan.localities.iter().map(|locality| locality.id.as_str()).collect();
    Err(Failure::Usage(format!("kế hoạch không có địa bàn \"{id}\". Các mã: {}", known.join(", "))))
}

/// Fails unless the plan has this agency; the message lists the known ids.
fn known_agency(plan: &Plan, id: &str) -> Result<(), Failure> {
    if plan.agency(id).is_some() {
        return Ok(());
    }
    let known: Vec<_> = plan.agencies.iter().map(|agency| agency.id.as_str()).collect();
    Err(Failure::Usage(format!("kế hoạch không có cơ quan \"{id}\". Các mã: {}", known.join(", "))))
}

/// Fails when the period ends before it begins.
fn ordered(from: Option<NaiveDate>, to: Option<NaiveDate>) -> Result<(), Failure> {
    match (from, to) {
        (Some(from), Some(to)) if from > to => Err(Failure::Usage(format!(
            "ngày đầu {} sau ngày cuối {}; đổi lại --from và --to",
            from.format("%d/%m/%Y"),
            to.format("%d/%m/%Y")
        ))),
        _ => Ok(()),
    }
}

/// Prints a result as JSON for other programs.
fn print_json(value: &impl serde::Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(value).map_err(|_| {
        Failure::Work("không ghi được JSON vì một lỗi của chương trình; hãy báo cho người bảo trì".into())
    })?;
    print(&format!("{text}\n"))
}

fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}
