//! Khảo sát: the question bank, who takes part, scanned sheets and what a person decides about them, sheets typed in,
//! results.

pub mod bank;
mod bank_view;
pub mod correct;
mod count;
pub mod entry;
mod outcome;
pub mod paper;
mod part;
pub mod people;
pub mod reading;
pub mod scan;
mod sheet_view;
mod view;

use std::path::Path;
use std::sync::Arc;

use iced::Task;
use iced::keyboard::{Key, Modifiers, key};
use iced::widget::operation;

use super::Screen;
use super::cases::list::Choice;
use crate::bank::{Bank, Level};
use crate::document::survey::outcome::{Paper, Request};
use crate::newsroom::{Change, Command};
use crate::piece::quiz::Quiz;
use crate::piece::{Format, PieceId};
use crate::record::Record;
use crate::store;
use crate::survey::answers::{Answers, Marking};
use crate::survey::people::first_number;
use crate::ui::{Action, Context, Effect, Element, Export, Notice, Route, background};
use count::Counted;

/// The parts of the screen, in the order of the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part {
    #[default]
    Bank,
    Paper,
    People,
    Scan,
    Correct,
    Entry,
    Outcome,
}

#[derive(Debug, Default)]
pub struct Survey {
    part: Part,
    /// The survey shown.
    piece: Option<PieceId>,
    locality: Option<String>,
    quiz: Option<Arc<Quiz>>,
    counted: Arc<Counted>,
    /// Counting began for this many changes; an earlier count that ends late is not shown.
    counts: u64,
    bank: bank::Pane,
    paper: paper::Pane,
    people: people::Pane,
    reading: reading::Pane,
    correct: correct::Pane,
    entry: entry::Pane,
}

#[derive(Debug, Clone)]
pub enum Message {
    PartChosen(Part),
    SurveyChosen(Choice),
    LocalityChosen(Choice),
    Counted(u64, Arc<Counted>),
    Bank(bank::Message),
    Paper(paper::Message),
    People(people::Message),
    Reading(reading::Message),
    Correct(correct::Message),
    Entry(entry::Message),
    PaperAsked(Paper),
    PieceOpened(PieceId),
    Effect(Effect),
}

impl Screen for Survey {
    type Message = Message;

    fn new(_context: &Context) -> (Self, Task<Message>) {
        (Self::default(), Task::none())
    }

    fn prepare(&mut self, context: &Context) {
        let newsroom = &context.newsroom;
        let is_survey = |id: &PieceId| newsroom.piece(id).is_some_and(|piece| piece.format == Format::Quiz);
        let surveys = || count::surveys(newsroom).first().map(|piece| piece.id().clone());
        self.piece = self.piece.take().filter(is_survey).or_else(surveys);
        let plan = newsroom.plan();
        let own = || context.identity.locality.clone().filter(|id| plan.locality(id).is_some());
        let first = || plan.localities.first().map(|locality| locality.id.clone());
        let is_there = |id: &String| plan.locality(id).is_some();
        self.locality = self.locality.take().filter(is_there).or_else(own).or_else(first);
        let piece = self.piece.as_ref().and_then(|id| newsroom.piece(id));
        self.quiz = piece.map(|piece| Arc::new(Quiz::parse(&piece.body)));
        self.bank.follow(&count::bank(newsroom));
        let answers = self.answers(context).cloned();
        self.correct.follow(answers.as_ref());
    }

