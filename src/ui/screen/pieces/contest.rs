//! The editor of a contest: marks with the ranking beside them, teams, judges, rounds and awards.

mod people;
mod questions;
mod rounds;
mod scores;

use std::collections::HashMap;

use iced::widget::container;
use iced::{Alignment, Length, Task};

use crate::contest::{Contest, Tie};
use crate::decimal::Decimal;
use crate::ui::theme::style;
use crate::ui::widget::{TextField, column, divider, field, row, scroll, segmented};
use crate::ui::{Context, Element};
pub use people::Choice;

/// A part of the editor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part {
    #[default]
    Scores,
    Teams,
    Judges,
    Rounds,
}

impl Part {
    const ALL: [(Self, &'static str); 4] = [
        (Self::Scores, "Chấm điểm"),
        (Self::Teams, "Đội"),
        (Self::Judges, "Giám khảo"),
        (Self::Rounds, "Phần thi, giải"),
    ];
}

#[derive(Debug)]
pub struct Editor {
    contest: Contest,
    part: Part,
    /// The round and the judge whose papers are typed in.
    round: usize,
    judge: usize,
    /// Numbers as typed, by their field.
    texts: HashMap<String, String>,
}

#[derive(Debug, Clone)]
pub enum Message {
    PartChosen(Part),
    RoundChosen(usize),
    JudgeChosen(usize),
    /// A mark of a team for a criterion, by ids.
    Marked {
        team: String,
        criterion: String,
        text: String,
    },
    /// Enter in a cell of the grid: on to the next.
    Entered(usize),
    /// Minutes and seconds that a team took in the round shown.
    Timed {
        team: String,
        text: String,
    },
    Drawn,
    IntroChanged(String),
    PlaceChanged(String),
    TeamAdded,
    TeamRemoved(usize),
    TeamNamed(usize, String),
    TeamOf(usize, Choice),
    MembersChanged(usize, String),
    JudgeAdded,
    JudgeRemoved(usize),
    JudgeNamed(usize, String),
    JudgeTitled(usize, String),
    RoundAdded,
    RoundRemoved(usize),
    RoundNamed(usize, String),
    RuleChanged(usize, String),
    WeightChanged(usize, String),
    LimitChanged(usize, String),
    PenaltyChanged(usize, String),
    StepChanged(usize, String),
    CriterionAdded(usize),
    CriterionRemoved(usize, usize),
    CriterionNamed(usize, usize, String),
    MostChanged(usize, usize, String),
    /// How many questions a round has.
    QuestionsCounted(usize, String),
    /// Draws the questions of a round from the bank.
    QuestionsDrawn(usize),
    QuestionRemoved(usize, usize),
    DroppedChosen(u8),
    /// What decides between equal teams, from the first on.
    TieChosen(usize, Option<Tie>),
    AwardAdded,
    AwardRemoved(usize),
    AwardNamed(usize, String),
    CountChanged(usize, String),
}

impl Message {
    /// Whether it is typing: what follows in the same burst is one step to undo.
    pub fn is_typed(&self) -> bool {
        matches!(
            self,
            Self::Marked { .. }
                | Self::Timed { .. }
                | Self::IntroChanged(_)
                | Self::PlaceChanged(_)
                | Self::TeamNamed(..)
                | Self::MembersChanged(..)
                | Self::JudgeNamed(..)
                | Self::JudgeTitled(..)
                | Self::RoundNamed(..)
                | Self::RuleChanged(..)
                | Self::CriterionNamed(..)
                | Self::AwardNamed(..)
                | Self::QuestionsCounted(..)
        )
    }
}

impl Editor {
    /// None for a body that does not parse: it is shown as text.
    pub fn new(body: &str) -> Option<Self> {
        let contest = Contest::parse(body).ok()?;
        let part = if contest.teams.is_empty() { Part::Teams } else { Part::Scores };
        Some(Self { contest, part, round: 0, judge: 0, texts: HashMap::new() })
    }

    /// Takes in a body changed elsewhere, or undone; false when it no longer parses.
    pub fn follow(&mut self, body: &str) -> bool {
        match Contest::parse(body) {
            Ok(contest) => {
                self.contest = contest;
                true
            }
            Err(_) => false,
        }
    }

