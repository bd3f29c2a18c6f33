//! The prompter's keys. A clicker sends Page Up and Page Down.

use iced::keyboard::key::{Key, Named};

use super::{COUNTDOWN, LETTERS, Prompter};

/// What a key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Press {
    /// Counts down and goes, or stops.
    Go,
    Faster,
    Slower,
    NextLine,
    LineBefore,
    NextTurn,
    TurnBefore,
    Rewind,
    Larger,
    Smaller,
    Mirror,
    ReadingLine,
    /// A digit of a row's number.
    Digit(char),
    /// Goes to the row that was typed.
    Jump,
    /// Forgets the digits.
    Forget,
}

/// Syllables a minute by which one press changes the speed.
const STEP: i32 = 5;

impl Press {
    pub fn of(key: &Key) -> Option<Self> {
        Some(match key {
            Key::Named(Named::Space) => Self::Go,
            Key::Named(Named::ArrowUp) => Self::Faster,
            Key::Named(Named::ArrowDown) => Self::Slower,
            Key::Named(Named::ArrowRight) => Self::NextLine,
            Key::Named(Named::ArrowLeft) => Self::LineBefore,
            Key::Named(Named::PageDown) => Self::NextTurn,
            Key::Named(Named::PageUp) => Self::TurnBefore,
            Key::Named(Named::Home) => Self::Rewind,
            Key::Named(Named::Enter) => Self::Jump,
            Key::Named(Named::Backspace) => Self::Forget,
            Key::Character(text) => match text.as_str() {
                " " => Self::Go,
                "+" | "=" => Self::Larger,
                "-" => Self::Smaller,
                "m" | "M" => Self::Mirror,
                "l" | "L" => Self::ReadingLine,
                text => Self::Digit(text.chars().next().filter(char::is_ascii_digit)?),
            },
            _ => return None,
        })
    }
}

impl Prompter {
    pub(super) fn press(&mut self, press: Press, second: f64) {
        let place = self.motion.place(&self.prompt, second);
        let go_to = match press {
            Press::Go => return self.motion.toggle(&self.prompt, second, COUNTDOWN),
            Press::Faster => return self.motion.hurry(&self.prompt, second, STEP),
            Press::Slower => return self.motion.hurry(&self.prompt, second, -STEP),
            Press::Rewind => return self.motion.rewind(),
            Press::Larger => return self.enlarge(LETTERS.2),
            Press::Smaller => return self.enlarge(-LETTERS.2),
            Press::Mirror => {
                self.is_mirrored = !self.is_mirrored;
                return;
            }
            Press::ReadingLine => {
                self.has_line = !self.has_line;
                return;
            }
            Press::Digit(digit) => {
                if self.typed.len() < 4 {
                    self.typed.push(digit);
                }
                return;
            }
            Press::Forget => return self.typed.clear(),
            Press::Jump => {
                let typed = std::mem::take(&mut self.typed);
                match self.turn_numbered(&typed) {
                    Some(turn) => turn as f64,
                    None => return,
                }
            }
            Press::NextTurn => place.floor() + 1.0,
            // Near the beginning of a turn the one before is meant.
            Press::TurnBefore => (place - 0.15).ceil() - 1.0,
            Press::NextLine => self.layout.line_beside(place, 1),
            Press::LineBefore => self.layout.line_beside(place, -1),
        };
        self.motion.go_to(&self.prompt, second, go_to);
    }

    /// The turn of the row with this number; else the first row after it, by its number or its place.
    fn turn_numbered(&self, typed: &str) -> Option<usize> {
        let wanted: usize = typed.parse().ok()?;
        let number = |turn: &crate::piece::prompt::Turn| {
            let digits = turn.number.bytes().take_while(u8::is_ascii_digit).count();
            turn.number[..digits].parse().unwrap_or(turn.row + 1)
        };
        self.prompt.turns.iter().position(|turn| number(turn) >= wanted)
    }

    fn enlarge(&mut self, by: f32) {
        self.letters = (self.letters + by).clamp(LETTERS.0, LETTERS.1);
        self.set();
    }
}
