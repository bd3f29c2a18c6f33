//! Changes of many pieces at once: each is one command, and what must stay as it is is named.

mod fill;
mod series;
mod shift;
mod weekday;

pub use fill::{Base, Gap};
pub use series::Reach;
pub use shift::{Moved, Shift};

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime};

use super::{By, Change, Command, Newsroom};
use crate::ledger::{AsOf, Clash};
use crate::piece::{Airing, Header, Piece, PieceId, Role, Status};
use crate::plan::SlotId;

/// A piece that was chosen, with those of its airings that a change of days or hours is for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pick {
    pub piece: PieceId,
    pub airings: Airings,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Airings {
    All,
    Undated,
    /// Those of one day for these slots: all first runs, or all reruns.
    Run {
        date: NaiveDate,
        slots: Vec<SlotId>,
        is_rerun: bool,
    },
}

impl Pick {
    /// A piece with all its airings.
    pub fn whole(piece: PieceId) -> Self {
        Self { piece, airings: Airings::All }
    }
}

impl Airings {
    pub fn takes(&self, airing: &Airing) -> bool {
        match self {
            Self::All => true,
            Self::Undated => airing.date.is_none(),
            Self::Run { date, slots, is_rerun } => {
                airing.date == Some(*date) && airing.is_rerun == *is_rerun && slots.contains(&airing.slot)
            }
        }
    }
}

/// What is changed in each piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BatchEdit {
    Status(Status),
    /// Who has this role; an empty name takes it from whoever has it.
    Person {
        role: String,
        name: String,
    },
    /// One person takes over from another, in every role and every step that is not done.
    Replace {
        from: String,
        to: String,
    },
    /// The hour of the airings that have not gone out.
    Time(NaiveTime),
    /// The file goes to the workspace's trash.
    Trash,
}

/// A change of many pieces, ready to be applied, with what it meets.
#[derive(Debug, Clone, PartialEq)]
pub struct Batch {
    pub command: Command,
    /// The pieces that change.
    pub changed: Vec<PieceId>,
    /// The pieces that stay as they are, and why. A piece that is already so is not among them.
    pub spared: Vec<Spared>,
    /// The airings that go to another day or hour.
    pub moves: Vec<Moved>,
    /// The slots that nobody fills any more.
    pub emptied: Vec<SlotId>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spared {
    pub piece: PieceId,
    pub title: String,
    pub reason: Reason,
}

/// Why a piece stays as it is; its text follows the title.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum Reason {
    #[error("đã phát, đăng")]
    Aired,
    #[error("đã duyệt")]
    Approved,
    #[error("đã qua ngày, chưa xác nhận")]
    Past,
    #[error("chưa xếp ngày")]
    Undated,
    #[error("ngày mới nằm ngoài lịch của chương trình")]
    OutOfCalendar,
    #[error("do phiên bản mới hơn của Tòa soạn ghi, ở đây chỉ đọc được")]
    Newer,
}

impl Reason {
    /// Whether it changes all the same when the user asks for it.
    pub fn may_be_asked(self) -> bool {
        matches!(self, Self::Approved | Self::Past)
    }
}

/// Changes nothing.
impl Default for Batch {
    fn default() -> Self {
        Self {
            command: Command::All(Vec::new()),
            changed: Vec::new(),
            spared: Vec::new(),
            moves: Vec::new(),
            emptied: Vec::new(),
        }
    }
}

impl Batch {
    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.changed.is_empty()
    }

    fn of_headers(headers: Vec<Header>, spared: Vec<Spared>) -> Self {
        let changed = headers.iter().map(|header| header.id.clone()).collect();
        let commands = headers.into_iter().map(|header| Command::SetHeader(Box::new(header)));
        let command = Command::All(commands.collect());
        Self { command, changed, spared, ..Self::default() }
    }
}

/// A command with more parts than this rebuilds the indexes once instead of updating them for each part.
const BULK: usize = 64;

