//! What was asked and promised: cases of their own, entered here in one line.

use chrono::NaiveDate;
use iced::widget::text;
use iced::{Alignment, Length};
use ulid::Ulid;

use super::minutes::lack_line;
use super::{Editor, Message as Whole};
use crate::calendar::wording;
use crate::case::Case;
use crate::dialogue::Dialogue;
use crate::fold::capital;
use crate::ledger::{AsOf, CaseTiming, CaseView, Talk, TalkFacts};
use crate::newsroom::{Command, Newsroom};
use crate::piece::{Piece, PieceId};
use crate::plan::CaseSource;
use crate::ui::screen::cases::list::Choice;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, Mood, ink};
use crate::ui::widget::{
    button, button_label, caption, card, clamp, column, field, label, picker, row, section_title, segmented,
    tag,
};
use crate::ui::{Context, Element};

/// The cases of the dialogue as they are shown.
#[derive(Debug, Default)]
pub struct Asked {
    pub questions: Vec<Line>,
    pub promises: Vec<Line>,
    /// What earlier dialogues still owe.
    pub carried: Vec<Line>,
    pub facts: TalkFacts,
    /// What is still lacking.
    pub lacks: Vec<String>,
}

/// A case in a line.
#[derive(Debug)]
pub struct Line {
    id: String,
    topic: String,
    agency: String,
    due: String,
    said: &'static str,
    mood: Mood,
    is_answered: bool,
}

impl Line {
    fn new(view: &CaseView<'_>, newsroom: &Newsroom) -> Self {
        let (said, mood) = match view.timing {
            CaseTiming::Overdue => ("quá hạn", Mood::Danger),
            CaseTiming::Soon => ("sắp đến hạn", Mood::Warn),
            CaseTiming::InTime | CaseTiming::AnsweredLate => (view.state.name(), Mood::Ok),
            CaseTiming::Open | CaseTiming::NotOwed => (view.state.name(), Mood::Neutral),
        };
        Self {
            id: view.case.id.clone(),
            topic: view.case.topic.clone(),
            agency: if view.agency.is_empty() {
                "chưa giao".to_owned()
            } else {
                newsroom.plan().name_of_asked(view.agency)
            },
            due: view.due.map_or_else(String::new, wording::date),
            said,
            mood,
            is_answered: view.answered.is_some(),
        }
    }
}

impl Asked {
    /// Reads all cases.
    pub fn new(piece: &Piece, dialogue: &Dialogue, newsroom: &Newsroom) -> Self {
        let talk = newsroom.talk(&piece.header);
        let facts = talk.facts();
        let Talk { questions, promises, carried } = talk;
        let lines = |views: &[CaseView<'_>]| views.iter().map(|view| Line::new(view, newsroom)).collect();
        let mut asked = Self {
            questions: lines(&questions),
            promises: lines(&promises),
            carried: lines(&carried),
            facts,
            lacks: Vec::new(),
        };
        asked.find_lacks(piece, dialogue, newsroom);
        asked
    }

    pub fn find_lacks(&mut self, piece: &Piece, dialogue: &Dialogue, newsroom: &Newsroom) {
        let activity = newsroom.plan().activity(&piece.header.activity);
        let rules = activity.map_or(&[][..], |activity| activity.rules.as_slice());
        let today = newsroom.today();
        let is_over = AsOf::new(&piece.header, today).first_day().is_some_and(|day| day <= today);
        self.lacks = self.facts.lacks(dialogue, rules, &newsroom.settings().cases, is_over);
    }

    /// "7 câu hỏi, 5 đã trả lời; 2 lời hứa, 1 đã làm."
    pub fn figures(&self) -> String {
        let answered = |lines: &[Line]| lines.iter().filter(|line| line.is_answered).count();
        format!(
            "{}, {} đã trả lời; {}, {} đã trả lời.",
            wording::counted(self.questions.len(), "câu hỏi"),
            answered(&self.questions),
            wording::counted(self.promises.len(), "lời hứa"),
            answered(&self.promises)
        )
    }
}

/// What is entered is a question, or a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    #[default]
    Question,
    Promise,
}

/// The case being entered.
#[derive(Debug, Default)]
pub struct Entry {
    kind: Kind,
    topic: String,
    field: Option<String>,
    agency: Option<String>,
    due: String,
    fault: Option<String>,
}

#[derive(Debug, Clone)]
pub enum Message {
    KindChosen(Kind),
    Topic(String),
    Due(String),
    FieldPicked(Choice),
    AgencyPicked(Choice),
    Entered,
}

impl Entry {
    /// The case to add, once it is entered; else what is wrong is said.
    pub fn update(&mut self, message: Message, piece: &PieceId, context: &Context) -> Option<Command> {
        self.fault = None;
        match message {
            Message::KindChosen(kind) => self.kind = kind,
            Message::Topic(text) => self.topic = text,
            Message::Due(text) => self.due = text,
            Message::FieldPicked(choice) => self.field = choice.id,
            Message::AgencyPicked(choice) => self.agency = choice.id,
            Message::Entered => return self.finish(piece, context),
        }
        None
    }

