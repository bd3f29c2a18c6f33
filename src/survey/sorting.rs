//! One scan with the sheets of several localities: each goes where its candidate is on the list.

use std::collections::{BTreeMap, HashMap};

use super::answers::{Answers, Sheet};
use super::intake::{Intake, Put};
use crate::piece::PieceId;

/// The locality on whose list a number is. Of one that was not read whole, the only one whose numbers it may be.
fn home<'a>(homes: &'a HashMap<String, String>, number: &str) -> Option<&'a String> {
    if !number.contains('?') {
        return homes.get(number);
    }
    let may_be = |other: &str| {
        other.len() == number.len() && other.chars().zip(number.chars()).all(|(a, b)| a == b || b == '?')
    };
    let mut found = homes.iter().filter(|(other, _)| may_be(other)).map(|(_, home)| home);
    let first = found.next()?;
    found.all(|home| home == first).then_some(first)
}

/// The answers of all localities while pages are taken in.
#[derive(Debug, Clone)]
pub struct Sorting {
    survey: PieceId,
    /// For those who are on no list.
    chosen: String,
    /// The locality of each number that is on one list only.
    homes: HashMap<String, String>,
    before: BTreeMap<String, Answers>,
    intakes: BTreeMap<String, Intake>,
}

impl Sorting {
    /// `all` are the answers of the survey; `chosen` the locality whose sheets are taken in.
    pub fn new<'a>(survey: &PieceId, chosen: &str, all: impl IntoIterator<Item = &'a Answers>) -> Self {
        let before: BTreeMap<String, Answers> =
            all.into_iter().map(|answers| (answers.locality.clone(), answers.clone())).collect();
        let mut homes: HashMap<String, Option<String>> = HashMap::new();
        for answers in before.values() {
            for one in &answers.participants {
                let home = homes.entry(one.number.clone()).or_insert_with(|| Some(answers.locality.clone()));
                if home.as_ref() != Some(&answers.locality) {
                    *home = None;
                }
            }
        }
        // The list of the chosen locality comes first.
        if let Some(own) = before.get(chosen) {
            homes.extend(own.participants.iter().map(|one| (one.number.clone(), Some(chosen.to_owned()))));
        }
        let homes = homes.into_iter().filter_map(|(number, home)| Some((number, home?))).collect();
        Self { survey: survey.clone(), chosen: chosen.to_owned(), homes, before, intakes: BTreeMap::new() }
    }

    /// Puts a sheet in its place; the locality it went to.
    pub fn put(&mut self, sheet: Sheet) -> (&str, Put) {
        let home = home(&self.homes, &sheet.candidate).unwrap_or(&self.chosen);
        let empty = || Answers::new(&self.survey, home);
        let intake = self
            .intakes
            .entry(home.clone())
            .or_insert_with(|| Intake::new(self.before.get(home).cloned().unwrap_or_else(empty)));
        (home, intake.put(sheet))
    }

    /// Whether the chosen locality has a list, and this number, read whole, is on no list of the survey.
    pub fn is_stranger(&self, number: &str) -> bool {
        let has_list = self.before.get(&self.chosen).is_some_and(|own| !own.participants.is_empty());
        let mut listed = self.before.values().flat_map(|answers| &answers.participants);
        has_list && !number.contains('?') && !listed.any(|one| one.number == number)
    }

    /// The intake of the chosen locality.
    pub fn own(&mut self) -> &mut Intake {
        let chosen = &self.chosen;
        let empty = || Answers::new(&self.survey, chosen);
        self.intakes
            .entry(chosen.clone())
            .or_insert_with(|| Intake::new(self.before.get(chosen).cloned().unwrap_or_else(empty)))
    }

    /// The answers that are others than before.
    pub fn changed(self) -> Vec<Answers> {
        let taken = self.intakes.into_values().map(Intake::into_answers);
        taken.filter(|answers| self.before.get(&answers.locality) != Some(answers)).collect()
    }
}