impl Newsroom {
    pub(super) fn carry_out_all(&mut self, commands: Vec<Command>, by: By) -> (Command, Change) {
        let is_first = !self.is_bulk && commands.len() > BULK;
        self.is_bulk |= is_first;
        let mut change = Change::default();
        let mut inverses = Vec::with_capacity(commands.len());
        for command in commands {
            let (inverse, one) = self.carry_out(command, by);
            inverses.push(inverse);
            change.join(one);
        }
        inverses.reverse();
        if is_first {
            self.is_bulk = false;
            self.pieces.sort_unstable_keys();
            self.search_index = Arc::default();
            self.owe();
        }
        (Command::All(inverses), change)
    }

    /// The change of these pieces; reads the headers of these only, and for hours those aired near them.
    pub fn batch(&self, picks: &[Pick], edit: &BatchEdit) -> Batch {
        if let BatchEdit::Time(time) = edit {
            return self.at_hour(picks, *time);
        }
        let pieces: BTreeSet<&PieceId> = picks.iter().map(|pick| &pick.piece).collect();
        let (mut headers, mut spared, mut removed) = (Vec::new(), Vec::new(), Vec::new());
        for piece in pieces.into_iter().filter_map(|id| self.piece(id)) {
            if let Some(reason) = self.bar_to(piece, edit) {
                spared.push(Spared::new(&piece.header, reason));
                continue;
            }
            if *edit == BatchEdit::Trash {
                removed.push(piece.header.id.clone());
                continue;
            }
            let mut header = piece.header.clone();
            self.edit(&mut header, edit);
            if header != piece.header {
                headers.push(header);
            }
        }
        if *edit == BatchEdit::Trash {
            let command = Command::All(removed.iter().cloned().map(Command::Remove).collect());
            return Batch { command, changed: removed, spared, ..Batch::default() };
        }
        Batch::of_headers(headers, spared)
    }

    fn bar_to(&self, piece: &Piece, edit: &BatchEdit) -> Option<Reason> {
        let header = &piece.header;
        if header.is_newer() {
            return Some(Reason::Newer);
        }
        let has_outcome = header.airings.iter().any(|airing| airing.outcome.is_some());
        let is_barred = match edit {
            // What went out is what it was, whoever takes over now.
            BatchEdit::Person { .. } | BatchEdit::Replace { .. } => {
                AsOf::new(header, self.today()).is_aired()
            }
            BatchEdit::Status(status) => has_outcome && *status != header.status,
            BatchEdit::Trash => has_outcome,
            BatchEdit::Time(_) => false,
        };
        is_barred.then_some(Reason::Aired)
    }

    fn edit(&self, header: &mut Header, edit: &BatchEdit) {
        match edit {
            BatchEdit::Status(status) => header.set_status(*status, self.today()),
            BatchEdit::Person { role, name } => {
                let at = header.people.iter().position(|person| person.role == *role);
                header.people.retain(|person| person.role != *role);
                if !name.is_empty() {
                    let at = at.unwrap_or(header.people.len()).min(header.people.len());
                    header.people.insert(at, Role { role: role.clone(), name: name.clone() });
                }
            }
            BatchEdit::Replace { from, to } => {
                let mut known = BTreeSet::new();
                for person in header.people.iter_mut().filter(|person| person.name == *from) {
                    person.name.clone_from(to);
                }
                header.people.retain(|person| known.insert((person.role.clone(), person.name.clone())));
                for task in header.tasks.iter_mut().filter(|task| task.done.is_none() && task.by == *from) {
                    task.by.clone_from(to);
                }
            }
            BatchEdit::Time(_) | BatchEdit::Trash => {}
        }
    }

