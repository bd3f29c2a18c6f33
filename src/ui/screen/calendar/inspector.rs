//! The inspector at the right of the calendar: the selected piece with editable fields, the selected empty
//! slots, or the day.

mod agenda;
mod airing;
mod airing_group;
mod field;
mod finding;
mod measure;
mod piece;
mod slot;

use std::collections::BTreeSet;
use std::time::Duration;

use chrono::NaiveDate;
use iced::Task;
use iced::widget::text_editor;

use super::clash::overlap;
use super::model::{Chip, ChipKey};
use super::reschedule::short;
use crate::calendar::range;
use crate::newsroom::{Change, Command};
use crate::piece::check::{self, Finding, Severity};
use crate::piece::{Airing, Header, Piece, PieceId, Role, Status, Tone};
use crate::plan::SlotId;
use crate::ui::approval::{self, Approvals};
use crate::ui::steps::{self, Steps};
use crate::ui::{Action, Context, Effect, Element, Export, Notice, Route, after, patch};
use airing_group::AiringGroup;
use field::Fields;
pub use field::PieceField;
use measure::Measure;

/// Typed text is committed after a pause of this length.
const PAUSE: Duration = Duration::from_millis(700);

#[derive(Debug, Default)]
pub struct Inspector {
    subject: Subject,
    fields: Fields,
    title: text_editor::Content,
    note: text_editor::Content,
    /// Fields with uncommitted text.
    touched: BTreeSet<PieceField>,
    groups: Vec<AiringGroup>,
    /// The only locality whose airings are shown and edited: the calendar's filter, else the one selected
    /// here.
    filter: Option<String>,
    choice: Option<String>,
    measure: Option<Measure>,
    /// Findings about the piece as a whole: those about a line are shown in its editor.
    findings: Vec<Finding>,
    /// Whether both were derived from the current piece.
    is_derived: bool,
    is_topics_open: bool,
    approvals: Approvals,
    steps: Steps,
    /// A running pause timer; true if something was typed since it started.
    wait: Option<bool>,
}

/// The subject of the inspector.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Subject {
    /// The selected day.
    #[default]
    Day,
    Piece(PieceId),
    /// The empty slots of a series.
    Slots(String),
}

#[derive(Debug, Clone)]
pub enum Message {
    ChipChosen(ChipKey),
    DayExportAsked,
    /// The list of a day that has more than the pane shows.
    DayListAsked,
    /// For the calendar: fill the empty slots of an activity; move the selected airing or its series.
    SeriesFillAsked(String),
    SeriesMoveAsked,
    Typed(PieceField, String),
    TitleEdited(text_editor::Action),
    NoteEdited(text_editor::Action),
    Submitted,
    Rested,
    StatusChosen(Status),
    TopicsToggled,
    TopicToggled(String),
    ToneToggled(Tone),
    /// For a group of airings.
    RerunToggled(usize),
    /// These airings went out as planned.
    Confirmed(Vec<usize>),
    Withdrawn(Vec<usize>),
    /// All localities of the piece, or one.
    LocalityChosen(Option<String>),
    RerunAdded,
    AiringRemoved(usize),
    PersonAdded,
    PersonRemoved(usize),
    Approval(approval::Message),
    Step(steps::Message),
    PieceOpened,
    PiecePrinted,
    PieceRemoved,
    SlotsFilled,
    /// Fill them with a copy of the piece before them.
    SlotsBuilt,
    ClauseOpened(String),
}

impl Inspector {
    /// Shows a subject; first [flush](Self::flush) what was typed for another.
    pub fn show(&mut self, subject: Subject, context: &Context) {
        if self.subject == subject {
            self.refresh(context);
            return;
        }
        self.subject = subject;
        self.choice = None;
        self.touched.clear();
        self.is_topics_open = false;
        self.fields = Fields::default();
        self.refresh(context);
        self.is_derived = false;
        self.derive(context);
    }

    /// Follows the calendar's locality filter; returns the text typed for the airings shown before, as a
    /// command.
    pub fn limit(&mut self, locality: Option<&str>, context: &Context) -> Option<Command> {
        if self.filter.as_deref() == locality {
            return None;
        }
        let kept = self.flush(context);
        self.filter = locality.map(str::to_owned);
        self.refresh(context);
        kept
    }

    fn locality(&self) -> Option<&str> {
        self.filter.as_deref().or(self.choice.as_deref())
    }