    fn finish(&mut self, piece: &PieceId, context: &Context) -> Option<Command> {
        let newsroom = &context.newsroom;
        let is_promise = self.kind == Kind::Promise;
        let due: Option<NaiveDate> = match self.due.trim() {
            "" => None,
            typed => {
                let day = wording::parse_date(typed, newsroom.plan().year);
                if day.is_none() {
                    self.fault = Some(format!("“{typed}” không phải ngày; ghi như 31/3."));
                    return None;
                }
                day
            }
        };
        let topic = self.topic.trim().to_owned();
        self.fault = match () {
            () if topic.is_empty() => Some("Hãy ghi câu hỏi hay lời hứa bằng một dòng.".to_owned()),
            () if is_promise && self.agency.is_none() => Some("Hãy chọn cơ quan hứa.".to_owned()),
            () if is_promise && due.is_none() => Some("Hãy ghi ngày đã hứa.".to_owned()),
            () => None,
        };
        if self.fault.is_some() {
            return None;
        }
        let case = Case {
            source: CaseSource::Dialogue,
            raised_in: Some(piece.clone()),
            field: self.field.clone().unwrap_or_default(),
            agency: self.agency.clone().unwrap_or_default(),
            topic,
            due,
            is_promise,
            ..Case::new(&Ulid::generate().to_string(), newsroom.today())
        };
        // Field and body often stay the same from one to the next.
        self.topic.clear();
        self.due.clear();
        Some(Command::SetRecord { record: case.into(), is_typing: false })
    }
}

impl Editor {
    pub(super) fn asked<'a>(&'a self, context: &'a Context) -> Element<'a, Whole> {
        let asked = &self.asked;
        let group = |title: &'a str, lines: &'a [Line], none: &'a str| -> Element<'a, Whole> {
            let none = lines.is_empty().then(|| caption(none));
            let lines = lines.iter().map(line);
            card(column![section_title(title)].extend(lines).push(none).spacing(4))
        };
        let carried = (!asked.carried.is_empty()).then(|| group("Kỳ trước còn nợ", &asked.carried, ""));
        let lacks = (!asked.lacks.is_empty()).then(|| {
            let lacks = asked.lacks.iter().map(|lack| lack_line(lack));
            card(column![section_title("Còn thiếu")].extend(lacks).spacing(6))
        });
        column![self.entry(context)]
            .push(lacks)
            .push(carried)
            .push(group("Câu hỏi, kiến nghị", &asked.questions, "Chưa có câu hỏi nào; gõ ở trên rồi Enter."))
            .push(group("Lời hứa, kết luận", &asked.promises, "Chưa có lời hứa nào."))
            .spacing(16)
            .into()
    }

    fn entry<'a>(&'a self, context: &'a Context) -> Element<'a, Whole> {
        let (entry, newsroom) = (&self.entry, &context.newsroom);
        let fields = newsroom.settings().cases.fields();
        let fields: Vec<Choice> = fields.into_iter().map(|(id, name)| Choice::new(id, name)).collect();
        let agencies: Vec<Choice> =
            newsroom.plan().askable().into_iter().map(|(id, name)| Choice::new(id, name)).collect();
        let chosen = |choices: &[Choice], id: &Option<String>| {
            choices.iter().find(|choice| id.is_some() && choice.id == *id).cloned()
        };
        let (field_now, agency_now) = (chosen(&fields, &entry.field), chosen(&agencies, &entry.agency));
        let kinds = [(Kind::Question, "Câu hỏi"), (Kind::Promise, "Lời hứa")];
        let topic = field("Ghi một dòng rồi Enter", &entry.topic)
            .on_input(Message::Topic)
            .on_submit(Message::Entered)
            .width(Length::Fill);
        let due =
            field("Ngày hứa, 31/3", &entry.due).on_input(Message::Due).on_submit(Message::Entered).width(130);
        let fault = entry.fault.as_ref().map(|fault| text(fault).size(size::CAPTION).style(ink::danger));
        let content: Element<'a, Message> = column![
            row![segmented(kinds, entry.kind, Message::KindChosen), topic]
                .spacing(8)
                .align_y(Alignment::Center),
            row![
                picker(fields, field_now, Message::FieldPicked).placeholder("Lĩnh vực").width(Length::Fill),
                picker(agencies, agency_now, Message::AgencyPicked)
                    .placeholder("Cơ quan trả lời")
                    .width(Length::Fill),
                due,
                button_label("Ghi", style::primary, Some(Message::Entered)),
            ]
            .spacing(8)
            .align_y(Alignment::Center),
        ]
        .push(fault)
        .spacing(8)
        .into();
        card(
            column![label("Ghi câu hỏi gửi trước, hỏi tại chỗ, lời hứa"), content.map(Whole::Entry)]
                .spacing(8),
        )
    }
}

fn line(line: &Line) -> Element<'_, Whole> {
    let due = if line.due.is_empty() { String::new() } else { format!(" · hạn {}", line.due) };
    let words = column![
        clamp(line.topic.as_str(), 2).size(size::DENSE, 19.0),
        caption(format!("{}{due}", line.agency)),
    ]
    .spacing(2)
    .width(Length::Fill);
    let content = row![words, tag(None, capital(line.said), line.mood)].spacing(8).align_y(Alignment::Center);
    button(content)
        .padding([6, 8])
        .width(Length::Fill)
        .style(style::choice(false))
        .on_press(Whole::CaseOpened(line.id.clone()))
        .into()
}
