//! The steps before an airing, and who does what.

use std::sync::Arc;

use chrono::NaiveDate;

use super::Newsroom;
use crate::ledger::{self, LateTask, TaskView, Workload};
use crate::piece::Header;

impl Newsroom {
    /// The steps of a piece as of today.
    pub fn tasks<'a>(&'a self, header: &'a Header) -> Vec<TaskView<'a>> {
        ledger::tasks(self.settings(), &self.workdays, header, self.today)
    }

    /// Who does what in these days. Reads every header: fine for showing and printing, too slow for each keystroke.
    pub fn workload(&self, span: (NaiveDate, NaiveDate)) -> Vec<Workload<'_>> {
        let headers = self.pieces().map(|piece| &piece.header);
        ledger::workload(self.plan(), self.settings(), headers, span, self.today)
    }

    /// The steps whose deadline is past, the longest late first. As expensive as [`Self::workload`].
    pub fn late_tasks(&self) -> Vec<LateTask<'_>> {
        let headers = self.pieces().map(|piece| &piece.header);
        ledger::late_tasks(self.settings(), &self.workdays, headers, self.today)
    }

    /// Computes the working days anew: the year or its holidays have changed.
    pub(super) fn count_workdays(&mut self) {
        self.workdays = Arc::new(ledger::workdays(self.plan().year, self.settings()));
    }
}