    /// The contest with the change that a message asks for, if any.
    pub fn update(&mut self, message: Message, context: &Context) -> (Option<Contest>, Task<super::Message>) {
        let mut contest = self.contest.clone();
        let mut task = Task::none();
        match message {
            Message::PartChosen(part) => self.part = part,
            Message::RoundChosen(at) => self.round = at,
            Message::JudgeChosen(at) => self.judge = at,
            Message::Entered(at) => task = self.enter(at),
            Message::Marked { team, criterion, text } => {
                self.mark(&mut contest, &team, &criterion, text, context);
            }
            Message::Timed { team, text } => {
                let Some(round) = contest.rounds.get(self.round).map(|round| round.id.clone()) else {
                    return (None, task);
                };
                if let Some(seconds) = rounds::seconds(&text) {
                    contest.set_seconds(&team, &round, Some(seconds).filter(|seconds| *seconds > 0));
                }
                let _ = self.texts.insert(Contest::time_id(&team, &round), text);
            }
            Message::Drawn => contest.draw = Some((ulid::Ulid::generate().random() % 100_000) as u32),
            Message::QuestionsDrawn(at) => self.draw_questions(&mut contest, at, context),
            Message::IntroChanged(text) => contest.intro = text,
            Message::PlaceChanged(text) => contest.place = text,
            message => match message {
                Message::TeamAdded
                | Message::TeamRemoved(_)
                | Message::TeamNamed(..)
                | Message::TeamOf(..)
                | Message::MembersChanged(..)
                | Message::JudgeAdded
                | Message::JudgeRemoved(_)
                | Message::JudgeNamed(..)
                | Message::JudgeTitled(..) => self.change_people(&mut contest, message),
                message => self.change_rules(&mut contest, message),
            },
        }
        if contest == self.contest {
            return (None, task);
        }
        self.contest = contest.clone();
        (Some(contest), task)
    }

    /// `width` of the pane, logical pixels.
    pub fn view<'a>(&'a self, width: f32, context: &'a Context) -> Element<'a, Message> {
        let bar =
            row![segmented(Part::ALL, self.part, Message::PartChosen)].spacing(12).align_y(Alignment::Center);
        let body: Element<'a, Message> = match self.part {
            Part::Scores => self.scores(width),
            Part::Teams => scrolled(self.teams(context)),
            Part::Judges => scrolled(self.judges()),
            Part::Rounds => scrolled(self.rules(context)),
        };
        // Each part begins at its top.
        let body = (self.part as u32, body);
        column![container(bar).padding([10, 20]), divider()].extend_keyed([body]).height(Length::Fill).into()
    }

    /// The text of a number's field, and whether it is not understood. `read` gives the value as it is shown.
    fn typed(&self, key: &str, kept: &str, read: impl Fn(&str) -> Option<String>) -> (String, bool) {
        match self.texts.get(key).map(|text| (text, read(text.trim()))) {
            Some((text, Some(value))) if value == kept => (text.clone(), false),
            Some((text, None)) => (text.clone(), true),
            _ => (kept.to_owned(), false),
        }
    }

    /// A field of a number.
    fn number<'a>(
        &self,
        key: &str,
        kept: &str,
        read: impl Fn(&str) -> Option<String>,
    ) -> TextField<'a, Message> {
        let (text, is_bad) = self.typed(key, kept, read);
        let field = field("", &text);
        if is_bad { field.style(style::bad_field) } else { field }
    }
}

fn scrolled<'a>(content: impl Into<Element<'a, Message>>) -> Element<'a, Message> {
    let content = container(container(content).max_width(900)).padding([16, 20]).center_x(Length::Fill);
    scroll(content).height(Length::Fill).into()
}

fn new_id() -> String {
    ulid::Ulid::generate().to_string()
}

/// A mark or a weight as it is shown, if it is one.
fn decimal(text: &str) -> Option<Decimal> {
    Decimal::typed(text).ok().filter(|number| !number.is_negative())
}
