//! "Báo cáo": the words of a period's report, who has not reported; "Phân công": duties of section V, detailed plans,
//! the Front and the mass organisations.

mod duties;
mod reports;

use std::collections::HashMap;
use std::time::Instant;

use chrono::NaiveDate;
use iced::widget::text_editor::{self, Content};

use crate::document::desk::Request;
use crate::duty::{Duties, DutyLine, DutyState, Organisation};
use crate::ledger::ReturnState;
use crate::newsroom::Command;
use crate::piece::PieceId;
use crate::record::AnyRecord;
use crate::reporting::{Assessment, Section};
use crate::ui::screen::cases::list::Choice;
use crate::ui::screen::export::PeriodKind;
use crate::ui::{Action, Burst, Context, Effect, Export};

#[derive(Debug)]
pub struct Desk {
    period: (NaiveDate, NaiveDate),
    kind: PeriodKind,
    assessment: Assessment,
    texts: HashMap<Section, Content>,
    returns: Vec<ReturnState>,
    duties: Duties,
    lines: Vec<DutyLine>,
    burst: Burst<String>,
    is_known: bool,
}

impl Default for Desk {
    fn default() -> Self {
        Self {
            period: Default::default(),
            kind: PeriodKind::Quarter,
            assessment: Assessment::default(),
            texts: HashMap::new(),
            returns: Vec::new(),
            duties: Duties::default(),
            lines: Vec::new(),
            burst: Burst::default(),
            is_known: false,
        }
    }
}

/// A line of text of a duty or an organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    DutyTitle(usize),
    DutyNote(usize),
    DutyEvidence(usize),
    PlanPaper(usize),
    OrganisationName(usize),
    TookOn(usize),
    OrganisationNote(usize),
}

#[derive(Debug, Clone)]
pub enum Message {
    KindChosen(PeriodKind),
    Moved(i32),
    Wrote(Section, text_editor::Action),
    FormAsked(String),
    TakeAsked,
    RemindAsked,
    ReportAsked,
    Typed(Line, String),
    StateChosen(usize, DutyState),
    OwnerPicked(usize, Choice),
    DutyAdded,
    DutyRemoved(usize),
    Attached(usize, bool),
    Seen(usize, bool),
    OrganisationAdded,
    OrganisationRemoved(usize),
    Invited(usize, bool),
    PiecePicked(usize, Choice),
    PieceRemoved(usize, usize),
    PieceOpened(PieceId),
    OrganisationsReminded,
    OrganisationReminded(usize),
}

impl Desk {
    /// Reads again what is shown.
    pub fn prepare(&mut self, context: &Context) {
        let newsroom = &context.newsroom;
        if !self.is_known {
            self.period = self.kind.around(newsroom.today());
            self.is_known = true;
        }
        let assessment = newsroom.reports().or_start(self.period, "");
        for section in Section::ALL {
            let text = section.of(&assessment);
            let is_same =
                self.texts.get(&section).is_some_and(|one| one.text().trim_end() == text.trim_end());
            if !is_same {
                let _ = self.texts.insert(section, Content::with_text(text));
            }
        }
        self.assessment = assessment;
        self.returns = newsroom.returns(self.period);
        self.duties = newsroom.duties().clone();
        self.lines = self.duties.lines(newsroom.plan());
    }

    pub fn update(&mut self, message: Message, context: &Context) -> Action<super::Message> {
        match message {
            Message::KindChosen(kind) => {
                self.kind = kind;
                self.show(kind.around(self.period.1.min(context.newsroom.today())), context);
            }
            Message::Moved(by) => self.show(self.kind.moved(self.period.0, by), context),
            Message::Wrote(section, action) => {
                let is_edit = action.is_edit();
                let Some(content) = self.texts.get_mut(&section) else { return Action::none() };
                content.perform(action);
                if is_edit {
                    content.text().trim_end().clone_into(section.of_mut(&mut self.assessment));
                    let mut reports = context.newsroom.reports().clone();
                    reports.set(self.assessment.clone());
                    let place = format!("{section:?}");
                    return self.set(reports.into(), Some(place));
                }
            }
            Message::FormAsked(body) => {
                let (from, to) = self.period;
                return Action::effect(Effect::Export(Export::Desk(Request::Form { from, to, body })));
            }
            Message::TakeAsked => return Action::effect(Effect::ImportSchedule),
            Message::RemindAsked => {
                let (from, to) = self.period;
                return Action::effect(Effect::Export(Export::Desk(Request::Reports { from, to })));
            }
            Message::ReportAsked => {
                let (from, to) = (Some(self.period.0), Some(self.period.1));
                return Action::effect(Effect::Export(Export::Report { from, to }));
            }
            Message::OrganisationsReminded => {
                return Action::effect(Effect::Export(Export::Desk(Request::Organisations(Vec::new()))));
            }
            Message::PieceOpened(piece) => return Action::open(crate::ui::Route::Piece(piece)),
            message => return self.change(message, context),
        }
        Action::none()
    }

