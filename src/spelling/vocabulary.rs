//! The workspace's own words, which are never marked.

use serde::{Deserialize, Serialize};

use super::letter;
use crate::record::{self, Record};

/// The words an office has taught (`words.ron`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Vocabulary {
    pub schema: u32,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<LearntWord>,
}

/// A word, or several that belong together, in small letters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LearntWord {
    pub word: String,
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self { schema: Self::SCHEMA, words: Vec::new() }
    }
}

impl Record for Vocabulary {
    const PATH: &'static str = "words.ron";
    const NAME: &'static str = "từ của đơn vị";
    const SCHEMA: u32 = 1;
    const KEYS: record::Keys = &[("words", &["word"])];
    const LABELS: &'static [(&'static str, &'static str)] = &[("words", "Từ của đơn vị"), ("word", "Từ")];

    fn schema(&self) -> u32 {
        self.schema
    }
}

impl Vocabulary {
    pub fn has(&self, word: &str) -> bool {
        !self.words.is_empty() && {
            let word = letter::lower(word);
            self.words.iter().any(|learnt| learnt.word == word)
        }
    }

    /// These words and another.
    #[must_use]
    pub fn with(&self, word: &str) -> Self {
        let mut words = self.words.clone();
        words.push(LearntWord { word: letter::lower(word).into_owned() });
        words.sort_by(|one, two| one.word.cmp(&two.word));
        words.dedup();
        Self { words, ..self.clone() }
    }
}
