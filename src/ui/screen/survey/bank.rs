//! The question bank: the list, the form beside it, files taken in, and a survey drawn from it.

use std::collections::BTreeSet;
use std::path::PathBuf;

use iced::widget::operation;
use ulid::Ulid;

use super::super::cases::list::Choice;
use super::{count, new_id, told};
use crate::bank::{Bank, Level, Question};
use crate::calendar::wording;
use crate::fold::Query;
use crate::import::Decoders;
use crate::import::bank::{EXTENSIONS, Intake, read};
use crate::newsroom::Command;
use crate::piece::{Format, Header, Piece, PieceId};
use crate::store;
use crate::survey::draw::{self, Take};
use crate::ui::{Action, Context, Effect, Notice, Route, background, pick};

/// The question's text in the form.
pub const TEXT: &str = "survey-question";
/// Options in the form.
pub const OPTIONS: usize = 6;

/// Questions of each field in a new survey, where there are as many.
const EACH: usize = 5;

/// The questions of a field that may be drawn.
pub(super) fn drawable<'a>(bank: &'a Bank, field: &'a str) -> impl Iterator<Item = &'a Question> {
    let is_own =
        move |question: &&Question| question.field == field && !question.is_retired && !question.is_keyless();
    bank.questions.iter().filter(is_own)
}

#[derive(Debug, Default)]
pub struct Pane {
    pub query: String,
    pub field: Option<String>,
    /// Ids of what passes the search.
    pub found: Vec<String>,
    pub opened: Option<String>,
    pub form: Option<Form>,
    /// Ids of questions chosen by hand for a survey.
    pub picked: BTreeSet<String>,
    /// A survey being drawn: how many of each field.
    pub drawing: Option<Drawing>,
    /// The survey that was drawn just now, which the other parts then show.
    pub drawn: Option<PieceId>,
    pub visible: (f32, f32),
}

/// How many of any level, and of each.
pub const COUNTS: usize = 1 + Level::ALL.len();

/// A question as it is being changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    pub question: Question,
    pub options: [String; OPTIONS],
    pub fault: Option<&'static str>,
    pub is_new: bool,
}

#[derive(Debug, Clone, Default)]
pub struct Drawing {
    pub title: String,
    pub seed: String,
    /// As typed, in the order of the bank's fields: of any level, or of each.
    pub counts: Vec<[String; COUNTS]>,
    pub is_by_level: bool,
    /// Questions that an earlier survey asked are left out.
    pub is_unused: bool,
    pub fault: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    Text,
    Option(usize),
    Key,
    Clause,
    Explanation,
}

#[derive(Debug, Clone)]
pub enum Message {
    Searched(String),
    FieldFiltered(Choice),
    Scrolled(f32, f32),
    Pressed(String),
    Stepped(isize),
    Added,
    Removed,
    Typed(Line, String),
    LevelPicked(Level),
    FieldPicked(Choice),
    RetiredToggled(bool),
    PictureAsked,
    /// A picture was taken into the workspace, at this path.
    PicturePicked(String),
    PictureRemoved,
    Saved,
    Closed,
    ImportAsked,
    ImportPicked(Vec<PathBuf>),
    Imported(Result<Box<(Intake, usize)>, String>),
    DrawAsked,
    DrawTitled(String),
    DrawSeeded(String),
    /// The field, and the place in [`Drawing::counts`].
    DrawCounted(usize, usize, String),
    DrawByLevel(bool),
    DrawUnused(bool),
    PickToggled(String),
    PicksDropped,
    Drawn,
}

impl Form {
    fn new(question: Question, is_new: bool) -> Self {
        let options = std::array::from_fn(|at| question.options.get(at).cloned().unwrap_or_default());
        Self { question, options, fault: None, is_new }
    }