    fn show(&mut self, period: (NaiveDate, NaiveDate), context: &Context) {
        self.period = period;
        self.prepare(context);
    }

    /// Changes `duties.ron`.
    fn change(&mut self, message: Message, context: &Context) -> Action<super::Message> {
        let plan = context.newsroom.plan();
        let today = context.newsroom.today();
        let mut duties = self.duties.clone();
        let mut plans = duties.detailed_plans(plan);
        let mut place = None;
        let mut asked = None;
        let mut line = |at: usize, set: &dyn Fn(&mut DutyLine)| {
            if let Some(line) = self.lines.get(at) {
                let mut line = line.clone();
                set(&mut line);
                duties.set(plan, line);
            }
        };
        match message {
            Message::Typed(of, text) => {
                place = Some(format!("{of:?}"));
                match of {
                    Line::DutyTitle(at) => line(at, &|line| line.title.clone_from(&text)),
                    Line::DutyNote(at) => line(at, &|line| line.note.clone_from(&text)),
                    Line::DutyEvidence(at) => line(at, &|line| line.evidence.clone_from(&text)),
                    Line::PlanPaper(at) => {
                        if let Some(plan) = plans.get_mut(at) {
                            plan.paper = text;
                            duties.set_plan(plan.clone());
                        }
                    }
                    Line::OrganisationName(at) => of_organisation(&mut duties, at, |one| one.name = text),
                    Line::TookOn(at) => of_organisation(&mut duties, at, |one| one.took_on = text),
                    Line::OrganisationNote(at) => of_organisation(&mut duties, at, |one| one.note = text),
                }
            }
            Message::StateChosen(at, state) => line(at, &|line| line.state = state),
            Message::OwnerPicked(at, choice) => {
                line(at, &|line| line.owner = choice.id.clone().unwrap_or_default());
            }
            Message::DutyAdded => {
                duties.duties.push(DutyLine {
                    id: new_id(),
                    title: "Việc mới".to_owned(),
                    ..DutyLine::default()
                });
            }
            Message::DutyRemoved(at) => {
                if let Some(line) = self.lines.get(at) {
                    duties.duties.retain(|other| other.id != line.id);
                }
            }
            Message::Attached(at, is) => {
                if let Some(plan) = plans.get_mut(at) {
                    plan.attached = is.then_some(today);
                    plan.seen = plan.seen.filter(|_| is);
                    duties.set_plan(plan.clone());
                }
            }
            Message::Seen(at, is) => {
                if let Some(plan) = plans.get_mut(at) {
                    plan.seen = is.then_some(today);
                    duties.set_plan(plan.clone());
                }
            }
            Message::OrganisationAdded => {
                duties.organisations.push(Organisation { id: new_id(), ..Organisation::default() });
            }
            Message::OrganisationRemoved(at) if at < duties.organisations.len() => {
                drop(duties.organisations.remove(at));
            }
            Message::Invited(at, is) => {
                of_organisation(&mut duties, at, |one| one.invited = is.then_some(today));
            }
            Message::PiecePicked(at, choice) => {
                if let Some(id) = choice.id.map(PieceId::from) {
                    of_organisation(&mut duties, at, |one| {
                        if !one.pieces.contains(&id) {
                            one.pieces.push(id);
                        }
                    });
                }
            }
            Message::PieceRemoved(at, piece) => of_organisation(&mut duties, at, |one| {
                if piece < one.pieces.len() {
                    drop(one.pieces.remove(piece));
                }
            }),
            Message::OrganisationReminded(at) => {
                of_organisation(&mut duties, at, |one| one.reminded = Some(today));
                asked = duties.organisations.get(at).map(|one| one.id.clone());
            }
            _ => return Action::none(),
        }
        let action = if duties == self.duties {
            Action::none()
        } else {
            self.duties = duties.clone();
            self.lines = duties.lines(plan);
            self.set(duties.into(), place)
        };
        let letter = |id| Effect::Export(Export::Desk(Request::Organisations(vec![id])));
        asked.map(letter).into_iter().fold(action, Action::and)
    }

    fn set(&mut self, record: AnyRecord, place: Option<String>) -> Action<super::Message> {
        let is_typing = self.burst.continues(place, Instant::now());
        Action::command(Command::SetRecord { record, is_typing })
    }
}

fn of_organisation(duties: &mut Duties, at: usize, set: impl FnOnce(&mut Organisation)) {
    if let Some(one) = duties.organisations.get_mut(at) {
        set(one);
    }
}

fn new_id() -> String {
    ulid::Ulid::generate().to_string()
}
