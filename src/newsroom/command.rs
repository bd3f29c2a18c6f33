//! Commands: the only way to change the newsroom. Each has its inverse.

use std::collections::BTreeSet;

use crate::piece::edit::Edit;
use crate::piece::merge::{self, Choice};
use crate::piece::{Format, Header, Piece, PieceId};
use crate::record::{AnyRecord, EntryId, Record};

#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    Add(Box<Piece>),
    Remove(PieceId),
    /// Replaces the header of the piece with the same id.
    SetHeader(Box<Header>),
    /// `is_typing` joins it to the previous change of the same body, so that one undo reverts a burst of
    /// typing.
    SetBody {
        id: PieceId,
        body: String,
        is_typing: bool,
    },
    /// Edits a body in place: each edit applies to the text left by those before it.
    EditBody {
        id: PieceId,
        edits: Vec<Edit>,
        is_typing: bool,
    },
    /// Replaces the record of the same kind; of a kind with many files, adds it or replaces the one with the
    /// same id. `is_typing` as in [`Command::SetBody`].
    SetRecord {
        record: AnyRecord,
        is_typing: bool,
    },
    /// Removes a record of a kind with many files.
    RemoveEntry(EntryId),
    /// Replaces the plan or the settings, and headers of pieces whose airings it moves to other slots. `is_typing` as in
    /// [`Command::SetBody`].
    Rehome {
        record: AnyRecord,
        headers: Vec<Header>,
        is_typing: bool,
    },
    /// Several commands as one step for the user.
    All(Vec<Command>),
}

impl Command {
    /// The same change of the plan, which joins the one before or does not.
    #[must_use]
    pub fn typed(mut self, is_continued: bool) -> Self {
        if let Self::Rehome { is_typing, .. } = &mut self {
            *is_typing = is_continued;
        }
        self
    }

    /// What the command would change; an added piece counts as changed.
    pub(super) fn touched(&self) -> Change {
        match self {
            Self::Add(_) => Change::default(),
            Self::Remove(id) | Self::SetBody { id, .. } | Self::EditBody { id, .. } => {
                Change::piece(id.clone())
            }
            Self::SetHeader(header) => Change::piece(header.id.clone()),
            Self::SetRecord { record, .. } => {
                record.entry().map_or_else(|| Change::record(record.kind().path), Change::entry)
            }
            Self::RemoveEntry(id) => Change::entry(id.clone()),
            Self::Rehome { record, headers, .. } => Change {
                pieces: headers.iter().map(|header| header.id.clone()).collect(),
                ..Change::record(record.kind().path)
            },
            Self::All(commands) => commands.iter().fold(Change::default(), |mut all, command| {
                all.join(command.touched());
                all
            }),
        }
    }

    /// Applies `act` to every command in it.
    fn each(&mut self, act: &mut impl FnMut(&mut Self)) {
        match self {
            Self::All(commands) => commands.iter_mut().for_each(|command| command.each(act)),
            command => act(command),
        }
    }

    /// Rebases a recorded command onto someone else's change of a piece, so that it undoes only its own part.
    /// Where both touch the same part, the outside change stays.
    fn rebase(&mut self, outside: &mut Outside<'_>) {
        let id = &outside.before.header.id;
        match self {
            Self::EditBody { id: other, edits, .. } if other == id => {
                Edit::rebase(edits, &mut outside.body, &mut outside.edits);
            }
            Self::SetHeader(header) if header.id == *id => {
                **header = rebased(&outside.before.header, header, &outside.after.header);
            }
            Self::Rehome { headers, .. } => {
                for header in headers.iter_mut().filter(|header| header.id == *id) {
                    *header = rebased(&outside.before.header, header, &outside.after.header);
                }
            }
            Self::Add(piece) if piece.header.id == *id => outside.becomes(&piece.body),
            Self::Remove(other) if other == id => outside.becomes(""),
            Self::All(commands) => commands.iter_mut().for_each(|command| command.rebase(outside)),
            _ => {}
        }
    }
}

/// Someone else's change of a piece, transformed along the recorded steps.
#[derive(Debug)]
pub(super) struct Outside<'a> {
    before: &'a Piece,
    after: &'a Piece,
    /// The body without the outside change, after the steps passed so far.
    body: String,
    /// The edits from that body to the one with the outside change.
    edits: Vec<Edit>,
}

impl<'a> Outside<'a> {
    pub fn new(before: &'a Piece, after: &'a Piece) -> Self {
        let edits = Edit::all_between(&before.body, &after.body);
        Self { before, after, body: before.body.peek().into_owned(), edits }
    }

    /// A step that sets the whole body gives the same body whatever it was before.
    fn becomes(&mut self, body: &str) {
        body.clone_into(&mut self.body);
        self.edits.clear();
    }
}

fn rebased(before: &Header, own: &Header, after: &Header) -> Header {
    let [before, own, after] =
        [before, own, after].map(|header| Piece::new(header.clone(), Format::Article, String::new()));
    let merged = merge::merge(&before, &own, &after);
    merged.resolve(&vec![Choice::Theirs; merged.conflicts.len()]).header
}

