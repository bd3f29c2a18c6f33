//! Scans in black and white lose strokes that are paler than the scanner's threshold, in a corner of the page or
//! everywhere: boxes that look empty may have been marked.

use super::{BoxReading, Plane, State};
use crate::survey::sheet::Place;

/// The part of a box that a lost stroke leaves as grains; clean paper has next to none.
const GRAINS: f32 = 0.001;
/// People leave this part of the questions open, seldom more.
const OPEN: f32 = 0.08;
/// If a larger part looks unanswered, the scan has probably lost its pale strokes.
const LOST: f32 = 0.4;

/// Whether all pixels but a few are black or white.
pub fn is_bilevel(plane: &Plane) -> bool {
    const STEP: usize = 97;
    let sampled = plane.pixels.iter().step_by(STEP);
    let (grey, all) = sampled.fold((0_usize, 0_usize), |(grey, all), pixel| {
        (grey + usize::from((32..224).contains(pixel)), all + 1)
    });
    grey * 1000 < all
}

/// Makes doubtful what may have been lost; whether too much was lost to read the page.
pub fn doubt(boxes: &mut [BoxReading]) -> bool {
    let is_asked = |group: &[BoxReading]| matches!(group[0].place, Place::Answer { .. });
    let is_open = |group: &[BoxReading]| group.iter().all(|one| one.state == State::Empty);
    let (mut open, mut asked, mut is_suspect) = (0, 0, false);
    for group in boxes.chunk_by(same) {
        asked += usize::from(is_asked(group));
        open += usize::from(is_asked(group) && is_open(group));
        // Everyone has a number.
        is_suspect |= !is_asked(group) && is_open(group);
    }
    let share = open as f32 / asked.max(1) as f32;
    is_suspect |= share > OPEN;
    for group in boxes.chunk_by_mut(same) {
        let is_lost = is_open(group) && is_suspect && (share > OPEN || !is_asked(group));
        let may_be = is_open(group) || is_suspect;
        // The circle around one of two marks may be what was lost.
        let marked = group.iter().filter(|one| one.state == State::Marked).count();
        if is_suspect && marked > 1 {
            for one in group.iter_mut().filter(|one| one.state == State::Marked) {
                one.state = State::Doubtful;
            }
        }
        for one in group.iter_mut().filter(|one| one.state == State::Empty) {
            if is_lost || may_be && one.ink > GRAINS {
                one.state = State::Doubtful;
            }
        }
    }
    share > LOST
}

/// Whether two boxes belong to one question, or to one digit of a number.
fn same(one: &BoxReading, other: &BoxReading) -> bool {
    match (one.place, other.place) {
        (Place::Answer { question: one, .. }, Place::Answer { question: other, .. })
        | (Place::Candidate { column: one, .. }, Place::Candidate { column: other, .. })
        | (Place::Version { column: one, .. }, Place::Version { column: other, .. }) => one == other,
        _ => false,
    }
}
