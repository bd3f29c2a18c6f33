//! What is typed of one place: copies and days, of a tour the night.

use crate::calendar::wording;
use crate::piece::{Airing, Header};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    Copies,
    Date,
    Time,
    Until,
    Troupe,
    Spectators,
    Note,
}

#[derive(Debug)]
pub(super) struct Form {
    /// The airing's position in its piece.
    pub at: usize,
    /// The airing when the form was filled in.
    of: Airing,
    texts: [String; 7],
    pub fault: Option<&'static str>,
}

impl Form {
    pub fn new(at: usize, airing: &Airing) -> Self {
        let number = |number: Option<u32>| number.map_or_else(String::new, |number| number.to_string());
        let day = |day: Option<chrono::NaiveDate>| day.map_or_else(String::new, wording::date);
        let texts = [
            number(airing.copies),
            day(airing.date),
            airing.time.map(wording::clock).unwrap_or_default(),
            day(airing.until),
            airing.troupe.clone(),
            number(airing.spectators),
            airing.outcome.as_ref().map_or_else(String::new, |outcome| outcome.note.clone()),
        ];
        Self { at, of: airing.clone(), texts, fault: None }
    }

    /// Follows a change of the piece; none when its airing is gone.
    pub fn follow(self, header: &Header) -> Option<Self> {
        let airing = header.airings.get(self.at)?;
        let bare = |airing: &Airing| Airing { id: None, ..airing.clone() };
        Some(if bare(airing) == bare(&self.of) { self } else { Self::new(self.at, airing) })
    }

    pub fn text(&self, field: Field) -> &str {
        &self.texts[field as usize]
    }

    pub fn set(&mut self, field: Field, text: String) {
        self.texts[field as usize] = text;
        self.fault = None;
    }

    /// Whether something was typed that the piece does not say yet.
    pub fn is_changed(&self) -> bool {
        self.texts != Self::new(self.at, &self.of).texts
    }

    /// The airing with what was typed; none when it is not understood, then [`Self::fault`] says why.
    pub fn read(&mut self, airing: &Airing, year: i32) -> Option<Airing> {
        match self.parse(airing, year) {
            Ok(airing) => Some(airing),
            Err(fault) => {
                self.fault = Some(fault);
                None
            }
        }
    }

    fn parse(&self, airing: &Airing, year: i32) -> Result<Airing, &'static str> {
        let day = |field: Field| match self.text(field).trim() {
            "" => Ok(None),
            text => {
                wording::parse_date(text, year).map(Some).ok_or("Ghi ngày như 20/03/2014, hoặc để trống.")
            }
        };
        let number = |field: Field| match self.text(field).trim() {
            "" => Ok(None),
            text => {
                text.replace('.', "").parse().map(Some).map_err(|_| "Ghi bằng số, ví dụ 120, hoặc để trống.")
            }
        };
        let time = match self.text(Field::Time).trim() {
            "" => None,
            text => Some(wording::parse_time(text).ok_or("Ghi giờ như 19:30, hoặc để trống.")?),
        };
        let mut after = airing.clone();
        (after.copies, after.spectators) = (number(Field::Copies)?, number(Field::Spectators)?);
        (after.date, after.until, after.time) = (day(Field::Date)?, day(Field::Until)?, time);
        self.text(Field::Troupe).trim().clone_into(&mut after.troupe);
        if let Some(outcome) = &mut after.outcome {
            self.text(Field::Note).trim().clone_into(&mut outcome.note);
        }
        Ok(after)
    }
}
