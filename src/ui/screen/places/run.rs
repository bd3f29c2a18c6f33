//! Where one piece hangs, and what became of each place; of a skit its tour.

pub mod form;
mod view;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveTime};

use super::sheet;
use crate::document::places::Request;
use crate::ledger::{AsOf, StayState, stays};
use crate::newsroom::Command;
use crate::piece::{Airing, Header, Outcome, PieceId};
use crate::plan::Medium;
use crate::ui::{Action, Context, Effect, Export, Notice, Route, Selection};
use form::Form;

/// What may be recorded of many places at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Record {
    /// The copies were sent.
    Sent,
    /// Hung or played, on the planned day if it has come.
    Done,
    TakenDown,
    /// Nothing of the above after all.
    Undone,
}

#[derive(Debug, Clone)]
pub enum Message {
    PieceChosen(PieceId),
    Scrolled(f32, f32),
    /// A row was pressed: by its position in the piece.
    Opened(usize),
    Marked(usize),
    AllMarked,
    Recorded(Record),
    EvidenceAsked,
    EvidencePicked(String),
    EvidenceOpened(String),
    EvidenceRemoved(String),
    Typed(form::Field, String),
    /// Takes what was typed.
    Submitted,
    Removed,
    Exported(Request),
    PieceShown,
    Closed,
}

/// A place of the piece.
#[derive(Debug)]
struct Line {
    /// Its position in the piece's airings.
    at: usize,
    place: String,
    address: String,
    locality: String,
    copies: Option<u32>,
    sent: Option<NaiveDate>,
    since: Option<NaiveDate>,
    time: Option<NaiveTime>,
    until: Option<NaiveDate>,
    troupe: String,
    spectators: Option<u32>,
    evidence: usize,
    state: StayState,
    /// An old copy hangs there.
    is_outdated: bool,
    /// In words, what it clashes with.
    clash: Option<String>,
}

#[derive(Debug, Default)]
pub(super) struct Run {
    pub piece: Option<PieceId>,
    pub is_tour: bool,
    lines: Vec<Line>,
    marked: BTreeSet<usize>,
    form: Option<Form>,
    visible: (f32, f32),
}

impl Run {
    pub fn dismiss(&mut self) {
        if self.form.take().is_none() {
            self.marked.clear();
        }
    }

    pub fn build(&mut self, context: &Context) {
        let newsroom = &context.newsroom;
        let has_places = |id: &PieceId| {
            newsroom.piece(id).is_some_and(|piece| piece.header.airings.iter().any(|it| !it.place.is_empty()))
        };
        self.piece = self.piece.take().filter(|id| newsroom.piece(id).is_some()).or_else(|| {
            let pieces = sheet::pieces(newsroom);
            pieces
                .iter()
                .map(|(id, ..)| id)
                .find(|id| has_places(id))
                .or(pieces.first().map(|(id, ..)| id))
                .cloned()
        });
        self.lines.clear();
        let Some(header) = self.header(context) else { return };
        let medium = newsroom.plan().activity(&header.activity).map(|activity| activity.medium);
        self.is_tour = medium == Some(Medium::Stage);
        self.lines = lines(header, context);
        if self.is_tour {
            self.lines.sort_by_key(|line| (line.since.is_none(), line.since, line.time));
        }
        self.marked.retain(|at| *at < header.airings.len());
        self.form = self.form.take().and_then(|form| form.follow(header));
    }

