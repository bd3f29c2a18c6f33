//! A piece made from another one.

use chrono::NaiveDate;

use super::{Header, Piece, PieceId, Status};

impl Piece {
    /// A new draft with the words, the people and the kind of this one, and nothing of what was planned, agreed, remarked
    /// or done: no airings with their outcomes, approvals, comments or finished steps. Who takes a step stays.
    #[must_use]
    pub fn duplicate(&self, id: PieceId, title: String, today: NaiveDate) -> Self {
        let from = &self.header;
        let mut header = Header::new(id, title, &from.activity);
        header.set_status(Status::Drafting, today);
        header.topics.clone_from(&from.topics);
        header.tones.clone_from(&from.tones);
        header.people.clone_from(&from.people);
        for task in &from.tasks {
            header.edit_task(&task.step, |own| own.by.clone_from(&task.by));
        }
        Self { header, header_source: String::new().into(), format: self.format, body: self.body.clone() }
    }
}
