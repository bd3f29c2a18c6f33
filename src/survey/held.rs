//! A survey that has results in a locality was held there: its slot is done.

use chrono::NaiveDate;

use crate::piece::{Header, Outcome};

/// Records the outcome of the survey's airings in a locality that have none: on the planned day, when that is past,
/// else `today`. Whether anything changed.
pub fn confirm(header: &mut Header, locality: &str, people: usize, today: NaiveDate) -> bool {
    let mut is_changed = false;
    let own = header.airings.iter_mut().filter(|airing| airing.slot.locality() == Some(locality));
    for airing in own.filter(|airing| airing.outcome.is_none()) {
        let date = airing.date.filter(|date| *date <= today).unwrap_or(today);
        let note = format!("Đã có kết quả: {people} người dự.");
        airing.outcome = Some(Outcome { date, time: None, seconds: None, note });
        is_changed = true;
    }
    is_changed
}