    fn at_hour(&self, picks: &[Pick], time: NaiveTime) -> Batch {
        let mut headers: BTreeMap<&PieceId, Header> = BTreeMap::new();
        let (mut spared, mut moves) = (Vec::new(), Vec::new());
        for pick in picks {
            let Some(piece) = self.piece(&pick.piece) else { continue };
            let header = headers.entry(&pick.piece).or_insert_with(|| piece.header.clone());
            let reason = match () {
                () if header.is_newer() => Some(Reason::Newer),
                () if header.airings.is_empty() => Some(Reason::Undated),
                () if !movable(header, &pick.airings).any(|_| true) => Some(Reason::Aired),
                () => None,
            };
            if let Some(reason) = reason {
                spared.push(Spared::new(header, reason));
                continue;
            }
            let chosen: Vec<usize> = movable(header, &pick.airings).collect();
            for at in chosen {
                if header.airings[at].time != Some(time) {
                    header.airings[at].time = Some(time);
                    moves.push(Moved::in_place(header, at));
                }
            }
        }
        let headers = headers.into_iter().filter(|(id, header)| {
            self.piece(id).is_some_and(|piece| piece.header.airings != header.airings)
        });
        let headers: Vec<Header> = headers.map(|(_, header)| header).collect();
        self.meet(&headers, &mut moves);
        Batch { moves, ..Batch::of_headers(headers, spared) }
    }

    /// Finds what the moved airings meet: other airings on their channel, if the headers were so, and days off.
    fn meet(&self, headers: &[Header], moves: &mut [Moved]) {
        let clashes = self.clashes_if(headers, moves.iter().filter_map(|moved| moved.to));
        let mut days_off: HashMap<NaiveDate, Option<String>> = HashMap::new();
        for moved in moves {
            let Some(day) = moved.to else { continue };
            moved.clash = clashes.get(&(day, moved.piece.clone())).cloned();
            if moved.from != moved.to {
                moved.day_off.clone_from(days_off.entry(day).or_insert_with(|| self.day_off(day)));
            }
        }
    }

    /// One clash of each of these pieces and days, if the pieces had these headers.
    fn clashes_if(
        &self,
        headers: &[Header],
        days: impl Iterator<Item = NaiveDate>,
    ) -> HashMap<(NaiveDate, PieceId), Clash> {
        let days: BTreeSet<NaiveDate> = days.collect();
        let (Some(first), Some(last)) = (days.first(), days.last()) else { return HashMap::new() };
        let changed: BTreeSet<&PieceId> = headers.iter().map(|header| &header.id).collect();
        let others = self.near(days.iter().copied());
        let others = others.into_iter().filter(|header| !changed.contains(&header.id));
        self.airtime(others.chain(headers)).within(*first, *last)
    }

    /// The name of a holiday or a day in lieu; weekends are none.
    fn day_off(&self, day: NaiveDate) -> Option<String> {
        let days = crate::calendar::days(day, day, &self.settings().holidays);
        let day = days.first().filter(|day| day.is_day_off && !day.is_weekend())?;
        Some(day.marks.first().map_or_else(|| "ngày nghỉ".to_owned(), ToString::to_string))
    }

    /// The names of all people in the headers of pieces, by name, with the number of their pieces. Reads every header:
    /// fine for opening a menu.
    pub fn people_named(&self) -> BTreeMap<&str, usize> {
        let mut found = BTreeMap::new();
        for piece in self.pieces() {
            let names = piece.header.people.iter().map(|person| person.name.as_str());
            let doing = piece.header.tasks.iter().map(|task| task.by.as_str());
            let names: BTreeSet<&str> = names.chain(doing).filter(|name| !name.is_empty()).collect();
            for name in names {
                *found.entry(name).or_default() += 1;
            }
        }
        found
    }
}

/// The indices of the chosen airings that have not gone out.
fn movable<'a>(header: &'a Header, airings: &'a Airings) -> impl Iterator<Item = usize> {
    let chosen = header.airings.iter().enumerate();
    let chosen = chosen.filter(|(_, airing)| airings.takes(airing) && airing.outcome.is_none());
    chosen.map(|(at, _)| at)
}

impl Spared {
    fn new(header: &Header, reason: Reason) -> Self {
        Self { piece: header.id.clone(), title: header.title.clone(), reason }
    }
}