    /// The question as the form says; none when something is missing, which the form then says.
    fn finished(&mut self) -> Option<Question> {
        let options: Vec<String> = self
            .options
            .iter()
            .map(|option| option.trim().to_owned())
            .filter(|option| !option.is_empty())
            .collect();
        let mut key: Vec<char> =
            self.question.key.to_uppercase().chars().filter(|c| c.is_alphabetic()).collect();
        key.sort_unstable();
        key.dedup();
        let question = Question {
            text: self.question.text.trim().to_owned(),
            clause: self.question.clause.trim().to_owned(),
            explanation: self.question.explanation.trim().to_owned(),
            options,
            key: key.into_iter().collect(),
            ..self.question.clone()
        };
        self.fault = match () {
            () if question.text.is_empty() => Some("Hãy ghi lời hỏi."),
            () if question.options.len() == 1 => {
                Some("Hãy ghi ít nhất hai phương án; câu đúng hay sai thì bỏ trống cả.")
            }
            () if question.is_keyless() => Some(
                "Đáp án là chữ cái của phương án đúng, như B hoặc AC; câu đúng hay sai thì ghi Đ hoặc S.",
            ),
            () => None,
        };
        self.fault.is_none().then_some(question)
    }
}

impl Drawing {
    fn takes(&self, bank: &Bank) -> Vec<Take> {
        let count = |typed: &String| typed.trim().parse::<usize>().ok().filter(|count| *count > 0);
        let levels = if self.is_by_level { &Level::ALL[..] } else { &[] };
        let takes = bank.fields.iter().zip(&self.counts).flat_map(|(field, counts)| {
            let any = counts.iter().take(usize::from(!self.is_by_level)).map(|typed| (None, typed));
            let each = levels.iter().copied().map(Some).zip(&counts[1..]);
            let of = any.chain(each).filter_map(|(level, typed)| Some((level, count(typed)?)));
            of.map(|(level, count)| Take { field: field.id.clone(), level, count }).collect::<Vec<_>>()
        });
        takes.collect()
    }
}

impl Pane {
    /// Finds what passes the search; the opened question may be gone.
    pub fn follow(&mut self, bank: &Bank) {
        let query = Query::new(&self.query);
        let passes = |question: &&Question| {
            let is_in = match self.field.as_deref() {
                None => true,
                Some("") => bank.field(&question.field).is_none(),
                Some(field) => question.field == field,
            };
            let text = || {
                let words = [&question.text, &question.clause, &question.explanation];
                let all = words.into_iter().chain(&question.options).map(String::as_str);
                crate::fold::fold(&all.collect::<Vec<_>>().join(" "))
            };
            is_in && (query.is_empty() || query.matches_folded(&text()))
        };
        self.found = bank.questions.iter().filter(passes).map(|question| question.id.clone()).collect();
        self.opened = self.opened.take().filter(|id| bank.question(id).is_some());
    }

