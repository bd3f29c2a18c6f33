//! The next step of one case or of several: forwarded, reminded, answered, published, closed.

use chrono::NaiveDate;

use super::form::wrong_day;
use super::list::Choice;
use crate::calendar::wording;
use crate::case::{Case, State, Step, StepKind};
use crate::ledger::AsOf;
use crate::newsroom::{Command, Newsroom};
use crate::piece::{Format, Piece, PieceId, Status};
use crate::ui::Context;

/// Most pieces offered for an answer.
const PIECES: usize = 60;

/// A step as it is being entered.
#[derive(Debug)]
pub struct Act {
    pub kind: StepKind,
    pub ids: Vec<String>,
    pub agency: Option<String>,
    pub date: String,
    pub number: String,
    pub by: String,
    pub text: String,
    pub piece: Option<PieceId>,
    /// The pieces in which the answer may have been published.
    pub pieces: Vec<Choice>,
    /// Why it cannot be recorded.
    pub fault: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    Date,
    Number,
    By,
    Text,
}

/// The steps that make sense next.
pub fn next(state: State, is_praise: bool) -> &'static [StepKind] {
    use StepKind::{Answered, Closed, Forwarded, NotCompetent, Published, Reminded};
    match state {
        State::New if is_praise => &[Forwarded, Published, Closed],
        State::New => &[Forwarded, Answered, Closed],
        State::Forwarded => &[Answered, Reminded, NotCompetent, Forwarded],
        State::Answered => &[Published, Closed, Forwarded],
        State::Published => &[Closed, Forwarded],
        State::Closed => &[Forwarded],
    }
}

impl Act {
    pub fn new(kind: StepKind, ids: Vec<String>, context: &Context) -> Self {
        let newsroom = &context.newsroom;
        let first = ids.first().and_then(|id| newsroom.case(id));
        let asked = first.map(|case| case.asked(newsroom.today())).unwrap_or_default();
        let is_named = kind == StepKind::Forwarded && !asked.is_empty();
        Self {
            kind,
            agency: is_named.then(|| asked.to_owned()),
            date: wording::date(newsroom.today()),
            number: String::new(),
            by: context.identity.name.clone(),
            text: String::new(),
            piece: None,
            pieces: if kind == StepKind::Published { publishable(newsroom) } else { Vec::new() },
            fault: None,
            ids,
        }
    }

    pub fn set(&mut self, field: Field, text: String) {
        self.fault = None;
        match field {
            Field::Date => self.date = text,
            Field::Number => self.number = text,
            Field::By => self.by = text,
            Field::Text => self.text = text,
        }
    }

    /// Adds the step to each case, as one command; `new_id` is asked for one that sorts after another; none when a field is wrong, which is then said.
    pub fn command(&mut self, context: &Context, new_id: impl Fn(Option<&str>) -> String) -> Option<Command> {
        let newsroom = &context.newsroom;
        let Some(date) = wording::parse_date(&self.date, newsroom.plan().year) else {
            self.fault = Some(wrong_day("Ngày", &self.date));
            return None;
        };
        if self.kind == StepKind::Forwarded && self.agency.is_none() {
            self.fault = Some("Hãy chọn cơ quan nhận.".to_owned());
            return None;
        }
        if self.kind == StepKind::Published && self.piece.is_none() {
            self.fault = Some("Hãy chọn bài đã đăng trả lời.".to_owned());
            return None;
        }
        let set = |id: &String| {
            let mut case = newsroom.case(id)?.clone();
            let last = case.steps.iter().map(|step| step.id.as_str()).max();
            case.add(self.step(&new_id(last), date));
            Some(Command::SetRecord { record: case.into(), is_typing: false })
        };
        let commands: Vec<Command> = self.ids.iter().filter_map(set).collect();
        Some(Command::All(commands))
    }

    fn step(&self, id: &str, date: NaiveDate) -> Step {
        let tidy = |text: &str| text.trim().to_owned();
        Step {
            number: tidy(&self.number),
            by: tidy(&self.by),
            text: tidy(&self.text),
            agency: self.agency.clone().filter(|_| self.kind.names_agency()),
            piece: self.piece.clone(),
            ..Step::new(id, self.kind, date)
        }
    }
}

/// The pieces still being written that may quote a case and its answer.
pub fn unpublished(newsroom: &Newsroom) -> Vec<Choice> {
    let is_open = |piece: &Piece| !matches!(piece.header.status, Status::Approved | Status::Published);
    chosen(newsroom, is_open)
}

/// Articles, scripts and programmes that may carry an answer, the latest first.
fn publishable(newsroom: &Newsroom) -> Vec<Choice> {
    chosen(newsroom, |_| true)
}

fn chosen(newsroom: &Newsroom, is_wanted: impl Fn(&Piece) -> bool) -> Vec<Choice> {
    let is_one = |piece: &&Piece| {
        piece.header.status != Status::Dropped
            && is_wanted(piece)
            && matches!(piece.format, Format::Article | Format::Av | Format::Radio)
    };
    let dated = |piece: &'_ Piece| AsOf::new(&piece.header, newsroom.today()).first_day();
    let mut pieces: Vec<(Option<NaiveDate>, &Piece)> =
        newsroom.pieces().filter(is_one).map(|piece| (dated(piece), piece)).collect();
    pieces.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
    let choice = |(day, piece): (Option<NaiveDate>, &Piece)| {
        let day = day.map_or_else(|| "chưa xếp ngày".to_owned(), wording::day_month);
        Choice::new(piece.id().as_str(), format!("{day} {}", piece.header.title))
    };
    pieces.into_iter().take(PIECES).map(choice).collect()
}

/// Removes the cases, as one command.
pub fn removal(ids: &[String]) -> Command {
    let remove = |id: &String| Command::RemoveEntry(crate::record::EntryId::of::<Case>(id));
    Command::All(ids.iter().map(remove).collect())
}
