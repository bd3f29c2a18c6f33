//! The prompter's window, and which of the windows shows what.

use std::time::Instant;

use iced::event::Status;
use iced::keyboard::key::Named;
use iced::keyboard::{Event, Key};
use iced::{Size, Task, Theme, window};

use super::{App, Message, Phase, platform};
use crate::document::contest;
use crate::piece::PieceId;
use crate::ui::Element;
use crate::ui::board::Board;
use crate::ui::live::Live;
use crate::ui::prompter::{self, Press, Prompter};

/// The open prompter.
#[derive(Debug)]
pub(super) struct Open {
    pub window: window::Id,
    prompter: Prompter,
    is_full_screen: bool,
}

impl App {
    /// The prompter, for tests that drive it from outside.
    pub fn prompter(&self) -> Option<&Prompter> {
        self.prompter.as_ref().map(|open| &open.prompter)
    }

    /// The prompter's window, for tests that drive it from outside.
    pub fn prompter_window(&self) -> Option<window::Id> {
        self.prompter.as_ref().map(|open| open.window)
    }

    /// What a window shows.
    pub fn view_of(&self, id: window::Id) -> Element<'_, Message> {
        if let Some(board) = self.board_in(id) {
            let bank = match &self.phase {
                Phase::Open(session) => contest::bank(&session.context.newsroom),
                _ => None,
            };
            return board.view(bank).map(Message::Board);
        }
        match (self.in_window(id), self.live_in(id)) {
            (Some(prompter), _) => prompter.view().map(Message::Prompter),
            (None, Some(live)) => live.view().map(Message::Live),
            (None, None) => self.view(),
        }
    }

    pub(super) fn title_of(&self, id: window::Id) -> String {
        let live = || self.live_in(id).map(Live::title);
        let board = || self.board_in(id).map(Board::title);
        self.in_window(id).map(Prompter::title).or_else(live).or_else(board).unwrap_or_else(|| self.title())
    }

    pub(super) fn theme_of(&self, id: window::Id) -> Theme {
        self.in_window(id).map_or_else(|| self.theme(), |_| Prompter::theme())
    }

    fn in_window(&self, id: window::Id) -> Option<&Prompter> {
        self.prompter.as_ref().filter(|open| open.window == id).map(|open| &open.prompter)
    }

    /// Shows a piece in the prompter, in the window that is open or in a new one.
    pub(super) fn open_prompter(&mut self, id: &PieceId) -> Task<Message> {
        let Phase::Open(session) = &self.phase else { return Task::none() };
        let newsroom = &session.context.newsroom;
        let Some(piece) = newsroom.piece(id).filter(|piece| Prompter::takes(piece)) else {
            return Task::none();
        };
        if let Some(open) = self.prompter.as_ref().filter(|open| open.prompter.piece() == id) {
            return window::gain_focus(open.window);
        }
        let prompter = Prompter::new(piece, newsroom.settings(), Instant::now());
        if let Some(open) = &mut self.prompter {
            open.prompter = prompter;
            let scale = window::scale_factor(open.window).map(prompter::Message::Rescaled);
            let size = window::size(open.window).map(prompter::Message::Resized);
            return Task::batch([scale, size]).map(Message::Prompter).chain(window::gain_focus(open.window));
        }
        let (window, opened) = window::open(window::Settings {
            size: Size::new(1280.0, 720.0),
            min_size: Some(Size::new(640.0, 360.0)),
            exit_on_close_request: true,
            platform_specific: platform(),
            ..window::Settings::default()
        });
        self.prompter = Some(Open { window, prompter, is_full_screen: false });
        opened.then(|id| {
            let scale = window::scale_factor(id).map(prompter::Message::Rescaled);
            let size = window::size(id).map(prompter::Message::Resized);
            Task::batch([scale, size]).map(Message::Prompter)
        })
    }

    pub(super) fn update_prompter(&mut self, message: prompter::Message) {
        if let Some(open) = &mut self.prompter {
            open.prompter.update(message, Instant::now());
        }
    }

    /// After any message: shows the text as it is now, and closes the window when the piece is gone.
    pub(super) fn follow_prompter(&mut self) -> Task<Message> {
        let Some(open) = &mut self.prompter else { return Task::none() };
        if let Phase::Open(session) = &self.phase {
            let newsroom = &session.context.newsroom;
            if let Some(piece) = newsroom.piece(open.prompter.piece()) {
                open.prompter.show(piece, newsroom.settings(), Instant::now());
                return Task::none();
            }
        }
        self.close_prompter()
    }

    fn close_prompter(&mut self) -> Task<Message> {
        self.prompter.take().map_or_else(Task::none, |open| window::close(open.window))
    }

    pub(super) fn prompter_event(&mut self, event: &window::Event) -> Task<Message> {
        match event {
            window::Event::Opened { size, .. } | window::Event::Resized(size) => {
                self.update_prompter(prompter::Message::Resized(*size));
            }
            window::Event::Rescaled(scale) => self.update_prompter(prompter::Message::Rescaled(*scale)),
            window::Event::Closed => self.prompter = None,
            _ => {}
        }
        Task::none()
    }

    /// A key in one of the windows: the prompter's has its own.
    pub(super) fn key_in(&mut self, id: window::Id, event: &Event, status: Status) -> Task<Message> {
        if self.live_in(id).is_some() {
            return self.live_key(event, status);
        }
        if self.board_in(id).is_some() {
            return self.board_key(event, status);
        }
        let Some(open) = self.prompter.as_mut().filter(|open| open.window == id) else {
            return self.key(event, status);
        };
        let Event::KeyPressed { key, modified_key, physical_key, .. } = event else { return Task::none() };
        match (key, key.to_latin(*physical_key)) {
            (Key::Named(Named::Escape), _) if open.is_full_screen => self.toggle_full_screen(),
            (Key::Named(Named::Escape), _) => self.close_prompter(),
            (Key::Named(Named::F11), _) | (_, Some('f')) => self.toggle_full_screen(),
            (_, latin) => {
                // Letters by their position on the keyboard, signs as they are typed.
                let letter = latin.filter(char::is_ascii_lowercase);
                let key = letter
                    .map_or_else(|| modified_key.clone(), |letter| Key::Character(letter.to_string().into()));
                if let Some(press) = Press::of(&key) {
                    self.update_prompter(prompter::Message::Pressed(press));
                }
                Task::none()
            }
        }
    }

    /// Full screen on the monitor that the window is on.
    fn toggle_full_screen(&mut self) -> Task<Message> {
        let Some(open) = &mut self.prompter else { return Task::none() };
        open.is_full_screen = !open.is_full_screen;
        let mode = if open.is_full_screen { window::Mode::Fullscreen } else { window::Mode::Windowed };
        window::set_mode(open.window, mode)
    }
}