    pub fn update(
        &mut self,
        message: Message,
        counted: &count::Counted,
        context: &Context,
    ) -> Action<super::Message> {
        let bank = || count::bank(&context.newsroom);
        match message {
            Message::Searched(query) => {
                self.query = query;
                self.visible.0 = 0.0;
                self.follow(&bank());
            }
            Message::FieldFiltered(choice) => {
                self.field = choice.id;
                self.visible.0 = 0.0;
                self.follow(&bank());
            }
            Message::Scrolled(from, height) => self.visible = (from, height),
            Message::Pressed(id) => self.open(id, &bank()),
            Message::Stepped(by) => {
                let at = self.opened.as_ref().and_then(|id| self.found.iter().position(|other| other == id));
                let to =
                    at.map_or(0, |at| at.saturating_add_signed(by)).min(self.found.len().saturating_sub(1));
                if let Some(id) = self.found.get(to).cloned() {
                    self.open(id, &bank());
                }
            }
            Message::Added => {
                self.drawing = None;
                let field = self.field.clone().unwrap_or_default();
                self.form = Some(Form::new(Question { id: new_id(), field, ..Question::default() }, true));
                return Action::run(operation::focus(TEXT));
            }
            Message::Removed => {
                let Some(id) = self.opened.take() else { return Action::none() };
                let mut bank = bank();
                bank.questions.retain(|question| question.id != id);
                self.form = None;
                return set(bank).and(Effect::Notify(Notice::undoable("Đã xóa một câu hỏi.")));
            }
            Message::Typed(line, text) => {
                if let Some(form) = &mut self.form {
                    form.fault = None;
                    match line {
                        Line::Text => form.question.text = text,
                        Line::Option(at) => form.options[at] = text,
                        Line::Key => form.question.key = text,
                        Line::Clause => form.question.clause = text,
                        Line::Explanation => form.question.explanation = text,
                    }
                }
            }
            Message::LevelPicked(level) => {
                if let Some(form) = &mut self.form {
                    form.question.level = level;
                }
            }
            Message::FieldPicked(choice) => {
                if let Some(form) = &mut self.form {
                    form.question.field = choice.id.unwrap_or_default();
                }
            }
            Message::PictureAsked => return Action::effect(Effect::PickPicture),
            Message::PicturePicked(path) => {
                if let Some(form) = &mut self.form {
                    form.question.picture = path;
                }
            }
            Message::PictureRemoved => {
                if let Some(form) = &mut self.form {
                    form.question.picture.clear();
                }
            }
            Message::RetiredToggled(is_retired) => {
                if let Some(form) = &mut self.form {
                    form.question.is_retired = is_retired;
                }
            }
            Message::Saved => {
                let Some(question) = self.form.as_mut().and_then(Form::finished) else {
                    return Action::none();
                };
                let mut bank = bank();
                self.opened = Some(question.id.clone());
                match bank.questions.iter_mut().find(|other| other.id == question.id) {
                    Some(there) => *there = question,
                    None => bank.questions.push(question),
                }
                self.form = None;
                return set(bank);
            }
            Message::Closed => {
                if self.form.take().is_none() && self.drawing.take().is_none() {
                    self.opened = None;
                }
            }
            Message::ImportAsked => {
                return Action::run(pick::files(
                    "Chọn tệp câu hỏi",
                    ("Word, tệp chữ, GIFT", EXTENSIONS),
                    |files| super::Message::Bank(Message::ImportPicked(files)),
                ));
            }
            Message::ImportPicked(files) => {
                if files.is_empty() {
                    return Action::none();
                }
                let bank = bank();
                let read = background(move || import(&files, bank).map(Box::new));
                return Action::run(read.map(|done| super::Message::Bank(Message::Imported(done))));
            }
            Message::Imported(Err(trouble)) => return told(trouble),
            Message::Imported(Ok(done)) => {
                let (intake, left) = *done;
                let added = wording::counted(intake.added.len(), "câu hỏi");
                let mut said = format!("Đã nhận {added}; {} có sẵn", intake.same);
                if !intake.alike.is_empty() {
                    said = format!("{said}, {} gần giống câu khác", intake.alike.len());
                }
                if left > 0 {
                    said = format!("{said}; {left} chỗ chưa đọc được");
                }
                self.opened = intake.added.first().cloned();
                return set(intake.bank).and(Effect::Notify(Notice::undoable(format!("{said}."))));
            }
            Message::DrawAsked => {
                self.form = None;
                // Beside questions chosen by hand, only as many more as are asked for.
                let (bank, is_picked) = (bank(), !self.picked.is_empty());
                let counts = bank.fields.iter().map(|field| {
                    let count = if is_picked { 0 } else { drawable(&bank, &field.id).count().min(EACH) };
                    std::array::from_fn(|at| if at == 0 { count.to_string() } else { String::new() })
                });
                let counts = counts.collect();
                let year = context.newsroom.plan().year;
                let title = format!("Phiếu khảo sát kiến thức tin học và cải cách hành chính năm {year}");
                self.drawing = Some(Drawing { title, seed: "1".into(), counts, ..Drawing::default() });
            }
            Message::DrawTitled(title) => {
                if let Some(drawing) = &mut self.drawing {
                    drawing.title = title;
                }
            }
            Message::DrawSeeded(seed) => {
                if let Some(drawing) = &mut self.drawing {
                    drawing.seed = seed;
                }
            }
            Message::DrawCounted(field, at, count) => {
                let counts = self.drawing.as_mut().and_then(|drawing| drawing.counts.get_mut(field));
                if let Some(one) = counts.and_then(|counts| counts.get_mut(at)) {
                    *one = count;
                }
            }
            Message::DrawByLevel(is_on) => {
                if let Some(drawing) = &mut self.drawing {
                    drawing.is_by_level = is_on;
                }
            }
            Message::DrawUnused(is_on) => {
                if let Some(drawing) = &mut self.drawing {
                    drawing.is_unused = is_on;
                }
            }
            Message::PickToggled(id) => {
                if !self.picked.remove(&id) {
                    let _ = self.picked.insert(id);
                }
            }
            Message::PicksDropped => self.picked.clear(),
            Message::Drawn => return self.draw(&bank(), counted, context),
        }
        Action::none()
    }

