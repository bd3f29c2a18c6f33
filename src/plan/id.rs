//! Ids made from names.

use crate::fold::fold;

/// "so-noi-vu" for "Sở Nội vụ", with a number where another has it. `known` gives the ids in use.
pub(super) fn free_id<'a, Ids: Iterator<Item = &'a str>>(name: &str, known: impl Fn() -> Ids) -> String {
    let folded = fold(name);
    let words = folded.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let id = words.collect::<Vec<_>>().join("-");
    let is_free = |id: &str| !id.is_empty() && known().all(|other| other != id);
    if is_free(&id) {
        return id;
    }
    let mut numbered = (2..).map(|number: u32| format!("{id}-{number}"));
    numbered.find(|id| is_free(id)).unwrap_or(id)
}