    fn changed(&mut self, change: &Change, context: &Context) -> Task<Message> {
        let is_of_surveys = change.is_of_records()
            || change.entries.iter().any(|id| id.kind() == Answers::PATH)
            || change
                .pieces
                .iter()
                .any(|id| context.newsroom.piece(id).is_some_and(|piece| piece.format == Format::Quiz));
        // Nothing is counted before the screen was shown.
        if self.counts == 0 || !is_of_surveys {
            return Task::none();
        }
        self.count(context)
    }

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::PartChosen(part) => {
                self.part = part;
                self.focused(context)
            }
            Message::SurveyChosen(choice) => {
                self.piece = choice.id.map(|id| PieceId(id.into()));
                self.reading.forget();
                self.prepare(context);
                self.count(context).into()
            }
            Message::LocalityChosen(choice) => {
                self.locality = choice.id;
                self.reading.forget();
                self.prepare(context);
                Action::none()
            }
            Message::Counted(count, counted) => {
                if count == self.counts {
                    self.counted = counted;
                }
                Action::none()
            }
            Message::Bank(message) => {
                let action = self.bank.update(message, &self.counted, context);
                self.piece = self.bank.drawn.take().or(self.piece.take());
                action
            }
            Message::Paper(message) => self.paper.update(message, self.piece.as_ref(), context),
            Message::People(message) => {
                let Some(answers) = self.own(context) else { return Action::none() };
                let localities = &context.newsroom.plan().localities;
                let at = localities.iter().position(|one| one.id == answers.locality).unwrap_or(0);
                self.people.update(message, answers, first_number(at, localities.len()))
            }
            Message::Reading(message) => self.read(message, context),
            Message::Correct(message) => self.decide(message, context),
            Message::Entry(message) => self.enter(message, context),
            Message::PaperAsked(paper) => self.paper_asked(paper),
            Message::PieceOpened(piece) => Action::open(Route::Piece(piece)),
            Message::Effect(effect) => Action::effect(effect),
        }
    }

    fn key(&mut self, key: &Key, modifiers: Modifiers, context: &Context) -> Action<Message> {
        match (self.part, key) {
            (Part::Bank, Key::Named(key::Named::Escape)) => {
                self.update(Message::Bank(bank::Message::Closed), context)
            }
            (Part::Bank, Key::Character(letter))
                if modifiers.is_empty() && letter.eq_ignore_ascii_case("n") =>
            {
                self.update(Message::Bank(bank::Message::Added), context)
            }
            (Part::Bank, Key::Named(key::Named::Space)) => {
                let opened = self.bank.opened.clone();
                let toggled = |id| self.update(Message::Bank(bank::Message::PickToggled(id)), context);
                opened.map_or_else(Action::none, toggled)
            }
            (Part::Bank, Key::Named(key::Named::ArrowDown)) => {
                self.update(Message::Bank(bank::Message::Stepped(1)), context)
            }
            (Part::Bank, Key::Named(key::Named::ArrowUp)) => {
                self.update(Message::Bank(bank::Message::Stepped(-1)), context)
            }
            (Part::Correct, key) => match correct::Message::of_key(key, modifiers) {
                Some(message) => self.update(Message::Correct(message), context),
                None => Action::none(),
            },
            (Part::Entry, Key::Named(key::Named::Escape)) => {
                self.update(Message::Entry(entry::Message::PictureClosed), context)
            }
            (Part::Scan, Key::Character(letter)) if modifiers.command() && letter == "v" => {
                self.update(Message::Reading(reading::Message::PathsAsked), context)
            }
            (Part::Entry, Key::Character(letter)) if modifiers.command() && letter == "v" => {
                self.update(Message::Entry(entry::Message::PasteAsked), context)
            }
            (Part::People, Key::Character(letter)) if modifiers.command() && letter == "v" => {
                self.update(Message::People(people::Message::PasteAsked), context)
            }
            _ => Action::none(),
        }
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        self.whole(context)
    }

    fn open_file(&self) -> Option<store::Key> {
        match self.part {
            Part::Bank => Some(store::Key::Record(Bank::PATH)),
            Part::Paper | Part::Outcome => None,
            _ => Some(store::Key::Entry(Answers::entry_of(self.piece.as_ref()?, self.locality.as_ref()?))),
        }
    }

    fn page(&self) -> u64 {
        self.part as u64
    }
}

impl Survey {
    /// When the screen is opened: counts what it shows.
    pub fn show(&mut self, context: &Context) -> Task<Message> {
        self.count(context)
    }

