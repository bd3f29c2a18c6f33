//! The tones of a piece.

use super::{Format, Piece, Tone, av, template};

/// The tones of a piece, without repetitions: those of its header and, for scripts, of its rows. Untouched
/// rows of the template do not count.
pub fn tones(piece: &Piece) -> Vec<Tone> {
    let mut tones = piece.header.tones.clone();
    if matches!(piece.format, Format::Av | Format::Radio) {
        let body = piece.body.peek();
        let template = template::skeleton(&piece.header.activity, piece.format);
        tones.extend(av::toned_rows(&body).filter(|row| !is_untouched(row, template)).flat_map(av::tones));
    }
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
