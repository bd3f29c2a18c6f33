//! The window of a contest's score board and clock.

use std::time::Instant;

use iced::event::Status;
use iced::keyboard::key::Named;
use iced::keyboard::{Event, Key};
use iced::{Size, Task, window};

use super::{App, Message, Phase, platform};
use crate::piece::PieceId;
use crate::ui::board::{self, Board};

#[derive(Debug)]
pub(super) struct Open {
    window: window::Id,
    board: Board,
    is_full_screen: bool,
}

impl App {
    /// The score board, for tests that drive it from outside.
    pub fn board(&self) -> Option<&Board> {
        self.board.as_ref().map(|open| &open.board)
    }

    pub(super) fn board_in(&self, id: window::Id) -> Option<&Board> {
        self.board.as_ref().filter(|open| open.window == id).map(|open| &open.board)
    }

    /// Shows a contest in the window that is open or in a new one.
    pub(super) fn open_board(&mut self, id: &PieceId) -> Task<Message> {
        let Phase::Open(session) = &self.phase else { return Task::none() };
        let piece = session.context.newsroom.piece(id);
        let Some(board) = piece.and_then(|piece| Board::new(piece, Instant::now())) else {
            return Task::none();
        };
        if let Some(open) = &mut self.board {
            if open.board.piece() != id {
                open.board = board;
            }
            return window::gain_focus(open.window);
        }
        let (window, opened) = window::open(window::Settings {
            size: Size::new(1280.0, 720.0),
            min_size: Some(Size::new(900.0, 520.0)),
            exit_on_close_request: true,
            platform_specific: platform(),
            ..window::Settings::default()
        });
        self.board = Some(Open { window, board, is_full_screen: false });
        opened.discard()
    }

    pub(super) fn update_board(&mut self, message: board::Message) -> Task<Message> {
        let Some(open) = &mut self.board else { return Task::none() };
        let command = open.board.update(message, Instant::now());
        let Phase::Open(session) = &mut self.phase else { return Task::none() };
        command.map_or_else(Task::none, |command| session.apply(command))
    }

    /// After any message: the board shows the contest as it is now; without its piece it closes.
    pub(super) fn follow_board(&mut self) -> Task<Message> {
        let Some(open) = &mut self.board else { return Task::none() };
        if let Phase::Open(session) = &self.phase
            && let Some(piece) = session.context.newsroom.piece(open.board.piece())
        {
            open.board.follow(piece);
            return Task::none();
        }
        self.close_board()
    }

    fn close_board(&mut self) -> Task<Message> {
        self.board.take().map_or_else(Task::none, |open| window::close(open.window))
    }

    pub(super) fn board_event(&mut self, event: &window::Event) -> Task<Message> {
        if matches!(event, window::Event::Closed) {
            self.board = None;
        }
        Task::none()
    }

    pub(super) fn board_key(&mut self, event: &Event, status: Status) -> Task<Message> {
        let Event::KeyPressed { key, physical_key, .. } = event else { return Task::none() };
        let Some(open) = self.board.as_mut().filter(|_| status == Status::Ignored) else {
            return Task::none();
        };
        let latin = key.to_latin(*physical_key);
        match (key, latin) {
            (Key::Named(Named::Escape), _) if !open.is_full_screen => self.close_board(),
            (Key::Named(Named::Escape | Named::F11), _) | (_, Some('f')) => {
                open.is_full_screen = !open.is_full_screen;
                let mode =
                    if open.is_full_screen { window::Mode::Fullscreen } else { window::Mode::Windowed };
                window::set_mode(open.window, mode)
            }
            (_, latin) => {
                let key =
                    latin.map_or_else(|| key.clone(), |letter| Key::Character(letter.to_string().into()));
                board::Message::of_key(&key).map_or_else(Task::none, |message| self.update_board(message))
            }
        }
    }
}
