//! The tones of a piece.

use super::{Format, Piece, Tone, av, template};

/// The tones of a piece, without repetitions: those of its header and, for scripts, of its rows. Untouched
/// rows of the template do not count.
pub fn tones(piece: &Piece) -> Vec<Tone> {
    together(&piece.header.tones, &tones_of_rows(piece))
}

/// Those of its rows alone, sorted, each once. They depend on its body and its activity.
pub fn tones_of_rows(piece: &Piece) -> Vec<Tone> {
    if !matches!(piece.format, Format::Av | Format::Radio) {
        return Vec::new();
    }
    let body = piece.body.peek();
    let template = template::skeleton(&piece.header.activity, piece.format);
    let rows = av::toned_rows(&body).filter(|row| !is_untouched(row, template));
    together(&rows.flat_map(av::tones).collect::<Vec<_>>(), &[])
}

/// Both, sorted, each once.
pub fn together(one: &[Tone], other: &[Tone]) -> Vec<Tone> {
    let mut tones = [one, other].concat();
    tones.sort_unstable();
    tones.dedup();
    tones
}

/// Whether a row is as in the template, except for its number.
fn is_untouched(row: &str, template: &str) -> bool {
    let content = |row: &str| row.split_once('\n').map_or(String::new(), |(_, rest)| rest.trim().to_owned());
    let row = content(row);
    av::toned_rows(template).any(|other| content(other) == row)
}
