//! The print and export dialog: content, format, target; with a preview identical to the print.

mod asked;
mod file_format;
mod period;
mod period_kind;
mod permit;
mod preflight;
mod print_form;
mod proof;
mod view;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{Datelike, Days, Months, NaiveDate};
use iced::Task;

use crate::calendar::wording;
use crate::document::poster::local;
use crate::document::print::Issuer;
use crate::document::{PrintOptions, budget, desk, schedule};
use crate::ledger::Mine;
use crate::newsroom::Command;
use crate::page::Fonts;
use crate::piece::{Format, PieceId};
use crate::poster::preflight::Finding;
use crate::poster::{ElementId, Poster};
use crate::ui::widget::Preview;
use crate::ui::{Context, Export, pick, preview};

pub use file_format::FileFormat;
pub use period_kind::PeriodKind;
use print_form::PrintForm;
pub use print_form::{Locals, Message as PrintMessage};

/// The dialog's state.
#[derive(Debug)]
pub struct Dialog {
    what: Export,
    format: FileFormat,
    formats: &'static [FileFormat],
    path: String,
    from: String,
    to: String,
    activity: Option<Choice>,
    locality: Option<Choice>,
    /// Only what is the user's own.
    is_mine: bool,
    filter: Filtered,
    print_form: PrintForm,
    preview: Preview,
    proof: preflight::Preflight,
    is_busy: bool,
    /// The user was told that the print has errors or that not everyone has agreed to the piece: the next press
    /// writes it all the same.
    is_told: bool,
    trouble: Option<String>,
}

/// The person and the body that the calendar shows alone, unless the schedule is of all.
#[derive(Debug, Default)]
struct Filtered {
    person: Option<String>,
    whose: Option<Mine>,
    is_dropped: bool,
}

/// A named id in a drop-down; no id means all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    id: Option<String>,
    name: String,
}

impl std::fmt::Display for Choice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.name)
    }
}

/// The export to be written.
#[derive(Debug, Clone)]
pub struct Job {
    pub what: Export,
    /// The file; for a role pack the folder.
    pub path: PathBuf,
    pub print: PrintOptions,
    pub purpose: Purpose,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    File,
    /// A separate file for each character of the skit.
    RolePack,
    /// A poster for each locality: in the file, or in a folder at that path.
    Localities(Locals),
    /// It is handed to the printer; the file is none of the user's.
    Print,
}

#[derive(Debug, Clone)]
pub enum Message {
    FormatChosen(FileFormat),
    PathChanged(String),
    /// Of a budget: what is planned, or what was spent.
    BudgetKindChosen(budget::Kind),
    FromChanged(String),
    ToChanged(String),
    /// One month ahead or back; for a report, one period of its kind.
    MonthMoved(i32),
    /// The report on the month, quarter … that contains its last day.
    PeriodKindChosen(PeriodKind),
    WholeYear,
    ActivityChosen(Choice),
    LocalityChosen(Choice),
    MineChosen(bool),
    FilterChosen(bool),
    Print(print_form::Message),
    Previewed(preview::Rendered),
    PreviewScrolled(f32, f32),
    Checked(Vec<Finding>),
    /// Go to a finding of the poster's preflight; none for the board as a whole.
    ShowFinding(Option<ElementId>),
    Browse,
    Browsed(Option<PathBuf>),
    Confirmed,
    /// Print the pages instead of keeping a file.
    PrintPressed,
    /// Close without printing.
    Left,
    /// The pages are in this file.
    ReadyToPrint(PathBuf),
    /// The file, with a notice to show.
    Finished(Result<(PathBuf, Option<String>), String>),
}

/// What the app must do.
#[derive(Debug)]
pub enum Reply {
    Stay(Task<Message>),
    Write(Job),
    Close(PathBuf, Option<String>),
    /// Hand this file to the printer.
    Print(PathBuf),
    Leave,
    /// Go to this element in the poster's designer.
    ShowFinding(PieceId, Option<ElementId>),
}

/// The id of the field with the file's path.
const PATH: &str = "export path";

/// Width of a previewed page, logical pixels.
const SHEET: f32 = 460.0;

/// The schedule of the current month.
pub fn this_month(context: &Context) -> Export {
    Export::Schedule(month_of(context.newsroom.today()))
}

