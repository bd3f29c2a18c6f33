//! The live desk's window.

use chrono::{Local, NaiveDateTime};
use iced::event::Status;
use iced::keyboard::{Event, Key};
use iced::{Size, Task, window};

use ulid::Ulid;

use super::{App, Message, Phase, platform};
use crate::calendar::wording;
use crate::case::Case;
use crate::document::print::Content;
use crate::newsroom::Command;
use crate::piece::PieceId;
use crate::ui::live::{self, Live};
use crate::ui::screen::export::{self, PrintMessage};
use crate::ui::{Effect, Export, Notice};

/// The desk; it goes on while its window is closed.
#[derive(Debug)]
pub(super) struct Open {
    pub window: Option<window::Id>,
    pub live: Live,
}

impl App {
    /// The live desk, for tests that drive it from outside.
    pub fn live(&self) -> Option<&Live> {
        self.live.as_ref().map(|open| &open.live)
    }

    /// Its window while it is open, for tests that drive it from outside.
    pub fn live_window(&self) -> Option<window::Id> {
        self.live.as_ref().and_then(|open| open.window)
    }

    pub(super) fn live_in(&self, id: window::Id) -> Option<&Live> {
        self.live.as_ref().filter(|open| open.window == Some(id)).map(|open| &open.live)
    }

    /// Opens the desk of a live programme. Another one that is on air keeps the desk.
    pub(super) fn open_live(&mut self, id: &PieceId) -> Task<Message> {
        let Phase::Open(session) = &self.phase else { return Task::none() };
        let newsroom = &session.context.newsroom;
        let Some(piece) = newsroom.piece(id).filter(|piece| Live::takes(newsroom, piece)) else {
            return Task::none();
        };
        let is_other = self.live.as_ref().is_none_or(|open| open.live.piece() != id);
        let busy = self.live.as_ref().filter(|open| is_other && open.live.is_running());
        let notice = busy.map(|open| {
            let name = open.live.title();
            Notice::error(format!("{name} đang chạy: bấm “Hết chương trình” trước khi mở bàn của bài khác."))
        });
        let is_kept = notice.is_some();
        let said = notice.map_or_else(Task::none, |notice| self.toasts.push(notice));
        let kept = self.live.take().filter(|_| is_kept || !is_other);
        let live = match kept {
            Some(open) => {
                if let Some(window) = open.window {
                    self.live = Some(open);
                    return Task::batch([said, window::gain_focus(window)]);
                }
                open.live
            }
            None => Live::new(piece, newsroom, now()),
        };
        let (window, opened) = window::open(window::Settings {
            size: Size::new(1180.0, 720.0),
            min_size: Some(Size::new(900.0, 520.0)),
            exit_on_close_request: true,
            platform_specific: platform(),
            ..window::Settings::default()
        });
        self.live = Some(Open { window: Some(window), live });
        Task::batch([said, opened.discard()])
    }

    pub(super) fn update_live(&mut self, message: live::Message) -> Task<Message> {
        self.update_live_at(message, now())
    }

    /// Like a message of the desk at this time; tests give the clock.
    pub fn update_live_at(&mut self, message: live::Message, now: NaiveDateTime) -> Task<Message> {
        let Some(open) = &mut self.live else { return Task::none() };
        let id = open.live.piece().clone();
        if matches!(message, live::Message::PrintAsked) {
            // The dialog is in the first window.
            let shown = self.window.map_or_else(Task::none, window::gain_focus);
            let asked = self.carry_out(Effect::Export(Export::Piece(id)));
            let log = export::Message::Print(PrintMessage::ContentChosen(Content::AsRun));
            return Task::batch([asked, Task::done(Message::Export(log)), shown]);
        }
        if !open.live.update(message, now) {
            return Task::none();
        }
        let Phase::Open(session) = &mut self.phase else { return Task::none() };
        let Some(piece) = session.context.newsroom.piece(&id) else { return Task::none() };
        let header = open.live.recorded(&piece.header);
        let cases = open.live.cases(&session.context.newsroom, || Ulid::generate().to_string());
        if header == piece.header && cases.is_empty() {
            return Task::none();
        }
        let header = Command::SetHeader(Box::new(header));
        if cases.is_empty() {
            return session.apply(header);
        }
        let said = format!("Đã ghi {} từ chương trình vào sổ.", wording::counted(cases.len(), "ý kiến"));
        let add = |case: Case| Command::SetRecord { record: case.into(), is_typing: false };
        let added =
            session.apply(Command::All(std::iter::once(header).chain(cases.into_iter().map(add)).collect()));
        Task::batch([added, self.toasts.push(Notice::undoable(said))])
    }

    /// After any message: the desk shows the rundown as it is now; without its piece it closes.
    pub(super) fn follow_live(&mut self) -> Task<Message> {
        let Some(open) = &mut self.live else { return Task::none() };
        if let Phase::Open(session) = &self.phase
            && let Some(piece) = session.context.newsroom.piece(open.live.piece())
        {
            open.live.follow(piece, &session.context.newsroom);
            return Task::none();
        }
        let window = self.live.take().and_then(|open| open.window);
        window.map_or_else(Task::none, window::close)
    }

    pub(super) fn live_event(&mut self, event: &window::Event) -> Task<Message> {
        if matches!(event, window::Event::Closed)
            && let Some(open) = &mut self.live
        {
            open.window = None;
        }
        Task::none()
    }

    pub(super) fn live_key(&mut self, event: &Event, status: Status) -> Task<Message> {
        let Event::KeyPressed { key, physical_key, modifiers, .. } = event else { return Task::none() };
        if status == Status::Captured {
            return Task::none();
        }
        let key = match key.to_latin(*physical_key) {
            Some(letter) => Key::Character(letter.to_string().into()),
            None => key.clone(),
        };
        match live::Message::of_key(&key, modifiers.command()) {
            Some(message) => self.update_live(message),
            None => Task::none(),
        }
    }
}

fn now() -> NaiveDateTime {
    Local::now().naive_local()
}
