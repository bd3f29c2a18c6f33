//! The steps of the work on a piece, alike in the calendar, the scripts and the people's table: ticked, and taken
//! over by someone else.

use iced::widget::{container, operation, space, text};
use iced::{Alignment, Length};

use super::icon::{Icon, icon};
use super::theme::size;
use super::theme::style::{self, Mood, ink};
use super::widget::{
    button, button_icon, button_label, caption, check, clamp, column, divider, field, icon_button, row, tag,
    tip, tip_unless,
};
use super::{Action, Context, Effect, Element, Export, Notice, names};
use crate::calendar::wording;
use crate::document::assignment::Request;
use crate::ledger::{TaskState, TaskView};
use crate::newsroom::Command;
use crate::piece::{Piece, PieceId};

const NAME: &str = "step-person";

/// Whether the steps are shown where they can be hidden, and whose name is being typed for a step.
#[derive(Debug, Default)]
pub struct Steps {
    is_open: bool,
    form: Option<Form>,
}

#[derive(Debug)]
struct Form {
    piece: PieceId,
    step: String,
    name: String,
}

#[derive(Debug, Clone)]
pub enum Message {
    /// Shows or hides the steps.
    Toggled,
    /// A step, by its id: done, or not after all.
    Ticked(String),
    /// Who does the step is about to be changed.
    Opened(String),
    Typed(String),
    Submitted,
    Closed,
    /// The paper with the steps.
    Printed,
}

impl Message {
    /// Whether it changes the piece.
    pub fn is_commit(&self) -> bool {
        matches!(self, Self::Ticked(_) | Self::Submitted)
    }
}

impl Steps {
    /// Hides the list.
    pub fn close(&mut self) {
        self.is_open = false;
    }

    pub fn update(&mut self, message: Message, piece: &Piece, context: &Context) -> Action<Message> {
        match message {
            Message::Toggled => self.is_open = !self.is_open,
            Message::Ticked(step) => return tick(piece.id(), &step, context),
            Message::Opened(step) => {
                let own = piece.header.tasks.iter().find(|task| task.step == step);
                let name = own.map(|task| task.by.clone()).unwrap_or_default();
                self.form = Some(Form { piece: piece.id().clone(), step, name });
                return Action::run(operation::focus(NAME));
            }
            Message::Typed(name) => {
                if let Some(form) = &mut self.form {
                    form.name = name;
                }
            }
            Message::Submitted => {
                let form = self.form.take().filter(|form| form.piece == *piece.id());
                return form.map_or_else(Action::none, |form| form.apply(piece));
            }
            Message::Closed => self.form = None,
            Message::Printed => {
                let request = Request::Piece(piece.id().clone());
                return Action::effect(Effect::Export(Export::Assignments(request)));
            }
        }
        Action::none()
    }

    /// Like [`Self::view`], while they are not hidden.
    pub fn opened<'a>(&'a self, piece: &'a Piece, context: &'a Context) -> Option<Element<'a, Message>> {
        self.is_open.then(|| self.view(piece, context)).flatten()
    }

    /// The steps with their days and people; none where the activity has no steps.
    pub fn view<'a>(&'a self, piece: &'a Piece, context: &'a Context) -> Option<Element<'a, Message>> {
        let steps = context.newsroom.tasks(&piece.header);
        let mut rows: Vec<Element<'_, Message>> = Vec::new();
        for step in steps {
            if !rows.is_empty() {
                rows.push(divider());
            }
            let form =
                self.form.as_ref().filter(|form| form.piece == *piece.id() && form.step == step.step.id);
            rows.push(view(step, form, piece, context));
        }
        let print = button_icon(Icon::Print, "Phiếu giao việc", style::ghost, Some(Message::Printed));
        (!rows.is_empty()).then(|| column(rows).push(print).spacing(4).into())
    }
}

impl Form {
    fn apply(self, piece: &Piece) -> Action<Message> {
        let mut header = piece.header.clone();
        header.edit_task(&self.step, |task| self.name.trim().clone_into(&mut task.by));
        if header == piece.header {
            return Action::none();
        }
        Action::command(Command::SetHeader(Box::new(header)))
    }
}

/// A step is done today, or not after all.
pub fn tick<Message>(piece: &PieceId, step: &str, context: &Context) -> Action<Message> {
    let newsroom = &context.newsroom;
    let Some(piece) = newsroom.piece(piece) else { return Action::none() };
    let Some(view) = newsroom.tasks(&piece.header).into_iter().find(|view| view.step.id == step) else {
        return Action::none();
    };
    let is_done = matches!(view.state, TaskState::Done(_));
    let said = if is_done {
        format!("“{}” chưa xong.", view.step.name)
    } else {
        format!("“{}” đã xong.", view.step.name)
    };
    let mut header = piece.header.clone();
    header.edit_task(step, |task| task.done = (!is_done).then(|| newsroom.today()));
    Action::command(Command::SetHeader(Box::new(header))).and(Effect::Notify(Notice::undoable(said)))
}

