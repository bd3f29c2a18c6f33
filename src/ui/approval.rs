//! The approval chain of a piece and the form for an answer, alike in the calendar, the scripts and the designer.

mod form;

use iced::widget::{space, text};
use iced::{Alignment, Length, Theme};

use super::icon::{Icon, icon};
use super::theme::size;
use super::theme::style::{self, Mood, ink};
use super::widget::{button, button_label, caption, clamp, column, divider, row, tag, tip, tip_unless};
use super::{Action, Context, Effect, Element, Notice};
use crate::calendar::wording;
use crate::ledger;
use crate::newsroom::Command;
use crate::piece::{Approval, ChainStep, Confirmation, Header, Piece, PieceId, Status, StepState};
use form::Form;
pub use form::FormField;

/// What is being answered or taken back.
#[derive(Debug, Default)]
pub struct Approvals {
    /// The piece whose form is open: another piece's is closed.
    piece: Option<PieceId>,
    form: Option<Form>,
    /// The step whose answer is about to be taken back.
    taken_back: Option<String>,
}

#[derive(Debug, Clone)]
pub enum Message {
    /// A step, by its id.
    Opened(String),
    Closed,
    Typed(FormField, String),
    AgencyChosen(String),
    /// Choose the file that proves the answer.
    EvidenceAsked,
    /// Its path, once it is in the workspace; it may have been chosen for a form that is closed by now.
    EvidencePicked(String),
    EvidenceRemoved,
    EvidenceOpened(String),
    Answered {
        is_agreed: bool,
    },
    TakenBack(String),
    /// The step is asked again for the words as they are.
    AskedAgain(String),
    Confirmed(String),
    Compared(String),
    /// The author hands the piece in.
    HandedIn,
}

impl Message {
    /// Whether it changes the piece: text typed elsewhere must be committed first, as an answer is bound to the
    /// words.
    pub fn is_commit(&self) -> bool {
        !matches!(
            self,
            Self::Opened(_)
                | Self::Closed
                | Self::Typed(..)
                | Self::AgencyChosen(_)
                | Self::EvidenceAsked
                | Self::EvidencePicked(_)
                | Self::EvidenceRemoved
                | Self::EvidenceOpened(_)
                | Self::Compared(_)
        )
    }
}

impl Approvals {
    pub fn update(&mut self, message: Message, piece: &Piece, context: &Context) -> Action<Message> {
        if self.piece.as_ref() != Some(piece.id()) {
            *self = Self { piece: Some(piece.id().clone()), ..Self::default() };
        }
        let (plan, settings) = (context.newsroom.plan(), context.newsroom.settings());
        let today = context.newsroom.today();
        match message {
            Message::Opened(step) => self.open(step, piece, context),
            Message::Closed => self.close(),
            Message::Typed(field, text) => {
                if let Some(form) = &mut self.form {
                    form.set(field, text);
                }
            }
            Message::AgencyChosen(id) => {
                if let Some(form) = &mut self.form {
                    form.choose_agency(id);
                }
            }
            Message::EvidenceAsked => return Action::effect(Effect::PickEvidence),
            Message::EvidencePicked(path) => {
                if let Some(form) = &mut self.form {
                    form.set(FormField::Evidence, path);
                }
            }
            Message::EvidenceRemoved => {
                if let Some(form) = &mut self.form {
                    form.set(FormField::Evidence, String::new());
                }
            }
            Message::EvidenceOpened(path) => return Action::effect(Effect::OpenEvidence(path)),
            Message::Answered { is_agreed } => {
                let answer = self.form.as_mut().and_then(|form| form.answer(is_agreed, plan, today));
                let Some(answer) = answer else { return Action::none() };
                self.close();
                let header = piece.with_approval(answer, plan, settings, today);
                let notice = answered(piece, &header, is_agreed);
                return set(header).and(Effect::Notify(Notice::undoable(notice)));
            }
            Message::TakenBack(step) => {
                self.close();
                let notice = "Đã rút lại ý kiến. Bản cũ vẫn còn trong lịch sử.";
                return set(piece.without_approval(&step, today))
                    .and(Effect::Notify(Notice::undoable(notice)));
            }
            Message::AskedAgain(step) => {
                self.close();
                let notice = "Bước này chờ duyệt lại bản đang có.";
                return set(piece.without_approval(&step, today))
                    .and(Effect::Notify(Notice::undoable(notice)));
            }
            Message::Confirmed(step) => {
                let by = context.identity.name.clone();
                if by.is_empty() {
                    return Action::effect(Effect::Identify);
                }
                let confirmation = Confirmation { by, date: today };
                let notice = "Ý kiến đã cho nay gắn với bản đang có.";
                return set(piece.with_confirmation(&step, &confirmation, plan, settings, today))
                    .and(Effect::Notify(Notice::undoable(notice)));
            }
            Message::Compared(step) => {
                return Action::effect(Effect::CompareApproval(piece.id().clone(), step));
            }
            Message::HandedIn => {
                let mut header = piece.header.clone();
                header.set_status(Status::InReview, today);
                return set(header);
            }
        }
        Action::none()
    }

