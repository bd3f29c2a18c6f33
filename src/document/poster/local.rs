//! One poster for each locality: its fields filled from the plan and the register of places.

use chrono::NaiveDate;

use crate::fold::fold;
use crate::place::{Place, PlaceKind, Places};
use crate::plan::{Locality, Plan};
use crate::poster::{ElementKind, Fit, Poster};

/// What is filled in for one locality.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Local {
    /// Id of the locality.
    pub id: String,
    /// "quận Ninh Kiều"
    pub name: String,
    /// Empty when neither the place nor the locality has one.
    pub phone: String,
    pub address: String,
}

/// The fields as people type them, in any case.
const FIELDS: [&str; 3] = ["địa phương", "điện thoại", "địa chỉ"];

/// The localities of a day with the place where people go: the one-stop desk, else a notice house.
pub fn locals(plan: &Plan, places: &Places, day: NaiveDate) -> Vec<Local> {
    let living = |locality: &&Locality| locality.exists_on(day);
    plan.localities.iter().filter(living).map(|locality| local(locality, places, day)).collect()
}

fn local(locality: &Locality, places: &Places, day: NaiveDate) -> Local {
    let own = places.places.iter().filter(|place| place.locality == locality.id && place.exists_on(day));
    let rank = |place: &&Place| match &place.kind {
        PlaceKind::Own(name) if fold(name).contains("mot cua") => 0,
        PlaceKind::NoticeHouse => 1,
        PlaceKind::Hall | PlaceKind::Stage => 2,
        _ => 3,
    };
    let place = own.min_by_key(rank);
    let contacts = [place.map(|place| place.contact.as_str()), Some(locality.contact.as_str())];
    let phone = contacts.into_iter().flatten().find_map(phone).unwrap_or_default();
    let address = place.map(|place| if place.address.is_empty() { &place.name } else { &place.address });
    Local {
        id: locality.id.clone(),
        name: locality.full_name(),
        phone,
        address: address.cloned().unwrap_or_default(),
    }
}

/// The first telephone number in what an office wrote down: seven digits or more, as written.
fn phone(contact: &str) -> Option<String> {
    let is_part = |one: char| one.is_ascii_digit() || " .()-+".contains(one);
    let runs = contact.split(|one: char| !is_part(one));
    let mut numbers = runs.map(|run| run.trim_matches([' ', '.', '-']));
    numbers.find(|run| run.bytes().filter(u8::is_ascii_digit).count() >= 7).map(str::to_owned)
}

/// Whether a poster has anything to fill in.
pub fn has_fields(poster: &Poster) -> bool {
    poster.all_elements().any(|element| match &element.kind {
        ElementKind::Text(text) => FIELDS.iter().any(|field| find(&text.text, field).is_some()),
        ElementKind::Qr(code) => FIELDS.iter().any(|field| find(&code.content, field).is_some()),
        _ => false,
    })
}

/// The poster with a locality's name, telephone and address. What is not known stays a field, which the preflight
/// finds. Texts that were filled are set smaller where they must.
#[must_use]
pub fn filled(poster: &Poster, local: &Local) -> Poster {
    let mut poster = poster.clone();
    let sides = poster.sides.iter_mut().flat_map(|side| &mut side.elements);
    for element in poster.elements.iter_mut().chain(sides) {
        match &mut element.kind {
            ElementKind::Text(text) => {
                let mut words = text.text.clone();
                let is_filled = fill(&mut words, local);
                text.set_words(words);
                if is_filled && text.fit == Fit::Fixed {
                    text.fit = Fit::Shrink { min: text.size * 0.4 };
                }
            }
            ElementKind::Qr(code) => {
                let _ = fill(&mut code.content, local);
            }
            _ => {}
        }
    }
    poster
}

/// Fills the fields of a text; whether there were any.
fn fill(text: &mut String, local: &Local) -> bool {
    let values = [&local.name, &local.phone, &local.address];
    let mut is_filled = false;
    for (field, value) in FIELDS.into_iter().zip(values) {
        if value.is_empty() {
            continue;
        }
        while let Some((from, to)) = find(text, field) {
            let is_capital = !text[from..to].chars().any(char::is_lowercase);
            let value = if is_capital { value.to_uppercase() } else { value.clone() };
            text.replace_range(from..to, &value);
            is_filled = true;
        }
    }
    is_filled
}

/// Where `{field}` stands in a text, in bytes.
fn find(text: &str, field: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    while let Some(open) = text[from..].find('{').map(|at| from + at) {
        let close = open + text[open..].find('}')?;
        if text[open + 1..close].trim().to_lowercase() == field {
            return Some((open, close + 1));
        }
        from = open + 1;
    }
    None
}

/// The locality whose words are longest: where it fits, the others do.
pub fn longest(locals: &[Local]) -> Option<&Local> {
    let length = |local: &&Local| local.name.chars().count() * 2 + local.address.chars().count();
    locals.iter().max_by_key(length)
}
