//! A piece's metadata: a RON record at the start of its file.

use std::fmt;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::as_run::AsRun;
use super::{Airing, Approval, Comment, Outcome, Status, Task};
use crate::calendar::field;
use crate::plan::{Settings, SlotId};
use crate::record::Keys;

/// A piece's permanent id: a ULID, used by everything that refers to the piece. File names are for people.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct PieceId(pub Arc<str>);

impl PieceId {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for PieceId {
    fn from(id: String) -> Self {
        Self(id.into())
    }
}

impl From<PieceId> for String {
    fn from(id: PieceId) -> Self {
        id.0.as_ref().into()
    }
}

impl fmt::Display for PieceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The header record. Absent fields have their defaults; unknown ones are kept in the source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Header {
    #[serde(default = "Header::schema")]
    pub schema: u32,
    pub id: PieceId,
    pub title: String,
    /// Id of its activity.
    pub activity: String,
    #[serde(default)]
    pub status: Status,
    /// The day of the last change of status, from which waiting time is counted.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "field::optional_date")]
    pub status_since: Option<NaiveDate>,
    /// Clauses of section III: "III.2.b".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
    /// The tones of the piece as a whole; TV and radio scripts may also give them row by row.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tones: Vec<Tone>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Role>,
    /// The slots it fills, and when.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub airings: Vec<Airing>,
    /// Removed airings that had a day: exported calendars must cancel them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub removed: Vec<Airing>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub approvals: Vec<Approval>,
    /// The steps of the work that someone took over or finished.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tasks: Vec<Task>,
    /// What colleagues remarked on it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comments: Vec<Comment>,
    /// What really happened when it went out live.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub as_run: Vec<AsRun>,
    /// For colleagues, never printed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Header {
    pub const SCHEMA: u32 = 1;

    /// The fields this program knows; others are kept as they are in the source.
    pub const FIELDS: &[&str] = &[
        "schema",
        "id",
        "title",
        "activity",
        "status",
        "status_since",
        "topics",
        "tones",
        "people",
        "airings",
        "removed",
        "approvals",
        "tasks",
        "comments",
        "as_run",
        "note",
    ];

    /// The keys of its lists' entries, where other than `id`.
    pub const KEYS: Keys = &[
        ("approvals", &["step"]),
        ("people", &["role", "name"]),
        ("tasks", &["step"]),
        ("replies", &["by", "date", "text"]),
    ];

    fn schema() -> u32 {
        Self::SCHEMA
    }

    pub fn new(id: PieceId, title: impl Into<String>, activity: impl Into<String>) -> Self {
        Self {
            schema: Self::SCHEMA,
            id,
            title: title.into(),
            activity: activity.into(),
            status: Status::Idea,
            status_since: None,
            topics: Vec::new(),
            tones: Vec::new(),
            people: Vec::new(),
            airings: Vec::new(),
            removed: Vec::new(),
            approvals: Vec::new(),
            tasks: Vec::new(),
            comments: Vec::new(),
            as_run: Vec::new(),
            note: String::new(),
        }
    }

    /// Frees the spare capacity of its lists: most never grow.
    pub(super) fn shrink(&mut self) {
        self.topics.shrink_to_fit();
        self.tones.shrink_to_fit();
        self.people.shrink_to_fit();
        self.airings.shrink_to_fit();
        self.removed.shrink_to_fit();
        self.approvals.shrink_to_fit();
        self.tasks.shrink_to_fit();
        self.comments.shrink_to_fit();
        self.as_run.shrink_to_fit();
    }

    /// Whether a newer version of the program wrote it: then it is read-only.
    pub fn is_newer(&self) -> bool {
        self.schema > Self::SCHEMA
    }

    /// Whether an approval belongs to certain words, so that a change of the words makes a difference.
    pub fn has_bound_approval(&self) -> bool {
        self.approvals.iter().any(|approval| !approval.words.is_empty())
    }

    /// The last approval given for a step of the chain.
    pub fn approval(&self, step: &str) -> Option<&Approval> {
        self.approvals.iter().rev().find(|approval| approval.step == step)
    }

    /// Changes the status and the day from which waiting time is counted.
    pub fn set_status(&mut self, status: Status, today: NaiveDate) {
        if self.status != status {
            self.status = status;
            self.status_since = Some(today);
        }
    }