fn month_of(day: NaiveDate) -> schedule::Request {
    let from = day.with_day(1).unwrap_or(day);
    schedule::Request::new(from, last_of_month(from))
}

fn last_of_month(first: NaiveDate) -> NaiveDate {
    first
        .checked_add_months(Months::new(1))
        .and_then(|next| next.checked_sub_days(Days::new(1)))
        .unwrap_or(first)
}

impl Dialog {
    pub fn new(what: Export, folder: &str, context: &Context) -> (Self, Task<Message>) {
        let formats = match &what {
            Export::Schedule(_) => FileFormat::SCHEDULE,
            Export::Report { .. } => FileFormat::REPORT,
            Export::Assignments(_) => FileFormat::ASSIGNMENTS,
            Export::Budget(_) => FileFormat::BUDGET,
            Export::Places(_) => FileFormat::PLACES,
            Export::Cases(_) | Export::Outcome(_) => FileFormat::CASES,
            Export::Desk(desk::Request::Form { .. }) => FileFormat::FORM,
            Export::Desk(_) => FileFormat::LETTERS,
            Export::Piece(id) => match context.newsroom.piece(id).map(|piece| piece.format) {
                Some(Format::Poster) => FileFormat::POSTER,
                Some(Format::Stage) => FileFormat::SKIT,
                Some(Format::Article) => FileFormat::ARTICLE,
                Some(Format::Contest) => FileFormat::CONTEST,
                _ => FileFormat::PIECE,
            },
        };
        let print_form = PrintForm::new(&what, context);
        let (from, to) = match &what {
            Export::Schedule(request) => (wording::date(request.from), wording::date(request.to)),
            Export::Report { from, to } => {
                let to = to.unwrap_or(context.newsroom.today());
                (from.map(wording::date).unwrap_or_default(), wording::date(to))
            }
            Export::Piece(_)
            | Export::Assignments(_)
            | Export::Budget(_)
            | Export::Cases(_)
            | Export::Outcome(_)
            | Export::Desk(_)
            | Export::Places(_) => Default::default(),
        };
        let mut dialog = Self {
            what,
            format: formats[0],
            formats,
            print_form,
            path: String::new(),
            from,
            to,
            activity: None,
            locality: None,
            is_mine: context.only_mine().is_some_and(|mine| !mine.is_everything()),
            filter: Filtered::default(),
            preview: Preview::default(),
            proof: preflight::Preflight::default(),
            is_busy: false,
            is_told: false,
            trouble: None,
        };
        if let Export::Schedule(request) = &dialog.what {
            dialog.filter.person.clone_from(&request.person);
            let (whose, mine) = (request.issuer.mine.clone(), context.only_mine());
            dialog.filter.whose = whose.filter(|whose| Some(whose) != mine.as_ref());
        }
        let issuer = dialog.issuer(context);
        if let Export::Schedule(request) = &mut dialog.what {
            request.issuer = issuer;
        }
        dialog.path = dialog.suggestion(folder, context);
        let ready =
            iced::widget::operation::focus(PATH).chain(iced::widget::operation::move_cursor_to_end(PATH));
        let proof = dialog.check(context);
        let task = Task::batch([dialog.refresh(context), proof, ready]);
        (dialog, task)
    }

    fn suggestion(&self, folder: &str, context: &Context) -> String {
        let name = match &self.what {
            Export::Schedule(request) => {
                format!("Lịch phát sóng {} đến {}", request.from, request.to)
            }
            Export::Report { from, to } => {
                let to = to.unwrap_or(context.newsroom.today());
                match from {
                    Some(from) => format!("Báo cáo tiến độ {from} đến {to}"),
                    None => format!("Báo cáo tiến độ {to}"),
                }
            }
            Export::Outcome(request) => crate::fold::file_name(&request.title(&context.newsroom)),
            Export::Cases(request) => crate::fold::file_name(&request.title(&context.newsroom)),
            Export::Desk(request) => {
                crate::fold::file_name(&request.title(&context.newsroom).replace('/', "-"))
            }
            Export::Assignments(request) => {
                // A date's strokes are no part of a file's name.
                crate::fold::file_name(&request.title(&context.newsroom).replace('/', "-"))
            }
            Export::Budget(request) => request.title(&context.newsroom),
            Export::Places(request) => crate::fold::file_name(&request.title(&context.newsroom)),
            Export::Piece(id) => {
                let title =
                    context.newsroom.piece(id).map_or(id.as_str(), |piece| piece.header.title.as_str());
                let paper = self.print_form.paper_name().map_or_else(String::new, |name| format!("{name} "));
                crate::fold::file_name(&format!("{paper}{title}"))
            }
        };
        let separator = if folder.contains('\\') { '\\' } else { '/' };
        format!("{}{separator}{name}.{}", folder.trim_end_matches(['/', '\\']), self.format.extension())
    }

