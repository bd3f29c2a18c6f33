//! Whose place someone takes in the chosen pieces.

use std::collections::BTreeMap;
use std::fmt;

use crate::calendar::wording;
use crate::newsroom::{BatchEdit, Pick};
use crate::piece::PieceId;
use crate::ui::Context;

/// A person wherever they are named, or whoever has a role; with the number of chosen pieces where that is so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    Name(String, usize),
    Role(String, usize),
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name, count) => write!(f, "{name} · {}", wording::counted(*count, "bài")),
            Self::Role(role, 0) => write!(f, "Vai {role} · chưa bài nào có"),
            Self::Role(role, count) => write!(f, "Vai {role} · {}", wording::counted(*count, "bài")),
        }
    }
}

impl Subject {
    /// The people and roles of the chosen pieces, the most frequent first, then the usual roles.
    pub fn of(picks: &[Pick], context: &Context) -> Vec<Self> {
        let mut pieces: Vec<&PieceId> = picks.iter().map(|pick| &pick.piece).collect();
        pieces.sort_unstable();
        pieces.dedup();
        let (mut names, mut roles): (BTreeMap<&str, usize>, BTreeMap<&str, usize>) = Default::default();
        for piece in pieces.into_iter().filter_map(|id| context.newsroom.piece(id)) {
            let doing = piece.header.tasks.iter().filter(|task| task.done.is_none());
            let doing = doing.map(|task| task.by.as_str());
            let people = piece.header.people.iter().map(|person| person.name.as_str());
            count(&mut names, people.chain(doing));
            count(&mut roles, piece.header.people.iter().map(|person| person.role.as_str()));
        }
        for role in ["Biên tập", "MC"] {
            let _ = roles.entry(role).or_default();
        }
        let mut subjects: Vec<Self> = sorted(names).map(|(name, count)| Self::Name(name, count)).collect();
        subjects.extend(sorted(roles).map(|(role, count)| Self::Role(role, count)));
        subjects
    }

    pub fn is_named(&self, person: &str) -> bool {
        matches!(self, Self::Name(name, _) if name == person)
    }

    /// The change that gives this place to someone; none while nobody is named to take a person's place.
    pub fn edit(&self, to: &str) -> Option<BatchEdit> {
        let to = to.trim().to_owned();
        match self {
            Self::Name(..) if to.is_empty() => None,
            Self::Name(from, _) => Some(BatchEdit::Replace { from: from.clone(), to }),
            Self::Role(role, _) => Some(BatchEdit::Person { role: role.clone(), name: to }),
        }
    }
}

/// Counts each text of a piece once.
fn count<'a>(counts: &mut BTreeMap<&'a str, usize>, texts: impl Iterator<Item = &'a str>) {
    let mut texts: Vec<&str> = texts.filter(|text| !text.is_empty()).collect();
    texts.sort_unstable();
    texts.dedup();
    for text in texts {
        *counts.entry(text).or_default() += 1;
    }
}

fn sorted(counts: BTreeMap<&str, usize>) -> impl Iterator<Item = (String, usize)> {
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.into_iter().map(|(text, count)| (text.to_owned(), count))
}
