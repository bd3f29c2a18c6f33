//! The score board, the clock and the questions of a contest, in a window of its own for the hall.

mod question;
mod view;

use std::time::{Duration, Instant};

use iced::keyboard::key::{Key, Named};

use crate::bank::Bank;
use crate::contest::{Contest, Round, Team};
use crate::newsroom::Command;
use crate::piece::{Format, Piece, PieceId};
use crate::ui::Element;

#[derive(Debug)]
pub struct Board {
    id: PieceId,
    title: String,
    body: String,
    contest: Contest,
    shown: Shown,
    /// Indexes of the round, of the team in the order of the draw, and of the question in the round.
    round: usize,
    turn: usize,
    question: usize,
    is_answer_shown: bool,
    clock: Clock,
    now: Instant,
}

/// What stands in the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Shown {
    #[default]
    Clock,
    /// The question that is asked, with a small clock.
    Question,
    Ranking,
}

/// Time that a team has used.
#[derive(Debug, Clone, Copy, Default)]
struct Clock {
    before: Duration,
    /// Since when it runs.
    started: Option<Instant>,
}

impl Clock {
    fn used(&self, now: Instant) -> Duration {
        self.before + self.started.map_or(Duration::ZERO, |started| now.saturating_duration_since(started))
    }
}

#[derive(Debug, Clone, Copy)]
pub enum Message {
    Ticked,
    /// The ranking, and back to the clock.
    Ranking,
    /// The round's questions, and back to the clock.
    Question,
    /// To the next question or back.
    Asked {
        is_back: bool,
    },
    /// Shows the answer of the question, or hides it.
    Answer,
    StartedOrStopped,
    Reset,
    RoundChosen(usize),
    /// To the next team or back.
    Moved {
        is_back: bool,
    },
    /// Notes the time used as that of the team in the round.
    Taken,
}

impl Message {
    pub fn of_key(key: &Key) -> Option<Self> {
        Some(match key {
            Key::Named(Named::Space) => Self::StartedOrStopped,
            Key::Named(Named::Enter) => Self::Taken,
            Key::Named(Named::ArrowLeft) => Self::Moved { is_back: true },
            Key::Named(Named::ArrowRight) => Self::Moved { is_back: false },
            Key::Named(Named::ArrowUp) => Self::Asked { is_back: true },
            Key::Named(Named::ArrowDown) => Self::Asked { is_back: false },
            Key::Character(letter) => match letter.as_str() {
                "b" => Self::Ranking,
                "c" => Self::Question,
                "d" => Self::Answer,
                "r" => Self::Reset,
                digit => Self::RoundChosen(digit.parse::<usize>().ok()?.checked_sub(1)?),
            },
            _ => return None,
        })
    }
}

impl Board {
    /// None for a piece that is no contest, or one that cannot be read.
    pub fn new(piece: &Piece, now: Instant) -> Option<Self> {
        if piece.format != Format::Contest {
            return None;
        }
        Some(Self {
            id: piece.header.id.clone(),
            title: piece.header.title.clone(),
            body: piece.body.peek().into_owned(),
            contest: Contest::parse(&piece.body).ok()?,
            shown: Shown::default(),
            round: 0,
            turn: 0,
            question: 0,
            is_answer_shown: false,
            clock: Clock::default(),
            now,
        })
    }

    pub fn piece(&self) -> &PieceId {
        &self.id
    }

    pub fn title(&self) -> String {
        format!("{} – Bảng điểm", self.title)
    }

    /// Whether the clock runs, so that the window is drawn anew.
    pub fn is_running(&self) -> bool {
        self.clock.started.is_some()
    }

    /// The id of the question that the hall reads, in the bank.
    pub fn question(&self) -> Option<&str> {
        let is_read = self.shown == Shown::Question;
        self.round()?.questions.get(self.question).filter(|_| is_read).map(String::as_str)
    }

    /// Whether its answer is shown too.
    pub fn is_answered(&self) -> bool {
        self.is_answer_shown
    }

    /// Shows the contest as it is now.
    pub fn follow(&mut self, piece: &Piece) {
        if *self.body == *piece.body.peek() {
            return;
        }
        self.body = piece.body.peek().into_owned();
        if let Ok(contest) = Contest::parse(&self.body) {
            self.contest = contest;
        }
    }

    /// Returns the command of a time that is noted.
    pub fn update(&mut self, message: Message, now: Instant) -> Option<Command> {
        self.now = now;
        match message {
            Message::Ranking => self.turn_to(Shown::Ranking),
            Message::Question => self.turn_to(Shown::Question),
            Message::Answer => self.is_answer_shown = self.shown == Shown::Question && !self.is_answer_shown,
            Message::Asked { is_back } if self.shown == Shown::Question => {
                let last = self.round().map_or(0, |round| round.questions.len()).saturating_sub(1);
                self.ask(if is_back {
                    self.question.saturating_sub(1)
                } else {
                    (self.question + 1).min(last)
                });
            }
            Message::Ticked | Message::Asked { .. } => {}
            Message::StartedOrStopped => {
                let used = self.clock.used(now);
                let started = if self.is_running() { None } else { Some(now) };
                self.clock = Clock { before: used, started };
            }
            Message::Reset => self.clock = Clock::default(),
            Message::RoundChosen(at) => {
                if at < self.contest.rounds.len() {
                    (self.round, self.clock) = (at, Clock::default());
                    self.ask(self.first_question());
                }
            }
            Message::Moved { is_back } => {
                let last = self.contest.teams.len().saturating_sub(1);
                let next = if is_back { self.turn.saturating_sub(1) } else { (self.turn + 1).min(last) };
                if next != self.turn {
                    (self.turn, self.clock) = (next, Clock::default());
                    self.ask(self.first_question());
                }
            }
            Message::Taken => return self.take(now),
        }
        None
    }

    fn turn_to(&mut self, shown: Shown) {
        self.shown = if self.shown == shown { Shown::Clock } else { shown };
        self.is_answer_shown = false;
    }

    /// A question is shown without its answer first.
    fn ask(&mut self, question: usize) {
        (self.question, self.is_answer_shown) = (question, false);
    }

    /// The first of the team's own questions: each team has as many of the round's.
    fn first_question(&self) -> usize {
        let count = self.round().map_or(0, |round| round.questions.len());
        let each = (count / self.contest.teams.len().max(1)).max(1);
        (self.turn * each).min(count.saturating_sub(1))
    }

    fn take(&mut self, now: Instant) -> Option<Command> {
        let used = self.clock.used(now).as_secs() as u32;
        self.clock = Clock { before: self.clock.used(now), started: None };
        let (team, round) = (self.team()?.id.clone(), self.round()?.id.clone());
        let mut contest = self.contest.clone();
        contest.set_seconds(&team, &round, Some(used));
        let body = contest.text_over(&self.body);
        Some(Command::SetBody { id: self.id.clone(), body, is_typing: false })
    }

    fn round(&self) -> Option<&Round> {
        self.contest.rounds.get(self.round)
    }

    fn team(&self) -> Option<&Team> {
        self.contest.order().get(self.turn).copied()
    }

    /// `bank`: where the questions stand.
    pub fn view<'a>(&'a self, bank: Option<&'a Bank>) -> Element<'a, Message> {
        match self.shown {
            Shown::Clock => self.clock_view(),
            Shown::Question => self.question_view(bank),
            Shown::Ranking => self.ranking_view(),
        }
    }
}