    /// Where the file is to go, as the path now says.
    fn folder(&self) -> String {
        let folder = PathBuf::from(&self.path).parent().map(|folder| folder.display().to_string());
        folder.unwrap_or_default()
    }

    pub fn update(&mut self, message: Message, context: &Context) -> Reply {
        match message {
            Message::FormatChosen(format) => {
                self.format = format;
                let path = PathBuf::from(&self.path).with_extension(format.extension());
                self.path = path.display().to_string();
                return Reply::Stay(self.refresh(context));
            }
            Message::PathChanged(path) => self.path = path,
            Message::BudgetKindChosen(kind) => {
                if let Export::Budget(request) = &mut self.what {
                    request.kind = kind;
                }
                self.path = self.suggestion(&self.folder(), context);
                return Reply::Stay(self.refresh(context));
            }
            Message::FromChanged(from) => {
                self.from = from;
                return Reply::Stay(self.re_request(context));
            }
            Message::ToChanged(to) => {
                self.to = to;
                return Reply::Stay(self.re_request(context));
            }
            Message::MonthMoved(by) => {
                if let Export::Schedule(request) = &self.what {
                    let first = request.from.with_day(1).unwrap_or(request.from);
                    let months = Months::new(by.unsigned_abs());
                    let first = if by < 0 {
                        first.checked_sub_months(months)
                    } else {
                        first.checked_add_months(months)
                    };
                    if let Some(first) = first {
                        return Reply::Stay(self.set_period(first, last_of_month(first), context));
                    }
                }
                if let Some((kind, from)) = self.period_kind(context) {
                    let (from, to) = kind.moved(from, by);
                    return Reply::Stay(self.set_period(from, to, context));
                }
            }
            Message::PeriodKindChosen(kind) => {
                let day = Self::day(&self.to, context).unwrap_or(context.newsroom.today());
                let (from, to) = kind.around(day);
                return Reply::Stay(self.set_period(from, to, context));
            }
            Message::WholeYear => {
                let year = context.newsroom.plan().year;
                if let (Some(from), Some(to)) =
                    (NaiveDate::from_ymd_opt(year, 1, 1), NaiveDate::from_ymd_opt(year, 12, 31))
                {
                    return Reply::Stay(self.set_period(from, to, context));
                }
            }
            Message::ActivityChosen(choice) => {
                self.activity = Some(choice);
                return Reply::Stay(self.re_request(context));
            }
            Message::LocalityChosen(choice) => {
                self.locality = Some(choice);
                return Reply::Stay(self.re_request(context));
            }
            Message::MineChosen(is_mine) => {
                self.is_mine = is_mine;
                return Reply::Stay(self.re_request(context));
            }
            Message::FilterChosen(is_filtered) => {
                self.filter.is_dropped = !is_filtered;
                return Reply::Stay(self.re_request(context));
            }
            Message::Print(print_form::Message::RolePackAsked) => {
                if self.may_write(context) {
                    let path = PathBuf::from(self.path.trim());
                    let name = path.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
                    let folder = path.with_file_name(format!("{name} – bộ vai"));
                    return self.write(folder, Purpose::RolePack, context);
                }
            }
            Message::Print(message) => {
                let is_other_board = matches!(message, print_form::Message::LocalsChosen(_));
                let paper = self.print_form.paper_name();
                self.print_form.update(message);
                if self.print_form.paper_name() != paper {
                    self.path = self.suggestion(&self.folder(), context);
                }
                let seen = self.refresh(context);
                if is_other_board {
                    self.proof = preflight::Preflight::default();
                    return Reply::Stay(Task::batch([seen, self.check(context)]));
                }
                return Reply::Stay(seen);
            }
            Message::Previewed(rendered) => {
                return Reply::Stay(self.preview.receive(rendered, &context.fonts, Message::Previewed));
            }
            Message::PreviewScrolled(from, height) => {
                let task = self.preview.scrolled((from, height), &context.fonts, Message::Previewed);
                return Reply::Stay(task);
            }
            Message::Checked(findings) => {
                self.proof.receive(findings);
                // What was told before did not count these.
                self.is_told = false;
            }
            Message::ShowFinding(element) => {
                if let Export::Piece(id) = &self.what {
                    return Reply::ShowFinding(id.clone(), element);
                }
            }
            Message::Browse => {
                let kind = (self.format.name(), &[self.format.extension()][..]);
                let offered = Path::new(&self.path);
                return Reply::Stay(pick::target("Xuất ra tệp", kind, offered, Message::Browsed));
            }
            Message::Browsed(path) => {
                if let Some(path) = path {
                    self.path = path.display().to_string();
                }
            }
            Message::Confirmed => {
                if self.may_write(context) {
                    let path = PathBuf::from(self.path.trim());
                    return match self.locals() {
                        Some(Locals::FileEach) => {
                            let name =
                                path.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
                            let folder = path.with_file_name(format!("{name} – theo địa bàn"));
                            self.write(folder, Purpose::Localities(Locals::FileEach), context)
                        }
                        Some(locals) => self.write(path, Purpose::Localities(locals), context),
                        None => self.write(path, Purpose::File, context),
                    };
                }
            }
            Message::PrintPressed => {
                if self.format == FileFormat::Pdf && self.may_write(context) {
                    return self.write(PathBuf::from(self.path.trim()), Purpose::Print, context);
                }
            }
            Message::Left => return Reply::Leave,
            Message::Finished(Ok((path, notice))) => return Reply::Close(path, notice),
            Message::ReadyToPrint(path) => return Reply::Print(path),
            Message::Finished(Err(trouble)) => {
                self.is_busy = false;
                self.trouble = Some(trouble);
            }
        }
        Reply::Stay(Task::none())
    }

