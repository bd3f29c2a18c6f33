//! The live desk: a rundown with the clock, in a window of its own. Closing the window does not stop the programme.

mod view;

use chrono::NaiveDateTime;
use iced::keyboard::key::{Key, Named};

use crate::case::Case;
use crate::document;
use crate::newsroom::Newsroom;
use crate::piece::av::Script;
use crate::piece::live::{Act, Desk, State};
use crate::piece::{AsRun, Format, Header, Outcome, Piece, PieceId};
use crate::plan::CaseSource;
use crate::ui::Element;

/// Letters of a question that its case has as its topic.
const LONGEST_TOPIC: usize = 120;

/// The desk of one programme.
#[derive(Debug)]
pub struct Live {
    id: PieceId,
    title: String,
    desk: Desk,
    /// The rundown that the desk shows.
    body: String,
    /// The item that the buttons are about; none for the next one.
    chosen: Option<usize>,
    /// The question being typed.
    note: String,
    now: NaiveDateTime,
    /// The id of the record in the piece.
    recorded: Option<String>,
}

#[derive(Debug, Clone)]
pub enum Message {
    Ticked,
    Chosen(usize),
    /// The next item goes on air, or the chosen one.
    Next,
    Skipped,
    Floated,
    Returned(usize),
    HoldToggled,
    NoteChanged(String),
    NoteTaken,
    Ended,
    Undone,
    /// Print or export what happened.
    PrintAsked,
}

impl Message {
    /// What a key that no field took does. Letters and spaces do nothing by themselves: whoever types a question
    /// beside its field must not send the programme on.
    pub fn of_key(key: &Key, is_command: bool) -> Option<Self> {
        Some(match key {
            Key::Named(Named::PageDown) => Self::Next,
            Key::Named(Named::Enter) if is_command => Self::Next,
            Key::Character(letter) if is_command => match letter.as_str() {
                "b" => Self::Skipped,
                "l" => Self::Floated,
                "d" => Self::HoldToggled,
                "z" => Self::Undone,
                "p" => Self::PrintAsked,
                _ => return None,
            },
            _ => return None,
        })
    }
}

impl Live {
    /// Whether this piece is the rundown of a live programme.
    pub fn takes(newsroom: &Newsroom, piece: &Piece) -> bool {
        piece.format == Format::Av && document::is_live(newsroom, piece)
    }

    pub fn new(piece: &Piece, newsroom: &Newsroom, now: NaiveDateTime) -> Self {
        Self {
            id: piece.header.id.clone(),
            title: piece.header.title.clone(),
            desk: desk(piece, newsroom),
            body: piece.body.peek().into_owned(),
            chosen: None,
            note: String::new(),
            now,
            recorded: None,
        }
    }

    pub fn piece(&self) -> &PieceId {
        &self.id
    }

    pub fn title(&self) -> String {
        format!("{} – Bàn trực tiếp", self.title)
    }

    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// Whether the programme has begun and not ended.
    pub fn is_running(&self) -> bool {
        let state = self.desk.at(self.now);
        state.began.is_some() && state.ended.is_none()
    }

    /// Shows the rundown as it is now. Once something was done, items may no longer come or go.
    pub fn follow(&mut self, piece: &Piece, newsroom: &Newsroom) {
        self.title.clone_from(&piece.header.title);
        if *self.body == *piece.body.peek() {
            return;
        }
        self.body = piece.body.peek().into_owned();
        let newer = desk(piece, newsroom);
        if self.desk.acts().is_empty() {
            self.desk = newer;
        } else if self.desk.items.len() == newer.items.len() {
            self.desk.items = newer.items;
        }
    }

