//! The questions of a round, drawn from a bank by a number that everybody may see.

use std::collections::BTreeMap;

/// The ids of `count` questions, or all there are, spread over the fields as evenly as they allow. `candidates` are
/// ids with their fields; the same number always draws the same questions.
pub fn drawn<'a>(
    candidates: impl Iterator<Item = (&'a str, &'a str)>,
    count: usize,
    seed: u32,
) -> Vec<String> {
    let hash = |text: &str| *blake3::hash(format!("{seed} {text}").as_bytes()).as_bytes();
    let mut by_field: BTreeMap<([u8; 32], &str), Vec<&str>> = BTreeMap::new();
    for (id, field) in candidates {
        by_field.entry((hash(field), field)).or_default().push(id);
    }
    for ids in by_field.values_mut() {
        // The last is taken first.
        ids.sort_by_cached_key(|id| std::cmp::Reverse(hash(id)));
    }
    let mut drawn = Vec::new();
    while drawn.len() < count && by_field.values().any(|ids| !ids.is_empty()) {
        for ids in by_field.values_mut() {
            if drawn.len() < count {
                drawn.extend(ids.pop().map(str::to_owned));
            }
        }
    }
    drawn
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, HashSet};

    use super::drawn;

    #[test]
    fn questions_are_spread_over_the_fields_and_the_number_decides() {
        let fields = [("tin-hoc", 20), ("luat", 20), ("thu-tuc", 3)];
        let all: Vec<(String, &str)> = fields
            .iter()
            .flat_map(|(field, count)| (0..*count).map(move |at| (format!("{field}-{at}"), *field)))
            .collect();
        let draw = |count, seed| drawn(all.iter().map(|(id, field)| (id.as_str(), *field)), count, seed);
        let questions = draw(15, 7);
        assert_eq!(questions, draw(15, 7));
        assert_ne!(questions, draw(15, 8));
        assert_eq!(questions.iter().collect::<HashSet<_>>().len(), 15, "none twice");
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for id in &questions {
            let (_, field) = all.iter().find(|(known, _)| known == id).expect("a question of the bank");
            *counts.entry(field).or_default() += 1;
        }
        assert_eq!(counts, BTreeMap::from([("luat", 6), ("thu-tuc", 3), ("tin-hoc", 6)]));
        assert_eq!(draw(100, 1).len(), all.len());
    }
}