    fn open(&mut self, id: String, bank: &Bank) {
        self.drawing = None;
        self.form = bank.question(&id).map(|question| Form::new(question.clone(), false));
        self.opened = Some(id);
    }

    /// A new survey of what was drawn.
    fn draw(&mut self, bank: &Bank, counted: &count::Counted, context: &Context) -> Action<super::Message> {
        let Some(drawing) = &mut self.drawing else { return Action::none() };
        let Ok(seed) = drawing.seed.trim().parse::<u32>() else {
            drawing.fault = Some("Số rút là một số, như 1: cùng một số thì luôn rút ra cùng các câu.".into());
            return Action::none();
        };
        let takes = drawing.takes(bank);
        let is_used = |question: &&Question| counted.uses.contains_key(&question.fingerprint());
        let used = bank.questions.iter().filter(|question| drawing.is_unused && is_used(question));
        let chosen = self.picked.iter().filter(|id| bank.question(id).is_some());
        let avoided: Vec<&str> = used.map(|question| &*question.id).chain(chosen.map(|id| &**id)).collect();
        let drawn = draw::draw(bank, &takes, seed, &avoided);
        if let Some(missing) = drawn.missing.first() {
            let name = bank.field(&missing.field).map_or("", |field| &field.short);
            let level = missing.level.map_or_else(String::new, |level| format!(" mức {level}"));
            let count = wording::counted(missing.count, "câu");
            drawing.fault = Some(format!("Lĩnh vực “{name}”{level} còn thiếu {count}."));
            return Action::none();
        }
        let questions = draw::by_field(bank, drawn.questions.iter().chain(&self.picked));
        if questions.is_empty() {
            drawing.fault = Some("Hãy ghi số câu của ít nhất một lĩnh vực, hoặc đánh dấu các câu.".into());
            return Action::none();
        }
        let plan = context.newsroom.plan();
        let Some(activity) = plan.activities.iter().find(|activity| activity.format == Format::Quiz) else {
            drawing.fault = Some("Kế hoạch không có hình thức nào dùng phiếu khảo sát.".into());
            return Action::none();
        };
        let id = PieceId(Ulid::generate().to_string().into());
        let intro = format!(
            "{}\nMỗi câu chọn phương án đúng nhất, đánh dấu X vào ô. Chọn nhầm thì khoanh tròn dấu X rồi chọn lại.",
            drawing.title.to_uppercase()
        );
        let body = draw::body(bank, &questions, &intro);
        let header = Header::new(id.clone(), drawing.title.trim(), &activity.id);
        let said = format!("Đã lập phiếu {} câu.", questions.len());
        (self.drawing, self.drawn) = (None, Some(id.clone()));
        self.picked.clear();
        Action::command(Command::Add(Box::new(Piece::new(header, Format::Quiz, body))))
            .and(Effect::Notify(Notice::undoable(said)))
            .and(Effect::Open(Route::Piece(id)))
    }
}

fn set(bank: Bank) -> Action<super::Message> {
    Action::command(Command::SetRecord { record: bank.into(), is_typing: false })
}

/// Reads files one after another into the bank; how many places were not understood.
fn import(files: &[PathBuf], mut bank: Bank) -> Result<(Intake, usize), String> {
    let (mut added, mut same, mut alike, mut left) = (Vec::new(), 0, Vec::new(), 0);
    for file in files {
        let name = file.to_string_lossy();
        let failed = |trouble: String| format!("{name}: {trouble}");
        let bytes = store::foreign_bytes(file)
            .map_err(|problem| failed(format!("{}; {}", problem.reason, problem.remedy)))?;
        let decoders = Decoders { text: &store::foreign_text, font: &store::from_old_font };
        let reading = read(&name, &bytes, decoders, &bank).map_err(failed)?;
        let intake = reading.taken(&bank, &mut new_id);
        bank = intake.bank;
        added.extend(intake.added);
        same += intake.same;
        alike.extend(intake.alike);
        left += reading.findings.len();
    }
    Ok((Intake { bank, added, same, alike }, left))
}
