//! Cases that say the same: how alike two are, which one the others are linked to.

use std::collections::HashSet;

use super::Case;
use crate::fold;

/// How much a shared procedure, person, field or locality weighs beside shared words of the summary.
const PROCEDURE: usize = 3;
const PERSON: usize = 2;

impl Case {
    /// How alike another case is; 0 for one that shares no word of the summary. Larger is more alike.
    pub fn likeness(&self, other: &Self) -> usize {
        let (words, others) = (words(&self.topic), words(&other.topic));
        let shared = words.intersection(&others).count();
        if shared == 0 {
            return 0;
        }
        let is_same = |one: &str, two: &str| usize::from(!one.is_empty() && one == two);
        shared
            + PROCEDURE * is_same(&fold::fold(&self.procedure), &fold::fold(&other.procedure))
            + PERSON * is_same(&fold::fold(&self.person), &fold::fold(&other.person))
            + is_same(&self.field, &other.field)
            + is_same(&self.locality, &other.locality)
    }
}

/// The words of a summary, folded; those of one or two letters say little.
fn words(text: &str) -> HashSet<String> {
    let folded = fold::fold(text);
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| word.len() > 2).map(str::to_owned).collect()
}

/// These cases as duplicates of one, with those that were linked to them; only what changes. A duplicate is linked to
/// the case that is answered, never to another duplicate, nor a case to itself.
pub fn linked(ids: &[String], to: &str, all: &[&Case]) -> Vec<Case> {
    let target = all.iter().find(|case| case.id == to);
    let Some(target) = target.map(|case| case.duplicate_of.as_deref().unwrap_or(&case.id)) else {
        return Vec::new();
    };
    let is_moved = |case: &&&Case| {
        let is_it = |id: &str| ids.iter().any(|known| known == id);
        case.id != target
            && case.duplicate_of.as_deref() != Some(target)
            && (is_it(&case.id) || case.duplicate_of.as_deref().is_some_and(is_it))
    };
    let link = |case: &&Case| Case { duplicate_of: Some(target.to_owned()), ..(*case).clone() };
    all.iter().filter(is_moved).map(link).collect()
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{Case, linked};

    fn case(id: &str, topic: &str, of: Option<&str>) -> Case {
        let mut case = Case::new(id, NaiveDate::default());
        topic.clone_into(&mut case.topic);
        case.duplicate_of = of.map(str::to_owned);
        case
    }

    #[test]
    fn shared_words_count_and_what_is_of_one_procedure_more() {
        let letter = case("a", "Trích lục khai sinh chờ hai tuần", None);
        let twin = case("b", "Chờ trich luc khai sinh mãi không xong", None);
        let other = case("c", "Bảng giá in chữ quá nhỏ", None);
        assert!(letter.likeness(&twin) >= 4 && letter.likeness(&other) == 0);
        let with = |mut case: Case| {
            case.procedure = "Cấp bản sao trích lục".to_owned();
            case
        };
        assert!(with(letter.clone()).likeness(&with(twin.clone())) > letter.likeness(&twin));
    }

    #[test]
    fn duplicates_are_never_linked_to_duplicates() {
        let all =
            [case("a", "", None), case("b", "", Some("a")), case("c", "", None), case("d", "", Some("c"))];
        let after = |ids: &[&str], to: &str| {
            let ids: Vec<String> = ids.iter().map(|id| (*id).to_owned()).collect();
            let links = linked(&ids, to, &all.iter().collect::<Vec<_>>()).into_iter();
            links.map(|case| (case.id, case.duplicate_of.unwrap_or_default())).collect::<Vec<_>>()
        };
        let link = |id: &str, to: &str| (id.to_owned(), to.to_owned());
        assert_eq!(after(&["c"], "a"), [link("c", "a"), link("d", "a")], "with its own duplicates");
        assert_eq!(after(&["c"], "b"), [link("c", "a"), link("d", "a")], "to the one that is answered");
        assert_eq!(after(&["a"], "a"), []);
        assert_eq!(after(&["a"], "b"), [], "it is linked the other way already");
        assert_eq!(after(&["a"], "x"), []);
    }
}
