//! The places on an answer sheet, in mm from the top left corner of the A4 page.
//!
//! All that is read lies within the middle of the page, so that nothing is lost when a sheet is scanned turned by 8°
//! on a glass of its own size, or when a photocopier does not print its margins.

use super::SheetCode;
use super::capacity::{NUMBER, PITCH, ROWS, column_pitch, per_page};

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

impl Area {
    pub fn middle(&self) -> (f32, f32) {
        (self.x + self.width / 2.0, self.y + self.height / 2.0)
    }
}

/// Width and height of the page.
pub const PAGE: (f32, f32) = (210.0, 297.0);
/// Where the strip with the name is cut off.
pub const CUT: f32 = 52.0;
/// The side of a corner mark, a filled square.
pub const MARK: f32 = 7.0;
/// The middles of the corner marks: top left, top right, bottom right, bottom left.
pub const MARKS: [(f32, f32); 4] = [(22.0, 60.0), (188.0, 60.0), (188.0, 281.0), (22.0, 281.0)];
/// The QR code without its margin.
pub const CODE: Area = Area { x: 20.0, y: 73.0, width: 22.5, height: 22.5 };
/// Modules along the side of the code.
pub const CODE_MODULES: usize = 25;
/// The side of a box to mark, from the middle of its outline.
pub const BOX: f32 = 4.6;
const COLUMNS_OF_CANDIDATE: u8 = 6;
const COLUMNS_OF_VERSION: u8 = 3;

/// From a digit to the next.
const DIGIT_PITCH: f32 = 6.5;
/// The middles of the digits 0.
const DIGITS_TOP: f32 = 88.0;
const CANDIDATE_LEFT: f32 = 115.0;
const VERSION_LEFT: f32 = 171.0;
/// The middles of the first answers.
const ANSWERS_TOP: f32 = 160.5;
const ANSWERS_LEFT: f32 = 18.0;
const ROW_PITCH: f32 = 7.6;
/// Rows without a gap.
const GROUP: u8 = 5;
const GROUP_GAP: f32 = 1.2;

/// What a box means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// A digit of the candidate's number.
    Candidate { column: u8, digit: u8 },
    /// A digit of the version.
    Version { column: u8, digit: u8 },
    /// The question as printed, from 1, and the option, from 0.
    Answer { question: u8, option: u8 },
}

impl Place {
    /// The white above and below a box, up to the next, mm.
    pub fn clearance(self) -> f32 {
        match self {
            Self::Candidate { .. } | Self::Version { .. } => DIGIT_PITCH - BOX,
            Self::Answer { .. } => ROW_PITCH - BOX,
        }
    }
}

/// A box on the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot {
    pub place: Place,
    /// Its middle.
    pub x: f32,
    pub y: f32,
}

impl Spot {
    pub fn area(&self) -> Area {
        Area { x: self.x - BOX / 2.0, y: self.y - BOX / 2.0, width: BOX, height: BOX }
    }
}

/// The boxes of one page, in the order of reading; those that form one number or answer follow each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    pub spots: Vec<Spot>,
}

impl Layout {
    pub fn new(code: &SheetCode) -> Self {
        let mut spots = Vec::new();
        let digits = |columns: u8, left: f32, place: fn(u8, u8) -> Place| {
            (0..columns).flat_map(move |column| {
                (0..10).map(move |digit| Spot {
                    place: place(column, digit),
                    x: left + f32::from(column) * PITCH,
                    y: DIGITS_TOP + f32::from(digit) * DIGIT_PITCH,
                })
            })
        };
        spots.extend(digits(COLUMNS_OF_CANDIDATE, CANDIDATE_LEFT, |column, digit| Place::Candidate {
            column,
            digit,
        }));
        if code.version.is_none() {
            spots.extend(digits(COLUMNS_OF_VERSION, VERSION_LEFT, |column, digit| Place::Version {
                column,
                digit,
            }));
        }
        let per_page = per_page(code.options);
        let first = (u16::from(code.page) - 1) * per_page;
        let last = (first + per_page).min(u16::from(code.questions));
        for question in first..last {
            let at = (question - first) as u8;
            let (column, row) = (at / ROWS, at % ROWS);
            let left = ANSWERS_LEFT + f32::from(column) * column_pitch(code.options) + NUMBER;
            let y = ANSWERS_TOP + f32::from(row) * ROW_PITCH + f32::from(row / GROUP) * GROUP_GAP;
            spots.extend((0..code.options).map(|option| Spot {
                place: Place::Answer { question: question as u8 + 1, option },
                x: left + (f32::from(option) + 0.5) * PITCH,
                y,
            }));
        }
        Self { spots }
    }

    /// The boxes row by row: those that are found together on a scan because they are printed on one line.
    pub fn rows(&self) -> Vec<Vec<usize>> {
        let key = |spot: &Spot| match spot.place {
            Place::Candidate { digit, .. } => (0, u16::from(digit)),
            Place::Version { digit, .. } => (1, u16::from(digit)),
            Place::Answer { question, .. } => (2, u16::from(question)),
        };
        let mut order: Vec<usize> = (0..self.spots.len()).collect();
        order.sort_by_key(|index| key(&self.spots[*index]));
        order.chunk_by(|a, b| key(&self.spots[*a]) == key(&self.spots[*b])).map(<[usize]>::to_vec).collect()
    }
}