    fn open(&mut self, step: String, piece: &Piece, context: &Context) {
        let is_given = piece.header.approval(&step).is_some_and(Approval::is_agreed);
        let is_open = self.taken_back.as_ref() == Some(&step)
            || self.form.as_ref().is_some_and(|form| form.step == step);
        self.close();
        if is_open {
            return;
        }
        if is_given {
            self.taken_back = Some(step);
        } else {
            self.form = Some(Form::new(&step, piece, context));
        }
    }

    fn close(&mut self) {
        self.form = None;
        self.taken_back = None;
    }

    /// The steps with their answers; none without a chain.
    pub fn view<'a>(&'a self, piece: &'a Piece, context: &'a Context) -> Option<Element<'a, Message>> {
        let chain = piece.approval_chain(context.newsroom.plan(), context.newsroom.settings());
        if chain.is_empty() {
            return None;
        }
        let is_own = self.piece.as_ref() == Some(piece.id());
        let mut rows: Vec<Element<'_, Message>> = Vec::new();
        for step in &chain {
            if !rows.is_empty() {
                rows.push(divider());
            }
            rows.push(self.step(*step, is_own, piece, context));
        }
        let hand_in = matches!(piece.header.status, Status::Idea | Status::Drafting)
            .then(|| button_label("Trình duyệt", style::secondary, Some(Message::HandedIn)));
        Some(column(rows).push(hand_in).spacing(2).into())
    }

    fn step<'a>(
        &'a self,
        step: ChainStep<'a>,
        is_own: bool,
        piece: &'a Piece,
        context: &'a Context,
    ) -> Element<'a, Message> {
        let id = &step.step.id;
        let (mark, ink) = mark(step);
        let name = text(&step.step.name).size(size::DENSE).width(Length::Fill);
        let is_later = step.state == StepState::Waiting && !step.is_asked;
        let name = if is_later { name.style(ink::tertiary) } else { name };
        let line = row![
            icon(mark, 15.0).style(ink),
            name,
            text(when(step, piece, context)).size(size::CAPTION).style(ink::secondary)
        ]
        .spacing(10)
        .height(34)
        .align_y(Alignment::Center);
        let face = button(line)
            .padding([0, 4])
            .width(Length::Fill)
            .style(style::ghost)
            .on_press(Message::Opened(id.clone()));
        let hint = match step.state {
            StepState::Agreed | StepState::Edited => "Bấm để xem cách rút lại",
            StepState::Waiting | StepState::Returned => "Bấm để ghi ý kiến: đồng ý hoặc trả lại",
        };
        let taken_back = (is_own && self.taken_back.as_ref() == Some(id)).then(|| {
            row![
                space().width(23),
                caption("Rút lại ý kiến này?"),
                space().width(Length::Fill),
                button_label("Rút lại", style::danger, Some(Message::TakenBack(id.clone()))),
                button_label("Thôi", style::ghost, Some(Message::Closed)),
            ]
            .spacing(6)
            .align_y(Alignment::Center)
        });
        let form = self.form.as_ref().filter(|form| is_own && form.step == *id);
        let is_open = taken_back.is_some() || form.is_some();
        column![tip_unless(is_open, face, hint)]
            .push(said(step, context).map(|line| row![space().width(29), line]))
            .push((step.state == StepState::Edited).then(|| edited(id)))
            .push(taken_back)
            .push(form.map(|form| form.view(context)))
            .spacing(2)
            .into()
    }
}

/// The chain in one line, for the head of a script; `on_press` opens the whole chain, or closes it.
pub fn line<'a, Message: Clone + 'a>(
    piece: &'a Piece,
    context: &'a Context,
    is_open: bool,
    on_press: Message,
) -> Option<Element<'a, Message>> {
    let chain = piece.approval_chain(context.newsroom.plan(), context.newsroom.settings());
    if chain.is_empty() {
        return None;
    }
    let steps = chain.iter().map(|step| {
        let (mark, ink) = mark(*step);
        let name = text(&step.step.name).size(size::CAPTION).wrapping(text::Wrapping::None);
        row![icon(mark, 13.0).style(ink), name].spacing(4).align_y(Alignment::Center).into()
    });
    let edited = piece
        .is_edited_since_approval(context.newsroom.plan(), context.newsroom.settings())
        .then(|| edited_tag());
    let steps = row(steps).push(edited).spacing(12).align_y(Alignment::Center);
    let face = button(steps).padding([2, 6]).style(style::ghost).on_press(on_press);
    Some(tip_unless(is_open, face, "Các bước duyệt: bấm để xem, ghi ý kiến"))
}

/// "Đã sửa sau khi duyệt".
pub fn edited_tag<'a, Message: 'a>() -> Element<'a, Message> {
    tag(Some(Icon::Pen), StepState::Edited.name(), Mood::Warn)
}

