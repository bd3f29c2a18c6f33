//! The prompter: the spoken words of a script in a window of its own, large, moving with the reader.
//!
//! The words are drawn from pictures of lines that a thread makes ahead ([`tiles`]), and the moving text asks for its
//! own frames ([`reel`]): no message passes while it moves, so the first window costs it nothing.

mod key;
mod layout;
mod reel;
mod tiles;

use std::sync::Arc;
use std::time::Instant;

use iced::{Size, Theme, theme};

use crate::piece::av::Script;
use crate::piece::prompt::{Motion, Prompt};
use crate::piece::{Piece, PieceId};
use crate::plan::Settings;
use crate::ui::Element;
pub use key::Press;
use layout::{Layout, Typesetter};
use tiles::Tiles;

/// Seconds counted down before the text moves.
const COUNTDOWN: f64 = 3.0;
/// Letters, as a fraction of the window's height: smallest, largest, step.
const LETTERS: (f32, f32, f32) = (0.04, 0.16, 0.008);
/// Where the reading line is, as a fraction of the window's height.
const LINE: f32 = 0.32;
/// Height of the bar with the times, logical pixels.
const BAR: f32 = 52.0;

/// The prompter's state.
#[derive(Debug)]
pub struct Prompter {
    id: PieceId,
    title: String,
    /// The body that is shown.
    body: String,
    settings: Settings,
    prompt: Prompt,
    /// Planned seconds on air.
    planned: Option<u32>,
    motion: Motion,
    /// Letters, as a fraction of the window's height.
    letters: f32,
    is_mirrored: bool,
    has_line: bool,
    /// The row's number that is being typed.
    typed: String,
    /// The motion's second 0.
    origin: Instant,
    /// Logical pixels.
    size: Size,
    /// Pixels of the screen to a logical one.
    scale: f32,
    typesetter: Typesetter,
    layout: Arc<Layout>,
    tiles: Tiles,
}

#[derive(Debug, Clone, Copy)]
pub enum Message {
    /// The reader's place after a turn of the wheel.
    Moved(f64),
    Pressed(Press),
    Resized(Size),
    Rescaled(f32),
}

impl Prompter {
    /// Whether this piece can be read from a prompter.
    pub fn takes(piece: &Piece) -> bool {
        matches!(piece.format, crate::piece::Format::Av | crate::piece::Format::Radio)
    }

    pub fn new(piece: &Piece, settings: &Settings, now: Instant) -> Self {
        let mut prompter = Self {
            id: piece.header.id.clone(),
            title: String::new(),
            body: String::new(),
            settings: settings.clone(),
            prompt: Prompt::default(),
            planned: None,
            motion: Motion::default(),
            letters: 0.072,
            is_mirrored: false,
            has_line: true,
            typed: String::new(),
            origin: now,
            size: Size::new(1280.0, 720.0),
            scale: 1.0,
            typesetter: Typesetter::default(),
            layout: Arc::default(),
            tiles: Tiles::new(),
        };
        prompter.show(piece, settings, now);
        prompter
    }

    pub fn piece(&self) -> &PieceId {
        &self.id
    }

    pub fn title(&self) -> String {
        format!("{} – Nhắc lời", self.title)
    }

    /// What is read, for tests that drive it from outside.
    pub fn prompt(&self) -> &Prompt {
        &self.prompt
    }

    /// Where the reader is, in turns.
    pub fn place(&self, now: Instant) -> f64 {
        self.motion.place(&self.prompt, self.second(now))
    }

    pub fn motion(&self) -> &Motion {
        &self.motion
    }

    pub fn is_mirrored(&self) -> bool {
        self.is_mirrored
    }

    /// Shows the piece as it is now; the reader stays at the same words.
    pub fn show(&mut self, piece: &Piece, settings: &Settings, now: Instant) {
        self.title.clone_from(&piece.header.title);
        self.planned = piece.header.planned_minutes(settings).map(|minutes| minutes.saturating_mul(60));
        if *self.body == *piece.body.peek() && self.settings == *settings {
            return;
        }
        self.body = piece.body.peek().into_owned();
        self.settings.clone_from(settings);
        let newer = Prompt::new(&Script::parse(&self.body), settings);
        let second = self.second(now);
        self.motion.follow(&self.prompt, &newer, second);
        self.prompt = newer;
        self.set();
    }

    pub fn update(&mut self, message: Message, now: Instant) {
        let second = self.second(now);
        match message {
            Message::Moved(place) => self.motion.go_to(&self.prompt, second, place),
            Message::Pressed(press) => self.press(press, second),
            Message::Resized(size) => {
                self.size = size;
                self.set();
            }
            Message::Rescaled(scale) => {
                self.scale = scale.max(0.1);
                self.set();
            }
        }
    }

    pub fn view(&self) -> Element<'_, Message> {
        Element::new(reel::Reel::new(self))
    }

    /// White on black, whatever the first window's colours are.
    pub fn theme() -> Theme {
        let palette = theme::Palette {
            background: iced::Color::BLACK,
            text: iced::Color::WHITE,
            ..theme::Palette::DARK
        };
        Theme::custom("Nhắc lời", palette)
    }

    fn second(&self, now: Instant) -> f64 {
        now.saturating_duration_since(self.origin).as_secs_f64()
    }

    /// Sets the text for the window's width.
    fn set(&mut self) {
        let (width, height) = (self.size.width * self.scale, self.size.height * self.scale);
        self.layout = Arc::new(self.typesetter.set(&self.prompt, width, height * self.letters));
    }
}
