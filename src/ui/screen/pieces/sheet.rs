//! The messages of the open piece: what is typed and chosen becomes commands.

use iced::Task;
use iced::widget::{operation, text_editor};

use super::convert::Conversion;
use super::table::Table;
use super::{Message, Pieces, RowMessage, TEXT, dialogue, menu, paste};
use crate::newsroom::Command;
use crate::piece::Format;
use crate::ui::prompter::Prompter;
use crate::ui::{Action, Context, Effect, Export, Notice, Route, Selection};

impl Pieces {
    /// Messages that need an open piece.
    pub(super) fn update_sheet(&mut self, message: Message, context: &Context) -> Action<Message> {
        let Some(open_piece) = &mut self.open_piece else { return Action::none() };
        let Some(piece) = context.newsroom.piece(&open_piece.id) else { return Action::none() };
        match message {
            Message::HeadingChosen(index) => {
                let line = open_piece.headings().get(index).map(|heading| heading.line);
                line.map_or_else(Action::none, |line| Action::run(open_piece.go_to(line)))
            }
            Message::FindingChosen(index) => {
                let line = open_piece.digest.findings.get(index).and_then(|finding| finding.line);
                match line {
                    Some(line) => Action::run(open_piece.go_to(line.saturating_sub(1) as usize)),
                    // Findings about the whole piece are fixed where its facts are edited.
                    None => Action::open(Route::Calendar(Some(Selection::Piece(open_piece.id.clone())))),
                }
            }
            Message::TitleChanged(title) => {
                open_piece.title = title;
                Action::run(self.wait())
            }
            Message::TitleSubmitted => {
                let command = open_piece.commit_title(&piece.header);
                let mut action = command.map_or_else(Action::none, Action::command);
                action.task = if open_piece.table.is_some() { Task::none() } else { operation::focus(TEXT) };
                action
            }
            Message::StatusChosen(status) => {
                let mut header = piece.header.clone();
                header.set_status(status, context.newsroom.today());
                Action::command(Command::SetHeader(Box::new(header)))
            }
            Message::ModeChosen(mode) => {
                open_piece.set_mode(mode, &piece.body);
                self.find.forget();
                self.find_anew(piece);
                Action::none()
            }
            Message::DecideAsked => Action::effect(Effect::Decide((&open_piece.id).into())),
            Message::HistoryAsked => Action::effect(Effect::History(open_piece.id.clone().into())),
            Message::DuplicateAsked => menu::duplicate(open_piece.id.clone()),
            Message::PrintAsked => Action::effect(Effect::Export(Export::Piece(open_piece.id.clone()))),
            Message::PrompterAsked if Prompter::takes(piece) => {
                Action::effect(Effect::Prompter(open_piece.id.clone()))
            }
            Message::BoardAsked => Action::effect(Effect::Board(open_piece.id.clone())),
            Message::LiveAsked => Action::effect(Effect::Live(open_piece.id.clone())),
            Message::CalendarAsked => {
                Action::open(Route::Calendar(Some(Selection::Piece(open_piece.id.clone()))))
            }
            Message::Block(act) => {
                let command = open_piece.act_on_block(act, &piece.body);
                self.committed(command, Task::none())
            }
            Message::Wrote(text_editor::Action::Edit(text_editor::Edit::Paste(text)))
                if open_piece.format == Format::Article =>
            {
                let is_within = open_piece.text.cursor().position.column > 0;
                let table = paste::article(&text, is_within, context.newsroom.settings());
                let text = table.map_or(text, std::sync::Arc::new);
                let action = text_editor::Action::Edit(text_editor::Edit::Paste(text));
                let command = open_piece.write(action, &piece.body);
                self.committed(command, Task::none())
            }
            Message::Wrote(action) => {
                let command = open_piece.write(action, &piece.body);
                self.committed(command, Task::none())
            }
            Message::LegacyTaken => {
                let command = open_piece.convert(&piece.body);
                self.committed(command, Task::none())
            }
            Message::LegacyLeft => {
                open_piece.legacy = None;
                Action::none()
            }
            Message::Formatted(act) => match open_piece.format_text(act, &piece.body) {
                Some(command) => self.committed(Some(command), operation::focus(TEXT)),
                None => Action::none(),
            },
            Message::Inserted(snippet) => {
                let command = open_piece.insert(&snippet, &piece.body);
                self.committed(command, operation::focus(TEXT))
            }
            Message::ConversionAsked => {
                open_piece.end_burst();
                open_piece.conversion = Some(Conversion::new(&piece.body));
                Action::none()
            }
            Message::ConversionClosed => {
                open_piece.conversion = None;
                Action::run(operation::focus(TEXT))
            }
            Message::OfferClosed => {
                open_piece.is_offer_closed = true;
                Action::none()
            }
            Message::Converted => {
                let accepted = open_piece.conversion.as_mut().and_then(|one| one.accept(&piece.body));
                let Some(body) = accepted else { return Action::none() };
                open_piece.conversion = None;
                open_piece.end_burst();
                let command = Command::SetBody { id: open_piece.id.clone(), body, is_typing: false };
                Action::command(command).and_task(operation::focus(TEXT))
            }
            Message::OpinionMarked => {
                let Some(case) = open_piece.opinion(piece, context) else {
                    let said = "Hãy chọn đoạn chữ là ý kiến trước, rồi bấm Ctrl Shift Y.";
                    return Action::effect(Effect::Notify(Notice::done(said)));
                };
                let opened = Effect::Open(Route::Cases(Some(case.id.clone())));
                let said = "Đã ghi thành ý kiến; ghi tiếp người nêu, cơ quan trả lời.";
                Action::command(Command::SetRecord { record: case.into(), is_typing: false })
                    .and(opened)
                    .and(Effect::Notify(Notice::undoable(said)))
            }
            Message::Dialogue(dialogue::Message::CaseOpened(id)) => Action::open(Route::Cases(Some(id))),
            Message::Dialogue(message) => {
                let (command, of_cases) = open_piece.write_dialogue(message, &piece.body, context);
                let action = self.committed(command, Task::none());
                of_cases.map(Effect::Apply).into_iter().fold(action, Action::and)
            }
            Message::Contest(message) => {
                let (command, task) = open_piece.write_contest(message, &piece.body, context);
                self.committed(command, task)
            }
            Message::RowsPasted(Some(text)) => {
                let rows = paste::rows(&text, self.copied.as_ref(), context.newsroom.settings());
                self.update_sheet(Message::Row(RowMessage::Inserted(rows)), context)
            }
            Message::Row(RowMessage::PasteAsked) => {
                Action::run(iced::clipboard::read().map(Message::RowsPasted))
            }
            Message::Row(RowMessage::Copied { is_cut }) => {
                let Some(copied) = open_piece.table.as_ref().and_then(Table::copied) else {
                    return Action::none();
                };
                let written = iced::clipboard::write(copied.text.clone());
                self.copied = Some(copied);
                let removed = is_cut.then(|| self.update_sheet(Message::Row(RowMessage::Removed), context));
                removed.unwrap_or_else(Action::none).and_task(written)
            }
            Message::Row(RowMessage::Edited(
                _,
                text_editor::Action::Edit(text_editor::Edit::Paste(text)),
            )) if paste::is_rows(&text, self.copied.as_ref()) => {
                self.update_sheet(Message::RowsPasted(Some(text.as_str().to_owned())), context)
            }
            Message::Row(message) => {
                let rows = open_piece.table.as_ref().map(|table| table.script.rows.len());
                let (command, task) = open_piece.write_row(message, &piece.body);
                // Added or removed rows shift the times of all later rows: measure at once.
                if open_piece.table.as_ref().map(|table| table.script.rows.len()) != rows {
                    open_piece.measure_rows(piece, &context.newsroom);
                }
                self.committed(command, task)
            }
            _ => Action::none(),
        }
    }

    /// The command of an edit, and the timer that detects the pause after it.
    pub(super) fn committed(&mut self, command: Option<Command>, task: Task<Message>) -> Action<Message> {
        match command {
            Some(command) => {
                let wait = self.wait();
                Action { effects: vec![Effect::Apply(command)], task: Task::batch([task, wait]) }
            }
            None => Action::run(task),
        }
    }
}