/// Why the piece was returned, for the one who has to take it up again.
pub fn returned<'a, Message: 'a>(piece: &'a Piece, context: &'a Context) -> Option<Element<'a, Message>> {
    let approval = piece.returned(context.newsroom.plan(), context.newsroom.settings())?;
    let by = if approval.by.is_empty() { String::new() } else { format!("{}, ", approval.by) };
    let reason = approval.returned.as_deref().unwrap_or_default();
    let words = format!("Bị trả lại ({by}{}): {reason}", wording::date(approval.date));
    let words = text(words).size(size::DENSE).line_height(1.5).width(Length::Fill);
    let line = row![icon(Icon::Undo, 15.0).style(ink::danger), words].spacing(8).align_y(Alignment::Center);
    let line = iced::widget::container(line).padding([6, 16]).width(Length::Fill);
    Some(column![line.style(style::notice(Mood::Danger)), divider()].into())
}

fn set(header: Header) -> Action<Message> {
    Action::command(Command::SetHeader(Box::new(header)))
}

/// What an answer has led to.
fn answered(piece: &Piece, header: &Header, is_agreed: bool) -> &'static str {
    match (is_agreed, header.status) {
        (true, Status::Approved) if piece.header.status != Status::Approved => {
            "Đã ghi ý kiến đồng ý: bài đã duyệt xong."
        }
        (true, _) => "Đã ghi ý kiến đồng ý.",
        (false, Status::Published) => {
            "Đã ghi trả lại. Bài đã phát, đăng nên giữ nguyên trạng thái; hãy đổi nếu cần."
        }
        (false, _) => "Đã trả lại cho người viết, kèm lý do.",
    }
}

type Ink = fn(&Theme) -> text::Style;

fn mark(step: ChainStep<'_>) -> (Icon, Ink) {
    match step.state {
        StepState::Agreed => (Icon::Check, ink::ok),
        StepState::Edited => (Icon::Pen, ink::warn),
        StepState::Returned => (Icon::Undo, ink::danger),
        StepState::Waiting if step.is_asked => (Icon::Clock, ink::warn),
        StepState::Waiting => (Icon::Circle, ink::tertiary),
    }
}

fn when(step: ChainStep<'_>, piece: &Piece, context: &Context) -> String {
    if let Some(approval) = step.given {
        return wording::day_month(approval.date);
    }
    if !step.is_asked {
        return String::new();
    }
    let days = ledger::days_waiting(&piece.header, context.newsroom.today());
    if days > 0 { format!("chờ {days} ngày") } else { "chờ duyệt".to_owned() }
}

/// Who answered, on which paper, and with what remark.
fn said<'a>(step: ChainStep<'a>, context: &Context) -> Option<Element<'a, Message>> {
    let approval = step.given?;
    let plan = context.newsroom.plan();
    let agency = plan.agency(&approval.agency).map_or(approval.agency.as_str(), |agency| &agency.short);
    let mut words: Vec<String> = [approval.by.as_str(), agency].map(str::to_owned).into();
    if !approval.number.is_empty() {
        words.push(format!("số {}", approval.number));
    }
    words.push(approval.note.clone());
    words.extend(approval.confirmed.as_ref().map(|confirmed| {
        format!("sửa không đáng kể, {} xác nhận {}", confirmed.by, wording::day_month(confirmed.date))
    }));
    words.retain(|word| !word.is_empty());
    let words = words.join(" · ");
    let lines = column![]
        .push(approval.returned.as_ref().map(|reason| {
            text(format!("Trả lại: {reason}")).size(size::CAPTION).line_height(1.5).style(ink::danger)
        }))
        .push((!words.is_empty()).then(|| caption(words)))
        .push((!approval.evidence.is_empty()).then(|| evidence(&approval.evidence, context)));
    Some(lines.width(Length::Fill).into())
}

/// The file that proves an answer; a press opens it.
fn evidence<'a>(path: &'a str, context: &Context) -> Element<'a, Message> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_missing = context.missing_evidence.contains(path);
    let (mark, ink, name, hint) = if is_missing {
        let hint = "Không còn tệp này trong không gian làm việc; chép lại tệp vào thư mục evidence";
        (Icon::Warning, ink::danger as fn(&iced::Theme) -> _, format!("Mất tệp: {name}"), hint)
    } else {
        (Icon::Link, ink::accent as fn(&iced::Theme) -> _, name.to_owned(), "Mở tệp minh chứng")
    };
    let words = row![icon(mark, 12.0).style(ink), clamp(name, 1).size(size::CAPTION, 18.0).style(ink)]
        .spacing(5)
        .align_y(Alignment::Center);
    let face = button(words).padding([2, 0]).style(style::ghost);
    tip(face.on_press(Message::EvidenceOpened(path.to_owned())), hint)
}

/// What to do about a step that agreed to other words.
fn edited<'a>(step: &str) -> Element<'a, Message> {
    let act = |words, message| button_label(words, style::secondary, Some(message));
    column![
        row![edited_tag()],
        row![
            act("So với bản đã duyệt", Message::Compared(step.to_owned())),
            act("Xin duyệt lại", Message::AskedAgain(step.to_owned())),
            tip(
                act("Xác nhận không đáng kể", Message::Confirmed(step.to_owned())),
                "Ý kiến đã cho vẫn đúng với bản đang có; ghi tên người xác nhận"
            ),
        ]
        .spacing(6)
        .wrap()
        .vertical_spacing(6)
    ]
    .spacing(6)
    .into()
}