/// The steps in a few words, for the head of a script; `on_press` opens them.
pub fn line<'a, Message: Clone + 'a>(
    piece: &Piece,
    context: &Context,
    is_open: bool,
    on_press: Message,
) -> Option<Element<'a, Message>> {
    let steps = context.newsroom.tasks(&piece.header);
    let done = steps.iter().filter(|step| matches!(step.state, TaskState::Done(_))).count();
    let late = steps.iter().filter(|step| step.state == TaskState::Late).count();
    let next = steps.iter().find(|step| !matches!(step.state, TaskState::Done(_)));
    let mut words = format!("Việc {done}/{}", steps.len());
    if let Some(TaskView { step, due: Some(due), .. }) = next {
        words = format!("{words}, tới: {} {}", step.name, wording::day_month(*due));
    }
    let late = (late > 0).then(|| text(format!("{late} trễ")).size(size::CAPTION).style(ink::danger));
    let words = text(words).size(size::CAPTION).wrapping(text::Wrapping::None);
    let content = row![icon(Icon::Clipboard, 13.0).style(ink::secondary), words].push(late);
    let face = button(content.spacing(6).align_y(Alignment::Center)).padding([2, 6]).style(style::ghost);
    (!steps.is_empty()).then(|| {
        tip_unless(is_open, face.on_press(on_press), "Việc trước khi phát, đăng: bấm để xem, đánh dấu xong")
    })
}

fn view<'a>(
    view: TaskView<'a>,
    form: Option<&'a Form>,
    piece: &Piece,
    context: &'a Context,
) -> Element<'a, Message> {
    let id = view.step.id.clone();
    let is_done = matches!(view.state, TaskState::Done(_));
    let ticked = Message::Ticked(id.clone());
    let tick = check(view.step.name.as_str(), is_done, move |_| ticked.clone());
    let head = row![container(tick).width(Length::Fill)]
        .push(when(view, context))
        .spacing(8)
        .height(28)
        .align_y(Alignment::Center);
    let who: Element<'a, Message> = if let Some(form) = form {
        person(view, form, piece, context)
    } else {
        let name = if view.by.is_empty() { "chưa giao ai" } else { view.by };
        let name = clamp(name, 1).width(Length::Shrink).size(size::CAPTION, 18.0).style(ink::secondary);
        let face = button(row![icon(Icon::User, 13.0), name].spacing(6).align_y(Alignment::Center))
            .padding([2, 6])
            .style(style::ghost)
            .on_press(Message::Opened(id));
        tip(face, "Bấm để giao người khác làm bước này của bài")
    };
    column![head, row![space().width(18), container(who).width(Length::Fill)]].into()
}

/// The field for who does a step of this piece.
fn person<'a>(
    view: TaskView<'a>,
    form: &'a Form,
    piece: &Piece,
    context: &'a Context,
) -> Element<'a, Message> {
    let by_role = piece.header.person(&view.step.role);
    let kept = match (by_role, view.step.role.as_str()) {
        (_, "") => "Để trống: chưa giao ai.".to_owned(),
        (Some(name), role) => format!("Để trống: theo vai {role} của bài, {name}."),
        (None, role) => format!("Để trống: theo vai {role} của bài, nay chưa có ai."),
    };
    let name = field("Họ tên", &form.name)
        .id(NAME)
        .on_input(Message::Typed)
        .on_submit(Message::Submitted)
        .size(size::CAPTION)
        .width(Length::Fill);
    let name = names::field(name, form.name.as_str(), context, Message::Typed);
    let line = row![
        name,
        button_label("Ghi", style::secondary, Some(Message::Submitted)),
        icon_button(Icon::Close, "Thôi", style::ghost, Some(Message::Closed)),
    ]
    .spacing(4)
    .align_y(Alignment::Center);
    column![line, caption(kept)].spacing(2).into()
}

/// When a step is due or was done.
fn when<'a>(view: TaskView<'_>, context: &Context) -> Element<'a, Message> {
    let today = context.newsroom.today();
    match (view.state, view.due) {
        (TaskState::Done(day), _) => {
            text(format!("xong {}", wording::day_month(day))).size(size::CAPTION).style(ink::ok).into()
        }
        (TaskState::Late, Some(due)) => tag(
            None,
            format!("{}, trễ {} ngày", wording::day_month(due), (today - due).num_days()),
            Mood::Danger,
        ),
        (_, Some(due)) => caption(format!("hạn {}", wording::weekday_date(due))),
        (_, None) => {
            let unit = if view.step.is_workdays { "ngày làm việc" } else { "ngày" };
            caption(format!("trước phát {} {unit}", view.step.days_before))
        }
    }
}