    /// What a file dropped on the part that is shown is taken for; none when it is for another.
    pub fn dropped(&self, path: &Path) -> Option<Message> {
        let extension = path.extension()?.to_str()?.to_lowercase();
        let files = || vec![path.to_owned()];
        match self.part {
            Part::Scan if reading::KINDS.contains(&&*extension) => {
                Some(Message::Reading(reading::Message::Picked(files())))
            }
            Part::Entry if crate::import::answers::EXTENSIONS.contains(&&*extension) => {
                Some(Message::Entry(entry::Message::FilesPicked(files())))
            }
            Part::Bank if crate::import::bank::EXTENSIONS.contains(&&*extension) => {
                Some(Message::Bank(bank::Message::ImportPicked(files())))
            }
            _ => None,
        }
    }

    /// The list of one locality; the other papers are about all.
    fn paper_asked(&self, paper: Paper) -> Action<Message> {
        let Some(survey) = self.piece.clone() else { return Action::none() };
        let locality = self.locality.clone().filter(|_| paper == Paper::Signatures);
        Action::effect(Effect::Export(Export::Outcome(Request { paper, survey, locality })))
    }

    fn count(&mut self, context: &Context) -> Task<Message> {
        self.counts += 1;
        let (count, newsroom, survey) = (self.counts, context.newsroom.snapshot(), self.piece.clone());
        background(move || Arc::new(count::count(&newsroom, survey.as_ref())))
            .map(move |counted| Message::Counted(count, counted))
    }

    fn focused(&mut self, context: &Context) -> Action<Message> {
        match self.part {
            Part::Entry => Action::run(operation::focus(entry::NUMBER)),
            Part::Correct => Task::batch([self.correct.focused(), self.look(context)]).into(),
            _ => Action::none(),
        }
    }

    /// The answers of the chosen survey in the chosen locality, if there are any.
    fn answers<'a>(&self, context: &'a Context) -> Option<&'a Answers> {
        let id = Answers::id_of(self.piece.as_ref()?, self.locality.as_ref()?);
        context.newsroom.entry::<Answers>(&id)
    }

    /// The same, or new ones.
    fn own(&self, context: &Context) -> Option<Answers> {
        let (survey, locality) = (self.piece.as_ref()?, self.locality.as_ref()?);
        Some(self.answers(context).cloned().unwrap_or_else(|| Answers::new(survey, locality)))
    }

    /// As [`Self::keep_all`], of one locality.
    fn keep(&self, answers: Answers, context: &Context) -> Command {
        self.keep_all(vec![answers], context)
    }

    /// Keeps answers, and with them that the survey was held where there are sheets.
    fn keep_all(&self, all: Vec<Answers>, context: &Context) -> Command {
        let mut commands = Vec::new();
        let piece = self.piece.as_ref().and_then(|id| context.newsroom.piece(id));
        let mut header = piece.map(|piece| piece.header.clone());
        let mut is_held = false;
        for mut answers in all {
            if let (Some(header), Some(quiz)) = (&mut header, &self.quiz)
                && !answers.sheets.is_empty()
            {
                let today = context.newsroom.today();
                let _ = crate::survey::marking::note(&mut answers, quiz, |key| Marking {
                    id: new_id(),
                    date: today,
                    by: context.identity.name.clone(),
                    key,
                });
                let people = answers.sheets.iter().filter(|sheet| sheet.page == 1).count();
                is_held |= crate::survey::held::confirm(header, &answers.locality, people, today);
            }
            commands.push(set(answers));
        }
        commands.extend(header.filter(|_| is_held).map(|header| Command::SetHeader(Box::new(header))));
        Command::All(commands)
    }
}

fn set(answers: Answers) -> Command {
    Command::SetRecord { record: answers.into(), is_typing: false }
}

fn new_id() -> String {
    ulid::Ulid::generate().to_string()
}

/// A choice of a level in a form.
const LEVELS: [Level; 3] = Level::ALL;

fn told(text: impl Into<String>) -> Action<Message> {
    Action::effect(Effect::Notify(Notice::error(text)))
}