    /// The planned minutes on air: of its first run, else of any other, else its programme's.
    pub fn planned_minutes(&self, settings: &Settings) -> Option<u32> {
        let own = self.airings.iter().filter_map(|airing| Some((airing.is_rerun, airing.minutes?)));
        let first = own.min_by_key(|(is_rerun, _)| *is_rerun).map(|(_, minutes)| minutes);
        first.or_else(|| settings.programme(&self.activity)?.minutes)
    }

    /// The first name with this role: "MC", "Biên tập".
    pub fn person(&self, role: &str) -> Option<&str> {
        self.people.iter().find(|person| person.role == role).map(|person| person.name.as_str())
    }

    /// Whether someone has a role in it or does a step of it.
    pub fn names(&self, person: &str) -> bool {
        self.people.iter().any(|one| one.name == person) || self.tasks.iter().any(|task| task.by == person)
    }

    /// Changes what is recorded of a step; what then says nothing is not kept.
    pub fn edit_task(&mut self, step: &str, edit: impl FnOnce(&mut Task)) {
        let known = self.tasks.iter().position(|task| task.step == step);
        let mut task = known
            .map_or_else(|| Task { step: step.to_owned(), ..Task::default() }, |at| self.tasks.remove(at));
        edit(&mut task);
        if !task.by.is_empty() || task.done.is_some() {
            self.tasks.insert(known.unwrap_or(self.tasks.len()), task);
        }
    }

    /// Keeps what happened on air: the record, in the place of the one with the id `was`, and when it is over the
    /// outcome of the first run of that day.
    pub fn set_as_run(&mut self, was: Option<&str>, record: Option<AsRun>, outcome: Option<Outcome>) {
        let at = self.as_run.iter().position(|known| Some(known.id.as_str()) == was);
        match (at, record) {
            (Some(at), Some(record)) => self.as_run[at] = record,
            (Some(at), None) => drop(self.as_run.remove(at)),
            (None, Some(record)) => self.as_run.push(record),
            (None, None) => {}
        }
        let Some(outcome) = outcome else { return };
        let first = |airing: &&mut Airing| !airing.is_rerun && airing.date == Some(outcome.date);
        if let Some(airing) = self.airings.iter_mut().find(first) {
            airing.outcome = Some(outcome);
        }
    }

    /// Records that airings, by their places in the list, went out as planned; on this day where none is planned. A piece
    /// whose first runs all went out is published.
    pub fn confirm(&mut self, airings: &[usize], today: NaiveDate) {
        for at in airings {
            let Some(airing) = self.airings.get_mut(*at).filter(|airing| airing.outcome.is_none()) else {
                continue;
            };
            let date = airing.date.unwrap_or(today);
            airing.outcome = Some(Outcome { date, time: airing.time, seconds: None, note: String::new() });
        }
        let mut first_runs = self.airings.iter().filter(|airing| !airing.is_rerun).peekable();
        if first_runs.peek().is_some() && first_runs.all(|airing| airing.outcome.is_some()) {
            self.set_status(Status::Published, today);
        }
    }

    pub fn fills(&self, slot: &SlotId) -> bool {
        self.airings.iter().any(|airing| airing.slot == *slot)
    }
}

/// Praise and critique, which the plan wants in balance (IV.1.a, IV.2), and the tones of its other rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Tone {
    /// Biểu dương
    Praise,
    /// Phê phán
    Critique,
    /// Nêu gương cán bộ, công chức tận tụy (IV.2)
    ModelOfficial,
    /// Trách nhiệm của cơ quan nhà nước (IV.8)
    StateDuty,
    /// Trách nhiệm của công dân (IV.8)
    CitizenDuty,
    /// Giải đáp vướng mắc về thủ tục (IV.8)
    ProcedureAnswered,
}

impl Tone {
    pub const ALL: [Self; 6] = [
        Self::Praise,
        Self::Critique,
        Self::ModelOfficial,
        Self::StateDuty,
        Self::CitizenDuty,
        Self::ProcedureAnswered,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Praise => "Biểu dương",
            Self::Critique => "Phê phán",
            Self::ModelOfficial => "Nêu gương",
            Self::StateDuty => "Trách nhiệm cơ quan",
            Self::CitizenDuty => "Trách nhiệm công dân",
            Self::ProcedureAnswered => "Giải đáp thủ tục",
        }
    }
}

/// A person's role in the piece: ("MC", "Ngọc Hân").
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Role {
    pub role: String,
    pub name: String,
}
