//! Many pieces at once, alike in the calendar, its board and the list of pieces: a bar over what is chosen, and a sheet
//! that shows a change before it is made.

mod bar;
mod fill;
mod form;
mod person;
mod sheet;

pub use bar::{bar, small_bar};
pub use sheet::{moved, outcome, restated, trouble};

use iced::Task;

use super::{Action, Context, Effect, Element, Notice};
use crate::newsroom::{Airings, Gap, Pick, Reach};
use crate::piece::{PieceId, Status};
use fill::Fill;
use form::Form;
use person::Subject;
use sheet::Sheet;

/// What is chosen on a screen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chosen {
    pub picks: Vec<Pick>,
    /// Empty slots.
    pub gaps: Vec<Gap>,
}

/// What can be done with many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Status,
    Person,
    Time,
    Days,
    Fill,
    Trash,
}

/// The sheet, while one is open.
#[derive(Debug, Default)]
pub struct Many {
    sheet: Option<Box<Sheet>>,
}

#[derive(Debug, Clone)]
pub enum Message {
    /// Of the bar; the screen answers with what is chosen.
    Asked(Kind),
    /// Chooses nothing any more; for the screen.
    Cleared,
    StatusChosen(Status),
    SubjectChosen(Subject),
    NameTyped(String),
    TimeTyped(String),
    DaysTyped(String),
    DaysStepped(i64),
    ReachChosen(Reach),
    RerunsToggled(bool),
    /// Whether approved pieces and past days change too.
    SettledToggled(bool),
    ActivityChosen(fill::ActivityChoice),
    FromTyped(String),
    ToTyped(String),
    UntilChosen(fill::Until),
    BaseChosen(fill::BaseChoice),
    Submitted,
    Closed,
}

impl Many {
    /// Whether the sheet is open and has the keys.
    pub fn is_open(&self) -> bool {
        self.sheet.is_some()
    }

    /// Opens the sheet for what is chosen. `person` is whom the screen is limited to.
    pub fn open(
        &mut self,
        kind: Kind,
        chosen: Chosen,
        person: Option<&str>,
        context: &Context,
    ) -> Task<Message> {
        let form = match kind {
            Kind::Status => Form::Status(None),
            Kind::Person => Form::person(&chosen.picks, person, context),
            Kind::Time => Form::Time(String::new()),
            Kind::Days => Form::days(&chosen.picks),
            Kind::Trash => Form::Trash,
            Kind::Fill => Form::Fill(Fill::of(chosen.gaps, context)),
        };
        self.show(Sheet::new(form, chosen.picks, context))
    }

    /// Opens the sheet that fills the empty slots of an activity.
    pub fn open_fill(&mut self, activity: &str, context: &Context) -> Task<Message> {
        self.show(Sheet::new(Form::Fill(Fill::of_activity(activity, context)), Vec::new(), context))
    }

    fn show(&mut self, sheet: Sheet) -> Task<Message> {
        let task = sheet.focus();
        self.sheet = Some(Box::new(sheet));
        task
    }

    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        let Some(sheet) = &mut self.sheet else { return Action::none() };
        match message {
            Message::Closed => {
                self.sheet = None;
                Action::none()
            }
            Message::Submitted => match sheet.take(context) {
                Some((command, notice)) => {
                    self.sheet = None;
                    Action::command(command).and(Effect::Notify(Notice::undoable(notice)))
                }
                None => Action::none(),
            },
            message => {
                sheet.update(message, context);
                Action::none()
            }
        }
    }

    /// After a change of the newsroom: what the sheet shows is derived anew.
    pub fn changed(&mut self, context: &Context) {
        if let Some(sheet) = &mut self.sheet {
            sheet.derive(context);
        }
    }

    /// The sheet, to be shown in a dialog.
    pub fn view<'a>(&'a self, context: &'a Context) -> Option<Element<'a, Message>> {
        Some(self.sheet.as_ref()?.view(context))
    }
}

impl Chosen {
    /// How many different pieces.
    pub fn pieces(&self) -> usize {
        self.picks.iter().map(|pick| &pick.piece).collect::<std::collections::BTreeSet<&PieceId>>().len()
    }
}

/// The only chosen airings, which may stand for their series.
fn lead(picks: &[Pick]) -> Option<&Pick> {
    match picks {
        [pick @ Pick { airings: Airings::Run { .. }, .. }] => Some(pick),
        _ => None,
    }
}
