//! Ids made from names.

use super::Plan;
use crate::fold::{fold, is_device};

impl Plan {
    /// An id for a new activity of this name: "toa-dam-truc-tiep".
    pub fn activity_id(&self, name: &str) -> String {
        free_id(name, || self.activities.iter().map(|activity| activity.id.as_str()))
    }
}

/// "so-noi-vu" for "Sở Nội vụ"; empty for a name without letters.
pub fn slug(name: &str) -> String {
    let folded = fold(name);
    let words = folded.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// "so-noi-vu" for "Sở Nội vụ", with a number where another has it. `known` gives the ids in use.
pub(super) fn free_id<'a, Ids: Iterator<Item = &'a str>>(name: &str, known: impl Fn() -> Ids) -> String {
    let id = slug(name);
    let is_free = |id: &str| !id.is_empty() && !is_device(id) && known().all(|other| other != id);
    if is_free(&id) {
        return id;
    }
    let id = if id.is_empty() { "muc" } else { &id };
    let mut numbered = (2..).map(|number: u32| format!("{id}-{number}"));
    numbered.find(|id| is_free(id)).unwrap_or_else(|| id.to_owned())
}