    fn header<'a>(&self, context: &'a Context) -> Option<&'a Header> {
        Some(&context.newsroom.piece(self.piece.as_ref()?)?.header)
    }

    /// The airing in the pane.
    fn airing<'a>(&self, context: &'a Context) -> Option<&'a Airing> {
        self.header(context)?.airings.get(self.form.as_ref()?.at)
    }

    /// The files that prove the airing in the pane.
    pub fn evidence<'a>(&self, context: &'a Context) -> impl Iterator<Item = &'a str> {
        self.airing(context).into_iter().flat_map(|airing| &airing.evidence).map(String::as_str)
    }

    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        let Some(header) = self.header(context) else { return Action::none() };
        match message {
            Message::PieceChosen(id) => {
                self.piece = Some(id);
                (self.form, self.visible) = (None, (0.0, 0.0));
                self.marked.clear();
                self.build(context);
            }
            Message::Scrolled(from, height) => self.visible = (from, height),
            Message::Opened(at) => self.form = header.airings.get(at).map(|airing| Form::new(at, airing)),
            Message::Marked(at) => {
                if !self.marked.remove(&at) {
                    let _ = self.marked.insert(at);
                }
            }
            Message::AllMarked => {
                let all: BTreeSet<usize> = self.lines.iter().map(|line| line.at).collect();
                self.marked = if self.marked == all { BTreeSet::new() } else { all };
            }
            Message::Recorded(record) => return self.record(record, header, context),
            Message::EvidenceAsked => return Action::effect(Effect::PickEvidence),
            Message::EvidenceOpened(path) => return Action::effect(Effect::OpenEvidence(path)),
            Message::EvidencePicked(path) => {
                return self.edit(header, |airing| {
                    if !airing.evidence.contains(&path) {
                        airing.evidence.push(path.clone());
                    }
                });
            }
            Message::EvidenceRemoved(path) => {
                return self.edit(header, |airing| airing.evidence.retain(|known| *known != path));
            }
            Message::Typed(field, text) => {
                if let Some(form) = &mut self.form {
                    form.set(field, text);
                }
            }
            Message::Submitted => {
                let year = context.newsroom.plan().year;
                let Some(form) = &mut self.form else { return Action::none() };
                let Some(airing) = header.airings.get(form.at).and_then(|airing| form.read(airing, year))
                else {
                    return Action::none();
                };
                let mut after = header.clone();
                after.airings[form.at] = airing;
                return set(header, after);
            }
            Message::Removed => return self.remove(header),
            Message::Exported(request) => return Action::effect(Effect::Export(Export::Places(request))),
            Message::PieceShown => {
                return Action::open(Route::Calendar(Some(Selection::Piece(header.id.clone()))));
            }
            Message::Closed => self.form = None,
        }
        Action::none()
    }

    /// What an act concerns: what is ticked, else the row in the pane.
    fn concerned(&self) -> Vec<usize> {
        if self.marked.is_empty() {
            self.form.iter().map(|form| form.at).collect()
        } else {
            self.marked.iter().copied().collect()
        }
    }

    fn edit(&self, header: &Header, edit: impl Fn(&mut Airing)) -> Action<Message> {
        let mut after = header.clone();
        for at in self.concerned() {
            if let Some(airing) = after.airings.get_mut(at) {
                edit(airing);
            }
        }
        set(header, after)
    }

    fn record(&mut self, record: Record, header: &Header, context: &Context) -> Action<Message> {
        let today = context.newsroom.today();
        if record == Record::Done {
            let mut after = header.clone();
            after.confirm(&self.concerned(), today);
            return set(header, after);
        }
        self.edit(header, |airing| match record {
            Record::Sent => airing.sent = Some(today),
            Record::TakenDown => {
                if airing.outcome.is_none() {
                    let date = airing.date.filter(|date| *date <= today).unwrap_or(today);
                    airing.outcome = Some(Outcome { date, time: None, seconds: None, note: String::new() });
                }
                airing.taken_down = Some(today);
            }
            Record::Done => {}
            Record::Undone => (airing.sent, airing.taken_down, airing.outcome) = (None, None, None),
        })
    }

    fn remove(&mut self, header: &Header) -> Action<Message> {
        let gone = self.concerned();
        if gone.is_empty() {
            return Action::none();
        }
        let mut after = header.clone();
        let mut at = 0;
        after.airings.retain(|_| {
            at += 1;
            !gone.contains(&(at - 1))
        });
        self.marked.clear();
        self.form = None;
        let notice = if self.is_tour {
            "Đã bỏ buổi diễn khỏi lịch."
        } else {
            "Đã bỏ nơi treo khỏi danh sách."
        };
        set(header, after).and(Effect::Notify(Notice::undoable(notice)))
    }
}

fn set(before: &Header, after: Header) -> Action<Message> {
    if *before == after {
        return Action::none();
    }
    Action::command(Command::SetHeader(Box::new(after)))
}

fn lines(header: &Header, context: &Context) -> Vec<Line> {
    let newsroom = &context.newsroom;
    let (plan, settings) = (newsroom.plan(), newsroom.settings());
    let places = newsroom.places().by_id();
    let order: BTreeMap<&str, usize> =
        plan.localities.iter().enumerate().map(|(at, unit)| (unit.id.as_str(), at + 1)).collect();
    let known = AsOf::new(header, newsroom.today());
    let clashes = newsroom.clashes_of(header);
    let mut lines: Vec<(usize, Line)> = stays(plan, std::iter::once(header), newsroom.today())
        .map(|stay| {
            let airing = stay.airing;
            let timing = known.timing(airing, settings.programme_of(&airing.slot).as_deref());
            let start = timing.date.zip(timing.time).map(|(date, time)| date.and_time(time));
            let end = start.zip(timing.seconds).and_then(|(start, seconds)| {
                start.checked_add_signed(chrono::TimeDelta::seconds(i64::from(seconds)))
            });
            // A clash of this piece at this hour.
            let clash = clashes.iter().find(|clash| {
                start.zip(end).is_some_and(|(start, end)| start < clash.to && clash.from < end)
                    && (clash.channel.ends_with(&format!("/{}", airing.place))
                        || !airing.troupe.is_empty()
                            && clash.channel.ends_with(&format!("/{}", airing.troupe)))
            });
            let clash = clash.map(|clash| {
                let who = clash.channel_name(plan, newsroom.places());
                if clash.is_of_hall() {
                    format!("{who} có hai buổi cùng giờ")
                } else {
                    format!("{who} diễn hai nơi cùng giờ")
                }
            });
            let place = places.get(airing.place.as_str());
            let locality = place.map_or("", |place| place.locality.as_str());
            let line = Line {
                at: stay.at,
                place: place.map_or_else(|| airing.place.clone(), |place| place.name.clone()),
                address: place.map_or_else(String::new, |place| place.address.clone()),
                locality: place.map_or_else(String::new, |place| place.locality_name(plan)),
                copies: airing.copies,
                sent: airing.sent,
                since: stay.since,
                time: timing.time,
                until: airing.taken_down.or(airing.until),
                troupe: airing.troupe.clone(),
                spectators: airing.spectators,
                evidence: airing.evidence.len(),
                state: stay.state,
                is_outdated: stay.is_outdated,
                clash,
            };
            (order.get(locality).copied().unwrap_or(0), line)
        })
        .collect();
    lines.sort_by(|(one, a), (two, b)| (one, &a.place).cmp(&(two, &b.place)));
    lines.into_iter().map(|(_, line)| line).collect()
}
