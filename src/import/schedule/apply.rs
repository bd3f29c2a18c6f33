//! Changed cells as changes of pieces.

use std::collections::{BTreeMap, HashMap};

use chrono::{NaiveDate, NaiveTime};

use crate::document::schedule::Row;
use crate::document::schedule::cells::Column;
use crate::fold::fold;
use crate::newsroom::{Command, Newsroom};
use crate::piece::{Airing, Header, Outcome, PieceId, Role, Status, template};
use crate::plan::SlotId;

/// A piece for an empty slot.
#[derive(Debug, Default)]
struct Fresh {
    title: String,
    /// Day, time and length that differ from the programme's.
    when: Vec<(Column, String)>,
    person: String,
    note: String,
    status: Option<Status>,
}

/// The edited headers, and the pieces to add.
pub(super) struct Edits<'a> {
    newsroom: &'a Newsroom,
    headers: BTreeMap<PieceId, Header>,
    fresh: BTreeMap<SlotId, Fresh>,
    /// What was set for a whole piece, by which cell: its rows must agree.
    whole: HashMap<(PieceId, Column), (String, String)>,
}

impl<'a> Edits<'a> {
    pub fn new(newsroom: &'a Newsroom) -> Self {
        Self { newsroom, headers: BTreeMap::new(), fresh: BTreeMap::new(), whole: HashMap::new() }
    }

    /// Sets a value of a row; the text is that of a cell.
    pub fn set(&mut self, row: &Row, column: Column, text: &str, cell: &str) -> Result<(), String> {
        let Some((piece, airing)) = row.piece.as_ref().zip(row.airing) else {
            return self.set_fresh(row, column, text);
        };
        if matches!(column, Column::Content | Column::Person | Column::Status) {
            let place = (piece.clone(), column);
            let (known, other) =
                self.whole.entry(place).or_insert_with(|| (text.to_owned(), cell.to_owned()));
            // What went out is of the airing alone.
            if known != text && !(column == Column::Status && (is_aired(known) || is_aired(text))) {
                return Err(format!(
                    "ô {other} ghi “{known}” cho cùng một bài; ghi như nhau ở các dòng của bài"
                ));
            }
        }
        let newsroom = self.newsroom;
        let Some(original) = newsroom.piece(piece) else { return Err("bài không còn".to_owned()) };
        let header = self.headers.entry(piece.clone()).or_insert_with(|| original.header.clone());
        let at = original.header.airing_ids().iter().position(|id| *id == airing);
        let Some(at) = at else { return Err("lần phát này không còn".to_owned()) };
        match column {
            Column::Content if text.is_empty() => return Err("tên bài không để trống được".to_owned()),
            Column::Content => text.replace(['\r', '\n'], " ").clone_into(&mut header.title),
            Column::Person => set_person(header, &row.person, text)?,
            Column::Status => set_status(newsroom, header, at, text)?,
            Column::Place => header.airings[at].slot = place(newsroom, &row.slot, text)?,
            Column::Note => set_note(header, at, row, text),
            _ => set_when(&mut header.airings[at], column, text)?,
        }
        Ok(())
    }

    fn set_fresh(&mut self, row: &Row, column: Column, text: &str) -> Result<(), String> {
        let fresh = self.fresh.entry(row.slot.clone()).or_default();
        match column {
            Column::Content => text.replace(['\r', '\n'], " ").clone_into(&mut fresh.title),
            Column::Person => text.clone_into(&mut fresh.person),
            Column::Note => text.clone_into(&mut fresh.note),
            Column::Date | Column::Time | Column::Minutes => {
                set_when(&mut Airing::undated(row.slot.clone()), column, text)?;
                fresh.when.push((column, text.to_owned()));
            }
            Column::Status => fresh.status = Some(status(text).ok_or_else(statuses)?),
            _ => {
                return Err(
                    "kỳ chưa có bài thì không đổi địa bàn được; ghi tên bài ở dòng của địa bàn ấy".to_owned()
                );
            }
        }
        Ok(())
    }

    /// The commands of all edits. Reads every header when pieces are added.
    pub fn commands(self, new_id: &mut dyn FnMut() -> PieceId) -> Vec<Command> {
        let set = self.headers.into_values().map(|header| Command::SetHeader(Box::new(header)));
        let mut commands: Vec<Command> = set.collect();
        if self.fresh.is_empty() {
            return commands;
        }
        let slots: Vec<SlotId> = self.fresh.keys().cloned().collect();
        let airings = self.newsroom.planned_airings(&slots, &self.newsroom.vacancies());
        for (fresh, planned) in self.fresh.into_values().zip(airings) {
            let Some(activity) = self.newsroom.plan().activity(planned.slot.activity()) else { continue };
            let mut piece = template::draft(activity, None, new_id());
            let header = &mut piece.header;
            header.title = fresh.title;
            header.note = fresh.note;
            header.status_since = Some(self.newsroom.today());
            header.status = fresh.status.unwrap_or(Status::Drafting);
            if !fresh.person.is_empty() {
                header.people.push(Role { role: "Biên tập".to_owned(), name: fresh.person });
            }
            let mut airing = planned;
            for (column, text) in &fresh.when {
                // They were understood when they were set.
                let _ = set_when(&mut airing, *column, text);
            }
            header.airings = vec![airing];
            commands.push(Command::Add(Box::new(piece)));
        }
        commands
    }
}

