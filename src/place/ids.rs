//! Ids of new places. Thousands may have one name ("Nhà thông tin khu vực 1").

use std::collections::{HashMap, HashSet};

use super::Place;
use crate::plan::slug;

#[derive(Debug, Default)]
pub(super) struct Ids {
    taken: HashSet<String>,
    /// Of each name, the last number given.
    last: HashMap<String, u32>,
}

impl Ids {
    pub fn of(places: &[Place]) -> Self {
        Self { taken: places.iter().map(|place| place.id.clone()).collect(), last: HashMap::new() }
    }

    /// An id that no place has, from now on taken.
    pub fn free(&mut self, name: &str) -> String {
        let slug = slug(name);
        let slug = if slug.is_empty() { "dia-diem".to_owned() } else { slug };
        if self.taken.insert(slug.clone()) {
            return slug;
        }
        let last = self.last.entry(slug.clone()).or_insert(1);
        loop {
            *last += 1;
            let id = format!("{slug}-{last}");
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}
