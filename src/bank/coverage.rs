//! How the questions of a bank are spread over its fields and levels.

use super::{Bank, Level, Question};

/// The questions of one field, or those of none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// Id of the field; empty for questions that nobody has sorted.
    pub field: String,
    /// As [`super::Field::short`].
    pub name: String,
    /// Of each level.
    pub levels: [usize; Level::ALL.len()],
}

impl Coverage {
    pub fn count(&self) -> usize {
        self.levels.iter().sum()
    }
}

/// Each field in its order, also an empty one, then what is in no field. Retired questions do not count.
pub fn coverage(bank: &Bank) -> Vec<Coverage> {
    let row = |field: &str, name: &str, is_in: &dyn Fn(&Question) -> bool| {
        let questions = || bank.questions.iter().filter(|question| !question.is_retired && is_in(question));
        let of = |level| questions().filter(|question| question.level == level).count();
        Coverage { field: field.to_owned(), name: name.to_owned(), levels: Level::ALL.map(of) }
    };
    let mut rows: Vec<Coverage> = bank
        .fields
        .iter()
        .map(|field| row(&field.id, &field.short, &|question| question.field == field.id))
        .collect();
    let rest = row("", "Chưa xếp", &|question| bank.field(&question.field).is_none());
    rows.extend(Some(rest).filter(|rest| rest.count() > 0));
    rows
}
