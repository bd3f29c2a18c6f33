//! "Lập kế hoạch năm mới": what the new plan is made from, what is known of it, where it goes. A plan's text is shown as
//! a proposal before anything is written.

mod head;
mod mend;
mod proposal;
mod view;

use std::collections::HashSet;
use std::path::PathBuf;

use chrono::{Datelike, NaiveDate};
use iced::Task;

use crate::ledger::Obligations;
use crate::place::Places;
use crate::plan::{Item, Kept, NewYear, Plan, Reading, Settings, sample};
use crate::ui::pick;
pub use head::Field;
use head::Head;
use mend::Mending;
pub use mend::{Role, Step};

#[derive(Debug)]
pub struct Dialog {
    open: Option<OpenPlan>,
    source: Source,
    head: Head,
    kept: Kept,
    /// The folder that gets the new workspace's folder.
    folder: String,
    document: Document,
    is_proposal_shown: bool,
    /// What of the reading does not go along.
    left: HashSet<Item>,
    mending: Mending,
    outcome: Option<Outcome>,
    trouble: Option<String>,
    is_busy: bool,
}

/// What is open in the window.
#[derive(Debug)]
pub struct OpenPlan {
    pub plan: Plan,
    pub settings: Settings,
    pub places: Places,
    /// How many poster templates of its own the office has.
    pub templates: usize,
    /// How many cases wait for an answer.
    pub cases: usize,
    /// The activities of the pieces that have not gone out, one for each piece.
    pub unfinished: Vec<String>,
}

/// What the new plan is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    Open,
    Sample,
    Text,
    Blank,
}

/// A choice of [`Kept`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Activities,
    Localities,
    Hours,
    Approvals,
    People,
    Drafts,
    Cases,
}

/// The plan's text, as far as it is read.
#[derive(Debug, Default)]
struct Document {
    path: String,
    text: Option<String>,
    /// What was read, for this year; and the same with what the user has mended.
    reading: Option<(i32, Reading)>,
    mended: Option<Reading>,
    trouble: Option<String>,
}

/// What would be made.
#[derive(Debug)]
struct Outcome {
    plan: Plan,
    settings: Settings,
    owed: usize,
    /// How many localities of the source stay behind.
    left: usize,
    /// How many pieces go along as drafts.
    drafts: usize,
    /// How many places go along.
    places: usize,
    /// How many poster templates of the office go along.
    templates: usize,
}

#[derive(Debug, Clone)]
pub enum Message {
    SourceChosen(Source),
    Typed(Field, String),
    Kept(Part, bool),
    FolderChanged(String),
    Browse,
    Browsed(Option<PathBuf>),
    PathChanged(String),
    /// Choose the plan's document.
    Pick,
    Picked(Option<PathBuf>),
    /// Read the document at the typed path.
    PathEntered,
    Paste,
    Pasted(Option<String>),
    /// The document's text.
    Read(Result<String, String>),
    ProposalShown(bool),
    Taken(Item, bool),
    Mended(Step),
    AllTaken(bool),
    Confirmed,
    /// Why nothing was made.
    Failed(String),
    Closed,
}

#[derive(Debug)]
pub enum Reply {
    Stay(Task<Message>),
    /// Read the text of this document.
    Read(PathBuf),
    /// Make the workspace in this folder, and open it.
    Make {
        folder: PathBuf,
        plan: Box<Plan>,
        settings: Box<Settings>,
        /// What goes along from the open workspace, where it is the source.
        kept: Option<Kept>,
    },
    Close,
}

impl Dialog {
    /// `today` is the clock's day; `folder` the suggested place; `open` what is open.
    pub fn new(source: Source, open: Option<OpenPlan>, folder: &str, today: NaiveDate) -> Self {
        let year = match &open {
            Some(open) if open.settings.working_date.is_none() => open.plan.year + 1,
            _ => today.year() + 1,
        };
        let source = if source == Source::Open && open.is_none() { Source::Sample } else { source };
        let kept = open.as_ref().map_or_else(Kept::default, |open| Kept::of(&open.settings));
        let city = open.as_ref().map_or_else(String::new, |open| open.plan.city.clone());
        let mut dialog = Self {
            open,
            source,
            head: Head::new(year, city, today),
            kept,
            folder: folder.to_owned(),
            document: Document::default(),
            is_proposal_shown: false,
            left: HashSet::new(),
            mending: Mending::default(),
            outcome: None,
            trouble: None,
            is_busy: false,
        };
        dialog.derive();
        dialog
    }