    /// Returns whether something was done, so that the record in the piece is to be written anew.
    pub fn update(&mut self, message: Message, now: NaiveDateTime) -> bool {
        self.now = now;
        let state = self.desk.at(now);
        let meant = self.meant();
        let done = match message {
            Message::Ticked | Message::PrintAsked => false,
            Message::Chosen(item) => {
                self.chosen = (self.chosen != Some(item)).then_some(item);
                false
            }
            Message::Next => meant.is_some_and(|item| self.act(Act::Start(item))),
            Message::Skipped => meant.is_some_and(|item| self.act(Act::Skip(item))),
            Message::Floated => meant.is_some_and(|item| self.act(Act::Float(item))),
            Message::Returned(item) => self.act(Act::Return(item)),
            Message::HoldToggled => self.act(if state.is_held { Act::Resume } else { Act::Hold }),
            Message::NoteChanged(note) => {
                self.note = note;
                false
            }
            Message::NoteTaken => {
                let note = self.note.trim().to_owned();
                let done = self.act(Act::Note(note));
                if done {
                    self.note.clear();
                }
                done
            }
            Message::Ended => self.act(Act::End),
            Message::Undone => self.desk.undo(),
        };
        if done {
            self.chosen = None;
        }
        done
    }

    fn act(&mut self, act: Act) -> bool {
        self.desk.act(act, self.now)
    }

    /// The header with the record of what happened so far, and the airing's outcome when it is over.
    pub fn recorded(&mut self, header: &Header) -> Header {
        let mut header = header.clone();
        let record: Option<AsRun> = self.desk.record(self.now);
        let was = std::mem::replace(&mut self.recorded, record.as_ref().map(|record| record.id.clone()));
        let state = self.desk.at(self.now);
        let outcome = state.began.filter(|_| state.ended.is_some()).map(|began| Outcome {
            date: began.date(),
            time: Some(began.time()),
            seconds: Some(u32::try_from(state.elapsed).unwrap_or(0)),
            note: String::new(),
        });
        header.set_as_run(was.as_deref(), record, outcome);
        header
    }

    /// The questions that came in while the programme was on air, each a case to be answered. None before its end, and
    /// none that is a case already.
    pub fn cases(&self, newsroom: &Newsroom, mut id: impl FnMut() -> String) -> Vec<Case> {
        if self.desk.at(self.now).ended.is_none() {
            return Vec::new();
        }
        let known: Vec<&Case> =
            newsroom.entries::<Case>().filter(|case| case.raised_in.as_ref() == Some(&self.id)).collect();
        let is_new = |(at, text): &(NaiveDateTime, &str)| {
            !known.iter().any(|case| case.received == at.date() && case.text == **text)
        };
        let case = |(at, text): (NaiveDateTime, &str)| Case {
            source: CaseSource::Live,
            raised_in: Some(self.id.clone()),
            topic: text.chars().take(LONGEST_TOPIC).collect(),
            text: text.to_owned(),
            ..Case::new(&id(), at.date())
        };
        self.notes().filter(is_new).map(case).collect()
    }

    pub fn view(&self) -> Element<'_, Message> {
        view::view(self)
    }

    /// The questions with their times.
    fn notes(&self) -> impl Iterator<Item = (NaiveDateTime, &str)> {
        self.desk.acts().iter().filter_map(|(at, act)| match act {
            Act::Note(text) => Some((*at, text.as_str())),
            _ => None,
        })
    }

    /// The chosen item if it waits, else the next one.
    fn meant(&self) -> Option<usize> {
        let state = self.desk.at(self.now);
        self.chosen
            .filter(|item| state.rows.get(*item).is_some_and(|row| row.state != State::OnAir))
            .or(state.next)
    }
}

fn desk(piece: &Piece, newsroom: &Newsroom) -> Desk {
    let settings = newsroom.settings();
    let airing = piece.header.airings.iter().find(|airing| !airing.is_rerun);
    let programme = settings.programme(&piece.header.activity);
    let start = airing.and_then(|airing| airing.time).or_else(|| programme.and_then(|one| one.time));
    let minutes = piece.header.planned_minutes(settings);
    Desk::new(&Script::parse(&piece.body), settings, minutes, start)
}
