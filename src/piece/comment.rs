//! Comments of colleagues on a piece, each at a row, a paragraph, a line, a question or an element of a poster.

mod anchor;
mod follow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::calendar::field;
pub use anchor::{Anchor, Part};
pub use follow::Lines;

/// A remark, what was answered to it, and whether it is settled. Never printed unless asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Comment {
    /// 16 hexadecimal digits, by which two versions are merged.
    pub id: String,
    /// Its place in the body; none for the piece as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anchor: Option<Anchor>,
    pub by: String,
    #[serde(deserialize_with = "field::date")]
    pub date: NaiveDate,
    pub text: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replies: Vec<Reply>,
    /// Who settled it; none while it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolved: Option<Resolution>,
}

/// An answer to a comment.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Reply {
    pub by: String,
    #[serde(deserialize_with = "field::date")]
    pub date: NaiveDate,
    pub text: String,
}

/// Someone took care of a comment.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Resolution {
    pub by: String,
    #[serde(deserialize_with = "field::date")]
    pub date: NaiveDate,
}

impl Comment {
    pub fn is_open(&self) -> bool {
        self.resolved.is_none()
    }

    /// Whether nobody has said or settled anything in between; its anchor may have followed the text.
    pub fn says_the_same(&self, before: &Self) -> bool {
        let anchor = before.anchor.clone();
        Self { anchor, ..self.clone() } == *before
    }

    /// The last word in it: by whom, when, what.
    pub fn last_word(&self) -> (&str, NaiveDate, &str) {
        let first = (self.by.as_str(), self.date, self.text.as_str());
        self.replies.last().map_or(first, |reply| (&reply.by, reply.date, &reply.text))
    }

    /// Whether someone wrote it or answered in it.
    pub fn has_voice(&self, name: &str) -> bool {
        self.by == name || self.replies.iter().any(|reply| reply.by == name)
    }

    /// Whether it is open and the last word in it is someone else's.
    pub fn waits_for(&self, name: &str) -> bool {
        self.is_open() && self.last_word().0 != name
    }
}

#[cfg(test)]
mod tests;