/// What a command touched: what the window must redraw and the workspace must save.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Change {
    /// Pieces added, changed or removed. A removed piece is no longer in the newsroom.
    pub pieces: BTreeSet<PieceId>,
    /// The edits of their bodies, in order. A piece that was added or replaced as a whole has none.
    pub edits: Vec<(PieceId, Edit)>,
    /// The paths of the records changed, of kinds with one file.
    pub records: BTreeSet<&'static str>,
    /// The records added, changed or removed of kinds with many files.
    pub entries: BTreeSet<EntryId>,
    /// The change came from outside: the screens update without moving the cursor or the scroll position.
    pub is_outside: bool,
}

impl Change {
    pub fn piece(id: PieceId) -> Self {
        Self { pieces: BTreeSet::from([id]), ..Self::default() }
    }

    pub(super) fn record(path: &'static str) -> Self {
        Self { records: BTreeSet::from([path]), ..Self::default() }
    }

    pub fn entry(id: EntryId) -> Self {
        Self { entries: BTreeSet::from([id]), ..Self::default() }
    }

    /// Whether it touched a record of a kind with many files.
    pub fn is_of<T: Record>(&self) -> bool {
        self.entries.iter().any(|id| id.kind() == T::PATH)
    }

    /// Whether a record of a kind with one file changed: the plan and the settings affect how every piece is shown.
    pub fn is_of_records(&self) -> bool {
        !self.records.is_empty()
    }

    pub fn join(&mut self, other: Self) {
        self.pieces.extend(other.pieces);
        self.edits.extend(other.edits);
        self.records.extend(other.records);
        self.entries.extend(other.entries);
        self.is_outside |= other.is_outside;
    }
}

/// Why a command is refused: a newer version of the program wrote what it would change.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{name} do phiên bản mới hơn của Tòa soạn ghi, ở đây chỉ đọc được. Hãy cập nhật chương trình để sửa."
)]
pub struct Refusal {
    /// The name of what it would change: "“Một cửa”", "Thiết lập".
    pub name: String,
    /// What the command would have touched: the screens that show it must reset.
    pub change: Change,
}

/// A step of the undo history.
#[derive(Debug)]
pub(super) struct Step {
    pub inverse: Command,
    /// What it touched, without the edits.
    change: Change,
}

impl Step {
    pub fn new(inverse: Command, change: &Change) -> Self {
        let Change { pieces, records, entries, is_outside, edits: _ } = change;
        let change = Change {
            pieces: pieces.clone(),
            edits: Vec::new(),
            records: records.clone(),
            entries: entries.clone(),
            is_outside: *is_outside,
        };
        Self { inverse, change }
    }

    pub fn touches(&self, id: &PieceId) -> bool {
        self.change.pieces.contains(id)
    }

    /// Whether it touches the record of the same kind, or with the same id.
    pub fn touches_record(&self, record: &AnyRecord) -> bool {
        match record.entry() {
            Some(id) => self.change.entries.contains(&id),
            None => self.change.records.contains(record.kind().path),
        }
    }

    /// Rebases the step onto someone else's change of a piece.
    pub fn rebase(&mut self, outside: &mut Outside<'_>) {
        if self.touches(&outside.before.header.id) {
            self.inverse.rebase(outside);
        }
    }

    /// Rebases the step onto someone else's change of a record, which wins where both changed a field.
    pub fn rebase_record(&mut self, before: &AnyRecord, after: &AnyRecord) {
        self.inverse.each(&mut |command| {
            if let Command::SetRecord { record, .. } | Command::Rehome { record, .. } = command
                && record.kind().path == after.kind().path
                && record.entry() == after.entry()
            {
                *record = after.merge(Some(before), record).record;
            }
        });
    }

    /// Merges `next` into this step if it continues the same burst of typing; else gives it back. A burst may
    /// begin with an edit that is not typing, which separates it from the burst before.
    pub fn absorb(&mut self, next: Self) -> Option<Self> {
        if let (Command::Rehome { headers, .. }, Command::Rehome { headers: moved, is_typing: true, .. }) =
            (&mut self.inverse, &next.inverse)
        {
            // Each header goes back to what it was before the burst.
            let known: BTreeSet<PieceId> = headers.iter().map(|header| header.id.clone()).collect();
            headers.extend(moved.iter().filter(|header| !known.contains(&header.id)).cloned());
            self.change.join(next.change);
            return None;
        }
        if self.change != next.change {
            return Some(next);
        }
        match (&mut self.inverse, next.inverse) {
            (Command::EditBody { edits, .. }, Command::EditBody { edits: mut last, is_typing: true, .. }) => {
                last.append(edits);
                *edits = joined(last);
                None
            }
            (Command::SetRecord { .. }, Command::SetRecord { is_typing: true, .. }) => None,
            (_, inverse) => Some(Self { inverse, ..next }),
        }
    }
}

/// The same edits, with adjacent ones combined.
fn joined(edits: Vec<Edit>) -> Vec<Edit> {
    let mut all: Vec<Edit> = Vec::with_capacity(edits.len());
    for edit in edits {
        match all.pop() {
            Some(last) => match last.then(&edit) {
                Some(both) => all.push(both),
                None => all.extend([last, edit]),
            },
            None => all.push(edit),
        }
    }
    all
}
