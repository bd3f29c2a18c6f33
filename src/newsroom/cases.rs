//! The cases as of today.

use super::Newsroom;
use crate::case::Case;
use crate::ledger::{CaseClock, CaseView, Talk};
use crate::piece::Header;

impl Newsroom {
    pub fn case(&self, id: &str) -> Option<&Case> {
        self.entry(id)
    }

    /// From which the cases' deadlines are counted.
    pub fn case_clock(&self) -> CaseClock<'_> {
        CaseClock { settings: self.settings(), workdays: &self.workdays, today: self.today }
    }

    /// The cases received so far, by id. Reads all of them: not for each keystroke.
    pub fn cases(&self) -> Vec<CaseView<'_>> {
        let clock = self.case_clock();
        self.entries::<Case>().filter_map(|case| clock.view(case)).collect()
    }

    /// What was asked and promised in a dialogue, and what earlier ones still owe. Reads all cases.
    pub fn talk(&self, dialogue: &Header) -> Talk<'_> {
        let header = |id: &_| self.piece(id).map(|piece| &piece.header);
        Talk::new(dialogue, header, self.cases(), self.today)
    }
}