    /// Derives data from the whole piece, body included, if it has changed.
    pub fn derive(&mut self, context: &Context) {
        if std::mem::replace(&mut self.is_derived, true) {
            return;
        }
        let (plan, settings) = (context.newsroom.plan(), context.newsroom.settings());
        let piece = self.piece(context);
        self.measure = piece.and_then(|piece| Measure::new(piece, settings));
        self.findings = piece.map_or_else(Vec::new, |piece| check::piece(piece, plan, settings));
        self.findings.retain(|finding| finding.line.is_none());
        let clashes = piece.map_or_else(Vec::new, |piece| context.newsroom.clashes_of(&piece.header));
        let clashes = clashes.iter().filter_map(|clash| {
            let message = overlap(&context.newsroom, clash, piece?.id());
            Some(Finding { severity: Severity::Error, clause: None, line: None, message })
        });
        // Clashes come first, as the most serious findings.
        let _ = self.findings.splice(0..0, clashes);
    }

    pub fn changed(&mut self, change: &Change, context: &Context) {
        let Subject::Piece(id) = &self.subject else { return };
        if change.is_of_records() || change.pieces.contains(id) {
            self.refresh(context);
            self.is_derived = false;
        }
    }

    fn refresh(&mut self, context: &Context) {
        let Some(piece) = self.piece(context) else { return };
        let groups = airing_group::groups(&piece.header.airings, self.locality());
        let fields = Fields::of(&piece.header, &groups);
        if groups.iter().map(|group| &group.airings).ne(self.groups.iter().map(|group| &group.airings)) {
            self.touched.retain(|field| !field.is_of_airing());
            self.fields.forget_airings();
        }
        self.groups = groups;
        self.fields.take(fields, &self.touched, context.newsroom.plan().year);
        follow(&mut self.title, self.fields.text(PieceField::Title));
        follow(&mut self.note, self.fields.text(PieceField::Note));
    }

