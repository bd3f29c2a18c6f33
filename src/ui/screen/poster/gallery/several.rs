//! Several posters at once: exported, duplicated, deleted.

use iced::widget::{container, space, text};
use iced::{Alignment, Length};

use super::{Gallery, Message, menu};
use crate::calendar::wording;
use crate::newsroom::Command;
use crate::piece::{Approval, ChainStep, Piece, PieceId, StepState};
use crate::poster::Poster;
use crate::ui::icon::{Icon, icon};
use crate::ui::theme::{size, style};
use crate::ui::widget::{Row, button_icon, button_label, column, dropdown, row, row_button, tip};
use crate::ui::{Action, Context, Effect, Notice, font};

/// What is the same in all sizes of one design.
fn design(piece: &Piece) -> String {
    let family = Poster::parse(&piece.body.peek()).map(|poster| poster.family).unwrap_or_default();
    if family.is_empty() { piece.header.id.to_string() } else { family }
}

/// The steps of a chain that nobody has agreed to as the words are: id and name.
pub(super) fn waiting(chain: &[ChainStep<'_>]) -> Vec<(String, String)> {
    let open = chain.iter().filter(|one| one.state != StepState::Agreed);
    open.map(|one| (one.step.id.clone(), one.step.name.clone())).collect()
}

impl Gallery {
    pub(super) fn pick(&mut self, id: &PieceId, is_picked: bool) {
        let is_chosen = |one: &PieceId| if one == id { is_picked } else { self.chosen.contains(one) };
        self.chosen = self.cards.iter().map(|card| card.id.clone()).filter(is_chosen).collect();
    }

    pub(super) fn all_chosen(&mut self, act: menu::Act, context: &Context) -> Action<Message> {
        let newsroom = &context.newsroom;
        let pieces: Vec<&Piece> = self.chosen.iter().filter_map(|id| newsroom.piece(id)).collect();
        let count = wording::counted(pieces.len(), "bài");
        if pieces.is_empty() {
            return Action::none();
        }
        match act {
            menu::Act::Print => Action::effect(Effect::ExportPosters(self.chosen.clone())),
            menu::Act::Duplicate => {
                let copy = |piece: &&Piece| {
                    let id = PieceId(ulid::Ulid::generate().to_string().into());
                    Command::Add(Box::new(newsroom.duplicate(piece, Vec::new(), id)))
                };
                let copies = pieces.iter().map(copy).collect();
                let notice = format!("Đã nhân bản {count}; các bản mới chưa có ngày treo.");
                Action::command(Command::All(copies)).and(Effect::Notify(Notice::undoable(notice)))
            }
            menu::Act::Trash => {
                let removed = self.chosen.drain(..).map(Command::Remove).collect();
                let notice = format!("Đã xóa {count}. Tệp nằm trong thùng rác của thư mục.");
                Action::command(Command::All(removed)).and(Effect::Notify(Notice::undoable(notice)))
            }
            menu::Act::Open | menu::Act::Keep => Action::none(),
        }
    }

    /// Records that all chosen ones are agreed to in a step, as one act: by the paper that agreed to another size of the
    /// same design, else by whoever sits here, today.
    pub(super) fn agree(&mut self, step: &str, context: &Context) -> Action<Message> {
        self.is_agreeing = false;
        if context.identity.name.is_empty() {
            return Action::effect(Effect::Identify);
        }
        let newsroom = &context.newsroom;
        let (plan, settings, today) = (newsroom.plan(), newsroom.settings(), newsroom.today());
        let pieces: Vec<&Piece> = self.chosen.iter().filter_map(|id| newsroom.piece(id)).collect();
        let (mut waiting, mut papers, mut name) = (Vec::new(), Vec::new(), String::new());
        for piece in pieces {
            let chain = piece.approval_chain(plan, settings);
            let Some(one) = chain.iter().find(|one| one.step.id == step) else { continue };
            match (one.state, one.given) {
                (StepState::Agreed, Some(given)) => papers.push((design(piece), given.clone())),
                _ => waiting.push((piece, one.step.agency_id(plan).unwrap_or_default().to_owned())),
            }
            name.clone_from(&one.step.name);
        }
        let set = |(piece, agency): (&Piece, String)| {
            let of_design =
                papers.iter().find(|(of, _)| *of == design(piece)).map(|(_, given)| given.clone());
            let by = context.identity.name.clone();
            let own = || Approval { step: step.to_owned(), date: today, by, agency, ..Approval::default() };
            let answer = of_design.unwrap_or_else(own);
            let answer = Approval { words: String::new(), confirmed: None, ..answer };
            Command::SetHeader(Box::new(piece.with_approval(answer, plan, settings, today)))
        };
        let commands: Vec<Command> = waiting.into_iter().map(set).collect();
        if commands.is_empty() {
            return Action::none();
        }
        let notice = format!("Đã ghi {name} thống nhất {}.", wording::counted(commands.len(), "bài"));
        Action::command(Command::All(commands)).and(Effect::Notify(Notice::undoable(notice)))
    }

    /// The step that stands at this place of the list, from 1.
    pub(super) fn asked_step(&self, number: usize) -> Option<String> {
        self.asked_steps().get(number.checked_sub(1)?).map(|(id, ..)| (*id).to_owned())
    }

    /// The steps that the chosen ones wait for, with how many of them do.
    fn asked_steps(&self) -> Vec<(&str, &str, usize)> {
        let mut steps: Vec<(&str, &str, usize)> = Vec::new();
        let chosen = self.cards.iter().filter(|card| self.chosen.contains(&card.id));
        for (id, name) in chosen.flat_map(|card| &card.waiting) {
            match steps.iter_mut().find(|(known, ..)| known == id) {
                Some((.., count)) => *count += 1,
                None => steps.push((id, name, 1)),
            }
        }
        steps
    }

    /// What can be done with all of them, in the place of the gallery's head.
    pub(super) fn chosen_bar(&self) -> Row<'_, Message> {
        let count = wording::counted(self.chosen.len(), "bài");
        let act = |mark, name, style, act| button_icon(mark, name, style, Some(Message::AllChosen(act)));
        let steps = self.asked_steps();
        let agree = (!steps.is_empty()).then(|| {
            let open = Message::AgreementAsked(!self.is_agreeing);
            let face = button_icon(Icon::Check, "Ghi thống nhất", style::secondary, Some(open));
            let menu = self.is_agreeing.then(|| {
                let rows = steps.into_iter().enumerate().map(|(index, (id, name, count))| {
                    let words = format!("{}. {name}: {}", index + 1, wording::counted(count, "bài"));
                    let content = row![icon(Icon::Check, 15.0), text(words).size(size::DENSE)].spacing(8);
                    row_button(content.align_y(Alignment::Center), false, Message::Agreed(id.to_owned()))
                });
                container(column(rows).width(Length::Fill)).width(320).into()
            });
            dropdown(tip(face, "T, rồi số của bước"), menu, Message::AgreementAsked(false))
        });
        row![
            text(format!("Đã chọn {count}")).size(size::TITLE).font(font::SEMIBOLD),
            space().width(Length::Fill),
            act(Icon::Download, "Xuất tệp in…", style::primary, menu::Act::Print),
        ]
        .push(agree)
        .extend([
            act(Icon::Copy, "Nhân bản", style::secondary, menu::Act::Duplicate),
            act(Icon::Trash, "Xóa", style::danger, menu::Act::Trash),
            tip(button_label("Bỏ chọn", style::ghost, Some(Message::Unchosen)), "Esc"),
        ])
    }
}