    fn print(&self, context: &Context) -> Result<PrintOptions, String> {
        let print = self.print_form.options()?;
        Ok(PrintOptions { issuer: self.issuer(context), ..print })
    }

    /// The papers that the user prints are their agency's.
    fn issuer(&self, context: &Context) -> Box<Issuer> {
        let filtered = || self.filter.whose.clone().filter(|_| !self.filter.is_dropped);
        let mine = if self.is_mine { Some(context.mine()) } else { filtered() };
        Box::new(Issuer { agency: context.identity.agency.clone(), mine })
    }

    /// How the posters of the localities are kept, where they are asked for.
    fn locals(&self) -> Option<Locals> {
        self.print_form.locals.filter(|_| self.format == FileFormat::Pdf)
    }

    /// Runs the preflight on what is printed.
    fn check(&self, context: &Context) -> Task<Message> {
        preflight::Preflight::request(&self.what, self.locals().and_then(|_| self.longest(context)), context)
    }

    /// The poster of the locality with the longest words, as the text of a piece.
    fn longest(&self, context: &Context) -> Option<String> {
        let Export::Piece(id) = &self.what else { return None };
        let poster = Poster::parse(&context.newsroom.piece(id)?.body).ok()?;
        let newsroom = &context.newsroom;
        let locals = local::locals(newsroom.plan(), newsroom.places(), newsroom.today());
        Some(local::filled(&poster, local::longest(&locals)?).to_text())
    }

    fn refresh(&mut self, context: &Context) -> Task<Message> {
        let mut newsroom = context.newsroom.snapshot();
        if let (Export::Piece(id), Some(body)) =
            (&self.what, self.locals().and_then(|_| self.longest(context)))
        {
            let _ = newsroom.apply(Command::SetBody { id: id.clone(), body, is_typing: false });
        }
        let (pictures, photos) = (Arc::clone(&context.pictures), context.photos.clone());
        let what = self.what.clone();
        // Invalid page numbers or figures keep the last preview.
        let Ok(print) = self.print(context) else { return Task::none() };
        let format = self.format;
        let make =
            move |fonts: &mut Fonts| proof::of(&newsroom, &what, format, (&pictures, &photos), &print, fonts);
        self.preview.request(&context.fonts, SHEET, make, Message::Previewed)
    }
}