/// Day, time and length: of what went out as it did, else as planned.
fn set_when(airing: &mut Airing, column: Column, text: &str) -> Result<(), String> {
    match (column, &mut airing.outcome) {
        (Column::Date, Some(outcome)) => {
            outcome.date =
                day(text)?.ok_or("bài đã phát thì phải có ngày; bỏ “đã phát” ở cột Trạng thái trước")?;
        }
        (Column::Time, Some(outcome)) => outcome.time = time(text)?,
        (Column::Minutes, Some(outcome)) => outcome.seconds = minutes(text)?.map(|minutes| minutes * 60),
        (Column::Date, None) => airing.date = day(text)?,
        (Column::Time, None) => airing.time = time(text)?,
        _ => airing.minutes = minutes(text)?,
    }
    Ok(())
}

fn day(text: &str) -> Result<Option<NaiveDate>, String> {
    value(text, "ngày", |text| text.parse().ok())
}

fn time(text: &str) -> Result<Option<NaiveTime>, String> {
    value(text, "giờ", |text| NaiveTime::parse_from_str(text, "%H:%M").ok())
}

fn minutes(text: &str) -> Result<Option<u32>, String> {
    value(text, "số phút", |text| text.parse().ok())
}

/// An empty text is no value.
fn value<T>(text: &str, name: &str, parse: impl Fn(&str) -> Option<T>) -> Result<Option<T>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    parse(text).map(Some).ok_or_else(|| format!("“{text}” không phải {name}"))
}

/// The slot of another locality or agency in the same period.
fn place(newsroom: &Newsroom, slot: &SlotId, name: &str) -> Result<SlotId, String> {
    let wanted = fold(name);
    let mut others = newsroom.obligations().of_series(slot.series()).map(|view| &view.slot.id);
    let found =
        others.find(|other| newsroom.plan().body_name(other).is_some_and(|name| fold(&name) == wanted));
    found.cloned().ok_or_else(|| format!("kỳ này không có ở “{name}”; ghi tên địa bàn như trong kế hoạch"))
}

/// Who answers for the piece, in the role that the row shows.
fn set_person(header: &mut Header, before: &str, name: &str) -> Result<(), String> {
    let known = header.people.iter().position(|role| role.name == before);
    match (known, name) {
        (Some(at), "") => drop(header.people.remove(at)),
        (Some(at), name) => name.clone_into(&mut header.people[at].name),
        (None, "") => return Err("người này lấy theo chương trình; đổi ở Thiết lập".to_owned()),
        (None, name) => header.people.push(Role { role: "Biên tập".to_owned(), name: name.to_owned() }),
    }
    Ok(())
}

/// Whether a status says that it went out.
fn is_aired(text: &str) -> bool {
    ["da phat", "da dang", "da dien", "da thuc hien"].contains(&fold(text).as_str())
}

fn status(text: &str) -> Option<Status> {
    Status::ALL.into_iter().find(|status| fold(status.name()) == fold(text))
}

fn statuses() -> String {
    let names = Status::ALL.map(|status| format!("“{}”", status.name())).join(", ");
    format!("trạng thái không rõ; ghi một trong: {names}, hoặc “Đã phát” khi đã phát đúng lịch")
}

fn set_status(newsroom: &Newsroom, header: &mut Header, at: usize, text: &str) -> Result<(), String> {
    let today = newsroom.today();
    if is_aired(text) {
        if header.airings[at].date.is_none() {
            return Err("lần này chưa có ngày nên chưa ghi là đã phát được".to_owned());
        }
        header.confirm(&[at], today);
        return Ok(());
    }
    header.set_status(status(text).ok_or_else(statuses)?, today);
    Ok(())
}

/// A remark on what went out belongs to it; else it is for colleagues.
fn set_note(header: &mut Header, at: usize, row: &Row, text: &str) {
    let airing = &mut header.airings[at];
    if let Some(Outcome { note, .. }) = &mut airing.outcome {
        // The beginning of the cell is what the program says about the planning.
        let computed = row.note.strip_suffix(note.as_str()).unwrap_or_default();
        text.strip_prefix(computed).unwrap_or(text).trim().clone_into(note);
    } else if !text.is_empty() {
        let line = format!("Lịch: {text}");
        header.note = if header.note.is_empty() { line } else { format!("{}\n{line}", header.note) };
    }
}