    fn piece<'a>(&self, context: &'a Context) -> Option<&'a Piece> {
        match &self.subject {
            Subject::Piece(id) => context.newsroom.piece(id),
            _ => None,
        }
    }

    /// The uncommitted text, as a command.
    pub fn flush(&mut self, context: &Context) -> Option<Command> {
        if self.touched.is_empty() {
            return None;
        }
        let piece = self.piece(context)?;
        let mut header = piece.header.clone();
        self.keep(&mut header, context);
        (header != piece.header).then(|| Command::SetHeader(Box::new(header)))
    }

    /// Writes the typed text into a header; invalid text stays in its field.
    fn keep(&mut self, header: &mut Header, context: &Context) {
        let (fields, groups, year) = (&self.fields, &self.groups, context.newsroom.plan().year);
        self.touched.retain(|field| !fields.write(*field, header, groups, year));
    }

    /// Commits the typed text and an edit of the header as one step.
    fn edit(&mut self, context: &Context, edit: impl FnOnce(&mut Header)) -> Action<Message> {
        let Some(piece) = self.piece(context) else { return Action::none() };
        let mut header = piece.header.clone();
        self.keep(&mut header, context);
        edit(&mut header);
        if header == piece.header {
            Action::none()
        } else {
            Action::command(Command::SetHeader(Box::new(header)))
        }
    }

    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        let today = context.newsroom.today();
        match message {
            // Handled by the calendar.
            Message::ChipChosen(_)
            | Message::DayExportAsked
            | Message::DayListAsked
            | Message::SeriesFillAsked(_)
            | Message::SeriesMoveAsked => Action::none(),
            Message::Typed(field, text) => self.type_in(field, text),
            Message::TitleEdited(action) => {
                let is_edit = action.is_edit();
                self.title.perform(action);
                if is_edit {
                    let text = self.title.text().replace('\n', " ");
                    return self.type_in(PieceField::Title, text);
                }
                Action::none()
            }
            Message::NoteEdited(action) => {
                let is_edit = action.is_edit();
                self.note.perform(action);
                if is_edit {
                    let text = self.note.text();
                    return self.type_in(PieceField::Note, text);
                }
                Action::none()
            }
            Message::Submitted => self.flush(context).map_or_else(Action::none, Action::command),
            Message::Rested => match self.wait.take() {
                Some(true) => self.wait_for_rest(),
                _ => self.flush(context).map_or_else(Action::none, Action::command),
            },
            Message::StatusChosen(status) => self.edit(context, |header| header.set_status(status, today)),
            Message::TopicsToggled => {
                self.is_topics_open = !self.is_topics_open;
                Action::none()
            }
            Message::TopicToggled(clause) => self.edit(context, |header| {
                if header.topics.contains(&clause) {
                    header.topics.retain(|topic| *topic != clause);
                } else {
                    header.topics.push(clause);
                }
            }),
            Message::ToneToggled(tone) => self.edit(context, |header| {
                if header.tones.contains(&tone) {
                    header.tones.retain(|known| *known != tone);
                } else {
                    header.tones.push(tone);
                }
            }),
            Message::RerunToggled(group) => {
                let airings = self.airings_of(group);
                self.edit(context, |header| {
                    for airing in at(header, &airings) {
                        airing.is_rerun = !airing.is_rerun;
                    }
                })
            }
            Message::Confirmed(airings) => self.confirm(&airings, context),
            Message::Withdrawn(airings) => self.withdraw(&airings, context),
            Message::LocalityChosen(locality) => {
                let action = self.flush(context).map_or_else(Action::none, Action::command);
                self.choice = locality;
                self.refresh(context);
                action
            }
            Message::RerunAdded => self.add_rerun(context),
            Message::AiringRemoved(group) => {
                let airings = self.airings_of(group);
                let action = self.edit(context, |header| {
                    let mut index = 0;
                    header.airings.retain(|_| {
                        index += 1;
                        !airings.contains(&(index - 1))
                    });
                });
                action.and(Effect::Notify(Notice::undoable("Đã xóa lần phát, đăng khỏi bài.")))
            }
            Message::PersonAdded => self.edit(context, |header| {
                header.people.push(Role { role: String::new(), name: String::new() });
            }),
            Message::PersonRemoved(index) => {
                self.touched.retain(|field| !matches!(field, PieceField::Role(_) | PieceField::Name(_)));
                self.edit(context, |header| {
                    if index < header.people.len() {
                        let _ = header.people.remove(index);
                    }
                })
            }
            Message::Approval(message) => {
                // An answer is bound to the words: what was typed comes first.
                if message.is_commit()
                    && let Some(command) = self.flush(context)
                {
                    let then = Task::done(Message::Approval(message));
                    return Action { effects: vec![Effect::Apply(command)], task: then };
                }
                match self.piece(context) {
                    Some(piece) => self.approvals.update(message, piece, context).map(Message::Approval),
                    None => Action::none(),
                }
            }
            Message::Step(message) => {
                // What was typed in other fields comes first, so that one undo takes back only the step.
                let kept = self.flush(context).map(Effect::Apply).filter(|_| message.is_commit());
                if let Some(kept) = kept {
                    return Action { effects: vec![kept], task: Task::done(Message::Step(message)) };
                }
                match self.piece(context) {
                    Some(piece) => self.steps.update(message, piece, context).map(Message::Step),
                    None => Action::none(),
                }
            }
            Message::PieceOpened => {
                let action = self.flush(context).map_or_else(Action::none, Action::command);
                match self.piece(context) {
                    Some(piece) => action.and(Effect::Open(Route::of(piece))),
                    None => action,
                }
            }
            Message::PiecePrinted => {
                let action = self.flush(context).map_or_else(Action::none, Action::command);
                match self.piece(context) {
                    Some(piece) => action.and(Effect::Export(Export::Piece(piece.header.id.clone()))),
                    None => action,
                }
            }
            Message::PieceRemoved => match self.piece(context) {
                Some(piece) => {
                    let notice = format!(
                        "Đã xóa “{}”. Tệp nằm trong thùng rác của thư mục.",
                        short(&piece.header.title)
                    );
                    Action::command(Command::Remove(piece.header.id.clone()))
                        .and(Effect::Notify(Notice::undoable(notice)))
                }
                None => Action::none(),
            },
            Message::SlotsFilled => self.fill(context),
            Message::SlotsBuilt => self.build(context),
            Message::ClauseOpened(clause) => Action::open(Route::Plan(Some(clause))),
        }
    }

    fn type_in(&mut self, field: PieceField, text: String) -> Action<Message> {
        self.fields.set(field, text);
        let _ = self.touched.insert(field);
        match &mut self.wait {
            Some(is_typing) => {
                *is_typing = true;
                Action::none()
            }
            None => self.wait_for_rest(),
        }
    }

    fn wait_for_rest(&mut self) -> Action<Message> {
        self.wait = Some(false);
        let wait: Task<()> = after(PAUSE);
        wait.map(|()| Message::Rested).into()
    }

    fn airings_of(&self, group: usize) -> Vec<usize> {
        self.groups.get(group).map(|group| group.airings.clone()).unwrap_or_default()
    }

    /// Confirms that these airings went out as planned. Once all first runs have, the piece is published.
    fn confirm(&mut self, airings: &[usize], context: &Context) -> Action<Message> {
        let today = context.newsroom.today();
        self.edit(context, |header| header.confirm(airings, today))
    }

    fn withdraw(&mut self, airings: &[usize], context: &Context) -> Action<Message> {
        let today = context.newsroom.today();
        self.edit(context, |header| {
            for airing in at(header, airings) {
                airing.outcome = None;
            }
            // Without a record the status alone would count as published.
            if header.status == Status::Published
                && header.airings.iter().all(|airing| airing.outcome.is_none())
            {
                header.set_status(Status::Approved, today);
            }
        })
    }

    /// Adds a rerun a day after the first run; the user then sets the date.
    fn add_rerun(&mut self, context: &Context) -> Action<Message> {
        let group = self.groups.iter().find(|group| !group.is_rerun).or(self.groups.first());
        let Some(airings) = group.map(|group| group.airings.clone()) else { return Action::none() };
        self.edit(context, |header| {
            let last = header.airings.iter().filter_map(|airing| airing.date).max();
            let again: Vec<Airing> = airings
                .iter()
                .filter_map(|&index| header.airings.get(index))
                .map(|airing| Airing {
                    id: None,
                    is_rerun: true,
                    outcome: None,
                    date: last.and_then(|last| last.succ_opt()).filter(|day| range::is_known(*day)),
                    ..airing.clone()
                })
                .collect();
            header.airings.extend(again);
        })
    }

    fn fill(&self, context: &Context) -> Action<Message> {
        let slots = self.empty_slots(context);
        let Some(activity) = slots.first().map(|slot| slot.activity().to_owned()) else {
            return Action::none();
        };
        Action::effect(Effect::BeginPiece { activity, slots, is_opened: false })
            .and(Effect::Notify(Notice::undoable("Đã tạo bài từ mẫu của hình thức.")))
    }

    fn build(&self, context: &Context) -> Action<Message> {
        let slots = self.empty_slots(context);
        let Some(piece) = slots.first().and_then(|slot| context.newsroom.previous(slot)) else {
            return Action::none();
        };
        let words = format!("Đã dựng bài từ “{}”.", piece.header.title);
        let piece = piece.header.id.clone();
        Action::effect(Effect::Duplicate { piece, slots, is_opened: false })
            .and(Effect::Notify(Notice::undoable(words)))
    }

    /// The empty slots of the series shown.
    fn empty_slots(&self, context: &Context) -> Vec<SlotId> {
        let Subject::Slots(series) = &self.subject else { return Vec::new() };
        let views = context.newsroom.obligations().of_series(series).filter(|view| view.pieces.is_empty());
        let views = views.filter(|view| airing_group::is_of(&view.slot.id, self.filter.as_deref()));
        views.map(|view| view.slot.id.clone()).collect()
    }

    /// The inspector for the selected day and its chips.
    pub fn view<'a>(
        &'a self,
        context: &'a Context,
        day: NaiveDate,
        chips: &'a [Chip],
        selected: Option<&'a ChipKey>,
    ) -> Element<'a, Message> {
        match (&self.subject, self.piece(context)) {
            (Subject::Piece(_), Some(piece)) => self.piece_view(piece, context),
            (Subject::Slots(series), _) => slot::view(series, context),
            _ => agenda::view(context, day, chips, selected),
        }
    }
}

/// Updates an editor whose text differs; the cursor stays in the text it was in.
fn follow(editor: &mut text_editor::Content, text: &str) {
    if editor.text().replace('\n', " ").trim() != text.replace('\n', " ").trim() {
        patch::patch_words(editor, text);
    }
}

fn at<'a>(header: &'a mut Header, airings: &'a [usize]) -> impl Iterator<Item = &'a mut Airing> {
    header
        .airings
        .iter_mut()
        .enumerate()
        .filter(|(index, _)| airings.contains(index))
        .map(|(_, airing)| airing)
}
