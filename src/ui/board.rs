//! The score board and the clock of a contest, in a window of its own for the hall.

mod view;

use std::time::{Duration, Instant};

use iced::keyboard::key::{Key, Named};

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
    is_clock_shown: bool,
    /// Indexes of the round, and of the team in the order of the draw.
    round: usize,
    turn: usize,
    clock: Clock,
    now: Instant,
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
    /// The clock or the ranking.
    Turned,
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
            Key::Character(letter) => match letter.as_str() {
                "b" => Self::Turned,
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
            is_clock_shown: true,
            round: 0,
            turn: 0,
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
            Message::Ticked => {}
            Message::Turned => self.is_clock_shown = !self.is_clock_shown,
            Message::StartedOrStopped => {
                let used = self.clock.used(now);
                let started = if self.is_running() { None } else { Some(now) };
                self.clock = Clock { before: used, started };
            }
            Message::Reset => self.clock = Clock::default(),
            Message::RoundChosen(at) => {
                if at < self.contest.rounds.len() {
                    (self.round, self.clock) = (at, Clock::default());
                }
            }
            Message::Moved { is_back } => {
                let last = self.contest.teams.len().saturating_sub(1);
                let next = if is_back { self.turn.saturating_sub(1) } else { (self.turn + 1).min(last) };
                if next != self.turn {
                    (self.turn, self.clock) = (next, Clock::default());
                }
            }
            Message::Taken => return self.take(now),
        }
        None
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

    pub fn view(&self) -> Element<'_, Message> {
        if self.is_clock_shown { self.clock_view() } else { self.ranking_view() }
    }
}
