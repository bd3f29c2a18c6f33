//! How many questions fit on a page of an answer sheet.

/// From a box to the next in a row; what stands before it is printed between them, mm.
pub(super) const PITCH: f32 = 8.2;
/// What the number takes before the first box, mm.
pub(super) const NUMBER: f32 = 8.5;
/// Questions below each other.
pub(super) const ROWS: u8 = 15;

/// Between two columns, mm.
const GUTTER: f32 = 3.0;
/// All columns, mm.
const WIDTH: f32 = 174.5;
/// Questions with fewer options take as much room as one with four.
const LEAST_OPTIONS: u8 = 4;

/// From a column to the next, mm.
pub(super) fn column_pitch(options: u8) -> f32 {
    NUMBER + f32::from(options.max(LEAST_OPTIONS)) * PITCH + GUTTER
}

/// Questions on a page: 60 with up to four options.
pub fn per_page(options: u8) -> u16 {
    let columns = ((WIDTH + GUTTER) / column_pitch(options)).floor().max(1.0) as u16;
    columns * u16::from(ROWS)
}
