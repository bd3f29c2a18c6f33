//! The fields' texts while they are typed, and their parsing.

use std::collections::{BTreeMap, BTreeSet};

use super::airing_group::AiringGroup;
use crate::calendar::field::{MOST_MINUTES, MOST_SECONDS};
use crate::calendar::wording;
use crate::piece::Header;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PieceField {
    Title,
    Note,
    /// A person, by index.
    Role(usize),
    Name(usize),
    /// A group of airings, by index.
    Date(usize),
    Time(usize),
    Minutes(usize),
    /// The actual day and time, and the actual length.
    RanOn(usize),
    RanAt(usize),
    Ran(usize),
}

impl PieceField {
    pub fn is_of_airing(self) -> bool {
        matches!(
            self,
            Self::Date(_) | Self::Time(_) | Self::Minutes(_) | Self::RanOn(_) | Self::RanAt(_) | Self::Ran(_)
        )
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields {
    texts: BTreeMap<PieceField, String>,
}

impl Fields {
    /// The texts for a header.
    pub fn of(header: &Header, groups: &[AiringGroup]) -> Self {
        let mut texts = BTreeMap::from([
            (PieceField::Title, header.title.clone()),
            (PieceField::Note, header.note.clone()),
        ]);
        for (index, person) in header.people.iter().enumerate() {
            let _ = texts.insert(PieceField::Role(index), person.role.clone());
            let _ = texts.insert(PieceField::Name(index), person.name.clone());
        }
        for (index, group) in groups.iter().enumerate() {
            let _ = texts.insert(PieceField::Date(index), group.date.map(wording::date).unwrap_or_default());
            let _ = texts.insert(PieceField::Time(index), group.time.map(wording::clock).unwrap_or_default());
            let minutes = group.minutes.map(|minutes| minutes.to_string()).unwrap_or_default();
            let _ = texts.insert(PieceField::Minutes(index), minutes);
            let outcome =
                group.airings.first().and_then(|&index| header.airings.get(index)?.outcome.as_ref());
            if let Some(outcome) = outcome {
                let _ = texts.insert(PieceField::RanOn(index), wording::date(outcome.date));
                let at = outcome.time.map(wording::clock).unwrap_or_default();
                let _ = texts.insert(PieceField::RanAt(index), at);
            }
            let ran = outcome.and_then(|outcome| outcome.seconds).map(clock).unwrap_or_default();
            let _ = texts.insert(PieceField::Ran(index), ran);
        }
        Self { texts }
    }

    pub fn text(&self, field: PieceField) -> &str {
        self.texts.get(&field).map_or("", String::as_str)
    }

    pub fn set(&mut self, field: PieceField, text: String) {
        let _ = self.texts.insert(field, text);
    }

    pub fn forget_airings(&mut self) {
        self.texts.retain(|field, _| !field.is_of_airing());
    }

    /// Updates the texts from a changed header, except those being typed and those with the same meaning
    /// already.
    pub fn take(&mut self, fresh: Self, touched: &BTreeSet<PieceField>, year: i32) {
        let old = std::mem::take(&mut self.texts);
        self.texts = fresh.texts;
        for (field, text) in old {
            let Some(known) = self.texts.get_mut(&field) else { continue };
            if touched.contains(&field) || meaning(field, &text, year) == meaning(field, known, year) {
                *known = text;
            }
        }
    }

    /// Whether a field's text is valid.
    pub fn is_valid(&self, field: PieceField, year: i32) -> bool {
        meaning(field, self.text(field), year).is_some()
    }

    /// Writes a field into a header. Returns false if its text is invalid.
    pub fn write(&self, field: PieceField, header: &mut Header, groups: &[AiringGroup], year: i32) -> bool {
        let text = self.text(field);
        if meaning(field, text, year).is_none() {
            return false;
        }
        let text = text.trim();
        match field {
            // A piece must have a title, and an as-run record a day.
            PieceField::Title | PieceField::RanOn(_) if text.is_empty() => return false,
            PieceField::Title => text.clone_into(&mut header.title),
            PieceField::Note => text.clone_into(&mut header.note),
            PieceField::Role(index) => {
                if let Some(person) = header.people.get_mut(index) {
                    text.clone_into(&mut person.role);
                }
            }
            PieceField::Name(index) => {
                if let Some(person) = header.people.get_mut(index) {
                    text.clone_into(&mut person.name);
                }
            }
            PieceField::Date(group)
            | PieceField::Time(group)
            | PieceField::Minutes(group)
            | PieceField::RanOn(group)
            | PieceField::RanAt(group)
            | PieceField::Ran(group) => {
                let airings = groups.get(group).map_or(&[][..], |group| &group.airings);
                for &index in airings {
                    let Some(airing) = header.airings.get_mut(index) else { continue };
                    match field {
                        PieceField::Date(_) => airing.date = wording::parse_date(text, year),
                        PieceField::Time(_) => airing.time = wording::parse_time(text),
                        PieceField::Minutes(_) => airing.minutes = text.parse().ok(),
                        _ => {
                            let Some(outcome) = &mut airing.outcome else { continue };
                            match field {
                                PieceField::RanOn(_) => {
                                    outcome.date = wording::parse_date(text, year).unwrap_or(outcome.date);
                                }
                                PieceField::RanAt(_) => outcome.time = wording::parse_time(text),
                                _ => outcome.seconds = parse_clock(text),
                            }
                        }
                    }
                }
            }
        }
        true
    }
}

/// The canonical form of a text's value; none when it is invalid.
fn meaning(field: PieceField, text: &str, year: i32) -> Option<String> {
    let text = text.trim();
    if text.is_empty() {
        return Some(String::new());
    }
    match field {
        PieceField::Title | PieceField::Note | PieceField::Role(_) | PieceField::Name(_) => {
            Some(text.to_owned())
        }
        PieceField::Date(_) | PieceField::RanOn(_) => wording::parse_date(text, year).map(wording::date),
        PieceField::Time(_) | PieceField::RanAt(_) => wording::parse_time(text).map(wording::clock),
        PieceField::Minutes(_) => text
            .parse::<u32>()
            .ok()
            .filter(|minutes| (1..=MOST_MINUTES).contains(minutes))
            .map(|n| n.to_string()),
        PieceField::Ran(_) => parse_clock(text).map(clock),
    }
}

/// "12:54"
pub fn clock(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// "12:54", "12p54", "12'54" and "12" (minutes), in seconds.
fn parse_clock(text: &str) -> Option<u32> {
    let (minutes, seconds) = text.split_once([':', 'p', '\'']).unwrap_or((text, "0"));
    let seconds = seconds.trim_end_matches(['s', '"']);
    let minutes: u32 = minutes.trim().parse().ok()?;
    let seconds: u32 = if seconds.is_empty() { 0 } else { seconds.trim().parse().ok()? };
    let all = minutes.checked_mul(60)?.checked_add(seconds)?;
    (seconds < 60 && all <= MOST_SECONDS).then_some(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_not_rewritten_while_it_means_the_same() {
        let mut fields = Fields::default();
        fields.set(PieceField::Date(0), "20/3".into());
        let mut fresh = Fields::default();
        fresh.set(PieceField::Date(0), "20/03/2014".into());
        fields.take(fresh.clone(), &BTreeSet::new(), 2014);
        assert_eq!(fields.text(PieceField::Date(0)), "20/3");
        fresh.set(PieceField::Date(0), "21/03/2014".into());
        fields.take(fresh.clone(), &BTreeSet::from([PieceField::Date(0)]), 2014);
        assert_eq!(fields.text(PieceField::Date(0)), "20/3", "still being typed");
        fields.take(fresh, &BTreeSet::new(), 2014);
        assert_eq!(fields.text(PieceField::Date(0)), "21/03/2014");
    }

    #[test]
    fn an_airing_lasts_from_a_minute_to_a_day() {
        for (text, is_taken) in [("1", true), ("1440", true), ("0", false), ("1441", false), ("-5", false)] {
            assert_eq!(meaning(PieceField::Minutes(0), text, 2014).is_some(), is_taken, "{text}");
        }
    }

    #[test]
    fn running_times_are_read_as_people_write_them() {
        for (text, seconds) in [
            ("12:54", Some(774)),
            ("15", Some(900)),
            ("2p05", Some(125)),
            ("1'30\"", Some(90)),
            ("1:75", None),
            ("1440:00", Some(86_400)),
            ("1440:01", None),
            ("x", None),
        ] {
            assert_eq!(parse_clock(text), seconds, "{text}");
        }
    }
}