    pub fn update(&mut self, message: Message) -> Reply {
        match message {
            Message::SourceChosen(source) => self.source = source,
            Message::Typed(field, text) => self.head.set(field, text),
            Message::Kept(part, is_kept) => {
                *match part {
                    Part::Activities => &mut self.kept.activities,
                    Part::Localities => &mut self.kept.localities,
                    Part::Hours => &mut self.kept.hours,
                    Part::Approvals => &mut self.kept.approvals,
                    Part::People => &mut self.kept.people,
                    Part::Drafts => &mut self.kept.drafts,
                    Part::Cases => &mut self.kept.cases,
                } = is_kept;
            }
            Message::FolderChanged(folder) => self.folder = folder,
            Message::Browse => {
                return Reply::Stay(pick::folder("Nơi đặt kế hoạch mới", Message::Browsed));
            }
            Message::Browsed(Some(folder)) => self.folder = folder.display().to_string(),
            Message::PathChanged(path) => self.document.path = path,
            Message::Pick => {
                let kind = ("Word, văn bản", &["docx", "txt"][..]);
                return Reply::Stay(pick::file("Văn bản của kế hoạch", kind, Message::Picked));
            }
            Message::Picked(Some(path)) => {
                self.document.path = path.display().to_string();
                return Reply::Read(path);
            }
            Message::PathEntered if !self.document.path.trim().is_empty() => {
                return Reply::Read(self.document.path.trim().into());
            }
            Message::Paste => return Reply::Stay(iced::clipboard::read().map(Message::Pasted)),
            Message::Pasted(Some(text)) if !text.trim().is_empty() => self.take_text(Ok(text)),
            Message::Pasted(_) => {
                let trouble = "Chưa có văn bản nào được chép. Hãy chép cả kế hoạch rồi bấm lại.".to_owned();
                self.take_text(Err(trouble));
            }
            Message::Read(text) => self.take_text(text),
            Message::ProposalShown(is_shown) => self.is_proposal_shown = is_shown,
            Message::Taken(item, is_taken) => {
                let _ = if is_taken { self.left.remove(&item) } else { self.left.insert(item) };
            }
            Message::Mended(step) => {
                if let Some((_, reading)) = &self.document.reading {
                    self.mending.update(step, reading);
                }
            }
            Message::AllTaken(is_taken) => {
                self.left.clear();
                if !is_taken && let Some(reading) = &self.document.mended {
                    self.left.extend(reading.proposals().iter().map(|proposal| proposal.item));
                }
            }
            Message::Confirmed => return self.confirm(),
            Message::Failed(trouble) => {
                (self.trouble, self.is_busy) = (Some(trouble), false);
                return Reply::Stay(Task::none());
            }
            Message::Closed => return Reply::Close,
            Message::Browsed(None) | Message::Picked(None) | Message::PathEntered => {}
        }
        self.derive();
        Reply::Stay(Task::none())
    }

    fn take_text(&mut self, text: Result<String, String>) {
        let (text, trouble) = match text {
            Ok(text) => (Some(text), None),
            Err(trouble) => (None, Some(trouble)),
        };
        self.left.clear();
        self.mending.forget();
        (self.document.reading, self.document.mended) = (None, None);
        (self.document.text, self.document.trouble) = (text, trouble);
    }

    fn confirm(&mut self) -> Reply {
        let folder = self.folder();
        match self.outcome.as_ref().zip(folder).filter(|_| !self.is_busy) {
            Some((outcome, folder)) => {
                self.is_busy = true;
                self.trouble = None;
                let (plan, settings) = (Box::new(outcome.plan.clone()), Box::new(outcome.settings.clone()));
                let kept = Kept { drafts: outcome.drafts > 0, ..self.kept };
                let kept = (self.source == Source::Open).then_some(kept);
                Reply::Make { folder, plan, settings, kept }
            }
            None => Reply::Stay(Task::none()),
        }
    }

    /// The new workspace's own folder.
    fn folder(&self) -> Option<PathBuf> {
        let (place, year) = (self.folder.trim(), self.head.year()?);
        (!place.is_empty()).then(|| PathBuf::from(place).join(format!("Kế hoạch tuyên truyền {year}")))
    }

    /// How many pieces that are open may go along into a plan.
    fn drafts_for(&self, plan: &Plan) -> usize {
        let unfinished = self.open.iter().flat_map(|open| &open.unfinished);
        unfinished.filter(|activity| plan.activity(activity).is_some()).count()
    }

    /// Works out what would be made.
    fn derive(&mut self) {
        self.trouble = None;
        self.outcome = None;
        let Some(new) = self.head.new_year() else { return };
        let mut new = NewYear { kept: self.kept, ..new };
        let (made, before) = match (self.source, &self.open) {
            (Source::Open, Some(open)) => {
                (new.from_workspace(&open.plan, &open.settings), open.plan.localities.len())
            }
            (Source::Open | Source::Sample, _) => {
                let Ok((made, (old, _))) = new.from_sample().and_then(|made| Ok((made, sample()?))) else {
                    return;
                };
                (made, old.localities.len())
            }
            (Source::Text, _) => {
                let Some(text) = &self.document.text else { return };
                if self.document.reading.as_ref().is_none_or(|(year, _)| *year != new.year) {
                    self.document.reading = Some((new.year, Reading::new(text, new.year)));
                }
                let Some((_, reading)) = &self.document.reading else { return };
                let mended = self.mending.applied(reading);
                // The text names its own city unless another is typed.
                if !self.head.has_city() {
                    new.city.clear();
                }
                let made = new.from_reading(&mended.without(|item| self.left.contains(&item)));
                self.document.mended = Some(mended);
                (made, 0)
            }
            (Source::Blank, _) => (new.blank(), 0),
        };
        let (plan, settings) = made;
        // On the day before the year nothing is overdue yet.
        let first = NaiveDate::from_ymd_opt(plan.year, 1, 1).unwrap_or_default();
        let owed = Obligations::new(&plan, &settings, std::iter::empty(), first).slots.len();
        let left = before.saturating_sub(plan.localities.len());
        let takes_drafts = self.kept.drafts && self.source == Source::Open;
        let drafts = if takes_drafts { self.drafts_for(&plan) } else { 0 };
        let open = self.open.as_ref().filter(|_| self.source == Source::Open);
        let places = open.map_or(0, |open| open.places.for_plan(&open.plan, &plan, self.kept).places.len());
        let templates = open.map_or(0, |open| open.templates);
        self.outcome = Some(Outcome { plan, settings, owed, left, drafts, places, templates });
    }
}
